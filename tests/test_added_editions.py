"""Two editions added as data only: the same department's next year, and a month's report of another department."""

import hashlib
import re
import shutil
import zipfile

import pytest

from macros.build import build
from macros.site import files as names
from tests import dom, tagged_pdf
from tests.project import ROOT, copy_all, files

pytestmark = pytest.mark.slow

MARCH = "2024-thang-3"
PLAN = "2024-thang-4"  # the March report again as a plan
_YEAR = re.compile(r"(?<![\d.,])202[3-5](?!\d|[.,]\d)")  # the report's own and the next ones


def next_year(text: str) -> str:
    """`text` with those years one later, but for web addresses."""
    lines = text.split("\n")
    shifted = (_YEAR.sub(lambda match: str(int(match[0]) + 1), line) for line in lines)
    return "\n".join(old if "url:" in old else new for old, new in zip(lines, shifted))


def add_next_year(project):
    """The first edition again as 2024, every year in its data and pages one later."""
    data, docs = project.root / "data", project.root / "docs"
    for folder in (data, docs):
        for path in (folder / "2023").iterdir():
            name = next_year(path.name)
            project.write(f"{folder.name}/2024/{name}", next_year(path.read_text("utf-8")))
    seal(project, "2024")


def seal(project, edition: str):
    """Write the hash of an edition's copy into its report."""
    copy = (project.root / f"data/{edition}/source.txt").read_bytes()
    file = f"data/{edition}/report.yml"
    project.write(file, re.sub(r"sha256: \w+", f"sha256: {hashlib.sha256(copy).hexdigest()}", project.read(file)))


def add_plan(project):
    """The March report with every «báo cáo» in its data and pages made a «kế hoạch»."""
    for part in ("data", "docs"):
        for path in (ROOT / f"tests/data/edition-{MARCH}" / part).iterdir():
            text = path.read_text("utf-8")
            for report, plan in (
                ("Báo cáo", "Kế hoạch"),
                ("báo cáo", "kế hoạch"),
                ("BÁO CÁO", "KẾ HOẠCH"),
                ("/BC-", "/KH-"),
            ):
                text = text.replace(report, plan)
            project.write(f"{part}/{PLAN}/{path.name}", text)
    project.edit(f"data/{PLAN}/report.yml", "year:", "kind: plan\nyear:")
    seal(project, PLAN)


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    """The project with all of them, built."""
    project = copy_all(tmp_path_factory.mktemp("added") / "project")
    add_next_year(project)
    for part in ("data", "docs"):
        shutil.copytree(ROOT / f"tests/data/edition-{MARCH}" / part, project.root / part / MARCH)
    add_plan(project)
    assert project.faults() == []
    build(project.root, project.root / "site", keep=True)
    return project


def pages(project, edition):
    found = {path.name: dom.read_file(path) for path in sorted((project.root / "site" / edition).glob("*.html"))}
    assert found
    return found


def own_words(page) -> str:
    """The title and the page itself, without header and footer, which are the site's, and the axes of drawings."""
    return f"{title(page)} {page.one('main').text(without='viewbox')}"


def title(page) -> str:
    return page.one("head").one("title").text()


def test_nothing_of_the_first_edition_stands_on_the_pages_of_another_department(project):
    """The site's own name and statement are not the edition's."""
    issuer = "Lao động"
    for name, page in pages(project, MARCH).items():
        words = own_words(page).replace("Báo cáo công khai Sơn La", "")
        for foreign in ("PAPI", "bài đăng", "Bài đăng", issuer, "LĐTBXH", "2023", "733/BC", "Sơn La"):
            assert foreign not in words, (name, foreign)


def test_the_next_year_of_the_same_department_does_not_name_the_last_one(project):
    """But on the axis of a drawing, and in what was found of a document that both cite."""
    documents = project.load().site.edition("2024").documents
    found = [finding.found for document in documents for finding in document.findings]
    for name, page in pages(project, "2024").items():
        words = own_words(page)
        for text in found:
            words = words.replace(text, "")
        assert "2023" not in words, name


def test_the_offline_copy_and_the_parts_of_older_editions_are_the_site(project):
    site, built = project.load().site, files(project.root / "site")
    parts = {names.older_offline(edition): edition.id for edition in site.editions if edition.id != "2024"}
    packed: list[str] = []
    for name in (names.OFFLINE, *parts):
        with zipfile.ZipFile(project.root / "site" / name) as archive:
            found = [path.removeprefix("bao-cao/") for path in archive.namelist()]
        pages = {path.split("/")[0] for path in found if path.startswith("20")}
        assert pages == {parts.get(name, "2024")}
        packed += found
    assert sorted(packed) == sorted(built.keys() - {names.OFFLINE, names.OFFLINE_CHECKSUM, *parts})
    assert all(name in (project.root / "site/du-lieu.html").read_text("utf-8") for name in parts)


