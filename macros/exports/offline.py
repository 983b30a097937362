"""The copy of the whole site for use without a network: a ZIP that works from a folder, and its checksum."""

from __future__ import annotations

import datetime
import hashlib
from pathlib import Path, PurePosixPath

from macros.exports.archive import write_zip
from macros.site import hashes

FOLDER = "bao-cao"  # what unpacking makes


def write(folder: Path, date: datetime.date) -> None:
    """Pack the finished site in `folder`, its manifest included; the last file but the checksum to be written."""
    path = folder / hashes.OFFLINE
    names = sorted(file.relative_to(folder).as_posix() for file in folder.rglob("*") if file.is_file())
    packed = ((f"{FOLDER}/{name}", (folder / name).read_bytes()) for name in names if name not in hashes.APART)
    write_zip(path, packed, date)
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    (folder / hashes.OFFLINE_CHECKSUM).write_text(
        f"{digest}  {PurePosixPath(hashes.OFFLINE).name}\n", "utf-8", newline="\n"
    )
