"""Rules on every record: its id is its own, and what it refers to is there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from macros.content import model
from macros.content.faults import Fault
from macros.content.reading import nearest
from macros.rules.scope import Scope


def ids(scope: Scope) -> Iterator[Fault]:
    for collection in (
        "figures",
        "derived",
        "documents",
        "organisations",
        "terms",
        "contacts",
        "tasks",
        "answers",
        "errata",
    ):
        seen: dict[str, tuple[Any, ...]] = {}
        for path, record in scope.records(collection):
            if record.id in seen:
                first = scope.fault(collection, (*seen[record.id], "id"), "").line
                yield scope.fault(collection, (*path, "id"), f'mã "{record.id}" đã dùng ở dòng {first}: đặt mã khác')
            seen.setdefault(record.id, path)


def references(scope: Scope) -> Iterator[Fault]:
    """Every field marked as a Reference names a record that exists."""
    known = {}
    for collection in ("report", "figures", "derived", "documents", "organisations", "terms", "tasks", "errata"):
        records: Iterable[tuple[tuple[Any, ...], Any]] = (
            [((), scope.edition.report)] if collection == "report" else scope.records(collection)
        )
        for path, record in records:
            type_: Any = type(record)
            for field, hint in model.fields_of(type_):
                target = model.reference(hint)
                if target is None:
                    continue
                if target not in known:
                    holder = scope.edition if target in model.EDITION_FILES else scope.loaded.site
                    known[target] = [r.id for r in getattr(holder, target)]
                value = getattr(record, field.name)
                named = (
                    [((field.name,), value)]
                    if isinstance(value, str)
                    else [((field.name, i), v) for i, v in enumerate(value or ())]
                )
                for where, id in named:
                    if id not in known[target]:
                        yield scope.fault(
                            collection,
                            (*path, *where),
                            f'không có "{id}" trong {target}.yml{nearest(id, known[target])}',
                        )
