"""The search index files: deterministic, safe as scripts, and made of the right entries."""

import datetime
import re
from dataclasses import replace
from decimal import Decimal

import pytest

from macros.content.model import FigureCorrection
from macros.exports.search import (
    Entry,
    common_names,
    directory,
    edition_entries,
    edition_script,
    index_script,
    scripts,
    site_pages,
)
from macros.site import files

ENTRY = Entry(
    url="2023/2-2-cong-khai-minh-bach.html#dong-45",
    text="tỷ lệ hộ nghèo đạt 14,83%",
    kind="section",
    sections=("2.2",),
    page="2.2. Công khai, minh bạch",
)


def read(script: str) -> dict[str, list[list[str]]]:
    """The tables of a script: the rows of each, as lists of cells."""
    inside = re.fullmatch(r"window\.search(?:Index|Edition)=\{(.*)\};\n", script, re.DOTALL)[1]
    found = re.findall(r"(\w+):`((?:[^`\\]|\\.)*)`(?:,|$)", inside, re.DOTALL)
    texts = {name: re.sub(r"\\(.)", r"\1", text.replace(r"\x3c", "<"), flags=re.DOTALL) for name, text in found}
    return {name: [row.split("\t") for row in text.split("\n")] if text else [] for name, text in texts.items()}


def test_same_input_gives_the_same_bytes():
    synonyms = {"TTHC": "thủ tục hành chính"}
    assert index_script([ENTRY, ENTRY], synonyms) == index_script(iter((ENTRY, ENTRY)), dict(synonyms))


def test_entry_is_one_row_with_its_page_named_once():
    data = read(index_script([ENTRY, ENTRY], {}))
    assert data["pages"] == [["2023/2-2-cong-khai-minh-bach.html", "2.2. Công khai, minh bạch"]]
    assert data["entries"] == [["section", "0", "#dong-45", "", "tỷ lệ hộ nghèo đạt 14,83%", "2.2"]] * 2


def test_heading_is_marked():
    heading = Entry(url="a.html", title="2.2. Về nội dung", kind="section", sections=("2.2",), page="A", heading=True)
    assert read(index_script([heading], {}))["entries"] == [["heading", "0", "", "2.2. Về nội dung", "", "2.2"]]


def test_script_cannot_be_closed_or_broken_by_text():
    text = "</script><!-- \"'\\ \\` ` ${alert(1)} \\"
    script = index_script([Entry(url="a.html", title=text, kind="page", page=text)], {text: text})
    assert "<" not in script
    data = read(script)
    assert data["pages"][0][1] == data["entries"][0][3] == data["abbreviations"][0][0] == text


def test_text_cannot_end_its_row_or_its_cell():
    entry = Entry(url="a.html", title="a\tb\nc\rd", kind="page", page="p")
    assert read(index_script([entry], {}))["entries"] == [["page", "0", "", "a b c d", "", ""]]


def test_nothing_to_find_is_still_a_script():
    empty = {"pages": [], "entries": [], "abbreviations": [], "everyday": [], "editions": [], "common": []}
    assert read(index_script([], {})) == empty


def test_an_answer_follows_its_row():
    row = read(index_script([replace(ENTRY, kind="figure", answer=("14,83%", "Mục tiêu"))], {}))["entries"][0]
    assert row[6:] == ["14,83%", "Mục tiêu"]


def test_the_directory_has_headings_and_records_by_name_only():
    heading = replace(ENTRY, title="2.2. Về nội dung", text="", heading=True)
    figure = replace(ENTRY, kind="figure", title="14,83% – Tỷ lệ", answer=("14,83%", "Mục tiêu", "Nêu là «mục tiêu»."))
    term = replace(ENTRY, kind="term", title="PAPI")
    assert directory([ENTRY, heading, figure, term]) == [
        heading,
        replace(figure, text="", answer=("14,83%", "Mục tiêu")),
    ]


