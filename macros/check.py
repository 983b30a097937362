"""The one way in to checked content: load, then rules; nothing unchecked leaves this module."""

from __future__ import annotations

from pathlib import Path

from macros import rules
from macros.faults import ContentError
from macros.load import Loaded, load
from macros.render import SIGNATURES


def checked(root: Path) -> Loaded:
    """The content below `root`; raises ContentError with all faults."""
    loaded = load(root, SIGNATURES)
    faults = rules.check(loaded)
    if faults:
        raise ContentError(faults, loaded.contents, loaded.pages)
    return loaded
