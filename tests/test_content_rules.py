"""Rules on what records say together, on corrections, on personal data and on typography; each is told whole."""

import dataclasses
import datetime
import json
import unicodedata

import pytest

from macros.content.corrections import seal
from macros.rules import coherence
from macros.rules.typography import mend, old_style
from macros.site import addresses
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
    content.edit(FIGURES, "    unit: công chức\n", "    unit: đơn vị trực thuộc Sở\n    unit_note: Để thử.\n")
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
    found = "    findings:\n      - found: Tên gọi.\n        source: Trang thử\n        checked: 2016-11-22\n"
    content.edit("data/2023/documents.yml", "    citations:\n", f"{found}    citations:\n")
    (fault,) = content.faults()
    assert (
        fault.endswith("trước ngày của báo cáo (11/12/2023): xem lại năm")
        and ".findings[0].checked: ngày 22/11/2016" in fault
    )


def test_year_far_from_the_report_s_date(content):
    content.edit("data/2023/report.yml", "year: 2023", "year: 2032")
    assert any(
        fault.endswith(
            "date: báo cáo năm 2032 phải đề ngày trong các năm 2032 đến 2033; gặp 11/12/2023: xem lại ngày, hoặc period"
        )
        for fault in content.faults()
    )


def test_the_site_s_date_is_the_newest_in_the_data(content):
    assert content.load().site.updated.isoformat() == "2026-11-22"
    content.edit("data/facts.yml", "checked: 2026-11-22", "checked: 2026-12-01")
    assert content.load().site.updated.isoformat() == "2026-12-01"


def test_a_date_after_today_is_told_where_the_clock_may_be_read(content):
    content.edit("data/facts.yml", "checked: 2026-11-22", "checked: 2062-11-22")
    assert content.faults() == []
    (fault,) = coherence.future(content.load(), datetime.date(2026, 11, 30))
    assert str(fault) == (
        f"{content.at('data/facts.yml', '2062-11-22')}: facts[0].checked: ngày 22/11/2062 sau hôm nay (30/11/2026): xem lại năm"
    )
    assert list(coherence.future(content.load(), datetime.date(2062, 11, 22))) == []
    done = Project(ROOT).run("--root", str(content.root), "check", "--today")
    assert done.returncode == 1 and "facts[0].checked: ngày 22/11/2062 sau hôm nay (" in done.stderr


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
    told = [fault for fault in content.faults() if "không đăng" in fault or "giấy tờ" in fault]
    assert [fault.partition(":")[0] for fault in told] == [FIGURES, ABOUT]


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
    assert [fault for fault in content.faults() if "không đăng" in fault or "giấy tờ" in fault] == []


# Typography and mending -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "new, old", [("oà", "òa"), ("oá", "óa"), ("oẻ", "ỏe"), ("uý", "úy"), ("Uỷ", "Ủy"), ("oạ", "ọa")]
)
def test_old_style_of_tone_marks(new, old):
    assert old_style(new) == old


def test_quotations_and_source_fields_keep_their_typography(content):
    content.edit(ABOUT, "Nếu gặp trở ngại", "Có nơi viết «nhà văn hoá xã , thôn». Nếu gặp trở ngại")
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


def test_mends_nothing_below_assets_and_nothing_that_a_link_leads_to(content, tmp_path):
    (tmp_path / "elsewhere.md").write_text("Hai  dấu\n", "utf-8")
    (content.root / "docs/link.md").symlink_to(tmp_path / "elsewhere.md")
    content.write("docs/assets/readme.md", "Hai  dấu\n")
    content.write("docs/that.md", "Hai  dấu\n\nCuối  cùng")
    assert mend(content.root) == ["docs/that.md"]
    assert content.read("docs/that.md") == "Hai dấu\n\nCuối cùng"


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


# The public record of corrections ---------------------------------------------------------------------------------

FIRST = ENTRY.replace("kind: issuer", "kind: update")
SECOND = FIRST.removeprefix("corrections:\n").replace("14,83%", "a").replace("14,38%", "b")


@pytest.mark.parametrize(
    ("old", "new", "place", "message"),
    [
        ("what: Ghi thêm số đính chính.", "what: …", "…", 'what: "…" không cho biết gì: viết đủ cho người đọc, không dùng dấu ba chấm'),
        ("before: 14,83%", "before: …", "…", 'before: "…" không cho biết gì: viết đủ cho người đọc, không dùng dấu ba chấm'),
        ("why: Theo văn bản đính chính.", "why: ???", "???", 'why: "???" không cho biết gì: viết đủ cho người đọc, không dùng dấu ba chấm'),
        ("why: Theo văn bản đính chính.", "why: Test", "Test", 'why: "Test" không cho biết gì: viết đủ cho người đọc, không dùng dấu ba chấm'),
        ("after: 14,38%", "after: 14,83%", "14,83%\n    why", "after: giống hệt before: ghi giá trị mới, hoặc xóa mục này"),
        ("2026-11-22", "2003-11-22", "2003-11-22", "date: ngày 22/11/2003 trước ngày của báo cáo (11/12/2023): xem lại năm"),
        ("kind: update", "kind: removed", "removed", 'kind: bản ghi "figures/ho-ngheo-2023" vẫn còn: xóa bản ghi, hoặc đổi kind thành slip hoặc update'),
        ("kind: update", "kind: privacy", "14,83%", "before: kind privacy không nhắc lại điều riêng tư: xóa dòng before"),
    ],
)  # fmt: skip
def test_an_entry_that_says_nothing_true_is_refused(content, old, new, place, message):
    assert old in FIRST
    content.write("data/corrections.yml", FIRST.replace(old, new))
    found = content.faults()
    assert f"{content.at('data/corrections.yml', place)}: corrections[0].{message}" in found
    assert len(found) <= 2


