"""The report's text reaches the reader as it stands in the page, whatever characters it has."""

from dataclasses import dataclass
from html import escape

import markdown
import pytest
from hypothesis import given
from hypothesis import strategies as st

from macros.content.model import Edition, Passage
from macros.content.pages import read_page
from macros.content.source import Source
from macros.rendering.body import Printer, body
from macros.rendering.macros import SIGNATURES
from tests import dom

FRONT = "---\ntitle: X\ndescription: X\n---\n\n"


@dataclass(frozen=True)
class Report:
    """As much of a report as the body needs."""

    last_line: int
    title_line: int = 999
    first_line: int = 1
    lead_line: None = None
    blocks: tuple = ()
    left_out: tuple = ()
    headings: tuple = ()


def rendered(text: str, **report) -> dom.Element:
    """The HTML of a page that types the whole report, its macros printing nothing."""
    page = read_page((FRONT + text).encode(), "2024/index.md", "docs/2024/index.md", "2024", SIGNATURES)
    assert page.faults == []
    lines = {block.source_line: "".join(part for part in block.parts if isinstance(part, str)) for block in page.blocks}
    source = Source.from_bytes("\n".join(lines.get(number, "") for number in range(1, 40)).encode())
    edition = Edition(id="2024", source=source, report=Report(last_line=40, **report))
    printer = Printer(
        edition, lambda call: "", lambda line, words, _: escape(words, quote=False), lambda line: "", lambda line: ""
    )
    return dom.read(markdown.markdown(body(page, printer), extensions=["attr_list", "sane_lists", "toc"]))


@pytest.mark.parametrize(
    "line",
    [
        "1. Một",
        "1) Một",
        "+ cộng",
        "* sao",
        "> lớn hơn",
        "# thăng",
        "=====",
        "-----",
        "| a | b |",
        "giá (*) và (*) _gạch_ __hai__ ~~bỏ~~ `mã`",
        "a < b, <b>đậm</b>, <!-- ẩn -->, <script>x</script>, </p>",
        "[chữ](https://a.vn) ![x](y) [x]: z [^1] https://a.vn <https://a.vn>",
        "{ .lop } {: #id } } a {",
        "&lt; &amp; &nbsp; & &#123;",
        "a\\*b \\ \\\\",
        "Điều 5. «ngoặc» \"thẳng\" 'đơn' … –",
        "*[HTML]: chữ",
        "    thụt vào",
    ],
)
def test_a_line_is_printed_as_it_stands(line):
    block = rendered(f"{line} {{{{ source(7) }}}}").one(data_source="2024:7")
    assert (block.tag in ("p", "li"), block["id"], block.text()) == (True, "dong-7", " ".join(line.split()))


@given(st.text("ab<>&*_`#+-|[](){}!~^\\\"'.1: ", min_size=1))
def test_any_line_is_printed_as_it_stands(line):
    shown = line.replace("{{", "{ {").replace("{%", "{ %").replace("{#", "{ #").strip()
    if not shown:
        return
    block = rendered(f"{shown} {{{{ source(7) }}}}").one(data_source="2024:7")
    assert block.text() == " ".join(" ".join(shown.split()).removeprefix("- ").split())


def test_items_of_a_list_are_one_list_and_lose_their_dash():
    page = rendered("a {{ source(1) }}\n\n- b {{ source(3) }}\n\n- c {{ source(5) }}\n\nd {{ source(7) }}")
    assert [child.tag for child in page.children if isinstance(child, dom.Element)] == ["p", "ul", "p"]
    assert [item.text() for item in page.one("ul").all("li")] == ["b", "c"]


def test_our_own_prose_around_stays_markdown():
    page = rendered("## Tên\n\n*nghiêng*\n\na *b* {{ source(1) }}\n**đậm**\n\n- một\n- hai\n")
    assert (page.one("h2").text(), page.one("em").text(), page.one("strong").text()) == ("Tên", "nghiêng", "đậm")
    assert [item.text() for item in page.all("li")] == ["một", "hai"]
    assert page.one(data_source=True).text() == "a *b*"


def test_a_block_over_several_lines_is_one_paragraph():
    assert rendered("a\n- b\n1. c {{ source(1) }}").one("p").text() == "a - b 1. c"


def test_a_new_mark_begins_an_inner_list_and_an_old_one_ends_it():
    """`(1)` above `-` above `+`: the marks stay as text, but for the dash."""
    lines = ["(1) Một:", "- a", "+ b", "- c", "(2) Hai"]
    page = rendered("\n".join(f"{line} {{{{ source({number}) }}}}" for number, line in enumerate(lines, 1)))
    outer, inner, innermost = page.all("ul")
    assert [item["id"] for item in outer.children if isinstance(item, dom.Element)] == ["dong-1", "dong-5"]
    assert [item["id"] for item in inner.children if isinstance(item, dom.Element)] == ["dong-2", "dong-4"]
    assert innermost.one("li").text() == "+ b" and inner.all("li")[0].text() == "a + b"


def test_a_mark_that_goes_on_from_above_begins_a_list_of_its_own():
    """`a)` is a heading here: `b)` is none of the dashes' items."""
    lines = ["- Một;", "- Hai.", "b) Ba"]
    page = rendered("\n".join(f"{line} {{{{ source({number}) }}}}" for number, line in enumerate(lines, 1)))
    assert [[item.text() for item in list_.all("li")] for list_ in page.all("ul")] == [["Một;", "Hai."], ["b) Ba"]]


def test_a_table_is_one_whose_cells_are_those_of_the_copy():
    lines = [
        "Bảng 1. Cây",
        "Đơn vị tính: ha",
        "Cây | Kế hoạch | Thực hiện",
        "A. LÚA",
        "Lúa mùa | 1.250 | 98,5%",
        "Ngô | | x|y",
    ]
    text = "\n".join(f"{line} {{{{ source({number}) }}}}" for number, line in enumerate(lines, 1))
    table = rendered(text, blocks=(Passage(first=1, last=6, kind="table"),)).one("table")
    assert [p.text() for p in table.one("caption").all("p")] == ["Bảng 1. Cây", "Đơn vị tính: ha"]
    rows = table.all("tr")
    assert [row["id"] for row in rows] == ["dong-3", "dong-4", "dong-5", "dong-6"]
    assert [[(cell.tag, cell.text()) for cell in row.all() if cell.tag in ("th", "td")] for row in rows] == [
        [("th", "Cây"), ("th", "Kế hoạch"), ("th", "Thực hiện")],
        [("th", "A. LÚA")],
        [("th", "Lúa mùa"), ("td", "1.250"), ("td", "98,5%")],
        [("th", "Ngô"), ("td", ""), ("td", "x|y")],
    ]
    assert rows[1].one("th")["colspan"] == "3"
    assert (rows[1].one("th")["scope"], rows[1].parent.tag, len(table.all("tbody"))) == ("rowgroup", "tbody", 1)
    assert [cell.attributes.get("class") for cell in rows[2].all("td")] == ["num", "num"]


def test_a_cell_of_many_words_has_room_on_a_narrow_screen():
    text = "TT | Việc {{ source(1) }}\n1 | Trồng cây bưởi ở khu đông và cây chanh ở khu tây {{ source(2) }}"
    table = rendered(text, blocks=(Passage(first=1, last=2, kind="table"),)).one("table")
    assert [cell.attributes.get("class") for cell in table.all("td")] == ["long"]
