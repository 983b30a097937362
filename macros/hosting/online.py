"""Compares what is online with a build: every file, header, compressed answer, redirect, the 404 page, the certificate."""

from __future__ import annotations

import datetime
import http.client
import re
import secrets
import socket
import ssl
import urllib.error
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import quote, urljoin, urlsplit

from macros.site import compress, hashes, headers
from macros.site.addresses import SECURITY, Move
from macros.site.finish import moved_page

TIMEOUT = 20
NEVER_PUBLIC = (".git/HEAD", ".env", "mkdocs.yml", "data/site.yml")
CERTIFICATE_DAYS = 21
NO_ANSWER = "không kết nối được"
FOLDER_PAGE = re.compile(r"(^|(?<=/))index\.html$")
SECURITY_DAYS = 30


@dataclass(frozen=True)
class Finding:
    """One thing wrong: its kind (thiếu, cũ, cụt, sai, thừa, tiêu đề, nén, chuyển hướng, 404, hạn, chứng thư), place, detail."""

    kind: str
    path: str
    detail: str = ""

    def __str__(self) -> Any:
        return f"{self.kind}: {self.path}" + (f" ({self.detail})" if self.detail else "")


@dataclass
class Answer:
    """What the server answered; status 0 when it did not, with the reason in `body`."""

    status: int
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)
    cut: bool = False


class _Stay(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *args: Any) -> Any:
        return None


_OPENER = urllib.request.build_opener(_Stay, urllib.request.ProxyHandler({}))


def ask(url: str, accept: str = "identity") -> Answer:
    """GET one address, following no redirect."""
    request = urllib.request.Request(url, headers={"Accept-Encoding": accept, "User-Agent": "kiem-tra"})
    try:
        try:
            response = _OPENER.open(request, timeout=TIMEOUT)
        except urllib.error.HTTPError as error:
            response = error
        with response:
            found = {name.lower(): value for name, value in response.headers.items()}
            try:
                return Answer(response.status, response.read(), found)
            except http.client.IncompleteRead as error:
                return Answer(response.status, error.partial, found, cut=True)
    except (OSError, http.client.HTTPException) as error:
        return Answer(0, str(error).encode())


def grouped(findings: list[Finding]) -> list[str]:
    """A line for each cause, with its first place and how many more there are."""
    causes: dict[tuple[str, str], list[str]] = {}
    for finding in findings:
        causes.setdefault((finding.kind, finding.detail), []).append(finding.path)
    return [
        str(Finding(kind, f"{places[0]} và {len(places) - 1} chỗ khác" if places[1:] else places[0], detail))
        for (kind, detail), places in causes.items()
    ]


def no_brotli(url: str) -> bool:
    """Whether the server sends no Brotli, which is smaller than gzip by a seventh; not a fault."""
    return ask(url, "br").headers.get("content-encoding") != "br"


def _each(function: Any, items: Any) -> list[Finding]:
    pool = ThreadPoolExecutor(4)
    try:
        return [finding for findings in pool.map(function, items) for finding in findings]
    finally:
        pool.shutdown(wait=False, cancel_futures=True)  # interrupted, nobody waits for a server that hangs


def _public(table: dict[str, str]) -> list[str]:
    return [path for path in sorted(table) if path not in headers.HOST_FILES]


def contents(url: str, table: dict[str, str], site: Path | None, server: bool = True) -> list[Finding]:
    """The files that are not online as in `table`; with the build at `site` at hand, also whether one was cut short.

    For `server` see `everything`; without it a redirect is followed once, as hosts redirect that drop `.html`.
    """
    first = ask(url)
    if first.status == 0:
        return [Finding(NO_ANSWER, url, first.body.decode())]
    assets = {path.split("/")[0] for path in table if re.match(f"{headers.ASSETS}/", path)}
    found = _each(lambda path: _content(url, path, table[path], site, assets, server), _public(table))
    wrong = {finding.path for finding in found}
    folders = [path for path in _public(table) if FOLDER_PAGE.search(path) and path not in wrong]
    return found + _each(lambda path: _folder(url, path, table[path], server), folders)


def _folder(url: str, path: str, expected: str, server: bool) -> list[Finding]:
    """What is wrong with the address of the folder whose page is `path`, such as the site's own."""
    folder = FOLDER_PAGE.sub("", path)
    answer = ask(url + folder)
    if hashes.digest(answer.body) != expected or answer.status != 200:
        return [Finding("sai", folder or url, f"không phải {path} của bản dựng")]
    return wrong_headers(answer, path, url.startswith("https:")) if server else []


