"""Puts a build into an S3-compatible bucket as a whole release beside the served one, switches to it, and goes back.

    s3://BUCKET/releases/0007-1a2b3c4d5e6f/…   a whole release; its SHA256SUMS is sent last and says that it is whole
    s3://BUCKET/…                              the release that is served, copied from there inside the store

A store can replace one object at once, not many. The switch therefore happens inside the store, sends only what differs,
and in an order that never leaves a page without what it needs: assets, other files, pages, SHA256SUMS, and only then is
the old removed. Where the CDN can be told a folder of the store, that is the whole switch, and it is one step.
The program is `aws`, version 1 or 2; keys and region are its own settings.
"""

from __future__ import annotations

import re
import subprocess
import tempfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from macros.site import hashes, headers

KEPT = 3
RELEASE = re.compile(r"(\d{4,})-[0-9a-f]{12}")
FOLDER = "releases"
SWITCHING = f"{FOLDER}/switching"  # is there while a switch is under way, and after one that was interrupted
_EACH = 400  # names in one command: well below the longest line that a system takes


class StorageError(Exception):
    """The store did not do as asked; the message is for the webmaster."""


@dataclass(frozen=True)
class Store:
    """A bucket `s3://name`, and the address of its service if it is not Amazon's."""

    bucket: str
    endpoint: str | None = None

    def aws(self, *arguments: str) -> str:
        """Run one command of `aws`; what it printed. Raises StorageError."""
        more = ["--endpoint-url", self.endpoint] if self.endpoint else []
        try:
            done = subprocess.run(["aws", *more, *arguments], capture_output=True, text=True, encoding="utf-8")
        except FileNotFoundError:
            raise StorageError("Máy không có chương trình aws: trên Debian chạy apt-get install awscli.") from None
        if done.returncode:
            raise StorageError(f"Kho không làm được: {(done.stderr.strip() or done.stdout.strip()).splitlines()[-1]}")
        return done.stdout

    def objects(self) -> list[str]:
        """The names of all objects, with those of every release."""
        name, _, _ = self.bucket.removeprefix("s3://").partition("/")
        found = self.aws(
            "s3api", "list-objects-v2", "--bucket", name, "--query", "Contents[].[Key]", "--output", "text"
        )
        return [line for line in found.splitlines() if line and line != "None"]

    def listed(self, prefix: str) -> dict[str, str]:
        """The hashes in the SHA256SUMS below a prefix, that list itself included."""
        text = self.aws("s3", "cp", f"{self.bucket}/{prefix}{hashes.MANIFEST}", "-")
        return hashes.read_manifest(text) | {hashes.MANIFEST: hashes.digest(text.encode())}

    def send(self, source: str, target: str, paths: Iterable[str]) -> None:
        """Copy files into the store, or inside it, each with its type and how long it may be kept."""
        for group, names in _groups(paths).items():
            for first in range(0, len(names), _EACH):
                chosen = [word for path in names[first : first + _EACH] for word in ("--include", path)]
                kind, cache = group
                told = ["--content-type", kind, "--cache-control", cache, "--metadata-directive", "REPLACE"]
                self.aws(
                    "s3", "cp", source, target, "--recursive", "--only-show-errors", "--exclude", "*", *chosen, *told
                )

    def remove(self, names: Iterable[str]) -> None:
        """Delete objects by their names below the bucket's root."""
        names = list(names)
        for first in range(0, len(names), _EACH):
            chosen = [word for name in names[first : first + _EACH] for word in ("--include", name)]
            self.aws("s3", "rm", f"{self.bucket}/", "--recursive", "--only-show-errors", "--exclude", "*", *chosen)


def _groups(paths: Iterable[str]) -> dict[tuple[str, str], list[str]]:
    found: dict[tuple[str, str], list[str]] = {}
    for path in paths:
        kind = headers.content_type(path) + ("; charset=utf-8" if headers.is_text(path) else "")
        found.setdefault((kind, headers.cache_control(path)), []).append(path)
    return found


def _steps(paths: Iterable[str]) -> list[list[str]]:
    """The files in the order in which they may be replaced: assets, other files, pages, the list of hashes."""

    def step(path: str) -> int:
        if path == hashes.MANIFEST:
            return 3
        return 2 if path.endswith(".html") else 0 if re.match(headers.ASSETS, path) else 1

    found: list[list[str]] = [[], [], [], []]
    for path in sorted(paths):
        found[step(path)].append(path)
    return [files for files in found if files]


