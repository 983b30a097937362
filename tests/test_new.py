"""`new` drafts an edition from a file; a person confirms; until then it is only for preview."""

from __future__ import annotations

import html
import re

import pytest

from macros.content.source import fold
from macros.drafting import finding
from macros.drafting.lines import Line
from macros.drafting.outline import outline
from tests.project import ROOT, Project, files
from tests.test_new_reading import paragraph, word
from tests.test_published_content import every_line_is_published, fits_its_schema

pytestmark = pytest.mark.slow


def new(project, name: str, data: bytes | str, *options: str):
    """Run `new` on a file beside the project."""
    path = project.root.parent / name
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return project.run("--root", str(project.root), "new", str(path), *options)


def confirm(project: Project, edition: str, ids: dict[str, str], kinds: list[str]):
    """What a person does with a draft: gives records their ids, figures their kinds, deletes the questions."""
    of = iter(kinds)
    for folder in ("data", "docs"):
        for path in (project.root / folder / edition).iterdir():
            if path.name == "errata.yml":
                path.unlink()  # each asks whether it is worth a note; here none is
            elif path.suffix in (".yml", ".md"):
                text = path.read_text("utf-8")
                for old, id_ in ids.items():
                    text = re.sub(rf'(?<=id: ){old}$|(?<=id: "){old}(?="$)|(?<=\("){old}(?="\))', id_, text, flags=re.M)
                text = re.sub(r"(?m)^( *)- draft: .*\n\1  ", r"\1- ", text)
                text = re.sub(r"(?m)^ *draft: .*\n", "", text)
                text = re.sub("kind: unconfirmed", lambda _: f"kind: {next(of)}", text)
                path.write_text(text, "utf-8")
    (project.root / f"docs/{edition}/luu-y.md").unlink(missing_ok=True)  # the list of the notes


def as_page(text: str) -> str:
    body = "".join(f"<p>{html.escape(line)}</p>" for line in text.split("\n") if line.strip())
    return f"<html><body><div class=menu><a>Trang chủ</a></div><div class=body>{body}</div></body></html>"


def as_word(text: str) -> bytes:
    return word("".join(paragraph(html.escape(line)) for line in text.split("\n")))


FORMS = {"txt": str, "html": as_page, "docx": as_word}


@pytest.mark.parametrize("form", FORMS)
def test_the_published_article_is_found_again(content, form):
    """Headings, citations, figures and names of the edition that people made, drafted from its text alone."""
    loaded = content.load()
    edition = loaded.site.newest
    lines = edition.source.lines
    result = new(content, f"bai.{form}", FORMS[form]("\n".join(lines)), "--edition", "2023-nhap")
    assert result.returncode == 0, result.stderr
    assert "Cần sửa trước khi xem thử" not in result.stdout, result.stdout
    drafted = content.load().site.edition("2023-nhap")

    def text(e, line: int) -> str:
        return e.source.line(line)

    heads = [(text(edition, h.line), h.code, h.level) for h in edition.report.headings]
    assert [(text(drafted, h.line), h.code, h.level) for h in drafted.report.headings] == heads

    def cited(e):
        return {(text(e, c.line), c.printed) for d in e.documents for c in d.citations}

    assert len(cited(edition) & cited(drafted)) >= 20 and len(cited(drafted) - cited(edition)) <= 3
    figures = {(text(edition, f.line), f.printed, fold(f.quote)) for f in edition.figures}
    found = {(text(drafted, f.line), f.printed, fold(f.quote)) for f in drafted.figures}
    assert figures <= found and len(found - figures) <= 4
    assert {f.kind for f in drafted.figures} == {"unconfirmed"}

    def named(e):
        return {call.args[0] for p in loaded.pages for call in p.calls if call.macro == "org" and p.edition == e.id}

    variants = {variant for o in drafted.organisations for variant in o.variants}
    assert len(named(edition) - variants) <= 1
    assert {(t.number, t.text) for t in drafted.tasks} == {(t.number, t.text) for t in edition.tasks}
    if form != "html":  # the blank lines of a page are not text: its lines have other numbers
        assert drafted.source.lines == tuple(line.strip() for line in lines) or [
            fold(line) for line in drafted.source.lines
        ] == [fold(line) for line in lines]
        assert [line.text for line in drafted.lines] == [line.text for line in edition.lines]


