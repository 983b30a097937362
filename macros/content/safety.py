"""What a published page and picture may consist of: an allow-list of elements, attributes, addresses and scripts.

It is asked of the finished HTML, so that no way of writing Markdown, macro or record can get round it.
"""

from __future__ import annotations

import functools
import json
import re
from html.parser import HTMLParser
from urllib.parse import urlsplit

_EVERYWHERE = {"id", "class", "lang", "role", "hidden", "tabindex"}  # and aria-*, data-*
_ELEMENTS = {
    **dict.fromkeys(
        "html head body title header footer nav main article section aside div p span h1 h2 h3 h4 h5 h6 ul li dl dt dd "
        "b i em strong small sup sub abbr code pre hr br figure figcaption details summary table caption "
        "tbody thead tfoot tr option".split(),
        frozenset(),
    ),
    "html": {"dir"},
    "ol": {"start", "type"},
    "blockquote": {"cite"},
    "q": {"cite"},
    "a": {"href", "hreflang", "rel", "type", "download"},
    "img": {"src", "alt", "width", "height", "loading"},
    "button": {"type", "popovertarget", "popovertargetaction"},
    "div": {"popover"},
    "span": {"popover"},
    "form": {"action", "method"},
    "label": {"for"},
    "input": {"type", "name", "value", "placeholder", "autocomplete", "autocapitalize", "spellcheck", "enterkeyhint"},
    "select": {"name", "autocomplete"},
    "option": {"value"},
    "th": {"scope", "colspan", "rowspan", "headers"},
    "td": {"colspan", "rowspan", "headers"},
    "data": {"value"},
    "time": {"datetime"},
    "details": {"open", "name"},
    "meta": {"charset", "name", "property", "content", "media", "http-equiv"},
    "link": {"rel", "href", "hreflang", "type", "sizes", "title", "media"},
    "script": {"src", "defer", "async", "type"},
}
_SVG: dict[str, frozenset[str]] = {
    **dict.fromkeys(
        "g path rect circle ellipse line polyline polygon text tspan title desc defs use symbol".split(), frozenset()
    ),
    **dict.fromkeys("svg lineargradient radialgradient stop clippath mask pattern".split(), frozenset()),
}
_DRAWING = set(
    "xmlns version viewbox width height preserveaspectratio x y x1 y1 x2 y2 dx dy cx cy r rx ry d points transform opacity fill fill-rule "
    "fill-opacity clip-rule clip-path mask stroke stroke-width stroke-linecap stroke-linejoin stroke-miterlimit stroke-dasharray "
    "stroke-dashoffset stroke-opacity font-family font-size font-weight font-style text-anchor dominant-baseline letter-spacing offset "
    "stop-color stop-opacity gradientunits gradienttransform fx fy patternunits patterntransform maskunits clippathunits "
    "xmlns:xlink xlink:href href xml:space focusable".split()
)
_NAMED = re.compile(r"(aria|data)-[a-z-]+")
_UNSEEN = re.compile(r"[\x00-\x20]")
_SCHEMES = {"a": {"", "https", "http", "mailto", "tel"}, "link": {"", "https", "http"}}


