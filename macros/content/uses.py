"""Where each record is used: the macro calls of every page, resolved to records."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from macros.content import page_names
from macros.content.model import Edition, Site
from macros.content.pages import Call, Page

COLLECTIONS = {
    "figure": "figures",
    "period": "figures",
    "ratio_chart": "figures",
    "cite": "documents",
    "org": "organisations",
    "term": "terms",
    "erratum": "errata",
    "task": "tasks",
}
LISTS = {  # macro → the collections that it shows whole
    "figure_cards": ("figures",),
    "figures_list": ("figures", "derived"),
    "figures_english": ("figures",),
    "readings_chart": ("derived",),
    "derived": ("derived",),
    "documents_list": ("documents",),
    "documents_chart": ("documents",),
    "citations_chart": ("documents",),
    "tasks_short": ("tasks",),
    "tasks_list": ("tasks",),
    "errata_list": ("errata",),
    "terms_list": ("terms",),
    "organisations_list": ("organisations",),
    "organisations_facts": ("facts", "organisations"),
    "contacts_list": ("contacts",),
    "contacts_short": ("contacts", "facts"),
    "contacts_english": ("contacts",),
    "contents_list": ("report",),
    "editions_list": ("report",),
    "source_facts": ("report", "settings"),
    "summary_english": ("report",),
    "search_index": ("report", "figures", "documents", "organisations", "terms"),
    "updates_list": ("corrections",),
    "series": ("series", "figures"),
    "comparison": ("answers", "tasks", "documents", "figures", "report"),
}
RECORD_PAGES = {  # collection → (page of an edition, what comes before the record's id in its anchor)
    "figures": (page_names.FIGURES, ""),
    "derived": (page_names.FIGURES, ""),
    "documents": (page_names.DOCUMENTS, ""),
    "organisations": (page_names.ORGANISATIONS, ""),
    "contacts": (page_names.ORGANISATIONS, "lien-he-"),
    "terms": (page_names.TERMS, ""),
    "tasks": (page_names.TASKS, ""),
    "answers": (page_names.COMPARISON, "nhiem-vu-"),
    "errata": (page_names.NOTES, ""),
    "report": ("index", ""),
}


@dataclass(frozen=True)
class Use:
    """A page uses a record, at `source_line` of the report where it is in a source block."""

    page: Page
    call: Call
    source_line: int | None


Uses = dict[tuple[str, str, str], list[Use]]  # by edition, collection and record


def find(edition: Edition, macro: str, name: str) -> Any:
    """The record that a macro's first argument names; None if there is none.

    Organisations are named by any printed form, terms by the term; all others by id.
    """
    records = getattr(edition, COLLECTIONS[macro])
    if macro == "org":
        return next((r for r in records if name in r.variants), None)
    if macro == "term":
        return next((r for r in records if r.term == name), None)
    return next((r for r in records if r.id == name), None)


def index(site: Site, pages: tuple[Page, ...]) -> Uses:
    """(edition, collection, record id) → its uses, in the order of pages and places."""
    uses = defaultdict(list)
    for page in pages:
        edition = site.edition(page.edition) if page.edition else site.newest
        for block in page.blocks:
            for call in block.calls:
                if call.macro in COLLECTIONS and call.args:
                    record = find(edition, call.macro, str(call.args[0]))
                    if record:
                        uses[edition.id, COLLECTIONS[call.macro], record.id].append(Use(page, call, block.source_line))
    return uses


def calls_showing(
    collection: str, record: dict[str, Any], edition: str | None, pages: tuple[Page, ...], newest: str
) -> Iterator[Any]:
    """(page, call) of every call that shows a record, given as it is written in YAML, checked or not.

    Pages outside the editions show the newest one; a fact, which has no edition, shows anywhere.
    """
    names = {record.get("id"), record.get("term"), *(record.get("variants") or ())}
    for page in pages:
        if edition is not None and (page.edition or newest) != edition:
            continue
        for call in page.calls:
            named = COLLECTIONS.get(call.macro) == collection or (call.macro == "fact" and collection == "facts")
            if collection in LISTS.get(call.macro, ()) or (named and call.args and call.args[0] in names):
                yield page, call
