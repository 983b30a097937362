"""The recorded queries, and asking them through the real search box. `python -m tests.browser.queries URL` prints hits by kind."""

from __future__ import annotations

import sys
import unicodedata
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from tests import tools

DATA = Path(__file__).parent.parent / "data"
BOX = "[role=search] input[type=search]"


@dataclass(frozen=True)
class Query:
    """`sections` are the codes of which one is expected; `*` means any result, none means no result."""

    text: str
    sections: tuple[str, ...]
    kind: str

    @property
    def typed(self) -> str:
        return unicodedata.normalize("NFD", self.text) if self.kind == "nfd" else self.text

    def fits(self, results: list[tuple[str, str]]) -> bool:
        """Whether the first three pages of (address, sections) are right."""
        if not self.sections:
            return not results
        pages: list[str] = []
        found: set[str] = set()
        for address, sections in results:
            page = address.partition("#")[0]
            if page not in pages:
                pages.append(page)
            if page in pages[:3]:
                found.update(sections.split())
        return bool(results) if "*" in self.sections else bool(found.intersection(self.sections))


def load(name: str) -> list[Query]:
    queries = []
    for line in (DATA / name).read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            text, sections, kind = line.split("\t")
            queries.append(Query(text, tuple(filter(None, sections.split(","))), kind))
    return queries


def ask(page, text: str) -> list[tuple[str, str]]:
    """Type `text` into the box of the open page: (address, sections) of each result shown."""
    page.locator(BOX).fill(text)
    return shown(page, text)


def shown(page, text: str) -> list[tuple[str, str]]:
    """(address, sections) of each result for `text`, which was typed."""
    page.wait_for_function(
        "text => document.getElementById('search-results')?.dataset.query === text", arg=text.strip()
    )
    return page.locator("#search-results a").evaluate_all("links => links.map(a => [a.href, a.dataset.sections])")


def ask_all(page, queries: list[Query]) -> list[list[tuple[str, str]]]:
    """The same for each query, typed and sent with the Enter key, which does not wait for a pause."""
    return [found for found, _ in ask_each(page, [query.typed for query in queries])]


def ask_each(page, texts: list[str]) -> list[tuple[list[tuple[str, str]], bool]]:
    """The results for each text, and whether they answer only a part of it."""
    ask(page, texts[0])  # loads the search
    return page.evaluate(ASK_EACH, texts)


ASK_EACH = f"""texts => texts.map(text => {{
    const box = document.querySelector("{BOX}");
    box.value = text;
    box.dispatchEvent(new Event("input", {{ bubbles: true }}));
    box.form.requestSubmit();
    if (document.getElementById("search-results").dataset.query !== text.trim()) throw new Error("not asked: " + text);
    const links = [...document.querySelectorAll("#search-results a")];
    return [links.map(a => [a.href, a.dataset.sections]), document.querySelector("[data-partial]") !== null];
}})"""


def report(page) -> str:
    """Right answers by kind of query, for all sets; the wrong ones by name."""
    right, all_, wrong = Counter(), Counter(), []
    for name in ("queries.tsv", "queries-own.tsv", "queries-asked.tsv"):
        queries = load(name)
        for query, found in zip(queries, ask_all(page, queries)):
            all_[query.kind] += 1
            if query.fits(found):
                right[query.kind] += 1
            else:
                wrong.append(query)
    lines = [f"{kind:10} {right[kind]:3} / {count}" for kind, count in sorted(all_.items())]
    lines.append(f"{'all':10} {right.total():3} / {all_.total()}")
    return "\n".join(lines + [f"wrong: {query}" for query in wrong])


if __name__ == "__main__":
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=tools.chromium())
        page = browser.new_page()
        page.goto(sys.argv[1])
        print(report(page))
        browser.close()
