"""`new` reads Word, web pages, text and PDF as a person sees them, and refuses in one line what it cannot read."""

from __future__ import annotations

import io
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest

from macros.__main__ import main
from macros.drafting.lines import Copy, Line
from macros.drafting.plain import join
from macros.drafting.reader import read
from macros.drafting.ruled import Stroke, tables

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def word(body: str, **parts: str) -> bytes:
    """A .docx of these paragraphs; `parts` are further parts by their names: numbering, footnotes, styles."""
    data = io.BytesIO()
    spaces = f'xmlns:w="{W}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", f"<w:document {spaces}><w:body>{body}</w:body></w:document>")
        for name, inner in parts.items():
            archive.writestr(f"word/{name}.xml", f"<w:{name} {spaces}>{inner}</w:{name}>")
    return data.getvalue()


def paragraph(text: str, list_: int | None = None, level: int = 0, style: str = "") -> str:
    listed = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list_}"/></w:numPr>' if list_ is not None else ""
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f'<w:p><w:pPr>{named}{listed}</w:pPr><w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'


def level(index: int, form: str, pattern: str, start: int = 1, more: str = "") -> str:
    return (
        f'<w:lvl w:ilvl="{index}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/>{more}'
        f'<w:lvlText w:val="{pattern}"/></w:lvl>'
    )


def copy_of(folder: Path, name: str, data: bytes | str) -> Copy:
    path = folder / name
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return read(path).copy


def texts(copy: Copy) -> list[str]:
    return [line.text for line in copy.lines if line.text]


LISTS = (
    '<w:abstractNum w:abstractNumId="0">'
    + level(0, "upperRoman", "%1.")
    + level(1, "decimal", "%2.", more='<w:lvlRestart w:val="1"/>')
    + level(2, "decimal", "%1.%2.%3", more="<w:isLgl/>")
    + level(3, "lowerLetter", "%4)", more='<w:lvlRestart w:val="0"/>')
    + "</w:abstractNum>"
    + '<w:abstractNum w:abstractNumId="1">' + level(0, "bullet", "\uf0b7") + "</w:abstractNum>"
    + '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    + '<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>'
    + '<w:num w:numId="3"><w:abstractNumId w:val="0"/>'
    + '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num>'
)  # fmt: skip


def test_the_numbers_that_word_computes(tmp_path):
    body = "".join(
        paragraph(*item)
        for item in [
            ("Một", 1, 0), ("một", 1, 1), ("hai", 1, 1), ("sâu", 1, 2), ("chữ", 1, 3),
            ("Hai", 1, 0), ("một", 1, 1), ("chữ", 1, 3), ("chấm", 2, 0), ("Năm", 3, 0), ("Sáu", 3, 0), ("không", 0, 0),
        ]
    )  # fmt: skip
    assert texts(copy_of(tmp_path, "a.docx", word(body, numbering=LISTS))) == [
        "I. Một", "1. một", "2. hai", "1.2.1 sâu", "a) chữ",
        "II. Hai", "1. một", "b) chữ", "• chấm", "V. Năm", "VI. Sáu", "không",
    ]  # fmt: skip


def test_numbers_of_a_style_capitals_and_rank(tmp_path):
    styles = (
        '<w:style w:type="paragraph" w:styleId="A"><w:pPr><w:outlineLvl w:val="1"/>'
        '<w:numPr><w:numId w:val="1"/></w:numPr></w:pPr><w:rPr><w:caps/><w:b/></w:rPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="B"><w:basedOn w:val="A"/></w:style>'
    )  # fmt: skip
    (line,) = copy_of(tmp_path, "a.docx", word(paragraph("Kết quả", style="B"), numbering=LISTS, styles=styles)).lines
    assert (line.text, line.rank, line.bold) == ("I. KẾT QUẢ", 2, True)


def test_tables_merged_cells_and_the_header_of_an_official_text(tmp_path):
    def row(*cells: str) -> str:
        return "<w:tr>" + "".join(f"<w:tc>{cell}</w:tc>" for cell in cells) + "</w:tr>"

    wide = '<w:tcPr><w:gridSpan w:val="2"/></w:tcPr>'
    merged = "<w:tcPr><w:vMerge/></w:tcPr><w:p/>"
    body = (
        f"<w:tbl>{row(paragraph('SỞ A') + paragraph('PHÒNG B'), paragraph('CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM'))}</w:tbl>"
        f"<w:tbl>{row(paragraph('Chỉ tiêu'), paragraph('Năm 2024'), paragraph('Năm 2025'))}"
        f"{row(paragraph('Lúa'), wide + paragraph('1.200'))}"
        f"{row(merged, paragraph('5'), paragraph('6') + paragraph('7'))}</w:tbl>"
    )
    assert texts(copy_of(tmp_path, "a.docx", word(body))) == [
        "SỞ A", "PHÒNG B", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Chỉ tiêu | Năm 2024 | Năm 2025", "Lúa | 1.200 | <", "^ | 5 | 6 7",
    ]  # fmt: skip