LINES = [
    ("SỞ NÔNG NGHIỆP HOA BAN", {}),
    ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", {}),
    ("Độc lập - Tự do - Hạnh phúc", {}),
    ("Số: 12/BC-SNN", {}),
    ("Hoa Ban, ngày 05/3/2025", {}),
    ("BÁO CÁO", {}),
    ("Kết quả công tác quý I năm 2025", {}),
    ("Thực hiện Quyết định số 7/QĐ-UBND ngày 02/01/2025 của UBND tỉnh, Sở báo cáo như sau:", {}),
    ("I. KẾT QUẢ", {}),
    ("1. Trồng trọt", {}),
    ("Diện tích lúa đạt 1.250 ha, bằng 104,5% so với cùng kỳ năm 2024 {và} *chưa* kể <phụ>.", {}),
    ("Bảng 1. Diện tích", {}),
    ("TABLE", {}),
    ("2. Chăn nuôi", {}),
    ("Đàn bò có 3.400 con.", {}),
    ("II. HẠN CHẾ", {}),
    ("1. Trồng trọt", {}),
    ("Còn 02 xã thiếu nước tưới.", {}),
    ("III. NHIỆM VỤ TRỌNG TÂM QUÝ II NĂM 2025", {}),
    ("1. Nạo vét kênh mương; bảo đảm nước tưới cho vụ hè thu trên các cánh đồng của huyện.", {}),
    ("2. Tiêm phòng cho đàn bò, đàn trâu theo kế hoạch của tỉnh và báo cáo hằng tháng về Sở.", {}),
    ("GIÁM ĐỐC", {}),
    ("Nơi nhận:", {}),
    ("- Như trên;", {}),
]
ROWS = [("Huyện", "Lúa", "Ngô"), ("Nà Ban", "700", "120"), ("Mường Hoa", "550", "")]


def own_report() -> bytes:
    """A made-up report of a made-up department: numbers that restart, a table, a preface, a signature."""
    cells = "".join("<w:tr>" + "".join(f"<w:tc>{paragraph(cell)}</w:tc>" for cell in row) + "</w:tr>" for row in ROWS)
    return word("".join(f"<w:tbl>{cells}</w:tbl>" if t == "TABLE" else paragraph(html.escape(t)) for t, _ in LINES))


