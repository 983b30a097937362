"""What is published as files beside the pages, made from the checked content; nothing here knows the site generator.

The modules are loaded when they are needed: pages ask for the addresses of the files only.
"""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

from macros.content.dates import newest_date
from macros.content.load import Loaded

_MODULES = {"pdf": "pdf", "data": "data", "spreadsheet": "spreadsheet", "read_aloud": "readaloud", "feed": "feed"}


class ExportError(Exception):
    """A file could not be made as it must be."""


def write_all(loaded: Loaded, folder: Path, base_url: str) -> None:
    """Write every export but the offline copy into the site in `folder`; the settings may leave some out."""
    import_module("macros.exports.share").write(loaded, folder)  # every page names its picture
    for output, module in _MODULES.items():
        if output not in loaded.site.settings.without:
            import_module(f"macros.exports.{module}").write(loaded, folder, base_url)


def write_offline(loaded: Loaded, folder: Path) -> None:
    """Write the offline copy of the finished site; to be called after everything else is written."""
    if "offline" not in loaded.site.settings.without:
        import_module("macros.exports.offline").write(folder, newest_date(loaded.site))
