"""The macros that pages call: each turns records into HTML; the shapes are in `macros/rendering/templates/`.

A macro raises MacroError, in Vietnamese, when its argument names no record.
"""

from __future__ import annotations

import inspect
import re
from collections import Counter
from typing import Any

from markupsafe import escape

from macros.content import comparison, derive, labels, series
from macros.content.model import Site
from macros.content.pages import Call, Page
from macros.content.reading import nearest
from macros.content.structure import Line
from macros.content.uses import COLLECTIONS, Uses, find
from macros.datasets import tables
from macros.rendering import body, charts, templating
from macros.rendering.view import Shared, View
from macros.site import files

Block = str  # HTML that stands alone on its line, not within a sentence
_MARKDOWN = re.compile(r"[\\`*_\[\]{}|!~^@]")


class MacroError(ValueError):
    """A macro was called with an argument that names nothing; the message is for the editor."""


def shield(markup: str) -> str:
    """Finished inline HTML with every character that Markdown would read again as a numeric reference."""
    return _MARKDOWN.sub(lambda match: f"&#{ord(match[0])};", re.sub(r"\s+", " ", markup).strip())


class Renderer:
    """Renders the pages of one site; for the arguments see `macros.rendering.view.Shared`."""

    def __init__(
        self,
        site: Site,
        pages: tuple[Page, ...],
        uses: Uses,
        base_url: str,
        contents: dict[str, Any] | None = None,
    ) -> None:
        templating.refresh()
        self.shared = Shared(site, {page.path: page for page in pages}, uses, base_url, contents or {})

    def view(self, path: str) -> View:
        """One page, by its path below `docs/`."""
        return View(self.shared, self.shared.pages[path])

    def macros(self, path: str) -> Macros:
        """The macros for one page."""
        return Macros(self.view(path))

    def markdown(self, page: Page) -> str:
        """The page's Markdown without macros, the report's text as finished HTML."""
        macros = self.macros(page.path)
        return body.body(page, macros._printer(page))


