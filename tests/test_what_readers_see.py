"""What a reader would miss if the program dropped it in silence: each is looked for in what the pages say."""

from __future__ import annotations

import dataclasses
import datetime

import pytest

from macros.content import dates, formats
from macros.content.load import Loaded
from macros.content.model import Change, Edition, Finding
from macros.content.uses import index
from macros.rendering import charts
from macros.rendering.macros import Macros, Renderer
from tests import dom


def with_site(loaded: Loaded, **changes: object) -> Loaded:
    return dataclasses.replace(loaded, site=dataclasses.replace(loaded.site, **changes))


def with_edition(loaded: Loaded, **changes: object) -> Loaded:
    edition = dataclasses.replace(loaded.site.newest, **changes)
    others = tuple(other for other in loaded.site.editions if other.id != edition.id)
    return with_site(loaded, editions=(*others, edition))


def macros_of(loaded: Loaded, path: str) -> Macros:
    renderer = Renderer(loaded.site, loaded.pages, index(loaded.site, loaded.pages), "https://a.vn/", loaded.contents)
    return renderer.macros(path)


def test_a_ratio_draws_as_many_full_dots_as_its_numerator_and_as_many_dots_as_its_denominator(loaded: Loaded) -> None:
    ratio = next(figure for figure in loaded.site.newest.figures if figure.ratio)
    for numerator, denominator in ((105, 113), (0, 5), (5, 5), (1, 400)):
        figure = dataclasses.replace(
            ratio, ratio=dataclasses.replace(ratio.ratio, numerator=numerator, denominator=denominator)
        )
        dots = charts.ratio_dots(figure)
        assert [dot.filled for dot in dots] == [True] * numerator + [False] * (denominator - numerator)
        assert len({(dot.x, dot.y) for dot in dots}) == denominator


def test_the_drawn_dots_are_those_of_the_geometry(loaded: Loaded) -> None:
    edition = loaded.site.newest
    ratio = next(figure for figure in edition.figures if figure.ratio)
    drawn = dom.read(macros_of(loaded, f"{edition.id}/so-lieu.md").ratio_chart(ratio.id)).all("circle")
    full = [circle for circle in drawn if circle["class"] == "c-accent"]
    assert (len(full), len(drawn)) == (ratio.ratio.numerator, ratio.ratio.denominator)


def noted(loaded: Loaded) -> tuple[Loaded, dict[str, str]]:
    """The content with a reminder at each figure, in words that stand nowhere else; the reminders by figure."""
    notes = {figure.id: f"Nhắc về {figure.id}." for figure in loaded.site.newest.figures}
    figures = [dataclasses.replace(figure, label_note=notes[figure.id]) for figure in loaded.site.newest.figures]
    return with_edition(loaded, figures=tuple(figures)), notes


def test_the_reminder_of_a_figure_stands_on_its_card_and_in_the_list_below(loaded: Loaded) -> None:
    loaded, notes = noted(loaded)
    shown = dom.read(macros_of(loaded, "index.md").figure_cards()).text()
    assert [note for note in notes.values() if note not in shown] == []


def test_the_reminder_of_a_figure_stands_at_the_end_of_its_section(loaded: Loaded) -> None:
    loaded, notes = noted(loaded)
    edition = loaded.site.newest
    for figure in edition.figures:
        page = edition.heading_of(figure.line).page
        assert notes[figure.id] in dom.read(macros_of(loaded, f"{edition.id}/{page}.md").page_end()).text()


@pytest.mark.parametrize("macro", ["contacts_list", "contacts_short", "contacts_english"])
def test_contacts_say_when_they_were_true(loaded: Loaded, macro: str) -> None:
    edition = loaded.site.newest
    path = "english.md" if macro == "contacts_english" else f"{edition.id}/don-vi.md"
    shown = dom.read(getattr(macros_of(loaded, path), macro)()).text()
    month, year = edition.report.contacts_as_of.split("/")
    assert f"{month}/{year}" in shown or f"December {year}" in shown


def test_a_finding_says_when_it_was_read(loaded: Loaded) -> None:
    edition = loaded.site.newest
    status = next(document.status for document in edition.documents if document.status)
    shown = dom.read(macros_of(loaded, f"{edition.id}/van-ban.md").documents_list()).text()
    assert formats.long_date(status.checked) in shown