MERGED_PAGE = r"""<p>Vườn thử nêu kế hoạch của từng khu trong bảng dưới đây, tính đến hết quý bốn của năm nay.</p>
<table><tr><th rowspan=2>STT<th rowspan=2>Việc<th colspan=2>Năm nay</tr><tr><th>Kế hoạch<th>Thực hiện</tr>
<tr><td rowspan=2>1<td>Trồng<td colspan=2 rowspan=2>chưa tách</tr><tr><td>Tưới</tr>
<tr><td>2<td>^<td>a &lt; b<td>\&lt;</tr></table>"""


def test_merged_cells_of_a_page_are_those_of_a_document(tmp_path):
    """Rows and columns of a cell are said by signs; printed ones get a backslash."""
    rows = ["STT | Việc | Năm nay | <", "^ | ^ | Kế hoạch | Thực hiện", "1 | Trồng | chưa tách | <", "^ | Tưới | ^ | ^"]
    assert texts(copy_of(tmp_path, "a.html", MERGED_PAGE))[1:] == [*rows, "2 | \\^ | a < b | \\\\<"]

    def cell(text: str, properties: str = "") -> str:
        return f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraph(text)}</w:tc>"

    wide, first, below = '<w:gridSpan w:val="2"/>', '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    body = (
        f"<w:tr>{cell('STT', first)}{cell('Việc', first)}{cell('Năm nay', wide)}</w:tr>"
        f"<w:tr>{cell('', below)}{cell('', below)}{cell('Kế hoạch')}{cell('Thực hiện')}</w:tr>"
        f"<w:tr>{cell('1', first)}{cell('Trồng')}{cell('chưa tách', wide + first)}</w:tr>"
        f"<w:tr>{cell('', below)}{cell('Tưới')}{cell('', wide + below)}</w:tr>"
        f'<w:tr><w:trPr><w:gridBefore w:val="1"/><w:gridAfter w:val="2"/></w:trPr>{cell("Cộng")}</w:tr>'
    )
    assert texts(copy_of(tmp_path, "a.docx", word(f"<w:tbl>{body}</w:tbl>"))) == [*rows, "| Cộng |  |"]


def test_cells_merged_to_no_rectangle_stay_empty(tmp_path):
    page = MERGED_PAGE.replace("<td>Tưới</tr>", "<td colspan=2>Tưới</tr>")
    assert "<" not in " ".join(texts(copy_of(tmp_path, "a.html", page))[1:5])


def test_notes_boxes_fields_hidden_text_and_tracked_changes(tmp_path):
    body = (
        '<w:p><w:r><w:t>Tăng 5%</w:t><w:footnoteReference w:id="7"/></w:r>'
        "<w:del><w:r><w:delText>xưa</w:delText></w:r></w:del><w:ins><w:r><w:t> so với 2024</w:t></w:r></w:ins></w:p>"
        '<w:p><w:r><w:t>10 m</w:t></w:r><w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>2</w:t></w:r>'
        '<w:r><w:rPr><w:vanish/></w:rPr><w:t>ẩn</w:t></w:r>'
        '<w:r><w:fldChar w:fldCharType="begin"/><w:instrText>PAGE</w:instrText>'
        '<w:fldChar w:fldCharType="separate"/><w:t>3</w:t><w:fldChar w:fldCharType="end"/></w:r></w:p>'
        "<w:p><w:r><w:t>Trên</w:t><w:br/><w:t>dưới</w:t></w:r></w:p>"
        "<w:p><w:r><mc:AlternateContent><mc:Choice><w:txbxContent>" + paragraph("Trong khung") + "</w:txbxContent>"
        "</mc:Choice><mc:Fallback><w:txbxContent>" + paragraph("Trong khung") + "</w:txbxContent></mc:Fallback>"
        "</mc:AlternateContent></w:r></w:p>"
    )  # fmt: skip
    notes = '<w:footnote w:id="7">' + paragraph("Theo niên giám.") + "</w:footnote>"
    copy = copy_of(tmp_path, "a.docx", word(body, footnotes=notes))
    assert texts(copy) == [
        "Tăng 5%[1] so với 2024", "10 m²3", "Trên", "dưới", "Trong khung", "[1] Theo niên giám.",
    ]  # fmt: skip
    assert copy.notices == [
        "1 chỗ xóa khi theo dõi thay đổi, không chép.",
        "1 chỗ chèn khi theo dõi thay đổi, đã chép.",
        "1 đoạn chữ ẩn, không chép.",
    ]


