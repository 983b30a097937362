"""The README's picture, made from a built site: `python -m tests.browser.picture SITE [FILE]`.

Home and a section, on a phone and on a desktop, light and dark, side by side.
"""

from __future__ import annotations

import base64
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests import tools
from tests.browser.pages import served
from tests.project import ROOT

SHOTS = (  # page below the newest edition's folder or home, width, height, scheme
    ("index.html", 1280, 800, "light"),
    ("index.html", 360, 740, "light"),
    ("section", 360, 740, "dark"),
    ("section", 1280, 800, "dark"),
)
FRAME = """<!doctype html><meta charset="utf-8"><style>
body {{ margin: 0; padding: 24px; background: #8a9a9b; display: flex; gap: 20px; align-items: flex-start; width: 1552px }}
img {{ height: 340px; border-radius: 8px; box-shadow: 0 4px 16px #0006 }}
</style>{images}"""


def main() -> None:
    site = Path(sys.argv[1])
    target = Path(sys.argv[2]) if len(sys.argv) > 2 else ROOT / ".github/trang.png"
    section = sorted(path.relative_to(site).as_posix() for path in site.glob("[0-9]*/2-2-*.html"))[-1]
    with served(site) as base, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=tools.chromium(), args=["--no-sandbox", "--disable-gpu"])
        images = ""
        for name, width, height, scheme in SHOTS:
            context = browser.new_context(viewport={"width": width, "height": height}, color_scheme=scheme)
            page = context.new_page()
            for _ in range(2):  # the first view may keep the system's font
                page.goto(base + (section if name == "section" else name), wait_until="networkidle")
            images += f'<img src="data:image/png;base64,{base64.b64encode(page.screenshot()).decode()}">'
            context.close()
        page = browser.new_page(viewport={"width": 1600, "height": 388})
        page.set_content(FRAME.format(images=images))
        page.screenshot(path=target)
        browser.close()
    print(f"{target}: {target.stat().st_size} bytes")


if __name__ == "__main__":
    main()
