"""The search index: what can be found, as one classic script that also loads from file://.

Folding and ranking are the browser's work (`overrides/assets/search-engine.js`); nothing is folded here.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from macros.content import derive, formats, labels
from macros.content.model import Edition, Site
from macros.content.pages import Page

Kind = Literal["section", "figure", "document", "term", "organisation", "task", "erratum", "page"]


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One thing that can be found.

    `url` is relative to the site root and may end in `#id`; `page` is the title of its page, shown with the result.
    `title` is the entry's own name, searched before `text`; a running paragraph has none. `heading` marks a heading of
    the report. `sections` are the report's own section codes, e.g. `("2.2",)`.
    """

    url: str
    title: str = ""
    text: str = ""
    kind: Kind
    sections: tuple[str, ...] = ()
    page: str
    heading: bool = False


def index_script(entries: Iterable[Entry], synonyms: Mapping[str, str]) -> str:
    """The text of `search-index.js`: one entry a line, in the order given; the same bytes for the same input."""
    pages: dict[tuple[str, str], int] = {}
    rows = []
    for entry in entries:
        path, mark, fragment = entry.url.partition("#")
        number = pages.setdefault((path, entry.page), len(pages))
        kind = "heading" if entry.heading else entry.kind
        rows.append((kind, number, mark + fragment, entry.title, entry.text, " ".join(entry.sections)))
    return (
        f'window.searchIndex={{"pages":[\n{_lines(pages)}\n],'
        f'"synonyms":[\n{_lines(synonyms.items())}\n],'
        f'"entries":[\n{_lines(rows)}\n]}};\n'
    )


def _lines(rows: Iterable[tuple[Any, ...]]) -> str:
    text = ",\n".join(json.dumps(row, ensure_ascii=False, separators=(",", ":")) for row in rows)
    # Harmless wherever the text of the script may end up, and to engines before ECMAScript 2019.
    return text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def site_index(site: Site, pages: Iterable[Page]) -> str:
    """The index script of the whole site, the newest edition first."""
    pages = tuple(pages)
    entries: list[Entry] = []
    synonyms: dict[str, str] = {}
    for edition in reversed(site.editions):
        of = f", {formats.lower_first(site.name(edition))}" if len(site.editions) > 1 else ""
        titles = {page.name: page.meta["title"] + of for page in pages if page.edition == edition.id}
        entries.extend(edition_entries(edition, titles))
        for term in edition.terms:
            if term.expansion and term.kind != "concept":
                synonyms.setdefault(term.term, term.expansion)
    for page in pages:
        if page.edition is None and page.name != "tim-kiem":
            title, description = page.meta["title"], page.meta["description"]
            entries.append(Entry(url=page.url, title=title, text=description, kind="page", page=title))
    return index_script(entries, synonyms)


def edition_entries(edition: Edition, titles: Mapping[str, str]) -> list[Entry]:
    """All that can be found in an edition. `titles` maps the name of each of its pages (`so-lieu`) to its title.

    The page with the full text is left out: it would answer everything twice.
    """
    parts = (_report, _figures, _documents, _tasks, _terms, _organisations, _contacts, _errata)
    return [entry for part in parts for entry in part(edition, titles)]


def _report(edition: Edition, titles: Any) -> Iterator[Any]:
    for line in edition.lines:
        is_title = line.kind in ("title", "heading")
        yield Entry(
            url=f"{edition.id}/{line.page or 'index'}.html#dong-{line.number}",
            title=line.plain if is_title else "",
            text="" if is_title else line.plain,
            kind="section",
            sections=_sections(edition, [line.number]),
            page=titles[line.page or "index"],
            heading=is_title,
        )


def _figures(edition: Edition, titles: Any) -> Iterator[Any]:
    for figure in edition.figures:
        derived = [derive.compute(rule, edition) for rule in edition.derived if figure.id in rule.figures]
        yield _record(
            edition,
            titles,
            "figure",
            "so-lieu",
            figure.id,
            f"{figure.printed} – {figure.name}",
            [
                figure.corrected and f"Đính chính: {figure.corrected.printed}",
                figure.measures,
                figure.quote,
                *(f"{result.derived.name}: {result.shown}" for result in derived),
            ],
            [figure.line],
        )