def _leads_on(url: str, path: str, answer: Answer, expected: str) -> bool:
    """Whether the server redirects to where the small page in the build, of a page that moved, leads."""
    target = urljoin(url + path, answer.headers.get("location", ""))
    if answer.status not in (301, 308) or not target.startswith(url):
        return False
    return hashes.digest(moved_page(Move(old=path, new=target.removeprefix(url))).encode()) == expected


def _followed(url: str, answer: Answer) -> Answer:
    """The answer that a redirect leads to, or this one."""
    return ask(urljoin(url, answer.headers.get("location", ""))) if answer.status in (301, 302, 307, 308) else answer


def _content(url: str, path: str, expected: str, site: Path | None, assets: set[str], server: bool) -> list[Finding]:
    answer = ask(url + quote(path))
    if _leads_on(url, path, answer, expected):
        return []
    if not server:
        answer = _followed(url + path, answer)
    if answer.status == 0:
        return [Finding("thiếu", path, f"không kết nối được: {answer.body.decode()}")]
    if answer.status != 200:
        return [Finding("thiếu", path, f"máy chủ trả lời {answer.status}")]
    if answer.cut:
        return [Finding("cụt", path)]
    if hashes.digest(answer.body) == expected:
        return []
    if site and len(answer.body) < (site / path).stat().st_size and (site / path).read_bytes().startswith(answer.body):
        return [Finding("cụt", path, f"chỉ có {len(answer.body)} byte")]
    named = set(re.findall(headers.ASSETS, answer.body.decode("utf-8", "replace")))
    if named - assets:
        return [Finding("cũ", path, "của một bản khác")]
    if hashes.digest(ask(f"{url}{quote(path)}?{secrets.token_hex(8)}").body) == expected:
        return [Finding("cũ", path, "bộ nhớ đệm còn giữ bản khác: xóa bộ nhớ đệm của CDN")]
    return [Finding("sai", path, "nội dung khác bản dựng")]


def wrong_headers(answer: Answer, path: str, tls: bool) -> list[Finding]:
    """The headers of an answer that are missing, different, or that say what nobody needs to know."""
    found = []
    for name, value in headers.of(path, tls).items():
        given = answer.headers.get(name.lower())
        if given is None or not headers.is_same(name, given, value):
            found.append(Finding("tiêu đề", path, f"thiếu {name}" if given is None else f"{name}: {given}"))
    kind = answer.headers.get("content-type", "")
    if not headers.is_same_type(kind, path):
        expected = headers.content_type(path) + ("; charset=utf-8" if headers.is_text(path) else "")
        found.append(Finding("tiêu đề", path, f"Content-Type: {kind or 'không có'}, cần {expected}"))
    if re.search(r"/\d", answer.headers.get("server", "")):
        found.append(Finding("tiêu đề", path, f"lộ phiên bản máy chủ: {answer.headers['server']}"))
    return found + [
        Finding("tiêu đề", path, f"không được có {name}")
        for name in ("set-cookie", "x-powered-by")
        if name in answer.headers
    ]


def everything(url: str, table: dict[str, str], site: Path | None, server: bool = True) -> list[Finding]:
    """Every difference between the site at `url` and the build in `table`.

    `server` is false for hosts that let nobody set headers, redirects and compression: only content, the 404 page and
    the certificate are compared there. What nobody links to cannot be seen from outside.
    """
    parts = urlsplit(url)
    tls = parts.scheme == "https"
    certificate = _certificate(parts.hostname or "", parts.port or 443) if tls else []
    found = contents(url, table, site, server)
    if [finding.kind for finding in found] == [NO_ANSWER]:
        return found + certificate
    if server:
        missing = {finding.path for finding in found if finding.kind == "thiếu"}
        there = [path for path in _public(table) if path not in missing]
        found += _each(lambda path: _headers(url, path, table[path], tls), there)
        found += _each(
            lambda path: _compressed(url, path, table[path]), [path for path in there if headers.is_text(path)]
        )
        found += _redirects(url, site) + _entrances(url)
    found += _each(
        lambda path: _not_found(url, path, table["404.html"], tls, server),
        [f"khong-co-{secrets.token_hex(4)}.html", f"khong-co/{secrets.token_hex(4)}"],
    )
    found += _security(url) if SECURITY in table else []
    found += [Finding("thừa", path, "không được công khai") for path in NEVER_PUBLIC if ask(url + path).status == 200]
    return found + certificate


