"""Texts of every structure are published to the character, cell by cell; what would lose a line is refused at its line."""

import json

import pypdf
import pytest

from macros import engine
from macros.build import build
from macros.site import markup, proof
from tests import dom, structures, tagged_pdf
from tests.project import Project, copy_content

pytestmark = pytest.mark.slow

TEXTS = {name: structures.read(name) for name in structures.NAMES}


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """The built site with every fixture."""
    project = structures.project(tmp_path_factory.mktemp("structures") / "project", *TEXTS.values())
    build(project.root, project.root / "site", keep=True)
    return project.root / "site"


def printed(text: structures.Text) -> dict[str, object]:
    """What the site must hold of a fixture: place → folded text, a list of cells for a row of a table."""
    found = {}
    rows = 0
    for number, (tag, words) in enumerate(text.lines, 1):
        rows = rows if tag.startswith("table") else 0
        folded = " ".join(words.split())
        if tag.startswith("table") and (rows or " | " in words):
            rows += 1
            cells = [cell.strip() for cell in f" {words} ".split(" | ")]
            folded = [cell.removeprefix("\\") for cell in cells if cell not in ("<", "^")]
        if tag != "out" and folded:
            found[f"{text.edition}:{number}"] = folded
    return found


def shown(pages: list[dom.Element]) -> dict[str, object]:
    """The same, read from the HTML of pages: own text of each block, without that of blocks inside it."""
    found = {}
    for page in pages:
        for block in page.all(data_source=True):
            assert block["data-source"] not in found, "a line stands twice"
            own = [cell.text(without="data-editorial") for cell in block.children if isinstance(cell, dom.Element)]
            if block.tag == "tr":
                found[block["data-source"]] = own
            else:
                inner = [item.text(without="data-editorial") for item in block.all("ul")]
                words = block.text(without="data-editorial")
                for list_ in inner[:1]:
                    words = words[: words.rindex(list_)].strip() if list_ else words
                found[block["data-source"]] = words
    return found


def same(ours: object, theirs: object) -> bool:
    return ours == theirs or (isinstance(theirs, str) and ours == theirs.removeprefix("- "))


@pytest.mark.parametrize("name", structures.NAMES)
def test_the_pages_hold_every_line_in_order_and_cell_by_cell(site, name):
    text = TEXTS[name]
    order = ["index", *(heading["page"] for heading in structures.report(text)["headings"] if "page" in heading)]
    expected = printed(text)
    for names in (order, ["toan-van"]):
        found = shown([dom.read_file(site / f"{text.edition}/{page}.html") for page in names])
        assert list(found) == list(expected)
        assert [line for line in expected if not same(found[line], expected[line])] == []


@pytest.mark.parametrize("name", structures.NAMES)
def test_no_page_skips_a_rank_of_headings_or_has_two_first_ones(site, name):
    for path in sorted((site / TEXTS[name].edition).glob("*.html")):
        main = dom.read_file(path).one("main")
        ranks = [int(element.tag[1]) for element in main.all() if element.tag in ("h1", "h2", "h3", "h4", "h5", "h6")]
        assert ranks.count(1) <= 1
        assert all(after <= before + 1 for before, after in zip([0, *ranks], ranks)), (path.name, ranks)


def test_places_with_restarting_numbers_are_told_apart(site):
    contents = dom.read_file(site / "2022-khoi-phuc/index.html").one("ol", class_="contents")
    assert [item.one("a").text() for item in contents.all("li")] == [
        "I. Kết quả",
        "I.1. Trồng cây",
        "I.2. Tưới cây",
        "II.1. Giống",
        "II.2. Đất",
    ]


@pytest.mark.parametrize(
    ("name", "places"),
    [
        (
            "khoi-phuc",
            {1: "Phần đầu văn bản", 8: "Tên bài", 9: "Phần mở đầu", 14: "Mục I", 19: "Mục I.1.a", 22: "Mục «Cây chanh»"}
            | {25: "Mục I.2", 28: "Mục II.1", 35: "Mục II.2", 40: "Phần ký, nơi nhận"},
        ),
        ("chu-cai", {2: "Lời dẫn", 3: "Phần mở đầu", 4: "Mục A", 7: "Mục 1.1.a", 10: "Mục 1.2", 13: "Mục «Thuận lợi»"}),
        ("dieu", {3: "Phần mở đầu", 6: "Chương I", 9: "Điều 1", 19: "Phần ký, nơi nhận", 20: "Phụ lục 1"}),
        ("khong-muc", {2: "Lời dẫn", 3: "Nội dung"}),
    ],
)
def test_a_place_is_called_as_people_call_it(tmp_path, name, places):
    project = copy_content(tmp_path / "project")
    structures.write(project, TEXTS[name])
    edition = project.load().site.edition(TEXTS[name].edition)
    assert {line: edition.place(line) for line in places} == places


