"""A made-up next year beside the real report: a series with a break, answers to tasks, and what changed."""

import csv
import json
import re
import shutil

import pytest

from macros.build import build
from macros.content import comparison, series
from tests import dom, years
from tests.project import ROOT

SERIES = "data/series.yml"
ANSWERS = "data/2024/answers.yml"
COMPARED = "docs/2024/so-voi-ky-truoc.md"


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    return years.content(tmp_path_factory.mktemp("years") / "project")


@pytest.fixture
def content(made, tmp_path):
    """A copy that a test may spoil."""
    shutil.copytree(made.root, tmp_path / "project")
    return type(made)(tmp_path / "project")


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """The built site of both years."""
    project = years.whole(tmp_path_factory.mktemp("years") / "project")
    build(project.root, project.root / "site", keep=True)
    return project.root / "site"


def test_the_fixture_says_that_it_is_made_up():
    text = (years.FOLDER / "data/2024/report.yml").read_text("utf-8")
    assert text.startswith("# Một báo cáo bịa ra cho kiểm thử")
    assert "không có thật" in text


def test_both_years_are_in_order(made):
    assert made.faults() == []


def test_the_guide_s_example_works_as_it_is_written(content):
    section = (ROOT / "CONTRIBUTING.md").read_text("utf-8").partition("## Việc 7.")[2].partition("\n## ")[0]
    answers, members = re.findall(r"^```yaml\n(.*?)^```", section, re.M | re.S)
    content.write(ANSWERS, answers)
    content.write(SERIES, members)
    for name in ("ho-ngheo", "dich-vu-toan-trinh"):
        (content.root / f"docs/qua-cac-ky/{name}.md").unlink()
    assert content.faults() == []


# Series -----------------------------------------------------------------------------------------------------------


def points(made, id):
    whole = made.load().site
    return series.points(next(one for one in whole.series if one.id == id), whole)


def test_a_line_joins_what_can_be_compared_and_never_a_target(made):
    joined = [(a.figure.id, b.figure.id) for a, b in series.joined(points(made, "ho-ngheo"))]
    assert joined == [("ho-ngheo-nam-truoc", "ho-ngheo-2024")]


def test_no_line_passes_a_break(made):
    found = points(made, "thu-tuc-toan-trinh")
    assert [(point.run, point.scale) for point in found] == [(0, 0), (1, 1)]
    assert list(series.joined(found)) == []


def test_two_statements_about_one_period_are_not_joined(content):
    content.edit("data/2024/figures.yml", 'kind: target\n    value: "11"', 'kind: result\n    value: "11"')
    content.edit(SERIES, '"2025"', '"2024"')
    assert content.faults() == []
    joined = [(a.figure.id, b.figure.id) for a, b in series.joined(points(content, "ho-ngheo"))]
    assert joined == [("ho-ngheo-nam-truoc", "ho-ngheo-2024")]


def test_a_corrected_figure_is_drawn_where_its_issuer_puts_it(content):
    corrected = '    corrected:\n      printed: 12,5%\n      value: "12.5"\n      date: 2025-01-05\n      source: Công văn (ví dụ)\n      noted: 2025-01-06\n'
    content.edit(
        "data/2024/figures.yml", "    caveats:\n      - Câu nguồn", corrected + "    caveats:\n      - Câu nguồn"
    )
    assert content.faults() == []
    found = [str(point.value) for point in points(content, "ho-ngheo")]
    assert found == ["14.83", "14.5", "12.5", "11"]


