"""The geometry of the charts: what stands where, in units of a drawing 360 wide; the SVG is in `templates/charts/`."""

from __future__ import annotations

import datetime
import re
import textwrap
from dataclasses import dataclass
from decimal import Decimal

from macros.content import derive, formats, labels, periods, series
from macros.content.model import Derived, Document, Edition, Figure
from macros.content.series import Point

WIDTH = 360
MOST_DOTS = 400  # one for each unit of a ratio's denominator; more cannot be told apart on a phone
COLOURS = {  # for output that has no style sheet, such as PDF
    "c-accent": 'fill="#0a5a5e"',
    "c-open": 'fill="none" stroke="#7c776a" stroke-dasharray="4 3"',
    "c-hollow": 'fill="none" stroke="#0a5a5e" stroke-width="1.5"',
    "c-line": 'fill="none" stroke="#7c776a"',
    "c-text": 'fill="#1b2124"',
    "c-link": 'fill="#0a5a5e"',
    "c-text-muted": 'fill="#555b5c"',
}


def literal_colours(svg: str) -> str:
    """The chart with colours written out instead of classes."""
    return re.sub(r'class="(c-[a-z-]+)"', lambda match: COLOURS[match[1]], svg)


@dataclass(frozen=True)
class Dot:
    """A dot with its centre; `filled` is False where the source gives less (a year, no date, a mere difference)."""

    x: float
    y: float
    filled: bool = True
    label: str = ""


