"""Puts a build on this server as a new release and switches to it at once; goes back if it is not well.

    DIR/releases/0007-1a2b3c4d5e6f/   one whole release: every file, with its compressed copies
    DIR/shared/assets-<hash>/         the assets of all kept releases, for pages still open from an earlier one
    DIR/current                       symbolic link to the release that is served
    DIR/good                          symbolic link to the last release that was well when looked at from outside
    DIR/rejected/0007-1a2b3c4d5e6f    mark of a release that somebody went back from

Whatever is unfinished has a name that begins with a dot; the next run removes it. A kill at any point leaves
`current` on a whole release; where it leaves one that nobody has looked at, the next run goes back from it.
Files that did not change are one file in all releases (hard links): nothing ever writes into a release.
"""

from __future__ import annotations

import fcntl
import os
import re
import shutil
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from macros.hosting import online
from macros.site import compress, hashes
from macros.site.headers import ASSETS

KEPT = 5
NAME = re.compile(r"(\d{4,})-[0-9a-f]{12}")


class DeployError(Exception):
    """Nothing was switched, or the former release is back; the message is for the webmaster."""


def deploy(site: Path, place: Path, health: str | None, say: Callable[[str], None] = print) -> None:
    """Make the build at `site` the release served from `place`; `health` is its address, to look at it from outside.

    Raises DeployError.
    """
    with _interruptible(), _locked(place):
        table = _checked_table(site)
        try:
            _leave_unchecked(place, say)
            before = current(place)
            _sweep(place)
            release = _stored(site, table, place, say)
            _share_assets(release, place)
        except OSError as error:
            with suppress(OSError):
                _sweep(place)
            raise _not_written(error, place) from error
        former = next((kept for kept in (_linked(place, "good"), before) if kept not in (None, release)), None)
        try:
            _switch(place, release)
            say(f"Đã chuyển sang bản {release.name}.")
            problems = _health(health, site, table, say)[:20]
        except OSError as error:
            raise _not_written(error, place) from error
        except BaseException:  # an interruption: what nobody has looked at does not stay
            if former:
                _switch(place, former)
                say(f"Chưa xem thử xong; đã quay lại bản {former.name}.")
            raise
        if problems and former:
            _switch(place, former)
            _remove(release)
            raise DeployError(
                "\n".join([f"Trang không đạt khi xem từ ngoài; đã quay lại bản {former.name}:", *problems])
            )
        if problems:
            raise DeployError(
                "\n".join([f"Trang không đạt khi xem từ ngoài; bản đang chạy vẫn là {release.name}:", *problems])
            )
        try:
            _point(place, "good", release)
            _mark(place, release).unlink(missing_ok=True)
            _prune(place)
        except OSError as error:
            raise DeployError(
                f"Bản {release.name} đang chạy, nhưng chưa dọn được bản cũ ({error.strerror}: {error.filename})."
            ) from error


def _not_written(error: OSError, place: Path) -> DeployError:
    return DeployError(
        f"Không ghi được bản mới ({error.strerror}: {error.filename or place}); bản đang chạy không đổi."
    )


def rollback(place: Path, say: Callable[[str], None] = print) -> None:
    """Switch to the newest whole release before the one that is served that nobody went back from. Raises DeployError."""
    if not place.is_dir():
        raise DeployError(f"Không có thư mục {place}.")
    with _interruptible(), _locked(place):
        try:
            _sweep(place)
            now = current(place)
            earlier = [release for release in releases(place) if now and _number(release) < _number(now)]
            usable = [release for release in earlier if not _mark(place, release).exists() and _is_whole(release)]
            if now is None or not usable:
                raise DeployError("Không có bản nào trước bản đang chạy.")
            _share_assets(usable[-1], place)
            _make(_mark(place, now).parent)
            _mark(place, now).touch()
            _point(place, "good", usable[-1])  # first: killed here, the next run goes back all the same
            _switch(place, usable[-1])
        except OSError as error:
            raise DeployError(f"Không quay lại được ({error.strerror}: {error.filename or place}).") from error
        say(f"Đã quay lại bản {usable[-1].name}.")


def current(place: Path) -> Path | None:
    """The release that is served; None if there is none, or its folder is gone."""
    return _linked(place, "current")


def _linked(place: Path, name: str) -> Path | None:
    link = place / name
    release = place / "releases" / Path(os.readlink(link)).name if link.is_symlink() else None
    return release if release and NAME.fullmatch(release.name) and release.is_dir() else None


