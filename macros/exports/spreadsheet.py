"""The workbook of all that an edition holds, for office work: numbers as numbers, dates as dates, caveats on the row."""

from __future__ import annotations

import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import xlsxwriter
from xlsxwriter import Workbook

from macros.content import derive, fingerprint, formats, labels, text
from macros.content.dates import newest_date
from macros.content.load import Loaded
from macros.content.model import Correction, Edition, Erratum
from macros.content.text import Block
from macros.datasets.published import PublishedContact, PublishedFigure, Publisher
from macros.rendering import charts
from macros.site import files

_FIGURES = {  # heading → width
    "Mã": 22,
    "Số liệu": 40,
    "Loại": 16,
    "Giá trị": 10,
    "Tử số": 9,
    "Mẫu số": 9,
    "Đơn vị": 26,
    "Dạng in": 11,
    "Kỳ": 36,
    "Đính chính của cơ quan ban hành": 20,
    "Cần thận trọng": 70,
    "Mục": 7,
    "Câu nguồn": 60,
    "Địa chỉ": 50,
}
_DERIVED = {"Mã": 28, "Giá trị tính": 44, "Kết quả": 10, "Đơn vị": 22, "Phép tính": 26, "Giả định": 60, "Tính chất": 46}
_REGISTER = {
    "Mã": 26,
    "Văn bản": 40,
    "Loại": 14,
    "Số, ký hiệu": 22,
    "Cơ quan ban hành": 36,
    "Ngày": 12,
    "Năm": 8,
    "Trích yếu như in": 60,
    "Hiệu lực": 18,
    "Căn cứ về hiệu lực": 60,
    "Ngày kiểm tra": 13,
    "Mục dẫn": 12,
    "Địa chỉ": 50,
}
_LISTS = {  # sheet → heading → width; see `_lists`
    "Nhiệm vụ": {"Mã": 22, "Số": 6, "Tên": 40, "Toàn văn": 90, "Đính chính của cơ quan ban hành": 20, "Địa chỉ": 50},
    "Đơn vị": {"Mã": 26, "Tên": 50, "Cấp": 22, "Dạng tên in trong {noun}": 50, "Ghi chú": 60, "Địa chỉ": 50},
    "Liên hệ": {"Mã": 22, "Kênh": 40, "Như in": 50, "Nguồn không ghi": 40, "Ghi chú": 60, "Đúng theo nguồn đến": 18, "Cần thận trọng": 40, "Địa chỉ": 50},
    "Từ ngữ": {"Mã": 22, "Từ": 20, "Loại": 24, "Dạng đầy đủ": 50, "Giải thích": 60, "Ghi chú": 50, "Địa chỉ": 50},
    "Lưu ý": {"Mã": 8, "Loại": 22, "Như in": 50, "Điều đáng lưu ý": 70, "Lời ghi cho người đọc": 70, "Mục": 12, "Địa chỉ": 50},
    "Nguyên văn": {"Dòng": 7, "Mục": 10, "Loại": 13, "Nguyên văn": 110, "Lưu ý": 12, "Địa chỉ": 50},
    "Dòng để ngoài": {"Dòng": 7, "Như trong bản đối chiếu": 80, "Vì sao": 60},
}  # fmt: skip


def write(loaded: Loaded, folder: Path, base_url: str) -> None:
    """Write the workbook of every edition into the site in `folder`."""
    for edition in filter(files.has_spreadsheet, loaded.site.editions):
        path = folder / files.spreadsheet(edition)
        path.parent.mkdir(parents=True, exist_ok=True)
        _workbook(path, loaded, edition, base_url)


def _workbook(path: Path, loaded: Loaded, edition: Edition, base_url: str) -> None:
    updated = newest_date(loaded.site)
    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(path, options) as book:
        book.set_properties(
            {
                "title": f"Số liệu trong {edition.report.name}",
                "author": loaded.site.settings.operator or loaded.site.settings.name,
                "created": datetime.datetime.combine(updated, datetime.time()),
            }
        )
        publisher = Publisher(loaded, edition, base_url)
        _sheet(book, "Số liệu", _FIGURES, [_figure(f, publisher) for f in edition.figures])
        _sheet(
            book,
            "Giá trị tính",
            _DERIVED,
            [_derived(derive.compute(d, edition), edition.report.noun) for d in edition.derived],
        )
        _sheet(book, "Văn bản", _REGISTER, [_document(d, edition, publisher) for d in edition.documents])
        for name, rows in _lists(loaded, edition, publisher).items():
            head = {title.format(noun=edition.report.noun): width for title, width in _LISTS[name].items()}
            _sheet(book, name, head, rows)
        about = [
            (edition.report.kind_name, f"{edition.report.name}, {formats.long_date(edition.report.date)}"),
            ("Nguồn", edition.report.copy.note),
            ("Dữ liệu cập nhật", formats.long_date(updated)),
            ("Dấu vân tay nội dung", fingerprint.fingerprint(edition)),
            ("Kiểm tra bản mới nhất", f"{base_url}{edition.id}/index.html"),
            ("Ô trống", "Nguồn không ghi, hoặc không áp dụng."),
        ]
        _sheet(book, "Về tệp này", {"Mục": 26, "Nội dung": 90}, about)


