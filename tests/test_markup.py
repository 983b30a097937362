"""Reading HTML, and keeping text from data as text: whatever it holds, the reader sees just that."""

import markdown
import pytest
from markupsafe import escape

from macros.rendering.macros import shield
from macros.site import markup
from tests import dom

HOSTILE = [
    "[x](javascript:alert(1))",
    "![x](https://a.vn/x.png)",
    "<https://a.vn>",
    "*x*{ onclick=alert(1) }",
    "{: #a onclick=alert(1) }",
    "a | b | c",
    "`code`",
    '--8<-- "/etc/passwd"',
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "<script>alert(1)</script>",
    "<b>x</b>",
    "**x** __x__ _x_ ~~x~~ ^x^ ==x==",
    "# x",
    "1. x",
    "- x",
    "> x",
    "===",
    "[x]: javascript:alert(1)",
    "*[x]: y",
    "\\*x\\*",
    "[^1]",
    ":smile:",
    "::: x",
    "!!! note",
    "\"x\" 'x' «x»",
    "{{ 7*7 }}",
    "{% raw %}",
    "&amp;amp;",
    "x\u2003y",
    "a@b.vn",
    "http://a.vn/",
    "%s %(x)s {0}",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_text_from_data_reaches_the_reader_as_it_is(text):
    macro = shield(str(escape(text)))
    html = markdown.markdown(f"Chữ {macro} chữ.", extensions=["attr_list", "sane_lists", "tables", "abbr", "footnotes"])
    document = dom.read(html)
    assert document.text() == f"Chữ {' '.join(text.split())} chữ."
    assert [element.tag for element in document.all()] == ["p"]
    assert document.one("p").attributes == {}


@pytest.mark.parametrize("text", HOSTILE)
def test_text_from_data_stays_text_in_an_attribute(text):
    macro = shield(f'<data value="{escape(text)}">x</data>')
    document = dom.read(markdown.markdown(f"Chữ {macro} chữ.", extensions=["attr_list", "sane_lists"]))
    assert [element.tag for element in document.all()] == ["p", "data"]
    assert document.one("data").attributes == {"value": " ".join(text.split())}


def test_a_new_line_in_a_macro_does_not_end_the_paragraph():
    assert shield("<b>\n  a\n\n  b\n</b>") == "<b> a b </b>"


def test_reads_source_blocks_without_what_the_site_adds():
    read = markup.parse(
        '<main><p id="dong-5" data-source="2023:5">Một <a href="x.html">hai</a><span data-editorial> ba <b>bốn</b></span> năm<br>sáu &amp; bảy</p> ngoài</main>'
    )
    assert [(block.source, block.tag, block.id, block.text) for block in read.blocks] == [
        ("2023:5", "p", "dong-5", "Một hai nămsáu & bảy")
    ]
    assert read.text == "Một hai nămsáu & bảy ngoài"
    assert (read.ids, read.links) == (["dong-5"], [("a", "href", "x.html")])


def test_text_of_a_block_ends_with_the_block():
    read = markup.parse('<li data-source="2023:5">a</li><li data-source="2023:7">b</li>')
    assert [block.text for block in read.blocks] == ["a", "b"]
