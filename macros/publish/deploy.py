"""Puts a build on this server as a new release and switches to it at once; goes back if it is not well.

    DIR/releases/0007-1a2b3c4d5e6f/   one whole release: every file, with its compressed copies
    DIR/shared/assets-<hash>/         the assets of all kept releases, for pages still open from an earlier one
    DIR/current                       symbolic link to the release that is served

Whatever is unfinished has a name that begins with a dot; the next run removes it. A kill at any point leaves
`current` on a whole release.
"""

from __future__ import annotations

import fcntl
import os
import re
import shutil
import time
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Callable

from macros.publish import compress, hashes, online
from macros.publish.headers import ASSETS

KEPT = 5
NAME = re.compile(r"(\d{4,})-[0-9a-f]{12}")


class DeployError(Exception):
    """Nothing was switched, or the former release is back; the message is for the webmaster."""


def deploy(site: Path, place: Path, health: str | None, say: Callable[[str], None] = print):
    """Make the build at `site` the release served from `place`; `health` is its address, to look at it from outside.

    Raises DeployError.
    """
    with _locked(place):
        table = _checked_table(site)
        before = current(place)
        try:
            _sweep(place)
            release = _stored(site, table, place, say)
            _share_assets(release, place)
            _switch(place, release)
        except OSError as error:
            with suppress(OSError):
                _sweep(place)
            raise DeployError(f"Không ghi được bản mới ({error.strerror}: {error.filename or place}); bản đang chạy không đổi.") from error
        say(f"Đã chuyển sang bản {release.name}.")
        problems = _health(health, site, table, say)[:20]
        if problems and before not in (None, release):
            _switch(place, before)
            _remove(release)
            raise DeployError("\n".join([f"Trang không đạt khi xem từ ngoài; đã quay lại bản {before.name}:", *problems]))
        if problems:
            raise DeployError("\n".join([f"Trang không đạt khi xem từ ngoài; bản đang chạy vẫn là {release.name}:", *problems]))
        _prune(place)


def rollback(place: Path, say: Callable[[str], None] = print):
    """Switch to the release before the one that is served. Raises DeployError."""
    with _locked(place):
        _sweep(place)
        now = current(place)
        earlier = [release for release in releases(place) if now and _number(release) < _number(now)]
        if not earlier:
            raise DeployError("Không có bản nào trước bản đang chạy.")
        _share_assets(earlier[-1], place)
        _switch(place, earlier[-1])
        say(f"Đã quay lại bản {earlier[-1].name}.")


def current(place: Path) -> Path | None:
    """The release that is served."""
    link = place / "current"
    return place / "releases" / Path(os.readlink(link)).name if link.is_symlink() else None


def releases(place: Path) -> list[Path]:
    """All whole releases, oldest first."""
    folder = place / "releases"
    found = [path for path in folder.iterdir() if NAME.fullmatch(path.name)] if folder.is_dir() else []
    return sorted(found, key=_number)


def _number(release: Path) -> int:
    return int(NAME.fullmatch(release.name)[1])


@contextmanager
def _locked(place: Path):
    try:
        place.mkdir(parents=True, exist_ok=True)
        handle = open(place / ".lock", "w")
    except OSError as error:
        raise DeployError(f"Không ghi được vào {place}: {error.strerror}. Kiểm tra quyền của thư mục.") from error
    with handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise DeployError("Đang có một lần đưa lên khác; chờ lần đó xong rồi chạy lại.") from error
        yield


def _sweep(place: Path):
    """Remove what an interrupted run left."""
    for path in (*place.glob("releases/.*"), *place.glob("shared/.*"), place / ".current"):
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


def _stored(site: Path, table: dict[str, str], place: Path, say) -> Path:
    """The release that holds the build, copied unless the newest one is it, byte for byte."""
    kept = releases(place)
    name = hashes.fingerprint(table, 12)
    if kept and kept[-1].name.endswith(name) and not compress.differences(kept[-1], table):
        say(f"Bản {kept[-1].name} đã có sẵn, không chép lại.")
        return kept[-1]
    number = max([0, *map(_number, kept)]) + 1
    part = place / "releases" / f".{number:04}-{name}"
    _copy(site, table, part, _stamp(kept))
    if compress.differences(part, table):
        raise DeployError("Bản dựng đổi trong khi chép, hoặc đĩa ghi sai; bản đang chạy không đổi.")
    os.sync()
    release = part.with_name(part.name[1:])
    part.rename(release)
    say(f"Đã chép {len(table)} tệp vào {release.name}.")
    return release


def _stamp(kept: list[Path]) -> int:
    """The time for a release's files: later than in any other, so that servers never take new content for old."""
    return max([int(time.time()), *(int((release / "index.html").stat().st_mtime) + 1 for release in kept)])


def _copy(site: Path, table: dict[str, str], part: Path, stamp: int):
    for path in table:
        data = (site / path).read_bytes()
        for ending, content in ({"": data} | compress.copies(path, data)).items():
            target = part / (path + ending)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content)
            target.chmod(0o644)
            os.utime(target, (stamp, stamp))
    for folder in (part.parent, part, *(path for path in part.rglob("*") if path.is_dir())):
        folder.chmod(0o755)


def _share_assets(release: Path, place: Path):
    """Put the release's assets where they stay as long as any kept release needs them."""
    for assets in release.iterdir():
        target = place / "shared" / assets.name
        if re.fullmatch(ASSETS, assets.name) and not target.exists():
            part = target.with_name("." + assets.name)
            shutil.copytree(assets, part)
            part.parent.chmod(0o755)
            part.rename(target)


def _switch(place: Path, release: Path):
    link = place / ".current"
    link.symlink_to(Path("releases") / release.name)
    os.replace(link, place / "current")


def _remove(folder: Path):
    """Remove a folder so that no half of it is ever taken for a whole."""
    hidden = folder.with_name("." + folder.name)
    folder.rename(hidden)
    shutil.rmtree(hidden)


def _prune(place: Path):
    """Keep the last releases, and the assets that they name."""
    now = current(place)
    for release in releases(place)[:-KEPT]:
        if release != now:
            _remove(release)
    needed = {assets.name for release in releases(place) for assets in release.glob("assets-*")}
    for assets in (place / "shared").glob("assets-*"):
        if assets.name not in needed:
            _remove(assets)


def _health(url: str | None, site: Path, table: dict[str, str], say) -> list[str]:
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
