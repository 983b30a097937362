"""What a published record says beyond its data file: its address, its places in the source, its last change."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from macros.content import derive, labels
from macros.content.load import Loaded
from macros.content.model import Edition, EditionId, ErratumId, Finding, Id, Month, Url, says
from macros.content.uses import RECORD_PAGES, index

_SENTENCE_END = re.compile(r"(?<=[.!?…]) +(?=[A-ZĐÀ-Ỹ])")


@dataclass(frozen=True, kw_only=True)
class Origin:
    """Một chỗ trong nguồn."""

    line: int = says("Dòng trong bản đối chiếu.")
    section: str | None = says("Số mục của báo cáo; không có khi dòng ở ngoài các mục.", default=None)
    quote: str = says("Câu hoặc chữ của nguồn ở dòng đó.")
    permalink: Url | None = says("Địa chỉ của đoạn văn trên trang; không có khi dòng ở ngoài báo cáo.", default=None)


@dataclass(frozen=True, kw_only=True)
class Published:
    """Điều mà bản công bố ghi thêm cho mỗi bản ghi."""

    edition: EditionId = says("Ấn bản.")
    permalink: Url = says("Địa chỉ lâu dài của bản ghi trên trang.")
    last_change: datetime.date = says(
        "Ngày muộn nhất mà dữ liệu ghi cho bản ghi: ngày báo cáo, ngày kiểm tra nguồn hoặc ngày sửa; không phải ngày viết bản ghi."
    )
    sources: tuple[Origin, ...] = says("Các chỗ trong nguồn.", default=())


@dataclass(frozen=True, kw_only=True)
class PublishedFigure(Published):
    """Điều mà bản công bố ghi thêm cho mỗi số liệu."""

    kind_label: str = says("Loại số liệu bằng tiếng Việt.")
    derived_values: tuple[Id, ...] = says(
        "Mã các giá trị do trang web này tính từ số liệu, đủ mọi cách hiểu.", default=()
    )


@dataclass(frozen=True, kw_only=True)
class OtherReading:
    """Một cách hiểu khác của cùng câu nguồn."""

    id: Id = says("Mã của giá trị tính toán.")
    name: str = says("Tên ngắn.")
    value: Decimal = says("Kết quả đã làm tròn.")
    assumption: str = says("Giả định hoặc cách hiểu mà phép tính dựa vào.")


@dataclass(frozen=True, kw_only=True)
class PublishedDerived(Published):
    """Kết quả của một phép tính của trang web này."""

    derived: bool = says("Luôn là true: tính toán của trang web này, không có trong báo cáo.")
    value: Decimal = says("Kết quả đã làm tròn theo decimals.")
    shown: str = says("Kết quả như hiện trên trang.")
    formula: str = says("Phép tính.")
    value_corrected: Decimal | None = says("Kết quả theo số đính chính của cơ quan ban hành, nếu có.", default=None)
    other_readings: tuple[OtherReading, ...] = says(
        "Các cách hiểu khác của cùng câu nguồn; luôn đưa cùng nhau.", default=()
    )


@dataclass(frozen=True, kw_only=True)
class PublishedDocument(Published):
    """Điều mà bản công bố ghi thêm cho mỗi văn bản."""

    type_label: str = says("Loại văn bản bằng tiếng Việt.")
    state_label: str = says("Tình trạng hiệu lực bằng tiếng Việt; «Chưa xác minh» khi chưa có nguồn.")


@dataclass(frozen=True, kw_only=True)
class PublishedContact(Published):
    """Điều mà bản công bố ghi thêm cho mỗi kênh liên hệ."""

    as_of: Month = says("Tháng mà thông tin còn đúng theo nguồn.")
    caveat: str = says("Điều cần thận trọng khi dùng.")


@dataclass(frozen=True, kw_only=True)
class TextBlock:
    """Một đoạn, đề mục hoặc tên bài của nguồn."""

    id: Id = says('Mã của đoạn: "dong-" và số dòng.')
    line: int = says("Dòng trong bản đối chiếu.")
    section: str | None = says("Số mục của báo cáo; không có với tên bài và lời dẫn.", default=None)
    kind: str = says(
        "Loại: preface (phần đầu văn bản), title (tên bài), lead (lời dẫn), preamble (phần mở đầu), heading (đề mục), "
        "paragraph (đoạn), item (ý liệt kê), caption, unit, row (tên, đơn vị và hàng của bảng; các ô cách nhau bằng « | »; ô chỉ có «<» hay «^» là phần của ô bên trái, ở trên), "
        "note (ghi chú), conclusions (phần ký, nơi nhận)."
    )
    text: str = says("Nguyên văn; mọi khoảng trắng liền nhau viết thành một dấu cách.")
    errata: tuple[ErratumId, ...] = says("Mã các lưu ý có dấu trong đoạn.", default=())


class Publisher:
    """Makes what is published of one edition's records; `base_url` ends in `/`."""

    def __init__(self, loaded: Loaded, edition: Edition, base_url: str) -> None:
        self.site = loaded.site
        self.edition = edition
        self.base_url = base_url
        self.uses = index(loaded.site, loaded.pages)

    def of(self, collection: str, record: Any) -> Published:
        """What is published of a record of that collection."""
        page, prefix = RECORD_PAGES[collection]
        anchor = (
            ""
            if collection == "report"
            else record.figures[0]
            if collection == "derived"
            else prefix + record.id.lower()
        )
        common: dict[str, Any] = {
            "edition": self.edition.id,
            "permalink": f"{self.base_url}{self.edition.id}/{page}.html" + (f"#{anchor}" if anchor else ""),
            "last_change": self.last_change(collection, record),
            "sources": tuple(self.origin(line, words) for line, words in self._places(collection, record)),
        }
        match collection:
            case "figures":
                derived = tuple(d.id for d in self.edition.derived if record.id in d.figures)
                return PublishedFigure(**common, kind_label=labels.FIGURE_KIND[record.kind], derived_values=derived)
            case "derived":
                return self._derived(record, common)
            case "documents":
                state = labels.DOCUMENT_STATE[record.status.state if record.status else None]
                return PublishedDocument(**common, type_label=labels.DOCUMENT_TYPE[record.type], state_label=state)
            case "contacts":
                as_of = self.edition.report.contacts_as_of
                assert as_of is not None  # see rules/report
                return PublishedContact(**common, as_of=as_of, caveat="Theo nguồn, có thể không còn hiệu lực.")
        return Published(**common)

    def origin(self, line: int, words: str) -> Origin:
        """The place of `words` in a source line: the sentence that holds them."""
        text, found = self.edition.source.line(line), self.edition.line(line)
        quote = next((sentence for sentence in _SENTENCE_END.split(text) if words in sentence), words)
        return Origin(
            line=line,
            section=self.edition.section(line) if found else None,
            quote=quote,
            permalink=self.line_address(line) if found else None,
        )

    def line_address(self, line: int) -> str:
        heading = self.edition.heading_of(line)
        return f"{self.base_url}{self.edition.id}/{heading.page if heading else 'index'}.html#dong-{line}"

    def last_change(self, collection: str, record: Any) -> datetime.date:
        """The newest date in the record and of its changes; the report's own if there is none."""
        findings = [
            value
            for value in vars(record).values()
            for value in (value if isinstance(value, tuple) else (value,))
            if isinstance(value, Finding)
        ]
        corrected = getattr(record, "corrected", None)
        name = "report" if collection == "report" else f"{collection}/{record.id}"
        dates: list[datetime.date] = [finding.checked for finding in findings] + [
            change.date for change in self.site.corrections_of(self.edition.id, name)
        ]
        if corrected:
            dates.append(corrected.date)
        return max([self.edition.report.date, *dates])

    def _derived(self, record: Any, common: Any) -> PublishedDerived:
        result = derive.compute(record, self.edition)
        others = [other for other in derive.readings(record, self.edition) if other is not record]
        return PublishedDerived(
            **common,
            derived=True,
            value=result.rounded,
            shown=result.shown,
            formula=result.formula,
            value_corrected=result.corrected.rounded if result.corrected else None,
            other_readings=tuple(
                OtherReading(
                    id=other.id,
                    name=other.name,
                    value=derive.compute(other, self.edition).rounded,
                    assumption=other.assumption,
                )
                for other in others
            ),
        )

    def _places(self, collection: str, record: Any) -> Any:
        """(line, words) of a record in the source."""
        match collection:
            case "report":
                return [(record.title_line, record.title)] if record.title_line else []
            case "figures":
                return [(record.line, record.quote)]
            case "derived":
                figures = [self.edition.record("figures", id) for id in record.figures]
                return list(dict.fromkeys((figure.line, figure.quote) for figure in figures))
            case "documents":
                return [(citation.line, citation.printed) for citation in record.citations]
            case "errata":
                return [(place.line, place.printed) for place in record.places]
            case "answers":
                return [(place.line, place.printed) for place in record.places]
            case "tasks":
                return [(record.line, record.text)]
            case "contacts":
                return [(record.line, record.printed or self.edition.source.line(record.line))]
        uses = self.uses.get((self.edition.id, collection, record.id), ())
        return list(
            dict.fromkeys(
                (use.source_line, use.call.args[0])
                for use in uses
                if use.source_line and use.page.edition == self.edition.id
            )
        )
