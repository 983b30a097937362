"""Where a record is used: its place in the data, the records that name it, and the pages and lines that show it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from macros.content import model
from macros.content.load import Loaded, place
from macros.content.model import Edition
from macros.content.reading import nearest
from macros.content.uses import COLLECTIONS, calls_showing


def where_used(loaded: Loaded, id: str) -> list[str]:
    """One line a place, in Vietnamese; raises KeyError with a hint when no record has that id."""
    lines, known = [], []
    for edition, collection, number, record in _records(loaded):
        known.append(record.id)
        if record.id != id:
            continue
        if edition:
            content, path = place(loaded.contents, edition, collection, (collection, number))
        else:
            content, path = loaded.contents[f"data/{collection}.yml"], (collection, number)
        assert content is not None
        lines.append(f"{content.file}:{content.at(path)[0]}: bản ghi {collection}/{id}")
        register = loaded.contents.get(f"data/{collection}.yml") if edition else None
        if register and register is not content:
            for other, shared in enumerate(register.value[collection]):
                if shared["id"] == id:
                    there = register.at((collection, other))[0]
                    lines.append(f"{register.file}:{there}: phần chung của {collection}/{id}")
        written = {"id": id, "term": getattr(record, "term", None), "variants": getattr(record, "variants", ())}
        lines += [f"{named}: dẫn tới {id}" for named in _named_by(loaded, edition, collection, id)]
        for page, call in calls_showing(
            collection, written, edition.id if edition else None, loaded.pages, loaded.site.newest.id
        ):
            how = "dùng" if call.macro in (*COLLECTIONS, "fact") else "có trong bảng hoặc danh sách"
            lines.append(f"{page.file}:{call.line}:{call.column}: {how}: {call.macro} (trang {page.url})")
    if not lines:
        raise KeyError(f'không có bản ghi "{id}"{nearest(id, known)}')
    return lines


def _records(loaded: Loaded) -> Iterator[Any]:
    for number, fact in enumerate(loaded.site.facts):
        yield None, "facts", number, fact
    for number, series in enumerate(loaded.site.series):
        yield None, "series", number, series
    for edition in loaded.site.editions:
        for collection in model.EDITION_FILES:
            if collection not in ("report", "literals"):
                for number, record in enumerate(getattr(edition, collection)):
                    yield edition, collection, number, record


def _named_by(loaded: Loaded, edition: Edition, collection: str, id: str) -> Iterator[Any]:
    """`file:line` of every reference to a record from another one of its edition, or from a series."""
    for number, series in enumerate(loaded.site.series if edition and collection == "figures" else ()):
        for at, member in enumerate(series.members):
            if (member.edition, member.figure) == (edition.id, id):
                content = loaded.contents["data/series.yml"]
                yield f"{content.file}:{content.at(('series', number, 'members', at))[0]}"
    for file, content in loaded.contents.items():
        shared = file in {f"data/{name}.yml" for name in model.REGISTERS}
        if edition and (shared or file.startswith(f"data/{edition.id}/")):
            for path, text in content.texts:
                if text == id and model.reference_at(file, path) == collection:
                    yield f"{file}:{content.at(path)[0]}"
