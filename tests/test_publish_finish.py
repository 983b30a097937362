"""What the build adds for hosts: sitemap, robots, security.txt, headers, redirects, names that may be cached."""

import json
import re
import xml.etree.ElementTree as ElementTree
from dataclasses import replace
from datetime import date

import pytest

from macros.content.dates import newest_date
from macros.content.faults import ContentError
from macros.content.model import Change, Security
from macros.rules.check import checked
from macros.site import addresses, assets, finish, headers, proof, recipes
from macros.site.addresses import Move
from tests import dom
from tests.project import CONTENT, files

URL = "https://vi.du/bao-cao/"
NAME = "assets-0123456789abcdef"


@pytest.fixture(scope="module")
def site():
    return checked(CONTENT).site


@pytest.fixture
def folder(tmp_path):
    """What the site generator leaves, in small."""
    for name, text in {
        "index.html": f'<head>\n<meta charset="utf-8">\n<link rel="stylesheet" href="{NAME}/site.css"></head><a href="2023/index.html">a</a>',
        "2023/index.html": f'<meta charset="utf-8">\n<script src="../{NAME}/a/site.js"></script><link rel="canonical" href="{URL}2023/index.html">',
        "404.html": f'<meta charset="utf-8">\n<link rel="stylesheet" href="/bao-cao/{NAME}/site.css">',
        f"{NAME}/site.css": "body{}",
        f"{NAME}/a/site.js": "1",
        f"{NAME}/a/site.js.map": "{}",
        "sitemap.xml": "",
        "sitemap.xml.gz": "",
    }.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, "utf-8")
    return tmp_path


def test_assets_are_named_after_their_content(site, folder, tmp_path):
    (tmp_path / "project/overrides/assets/a").mkdir(parents=True)
    for path, text in {"site.css": "body{}", "a/site.js": "1", "a/README.md": "", "site.webmanifest": "{}"}.items():
        (tmp_path / "project/overrides/assets" / path).write_text(text)
    found = [assets.shell(tmp_path / "project", name, {"them.js": text}) for name, text in (("Tên", "1"), ("Tên", "2"))]
    one, other = map(assets.name, found)
    assert re.fullmatch(headers.ASSETS, one) and one != other
    site_folder = tmp_path / "built"
    (site_folder / "assets").mkdir(parents=True)
    (site_folder / "assets/site.css").write_text("body{}")
    (site_folder / "assets/cua-trang.png").write_bytes(b"")
    assets.place(found[0], site_folder)
    assert sorted(files(site_folder)) == [
        f"{one}/a/site.js", f"{one}/site.css", f"{one}/site.webmanifest", f"{one}/them.js", "assets/cua-trang.png",
    ]  # fmt: skip
    assert json.loads((site_folder / one / "site.webmanifest").read_text("utf-8"))["name"] == "Tên"


def test_assets_are_published_without_comments_and_indentation(tmp_path):
    (tmp_path / "overrides/assets").mkdir(parents=True)
    (tmp_path / "overrides/assets/site.css").write_text(
        '/* a\n b */\na > b,\na :is(c) {\n  content: " ["; /* d */\n}\n'
    )
    (tmp_path / "overrides/assets/site.js").write_text('// a\nif (b) {\n  // c\n  d("// e");\n}\n')
    found = assets.shell(tmp_path, "Tên", {})
    assert found == {"site.css": b'a > b, a :is(c){content: " [";}', "site.js": b'if (b) {\nd("// e");\n}\n'}


def test_the_scripts_of_the_search_are_published_as_one(tmp_path):
    for name in ("words", "engine", "results"):
        path = tmp_path / f"overrides/assets/search/{name}.js"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"// a\n{name}();\n")
    found = assets.shell(tmp_path, "Tên", {})
    assert found == {"search.js": b"words();\nengine();\nresults();\n"}
    copied = tmp_path / "site/assets/search/words.js"
    copied.parent.mkdir(parents=True)
    copied.write_text("words();")
    assets.place(found, tmp_path / "site")
    assert list(files(tmp_path / "site")) == [f"{assets.name(found)}/search.js"]


def test_what_hosts_are_told_of_the_assets(site, folder):
    finish.finish(site, (), folder, URL)
    assert not list(folder.rglob("*.map"))
    rule = f"/bao-cao/{NAME}/*\n  Cache-Control: public, max-age=31536000, immutable"
    assert rule in (folder / "_headers").read_text()


