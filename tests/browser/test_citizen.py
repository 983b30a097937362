"""What a citizen meets: the answers near the home page's first screen, text of any size, any way of reading."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from benchmarks import page_weight
from tests import tools
from tests.project import CONTENT

pytestmark = pytest.mark.slow

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
def large_text(request: pytest.FixtureRequest, browser: Any) -> Iterator[Any]:
    """A page of a browser whose reader has set a larger text size."""
    size = f"--blink-settings=defaultFontSize={request.param}"
    running = browser.browser_type.launch(executable_path=tools.chromium(), args=[*tools.chromium_arguments(), size])
    page = running.new_page(viewport=PHONE)
    assert page.evaluate("getComputedStyle(document.documentElement).fontSize") == f"{request.param}px"
    yield page
    running.close()


def test_no_page_is_wider_than_the_screen_with_large_text(large_text: Any, site_url: str) -> None:
    wrong = {}
    for path in PAGES:
        large_text.goto(site_url + path)
        wide = large_text.evaluate(WIDER)
        if wide or large_text.evaluate("document.documentElement.scrollWidth") > PHONE["width"]:
            wrong[path] = wide[:3]
    assert wrong == {}


VOICES = """
window.spoken = [];
const voice = { lang: '%s', localService: %s, name: 'Giọng thử' };
const synthesis = new EventTarget();
let ready = false;
setTimeout(() => { ready = true; synthesis.dispatchEvent(new Event('voiceschanged')); }, 200);
Object.assign(synthesis, {
    getVoices: () => ready ? [voice] : [],
    cancel: () => {},
    speak: utterance => { spoken.push(utterance); },
});
Object.defineProperty(window, 'speechSynthesis', { value: synthesis });
window.SpeechSynthesisUtterance = function (text) { this.text = text; };
"""
SECTION = "2023/2-2-cong-khai-minh-bach.html"


@pytest.fixture
def with_voice(browser: Any, site_url: str) -> Iterator[Any]:
    """A function that opens a section in a browser with one voice, which loads late."""
    contexts = []

    def run(lang: str, local: bool) -> Any:
        contexts.append(browser.new_context(viewport=PHONE))
        page = contexts[-1].new_page()
        page.add_init_script(VOICES % (lang, str(local).lower()))
        page.goto(site_url + SECTION)
        page.wait_for_timeout(400)
        return page

    yield run
    for context in contexts:
        context.close()


@pytest.mark.parametrize(("lang", "local"), [("vi-VN", False), ("en-US", True)])
def test_listening_is_not_offered_without_a_vietnamese_voice_on_the_device(
    with_voice: Any, lang: str, local: bool
) -> None:
    assert not with_voice(lang, local).locator(".listen button").is_visible()


@pytest.mark.parametrize("lang", ["vi-VN", "vi_VN"])
def test_a_section_is_read_paragraph_by_paragraph_and_each_is_marked(with_voice: Any, lang: str) -> None:
    page = with_voice(lang, True)
    page.get_by_text("Nghe mục này").click()
    page.wait_for_function("spoken.length === 1")
    blocks = page.locator("[data-source]").count()
    for _ in range(blocks):
        page.evaluate("spoken[spoken.length - 1].onend()")
    assert page.evaluate("spoken.length") == blocks + 1
    assert page.locator(".being-read").get_attribute("id") == page.locator("[data-source]").last.get_attribute("id")
    page.get_by_text("Tạm dừng").click()
    page.evaluate("spoken[spoken.length - 1].onend()")  # what was stopped also ends
    assert page.evaluate("spoken.length") == blocks + 1
    page.get_by_text("Nghe tiếp").click()
    assert page.evaluate("spoken[spoken.length - 1].text === spoken[spoken.length - 2].text")
    page.get_by_text("Thôi nghe").click()
    assert page.locator(".being-read").count() == 0


def test_an_abbreviation_opens_where_it_stands_and_closes(phone: Any, site_url: str) -> None:
    phone.goto(site_url + SECTION)
    phone.locator("[data-means]").first.click()
    note = phone.locator(".note:popover-open")
    assert "Công nghệ thông tin" in note.inner_text() or ": " in note.inner_text()
    assert phone.url.endswith(SECTION)
    note.get_by_text("Đóng").click()
    assert phone.locator(".note:popover-open").count() == 0


def test_a_folded_record_opens_when_an_address_names_it(phone: Any, site_url: str) -> None:
    phone.goto(site_url + "2023/van-ban.html#20-2021-nd-cp")
    assert phone.locator("#\\32 0-2021-nd-cp details").get_attribute("open") is not None


def test_on_paper_notes_are_numbered_and_stand_at_the_end(phone: Any, site_url: str) -> None:
    phone.goto(site_url + SECTION)
    phone.emulate_media(media="print")
    numbers = phone.locator(".mark[data-number]").evaluate_all("marks => marks.map(mark => mark.dataset.number)")
    assert numbers == [str(n) for n in range(1, len(numbers) + 1)]
    assert not phone.locator(".mark .note").first.is_visible()
    assert "[1] «" in phone.locator(".in-section").inner_text()
    assert re.search(r"năm \d{4}\.$", phone.locator(".page-end").inner_text().strip())
    assert "Bản PDF" in phone.locator("main").inner_text()
    assert not phone.get_by_text("Chia sẻ").first.is_visible()


def test_the_current_page_and_the_target_are_seen_in_forced_colours(browser: Any, site_url: str) -> None:
    context = browser.new_context(viewport={"width": 1280, "height": 800}, forced_colors="active")
    page = context.new_page()
    page.goto(site_url + SECTION + "#dong-45")
    assert page.locator("#dong-45").evaluate("element => getComputedStyle(element).outlineStyle") == "solid"
    step, other = (
        page.locator(f".steps li{which}").first.evaluate("element => getComputedStyle(element).backgroundColor")
        for which in ("[aria-current]", ":not([aria-current])")
    )
    assert step != other
    context.close()


def test_html_and_style_of_a_page_come_in_one_flight_but_the_full_text_and_the_register(built_site: Path) -> None:
    style = page_weight.compressed(next(built_site.glob("assets-*/site.css")))
    heavy = {
        path.name
        for path in (built_site / "2023").glob("*.html")
        if page_weight.compressed(path) + style > page_weight.FLIGHT
    }
    assert heavy <= {"toan-van.html", "van-ban.html"}
