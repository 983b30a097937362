"""What each macro writes for a real record."""

import dataclasses

import markdown
import pytest

from macros.content.uses import index
from macros.rendering.macros import SIGNATURES, MacroError, Renderer
from macros.rules.check import checked
from tests import dom
from tests.project import CONTENT

HOSTILE = '<script>alert(1)</script> [x](javascript:alert(1)) *x*{ onclick=alert(1) } | ` "'


@pytest.fixture(scope="module")
def loaded():
    return checked(CONTENT)


@pytest.fixture
def macros(loaded):
    """The macros of the page of section 2.4."""
    uses = index(loaded.site, loaded.pages)
    return Renderer(loaded.site, loaded.pages, uses, "https://a.vn/", loaded.contents).macros(
        "2023/2-4-kiem-soat-tham-nhung.md"
    )


def one(html: str) -> dom.Element:
    """The one element that a macro wrote."""
    children = [child for child in dom.read(html).children if isinstance(child, dom.Element)]
    assert len(children) == 1
    return children[0]


def test_a_figure_is_its_printed_form_with_its_value_and_a_link_to_its_record(macros):
    link = one(macros.figure("ho-ngheo-2023"))
    assert (link.tag, link["href"], link.text()) == ("a", "so-lieu.html#ho-ngheo-2023", "14,83%")
    assert link.one("data").attributes == {"value": "14.83"}


def test_a_ratio_keeps_both_its_numbers(macros):
    assert one(macros.figure("thu-tuc-toan-trinh")).one("data").attributes == {"value": "105/113"}


def test_a_period_is_the_printed_words(macros):
    assert macros.period("thu-tuc-toan-trinh") == "Năm 2003"


@pytest.mark.parametrize(
    ("number", "printed"),
    [(1, "Nghị định số 90/2013/NĐ-CP ngày 08/8/2013"), (2, "Nghị định 90/2013/NĐ-CP ngày 8/8/2013")],
)
def test_a_citation_is_printed_as_in_its_place(macros, number, printed):
    link = one(macros.cite("90-2013-nd-cp", number))
    assert (link["href"], link.text()) == ("van-ban.html#90-2013-nd-cp", printed)


@pytest.mark.parametrize("number", [0, 3])
def test_there_are_no_more_citations_than_recorded(macros, number):
    with pytest.raises(MacroError, match=f"có 2 lần dẫn; gặp số {number}"):
        macros.cite("90-2013-nd-cp", number)


def test_an_organisation_keeps_the_form_that_is_printed(macros):
    name = one(macros.org("Trung tâm Hành chính công của tỉnh"))
    assert (name["data-org"], name.text()) == (
        "trung-tam-phuc-vu-hanh-chinh-cong",
        "Trung tâm Hành chính công của tỉnh",
    )


def test_a_term_leads_to_the_glossary(macros):
    link = one(macros.term("LĐ-TB&XH"))
    assert (link["href"], link.text()) == ("thuat-ngu.html#ld-tb-xh", "LĐ-TB&XH")


def test_an_erratum_is_a_point_after_the_words_and_no_wrapper(macros):
    mark = one(macros.erratum("E-03"))
    assert "data-editorial" in mark.attributes
    assert mark.one("button", class_="marker")["popovertarget"] == mark.one(popover=True)["id"]
    assert mark.one("button", class_="marker")["aria-label"].startswith("Lưu ý về «quản trị hành chính công»")
    assert "Bài đăng có thể thiếu chữ" in mark.text()
    assert mark.one("button", class_="close").attributes.items() >= {
        ("popovertarget", mark.one(popover=True)["id"]),
        ("popovertargetaction", "hide"),
    }
    assert mark.one("a")["href"] == "luu-y.html#e-03"


def test_each_note_on_a_page_has_its_own_id(macros):
    assert one(macros.erratum("E-03")).one(popover=True)["id"] != one(macros.erratum("E-03")).one(popover=True)["id"]


def test_a_task_is_its_printed_number(macros):
    link = one(macros.task("giam-sat"))
    assert (link["href"], link.text()) == ("nhiem-vu.html#giam-sat", "2.")


def test_number_and_date_of_the_report_are_as_printed(macros):
    assert one(macros.report_number()).text() == "733/BC-SLĐTBXH"
    date = one(macros.report_date())
    assert (date.tag, date["datetime"], date.text()) == ("time", "2023-12-11", "11/12/2023")


