"""Compressed copies of text files beside them, for servers that send ready-made ones; the same bytes on every run."""

from __future__ import annotations

import gzip
import zlib
from pathlib import Path

import brotli

from macros.site import hashes
from macros.site.headers import is_text

SMALLEST = 512  # bytes; below this the copy saves nothing a reader would notice


def has_copies(path: str, size: int) -> bool:
    """Whether compressed copies belong beside a file."""
    return is_text(path) and size >= SMALLEST and not path.endswith((".gz", ".br"))


def copies(path: str, data: bytes) -> dict[str, bytes]:
    """The compressed copies of one file, by the ending to add to its name."""
    if not has_copies(path, len(data)):
        return {}
    return {".gz": gzip.compress(data, 9, mtime=0), ".br": brotli.compress(data, quality=11)}


def write_copies(folder: Path) -> None:
    """Put the compressed copies beside the files of a build, for a host that sends them by itself."""
    for path in hashes.table(folder):
        for ending, data in copies(path, (folder / path).read_bytes()).items():
            (folder / (path + ending)).write_bytes(data)


def expand(ending: str, data: bytes) -> bytes:
    """What a compressed copy holds; raises ValueError if it is damaged."""
    try:
        return gzip.decompress(data) if ending == ".gz" else brotli.decompress(data)
    except (OSError, EOFError, zlib.error, brotli.error) as error:
        raise ValueError("damaged") from error


def differences(folder: Path, table: dict[str, str]) -> list[str]:
    """What keeps a folder from being the site in `table`; right compressed copies may stand beside its files."""
    found = hashes.table(folder)
    for path in sorted(found.keys() - table.keys()):
        base, ending = path[:-3], path[-3:]
        if ending in (".gz", ".br") and base in table:
            try:
                whole = hashes.digest(expand(ending, (folder / path).read_bytes())) == table[base]
            except ValueError:
                whole = False
            if whole:
                del found[path]
    return hashes.differences(found, table)