WRONG = {
    "an edition that is not there": (
        'edition: "2024"\n        figure: ho-ngheo-2024',
        'edition: "2025"\n        figure: ho-ngheo-2024',
        [
            '"2025"\n',
            'series[0].members[2].edition: không có ấn bản "2025"; có phải là "2024"? Ghi một trong: 2023, 2024',
        ],
    ),
    "a figure that is not there": (
        "figure: ho-ngheo-2024",
        "figure: ho-ngheo-2042",
        [
            "ho-ngheo-2042",
            'series[0].members[2].figure: không có "ho-ngheo-2042" trong data/2024/figures.yml; có phải là "ho-ngheo-2025"?',
        ],
    ),
    "a figure twice": (
        'figure: ho-ngheo-2025\n        period: "2025"',
        'figure: ho-ngheo-2024\n        period: "2024"',
        [
            'ho-ngheo-2024\n        period: "2024"\n  - id',
            'series[0].members[3].figure: số liệu "ho-ngheo-2024" của ấn bản 2024 đã có trong chuỗi: xóa một',
        ],
    ),
    "a period that the figure does not speak of": (
        'period: "2025"',
        'period: "2026"',
        [
            '"2026"',
            "series[0].members[3].period: số liệu không nói năm 2026 (period «Năm 2025.»): sửa kỳ này, hoặc sửa period của số liệu",
        ],
    ),
    "a period before the one above": (
        'figure: ho-ngheo-2024\n        period: "2024"',
        'figure: ho-ngheo-2024\n        period: "2023-H1"',
        [
            '"2023-H1"',
            "series[0].members[2].period: 6 tháng đầu năm 2023 đứng sau năm 2023: xếp các số liệu theo kỳ",
        ],
    ),
    "another unit without a break": (
        "        change:\n          what:\n            - unit\n            - scope\n          why: Báo cáo trước in một tỷ số, báo cáo sau in phần trăm tính trên mọi thủ tục của Sở.\n",
        "",
        [
            'thu-tuc-toan-trinh\n        period: "2024"',
            "series[1].members[1].figure: đơn vị là «%», của số liệu đứng trước là «thủ tục hành chính, dạng tỷ số»: "
            "ghi change với what gồm unit và why, hoặc bỏ số liệu này khỏi chuỗi",
        ],
    ),
    "a break of a kind that is the same": (
        "            - scope\n",
        "            - kind\n",
        [
            "- unit\n            - kind",
            "series[1].members[1].change.what: loại không đổi so với số liệu đứng trước "
            "(mục tiêu luôn đứng riêng, không cần ngắt): bỏ kind khỏi what",
        ],
    ),
    "a break before anything": (
        'figure: ho-ngheo-2023\n        period: "2023"\n',
        'figure: ho-ngheo-2023\n        period: "2023"\n        change:\n          what:\n            - method\n          why: Đổi cách tính.\n',
        [
            "what:\n            - method",
            "series[0].members[0].change: số liệu đầu chuỗi không có gì đứng trước: xóa change",
        ],
    ),
    "one edition alone": (
        '      - edition: "2023"\n        figure: ho-ngheo-2023\n        period: "2023"\n',
        "",
        [
            '- edition: "2024"\n        figure: ho-ngheo-nam-truoc',
            "series[0].members: chuỗi cần số liệu của ít nhất hai ấn bản: ghi thêm, hoặc xóa chuỗi",
        ],
    ),
}


@pytest.mark.parametrize("name", WRONG)
def test_a_wrong_series_is_told_at_its_line(content, name):
    old, new, (place, message) = WRONG[name]
    content.edit(SERIES, old, new)
    assert content.faults() == [f"{content.at(SERIES, place)}: {message}"]


def test_another_kind_needs_a_break_and_is_right_with_one(content):
    content.edit("data/2024/figures.yml", 'kind: result\n    value: "112"', 'kind: count\n    value: "112"')
    assert content.faults() == [
        content.at(SERIES, 'dich-vu-toan-trinh\n        period: "2024"')
        + ": series[2].members[1].figure: loại là count (Số lượng), của số liệu đứng trước là result (Kết quả): "
        "ghi change với what gồm kind và why, hoặc bỏ số liệu này khỏi chuỗi"
    ]
    content.write(
        SERIES,
        content.read(SERIES)
        + "        change:\n          what:\n            - kind\n          why: Báo cáo sau đếm khác.\n",
    )
    assert content.faults() == []