def test_a_table_of_contents_is_left_out(tmp_path):
    body = (
        '<w:p><w:r><w:fldChar w:fldCharType="begin"/><w:instrText>TOC \\o "1-3"</w:instrText>'
        '<w:fldChar w:fldCharType="separate"/><w:t>I. Kết quả 1</w:t></w:r></w:p>'
        '<w:p><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>' + paragraph("I. Kết quả")
    )
    assert [(line.text, line.why) for line in copy_of(tmp_path, "a.docx", word(body)).lines if line.text] == [
        ("I. Kết quả 1", "Mục lục do Word tạo."),
        ("I. Kết quả", ""),
    ]


PORTAL = """<!DOCTYPE html><html><head><title>x</title><script>var a = "<p>mã</p>"</script></head><body>
<div class="menu"><ul><li><a>Giới thiệu</a><li><a>Tin tức</a></ul></div>
<table><tr><td><b>Danh mục</b><br>A- A A+</td><td><div><h1>Kết quả công tác năm 2025</h1><div>10/12/2025 08:00</div>
<div class="body"><p>I. KẾT QUẢ</p><p>Trong năm, Sở đã cấp 1.250 giấy phép cho người dân và doanh nghiệp trên địa bàn,
đạt 104% kế hoạch.<p>Diện tích 10 m<sup>2</sup>, gồm:<ol start=3><li>Ngô và lúa nước trên các cánh đồng của ba xã vùng thấp<li>Sắn</ol>
<table><tr><th>Chỉ tiêu<th>Kết quả<tr><td>Lúa<td>1.200</table></div></div></td></tr></table>
<div class="footer">Đang online: 1<div style="display: none">ẩn</div></div></body></html>"""


def test_the_article_of_a_portal_page_is_found_and_the_rest_is_listed(tmp_path):
    pytest.importorskip("lxml")
    copy = copy_of(tmp_path, "a.html", PORTAL)
    assert [line.text for line in copy.lines if not line.why] == [
        "Kết quả công tác năm 2025",
        "I. KẾT QUẢ",
        "Trong năm, Sở đã cấp 1.250 giấy phép cho người dân và doanh nghiệp trên địa bàn, đạt 104% kế hoạch.",
        "Diện tích 10 m², gồm:",
        "3. Ngô và lúa nước trên các cánh đồng của ba xã vùng thấp",
        "4. Sắn",
        "Chỉ tiêu | Kết quả",
        "Lúa | 1.200",
    ]
    assert [line.text for line in copy.lines if line.why] == [
        "• Giới thiệu", "• Tin tức", "Danh mục", "A- A A+", "10/12/2025 08:00", "Đang online: 1",
    ]  # fmt: skip
    assert copy.notices == ["6 dòng của cổng thông tin quanh bài, để ngoài bản đăng."]


def test_hard_wraps_are_joined_and_told(tmp_path):
    long = [
        "Trong năm 2025, Sở đã phối hợp với Ủy ban nhân dân các huyện rà soát",
        "hộ nghèo, hộ cận nghèo theo quy định; tỷ lệ hộ nghèo còn 12,5%, giảm",
        "2 điểm phần trăm so với năm trước và vượt kế hoạch được Ủy ban nhân",
        "dân tỉnh giao từ đầu năm. Các xã đã niêm yết công khai danh sách tại",
        "trụ sở và nhà văn hóa.",
        "1. Mục tiếp theo",
        "Sở đã bố trí địa điểm tiếp công dân và một công chức thường xuyên ở",
        "bộ phận một cửa của trung tâm hành chính công, bảo đảm giờ làm việc.",
    ]
    copy = copy_of(tmp_path, "a.txt", "\n".join(long))
    assert texts(copy) == [" ".join(long[:5]), long[5], " ".join(long[6:])]
    assert "5 chỗ đã được nối lại" in copy.notices[0] and "«rà soát ⏎ hộ nghèo,»" in copy.notices[0]


