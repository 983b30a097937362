"""What a citizen meets: the answers near the home page's first screen, text of any size, any way of reading."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests import tools
from tests.project import CONTENT

PHONE = {"width": 360, "height": 640}
DOCS = CONTENT / "docs"
PAGES = ["404.html", *sorted(path.relative_to(DOCS).with_suffix(".html").as_posix() for path in DOCS.rglob("*.md"))]
WIDER = """() => [...document.querySelectorAll('body *')].filter(element =>
    element.getBoundingClientRect().right > document.documentElement.clientWidth + 1
    && !element.closest('.visually-hidden, [popover]:not(:popover-open), .skip-link')
    && !element.parentElement.closest('.table-box')).map(element => element.outerHTML.slice(0, 120))"""


@pytest.fixture
def phone(browser: Any) -> Iterator[Any]:
    """A page on a small phone."""
    context = browser.new_context(viewport=PHONE, locale="vi-VN")
    yield context.new_page()
    context.close()


def test_the_first_screen_says_what_the_site_is_and_that_it_is_not_the_state_s(phone: Any, site_url: str) -> None:
    phone.goto(site_url)
    for words in ("không phải trang của cơ quan nhà nước", "Báo cáo số", "PAPI là"):
        top, bottom = phone.locator(f":text('{words}')").last.evaluate(
            "element => { const box = element.getBoundingClientRect(); return [box.top, box.bottom]; }"
        )
        assert top >= 0 and bottom <= PHONE["height"], words


ANSWERS = {  # the way on the home page → what it leads to
    "Mục tiêu hộ nghèo": "14,83%",
    "Nhiệm vụ năm 2024": "Ban Thanh tra nhân dân",
    "Liên hệ": "02123.852.269",
    "Báo lỗi": "Báo lỗi và sửa lỗi",
}


@pytest.mark.parametrize("way", ANSWERS)
def test_an_answer_is_one_tap_and_at_most_one_screen_away(phone: Any, site_url: str, way: str) -> None:
    phone.goto(site_url)
    link = phone.locator(f"a:text-is('{way}')").locator("visible=true").first
    box = link.bounding_box()
    assert box["y"] >= 0 and box["y"] + box["height"] <= PHONE["height"]
    link.click()
    phone.wait_for_load_state()
    tops = phone.get_by_text(ANSWERS[way]).evaluate_all(
        "found => found.filter(e => e.checkVisibility()).map(e => e.getBoundingClientRect().top)"
    )
    assert any(0 <= top <= 2 * PHONE["height"] for top in tops)


@pytest.fixture(scope="module", params=[20, 24, 32])
def large_text(request: pytest.FixtureRequest, browser: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """A page of a browser whose reader has set a larger text size."""
    folder: Path = tmp_path_factory.mktemp("profile")
    (folder / "Default").mkdir()
    settings = {"webkit": {"webprefs": {"default_font_size": request.param}}}
    (folder / "Default/Preferences").write_text(json.dumps(settings))
    context = browser.browser_type.launch_persistent_context(
        folder, executable_path=tools.chromium(), args=tools.chromium_arguments(), viewport=PHONE
    )
    page = context.new_page()
    assert page.evaluate("getComputedStyle(document.documentElement).fontSize") == f"{request.param}px"
    yield page
    context.close()


def test_no_page_is_wider_than_the_screen_with_large_text(large_text: Any, site_url: str) -> None:
    wrong = {}
    for path in PAGES:
        large_text.goto(site_url + path)
        wide = large_text.evaluate(WIDER)
        if wide or large_text.evaluate("document.documentElement.scrollWidth") > PHONE["width"]:
            wrong[path] = wide[:3]
    assert wrong == {}
