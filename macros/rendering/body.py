"""The body of a page: the site's own prose stays Markdown, the report's text becomes finished HTML.

Markdown would take `1.`, `*` or `<` of the source for marks of its own. It leaves blocks of raw HTML alone, so what an
editor types is what stands in the copy. Which element a line becomes follows from its kind (`content/structure`).
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from macros.content import structure
from macros.content.model import Edition
from macros.content.pages import Block, Call, Page, substitute
from macros.content.structure import Line

_LONG = 40  # letters of a cell that needs room on a narrow screen
_NUMBER = re.compile(r"[-+−]?\d[\d.,/]*\s?%?")
_CLASSES = {"preface": "preface", "preamble": "preamble", "note": "source-note", "conclusions": "conclusions"}
Entry = tuple[Line, Block | None]  # a line and where a page types it; None if it is printed from the copy


@dataclass(frozen=True)
class Printer:
    """How a page prints: a macro call; words of a line; a heading in its tag; what ends a line of the copy."""

    edition: Edition
    call: Callable[[Call], str]
    words: Callable[[Line, str, bool], str]
    heading: Callable[[Line], str]
    ending: Callable[[Line], str]


def body(page: Page, printer: Printer) -> str:
    """The page as Markdown without macros.

    Lines that no page types (headings within the page, the signature) follow the text that they follow in the copy.
    """
    typed = {block.source_line: block for block in page.blocks if block.source_line is not None}
    after: dict[int | None, list[Entry]] = {}
    last = None
    for line in below_the_head(page, printer.edition):
        if line.number in typed:
            last = line.number
        elif line.is_fixed:
            after.setdefault(last, []).append((line, None))
    leading = after.pop(None, [])

    def call(found: Call) -> str:
        started = found.macro == "page_start" and leading
        return printer.call(found) + (f"\n\n{compose(leading, printer)}\n\n" if started else "")

    calls = iter([found for block in page.blocks if block.source_line is None for found in block.calls])
    lines, found, at = page.text.split("\n"), [], 0
    for is_source, group in itertools.groupby(page.blocks, lambda block: block.source_line is not None):
        if is_source:
            blocks = list(group)
            entries: list[Entry] = []
            for block in blocks:
                entries += [(_line(block, printer), block), *after.get(block.source_line, ())]
            found.append(substitute("\n".join(lines[at : blocks[0].line - page.body_line]), calls, call))
            found.append("\n" + compose(entries, printer) + "\n")
            at = blocks[-1].line - page.body_line + blocks[-1].text.count("\n") + 1
    found.append(substitute("\n".join(lines[at:]), calls, call))
    return "\n".join(found)


def below_the_head(page: Page, edition: Edition) -> list[Line]:
    """The lines of a page that stand below its own head, which holds the title or the headings that lead to it."""
    if page.edition is None:  # the home page is called index too
        return []
    if page.name == "index":
        return [line for line in edition.lines if line.page is None and line.kind not in ("preface", "title")]
    head = {heading.line for heading in edition.headings_of_page(page.name)} if page.name in edition.openings else set()
    return [line for line in edition.lines if line.page == page.name and line.number not in head]


def whole(edition: Edition, pages: Iterable[Page], printer: Printer) -> str:
    """The report's whole text as HTML, from the pages that type it."""
    typed = {block.source_line: block for page in pages for block in page.blocks if block.source_line is not None}
    return compose([(line, typed.get(line.number)) for line in edition.lines], printer)


def compose(entries: Sequence[Entry], printer: Printer) -> str:
    """Lines of the text, one after the other, as HTML that Markdown leaves alone; items and rows join in one element."""
    found = []
    for (is_list, table), group in itertools.groupby(entries, lambda entry: (entry[0].list, entry[0].table)):
        if is_list:
            found.append(_list(list(group), printer))
        elif table:
            found.append(_table(list(group), printer))
        else:
            found += [_single(*entry, printer) for entry in group]
    return "\n\n".join(found)


def _line(block: Block, printer: Printer) -> Line:
    """The line that a page says a block is; a paragraph if the report has none, which the check refuses."""
    number = block.source_line or 0
    return printer.edition.line(number) or Line(number, "paragraph", "")


def _single(line: Line, block: Block | None, printer: Printer) -> str:
    if line.kind in ("title", "heading"):
        return printer.heading(line)
    name = f'class="{_CLASSES[line.kind]}" ' if line.kind in _CLASSES else ""
    return f"<p {name}{_place(line, printer)}>{_inner(line, block, printer)}</p>"