def test_reports_of_different_series_are_not_put_in_one(content):
    content.edit("data/2024/report.yml", "series: nang-cao-chi-so-papi", "series: loat-khac")
    (content.root / ANSWERS).unlink()
    (content.root / COMPARED).unlink()
    told = "các ấn bản không cùng một loạt (series trong report.yml): chỉ xếp số liệu của các báo cáo cùng loạt"
    assert [fault.partition(": ")[2] for fault in content.faults()] == [
        f"series[{number}].members: {told}" for number in range(3)
    ]


def test_each_series_has_its_page_and_each_page_its_series(content):
    (content.root / "docs/qua-cac-ky/ho-ngheo.md").rename(content.root / "docs/qua-cac-ky/ho-ngeo.md")
    assert content.faults() == [
        content.at(SERIES, "ho-ngheo\n")
        + ': series[0].id: thiếu trang docs/qua-cac-ky/ho-ngheo.md: tạo trang này, trong có {{ series("ho-ngheo") }}',
        'docs/qua-cac-ky/ho-ngeo.md:1:1: không có chuỗi "ho-ngeo" trong data/series.yml; có phải là "ho-ngheo"? '
        "Xóa trang, hoặc ghi chuỗi",
    ]


def test_a_page_of_a_series_shows_it(content):
    content.edit("docs/qua-cac-ky/ho-ngheo.md", 'series("ho-ngheo")', 'series("dich-vu-toan-trinh")')
    assert content.faults() == [
        content.at(SERIES, "ho-ngheo\n")
        + ': series[0].id: trang docs/qua-cac-ky/ho-ngheo.md chưa hiện chuỗi này: viết {{ series("ho-ngheo") }} trong trang'
    ]


def test_the_page_of_a_series_leads_to_each_record_and_sentence(site):
    page = dom.read_file(site / "qua-cac-ky/ho-ngheo.html").one("main")
    table = page.one("table")
    links = [link["href"] for link in table.all("a", href=True)]
    assert links == [
        "../2024/so-lieu.html#ho-ngheo-nam-truoc",
        "../2024/2-cong-khai-minh-bach.html#dong-13",
        "../2023/so-lieu.html#ho-ngheo-2023",
        "../2023/2-2-cong-khai-minh-bach.html#dong-45",
        "../2024/so-lieu.html#ho-ngheo-2024",
        "../2024/2-cong-khai-minh-bach.html#dong-13",
        "../2024/so-lieu.html#ho-ngheo-2025",
        "../2024/2-cong-khai-minh-bach.html#dong-13",
    ]
    assert "không rõ là mục tiêu hay kết quả" in table.text()
    assert page.text().count("Báo cáo năm 2024: Câu nguồn không nói rõ") == 1  # a caveat of two of its figures


def test_a_break_is_drawn_and_told(site):
    page = dom.read_file(site / "qua-cac-ky/thu-tuc-toan-trinh.html").one("main")
    words = " ".join(page.one("table").text().split())
    assert "Ngắt: đổi đơn vị, phạm vi. Báo cáo trước in một tỷ số" in words
    drawing = (
        (site / "qua-cac-ky/thu-tuc-toan-trinh.html").read_text("utf-8").partition("<svg")[2].partition("</svg>")[0]
    )
    assert "Ngắt: đổi đơn vị, phạm vi" in drawing and 'class="c-open"' in drawing
    assert "L" not in "".join(part.partition('"')[0] for part in drawing.split(' d="')[1:])  # nothing is joined


