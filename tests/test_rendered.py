"""check says all that the build would: links, places and pictures, and text that the finished pages do not hold."""

import re

import markdown
import pytest

from macros.build import build
from macros.rendering.finished import Finished
from macros.rules import rendered
from tests import structures
from tests.project import ROOT

PROSE = "docs/van-hanh.md"

LINKS = {
    "a_page_that_is_not_there": ("[x](khong-co.md)", 'liên kết hỏng "khong-co.md": sửa đường dẫn'),
    "a_place_that_is_not_there": (
        "[x](gioi-thieu.md#khong-co)",
        'liên kết "gioi-thieu.md#khong-co" dẫn tới chỗ không có trong trang đích: sửa phần sau dấu #',
    ),
    "a_place_of_this_page_that_is_not_there": (
        "[x](#khong-co)",
        'liên kết "#khong-co" dẫn tới chỗ không có trong trang đích: sửa phần sau dấu #',
    ),
    "a_picture_that_is_not_there": ("![x](assets/khong-co.png)", 'liên kết hỏng "assets/khong-co.png": sửa đường dẫn'),
}


@pytest.mark.parametrize(("words", "message"), LINKS.values(), ids=LINKS)
def test_a_link_that_leads_nowhere_is_refused_at_its_place(content, words, message):
    target = words[words.index("(") + 1 : -1]
    content.edit(PROSE, "{{ page_end() }}", f"Xem {words}.\n\n{{{{ page_end() }}}}")
    assert content.faults() == [f"{content.at(PROSE, target)}: {message}"]


def test_a_page_that_nothing_leads_to_is_refused_before_the_build(project):
    text = project.read(PROSE).replace("title: ", "title: Hai. ").replace('description: "', 'description: "Hai. ')
    for name in ("hoi-dap", "hoi-dap-2", "2023/khac", "nhom/mot"):
        project.write(f"docs/{name}.md", text if name == "hoi-dap" else text.replace("Hai. ", f"{name}. "))
    project.edit(
        "mkdocs.yml", "  - Lưu trữ: luu-tru.md\n", "  - Nhóm:\n      - Lưu trữ: luu-tru.md\n      - nhom/mot.md\n"
    )
    told = "trang chưa có trong mkdocs.yml: ghi dưới nav, hoặc dưới not_in_nav nếu chỉ trang khác dẫn tới"
    assert [fault for fault in project.faults() if "mkdocs.yml" in fault] == [
        f"docs/hoi-dap-2.md:1:1: {told}",
        f"docs/hoi-dap.md:1:1: {told}",
    ]


def test_two_places_of_one_name_are_refused(content):
    content.edit(PROSE, "{{ page_end() }}", "## A {: #trung }\n\n## B {: #trung }\n\n{{ page_end() }}")
    line = content.at(PROSE, "{{ page_start() }}").rsplit(":", 2)[1]
    assert content.faults() == [f'{PROSE}:{int(line) - 1}:1: mã id "trung" có hai lần trong trang: đổi tên một đề mục']


def test_the_check_renders_with_the_extensions_of_the_build():
    own = re.findall(
        r"(?m)^  - (\w+)$",
        (ROOT / "mkdocs.yml").read_text("utf-8").partition("markdown_extensions:")[2].partition("\nwatch")[0],
    )
    assert set(own) <= set(rendered.EXTENSIONS)


@pytest.mark.slow
def test_no_date_no_section_that_cites_and_a_first_heading_of_a_low_rank_are_built(tmp_path):
    project = structures.project(tmp_path / "project", structures.read("nguoc"))
    project.write(
        "data/2022-nguoc/documents.yml",
        "documents:\n  - id: quy-che\n    type: regulation\n    name: Quy chế trồng cây\n    issuer: vuon-thu\n"
        "    citations:\n      - line: 2\n        printed: Quy chế trồng cây\n",
    )
    project.edit("docs/2022-nguoc/index.md", "Quy chế trồng cây", '{{ cite("quy-che") }}')
    macros = "{{ page_start() }}\n\n{{ documents_chart() }}\n\n{{ citations_chart() }}\n\n{{ documents_list() }}\n\n{{ page_end() }}\n"
    project.write("docs/2022-nguoc/van-ban.md", f'---\ntitle: "Văn bản"\ndescription: "Văn bản."\n---\n\n{macros}')
    assert project.faults() == []
    build(project.root, project.root / "site")


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("<p>1. *a* &amp; [b](c)</p>\n\n*d*", "<p>1. *a* &amp; [b](c)</p>\n<p><em>d</em></p>"),
        ("\n\n\n<ul>\n<li>a</li>\n</ul>\n\n", "<ul>\n<li>a</li>\n</ul>"),
        ('<a href="b.html">a</a> *b*', '<p><a href="b.html">a</a> <em>b</em></p>'),
        ("```\n\n<p>a</p>\n\n```", "<pre><code>\n&lt;p&gt;a&lt;/p&gt;\n\n</code></pre>"),
    ],
    ids=["a finished block", "lines around it", "words that begin with a link", "a block shown as code"],
)
def test_markdown_passes_over_finished_blocks_alone(text, html):
    assert markdown.markdown(text, extensions=[*rendered.EXTENSIONS, Finished()]) == html
