"""The tests' own reading of a tagged PDF: its structure tree, each element with the text that it encloses."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field
from pathlib import Path

import pikepdf
from pdfminer.pdfdevice import PDFTextDevice
from pdfminer.pdffont import PDFUnicodeNotDefined
from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
from pdfminer.pdfpage import PDFPage


class _Marked(PDFTextDevice):
    """Collects the text of each marked-content id of one page."""

    def __init__(self, manager):
        super().__init__(manager)
        self.texts: dict[int, str] = {}
        self.open: list[int | None] = []

    def begin_tag(self, tag, props=None):
        self.open.append((props or {}).get("MCID"))

    def end_tag(self):
        self.open.pop()

    def render_string(self, textstate, seq, ncs, graphicstate):
        found = []
        for part in seq:
            if isinstance(part, bytes):
                for cid in textstate.font.decode(part):
                    try:
                        found.append(textstate.font.to_unichr(cid))
                    except PDFUnicodeNotDefined:
                        raise AssertionError("a glyph without a letter") from None
        inside = [mcid for mcid in self.open if mcid is not None]
        if inside:
            self.texts[inside[-1]] = self.texts.get(inside[-1], "") + "".join(found)


@dataclass
class Element:
    """A structure element; `parts` are texts and elements in order."""

    tag: str
    parts: list = field(default_factory=list)
    alt: str | None = None
    scope: str | None = None
    spans: tuple[int, int] = (1, 1)  # columns and rows of a cell

    def all(self, *tags: str) -> list[Element]:
        found = [self] if self.tag in tags else []
        for part in self.parts:
            if isinstance(part, Element):
                found += part.all(*tags)
        return found

    def text(self, without: tuple[str, ...] = ()) -> str:
        """The text inside, elements with those tags left out, runs of white space as one space."""
        return " ".join(self._text(without).split())

    def _text(self, without) -> str:
        return "".join(
            part if isinstance(part, str) else "" if part.tag in without else part._text(without) for part in self.parts
        )


def read(path: Path) -> Element:
    """The structure tree of a PDF."""
    manager = PDFResourceManager()
    device = _Marked(manager)
    interpreter = PDFPageInterpreter(manager, device)
    texts = {}
    with path.open("rb") as file:
        for number, page in enumerate(PDFPage.get_pages(file)):
            device.texts = {}
            interpreter.process_page(page)
            texts[number] = device.texts
    with pikepdf.open(path) as pdf:
        pages = {page.objgen: number for number, page in enumerate(pdf.pages)}
        return _element(pdf.Root.StructTreeRoot, pages, texts, None)


def _element(node, pages, texts, page) -> Element:
    page = pages[node.Pg.objgen] if "/Pg" in node else page
    attributes = node.get("/A", pikepdf.Array())
    attributes = [attributes] if isinstance(attributes, pikepdf.Dictionary) else list(attributes)
    told = {name: value for item in attributes if isinstance(item, pikepdf.Dictionary) for name, value in item.items()}
    element = Element(
        str(node.get("/S", "/Root"))[1:],
        alt=str(node.Alt) if "/Alt" in node else None,
        scope=str(told["/Scope"]) if "/Scope" in told else None,
        spans=(int(told.get("/ColSpan", 1)), int(told.get("/RowSpan", 1))),
    )
    children = node.get("/K", pikepdf.Array())
    for child in children if isinstance(children, pikepdf.Array) else [children]:
        if isinstance(child, int):
            element.parts.append(texts[page].get(child, ""))
        elif child.get("/Type") == "/MCR":
            element.parts.append(texts[pages[child.Pg.objgen] if "/Pg" in child else page].get(int(child.MCID), ""))
        elif child.get("/Type") != "/OBJR":
            element.parts.append(_element(child, pages, texts, page))
    assert all(unicodedata.is_normalized("NFC", part) for part in element.parts if isinstance(part, str))
    return element
