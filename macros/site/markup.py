"""Reads HTML: the text of source blocks, links and ids; used on rendered macros and on built pages alike."""

from __future__ import annotations

import functools
from collections import Counter
from dataclasses import dataclass, field
from html.parser import HTMLParser

CELL = "\x1f"  # between the cells of a row in its text: no source line holds it
_ADDRESSES = {"href", "src", "action", "content", "srcset", "poster", "popovertarget", "aria-labelledby"}
VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}


@dataclass
class SourceBlock:
    """An element that carries `data-source`: its value, tag, id, and text without `data-editorial` elements.

    Before each cell of a row but the first stands `CELL` in its text; `spans` are the columns and rows of each.
    """

    source: str
    tag: str
    id: str | None
    text: str = ""
    spans: list[tuple[str, str]] = field(default_factory=list)


@dataclass
class Markup(HTMLParser):
    """What one HTML text holds."""

    words: list[str] = field(default_factory=list)
    blocks: list[SourceBlock] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)
    links: list[tuple[str, str, str]] = field(default_factory=list)  # (tag, attribute, value)

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._open: list[tuple[str, bool, SourceBlock | None]] = []  # tag, editorial, block it belongs to

    @functools.cached_property
    def places(self) -> Counter[str]:
        """How often each id stands in the text, once all of it has been read."""
        return Counter(self.ids)

    @property
    def repeated(self) -> list[str]:
        """The ids that stand more than once."""
        return sorted(id for id, count in self.places.items() if count > 1)

    @property
    def text(self) -> str:
        """All words but those of elements that carry `data-editorial`."""
        return "".join(self.words)

    def updatepos(self, i: int, j: int) -> int:
        """No line is counted: nothing here tells one, and it takes a fifth of the reading."""
        return j

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        values = dict(attributes)
        for name, value in values.items():
            if name == "id" and value:
                self.ids.append(value)
            elif name in _ADDRESSES and value is not None:
                self.links.append((tag, name, value))
        if tag in VOID:
            return
        _, editorial, block = self._open[-1] if self._open else ("", False, None)
        if "data-source" in values:
            block = SourceBlock(values["data-source"] or "", tag, values.get("id"))
            self.blocks.append(block)
        elif block and block.tag == "tr" and tag in ("td", "th"):
            block.text += CELL if block.spans else ""
            block.spans.append((values.get("colspan") or "1", values.get("rowspan") or "1"))
        self._open.append((tag, editorial or "data-editorial" in values, block))

    def handle_endtag(self, tag: str) -> None:
        for at in range(len(self._open) - 1, -1, -1):
            if self._open[at][0] == tag:
                del self._open[at:]
                return

    def handle_data(self, data: str) -> None:
        _, editorial, block = self._open[-1] if self._open else ("", False, None)
        if not editorial:
            self.words.append(data)
            if block:
                block.text += data


def parse(html: str) -> Markup:
    """Read a page or a fragment."""
    markup = Markup()
    markup.feed(html)
    markup.close()
    return markup