def test_a_second_report_builds_for_preview_at_once_and_is_published_when_confirmed(project):
    guide = (ROOT / "CONTRIBUTING.md").read_text("utf-8").partition("## Việc 6.")[2].partition("\n## ")[0]
    assert "python3 run.py new bao-cao.docx --edition 2025-quy-1\n" in guide
    result = new(project, "bao-cao.docx", own_report(), "--edition", "2025-quy-1")
    (example,) = re.findall(r"^```yaml\n(.*?)^```", guide, re.M | re.S)
    assert example in project.read("data/2025-quy-1/figures.yml")
    assert "Cần sửa trước khi xem thử" not in result.stdout, result.stdout + result.stderr
    edition = project.load().site.edition("2025-quy-1")
    assert [(h.code, h.page) for h in edition.report.headings] == [
        ("I", None), ("1", "1-trong-trot"), ("2", "2-chan-nuoi"), ("II", None), ("1", "1-trong-trot-2"),
        ("III", "iii-nhiem-vu-trong-tam-quy-ii"),
    ]  # fmt: skip
    assert [line.kind for line in edition.lines if line.kind != "paragraph"] == [
        *["preface"] * 6, "title", "preamble", *["heading"] * 2, "caption", *["row"] * 3, *["heading"] * 4,
        *["conclusions"] * 3,
    ]  # fmt: skip
    assert len(edition.lines) == len(LINES) - 1 + len(ROWS)
    assert [(f.printed, f.unit) for f in edition.figures] == [
        ("1.250", "ha"),
        ("104,5%", "%"),
        ("3.400", "con"),
        ("02", "xã thiếu nước tưới"),
    ]
    assert [t.number for t in edition.tasks] == ["1.", "2."]
    assert [d.sign for d in edition.documents] == ["7/QĐ-UBND"]

    listed = project.run("check").stdout.splitlines()
    asked = [line for line in listed if "cần xác nhận: " in line]
    assert re.match(r"data/2025-quy-1/\w+\.yml:\d+:\d+: ", asked[0])
    assert (
        listed[-1] == f"{len(asked)} điều cần xác nhận trong bản nháp; chưa công bố được, xem thử bằng build --draft."
    )
    assert "::notice file=data/2025-quy-1/" in project.run("check", "--format", "github").stdout
    refused = project.run("build")
    assert refused.returncode == 1 and f"Còn {len(asked)} điều cần xác nhận trong bản nháp 2025-quy-1" in refused.stderr

    preview = project.run("build", "--draft", SITE_URL="https://bao-cao.example/")
    assert preview.returncode == 0, preview.stderr
    site = project.root / "site"
    pages = [path.read_text("utf-8") for path in site.rglob("*.html") if path.name not in ("404.html", "ban-nhap.html")]
    assert all("Bản nháp để xem thử" in page for page in pages)
    assert not any("bao-cao.example" in page for page in pages)
    table = (site / "2025-quy-1/ban-nhap.html").read_text("utf-8")
    for number, line in enumerate(edition.source.lines, 1):
        assert f'<tr id="dong-{number}"><th scope="row">{number}</th><td>{html.escape(line)}</td>' in table

    confirm(project, "2025-quy-1", {}, ["count"] * 4)
    assert project.faults() == []
    published = project.run("build", SITE_URL="https://bao-cao.example/")
    assert published.returncode == 0, published.stderr
    assert not (site / "2025-quy-1/ban-nhap.html").exists()
    assert "Bản nháp" not in (site / "index.html").read_text("utf-8")
    every_line_is_published(project.root, project.load(), site)
    for file in (project.root / "data/2025-quy-1").glob("*.yml"):
        fits_its_schema(project.root, file.relative_to(project.root).as_posix())


DECISION = """# ỦY BAN NHÂN DÂN TỈNH HOA BAN

**Số: 125/QĐ-UBND**

*Hoa Ban, ngày 08 tháng 12 năm 2025*

**QUYẾT ĐỊNH**

Về việc phê duyệt kế hoạch cải cách hành chính năm 2026

CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH

Căn cứ Luật Tổ chức chính quyền địa phương;

QUYẾT ĐỊNH:

**Điều 1.** Phê duyệt Kế hoạch cải cách hành chính, kinh phí 1,5 tỷ đồng.

**Điều 2.** Giao Sở Nội vụ theo dõi việc thực hiện.

| Nơi nhận: | CHỦ TỊCH |
|---|---|
| - Như Điều 2; | (đã ký) |
"""
PLAN = """SỞ Y TẾ HOA BAN
Số:      /KH-SYT
KẾ HOẠCH
Phòng bệnh năm 2026
Căn cứ Nghị quyết số 02-NQ/TW ngày 05/02/2024 của Bộ Chính trị;
I. NỘI DUNG
1. Kinh phí
Theo Quyết định số    /QĐ-SYT # gồm {{ các mục }} <b>khoảng 50 triệu đồng</b> (*), chiếm 5,5% tỷ trọng.
2. Tiến độ
+ Tiêm 1.200 - 1.500 liều vắc-xin.
PHỤ LỤC
KINH PHÍ
STT | Việc | Tiền
1 | Tiêm
"""
LETTER = """SỞ Y TẾ HOA BAN
Số: 15/SYT-KH
V/v báo cáo việc khám bệnh năm 2026
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập – Tự do – Hạnh phúc
Hoa Ban, ngày 12 tháng 4 năm 2026
Kính gửi: Ủy ban nhân dân tỉnh
SỞ Y TẾ HOA BAN báo cáo như sau:
Số lượt khám đạt từ 1.200-1.500 lượt mỗi ngày.
Lượt xem: 120
"""