class Macros:
    """The macros of one page: every public method but `call` is one."""

    def __init__(self, view: View) -> None:
        self._view = view
        self._edition = view.edition

    def _block(self, template: str, **context: Any) -> str:
        """Block-level HTML that Markdown leaves alone: no blank line inside, one around."""
        return "\n\n" + re.sub(r"\n\s*", "\n", self._view.html(template, **context)).strip() + "\n\n"

    def _record(self, macro: str, name: str) -> Any:
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

    def call(self, call: Call) -> str:
        """Run one checked call."""
        written: str = getattr(self, call.macro)(*call.args)
        return written

    # In the text --------------------------------------------------------------------------------------------------

    def figure(self, id: str) -> str:
        """A figure as printed, leading to its record: {{ figure("ho-ngheo-2023") }}."""
        return shield(self._view.html("figure.html", figure=self._record("figure", id)))

    def period(self, id: str) -> str:
        """The printed words for a figure's period: {{ period("thu-tuc-toan-trinh") }}."""
        figure = self._record("period", id)
        if figure.period_printed is None:
            raise MacroError(f'số liệu "{id}" không có period_printed: thêm khóa này trong figures.yml, hoặc bỏ macro')
        return shield(str(escape(figure.period_printed)))

    def cite(self, id: str, number: int = 1) -> str:
        """A citation as printed, leading to the register: {{ cite("90-2013-nd-cp", 2) }} for the second one."""
        document = self._record("cite", id)
        if not 1 <= number <= len(document.citations):
            raise MacroError(
                f'văn bản "{id}" có {len(document.citations)} lần dẫn; gặp số {number}: sửa số, hoặc ghi thêm lần dẫn trong documents.yml'
            )
        return shield(self._view.html("cite.html", document=document, citation=document.citations[number - 1]))

    def org(self, name: str) -> str:
        """An organisation by any of its printed forms: {{ org("UBND tỉnh") }}."""
        return shield(self._view.html("org.html", organisation=self._record("org", name), name=name))

    def term(self, name: str) -> str:
        """A term or abbreviation, leading to the glossary: {{ term("TTHC") }}."""
        return shield(self._view.html("term.html", term=self._record("term", name), name=name))

    def erratum(self, id: str) -> str:
        """A note on the words before it: {{ erratum("E-01") }}."""
        erratum = self._record("erratum", id)
        if erratum.treatment != "annotate":
            raise MacroError(
                f'lưu ý "{id}" có treatment là {erratum.treatment} nên không có dấu trong bài: bỏ macro, hoặc đổi treatment thành annotate và thêm note'
            )
        return shield(self._view.html("erratum.html", erratum=erratum, number=self._view.next_note()))

    def task(self, id: str) -> str:
        """A task's printed number, leading to its record: {{ task("giam-sat") }}."""
        return shield(self._view.html("task.html", task=self._record("task", id)))

    def report_number(self) -> str:
        """The report's number as printed: {{ report_number() }}."""
        if self._edition.report.number is None:
            raise MacroError("report.yml không có number: thêm khóa ấy, hoặc bỏ macro")
        return shield(self._view.html("report_number.html"))

    def report_date(self) -> str:
        """The report's date as printed: {{ report_date() }}."""
        if self._edition.report.date_printed is None:
            raise MacroError("report.yml không có date_printed: thêm khóa ấy, hoặc bỏ macro")
        return shield(self._view.html("report_date.html"))

    def source(self, line: int) -> str:
        """Ends each paragraph of source text with its place in the reference copy: {{ source(45) }}."""
        if not self._edition.source.line(line):
            raise MacroError(f"dòng {line} của bản đối chiếu trống hoặc không có: sửa số trong source()")
        return shield(self._view.html("tools.html", line=line))

    def brace(self, char: str) -> str:
        """A brace of the source where it would begin a macro: {{ brace("{") }}."""
        if char not in ("{", "}"):
            raise MacroError(f'brace chỉ in dấu ngoặc nhọn "{{" hoặc "}}"; gặp "{char}"')
        return shield(char)

    def derived(self, id: str) -> str:
        """A value computed by this site, with all its readings: {{ derived("ti-le-thu-tuc-toan-trinh") }}."""
        found = next((d for d in self._edition.derived if d.id == id), None)
        if found is None:
            raise MacroError(
                f'không có "{id}" trong data/{self._edition.id}/derived.yml{nearest(id, [d.id for d in self._edition.derived])}'
            )
        results = [derive.compute(d, self._edition) for d in derive.readings(found, self._edition)]
        return shield(self._view.html("derived.html", results=results))

    def fact(self, id: str) -> str:
        """A fact from outside the report, with its source and date: {{ fact("papi-tam-noi-dung") }}."""
        facts = self._view.shared.site.facts
        found = next((f for f in facts if f.id == id), None)
        if found is None:
            raise MacroError(f'không có "{id}" trong data/facts.yml{nearest(id, [f.id for f in facts])}')
        return shield(self._view.html("fact.html", fact=found))

    # Around the text ----------------------------------------------------------------------------------------------

    def page_start(self) -> Block:
        """The head of every page: where it stands, and its title: {{ page_start() }}."""
        return self._block("page_start.html", heading=self._view.heading())

    def page_end(self) -> Block:
        """The foot of every page: what is in it, where to go, how to report an error: {{ page_end() }}."""
        return self._block("page_end.html", heading=self._view.heading())

    def full_text(self) -> Block:
        """The whole report on one page: {{ full_text() }}."""
        edition = self._edition
        pages = [page for page in self._view.shared.pages.values() if page.edition == edition.id]
        return "\n\n" + body.whole(edition, pages, self._printer(None)) + "\n\n"

    def _printer(self, page: Page | None) -> body.Printer:
        """How a page prints the report's text; None for the page that has all of it."""
        heading = self._view.heading() if page else None
        line = self._edition.line(heading.line) if heading else None
        above = line.depth if line else 0

        def headed(line: Line) -> str:
            if line.heading is None:
                return self._block("title.html", tag="h1").strip()
            tag = f"h{min(line.depth - above + 1, 6)}"
            return self._block("heading.html", heading=line.heading, tag=tag).strip()

        def words(line: Line, text: str, inside: bool) -> str:
            return str(self._view.words(line, text, inside))

        def ending(line: Line) -> str:
            return shield(self._view.html("ending.html", line=line.number))

        return body.Printer(self._edition, self.call, words, headed, ending)

    # Lists from data ----------------------------------------------------------------------------------------------

    def figure_cards(self) -> Block:
        """The figures as cards: {{ figure_cards() }}."""
        return self._block("figure_cards.html")

    def contents_list(self) -> Block:
        """The sections of this edition: {{ contents_list() }}."""
        return self._block("contents_list.html")

    def ratio_chart(self, id: str) -> Block:
        """A ratio drawn as dots: {{ ratio_chart("thu-tuc-toan-trinh") }}."""
        figure = self._record("figure", id)
        if figure.ratio is None:
            raise MacroError(f'số liệu "{id}" không phải tỷ số')
        if figure.ratio.denominator > charts.MOST_DOTS or figure.ratio.numerator > figure.ratio.denominator:
            raise MacroError(
                f"biểu đồ này vẽ mỗi đơn vị một chấm: chỉ dùng cho tỷ số không quá một, mẫu số tới {charts.MOST_DOTS}; bỏ macro"
            )
        return self._block("charts/ratio.html", figure=figure, dots=charts.ratio_dots(figure))

    def readings_chart(self, id: str) -> Block:
        """All readings of an ambiguous sentence, none taken for a fact: {{ readings_chart("ho-ngheo-2022") }}."""
        readings = tuple(d for d in self._edition.derived if d.reading == id)
        if not readings:
            raise MacroError(f'không có cách hiểu "{id}" trong data/{self._edition.id}/derived.yml')
        return self._block(
            "charts/readings.html", id=id, readings=readings, bars=charts.reading_bars(readings, self._edition)
        )

    def documents_chart(self) -> Block:
        """The cited documents in time: {{ documents_chart() }}."""
        years, rows = charts.timeline(self._edition)
        if not rows:
            return ""  # no document has a date
        return self._block("charts/timeline.html", years=years, rows=rows, undated=charts.undated(self._edition))

    def citations_chart(self) -> Block:
        """How many documents each section cites, and how many are in force: {{ citations_chart() }}."""
        documents = self._edition.documents
        cited = [charts.sections(d, self._edition) for d in documents]
        names = {self._edition.names[h.line]: self._edition.place(h.line) for h in self._edition.pages}
        codes = [name for name in names if any(name in codes for codes in cited)]
        if not codes:
            return ""  # no section cites a document
        counts = {code: sum(code in codes for codes in cited) for code in codes}
        known: Counter[str | None] = Counter(
            document.status.state if document.status else None for document in documents
        )
        return self._block(
            "charts/citations.html",
            most=[names[code] for code in codes if counts[code] == max(counts.values())],
            unknown=known[None],
            sections=charts.bars({names[code]: count for code, count in counts.items()}),
            states=charts.bars({name: known[state] for state, name in labels.DOCUMENT_STATE.items() if known[state]}),
        )

    def limits(self) -> Block:
        """What the report states as its limits, verbatim: {{ limits() }}."""
        return self._block("limits.html")

    def tasks_short(self) -> Block:
        """The tasks by name, each leading to its record: {{ tasks_short() }}."""
        return self._block("tasks_short.html")

    def contacts_short(self) -> Block:
        """The Department's own contacts, dated: {{ contacts_short() }}."""
        return self._block("contacts_short.html")

    def summary_english(self) -> Block:
        """What the newest report is, in English: {{ summary_english() }}."""
        return self._block("summary_english.html")

    def figures_english(self) -> Block:
        """The figures in a short English table: {{ figures_english() }}."""
        return self._block("figures_english.html")

    def contacts_english(self) -> Block:
        """The Department's own contacts for readers of English, dated: {{ contacts_english() }}."""
        return self._block("contacts_english.html")

    def search_index(self) -> Block:
        """The contents and the index of terms, for readers without scripts: {{ search_index() }}."""
        return self._block("search_index.html")

    def figures_list(self) -> Block:
        """All figures with what is derived from them: {{ figures_list() }}."""
        return self._block("figures_list.html")

    def documents_list(self) -> Block:
        """The register of cited documents: {{ documents_list() }}."""
        return self._block("documents_list.html")

    def tasks_list(self) -> Block:
        """The tasks of the coming year: {{ tasks_list() }}."""
        return self._block("tasks_list.html")

    def errata_list(self) -> Block:
        """The notes on the article's text: {{ errata_list() }}."""
        return self._block("errata_list.html")

    def terms_list(self) -> Block:
        """The glossary: {{ terms_list() }}."""
        return self._block("terms_list.html")

    def organisations_list(self) -> Block:
        """The organisations by level: {{ organisations_list() }}."""
        return self._block("organisations_list.html")

    def organisations_facts(self) -> Block:
        """What became of the report's organisations since, with sources: {{ organisations_facts() }}."""
        issuer = self._view.organisation(self._edition.report.issuer)
        facts = self._view.facts_of(issuer, *self._edition.organisations)
        return self._block("facts.html", facts=facts) if facts else ""

    def contacts_list(self) -> Block:
        """The contacts and channels, dated: {{ contacts_list() }}."""
        return self._block("contacts_list.html")

    def editions_list(self) -> Block:
        """All editions, newest first: {{ editions_list() }}."""
        return self._block("editions_list.html")

    def feedback(self) -> Block:
        """Where readers report an error, or that there is nowhere yet: {{ feedback() }}."""
        return self._block("feedback.html")

    def updates_list(self) -> Block:
        """What was corrected on this site, newest first: {{ updates_list() }}."""
        return self._block("updates_list.html", files=files)

    def downloads_list(self) -> Block:
        """Every file to take away: {{ downloads_list() }}."""
        return self._block("downloads_list.html", files=files)

    def data_dictionary(self) -> Block:
        """Every data set with its addresses and columns: {{ data_dictionary() }}."""
        return self._block(
            "data_dictionary.html",
            files=files,
            kinds=tables.kinds(self._edition),
            site_kinds=tables.site_kinds(self._view.shared.site),
        )

    def traffic(self) -> Block:
        """How often the pages were opened, if the operator says so: {{ traffic() }}."""
        return self._block("traffic.html") if self._view.shared.site.settings.traffic else ""

    def series(self, id: str) -> Block:
        """A series of figures over editions, as chart and table: {{ series("ho-ngheo") }}."""
        site = self._view.shared.site
        found = next((one for one in site.series if one.id == id), None)
        if found is None:
            raise MacroError(f'không có "{id}" trong data/series.yml{nearest(id, [one.id for one in site.series])}')
        points = series.points(found, site)
        return self._block(
            "series.html", series=found, points=points, rows=series.rows(points), drawing=charts.series_drawing(points)
        )

    def comparison(self) -> Block:
        """What is different from the edition before of the same series: {{ comparison() }}."""
        before = self._view.shared.site.beside(self._edition)[0]
        if before is None:
            return ""  # the check refuses the page
        return self._block("comparison.html", found=comparison.compare(self._view.shared.site, before, self._edition))

    def source_facts(self) -> Block:
        """What copy of the report this edition follows: {{ source_facts() }}."""
        return self._block("source_facts.html")


SIGNATURES = {
    name: inspect.Signature(
        list(inspect.signature(method).parameters.values())[1:],
        return_annotation=inspect.signature(method).return_annotation,
    )
    for name, method in inspect.getmembers(Macros, inspect.isfunction)
    if not name.startswith("_") and name != "call"
}
