"""What the tests in a browser share: the browser, and pages of a site served to it."""

from __future__ import annotations

import pytest

from tests import tools
from tests.browser.pages import PHONE, served


@pytest.fixture(scope="session")
def browser():
    """An installed Chromium; without one the tests fail, they never skip."""
    program = tools.chromium()
    if program is None:
        pytest.fail(tools.CHROMIUM_MISSING, pytrace=False)
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=program, args=tools.chromium_arguments())
        yield running
        running.close()


@pytest.fixture(scope="module")
def site(built_site):
    """The folder of the site that is served; a module of other pages has its own."""
    return built_site


@pytest.fixture(scope="module")
def site_url(site):
    """Its address on this machine, ending in `/`."""
    with served(site) as url:
        yield url


@pytest.fixture
def open_page(browser, site_url):
    """A function that opens a page of the site, on a phone unless told otherwise; an error in any script fails the test."""
    contexts, errors = [], []

    def run(path, **options):
        contexts.append(browser.new_context(**({"viewport": PHONE, "locale": "vi-VN"} | options)))
        page = contexts[-1].new_page()
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.goto(site_url + path)
        return page

    yield run
    for context in contexts:
        context.close()
    assert errors == []


@pytest.fixture
def browser_page(browser):
    """A fresh page on a phone's screen; an error in any script fails the test."""
    context = browser.new_context(viewport=PHONE, locale="vi-VN")
    page = context.new_page()
    errors = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    yield page
    context.close()
    assert errors == []