def ratio_dots(figure: Figure, columns: int = 19) -> list[Dot]:
    """One dot for each unit of the denominator, those of the numerator filled, row by row."""
    ratio, step = figure.ratio, WIDTH / columns
    assert ratio is not None
    return [
        Dot(round((n % columns + 0.5) * step, 1), round((n // columns + 0.5) * step, 1), n < ratio.numerator)
        for n in range(ratio.denominator)
    ]


@dataclass(frozen=True)
class Bar:
    """A horizontal bar under the lines of its label: `computed` for what this site derives, not what is printed."""

    label: str
    lines: tuple[str, ...]
    shown: str
    width: float
    y: int
    computed: bool


def reading_bars(readings: tuple[Derived, ...], edition: Edition) -> list[Bar]:
    """The printed value, then the readings of an ambiguous sentence that start from it, on one scale from 0."""
    results = [derive.compute(reading, edition) for reading in readings]
    printed = edition.record("figures", readings[0].figures[0])
    longest = max(float(printed.value), *(float(result.value) for result in results))
    scale = (WIDTH - 70) / longest
    kind = labels.FIGURE_KIND[printed.kind].lower()
    rows = [(f"{printed.name}: in trong {edition.report.noun} ({kind})", printed.printed, float(printed.value), False)]
    rows += [(result.derived.name, result.shown, float(result.value), True) for result in results]
    return [
        Bar(label, tuple(re.split(r"(?<=[,:]) ", label)), shown, round(value * scale, 1), index * 76, computed)
        for index, (label, shown, value, computed) in enumerate(rows)
    ]


@dataclass(frozen=True)
class Row:
    """One document in the chart of documents in time: its name in lines beside its dot."""

    document: Document
    lines: tuple[str, ...]
    y: int
    dot: Dot


AXIS = 176  # where the years begin; what is left of it is for names


def timeline(edition: Edition) -> tuple[list[int], list[Row]]:
    """The years of the axis and a row for each document, oldest first; year alone: mid-year, hollow.

    Documents without any date are not here.
    """
    dated = sorted((d for d in edition.documents if _year(d)), key=_position)
    if not dated:
        return [], []
    known = [year for document in dated if (year := _year(document))]
    years = list(range(min(known), max(known) + 2))
    rows, top = [], 24
    for document in dated:
        lines = tuple(textwrap.wrap(document.sign or document.name, 22, break_on_hyphens=False))
        x = round(AXIS + (_position(document) - years[0]) * (WIDTH - AXIS - 8) / (len(years) - 1), 1)
        rows.append(Row(document, lines, top, Dot(x, top + 8, document.date is not None)))
        top += 10 + 18 * len(lines)
    return years, rows


def year_x(year: int, years: list[int]) -> float:
    """Where a year begins on the axis of `timeline`."""
    return round(AXIS + (year - years[0]) * (WIDTH - AXIS - 8) / (len(years) - 1), 1)


def bars(counts: dict[str, int], top: int = 0) -> list[Bar]:
    """One bar a count, on one scale from 0, each in a row of 28."""
    scale = (WIDTH - AXIS - 40) / max(counts.values())
    return [
        Bar(name, (name,), str(count), round(count * scale, 1), top + index * 28, False)
        for index, (name, count) in enumerate(counts.items())
    ]


@dataclass(frozen=True)
class Mark:
    """A member of a series beside the lines of its label: a dot, and the dot of the end of a printed range."""

    point: Point
    lines: tuple[str, ...]
    top: int
    dot: Dot
    end: Dot | None


@dataclass(frozen=True)
class Ruler:
    """Where zero stands for the marks of one unit, from `top` to `bottom`."""

    x: float
    top: int
    bottom: int


@dataclass(frozen=True)
class SeriesDrawing:
    """A series drawn downwards by period: marks, the lines that join some of them, and the breaks, each (y, words)."""

    height: int
    rulers: tuple[Ruler, ...]
    marks: tuple[Mark, ...]
    lines: tuple[tuple[Dot, Dot], ...]
    breaks: tuple[tuple[int, str], ...]


def series_drawing(points: tuple[Point, ...]) -> SeriesDrawing:
    """One scale for each unit, always with zero on it, so that lengths can be compared."""
    marks: list[Mark] = []
    breaks, rulers, top = [], [], 24
    for point in points:
        if point.member.change:
            what = ", ".join(formats.lower_first(labels.DIFFERENCE[code]) for code in point.member.change.what)
            breaks.append((top + 12, f"Ngắt: đổi {what}"))
            top += 44 if "unit" in point.member.change.what else 32
        alike = [other for other in points if other.scale == point.scale]
        ends = [Decimal(0), *(v for other in alike for v in (other.value, other.high) if v is not None)]
        low, span = min(ends), (max(ends) - min(ends)) or Decimal(1)

        def x(value: Decimal, low: Decimal = low, span: Decimal = span) -> float:
            return round(AXIS + 8 + float((value - low) / span) * (WIDTH - AXIS - 16), 1)

        words = f"{formats.upper_first(periods.words(point.member.period))}: {point.figure.printed}"
        if point.figure.corrected:
            words += f" (đính chính: {point.figure.corrected.printed})"
        label = textwrap.wrap(words + (", mục\u00a0tiêu" if point.is_target else ""), 25, break_on_hyphens=False)
        end = Dot(x(point.high), top + 10) if point.high is not None else None
        marks.append(Mark(point, tuple(label), top, Dot(x(point.value), top + 10, not point.is_target), end))
        if point is alike[0]:
            rulers.append((x(Decimal(0)), top - 6))
        top += 14 + 16 * len(label)
    at = {mark.point: mark.dot for mark in marks}
    bottoms = [
        max(m.top + 20 for m in marks if m.point.scale == number) for number in sorted({m.point.scale for m in marks})
    ]
    return SeriesDrawing(
        top,
        tuple(Ruler(zero, begin, bottom) for (zero, begin), bottom in zip(rulers, bottoms)),
        tuple(marks),
        tuple((at[before], at[after]) for before, after in series.joined(points)),
        tuple(breaks),
    )


def undated(edition: Edition) -> list[Document]:
    """The documents for which the source gives neither date nor year."""
    return [d for d in edition.documents if not _year(d)]


def sections(document: Document, edition: Edition) -> list[str]:
    """The names of the sections that cite a document, once each, in order; none for what stands before them."""
    found = (edition.heading_of(citation.line) for citation in document.citations)
    return list(dict.fromkeys(edition.names[heading.line] for heading in found if heading))


def _year(document: Document) -> int | None:
    return document.date.year if document.date else document.year


def _position(document: Document) -> float:
    """The date as a fraction of years."""
    if document.date is None:
        assert document.year is not None
        return document.year + 0.5
    return document.date.year + (document.date - datetime.date(document.date.year, 1, 1)).days / 366