def test_a_mark_leads_to_its_note_and_the_note_back(site):
    """Marks of one form that come again belong to the next note; `m²`, `(1)` of an item or column, `**` are none."""
    expected = [  # line, what the link says, the line that it leads to
        (1, "Ghi chú [9]", 19),
        (2, "Ghi chú [1]", 16),
        (2, "Ghi chú (*)", 9),
        (3, "Ghi chú (1)", 18),
        (4, "Ghi chú ²", 17),
        (4, "Ghi chú [1]", 16),
        (5, "Ghi chú *", 10),
        (6, "Ghi chú (*)", 9),
        (8, "Ghi chú **", 11),
        (9, "Trở lại chỗ có dấu (*)", 2),
        (10, "Trở lại chỗ có dấu *", 5),
        (11, "Trở lại chỗ có dấu **", 8),
        (13, "Ghi chú (*)", 14),
        (14, "Trở lại chỗ có dấu (*)", 13),
        (16, "Trở lại chỗ có dấu [1]", 2),
        (17, "Trở lại chỗ có dấu ²", 4),
        (18, "Trở lại chỗ có dấu (1)", 3),
        (19, "Trở lại chỗ có dấu [9]", 1),
    ]
    pages = {"index": range(1, 3), "ket-qua": range(3, 12), "viec-toi": range(12, 21)}
    for names in (tuple(pages), ("toan-van",)):
        found = []
        for name in names:
            for block in dom.read_file(site / f"2022-ghi-chu/{name}.html").all(data_source=True):
                for link in block.all("a", class_="note-mark"):
                    address, _, anchor = link["href"].partition("#dong-")
                    there = next(page for page in names if name == "toan-van" or int(anchor) in pages[page])
                    assert address == ("" if there == name else f"{there}.html")
                    assert link["role"] == ("doc-backlink" if "Trở" in link["aria-label"] else "doc-noteref")
                    assert link["aria-label"].endswith(f" {link.text()}")
                    found.append((int(block["data-source"].partition(":")[2]), link["aria-label"], int(anchor)))
        assert found == expected


def test_merged_cells_are_those_of_the_copy_each_with_its_place_and_scope(site):
    table = dom.read_file(site / "2022-gop/ke-hoach.html").one("table")
    rows = [
        [
            (cell.tag, *map(cell.attributes.get, ("scope", "colspan", "rowspan")), cell.text(without="data-editorial"))
            for cell in row.children
            if isinstance(cell, dom.Element)
        ]
        for row in table.all("tr")
    ]
    assert rows == [
        [("th", "col", None, "2", "STT"), ("th", "col", None, "2", "Việc"), ("th", "col", "2", None, "Năm 2022")],
        [("th", "col", None, None, "Kế hoạch"), ("th", "col", None, None, "Thực hiện")],
        [("th", "rowgroup", "4", None, "I. KHU ĐÔNG")],
        [("th", "row", None, "2", "1"), ("td", None, None, None, "Trồng"), ("td", None, "2", "2", "chưa tách")],
        [("td", None, None, None, "Tưới")],
        [("th", "rowgroup", "4", None, "II. KHU TÂY")],
        [("th", "row", "2", None, "Cả khu"), ("td", None, None, None, "<"), ("td", None, None, None, "^")],
        [("th", "row", None, None, "2"), ("td", None, None, None, "a < b"), ("td", None, "2", None, "5")],
    ]
    assert [len(body.all("tr")) for body in table.all("tbody")] == [3, 3]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('<th scope="col" colspan="2">', '<th scope="col">'),
        ('<td colspan="2" rowspan="2">', '<td colspan="2">'),
        ("chưa tách", "chưa"),
    ],
)
def test_the_proof_refuses_a_cell_in_another_place(site, old, new):
    edition = Project(site.parent).load().site.edition("2022-gop")
    pages = {path.name: path.read_text("utf-8") for path in sorted((site / "2022-gop").glob("*.html"))}
    assert old in pages["ke-hoach.html"]
    assert proof.fidelity(edition, {f"2022-gop/{name}": markup.parse(text) for name, text in pages.items()}) == []
    pages["ke-hoach.html"] = pages["ke-hoach.html"].replace(old, new)
    found = proof.fidelity(edition, {f"2022-gop/{name}": markup.parse(text) for name, text in pages.items()})
    assert len(found) == 1 and found[0].startswith("2022-gop/ke-hoach.html: đoạn 2022-gop:")