def _whole(objects: Iterable[str]) -> list[str]:
    """The names of the whole releases, oldest first: those whose list of hashes is there."""
    names = {name.split("/")[1] for name in objects if re.fullmatch(rf"{FOLDER}/[^/]+/{hashes.MANIFEST}", name)}
    return sorted((name for name in names if RELEASE.fullmatch(name)), key=_number)


def _number(name: str) -> int:
    found = RELEASE.fullmatch(name)
    return int(found[1]) if found else 0


def upload(site: Path, store: Store, say: Callable[[str], None] = print) -> str:
    """Send a finished build beside the others; the name of its release. What an interrupted run left is removed."""
    table = {path: hash for path, hash in hashes.table(site).items() if path not in headers.HOST_FILES}
    objects = store.objects()
    kept, mark = _whole(objects), hashes.fingerprint(table, 12)
    store.remove(
        name for name in objects if name.startswith(f"{FOLDER}/") and name.split("/")[1] not in (*kept, "switching")
    )
    same = [name for name in kept if name.endswith(mark)]
    if same:
        say(f"Bản {same[-1]} đã có sẵn trong kho.")
        return same[-1]
    release = f"{max([0, *map(_number, kept)]) + 1:04}-{mark}"
    with tempfile.TemporaryDirectory() as folder:  # a build that changes meanwhile is not sent half and half
        for path, hash in table.items():
            data = (site / path).read_bytes()
            if hashes.digest(data) != hash:
                raise StorageError("Bản dựng đổi trong khi chép; kho không đổi.")
            (Path(folder) / path).parent.mkdir(parents=True, exist_ok=True)
            (Path(folder) / path).write_bytes(data)
        for files in (table.keys() - {hashes.MANIFEST}, {hashes.MANIFEST}):
            store.send(folder, f"{store.bucket}/{FOLDER}/{release}/", sorted(files))
    say(f"Đã chép {len(table)} tệp vào {FOLDER}/{release}/.")
    return release


def switch(store: Store, release: str, say: Callable[[str], None] = print) -> None:
    """Make a whole release in the store the served one, and remove what neither it nor the one before needs."""
    objects = store.objects()
    kept, place = _whole(objects), f"{FOLDER}/{release}/"
    live = {name for name in objects if not name.startswith(f"{FOLDER}/")}
    table, served = store.listed(place), _served(store, objects)
    wanted = {name.removeprefix(place) for name in objects if name.startswith(place)}
    certain = {} if SWITCHING in objects else served  # after an interruption nobody knows what is there
    changed = [path for path in wanted if path not in live or certain.get(path, "") != table.get(path)]
    store.aws(
        "s3", "cp", f"{store.bucket}/{place}{hashes.MANIFEST}", f"{store.bucket}/{SWITCHING}", "--only-show-errors"
    )
    for files in _steps(changed):
        store.send(f"{store.bucket}/{place}", f"{store.bucket}/", files)
    ours = {*served, *hashes.APART, *(path for name in kept for path in store.listed(f"{FOLDER}/{name}/"))}
    open_pages = {path for path in served if re.match(headers.ASSETS, path)}  # the assets of pages that are still open
    store.remove(sorted((live & ours) - wanted - open_pages))
    store.remove([SWITCHING])
    say(f"Đã chuyển sang bản {release}: thay {len(changed)} tệp.")
    for old in kept[: max(0, kept.index(release) + 1 - KEPT)]:
        store.remove(name for name in objects if name.startswith(f"{FOLDER}/{old}/"))


def back(store: Store, say: Callable[[str], None] = print) -> None:
    """Switch to the release before the served one, or undo a switch that was interrupted. Raises StorageError."""
    objects = store.objects()
    kept, served = _whole(objects), _served(store, objects)
    now = next((name for name in reversed(kept) if store.listed(f"{FOLDER}/{name}/") == served), None)
    earlier = [name for name in kept if now and _number(name) < _number(now)]
    if SWITCHING in objects and now:
        say("Lần chuyển trước bị ngắt.")
        earlier = [now]
    if not earlier:
        raise StorageError("Trong kho không có bản nào trước bản đang chạy.")
    switch(store, earlier[-1], say)


def _served(store: Store, objects: list[str]) -> dict[str, str]:
    return store.listed("") if hashes.MANIFEST in objects else {}