def test_each_older_edition_has_a_script_of_its_own(loaded):
    older = replace(loaded.site.newest, id="2022")
    site = replace(loaded.site, editions=(older, *loaded.site.editions))
    pages = [*loaded.pages, *(replace(p, edition="2022", path=f"2022/{p.name}.md") for p in loaded.pages if p.edition)]
    found = scripts(site, pages)
    assert sorted(found) == ["search-2022.js", "search-index.js"]
    whole = read(found["search-2022.js"])
    index = read(found["search-index.js"])
    assert whole["edition"] == [["2022"]] and {page[0].split("/")[0] for page in whole["pages"]} <= {"2022", "tai-ve"}
    known = [row for row in index["entries"] if index["pages"][int(row[1])][0].startswith("2022/")]
    assert 0 < len(known) < len(whole["entries"]) and not any(row[4] for row in known)
    assert [edition[0] for edition in index["editions"]] == [loaded.site.newest.id, "2022"]


def test_what_the_site_says_in_other_words_is_in_the_index(loaded):
    index = read(scripts(loaded.site, loaded.pages)["search-index.js"])
    assert index["everyday"] == [[synonym.finds, *synonym.said] for synonym in loaded.site.synonyms]
    assert edition_script("2023", []) == "window.searchEdition={edition:`2023`,pages:``,entries:``};\n"


def test_a_synonym_that_names_a_page_follows_its_title(content):
    content.write("data/synonyms.yml", SYNONYMS.format("gioi-thieu.md", "về trang này", "ai làm trang"))
    content.edit("docs/gioi-thieu.md", "title: Giới thiệu trang web này", "title: Về trang web này")
    loaded = content.load()
    index = read(scripts(loaded.site, loaded.pages)["search-index.js"])
    assert index["everyday"] == [["Về trang web này", "về trang này", "ai làm trang"]]


def test_each_record_can_be_found(loaded, edition):
    index = read(scripts(loaded.site, loaded.pages)["search-index.js"])
    found = {(entry[0], entry[2]) for entry in index["entries"]}
    for kind, records in (
        ("figure", edition.figures),
        ("document", edition.documents),
        ("term", edition.terms),
        ("task", edition.tasks),
        ("erratum", edition.errata),
    ):
        assert {(kind, f"#{record.id.lower()}") for record in records} <= found


def test_files_of_the_whole_site_are_found_unless_they_are_left_out():
    found = [(entry.url, entry.title, entry.text, entry.kind) for entry in site_pages([], ("feed",))]
    assert found == [
        (files.OFFLINE, "Bản ngoại tuyến (ZIP)", "Tải về", "file"),
        ("SHA256SUMS", "Danh sách mã băm SHA-256 của mọi tệp", "Tải về", "file"),
    ]


SYNONYMS = """synonyms:
  - finds: {}
    said:
      - {}
      - {}
"""


def test_a_synonym_must_lead_to_words_that_are_there(content):
    content.write("data/synonyms.yml", SYNONYMS.format("bảo hiểm tàu vũ trụ", "phi thuyền", "tàu bay"))
    assert content.faults() == [
        'data/synonyms.yml:2:12: synonyms[0].finds: "bảo hiểm tàu vũ trụ" không có trong báo cáo, từ ngữ hay các trang: '
        "chép chữ có thật, hoặc bỏ mục này"
    ]


def test_a_word_leads_to_one_place_only(content):
    content.write(
        "data/synonyms.yml",
        SYNONYMS.format("hộ nghèo", "nhà nghèo", "Hộ nghèo") + "  - finds: khiếu nại\n    said:\n      - nhà nghèo\n",
    )
    assert content.faults() == [
        "data/synonyms.yml:5:9: synonyms[0].said[1]: trùng với chữ mà mục này dẫn tới: xóa dòng này",
        'data/synonyms.yml:8:9: synonyms[1].said[0]: "nhà nghèo" đã dẫn tới "hộ nghèo": mỗi chữ chỉ dẫn tới một nơi, '
        "xóa một dòng",
    ]


