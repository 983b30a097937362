"""What the rule on the pages as they are rendered tells, and where: asked of the rule alone."""

import pytest

from macros.content.load import Loaded
from macros.content.uses import index
from macros.rendering.macros import Renderer
from macros.rules import check
from macros.rules.rendered import rendered
from tests.asking import content, told

LIMITS = "docs/2023/3-han-che.md"
ABOUT = "docs/gioi-thieu.md"
PLACE = "Nếu gặp trở ngại"


def asked(loaded: Loaded):
    return rendered(loaded, Renderer(loaded.site, loaded.pages, index(loaded.site, loaded.pages), ""))


@pytest.mark.parametrize(
    ("changes", "messages"),
    [
        ({}, []),
        (
            {LIMITS: {"Kỹ năng": "Kĩ năng"}},
            [
                f"{LIMITS}:8:1: 2023/3-han-che.html: đoạn 2023:117 khác bản đối chiếu: «Kĩ năng hành chính, nhận thức về các "
                "nội dung liên quan đến đánh giá, đo lường các chỉ số thành phần của Chỉ số Hiệu quả quản trị và hành chính "
                "công (PAPI) của một số công chức, viên chức còn hạn chế.»",
                "docs/2023/toan-van.md:5:1: 2023/toan-van.html: đoạn 2023:117 khác bản đối chiếu: «Kĩ năng hành chính, nhận "
                "thức về các nội dung liên quan đến đánh giá, đo lường các chỉ số thành phần của Chỉ số Hiệu quả quản trị và "
                "hành chính công (PAPI) của một số công chức, viên chức còn hạn chế.»",
            ],
        ),
    ],
)
def test_a_page_that_does_not_hold_the_text_is_told_at_its_paragraph(changes, messages):
    assert told(asked, changes) == messages


@pytest.mark.parametrize("written", [[], ["lỗi"]])
def test_pages_are_rendered_only_from_content_in_order(monkeypatch, written):
    monkeypatch.setattr(check, "_written", lambda _: written)
    monkeypatch.setattr(check, "_rendered", lambda _: ["lỗi khi dựng"])
    assert check.check(content()) == (written or ["lỗi khi dựng"])


LINKS = {
    "[x](luu-tru.md)": "",
    "[x](van-hanh.md#tai)": "",
    "[x](#rieng-tu)": "",
    "[x](2023/so-lieu.md#ho-ngheo-2023)": "",
    "[x](https://vi.du/a.html)": "",
    "[x](mailto:a@vi.du)": "",
    "[x](khong-co.md)": 'liên kết hỏng "khong-co.md": sửa đường dẫn',
    "[x](2023/khong-co.html)": 'liên kết hỏng "2023/khong-co.html": sửa đường dẫn',
    "[x](van-hanh.md#khong)": 'liên kết "van-hanh.md#khong" dẫn tới chỗ không có trong trang đích: sửa phần sau dấu #',
    "[x](#khong)": 'liên kết "#khong" dẫn tới chỗ không có trong trang đích: sửa phần sau dấu #',
    "![x](assets/khong.png)": 'liên kết hỏng "assets/khong.png": sửa đường dẫn',
}


@pytest.mark.parametrize(("link", "message"), LINKS.items())
def test_a_link_is_told_at_its_place(link, message):
    found = told(asked, {ABOUT: {PLACE: f"Xem {link}. {PLACE}"}})
    assert [fault.partition(": ")[2] for fault in found] == ([message] if message else [])
    for fault in found:
        assert fault.split(":")[0] == ABOUT and fault.split(":")[1] == "47"


def test_what_a_page_may_not_hold_is_told_at_its_beginning():
    assert told(asked, {ABOUT: {PLACE: f"[x](ftp://vi.du/). {PLACE}"}}) == [
        f"{ABOUT}:5:1: địa chỉ không được phép trong thẻ <a>: ftp://vi.du/"
    ]


def test_an_id_that_stands_twice_is_told_once():
    changes = {
        ABOUT: {"{{ page_end() }}": "## A {: #trung }\n\n## B {: #trung }\n\n## C {: #trung }\n\n{{ page_end() }}"}
    }
    assert told(asked, changes) == [f'{ABOUT}:5:1: mã id "trung" có hai lần trong trang: đổi tên một đề mục']


def test_what_is_missing_is_told_at_the_overview():
    changes = {LIMITS: {"{{ source(117) }}": ""}}
    assert told(asked, changes)[0] == "docs/2023/index.md:5:1: các trang mục: thiếu đoạn 2023:117"
