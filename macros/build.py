"""Builds the site beside the last one and puts it in its place only when it is whole and proved."""

from __future__ import annotations

import ctypes
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from macros import engine
from macros.content.load import Loaded
from macros.rules.check import checked
from macros.site import address, addresses
from macros.site.hashes import MANIFEST

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None  # type: ignore[assignment]  # a module to mypy, which knows it on every system

DEFAULT_URL = "http://127.0.0.1:8000/"


class BuildError(Exception):
    """The site could not be built or is not what it must be; the message is for the editor or the webmaster."""


def site_url() -> str:
    """The published address from the environment (SITE_URL), ending in `/`; raises BuildError if it is none."""
    try:
        return address.checked(os.environ.get("SITE_URL") or DEFAULT_URL)
    except address.AddressError as error:
        raise BuildError(f"SITE_URL {error}") from None


def build(root: Path, site_dir: Path, *, keep: bool = False) -> Loaded:
    """Build the project at `root` into `site_dir`, which keeps its last good content if anything fails.

    With `keep`, files of editions that have not changed come from earlier builds (`exports/kept`).
    Raises ContentError with the faults of the content, BuildError when the generator or the proof fails.
    """
    loaded = checked(root, as_rendered=False)
    addresses.load(root)
    base_url = site_url()
    if site_dir != root / "site" and not _may_be_replaced(site_dir):
        raise BuildError(
            f"{site_dir} không trống và không phải một bản dựng: chọn thư mục khác, để không mất gì trong đó."
        )
    try:
        site_dir.parent.mkdir(parents=True, exist_ok=True)
        with _alone(site_dir.parent):
            _build(root, site_dir, base_url, keep)
    except OSError as error:
        raise BuildError(
            f"Không ghi được bản dựng ({error.strerror}: {error.filename}); bản trước giữ nguyên."
        ) from error
    return loaded


def _build(root: Path, site_dir: Path, base_url: str, keep: bool) -> None:
    fresh = _beside(site_dir, "new")
    try:
        recover(site_dir)
        shutil.rmtree(fresh, ignore_errors=True)
        complaints = engine.generate(root, fresh, base_url, keep=keep)
        if complaints:
            checked(root)  # a fault of a page is told with its file and line
            raise BuildError("Không dựng được trang, giữ nguyên bản trước:\n" + "\n".join(complaints))
        swap(fresh, site_dir)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)


def _may_be_replaced(folder: Path) -> bool:
    """Whether nothing but an earlier build is lost when a build takes the folder's place."""
    if not folder.exists() or (folder / MANIFEST).is_file():
        return True
    return folder.is_dir() and not any(folder.iterdir())


@contextmanager
def _alone(folder: Path) -> Iterator[Any]:
    """Let builds into the same folder run one after the other (where the system can lock a folder)."""
    if fcntl is None:
        yield
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def _beside(site_dir: Path, label: str) -> Path:
    return site_dir.with_name(f".{site_dir.name}-{label}")


def swap(fresh: Path, site_dir: Path) -> None:
    """Put `fresh` in the place of `site_dir`, in one step where the system can.

    Elsewhere two renames; interrupted between them, `recover` puts the old one back.
    """
    if site_dir.exists() and _exchange(fresh, site_dir):
        return
    old = _beside(site_dir, "old")
    shutil.rmtree(old, ignore_errors=True)
    if site_dir.exists():
        site_dir.rename(old)
    try:
        fresh.rename(site_dir)
    except BaseException:
        recover(site_dir)
        raise
    shutil.rmtree(old, ignore_errors=True)


def _exchange(one: Path, other: Path) -> bool:
    """Let two folders change names at once; False where the system cannot (only Linux can)."""
    here, exchange = -100, 2  # AT_FDCWD, RENAME_EXCHANGE
    try:
        failed: int = ctypes.CDLL(None).renameat2(here, os.fsencode(one), here, os.fsencode(other), exchange)
        return failed == 0
    except (AttributeError, OSError, TypeError):
        return False


def recover(site_dir: Path) -> None:
    """After an interrupted swap, put the last good site back."""
    old = _beside(site_dir, "old")
    if old.exists() and not site_dir.exists():
        old.rename(site_dir)
