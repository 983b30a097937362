"""A site served on this machine, and what is wrong with a page that a browser has open."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from macros.hosting.serve import server

AXE = (Path(__file__).parent.parent / "vendor/axe.min.js").read_text("utf-8")
PHONE = {"width": 360, "height": 740}
OVERFLOWING = """() => [...document.querySelectorAll('body *')].filter(element =>
    element.getBoundingClientRect().right > document.documentElement.clientWidth + 1
    && !element.closest('.table-box, .visually-hidden, [popover], .skip-link')
).map(element => element.outerHTML.slice(0, 120))"""


WAYS = [(width, scheme) for width in (360, 1280) for scheme in ("light", "dark")]


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The address of a folder's files, ending in `/`."""
    with server(folder, 0) as running:
        threading.Thread(target=running.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{running.server_address[1]}/"
        running.shutdown()


def axe(page: Any, within: str = "html") -> list[str]:
    """What axe finds there with all its rules, best practices included, one line each."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE)
    result = page.evaluate("within => axe.run(within, { resultTypes: ['violations'] })", within)
    return [
        f"{v['id']}: {node['target']} {node['failureSummary']}" for v in result["violations"] for node in v["nodes"]
    ]


def axe_in_both_palettes_and_widths(page: Any, within: str = "html") -> list[str]:
    """What axe finds there on a phone and on a desktop, light and dark."""
    found = []
    for width, scheme in WAYS:
        page.set_viewport_size({"width": width, "height": 800})
        page.emulate_media(color_scheme=scheme)
        found += [f"{width}, {scheme}: {fault}" for fault in axe(page, within)]
    return found
