"""Every record is on the site, with its way back to the text; and a change in data changes the pages that show it, no others."""

import re

import pytest
import yaml

from macros.build import build
from tests import dom
from tests.project import CONTENT, copy_all, files

SECTIONS = [
    path.stem
    for path in sorted((CONTENT / "docs/2023").glob("*.md"))
    if path.stem[0] in "123" or path.stem.startswith("iii")
]


def data(name: str) -> list[dict]:
    """The records of a file, read as plain YAML: dates as text and numbers as written do not matter here."""
    shared = CONTENT / f"data/{name}.yml"
    register = {record["id"]: record for record in _plain(shared)[name]} if shared.exists() else {}
    return [register.get(record["id"], {}) | record for record in _plain(CONTENT / f"data/2023/{name}.yml")[name]]


def _plain(path):
    return yaml.load(path.read_text("utf-8"), Loader=yaml.BaseLoader)


@pytest.fixture(scope="module")
def pages(built_site):
    return {path.relative_to(built_site).as_posix(): dom.read_file(path) for path in built_site.rglob("*.html")}


@pytest.fixture(scope="module")
def text_pages(pages):
    """The overview and the section pages: name → page."""
    return {name: pages[f"2023/{name}.html"] for name in ["index", *SECTIONS]}


def block_of(element: dom.Element) -> dom.Element | None:
    """The source block that an element stands in."""
    while element and "data-source" not in element.attributes:
        element = element.parent
    return element


def uses(text_pages, page: str) -> list[tuple[str, str]]:
    """(record id, place) of each link to a record of `page` in the source text, in order."""
    found = []
    for name, document in text_pages.items():
        for link in document.all("a", href=True):
            block = block_of(link)
            if block and not link.inside(data_editorial=True) and link["href"].startswith(f"{page}.html#"):
                found.append((link["href"].split("#")[1], f"{name}.html#{block['id']}"))
    return found


def entry(pages, page: str, id: str) -> dom.Element:
    """A record's entry: the element with its id, or for a term the list's item that follows it."""
    element = pages[f"2023/{page}.html"].one(id=id)
    if element.tag != "dt":
        return element
    siblings = [child for child in element.parent.children if isinstance(child, dom.Element)]
    return siblings[siblings.index(element) + 1]


def hrefs(element: dom.Element) -> set[str]:
    return {link["href"] for link in element.all("a", href=True)}


# The records -----------------------------------------------------------------------------------------------------


def test_seven_figures_stand_in_the_text_for_machines_and_people(text_pages):
    found = [(id, place.split("#")[1]) for id, place in uses(text_pages, "so-lieu")]
    assert sorted(found) == sorted((figure["id"], f"dong-{figure['line']}") for figure in data("figures"))
    assert len(found) == 7
    for figure in data("figures"):
        link = next(
            link
            for page in text_pages.values()
            for link in page.all("a", href=f"so-lieu.html#{figure['id']}")
            if block_of(link)
        )
        value = (
            f"{figure['ratio']['numerator']}/{figure['ratio']['denominator']}" if "ratio" in figure else figure["value"]
        )
        assert (link.one("data")["value"], link.text()) == (value, figure["printed"])


@pytest.mark.parametrize("figure", data("figures"), ids=lambda figure: figure["id"])
def test_a_figures_record_says_all_that_is_known(pages, figure):
    shown = entry(pages, "so-lieu", figure["id"]).text()
    kinds = {
        "result": "Kết quả",
        "target": "Mục tiêu",
        "count": "Số lượng",
        "lower_bound": "Ít nhất",
        "duration": "Thời hạn",
    }
    for said in [
        figure["name"],
        figure["printed"],
        kinds[figure["kind"]],
        figure["unit"],
        figure["period"],
        figure["measures"],
        figure["quote"],
        *figure.get("caveats", []),
    ]:
        assert said in shown


@pytest.mark.parametrize("figure", data("figures"), ids=lambda figure: figure["id"])
def test_a_figures_record_leads_back_to_the_text(text_pages, pages, figure):
    places = {place for id, place in uses(text_pages, "so-lieu") if id == figure["id"]}
    assert places and places <= hrefs(entry(pages, "so-lieu", figure["id"]))


def test_poverty_rate_is_called_a_target(pages):
    assert "Mục tiêu" in entry(pages, "so-lieu", "ho-ngheo-2023").text()
    assert "Kết quả" not in entry(pages, "so-lieu", "ho-ngheo-2023").text()


def test_derived_values_are_shown_with_formula_and_label(pages):
    for figure, values in {
        "thu-tuc-toan-trinh": ["92,92%", "105 ÷ 113 × 100", "8 thủ tục hành chính", "113 − 105"],
        "ho-ngheo-2023": ["17,83%", "14,83 + 3", "15,29%", "14,83 ÷ (1 − 3 ÷ 100)"],
        "muc-giam-ho-ngheo": ["17,83%", "15,29%"],
    }.items():
        shown = entry(pages, "so-lieu", figure).text()
        assert all(value in shown for value in [*values, "Tính toán của trang web này"])


