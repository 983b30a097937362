"""The picture of each page for people who share it: 1200 × 630, words only."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import typst

from macros.content import formats
from macros.content.load import Loaded
from macros.site import files

_HERE = Path(__file__).parent


def write(loaded: Loaded, folder: Path, base_url: str) -> None:
    """Write `chia-se/<page>.png` for every page into the site in `folder`; they hold no address, and `overrides/partials/head.html` names them."""
    template = _HERE / "templates/share.typ"
    compiler = typst.Compiler(
        input=str(template), root=str(template.parent), font_paths=[str(_HERE / "fonts")], ignore_system_fonts=True
    )
    (folder / files.SHARED).mkdir(exist_ok=True)
    for page in loaded.pages:
        edition = loaded.site.edition(page.edition) if page.edition else loaded.site.newest
        report = edition.report
        words = {
            "site": loaded.site.settings.name,
            "title": report.headline if page.path == "index.md" else page.meta["title"],
            "line": f"{report.name}, {formats.long_date(report.date)}",
            "statement": loaded.site.settings.statement,
        }
        pages: Any = compiler.compile(sys_inputs={"data": json.dumps(words, ensure_ascii=False)}, format="png", ppi=72)
        (folder / files.SHARED / f"{page.url.removesuffix('.html').replace('/', '-')}.png").write_bytes(
            pages if isinstance(pages, bytes) else pages[0]
        )  # words too long for one picture run on
