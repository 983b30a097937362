"""What the proof finds in a site's pages: asked of small pages that hold the tests' report."""

from __future__ import annotations

from pathlib import Path

import pytest

from macros.content.model import Edition
from macros.content.structure import Line
from macros.site import markup, proof
from macros.site.markup import parse

FIRST = "2023/1-chi-dao-dieu-hanh.html"
TASKS = "2023/iii-nhiem-vu-2024.html"


@pytest.fixture
def site(edition: Edition) -> dict[str, str]:
    """The pages that hold the report, nothing else on them."""
    html: dict[str, str] = {f"2023/{name}.html": "" for name in ("index", *(h.page for h in edition.pages), "toan-van")}
    for line in edition.lines:
        block = f'<p data-source="2023:{line.number}">{line.text}</p>\n'
        html[f"2023/{line.page or 'index'}.html"] += block
        html["2023/toan-van.html"] += block
    return html


def fidelity(edition: Edition, html: dict[str, str]) -> list[str]:
    return proof.fidelity(edition, {name: parse(text) for name, text in html.items()})


def block(html: str, line: int) -> str:
    """The block of a line, as it stands in a page."""
    start = html.index(f'<p data-source="2023:{line}">')
    return html[start : html.index("</p>\n", start) + 5]


def test_pages_that_hold_the_text_are_faithful_with_or_without_the_dash_of_a_list(site, edition):
    assert fidelity(edition, site) == []
    site[FIRST] = site[FIRST].replace('2023:15">- Kế', '2023:15">Kế')
    assert fidelity(edition, site) == []


def test_a_block_that_is_missing_twice_strange_or_of_another_page_is_named(site, edition):
    paragraph = block(site[TASKS], 125)
    for html, problems in (
        (
            site | {TASKS: site[TASKS].replace(paragraph, "")},
            ["các trang mục: thiếu đoạn 2023:125"],
        ),
        (
            site | {TASKS: site[TASKS] + paragraph},
            ["các trang mục: đoạn 2023:125 có 2 lần"],
        ),
        (
            site | {TASKS: site[TASKS] + paragraph.replace(":125", ":126")},
            [f"{TASKS}: đoạn 2023:126 không có trong bản đối chiếu"],
        ),
        (
            site | {"2023/so-lieu.html": paragraph, "khac.html": paragraph.replace("2023:", "2022:")},
            ["2023/so-lieu.html: đoạn 2023:125 không thuộc trang này"],
        ),
        (
            site
            | {"2023/toan-van.html": site["2023/toan-van.html"].replace(paragraph, paragraph.replace("Tiếp", "tiếp"))},
            [
                f"2023/toan-van.html: đoạn 2023:125 khác bản đối chiếu: «{edition.source.line(125).replace('Tiếp', 'tiếp')}»"
            ],
        ),
        (
            site | {TASKS: site[TASKS].replace(paragraph, "") + paragraph},
            ["các trang mục: các đoạn không theo thứ tự của bản đối chiếu"],
        ),
    ):
        assert fidelity(edition, html) == problems


def test_a_page_that_is_missing_is_named_with_its_blocks(site, edition):
    del site["2023/3-han-che.html"]
    assert fidelity(edition, site) == [
        "2023/3-han-che.html: thiếu trang",
        "các trang mục: thiếu đoạn 2023:115",
        "các trang mục: thiếu đoạn 2023:117",
    ]


def links(html: str, name: str = "2023/a.html", base: str = "https://vi.du/bao-cao/", **more: str) -> list[str]:
    pages = {name: parse(html)} | {f"{other}.html": parse(text) for other, text in more.items()}
    return proof.links(pages, {*pages, "2023/a.png", "a b.html", "index.html", "api/x.json"}, base)