def test_the_two_readings_are_never_apart(pages):
    for name, page in pages.items():
        for element in page.all():
            if element.tag in ("main", "article", "section", "li", "p") and ("17,83" in element.text()) != (
                "15,29" in element.text()
            ):
                assert (
                    element.tag in ("li", "p")
                    and "17,83" in element.parent.parent.text()
                    and "15,29" in element.parent.parent.text()
                ), name


def test_derived_values_are_always_called_derived(pages):
    for name, page in pages.items():
        shown = page.text().lower()
        if any(value in shown for value in ("92,92", "17,83", "15,29")):
            assert (
                "tính toán của trang web này" in shown
                or "calculated by this site" in shown
                or "computed by this site" in shown
            ), name


def test_a_difference_is_not_called_a_remainder(pages):
    for name, page in pages.items():
        for words in ("8 thủ tục còn lại", "8 thủ tục chưa", "còn 8 thủ tục", "chưa có 8"):
            assert words not in page.text(), name


def test_105_of_2_4_and_105_of_2_6_are_two_records(text_pages):
    places = dict(uses(text_pages, "so-lieu"))
    assert places["thu-tuc-toan-trinh"] == "2-4-kiem-soat-tham-nhung.html#dong-81"
    assert places["dich-vu-toan-trinh"] == "2-6-dich-vu-cong.html#dong-93"


def test_the_register_has_22_documents_and_the_report(pages):
    ids = [document["id"] for document in data("documents")]
    assert len(ids) == 22
    register = pages["2023/van-ban.html"]
    assert [article["id"] for article in register.all("article", id=True)] == ["bao-cao", *ids]
    assert "733/BC-SLĐTBXH" in entry(pages, "van-ban", "bao-cao").text()


def test_23_citations_lead_to_the_register(text_pages):
    found = uses(text_pages, "van-ban")
    expected = [
        (document["id"], f"dong-{citation['line']}")
        for document in data("documents")
        for citation in document["citations"]
    ]
    assert len(expected) == 23
    assert sorted((id, place.split("#")[1]) for id, place in found) == sorted(expected)


def test_every_citation_is_printed_in_its_own_form(text_pages):
    printed = [link.text() for page in text_pages.values() for link in page.all("a", class_="cite") if block_of(link)]
    assert sorted(printed) == sorted(
        citation["printed"] for document in data("documents") for citation in document["citations"]
    )


@pytest.mark.parametrize("document", data("documents"), ids=lambda document: document["id"])
def test_the_register_leads_back_to_every_citation(text_pages, pages, document):
    shown = entry(pages, "van-ban", document["id"])
    places = [place for id, place in uses(text_pages, "van-ban") if id == document["id"]]
    assert len(places) == len(document["citations"])
    assert set(places) <= hrefs(shown)
    for citation in document["citations"]:
        assert citation["printed"] in shown.text()


@pytest.mark.parametrize(
    "document", [d for d in data("documents") if "status" not in d], ids=lambda document: document["id"]
)
def test_an_unverified_status_is_called_so(pages, document):
    assert "Chưa xác minh" in entry(pages, "van-ban", document["id"]).text()


@pytest.mark.parametrize(
    "document", [d for d in data("documents") if "sign" not in d], ids=lambda document: document["id"]
)
def test_a_law_without_a_number_says_so(pages, document):
    assert "Báo cáo không ghi số" in entry(pages, "van-ban", document["id"]).text()


def test_five_affiliated_units_in_printed_order(text_pages, pages):
    affiliated = [organisation["id"] for organisation in data("organisations") if organisation["level"] == "affiliated"]
    assert len(affiliated) == 5
    line = next(block for block in text_pages["2-3-trach-nhiem-giai-trinh"].all(data_source="2023:71"))
    assert [unit["data-org"] for unit in line.all(data_org=True)] == affiliated
    ids = [element["id"] for element in pages["2023/don-vi.html"].all(id=True)]
    assert [id for id in ids if id in affiliated] == affiliated


def test_every_organisation_and_term_has_an_entry(pages):
    for page, name in (("don-vi", "organisations"), ("thuat-ngu", "terms")):
        ids = [element["id"] for element in pages[f"2023/{page}.html"].all(id=True)]
        assert [record["id"] for record in data(name) if record["id"] not in ids] == []


def test_four_tasks_with_their_text(text_pages, pages):
    tasks = data("tasks")
    assert len(tasks) == 4
    for task in tasks:
        shown = entry(pages, "nhiem-vu", task["id"])
        assert task["text"] in shown.text()
        assert f"iii-nhiem-vu-2024.html#dong-{task['line']}" in hrefs(shown)
    numbers = [link.text() for link in text_pages["iii-nhiem-vu-2024"].all("a", class_="task") if block_of(link)]
    assert numbers == ["1.", "2.", "3.", "4."]


