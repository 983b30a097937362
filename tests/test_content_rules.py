"""Rules on what records say together, on corrections, on personal data and on typography; each is told whole."""

import json
import unicodedata

import pytest

from macros.rules.typography import mend, old_style
from tests.project import ROOT, Project

FIGURES = "data/2023/figures.yml"
ABOUT = "docs/gioi-thieu.md"
CORRECTION = '    corrected:\n      printed: 14,38%\n      value: "14.38"\n      date: 2024-02-01\n      source: Văn bản đính chính\n'
ENGLISH = "    english: Poor-household rate of the province"
ENTRY = (
    'corrections:\n  - date: 2026-11-22\n    edition: "2023"\n    record: figures/ho-ngheo-2023\n    kind: issuer\n'
    "    what: Ghi thêm số đính chính.\n    before: 14,83%\n    after: 14,38%\n    why: Theo văn bản đính chính.\n"
)


def refuse(content, place: str, message: str, file: str = FIGURES):
    assert content.faults() == [f"{content.at(file, place)}: {message}"]


def test_a_mark_away_from_its_words_is_told(content):
    page = "docs/2023/1-chi-dao-dieu-hanh.md"
    content.edit(page, 'hành chính công{{ erratum("E-03") }}', "hành chính công")
    content.edit(page, "Tiếp tục triển khai", 'Tiếp tục{{ erratum("E-03") }} triển khai')
    assert content.faults() == [
        f"{page}:10:9: dấu lưu ý E-03 phải đứng ngay sau chữ «quản trị hành chính công»: chuyển macro tới đó"
    ]


# What records say together ----------------------------------------------------------------------------------------


def test_same_quantity_stated_the_same_is_in_order(content):
    content.edit(FIGURES, "    english: Civil servants", "    same_as: don-vi-thanh-tra\n    english: Civil servants")
    content.edit(FIGURES, "    unit: công chức\n", "    unit: đơn vị trực thuộc Sở\n")
    assert content.faults() == []


def test_same_quantity_as_itself(content):
    content.edit(FIGURES, ENGLISH, "    same_as: ho-ngheo-2023\n" + ENGLISH)
    refuse(
        content,
        "ho-ngheo-2023\n    english",
        "figures[3].same_as: số liệu không thể trùng với chính nó: ghi mã của số liệu kia, hoặc xóa dòng này",
    )


def test_percentage_that_does_not_follow_from_its_ratio(content):
    content.edit(FIGURES, ENGLISH, "    percent_of: thu-tuc-toan-trinh\n" + ENGLISH)
    refuse(
        content,
        "thu-tuc-toan-trinh\n    english",
        "figures[3].percent_of: 14,83% không khớp 105/113 = 92,92%: sửa số liệu sai, hoặc xóa percent_of và ghi vào caveats",
    )


def test_percentage_of_what_is_no_ratio(content):
    content.edit(FIGURES, ENGLISH, "    percent_of: cong-chuc-tiep-dan\n" + ENGLISH)
    refuse(
        content,
        "cong-chuc-tiep-dan\n    english",
        'figures[3].percent_of: "cong-chuc-tiep-dan" phải là một tỷ số (ratio) và số liệu này phải có value',
    )


def test_checked_before_the_report(content):
    content.edit("data/2023/terms.yml", "checked: 2026", "checked: 2016")
    (fault,) = content.faults()
    assert (
        fault.endswith("trước ngày của báo cáo (11/12/2023): xem lại năm")
        and ".finding.checked: ngày 22/11/2016" in fault
    )


def test_year_far_from_the_report_s_date(content):
    content.edit("data/2023/report.yml", "year: 2023", "year: 2032")
    assert any(
        fault.endswith(
            "date: báo cáo năm 2032 phải đề ngày trong các năm 2032 đến 2033; gặp 11/12/2023: xem lại ngày, hoặc period"
        )
        for fault in content.faults()
    )


def test_newest_date_is_the_site_s(content):
    content.edit("data/site.yml", "updated: 2026-11-22", "updated: 2026-11-21")
    faults = content.faults()
    assert faults and all(
        "sau ngày cập nhật của trang (21/11/2026): xem lại năm; nếu đúng thì sửa updated trong data/site.yml" in fault
        for fault in faults
    )


def test_unused_fact(content):
    content.edit(ABOUT, '{{ fact("papi-pham-vi") }}\n', "")
    refuse(
        content,
        "papi-pham-vi",
        'facts[1].id: điều "papi-pham-vi" không trang nào dùng: viết {{ fact("papi-pham-vi") }} trong trang, hoặc xóa bản ghi',
        "data/facts.yml",
    )