PARTY = """TỈNH ỦY HOA BAN
Số 145-BC/TU
ĐẢNG CỘNG SẢN VIỆT NAM
Hoa Ban, ngày 30 tháng 6 năm 2026
BÁO CÁO
sơ kết 6 tháng đầu năm 2026
A. TÌNH HÌNH
I. Công tác xây dựng Đảng
1. Tư tưởng
a)Cấp tỉnh
Thực hiện Quyết định số 12/QĐ-UBND và Kế hoạch số 9/KH-UBND ngày 16/01/2024 của Bộ Chính trị.
b)Cấp huyện
Quyết định số 12/QĐ-UBND ngày 03/02/2025 đã xong; Kế hoạch số 9/KH-UBND ngày 18/01/2025 cũng xong.
II/KINH TẾ
Thu ngân sách 2.340 tỷ đồng; tăng trưởng công nghiệp là -1,2%, xây dựng tăng trưởng âm 2,5%.
B. PHƯƠNG HƯỚNG
Lãnh đạo đại hội đảng bộ các cấp.
T/M BAN THƯỜNG VỤ
PHÓ BÍ THƯ
Hoàng Văn E
Nơi nhận
- Lưu Văn phòng Tỉnh ủy.
"""
TWO_LINES = """SỞ VĂN HÓA, THỂ THAO VÀ DU LỊCH

TỈNH HOA BAN

Số: 24/SVHTTDL-QLVH

Hoa Ban, ngày 20 tháng 5 năm 2026

V/v tổ chức lễ hội

Kính gửi:

- Các huyện trong tỉnh;

- Sở Khoa học và Công nghệ.

Đề nghị các đơn vị:[^1]

1. Bố trí ít nhất 05 điểm trông xe cho khách, bảo đảm trật tự ở nơi tổ chức.

2. Báo cáo kết quả trước ngày 20/6/2026.

[^1]: Theo kế hoạch đã gửi các huyện.

Nơi nhận:

- Như trên;
"""


PARTY_COLUMNS = """HUYỆN ỦY MƯỜNG HOA                ĐẢNG CỘNG SẢN VIỆT NAM
        *
Số 215-TB/HU                  Mường Hoa, ngày 03 tháng 9 năm 2026

                         THÔNG BÁO
        kết luận về công tác phát triển đảng viên năm 2026

1- Kết quả
Đảng bộ kết nạp được ít nhất 142 đảng viên mới trong năm nay.
2- Nhiệm vụ
Các chi bộ tiếp tục tạo nguồn.

Nơi nhận:                            T/L BAN THƯỜNG VỤ
- Các chi bộ,                        CHÁNH VĂN PHÒNG
- Lưu Văn phòng.
                                        Vì Văn Mẫu
"""
PROMULGATED = """SỞ NỘI VỤ TỈNH HOA BAN

Số: 88/QĐ-SNV

Hoa Ban, ngày 14 tháng 3 năm 2026

QUYẾT ĐỊNH

Về việc ban hành Quy chế tiếp công dân

GIÁM ĐỐC SỞ NỘI VỤ

Căn cứ Luật Tiếp công dân ngày 25 tháng 11 năm 2013;

QUYẾT ĐỊNH:

Điều 1. Ban hành Quy chế tiếp công dân của Sở.

Điều 2. Quyết định này có hiệu lực từ ngày ký.

Nơi nhận:

- Như Điều 2;

GIÁM ĐỐC

Cà Thị Mẫu

QUY CHẾ

Tiếp công dân

(Kèm theo Quyết định số 88/QĐ-SNV ngày 14 tháng 3 năm 2026)

Điều 1. Phạm vi

Quy chế này nói về việc tiếp công dân.

Điều 2. Nguyên tắc

1. Lịch sự: tiếp mọi người như nhau, không để ai phải chờ lâu ngoài hành lang của cơ quan.

2. Đúng giờ.
"""


