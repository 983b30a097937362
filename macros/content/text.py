"""The report's text: the blocks of the source in order, with the records that their words stand for.

It comes from the pages' own Markdown, so the notes on errata stand at the very words where the pages mark them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from macros.content.load import Loaded
from macros.content.model import Document, Edition, Erratum, Figure, Heading, Organisation, Task, Term
from macros.content.pages import Call
from macros.content.uses import find


@dataclass(frozen=True)
class Part:
    """A run of text and the record that it stands for; the mark of an erratum has no text."""

    text: str
    record: Figure | Document | Organisation | Term | Task | Erratum | None = None


@dataclass(frozen=True)
class Block:
    """One non-blank line of the source. A heading's `level` counts from 1."""

    line: int
    kind: Literal["title", "lead", "heading", "paragraph", "item"]
    parts: tuple[Part, ...]
    heading: Heading | None = None

    @property
    def text(self) -> str:
        return "".join(part.text for part in self.parts)


def expected_lines(edition: Edition) -> list[int]:
    """The source lines that are blocks: title, lead, then every non-blank line of the report."""
    report = edition.report
    opening = [report.title_line] + ([report.lead_line] if report.lead_line else [])
    return opening + list(edition.source.blocks(report.first_line, report.last_line))


def blocks(loaded: Loaded, edition: Edition) -> tuple[Block, ...]:
    """All blocks of the edition: title, lead, then the report's text with its headings."""
    report = edition.report
    headings = {heading.line: heading for heading in report.headings}
    written = {}
    for page in loaded.pages:
        if page.edition == edition.id:
            for block in page.blocks:
                if block.source_line is not None:
                    written[block.source_line] = _parts(block.parts, edition)
    found = []
    for line in expected_lines(edition):
        if line in written:
            item = edition.source.line(line).startswith("- ")
            kind = "lead" if line == report.lead_line else "item" if item else "paragraph"
            found.append(Block(line, kind, written[line]))
        else:
            marks = [
                e for e in edition.errata if e.treatment == "annotate" and any(place.line == line for place in e.places)
            ]
            parts = (Part(edition.source.line(line)), *(Part("", erratum) for erratum in marks))
            found.append(Block(line, "heading" if line in headings else "title", parts, headings.get(line)))
    return tuple(found)


def sections(found: tuple[Block, ...], edition: Edition) -> dict[str, tuple[Block, ...]]:
    """The blocks of each section page, headings included, by the page's name."""
    return {
        heading.page: tuple(block for block in found if edition.heading_of(block.line) == heading)
        for heading in edition.pages
    }


def _parts(written: tuple[str | Call, ...], edition: Edition) -> tuple[Part, ...]:
    parts = [_part(part, edition) for part in written if isinstance(part, str) or part.macro != "source"]
    parts[0] = Part(parts[0].text.removeprefix("- "), parts[0].record)
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
