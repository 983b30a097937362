"""Reads the text of a PDF by its layout; a scan is refused."""

from __future__ import annotations

import io
import re
import statistics
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from pdfminer.high_level import extract_pages
from pdfminer.layout import LAParams, LTAnno, LTChar, LTContainer, LTCurve, LTImage, LTPage, LTRect, LTTextLine
from pdfminer.pdfdocument import PDFDocument
from pdfminer.pdfparser import PDFParser

from macros.drafting import ruled
from macros.drafting.lines import BULLETS, Copy, Line, Refused, as_cell, clean, raised
from macros.drafting.plain import STARTS, glued

MAX_PAGES = 600
_NUMBER = re.compile(r"[-–+•*○▪]|\(?(?:\d{1,2}(?:\.\d{1,2})*|[a-zđ]|[IVXLC]+|[A-ZĐ])[./)]")


@dataclass(frozen=True, kw_only=True)
class _Piece:
    """Text on one printed line of a page, between wide gaps, or `cells` of a ruled table's row.

    Lengths are in points, `top` from the page's top.
    """

    page: int
    left: float
    right: float
    top: float
    size: float
    text: str
    bold: bool
    cells: tuple[str, ...] = ()


def read(data: bytes) -> Copy:
    """The lines of the PDF, paragraphs joined by the layout; raises Refused."""
    rows, widths, pictures = _rows(data)
    text = "".join(piece.text + "".join(piece.cells) for row in rows for piece in row)
    if len(text) < 20 * max(1, widths):
        raise Refused(
            "Tệp PDF là bản quét, không có chữ: dùng bản Word hoặc bản PDF có chữ; nhận dạng chữ rồi soát thì lưu .docx."
        )
    if (
        text.count("(cid:") + sum("\ue000" <= letter <= "\uf8ff" or letter == "\ufffd" for letter in text)
        > len(text) / 500
    ):
        raise Refused("Chữ trong PDF không chép được đúng (phông không kèm bảng chữ): dùng bản Word của báo cáo.")
    head, rows = _header(rows)
    lines, joins = _lines(_by_columns(rows))
    lines = head + lines
    copy = Copy(form="tệp PDF có chữ", lines=lines)
    if joins:
        copy.notices.append(
            f"{joins} chỗ xuống dòng trong PDF đã được nối thành đoạn theo cách trình bày; cần so với bản gốc."
        )
    tables = sum(bool(line.cells) for line in lines)
    if tables:
        copy.notices.append(f"{tables} hàng bảng được đọc theo vị trí của chữ; cần so từng ô với bản gốc.")
    if pictures:
        copy.notices.append(f"{pictures} hình trong PDF, không có chữ để chép.")
    return copy


def _rows(data: bytes) -> tuple[list[list[_Piece]], int, int]:
    """The printed lines in reading order, each as its pieces from left to right; the pages; the pictures."""
    try:
        document = PDFDocument(PDFParser(io.BytesIO(data)))
        if not document.is_extractable:
            raise Refused("Tệp PDF không cho chép chữ (bị khóa): xin bản không khóa, hoặc dùng bản Word.")
        rows: list[list[_Piece]] = []
        pages = pictures = 0
        for page in extract_pages(io.BytesIO(data), laparams=LAParams(boxes_flow=None), maxpages=MAX_PAGES + 1):
            pages += 1
            if pages > MAX_PAGES:
                raise Refused(f"Tệp PDF dài hơn {MAX_PAGES} trang: tách riêng phần báo cáo rồi thử lại.")
            pieces = sorted(_pieces(page, pages), key=lambda piece: (round(piece.top), piece.left))
            pictures += sum(1 for _ in _inside(page, LTImage))
            for piece in pieces:
                above = rows[-1][0] if rows else None
                is_row = above is None or above.cells or piece.cells
                if above and not is_row and abs(above.top - piece.top) < 0.45 * max(piece.size, 1):
                    rows[-1].append(piece)
                else:
                    rows.append([piece])
    except Refused:
        raise
    except Exception as error:
        if "password" in type(error).__name__.lower() or "encrypt" in type(error).__name__.lower():
            raise Refused("Tệp PDF có mật khẩu: xin bản không có mật khẩu, hoặc dùng bản Word.") from error
        raise Refused("Tệp PDF bị hỏng: mở bằng trình đọc PDF, in lại thành PDF mới rồi thử lại.") from error
    return [sorted(row, key=lambda piece: piece.left) for row in rows], pages, pictures


def _inside(item: object, kind: type) -> Iterator[object]:
    if isinstance(item, kind):
        yield item
    elif isinstance(item, LTContainer):
        for child in item:
            yield from _inside(child, kind)


