"""The built pages hold the report to the character: read from the HTML alone, by the tests' own parser."""

import shutil

import pytest

from macros.rules.check import checked
from macros.site import proof
from tests import dom
from tests.project import CONTENT

SECTIONS = [
    "index",
    "1-chi-dao-dieu-hanh",
    "2-1-tham-gia-cua-nguoi-dan",
    "2-2-cong-khai-minh-bach",
    "2-3-trach-nhiem-giai-trinh",
    "2-4-kiem-soat-tham-nhung",
    "2-5-thu-tuc-hanh-chinh",
    "2-6-dich-vu-cong",
    "2-7-quan-tri-moi-truong",
    "2-8-quan-tri-dien-tu",
    "3-han-che",
    "iii-nhiem-vu-2024",
]
HEADINGS = [5, 7, 19, 21, 35, 55, 73, 83, 91, 101, 107, 115, 119]


def source() -> dict[int, str]:
    """The paragraphs of the reference copy that the site must hold: line number → text, white space folded."""
    lines = (CONTENT / "data/2023/source.txt").read_text("utf-8").split("\n")
    return {
        number: " ".join(line.split()) for number, line in enumerate(lines, 1) if 2 <= number <= 127 and line.split()
    }


def own_text(block: dom.Element) -> str:
    return block.text(without="data-editorial")


def without_mark(line: str) -> str:
    """A list's dash and a heading's number may be markup."""
    return line.removeprefix("- ")


@pytest.fixture(scope="module")
def blocks(built_site):
    """The source blocks of the overview and the section pages, in the reader's order."""
    return [
        block for name in SECTIONS for block in dom.read_file(built_site / f"2023/{name}.html").all(data_source=True)
    ]


@pytest.fixture(scope="module")
def full_text(built_site):
    return dom.read_file(built_site / "2023/toan-van.html").all(data_source=True)


def test_the_copy_has_64_paragraphs():
    assert len(source()) == 64


def test_section_pages_hold_every_paragraph_once_in_order(blocks):
    assert [block["data-source"] for block in blocks] == [f"2023:{line}" for line in source()]
    assert [own_text(block) for block in blocks] == [
        text if own_text(block) == text else without_mark(text) for block, text in zip(blocks, source().values())
    ]


def test_the_full_text_holds_every_paragraph_once_in_order(full_text):
    assert [block["data-source"] for block in full_text] == [f"2023:{line}" for line in source()]
    assert [own_text(block) for block in full_text] == [
        text if own_text(block) == text else without_mark(text) for block, text in zip(full_text, source().values())
    ]


def test_list_items_lose_their_dash_only_in_lists(blocks):
    shortened = [block.tag for block in blocks if own_text(block) != source()[int(block["data-source"].split(":")[1])]]
    assert shortened == ["li"] * 6


def test_no_other_page_has_source_blocks(built_site):
    pages = {
        path.relative_to(built_site).as_posix()
        for path in built_site.rglob("*.html")
        if dom.read_file(path).all(data_source=True)
    }
    assert pages == {f"2023/{name}.html" for name in [*SECTIONS, "toan-van"]}


def test_headings_of_the_report_are_headings_or_stand_above_one(blocks):
    tags = {int(block["data-source"].split(":")[1]): block.tag for block in blocks}
    assert {line: tags[line] for line in [2, *HEADINGS] if tags[line] != "h1"} == {5: "p", 19: "p"}
    assert {tag for line, tag in tags.items() if line not in [2, *HEADINGS]} == {"p", "li"}


def test_the_full_text_has_all_headings_in_steps(full_text):
    tags = {int(block["data-source"].split(":")[1]): block.tag for block in full_text}
    assert [tags[line] for line in [2, *HEADINGS]] == ["h1", "h2", "h3", "h3", *["h4"] * 8, "h3", "h2"]


def test_each_block_has_an_id_of_its_own(built_site):
    for name in [*SECTIONS, "toan-van"]:
        page = dom.read_file(built_site / f"2023/{name}.html")
        ids = [element["id"] for element in page.all(id=True)]
        assert len(ids) == len(set(ids))
        for block in page.all(data_source=True):
            assert block["id"] == f"dong-{block['data-source'].split(':')[1]}"


def test_blocks_do_not_enclose_blocks(blocks, full_text):
    assert [block["id"] for block in [*blocks, *full_text] if block.inside(data_source=True)] == []


def test_editorial_elements_enclose_nothing_of_the_source(blocks, full_text):
    for block in [*blocks, *full_text]:
        assert not block.inside(data_editorial=True)
        words = {
            own_text(inner)
            for inner in block.all()
            if not inner.inside(data_editorial=True) and "data-editorial" not in inner.attributes
        }
        assert all(word in own_text(block) for word in words)


