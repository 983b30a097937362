"""Reads a Word document (.docx) as Word shows it: computed numbers, tables, notes, text boxes.

None of docx2python, mammoth and python-docx prints the numbers that Word computes (HACKING tells what was tried), so
the parts are read here, with the standard library alone.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from macros.content.structure import ABOVE, LEFT
from macros.drafting.lines import BULLETS, Copy, Line, Refused, as_cell, clean, is_layout, lowered, merged, raised
from macros.drafting.numbering import Numbering, W, value

MAX_PART = 64_000_000  # bytes of one part, unpacked; a report of 300 pages has 10 MB
MAX_ALL = 400_000_000
MAX_DEPTH = 200
_OFF = ("0", "false", "off", "none")
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
_OLD_FONTS = re.compile(r"^(\.Vn|VNI[- ])", re.IGNORECASE)


def read(data: bytes) -> Copy:
    """The document's body as lines; raises Refused."""
    parts = _Parts(data)
    body = _Body(parts)
    copy = Copy(form="tệp Word (.docx)", lines=list(body.lines()))
    copy.notices = list(body.notices())
    return copy


class _Parts:
    """The parts of the package, each bounded, none with a document type."""

    def __init__(self, data: bytes) -> None:
        try:
            self.archive = zipfile.ZipFile(io.BytesIO(data))
            infos = self.archive.infolist()
        except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as error:
            raise Refused("Tệp .docx bị hỏng: mở bằng Word, lưu lại thành tệp mới rồi thử lại.") from error
        names = {info.filename for info in infos}
        if any(info.flag_bits & 1 for info in infos):
            raise Refused("Tệp có mật khẩu: gỡ mật khẩu trong Word (Tệp › Thông tin › Bảo vệ), lưu lại rồi thử lại.")
        if any(name.startswith(("/", "\\")) or ".." in re.split(r"[/\\]", name) or ":" in name for name in names):
            raise Refused("Tệp có phần nằm ngoài tệp (đường dẫn lạ): không dùng tệp này; xin lại tệp từ nơi gửi.")
        if any(name.lower().endswith(("vbaproject.bin", "vbadata.xml")) for name in names):
            raise Refused('Tệp có macro: mở bằng Word, lưu thành "Tài liệu Word (.docx)" không có macro rồi thử lại.')
        if sum(info.file_size for info in infos) > MAX_ALL or any(info.file_size > MAX_PART for info in infos):
            raise Refused("Tệp giải nén ra quá lớn: không dùng tệp này; chép phần chữ sang một tệp Word mới.")
        if "word/document.xml" not in names:
            raise Refused("Tệp không phải tài liệu Word (.docx): mở bằng Word rồi lưu thành .docx.")
        self.names = names

    def xml(self, name: str) -> Element | None:
        """The root of a part; None if there is none."""
        if name not in self.names:
            return None
        try:
            with self.archive.open(name) as stream:
                data = stream.read(MAX_PART + 1)
        except Exception as error:  # zlib.error, EOFError and whatever else a damaged stream raises
            raise Refused("Tệp .docx bị hỏng: mở bằng Word, lưu lại thành tệp mới rồi thử lại.") from error
        if len(data) > MAX_PART:
            raise Refused("Tệp giải nén ra quá lớn: không dùng tệp này; chép phần chữ sang một tệp Word mới.")
        return parse(data)


def parse(data: bytes) -> Element:
    """The root of an XML part without document type (so without entities) and of bounded depth; raises Refused."""
    if re.search(rb"<!\s*(DOCTYPE|ENTITY)", data.replace(b"\0", b"") if b"\0" in data[:200] else data):
        raise Refused("Tệp .docx có khai báo thực thể (DOCTYPE): không dùng tệp này; xin lại tệp từ nơi gửi.")
    root: Element | None = None
    depth = 0
    parser: Any = ElementTree.XMLPullParser(("start", "end"))
    try:
        for start in range(0, len(data), 65536):
            parser.feed(data[start : start + 65536])
            for event, element in parser.read_events():
                depth += 1 if event == "start" else -1
                root = element if root is None else root
                if depth > MAX_DEPTH:
                    raise Refused("Tệp .docx có cấu trúc lồng quá sâu: chép phần chữ sang một tệp Word mới.")
        parser.close()
    except ElementTree.ParseError as error:
        raise Refused("Tệp .docx bị hỏng: mở bằng Word, lưu lại thành tệp mới rồi thử lại.") from error
    if root is None:
        raise Refused("Tệp .docx bị hỏng: mở bằng Word, lưu lại thành tệp mới rồi thử lại.")
    return root


