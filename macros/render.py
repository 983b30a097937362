"""The macros that pages call: each turns records into HTML; the shapes are in `macros/templates/`.

A macro raises MacroError, in Vietnamese, when its argument names no record.
"""

from __future__ import annotations

import inspect
import itertools
import posixpath
import re
from pathlib import Path
from urllib.parse import quote

import jinja2
from markupsafe import Markup

from macros import charts, derive, fingerprint, formats, labels, structured
from macros.exports import files, tables
from macros.model import Edition, Heading, Site
from macros.pages import Call, Page, substitute
from macros.reading import nearest
from macros.uses import COLLECTIONS, RECORD_PAGES as RECORD_PAGE_OF, find

RECORD_PAGES = ("toan-van", "so-lieu", "van-ban", "nhiem-vu", "luu-y", "thuat-ngu", "don-vi")
_MARKDOWN = re.compile(r"[\\`*_\[\]{}|!~^@]")


_TEMPLATES = jinja2.Environment(
    loader=jinja2.FileSystemLoader(Path(__file__).parent / "templates"),
    autoescape=True,
    undefined=jinja2.StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
_TEMPLATES.globals.update(fingerprint=fingerprint, charts=charts, labels=labels, formats=formats)
_TEMPLATES.filters["lower_first"] = lambda text: text[:1].lower() + text[1:]
_TEMPLATES.filters.update(date=formats.date, long_date=formats.long_date, number=formats.number)


class MacroError(ValueError):
    """A macro was called with an argument that names nothing; the message is for the editor."""


def shield(markup: str) -> str:
    """Finished inline HTML with every character that Markdown would read again as a numeric reference."""
    return _MARKDOWN.sub(lambda match: f"&#{ord(match[0])};", re.sub(r"\s+", " ", markup).strip())


class Renderer:
    """The content that every page shares.

    `base_url` is the published address, ending in `/`; `contents` has the place of each record in its file.
    """

    def __init__(self, site: Site, pages: tuple[Page, ...], uses: dict, base_url: str, contents: dict | None = None):
        self.site = site
        self.pages = {page.path: page for page in pages}
        self.uses = uses
        self.base_url = base_url
        self.contents = contents or {}

    def macros(self, path: str) -> Macros:
        """The macros for one page, by its path below `docs/`."""
        return Macros(self, self.pages[path])

    def markdown(self, page: Page) -> str:
        """The page's Markdown with every macro call replaced by what it renders."""
        macros = self.macros(page.path)
        return substitute(page.text, macros.call)


class Macros:
    """The macros of one page: every public method is one. It keeps count of the notes on the page."""

    def __init__(self, renderer: Renderer, page: Page):
        self._renderer = renderer
        self._page = page
        self._edition: Edition = renderer.site.edition(page.edition) if page.edition else renderer.site.newest
        self._notes = itertools.count(1)

    # What the templates use ---------------------------------------------------------------------------------------

    def _link(self, target: str) -> str:
        """A link from this page to a target below the site's root, e.g. `2023/so-lieu.html#ho-ngheo-2023`."""
        path, mark, anchor = target.partition("#")
        if path == self._page.url:
            return mark + anchor or posixpath.basename(path)
        return posixpath.relpath(path, posixpath.dirname(self._page.url) or ".") + mark + anchor

    def _own(self, target: str, edition: Edition | None = None) -> str:
        """A link to a page of an edition, of this page's one unless told."""
        return self._link(f"{(edition or self._edition).id}/{target}")

    def _place(self, line: int | None) -> str:
        """The address below the site's root of a source line's block."""
        heading = self._edition.heading_of(line)
        return f"{self._edition.id}/{heading.page if heading else 'index'}.html#dong-{line}"

    def _place_name(self, line: int) -> str:
        heading = self._edition.heading_of(line)
        if heading is None:
            return "Tên bài" if line == self._edition.report.title_line else "Lời dẫn"
        return f"Mục {heading.code}"

    def _section_lines(self, collection: str, record_id: str) -> list:
        """The places in the report's text that use a record: (link, name) without repeats, in order."""
        found = {}
        for use in self._renderer.uses.get((self._edition.id, collection, record_id), ()):
            if use.source_line and use.page.edition == self._edition.id:
                found.setdefault(use.source_line, (self._link(self._place(use.source_line)), f"{self._place_name(use.source_line)}, dòng {use.source_line}"))
        return [found[line] for line in sorted(found)]

    def _other_pages(self, collection: str, record_id: str) -> list:
        """The pages outside the report's text that use a record: (link, title)."""
        found = {}
        for use in self._renderer.uses.get((self._edition.id, collection, record_id), ()):
            if not use.source_line:
                found[use.page.path] = (self._link(use.page.url), use.page.meta["title"])
        return list(found.values())

    def _derived_of(self, figure_id: str) -> list:
        return [derive.compute(d, self._edition) for d in self._edition.derived if figure_id in d.figures]

    def _errata_at(self, lines) -> list:
        """The annotated errata that have a place in those lines."""
        wanted = set(lines)
        return [e for e in self._edition.errata if e.treatment == "annotate" and wanted & {p.line for p in e.places}]

    def _lines(self, heading: Heading) -> tuple[int, ...]:
        """All source lines of a section page, headings included."""
        first = self._edition.headings_of_page(heading.page)[0].line
        later = [h.line for h in self._edition.report.headings if h.line > heading.line]
        return self._edition.source.blocks(first, (min(later) if later else self._edition.report.last_line + 1) - 1)

    def _heading(self) -> Heading | None:
        """The heading whose page this is."""
        if not self._page.edition:
            return None
        return next((h for h in self._edition.pages if h.page == self._page.name), None)

    def _used_in(self, lines, macro: str) -> list:
        """The records of a macro's collection that the given source lines use, in order of first use."""
        found, wanted = {}, set(lines)
        for page in self._renderer.pages.values():
            if page.edition == self._edition.id:
                for block in page.blocks:
                    if block.source_line in wanted:
                        for call in block.calls:
                            if call.macro == macro:
                                record = find(self._edition, macro, str(call.args[0]))
                                if record:
                                    found[record.id] = record
        return list(found.values())

    def _html(self, template: str, **context) -> str:
        return _TEMPLATES.get_template(template).render(
            m=self, site=self._renderer.site, page=self._page, edition=self._edition, report=self._edition.report, **context
        )

    def _block(self, template: str, **context) -> str:
        """Block-level HTML that Markdown leaves alone: no blank line inside, one around."""
        return "\n\n" + re.sub(r"\n\s*", "\n", self._html(template, **context)).strip() + "\n\n"

    def _record(self, macro: str, name: str):
        record = find(self._edition, macro, name)
        if record is None:
            records = getattr(self._edition, COLLECTIONS[macro])
            if macro == "org":
                known = [variant for record in records for variant in record.variants]
            else:
                known = [record.term if macro == "term" else record.id for record in records]
            where = f"data/{self._edition.id}/{COLLECTIONS[macro]}.yml"
            raise MacroError(f'không có "{name}" trong {where}{nearest(name, known)}')
        return record

    def _next_note(self) -> int:
        return next(self._notes)

    def _current(self, name: str) -> Markup:
        """The attribute that marks the link to this very page."""
        return Markup(' aria-current="page"') if self._page.edition and self._page.name == name else Markup("")

    def _record_pages(self, edition: Edition | None = None) -> list:
        """The pages of an edition (this one) that list its records: (name, title), in the reader's order."""
        edition = edition or self._edition
        found = {page.name: page.meta["title"] for page in self._renderer.pages.values() if page.edition == edition.id}
        return [(name, found[name]) for name in RECORD_PAGES if name in found]

    def _index_of_names(self) -> list:
        """(text, link) of every term, organisation, document and figure of all editions, in alphabetical order."""
        found = []
        for edition in self._renderer.site.editions:
            year = f" ({edition.report.year})" if len(self._renderer.site.editions) > 1 else ""
            named = [(t.term + (f" ({t.expansion})" if t.expansion else ""), f"thuat-ngu.html#{t.id}") for t in edition.terms]
            named += [(o.name, f"don-vi.html#{o.id}") for o in edition.organisations]
            named += [(d.name, f"van-ban.html#{d.id}") for d in edition.documents]
            named += [(f.name, f"so-lieu.html#{f.id}") for f in edition.figures]
            found += [(text + year, self._own(link, edition)) for text, link in named]
        return sorted(found, key=lambda item: formats.sort_key(item[0]))

    def _downloads(self, heading: Heading | None = None, edition: Edition | None = None) -> list:
        """(what it is, link) of the published files of a section, or of a whole edition (this one unless told)."""
        found = files.downloads(edition or self._edition, self._renderer.site.settings.without, heading)
        return [(name, self._link(address)) for name, address in found]

    def _neighbours(self, heading: Heading) -> tuple:
        pages = (None, *self._edition.pages, None)
        at = pages.index(heading)
        return pages[at - 1], pages[at + 1]

    def _papi_count(self) -> int:
        return sum(1 for h in self._edition.report.headings if h.papi)

    def _organisation(self, id: str):
        return self._edition.record("organisations", id)

    def _citation_count(self) -> int:
        return sum(len(d.citations) for d in self._edition.documents)

    def _cited_in(self, document) -> list[str]:
        """The sections that cite a document, by code, without repeats."""
        return list(dict.fromkeys(h.code if (h := self._edition.heading_of(c.line)) else "Lời dẫn" for c in document.citations))

    def _citation(self, line: int) -> str:
        """A ready citation of the block at a source line, without its address."""
        report = self._edition.report
        return (
            f"{self._organisation(report.issuer).name}, Báo cáo số {report.number} {formats.long_date(report.date)}, "
            f"{self._place_name(line)}, dòng {line} của bản đối chiếu."
        )

    def _place_link(self, line: int, text: str = "{place}, dòng {line}") -> Markup:
        """A link to a source line's block; what the copy has outside the report's text has no block, only a name."""
        report = self._edition.report
        inside = report.first_line <= line <= report.last_line or line in (report.title_line, report.lead_line)
        if not inside:
            return Markup.escape(f"Ngoài nội dung báo cáo, dòng {line}")
        name = text.format(place=self._place_name(line), line=line)
        return Markup('<a href="{}">{}</a>').format(self._link(self._place(line)), name)

    def _same_page(self, edition: Edition) -> str:
        """This page's counterpart in another edition, or that edition's overview."""
        path = f"{edition.id}/{self._page.name}.md"
        return path.removesuffix(".md") + ".html" if path in self._renderer.pages else f"{edition.id}/index.html"

    def _feedback(self, record: str = "") -> str | None:
        """The site operator's address for reports of errors, with page, record and edition filled in; None if not set."""
        feedback = self._renderer.site.settings.feedback
        if feedback is None:
            return None
        edition = f", ấn bản {self._edition.id}" if self._page.edition else ""
        place = f"trang {self._page.url}{edition}" + (f", bản ghi {record}" if record else "")
        names = ("title", "body")
        if feedback.startswith("mailto:"):
            names = ("subject", "body")
        elif feedback.endswith("/-/issues/new"):  # GitLab
            names = ("issue[title]", "issue[description]")
        body = f"Chỗ sai: {place}.\nĐang ghi:\nĐúng ra là:\nCăn cứ:\n"
        query = "&".join(f"{quote(name)}={quote(text)}" for name, text in zip(names, (f"Báo lỗi {place}", body)))
        return f"{feedback}{'&' if '?' in feedback else '?'}{query}"

    def _file_link(self, file: str, line: int) -> str | None:
        """The address that opens a file at a line in the host's editor; None if no repository is set."""
        repository = self._renderer.site.settings.repository
        if repository is None:
            return None
        edit = "edit" if repository.host == "github" else "-/edit"
        return f"{repository.url.rstrip('/')}/{edit}/{quote(repository.branch)}/{quote(file)}#L{line}"

    def _record_file(self, collection: str, id: str) -> tuple[str, int]:
        """The file and the line that a record of this edition begins at."""
        file = f"data/{self._edition.id}/{collection}.yml"
        number = next(n for n, record in enumerate(getattr(self._edition, collection)) if record.id == id)
        return file, self._renderer.contents[file].at((collection, number))[0] if file in self._renderer.contents else 1

    def _corrections_of(self, collection: str, id: str) -> tuple:
        """What was corrected in a record after it was published, newest first."""
        return self._renderer.site.corrections_of(self._edition.id, f"{collection}/{id}" if id else collection)

    def _corrections(self) -> list:
        """(change, link to the record or None) of every change of the site, newest first."""
        found = []
        for change in sorted(self._renderer.site.corrections, key=lambda change: change.date, reverse=True):
            collection, _, id = change.record.partition("/")
            page, before = RECORD_PAGE_OF.get(collection, (None, ""))
            link = None
            if page and change.kind != "removed":
                link = self._link(f"{change.edition}/{page}.html" + (f"#{before}{id.lower()}" if id and collection != "derived" else ""))
            found.append((change, link))
        return found

    def _shows_source(self) -> bool:
        """Whether this page prints the report's own text, so that what is added must stand aside as a note."""
        return bool(self._page.edition) and (self._heading() is not None or self._page.name in ("index", "toan-van"))

    def _shown(self, record, text: str) -> Markup:
        """A record's printed form, with the issuer's correction after it if there is one."""
        if record.corrected is None:
            return Markup.escape(text)
        return Markup('{} <span class="corrected">(đính chính: {})</span>').format(text, record.corrected.printed)

    def _short(self, name: str) -> str:
        """A document's name cut at a word to fit a chart's margin."""
        return name if len(name) <= 24 else name[:23].rsplit(" ", 1)[0] + "…"

    def _structured(self) -> list[dict]:
        """The structured data of this page; see `macros.structured`."""
        if not self._page.edition:
            return []
        url = self._renderer.base_url + self._page.url
        found = [structured.breadcrumbs(self._renderer.site, self._edition, self._page.meta["title"], self._renderer.base_url, self._page.url)]
        if self._page.name == "index":
            found.append(structured.report(self._edition, url))
        if self._page.name == "so-lieu":
            found.append(structured.dataset(self._edition, url))
        return found

    def _sorted(self, records, attribute: str) -> list:
        return sorted(records, key=lambda record: formats.sort_key(getattr(record, attribute)))

    def call(self, call: Call) -> str:
        """Run one checked call."""
        return getattr(self, call.macro)(*call.args)

    # In the text --------------------------------------------------------------------------------------------------

    def figure(self, id: str) -> str:
        """A figure as printed, leading to its record: {{ figure("ho-ngheo-2023") }}."""
        return shield(self._html("figure.html", figure=self._record("figure", id)))

    def period(self, id: str) -> str:
        """The printed words for a figure's period: {{ period("thu-tuc-toan-trinh") }}."""
        figure = self._record("period", id)
        if figure.period_printed is None:
            raise MacroError(f'số liệu "{id}" không có period_printed: thêm khóa này trong figures.yml, hoặc bỏ macro')
        return shield(str(jinja2.filters.escape(figure.period_printed)))

    def cite(self, id: str, number: int = 1) -> str:
        """A citation as printed, leading to the register: {{ cite("90-2013-nd-cp", 2) }} for the second one."""
        document = self._record("cite", id)
        if not 1 <= number <= len(document.citations):
            raise MacroError(f'văn bản "{id}" có {len(document.citations)} lần dẫn; gặp số {number}: sửa số, hoặc ghi thêm lần dẫn trong documents.yml')
        return shield(self._html("cite.html", document=document, citation=document.citations[number - 1]))

    def org(self, name: str) -> str:
        """An organisation by any of its printed forms: {{ org("UBND tỉnh") }}."""
        return shield(self._html("org.html", organisation=self._record("org", name), name=name))

    def term(self, name: str) -> str:
        """A term or abbreviation, leading to the glossary: {{ term("TTHC") }}."""
        return shield(self._html("term.html", term=self._record("term", name), name=name))

    def erratum(self, id: str) -> str:
        """A note on the words before it: {{ erratum("E-01") }}."""
        erratum = self._record("erratum", id)
        if erratum.treatment != "annotate":
            raise MacroError(f'lưu ý "{id}" có treatment là leave nên không có dấu trong bài: bỏ macro, hoặc đổi treatment thành annotate và thêm note')
        return shield(self._html("erratum.html", erratum=erratum, number=self._next_note()))

    def task(self, id: str) -> str:
        """A task's printed number, leading to its record: {{ task("giam-sat") }}."""
        return shield(self._html("task.html", task=self._record("task", id)))

    def report_number(self) -> str:
        """The report's number as printed: {{ report_number() }}."""
        return shield(self._html("report_number.html"))

    def report_date(self) -> str:
        """The report's date as printed: {{ report_date() }}."""
        return shield(self._html("report_date.html"))

    def source(self, line: int) -> str:
        """Ends each paragraph of source text with its place in the reference copy: {{ source(45) }}."""
        if not self._edition.source.line(line):
            raise MacroError(f"dòng {line} của bản đối chiếu trống hoặc không có: sửa số trong source()")
        return shield(self._html("tools.html", line=line)) + f'\n{{: #dong-{line} data-source="{self._edition.id}:{line}" }}'

    def derived(self, id: str) -> str:
        """A value computed by this site, with all its readings: {{ derived("ti-le-thu-tuc-toan-trinh") }}."""
        found = next((d for d in self._edition.derived if d.id == id), None)
        if found is None:
            raise MacroError(f'không có "{id}" trong data/{self._edition.id}/derived.yml{nearest(id, [d.id for d in self._edition.derived])}')
        results = [derive.compute(d, self._edition) for d in derive.readings(found, self._edition)]
        return shield(self._html("derived.html", results=results))

    def fact(self, id: str) -> str:
        """A fact from outside the report, with its source and date: {{ fact("papi-tam-noi-dung") }}."""
        facts = self._renderer.site.facts
        found = next((f for f in facts if f.id == id), None)
        if found is None:
            raise MacroError(f'không có "{id}" trong data/facts.yml{nearest(id, [f.id for f in facts])}')
        return shield(self._html("fact.html", fact=found))

    # Around the text ----------------------------------------------------------------------------------------------

    def page_start(self) -> str:
        """The head of every page: where it stands, and its title: {{ page_start() }}."""
        return self._block("page_start.html", heading=self._heading())

    def page_end(self) -> str:
        """The foot of every page: what is in it, where to go, how to report an error: {{ page_end() }}."""
        return self._block("page_end.html", heading=self._heading())

    def full_text(self) -> str:
        """The whole report on one page: {{ full_text() }}."""
        edition, parts = self._edition, []
        overview = self._renderer.pages[f"{edition.id}/index.md"]
        parts.append(self._block("title.html", tag="h1"))
        for block in overview.blocks:
            if block.source_line is not None:
                parts.append(substitute(block.text, self.call))
        for heading in edition.pages:
            for opening in edition.headings_of_page(heading.page):
                parts.append(self._block("heading.html", heading=opening, tag=f"h{opening.level + 1}"))
            page = self._renderer.pages[f"{edition.id}/{heading.page}.md"]
            parts.append(substitute(page.text, lambda call: "" if call.macro in ("page_start", "page_end") else self.call(call)))
        return "\n\n".join(parts)

    # Lists from data ----------------------------------------------------------------------------------------------

    def figure_cards(self) -> str:
        """The figures as cards: {{ figure_cards() }}."""
        return self._block("figure_cards.html")

    def contents_list(self) -> str:
        """The sections of this edition: {{ contents_list() }}."""
        return self._block("contents_list.html")

    def ratio_chart(self, id: str) -> str:
        """A ratio drawn as dots: {{ ratio_chart("thu-tuc-toan-trinh") }}."""
        figure = self._record("figure", id)
        if figure.ratio is None:
            raise MacroError(f'số liệu "{id}" không phải tỷ số')
        return self._block("charts/ratio.html", figure=figure, dots=charts.ratio_dots(figure))

    def readings_chart(self, id: str) -> str:
        """All readings of an ambiguous sentence, none taken for a fact: {{ readings_chart("ho-ngheo-2022") }}."""
        readings = tuple(d for d in self._edition.derived if d.reading == id)
        if not readings:
            raise MacroError(f'không có cách hiểu "{id}" trong data/{self._edition.id}/derived.yml')
        return self._block("charts/readings.html", id=id, readings=readings, bars=charts.reading_bars(readings, self._edition))

    def documents_chart(self) -> str:
        """The cited documents in time, by issuer: {{ documents_chart() }}."""
        years, rows = charts.timeline(self._edition)
        return self._block("charts/timeline.html", years=years, rows=rows, undated=charts.undated(self._edition))

    def citations_chart(self) -> str:
        """Which section cites which document: {{ citations_chart() }}."""
        documents = self._edition.documents
        cited = [charts.sections(d, self._edition) for d in documents]
        codes = [h.code for h in self._edition.pages if any(h.code in codes for codes in cited)]
        counts = {code: sum(code in codes for codes in cited) for code in codes}
        return self._block("charts/citations.html", documents=documents, codes=codes, counts=counts)

    def limits(self) -> str:
        """What the report states as its limits, verbatim: {{ limits() }}."""
        return self._block("limits.html")

    def tasks_short(self) -> str:
        """The tasks by name, each leading to its record: {{ tasks_short() }}."""
        return self._block("tasks_short.html")

    def contacts_short(self) -> str:
        """The Department's own contacts, dated: {{ contacts_short() }}."""
        return self._block("contacts_short.html")

    def summary_english(self) -> str:
        """What the newest report is, in English: {{ summary_english() }}."""
        return self._block("summary_english.html")

    def figures_english(self) -> str:
        """The figures in a short English table: {{ figures_english() }}."""
        return self._block("figures_english.html")

    def contacts_english(self) -> str:
        """The Department's own contacts for readers of English, dated: {{ contacts_english() }}."""
        return self._block("contacts_english.html")

    def search_index(self) -> str:
        """The contents and the index of terms, for readers without scripts: {{ search_index() }}."""
        return self._block("search_index.html")

    def figures_list(self) -> str:
        """All figures with what is derived from them: {{ figures_list() }}."""
        return self._block("figures_list.html")

    def documents_list(self) -> str:
        """The register of cited documents: {{ documents_list() }}."""
        return self._block("documents_list.html")

    def tasks_list(self) -> str:
        """The tasks of the coming year: {{ tasks_list() }}."""
        return self._block("tasks_list.html")

    def errata_list(self) -> str:
        """The notes on the article's text: {{ errata_list() }}."""
        return self._block("errata_list.html")

    def terms_list(self) -> str:
        """The glossary: {{ terms_list() }}."""
        return self._block("terms_list.html")

    def organisations_list(self) -> str:
        """The organisations by level: {{ organisations_list() }}."""
        return self._block("organisations_list.html")

    def contacts_list(self) -> str:
        """The contacts and channels, dated: {{ contacts_list() }}."""
        return self._block("contacts_list.html")

    def editions_list(self) -> str:
        """All editions, newest first: {{ editions_list() }}."""
        return self._block("editions_list.html")

    def updates_list(self) -> str:
        """What was corrected on this site, newest first: {{ updates_list() }}."""
        return self._block("updates_list.html")

    def downloads_list(self) -> str:
        """Every file to take away: {{ downloads_list() }}."""
        return self._block("downloads_list.html", files=files, base_url=self._renderer.base_url)

    def data_dictionary(self) -> str:
        """Every data set with its addresses and columns: {{ data_dictionary() }}."""
        return self._block("data_dictionary.html", files=files, kinds=list(tables.KINDS.values()), site_kinds=list(tables.SITE_KINDS.values()))

    def traffic(self) -> str:
        """How often the pages were opened, if the operator says so: {{ traffic() }}."""
        return self._block("traffic.html") if self._renderer.site.settings.traffic else ""

    def source_facts(self) -> str:
        """What copy of the report this edition follows: {{ source_facts() }}."""
        return self._block("source_facts.html")


SIGNATURES = {
    name: inspect.Signature(list(inspect.signature(method).parameters.values())[1:])
    for name, method in inspect.getmembers(Macros, inspect.isfunction)
    if not name.startswith("_") and name != "call"
}