class Reader(HTMLParser):
    """Collects what is not allowed in one text of HTML or SVG, in `problems`; see `page` and `picture`."""

    def __init__(self, moved: bool, picture: bool) -> None:
        super().__init__(convert_charrefs=True)
        self.moved, self.picture = moved, picture
        self.problems: list[str] = []
        self.drawing = 0
        self.inside_script: str | None = None

    def updatepos(self, i: int, j: int) -> int:
        """No line is counted: nothing here tells one, and it takes a fifth of the reading."""
        return j

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        values = dict(attributes)
        if tag == "svg":
            self.drawing += 1
        allowed = _DRAWING if self.drawing and tag in _SVG else None if self.picture else _ELEMENTS.get(tag)
        if allowed is None:
            self.problems.append(f"thẻ <{tag}> không được phép")
            return
        for name in values:
            if name not in allowed and name not in _EVERYWHERE and not _NAMED.fullmatch(name):
                self.problems.append(f'thuộc tính "{name}" của thẻ <{tag}> không được phép')
        if len(values) != len(attributes):
            self.problems.append(f"thẻ <{tag}> viết một thuộc tính hai lần")
        if self.drawing and tag in _SVG:
            self._drawing(tag, values)
        else:
            self._addresses(tag, values)
        if tag == "script":
            self.inside_script = ""
            if ("src" in values) == (values.get("type") == "application/ld+json"):
                self.problems.append("đoạn mã viết trong trang không được phép")

    def _drawing(self, tag: str, values: dict[str, str | None]) -> None:
        for name, value in values.items():
            if name in ("href", "xlink:href") and not (value or "").startswith("#"):
                self.problems.append(f"hình dẫn tới nơi khác: {value}")
            if "url(" in (value or "") and not re.fullmatch(r"url\(#[\w-]+\)", value or ""):
                self.problems.append(f"hình dẫn tới nơi khác: {value}")

    def _addresses(self, tag: str, values: dict[str, str | None]) -> None:
        for name, value in values.items():
            if name in ("href", "src", "action", "cite") and (problem := _wrong_address(tag, value or "")):
                self.problems.append(problem)
        if "http-equiv" in values:
            policy = values["http-equiv"] == "Content-Security-Policy"
            moves = self.moved and values["http-equiv"] == "refresh"
            if not policy and not moves:
                self.problems.append(f'thẻ <meta http-equiv="{values["http-equiv"]}"> không được phép')

    def handle_endtag(self, tag: str) -> None:
        if tag == "svg":
            self.drawing = max(0, self.drawing - 1)
        if tag == "script":
            if (self.inside_script or "").strip():
                try:
                    json.loads(self.inside_script or "")
                except ValueError:
                    self.problems.append("đoạn mã viết trong trang không được phép")
            self.inside_script = None

    def handle_data(self, data: str) -> None:
        if self.inside_script is not None:
            self.inside_script += data

    def handle_decl(self, decl: str) -> None:
        if decl.lower() != "doctype html":
            self.problems.append(f"khai báo <!{decl[:40]}> không được phép")

    def handle_pi(self, data: str) -> None:
        if not self.picture or not data.startswith("xml "):
            self.problems.append(f"khai báo <?{data[:40]}> không được phép")

    def unknown_decl(self, data: str) -> None:
        self.problems.append(f"khai báo <![{data[:40]} không được phép")


@functools.lru_cache(maxsize=10_000)  # the same addresses stand on every page
def _wrong_address(tag: str, value: str) -> str | None:
    clean = _UNSEEN.sub("", value)  # browsers read an address without them
    if clean != value or urlsplit(clean).scheme not in _SCHEMES.get(tag, {""}) or "\\" in clean:
        return f"địa chỉ không được phép trong thẻ <{tag}>: {value}"
    if tag not in _SCHEMES and clean.startswith("//"):
        return f"yêu cầu tới nơi khác trong thẻ <{tag}>: {value}"
    return None


def page(html: str, *, moved: bool = False) -> list[str]:
    """What a finished page holds that it may not, in Vietnamese; `moved` is a page that only leads to a new address."""
    return _problems(html, moved=moved, picture=False)


def picture(svg: str) -> list[str]:
    """What an SVG picture holds that it may not: only shapes, text and references within itself are allowed."""
    if "<svg" not in svg:
        return ["không phải hình SVG"]
    return _problems(svg, moved=False, picture=True)


def _problems(text: str, *, moved: bool, picture: bool) -> list[str]:
    reader = Reader(moved, picture)
    try:
        reader.feed(text)
        reader.close()
    except AssertionError:  # how html.parser ends at a marked section that it does not know
        reader.problems.append("khai báo <![…]> không được phép")
    return list(dict.fromkeys(reader.problems))