def test_sitemap_and_robots(site, folder):
    finish.finish(site, (), folder, URL)
    names = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}
    tree = ElementTree.parse(folder / "sitemap.xml")
    assert [place.text for place in tree.iterfind("s:url/s:loc", names)] == [
        URL + "2023/index.html",
        URL + "index.html",
    ]
    assert {when.text for when in tree.iterfind("s:url/s:lastmod", names)} <= {
        str(newest_date(site)),
        str(finish.edition_date(site, site.newest)),
    }
    assert f"Sitemap: {URL}sitemap.xml" in (folder / "robots.txt").read_text()
    assert not (folder / "sitemap.xml.gz").exists()


def test_a_correction_dates_the_pages_of_its_edition_only(site, folder):
    changes = tuple(
        Change(
            date=date(2026, 11, day), edition=edition, record="figures/ho-ngheo-2023", kind="slip", what="a", why="b"
        )
        for day, edition in ((20, "2022"), (21, "2023"))
    )
    assert finish.edition_date(replace(site, corrections=()), site.newest) == date(2026, 11, 22)
    old = replace(site.newest, documents=(), terms=())
    assert finish.edition_date(replace(site, corrections=()), old) == old.report.date
    assert finish.edition_date(replace(site, corrections=changes), old) == date(2026, 11, 21)


def test_security_txt_only_when_set(site, folder):
    finish.finish(site, (), folder, URL)
    assert not (folder / ".well-known").exists()
    settings = replace(site.settings, security=Security(contact="mailto:a@vi.du", expires=date(2027, 1, 1)))
    finish._write(folder / "assets/site.css", "")
    finish.finish(replace(site, settings=settings), (), folder, URL)
    assert (folder / ".well-known/security.txt").read_text() == (
        "Contact: mailto:a@vi.du\nExpires: 2027-01-01T00:00:00Z\nPreferred-Languages: vi, en\n"
        "Canonical: https://vi.du/bao-cao/.well-known/security.txt\n"
    )


def test_moved_pages(site, folder):
    finish.finish(
        site,
        (Move(old="2022/cu.html", new="2023/index.html"), Move(old="index.html#a", new="index.html#b")),
        folder,
        URL,
    )
    assert (folder / "_redirects").read_text() == "/bao-cao/2022/cu.html /bao-cao/2023/index.html 301\n"
    page = (folder / "2022/cu.html").read_text()
    assert 'content="0; url=../2023/index.html"' in page and 'href="../2023/index.html"' in page
    assert (
        proof.links(proof.read_pages(folder), {path.relative_to(folder).as_posix() for path in folder.rglob("*")}, URL)
        == []
    )


@pytest.mark.slow
def test_policy_in_pages(project, monkeypatch):
    monkeypatch.setenv("POLICY_META", "1")
    project.edit("data/addresses.yml", "published:\n", "published:\n  - cu.html\n")
    project.write(
        "data/addresses.yml", project.read("data/addresses.yml") + "moved:\n  - old: cu.html\n    new: index.html\n"
    )
    assert project.run("build").returncode == 0
    for page in (project.root / "site").rglob("*.html"):
        (meta,) = dom.read_file(page).all("meta", http_equiv="Content-Security-Policy")
        assert meta["content"] == headers.meta_policy()
    assert "frame-ancestors" not in headers.meta_policy()


def test_policy_is_strict():
    assert headers.POLICY["default-src"] == "'none'"
    assert not re.search(r"unsafe|\*|http|sha\d|nonce|data:", headers.COMMON["Content-Security-Policy"])


def test_no_header_is_set_by_two_rules():
    """Netlify and Cloudflare would join the values with a comma."""
    rules = re.findall(r"^(\S+)\n((?:  .*\n)+)", recipes.static_hosts("/", "assets-" + "0" * 16), re.M)
    names = [line.partition(":")[0].strip() for path, lines in rules if path != "/*" for line in lines.splitlines()]
    everywhere = {
        line.partition(":")[0].strip() for path, lines in rules if path == "/*" for line in lines.splitlines()
    }
    assert len(rules) == 4 and not everywhere & set(names) and everywhere >= set(headers.COMMON)