def _sheet(book: Workbook, name: str, head: dict[str, int], rows: list[Any]) -> None:
    """A sheet with a frozen header, filters, and cells typed by their values."""
    sheet = book.add_worksheet(name)
    plain = book.add_format({"text_wrap": True, "valign": "top"})
    bold = book.add_format({"bold": True, "bg_color": "#EEF3F2", "bottom": 1, "text_wrap": True})
    dated = book.add_format({"num_format": "dd/mm/yyyy", "valign": "top", "align": "left"})
    for column, (title, width) in enumerate(head.items()):
        sheet.set_column(column, column, width, plain)
        sheet.write_string(0, column, title, bold)
    linked = book.add_format({"font_color": "#0A5A5E", "underline": 1, "text_wrap": True, "valign": "top"})
    title_of = list(head)
    for number, row in enumerate(rows, 1):
        for column, value in enumerate(row):
            if isinstance(value, datetime.date):
                sheet.write_datetime(number, column, value, dated)
            elif isinstance(value, (int, Decimal)):
                sheet.write_number(number, column, value, plain)
            elif isinstance(value, str) and title_of[column] == "Địa chỉ":
                sheet.write_url(number, column, value, linked, value)
            elif value is not None:
                sheet.write_string(number, column, value, plain)
    sheet.freeze_panes(1, 2 if len(head) > 2 else 0)
    sheet.autofilter(0, 0, len(rows), len(head) - 1)
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)


def _lists(loaded: Loaded, edition: Edition, publisher: Publisher) -> dict[str, list[tuple[Any, ...]]]:
    """The rows of each sheet of `_LISTS`."""

    def address(collection: str, record: Any) -> str:
        return publisher.of(collection, record).permalink

    def contact(record: Any) -> tuple[Any, ...]:
        extra = publisher.of("contacts", record)
        assert isinstance(extra, PublishedContact)
        return (record.id, record.name, record.printed, record.missing, record.note, extra.as_of, extra.caveat, extra.permalink)  # fmt: skip

    def marked(block: Block) -> str | None:
        return ", ".join(part.record.id for part in block.parts if isinstance(part.record, Erratum)) or None

    source, left_out = edition.source, edition.report.left_out
    return {
        "Nhiệm vụ": [
            (t.id, t.number, t.name, t.text, _correction(t.corrected), address("tasks", t)) for t in edition.tasks
        ],
        "Đơn vị": [
            (o.id, o.name, labels.LEVEL[o.level], "\n".join(o.variants) or None, o.note, address("organisations", o))
            for o in edition.organisations
        ],
        "Liên hệ": [contact(record) for record in edition.contacts],
        "Từ ngữ": [
            (t.id, t.term, labels.TERM_KIND[t.kind], t.expansion, t.definition, t.note, address("terms", t))
            for t in edition.terms
        ],
        "Lưu ý": [
            (
                e.id,
                labels.ERRATUM_CATEGORY[e.category],
                "\n".join(place.printed for place in e.places),
                e.problem,
                e.note,
                ", ".join(
                    dict.fromkeys(edition.section(place.line) or "" for place in e.places if edition.line(place.line))
                ),
                address("errata", e),
            )
            for e in edition.errata
        ],
        "Nguyên văn": [
            (b.line, edition.section(b.line), b.kind, b.text, marked(b), publisher.line_address(b.line))
            for b in text.blocks(loaded, edition)
        ],
        "Dòng để ngoài": [
            (number, source.line(number), part.why)
            for part in left_out
            for number in range(part.first, part.last + 1)
            if source.line(number)
        ],
    }


def _correction(correction: Correction | None) -> str | None:
    return f"{correction.printed} ({formats.date(correction.date)}, {correction.source})" if correction else None


def _figure(figure: Any, publisher: Publisher) -> tuple[Any, ...]:
    extra, ratio, correction = publisher.of("figures", figure), figure.ratio, figure.corrected
    assert isinstance(extra, PublishedFigure)
    return (
        figure.id,
        figure.name,
        extra.kind_label,
        figure.value,
        ratio and ratio.numerator,
        ratio and ratio.denominator,
        figure.unit,
        figure.printed,
        figure.period,
        _correction(correction),
        "\n".join(figure.caveats) or None,
        extra.sources[0].section,
        figure.quote,
        extra.permalink,
    )


def _derived(result: derive.Result, noun: str) -> tuple[Any, ...]:
    derived = result.derived
    note = f"Tính toán của trang web này, không có trong {noun}"
    return derived.id, derived.name, result.rounded, derived.unit, result.formula, derived.assumption, note


def _document(document: Any, edition: Edition, publisher: Publisher) -> tuple[Any, ...]:
    status = document.status
    return (
        document.id,
        document.name,
        labels.DOCUMENT_TYPE[document.type],
        document.sign,
        edition.record("organisations", document.issuer).name,
        document.date,
        document.year,
        document.subject,
        labels.DOCUMENT_STATE[status.state if status else None],
        status and f"{status.found} ({status.source})",
        status and status.checked,
        ", ".join(charts.sections(document, edition)),
        publisher.of("documents", document).permalink,
    )