def _headers(url: str, path: str, expected: str, tls: bool) -> list[Finding]:
    answer = ask(url + quote(path))
    return [] if _leads_on(url, path, answer, expected) else wrong_headers(answer, path, tls)


def _compressed(url: str, path: str, expected: str) -> list[Finding]:
    plain = ask(url + quote(path))
    if _leads_on(url, path, plain, expected) or len(plain.body) < compress.SMALLEST:
        return []
    answer = ask(url + quote(path), "gzip")
    if answer.headers.get("content-encoding") != "gzip":
        return [Finding("nén", path, "máy chủ không gửi bản gzip")]
    found = (
        []
        if "accept-encoding" in answer.headers.get("vary", "").lower()
        else [Finding("nén", path, "thiếu Vary: Accept-Encoding")]
    )
    for ending, copy in ((".gz", answer), (".br", ask(url + quote(path), "br"))):
        if copy.headers.get("content-encoding") is None:
            continue  # Brotli needs a module that not every server has
        try:
            whole = hashes.digest(compress.expand(ending, copy.body)) == expected
        except ValueError:
            whole = False
        if not whole:
            found.append(Finding("nén", path, f"bản {ending} khác bản dựng"))
    return found


def _redirects(url: str, site: Path | None) -> list[Finding]:
    root = "{0.scheme}://{0.netloc}".format(urlsplit(url))
    lines = (site / "_redirects").read_text("utf-8").splitlines() if site else []
    found = []
    for old, new, _ in map(str.split, lines):
        answer = ask(root + old)
        if answer.status not in (301, 308) or answer.headers.get("location", "").removeprefix(root) != new:
            found.append(Finding("chuyển hướng", old, f"máy chủ trả lời {answer.status}, cần chuyển tới {new}"))
    return found


def _entrances(url: str) -> list[Finding]:
    """The addresses that people type: without the last slash, and without TLS, must lead to the site's own."""
    parts, found = urlsplit(url), []
    typed = [url.rstrip("/")] if parts.path != "/" else []
    if parts.scheme == "https" and parts.port in (None, 443):
        typed.append(f"http://{parts.hostname}{parts.path}")
    for address in typed:
        answer = ask(address)
        if answer.status not in (301, 308) or urljoin(address, answer.headers.get("location", "")) != url:
            found.append(Finding("chuyển hướng", address, f"máy chủ trả lời {answer.status}, cần chuyển tới {url}"))
    return found


def _not_found(url: str, path: str, expected: str, tls: bool, server: bool) -> list[Finding]:
    answer = ask(url + path)
    if not server:
        answer = _followed(url + path, answer)
    if answer.status != 404:
        return [Finding("404", path, f"máy chủ trả lời {answer.status}")]
    if hashes.digest(answer.body) != expected:
        return [Finding("404", path, "không phải trang 404 của bản dựng")]
    return wrong_headers(answer, "404.html", tls) if server else []


def _security(url: str) -> list[Finding]:
    """Whether the place for telling of a weakness is still meant: the file says itself until when."""
    said = re.search(r"^Expires: (\d{4}-\d\d-\d\d)T", ask(url + SECURITY).body.decode("utf-8", "replace"), re.M)
    if not said:
        return [Finding("thiếu", SECURITY, "không ghi Expires")]
    expires = datetime.date.fromisoformat(said[1])
    days = (expires - datetime.datetime.now(datetime.UTC).date()).days
    told = f"còn {days} ngày" if days >= 0 else f"hết hạn ngày {expires:%d/%m/%Y}"
    return (
        [] if days >= SECURITY_DAYS else [Finding("hạn", SECURITY, f"{told}: sửa security.expires trong data/site.yml")]
    )


def _certificate(host: str, port: int) -> list[Finding]:
    try:
        with (
            socket.create_connection((host, port), TIMEOUT) as raw,
            ssl.create_default_context().wrap_socket(raw, server_hostname=host) as secure,
        ):
            shown: Any = secure.getpeercert()  # never empty: the default context asks for a certificate
            ends = ssl.cert_time_to_seconds(shown["notAfter"])
    except OSError as error:
        return [Finding("chứng thư", host, str(error))]
    days = (datetime.datetime.fromtimestamp(ends, datetime.UTC) - datetime.datetime.now(datetime.UTC)).days
    return [Finding("chứng thư", host, f"còn {days} ngày")] if days < CERTIFICATE_DAYS else []
