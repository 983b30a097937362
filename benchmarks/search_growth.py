"""How the search grows with the editions: `python -m benchmarks.search_growth` prints a Markdown table.

Each synthetic edition is the real one with about a third of its words changed for others of the report, so that
compression is not flattered by repetition. First use is what a reader transfers (gzip); the time is that of one answer
while queries are typed key by key, questions without an answer among them, in an installed Chromium slowed four times.
"""

from __future__ import annotations

import dataclasses
import gzip
import random
import re
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, sync_playwright

from macros.exports import search
from macros.rules.check import checked
from macros.site import assets
from tests import tools

ROOT = Path(__file__).parent.parent
SLOW = 4
OWN = ("search.js", "search.css")
QUERIES = (
    "tỷ lệ hộ nghèo",
    "thu tuc hanh chinh",
    "20/2021/NĐ-CP",
    "tham nhunng",
    "khiếu nại thì gọi số nào",
    "giá vàng hôm nay thế nào",
    "chợ đêm ở đâu",
    "d9u7o72ng da6y no1ng",
    "tylehongheo",
)


def files(count: int) -> dict[str, bytes]:
    """The scripts of a site of `count` editions, by name, as they are transferred."""
    loaded = checked(ROOT)
    edition = loaded.site.newest
    whole = search.scripts(loaded.site, loaded.pages)
    titles = {page.name: page.meta["title"] for page in loaded.pages if page.edition == edition.id}
    first = search.edition_entries(edition, titles)
    words = sorted({word for entry in first for word in re.findall(r"[^\W\d_]+", entry.text)})
    chance = random.Random(733)

    def other(text: str) -> str:
        return re.sub(r"[^\W\d_]+", lambda m: chance.choice(words) if chance.random() < 1 / 3 else m[0], text)

    entries, names = list(first), [(edition.id, edition.report.year, edition.name)]
    for year in range(edition.report.year - 1, edition.report.year - count, -1):
        own = [
            dataclasses.replace(
                entry,
                url=entry.url.replace(edition.id, str(year), 1),
                title=other(entry.title),
                text=other(entry.text),
            )
            for entry in first
        ]
        names.append((str(year), year, f"Báo cáo năm {year}"))
        entries += search.directory(own)
        whole[f"search-{year}.js"] = search.edition_script(str(year), own)
    entries += search.site_pages(loaded.pages)
    whole["search-index.js"] = search.index_script(
        entries,
        search.abbreviations(loaded.site),
        search.everyday(loaded.site),
        names,
        search.common_names(loaded.site),
    )
    shell = assets.shell(ROOT, loaded.site.settings.name, whole)
    return {name: data for name, data in shell.items() if name in whole or name in OWN}


def measure(page: Page, scripts: dict[str, bytes]) -> dict[str, Any]:
    """The time to make the index ready, and the median and the 99th percentile of an answer, in milliseconds."""
    page.goto("about:blank")
    page.evaluate("window.searchBox = {}")
    client = page.context.new_cdp_session(page)
    client.send("Emulation.setCPUThrottlingRate", {"rate": SLOW})
    with tempfile.TemporaryDirectory() as folder:
        for name in ("search-index.js", "search.js"):
            (Path(folder) / name).write_bytes(scripts[name])
            page.add_script_tag(path=Path(folder) / name)
    return dict(
        page.evaluate(
            """queries => {
        let start = performance.now();
        const searcher = SearchEngine.Searcher(searchIndex);
        const ready = performance.now() - start;
        const times = queries.flatMap(query => Array.from(query, (_, i) => {
            start = performance.now();
            searcher.ask(query.slice(0, i + 1));
            return performance.now() - start;
        })).sort((a, b) => a - b);
        return { ready, median: times[times.length >> 1], worst: times[Math.floor(times.length * 0.99)] };
    }""",
            list(QUERIES),
        )
    )


def main(counts: Sequence[int]) -> None:
    print("| Ấn bản | Lần dùng đầu (kB) | Một ấn bản cũ (kB) | Chuẩn bị (ms) | Mỗi phím: giữa (ms) | 99 % (ms) |")
    print("|" + " --: |" * 6)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=tools.chromium(), args=["--no-sandbox"])
        for count in counts:
            scripts = files(count)
            packed = {name: len(gzip.compress(data, 9)) for name, data in scripts.items()}
            older = [size for name, size in packed.items() if re.search(r"\d", name)]
            first = sum(packed.values()) - sum(older)
            page = browser.new_page()
            result = measure(page, scripts)
            page.close()
            each = f"{sum(older) / len(older) / 1000:.1f}" if older else "–"
            row = (
                f"{count}",
                f"{first / 1000:.1f}",
                each,
                *(f"{result[name]:.0f}" for name in ("ready", "median", "worst")),
            )
            print("| " + " | ".join(row).replace(".", ",") + " |", flush=True)
        browser.close()


if __name__ == "__main__":
    main(tuple(map(int, sys.argv[1:])) or (1, 10, 30, 100))