def test_entries_stand_in_order_and_once(content):
    content.write("data/corrections.yml", FIRST + SECOND.replace("2026-11-22", "2026-11-21"))
    place = content.at("data/corrections.yml", "2026-11-21")
    assert content.faults() == [
        f"{place}: corrections[1].date: ngày 21/11/2026 trước mục ở trên (22/11/2026): xem lại ngày; mục mới ghi ở cuối tệp"
    ]
    content.write("data/corrections.yml", FIRST + FIRST.removeprefix("corrections:\n").replace("-22", "-23"))
    assert content.faults() == [
        "data/corrections.yml:12:13: corrections[1].record: mục này lặp lại mục ở dòng 2: xóa một mục"
    ]
    content.write("data/corrections.yml", FIRST + SECOND)
    assert content.faults() == []


NOTED = CORRECTION + "      noted: 2024-02-05\n"


def test_the_entry_of_an_issuer_s_correction_follows_from_its_record(content):
    content.edit(FIGURES, ENGLISH, NOTED + ENGLISH)
    (entry,) = content.load().site.corrections
    assert (entry.date.isoformat(), entry.edition, entry.record, entry.kind) == (
        "2024-02-05",
        "2023",
        "figures/ho-ngheo-2023",
        "issuer",
    )
    assert (entry.before, entry.after, entry.why) == ("14,83%", "14,38%", "Theo Văn bản đính chính, ngày 01/02/2024.")
    content.write("data/corrections.yml", ENTRY)  # written out, it is told once
    assert len(content.load().site.corrections) == 1


def test_a_correction_noted_before_it_was_made_is_refused(content):
    content.edit(FIGURES, ENGLISH, NOTED.replace("02-05", "01-05") + ENGLISH)
    refuse(
        content,
        "2024-01-05",
        "figures[3].corrected.noted: ngày 05/01/2024 trước ngày đính chính (01/02/2024): ghi ngày trang này ghi đính chính",
    )


def test_a_correction_may_be_noted_on_its_day(content):
    content.edit(FIGURES, ENGLISH, NOTED.replace("02-05", "02-01") + ENGLISH)
    assert content.faults() == []


def test_a_corrected_ratio_stays_a_part_of_its_whole(content):
    written = "    corrected:\n      printed: 115/113\n      ratio:\n        numerator: 115\n        denominator: 113\n      date: 2024-02-01\n      source: Văn bản\n      noted: 2024-02-05\n"
    content.edit(FIGURES, "    english: Administrative", written + "    english: Administrative")
    refuse(
        content,
        "numerator: 115",
        "figures[0].corrected.ratio: tỷ số 115/113 không thể có: 105/113 là một phần của tổng, tử số phải từ 0 đến mẫu số",
    )


def test_a_correction_pasted_on_the_neighbouring_record_is_told(content):
    content.edit(FIGURES, "    english: Fall in", NOTED + "    english: Fall in")
    refuse(
        content,
        '"14.38"',
        'figures[2].corrected.value: 14,38% khác xa 3% mà gần 14,83% của "ho-ngheo-2023": xem có ghi nhầm bản ghi không; nếu đúng thì ghi thêm lý do vào why',
    )
    content.edit(FIGURES, "      noted: 2024-02-05\n", "      noted: 2024-02-05\n      why: Tính lại cả kỳ.\n")
    assert content.faults() == []


def test_a_released_entry_can_be_neither_deleted_nor_rewritten(content):
    content.write("data/corrections.yml", FIRST + SECOND)
    seals = [seal(change) for change in content.load().site.corrections]
    assert addresses.update(content.root, addresses.load(content.root), set(), seals) == []
    assert content.faults() == []
    place = content.at("data/addresses.yml", f'"{seals[1]}"')
    lost = f"{place}: corrections[1]: một mục đã công bố ở «Cập nhật và sửa lỗi» bị xóa hoặc viết lại: khôi phục mục ấy; sửa tiếp thì thêm mục mới"
    for rewritten in (FIRST, FIRST + SECOND.replace("after: b", "after: c"), FIRST + SECOND.replace("-22", "-23")):
        content.write("data/corrections.yml", rewritten)
        assert content.faults() == [lost]
    content.write("data/corrections.yml", FIRST + SECOND.replace("Ghi thêm số", "Đã ghi thêm số"))
    assert content.faults() == []  # the words may be mended