def _mark(place: Path, release: Path) -> Path:
    """The file that says that somebody went back from a release."""
    return place / "rejected" / release.name


def _is_whole(release: Path) -> bool:
    return (release / hashes.MANIFEST).is_file() and not compress.differences(release, hashes.listed(release))


def releases(place: Path) -> list[Path]:
    """All whole releases, oldest first."""
    folder = place / "releases"
    found = [path for path in folder.iterdir() if NAME.fullmatch(path.name)] if folder.is_dir() else []
    return sorted(found, key=_number)


def _number(release: Path) -> int:
    return int(release.name.partition("-")[0])  # see NAME


@contextmanager
def _interruptible() -> Iterator[None]:
    """Let SIGTERM, and SIGHUP as a dropped connection sends it, interrupt as Ctrl+C does; a second one changes nothing."""
    watched = [signal.SIGINT, signal.SIGTERM, signal.SIGHUP]
    before = {number: signal.getsignal(number) for number in watched}

    def interrupt(*_: Any) -> None:
        for number in watched:
            signal.signal(number, signal.SIG_IGN)
        raise KeyboardInterrupt

    try:
        for number, handler in before.items():
            if handler is not signal.SIG_IGN:  # as nohup sets it
                signal.signal(number, interrupt)
    except ValueError:  # not the main thread, which alone receives signals
        yield
        return
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _leave_unchecked(place: Path, say: Callable[[str], None]) -> None:
    """Go back from a release that a run killed before its look from outside has left in place."""
    now, good = current(place), _linked(place, "good")
    if now is None or now == good:
        return
    told = f"Lần trước bị ngắt: bản đang chạy {now.name} chưa được xem thử từ ngoài"
    if good and _is_whole(good):
        _switch(place, good)
        say(f"{told}; đã quay lại bản {good.name}.")
    else:
        say(f"{told}, và không có bản nào đã xem thử để quay lại.")


@contextmanager
def _locked(place: Path) -> Iterator[Any]:
    try:
        _make(place)
        handle = open(place / ".lock", "w")
    except OSError as error:
        raise DeployError(f"Không ghi được vào {place}: {error.strerror}. Kiểm tra quyền của thư mục.") from error
    with handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise DeployError("Đang có một lần đưa lên khác; chờ lần đó xong rồi chạy lại.") from error
        yield


def _make(folder: Path) -> None:
    """Make a folder that the server can read, whatever the umask is; one that is there stays as its owner wants it."""
    missing = [path for path in (folder, *folder.parents) if not path.exists()]
    folder.mkdir(parents=True, exist_ok=True)
    for path in missing:
        path.chmod(0o755)


def _sweep(place: Path) -> None:
    """Remove what an interrupted run left."""
    for path in (
        *place.glob("releases/.*"),
        *place.glob("shared/.*"),
        *place.glob("shared/*/.*"),
        place / ".current",
        place / ".good",
    ):
        if path.is_symlink() or path.is_file():
            path.unlink()
        else:
            shutil.rmtree(path, ignore_errors=True)


def _checked_table(site: Path) -> dict[str, str]:
    """The hashes of the build's files, which must be those of its own list."""
    table = hashes.table(site)
    if not {"index.html", "404.html", hashes.MANIFEST} <= table.keys():
        raise DeployError(f"{site} không phải là một bản dựng đủ: chạy lệnh build trước.")
    problems = hashes.differences(table, hashes.listed(site))
    if problems:
        raise DeployError("\n".join(["Bản dựng khác danh sách của chính nó, không đưa lên:", *problems[:20]]))
    return table


def _stored(site: Path, table: dict[str, str], place: Path, say: Any) -> Path:
    """The release that holds the build, copied unless the newest one is it, byte for byte."""
    kept = releases(place)
    name = hashes.fingerprint(table, 12)
    if (
        kept
        and kept[-1].name.endswith(name)
        and not compress.differences(kept[-1], table)
        and _has_copies(kept[-1], table)
    ):
        say(f"Bản {kept[-1].name} đã có sẵn, không chép lại.")
        return kept[-1]
    number = max([0, *map(_number, kept)]) + 1
    part = place / "releases" / f".{number:04}-{name}"
    _copy(site, table, part, _stamp(kept), kept[-1] if kept else None)
    if compress.differences(part, table):
        raise DeployError("Bản dựng đổi trong khi chép, hoặc đĩa ghi sai; bản đang chạy không đổi.")
    release = part.with_name(part.name[1:])
    part.rename(release)
    say(f"Đã chép {len(table)} tệp vào {release.name}.")
    return release


