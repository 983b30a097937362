"""What a first view weighs, compressed: HTML and style of every page against one flight of TCP (14 kB), and all but the font.

`python -m benchmarks.page_weight SITE` prints a line a page, the heaviest first; SITE is a built site.
"""

from __future__ import annotations

import gzip
import re
import sys
from pathlib import Path

FLIGHT = 14 * 1024  # ten segments of 1,460 bytes, less headers


def compressed(path: Path) -> int:
    """The bytes of a file as a server sends it."""
    return len(gzip.compress(path.read_bytes(), 9))


def first_view(page: Path) -> int:
    """The bytes of a page and of the styles, scripts, icon and manifest that a browser asks for with it, not the font."""
    wanted = re.findall(r'(?:src|href)="([^"]*assets-\w+/[^"]+\.(?:css|js|svg|webmanifest))"', page.read_text("utf-8"))
    return compressed(page) + sum(compressed(page.parent / path) for path in wanted)


def main(site: Path) -> None:
    style = compressed(next(site.glob("assets-*/site.css")))
    pages = {path: compressed(path) + style for path in site.rglob("*.html") if path.name != "404.html"}
    print("HTML, style      all but the font")
    for path, size in sorted(pages.items(), key=lambda item: -item[1]):
        over = "over" if size > FLIGHT else ""
        print(f"{size:11,} {over:4} {first_view(path):7,} {path.relative_to(site).as_posix()}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