def test_records_archive_and_search_lead_to_a_series(site):
    figures = dom.read_file(site / "2023/so-lieu.html")
    assert "../qua-cac-ky/ho-ngheo.html" in {link["href"] for link in figures.all("a", href=True)}
    archive = dom.read_file(site / "luu-tru.html")
    assert "qua-cac-ky/ho-ngheo.html" in {link["href"] for link in archive.all("a", href=True)}
    index = next(site.glob("assets-*/search-index.js")).read_text("utf-8")
    assert "qua-cac-ky/ho-ngheo.html\tTỷ lệ hộ nghèo qua các kỳ\n" in index
    assert "2024/so-voi-ky-truoc.html\tSo với kỳ trước\n" in index


def test_series_and_answers_are_open_data(site):
    api = site / "api/v1"
    assert json.loads((api / "series.json").read_text("utf-8"))["count"] == 3
    rows = list(csv.DictReader((api / "series-members.csv").open(encoding="utf-8")))
    assert rows[5]["record"] == "thu-tuc-toan-trinh" and rows[5]["change_what"] == "unit | scope"
    silent = json.loads((api / "2024/answers/tuyen-truyen.json").read_text("utf-8"))
    assert silent["silent"] is True and silent["permalink"].endswith("2024/so-voi-ky-truoc.html#nhiem-vu-tuyen-truyen")
    assert not (api / "2023/answers.json").exists()


def test_with_one_edition_nothing_of_the_years_is_published(built_site):
    assert not (built_site / "qua-cac-ky").exists()
    assert not list(built_site.rglob("so-voi-ky-truoc*"))
    assert not list((built_site / "api").rglob("answers*")) + list((built_site / "api").rglob("series*"))


# Tasks ------------------------------------------------------------------------------------------------------------


def test_answers_are_shown_on_both_sides(site):
    old = " ".join(dom.read_file(site / "2023/nhiem-vu.html").one("main").text().split())
    new = " ".join(dom.read_file(site / "2024/so-voi-ky-truoc.html").one("main").text().split())
    for words in (old, new):
        assert "Ban Thanh tra nhân dân đã kiểm tra việc giữ nội quy tại các phòng của Sở." in words
        silent = (
            "Báo cáo không nhắc tới. Câu này chỉ nói về lời văn của báo cáo năm 2024, không nói việc đã làm hay chưa."
        )
        assert words.count(silent) == 1
        assert words.count("Trang web này chưa đối chiếu nhiệm vụ này với báo cáo năm 2024.") == 1
    links = [link["href"] for link in dom.read_file(site / "2023/nhiem-vu.html").all("a", href=True)]
    assert "../2024/1-chi-dao-dieu-hanh.html#dong-9" in links


WRONG_ANSWERS = {
    "a task that the last report does not have": (
        "id: giam-sat",
        "id: giam-sats",
        "giam-sats",
        'answers[1].id: không có "giam-sats" trong data/2023/tasks.yml; có phải là "giam-sat"?',
    ),
    "words that are not in the line": (
        "giữ nội quy tại các phòng của Sở.",
        "giữ nội quy.",
        "Ban Thanh tra nhân dân đã kiểm tra việc giữ nội quy.",
        "answers[1].places[0].printed: câu này không có ở dòng 9 của bản đối chiếu: chép lại đúng từng chữ, hoặc sửa line",
    ),
    "neither words nor silence": (
        "  - id: tuyen-truyen\n    silent: true",
        "  - id: tuyen-truyen",
        "id: tuyen-truyen",
        "answers[0]: cần đúng một trong hai: places (những câu nói về nhiệm vụ) hoặc silent: true (báo cáo không nhắc tới)",
    ),
    "one task twice": (
        "id: giam-sat",
        "id: tuyen-truyen",
        "tuyen-truyen\n    places",
        'answers[1].id: mã "tuyen-truyen" đã dùng ở dòng 3: đặt mã khác',
    ),
}


@pytest.mark.parametrize("name", WRONG_ANSWERS)
def test_a_wrong_answer_is_told_at_its_line(content, name):
    old, new, place, message = WRONG_ANSWERS[name]
    content.edit(ANSWERS, old, new)
    assert content.faults() == [f"{content.at(ANSWERS, place)}: {message}"]


