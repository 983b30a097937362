"""Rules on the register of cited documents."""

from __future__ import annotations

from collections.abc import Iterator

from macros.content import formats
from macros.content.faults import Fault
from macros.rules.scope import Scope, printed_dates


def documents(scope: Scope) -> Iterator[Fault]:
    source, report = scope.edition.source, scope.edition.report
    signs = {}
    for path, document in scope.records("documents"):
        if document.sign:
            if document.sign in signs:
                yield scope.fault(
                    "documents",
                    (*path, "sign"),
                    f'số, ký hiệu "{document.sign}" đã có ở văn bản "{signs[document.sign]}": sửa sign, hoặc gộp hai văn bản',
                )
            signs.setdefault(document.sign, document.id)
        if not document.citations:
            yield scope.fault("documents", (*path, "citations"), "cần ít nhất một lần dẫn")
        if document.date and document.date > report.date:
            yield scope.fault(
                "documents",
                (*path, "date"),
                f"ngày {formats.date(document.date)} sau ngày của báo cáo ({formats.date(report.date)}): sửa date cho khớp với bản đối chiếu",
            )
        if document.date and document.year and document.date.year != document.year:
            yield scope.fault(
                "documents",
                (*path, "year"),
                f"năm {document.year} khác năm của ngày {document.date.isoformat()}: bỏ year",
            )
        for number, citation in enumerate(document.citations):
            where = (*path, "citations", number, "printed")
            if not source.has(citation.line, citation.printed):
                yield scope.fault(
                    "documents",
                    where,
                    f"không có ở dòng {citation.line} của bản đối chiếu: chép lại đúng từng chữ, hoặc sửa line",
                )
                continue
            if document.sign and document.sign not in citation.printed:
                yield scope.fault(
                    "documents",
                    where,
                    f'dạng in không có số, ký hiệu "{document.sign}": sửa sign hoặc printed cho khớp với bản đối chiếu',
                )
            dates = printed_dates(citation.printed)
            if dates and dates != [document.date]:
                yield scope.fault(
                    "documents",
                    where,
                    f"ngày in khác ngày đã ghi ({document.date.isoformat() if document.date else 'chưa ghi'}): sửa date cho khớp với bản đối chiếu",
                )
        if document.subject and not any(source.has(c.line, document.subject) for c in document.citations):
            yield scope.fault(
                "documents", (*path, "subject"), "trích yếu không có ở dòng dẫn văn bản: chép lại đúng từng chữ"
            )
