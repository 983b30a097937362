"""The content of this very repository, whatever it is: nothing here knows a report, a number of records or a sentence.

All other tests stand on content of their own (`tests/project.CONTENT`), so that no right edit turns one red.
"""

from __future__ import annotations

import json
import re
from pathlib import Path

import jsonschema
import pytest

from macros.build import build
from macros.content.configuration import read_configuration
from macros.content.load import Loaded
from macros.content.reading import read
from macros.editing.schema import FOLDER
from macros.rules.check import checked
from tests import dom
from tests.project import CONTENT, ROOT
from tests.test_schema import schema_name

FILES = sorted(path.relative_to(ROOT).as_posix() for path in (ROOT / "data").rglob("*.yml"))


@pytest.fixture(scope="module")
def content() -> Loaded:
    return checked(ROOT)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("published") / "site"
    build(ROOT, folder)  # its own proof is part of it
    return folder


def test_its_pages_are_made_as_those_of_the_tests_are() -> None:
    """What `mkdocs.yml` says to the program, not to the reader, is the same in the tests' copy."""
    one, other = (read_configuration(root).values for root in (ROOT, CONTENT))
    for key in ("plugins", "markdown_extensions", "use_directory_urls", "strict", "exclude_docs"):
        assert one[key] == other[key], key


@pytest.mark.parametrize("file", FILES)
def test_each_data_file_fits_its_editors_schema(file: str) -> None:
    fits_its_schema(ROOT, file)


def fits_its_schema(root: Path, file: str) -> None:
    path = ROOT / FOLDER / f"{schema_name(file)}.json"
    if path.exists():
        value = read((root / file).read_bytes(), file).value
        assert list(jsonschema.Draft7Validator(json.loads(path.read_text("utf-8"))).iter_errors(value)) == []


def letters(text: str) -> str:
    """A text without white space, and without the marks that markup may stand for."""
    return re.sub(r"[\s|]", "", text).removeprefix("-")


def test_every_line_of_each_report_is_on_its_full_text_and_on_one_page_of_its_own(content: Loaded, site: Path) -> None:
    every_line_is_published(ROOT, content, site)


def every_line_is_published(root: Path, content: Loaded, site: Path) -> None:
    for edition in content.site.editions:
        left_out = {n for part in edition.report.left_out for n in range(part.first, part.last + 1)}
        copy = (root / f"data/{edition.id}/source.txt").read_text("utf-8").split("\n")
        expected = {number: letters(line) for number, line in enumerate(copy, 1) if line.strip()}
        pages = {path.stem: dom.read_file(path) for path in (site / edition.id).glob("*.html")}
        whole = {
            int(block["data-source"].partition(":")[2]): letters(block.text(without="data-editorial"))
            for block in pages.pop("toan-van").all(data_source=True)
        }
        parts = [
            int(block["data-source"].partition(":")[2])
            for page in pages.values()
            for block in page.all(data_source=True)
        ]
        assert sorted(parts) == sorted(whole)
        for number, text in whole.items():
            assert text == expected[number], f"{edition.id}:{number}"
        elsewhere = {contact.line for contact in edition.contacts} | {edition.report.author_line}
        assert expected.keys() - whole.keys() <= left_out | elsewhere


def test_no_page_asks_anything_of_another_host(site: Path) -> None:
    for path in site.rglob("*.html"):
        page = dom.read_file(path)
        for element in [*page.all("script", src=True), *page.all("img", src=True)]:
            assert not re.match(r"(?:[a-z]+:)?//", element["src"]), path


def test_every_page_says_whose_it_is_and_leads_home(site: Path, content: Loaded) -> None:
    for path in site.rglob("*.html"):
        page = dom.read_file(path)
        if page.all("main"):
            assert content.site.settings.statement in page.text(), path
            assert any(link["href"].split("#")[0].endswith("index.html") for link in page.all("a", href=True)), path