def test_unused_organisation_and_term(content):
    content.write(
        "data/2023/organisations.yml",
        content.read("data/2023/organisations.yml") + "\n  - id: so-moi\n    name: Sở mới\n    level: other\n",
    )
    content.write(
        "data/2023/terms.yml",
        content.read("data/2023/terms.yml") + "\n  - id: xyz\n    term: XYZ\n    kind: abbreviation\n    note: Thử.\n",
    )
    assert content.faults() == [
        f"{content.at('data/2023/organisations.yml', 'so-moi')}: organisations[{content.read('data/2023/organisations.yml').count('- id:') - 1}].id: "
        'đơn vị "so-moi" không trang nào dùng: viết {{ org("…") }} trong trang, hoặc xóa bản ghi',
        f"{content.at('data/2023/terms.yml', 'xyz')}: terms[{content.read('data/2023/terms.yml').count('- id:') - 1}].id: "
        'chữ viết tắt "XYZ" không trang nào dùng: viết {{ term("XYZ") }} trong trang, hoặc xóa bản ghi',
    ]


# Corrections ------------------------------------------------------------------------------------------------------


@pytest.fixture
def corrected(content):
    content.edit(FIGURES, ENGLISH, CORRECTION + ENGLISH)
    content.write("data/corrections.yml", ENTRY)
    assert content.faults() == []
    return content


@pytest.mark.parametrize(
    "old, new, place, message",
    [
        (
            'value: "14.38"',
            'value: "14.39"',
            '"14.39"',
            'corrected.value: giá trị 14.39 khác dạng in "14,38%" của đính chính: sửa một trong hai',
        ),
        ('      value: "14.38"\n', "", "printed: 14,38%", "corrected: cần đúng một trong hai khóa value hoặc ratio"),
        (
            "date: 2024-02-01",
            "date: 2014-02-01",
            "2014-02-01",
            "corrected.date: ngày 01/02/2014 trước ngày của báo cáo (11/12/2023): xem lại năm",
        ),
    ],
)
def test_correction_that_does_not_hold(corrected, old, new, place, message):
    corrected.edit(FIGURES, old, new)
    assert f"{corrected.at(FIGURES, place)}: figures[3].{message}" in corrected.faults()


def test_correction_equal_to_what_is_printed(corrected):
    corrected.edit(FIGURES, 'printed: 14,38%\n      value: "14.38"', 'printed: 14,83%\n      value: "14.83"')
    assert any(
        'đính chính "14,83%" giống dạng in trong báo cáo: sửa lại, hoặc xóa corrected' in fault
        for fault in corrected.faults()
    )


@pytest.mark.parametrize(
    "old, new, place, message",
    [
        (
            'edition: "2023"',
            'edition: "2032"',
            '"2032"',
            'edition: không có ấn bản "2032"; có phải là "2023"? Ghi edition là một trong: 2023',
        ),
        (
            "record: figures/ho-ngheo-2023",
            "record: facts/papi-la-gi",
            '"2023"',
            "edition: facts.yml dùng chung cho mọi ấn bản: xóa dòng edition",
        ),
        (
            "record: figures/ho-ngheo-2023",
            "record: terms/papi",
            "issuer",
            'kind: bản ghi "terms/papi" không có corrected: ghi đính chính vào bản ghi, hoặc đổi kind',
        ),
        (
            "    before: 14,83%\n    after: 14,38%\n",
            "",
            "Ghi thêm",
            "what: cần ít nhất một trong hai khóa before, after",
        ),
    ],
)
def test_entry_that_does_not_hold(corrected, old, new, place, message):
    corrected.edit("data/corrections.yml", old, new)
    assert f"{corrected.at('data/corrections.yml', place)}: corrections[0].{message}" in corrected.faults()


def test_entry_of_a_removed_record_names_what_is_gone(content):
    content.write(
        "data/corrections.yml",
        ENTRY.replace("figures/ho-ngheo-2023", "terms/da-bo").replace("kind: issuer", "kind: removed"),
    )
    assert content.faults() == []


# Personal data ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    ["+84 912 345 678", "0912.345.678", "0212-3852-268", "012345678901", "123 456 789", "a.b@c.vn", "Hộ bà Quàng Thị"],
)
def test_personal_data_is_refused_in_pages_and_records(content, text):
    content.edit(ABOUT, "Nếu gặp trở ngại", f"{text} nếu gặp trở ngại")
    content.edit(FIGURES, "- Là ngày làm việc", f'- "{text} là ngày làm việc')
    content.edit(FIGURES, "không đổi ra ngày theo lịch.\n", 'không đổi ra ngày theo lịch."\n')
    assert len(content.faults()) == 2


