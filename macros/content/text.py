"""The report's text: the blocks of the source in order, with the records that their words stand for.

It comes from the pages' own Markdown, so the notes on errata stand at the very words where the pages mark them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

from macros.content import structure
from macros.content.load import Loaded
from macros.content.model import Document, Edition, Erratum, Figure, Heading, Organisation, Task, Term
from macros.content.pages import Call
from macros.content.structure import Kind, Line
from macros.content.uses import find


@dataclass(frozen=True)
class Part:
    """A run of text and the record that it stands for; the mark of an erratum has no text."""

    text: str
    record: Figure | Document | Organisation | Term | Task | Erratum | None = None


@dataclass(frozen=True)
class Block:
    """One line of the report's text, as its page has it; `cells` are the parts of each cell of a table's row."""

    at: Line
    parts: tuple[Part, ...]
    cells: tuple[tuple[Part, ...], ...] = ()

    @property
    def line(self) -> int:
        return self.at.number

    @property
    def kind(self) -> Kind:
        return self.at.kind

    @property
    def heading(self) -> Heading | None:
        return cast("Heading | None", self.at.heading)

    @property
    def text(self) -> str:
        if self.cells:
            return self.at.text
        return "".join(part.text for part in self.parts)


def blocks(loaded: Loaded, edition: Edition) -> tuple[Block, ...]:
    """All blocks of the edition, in the order of the copy."""
    written = {
        block.source_line: block.parts
        for page in loaded.pages
        if page.edition == edition.id
        for block in page.blocks
        if block.source_line is not None
    }
    return tuple(_block(line, written.get(line.number), edition) for line in edition.lines)


def _block(line: Line, written: tuple[str | Call, ...] | None, edition: Edition) -> Block:
    if written is None:  # printed from the copy, with the marks of errata at its end
        marks = [e for e in edition.errata if e.treatment == "annotate" and line.number in {p.line for p in e.places}]
        return Block(line, (Part(line.plain), *(Part("", erratum) for erratum in marks)))
    if line.kind != "row":
        return Block(line, _parts(written, edition, line.kind == "item"))
    divided = structure.cells(written, lambda part: part if isinstance(part, str) else None, lambda piece: piece)
    found = tuple(_cell(_parts(tuple(cell), edition, False)) for cell in divided)
    return Block(line, tuple(part for cell in found for part in cell), found)


def sections(found: tuple[Block, ...], edition: Edition) -> dict[str, tuple[Block, ...]]:
    """The blocks of each section page, headings included, by the page's name."""
    return {page: tuple(block for block in found if block.at.page == page) for page in edition.openings}


def _cell(parts: tuple[Part, ...]) -> tuple[Part, ...]:
    return (Part(structure.printed_cell(parts[0].text)),) if len(parts) == 1 and not parts[0].record else parts


def _parts(written: tuple[str | Call, ...], edition: Edition, is_item: bool) -> tuple[Part, ...]:
    parts = [_part(part, edition) for part in written if isinstance(part, str) or part.macro != "source"]
    if parts:
        first = parts[0].text.lstrip()
        parts[0] = Part(first.removeprefix("- ") if is_item else first, parts[0].record)
        parts[-1] = Part(parts[-1].text.rstrip(), parts[-1].record)
    return tuple(part for part in parts if part.text or part.record)


def _part(part: str | Call, edition: Edition) -> Part:
    """What a macro in the text prints, as plain text."""
    if isinstance(part, str):
        return Part(part.replace("\n", " "))
    if part.macro == "brace":
        return Part(part.args[0])
    if part.macro == "report_number":
        return Part(edition.report.number or "")
    if part.macro == "report_date":
        return Part(edition.report.date_printed or "")
    record = find(edition, part.macro, str(part.args[0]))
    match part.macro:
        case "figure":
            return Part(record.printed, record)
        case "period":
            return Part(record.period_printed)
        case "cite":
            number = part.args[1] if len(part.args) > 1 else 1
            return Part(record.citations[number - 1].printed, record)
        case "erratum":
            return Part("", record)
        case "task":
            return Part(record.number, record)
    return Part(part.args[0], record)
