"""Every link and anchor of the built site leads somewhere in it, and no page or stylesheet asks another host for anything."""

import posixpath
import re
from urllib.parse import unquote, urlsplit

import pytest

from macros.build import site_url as published
from macros.site import markup, proof
from tests import dom

REQUESTS = {  # what a browser fetches by itself
    "img": ("src", "srcset"),
    "script": ("src",),
    "iframe": ("src",),
    "source": ("src", "srcset"),
    "video": ("src", "poster"),
    "audio": ("src",),
    "embed": ("src",),
    "object": ("data",),
    "input": ("src",),
    "use": ("href",),
    "image": ("href",),
    "track": ("src",),
    "form": ("action",),
    "button": ("formaction",),
}
NOT_FETCHED = {"canonical", "alternate", "next", "prev", "license", "author"}


@pytest.fixture(scope="module")
def site(built_site):
    return {path.relative_to(built_site).as_posix(): dom.read_file(path) for path in sorted(built_site.rglob("*.html"))}


@pytest.fixture(scope="module")
def files(built_site):
    return {path.relative_to(built_site).as_posix() for path in built_site.rglob("*") if path.is_file()}


def target(page: str, address: str) -> tuple[str, str]:
    """The file and the anchor that a link of a page leads to."""
    parts = urlsplit(address)
    if page == "404.html" and parts.path.startswith("/"):  # served at any depth: addresses from the root
        return unquote(parts.path).removeprefix(urlsplit(published()).path) or "index.html", parts.fragment
    path = posixpath.normpath(posixpath.join(posixpath.dirname(page), unquote(parts.path))) if parts.path else page
    return path, unquote(parts.fragment)


def addresses(document):
    """(element, address) of everything in a page that leads somewhere."""
    for element in document.all():
        for attribute in ("href", "src", "action", "poster", "data"):
            if element.attributes.get(attribute) and not (attribute == "data" and element.tag != "object"):
                yield element, element[attribute]


def test_every_internal_link_and_anchor_resolves(site, files):
    broken = []
    for page, document in site.items():
        for _, address in addresses(document):
            parts = urlsplit(address)
            if parts.scheme or parts.netloc:
                continue
            path, anchor = target(page, address)
            if path not in files or (anchor and path in site and not site[path].all(id=anchor)):
                broken.append(f"{page}: {address}")
    assert broken == []


def test_links_are_relative(site):
    absolute = [
        f"{page}: {address}"
        for page, document in site.items()
        if page != "404.html"
        for element, address in addresses(document)
        if address.startswith("/")
    ]
    assert absolute == []


def test_every_reference_to_an_id_resolves(site):
    broken = []
    for page, document in site.items():
        ids = {element["id"] for element in document.all(id=True)}
        for element in document.all():
            for attribute in (
                "for",
                "aria-labelledby",
                "aria-describedby",
                "aria-controls",
                "popovertarget",
                "headers",
            ):
                broken += [
                    f"{page}: {attribute}={id}" for id in element.attributes.get(attribute, "").split() if id not in ids
                ]
    assert broken == []


def test_no_page_asks_another_host(site):
    asked = []
    for page, document in site.items():
        for element in document.all():
            names = REQUESTS.get(element.tag, ())
            if element.tag == "link" and not NOT_FETCHED & set(element.attributes.get("rel", "").split()):
                names = ("href",)
            for name in names:
                value = element.attributes.get(name, "")
                if urlsplit(value).netloc or value.startswith("//"):
                    asked.append(f"{page}: <{element.tag} {name}={value}>")
    assert asked == []


def test_no_stylesheet_asks_another_host_and_its_files_exist(built_site, files):
    wrong = []
    for path in built_site.rglob("*.css"):
        name, text = (
            path.relative_to(built_site).as_posix(),
            re.sub(r"/\*.*?\*/", "", path.read_text("utf-8"), flags=re.DOTALL),
        )
        for address in re.findall(r"""(?:url\(\s*|@import\s+)["']?([^"')\s;]+)""", text):
            if not address.startswith(("data:", "#")) and (
                urlsplit(address).netloc or target(name, address)[0] not in files
            ):
                wrong.append(f"{name}: {address}")
    assert wrong == []


