"""What the templates ask about the page that they write: where things are from it, what stands on it."""

from __future__ import annotations

import copy
import functools
import itertools
import posixpath
import re
from dataclasses import dataclass
from html import escape
from typing import Any
from urllib.parse import quote

from markupsafe import Markup

from macros.content import derive, formats, page_names, series
from macros.content.load import place
from macros.content.model import (
    Answer,
    Change,
    Contact,
    Edition,
    Erratum,
    Fact,
    Figure,
    Heading,
    Organisation,
    Series,
    Site,
)
from macros.content.pages import Page
from macros.content.reading import Content
from macros.content.series import Point
from macros.content.structure import Line
from macros.content.uses import RECORD_PAGES, Uses, find
from macros.rendering import structured, templating
from macros.site import files


@dataclass(frozen=True)
class Shared:
    """What every page shares.

    `pages` by path below `docs/`; `uses` from `macros.content.uses.index`; `base_url` is the published address, ending in `/`;
    `contents` has the place of each record in its file.
    """

    site: Site
    pages: dict[str, Page]
    uses: Uses
    base_url: str
    contents: dict[str, Content]


@functools.cache
def _relative(path: str, folder: str) -> str:
    return posixpath.relpath(path, folder or ".")


class View:
    """One page. It keeps count of the notes on the page."""

    LISTED = 12  # figures that the home page lists under its key ones; of more it says how many there are
    FOLDED = 40  # figures above which their page folds them by section

    def __init__(self, shared: Shared, page: Page) -> None:
        self.shared = shared
        self.page = page
        self.edition: Edition = shared.site.edition(page.edition) if page.edition else shared.site.newest
        self._notes = itertools.count(1)

    def of(self, edition: Edition) -> View:
        """The same page as it links to the records of another edition."""
        found = copy.copy(self)
        found.edition = edition
        return found

    def following(self) -> tuple[Edition, dict[str, Answer]] | None:
        """The next edition of the series and its answers to this one's tasks, if it has any."""
        after = self.shared.site.beside(self.edition)[1]
        return (after, {answer.id: answer for answer in after.answers}) if after and after.answers else None

    def series_of(self, figure: Figure) -> tuple[Series, ...]:
        """The series that a figure of this edition belongs to."""
        return series.having(self.shared.site, self.edition, figure)

    def caveats(self, points: tuple[Point, ...]) -> list[tuple[str, list[str]]]:
        """Each caveat of a series' figures once, with the names of the reports whose figures have it."""
        found: dict[str, dict[str, None]] = {}
        for point in points:
            for caveat in point.figure.caveats:
                found.setdefault(caveat, {})[formats.lower_first(self.shared.site.name(point.edition))] = None
        return [(caveat, list(names)) for caveat, names in found.items()]

    def series_changes(self, one: Series, points: tuple[Point, ...]) -> list[Change]:
        """What was corrected in a series or in one of its figures, newest first."""
        site = self.shared.site
        found = [*site.corrections_of(None, f"series/{one.id}")]
        for point in points:
            found += site.corrections_of(point.edition.id, f"figures/{point.figure.id}")
        return sorted(found, key=lambda change: change.date, reverse=True)

    def link(self, target: str) -> str:
        """A link from this page to a target below the site's root, e.g. `2023/so-lieu.html#ho-ngheo-2023`."""
        path, mark, anchor = target.partition("#")
        if path == self.page.url:
            return mark + anchor or posixpath.basename(path)
        return _relative(path, posixpath.dirname(self.page.url)) + mark + anchor

    def own(self, target: str, edition: Edition | None = None) -> str:
        """A link to a page of an edition, of this page's one unless told."""
        return self.link(f"{(edition or self.edition).id}/{target}")

    def place(self, line: int) -> str:
        """The address below the site's root of a source line's block."""
        heading = self.edition.heading_of(line)
        return f"{self.edition.id}/{heading.page if heading else 'index'}.html#dong-{line}"

    def words(self, line: Line, text: str, inside: bool = False) -> Markup:
        """Words of a line, each mark of a footnote leading to its note, and that of a note back; see `Line.pieces`."""
        found = Markup("")
        for piece, to in line.pieces(text, inside):
            if to is None:
                found += Markup(escape(piece, quote=False))
                continue
            is_note = line.kind == "note"
            target = f"#dong-{to}" if self.page.name == page_names.FULL_TEXT else self.link(self.place(to))
            found += Markup('<a class="note-mark" role="{}" href="{}" aria-label="{}">{}</a>').format(
                "doc-backlink" if is_note else "doc-noteref",
                target,
                f"Trở lại chỗ có dấu {piece}" if is_note else f"Ghi chú {piece}",
                piece,
            )
        return found

    def copied(self, line: int) -> Markup:
        """A line as the copy has it, with the links of its footnotes."""
        found = self.edition.line(line)
        return self.words(found, found.text) if found else Markup.escape(self.edition.source.line(line))

    def place_name(self, line: int) -> str:
        return self.edition.place(line)

    def place_of(self, line: int) -> str:
        """A source line's place as a reader counts: its section, and its paragraph there."""
        paragraph = self.edition.paragraph(line)
        return self.place_name(line) + (f", đoạn {paragraph}" if paragraph else "")

    def section_lines(self, collection: str, record_id: str) -> list[Any]:
        """The places in the report's text that use a record: (link, name) without repeats, in order."""
        found: dict[int, tuple[str, str]] = {}
        for use in self.shared.uses.get((self.edition.id, collection, record_id), ()):
            if use.source_line and use.page.edition == self.edition.id:
                found.setdefault(
                    use.source_line,
                    (self.link(self.place(use.source_line)), self.place_of(use.source_line)),
                )
        return [found[line] for line in sorted(found)]

    def other_pages(self, collection: str, record_id: str) -> list[Any]:
        """The pages outside the report's text that use a record: (link, title)."""
        found = {}
        for use in self.shared.uses.get((self.edition.id, collection, record_id), ()):
            if not use.source_line:
                found[use.page.path] = (self.link(use.page.url), use.page.meta["title"])
        return list(found.values())

    def figures_by_section(self) -> list[tuple[str, list[Figure]]]:
        """The figures under the name of the section that prints them, in the order of the report."""
        found: dict[str, list[Figure]] = {}
        for figure in sorted(self.edition.figures, key=lambda figure: figure.line):
            heading = self.edition.heading_of(figure.line)
            name = self.edition.listed(heading) if heading else self.edition.place(figure.line)
            found.setdefault(name, []).append(figure)
        return list(found.items())

    def key_figures(self) -> list[Figure]:
        """The figures that the home page shows large, in the order that the report names them."""
        return [self.edition.record("figures", id) for id in self.edition.report.key_figures]

    def section(self, heading: Heading) -> str:
        """A link to a section: its page, or its place on the page that has the full text."""
        if self.page.name == page_names.FULL_TEXT:
            assert heading.page is not None
            return f"#dong-{self.edition.headings_of_page(heading.page)[0].line}"
        return self.own(f"{heading.page}.html")

    def script(self, heading: Heading) -> str | None:
        """A link to a section's words for the voice; None where they are not published."""
        if "read_aloud" in self.shared.site.settings.without:
            return None
        return self.link(files.section_script(self.edition, heading))

    def pdf(self) -> str | None:
        """The address of the PDF of what this page prints of the report; None where there is none."""
        if "pdf" in self.shared.site.settings.without or not self.shows_source():
            return None
        heading = self.heading()
        path = files.section_pdf(self.edition, heading) if heading else files.report_pdf(self.edition)
        return self.shared.base_url + path

    def numbered(self) -> list[Erratum]:
        """The notes on what this page prints, in the order of their numbers on paper: those with a mark, as they stand."""
        heading = self.heading()
        lines = self.lines(heading) if heading else [line.number for line in self.edition.lines]

        def stands(note: Erratum) -> tuple[bool, tuple[int, int]]:
            places = [
                (p.line, self.edition.source.line(p.line).find(p.printed)) for p in note.places if p.line in lines
            ]
            return note.treatment != "annotate", min(places)

        return sorted(self.errata_at(lines), key=stands)

    def number(self, erratum: Erratum) -> int:
        """A note's number among those of the page, from 1; 0 for one that has no place on it."""
        return self._numbers.get(erratum.id, 0)

    @functools.cached_property
    def _numbers(self) -> dict[str, int]:
        return {erratum.id: number for number, erratum in enumerate(self.numbered(), 1)}

    def contents(self) -> list[tuple[str, str]]:
        """(text, anchor) of the headings of a page in Markdown that have an anchor of their own."""
        return re.findall(r"^## (.+?) \{: #([\w-]+) \}$", self.page.text, re.MULTILINE)

    def reachable(self) -> list[Contact]:
        """The contacts that a citizen can use, telephone first; what the source leaves blank among them says so."""
        kinds = ("phone", "hotline", "address", "email")
        found = [contact for contact in self.edition.contacts if contact.kind in kinds]
        return sorted(found, key=lambda contact: kinds.index(contact.kind))

    def ways(self) -> list[tuple[str, str]]:
        """(text, link) of the quick ways at the top of the home page: the report's own, or to its lists."""
        own = self.edition.report.ways
        if not own:
            return [(title, self.own(f"{name}.html")) for name, title in self.record_pages()]
        return [(way.text, self.own(f"{way.page}.html" + (f"#{way.target}" if way.target else ""))) for way in own]

    def told(self, figure: Figure) -> tuple[str, str]:
        """A figure as it is told: the printed form with its unit, and its name without the words of the unit."""
        if "%" in figure.unit:
            return figure.printed, figure.name
        unit, name = figure.unit.lower().split(), figure.name.split()
        said = sum(
            1 for _ in itertools.takewhile(lambda pair: pair[0] == pair[1].lower(), zip(unit, name, strict=False))
        )
        rest = name[said:] if said > 1 else name
        return f"{figure.printed} {figure.unit}", formats.upper_first(" ".join(rest))

    def derived_of(self, figure_id: str) -> list[Any]:
        return [derive.compute(d, self.edition) for d in self.edition.derived if figure_id in d.figures]

    def errata_at(self, lines: Any) -> list[Any]:
        """The errata with a note that have a place in those lines."""
        wanted = set(lines)
        return [e for e in self.edition.errata if e.note and wanted & {p.line for p in e.places}]

    def marked_at(self, lines: Any) -> list[Erratum]:
        """Those of them whose mark stands in the text."""
        return [e for e in self.errata_at(lines) if e.treatment == "annotate"]

    def subject(self, erratum: Erratum) -> str:
        """What a note is about: the words of its first place, cut at a word if they are long."""
        words = erratum.places[0].printed
        return f"«{words if len(words) <= 60 else words[:60].rsplit(' ', 1)[0] + '…'}»"

    def lines(self, heading: Heading) -> tuple[int, ...]:
        """All source lines of a section page, headings included."""
        return tuple(line.number for line in self.edition.lines if line.page == heading.page)

    def heading(self) -> Heading | None:
        """The heading whose page this is."""
        if not self.page.edition:
            return None
        return next((h for h in self.edition.pages if h.page == self.page.name), None)

    def used_in(self, lines: Any, macro: str) -> list[Any]:
        """The records of a macro's collection that the given source lines use, in order of first use."""
        found, wanted = {}, set(lines)
        for page in self.shared.pages.values():
            if page.edition == self.edition.id:
                for block in page.blocks:
                    if block.source_line in wanted:
                        for call in block.calls:
                            if call.macro == macro:
                                record = find(self.edition, macro, str(call.args[0]))
                                if record:
                                    found[record.id] = record
        return list(found.values())

    def html(self, template: str, **context: Any) -> str:
        """A template filled in for this page."""
        return templating.fill(
            template,
            view=self,
            site=self.shared.site,
            page=self.page,
            edition=self.edition,
            report=self.edition.report,
            **context,
        )

    def next_note(self) -> int:
        return next(self._notes)

    def current(self, name: str) -> Markup:
        """The attribute that marks the link to this very page."""
        return Markup(' aria-current="page"') if self.page.edition and self.page.name == name else Markup("")

    def record_pages(self, edition: Edition | None = None) -> list[Any]:
        """The pages of an edition (this one) that list its records: (name, title), in the reader's order."""
        edition = edition or self.edition
        found = {page.name: page.meta["title"] for page in self.shared.pages.values() if page.edition == edition.id}
        return [(name, found[name]) for name in (*edition.lists, page_names.COMPARISON) if name in found]

    def index_of_names(self) -> list[tuple[str, list[Any]]]:
        """(text, link) of every term, organisation, document and figure of all editions, by letter, in alphabetical order."""
        found = []
        for edition in self.shared.site.editions:
            of = (
                f" ({formats.lower_first(self.shared.site.name(edition))})"
                if len(self.shared.site.editions) > 1
                else ""
            )
            named = [
                (t.term + (f" ({t.expansion})" if t.expansion else ""), f"{page_names.TERMS}.html#{t.id}")
                for t in edition.terms
            ]
            named += [(o.name, f"{page_names.ORGANISATIONS}.html#{o.id}") for o in edition.organisations]
            named += [(d.name, f"{page_names.DOCUMENTS}.html#{d.id}") for d in edition.documents]
            named += [(f.name, f"{page_names.FIGURES}.html#{f.id}") for f in edition.figures]
            found += [(text + of, self.own(link, edition)) for text, link in named]
        found.sort(key=lambda item: formats.sort_key(item[0]))
        return [
            (letter, list(items)) for letter, items in itertools.groupby(found, lambda item: formats.initial(item[0]))
        ]

    def downloads(self, heading: Heading | None = None, edition: Edition | None = None) -> list[Any]:
        """(what it is, link) of the published files of a section, or of a whole edition (this one unless told)."""
        found = files.downloads(edition or self.edition, self.shared.site.settings.without, heading)
        return [(name, self.link(address)) for name, address in found]

    def neighbours(self, heading: Heading) -> tuple[Any, ...]:
        pages = (None, *self.edition.pages, None)
        at = pages.index(heading)
        return pages[at - 1], pages[at + 1]

    def other_series(self) -> list[Edition]:
        """The newest edition of each series but this page's own, newest first."""
        site = self.shared.site
        return [e for e in reversed(site.editions) if e.series != self.edition.series and not site.newer(e)]

    def topic_count(self) -> int:
        return sum(1 for h in self.edition.report.headings if h.topic)

    def facts_of(self, *organisations: Organisation) -> list[Fact]:
        """What readers should know of organisations from outside the report, each once."""
        named = dict.fromkeys(id for organisation in organisations for id in organisation.facts)
        return [fact for id in named for fact in self.shared.site.facts if fact.id == id]

    def organisation(self, id: str) -> Any:
        return self.edition.record("organisations", id)

    def citation_count(self) -> int:
        return sum(len(d.citations) for d in self.edition.documents)

    def cited_in(self, document: Any) -> list[str]:
        """The sections that cite a document, by code, without repeats."""
        return list(
            dict.fromkeys(
                self.edition.names[h.line] if (h := self.edition.heading_of(c.line)) else self.edition.place(c.line)
                for c in document.citations
            )
        )

    def citation(self) -> str:
        """A ready citation of the report; the place within it and its address are added by whoever shares a paragraph."""
        report = self.edition.report
        return (
            f"{self.organisation(report.issuer).name}, {report.name} {formats.long_date(report.date)}, "
            f"theo {formats.lower_first(report.copy.label)}"
        )

    def place_link(self, line: int, text: str = "{place}") -> Markup:
        """A link to a source line's block; what the copy has outside the report's text has no block, only a name."""
        if self.edition.line(line) is None:
            return Markup.escape(f"Ngoài nội dung {self.edition.report.noun}")
        name = text.format(place=self.place_of(line))
        return Markup('<a href="{}">{}</a>').format(self.link(self.place(line)), name)

    def same_page(self, edition: Edition) -> str:
        """This page's counterpart in another edition, or that edition's overview."""
        path = f"{edition.id}/{self.page.name}.md"
        return path.removesuffix(".md") + ".html" if path in self.shared.pages else f"{edition.id}/index.html"

    def feedback(self, record: str = "") -> str | None:
        """The site operator's address for reports of errors, with page, record and edition filled in; None if not set."""
        feedback = self.shared.site.settings.feedback
        if feedback is None:
            return None
        place = f"trang {self.page.url}" + (f", bản ghi {record}" if record else "")
        names = ("title", "body")
        if feedback.startswith("mailto:"):
            names = ("subject", "body")
        elif feedback.endswith("/-/issues/new"):  # GitLab
            names = ("issue[title]", "issue[description]")
        body = f"Chỗ sai: {place}.\nĐang ghi:\nĐúng ra là:\nCăn cứ:\n"
        query = "&".join(f"{quote(name)}={quote(text)}" for name, text in zip(names, (f"Báo lỗi {place}", body)))
        return f"{feedback}{'&' if '?' in feedback else '?'}{query}"

    def file_link(self, file: str, line: int) -> str | None:
        """The address that opens a file at a line in the host's editor; None if no repository is set."""
        repository = self.shared.site.settings.repository
        if repository is None:
            return None
        edit = "edit" if repository.host == "github" else "-/edit"
        return f"{repository.url.rstrip('/')}/{edit}/{quote(repository.branch)}/{quote(file)}#L{line}"

    def record_file(self, collection: str, id: str) -> tuple[str, int]:
        """The file and the line that a record of this edition begins at."""
        number = next(n for n, record in enumerate(getattr(self.edition, collection)) if record.id == id)
        content, path = place(self.shared.contents, self.edition, collection, (collection, number))
        return (content.file, content.at(path)[0]) if content else (f"data/{self.edition.id}/{collection}.yml", 1)

    def corrections_of(self, collection: str, id: str) -> tuple[Any, ...]:
        """What was corrected in a record after it was published, newest first."""
        return self.shared.site.corrections_of(self.edition.id, f"{collection}/{id}" if id else collection)

    def corrections(self) -> list[Any]:
        """(change, link to the record or None) of every change of the site, newest first."""
        found = []
        for change in sorted(self.shared.site.corrections, key=lambda change: change.date, reverse=True):
            collection, _, id = change.record.partition("/")
            page, before = RECORD_PAGES.get(collection, (None, ""))
            link = None
            if page and change.kind != "removed":
                link = self.link(
                    f"{change.edition}/{page}.html"
                    + (f"#{before}{id.lower()}" if id and collection != "derived" else "")
                )
            found.append((change, link))
        return found

    def shows_source(self) -> bool:
        """Whether this page prints the report's own text, so that what is added must stand aside as a note."""
        return bool(self.page.edition) and (
            self.heading() is not None or self.page.name in ("index", page_names.FULL_TEXT)
        )

    def shown(self, record: Any, text: str) -> Markup:
        """A record's printed form, with the issuer's correction after it if there is one."""
        if record.corrected is None:
            return Markup.escape(text)
        return Markup('{} <span class="corrected">(đính chính: {})</span>').format(text, record.corrected.printed)

    def structured(self) -> list[dict[str, Any]]:
        """The structured data of this page; see `macros.rendering.structured`."""
        if self.page.path == f"{page_names.DATA}.md":
            return [structured.catalog(self.shared.site, self.shared.base_url)]
        if not self.page.edition:
            return []
        url = self.shared.base_url + self.page.url
        found = [
            structured.breadcrumbs(
                self.shared.site, self.edition, self.page.meta["title"], self.shared.base_url, self.page.url
            )
        ]
        if self.page.name == "index":
            found.append(structured.report(self.edition, url))
        if self.page.name == page_names.FIGURES:
            found.append(structured.dataset(self.shared.site, self.edition, self.shared.base_url, url))
        return found

    def in_order(self, records: Any, attribute: str) -> list[Any]:
        """Records in the Vietnamese order of one of their texts."""
        return sorted(records, key=lambda record: formats.sort_key(getattr(record, attribute)))
