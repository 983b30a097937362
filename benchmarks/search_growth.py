"""How the search grows with the editions: `python -m benchmarks.search_growth` prints a Markdown table.

Each synthetic edition is the real one with about a third of its words changed for others of the report, so that
compression is not flattered by repetition. Measured in an installed Chromium, from memory, without a network.
"""

from __future__ import annotations

import dataclasses
import gzip
import random
import re
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from macros.exports.search import Entry, edition_entries, index_script
from macros.rules.check import checked
from tests import tools

ROOT = Path(__file__).parent.parent
QUERIES = {
    "hộ nghèo": "hai âm tiết, có dấu",
    "thu tuc hanh chinh": "bốn âm tiết, không dấu",
    "20/2021/NĐ-CP": "số văn bản",
    "TTHC": "viết tắt",
    "tham nhunng": "gõ nhầm",
    "quantum": "không có",
}


def editions(count: int) -> tuple[list[Entry], dict[str, str]]:
    """The entries of `count` editions and the synonyms."""
    loaded = checked(ROOT)
    edition = loaded.site.newest
    titles = {page.name: page.meta["title"] for page in loaded.pages if page.edition == edition.id}
    first = edition_entries(edition, titles)
    words = sorted({word for entry in first for word in re.findall(r"[^\W\d_]+", entry.text)})
    chance = random.Random(733)

    def other(text: str) -> str:
        return re.sub(r"[^\W\d_]+", lambda m: chance.choice(words) if chance.random() < 1 / 3 else m[0], text)

    entries = list(first)
    for year in range(1, count):
        for entry in first:
            url = entry.url.replace(edition.id, str(2023 - year), 1)
            entries.append(dataclasses.replace(entry, url=url, text=other(entry.text)))
    return entries, {term.term: term.expansion for term in edition.terms if term.expansion and term.kind != "concept"}


def measure(page, script: str, slow: int) -> dict:
    """Index size, the time to make it ready, and the median time of each query, in milliseconds."""
    page.goto("about:blank")
    assets = ROOT / "overrides/assets"
    client = page.context.new_cdp_session(page)
    client.send("Emulation.setCPUThrottlingRate", {"rate": slow})
    with tempfile.NamedTemporaryFile("w", suffix=".js", encoding="utf-8", delete=False) as file:
        file.write(script)
    for path in (assets / "vendor/minisearch.js", file.name, assets / "search-engine.js"):
        page.add_script_tag(path=path)
    Path(file.name).unlink()
    return page.evaluate(
        """queries => {
        let start = performance.now();
        const searcher = SearchEngine.Searcher(searchIndex);
        const ready = performance.now() - start;
        const times = queries.map(query => {
            const runs = [];
            for (let i = 0; i < 7; i++) {
                start = performance.now();
                searcher.search(query);
                runs.push(performance.now() - start);
            }
            return runs.sort((a, b) => a - b)[3];
        });
        return { ready, times };
    }""",
        list(QUERIES),
    )


def main(counts=(1, 10, 100)):
    rows = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=tools.chromium())
        for count in counts:
            entries, synonyms = editions(count)
            script = index_script(entries, synonyms)
            for slow in (1, 4):
                page = browser.new_page()
                result = measure(page, script, slow)
                page.close()
                rows.append(
                    (count, len(entries), len(script.encode()), len(gzip.compress(script.encode(), 9)), slow, result)
                )
        browser.close()
    print(
        "| Ấn bản | Mục tìm được | Tệp (kB) | Nén gzip (kB) | Máy | Chuẩn bị (ms) | "
        + " | ".join(QUERIES.values())
        + " |"
    )
    print("|" + " --: |" * 4 + " :-- |" + " --: |" * (1 + len(QUERIES)))
    for count, size, raw, packed, slow, result in rows:
        machine = "máy này" if slow == 1 else f"chậm {slow} lần"
        times = " | ".join(f"{time:.1f}".replace(".", ",") for time in result["times"])
        print(
            f"| {count} | {size} | {raw / 1000:.0f} | {packed / 1000:.0f} | {machine} | {result['ready']:.0f} | {times} |"
        )


if __name__ == "__main__":
    main(tuple(map(int, sys.argv[1:])) or (1, 10, 100))
