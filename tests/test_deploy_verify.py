"""The check from outside finds every kind of damage, and nothing on a good site."""

import datetime
import gzip
import os
import shutil
import ssl
import subprocess
import threading
import urllib.request
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

pytest.importorskip("fcntl", reason="deploys to a Unix server")
from macros.__main__ import main
from macros.hosting import nginx, online
from macros.hosting.deploy import current, deploy
from macros.site import compress, finish, hashes, headers
from macros.site.addresses import Move
from tests import webserver
from tests.releases import listed, make

pytestmark = pytest.mark.slow

PREFIXES = ("/", "/bao-cao/")


@pytest.fixture(scope="module", params=PREFIXES)
def online_site(request, built_site, tmp_path_factory):
    """The built site on nginx under a prefix: (address, build, release that is served)."""
    folder = tmp_path_factory.mktemp("online")
    deploy(built_site, folder / "www", None, lambda _: None)
    url = f"http://127.0.0.1:{webserver.free_port()}{request.param}"
    moved = (Move(old="cu/trang.html", new="index.html"),)
    with webserver.running(folder / "nginx", folder / "www", url, moved):
        yield url, built_site, current(folder / "www")


@pytest.fixture
def small(tmp_path):
    """A tiny site on nginx that a test may spoil: (address, build, release, folder of all releases)."""
    site = make(tmp_path / "site", "14,83")
    (site / "_redirects").write_text("/cu.html /index.html 301\n", "utf-8")
    place = tmp_path / "www"
    deploy(listed(site), place, None, lambda _: None)
    url = f"http://127.0.0.1:{webserver.free_port()}/"
    with webserver.running(tmp_path / "nginx", place, url, (Move(old="cu.html", new="index.html"),)):
        yield url, site, current(place), place


def verify(capsys, *arguments) -> tuple[int, list[str]]:
    status = main(["verify", *map(str, arguments)])
    return status, capsys.readouterr().out.splitlines()


@pytest.mark.needs_nginx
def test_nothing_on_a_good_site(online_site, capsys):
    url, site, release = online_site
    assert verify(capsys, url, "--site", site)[0] == 0
    assert verify(capsys, url, "--manifest", site / "SHA256SUMS")[0] == 0
    assert verify(capsys, release, "--site", site)[0] == 0
    assert verify(capsys, site)[0] == 0  # an offline copy, by its own list


@pytest.mark.needs_nginx
@pytest.mark.parametrize(
    "path, status",
    [
        ("", 200),
        ("index.html", 200),
        ("2023/", 200),
        ("2023", 301),
        ("khong-co.html", 404),
        ("2023/sau/hon/khong-co", 404),
        ("cu/trang.html", 301),
        ("assets-0000000000000000/site.css", 404),
        ("2023/..%2f..%2f..%2fetc/passwd", 400),
        ("SHA256SUMS", 200),
        ("robots.txt", 200),
        ("sitemap.xml", 200),
        (".git/HEAD", 404),
        ("%00", 400),
    ],
)
def test_every_answer_carries_every_header(online_site, path, status):
    answer = online.ask(online_site[0] + path)
    assert answer.status == status
    for name, value in headers.of("404.html", tls=False).items():
        assert answer.headers.get(name.lower()) == value, name
    assert "server" not in answer.headers or answer.headers["server"] == "nginx"
    if status == 404:
        assert answer.body == (online_site[1] / "404.html").read_bytes()


@pytest.mark.needs_nginx
@pytest.mark.parametrize(
    "method, extra, status",
    [
        ("POST", {}, 405),
        ("GET", {"Range": "bytes=999999-"}, 416),
        ("GET", {"Range": "bytes=0-9"}, 206),
        ("HEAD", {}, 200),
    ],
)
def test_errors_of_other_requests_too(online_site, method, extra, status):
    request = urllib.request.Request(online_site[0] + "robots.txt", method=method, headers=extra)
    try:
        answer = urllib.request.urlopen(request)
    except urllib.error.HTTPError as error:
        answer = error
    with answer:
        assert answer.status == status
        assert {name: answer.headers[name] for name in headers.COMMON} == headers.COMMON