def test_what_the_party_prints_and_one_sign_of_two_days(content):
    new(content, "bc.txt", PARTY, "--edition", "2026")
    edition = content.load().site.edition("2026")
    assert (edition.report.number, edition.report.issuer) == ("145-BC/TU", "tinh-uy-hoa-ban")
    assert [(f.printed, str(f.value)) for f in edition.figures] == [
        ("2.340 tỷ", "2340000000000"), ("-1,2%", "-1.2"), ("âm 2,5%", "-2.5"),
    ]  # fmt: skip
    assert [(d.sign, str(d.date), len(d.citations)) for d in edition.documents] == [
        ("12/QĐ-UBND", "2025-02-03", 2), ("9/KH-UBND", "2024-01-16", 1), ("9/KH-UBND", "2025-01-18", 1),
    ]  # fmt: skip
    assert "Bộ Chính trị" in [variant for o in edition.organisations for variant in o.variants]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Năng suất ước đạt 58 - 60 tạ/ha.", [("58 - 60", "58", "60", "tạ/ha")]),
        ("Tiêm 1.200-1.500 liều vắc-xin.", [("1.200-1.500", "1200", "1500", "liều vắc-xin")]),
        ("Giảm từ 5 - 7% mỗi năm.", [("5 - 7%", "5", "7", "%")]),
        ("Trả kết quả trong 3 đến 5 ngày làm việc.", [("3 đến 5", "3", "5", "ngày làm việc")]),
        ("Có gần 3 nghìn con bò.", [("3 nghìn", "3000", None, "con")]),
        ("Đón 15 - 20 nghìn lượt người.", [("15 - 20 nghìn", "15000", "20000", "lượt người")]),
        ("Vốn 3,5 nghìn tỷ đồng.", [("3,5 nghìn tỷ", "3500000000000", None, "đồng")]),
        ("Tăng từ 105 đến 113 thủ tục.", [("105", "105", None, "thủ tục"), ("113", "113", None, "thủ tục")]),
        ("Từ ngày 10 - 12/3/2024, giai đoạn 2021 - 2025, lớp 10-12.", []),
        ("Có 2 tỷ trọng.", [("2", "2", None, "tỷ trọng")]),
    ],
)
def test_ranges_and_words_of_scale_are_one_figure(text, found):
    assert [(n.text, n.value, n.high, n.unit) for n in finding.figures(text, [])] == found


def test_a_date_with_hyphens_belongs_to_its_citation():
    (cited,) = finding.citations("Theo Công văn số 45/SNN-CNTY ngày 05-3-2024, tỉnh đã tiêm.")
    assert (cited.text, str(cited.date)) == ("Công văn số 45/SNN-CNTY ngày 05-3-2024", "2024-03-05")


@pytest.mark.parametrize(("last", "heads"), [("Điều 2.", [8, 10]), ("Điều 2. Giao Sở Nội vụ theo dõi.", [])])
def test_articles_are_headings_only_where_each_is_one(last, heads):
    texts = [
        "SỞ Y TẾ", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Số: 1/QĐ-SYT", "Hoa Ban, ngày 05 tháng 3 năm 2025", "QUYẾT ĐỊNH",
        "Về quy chế làm việc", "Căn cứ quy định;", "Điều 1. Phạm vi", "Quy chế dùng cho mọi người.", last, "Có hiệu lực.",
    ]  # fmt: skip
    assert [head.line for head in outline([Line(text=text) for text in texts], {}).heads] == heads