def test_merged_cells_reach_pdf_and_open_data(site):
    pdf = tagged_pdf.read(site / "tai-ve/2022-gop/ke-hoach.pdf")
    cells = [(cell.text(), *cell.spans) for cell in pdf.all("TH", "TD")]
    assert cells[:5] == [("STT", 1, 2), ("Việc", 1, 2), ("Năm 2022", 2, 1), ("Kế hoạch", 1, 1), ("Thực hiện", 1, 1)]
    assert cells[5:9] == [("I. KHU ĐÔNG", 4, 1), ("1", 1, 2), ("Trồng", 1, 1), ("chưa tách", 2, 2)]
    assert cells[11:14] == [("Cả khu", 2, 1), ("<", 1, 1), ("^", 1, 1)]
    data = json.loads((site / "api/v1/2022-gop/text/dong-5.json").read_text("utf-8"))
    assert data["text"] == "STT | Việc | Năm 2022 | <"


def test_the_pdf_leads_from_mark_to_note_and_back_and_numbers_its_own_notes_in_another_way(site):
    pdf = pypdf.PdfReader(site / "tai-ve/bao-cao-2022-ghi-chu.pdf")
    assert sum(len(page.get("/Annots", [])) for page in pdf.pages) == 18 + 2  # and the contents
    words = " ".join(" ".join(page.extract_text() for page in pdf.pages).split())
    assert "Chú thích đánh số trong ngoặc nhọn là của trang web này." in words


def test_marks_of_notes_are_not_read_aloud(site):
    read = [(site / f"tai-ve/2022-ghi-chu/doc-loa/{page}.txt").read_text("utf-8") for page in ("ket-qua", "viec-toi")]
    assert (
        "Phần một. Kết quả." in read[0]
        and "Đông, Bưởi." in read[0]
        and "Ghi chú: số ước." in read[0]
        and "Không kể cây chết." in read[0]
    )
    assert "Trồng thêm cây ở khu tây." in read[1] and "Theo sổ của tổ trồng cây." in read[1]


