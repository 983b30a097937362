"""The pages that tell of several years, in a real browser: accessible in both palettes and at both widths, nothing cut off."""

import pytest

from macros.build import build
from tests import years
from tests.browser.pages import OVERFLOWING, axe_in_both_palettes_and_widths

pytestmark = pytest.mark.slow

PAGES = [
    "qua-cac-ky/ho-ngheo.html",
    "qua-cac-ky/thu-tuc-toan-trinh.html",
    "2024/so-voi-ky-truoc.html",
    "2023/nhiem-vu.html",
    "2023/so-lieu.html",
    "luu-tru.html",
]


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """A site of two years."""
    project = years.whole(tmp_path_factory.mktemp("years") / "project")
    build(project.root, project.root / "site", keep=True)
    return project.root / "site"


@pytest.mark.parametrize("path", PAGES)
def test_axe_finds_nothing(open_page, path):
    page = open_page(path)
    page.evaluate("document.querySelectorAll('details').forEach(details => details.open = true)")
    assert axe_in_both_palettes_and_widths(page) == []


@pytest.mark.parametrize("path", PAGES[:3])
def test_nothing_scrolls_sideways_on_a_small_phone(open_page, path):
    page = open_page(path, viewport={"width": 320, "height": 640})
    assert page.evaluate(OVERFLOWING) == []
    assert page.evaluate("document.documentElement.scrollWidth") == 320


def test_targets_stand_beside_results_in_view_on_a_phone(open_page):
    page = open_page(PAGES[0], viewport={"width": 360, "height": 740})
    right = page.locator(".by-period td").evaluate_all(
        "cells => Math.max(...cells.map(cell => cell.getBoundingClientRect().right))"
    )
    assert 0 < right <= 360


def test_marks_of_a_series_differ_in_forced_colours(open_page):
    page = open_page(PAGES[0], forced_colors="active")
    stated, target = (
        page.locator(f".chart circle.{name}").first.evaluate("mark => getComputedStyle(mark).fill")
        for name in ("c-accent", "c-hollow")
    )
    assert target == "none" != stated
