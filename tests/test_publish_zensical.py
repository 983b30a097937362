"""The same repository, built by the theme's successor: every page, the same text, ids, figures, citations and links."""

import posixpath
import subprocess

import pytest

from benchmarks import editions
from macros import engine
from macros.build import BuildError, build
from macros.rules.check import checked
from macros.site import proof
from tests import dom, tools
from tests.project import CONTENT, copy_all, files

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def successor_folder(tmp_path_factory):
    """The site that Zensical builds."""
    project = copy_all(tmp_path_factory.mktemp("zensical") / "project")
    done = subprocess.run([tools.program("zensical"), "build"], cwd=project.root, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert done.stderr.count("Zensical chỉ dựng các trang") == 1  # and says what they lack
    return project.root / "site"


@pytest.fixture(scope="module")
def successor(successor_folder):
    """Its pages."""
    return proof.read_pages(successor_folder)


def content(html):
    """What stands between header and footer: text but for white space between blocks, ids, and links without what differs ("./x" for "x").

    Zensical's templates do not see what a macro module adds to the configuration: the feed, the way to the editions.
    """
    main = html.one("main")
    links = [(link.tag, posixpath.normpath(link.attributes["href"])) for link in main.all("a", href=True)]
    return "".join(main.text().split()), sorted(element["id"] for element in main.all(id=True)), links


@pytest.mark.needs_zensical
def test_every_page(successor, built_site):
    assert successor.keys() == proof.read_pages(built_site).keys()


@pytest.mark.needs_zensical
def test_source_text(successor):
    for edition in checked(CONTENT).site.editions:
        assert proof.fidelity(edition, successor) == []


@pytest.mark.needs_zensical
def test_everything_else(successor_folder, built_site):
    for path in sorted(built_site.rglob("*.html")):
        name = path.relative_to(built_site).as_posix()
        if name != "404.html":
            assert content(dom.read_file(successor_folder / name)) == content(dom.read_file(path)), name


@pytest.mark.needs_zensical
def test_build_without_mkdocs_is_the_whole_site(tmp_path, monkeypatch, built_site):
    monkeypatch.setattr(engine, "find_spec", lambda name: None)
    project = copy_all(tmp_path / "project")
    before = files(project.root).keys()
    build(project.root, tmp_path / "site")  # with the proof
    assert files(tmp_path / "site").keys() == files(built_site).keys()
    for name in (name for name in files(built_site) if name.endswith(".html")):
        ours, theirs = dom.read_file(tmp_path / "site" / name), dom.read_file(built_site / name)
        assert "".join(ours.one("body").text().split()) == "".join(theirs.one("body").text().split()), name
    left = {name for name in files(project.root).keys() - before if not name.startswith((".cache/", "macros/"))}
    assert left == set()


@pytest.mark.needs_zensical
def test_titles_of_several_editions_name_theirs_as_with_mkdocs(tmp_path, monkeypatch):
    project = copy_all(tmp_path / "project")
    editions.add(project.root, "2023", 1)
    build(project.root, tmp_path / "one")
    monkeypatch.setattr(engine, "find_spec", lambda name: None)
    build(project.root, tmp_path / "other")
    for name in ("index.html", "2023/3-han-che.html", "2023-b001/index.html"):
        one, other = (dom.read_file(tmp_path / site / name).one("title").text() for site in ("one", "other"))
        assert other == one, name
    assert one == "Báo cáo năm 2023, báo cáo năm 2023, số 733/BC-SLĐTBXH – Báo cáo công khai Sơn La"


@pytest.mark.needs_zensical
def test_a_page_that_zensical_cannot_build_leaves_no_site(tmp_path, monkeypatch):
    monkeypatch.setattr(engine, "find_spec", lambda name: None)
    project = copy_all(tmp_path / "project")
    project.edit("overrides/main.html", "{%", "{% nothing %}{%")
    with pytest.raises(BuildError, match="Không dựng được trang, giữ nguyên bản trước"):
        build(project.root, tmp_path / "site")
    assert not (tmp_path / "site").exists()
