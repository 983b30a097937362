"""The one way in to checked content: load, then rules; nothing unchecked leaves this module.

A rule is a function that yields Faults; those on one edition are called with a `Scope`.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from macros.content.configuration import FILE
from macros.content.faults import ContentError, Fault
from macros.content.load import Loaded, load
from macros.content.uses import index as index_uses
from macros.rendering.macros import SIGNATURES, Renderer
from macros.rules import (
    coherence,
    configuration,
    contradictions,
    corrections,
    documents,
    errata,
    figures,
    findings,
    identity,
    letters,
    links,
    markup,
    names,
    pages,
    privacy,
    records,
    rendered,
    report,
    search,
    series,
    tasks,
    typography,
    words,
)
from macros.rules.scope import Scope

EDITION_RULES = (
    records.ids,
    records.references,
    report.report,
    report.ways,
    report.headings,
    report.passages,
    report.every_line,
    figures.figures,
    figures.derived,
    documents.documents,
    names.organisations,
    names.terms,
    names.contacts,
    tasks.tasks,
    tasks.answers,
    errata.errata,
    errata.literals,
    coherence.same_quantities,
    coherence.dates,
    coherence.numbers,
    corrections.corrected_records,
)
AGREEMENT_RULES = (  # of records that hold by themselves
    contradictions.documents,
    contradictions.figures,
    contradictions.kinds_and_years,
    contradictions.computed,
    contradictions.places_named,
    names.told_apart,
    report.told_once,
    contradictions.readings,
    contradictions.quotations,
    contradictions.edition_year,
    contradictions.told_of_the_report,
)
PAGE_RULES = (
    pages.section_pages,
    pages.prose,
    pages.binding,
    pages.marks,
    pages.mark_places,
    coherence.named_documents,
)
SITE_RULES = (
    configuration.configuration,
    coherence.main_series,
    coherence.security_expiry,
    coherence.unknown_documents,
    corrections.public_record,
    corrections.sealed,
    privacy.personal_data,
    typography.own_words,
    contradictions.same_report,
    contradictions.official,
    contradictions.quoted_on_pages,
    letters.own_letters,
    links.addresses,
    markup.own_markup,
    identity.claims,
    findings.findings,
)


def check(loaded: Loaded) -> list[Fault]:
    """Every fault that the rules find in content that is well formed."""
    return _written(loaded) or _rendered(loaded)


def _rendered(loaded: Loaded) -> list[Fault]:
    return list(rendered.rendered(loaded, _renderer(loaded)))


def _renderer(loaded: Loaded) -> Renderer:
    return Renderer(loaded.site, loaded.pages, index_uses(loaded.site, loaded.pages), "")


def _written(loaded: Loaded) -> list[Fault]:
    renderer = _renderer(loaded)
    faults: list[Fault] = []
    scopes = [Scope(loaded, edition, renderer) for edition in loaded.site.editions]
    faults.extend(fault for scope in scopes for fault in report.copies(scope))
    if faults:
        return faults  # everything is compared with the copies: what follows from a changed one is no fault of its own
    for scope in scopes:
        for rule in EDITION_RULES:
            faults.extend(rule(scope))
    if not faults:
        faults.extend(series.series(loaded))
    if not faults:
        for scope in scopes:
            for rule in AGREEMENT_RULES:
                faults.extend(rule(scope))
    if not faults:  # pages are rendered only from data in order
        faults.extend(pages.calls(loaded, renderer, scopes))
        for scope in scopes:
            for rule in PAGE_RULES:
                faults.extend(rule(scope))
    if not faults:  # what other faults leave unused is no fault of its own
        for scope in scopes:
            faults.extend(coherence.unused(scope))
        faults.extend(words.numbers(loaded))
        faults.extend(words.reached(loaded))
        faults.extend(words.in_notes(loaded))
        faults.extend(coherence.unused_facts(loaded))
        faults.extend(corrections.published_addresses(loaded))
        faults.extend(corrections.sealed_editions(loaded))
    faults.extend(pages.ends(loaded))
    for site_rule in SITE_RULES:
        faults.extend(site_rule(loaded))
    if not faults:
        faults.extend(search.synonyms(loaded))
    return faults


def checked(root: Path, *, as_rendered: bool = True) -> Loaded:
    """The content below `root`, checked once while no file of it changes; raises ContentError with all faults.

    Not `as_rendered` leaves out the rules on the pages as they are rendered (half of the time): for who renders them at
    once and holds them to the same proof.
    """
    state = _state(root)
    loaded = _checked(root, state)
    if as_rendered:
        _checked_as_rendered(root, state)
    return loaded


def _state(root: Path) -> frozenset[tuple[str, int, int]]:
    """What is different whenever a file of the content is: path, size and time of change of each."""
    paths = [path for folder in ("data", "docs", "overrides/assets") for path in (root / folder).rglob("*")]
    paths += [path for path in [root / FILE] if path.exists()]
    return frozenset((str(path), (stat := path.lstat()).st_size, stat.st_mtime_ns) for path in paths)


@lru_cache(maxsize=1)
def _checked(root: Path, state: frozenset[tuple[str, int, int]]) -> Loaded:
    loaded = load(root, SIGNATURES)
    _refuse(_written(loaded), loaded)
    return loaded


@lru_cache(maxsize=1)
def _checked_as_rendered(root: Path, state: frozenset[tuple[str, int, int]]) -> None:
    loaded = _checked(root, state)
    _refuse(_rendered(loaded), loaded)


def _refuse(faults: list[Fault], loaded: Loaded) -> None:
    if faults:
        raise ContentError(faults, loaded.contents, loaded.pages)