def test_a_sign_broken_after_its_hyphen_is_one_word_again():
    lines = [Line(text="Sở đã triển khai thực hiện Nghị định số 13/2018/NĐ-"), Line(text="CP của Chính phủ.")]
    assert [line.text for line in join(lines, 52)[0]] == [
        "Sở đã triển khai thực hiện Nghị định số 13/2018/NĐ-CP của Chính phủ."
    ]


def test_numbers_and_dates_broken_over_lines_begin_no_item(tmp_path):
    wrapped = [
        "Trong năm 2025, thiệt hại về tài sản trên địa bàn tỉnh ước khoảng",
        "1.250 tỷ đồng, tăng so với năm trước; Ủy ban nhân dân tỉnh đã ban",
        "hành quyết định hỗ trợ khẩn cấp cho các huyện vùng cao từ ngày",
        "15/9/2025 với tổng kinh phí từ nguồn dự phòng ngân sách tỉnh năm",
        "2025. Các huyện đã sửa chữa nhà ở, di dời dân ra khỏi vùng có cơ",
        "sạt lở và khôi phục các tuyến đường giao thông bị hư hỏng nặng.",
    ]
    assert texts(copy_of(tmp_path, "a.txt", "\n".join(wrapped))) == [" ".join(wrapped)]


def test_long_lines_stay_as_they_are(tmp_path):
    lines = [f"{number}. " + "chữ của một đoạn dài không có dấu chấm ở cuối " * 6 for number in range(1, 9)]
    assert texts(copy_of(tmp_path, "a.txt", "\n".join(lines))) == [line.strip() for line in lines]


def test_markdown_and_composed_letters(tmp_path):
    text = "---\ntitle: x\n---\n# I. Kê\u0301t quả\n\n**Đậm** và 2 * 3\n\n| A | B |\n|---|---|\n| 1 | 2 |\n"
    copy = copy_of(tmp_path, "a.md", text)
    assert [(line.text, line.rank) for line in copy.lines if line.text] == [
        ("I. Kết quả", 1), ("Đậm và 2 * 3", 0), ("A | B", 0), ("1 | 2", 0),
    ]  # fmt: skip
    assert copy.notices == ["Chữ có dấu rời (Unicode tổ hợp) đã được ghép thành chữ dựng sẵn; mặt chữ không đổi."]


def zipped(*files: tuple[str, bytes]) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files:
            archive.writestr(name, content)
    return data.getvalue()


ENTITY = b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>'
OLD = paragraph("Ch\u00f7").replace("<w:r>", '<w:r><w:rPr><w:rFonts w:ascii=".VnTime"/></w:rPr>')
HOSTILE = {
    "macro": ("a.docx", zipped(("word/document.xml", b"<x/>"), ("word/vbaProject.bin", b"x")), "Tệp có macro"),
    "thuc-the": ("a.docx", zipped(("word/document.xml", ENTITY)), "Tệp .docx có khai báo thực thể"),
    "bom": ("a.docx", zipped(("word/document.xml", b" " * 70_000_000)), "Tệp giải nén ra quá lớn"),
    "ra-ngoai": ("a.docx", zipped(("../x", b""), ("word/document.xml", b"")), "Tệp có phần nằm ngoài tệp"),
    "khong-word": ("a.docx", zipped(("x", b"")), "Tệp không phải tài liệu Word"),
    "hong": ("a.docx", b"PK\x03\x04" + b"\0" * 200, "Tệp .docx bị hỏng"),
    "cut": ("a.docx", word(paragraph("x" * 5000))[:-300], "Tệp .docx bị hỏng"),
    "long-sau": ("a.docx", word("<w:sdt>" * 5000 + "</w:sdt>" * 5000), "Tệp .docx có cấu trúc lồng quá sâu"),
    "ma-cu": ("a.docx", word(OLD), "Tệp dùng bảng mã cũ"),
    "mat-khau": ("a.docx", b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), "Tệp có mật khẩu"),
    "doc": ("a.doc", b"\xd0\xcf\x11\xe0" + b"\0" * 600, "Tệp .doc kiểu cũ"),
    "rtf": ("a.rtf", b"{\\rtf1 x}", "Tệp .rtf"),
    "trong": ("a.txt", b"", "Tệp trống."),
    "khong-chu": ("a.txt", b" \n\n", "Tệp không có chữ nào để chép."),
    "bang-ma": ("a.txt", "Sở".encode("cp1258", "replace") + b"\xff\xfe\xfa", "Tệp không phải UTF-8"),
    "pdf-hong": ("a.pdf", b"%PDF-1.7 x", "Tệp PDF bị hỏng"),
    "la": ("a.exe", b"MZ", "Không đọc được loại tệp này"),
}


