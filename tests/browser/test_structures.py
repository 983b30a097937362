"""Pages of every structure on a phone: no fault of accessibility, nothing wider than the screen."""

import pytest

from macros.build import build
from tests import structures, tools
from tests.browser.pages import PHONE, axe

pytestmark = pytest.mark.slow

PAGES = [
    "2022-khoi-phuc/index.html",
    "2022-khoi-phuc/i-1-trong-cay.html",
    "2022-khoi-phuc/ii-1-giong.html",
    "2022-khoi-phuc/ii-2-dat.html",
    "2022-khoi-phuc/toan-van.html",
    "2022-chu-cai/a-san-xuat.html",
    "2022-dieu/chung.html",
    "2022-dieu/phu-luc.html",
    "2022-ghi-chu/index.html",
    "2022-ghi-chu/ket-qua.html",
    "2022-ghi-chu/toan-van.html",
    "2022-gop/ke-hoach.html",
    "2022-khong-muc/index.html",
]


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """The fixtures' site."""
    texts = [structures.read(name) for name in structures.NAMES]
    project = structures.project(tmp_path_factory.mktemp("structures") / "project", *texts)
    build(project.root, project.root / "site", keep=True)
    return project.root / "site"


@pytest.mark.parametrize("path", PAGES)
def test_a_page_reads_on_a_phone(open_page, path):
    page = open_page(path)
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    assert axe(page) == []


def test_where_nothing_hovers_a_table_is_shared_once_and_what_surrounds_the_text_not_at_all(browser, site_url):
    """DevTools emulate no pointer; only the browser's own settings tell it that a finger is all there is."""
    touch = "--blink-settings=primaryHoverType=1,availableHoverTypes=1,primaryPointerType=2,availablePointerTypes=2"
    shown = "found => found.filter(one => one.getClientRects().length).map(one => one.dataset.share)"
    stops = "found => found.filter(one => one.getClientRects().length && !one.tabIndex).length"
    phone = browser.browser_type.launch(executable_path=tools.chromium(), args=[*tools.chromium_arguments(), touch])
    page = phone.new_page(viewport=PHONE)
    page.goto(f"{site_url}2022-dieu/phu-luc.html")
    found = page.locator(".table-box [data-share]").evaluate_all(shown)
    assert found == ["mục «Danh mục khu vực», đoạn 1", "mục «Danh mục khu vực», đoạn 2"]
    page.goto(f"{site_url}2022-khoi-phuc/ii-2-dat.html")
    found = page.locator("[data-share]")
    assert len(found.evaluate_all(shown)) == 5  # the heading, a paragraph, three items; no line of the signature
    assert found.evaluate_all(stops) == 1
    phone.close()