def test_each_dated_document_has_a_row_and_a_dot_of_its_own_oldest_first(loaded: Loaded) -> None:
    edition = loaded.site.newest
    dated = next(document for document in edition.documents if document.date)
    crowd = tuple(dataclasses.replace(dated, id=f"van-ban-{n}") for n in range(4))
    far = dataclasses.replace(dated, id="xa", date=dated.date.replace(year=dated.date.year - 9))
    years, rows = charts.timeline(dataclasses.replace(edition, documents=(*crowd, far)))
    assert [row.document.id for row in rows] == ["xa", *(document.id for document in crowd)]
    assert len({row.dot.y for row in rows}) == 5
    assert charts.AXIS <= rows[0].dot.x < rows[1].dot.x < charts.WIDTH
    assert (years[0], years[-2]) == (far.date.year, dated.date.year)


def test_the_charts_of_documents_count_what_the_sections_cite_and_what_is_in_force(loaded: Loaded) -> None:
    edition = loaded.site.newest
    shown = dom.read(macros_of(loaded, f"{edition.id}/van-ban.md").citations_chart())
    texts = [text.text() for text in shown.all("text")]
    sections = [charts.sections(document, edition) for document in edition.documents]
    for heading in edition.pages:
        name = edition.names[heading.line]
        count = sum(name in cited for cited in sections)
        assert not count or texts[texts.index(edition.place(heading.line)) + 1] == str(count)
    unknown = sum(document.status is None for document in edition.documents)
    assert texts[texts.index("Chưa xác minh") + 1] == str(unknown)


def finding(day: datetime.date) -> Finding:
    return Finding(found="Điều tìm thấy.", source="Nguồn", checked=day)


def test_an_edition_is_as_new_as_the_newest_finding_on_a_term(loaded: Loaded) -> None:
    site, edition = loaded.site, loaded.site.newest
    day = datetime.date(2090, 1, 2)
    term = dataclasses.replace(edition.terms[0], finding=finding(day))
    assert dates.edition_date(site, dataclasses.replace(edition, terms=(term, *edition.terms[1:]))) == day


def change(edition: Edition, day: datetime.date, what: str) -> Change:
    return Change(
        date=day, edition=edition.id, record="report", kind="update", what=what, before="a", after="b", why="Thử."
    )


def test_updates_are_told_newest_first(loaded: Loaded) -> None:
    edition = loaded.site.newest
    days = [datetime.date(2024, 1, 1), datetime.date(2024, 3, 1), datetime.date(2024, 2, 1)]
    told = tuple(change(edition, day, f"Lần thứ {number}.") for number, day in enumerate(days))
    shown = dom.read(macros_of(with_site(loaded, corrections=told), "cap-nhat.md").updates_list()).text()
    assert sorted(range(3), key=lambda number: shown.index(f"Lần thứ {number}.")) == [1, 2, 0]


def test_the_page_for_lost_readers_leads_home(built_site) -> None:
    lost = dom.read_file(built_site / "404.html")
    assert {link.text(): link["href"] for link in lost.one("main").all("a")}["Trang chủ"] == "/index.html"


@pytest.mark.parametrize("role", ["tasks", None])
def test_the_tasks_are_listed_once_among_the_parts_of_the_report(loaded: Loaded, role: str | None) -> None:
    edition = loaded.site.newest
    headings = tuple(
        dataclasses.replace(heading, role=role) if heading.role == "tasks" else heading
        for heading in edition.report.headings
    )
    told = with_edition(loaded, report=dataclasses.replace(edition.report, headings=headings))
    parts = dom.read(macros_of(told, f"{edition.id}/toan-van.md").page_start()).one("nav")
    assert ("nhiem-vu.html" in {link["href"] for link in parts.all("a")}) == (role is None)


def test_a_long_list_of_notes_begins_with_its_contents(loaded: Loaded) -> None:
    edition = loaded.site.newest
    noted = [f"#{note.id.lower()}" for note in edition.errata if note.treatment != "leave"]
    shown = dom.read(macros_of(loaded, f"{edition.id}/luu-y.md").errata_list())
    assert [link["href"] for link in shown.all("details")[0].all("a")] == noted


def test_names_are_looked_up_by_their_letter(loaded: Loaded) -> None:
    shown = dom.read(macros_of(loaded, "tim-kiem.md").search_index())
    letters = [link.text() for link in shown.one("nav").all("a")]
    assert letters == sorted(letters, key=formats.sort_key) and {"B", "Đ"} < set(letters)
    assert [heading.text() for heading in shown.all("h3") if heading["id"].startswith("chu-")] == letters
