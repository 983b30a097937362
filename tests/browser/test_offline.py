"""The offline copy: unpacked and opened from the folder with the network off, everything works."""

import zipfile

import pytest

from macros.site import files
from tests.browser import queries

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def unpacked(built_site, tmp_path_factory):
    folder = tmp_path_factory.mktemp("offline")
    with zipfile.ZipFile(built_site / files.OFFLINE) as archive:
        archive.extractall(folder)
    return folder / "bao-cao"


@pytest.fixture
def page(browser_page, unpacked):
    """A page without a network; any message of the console that is an error fails the test."""
    browser_page.context.set_offline(True)
    errors = []
    browser_page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    browser_page.on(
        "requestfailed",
        lambda request: errors.append(f"failed: {request.url}") if request.failure != "net::ERR_ABORTED" else None,
    )  # left unread by the next page
    yield browser_page
    assert errors == []


def test_pages_open_and_lead_to_each_other(page, unpacked):
    page.goto((unpacked / "index.html").as_uri())
    page.locator("main a[href*='toan-van.html']").first.click()
    assert page.url.endswith("2023/toan-van.html")
    assert page.locator("[data-source]").count() == 64


def test_every_page_opens_without_a_console_error(page, unpacked):
    for path in sorted(unpacked.rglob("*.html")):
        if path.name != "404.html":
            page.goto(path.as_uri())
            assert page.locator("h1").count() == 1, path


def test_search_works(page, unpacked):
    page.goto((unpacked / "index.html").as_uri())
    found = queries.ask(page, "ho ngheo")
    assert found and all(address.startswith("file://") for address, _ in found)
    page.locator("#search-results a").first.click()
    page.wait_for_load_state()
    assert page.locator("h1").count() == 1


def test_notes_open(page, unpacked):
    page.goto((unpacked / "2023/2-4-kiem-soat-tham-nhung.html").as_uri())
    page.get_by_role("button", name="Lưu ý về «Năm 2003»").click()
    assert page.get_by_text("có thể là năm 2023, vì cả báo cáo").first.is_visible()


def test_figures_have_their_charts(page, unpacked):
    page.goto((unpacked / "2023/so-lieu.html").as_uri())
    assert page.locator("svg[role=img]").count() >= 2