def _place(line: Line, printer: Printer) -> str:
    return f'data-source="{printer.edition.id}:{line.number}" id="dong-{line.number}"'


def _inner(line: Line, block: Block | None, printer: Printer) -> str:
    if block is None:
        return f"{printer.words(line, line.plain, False)} {printer.ending(line)}"
    inner = _html(line, block.parts, printer)
    return inner.removeprefix("- ") if line.kind == "item" else inner


def _html(line: Line, parts: Iterable[str | Call], printer: Printer) -> str:
    inner = ""
    for part in parts:
        inner += printer.words(line, part, bool(inner.strip())) if isinstance(part, str) else printer.call(part)
    return re.sub(r"\s*\n\s*", " ", inner).strip()


def _list(entries: list[Entry], printer: Printer) -> str:
    """A list whose items keep their marks as text, but for the dash, which is the list's own; deeper ones inside."""
    found, at, depth = [], 0, entries[0][0].depth
    while at < len(entries):
        line, block = entries[at]
        inner = at + 1
        while inner < len(entries) and entries[inner][0].depth > depth:
            inner += 1
        below = "\n" + _list(entries[at + 1 : inner], printer) + "\n" if inner > at + 1 else ""
        found.append(f"<li {_place(line, printer)}>{_inner(line, block, printer)}{below}</li>")
        at = inner
    marked = "" if entries[0][0].text.startswith("- ") else ' class="marked"'
    return f"<ul{marked}>\n" + "\n".join(found) + "\n</ul>"


def _table(entries: list[Entry], printer: Printer) -> str:
    """A table in a box that scrolls on a narrow screen; a cell across the whole of it heads the rows below."""
    captions = [
        f"<p {_place(line, printer)}>{_inner(line, block, printer)}</p>"
        for line, block in entries
        if line.kind != "row"
    ]
    rows = [(line, block) for line, block in entries if line.kind == "row"]
    head = [_row(line, block, printer) for line, block in rows if line.is_head]
    groups: list[list[str]] = []
    for line, block in rows[len(head) :]:
        if not groups or _is_across(line):
            groups.append([])
        groups[-1].append(_row(line, block, printer))
    first = entries[0][0].number
    return "\n".join(
        [
            f'<div class="table-box" tabindex="0" role="region" aria-label="Bảng ở dòng {first}">',
            '<table class="source-table">',
            *([f"<caption>{''.join(captions)}</caption>"] if captions else []),
            *(["<thead>", *head, "</thead>"] if head else []),
            *("\n".join(["<tbody>", *group, "</tbody>"]) for group in groups),
            "</table>",
            "</div>",
        ]
    )


def _is_across(line: Line) -> bool:
    return len(list(filter(None, line.spans))) == 1 and line.spans[0] is not None and line.spans[0][1] == 1


def _row(line: Line, block: Block | None, printer: Printer) -> str:
    """A row; its first cell, or each of a head, names the others."""
    parts: tuple[str | Call, ...] = block.parts if block else (line.text,)
    divided = structure.cells(
        [part for part in parts if isinstance(part, str) or part.macro != "source"],
        lambda part: part if isinstance(part, str) else None,
        lambda piece: piece,
    )
    tools = [printer.call(part) for part in parts if isinstance(part, Call) and part.macro == "source"]
    is_across = _is_across(line)
    found: list[str] = []
    for cell, (wide, high) in line.own_cells(divided):
        sign = cell[0].strip() if len(cell) == 1 and isinstance(cell[0], str) else ""
        words = _html(line, [structure.printed_cell(sign)] if sign else cell, printer)
        plain = re.sub(r"<[^>]*>", "", words)
        is_number = _NUMBER.fullmatch(plain)
        long = ' class="long"' if len(plain) > _LONG and not is_number and not is_across else ""
        if not found:
            words = " ".join([words, *tools])
        spans = (f' colspan="{wide}"' if wide > 1 else "") + (f' rowspan="{high}"' if high > 1 else "")
        if line.is_head:
            found.append(f'<th scope="col"{long}{spans}>{words}</th>')
        elif is_across:
            found.append(f'<th scope="rowgroup"{spans}>{words}</th>')
        elif cell is divided[0]:
            found.append(f'<th scope="row"{long}{spans}>{words}</th>')
        else:
            named = ' class="num"' if is_number else long
            found.append(f"<td{named}{spans}>{words}</td>")
    return f"<tr {_place(line, printer)}>{''.join(found)}</tr>"
