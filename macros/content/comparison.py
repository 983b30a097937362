"""What is different between two editions of a series, from their records alone: words are compared, nothing is weighed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Generic, TypeVar

from macros.content import series
from macros.content.model import Answer, Document, Edition, Heading, Series, Site, Task
from macros.content.series import Point
from macros.content.structure import Line

Part = TypeVar("Part")


@dataclass(frozen=True)
class Parts(Generic[Part]):
    """What only the later edition has, what only the earlier one has, and what both have (as the later one has it)."""

    new: tuple[Part, ...]
    gone: tuple[Part, ...]
    kept: tuple[Part, ...]


@dataclass(frozen=True)
class Comparison:
    """A later edition beside the one before it."""

    before: Edition
    after: Edition
    answers: tuple[tuple[Task, Answer | None], ...]  # None: nobody has looked yet
    figures: tuple[tuple[Series, tuple[Point, ...], tuple[Point, ...]], ...]
    documents: Parts[Document]
    headings: Parts[Heading]
    limits: Parts[Line]


def compare(site: Site, before: Edition, after: Edition) -> Comparison:
    return Comparison(
        before,
        after,
        answers(before, after),
        tuple(_figures(site, before, after)),
        _parts(before.documents, after.documents, same_document),
        _parts(
            before.report.headings,
            after.report.headings,
            lambda old, new: _words(before, old) == _words(after, new),
        ),
        _parts(limits(before), limits(after), lambda old, new: old.plain == new.plain),
    )


def answers(before: Edition, after: Edition) -> tuple[tuple[Task, Answer | None], ...]:
    """Each task of the earlier edition with what the later one says of it."""
    found = {answer.id: answer for answer in after.answers}
    return tuple((task, found.get(task.id)) for task in before.tasks)


def same_document(one: Document, other: Document) -> bool:
    """Whether two editions cite one document: its sign and year, where both have them, else its name."""
    if not (one.sign and other.sign):
        return one.name.lower() == other.name.lower()
    years = {year for document in (one, other) if (year := document.date.year if document.date else document.year)}
    return one.sign == other.sign and len(years) < 2


def limits(edition: Edition) -> tuple[Line, ...]:
    """The lines of text under the headings that state limits."""
    headings = {heading.line: heading for heading in edition.report.headings}
    found, level = [], None
    for line in edition.lines:
        heading = headings.get(line.number)
        if heading and heading.role == "limits":
            level = heading.level
        elif heading and level is not None and heading.level <= level:
            level = None
        elif level is not None and not line.is_fixed:
            found.append(line)
    return tuple(found)


def _figures(
    site: Site, before: Edition, after: Edition
) -> Iterator[tuple[Series, tuple[Point, ...], tuple[Point, ...]]]:
    for one in site.series:
        points = series.points(one, site)
        old, new = (tuple(point for point in points if point.edition is edition) for edition in (before, after))
        if old or new:
            yield one, old, new


def _words(edition: Edition, heading: Heading) -> str:
    """The words of a heading without its number."""
    text = edition.source.line(heading.line)
    return text.removeprefix(heading.code or "").lstrip(".:/)- ").lower()


def _parts(old: tuple[Part, ...], new: tuple[Part, ...], same: Callable[[Part, Part], bool]) -> Parts[Part]:
    return Parts(
        tuple(part for part in new if not any(same(other, part) for other in old)),
        tuple(part for part in old if not any(same(part, other) for other in new)),
        tuple(part for part in new if any(same(other, part) for other in old)),
    )