@pytest.mark.needs_nginx
def test_unchanged_pages_are_not_sent_again(online_site):
    tag = online.ask(online_site[0]).headers["etag"]
    request = urllib.request.Request(online_site[0], headers={"If-None-Match": tag})
    with pytest.raises(urllib.error.HTTPError) as error:
        urllib.request.urlopen(request)
    assert error.value.code == 304 and error.value.headers["Content-Security-Policy"]


@pytest.mark.needs_nginx
def test_open_data_may_be_read_by_other_sites(online_site):
    url, site, _ = online_site
    names = [
        path.relative_to(site).as_posix()
        for path in site.rglob("*")
        if path.is_file() and not path.name.startswith("_")
    ]
    for name in names:
        answer = online.ask(url + name)
        assert (answer.headers.get("access-control-allow-origin") == "*") == name.startswith(("api/", "tai-ve/")), name
        assert ("immutable" in answer.headers["cache-control"]) == name.startswith("assets-"), name


def test_every_published_file_has_a_type(built_site):
    for path in built_site.rglob("*"):
        if path.is_file() and path.name not in headers.HOST_FILES:
            assert headers.content_type(path.name)


@pytest.mark.needs_nginx
def test_finds_each_damage(small, capsys):
    url, site, release, _ = small
    compressed = release / "2023/index.html.gz"

    def damaged(path, change) -> list[str]:
        """What is found online and in the folder with one file changed."""
        before = path.read_bytes() if path.exists() else None
        change(path)
        _, found = verify(capsys, url, "--site", site)
        in_folder, also = verify(capsys, release, "--site", site)
        assert in_folder == 1, also
        path.unlink(missing_ok=True)
        if before is not None:
            path.write_bytes(before)
        assert verify(capsys, url, "--site", site)[0] == 0
        return found[:-1]

    page = release / "2023/index.html"
    assert damaged(page, lambda path: path.write_bytes(path.read_bytes().replace(b"14,83", b"14,38"))) == [
        "sai: 2023/index.html (nội dung khác bản dựng)"
    ]
    assert damaged(page, lambda path: path.unlink())[0].startswith("thiếu: 2023/index.html")
    assert (
        damaged(page, lambda path: path.write_bytes(path.read_bytes()[:500]))[0]
        == "cụt: 2023/index.html (chỉ có 500 byte)"
    )
    assert damaged(compressed, lambda path: path.write_bytes(gzip.compress(b"khac"))) == [
        "nén: 2023/index.html (bản .gz khác bản dựng)"
    ]
    assert damaged(compressed, lambda path: path.write_bytes(path.read_bytes()[:40]))[0].startswith(
        "nén: 2023/index.html"
    )
    assert damaged(compressed.with_suffix(".br"), lambda path: path.write_bytes(b"x")) == [
        "nén: 2023/index.html (bản .br khác bản dựng)"
    ]
    stale = make(site.parent / "stale", "13,00") / "2023/index.html"
    assert damaged(page, lambda path: shutil.copyfile(stale, path)) == ["cũ: 2023/index.html (của một bản khác)"]
    assert damaged(release / ".env", lambda path: path.write_text("x")) == ["thừa: .env (không được công khai)"]
    damaged(release / "them.html", lambda path: path.write_text("x"))  # seen in the folder; nobody links to it


