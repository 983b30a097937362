"""Rules on the words that people search with."""

from __future__ import annotations

import re
from collections.abc import Iterator

from macros.content.faults import Fault, path_text
from macros.content.load import Loaded
from macros.rules.privacy import FULL_NAME
from macros.site import files


def synonyms(loaded: Loaded) -> Iterator[Fault]:
    """Each leads to words that the site really shows, and each word leads to one place only."""
    content = loaded.contents.get("data/synonyms.yml")
    if content is None:
        return
    shown = _folded("\n".join(_texts(loaded)))
    owners: dict[str, str] = {}
    for index, synonym in enumerate(loaded.site.synonyms):
        where: tuple[str | int, ...] = ("synonyms", index, "finds")
        if not _stands(_folded(synonym.finds), shown):
            message = (
                f'"{synonym.finds}" không có trong báo cáo, từ ngữ hay các trang: chép chữ có thật, hoặc bỏ mục này'
            )
            yield Fault(content.file, *content.at(where), path_text(where), message)
        for number, said in enumerate(synonym.said):
            where = ("synonyms", index, "said", number)
            if len(said.strip()) < 2:
                message = f'"{said}" ngắn quá để tìm: viết cả từ'
                yield Fault(content.file, *content.at(where), path_text(where), message)
            if FULL_NAME.match(said):
                message = f'"{said}" là tên một người: không đăng điều riêng tư; xóa'
                yield Fault(content.file, *content.at(where), path_text(where), message)
            owner = owners.setdefault(_folded(said), synonym.finds)
            if _folded(said) == _folded(synonym.finds):
                message = "trùng với chữ mà mục này dẫn tới: xóa dòng này"
                yield Fault(content.file, *content.at(where), path_text(where), message)
            elif owner != synonym.finds or said in synonym.said[:number]:
                message = f'"{said}" đã dẫn tới "{owner}": mỗi chữ chỉ dẫn tới một nơi, xóa một dòng'
                yield Fault(content.file, *content.at(where), path_text(where), message)


def _texts(loaded: Loaded) -> Iterator[str]:
    """What a search can find: the reports' texts, the records' names, the pages."""
    for edition in loaded.site.editions:
        yield from edition.source.lines
        for term in edition.terms:
            yield from filter(None, (term.term, term.expansion, term.definition))
        for records in (edition.contacts, edition.organisations, edition.documents, edition.figures):
            yield from (record.name for record in records)
        yield from (name for name, _ in files.downloads(edition, ()))
    yield from (name for name, _ in files.site_downloads(()))
    for page in loaded.pages:
        yield from (str(page.meta.get("title")), str(page.meta.get("description")))
        if page.edition is None:
            yield page.text


def _stands(words: str, text: str) -> bool:
    """Whether `words` stand whole in `text`; what a pattern begins with must be plain for the search to be quick."""
    found = re.finditer(rf"{re.escape(words)}(?!\w)", text)
    return any(not re.match(r"\w", text[match.start() - 1 : match.start()]) for match in found)


def _folded(text: str) -> str:
    """`text` in small letters, one space between words, as a search compares it."""
    return re.sub(r"\s+", " ", text).casefold()