# Addresses -------------------------------------------------------------------------------------------------------


@pytest.mark.slow
def test_a_dropped_address_fails_until_it_is_moved(project):
    project.edit("data/addresses.yml", "published:\n", "published:\n  - 2023/ten-cu.html\n")
    failed = project.run("build")
    assert failed.returncode == 1 and "địa chỉ đã công bố không còn: 2023/ten-cu.html" in failed.stderr
    project.write(
        "data/addresses.yml",
        project.read("data/addresses.yml") + "moved:\n  - old: 2023/ten-cu.html\n    new: 2023/luu-y.html\n",
    )
    done = project.run("build")
    assert done.returncode == 0, done.stderr
    assert (project.root / "site/2023/ten-cu.html").exists()


@pytest.mark.parametrize(
    "old", ["/goc.html", "../../x.html", "x { return 204; } location = /y", "a//b.html", ".git/x", "tiếng việt.html"]
)
def test_a_move_stays_inside_the_site(project, old):
    project.write("data/addresses.yml", f'published:\n  - a.html\nmoved:\n  - old: "{old}"\n    new: index.html\n')
    with pytest.raises(ContentError) as caught:
        addresses.load(project.root)
    assert str(caught.value) == (
        'data/addresses.yml:4:10: moved[0].old: cần địa chỉ tính từ gốc trang, không có "/" ở đầu, ví dụ "2023/so-lieu.html"; '
        f'gặp "{old}"'
    )


def test_a_page_that_is_still_there_has_not_moved(project):
    project.write(
        "data/addresses.yml",
        project.read("data/addresses.yml") + "moved:\n  - old: english.html\n    new: index.html\n",
    )
    place = project.at("data/addresses.yml", "english.html\n    new:")
    assert project.faults() == [
        f'{place}: moved[0].old: english.html ghi dưới "moved" nhưng trang vẫn có địa chỉ này: xóa mục đó'
    ]


def test_a_move_leads_straight_to_its_end():
    listed = addresses.Addresses(
        published=("a.html",), moved=(Move(old="a.html", new="b.html"), Move(old="b.html", new="a.html"))
    )
    assert addresses.problems(listed, {"a.html", "b.html"}) == [
        "data/addresses.yml: a.html chuyển tới địa chỉ cũng đã chuyển: b.html: ghi thẳng chỗ cuối",
        "data/addresses.yml: b.html chuyển tới địa chỉ cũng đã chuyển: a.html: ghi thẳng chỗ cuối",
    ]


def test_the_list_of_addresses_cannot_be_missing(tmp_path):
    with pytest.raises(ContentError) as caught:
        addresses.load(tmp_path)
    assert str(caught.value) == (
        'data/addresses.yml:1:1: thiếu tệp: khôi phục tệp này; trang chưa từng công bố thì tạo tệp có "published:" và một dòng "  - index.html"'
    )


def test_anchors_move_with_their_page():
    listed = addresses.Addresses(
        published=("cu.html", "cu.html#a", "cu.html#b"), moved=(Move(old="cu.html", new="moi.html"),)
    )
    assert addresses.problems(listed, {"moi.html", "moi.html#a"}) == [
        'data/addresses.yml: địa chỉ đã công bố không còn: cu.html#b: giữ trang, ghi chỗ mới dưới "moved", hoặc ghi dưới "gone" nếu bỏ hẳn'
    ]


def test_problems_and_update(tmp_path):
    listed = addresses.Addresses(published=("a.html", "a.html#x", "b.html"), moved=(Move(old="b.html", new="c.html"),))
    assert addresses.problems(listed, {"a.html", "a.html#x", "c.html"}) == []
    assert [line.rpartition(": ")[0] for line in addresses.problems(listed, {"a.html"})] == [
        "data/addresses.yml: địa chỉ đã công bố không còn: a.html#x",
        "data/addresses.yml: b.html chuyển tới địa chỉ không có",
    ]
    (tmp_path / "data").mkdir()
    assert addresses.update(tmp_path, listed, {"a.html", "c.html", "c.html#y"}) == ["c.html", "c.html#y"]
    again = addresses.load(tmp_path)
    assert again.published == ("a.html", "a.html#x", "b.html", "c.html", "c.html#y") and again.moved == listed.moved
    assert addresses.update(tmp_path, again, {"a.html"}) == []
