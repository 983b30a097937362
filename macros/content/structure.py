"""What each line of a reference copy is in its text: title, heading, paragraph, item, row of a table, signature …

The kinds follow Decree 30/2020/NĐ-CP, appendix I, with the names of OASIS Akoma Ntoso where it has them. A kind is
inferred where the line leaves no doubt, else an edition's `report.yml` says it; this module knows no page and no macro.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal, Protocol, TypeVar

from macros.content.source import Source

Kind = Literal[
    "preface",
    "title",
    "lead",
    "preamble",
    "heading",
    "paragraph",
    "item",
    "caption",
    "unit",
    "row",
    "note",
    "conclusions",
]
PassageKind = Literal["preface", "preamble", "paragraph", "item", "table", "note", "conclusions"]  # declared ones
FIXED = ("preface", "title", "heading", "conclusions")  # printed from the copy itself; no page repeats them
_ITEM = re.compile(r"(?:[-+*•–]|[a-zđ]\)|\(\d{1,2}\)) ")
MARKER = re.compile(r"^([-+*•–]|\(?(?:\d{1,2}|[a-zđ])[.)]) ")
_SEPARATOR = re.compile(r"(?:^| )\|(?= |$)")
_UNIT = re.compile(r"\(?(?:Đơn vị|ĐVT|Đvt)\b")
_RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_NOTE = re.compile(
    rf"(?:(?i:ghi chú|chú thích)\s*:?\s*)?(\[(?:\d{{1,3}}|[a-z]|\*+)\]|\((?:\d{{1,2}}|\*+)\)|\*+|[{_RAISED}]+)"
)
_NUMBERED = re.compile(
    r"(?:(?:[IVXLC]+|[A-ZĐ]|\d{1,2})[./)]|\d{1,2}(?:\.\d{1,2})+[./)]?|[a-zđ]\)|\(\d{1,2}\)"
    r"|(?i:phần|chương|mục|điều|phụ lục) [\dIVXLC]+\b)\s*\S"
)


class Heading(Protocol):
    """What is needed of a heading (`content/model`)."""

    @property
    def line(self) -> int: ...
    @property
    def code(self) -> str | None: ...
    @property
    def level(self) -> int: ...
    @property
    def page(self) -> str | None: ...
    @property
    def label(self) -> str | None: ...


class Span(Protocol):
    """Lines that a report declares: a passage of some kind, or a part that it leaves out (`content/model`)."""

    @property
    def first(self) -> int: ...
    @property
    def last(self) -> int | None: ...


class Passage(Span, Protocol):
    """A span of lines of one kind."""

    @property
    def kind(self) -> PassageKind: ...
    @property
    def head(self) -> int: ...


class Report(Protocol):
    """What is needed of a report (`content/model`)."""

    @property
    def title_line(self) -> int | None: ...
    @property
    def lead_line(self) -> int | None: ...
    @property
    def first_line(self) -> int: ...
    @property
    def last_line(self) -> int: ...
    @property
    def blocks(self) -> Sequence[Passage]: ...
    @property
    def left_out(self) -> Sequence[Span]: ...
    @property
    def headings(self) -> Sequence[Heading]: ...


Spans = tuple[int, int]  # columns and rows of a cell
_Part = TypeVar("_Part")


@dataclass(frozen=True)
class Line:
    """One line of the text. `page` is the section page that holds it, None for the overview.

    `depth` counts from 1: of a heading in the tree of headings, of an item in its list. `cells` are the texts of a row,
    `spans` how many columns and rows each of them takes (none if it is part of another), `table` the line at which the
    table begins (0 for other kinds), `is_head` marks the rows above the table's body.
    `list` is the line at which an item's outermost list begins. `notes` are the marks of footnotes: in the text with the line of the note, in a note with the line that it is for.
    """

    number: int
    kind: Kind
    text: str
    heading: Heading | None = None
    page: str | None = None
    depth: int = 0
    cells: tuple[str, ...] = ()
    spans: tuple[Spans | None, ...] = ()
    table: int = 0
    is_head: bool = False
    list: int = 0
    notes: tuple[tuple[str, int], ...] = ()

    @property
    def is_fixed(self) -> bool:
        """Whether the line is printed from the copy; all others are typed in pages, with their macros."""
        return self.kind in FIXED

    @property
    def plain(self) -> str:
        """The text as HTML prints it: the dash of an item is markup there, and a row is its cells."""
        if self.kind == "row":
            return ROW.join(words for words, _ in self.own_cells(self.cells))
        return self.text.removeprefix("- ") if self.kind == "item" else self.text

    def own_cells(self, cells: Sequence[_Part]) -> Iterator[tuple[_Part, Spans]]:
        """Of what stands for each cell of this row, that of the cells which are no part of another, with their spans."""
        return ((cell, spans) for cell, spans in zip(cells, self.spans) if spans)

    def pieces(self, text: str, inside: bool) -> Iterator[tuple[str, int | None]]:
        """Words of this line, each mark of a footnote apart with the line that it leads to.

        `inside` says that words of the same line or cell stand before them: `(1)` at a beginning numbers an item.
        """
        at = 0
        for match in _marks([mark for mark, _ in self.notes]).finditer(text) if self.notes else ():
            if self.kind == "note" or inside or text[: match.start()].strip():
                yield text[at : match.start()], None
                yield match[0], dict(self.notes)[match[0]]
                at = match.end()
            if self.kind == "note":
                break
        yield text[at:], None


ROW = " | "  # between the cells of a row, in the copy, in pages and wherever a row is one text
LEFT, ABOVE = (
    "<",
    "^",
)  # alone in a cell: it is one with the cell to its left, above it; `\\<` and `\\^` print these signs
_Heading = TypeVar("_Heading", bound=Heading)


def cells(
    parts: Iterable[_Part], text: Callable[[_Part], str | None], made: Callable[[str], _Part]
) -> list[list[_Part]]:
    """The parts of each cell of a row; only parts that have a `text` are divided, with `made` for the pieces."""
    found: list[list[_Part]] = [[]]
    for part in parts:
        words = text(part)
        if words is None:
            found[-1].append(part)
            continue
        first, *rest = _SEPARATOR.split(words)
        found[-1].append(made(first))
        found += [[made(piece)] for piece in rest]
    return found


def cell_texts(line: str) -> tuple[str, ...]:
    """The folded texts of a row's cells: `Lúa | 12 | ` has three, the last one empty."""
    return tuple(cell.strip() for cell in _SEPARATOR.split(line))