FOUND = [
    Entry(url="2023/index.html#dong-2", kind="section", title="Kết quả thực hiện nâng cao chỉ số hiệu quả quản trị và hành chính năm 2023; nhiệm vụ trọng tâm công tác năm 2024", page="Báo cáo năm 2023", heading=True),
    Entry(url="2023/1-chi-dao-dieu-hanh.html#dong-5", kind="section", title="I. KẾT QUẢ THỰC HIỆN", sections=("1",), page="1. Công tác chỉ đạo, điều hành triển khai thực hiện", heading=True),
    Entry(url="2023/1-chi-dao-dieu-hanh.html#dong-13", kind="section", text="Sở đã ban hành, chỉ đạo triển khai thực hiện các văn bản sau:", sections=("1",), page="1. Công tác chỉ đạo, điều hành triển khai thực hiện"),
    Entry(url="2023/1-chi-dao-dieu-hanh.html#dong-15", kind="section", text="Kế hoạch số 13/KH-SLĐTBXH ngày 31/01/2023 về nâng cao chỉ số hiệu quả quản trị và hành chính công năm 2023.", sections=("1",), page="1. Công tác chỉ đạo, điều hành triển khai thực hiện"),
    Entry(url="2023/so-lieu.html#ho-ngheo-2023", kind="figure", title="14,83% – Tỷ lệ hộ nghèo năm 2023", text="Đính chính: 14,38%. Tỷ lệ hộ nghèo của tỉnh năm 2023. Phối hợp với các sở, ban, ngành, các địa phương trong tỉnh thực hiện mục tiêu: tỷ lệ hộ nghèo năm 2023 tiếp tục giảm 3% so với năm trước, đạt 14,83%. Tỷ lệ hộ nghèo năm 2022, nếu «3%» là điểm phần trăm: 17,83%. Tỷ lệ hộ nghèo năm 2022, nếu «3%» là phần trăm: 15,29%. Poor-household rate of the province in 2023 (introduced as a target, yet worded as reached).", sections=("2.2",), page="Số liệu", answer=("14,83%", "Mục tiêu", "Bài đăng gọi 14,83% là mục tiêu nhưng viết «đạt»; không rõ là mục tiêu hay kết quả.")),
    Entry(url="2023/so-lieu.html#cong-chuc-tiep-dan", kind="figure", title="01 – Công chức thường xuyên tiếp công dân", text="Số công chức Sở bố trí thường xuyên tiếp công dân. Sở đã bố trí địa điểm tiếp công dân và 01 công chức thường xuyên tiếp công dân, xây dựng quy chế tiếp công dân, quy chế phối hợp về giải quyết đơn thư, kiến nghị, phản ánh của công dân giữa các phòng chuyên môn với bộ phận tiếp công dân của Thanh tra Sở. Civil servants permanently assigned to receive citizens.", sections=("2.3",), page="Số liệu", answer=("01", "Số lượng")),
    Entry(url="2023/van-ban.html#bao-cao", kind="document", title="Báo cáo số 733/BC-SLĐTBXH", text="ngày 11/12/2023 của Sở Lao động - Thương binh và Xã hội tỉnh Sơn La. Kết quả thực hiện nâng cao chỉ số hiệu quả quản trị và hành chính năm 2023; nhiệm vụ trọng tâm công tác năm 2024.", page="Văn bản được dẫn"),
    Entry(url="2023/van-ban.html#13-2018-nd-cp", kind="document", title="Nghị định số 13/2018/NĐ-CP", text="của Chính phủ. Nghị định ngày 23/01/2018, quy định chi tiết và biện pháp thi hành Luật Tiếp cận thông tin. Bài đăng không ghi ngày ban hành và trích yếu.", sections=("2.2",), page="Văn bản được dẫn", answer=("", "Chưa xác minh")),
    Entry(url="2023/van-ban.html#luat-khieu-nai", kind="document", title="Luật Khiếu nại năm 2011", text="năm 2011 của Quốc hội. Đã được sửa đổi: Luật sửa đổi, bổ sung một số điều của Luật Tiếp công dân, Luật Khiếu nại, Luật Tố cáo số 136/2025/QH15 được thông qua ngày 10/12/2025, có hiệu lực từ ngày 01/7/2026; các lần sửa đổi khác chưa được kiểm tra. Số của luật là 02/2011/QH13, ngày 11/11/2011. Bài đăng không ghi số của luật.", sections=("2.3",), page="Văn bản được dẫn", answer=("", "Đã được sửa đổi")),
    Entry(url="2023/van-ban.html#90-2013-nd-cp", kind="document", title="Nghị định số 90/2013/NĐ-CP", text="ngày 08/8/2013 của Chính phủ. về trách nhiệm giải trình của cơ quan Nhà nước trong việc thực hiện nhiệm vụ, quyền hạn được giao. Hết hiệu lực: Hết hiệu lực ngày 15/8/2019, được thay thế bởi Nghị định số 59/2019/NĐ-CP ngày 01/7/2019 (theo hai cơ sở dữ liệu pháp luật; chưa tìm thấy trang của cơ quan nhà nước). Tên gọi: Nghị định số 90/2013/NĐ-CP quy định trách nhiệm giải trình của cơ quan Nhà nước trong việc thực hiện nhiệm vụ, quyền hạn được giao. Được dẫn hai lần; ngày được in theo hai cách.", sections=("2.3",), page="Văn bản được dẫn", answer=("", "Hết hiệu lực")),
    Entry(url="2023/nhiem-vu.html#ung-dung-cntt", kind="task", title="Nâng cao chất lượng ứng dụng công nghệ thông tin", text="Nâng cao chất lượng ứng dụng công nghệ thông tin trong hoạt động của đơn vị nhằm góp phần giải quyết nhanh các thủ tục hành chính.", sections=("III",), page="Nhiệm vụ năm 2024"),
    Entry(url="2023/nhiem-vu.html", kind="page", title="Nhiệm vụ năm 2024", sections=("III",), page="Nhiệm vụ năm 2024"),
    Entry(url="2023/so-lieu.html", kind="page", title="Số liệu", page="Số liệu"),
    Entry(url="2023/thuat-ngu.html#papi", kind="term", title="PAPI: Chỉ số Hiệu quả quản trị và hành chính công", text="Provincial Governance and Public Administration Performance Index. Bài đăng chỉ giải thích PAPI ở mục I.3, sau khi đã dùng nhiều lần, và không ghi tên tiếng Anh. PAPI đo ở cấp tỉnh; bài đăng không nêu điểm PAPI nào.", sections=("1", "3", "III"), page="Chữ viết tắt và thuật ngữ"),
    Entry(url="2023/thuat-ngu.html#ho-ngheo-ho-can-ngheo", kind="term", title="hộ nghèo, hộ cận nghèo", text="Bài đăng không nêu tiêu chí. Theo mục 2.2, các hộ này được xác định qua điều tra, rà soát, «làm cơ sở thực hiện các chính sách giảm nghèo, an sinh xã hội».", sections=("2.2",), page="Chữ viết tắt và thuật ngữ"),
    Entry(url="2023/don-vi.html#hdnd", kind="organisation", title="Hội đồng nhân dân", text="HĐND. Bài đăng chỉ viết «HĐND», không nói rõ cấp nào (lưu ý E-58).", sections=("2.3",), page="Đơn vị và liên hệ"),
    Entry(url="2023/don-vi.html#lien-he-dien-thoai", kind="organisation", title="Số điện thoại của Sở", text="02123.852.269. Số theo cách viết dễ đọc, có mã vùng 0212: 0212 3852 269. Liên hệ Sở Lao động - Thương binh và Xã hội tỉnh Sơn La.", page="Đơn vị và liên hệ", answer=("02123.852.269", "theo bài đăng 12/2023")),
    Entry(url="2023/don-vi.html#lien-he-duong-day-nong", kind="organisation", title="Đường dây nóng tiếp nhận phản ánh, kiến nghị", text="Bài đăng không ghi số điện thoại. Bài đăng nói đường dây nóng nhận phản ánh, kiến nghị về thủ tục hành chính và giải quyết thủ tục hành chính của Sở được công khai.", sections=("2.3",), page="Đơn vị và liên hệ", answer=("", "theo bài đăng 12/2023", "Bài đăng không ghi số điện thoại.")),
    Entry(url="2023/luu-y.html#e-01", kind="erratum", title="Lưu ý E-01", text="Bài đăng ghi «Năm 2003»; có thể là năm 2023, vì cả báo cáo viết về năm 2023. Trang web này giữ nguyên chữ của bài đăng.", sections=("2.4",), page="Lưu ý về nguyên văn"),
    Entry(url="2023/luu-y.html#e-49", kind="erratum", title="Lưu ý E-49", text="Bài đăng viết «nâng chỉ số» ở đây; các chỗ khác viết «nâng cao chỉ số».", sections=("III",), page="Lưu ý về nguyên văn"),
    Entry(url="tai-ve/so-lieu-2023.xlsx", kind="file", title="Bảng tính số liệu và văn bản, đủ mọi bản ghi (XLSX)", text="Tải về, mở bằng Excel", page="Báo cáo năm 2023"),
    Entry(url="tai-ve/bao-cao-2023.pdf", kind="file", title="PDF toàn văn", text="Tải về", page="Báo cáo năm 2023"),
    Entry(url="tai-ve/2023/2-4-kiem-soat-tham-nhung.pdf", kind="file", title="PDF mục 2.4: Kiểm soát tham nhũng trong khu vực công", sections=("2.4",), page="Báo cáo năm 2023"),
]  # fmt: skip