def test_61_errata_of_which_16_are_marked_in_the_text(text_pages, pages):
    errata = data("errata")
    annotated = [erratum for erratum in errata if erratum["treatment"] == "annotate"]
    assert (len(errata), len(annotated)) == (61, 16)
    page = pages["2023/luu-y.html"]
    ids = [
        element["id"] for element in page.all(id=True) if element["id"].startswith("e-") and element["id"][2:].isdigit()
    ]
    assert sorted(ids) == sorted(erratum["id"].lower() for erratum in errata)
    assert ids[: len(errata) - 38] == [erratum["id"].lower() for erratum in errata if erratum["treatment"] != "leave"]
    marked = {
        link["href"].split("#")[1]
        for text in text_pages.values()
        for link in text.all("a", href=True)
        if link["href"].startswith("luu-y.html#e-") and link.inside(data_editorial=True)
    }
    assert marked == {erratum["id"].lower() for erratum in annotated}


def test_the_errata_left_alone_are_folded(pages):
    left = [erratum["id"].lower() for erratum in data("errata") if erratum["treatment"] == "leave"]
    folded = pages["2023/luu-y.html"].one("details", class_="more")
    assert [record["id"] for record in folded.all("div", id=True)] == left


def test_errata_speak_of_the_article_not_of_the_department():
    for erratum in data("errata"):
        for text in (erratum["problem"], erratum.get("note", "")):
            assert not text.startswith("Sở "), erratum["id"]
            assert "Sở viết sai" not in text and "Sở nhầm" not in text, erratum["id"]


# A change in data ------------------------------------------------------------------------------------------------


def pages_of(project) -> dict[str, str]:
    """Each page that the generator makes of a project, but for fingerprints, which stand for all content."""
    build(project.root, project.root / "site", keep=True)
    pages = {path: content.decode() for path, content in files(project.root / "site").items() if path.endswith(".html")}
    return {path: re.sub(r"\b[0-9a-f]{16}(?:[0-9a-f]{48})?\b", "…", html) for path, html in pages.items()}


@pytest.fixture(scope="module")
def base(tmp_path_factory):
    """A project that can be built, and its pages."""
    project = copy_all(tmp_path_factory.mktemp("changes") / "project")
    return project, pages_of(project)


CHANGES = {  # file, old, new
    "a_caveat": (
        "figures",
        "Là ngày làm việc, không đổi ra ngày theo lịch.",
        "Là ngày làm việc, không phải ngày theo lịch.",
    ),
    "a_meaning": (
        "figures",
        "Số công chức Sở bố trí thường xuyên tiếp công dân.",
        "Số công chức mà Sở bố trí thường xuyên tiếp công dân.",
    ),
    "the_name_of_a_figure": (
        "figures",
        "Thời gian niêm yết, thông báo danh sách hộ nghèo",
        "Thời hạn niêm yết, thông báo danh sách hộ nghèo",
    ),
    "the_assumption_of_a_derived_value": ("derived", "Chỉ là hiệu của hai số;", "Đây chỉ là hiệu của hai số;"),
    "a_note_on_the_text": (
        "errata",
        'Bài đăng viết «hiểu quả»; có thể là "hiệu quả".\n\n',
        'Bài đăng viết «hiểu quả»; có lẽ là "hiệu quả".\n\n',
    ),
}


def rebuilt(base, name, old, new) -> tuple[dict[str, str], dict[str, str]]:
    """The pages before and after a change in a data file, which is then taken back."""
    project, before = base
    file = f"data/2023/{name}.yml"
    text = project.read(file)
    project.edit(file, old, new)
    try:
        return before, pages_of(project)
    finally:
        project.write(file, text)


def saying(pages: dict[str, str], words: str) -> set[str]:
    return {path for path, html in pages.items() if words.strip() in dom.read(html).text() or words.strip() in html}


@pytest.mark.slow
@pytest.mark.parametrize(("name", "old", "new"), CHANGES.values(), ids=CHANGES)
def test_a_change_in_data_changes_all_pages_that_show_it_and_no_others(base, name, old, new):
    before, after = rebuilt(base, name, old, new)
    assert before.keys() == after.keys()
    changed = {path for path in before if before[path] != after[path]}
    assert changed and changed == saying(after, new)
    assert saying(after, old) == (saying(after, new) if old in new else set())


@pytest.mark.slow
def test_a_change_of_a_derived_rule_changes_all_pages_that_show_its_value(base):
    before, after = rebuilt(base, "derived", "decimals: 2", "decimals: 1")
    changed = {path for path in before if before[path] != after[path]}
    assert changed and changed == saying(before, "92,92%") == saying(after, "92,9%")
    assert saying(after, "92,92%") == set()