def printed_cell(cell: str) -> str:
    """What a cell prints: a sign that would merge it is written with a backslash before it."""
    return cell[1:] if re.fullmatch(r"\\+[<^]", cell) else cell


def merged(rows: Sequence[tuple[str, ...]]) -> tuple[list[list[Spans | None]], list[int]]:
    """The spans of each row's cells, and the rows (from 0) in which a sign joins cells to no rectangle.

    A row of one cell stands across its whole table.
    """
    width = max(map(len, rows), default=1)
    owners: dict[tuple[int, int], tuple[int, int]] = {}
    wrong = []
    for at, row in enumerate(rows):
        for column, cell in enumerate(row):
            beside = {LEFT: (at, column - 1), ABOVE: (at - 1, column)}.get(cell)
            owners[at, column] = owners.get(beside, (at, column)) if beside else (at, column)
            if beside and (beside not in owners or len(rows[beside[0]]) == 1):
                wrong.append(at)
    parts: dict[tuple[int, int], list[tuple[int, int]]] = {}
    for place, owner in owners.items():
        parts.setdefault(owner, []).append(place)
    found: list[list[Spans | None]] = [[None] * len(row) for row in rows]
    for (at, column), places in parts.items():
        high, wide = places[-1][0] - at + 1, max(place[1] for place in places) - column + 1
        if high * wide != len(places) or min(place[1] for place in places) < column:
            wrong.append(places[-1][0])
        found[at][column] = (width if len(rows[at]) == 1 else wide, high)
    wrong += [at for at, row in enumerate(found) if not any(row)]
    return found, sorted(set(wrong))


