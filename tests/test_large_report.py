"""A report of 300 paragraphs, 200 figures and 40 tables stays usable: its lists fold, its home counts what it does not show."""

import pytest

from macros.content.uses import index
from macros.rendering.macros import Renderer
from tests import dom, structures
from tests.project import copy_content

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def macros(tmp_path_factory):
    """The macros of the overview of a large edition."""
    project = copy_content(tmp_path_factory.mktemp("large") / "project")
    text = structures.large()
    structures.write(project, text)
    loaded = project.load()
    edition = loaded.site.edition(text.edition)
    assert (sum(line.kind == "paragraph" for line in edition.lines) >= 300, len(edition.figures)) == (True, 200)
    assert len({line.table for line in edition.lines if line.table}) == 40
    renderer = Renderer(loaded.site, loaded.pages, index(loaded.site, loaded.pages), "https://a.vn/", loaded.contents)
    return renderer.macros(f"{text.edition}/index.md")


def test_the_home_shows_a_few_figures_and_counts_the_rest(macros):
    page = dom.read(macros.figure_cards())
    assert len(page.one("ul", class_="figures").all("li")) == 7
    link = page.all("a")[-1]
    assert (link.text(), link["href"]) == ("Xem 193 số liệu khác", "so-lieu.html")


def test_the_list_of_figures_folds_by_section_and_keeps_every_record(macros):
    page = dom.read(macros.figures_list())
    folds = page.one("nav").all("details")
    assert [fold.one("summary").text() for fold in folds][:2] == [
        "I.1. Mục thử: 10 số liệu",
        "I.2. Mục thử: 10 số liệu",
    ]
    assert sum(len(fold.all("li")) for fold in folds) == len(page.all("article")) == 200
    assert {link["href"] for fold in folds for link in fold.all("a")} == {f"#{a['id']}" for a in page.all("article")}
    assert page.all("table") == []