def test_silence_is_refused_where_the_text_repeats_the_task(content):
    task = "Nâng cao chất lượng ứng dụng công nghệ thông tin trong hoạt động của đơn vị nhằm góp phần giải quyết nhanh các thủ tục hành chính."
    loaded = content.load().site.edition("2023").record("tasks", "ung-dung-cntt")
    assert loaded.text == task
    content.edit("data/2023/tasks.yml", f"text: {task}", "text: giải quyết nhanh các thủ tục hành chính.")
    content.edit(ANSWERS, content.read(ANSWERS).partition("ung-dung-cntt\n")[2], "    silent: true\n")
    told = [fault for fault in content.faults() if fault.startswith(ANSWERS)]
    assert [fault.partition(": ")[2] for fault in told] == [
        "answers[2].silent: dòng 19 của bản đối chiếu nhắc lại nguyên văn nhiệm vụ này: ghi câu ấy vào places thay cho silent"
    ]


def test_answers_need_an_edition_before_and_a_page(content):
    (content.root / COMPARED).unlink()
    assert content.faults() == [
        "data/2024/report.yml:2:1: thiếu trang docs/2024/so-voi-ky-truoc.md: tạo trang này",
    ]
    content.edit("data/2024/report.yml", "series: nang-cao-chi-so-papi", "series: loat-khac")
    assert content.faults()[0] == (
        content.at(ANSWERS, "id: tuyen-truyen")
        + ": answers[0]: không có ấn bản trước cùng loạt để trả lời: ghi series trong report.yml của hai ấn bản, hoặc xóa tệp này"
    )


def test_the_first_of_a_series_has_nothing_to_be_compared_with(content):
    content.write("docs/2023/so-voi-ky-truoc.md", content.read(COMPARED))
    assert content.faults() == [
        "docs/2023/so-voi-ky-truoc.md:1:1: chưa có ấn bản trước cùng loạt để so: xóa trang, hoặc ghi series trong report.yml của hai ấn bản"
    ]


def test_a_next_year_without_answers_may_go_without_the_page(content):
    (content.root / ANSWERS).unlink()
    (content.root / COMPARED).unlink()
    assert content.faults() == []


# What changed -----------------------------------------------------------------------------------------------------


def test_what_changed_follows_from_the_records(made):
    whole = made.load().site
    found = comparison.compare(whole, whole.edition("2023"), whole.edition("2024"))
    assert [document.id for document in found.documents.new] == ["7-kh-sldtbxh-2024"]
    assert [document.id for document in found.documents.kept] == ["20-2021-nd-cp"]
    assert len(found.documents.gone) == len(whole.edition("2023").documents) - 1
    kept = [found.after.source.line(heading.line) for heading in found.headings.kept]
    assert kept == ["I. KẾT QUẢ THỰC HIỆN", "3. Hạn chế"]
    assert [line.plain for line in found.limits.new] == ["Một số phòng còn chậm cập nhật thông tin trên trang của Sở."]
    assert len(found.limits.gone) == 1 and found.limits.kept == ()
    assert [one.id for one, before, after in found.figures if before and after] == [one.id for one in whole.series]


def test_one_sign_in_another_year_is_another_document(made):
    import dataclasses
    import datetime

    one = made.load().site.edition("2024").record("documents", "7-kh-sldtbxh-2024")
    older = dataclasses.replace(one, date=datetime.date(2023, 1, 5))
    undated = dataclasses.replace(one, date=None)
    assert not comparison.same_document(older, one)
    assert comparison.same_document(undated, one)


def test_what_changed_is_told_as_computed(site):
    page = " ".join(dom.read_file(site / "2024/so-voi-ky-truoc.html").one("main").text().split())
    assert "hai báo cáo không viết những điều dưới đây" in page
    assert "Không còn được dẫn không có nghĩa là hết hiệu lực." in page