def refusal(folder: Path, capsys, name: str, data: bytes | None = None) -> str:
    """The one line that `new` says of a file it refuses, having written nothing; without data the file is there."""
    if data is not None:
        (folder / name).write_bytes(data)
    root = folder / "project"
    root.mkdir()
    assert main(["--root", str(root), "new", str(folder / name)]) == 1
    said = capsys.readouterr()
    assert (said.out, said.err.count("\n"), list(root.iterdir())) == ("", 1, [])
    assert {path.name for path in folder.iterdir()} == {name, "project"}
    root.rmdir()
    return said.err.rstrip("\n")


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_and_broken_files_are_refused_in_one_line(tmp_path, capsys, name):
    file, data, message = HOSTILE[name]
    pytest.importorskip("pdfminer" if file.endswith("pdf") else "zipfile")
    assert refusal(tmp_path, capsys, file, data).startswith(message)


def test_a_huge_file_is_not_even_read(tmp_path, capsys):
    path = tmp_path / "a.docx"
    with path.open("wb") as file:
        file.truncate(200_000_000)
    assert refusal(tmp_path, capsys, "a.docx").startswith("Tệp lớn hơn 60 MB")


def test_a_scan_and_a_locked_pdf_are_refused_and_text_is_read(tmp_path, capsys):
    pytest.importorskip("pdfminer")
    pypdf = pytest.importorskip("pypdf")
    typst = pytest.importorskip("typst")
    text = '#set text(lang: "vi")\n= I. Kết quả\n\nTrong năm, Sở đã cấp 1.250 giấy phép. ' + "Chữ của đoạn văn. " * 20
    (tmp_path / "a.typ").write_text(text, "utf-8")
    data = typst.compile(str(tmp_path / "a.typ"))
    lines = texts(copy_of(tmp_path, "a.pdf", data))
    assert lines[0] == "I. Kết quả" and lines[1].startswith("Trong năm, Sở đã cấp 1.250 giấy phép. Chữ của")
    assert len(lines) == 2
    line = "Chữ của một dòng in trọn chiều rộng của trang giấy, từ lề bên trái và hết ở lề bên phải."
    (tmp_path / "p.typ").write_text(
        "#set par(spacing: 1.5em)\n"
        + "\n\n".join(f"{line} #linebreak(justify: true) {line} #linebreak(justify: true)" for _ in range(8)),
        "utf-8",
    )
    assert texts(copy_of(tmp_path, "p.pdf", typst.compile(str(tmp_path / "p.typ")))) == [f"{line} {line}"] * 8
    locked = pypdf.PdfWriter(clone_from=io.BytesIO(data))
    locked.encrypt("x")
    stream = io.BytesIO()
    locked.write(stream)
    (tmp_path / "c.typ").write_text("#rect()", "utf-8")
    scan = typst.compile(str(tmp_path / "c.typ"))
    (tmp_path / "locked").mkdir()
    assert refusal(tmp_path / "locked", capsys, "b.pdf", stream.getvalue()).startswith("Tệp PDF có mật khẩu")
    (tmp_path / "scan").mkdir()
    assert refusal(tmp_path / "scan", capsys, "c.pdf", scan).startswith("Tệp PDF là bản quét")


