"""A series of figures over editions: its points, which of them may be joined by a line, and its rows by period."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from macros.content import periods
from macros.content.model import Edition, Figure, FigureCorrection, Member, Series, Site


@dataclass(frozen=True)
class Point:
    """A member with its records; `run` counts the breaks up to it, `scale` those of them that change the unit."""

    member: Member
    edition: Edition
    figure: Figure
    run: int
    scale: int

    @property
    def is_target(self) -> bool:
        return self.figure.kind == "target"

    @property
    def value(self) -> Decimal:
        """What the figure says now, its issuer's correction counting; a ratio as a quotient."""
        said: Figure | FigureCorrection = self.figure.corrected or self.figure
        if said.ratio:
            return Decimal(said.ratio.numerator) / said.ratio.denominator
        assert said.value is not None  # see rules/figures
        return said.value

    @property
    def high(self) -> Decimal | None:
        """The end of a printed range; a correction has none."""
        return None if self.figure.corrected else self.figure.high


@dataclass(frozen=True)
class Row:
    """The points of one period in one run: what reports state, beside what was aimed at; the first of a run has its break."""

    period: str
    points: tuple[Point, ...]

    @property
    def stated(self) -> tuple[Point, ...]:
        return tuple(point for point in self.points if not point.is_target)

    @property
    def targets(self) -> tuple[Point, ...]:
        return tuple(point for point in self.points if point.is_target)

    @property
    def words(self) -> str:
        return periods.words(self.period)


def points(series: Series, site: Site) -> tuple[Point, ...]:
    """The members with their records, which must exist (checked at load by `rules.series`)."""
    found, run, scale = [], 0, 0
    for member in series.members:
        run += member.change is not None
        scale += member.change is not None and "unit" in member.change.what
        edition = site.edition(member.edition)
        found.append(Point(member, edition, edition.record("figures", member.figure), run, scale))
    return tuple(found)


def joined(points: tuple[Point, ...]) -> Iterator[tuple[Point, Point]]:
    """Pairs of points that a line may join: of one run, of different periods, no target among them."""
    stated = [point for point in points if not point.is_target]
    for before, after in itertools.pairwise(stated):
        if before.run == after.run and before.member.period != after.member.period:
            yield before, after


def rows(points: tuple[Point, ...]) -> tuple[Row, ...]:
    """The points by period; a break begins a new row."""
    grouped = itertools.groupby(points, lambda point: (point.run, point.member.period))
    return tuple(Row(period, tuple(group)) for (_, period), group in grouped)


def having(site: Site, edition: Edition, figure: Figure) -> tuple[Series, ...]:
    """The series that a figure belongs to."""
    return tuple(
        series
        for series in site.series
        if any((member.edition, member.figure) == (edition.id, figure.id) for member in series.members)
    )