FAULTS = {  # fixture, file, old, new, messages
    "a_lost_heading": (
        "khoi-phuc",
        "report.yml",
        '  - line: 25\n    level: 2\n    code: "2"\n    page: "i-2-tuoi-cay"\n    label: "Tưới cây"\n',
        "",
        [
            "data/2022-khoi-phuc/source.txt:25:1: dòng này trông như một đề mục: ghi vào headings; nếu chỉ là đoạn văn thì ghi vào blocks với kind: paragraph; dòng in «2. Tưới cây»"
        ],
    ),
    "an_early_last_line": (
        "chu-cai",
        "report.yml",
        "last_line: 17",
        "last_line: 15",
        [
            "data/2022-chu-cai/source.txt:16:1: dòng này không được đăng ở đâu: «Thiếu người làm.»; sửa first_line, last_line trong report.yml, hoặc ghi dòng vào left_out kèm lý do"
        ],
    ),
    "a_dropped_row": (
        "dieu",
        "page:phu-luc",
        "Tây | 98% | {{ source(27) }}\n\n",
        "",
        [
            "docs/2022-dieu/phu-luc.md:18:1: thiếu đoạn ở dòng 27 của bản đối chiếu: thêm đoạn kết thúc bằng {{ source(27) }}"
        ],
    ),
    "a_changed_cell": (
        "dieu",
        "page:phu-luc",
        "Tây | 98% |",
        "Tây | 89% |",
        [
            "docs/2022-dieu/phu-luc.md:18:1: lời văn khác dòng 27 của bản đối chiếu: trang viết «…Tây | 89% | …», bản đối chiếu viết «…Tây | 98% | …»"
        ],
    ),
    "a_cell_moved_to_the_next_column": (
        "dieu",
        "page:phu-luc",
        "Tây | 98% |",
        "Tây | | 98%",
        [
            "docs/2022-dieu/phu-luc.md:18:1: lời văn khác dòng 27 của bản đối chiếu: trang viết «…Tây |  | 98%…», bản đối chiếu viết «…Tây | 98% | …»"
        ],
    ),
    "a_table_that_nobody_declared": (
        "dieu",
        "report.yml",
        '  - first: 22\n    last: 29\n    kind: "table"\n',
        '  - first: 22\n    last: 23\n    kind: "table"\n',
        [
            "data/2022-dieu/report.yml:29:5: blocks[4]: không dòng nào có các ô cách nhau bằng « | »: sửa first, last hoặc kind",
            *(
                f"data/2022-dieu/source.txt:{line}:1: dòng này trông như {what}; nếu chỉ là đoạn văn thì ghi vào blocks với kind: paragraph; dòng in «{words}»"
                for line, what, words in (
                    (24, "hàng của một bảng: ghi cả bảng vào blocks với kind: table", "Khu | Diện tích | Ghi chú"),
                    (25, "một đề mục: ghi vào headings", "I. KHU MỚI"),
                    (26, "hàng của một bảng: ghi cả bảng vào blocks với kind: table", "Đông | 1.250,5 | Đất bãi"),
                    (27, "hàng của một bảng: ghi cả bảng vào blocks với kind: table", "Tây | 98% |"),
                    (28, "một đề mục: ghi vào headings", "II. KHU CŨ"),
                    (29, "hàng của một bảng: ghi cả bảng vào blocks với kind: table", "Bắc | -3 | a|b"),
                )
            ),
        ],
    ),
    "a_merged_cell_that_its_page_does_not_have": (
        "gop",
        "page:ke-hoach",
        "chưa tách | <",
        "chưa tách |",
        [
            "docs/2022-gop/ke-hoach.md:16:1: lời văn khác dòng 8 của bản đối chiếu: trang viết «…chưa tách | …», bản đối chiếu viết «…chưa tách | <…»"
        ],
    ),
    "a_cell_merged_from_the_heads_into_the_rows": (
        "gop",
        "report.yml",
        "    head: 2\n",
        "",
        ["data/2022-gop/report.yml:18:5: blocks[0]: ô gộp nối 1 hàng tiêu đề với hàng ở dưới: ghi head: 2, hoặc sửa ô"],
    ),
    "text_under_a_heading_without_a_page": (
        "khoi-phuc",
        "report.yml",
        '    code: "I"\n    page: "i-ket-qua"\n    label: "Kết quả"\n',
        '    code: "I"\n',
        [
            "data/2022-khoi-phuc/report.yml:31:5: headings[0]: có lời văn ngay dưới đề mục này thì nó phải có trang: thêm page và label"
        ],
    ),
    "text_after_the_signature": (
        "dieu",
        "report.yml",
        '    page: "phu-luc"\n    label: "Danh mục khu vực"\n',
        "",
        [
            "data/2022-dieu/report.yml:26:5: blocks[3]: sau phần ký còn lời văn ở dòng 22: phụ lục phải là đề mục có trang riêng (page)",
            "data/2022-dieu/report.yml:62:5: headings[8]: đề mục cuối phải có trang: thêm page và label",
        ],
    ),
}


@pytest.mark.parametrize(("name", "file", "old", "new", "messages"), FAULTS.values(), ids=FAULTS)
def test_refuses(tmp_path, name, file, old, new, messages):
    project = copy_content(tmp_path / "project")
    text = TEXTS[name]
    structures.write(project, text)
    assert project.faults() == []
    page = file.partition(":")[2]
    project.edit(f"docs/{text.edition}/{page}.md" if page else f"data/{text.edition}/{file}", old, new)
    assert project.faults() == messages


@pytest.mark.parametrize(
    ("line", "words"),
    [
        (5, "STT | Việc | ^ | <"),  # nothing above
        (6, "< | ^ | Kế hoạch | Thực hiện"),  # nothing to the left
        (8, "^ | Trồng | chưa tách | <"),  # a group is no cell of a column
        (9, "^ | Tưới | ^ | khác"),  # no rectangle
        (9, "^ | ^ | ^ | <"),  # a row without a cell of its own
    ],
)
def test_cells_that_cannot_be_merged_are_refused_at_their_line(tmp_path, line, words):
    project = copy_content(tmp_path / "project")
    text = structures.read("gop")
    text.lines[line - 1] = (text.lines[line - 1][0], words)
    structures.write(project, text)
    assert project.faults() == [
        f"data/2022-gop/source.txt:{line}:1: ô gộp ở hàng này sai: «<» gộp với ô bên trái, «^» gộp với ô ở trên, thành hình chữ nhật, mỗi hàng còn ít nhất một ô của nó; dấu «<», «^» có thật thì viết «\\<», «\\^»"
    ]


def test_an_engine_without_the_hook_stops_where_it_would_lose_a_line(tmp_path):
    """Zensical runs no hook before a page: headings within it, tables and signatures would not be printed."""
    project = copy_content(tmp_path / "project")
    structures.write(project, TEXTS["chu-cai"])
    with pytest.raises(Exception, match="Zensical không in được dòng 5 của bản đối chiếu: dựng bằng MkDocs"):
        engine._plain_enough(project.load())
