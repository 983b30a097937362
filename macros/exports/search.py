"""The search index: what can be found, as classic scripts that also load from file://.

`search-index.js` has the newest edition, the site's own pages, and of every older edition its headings, figures,
documents and tasks by name; `search-<edition>.js` has the rest of an older edition and is loaded when asked for.
Folding and ranking are the browser's work (`overrides/assets/search/engine.js`); nothing is folded here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal

from macros.content import derive, formats, labels, page_names
from macros.content.model import Edition, Site
from macros.content.pages import Page
from macros.site import files

Row = tuple[object, ...]
Kind = Literal["section", "figure", "document", "term", "organisation", "task", "erratum", "page", "file"]
_HEADING = re.compile(r"^## (.+) \{: #([a-z0-9-]+) \}$", re.MULTILINE)


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One thing that can be found.

    `url` is relative to the site root and may end in `#id`; `page` is the title of its page, shown with the result.
    `title` is the entry's own name, searched before `text`; a running paragraph has none. `heading` marks a heading of
    the report. `sections` are the report's own section codes, e.g. `("2.2",)`. `answer` is what a card says, as the
    record has it: the value printed, or nothing where the report gives none, then what must be said with it.
    """

    url: str
    title: str = ""
    text: str = ""
    kind: Kind
    sections: tuple[str, ...] = ()
    page: str
    heading: bool = False
    answer: tuple[str, ...] = ()


def scripts(site: Site, pages: Iterable[Page]) -> dict[str, str]:
    """File name → its text; the same bytes for the same input."""
    pages = tuple(pages)
    found = {}
    newest = site.newest
    entries = edition_entries(newest, _titles(pages, newest), site.settings.without)
    editions: list[tuple[str, int, str]] = []
    for edition in [newest, *(other for other in reversed(site.editions) if other is not newest)]:
        editions.append((edition.id, edition.report.year, site.name(edition)))
        if edition is not newest:
            own = edition_entries(edition, _titles(pages, edition), site.settings.without)
            entries += directory(own)
            found[f"search-{edition.id}.js"] = edition_script(edition.id, own)
    entries += site_pages(pages, site.settings.without)
    found["search-index.js"] = index_script(entries, abbreviations(site), everyday(site), editions, common_names(site))
    return found


def abbreviations(site: Site) -> dict[str, str]:
    """Abbreviation → what it stands for; the newest edition's word goes."""
    terms = [term for edition in site.editions for term in edition.terms]
    return {term.term: term.expansion for term in terms if term.expansion and term.kind != "concept"}


def everyday(site: Site) -> list[tuple[str, ...]]:
    """(what the site says, what people say, …)."""
    return [(synonym.finds, *synonym.said) for synonym in site.synonyms]


def _titles(pages: Iterable[Page], edition: Edition) -> dict[str, str]:
    return {page.name: page.meta["title"] for page in pages if page.edition == edition.id}


def common_names(site: Site) -> list[str]:
    """Names that say nothing of what is asked: of the site, its issuers, and kinds of documents as in their signs."""
    names = [site.settings.name]
    for edition in site.editions:
        names.append(edition.record("organisations", edition.report.issuer).name)
        in_signs = {part for document in edition.documents for part in re.split("[/-]", document.sign or "")}
        names += [term.expansion for term in edition.terms if term.term in in_signs and term.expansion]
    return list(dict.fromkeys([*names, *labels.DOCUMENT_TYPE.values()]))


def index_script(
    entries: Iterable[Entry],
    abbreviations: Mapping[str, str],
    everyday: Iterable[tuple[str, ...]] = (),
    editions: Iterable[tuple[str, int, str]] = (),
    common: Iterable[str] = (),
) -> str:
    """The text of `search-index.js`, entries in the order given.

    `everyday` are (what the site says, what people say, …); `editions` are (id, year, name), the newest first.
    """
    tables = {
        **_tables(entries),
        "abbreviations": abbreviations.items(),
        "everyday": everyday,
        "editions": editions,
        "common": ((name,) for name in common),
    }
    return f"window.searchIndex={_script(tables)};\n"