def _has_copies(release: Path, table: dict[str, str]) -> bool:
    whole = [path for path in table if compress.has_copies(path, (release / path).stat().st_size)]
    return all((release / f"{path}{ending}").is_file() for path in whole for ending in (".gz", ".br"))


def _stamp(kept: list[Path]) -> int:
    """The time for a release's new files: later than in any other, so that servers never take new content for old."""
    times = [int(path.stat().st_mtime) + 1 for release in kept for path in release.rglob("*") if path.is_file()]
    return max([int(time.time()), *times])


def _copy(site: Path, table: dict[str, str], part: Path, stamp: int, former: Path | None) -> None:
    """Write the release `part`; what has the same content in the `former` one is that very file."""
    _make(part)
    for path, hash in table.items():
        data = (site / path).read_bytes()
        endings = ("", ".gz", ".br") if compress.has_copies(path, len(data)) else ("",)
        (part / path).parent.mkdir(parents=True, exist_ok=True)
        if former and all(_linked_to(former / (path + ending), part / (path + ending), hash) for ending in endings):
            continue
        for ending, content in ({"": data} | compress.copies(path, data)).items():
            target = part / (path + ending)
            target.unlink(missing_ok=True)  # never write into a file of the former release
            target.write_bytes(content)
            target.chmod(0o644)
            os.utime(target, (stamp, stamp))
    for folder in part.rglob("*"):
        if folder.is_dir():
            folder.chmod(0o755)


def _linked_to(former: Path, target: Path, hash: str) -> bool:
    """Make `target` the same file as `former` if that holds what `hash` says, also where the system has no hard links."""
    try:
        data = former.read_bytes()
        if hashes.digest(compress.expand(former.suffix, data) if former.suffix in (".gz", ".br") else data) != hash:
            return False
        os.link(former, target)
    except (OSError, ValueError):
        return False
    return True


def _share_assets(release: Path, place: Path) -> None:
    """Put the release's assets where they stay as long as any kept release needs them; mend those that are damaged."""
    for assets in release.iterdir():
        target = place / "shared" / assets.name
        if not re.fullmatch(ASSETS, assets.name):
            continue
        if not target.exists():
            part = target.with_name("." + assets.name)
            _make(part.parent)
            shutil.copytree(assets, part)
            part.rename(target)
        wanted, found = hashes.table(assets), hashes.table(target)
        for path in wanted.keys() - found.keys() | {path for path in found if found[path] != wanted.get(path)}:
            if path in wanted:
                part = (target / path).with_name(f".{Path(path).name}")
                part.parent.mkdir(parents=True, exist_ok=True)
                shutil.copy2(assets / path, part)
                part.replace(target / path)
            else:
                (target / path).unlink()
    os.sync()


def _switch(place: Path, release: Path) -> None:
    _point(place, "current", release)


def _point(place: Path, name: str, release: Path) -> None:
    """Make a link lead to a release, in one step."""
    link = place / f".{name}"
    link.unlink(missing_ok=True)
    link.symlink_to(Path("releases") / release.name)
    os.replace(link, place / name)


def _remove(folder: Path) -> None:
    """Remove a folder so that no half of it is ever taken for a whole."""
    hidden = folder.with_name("." + folder.name)
    folder.rename(hidden)
    shutil.rmtree(hidden)


def _prune(place: Path) -> None:
    """Keep the last releases, and the assets that they name."""
    for release in releases(place)[:-KEPT]:  # what is served and good is the newest
        _remove(release)
        _mark(place, release).unlink(missing_ok=True)
    needed = {assets.name for release in releases(place) for assets in release.glob("assets-*")}
    for assets in (place / "shared").glob("assets-*"):
        if assets.name not in needed:
            _remove(assets)


def _health(url: str | None, site: Path, table: dict[str, str], say: Any) -> list[str]:
    if url is None:
        say("Chưa xem thử từ ngoài: thêm --health ĐỊA-CHỈ để tự kiểm tra và tự quay lại khi có lỗi.")
        return []
    for wait in (0, 1, 2):
        time.sleep(wait)
        problems = [str(finding) for finding in online.contents(url, table, site)]
        if not problems:
            say(f"Đã xem thử từ ngoài: {url} đúng là bản này.")
            break
    return problems
