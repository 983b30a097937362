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
    packed = sorted(
        file
        for file in folder.rglob("*")
        if file.is_file() and file != path and file != folder / hashes.OFFLINE_CHECKSUM
    )
    write_zip(path, {f"{FOLDER}/{file.relative_to(folder).as_posix()}": file.read_bytes() for file in packed}, date)
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    (folder / hashes.OFFLINE_CHECKSUM).write_text(
        f"{digest}  {PurePosixPath(hashes.OFFLINE).name}\n", "utf-8", newline="\n"
    )
