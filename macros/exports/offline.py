"""The copy of the whole site for use without a network: ZIP files that work from one folder, and a checksum.

The first holds all but what belongs to the older editions; each of those has a ZIP of its own for the same folder, so
that a reader takes no more than wanted and a build packs no edition anew that has not changed.
"""

from __future__ import annotations

import datetime
import functools
import hashlib
from pathlib import Path, PurePosixPath

from macros.content.dates import edition_date, newest_date
from macros.content.model import Edition, Site
from macros.exports import kept
from macros.exports.archive import write_zip
from macros.site import files, hashes

FOLDER = "bao-cao"  # what unpacking makes


def write_older(site: Site, folder: Path, *, keep: bool = False) -> None:
    """Pack what belongs to each older edition; with `keep`, anew only where a file of it has changed (`exports/kept`)."""
    for edition, names in _of_older(site, folder):
        date, target = edition_date(site, edition), files.older_offline(edition)
        make = functools.partial(_pack, folder, names, date, target)
        if keep:
            found = [f"{name} {hashes.digest((folder / name).read_bytes())}" for name in names]
            kept.write("\n".join([*found, str(date)]), folder, make)
        else:
            make(folder)


def write(site: Site, folder: Path) -> None:
    """Pack the rest of the finished site in `folder`, its manifest included; the last but the checksum to be written."""
    apart = {*hashes.APART, *(name for _, names in _of_older(site, folder) for name in names)}
    names = [name for name in _names(folder) if name not in apart]
    _pack(folder, names, newest_date(site), hashes.OFFLINE, folder)
    with (folder / hashes.OFFLINE).open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    (folder / hashes.OFFLINE_CHECKSUM).write_text(
        f"{digest}  {PurePosixPath(hashes.OFFLINE).name}\n", "utf-8", newline="\n"
    )


def _of_older(site: Site, folder: Path) -> list[tuple[Edition, list[str]]]:
    """Each edition but the newest with the names of its files."""
    found: dict[str | None, list[str]] = {}
    for name in _names(folder):
        found.setdefault(files.edition_of(name, site), []).append(name)
    return [(edition, found[edition.id]) for edition in site.editions if edition is not site.newest]


def _names(folder: Path) -> list[str]:
    return sorted(file.relative_to(folder).as_posix() for file in folder.rglob("*") if file.is_file())


def _pack(folder: Path, names: list[str], date: datetime.date, target: str, into: Path) -> None:
    write_zip(into / target, ((f"{FOLDER}/{name}", (folder / name).read_bytes()) for name in names), date)