def test_the_issuer_s_name_goes_on_in_the_next_line_of_the_preface(content):
    new(content, "cv.md", TWO_LINES, "--edition", "2026")
    edition = content.load().site.edition("2026")
    names = [o.name for o in edition.organisations if o.id == edition.report.issuer]
    assert names == ["SỞ VĂN HÓA, THỂ THAO VÀ DU LỊCH TỈNH HOA BAN"]
    assert not [literal.text for literal in edition.literals if "20/6/2026." in literal.text]


PARTS = """CỤC THỐNG KÊ TỈNH HOA BAN

Số: 9/BC-CTK

BÁO CÁO

Kinh tế và xã hội năm 2026

PHẦN THỨ NHẤT

KINH TẾ

Sản xuất tăng so với năm trước.

PHẦN THỨ HAI

XÃ HỘI

Việc làm tăng so với năm trước.
"""


@pytest.mark.parametrize(
    ("name", "text", "codes", "kinds"),
    [
        ("qd.md", DECISION, [], {"preface", "title", "preamble", "paragraph", "conclusions"}),
        (
            "bc.txt",
            PARTY,
            ["A", "I", "1", "a)", "b)", "II/", "B"],
            {"preface", "title", "heading", "paragraph", "conclusions"},
        ),
        ("cv.md", TWO_LINES, [], {"preface", "preamble", "paragraph", "item", "note", "conclusions"}),
        (
            "tb.txt",
            PARTY_COLUMNS,
            ["1", "2"],
            {"preface", "title", "heading", "paragraph", "conclusions"},
        ),
        (
            "bc.md",
            PARTS,
            ["PHẦN THỨ NHẤT", None, "PHẦN THỨ HAI", None],
            {"preface", "title", "heading", "paragraph"},
        ),
        (
            "qc.md",
            PROMULGATED,
            [None, "Điều 1", "Điều 2"],
            {"preface", "title", "preamble", "heading", "paragraph", "item", "conclusions"},
        ),
        (
            "kh.txt",
            PLAN,
            ["I", "1", "2", "PHỤ LỤC", None],
            {"preface", "title", "preamble", "heading", "paragraph", "item", "row"},
        ),
    ],
)
def test_other_forms_make_a_draft_that_checks(content, name, text, codes, kinds):
    result = new(content, name, text, "--edition", "2026")
    assert "Cần sửa trước khi xem thử" not in result.stdout, result.stdout
    edition = content.load().site.edition("2026")
    assert [heading.code for heading in edition.report.headings] == codes
    assert {line.kind for line in edition.lines} == kinds


def test_columns_that_spaces_set_apart_are_read_one_after_the_other(content):
    new(content, "tb.txt", PARTY_COLUMNS, "--edition", "2026")
    lines = content.load().site.edition("2026").lines
    assert [line.text for line in lines if line.kind in ("preface", "title")] == [
        "HUYỆN ỦY MƯỜNG HOA",
        "*",
        "Số 215-TB/HU",
        "ĐẢNG CỘNG SẢN VIỆT NAM",
        "Mường Hoa, ngày 03 tháng 9 năm 2026",
        "THÔNG BÁO",
        "kết luận về công tác phát triển đảng viên năm 2026",
    ]
    assert [line.text for line in lines if line.kind == "conclusions"] == [
        "Nơi nhận:",
        "- Các chi bộ,",
        "- Lưu Văn phòng.",
        "T/L BAN THƯỜNG VỤ",
        "CHÁNH VĂN PHÒNG",
        "Vì Văn Mẫu",
    ]


def test_a_law_that_another_edition_cites_by_another_name_is_a_record_of_its_own(content):
    """The site's register has «Luật Tiếp công dân năm 2013»; one id for both would change its name."""
    new(content, "qc.md", PROMULGATED, "--edition", "2026")
    assert "luat-tiep-cong-dan-2" in [document.id for document in content.load().site.edition("2026").documents]


