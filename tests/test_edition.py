"""A second edition of another shape stands beside the first: files are added in data and docs, nothing else changes."""

import shutil

import pytest

from macros.build import build
from tests import dom
from tests.project import ROOT, copy_all

pytestmark = pytest.mark.slow

EDITION = ROOT / "tests/data/edition-2024"


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    """The project with a fixture edition 2024, built."""
    project = copy_all(tmp_path_factory.mktemp("editions") / "project")
    shutil.copytree(EDITION / "data", project.root / "data/2024")
    shutil.copytree(EDITION / "docs", project.root / "docs/2024")
    build(project.root, project.root / "site", keep=True)
    return project


def read(project, page: str) -> dom.Element:
    return dom.read_file(project.root / "site" / page)


def hrefs(element: dom.Element) -> set[str]:
    return {link["href"] for link in element.all("a", href=True)}


def main(page: dom.Element) -> dom.Element:
    return page.one("main")


def test_the_new_edition_holds_its_report_to_the_character(project):
    lines = (EDITION / "data/source.txt").read_text("utf-8").split("\n")
    expected = {f"2024:{number}": line for number, line in enumerate(lines, 1) if line}
    sections = [
        block
        for name in ("index", "1-trong-cay", "2-tuoi-cay", "ii-han-che")
        for block in read(project, f"2024/{name}.html").all(data_source=True)
    ]
    for blocks in (sections, read(project, "2024/toan-van.html").all(data_source=True)):
        assert [block["data-source"] for block in blocks] == list(expected)
        assert [block.text(without="data-editorial") for block in blocks] == [
            line.removeprefix("- ") for line in expected.values()
        ]


def test_the_old_edition_keeps_its_pages(project, built_site):
    for path in sorted((built_site / "2023").glob("*.html")):
        before, after = (
            dom.read_file(site / f"2023/{path.name}").all(data_source=True)
            for site in (built_site, project.root / "site")
        )
        assert [block.text() for block in before] == [block.text() for block in after]


def test_each_edition_has_its_own_number_of_records(project):
    register = read(project, "2024/van-ban.html")
    assert [article["id"] for article in register.all("article", id=True)] == ["bao-cao", "5-qd-vt", "6-kh-vt"]
    assert len(read(project, "2023/van-ban.html").all("article", id=True)) == 23
    assert (
        "1.250" in read(project, "2024/so-lieu.html").text()
        and "14,83" not in read(project, "2024/so-lieu.html").text()
    )


def test_a_citation_of_a_year_says_so(project):
    assert "báo cáo chỉ ghi năm 2024" in read(project, "2024/van-ban.html").one(id="6-kh-vt").text()


def test_no_page_says_that_an_edition_of_another_series_is_newer(project):
    for path in (project.root / "site").glob("202?/*.html"):
        assert "ấn bản mới hơn" not in main(dom.read_file(path)).text()


def test_a_page_that_would_be_empty_is_not_made_and_nothing_leads_to_it(project):
    folder = project.root / "site/2024"
    assert not any((folder / f"{name}.html").exists() for name in ("luu-y", "nhiem-vu", "thuat-ngu"))
    titles = [link.text() for link in read(project, "2024/index.html").one("nav", class_="edition-nav").all("a")]
    assert titles[-4:] == ["Toàn văn", "Số liệu", "Văn bản được dẫn", "Đơn vị và liên hệ"]


def test_titles_tell_the_editions_apart(project):
    title = read(project, "2024/so-lieu.html").one("title").text()
    assert title == "Số liệu, báo cáo năm 2024 – Báo cáo công khai Sơn La"
    assert read(project, "2024/index.html").one("title").text() == "Báo cáo năm 2024 – Báo cáo công khai Sơn La"


def test_the_home_page_says_what_else_is_there(project):
    home = main(read(project, "index.html"))
    assert "Trên trang còn có: báo cáo năm 2023." in home.text() and "2023/index.html" in hrefs(home)


def test_the_archive_leads_to_both_editions(project):
    archive = main(read(project, "luu-tru.html"))
    assert {"2024/index.html", "2023/index.html"} <= hrefs(archive)
    assert archive.text().index("Báo cáo năm 2024") < archive.text().index("Báo cáo năm 2023")


def test_every_page_leads_to_the_archive_and_the_newest_edition(project):
    for path in (project.root / "site").rglob("*.html"):
        if path.name != "404.html":
            depth = "../" * (len(path.relative_to(project.root / "site").parts) - 1)
            page = hrefs(dom.read_file(path))
            assert f"{depth}luu-tru.html" in page
            assert f"{depth}2024/index.html" in page or ("index.html" in page and depth)


def test_the_home_page_presents_the_newest_edition(project):
    home = main(read(project, "index.html"))
    assert "Báo cáo thử nghiệm" in home.text() and "1.250" in home.text() and "Mùa khô còn thiếu nước." in home.text()
    assert "14,83" not in home.text()


def test_the_home_page_says_what_the_newest_edition_does_not_hold(project):
    home = main(read(project, "index.html")).text()
    assert "Báo cáo không nêu nhiệm vụ nào." in home and "Báo cáo không nêu thông tin liên hệ." in home
