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


COLOURS = ["color-contrast", "link-in-text-block"]  # axe's rules on colours that are no stricter than AA
WAYS = [(width, scheme) for width in (360, 1280) for scheme in ("light", "dark")]


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The address of a folder's files, ending in `/`."""
    with server(folder, 0) as running:
        threading.Thread(target=running.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{running.server_address[1]}/"
        running.shutdown()


def axe(page: Any, within: str = "html", rules: list[str] | None = None) -> list[str]:
    """What axe finds there with all its rules, best practices included, or only with `rules`; one line each."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE)
    only = {"runOnly": {"type": "rule", "values": rules}} if rules else {}
    result = page.evaluate(
        "([within, options]) => axe.run(within, options)", [within, {"resultTypes": ["violations"], **only}]
    )
    return [
        f"{v['id']}: {node['target']} {node['failureSummary']}" for v in result["violations"] for node in v["nodes"]
    ]


def axe_in_both_palettes_and_widths(page: Any, within: str = "html") -> list[str]:
    """What axe finds there on a phone and on a desktop, light and dark; the palette changes nothing but colours."""
    found = []
    for width, scheme in WAYS:
        page.set_viewport_size({"width": width, "height": 800})
        page.emulate_media(color_scheme=scheme)
        rules = COLOURS if scheme == "dark" else None
        found += [f"{width}, {scheme}: {fault}" for fault in axe(page, within, rules)]
    return found
