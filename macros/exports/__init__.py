"""What is published as files beside the pages, made from the checked content; nothing here knows the site generator.

The modules are loaded when they are needed: pages ask for the addresses of the files only.
"""

from __future__ import annotations

import functools
from importlib import import_module
from pathlib import Path

from macros.content.load import Loaded
from macros.exports import kept

_SHARE = {"share": "share.write"}  # every page names its picture
OF_AN_EDITION = _SHARE | {
    "pdf": "pdf.write",
    "data": "data.write",
    "spreadsheet": "spreadsheet.write",
    "read_aloud": "readaloud.write",
}
OF_THE_SITE = _SHARE | {"data": "data.write_site", "feed": "feed.write"}


class ExportError(Exception):
    """A file could not be made as it must be."""


def write_all(loaded: Loaded, folder: Path, base_url: str, *, keep: bool = False) -> None:
    """Write every export but the offline copy into the site in `folder`; the settings may leave some out.

    The files of an edition are made from that edition alone; with `keep` they are made anew only when it has changed.
    """
    for edition in loaded.site.editions:
        alone = loaded.alone(edition)
        if keep:
            kept.write(alone, folder, base_url, functools.partial(_write, alone, OF_AN_EDITION, base_url))
        else:
            _write(alone, OF_AN_EDITION, base_url, folder)
    _write(loaded.alone(None), OF_THE_SITE, base_url, folder)


def _write(loaded: Loaded, makers: dict[str, str], base_url: str, folder: Path) -> None:
    for output, maker in makers.items():
        if output not in loaded.site.settings.without:
            module, _, function = maker.rpartition(".")
            getattr(import_module(f"macros.exports.{module}"), function)(loaded, folder, base_url)


def write_older_offline(loaded: Loaded, folder: Path) -> None:
    """Write the parts of the offline copy that hold the older editions; to be called before the list of hashes is made."""
    if "offline" not in loaded.site.settings.without:
        import_module("macros.exports.offline").write_older(loaded.site, folder)


def write_offline(loaded: Loaded, folder: Path) -> None:
    """Write the offline copy of the finished site; to be called after everything else is written."""
    if "offline" not in loaded.site.settings.without:
        import_module("macros.exports.offline").write(loaded.site, folder)
