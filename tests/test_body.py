"""The report's text reaches the reader as it stands in the page, whatever characters it has."""

import markdown
import pytest
from hypothesis import given
from hypothesis import strategies as st

from macros.content.pages import read_page
from macros.rendering.body import body
from macros.rendering.macros import SIGNATURES
from tests import dom

FRONT = "---\ntitle: X\ndescription: X\n---\n\n"


class Edition:
    """As much of an edition as the body needs."""

    id = "2024"


def rendered(text: str) -> dom.Element:
    """A page's text as HTML, its macros printing nothing."""
    page = read_page((FRONT + text).encode(), "2024/x.md", "docs/2024/x.md", "2024", SIGNATURES)
    assert page.faults == []
    converted = markdown.markdown(body(page, Edition(), lambda call: ""), extensions=["attr_list", "sane_lists", "toc"])
    return dom.read(converted)


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
    assert (block.tag, block["id"], block.text()) == ("p", "dong-7", " ".join(line.split()))


@given(st.text("ab<>&*_`#+-|[](){}!~^\\\"'.1: ", min_size=1))
def test_any_line_is_printed_as_it_stands(line):
    shown = line.replace("{{", "{ {").replace("{%", "{ %").replace("{#", "{ #").strip()
    if shown in ("", "-"):  # nothing, and an empty item of a list
        return
    block = rendered(f"{shown} {{{{ source(7) }}}}").one(data_source="2024:7")
    assert block.text() == " ".join(shown.removeprefix("- ").split())


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