@pytest.mark.needs_nginx
def test_finds_any_one_byte_changed_in_a_compressed_copy(small, capsys):
    url, site, release, _ = small
    for ending in (".gz", ".br"):
        copy = release / f"2023/index.html{ending}"
        before = copy.read_bytes()
        for place in range(10, len(before), 9):
            copy.write_bytes(before[:place] + bytes([before[place] ^ 255]) + before[place + 1 :])
            assert compress.differences(release, hashes.table(site)) == [f"thừa: 2023/index.html{ending}"]
        assert verify(capsys, url, "--site", site) == (
            1,
            [f"nén: 2023/index.html (bản {ending} khác bản dựng)", "1 chỗ khác bản dựng."],
        )
        copy.write_bytes(before)


@pytest.mark.needs_nginx
def test_a_page_that_moved_is_no_fault(tmp_path, capsys):
    """The build has a small page at the old address, the server redirects: both are right."""
    site, place, moved = (
        make(tmp_path / "site", "14,83"),
        tmp_path / "www",
        (Move(old="cu/trang.html", new="2023/index.html"),),
    )
    (site / "cu").mkdir()
    (site / "cu/trang.html").write_text(finish.moved_page(moved[0]), "utf-8")
    (site / "_redirects").write_text("/cu/trang.html /2023/index.html 301\n", "utf-8")
    listed(site)
    url = f"http://127.0.0.1:{webserver.free_port()}/"
    with webserver.running(tmp_path / "nginx", place, url, moved):
        deploy(site, place, url, lambda _: None)
        assert verify(capsys, url, "--site", site)[0] == 0
        assert verify(capsys, url, "--manifest", site / "SHA256SUMS")[0] == 0
    with webserver.running(tmp_path / "nginx", place, url, (Move(old="cu/trang.html", new="index.html"),)):
        status, lines = verify(capsys, url, "--site", site)
        assert status == 1 and "thiếu: cu/trang.html (máy chủ trả lời 301)" in lines


def test_hosts_that_drop_the_ending_of_pages(tmp_path, capsys):
    """As Cloudflare Pages: /x.html leads to /x, /index.html to /; only the content is compared there."""
    site = make(tmp_path / "site", "14,83")

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            path = self.path.partition("?")[0]
            if path.endswith(".html"):
                self.send_response(308)
                self.send_header("Location", path.removesuffix(".html").removesuffix("index"))
                self.end_headers()
                return
            found = [site / path[1:] / "index.html", site / f"{path[1:]}.html", site / path[1:]]
            file = next((file for file in found if file.is_file()), None)
            self.send_response(200 if file else 404)
            self.end_headers()
            self.wfile.write((file or site / "404.html").read_bytes())

        def log_message(self, *_):
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        url = f"http://127.0.0.1:{server.server_address[1]}/"
        assert verify(capsys, url, "--site", site, "--content-only") == (
            0,
            [f"Đúng bản dựng: {len(hashes.table(site))} tệp."],
        )
        (site / "2023/index.html").write_text("khác", "utf-8")
        status, lines = verify(capsys, url, "--manifest", site / "SHA256SUMS", "--content-only")
        assert status == 1 and lines[0] == "sai: 2023/index.html (nội dung khác bản dựng)"
        server.shutdown()


@pytest.mark.needs_nginx
def test_finds_another_page_at_the_address_of_a_folder(small, tmp_path, monkeypatch, capsys):
    _, site, _, place = small
    whole = nginx.configuration
    monkeypatch.setattr(
        nginx, "configuration", lambda *arguments: whole(*arguments).replace("index index.html;", "index SHA256SUMS;")
    )
    url = f"http://127.0.0.1:{webserver.free_port()}/"
    with webserver.running(tmp_path / "other", place, url, (Move(old="cu.html", new="index.html"),)):
        status, lines = verify(capsys, url, "--site", site)
    assert status == 1 and f"sai: {url} (không phải index.html của bản dựng)" in lines


