"""Finds the tables that lines rule on a page of a PDF: their cells, one where no line parts them."""

from __future__ import annotations

import itertools
from collections.abc import Iterable
from dataclasses import dataclass

from macros.content.structure import ABOVE, LEFT

_NEAR = 3.0  # points between strokes that are meant to meet, or to be one
Cell = tuple[int, int]  # row and column, from 0


@dataclass(frozen=True)
class Stroke:
    """A level or an upright line: where it lies `at`, and from where to where it goes."""

    at: float
    start: float
    end: float


@dataclass(frozen=True)
class Table:
    """The edges of a table's columns from the left and of its rows from below, and the lines within it."""

    columns: tuple[float, ...]
    rows: tuple[float, ...]
    level: tuple[Stroke, ...]
    upright: tuple[Stroke, ...]

    def cell(self, x: float, y: float) -> Cell | None:
        """The cell of a point, counted from the top; of merged cells the first. None outside the table."""
        column, row = _between(self.columns, x), _between(self.rows, y)
        if column is None or row is None:
            return None
        found = (len(self.rows) - 2 - row, column)
        while sign := self._sign(*found):
            found = (found[0] - (sign == ABOVE), found[1] - (sign == LEFT))
        return found

    def _sign(self, row: int, column: int) -> str | None:
        """The sign of a cell that is one with another."""
        below = len(self.rows) - 2 - row
        middle = (self.rows[below] + self.rows[below + 1]) / 2
        if column and not _drawn(self.upright, self.columns[column], middle):
            return LEFT
        middle = (self.columns[column] + self.columns[column + 1]) / 2
        return None if not row or _drawn(self.level, self.rows[below + 1], middle) else ABOVE

    def filled(self, texts: dict[Cell, str]) -> list[tuple[str, ...]]:
        """The rows of cells from the top, signs where cells are one with others."""
        size = range(len(self.rows) - 1), range(len(self.columns) - 1)
        return [tuple(self._sign(row, column) or texts.get((row, column), "") for column in size[1]) for row in size[0]]


def tables(level: Iterable[Stroke], upright: Iterable[Stroke]) -> list[Table]:
    """The tables of at least two columns that strokes which meet one another form."""
    groups: list[tuple[list[Stroke], list[Stroke]]] = []
    lines, posts = _joined(level), _joined(upright)
    for post in posts:
        met = [line for line in lines if _meet(line, post)]
        mine = [group for group in groups if any(line in group[0] for line in met)]
        groups = [group for group in groups if group not in mine]
        levels = list(dict.fromkeys(itertools.chain(met, *(group[0] for group in mine))))
        groups.append((levels, [post, *itertools.chain(*(group[1] for group in mine))]))
    found = []
    for levels, posts in groups:
        columns, rows = _edges(posts), _edges(levels)
        if len(columns) > 2 and len(rows) > 1:
            found.append(Table(columns, rows, tuple(levels), tuple(posts)))
    return found


def _joined(strokes: Iterable[Stroke]) -> list[Stroke]:
    """The strokes with those that go on one another as one."""
    found: list[Stroke] = []
    for stroke in sorted(strokes, key=lambda stroke: (round(stroke.at / _NEAR), stroke.start)):
        last = found[-1] if found else None
        if last and abs(last.at - stroke.at) < _NEAR and stroke.start < last.end + _NEAR:
            found[-1] = Stroke(last.at, last.start, max(last.end, stroke.end))
        else:
            found.append(stroke)
    return found


def _meet(line: Stroke, post: Stroke) -> bool:
    across = line.start - _NEAR < post.at < line.end + _NEAR
    return across and post.start - _NEAR < line.at < post.end + _NEAR


def _edges(strokes: Iterable[Stroke]) -> tuple[float, ...]:
    found: list[float] = []
    for stroke in sorted(strokes, key=lambda stroke: stroke.at):
        if not found or stroke.at - found[-1] > _NEAR:
            found.append(stroke.at)
    return tuple(found)


def _between(edges: tuple[float, ...], at: float) -> int | None:
    return next((n for n, (low, high) in enumerate(itertools.pairwise(edges)) if low <= at < high), None)


def _drawn(strokes: Iterable[Stroke], at: float, middle: float) -> bool:
    return any(abs(stroke.at - at) <= _NEAR and stroke.start < middle < stroke.end for stroke in strokes)