def _documents(edition: Edition, titles: Any) -> Iterator[Any]:
    report = edition.report
    issuer = edition.record("organisations", report.issuer).name
    page, anchor = ("van-ban", "bao-cao") if edition.documents else ("index", f"dong-{report.title_line}")
    yield _record(
        edition,
        titles,
        "document",
        page,
        anchor,
        report.name,
        [f"ngày {report.date_printed or formats.date(report.date)} của {issuer}", report.title],
        [],
    )
    for document in edition.documents:
        issuer = edition.record("organisations", document.issuer).name
        when = (
            f"ngày {formats.date(document.date)}" if document.date else f"năm {document.year}" if document.year else ""
        )
        yield _record(
            edition,
            titles,
            "document",
            "van-ban",
            document.id,
            document.name,
            [f"{when} của {issuer}".strip(), document.subject, *_known(document), *document.notes],
            [citation.line for citation in document.citations],
        )


def _known(document: Any) -> Iterator[Any]:
    """What was found of a document outside the report, its status first."""
    if document.status:
        yield f"{labels.DOCUMENT_STATE[document.status.state]}: {document.status.found}"
    yield from (finding.found for finding in document.findings)


def _tasks(edition: Edition, titles: Any) -> Iterator[Any]:
    for task in edition.tasks:
        yield _record(edition, titles, "task", "nhiem-vu", task.id, task.name, [task.text], [task.line])


def _terms(edition: Edition, titles: Any) -> Iterator[Any]:
    for term in edition.terms:
        title = f"{term.term}: {term.expansion}" if term.expansion else term.term
        lines = _mentions(edition, [term.term] if term.kind != "concept" else term.term.split(", "))
        yield _record(
            edition, titles, "term", "thuat-ngu", term.id, title, [term.english, term.definition, term.note], lines
        )


def _organisations(edition: Edition, titles: Any) -> Iterator[Any]:
    for organisation in edition.organisations:
        variants = [variant for variant in organisation.variants if variant != organisation.name]
        yield _record(
            edition,
            titles,
            "organisation",
            "don-vi",
            organisation.id,
            organisation.name,
            ["; ".join(variants), organisation.note],
            _mentions(edition, [organisation.name, *organisation.variants]),
        )


def _contacts(edition: Edition, titles: Any) -> Iterator[Any]:
    for contact in edition.contacts:
        yield _record(
            edition,
            titles,
            "organisation",
            "don-vi",
            f"lien-he-{contact.id}",
            contact.name,
            [contact.printed, contact.missing, contact.note],
            [contact.line],
        )


def _errata(edition: Edition, titles: Any) -> Iterator[Any]:
    for erratum in edition.errata:
        yield _record(
            edition,
            titles,
            "erratum",
            "luu-y",
            erratum.id.lower(),
            f"Lưu ý {erratum.id}",
            [erratum.note or erratum.problem],
            [place.line for place in erratum.places],
        )


def _record(edition: Edition, titles: Any, kind: Kind, name: str, id: str, title: str, texts: Any, lines: Any) -> Entry:
    return Entry(
        url=f"{edition.id}/{name}.html#{id}",
        title=title,
        text=" ".join(text if text.endswith((".", ";")) else f"{text}." for text in texts if text),
        kind=kind,
        sections=_sections(edition, lines),
        page=titles[name],
    )


def _mentions(edition: Edition, names: Iterable[str]) -> list[int]:
    """The lines of the report that print one of the names as whole words."""
    pattern = re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, names)) + r")(?!\w)")
    return [line.number for line in edition.lines if pattern.search(line.text)]


def _sections(edition: Edition, lines: Iterable[int]) -> tuple[str, ...]:
    """The names of the section pages that have those lines, without spaces, in the report's order."""
    pages = {found.page for line in lines if (found := edition.line(line))}
    return tuple("".join(edition.names[heading.line].split()) for heading in edition.pages if heading.page in pages)