def looks_like_row(text: str) -> bool:
    """Whether a line has cells."""
    return bool(_SEPARATOR.search(text))


def looks_like_heading(text: str) -> bool:
    """Whether a line could be a heading: short, no full stop, and numbered, in capitals, or as short as a name."""
    if _ITEM.match(text) and not re.match(r"[a-zđ]\)|\(\d", text):
        return False
    if len(text) > 150 or text.rstrip()[-1:] in ".;:,!?…":
        return False
    letters = [char for char in text if char.isalpha()]
    return bool(_NUMBERED.match(text)) or (len(letters) > 5 and text.isupper()) or len(text) <= 60


def depths(headings: Iterable[Heading]) -> list[int]:
    """How deep each heading stands in its tree, from 1, whatever numbers the levels have."""
    stack: list[int] = []
    found = []
    for heading in headings:
        while stack and stack[-1] >= heading.level:
            stack.pop()
        stack.append(heading.level)
        found.append(len(stack))
    return found


def paths(headings: Sequence[_Heading]) -> list[tuple[_Heading, ...]]:
    """Each heading with those that it stands under, the uppermost first."""
    stack: list[_Heading] = []
    found = []
    for heading in headings:
        while stack and stack[-1].level >= heading.level:
            stack.pop()
        stack.append(heading)
        found.append(tuple(stack))
    return found


def names(headings: Sequence[Heading], source: Source) -> dict[int, str]:
    """What each heading is called, by its line: its number, after what is above it where it is not the only one.

    `2.1`, `II.1.a`, `Điều 5`, `Chương II, Mục 1`; a heading without a number by its label or its words.
    """

    def own(heading: Heading) -> str:
        return heading.code or heading.label or source.line(heading.line)

    counts = Counter(own(heading) for heading in headings)
    found: dict[int, str] = {}
    for path in paths(headings):
        name = own(path[-1])
        above = found[path[-2].line] if path[1:] else None
        if above and (counts[name] > 1 or ")" in (path[-1].code or "")):
            is_simple = " " not in above + name
            name = f"{above}.{name.strip('()')}" if is_simple else f"{above}, {name}"
        found[path[-1].line] = name
    return found


def openings(headings: Sequence[_Heading]) -> dict[str, tuple[_Heading, ...]]:
    """By page: the headings printed at its top, those without a page that lead to its own, and its own."""
    found: dict[str, tuple[_Heading, ...]] = {}
    leading: list[_Heading] = []
    for path in paths(headings):
        heading = path[-1]
        if heading.page:
            found[heading.page] = (*leading, heading)
            leading = []
        elif not any(above.page for above in path):
            leading.append(heading)
    return found


def spanned(span: Span, source: Source) -> range:
    """The lines of a span that the copy has; its first alone where it says no last."""
    return range(max(span.first, 1), min(span.last or span.first, len(source.lines)) + 1)


def published(report: Report, source: Source) -> list[int]:
    """The lines that are text: title, lead, declared passages, and the report's own, without what is left out."""
    found = {line for line in (report.title_line, report.lead_line) if line and source.line(line)}
    found |= set(source.blocks(report.first_line, report.last_line))
    for passage in report.blocks:
        found |= set(spanned(passage, source)) & set(source.blocks(1, len(source.lines)))
    for part in report.left_out:
        found -= set(spanned(part, source))
    return sorted(found)


def lines(report: Report, source: Source) -> tuple[Line, ...]:
    """Every line of the text, in the order of the copy."""
    numbers = published(report, source)
    headings = {heading.line: (heading, depth) for heading, depth in zip(report.headings, depths(report.headings))}
    starts = [(opening[0].line, page) for page, opening in openings(report.headings).items()]
    declared = {number: passage for passage in report.blocks for number in spanned(passage, source)}
    rows: Counter[int] = Counter()
    found = []
    for number in numbers:
        text = source.line(number)
        page = next((name for start, name in reversed(starts) if start <= number), None)
        line = Line(number, "paragraph", text, page=page)
        if number in headings:
            heading, depth = headings[number]
            line = replace(line, kind="heading", heading=heading, depth=depth)
        elif number == report.title_line:
            line = replace(line, kind="title", page=None)
        elif number == report.lead_line:
            line = replace(line, kind="lead", page=None)
        elif number in declared:
            line = _declared(line, declared[number], rows)
        elif _ITEM.match(text):
            line = replace(line, kind="item")
        found.append(line)
    return tuple(noted(_merged(list(_nested(found)))))


