"""Reads a saved web page: finds the article, keeps every other visible line as furniture of the portal."""

from __future__ import annotations

import re
from dataclasses import replace

from lxml import etree
from lxml.html import HtmlElement, HTMLParser

from macros.content.structure import ABOVE, LEFT
from macros.drafting.lines import Copy, Line, Refused, as_cell, clean, is_layout, lowered, merged, raised
from macros.drafting.numbering import roman

_UNSEEN = {"script", "style", "noscript", "template", "head", "svg", "object", "iframe", "select", "option", "datalist"}
_BLOCKS = set(
    "address article aside blockquote body button caption center dd details dialog div dl dt fieldset figcaption figure "
    "footer form h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section summary table tbody td tfoot th thead tr ul".split()
)
_HEADS = {f"h{rank}": rank for rank in range(1, 7)}
_FURNITURE = {"nav", "footer", "aside", "form", "button"}
_FURNITURE_NAMES = re.compile(
    r"(?i)(^|[-_ ])(menu|nav|breadcrumb|footer|sidebar|related|comment|share|social|banner|counter|visitor|login|tool)"
)
_MAX_DEPTH = 400


def read(data: bytes) -> Copy:
    """The visible lines of the page; those outside the article carry `why`. Raises Refused."""
    try:
        root = etree.fromstring(text_of(data), parser=HTMLParser(no_network=True, huge_tree=False))
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise Refused("Trang .html bị hỏng hoặc lồng quá sâu: mở trong trình duyệt, lưu lại rồi thử lại.") from error
    body = None if root is None else root.find(".//body")
    if body is None:
        raise Refused("Trang .html không có nội dung: mở trong trình duyệt, lưu lại rồi thử lại.")
    page = _Page()
    page.walk(body, 0)
    page.end()
    lines = [line for line in page.lines if clean(line.text) or any(map(clean, line.cells))]
    owners = [owner for owner, line in zip(page.owners, page.lines) if clean(line.text) or any(map(clean, line.cells))]
    article = article_of(body, owners, lines)
    told = []
    outside = [index for index, owner in enumerate(owners) if article not in owner]
    if len(outside) < len(lines):
        first = min(index for index in range(len(lines)) if index not in set(outside))
        title = next((index for index in range(first) if lines[index].rank == 1), None)
        for index in outside:
            if index != title:
                why = "Phần đầu trang của cổng thông tin." if index < first else "Phần cuối trang của cổng thông tin."
                lines[index] = replace(lines[index], why=why)
    if any(line.why for line in lines):
        told.append(f"{sum(bool(line.why) for line in lines)} dòng của cổng thông tin quanh bài, để ngoài bản đăng.")
    if page.pictures:
        told.append(f"{page.pictures} hình, không có chữ để chép.")
    return Copy(form="trang web đã lưu (.html)", lines=lines, notices=told)


def text_of(data: bytes) -> str:
    """The page's text, by its byte-order mark, its own statement or UTF-8; raises Refused."""
    for mark, name in ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if data.startswith(mark):
            return data.decode(name, "replace").lstrip("\ufeff")
    stated = re.search(rb"""(?i)charset\s*=\s*["']?([\w-]{3,20})""", data[:4096])
    for name in ("utf-8", stated[1].decode("ascii", "replace") if stated else "utf-8"):
        try:
            return re.sub(r"^\s*<\?xml[^>]*\?>", "", data.decode(name))
        except (UnicodeDecodeError, LookupError):
            continue
    raise Refused("Không đọc được chữ của trang: mở trong trình duyệt, lưu lại với bảng mã UTF-8 rồi thử lại.")


class _Page:
    """The visible lines of the page in their order, each with the blocks that it stands in."""

    def __init__(self) -> None:
        self.lines: list[Line] = []
        self.owners: list[tuple[HtmlElement, ...]] = []
        self.text = ""
        self.number = ""
        self.bold = self.letters = 0
        self.stack: list[HtmlElement] = []
        self.pictures = 0

    def end(self) -> None:
        """The line so far is whole."""
        if clean(self.text):
            rank = next((_HEADS[e.tag] for e in self.stack if e.tag in _HEADS), 0)
            bold = self.letters > 0 and self.bold >= 0.9 * self.letters
            self.put(Line(text=self.number + clean(self.text), rank=rank, bold=bold))
            self.number = ""
        self.text, self.bold, self.letters = "", 0, 0

    def put(self, line: Line) -> None:
        self.lines.append(line)
        self.owners.append(tuple(self.stack))

    def add(self, text: str | None, pre: bool, bold: bool) -> None:
        if text:
            parts = text.split("\n") if pre else [re.sub(r"[ \t\n\r\f]+", " ", text)]
            for index, part in enumerate(parts):
                if index:
                    self.end()
                self.text += part
                self.letters += len(part.strip())
                self.bold += len(part.strip()) if bold else 0

    def walk(self, element: HtmlElement, depth: int, pre: bool = False, bold: bool = False) -> None:
        tag = element.tag
        if not isinstance(tag, str) or tag in _UNSEEN or hidden(element):
            return
        if depth > _MAX_DEPTH:
            raise Refused("Trang .html lồng quá sâu: mở trong trình duyệt, chép phần bài sang một tệp Word mới.")
        if tag == "br":
            self.end()
            return
        if tag in ("img", "picture"):
            self.pictures += 1
            return
        if tag == "table" and (rows := data_table(element)):
            self.end()
            self.stack.append(element)
            for row in rows:
                self.put(Line(text="", cells=row))
            self.stack.pop()
            return
        block = tag in _BLOCKS
        if block:
            self.end()
            self.stack.append(element)
        if tag == "li":
            self.number = mark_of(element)
        if tag in ("sup", "sub") and len(element) == 0:
            printed = raised(element.text or "") if tag == "sup" else lowered(element.text or "")
            self.add(printed, pre, bold)
        else:
            inner = bold or tag in ("b", "strong", "th") or "font-weight:bold" in style_of(element)
            self.add(element.text, pre or tag in ("pre", "textarea"), inner)
            for child in element:
                self.walk(child, depth + 1, pre or tag == "pre", inner)
                self.add(child.tail, pre or tag == "pre", inner)
        if block:
            self.end()
            self.number = "" if tag == "li" else self.number
            self.stack.pop()


