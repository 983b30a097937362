"""Asks one rule of the tests' content with some of it changed in memory: no file is written, no other rule is asked."""

from __future__ import annotations

import dataclasses
import functools
import inspect
from typing import Any

from macros.content import model
from macros.content.faults import Fault
from macros.content.load import Loaded, load
from macros.content.pages import Page, read_page
from macros.content.reading import read
from macros.content.source import Source
from macros.content.uses import index
from macros.rendering.macros import SIGNATURES, Renderer
from macros.rules.scope import Scope
from tests.project import CONTENT

# What is changed → how: `figures/ho-ngheo-2023` (a record), `report`, `report/21` (its heading at that line), `settings`
# or `site` → fields that are other ones; a collection → the fields of a record added to it; `source` or a file (whose
# records stay as they are, its texts and places do not) → what stands in it and what is written instead;
# of one that is not there, "" → the whole.
Changes = dict[str, dict[str, Any]]


@functools.cache
def content() -> Loaded:
    """The tests' content as it stands, no rule asked."""
    return load(CONTENT, SIGNATURES)


@functools.cache
def _renderer() -> Renderer:
    site, pages = content().site, content().pages
    return Renderer(site, pages, index(site, pages), "")


def faults(rule: Any, changes: Changes) -> list[Fault]:
    """What a rule, on an edition or on all, finds."""
    loaded = content()
    for name, how in changes.items():
        loaded = _changed(loaded, name, how)
    return list(
        rule(
            Scope(loaded, loaded.site.newest, _renderer()) if "scope" in inspect.signature(rule).parameters else loaded
        )
    )


def told(rule: Any, changes: Changes) -> list[str]:
    """The same, each as its path in the data, or its place in a page, with its message."""
    return [
        f"{fault.path if fault.file.endswith('.yml') else f'{fault.file}:{fault.line}:{fault.column}'}: {fault.message}"
        for fault in faults(rule, changes)
    ]


def told_of_text(rule: Any, text: str, **front: str) -> list[str]:
    """What a rule on all tells of the site's own page with that text and nothing else: column from 1, or key, and message."""
    loaded = content()
    front = {"title": "Trang thử", "description": "Một trang thử."} | front
    lines = ["---", *(f"{key}: {value}" for key, value in front.items()), "---", "", text, ""]
    page = read_page("\n".join(lines).encode(), "thu.md", "docs/thu.md", None, SIGNATURES)
    assert page.faults == []
    alone = dataclasses.replace(loaded, pages=(page,), contents={"data/site.yml": loaded.contents["data/site.yml"]})
    return [f"{fault.path or fault.column}: {fault.message}" for fault in rule(alone)]


def _changed(loaded: Loaded, name: str, how: dict[str, Any]) -> Loaded:
    if name.endswith(".md"):
        if not (CONTENT / name).exists():
            path = name.removeprefix("docs/")
            owner = next((edition.id for edition in loaded.site.editions if path.startswith(f"{edition.id}/")), None)
            new = read_page(how[""].encode(), path, name, owner, SIGNATURES)
            return dataclasses.replace(loaded, pages=(*loaded.pages, new))
        pages = tuple(_edited(page, how) if page.file == name else page for page in loaded.pages)
        return dataclasses.replace(loaded, pages=pages)
    if name.endswith(".yml"):
        text = _replaced((CONTENT / name).read_text("utf-8") if (CONTENT / name).exists() else "", how)
        return dataclasses.replace(loaded, contents=loaded.contents | {name: read(text.encode(), name)})
    site, edition = loaded.site, loaded.site.newest
    collection, _, id = name.partition("/")
    if name == "site":
        return dataclasses.replace(loaded, site=dataclasses.replace(site, **how))
    if name == "settings":
        settings = dataclasses.replace(site.settings, **how)
        return dataclasses.replace(loaded, site=dataclasses.replace(site, settings=settings))
    if name == "source":
        edition = dataclasses.replace(
            edition, source=Source.from_bytes(_replaced("\n".join(edition.source.lines), how).encode())
        )
    elif collection == "report":
        headings = edition.report.headings
        if id:
            how = {
                "headings": tuple(dataclasses.replace(one, **how) if one.line == int(id) else one for one in headings)
            }
        edition = dataclasses.replace(edition, report=dataclasses.replace(edition.report, **how))
    else:
        records = getattr(edition, collection)
        if id:
            assert id in [record.id for record in records], name
            records = tuple(dataclasses.replace(record, **how) if record.id == id else record for record in records)
        else:
            records = (*records, model.inner(model.EDITION_FILES[collection])(**how))
        edition = dataclasses.replace(edition, **{collection: records})
    editions = tuple(edition if one.id == edition.id else one for one in site.editions)
    return dataclasses.replace(loaded, site=dataclasses.replace(site, editions=editions))


def _edited(page: Page, how: dict[str, str]) -> Page:
    text = _replaced((CONTENT / page.file).read_text("utf-8"), how)
    return read_page(text.encode(), page.path, page.file, page.edition, SIGNATURES)


def _replaced(text: str, how: dict[str, str]) -> str:
    for old, new in how.items():
        assert old in text, old
        text = text.replace(old, new, 1)
    return text