@pytest.mark.needs_nginx
def test_finds_an_entrance_that_leads_nowhere(small, tmp_path, monkeypatch, capsys):
    _, site, _, place = small
    (site / "_redirects").write_text("", "utf-8")
    deploy(listed(site), place, None, lambda _: None)
    whole = nginx.configuration
    monkeypatch.setattr(
        nginx,
        "configuration",
        lambda *arguments: whole(*arguments).replace("location = /bao-cao {", "location = /khac {"),
    )
    url = f"http://127.0.0.1:{webserver.free_port()}/bao-cao/"
    with webserver.running(tmp_path / "other", place, url):
        status, lines = verify(capsys, url, "--site", site)
    assert (status, lines) == (
        1,
        [f"chuyển hướng: {url[:-1]} (máy chủ trả lời 404, cần chuyển tới {url})", "1 chỗ khác bản dựng."],
    )


@pytest.mark.needs_nginx
def test_two_sites_on_one_server_keep_their_own_headers(small, tmp_path, monkeypatch):
    """What one configuration defines, the other does not change."""
    _, site, _, place = small
    ports = [webserver.free_port() for _ in range(2)]
    urls = [f"http://127.0.0.1:{ports[0]}/", f"http://127.0.0.1:{ports[1]}/bao-cao/"]
    (tmp_path / "second.conf").write_text(nginx.configuration(urls[1], place, ()), "utf-8")
    path = f"{next(site.glob('assets-*')).name}/site.css"
    whole = nginx.configuration
    monkeypatch.setattr(
        nginx, "configuration", lambda *arguments: whole(*arguments) + f"include {tmp_path}/second.conf;\n"
    )
    with webserver.running(tmp_path / "both", place, urls[0]):
        for url in urls:
            assert "immutable" in online.ask(url + path).headers["cache-control"]


@pytest.mark.needs_nginx
def test_errors_are_not_kept_for_a_year(small):
    url, site, _, _ = small
    path = f"{next(site.glob('assets-*')).name}/site.css"
    assert "immutable" in online.ask(url + path).headers["cache-control"]
    request = urllib.request.Request(url + path, method="POST")
    with pytest.raises(urllib.error.HTTPError) as error:
        urllib.request.urlopen(request)
    assert error.value.code == 405 and error.value.headers["Cache-Control"] == "no-cache"
    with urllib.request.urlopen(urllib.request.Request(url + path, headers={"Range": "bytes=999999-"})) as whole:
        assert whole.status == 200  # no part, and no error, of an asset


@pytest.mark.needs_nginx
def test_files_for_other_hosts_and_compressed_copies_are_no_addresses(small):
    url, site, _, _ = small
    for path in (
        "_headers",
        "_redirects",
        ".nojekyll",
        "2023/index.html.gz",
        f"{next(site.glob('assets-*')).name}/site.css.gz",
    ):
        assert online.ask(url + path).status == 404, path


@pytest.mark.needs_nginx
def test_finds_what_the_server_does_not_do(small, tmp_path, monkeypatch, capsys):
    _, site, _, place = small
    whole = nginx.configuration
    for removed, found in [
        ("add_header X-Content-Type-Options", "(thiếu X-Content-Type-Options)"),
        ("add_header Content-Security-Policy", "(thiếu Content-Security-Policy)"),
        ("gzip_static", "(máy chủ không gửi bản gzip)"),
        ("gzip_vary", "(thiếu Vary: Accept-Encoding)"),
        ("location = /cu.html", "chuyển hướng: /cu.html (máy chủ trả lời 404, cần chuyển tới /index.html)"),
        ("error_page", "không phải trang 404 của bản dựng"),
        ("charset utf-8", "Content-Type: text/html, cần text/html; charset=utf-8"),
        ("server_tokens", "lộ phiên bản máy chủ: nginx/"),
    ]:
        monkeypatch.setattr(
            nginx,
            "configuration",
            lambda *arguments, removed=removed: "\n".join(
                line for line in whole(*arguments).splitlines() if removed not in line
            ),
        )
        address = f"http://127.0.0.1:{webserver.free_port()}/"
        with webserver.running(tmp_path / "spoiled", place, address, (Move(old="cu.html", new="index.html"),)):
            status, lines = verify(capsys, address, "--site", site)
        assert status == 1 and any(found in line for line in lines), (removed, lines)