@dataclass
class _Style:
    """What a paragraph or character style gives: its parent, list, capitals, rank of heading."""

    based_on: str = ""
    number: str = ""
    level: int | None = None
    caps: bool | None = None
    hidden: bool | None = None
    bold: bool | None = None
    rank: int | None = None


@dataclass
class _Text:
    """A paragraph being read: its printed lines (Word's line breaks part them) and what it holds beside."""

    lines: list[str] = field(default_factory=lambda: [""])
    letters: int = 0
    bold: int = 0
    boxes: list[Element] = field(default_factory=list)

    def add(self, text: str, bold: bool = False) -> None:
        self.lines[-1] += text
        self.letters += len(text.strip())
        self.bold += len(text.strip()) if bold else 0


class _Body:
    def __init__(self, parts: _Parts) -> None:
        self.parts = parts
        root = parts.xml("word/document.xml")
        body = None if root is None else root.find(W + "body")
        if body is None:
            raise Refused("Tệp .docx bị hỏng: mở bằng Word, lưu lại thành tệp mới rồi thử lại.")
        self.body = body
        self.styles: dict[str, _Style] = {}
        self.default = ""
        lists: dict[str, str] = {}
        styles = parts.xml("word/styles.xml")
        for item in () if styles is None else styles.iter(W + "style"):
            name = item.get(W + "styleId", "")
            self.styles[name] = _style(item)
            if item.get(W + "type") == "paragraph" and item.get(W + "default") in ("1", "true"):
                self.default = name
            if item.get(W + "type") == "numbering" and self.styles[name].number:
                lists[name] = self.styles[name].number
        self.numbering = Numbering.of(parts.xml("word/numbering.xml"), lists)
        self.notes: list[tuple[str, str]] = []  # printed mark, id
        self.told: Counter[str] = Counter()
        self.old_font = self.letters = 0
        self.field: list[bool] = []  # open fields; True while their instruction is read
        self.contents = 0

    # lines ------------------------------------------------------------------------------------------------------

    def lines(self) -> Iterator[Line]:
        """The body's lines, then those of its notes."""
        yield from self.blocks(self.body)
        yield from self.note_lines("footnote")
        yield from self.note_lines("endnote")
        if self.letters and self.old_font / self.letters > 0.3:
            raise Refused(
                "Tệp dùng bảng mã cũ (phông .VnTime hoặc VNI): chuyển sang Unicode (ví dụ bằng UniKey), lưu lại rồi thử lại."
            )

    def blocks(self, parent: Element) -> Iterator[Line]:
        for element in parent:
            tag = element.tag.removeprefix(W)
            if tag == "p":
                yield from self.paragraph(element)
            elif tag == "tbl":
                yield from self.table(element)
            elif tag in ("sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag"):
                yield from self.blocks(element)
            elif tag == "altChunk":
                self.told["phần nhúng từ tệp khác không đọc được"] += 1

    def paragraph(self, element: Element) -> Iterator[Line]:
        properties = element.find(W + "pPr")
        style = value(properties, "pStyle", self.default)
        text = _Text()
        self.inline(element, text, self.run_style(style))
        deleted = properties is not None and properties.find(f"{W}rPr/{W}del") is not None
        if deleted:
            self.told["dấu đoạn đã xóa khi theo dõi thay đổi"] += 1
        # Word numbers an empty paragraph too, but not one that is deleted
        number = "" if deleted and not text.letters else self.number(properties, style)
        rank = self.rank(properties, style)
        contents = bool(re.match(r"(TOC|Mclc|Mục lục)", style, re.IGNORECASE)) or self.contents > 0
        why = "Mục lục do Word tạo." if contents else ""
        bold = text.letters > 0 and text.bold >= 0.9 * text.letters
        for line in filter(str.strip, text.lines):
            yield Line(text=number + line, rank=rank, bold=bold, why=why)
            number = ""
        if not text.boxes and not any(map(str.strip, text.lines)):
            yield Line(text="")
        for box in text.boxes:
            yield from self.blocks(box)

    def number(self, properties: Element | None, style: str) -> str:
        listed = None if properties is None else properties.find(W + "numPr")
        number = value(listed, "numId") if listed is not None else ""
        level = value(listed, "ilvl") if listed is not None else ""
        if not number:
            number = str(self.inherited(style, "number") or "")
            tied = self.inherited(style, "level")
            level = level or (str(self.numbering.level_of(number, style)) if tied is None else str(tied))
        if not number or number == "0":
            return ""
        return self.numbering.number(number, int(level or 0))

    def rank(self, properties: Element | None, style: str) -> int:
        own = value(properties, "outlineLvl")
        rank = int(own) + 1 if own.isdigit() else self.inherited(style, "rank") or 0
        return int(rank) if 1 <= int(rank) <= 9 else 0

    def inherited(self, style: str, name: str) -> Any:
        seen = set()
        while style in self.styles and style not in seen:
            seen.add(style)
            found = getattr(self.styles[style], name)
            if found is not None and found != "":
                return found
            style = self.styles[style].based_on
        return None

    def run_style(self, style: str) -> dict[str, bool]:
        return {name: bool(self.inherited(style, name)) for name in ("caps", "hidden", "bold")}

    # inside a paragraph -----------------------------------------------------------------------------------------

    def inline(self, parent: Element, text: _Text, style: dict[str, bool]) -> None:
        for element in parent:
            tag = element.tag.removeprefix(W)
            if tag == "r":
                self.run(element, text, style)
            elif tag in ("del", "moveFrom"):
                self.told["chỗ xóa khi theo dõi thay đổi, không chép"] += 1
            elif tag in ("ins", "moveTo"):
                self.told["chỗ chèn khi theo dõi thay đổi, đã chép"] += 1
                self.inline(element, text, style)
            elif element.tag == _MATH:
                text.add(element.text or "")
            elif tag not in ("pPr", "rPr", "sdtPr"):
                self.inline(element, text, style)

    def run(self, element: Element, text: _Text, outer: dict[str, bool]) -> None:
        properties = element.find(W + "rPr")
        style = dict(outer)
        named = value(properties, "rStyle")
        if named:
            style |= {name: True for name in style if self.inherited(named, name)}
        for name, tag in (("caps", "caps"), ("hidden", "vanish"), ("bold", "b")):
            found = None if properties is None else properties.find(W + tag)
            if found is not None:
                style[name] = found.get(W + "val", "1") not in _OFF
        raising = value(properties, "vertAlign")
        fonts = None if properties is None else properties.find(W + "rFonts")
        old = fonts is not None and bool(_OLD_FONTS.match(fonts.get(W + "ascii", "")))
        for part in element:
            tag = part.tag.removeprefix(W)
            if tag == "fldChar":
                kind = part.get(W + "fldCharType")
                if kind == "begin":
                    self.field.append(True)
                elif kind == "separate" and self.field:
                    self.field[-1] = False
                elif kind == "end" and self.field:
                    self.field.pop()
                    self.contents = min(self.contents, len(self.field))
            elif tag == "instrText":
                if (part.text or "").strip().upper().startswith("TOC"):
                    self.contents = max(self.contents, len(self.field))
            elif any(self.field):
                continue
            elif style["hidden"]:
                self.told["đoạn chữ ẩn, không chép"] += bool(tag == "t" and (part.text or "").strip())
            elif tag == "t":
                printed = part.text or ""
                printed = {"superscript": raised, "subscript": lowered}.get(raising, str)(printed)
                printed = printed.upper() if style["caps"] else printed
                self.letters += len(printed.strip())
                self.old_font += len(printed.strip()) if old else 0
                text.add(printed, style["bold"])
            elif tag in ("tab", "ptab"):
                text.add(" ")
            elif tag in ("br", "cr"):
                if part.get(W + "type") in (None, "textWrapping"):
                    text.lines.append("")
            elif tag == "noBreakHyphen":
                text.add("-")
            elif tag == "sym":
                code = int(part.get(W + "char", "0"), 16)
                symbol = chr(code).translate(BULLETS)
                private = "\ue000" <= symbol <= "\uf8ff"
                text.add("□" if private else symbol)
                self.told["ký hiệu của phông riêng, cần xem lại"] += private
            elif tag in ("footnoteReference", "endnoteReference"):
                self.note(part, tag.removesuffix("Reference"), text)
            elif tag in ("drawing", "pict", "object") or part.tag.endswith("}AlternateContent"):
                self.drawing(part, text)

    def note(self, part: Element, kind: str, text: _Text) -> None:
        mark = str(1 + sum(1 for of, _ in self.notes if of.startswith(kind)))
        if kind == "endnote":
            mark = "abcdefghijklmnopqrstuvwxyz"[(int(mark) - 1) % 26]
        self.notes.append((f"{kind} {mark}", part.get(W + "id", "")))
        text.add(f"[{mark}]")

    def note_lines(self, kind: str) -> Iterator[Line]:
        root = self.parts.xml(f"word/{kind}s.xml")
        found = {} if root is None else {item.get(W + "id", ""): item for item in root.iter(W + kind)}
        for named, id in [pair for pair in self.notes if pair[0].startswith(kind)]:
            mark = named.split(" ")[1]
            text = " ".join(clean(line.text) for line in self.blocks(found[id]) if line.text) if id in found else ""
            yield Line(text=f"[{mark}] {text}", note=mark)

    def drawing(self, part: Element, text: _Text) -> None:
        """The text boxes of a drawing, which Word stores twice; pictures are counted."""
        boxes = [box for choice in part.iter() if choice.tag == W + "txbxContent" for box in (choice,)]
        fallback = {id(box) for old in part.iter(_FALLBACK) for box in old.iter(W + "txbxContent")}
        mine = [box for box in boxes if id(box) not in fallback] or boxes
        nested = {id(inner) for box in mine for inner in box.iter(W + "txbxContent") if inner is not box}
        text.boxes += [box for box in mine if id(box) not in nested]
        if not mine and any(item.tag.endswith(("}blip", "}imagedata", "}OLEObject")) for item in part.iter()):
            self.told["hình, không có chữ để chép"] += 1

    # tables -----------------------------------------------------------------------------------------------------

    def table(self, table: Element) -> Iterator[Line]:
        rows: list[list[list[Line] | str]] = []
        for found in self.rows(table):
            row: list[list[Line] | str] = [[] for _ in range(_count(found, "trPr", "gridBefore", 0))]
            for element in self.cells(found):
                properties = element.find(W + "tcPr")
                below = None if properties is None else properties.find(W + "vMerge")
                inner = [line for line in self.blocks(element) if line.text or line.cells]
                is_below = below is not None and below.get(W + "val") != "restart"
                row += [ABOVE if is_below else inner]
                row += [ABOVE if is_below else LEFT] * (_count(element, "tcPr", "gridSpan", 1) - 1)
            rows.append(row + [[] for _ in range(_count(found, "trPr", "gridAfter", 0))])
        texts = [tuple(cell if isinstance(cell, str) else _joined(cell) for cell in row) for row in rows]
        if is_layout([["" if cell in (LEFT, ABOVE) else cell for cell in row] for row in texts]):
            for index in range(max((len(row) for row in rows), default=0)):
                for row in rows:
                    inside = row[index] if index < len(row) else ()
                    yield from () if isinstance(inside, str) else inside
            return
        for row, cells in zip(rows, merged(texts)):
            inner = [line for cell in row if not isinstance(cell, str) for line in cell]
            yield Line(text="", cells=cells, bold=all(line.bold for line in inner if line.text))
            yield from (line for line in inner if line.cells)  # a table inside a cell stands after the row

    def rows(self, element: Element) -> Iterator[Element]:
        for child in element:
            if child.tag == W + "tr":
                if child.find(f"{W}trPr/{W}del") is not None:
                    self.told["hàng bảng xóa khi theo dõi thay đổi, không chép"] += 1
                else:
                    yield child
            elif child.tag in (W + "sdt", W + "sdtContent", W + "customXml"):
                yield from self.rows(child)

    def cells(self, element: Element) -> Iterator[Element]:
        for child in element:
            if child.tag == W + "tc":
                yield child
            elif child.tag in (W + "sdt", W + "sdtContent", W + "customXml"):
                yield from self.cells(child)

    def notices(self) -> Iterator[str]:
        """What was met beside the text; ask after `lines`."""
        for what, count in self.told.items():
            if count:
                yield f"{count} {what}."
        margins = sum(
            any((item.text or "").strip() for item in root.iter(W + "t"))
            for name in sorted(self.parts.names)
            if re.fullmatch(r"word/(header|footer)\d*\.xml", name) and (root := self.parts.xml(name)) is not None
        )
        if margins:
            yield f"{margins} đầu trang, chân trang có chữ, không chép."
        if "word/comments.xml" in self.parts.names:
            yield "Có lời bình bên lề, không chép."


def _joined(lines: list[Line]) -> str:
    """The text of a table's cell."""
    return as_cell(" ".join(clean(line.text) for line in lines if line.text and not line.cells))


def _count(element: Element, properties: str, name: str, least: int) -> int:
    """A number of columns among an element's properties."""
    found = value(element.find(W + properties), name)
    return min(int(found), 200) if found.isdigit() and int(found) > least else least


def _style(item: Element) -> _Style:
    paragraph, run = item.find(W + "pPr"), item.find(W + "rPr")
    listed = None if paragraph is None else paragraph.find(W + "numPr")
    level = value(listed, "ilvl")
    outline = value(paragraph, "outlineLvl")

    def flag(tag: str) -> bool | None:
        found = None if run is None else run.find(W + tag)
        return None if found is None else found.get(W + "val", "1") not in _OFF

    return _Style(
        based_on=value(item, "basedOn"),
        number=value(listed, "numId"),
        level=int(level) if level.isdigit() else None,
        caps=flag("caps"),
        hidden=flag("vanish"),
        bold=flag("b"),
        rank=int(outline) + 1 if outline.isdigit() else None,
    )
