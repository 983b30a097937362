"""Proves a built site from its HTML alone: every source block once and in order, every link and anchor resolving."""

from __future__ import annotations

import posixpath
from collections.abc import Collection, Mapping
from pathlib import Path
from urllib.parse import unquote, urlsplit

from macros.content import page_names, safety
from macros.content.model import Edition
from macros.content.source import fold
from macros.content.structure import Line
from macros.site import markup


class Page(markup.Markup):
    """A built page, read once: what it holds, and in `unsafe.problems` what it may not hold."""

    def __init__(self, html: str, is_moved: bool) -> None:
        super().__init__()
        self.unsafe = safety.Reader(is_moved, picture=False)
        self.handle_decl, self.handle_pi = self.unsafe.handle_decl, self.unsafe.handle_pi  # type: ignore[method-assign]
        self.unknown_decl = self.unsafe.unknown_decl  # type: ignore[method-assign]
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        super().handle_starttag(tag, attributes)
        self.unsafe.handle_starttag(tag, attributes)

    def handle_endtag(self, tag: str) -> None:
        super().handle_endtag(tag)
        self.unsafe.handle_endtag(tag)

    def handle_data(self, data: str) -> None:
        super().handle_data(data)
        self.unsafe.handle_data(data)


def read_pages(site_dir: Path, moved: Collection[str] = ()) -> dict[str, Page]:
    """Every HTML page of a built site, by its path below the site's root; those at `moved` only lead elsewhere."""
    found = {path.relative_to(site_dir).as_posix(): path for path in sorted(site_dir.rglob("*.html"))}
    return {name: Page(path.read_text("utf-8"), name in moved) for name, path in found.items()}


def fidelity(edition: Edition, pages: Mapping[str, markup.Markup]) -> list[str]:
    """What keeps the edition's pages from being its reference copy, in Vietnamese; empty when nothing does.

    The overview and the section pages together, and the full text alone, must each hold every block exactly once,
    in order, with the text of its source line.
    """
    sections = [f"{edition.id}/{name}.html" for name in ("index", *(h.page for h in edition.pages))]
    problems: list[str] = []
    own = {*sections, f"{edition.id}/{page_names.FULL_TEXT}.html"}
    strays = ((name, block.source) for name, page in pages.items() if name not in own for block in page.blocks)
    problems.extend(
        f"{name}: đoạn {source} không thuộc trang này" for name, source in strays if source.startswith(f"{edition.id}:")
    )
    for label, names in (("các trang mục", sections), ("toàn văn", [f"{edition.id}/{page_names.FULL_TEXT}.html"])):
        missing = [name for name in names if name not in pages]
        problems.extend(f"{name}: thiếu trang" for name in missing)
        blocks = [(name, block) for name in names if name in pages for block in pages[name].blocks]
        lines = {f"{edition.id}:{line.number}": line for line in edition.lines}
        expected = list(lines)
        found = [block.source for _, block in blocks]
        problems.extend(f"{label}: thiếu đoạn {source}" for source in expected if source not in found)
        problems.extend(
            f"{label}: đoạn {source} có {found.count(source)} lần" for source in expected if found.count(source) > 1
        )
        problems.extend(
            f"{name}: đoạn {block.source} không có trong bản đối chiếu"
            for name, block in blocks
            if block.source not in expected
        )
        if sorted(found) == sorted(expected) and found != expected:
            problems.append(f"{label}: các đoạn không theo thứ tự của bản đối chiếu")
        for name, block in blocks:
            if block.source in lines and not same(block, lines[block.source]):
                problems.append(f"{name}: đoạn {block.source} khác bản đối chiếu: «{fold(block.text)}»")
    return problems


def same(block: markup.SourceBlock, line: Line) -> bool:
    """Whether a block is its source line: its text, of a row each cell with its place; a list's dash may be markup."""
    if line.kind == "row":
        ours = zip(map(fold, block.text.split(markup.CELL)), block.spans)
        return list(ours) == [(cell, (str(wide), str(high))) for cell, (wide, high) in line.own_cells(line.cells)]
    return fold(block.text) in (line.text, line.plain)


def links(pages: Mapping[str, markup.Markup], files: set[str], base_url: str) -> list[str]:
    """The links, assets and anchors of the pages that lead nowhere inside the site, and requests to other hosts.

    `files` are all paths of the built site; a link to another site is allowed in `<a href>` only.
    """
    problems: list[str] = []
    for name, page in pages.items():
        problems.extend(f"{name}: mã id trùng: {id}" for id in page.repeated)
        for tag, attribute, value in page.links:
            if attribute in ("popovertarget", "aria-labelledby"):
                problems.extend(f"{name}: không có id {id}" for id in value.split() if id not in page.places)
                continue
            if attribute == "content":  # descriptions, and the addresses that sharing needs
                if value.startswith(base_url) and value.removeprefix(base_url) not in files:
                    problems.append(f"{name}: địa chỉ hỏng: {value}")
                continue
            parts = urlsplit(value)
            if parts.scheme or parts.netloc:
                outward = tag == "a" or (tag == "link" and value.startswith(base_url)) or parts.scheme == "data"
                if not outward:
                    problems.append(f"{name}: yêu cầu tới nơi khác: {value}")
                continue
            if parts.path.startswith("/") and name == "404.html":  # served at any depth: addresses from the root
                prefix = urlsplit(base_url).path
                target = unquote(parts.path.removeprefix(prefix)) or "index.html"
            else:
                target = (
                    posixpath.normpath(posixpath.join(posixpath.dirname(name), unquote(parts.path)))
                    if parts.path
                    else name
                )
            if target not in files:
                problems.append(f"{name}: liên kết hỏng: {value}")
            elif parts.fragment and target in pages and unquote(parts.fragment) not in pages[target].places:
                problems.append(f"{name}: không có chỗ {value}")
    return problems


def unsafe(site_dir: Path, pages: Mapping[str, Page]) -> list[str]:
    """What the pages and pictures of a built site hold that could run, load or leave."""
    found = {name: page.unsafe.problems for name, page in pages.items()}
    for path in sorted(site_dir.rglob("*.svg")):
        found[path.relative_to(site_dir).as_posix()] = safety.picture(path.read_text("utf-8"))
    return [f"{name}: {problem}" for name in sorted(found) for problem in dict.fromkeys(found[name])]