def _declared(line: Line, passage: Passage, rows: Counter[int]) -> Line:
    if passage.kind != "table":
        return replace(line, kind=passage.kind, page=None if passage.kind == "preface" else line.page)
    table = passage.first
    if not rows[table] and not looks_like_row(line.text):
        return replace(line, kind="unit" if _UNIT.match(line.text) else "caption", table=table)
    rows[table] += 1
    return replace(line, kind="row", table=table, cells=cell_texts(line.text), is_head=rows[table] <= passage.head)


def _merged(found: list[Line]) -> list[Line]:
    """The lines with the spans of the cells of their tables."""
    rows: dict[int, list[Line]] = {}
    for line in found:
        if line.kind == "row":
            rows.setdefault(line.table, []).append(line)
    spans = {
        line.number: replace(line, spans=tuple(of), cells=tuple(map(printed_cell, line.cells)))
        for table in rows.values()
        for line, of in zip(table, merged([line.cells for line in table])[0])
    }
    return [spans.get(line.number, line) for line in found]


def _nested(found: list[Line]) -> Iterator[Line]:
    """Each item with its list and the depth of it.

    A new kind of mark begins an inner list, one met before goes back to it; `b)` or `2.` that no first one is met before
    goes on with a list from above what stands between, so it begins one of its own.
    """
    marks: list[str] = []
    first = 0
    for line in found:
        if line.kind != "item":
            marks = []
            yield line
            continue
        match = MARKER.match(line.text)
        mark = re.sub(r"\d+", "1", re.sub(r"[a-zđ]", "a", match[1])) if match else ""
        if mark in marks:
            del marks[marks.index(mark) + 1 :]
        else:
            marks = [*marks, mark] if not match or match[1] == mark else [mark]
            first = line.number if len(marks) == 1 else first
        yield replace(line, depth=len(marks), list=first)


def note_mark(text: str) -> str | None:
    """The mark that a note begins with: `[1]`, `(*)`, `¹`, also after «Ghi chú:»."""
    match = _NOTE.match(text)
    return match[1] if match else None


def _marks(marks: Iterable[str]) -> re.Pattern[str]:
    """Finds the marks of notes where they are none of `m²`, `**` or another mark's part."""
    units = "".join(rf"(?<!\b{unit})" for unit in ("m", "km", "hm", "dm", "cm", "mm"))
    found = []
    for mark in sorted(marks, key=len, reverse=True):
        edges = "*()" if mark[0] == "*" else _RAISED
        found.append(rf"{units if mark in '²³' else ''}(?<![{edges}]){re.escape(mark)}(?![{edges}])")
    return re.compile("|".join(found))


def noted(found: Sequence[Line]) -> Iterator[Line]:
    """The lines with the marks of their footnotes; one that comes again belongs to the text after the note before."""
    linked: dict[int, dict[str, int]] = {}
    since: dict[str, int] = {}
    for at, note in enumerate(found):
        mark = note_mark(note.text) if note.kind == "note" else None
        if mark is None:
            continue
        for line in found[since.get(mark, 0) : at]:
            if line.kind != "note" and has_mark(line, mark):
                linked.setdefault(line.number, {})[mark] = note.number
                linked.setdefault(note.number, {}).setdefault(mark, line.number)
        since[mark] = at
    return (replace(line, notes=tuple(linked.get(line.number, {}).items())) for line in found)


def has_mark(line: Line, mark: str) -> bool:
    """Whether a line has the mark of a note behind some of its words; a number alone in a cell counts columns."""
    return mark in line.text and any(
        to for words in line.cells or (line.text,) for _, to in replace(line, notes=((mark, 1),)).pieces(words, False)
    )