def _pieces(page: LTPage, number: int) -> Iterator[_Piece]:
    found = ruled.tables(*_strokes(page))
    texts: list[dict[ruled.Cell, list[tuple[float, str]]]] = [{} for _ in found]
    for line in _inside(page, LTTextLine):
        parts: dict[tuple[int, ruled.Cell] | None, list[LTChar | LTAnno]] = {}
        at: tuple[int, ruled.Cell] | None = None
        for char in line:  # type: ignore[attr-defined]
            if isinstance(char, LTChar):
                middle = (char.x0 + char.x1) / 2, (char.y0 + char.y1) / 2
                cells = ((number, table.cell(*middle)) for number, table in enumerate(found))
                at = next(((number, cell) for number, cell in cells if cell), None)
            parts.setdefault(at, []).append(char)
        for at, chars in parts.items():
            letters = [char for char in chars if isinstance(char, LTChar)]
            text = _text(chars, letters)
            if not letters or not text:
                continue
            top = page.height - max(char.y1 for char in letters)
            if at:
                texts[at[0]].setdefault(at[1], []).append((top, text))
                continue
            yield _Piece(
                page=number,
                left=letters[0].x0,
                right=letters[-1].x1,
                top=top,
                size=statistics.median(char.size for char in letters),
                text=text,
                bold=sum("bold" in char.fontname.lower() for char in letters) > len(letters) * 0.9,
            )
    for table, inside in zip(found, texts):
        joined = {cell: as_cell(" ".join(text for _, text in sorted(lines))) for cell, lines in inside.items()}
        edges = zip(table.filled(joined), reversed(table.rows))
        for row, edge in edges if joined else ():
            left, right, top = table.columns[0], table.columns[-1], page.height - edge
            yield _Piece(page=number, left=left, right=right, top=top, size=0, text="", bold=False, cells=row)


def _text(chars: list[LTChar | LTAnno], letters: list[LTChar]) -> str:
    """The characters as a text; small digits set above the line as the characters for them."""
    size = statistics.median(char.size for char in letters) if letters else 0
    foot = min((char.y0 for char in letters if char.size > 0.8 * size), default=0)
    found = ""
    for char in chars:
        is_raised = isinstance(char, LTChar) and char.size < 0.8 * size and char.y0 > foot + 0.1 * size
        found += raised(char.get_text()) if is_raised else char.get_text()
    return " ".join(clean(found).translate(BULLETS).split())


def _strokes(page: LTPage) -> tuple[list[ruled.Stroke], list[ruled.Stroke]]:
    """The level and the upright lines that are drawn on a page; the edges of a drawn box are four."""
    level, upright = [], []
    for drawn in _inside(page, LTCurve):
        x0, y0, x1, y1 = drawn.bbox  # type: ignore[attr-defined]
        if y1 - y0 < 3 or (is_box := isinstance(drawn, LTRect) and drawn.stroke):
            level += [ruled.Stroke(y, x0, x1) for y in ({y0, y1} if y1 - y0 >= 3 else {y0})]
        if x1 - x0 < 3 or (y1 - y0 >= 3 and is_box):
            upright += [ruled.Stroke(x, y0, y1) for x in ({x0, x1} if x1 - x0 >= 3 else {x0})]
    return level, upright


def _header(rows: list[list[_Piece]]) -> tuple[list[Line], list[list[_Piece]]]:
    """The two columns at the top of an official text, agency and motto, one after the other; the rows below them."""
    top = [row for row in rows[:8] if row[0].page == 1]
    motto = next((at for at, row in enumerate(top) if re.search(r"(?i)cộng h(òa|oà) xã hội", row[-1].text)), None)
    if motto is None or len(top[motto]) < 2:
        return [], rows
    below = next((at for at, row in enumerate(top) if at > motto and len(row) < 2), len(top))
    if below < len(top) and re.search(r"(?i)độc lập", top[below][0].text):
        below += 1
    middle = top[motto][-1].left - top[motto][-1].size
    pieces = [piece for row in rows[:below] for piece in row]
    columns = [piece for piece in pieces if piece.left < middle - 20], [p for p in pieces if p.left >= middle - 20]
    return [Line(text=piece.text, bold=piece.bold) for column in columns for piece in column], rows[below:]


def _by_columns(rows: list[list[_Piece]]) -> list[list[_Piece]]:
    """The rows with «Nơi nhận» and the signature beside it one after the other, down to what stands below both."""
    start = next((at for at, row in enumerate(rows) if re.match(r"(?i)nơi nhận\s*:?", row[0].text)), len(rows))
    page = [row for row in rows[start:] if row[0].page == rows[start][0].page]
    pairs = [row for row in page if len(row) == 2]
    if not pairs:
        return rows
    middle = (max(row[0].right for row in pairs) + min(row[1].left for row in pairs)) / 2
    left: list[_Piece] = []
    right: list[_Piece] = []
    end = start
    for row in page:
        is_apart = bool(left) and len(row) == 1 and row[0].top - left[-1].top > 1.8 * row[0].size
        if any(p.cells or p.left < middle < p.right for p in row) or (is_apart and row[0].right < middle):
            break
        left += [piece for piece in row if piece.right < middle]
        right += [piece for piece in row if piece.left > middle]
        end += 1
    return [*rows[:start], *([piece] for piece in (*left, *right)), *rows[end:]]


