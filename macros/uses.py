"""Where each record is used: the macro calls of every page, resolved to records."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from macros.model import Edition, Site
from macros.pages import Call, Page

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


@dataclass(frozen=True)
class Use:
    """A page uses a record, at `source_line` of the report where it is in a source block."""

    page: Page
    call: Call
    source_line: int | None


def find(edition: Edition, macro: str, name: str):
    """The record that a macro's first argument names; None if there is none.

    Organisations are named by any printed form, terms by the term; all others by id.
    """
    records = getattr(edition, COLLECTIONS[macro])
    if macro == "org":
        return next((r for r in records if name in r.variants), None)
    if macro == "term":
        return next((r for r in records if r.term == name), None)
    return next((r for r in records if r.id == name), None)


def index(site: Site, pages: tuple[Page, ...]) -> dict[tuple[str, str, str], list[Use]]:
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