def test_numbers_that_go_on_from_a_list_are_no_headings_and_the_list_no_preamble(content):
    text = TWO_LINES.replace(
        "2. Báo cáo kết quả trước ngày 20/6/2026.", "2. Báo cáo kết quả\n\nGửi trước ngày hội tan."
    )
    new(content, "cv.md", text, "--edition", "2026")
    edition = content.load().site.edition("2026")
    assert not edition.report.headings
    assert [line.text[:10] for line in edition.lines if line.kind == "item"] == ["1. Bố trí ", "2. Báo cáo"]


def test_the_year_is_that_of_the_edition_asked_for(content):
    """A text of one year about the next: its title names another than its folder."""
    result = new(content, "bc.md", PARTS.replace("năm trước", "năm 2025"), "--edition", "2025")
    assert "Cần sửa trước khi xem thử" not in result.stdout, result.stdout
    assert content.load().site.edition("2025").report.year == 2025


def test_the_portal_s_title_above_a_document_is_left_out(content):
    page = "".join(f"<p>{line}</p>" for line in PROMULGATED.split("\n\n"))
    page = f"<html><body><h1>Quy chế mới về tiếp công dân</h1><div>{page}</div></body></html>"
    new(content, "qc.html", page, "--edition", "2026")
    report = content.load().site.edition("2026").report
    assert [(part.first, part.why) for part in report.left_out] == [(1, "Tên bài của cổng thông tin trên văn bản.")]
    assert report.copy.label == "Trang web đã lưu của văn bản"


def test_a_letter_is_named_by_its_subject_and_loses_no_sentence(content):
    result = new(content, "cv.txt", LETTER, "--edition", "2026")
    assert "Cần sửa trước khi xem thử" not in result.stdout, result.stdout
    edition = content.load().site.edition("2026")
    assert (edition.report.kind, edition.report.title) == ("letter", "Báo cáo việc khám bệnh năm 2026")
    assert "## Công văn này và bản văn được dùng" in content.read("docs/2026/index.md")
    assert [line.kind for line in edition.lines] == ["preface"] * 6 + ["preamble"] + ["paragraph"] * 2
    assert [edition.source.line(left.first) for left in edition.report.left_out] == ["Lượt xem: 120"]
    assert [(f.printed, str(f.value), str(f.high), f.unit) for f in edition.figures] == [
        ("1.200-1.500", "1200", "1500", "lượt")
    ]


def test_a_figure_without_a_kind_is_a_fault_once_its_question_is_gone(content):
    new(content, "bao-cao.docx", own_report(), "--edition", "2025")
    file = "data/2025/figures.yml"
    content.write(file, re.sub(r"(?m)^ *draft: .*\n", "", content.read(file), count=1))
    assert content.faults() == [
        f"{file}:6:11: figures[0].kind: số liệu này chưa ghi loại: ghi result, target, count, lower_bound hoặc duration"
    ]


def test_an_edition_that_exists_is_never_overwritten(content):
    before = files(content.root)
    edition = content.load().site.newest
    told = f'Ấn bản "{edition.id}" đã có, không ghi đè: chọn mã khác bằng --edition.\n'
    assert new(content, "bao-cao.docx", own_report(), "--edition", edition.id).stderr == told
    assert new(content, "bai.txt", "\n".join(edition.source.lines)).stderr == told  # its year is the edition's name
    assert files(content.root) == before


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (("--edition", "../x"), 'Mã ấn bản phải bắt đầu bằng năm, ví dụ "2025" hoặc "2025-quy-1"; gặp "../x".'),
        (("--like", "1999"), 'Không có ấn bản "1999"; các ấn bản: '),
    ],
)
def test_wrong_options_are_refused_in_one_line(content, options, message):
    result = new(content, "bao-cao.docx", own_report(), *options)
    assert result.returncode == 1 and result.stderr.startswith(message) and result.stderr.count("\n") == 1


