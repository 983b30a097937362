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


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The address of a folder's files, ending in `/`."""
    with server(folder, 0) as running:
        threading.Thread(target=running.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{running.server_address[1]}/"
        running.shutdown()


def axe(page: Any, within: str = "html") -> list[str]:
    """What axe finds there with all its rules, best practices included, one line each."""
    page.evaluate(AXE)
    result = page.evaluate("within => axe.run(within, { resultTypes: ['violations'] })", within)
    return [
        f"{v['id']}: {node['target']} {node['failureSummary']}" for v in result["violations"] for node in v["nodes"]
    ]
