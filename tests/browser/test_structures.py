"""Pages of every structure on a phone: no fault of accessibility, nothing wider than the screen."""

import pytest

from macros.build import build
from tests import structures
from tests.browser.pages import axe

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
