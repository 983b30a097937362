"""The tests' own reading of HTML, independent of the program's."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

_VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}


class Element:
    """An element: `children` are elements and texts."""

    def __init__(self, tag: str, attributes: dict, parent: Element | None):
        self.tag, self.attributes, self.parent = tag, attributes, parent
        self.children: list[Element | str] = []

    def __getitem__(self, attribute: str) -> str:
        return self.attributes[attribute]

    def all(self, tag: str | None = None, **attributes) -> list[Element]:
        """The elements inside, in order, with that tag and those attributes (True: any value; `class_`: one of the classes)."""
        found = []
        for child in self.children:
            if isinstance(child, Element):
                if (tag is None or child.tag == tag) and all(
                    child._has(name, value) for name, value in attributes.items()
                ):
                    found.append(child)
                found.extend(child.all(tag, **attributes))
        return found

    def one(self, tag: str | None = None, **attributes) -> Element:
        found = self.all(tag, **attributes)
        assert len(found) == 1, f"{len(found)} elements {tag} {attributes}"
        return found[0]

    def _has(self, name: str, value) -> bool:
        if name == "class_":
            return value in self.attributes.get("class", "").split()
        name = name.replace("_", "-")
        return name in self.attributes if value is True else self.attributes.get(name) == value

    def text(self, without: str | None = None) -> str:
        """The text with runs of white space as one space; elements that carry the attribute `without` left out."""
        return re.sub(r"\s+", " ", self._text(without)).strip()

    def _text(self, without) -> str:
        parts = []
        for child in self.children:
            if isinstance(child, str):
                parts.append(child)
            elif without is None or without not in child.attributes:
                parts.append(child._text(without))
        return "".join(parts)

    def inside(self, **attributes) -> bool:
        """Whether an enclosing element has those attributes."""
        outer = self.parent
        while outer:
            if all(outer._has(name, value) for name, value in attributes.items()):
                return True
            outer = outer.parent
        return False


class _Reader(HTMLParser):
    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.root = self.current = Element("", {}, None)

    def handle_starttag(self, tag, attributes):
        element = Element(tag, {name: value or "" for name, value in attributes}, self.current)
        self.current.children.append(element)
        if tag not in _VOID:
            self.current = element

    def handle_endtag(self, tag):
        if tag in _VOID:
            return
        assert self.current.tag == tag, f"line {self.getpos()[0]}: </{tag}> closes <{self.current.tag}>"
        self.current = self.current.parent

    def handle_data(self, data):
        self.current.children.append(data)


def read(html: str) -> Element:
    """The document; refuses tags that do not pair."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    assert reader.current is reader.root, f"<{reader.current.tag}> is not closed"
    return reader.root


def read_file(path: Path) -> Element:
    return read(path.read_text("utf-8"))