def test_a_derived_value_comes_with_label_formula_and_its_other_reading(macros):
    shown = dom.read(macros.derived("ho-ngheo-2022-phan-tram")).text()
    for words in ("Tính toán của trang web này", "17,83%", "14,83 + 3", "15,29%", "14,83 ÷ (1 − 3 ÷ 100)"):
        assert words in shown


def test_a_fact_comes_with_source_and_date(macros):
    document = dom.read(macros.fact("papi-pham-vi"))
    assert (
        document.text().startswith("PAPI thí điểm năm 2009")
        and "đọc bản lưu ngày 22 tháng 11 năm 2026" in document.text()
    )
    assert document.one("a")["href"] == "http://papi.org.vn/hoi-dap"


def test_source_gives_the_paragraph_its_place(macros):
    tools = macros.source(81)
    assert "data-editorial" in one(tools).attributes


@pytest.mark.parametrize("name", [name for name, signature in SIGNATURES.items() if not signature.parameters])
def test_every_list_is_whole_html_that_markdown_leaves_alone(macros, name):
    html = getattr(macros, name)()
    dom.read(html)  # refuses tags that do not pair
    if name not in ("full_text", "report_number", "report_date"):
        assert "\n\n" not in html.strip("\n")


def test_what_an_edition_does_not_hold_is_said(loaded):
    headings = tuple(dataclasses.replace(heading, role=None) for heading in loaded.site.newest.report.headings)
    edition = dataclasses.replace(
        loaded.site.newest,
        figures=(),
        tasks=(),
        contacts=(),
        report=dataclasses.replace(loaded.site.newest.report, headings=headings),
    )
    macros = Renderer(dataclasses.replace(loaded.site, editions=(edition,)), loaded.pages, {}, "https://a.vn/").macros(
        "index.md"
    )
    assert [
        dom.read(getattr(macros, name)()).all("p")[-1].text()
        for name in ("figure_cards", "limits", "tasks_short", "contacts_short")
    ] == [
        "Báo cáo không nêu số liệu nào.",
        "Báo cáo không có mục nêu hạn chế.",
        "Báo cáo không nêu nhiệm vụ nào.",
        "Báo cáo không nêu thông tin liên hệ.",
    ]


@pytest.mark.parametrize("name", SIGNATURES)
def test_every_macro_shows_editors_one_call(name):
    from macros.rendering.macros import Macros

    text = getattr(Macros, name).__doc__
    assert f"{{{{ {name}(" in text and text.split("{{")[0].strip().endswith(":")


def test_whatever_the_data_hold_reaches_the_page_as_text(loaded):
    """Hostile words in each text field of a record stay words."""
    edition = loaded.site.newest
    spoilt = {
        "figures": dict(name=HOSTILE, unit=HOSTILE, period=HOSTILE, measures=HOSTILE, caveats=(HOSTILE,)),
        "documents": dict(name=HOSTILE, subject=HOSTILE, notes=(HOSTILE,), issuer_note=HOSTILE),
        "organisations": dict(name=HOSTILE, note=HOSTILE),
        "terms": dict(expansion=HOSTILE, definition=HOSTILE, note=HOSTILE),
        "contacts": dict(name=HOSTILE, missing=HOSTILE, note=HOSTILE),
        "tasks": dict(name=HOSTILE, text=HOSTILE),
        "errata": dict(problem=HOSTILE),
        "derived": dict(name=HOSTILE, assumption=HOSTILE),
    }
    edition = dataclasses.replace(
        edition,
        **{
            name: tuple(dataclasses.replace(record, **fields) for record in getattr(edition, name))
            for name, fields in spoilt.items()
        },
    )
    site = dataclasses.replace(loaded.site, editions=(edition,))
    renderer = Renderer(site, loaded.pages, index(site, loaded.pages), "https://a.vn/", loaded.contents)
    for page in loaded.pages:
        html = markdown.markdown(renderer.markdown(page), extensions=["attr_list", "sane_lists"])
        for element in dom.read(html).all():
            assert element.tag != "script" or element.attributes.get("type") == "application/ld+json"
            assert not any(name.startswith("on") for name in element.attributes)
            assert not element.attributes.get("href", "").startswith("javascript:")