def test_files_of_another_department_name_nothing_of_the_first(project):
    site = project.root / "site"
    records = [path for path in (site / "api/v1" / MARCH).rglob("*.json") if path.name != "datapackage.json"]
    files = [*records, *(site / "tai-ve" / MARCH).rglob("*.txt")]
    assert len(files) > 10
    for path in files:
        assert not re.search(r"PAPI|[Bb]ài đăng|LĐTBXH|2023", path.read_text("utf-8")), path


def test_a_plan_is_nowhere_called_a_report(project):
    """Neither on its pages nor in its files.

    The site's own name, what other editions are called, also in the menu, and what a column of any edition means, are
    not the plan's.
    """
    site = project.root / "site"
    texts = {name: page.text() for name, page in pages(project, PLAN).items()}
    for path in [*(site / "api/v1" / PLAN).rglob("*"), *(site / "tai-ve" / PLAN).rglob("*")]:
        if path.suffix in (".json", ".csv", ".txt"):
            texts[str(path)] = path.read_text("utf-8")
        elif path.suffix == ".pdf":
            texts[str(path)] = tagged_pdf.read(path).text()
    whole = [site / f"tai-ve/{name}-{PLAN}" for name in ("bao-cao", "so-lieu", "du-lieu")]
    texts["pdf"] = tagged_pdf.read(whole[0].with_suffix(".pdf")).text()
    with zipfile.ZipFile(whole[1].with_suffix(".xlsx")) as book:
        texts["xlsx"] = "".join(book.read(name).decode() for name in book.namelist() if name.endswith(".xml"))
    with zipfile.ZipFile(whole[2].with_suffix(".zip")) as data:
        texts["readme"] = data.read("README.txt").decode()
    texts["search"] = next(site.glob(f"assets-*/search-{PLAN}.js")).read_text("utf-8")
    assert len(texts) > 20
    for name, text in texts.items():
        text = re.sub(r'"description": .*', "", text) if name.endswith("package.json") else text
        text = re.sub(
            r"Báo cáo công khai Sơn La|(?<=Trang chủ )Báo cáo|[Bb]áo cáo (tháng 3 )?năm 202[34]",
            "",
            " ".join(text.split()),
        )
        assert not re.findall("(?i).{,30}(?:báo cáo|bài đăng).{,20}", text), name


def test_the_home_page_presents_the_newest_of_the_main_series_and_says_what_else_is_there(project):
    home = dom.read_file(project.root / "site/index.html").one("main")
    links = {link["href"] for link in home.all("a", href=True)}
    assert "2024/toan-van.html" in links and f"{MARCH}/index.html" in links
    assert "báo cáo tháng 3 năm 2024" in home.text()


def test_only_the_same_series_has_a_newer_edition(project):
    assert all(
        "ấn bản mới hơn: báo cáo năm 2024" in page.one("main").text() for page in pages(project, "2023").values()
    )
    for edition in ("2024", MARCH):
        assert all("ấn bản mới hơn" not in page.one("main").text() for page in pages(project, edition).values())


def test_archive_titles_and_search_tell_the_editions_apart(project):
    archive = dom.read_file(project.root / "site/luu-tru.html").one("main").text()
    assert archive.index("Báo cáo năm 2024") < archive.index("Báo cáo tháng 3 năm 2024") < archive.index("năm 2023")
    titles = [title(page) for edition in ("2023", "2024", MARCH) for page in pages(project, edition).values()]
    assert len(set(titles)) == len(titles)
    index = next((project.root / "site").glob("assets-*/search-index.js")).read_text("utf-8")
    assert "\t2024\tBáo cáo tháng 3 năm 2024\n" in index and "\t2023\tBáo cáo năm 2023`" in index


def test_numbers_of_every_form_are_published_with_their_values(project):
    page = pages(project, MARCH)["so-lieu.html"]
    values = {article["id"]: article.one("dl").all("dd")[1].text() for article in page.all("article", id=True)}
    assert values == {
        "gieo-cay": "42.493 trên 40.300",
        "ti-le-ke-hoach": "105,4",
        "nang-suat": "Khoảng 62 đến 65",
        "tang-truong": "-2,5",
        "xuat-khau": "20.630.000,00",
        "kinh-phi": "Khoảng 41.000.000.000",
        "ngan-sach-huyen": "352.000.000",
        "dot-tiem": "2",
        "huyen-tiem": "8 trên 9",
    }