@pytest.mark.needs_nginx
def test_certificate(small, tmp_path, monkeypatch, capsys):
    """A certificate that nobody signed is found; one that is trusted and long enough is not, and then HSTS is asked for."""
    if not shutil.which("openssl"):
        pytest.skip("máy không có openssl")
    _, site, _, place = small
    key, certificate = tmp_path / "key.pem", tmp_path / "certificate.pem"

    def make_certificate(days):
        subprocess.run(
            [
                "openssl",
                "req",
                "-x509",
                "-newkey",
                "rsa:2048",
                "-nodes",
                "-days",
                str(days),
                "-subj",
                "/CN=localhost",
                "-addext",
                "subjectAltName=IP:127.0.0.1",
                "-keyout",
                key,
                "-out",
                certificate,
            ],
            check=True,
            capture_output=True,
        )

    make_certificate(90)
    url = f"https://127.0.0.1:{webserver.free_port()}/"
    arguments = (tmp_path / "tls", place, url, (Move(old="cu.html", new="index.html"),), str(certificate), str(key))
    with webserver.running(*arguments):
        status, lines = verify(capsys, url, "--site", site)
        assert status == 1 and any("chứng thư: 127.0.0.1" in line for line in lines)
        trusted = urllib.request.HTTPSHandler(context=ssl.create_default_context(cafile=certificate))
        monkeypatch.setattr(online, "_OPENER", urllib.request.build_opener(online._Stay, trusted))
        plain = ssl.create_default_context
        monkeypatch.setattr(ssl, "create_default_context", lambda: plain(cafile=certificate))
        assert verify(capsys, url, "--site", site)[0] == 0
        assert online.ask(url + "khong-co").headers["strict-transport-security"]
    make_certificate(5)
    with webserver.running(*arguments):
        trusted = urllib.request.HTTPSHandler(context=plain(cafile=certificate))
        monkeypatch.setattr(online, "_OPENER", urllib.request.build_opener(online._Stay, trusted))
        status, lines = verify(capsys, url, "--site", site)
        assert [line for line in lines if "chứng thư" in line] == ["chứng thư: 127.0.0.1 (còn 4 ngày)"]


def test_a_server_that_does_not_answer_is_told_once(tmp_path, capsys):
    url = f"http://127.0.0.1:{webserver.free_port()}/"
    status, lines = verify(capsys, url, "--site", make(tmp_path / "site", "14,83"))
    assert status == 2
    assert lines == [f"không kết nối được: {url} (<urlopen error [Errno 111] Connection refused>)"]


def test_one_cause_is_told_once():
    found = [online.Finding("tiêu đề", path, "thiếu X-Frame-Options") for path in ("a.html", "b.html", "c.html")]
    found.insert(1, online.Finding("cụt", "a.html"))
    assert online.grouped(found) == ["tiêu đề: a.html và 2 chỗ khác (thiếu X-Frame-Options)", "cụt: a.html"]


@pytest.mark.parametrize(
    ("name", "given", "same"),
    [
        ("Cache-Control", "no-cache", True),
        ("Cache-Control", "Public, max-age=0,must-revalidate", True),
        ("Cache-Control", "max-age=0", False),
        ("X-Frame-Options", "deny", True),
        ("X-Frame-Options", "SAMEORIGIN", False),
        ("Strict-Transport-Security", "max-age=63072000; includeSubDomains; preload", True),
        ("Strict-Transport-Security", "max-age=300", False),
        (
            "Content-Security-Policy",
            "; ".join(reversed(headers.COMMON["Content-Security-Policy"].split("; "))) + ";",
            True,
        ),
        ("Content-Security-Policy", headers.COMMON["Content-Security-Policy"].replace("'none'", "*"), False),
    ],
)
def test_what_means_the_same_is_the_same(name, given, same):
    expected = (headers.COMMON | headers.TLS_ONLY | {"Cache-Control": headers.RECHECK})[name]
    assert headers.is_same(name, given, expected) == same


