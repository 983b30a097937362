"""Files made from one edition, kept from build to build and made anew only when what they are made from has changed.

They lie in `$XDG_CACHE_HOME/bao-cao` (else `~/.cache/bao-cao`), one file an edition, named after the fingerprint of the
inputs, the address and the program; it may be deleted at any time. What cannot be read or written there, or is damaged,
costs only time. `build --no-cache` leaves it alone.
"""

from __future__ import annotations

import contextlib
import functools
import json
import os
import platform
import tempfile
import zlib
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path

from macros.content.load import Loaded
from macros.content.plain import canonical
from macros.site import hashes

LIMIT = 1_000_000_000  # bytes of all that is kept; what was used longest ago goes first
_PROGRAM = Path(__file__).resolve().parent.parent
_MAKERS = ("Jinja2", "MarkupSafe", "typst", "XlsxWriter")  # packages whose version may change a byte
_DIGEST = 64  # characters at the start of each file


def write(alone: Loaded, folder: Path, base_url: str, make: Callable[[Path], None]) -> None:
    """Put into the site in `folder` what `make` writes of the one edition in `alone`, which hold all it is made from."""
    path = _folder() / _key(alone, base_url)
    packed = _read(path)
    if packed is None:
        with tempfile.TemporaryDirectory(dir=folder) as fresh:
            make(Path(fresh))
            packed = _pack(Path(fresh))
        with contextlib.suppress(OSError):
            _keep(path, packed)
    _unpack(packed, folder)


def _folder() -> Path:
    base = Path(os.environ.get("XDG_CACHE_HOME", ""))
    try:
        return (base if base.is_absolute() else Path.home() / ".cache") / "bao-cao"
    except RuntimeError:  # a user without a home
        return Path(os.devnull) / "bao-cao"


def _key(alone: Loaded, base_url: str) -> str:
    pages = [(page.path, page.meta, page.text) for page in alone.pages]
    inputs = (_program(), base_url, json.dumps(pages, sort_keys=True), canonical(alone.site).decode())
    return hashes.digest("\0".join(inputs).encode())


@functools.cache
def _program() -> str:
    """What tells this program, and all that it makes the files with, from another."""
    files = {
        path.relative_to(_PROGRAM).as_posix(): hashes.digest(path.read_bytes())
        for path in _PROGRAM.rglob("*")
        if path.is_file() and path.suffix not in (".pyc", ".cache")
    }
    versions = [platform.python_version(), zlib.ZLIB_RUNTIME_VERSION, *map(version, _MAKERS)]
    return " ".join([hashes.fingerprint(files, _DIGEST), *versions])


def _pack(folder: Path) -> bytes:
    """Every file below a folder: a line of names and sizes, then what they hold."""
    found = [(path, path.read_bytes()) for path in sorted(folder.rglob("*")) if path.is_file()]
    sizes = {path.relative_to(folder).as_posix(): len(data) for path, data in found}
    return b"".join([json.dumps(sizes).encode(), b"\n", *(data for _, data in found)])


def _unpack(packed: bytes, folder: Path) -> None:
    at, parents = packed.index(b"\n") + 1, set()
    for name, size in json.loads(packed[:at]).items():
        path = folder / name
        if path.parent not in parents:
            path.parent.mkdir(parents=True, exist_ok=True)
            parents.add(path.parent)
        path.write_bytes(memoryview(packed)[at : at + size])
        at += size


def _read(path: Path) -> bytes | None:
    """What was kept under that name; None if there is nothing whole."""
    with contextlib.suppress(OSError):
        data = path.read_bytes()
        digest, packed = data[:_DIGEST], data[_DIGEST:]
        if digest == hashes.digest(packed).encode():
            with contextlib.suppress(OSError):  # a folder that may only be read
                os.utime(path)
            return packed
    return None


def _keep(path: Path, packed: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as fresh:  # two builds may write at once
        fresh.write(hashes.digest(packed).encode() + packed)
    Path(fresh.name).replace(path)
    used = 0
    for stat, old in sorted(
        ((old.stat(), old) for old in path.parent.iterdir()), key=lambda kept: -kept[0].st_mtime_ns
    ):
        used += stat.st_size
        if used > LIMIT:
            old.unlink()