@pytest.fixture(scope="module")
def found(loaded, edition):
    """What is found of the edition, a figure corrected by its issuer, by address."""
    correction = FigureCorrection(
        printed="14,38%", value=Decimal("14.38"), date=datetime.date(2024, 2, 1), source="Văn bản đính chính"
    )
    figures = [
        replace(figure, corrected=correction) if figure.id == "ho-ngheo-2023" else figure for figure in edition.figures
    ]
    titles = {page.name: page.meta["title"] for page in loaded.pages if page.edition == edition.id}
    return {entry.url: entry for entry in edition_entries(replace(edition, figures=tuple(figures)), titles)}


def test_an_entry_has_its_words_its_sections_and_its_answer(found):
    assert [found[entry.url] for entry in FOUND] == FOUND


def test_a_report_without_documents_is_found_at_its_opening(loaded, edition):
    titles = {page.name: page.meta["title"] for page in loaded.pages if page.edition == edition.id}
    for title_line, address in ((2, "2023/index.html#dong-2"), (None, "2023/index.html#dong-5")):
        bare = replace(edition, documents=(), report=replace(edition.report, title_line=title_line, date_printed=None))
        (report,) = [entry for entry in edition_entries(bare, titles) if entry.kind == "document"]
        assert (report.url, report.text.partition(".")[0]) == (
            address,
            "ngày 11/12/2023 của Sở Lao động - Thương binh và Xã hội tỉnh Sơn La",
        )