def _lines(rows: list[list[_Piece]]) -> tuple[list[Line], int]:
    """The rows as paragraphs, rows of tables and page numbers; how many printed lines were joined."""
    lines: list[Line] = []
    joins = 0
    edges = [row[-1].right for row in rows if len(row) == 1 and len(row[0].text) > 50]
    right = statistics.quantiles(edges, n=10)[-1] if len(edges) > 2 else max(edges, default=500.0)
    long = [row[0].left for row in rows if len(row) == 1 and len(row[0].text) > 50]
    margin = min(long or [row[0].left for row in rows], default=0.0)
    steps = [below[0].top - above[0].top for above, below in pairwise(rows) if above[0].top < below[0].top]
    step = statistics.quantiles(steps, n=4)[0] if len(steps) > 3 else 40.0  # between two lines of a paragraph
    before: _Piece | None = None
    tops = {page: [row for row in rows if row[0].page == page] for page in {row[0].page for row in rows}}
    repeated = _repeated(rows)
    for number, row in enumerate(rows):
        piece = row[0]
        edge = row is tops[piece.page][0] or row is tops[piece.page][-1]
        if edge and _is_page_number(row):
            lines.append(Line(text=piece.text, why="Số trang."))
            continue
        if piece.cells:
            why = "Hàng tiêu đề của bảng, lặp lại ở đầu trang." if number in repeated else ""
            lines.append(Line(text="", cells=piece.cells, why=why))
            before = None
            continue
        if len(row) > 1 and not _same_line(row):
            lines.append(Line(text="", cells=tuple(as_cell(piece.text) for piece in row)))
            before = None
            continue
        text = " ".join(cell.text for cell in row)
        piece = _Piece(
            page=piece.page,
            left=piece.left,
            right=row[-1].right,
            top=piece.top,
            size=piece.size,
            text=text,
            bold=all(cell.bold for cell in row),
        )
        if before is not None and _goes_on(before, piece, right, margin, step):
            index = next(at for at in range(len(lines) - 1, -1, -1) if not lines[at].why)
            lines[index] = Line(text=glued(lines[index].text, text), bold=lines[index].bold and piece.bold)
            joins += 1
        else:
            lines.append(Line(text=text, bold=piece.bold))
        before = piece
    return lines, joins


def _is_page_number(row: list[_Piece]) -> bool:
    return len(row) == 1 and bool(re.fullmatch(r"[-–]?\s*\d{1,3}\s*[-–]?", row[0].text))


def _repeated(rows: list[list[_Piece]]) -> set[int]:
    """The rows, by their number, in which the first rows of a ruled table stand again at the top of a page."""
    found: set[int] = set()
    table: list[_Piece] = []
    at = page = 0
    for number, row in enumerate(rows):
        piece = row[0]
        if not piece.cells:
            table = table if _is_page_number(row) else []
            continue
        at, page = (at if piece.page == page else 0), piece.page
        if table and page != table[0].page and at < len(table) and piece.cells == table[at].cells:
            found.add(number)
            at += 1
        else:
            table.append(piece)
            at = len(table)
    return found


def _same_line(row: list[_Piece]) -> bool:
    """Whether the gaps of a row are those of a justified line, or of a number before it, not of columns."""
    return all(
        after.left - piece.right < 2.2 * piece.size
        or (piece is row[0] and len(row) == 2 and _NUMBER.fullmatch(piece.text))
        for piece, after in pairwise(row)
    )


def _goes_on(before: _Piece, piece: _Piece, right: float, margin: float, step: float) -> bool:
    """Whether `piece` is the next printed line of the paragraph of `before`."""
    if piece.page == before.page and piece.top - before.top > min(1.3 * step, 2.4 * piece.size):
        return False
    if abs(piece.size - before.size) > 0.8 or (STARTS.match(piece.text) and re.search(r"[.;:]$", before.text)):
        return False
    word = piece.text.split()[0]
    room = right - before.right
    full = room < (len(word) + 1) * piece.size * 0.62
    centred = before.left > margin + 3 * piece.size and piece.left > margin + 3 * piece.size
    indented = piece.left > margin + piece.size and not centred  # the first line of a paragraph
    if centred:
        return before.bold == piece.bold and piece.text[0].islower() and not STARTS.match(piece.text)
    return full and not indented and (not before.bold or piece.bold)