@pytest.mark.parametrize(
    ("path", "given", "same"),
    [
        ("a.json", "application/json", True),
        ("a.json", "application/json; charset=UTF-8", True),
        ("a.json", "application/json; charset=iso-8859-1", False),
        ("a.js", "application/javascript; charset=utf-8", True),
        ("a.js", "text/plain; charset=utf-8", False),
        ("a.html", "text/html", False),
        ("a.csv", 'text/csv; charset="UTF-8"', True),
        ("a.xml", "text/xml", True),
        ("a.png", "image/png", True),
        ("a.png", "", False),
    ],
)
def test_content_types_by_any_of_their_names(path, given, same):
    assert headers.is_same_type(given, path) == same


def test_what_follows_readers_or_tells_of_the_server_is_found():
    """Other hosts than ours add these by themselves."""
    good = {name.lower(): value for name, value in headers.of("index.html", tls=False).items()}
    good |= {"content-type": "text/html; charset=utf-8", "server": "nginx"}
    assert online.wrong_headers(online.Answer(200, headers=good), "index.html", tls=False) == []
    bad = good | {"set-cookie": "id=1", "x-powered-by": "PHP", "server": "nginx/1.22"}
    found = online.wrong_headers(online.Answer(200, headers=bad), "index.html", tls=False)
    assert [str(finding) for finding in found] == [
        "tiêu đề: index.html (lộ phiên bản máy chủ: nginx/1.22)",
        "tiêu đề: index.html (không được có set-cookie)",
        "tiêu đề: index.html (không được có x-powered-by)",
    ]


@pytest.mark.needs_nginx
@pytest.mark.parametrize(
    ("expires", "told"),
    [
        (400, []),
        (31, []),
        (29, ["hạn: .well-known/security.txt (còn 29 ngày: sửa security.expires trong data/site.yml)"]),
        (-1, "hết hạn ngày"),
        (None, ["thiếu: .well-known/security.txt (không ghi Expires)"]),
    ],
)
def test_the_place_for_telling_of_weaknesses_must_be_meant(tmp_path, capsys, expires, told):
    site, place = make(tmp_path / "site", "14,83"), tmp_path / "www"
    path = site / ".well-known/security.txt"
    path.parent.mkdir()
    date = expires and datetime.datetime.now(datetime.UTC).date() + datetime.timedelta(days=expires)
    path.write_text("Contact: mailto:a@vi.du\n" + (f"Expires: {date}T00:00:00Z\n" if date else ""), "utf-8")
    deploy(listed(site), place, None, lambda _: None)
    url = f"http://127.0.0.1:{webserver.free_port()}/"
    with webserver.running(tmp_path / "nginx", place, url):
        status, lines = verify(capsys, url, "--site", site)
    found = [line for line in lines if "security" in line]
    assert status == bool(told) and (found == told or (isinstance(told, str) and told in found[0]))


def test_reads_a_list_as_other_programs_write_it():
    hash = "0" * 64
    assert hashes.read_manifest(f"{hash}  a.html\n{hash} *b.html\n{hash}  ./c d.html\n# 2026\n\n") == {
        "a.html": hash,
        "b.html": hash,
        "c d.html": hash,
    }


def test_offline_copy_by_its_own_list(tmp_path, capsys):
    site = make(tmp_path / "site", "14,83")
    assert verify(capsys, site)[0] == 0
    os.truncate(site / "index.html", 10)
    (site / "them.html").write_text("x")
    (site / "404.html").unlink()
    status, lines = verify(capsys, site)
    assert status == 1 and lines[:3] == ["thiếu: 404.html", "thừa: them.html", "khác nội dung: index.html"]
