"""A draft that a person has confirmed is an edition like those that people made, in text, pages and addresses."""

from __future__ import annotations

import re

import pytest

from macros.build import build
from macros.content.model import Edition
from macros.drafting import reader
from macros.drafting.edition import draft
from macros.drafting.files import write
from macros.site import addresses
from tests import dom, structures
from tests.project import copy_all
from tests.test_new import FORMS, confirm, new

pytestmark = pytest.mark.slow

DRAFT = "2023-nhap"


def anchors(site, edition: Edition) -> dict[str, set[str]]:
    """Each page of an edition with the places that its records have there."""
    return {
        path.name: {element["id"] for element in dom.read_file(path).all(id=True)} & addresses.anchors(edition)
        for path in (site / edition.id).glob("*.html")
    }


def texts(site, edition: str) -> dict[str, list[str]]:
    """The blocks of the report on each page of an edition, in order, without the notes that people added."""
    return {
        path.name: [
            re.sub(r"\s", "", block.text(without="data-editorial"))
            for block in dom.read_file(path).all(data_source=True)
        ]
        for path in (site / edition).glob("*.html")
    }


@pytest.mark.parametrize("form", FORMS)
def test_the_published_article_confirmed_has_the_text_and_the_addresses_of_its_edition(tmp_path, form):
    project = copy_all(tmp_path / "project")
    edition = project.load().site.newest
    result = new(project, f"bai.{form}", FORMS[form]("\n".join(edition.source.lines)), "--edition", DRAFT)
    assert result.returncode == 0, result.stderr
    drafted = project.load().site.edition(DRAFT)
    figures = {(edition.source.line(f.line), f.printed): f for f in edition.figures}
    tasks = {t.text: t.id for t in edition.tasks}
    same = [figures[drafted.source.line(f.line), f.printed] for f in drafted.figures]
    ids = {f.id: other.id for f, other in zip(drafted.figures, same)} | {t.id: tasks[t.text] for t in drafted.tasks}
    confirm(project, DRAFT, ids, [figure.kind for figure in same])
    assert project.faults() == []
    site = project.root / "site"
    build(project.root, site)
    made, now = (texts(site, name) for name in (DRAFT, edition.id))
    assert made == {page: blocks for page, blocks in now.items() if page != "luu-y.html"}
    made, now = (anchors(site, e) for e in (project.load().site.edition(DRAFT), edition))
    by_hand = ("luu-y.html", "thuat-ngu.html")  # notes, and terms that the text does not spell out
    assert made.pop("thuat-ngu.html") < now["thuat-ngu.html"]
    assert made == {page: places for page, places in now.items() if page not in by_hand}
    assert len(made["van-ban.html"]) > 20


@pytest.mark.parametrize("name", structures.NAMES)
def test_a_draft_of_every_structure_is_in_order_at_once(content, name):
    """Even from bare lines, whose tables and emphasis are lost, and of a text that names no year."""
    path = content.root.parent / f"{name}.txt"
    path.write_text("\n".join(text for _, text in structures.read(name).lines), "utf-8")
    site = content.load().site
    file = reader.read(path)
    made = draft(file.copy.lines, file.copy.notices, file.name, file.sha256, site.newest, site, None)
    edition = f"{made.records['report']['year']}-nhap"
    write(content.root, edition, made)
    assert content.faults() == []
    lines = content.load().site.edition(edition).source.lines
    assert [line.strip(" |") for line in lines] == [line.text.strip(" |") for line in file.copy.lines]
