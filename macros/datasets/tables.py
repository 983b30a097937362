"""Every published data set as one thing: what kind it is, and its records with what is published of each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from macros.content import formats, text
from macros.content.load import Loaded
from macros.content.model import EDITION_FILES, SITE_FILES, Edition, Erratum, Site, inner
from macros.content.uses import RECORD_PAGES
from macros.datasets import published
from macros.datasets.shapes import Column, columns, lists

LICENCE_URL = "https://opensource.org/license/mit"
TITLES = {
    "report": "{noun}",
    "figures": "Số liệu",
    "derived": "Giá trị do trang web này tính",
    "documents": "Văn bản được dẫn",
    "organisations": "Cơ quan, đơn vị",
    "contacts": "Kênh liên hệ",
    "terms": "Thuật ngữ và chữ viết tắt",
    "tasks": "Nhiệm vụ",
    "answers": "Điều nói về nhiệm vụ kỳ trước",
    "series": "Chuỗi số liệu qua các kỳ",
    "errata": "Lưu ý về nguyên văn",
    "text": "Nguyên văn từng đoạn",
    "facts": "Điều nên biết ngoài {noun}",
    "corrections": "Các lần sửa",
}
_PUBLISHED = {
    "figures": published.PublishedFigure,
    "derived": published.PublishedDerived,
    "documents": published.PublishedDocument,
    "contacts": published.PublishedContact,
}


def licence(noun: str) -> dict[str, str]:
    """The licence of the data; `noun` is what the text is called that they are of (`báo cáo`)."""
    words = f"lời văn {noun} là văn bản của cơ quan nhà nước, không thêm giấy phép nào"
    return {"name": "MIT", "path": LICENCE_URL, "title": f"MIT cho dữ liệu do trang web này viết; {words}"}


def title(name: str, noun: str) -> str:
    """What a kind of data is called."""
    return formats.upper_first(TITLES[name].format(noun=noun))


@dataclass(frozen=True)
class Kind:
    """What a data set holds: the type of its records, and of what is published of each (None if nothing more).

    `noun` is what the text is called that they are of.
    """

    name: str
    record: type
    extra: type | None
    noun: str = "văn bản"

    @property
    def title(self) -> str:
        return title(self.name, self.noun)

    @property
    def types(self) -> tuple[type, ...]:
        return (self.record, self.extra) if self.extra else (self.record,)

    @property
    def columns(self) -> list[tuple[int, Column]]:
        """The columns, each with 0 if its value is in the record, 1 if in what is published of it."""
        return [(which, column) for which, type_ in enumerate(self.types) for column in columns(type_)]

    @property
    def parts(self) -> list[tuple[str, type]]:
        """The lists of records inside the records, each a table of its own: (field, type)."""
        return lists(self.record)


# The list of allowed literal texts is the editors' own and stays out.
KINDS = {
    name: Kind(name, inner(EDITION_FILES[name]), _PUBLISHED.get(name, published.Published))
    for name in EDITION_FILES
    if name in RECORD_PAGES
} | {"text": Kind("text", published.TextBlock, published.Published)}
SITE_KINDS = {name: Kind(name, inner(SITE_FILES[name]), None) for name in ("facts", "corrections", "series")}
_LATER = ("answers", "series")  # only published where a later edition has brought any


def kinds(edition: Edition) -> list[Kind]:
    """The kinds that an edition publishes."""
    found = [kind for name, kind in KINDS.items() if name not in _LATER or getattr(edition, name)]
    return [replace(kind, noun=edition.report.noun) for kind in found]


def site_kinds(site: Site) -> list[Kind]:
    """The kinds that the site publishes for all editions."""
    found = [kind for name, kind in SITE_KINDS.items() if name not in _LATER or getattr(site, name)]
    return [replace(kind, noun=site.noun) for kind in found]


@dataclass(frozen=True)
class Table:
    """A data set: pairs of a record and what is published of it."""

    kind: Kind
    rows: tuple[tuple[Any, ...], ...]


def of_edition(loaded: Loaded, edition: Edition, base_url: str) -> list[Table]:
    """The data sets of an edition."""
    publisher = published.Publisher(loaded, edition, base_url)
    found = []
    for kind in kinds(edition):
        name = kind.name
        if name == "text":
            rows = _text(loaded, edition, publisher)
        else:
            records = (edition.report,) if name == "report" else getattr(edition, name)
            rows = ((record, publisher.of(name, record)) for record in records)
        found.append(Table(kind, tuple(rows)))
    return found


def of_site(site: Site) -> list[Table]:
    """The data sets that belong to no edition."""
    return [Table(kind, tuple((record, None) for record in getattr(site, kind.name))) for kind in site_kinds(site)]


def _text(loaded: Loaded, edition: Edition, publisher: Any) -> Iterator[Any]:
    """Each block of the source with its permalink."""
    for block in text.blocks(loaded, edition):
        record = published.TextBlock(
            id=f"dong-{block.line}",
            line=block.line,
            section=edition.section(block.line),
            kind=block.kind,
            text=block.text,
            errata=tuple(part.record.id for part in block.parts if isinstance(part.record, Erratum)),
        )
        extra = published.Published(
            edition=edition.id, permalink=publisher.line_address(block.line), last_change=edition.report.date
        )
        yield record, extra
