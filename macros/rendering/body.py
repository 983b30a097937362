"""The body of a page: the site's own prose stays Markdown, the report's text becomes finished HTML.

Markdown would take `1.`, `*` or `<` of the source for marks of its own. It leaves blocks of raw HTML alone, so what an
editor types is what stands in the copy.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterable, Iterator
from html import escape

from macros.content.model import Edition
from macros.content.pages import Block, Call, Page, substitute

Run = Callable[[Call], str]


def body(page: Page, edition: Edition, run: Run) -> str:
    """The page as Markdown without macros: `run` gives what each call prints, as finished HTML."""
    lines, found, at = page.text.split("\n"), [], 0
    for is_source, group in itertools.groupby(page.blocks, lambda block: block.source_line is not None):
        if is_source:
            blocks = list(group)
            first = blocks[0].line - page.body_line
            found.append(substitute("\n".join(lines[at:first]), run))
            found.append("\n" + source_blocks(blocks, edition, run) + "\n")
            at = blocks[-1].line - page.body_line + blocks[-1].text.count("\n") + 1
    found.append(substitute("\n".join(lines[at:]), run))
    return "\n".join(found)


def source_blocks(blocks: Iterable[Block], edition: Edition, run: Run) -> str:
    """Blocks of the report's text, one after the other, as HTML that Markdown leaves alone."""
    found: list[str] = []
    for is_item, group in itertools.groupby(blocks, lambda block: block.text.startswith("- ")):
        elements = list(_elements(group, edition, run, "li" if is_item else "p"))
        found.append("<ul>\n" + "\n".join(elements) + "\n</ul>" if is_item else "\n\n".join(elements))
    return "\n\n".join(found)


def _elements(blocks: Iterable[Block], edition: Edition, run: Run, tag: str) -> Iterator[str]:
    for block in blocks:
        name = f'data-source="{edition.id}:{block.source_line}" id="dong-{block.source_line}"'
        inner = "".join(escape(part, quote=False) if isinstance(part, str) else run(part) for part in block.parts)
        inner = re.sub(r"\s*\n\s*", " ", inner).removeprefix("- ")
        yield f"<{tag} {name}>{inner}</{tag}>"
