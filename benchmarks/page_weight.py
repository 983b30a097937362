"""What a first view weighs: HTML and style of every page, compressed, against one flight of TCP (14 kB).

`python -m benchmarks.page_weight SITE` prints a line a page, the heaviest first; SITE is a built site.
"""

from __future__ import annotations

import gzip
import sys
from pathlib import Path

FLIGHT = 14 * 1024  # ten segments of 1,460 bytes, less headers


def compressed(path: Path) -> int:
    """The bytes of a file as a server sends it."""
    return len(gzip.compress(path.read_bytes(), 9))


def main(site: Path) -> None:
    style = compressed(next(site.glob("assets-*/site.css")))
    pages = {path.relative_to(site).as_posix(): compressed(path) + style for path in site.rglob("*.html")}
    for name, size in sorted(pages.items(), key=lambda item: -item[1]):
        print(f"{size:7,} {'over ' if size > FLIGHT else '     '}{name}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
