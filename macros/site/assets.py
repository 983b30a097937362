"""Names the folder of scripts, styles and fonts after its content, so that it may be cached for ever.

One folder name rather than one name per file: the files find each other by relative addresses and need no rewriting.
"""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import urlsplit

from macros.site import hashes


def fingerprint(folder: Path, base_url: str) -> str:
    """Rename `assets/` to `assets-<hash>/`, in every page too; return the new name."""
    assets = folder / "assets"
    name = f"assets-{hashes.fingerprint(hashes.table(assets), 16)}"
    assets.rename(folder / name)
    starts = "|".join(map(re.escape, (base_url, urlsplit(base_url).path)))
    reference = re.compile(rf'((?:href|src|content)="(?:(?:\.\./)*|{starts}))assets/')
    for path in folder.rglob("*.html"):
        path.write_text(reference.sub(rf"\g<1>{name}/", path.read_text("utf-8")), "utf-8", newline="\n")
    return name
