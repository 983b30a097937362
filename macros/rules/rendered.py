"""Rules on the pages as the build renders them: the text whole, links and places that exist, nothing that could run.

What the build would refuse is said here first, with the file and the line that an editor can mend.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from functools import cache, lru_cache
from urllib.parse import unquote, urlsplit

import markdown

from macros.content import safety
from macros.content.faults import Fault
from macros.content.load import Loaded
from macros.content.pages import Block, Page
from macros.rendering.finished import Finished
from macros.rendering.macros import Renderer
from macros.site import files, markup, proof

EXTENSIONS = ("toc", "tables", "fenced_code", "attr_list", "sane_lists")  # MkDocs' own, and those of mkdocs.yml
_PLACE = re.compile(r"đoạn (\S+):(\d+)")
_LAST = 256  # pages: whoever checks again after an edit finds most of them as they were
_read = lru_cache(_LAST)(markup.parse)
_unsafe = lru_cache(_LAST)(safety.page)


def rendered(loaded: Loaded, renderer: Renderer) -> Iterator[Fault]:
    """Every fault of the finished pages."""
    html = [(page, _html(renderer.markdown(page))) for page in loaded.pages]
    read = {page.url: _read(text) for page, text in html}
    for edition in loaded.site.editions:
        pages = {page.url: page for page in loaded.pages if page.edition == edition.id}
        for problem in proof.fidelity(edition, read):
            found = _PLACE.search(problem)
            line = int(found[2]) if found else None
            page = pages.get(problem.partition(":")[0]) or _typing(loaded, edition.id, line)
            yield _fault(page or pages[f"{edition.id}/index.html"], problem, line)
    for page, text in html:
        for problem in _unsafe(text):
            yield _fault(page, problem)
        yield from _links(loaded, page, read)


@lru_cache(_LAST)
def _html(text: str) -> str:
    html: str = _converter().reset().convert(text)
    return html


@cache
def _converter() -> markdown.Markdown:
    return markdown.Markdown(extensions=(*EXTENSIONS, Finished()))


def _typing(loaded: Loaded, edition: str, line: int | None) -> Page | None:
    """The page of an edition that types a source line."""
    return next((page for page in loaded.pages if page.edition == edition and _typed(page, line)), None)


def _typed(page: Page, source_line: int | None) -> Block | None:
    return next((b for b in page.blocks if b.source_line is not None and b.source_line == source_line), None)


def _fault(page: Page, problem: str, source_line: int | None = None) -> Fault:
    block = _typed(page, source_line)
    return Fault(page.file, block.line if block else page.body_line, 1, "", problem)


def _links(loaded: Loaded, page: Page, read: dict[str, markup.Markup]) -> Iterator[Fault]:
    """Links to pages, places and pictures of the site that are not there; ids that stand twice."""
    own = read[page.url]
    for id in own.repeated:
        yield _fault(page, f'mã id "{id}" có hai lần trong trang: đổi tên một đề mục')
    for _, name, value in own.links:
        parts = urlsplit(value)
        if name not in ("href", "src") or parts.scheme or parts.netloc:
            continue
        path = posixpath.normpath(posixpath.join(posixpath.dirname(page.url), unquote(parts.path)))
        target = re.sub(r"\.md$", ".html", path) if parts.path else page.url
        is_missing = target.endswith(".html") and target not in read
        is_missing &= target not in map(files.draft_page, loaded.site.drafts)
        is_missing |= name == "src" and not (loaded.root / "docs" / target).is_file()
        if is_missing:
            yield _at(page, value, f'liên kết hỏng "{value}": sửa đường dẫn')
        elif parts.fragment and target in read and unquote(parts.fragment) not in read[target].places:
            yield _at(page, value, f'liên kết "{value}" dẫn tới chỗ không có trong trang đích: sửa phần sau dấu #')


def _at(page: Page, words: str, problem: str) -> Fault:
    """A fault at the first place of some words in a page."""
    for number, line in enumerate(page.text.split("\n"), page.body_line):
        if words in line:
            return Fault(page.file, number, line.index(words) + 1, "", problem)
    return Fault(page.file, page.body_line, 1, "", problem)
