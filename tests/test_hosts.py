"""The recipes for other hosts: on the real Apache and Caddy `verify` finds nothing, at the root and in a folder."""

import re
import shutil
import tempfile
import urllib.error
import urllib.request
from pathlib import Path
from xml.etree import ElementTree

import pytest

pytest.importorskip("fcntl", reason="deploys to a Unix server")
from macros.__main__ import main
from macros.build import build
from macros.hosting import online
from macros.hosting.deploy import deploy
from macros.site import hashes, headers, recipes
from macros.site.addresses import Move
from macros.site.finish import moved_page
from tests import webserver
from tests.releases import listed, make

pytestmark = pytest.mark.slow

PREFIXES = ("/", "/bao-cao/")
MOVED = (Move(old="cu/trang.html", new="2023/index.html"), Move(old="cu.txt", new="2023/index.html"))


def small(folder, prefix):
    """A tiny build with all the files for hosts and two pages that moved."""
    site = make(folder, "14,83")
    (site / "cu").mkdir()
    (site / "cu/trang.html").write_text(moved_page(MOVED[0]), "utf-8")
    (site / "SHA256SUMS").unlink()
    (site / "api/bang.csv").write_text("a,b\n" * 200)
    (site / "api/anh.png").write_bytes(b"\x89PNG" * 200)
    for name, text in recipes.of(prefix, False, next(site.glob("assets-*")).name, MOVED).items():
        (site / name).write_text(text, "utf-8")
    return listed(site)


@pytest.fixture(params=PREFIXES)
def prefix(request):
    return request.param


@pytest.fixture(
    params=[
        pytest.param("apache", marks=pytest.mark.needs_apache),
        pytest.param("caddy", marks=pytest.mark.needs_caddy),
    ]
)
def served(request, tmp_path, prefix):
    """(address, build) of the tiny site on a real server."""
    site = small(tmp_path / "site", prefix)
    url = f"http://127.0.0.1:{webserver.free_port()}{prefix}"
    if request.param == "apache":
        with tempfile.TemporaryDirectory() as name:  # its user may not look into pytest's own folders
            root = Path(name)
            root.chmod(0o755)
            shutil.copytree(site, root / prefix.strip("/"), dirs_exist_ok=True)
            with webserver.apache(tmp_path / "apache", root, url):
                yield url, site
    else:
        deploy(site, tmp_path / "www", None, lambda _: None)
        with webserver.with_caddy(tmp_path / "caddy", tmp_path / "www", url, MOVED):
            yield url, site


def status(url, **headers_sent):
    request = urllib.request.Request(url, headers=headers_sent)
    try:
        with urllib.request.urlopen(request) as answer:
            return answer.status
    except urllib.error.HTTPError as error:
        return error.code


def test_verify_finds_nothing(served, capsys):
    url, site = served
    assert main(["verify", url, "--site", str(site)]) == 0, capsys.readouterr().out
    assert capsys.readouterr().out.splitlines()[-1] == f"Đúng bản dựng: {len(hashes.table(site))} tệp."


def test_every_answer_carries_every_header_once(served):
    url, site = served
    assets = next(site.glob("assets-*")).name
    for path, expected in [
        ("", 200),
        ("2023/", 200),
        ("2023", 301),
        ("api/", 404),
        ("api/so-lieu.json", 200),
        ("cu/trang.html", 301),
        ("cu.txt", 301),
        ("khong-co.html", 404),
        ("sau/hon/khong-co", 404),
        ("assets-0000000000000000/site.css", 404),
        (f"{assets}/site.css", 200),
        ("_headers", 404),
        (".htaccess", 404),
        ("web.config", 404),
    ]:
        answer = online.ask(url + path)
        assert answer.status == expected or (path, answer.status) == ("2023", 308), path
        for name, value in headers.COMMON.items():
            assert answer.headers.get(name.lower()) == value, (path, name)
        assert ("immutable" in answer.headers["cache-control"]) == (path == f"{assets}/site.css"), path
        if expected == 404:
            assert answer.body == (site / "404.html").read_bytes(), path


def test_unchanged_pages_are_not_sent_again(served):
    url, _ = served
    for encoding in ("identity", "gzip"):
        answer = online.ask(url, encoding)
        known = {"If-Modified-Since": answer.headers["last-modified"], "Accept-Encoding": encoding}
        if "etag" in answer.headers:
            known["If-None-Match"] = answer.headers["etag"]
        assert status(url, **known) == 304, encoding


def test_a_built_site_has_the_files_and_no_small_page_before_a_redirect(project, tmp_path, monkeypatch):
    """Hosts that read `_redirects` but put a file first are built for with REDIRECTS=1."""
    monkeypatch.setenv("SITE_URL", "https://vi.du/bao-cao/")
    monkeypatch.setenv("REDIRECTS", "1")
    build(project.root, tmp_path / "site")
    assert all((tmp_path / "site" / name).is_file() for name in headers.HOST_FILES)
    assert "RewriteRule ^ https://" in (tmp_path / "site/.htaccess").read_text("utf-8")


def test_web_config_says_what_the_other_recipes_say():
    tree = ElementTree.fromstring(recipes.web_config("/bao-cao/", True, "assets-" + "0" * 16, MOVED).encode())
    common = tree.find("system.webServer/httpProtocol/customHeaders")
    said = {add.get("name"): add.get("value") for add in common.iter("add")}
    assert said == headers.COMMON | headers.TLS_ONLY | {"Cache-Control": headers.RECHECK}
    places = {place.get("path"): place for place in tree.iter("location")}
    assert set(places) == {"assets-" + "0" * 16, *headers.OPEN_FOLDERS, *(move.old for move in MOVED)}
    assert places["cu.txt"].find(".//httpRedirect").get("destination") == "/bao-cao/2023/index.html"
    kinds = {kind.get("fileExtension"): kind.get("mimeType") for kind in tree.iter("mimeMap")}
    assert all(headers.is_same_type(kinds[f".{ending}"], f"a.{ending}") for ending in headers.TYPES)
    assert re.findall(r'segment="(.+?)"', ElementTree.tostring(tree, "unicode")) == [
        name for name in headers.HOST_FILES if name != "web.config"
    ]
