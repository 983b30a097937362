"""The workbook of figures and documents for office work: numbers as numbers, caveats on the row."""

from __future__ import annotations

import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import xlsxwriter
from xlsxwriter import Workbook

from macros.content import derive, fingerprint, formats, labels
from macros.content.dates import newest_date
from macros.content.load import Loaded
from macros.content.model import Edition
from macros.datasets.published import PublishedFigure, Publisher
from macros.rendering import charts
from macros.site import files

DERIVED_NOTE = "Tính toán của trang web này, không có trong báo cáo"
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
        _sheet(book, "Giá trị tính", _DERIVED, [_derived(derive.compute(d, edition)) for d in edition.derived])
        _sheet(book, "Văn bản", _REGISTER, [_document(d, edition, publisher) for d in edition.documents])
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
    for number, row in enumerate(rows, 1):
        for column, value in enumerate(row):
            if isinstance(value, datetime.date):
                sheet.write_datetime(number, column, value, dated)
            elif isinstance(value, (int, Decimal)):
                sheet.write_number(number, column, value, plain)
            elif value is not None:
                sheet.write_string(number, column, value, plain)
    sheet.freeze_panes(1, 2 if len(head) > 2 else 0)
    sheet.autofilter(0, 0, len(rows), len(head) - 1)
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)


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
        correction and f"{correction.printed} ({formats.date(correction.date)}, {correction.source})",
        "\n".join(figure.caveats) or None,
        extra.sources[0].section,
        figure.quote,
        extra.permalink,
    )


def _derived(result: derive.Result) -> tuple[Any, ...]:
    derived = result.derived
    return derived.id, derived.name, result.rounded, derived.unit, result.formula, derived.assumption, DERIVED_NOTE


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
