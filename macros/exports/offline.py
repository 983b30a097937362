"""The copy of the whole site for use without a network: ZIP files that work from one folder, and a checksum.

The first holds all but what belongs to the older editions; each of those has a ZIP of its own for the same folder, so
that a reader takes no more than wanted. None is kept from build to build: every page names the assets by their hash.
"""

from __future__ import annotations

import datetime
import hashlib
from pathlib import Path, PurePosixPath

from macros.content.dates import edition_date, newest_date
from macros.content.model import Edition, Site
from macros.exports.archive import write_zip
from macros.site import files, hashes

FOLDER = "bao-cao"  # what unpacking makes


def write_older(site: Site, folder: Path) -> None:
    """Pack what belongs to each older edition."""
    for edition, names in _of_older(site, folder):
        _pack(folder, names, edition_date(site, edition), files.older_offline(edition))


def write(site: Site, folder: Path) -> None:
    """Pack the rest of the finished site in `folder`, its manifest included; the last but the checksum to be written."""
    apart = {*hashes.APART, *(name for _, names in _of_older(site, folder) for name in names)}
    names = [name for name in _names(folder) if name not in apart]
    _pack(folder, names, newest_date(site), hashes.OFFLINE)
    with (folder / hashes.OFFLINE).open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    (folder / hashes.OFFLINE_CHECKSUM).write_text(
        f"{digest}  {PurePosixPath(hashes.OFFLINE).name}\n", "utf-8", newline="\n"
    )


def _of_older(site: Site, folder: Path) -> list[tuple[Edition, list[str]]]:
    """Each edition but the newest with the names of its files."""
    found = files.by_edition(site, _names(folder))
    return [(edition, found[edition.id]) for edition in site.editions if edition is not site.newest]


def _names(folder: Path) -> list[str]:
    return sorted(file.relative_to(folder).as_posix() for file in folder.rglob("*") if file.is_file())


def _pack(folder: Path, names: list[str], date: datetime.date, target: str) -> None:
    write_zip(folder / target, ((f"{FOLDER}/{name}", (folder / name).read_bytes()) for name in names), date)
