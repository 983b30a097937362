"""The search of a site of two editions in a real browser: when the older one's text is loaded, and what if it cannot be."""

import re

import pytest

from macros.build import build
from tests.browser.pages import axe
from tests.browser.queries import ask
from tests.project import copy_all
from tests.test_added_editions import add_next_year

pytestmark = pytest.mark.slow

TEXT = "thẩm lậu chất cấm"  # in a paragraph: not in the directory of what older editions have
NEWEST, OLDER = "/2024/2-6-dich-vu-cong.html", "/2023/2-6-dich-vu-cong.html"


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """The real report and the same one a year later."""
    project = copy_all(tmp_path_factory.mktemp("editions") / "project")
    add_next_year(project)
    build(project.root, project.root / "site", keep=True)
    return project.root / "site"


@pytest.fixture
def page(browser_page, site_url):
    """The home page; `requested` are the indexes of older editions that it asked for."""
    browser_page.requested = []
    browser_page.on(
        "request",
        lambda request: (
            browser_page.requested.append(request.url) if re.search(r"search-[0-9]+\.js", request.url) else None
        ),
    )
    browser_page.goto(site_url + "index.html")
    return browser_page


def places(page, text):
    return [re.sub(r"^https?://[^/]+|[?#].*$", "", address) for address, _ in ask(page, text)]


def wait_for_the_older(page):
    page.wait_for_selector(f"#search-results a[href*='{OLDER[1:]}']")


def test_the_text_of_an_older_edition_waits_until_its_year_is_typed(page):
    assert places(page, TEXT) == [NEWEST] and page.requested == []
    ask(page, f"{TEXT} 2023")
    wait_for_the_older(page)
    assert places(page, f"{TEXT} năm 2023")[0] == OLDER
    assert len(page.requested) == 1


def test_headings_and_records_of_an_older_edition_are_found_without_its_text(page):
    assert "/2023/so-lieu.html" in places(page, "tỷ lệ hộ nghèo năm 2023") and places(page, "tỷ lệ hộ nghèo")[0] == (
        "/2024/so-lieu.html"
    )


def test_the_text_of_an_older_edition_is_loaded_on_its_own_pages(page, site_url):
    page.goto(site_url + "2023/index.html")
    ask(page, TEXT)
    wait_for_the_older(page)
    assert set(places(page, TEXT)) == {NEWEST, OLDER}


def test_the_text_of_older_editions_is_loaded_by_a_button(page):
    ask(page, TEXT)
    button = page.get_by_role("button", name="Tìm trong toàn văn 1 ấn bản trước")
    assert axe(page, "[role=search]") == []
    button.click()
    wait_for_the_older(page)
    assert button.count() == 0


def test_an_older_edition_answers_without_a_network_once_loaded(page):
    ask(page, f"{TEXT} 2023")
    wait_for_the_older(page)
    page.context.set_offline(True)
    assert OLDER in places(page, "thẩm lậu")
    page.context.set_offline(False)


def test_an_older_edition_that_cannot_be_loaded_is_said_and_can_be_tried_again(page):
    page.route("**/search-2023.js*", lambda route: route.abort())
    ask(page, f"{TEXT} 2023")
    said = page.locator(".search-older [role=alert]")
    said.wait_for()
    page.wait_for_function("document.querySelector('.search-older [role=alert]').textContent.startsWith('Không')")
    assert re.fullmatch(r"Không tải được Báo cáo năm 2023.*\.", said.inner_text())
    assert axe(page, "[role=search]") == []
    page.unroute("**/search-2023.js*")
    page.locator(".search-older").get_by_role("button", name="Thử lại").click()
    wait_for_the_older(page)
    assert said.count() == 0
