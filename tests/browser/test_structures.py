"""Pages of every structure on a phone: no fault of accessibility, nothing wider than the screen."""

import threading

import pytest

from macros.build import build
from macros.hosting.serve import server
from tests import structures
from tests.browser.test_pages import AXE

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
    "2022-khong-muc/index.html",
]


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    """Where the fixtures' site is served."""
    texts = [structures.read(name) for name in structures.NAMES]
    project = structures.project(tmp_path_factory.mktemp("structures") / "project", *texts)
    build(project.root, project.root / "site")
    with server(project.root / "site", 0) as running:
        threading.Thread(target=running.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{running.server_address[1]}/"
        running.shutdown()


@pytest.mark.parametrize("path", PAGES)
def test_a_page_reads_on_a_phone(browser, address, path):
    context = browser.new_context(viewport={"width": 360, "height": 740}, locale="vi-VN", bypass_csp=True)
    page = context.new_page()
    page.goto(address + path)
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    page.evaluate(AXE.read_text("utf-8"))
    result = page.evaluate("axe.run(document, { resultTypes: ['violations'] })")
    assert [(found["id"], found["nodes"][0]["html"]) for found in result["violations"]] == []
    context.close()
