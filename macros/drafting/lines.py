"""What every reader hands on: the lines of a file as a person sees them, and what was noticed on the way."""

from __future__ import annotations

import itertools
import re
import unicodedata
from dataclasses import dataclass, field, replace

from macros.content import structure
from macros.content.structure import ABOVE, LEFT

MAX_LINES = 20_000
MAX_LINE = 20_000


class Refused(Exception):
    """The file cannot be read; the text is one line in Vietnamese that says why and what to do."""


@dataclass(frozen=True, kw_only=True)
class Line:
    """One block of the file: a paragraph, a list item, a row of a table, a note.

    `cells` are the cells of a table's row, `rank` the rank of a heading that the file itself declares (1 is the
    highest, 0 none), `why` the reason why the line is no part of the report, in Vietnamese.
    """

    text: str
    cells: tuple[str, ...] = ()
    rank: int = 0
    bold: bool = False
    note: str = ""
    why: str = ""


@dataclass(kw_only=True)
class Copy:
    """A file read: its lines, its form in Vietnamese, and one notice a line of what a person must know."""

    form: str
    lines: list[Line] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)

    def tidy(self) -> Copy:
        """The copy composed (NFC), without marks that nobody sees and without blank lines at its ends.

        Blank lines within stay, so that a text keeps the numbers of its lines. Raises Refused where nothing is left,
        or more than any report has.
        """
        lines, changed = [], False
        for line in by_columns(self.lines):
            text, cells = clean(line.text), tuple(clean(cell) for cell in line.cells)
            changed = changed or not unicodedata.is_normalized("NFC", line.text)
            cells = cells if any(cells) and {*cells} - {LEFT, ABOVE} else ()
            lines.append(replace(line, text=row(cells) if cells else text, cells=cells))
        while lines and not lines[-1].text:
            lines.pop()
        while lines and not lines[0].text:
            lines.pop(0)
        if not lines:
            raise Refused("Tệp không có chữ nào để chép.")
        if len(lines) > MAX_LINES or any(len(line.text) > MAX_LINE for line in lines):
            raise Refused(
                f"Tệp quá lớn: hơn {MAX_LINES} dòng, hoặc có dòng dài hơn {MAX_LINE} ký tự; hãy chép riêng phần báo cáo."
            )
        notices = list(self.notices)
        if changed:
            notices.append("Chữ có dấu rời (Unicode tổ hợp) đã được ghép thành chữ dựng sẵn; mặt chữ không đổi.")
        return Copy(form=self.form, lines=lines, notices=notices)


_HIDDEN = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\x00-\x08\x0e-\x1f\x7f]")


def clean(text: str) -> str:
    """`text` composed, on one line, without hidden marks and without spaces at its ends; inner spaces stay."""
    return _HIDDEN.sub("", re.sub(r"[\t\n\r\v\f\u2028\u2029\x85]+", " ", unicodedata.normalize("NFC", text))).strip()


def row(cells: tuple[str, ...]) -> str:
    """The line of a table's row: its cells in order, a bar between them."""
    return " | ".join(cells).strip()


def as_cell(text: str) -> str:
    """The text of one cell; a sign that would merge it gets the backslash that says it is printed."""
    return "\\" + text if re.fullmatch(r"\\*[<^]", text) else text


def merged(rows: list[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """The rows of a table; where their signs of merged cells fit no rectangle, with empty cells in their place."""
    if not structure.merged(rows)[1]:
        return rows
    return [tuple("" if cell in (LEFT, ABOVE) else cell for cell in row) for row in rows]


def is_layout(rows: list[list[str]]) -> bool:
    """Whether a table only sets blocks beside one another: the header of an official text, its signature, one cell."""
    if len(rows) <= 1 and max((len(row) for row in rows), default=0) <= 2:
        return True
    text = " ".join(cell for row in rows for cell in row)
    return len(rows) <= 6 and bool(re.search(r"(?i)cộng\s+h(òa|oà)\s+xã\s+hội|nơi\s+nhận\s*:", text))


def by_columns(lines: list[Line]) -> list[Line]:
    """The lines with each table that only sets blocks beside one another read column by column."""
    found: list[Line] = []
    for is_row, group in itertools.groupby(lines, lambda line: bool(line.cells)):
        rows = list(group)
        if is_row and len(rows) > 1 and is_layout([list(line.cells) for line in rows]):
            width = max(len(line.cells) for line in rows)
            rows = [
                replace(line, text=line.cells[at], cells=())
                for at in range(width)
                for line in rows
                if at < len(line.cells) and line.cells[at].strip() not in ("", LEFT, ABOVE)
            ]
        found += rows
    return found


_RAISED = str.maketrans("0123456789+-()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁽⁾ⁿ")
_LOWERED = str.maketrans("0123456789+-()", "₀₁₂₃₄₅₆₇₈₉₊₋₍₎")


def raised(text: str) -> str:
    """Digits set above the line as the characters for it (m² stays m²); other text as it is."""
    return text.translate(_RAISED) if re.fullmatch(r"[0-9+\-()n]{1,3}", text) else text


def lowered(text: str) -> str:
    """Digits set below the line as the characters for it (CO₂); other text as it is."""
    return text.translate(_LOWERED) if re.fullmatch(r"[0-9+\-()]{1,3}", text) else text


# the marks that fonts of symbols keep in the private area, as Unicode has them
BULLETS = str.maketrans({"\uf0b7": "•", "\uf0a7": "▪", "\uf02d": "-", "\uf0d8": "➢", "\uf0fc": "✓", "\uf076": "❖"})