def test_each_paragraph_offers_its_link_and_its_citation(built_site):
    for name in [*SECTIONS, "toan-van"]:
        page = dom.read_file(built_site / f"2023/{name}.html")
        links = {link["href"] for link in page.all("a", class_="permalink")}
        assert "Báo cáo số 733/BC-SLĐTBXH" in page.one(data_citation=True)["data-citation"]
        for block in page.all(data_source=True):
            assert f"#{block['id']}" in links


# The proof that stands between the generator and the published site ---------------------------------------------


S3 = "2023/3-han-che.html"
S26 = "2023/2-6-dich-vu-cong.html"
FULL = "2023/toan-van.html"


def paragraph(html: str, line: int) -> str:
    """The element of a source line, as it stands in the page."""
    start = html.rindex("<", 0, html.index(f'data-source="2023:{line}"'))
    tag = html[start + 1 : html.index(" ", start)]
    return html[start : html.index(f"</{tag}>", start) + len(tag) + 3]


def with_one_letter_changed(html):
    return html.replace("còn hạn chế. ", "còn hạn chê. ", 1)


def with_a_paragraph_moved(html):
    block = paragraph(html, 99)
    return html.replace(block, "", 1).replace(paragraph(html, 97), block + paragraph(html, 97), 1)


def with_a_paragraph_twice(html):
    return html.replace(paragraph(html, 99), paragraph(html, 99) * 2, 1)


def without_a_paragraph(html):
    return html.replace(paragraph(html, 99), "", 1)


def with_a_paragraph_added(html):
    return html.replace(paragraph(html, 99), paragraph(html, 99) + '<p id="dong-98" data-source="2023:98">Thêm.</p>', 1)


def with_words_marked_editorial(html):
    return html.replace("Kỹ năng hành chính,", "<span data-editorial>Kỹ năng</span> hành chính,", 1)


TAMPERED = {  # page, change → what the proof says
    "one_letter_changed": (
        S3,
        with_one_letter_changed,
        [
            "2023/3-han-che.html: đoạn 2023:117 khác bản đối chiếu: «Kỹ năng hành chính, nhận thức về các nội dung liên quan đến đánh giá, đo lường các chỉ số thành phần của Chỉ số Hiệu quả quản trị và hành chính công (PAPI) của một số công chức, viên chức còn hạn chê.»"
        ],
    ),
    "paragraph_moved": (S26, with_a_paragraph_moved, ["các trang mục: các đoạn không theo thứ tự của bản đối chiếu"]),
    "paragraph_moved_in_full_text": (
        FULL,
        with_a_paragraph_moved,
        ["toàn văn: các đoạn không theo thứ tự của bản đối chiếu"],
    ),
    "paragraph_twice": (S26, with_a_paragraph_twice, ["các trang mục: đoạn 2023:99 có 2 lần"]),
    "paragraph_missing": (S26, without_a_paragraph, ["các trang mục: thiếu đoạn 2023:99"]),
    "paragraph_missing_in_full_text": (FULL, without_a_paragraph, ["toàn văn: thiếu đoạn 2023:99"]),
    "paragraph_added": (
        S26,
        with_a_paragraph_added,
        ["2023/2-6-dich-vu-cong.html: đoạn 2023:98 không có trong bản đối chiếu"],
    ),
    "paragraph_on_a_foreign_page": (
        "gioi-thieu.html",
        lambda html: html.replace("<p>", '<p data-source="2023:99">', 1),
        ["gioi-thieu.html: đoạn 2023:99 không thuộc trang này"],
    ),
    "words_marked_editorial": (
        S3,
        with_words_marked_editorial,
        [
            "2023/3-han-che.html: đoạn 2023:117 khác bản đối chiếu: «hành chính, nhận thức về các nội dung liên quan đến đánh giá, đo lường các chỉ số thành phần của Chỉ số Hiệu quả quản trị và hành chính công (PAPI) của một số công chức, viên chức còn hạn chế.»"
        ],
    ),
}


@pytest.mark.parametrize(("name", "change", "problems"), TAMPERED.values(), ids=TAMPERED)
def test_the_proof_finds(built_site, tmp_path, name, change, problems):
    pages = tmp_path / "site"
    shutil.copytree(
        built_site, pages, ignore=lambda folder, names: [n for n in names if "." in n and not n.endswith(".html")]
    )
    html = (pages / name).read_text("utf-8")
    changed = change(html)
    assert changed != html
    (pages / name).write_text(changed, "utf-8")
    assert proof.fidelity(checked(CONTENT).site.newest, proof.read_pages(pages)) == problems


def test_the_proof_passes_the_built_site(built_site):
    assert proof.fidelity(checked(CONTENT).site.newest, proof.read_pages(built_site)) == []


def test_the_proof_misses_no_page(built_site):
    pages = proof.read_pages(built_site)
    del pages[FULL]
    assert proof.fidelity(checked(CONTENT).site.newest, pages)[0] == "2023/toan-van.html: thiếu trang"