@pytest.mark.parametrize(
    "text",
    [
        "02123.852.269",
        "0212 3852 269",
        "sldtbxh@sonla.gov.vn",
        "105.113.200",
        "2021-2025",
        "1.234.567",
        "hộ nghèo",
        "11/12/2023",
    ],
)
def test_agency_contacts_and_plain_numbers_are_in_order(content, text):
    content.edit(ABOUT, "Nếu gặp trở ngại", f"{text} nếu gặp trở ngại")
    assert content.faults() == []


# Typography and mending -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "new, old", [("oà", "òa"), ("oá", "óa"), ("oẻ", "ỏe"), ("uý", "úy"), ("Uỷ", "Ủy"), ("oạ", "ọa")]
)
def test_old_style_of_tone_marks(new, old):
    assert old_style(new) == old


def test_quotations_and_source_fields_keep_their_typography(content):
    content.edit(ABOUT, "Nếu gặp trở ngại", "Bài đăng viết «nhà văn hoá xã , thôn». Nếu gặp trở ngại")
    assert content.faults() == []
    assert "nhà văn hoá xã" in content.read(FIGURES)


def test_words_spelt_alike_are_not_taken_for_faults(content):
    content.edit(ABOUT, "Nếu gặp trở ngại", "Quý vị, hoàn toàn, quỳ, khuỷu, Thúy, hòa: nếu gặp trở ngại")
    assert content.faults() == []


def test_mends_our_own_words_only(content):
    content.edit(ABOUT, "Nếu gặp trở ngại", "Nếu  gặp\u00a0trở " + unicodedata.normalize("NFD", "ngại") + "\u200b")
    content.edit(FIGURES, "    unit: công chức\n", "    unit: công  chức \n")
    good = {file: content.read(file) for file in ("docs/2023/2-2-cong-khai-minh-bach.md", "data/2023/source.txt")}
    content.edit(FIGURES, "period_printed: Năm 2003", "period_printed: Năm  2003")
    section = "docs/2023/2-2-cong-khai-minh-bach.md"
    content.edit(section, "Tập trung tham mưu", "Tập  trung tham mưu")
    assert mend(content.root) == [FIGURES, ABOUT]
    assert "Nếu gặp trở ngại" in content.read(ABOUT)
    assert "    unit: công chức\n" in content.read(FIGURES)
    assert "period_printed: Năm  2003" in content.read(FIGURES)
    assert "Tập  trung" in content.read(section)
    assert content.read("data/2023/source.txt") == good["data/2023/source.txt"]
    assert mend(content.root) == []


def test_mends_line_ends(content):
    content.write(ABOUT, content.read(ABOUT).replace("\n", "\r\n"))
    assert mend(content.root) == [ABOUT]
    assert "\r" not in content.read(ABOUT)


def test_the_real_content_needs_no_mending(content):
    assert mend(content.root) == []


# How faults are shown ---------------------------------------------------------------------------------------------


@pytest.fixture
def spoiled(content):
    content.edit(FIGURES, 'value: "14.83"', "value: 14,83")
    return content


def check(content, form: str):
    return Project(ROOT).run("--root", str(content.root), "check", "--format", form)


def test_text_names_the_pages_and_sums_up(spoiled):
    done = check(spoiled, "text")
    assert done.returncode == 1
    fault, pages, summary = done.stderr.splitlines()
    assert fault.startswith(spoiled.at(FIGURES, "14,83\n"))
    assert (
        pages
        == "    trang có liên quan: 2023/2-2-cong-khai-minh-bach.html, 2023/so-lieu.html, english.html, index.html, tim-kiem.html"
    )
    assert summary == f"1 lỗi nội dung trong 1 tệp ({FIGURES}); chưa dựng trang nào."


def test_github_shows_faults_on_the_changed_lines(spoiled):
    done = check(spoiled, "github")
    file, line, column = spoiled.at(FIGURES, "14,83\n").split(":")
    first = done.stdout.splitlines()[0]
    assert first.startswith(
        f"::error file={file},line={line},col={column},title=figures[3].value::figures[3].value: cần một số"
    )
    assert done.returncode == 1


def test_gitlab_reads_a_code_quality_report(spoiled):
    done = check(spoiled, "gitlab")
    (issue,) = json.loads(done.stdout)
    assert issue["location"] == {"path": FIGURES, "lines": {"begin": int(spoiled.at(FIGURES, "14,83\n").split(":")[1])}}
    assert len(issue["fingerprint"]) == 64 and issue["severity"] == "major" and done.returncode == 1


def test_gitlab_report_is_empty_when_nothing_is_wrong(content):
    done = check(content, "gitlab")
    assert (done.returncode, done.stdout) == (0, "[]\n")