def test_the_sites_own_pages_are_found_with_their_parts(loaded):
    found = [(entry.url, entry.title, entry.text) for entry in site_pages(loaded.pages) if "van-hanh" in entry.url]
    assert found[:2] == [
        (
            "van-hanh.html",
            "Vận hành và tự kiểm tra",
            "Ai cũng kiểm tra được bản đang xem có đúng bản dựng không; trang chịu được bao nhiêu người đọc; bản dựng lớn "
            "lên thế nào.",
        ),
        ("van-hanh.html#tu-kiem-tra", "Tự kiểm tra", ""),
    ]
    assert not any(entry.url.startswith("2023/") for entry in site_pages(loaded.pages))


def test_names_that_say_nothing_are_of_the_site_its_issuers_and_kinds_of_documents(loaded):
    names = common_names(loaded.site)
    assert names[:8] == [
        "Báo cáo công khai Sơn La",
        "Sở Lao động - Thương binh và Xã hội tỉnh Sơn La",
        "Ủy ban nhân dân",
        "Sở Lao động - Thương binh và Xã hội",
        "Bộ Lao động - Thương binh và Xã hội",
        "Bộ Nội vụ",
        "Thanh tra Chính phủ",
        "Chính phủ",
    ]
    assert "thủ tục hành chính" not in names and names.count("Nghị định") == 1