LINKS = [
    ('<a href="a.html">', []),
    ('<a href="a.png">', []),
    ('<a href="b.html">', ["2023/a.html: liên kết hỏng: b.html"]),
    ('<a href="../index.html">', []),
    ('<a href="../a%20b.html">', []),
    ('<p id="x"></p><a href="#x">', []),
    ('<p id="x"></p><a href="#y">', ["2023/a.html: không có chỗ #y"]),
    ('<p id="ă"></p><a href="a.html#%C4%83">', []),
    ('<a href="../khac.html#mot">', []),
    ('<a href="../khac.html#hai">', ["2023/a.html: không có chỗ ../khac.html#hai"]),
    ('<a href="a.png#x">', []),
    ('<p id="x"></p><p id="y"></p><p id="x"></p>', ["2023/a.html: mã id trùng: x"]),
    ('<button popovertarget="x"></button>', ["2023/a.html: không có id x"]),
    ('<p id="x"></p><p aria-labelledby="x y"></p>', ["2023/a.html: không có id y"]),
    ('<a href="https://khac.vn/"></a><a href="//khac.vn/"></a><a href="mailto:a@vi.du"></a>', []),
    ('<img src="https://khac.vn/a.png">', ["2023/a.html: yêu cầu tới nơi khác: https://khac.vn/a.png"]),
    ('<img src="//khac.vn/a.png">', ["2023/a.html: yêu cầu tới nơi khác: //khac.vn/a.png"]),
    ('<img src="data:image/png,x">', []),
    ('<link href="https://vi.du/bao-cao/index.html">', []),
    ('<link href="https://khac.vn/">', ["2023/a.html: yêu cầu tới nơi khác: https://khac.vn/"]),
    ('<img src="https://vi.du/bao-cao/a.png">', ["2023/a.html: yêu cầu tới nơi khác: https://vi.du/bao-cao/a.png"]),
    ('<meta content="https://vi.du/bao-cao/api/x.json">', []),
    ('<meta content="https://vi.du/bao-cao/api/y.json">', ["2023/a.html: địa chỉ hỏng: https://vi.du/bao-cao/api/y.json"]),
    ('<meta content="api/y.json">', []),
    ('<a href="/bao-cao/index.html">', ["2023/a.html: liên kết hỏng: /bao-cao/index.html"]),
]  # fmt: skip


def test_a_link_leads_somewhere():
    assert [(html, links(html, khac='<p id="mot"></p>')) for html, _ in LINKS] == LINKS


def test_the_page_of_what_is_not_found_counts_from_the_root():
    html = '<a href="/bao-cao/"></a><a href="/bao-cao/index.html"></a><a href="/bao-cao/b.html"></a><a href="index.html"></a>'
    assert links(html, "404.html") == ["404.html: liên kết hỏng: /bao-cao/b.html"]


def test_pages_and_pictures_are_asked_what_they_may_hold(tmp_path: Path):
    (tmp_path / "2023").mkdir()
    (tmp_path / "2023/a.html").write_text("<!doctype html><iframe></iframe><?x?><![if]><script>x</script>", "utf-8")
    (tmp_path / "cu.html").write_text('<meta http-equiv="refresh">', "utf-8")
    (tmp_path / "a.svg").write_text("<svg onload=x><svg onload=x></svg></svg>", "utf-8")
    pages = proof.read_pages(tmp_path, ("cu.html",))
    assert list(pages) == ["2023/a.html", "cu.html"]
    assert proof.unsafe(tmp_path, pages) == [
        "2023/a.html: thẻ <iframe> không được phép",
        "2023/a.html: khai báo <?x?> không được phép",
        "2023/a.html: khai báo <![if không được phép",
        "2023/a.html: đoạn mã viết trong trang không được phép",
        'a.svg: thuộc tính "onload" của thẻ <svg> không được phép',
    ]
    assert len(proof.unsafe(tmp_path, proof.read_pages(tmp_path))) == 6


@pytest.mark.parametrize(
    ("text", "spans", "same"),
    [
        ("a\x1fb", [("2", "1"), ("1", "2")], True),
        ("a \x1f b", [("2", "1"), ("1", "2")], True),
        ("a\x1fc", [("2", "1"), ("1", "2")], False),
        ("a\x1fb", [("1", "1"), ("1", "2")], False),
        ("a\x1fb", [("2", "1"), ("1", "1")], False),
        ("a", [("2", "1")], False),
    ],
)
def test_a_row_is_its_cells_each_with_its_place(text, spans, same):
    line = Line(number=15, kind="row", text="a | < | b", cells=("a", "<", "b"), spans=((2, 1), None, (1, 2)))
    assert proof.same(markup.SourceBlock("2023:15", "tr", None, text, spans), line) is same