@pytest.mark.slow
@pytest.mark.needs_libreoffice
def test_word_written_by_libreoffice(tmp_path):
    """Numbers, a table and a note that another program wrote are read as it prints them."""
    soffice = shutil.which("soffice")
    page = (
        "<html><body><ol type=I><li><p>KẾT QUẢ</p><ol><li>Trồng trọt<li>Chăn nuôi</ol><li><p>HẠN CHẾ</p></ol>"
        "<table border=1><tr><td>Chỉ tiêu<td>Kết quả<td>ĐVT<tr><td>Lúa<td>1.200<td>ha</table></body></html>"
    )
    (tmp_path / "a.html").write_text(f"<meta charset=utf-8>{page}", "utf-8")
    subprocess.run(
        [soffice, f"-env:UserInstallation=file://{tmp_path}/o", "--headless", "--infilter=HTML (StarWriter)",
         "--convert-to", "docx:MS Word 2007 XML", "--outdir", tmp_path, tmp_path / "a.html"],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    assert texts(read(tmp_path / "a.docx").copy) == [
        "I. KẾT QUẢ", "1. Trồng trọt", "2. Chăn nuôi", "II. HẠN CHẾ", "Chỉ tiêu | Kết quả | ĐVT", "Lúa | 1.200 | ha",
    ]  # fmt: skip


RULED = """#set page(width: 400pt, height: 500pt, margin: 40pt)
#set text(size: 10pt, lang: "vi", hyphenate: false)
#set super(typographic: false)
Số cây trồng được là một nghìn cây#super[1] theo Quyết định số 45/QĐ-#linebreak()SNV của vườn.
#table(columns: (30pt, 100pt, 80pt, 80pt), align: left,
  table.cell(rowspan: 2)[TT], table.cell(rowspan: 2)[Khu vực của vườn thử nghiệm mới], table.cell(colspan: 2)[Năm],
  [Kế hoạch], [Thực hiện], [1], [Đông], [10], [], table.cell(colspan: 2)[Cộng], [10], [9])
#grid(columns: (1fr, 1fr), row-gutter: 8pt, [Nơi nhận:], align(center)[KT. GIÁM ĐỐC], [- Phòng Kế hoạch và Tài chính;],
  align(center)[PHÓ GIÁM ĐỐC], [- Lưu: VT.], [])
#rect[Khung chữ quanh một câu.]
#super[1] Số ước.
"""


def test_ruled_tables_raised_marks_and_the_two_columns_of_a_signature_in_a_pdf(tmp_path):
    pytest.importorskip("pdfminer")
    typst = pytest.importorskip("typst")
    (tmp_path / "a.typ").write_text(RULED, "utf-8")
    copy = copy_of(tmp_path, "a.pdf", typst.compile(str(tmp_path / "a.typ")))
    assert [bool(line.cells) for line in copy.lines] == [False] + [True] * 4 + [False] * 7
    assert texts(copy) == [
        "Số cây trồng được là một nghìn cây¹ theo Quyết định số 45/QĐ-SNV của vườn.",
        "TT | Khu vực của vườn thử nghiệm mới | Năm | <",
        "^ | ^ | Kế hoạch | Thực hiện",
        "1 | Đông | 10 |",
        "Cộng | < | 10 | 9",
        "Nơi nhận:",
        "• Phòng Kế hoạch và Tài chính;",
        "• Lưu: VT.",
        "KT. GIÁM ĐỐC",
        "PHÓ GIÁM ĐỐC",
        "Khung chữ quanh một câu.",
        "¹ Số ước.",
    ]


def test_a_table_over_two_pages_of_a_pdf_has_its_heads_once(tmp_path):
    pytest.importorskip("pdfminer")
    typst = pytest.importorskip("typst")
    rows = ",".join(f"[{number}],[Việc số {number} của vườn thử]" for number in range(1, 9))
    page = '#set page(width: 300pt, height: 160pt, margin: 30pt, numbering: "1")\n'
    table = f"#table(columns: (40pt, 180pt), table.header([TT], [Việc]), {rows})"
    (tmp_path / "a.typ").write_text(page + table, "utf-8")
    lines = copy_of(tmp_path, "a.pdf", typst.compile(str(tmp_path / "a.typ"))).lines
    assert [line.text for line in lines if not line.why] == [
        "TT | Việc", *(f"{number} | Việc số {number} của vườn thử" for number in range(1, 9))
    ]  # fmt: skip
    again = [line.why for line in lines if line.cells and line.why]
    assert again and set(again) == {"Hàng tiêu đề của bảng, lặp lại ở đầu trang."}


def test_a_few_lines_broken_at_one_width_are_joined_too(tmp_path):
    lines = ["Từ đầu năm đến nay, trên địa bàn tỉnh đã có năm người tử vong do bệnh", "dại, tiêm phòng còn chậm."]
    text = "\n\n".join("\n".join(lines) for _ in range(3))
    assert texts(copy_of(tmp_path, "a.txt", text)) == [" ".join(lines)] * 3


def test_a_line_drawn_in_pieces_parts_cells_as_a_whole_one_does():
    edges = [Stroke(0, 0, 20), Stroke(100, 0, 20)]
    (table,) = tables([Stroke(0, 0, 100), Stroke(20, 0, 100)], [*edges, Stroke(50, 0, 9), Stroke(50.5, 11, 20)])
    assert table.filled({(0, 0): "a", (0, 1): "b"}) == [("a", "b")]