NOTED = """<html><body><p>BÁO CÁO</p><p>Kết quả trồng cây năm 2026</p><p>Vườn thử báo cáo<sup>[1]</sup> như sau:</p>
<p><b>I. Kết quả</b></p><p>Cây (*) lên tốt; các tổ làm: (1) tưới cây.</p><p>(1) Tưới cây mỗi ngày ở cả hai khu trong suốt mùa khô.</p>
<table><tr><td rowspan=2>Khu</td><td colspan=2>Cây</td></tr><tr><td>Bưởi</td><td>Cam</td></tr>
<tr><td>Đông</td><td>1.200*</td><td>5</td></tr><tr><td>Tây</td><td>900</td><td>6</td></tr></table>
<p>Nguồn: sổ của tổ trồng cây.</p><p>* Số ước.</p><p>Cây ở khu tây được trồng thêm vào cuối năm.</p>
<p>[1] Theo sổ của tổ trồng cây.</p><p>(*) Cây sống.</p></body></html>"""


def test_lines_that_a_mark_in_the_text_asks_for_or_that_explain_a_table_are_notes(content):
    result = new(content, "bc.html", NOTED, "--edition", "2026")
    assert "Cần sửa trước khi xem thử" not in result.stdout, result.stdout
    edition = content.load().site.edition("2026")
    assert [line.text for line in edition.lines if line.kind == "note"] == [
        "Nguồn: sổ của tổ trồng cây.",
        "* Số ước.",
        "[1] Theo sổ của tổ trồng cây.",
        "(*) Cây sống.",
    ]
    assert not [literal for literal in edition.literals if "[1]" in literal.text]
    rows = [(line.is_head, line.text) for line in edition.lines if line.kind == "row"]
    assert rows[:3] == [(True, "Khu | Cây | <"), (True, "^ | Bưởi | Cam"), (False, "Đông | 1.200* | 5")]


ANNEXED = """<html><body><p>BÁO CÁO</p><p>Kết quả năm 2026</p><p><b>I. Kết quả</b></p><p>Nêu ở Biểu số 01 kèm theo.</p>
<p>Nơi nhận:</p><p>- Lưu.</p><p>Biểu số 01</p><p><b>TIẾN ĐỘ GIEO TRỒNG</b></p>
<table><tr><td rowspan=3>Khu<td colspan=4>Lúa<td rowspan=3>Ghi chú<tr><td colspan=2>Năm 2025<td colspan=2>Năm 2026
<tr><td>Xuân<td>Mùa<td>Xuân<td>Mùa<tr><td>Đông<td>1<td>2<td>3<td>4<td></table><p>Việc của từng khu nêu ở bảng sau.</p>
<table><tr><td colspan=2>Việc<td>Quý<tr><td rowspan=2>Tưới<td>Khu đông<td>I<tr><td>Khu tây<td>II</table></body></html>"""


def test_an_annex_begins_after_the_signature_and_a_table_has_all_its_rows_of_heads(content):
    result = new(content, "bc.html", ANNEXED, "--edition", "2026")
    assert "Cần sửa trước khi xem thử" not in result.stdout, result.stdout
    edition = content.load().site.edition("2026")
    assert [(heading.level, edition.source.line(heading.line)) for heading in edition.report.headings] == [
        (1, "I. Kết quả"),
        (1, "Biểu số 01"),
        (2, "TIẾN ĐỘ GIEO TRỒNG"),
    ]
    assert [line.text for line in edition.lines if line.is_head] == [
        "Khu | Lúa | < | < | < | Ghi chú",
        "^ | Năm 2025 | < | Năm 2026 | < | ^",
        "^ | Xuân | Mùa | Xuân | Mùa | ^",
        "Việc | < | Quý",
    ]