def test_pages_hold_no_code_of_their_own(site):
    """The policy `script-src 'self'; style-src 'self'` would stop it."""
    found = []
    for page, document in site.items():
        for element in document.all():
            data = element.attributes.get("type", "") in ("application/ld+json", "application/json")
            if element.tag == "script" and "src" not in element.attributes and not data:
                found.append(f"{page}: <script>")
            if (
                element.tag == "style"
                or "style" in element.attributes
                or any(name.startswith("on") for name in element.attributes)
            ):
                found.append(f"{page}: <{element.tag} {element.attributes}>")
    assert found == []


def test_addresses_are_plain_ascii(files):
    assert [path for path in files if not re.fullmatch(r"[A-Za-z0-9._/-]+", path)] == []


@pytest.mark.parametrize(
    ("html", "problems"),
    [
        ('<a href="b.html">x</a>', ["a.html: liên kết hỏng: b.html"]),
        ('<a href="#nowhere">x</a>', ["a.html: không có chỗ #nowhere"]),
        ('<img src="https://a.vn/x.png">', ["a.html: yêu cầu tới nơi khác: https://a.vn/x.png"]),
        ('<script src="//a.vn/x.js"></script>', ["a.html: yêu cầu tới nơi khác: //a.vn/x.js"]),
        ('<p id="x"></p><p id="x"></p>', ["a.html: mã id trùng: x"]),
        ('<button popovertarget="y">x</button>', ["a.html: không có id y"]),
        ('<a href="https://a.vn/">x</a><a href="a.html#z">x</a><b id="z"></b>', []),
    ],
)
def test_the_proof_finds(tmp_path, html, problems):
    (tmp_path / "a.html").write_text(html, "utf-8")
    assert proof.links(proof.read_pages(tmp_path), {"a.html"}, "http://127.0.0.1:8000/") == problems


def pages_of(**html: str) -> dict[str, markup.Markup]:
    return {name.replace("_", "/") + ".html": markup.parse(text) for name, text in html.items()}


BASE = "https://a.vn/b/"
OUTWARD = {
    "a_page_to_another_site": ('<a href="https://x.vn/">x</a>', []),
    "a_link_element_to_this_site": (f'<link rel="canonical" href="{BASE}index.html">', []),
    "a_link_element_to_another_site": (
        '<link rel="stylesheet" href="https://x.vn/x.css">',
        ["index.html: yêu cầu tới nơi khác: https://x.vn/x.css"],
    ),
    "a_script_of_this_very_address": (
        f'<script src="{BASE}x.js"></script>',
        [f"index.html: yêu cầu tới nơi khác: {BASE}x.js"],
    ),
    "a_picture_without_a_scheme": ('<img src="//x.vn/x.png">', ["index.html: yêu cầu tới nơi khác: //x.vn/x.png"]),
    "a_root_address_outside_404": ('<a href="/b/index.html">x</a>', ["index.html: liên kết hỏng: /b/index.html"]),
}


@pytest.mark.parametrize(("html", "problems"), OUTWARD.values(), ids=OUTWARD)
def test_only_a_reader_leaves_and_only_by_a_link(html, problems):
    assert proof.links(pages_of(index=html), {"index.html", "x.js"}, BASE) == problems


def test_the_page_for_lost_readers_counts_from_the_root():
    html = '<a href="/b/index.html">x</a><a href="/b/">y</a><a href="/b/z.html">z</a>'
    pages = {"404.html": markup.parse(html), "index.html": markup.parse("")}
    assert proof.links(pages, {"404.html", "index.html"}, BASE) == ["404.html: liên kết hỏng: /b/z.html"]


def test_a_moved_page_alone_may_send_its_reader_on(tmp_path):
    (tmp_path / "cu.html").write_text('<meta http-equiv="refresh" content="0; url=moi.html">', "utf-8")
    assert proof.unsafe(tmp_path, proof.read_pages(tmp_path, {"cu.html"})) == []
    assert proof.unsafe(tmp_path, proof.read_pages(tmp_path)) == [
        'cu.html: thẻ <meta http-equiv="refresh"> không được phép'
    ]