def test_a_released_correction_of_the_issuer_cannot_be_rewritten_with_its_record(content):
    content.edit(FIGURES, ENGLISH, NOTED + ENGLISH)
    seals = [seal(change) for change in content.load().site.corrections]
    addresses.update(content.root, addresses.load(content.root), set(), seals)
    assert content.faults() == []
    content.edit(FIGURES, "14,38%", "14,39%")
    content.edit(FIGURES, '"14.38"', '"14.39"')
    (fault,) = content.faults()
    assert "corrections[0]: một mục đã công bố" in fault


def test_something_private_is_taken_out_without_a_trace(content):
    private = '  - date: 2026-11-23\n    edition: "2023"\n    record: figures/ho-ngheo-2023\n    kind: privacy\n    what: Bỏ tên một người.\n    why: Điều riêng tư không được đăng.\n'
    content.write("data/corrections.yml", FIRST + private)
    change = content.load().site.corrections[1]
    assert (change.before, change.after) == (None, None)
    other = dataclasses.replace(change, what="Bỏ tên Lò Văn A.", why="Khác.")
    assert seal(change) == seal(other), "no word of it is in the seal"


def test_a_page_or_record_once_published_is_not_lost(content):
    content.edit("data/2023/terms.yml", "id: diem-phan-tram", "id: diem-phan-tram-moi")
    place = content.at("data/addresses.yml", "2023/thuat-ngu.html#diem-phan-tram\n")
    assert content.faults() == [
        f"{place}: published[{published(content, '2023/thuat-ngu.html#diem-phan-tram')}]: địa chỉ đã công bố không còn: 2023/thuat-ngu.html#diem-phan-tram: "
        'giữ trang hay bản ghi ấy, ghi chỗ mới dưới "moved", hoặc ghi dưới "gone" nếu bỏ hẳn'
    ]
    content.write(
        "data/addresses.yml", content.read("data/addresses.yml") + "gone:\n  - 2023/thuat-ngu.html#diem-phan-tram\n"
    )
    assert content.faults() == []


def published(content, address: str) -> int:
    return addresses.load(content.root).published.index(address)


def test_a_corrected_ratio_is_of_something(content):
    written = "    corrected:\n      printed: 0/0\n      ratio:\n        numerator: 0\n        denominator: 0\n      date: 2024-02-01\n      source: Văn bản\n      noted: 2024-02-05\n"
    content.edit(FIGURES, "    english: Administrative", written + "    english: Administrative")
    place = content.at(FIGURES, "0\n      date: 2024")
    assert f"{place}: figures[0].corrected.ratio.denominator: mẫu số phải lớn hơn 0; gặp 0" in content.faults()
    content.edit(FIGURES, "denominator: 0", "denominator: 1")
    assert not [fault for fault in content.faults() if "mẫu số phải lớn hơn 0" in fault]


@pytest.mark.parametrize("number", ["99,5%", "chín mươi phần trăm", "ba phần tư", "77 công chức"])
@pytest.mark.parametrize("key", ["title: ", ""])
def test_a_number_that_no_report_has_is_told_where_it_stands(content, number, key):
    """In the front matter at the beginning of the value, in the prose at the number."""
    file = "docs/gioi-thieu.md"
    content.edit(file, key or "Nếu gặp trở ngại", f"{key}Có {number} " if key else f"Có {number}")
    assert content.faults() == [
        f'{content.at(file, f"Có {number}" if key else number)}: {key}con số "{number}" không có trong báo cáo nào, '
        "cũng không do trang tính: viết bằng macro figure hoặc derived, hoặc bỏ"
    ]


def test_a_page_may_tell_the_day_of_an_issuer_s_correction_and_no_day_that_stands_nowhere(content):
    content.edit(FIGURES, ENGLISH, NOTED + ENGLISH)
    content.edit("docs/gioi-thieu.md", "Nếu gặp trở ngại", "Báo cáo được đính chính ngày 01/02/2024. Nếu gặp trở ngại")
    assert content.faults() == []
    content.edit("docs/gioi-thieu.md", "đính chính ngày 01/02/2024", "đính chính ngày 03/02/2024")
    assert len(content.faults()) == 1


def test_a_year_has_four_digits(content):
    content.edit("data/2023/report.yml", "year: 2023\n", "year: 23\n")
    place = content.at("data/2023/report.yml", "23\n")
    assert f"{place}: year: năm phải gồm bốn chữ số, ví dụ 2023; gặp 23" in content.faults()


def test_a_wrong_address_in_the_prose_is_told_where_it_stands(content):
    file = "docs/gioi-thieu.md"
    content.edit(file, "Nếu gặp trở ngại", "Xem [trang](https://https://vi.du/). Nếu gặp trở ngại")
    assert content.faults() == [
        f'{content.at(file, "https://https")}: địa chỉ "https://https://vi.du/" viết "http" hai lần: xóa một lần'
    ]