def style_of(element: HtmlElement) -> str:
    return re.sub(r"\s+", "", element.get("style") or "").lower()


def hidden(element: HtmlElement) -> bool:
    """Whether a browser shows nothing of the element, as far as it says so itself."""
    if element.get("hidden") is not None or element.get("type") == "hidden":
        return True
    return "display:none" in style_of(element) or "visibility:hidden" in style_of(element)


def mark_of(item: HtmlElement) -> str:
    """The number or bullet that a browser sets before a list item."""
    parent = item.getparent()
    if parent is None or parent.tag not in ("ol", "ul") or "list-style:none" in style_of(parent):
        return ""
    if "list-style-type:none" in style_of(parent) + style_of(item):
        return ""
    if parent.tag == "ul":
        text = clean("".join(item.itertext()))
        return "" if text[:1] in "-–+•*·" else "• "
    items = [child for child in parent if child.tag == "li"]
    down = parent.get("reversed") is not None
    start = parent.get("start") or ""
    number = int(start) if re.fullmatch(r"-?\d{1,6}", start) else len(items) if down else 1
    for child in items:
        if re.fullmatch(r"-?\d{1,6}", child.get("value") or ""):
            number = int(child.get("value"))
        if child is item:
            break
        number += -1 if down else 1
    kind = parent.get("type") or ""
    if kind in ("a", "A") and 1 <= number <= 26:
        return f"{chr(ord(kind) + number - 1)}. "
    if kind in ("i", "I") and number > 0:
        return f"{roman(number) if kind == 'I' else roman(number).lower()}. "
    return f"{number}. "


def data_table(table: HtmlElement) -> list[tuple[str, ...]]:
    """The rows of a table that holds data; empty for one that only sets blocks beside one another."""
    if table.find(".//table") is not None:
        return []
    rows: list[tuple[str, ...]] = []
    down: dict[int, int] = {}  # column → rows still to come of a cell from above
    for row in table.iter("tr"):
        cells: list[str] = []
        for element in (*(child for child in row if child.tag in ("td", "th")), None):
            while down.get(len(cells)):
                down[len(cells)] -= 1
                cells.append(ABOVE)
            if element is not None:
                inner = _Page()
                inner.walk(element, 0)
                inner.end()
                wide, high = _span(element, "colspan"), _span(element, "rowspan")
                down |= dict.fromkeys(range(len(cells), len(cells) + wide), high - 1)
                cells += [as_cell(" ".join(line.text for line in inner.lines)), *[LEFT] * (wide - 1)]
        if any(cells):
            rows.append(tuple(cells))
    lengths = [len(cell) for row in rows for cell in row if cell]
    wide_rows = sum(len(row) >= 2 for row in rows) >= 2
    plain = [["" if cell in (LEFT, ABOVE) else cell for cell in row] for row in rows]
    if not wide_rows or max(lengths, default=0) > 1500 or is_layout(plain):
        return []
    return merged(rows)


def _span(element: HtmlElement, name: str) -> int:
    found = element.get(name) or "1"
    return min(max(int(found), 1), 200) if re.fullmatch(r"\d{1,4}", found) else 1


def article_of(body: HtmlElement, owners: list[tuple[HtmlElement, ...]], lines: list[Line]) -> HtmlElement:
    """The smallest block that holds nearly all of the page's running text.

    Running text is what stands in long lines outside links, menus and forms.
    """
    weight: dict[HtmlElement, int] = {}
    total = 0
    for owner, line in zip(owners, lines):
        text = line.text or " ".join(line.cells)
        if any(block.tag in _FURNITURE or _FURNITURE_NAMES.search(names(block)) for block in owner):
            continue
        size = len(text) if len(text) > 60 or line.cells else 0
        size = 0 if links(owner[-1] if owner else body) > 0.5 * max(len(text), 1) and not line.cells else size
        total += size
        for block in owner:
            weight[block] = weight.get(block, 0) + size
    best = body
    for block in body.iter():
        if isinstance(block.tag, str) and total and weight.get(block, 0) >= 0.85 * total:
            best = block  # document order: the last that still holds it is the innermost
    tables = {owner[-1] for owner, line in zip(owners, lines) if line.cells and owner}
    while (best in tables or best.tag in ("p", "li", "td", "tr", "tbody", "h1", "h2", "h3")) and best is not body:
        parent = best.getparent()  # a report of one paragraph or table: its block, not the paragraph
        if parent is None or best.tag in ("td",):
            break
        best = parent
    return best


def names(block: HtmlElement) -> str:
    return f"{block.get('class') or ''} {block.get('id') or ''} {block.get('role') or ''}"


def links(block: HtmlElement) -> int:
    """How many letters of the block are in links."""
    return sum(len(clean("".join(link.itertext()))) for link in block.iter("a"))