def edition_script(edition: str, entries: Iterable[Entry]) -> str:
    """The text of `search-<edition>.js`."""
    return f"window.searchEdition={_script({'edition': [(edition,)], **_tables(entries)})};\n"


def _tables(entries: Iterable[Entry]) -> dict[str, Iterable[Row]]:
    pages: dict[Row, int] = {}
    rows: list[Row] = []
    for entry in entries:
        path, mark, fragment = entry.url.partition("#")
        number = pages.setdefault((path, entry.page), len(pages))
        kind = "heading" if entry.heading else entry.kind
        row = (kind, number, mark + fragment, entry.title, entry.text, " ".join(entry.sections))
        rows.append((*row, *entry.answer))
    return {"pages": pages, "entries": rows}


def _script(tables: Mapping[str, Iterable[Row]]) -> str:
    """Tables as text, a row a line and its cells between tabs: smaller than lists, with their quotes and commas."""
    texts = ((name, "\n".join(map(_line, rows))) for name, rows in tables.items())
    return "{" + ",".join(f"{name}:`{_escaped(text)}`" for name, text in texts) + "}"


def _line(row: Row) -> str:
    return "\t".join(re.sub(r"[\t\r\n]", " ", str(cell)) for cell in row)


def _escaped(text: str) -> str:
    """For a template literal; «<» so that nothing in it is an element, wherever the script may end up."""
    return re.sub(r"[\\`$]", r"\\\g<0>", text).replace("<", r"\x3c")


def directory(entries: Iterable[Entry]) -> list[Entry]:
    """What is known of an older edition before its own script is loaded: about a kilobyte."""
    return [
        replace(entry, text="", answer=entry.answer[:2] if entry.kind == "figure" else ())
        for entry in entries
        if entry.heading or entry.kind in ("figure", "document", "task")
    ]


def edition_entries(edition: Edition, titles: Mapping[str, str], without: tuple[str, ...] = ()) -> list[Entry]:
    """All that can be found in an edition. `titles` maps the name of each of its pages (`so-lieu`) to its title.

    `without` are the outputs that the settings leave out. Of the page with the full text only the name can be found:
    it would answer everything twice.
    """
    parts = (_report, _figures, _documents, _tasks, _terms, _organisations, _contacts, _errata)
    entries = [entry for part in parts for entry in part(edition, titles)]
    sections = {heading.page for heading in edition.pages}
    for name, title in titles.items():
        if name not in sections:
            lines = [task.line for task in edition.tasks] if name == page_names.TASKS else []
            url = f"{edition.id}/{name}.html"
            entries.append(Entry(url=url, title=title, kind="page", page=title, sections=_sections(edition, lines)))
    for name, address in files.downloads(edition, without):
        text = "Tải về, mở bằng Excel" if address.endswith(".xlsx") else "Tải về"
        entries.append(Entry(url=address, title=name, text=text, kind="file", page=edition.name))
    for heading in edition.pages:
        for name, address in files.downloads(edition, without, heading):
            title = f"{name.removesuffix(' của mục này')} mục {edition.listed(heading).replace('. ', ': ', 1)}"
            codes = _sections(edition, [heading.line])
            entries.append(Entry(url=address, title=title, kind="file", sections=codes, page=edition.name))
    return entries


def site_pages(pages: Iterable[Page], without: tuple[str, ...] = ()) -> Iterator[Entry]:
    """The site's own pages and their parts, and the files of the whole site that are not left out."""
    for name, address in files.site_downloads(without):
        yield Entry(url=address, title=name, text="Tải về", kind="file", page=name)
    for page in pages:
        if page.edition is None:
            title = page.meta["title"]
            yield Entry(url=page.url, title=title, text=page.meta["description"], kind="page", page=title)
            for name, id in _HEADING.findall(page.text):
                yield Entry(url=f"{page.url}#{id}", title=name, kind="page", page=title)


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
            page_names.FIGURES,
            figure.id,
            f"{figure.printed} – {figure.name}",
            [
                figure.corrected and f"Đính chính: {figure.corrected.printed}",
                figure.measures,
                figure.quote,
                *(f"{result.derived.name}: {result.shown}" for result in derived),
                figure.english,
            ],
            [figure.line],
            tuple(filter(None, (figure.printed, labels.FIGURE_KIND[figure.kind], figure.label_note))),
        )


