"""What of a published edition stays as it was: a mark for its copy and for each record, of what they hold of the source.

Marked are the verbatim fields and the values; our own words, the layout and the site's registers stay free. A mark is of
a whole record, never of a single value, so that no value can be found by trying; one about something private has none.
"""

from __future__ import annotations

import dataclasses
import hashlib
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any

from macros.content import model
from macros.content.model import Change, Edition
from macros.content.plain import canonical

COPY = "copy"  # in the place of a record's name: the reference copy
_FREE = ("literals",)  # allowed words are the editors' own


def parts(edition: Edition) -> Iterator[tuple[str, tuple[str, ...]]]:
    """(record, what is sealed of it) of everything sealed; a record is called as in corrections.yml."""
    yield COPY, edition.source.lines
    yield "report", tuple(_held(edition.report))
    for collection in model.EDITION_FILES:
        if collection not in ("report", *_FREE):
            for record in getattr(edition, collection):
                if held := tuple(_held(record)):
                    yield f"{collection}/{record.id}", held


def marks(edition: Edition, corrections: Iterable[Change]) -> dict[str, str]:
    """Record → its mark; what something private was taken out of has none."""
    private = {change.record for change in corrections if (change.edition, change.kind) == (edition.id, "privacy")}
    return {record: mark(edition.id, record, held) for record, held in parts(edition) if record not in private}


def mark(edition: str, record: str, held: tuple[str, ...]) -> str:
    return hashlib.sha256(canonical((edition, record, held))).hexdigest()[:16]


def carries(change: Change, record: str, held: tuple[str, ...]) -> bool:
    """Whether an entry of the public record tells of a change in what is sealed of its edition's record."""
    if change.kind == "privacy" and record == COPY:
        return True
    if change.record != ("report" if record == COPY else record):
        return False
    if change.kind in ("privacy", "removed"):
        return True
    if change.after is not None:
        return any(change.after in text for text in held)
    return change.before is not None and not any(change.before in text for text in held)


def _held(record: Any) -> Iterator[str]:
    """Every text and value of the source in a record, with the name of its field before it."""
    for field in dataclasses.fields(record):
        value = getattr(record, field.name)
        if value is None or field.name == "corrected" or field.metadata["shared"]:
            continue
        if isinstance(value, (Decimal, model.Ratio)) or field.metadata["verbatim"]:
            yield field.name
            yield from _texts(value)
        else:
            for item in value if isinstance(value, tuple) else (value,):
                if model.is_record(type(item)):
                    yield from _held(item)


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, tuple):
        for item in value:
            yield from _texts(item)
    elif isinstance(value, model.Ratio):
        yield f"{value.numerator}/{value.denominator}"
    else:
        yield f"{value:f}" if isinstance(value, Decimal) else str(value)