def _documents(edition: Edition, titles: Any) -> Iterator[Any]:
    report = edition.report
    issuer = edition.record("organisations", report.issuer).name
    opening = f"dong-{report.title_line or report.first_line}"
    page, anchor = (page_names.DOCUMENTS, "bao-cao") if edition.documents else ("index", opening)
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
            page_names.DOCUMENTS,
            document.id,
            document.name,
            [f"{when} của {issuer}".strip(), document.subject, *_known(document), *document.notes],
            [citation.line for citation in document.citations],
            ("", labels.DOCUMENT_STATE[document.status.state if document.status else None]),
        )


def _known(document: Any) -> Iterator[Any]:
    """What was found of a document outside the report, its status first."""
    if document.status:
        yield f"{labels.DOCUMENT_STATE[document.status.state]}: {document.status.found}"
    yield from (finding.found for finding in document.findings)


def _tasks(edition: Edition, titles: Any) -> Iterator[Any]:
    for task in edition.tasks:
        yield _record(edition, titles, "task", page_names.TASKS, task.id, task.name, [task.text], [task.line])


def _terms(edition: Edition, titles: Any) -> Iterator[Any]:
    for term in edition.terms:
        title = f"{term.term}: {term.expansion}" if term.expansion else term.term
        lines = _mentions(edition, [term.term] if term.kind != "concept" else term.term.split(", "))
        yield _record(
            edition, titles, "term", page_names.TERMS, term.id, title, [term.english, term.definition, term.note], lines
        )


def _organisations(edition: Edition, titles: Any) -> Iterator[Any]:
    for organisation in edition.organisations:
        variants = [variant for variant in organisation.variants if variant != organisation.name]
        yield _record(
            edition,
            titles,
            "organisation",
            page_names.ORGANISATIONS,
            organisation.id,
            organisation.name,
            ["; ".join(variants), organisation.note],
            _mentions(edition, [organisation.name, *organisation.variants]),
        )


def _contacts(edition: Edition, titles: Any) -> Iterator[Any]:
    issuer = edition.record("organisations", edition.report.issuer).name  # people ask for it by its name
    for contact in edition.contacts:
        whose = f"Liên hệ {issuer}" if contact.kind in ("address", "phone", "fax", "email") else None
        yield _record(
            edition,
            titles,
            "organisation",
            page_names.ORGANISATIONS,
            f"lien-he-{contact.id}",
            contact.name,
            [contact.printed, contact.missing, contact.note, whose],
            [contact.line],
            (
                contact.printed or "",
                f"theo {edition.report.copy.noun} {edition.report.contacts_as_of}",
                *filter(None, [contact.missing]),
            ),
        )


def _errata(edition: Edition, titles: Any) -> Iterator[Any]:
    for erratum in edition.errata:
        yield _record(
            edition,
            titles,
            "erratum",
            page_names.NOTES,
            erratum.id.lower(),
            f"Lưu ý {erratum.id}",
            [erratum.note or erratum.problem],
            [place.line for place in erratum.places],
        )


def _record(
    edition: Edition,
    titles: Any,
    kind: Kind,
    name: str,
    id: str,
    title: str,
    texts: Any,
    lines: Any,
    answer: tuple[str, ...] = (),
) -> Entry:
    return Entry(
        url=f"{edition.id}/{name}.html#{id}",
        title=title,
        text=" ".join(text if text.endswith((".", ";")) else f"{text}." for text in texts if text),
        kind=kind,
        sections=_sections(edition, lines),
        page=titles[name],
        answer=answer,
    )


def _mentions(edition: Edition, names: Iterable[str]) -> list[int]:
    """The lines of the report that print one of the names as whole words."""
    pattern = re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, names)) + r")(?!\w)")
    return [line.number for line in edition.lines if pattern.search(line.text)]


def _sections(edition: Edition, lines: Iterable[int]) -> tuple[str, ...]:
    """The names of the section pages that have those lines, without spaces, in the report's order."""
    pages = {found.page for line in lines if (found := edition.line(line))}
    return tuple("".join(edition.names[heading.line].split()) for heading in edition.pages if heading.page in pages)
