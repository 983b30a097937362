"""Rules on the register of cited documents."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from macros.content import formats, labels, printed
from macros.content.faults import Fault
from macros.content.model import Document
from macros.rules.scope import Scope


def documents(scope: Scope) -> Iterator[Fault]:
    source, report = scope.edition.source, scope.edition.report
    signs: dict[tuple[Any, ...], str] = {}
    for path, document in scope.records("documents"):
        if document.sign:
            same = (document.sign, document.issuer, document.date or document.year)
            if same in signs:
                yield scope.fault(
                    "documents",
                    (*path, "sign"),
                    f'số, ký hiệu "{document.sign}" đã có ở văn bản "{signs[same]}": sửa sign, hoặc gộp hai văn bản',
                )
            signs.setdefault(same, document.id)
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
            yield from _date(scope, where, document, citation.printed)
            yield from _kind(scope, where, document, citation.printed)
        if document.subject and not any(source.has(c.line, document.subject) for c in document.citations):
            yield scope.fault(
                "documents", (*path, "subject"), "trích yếu không có ở dòng dẫn văn bản: chép lại đúng từng chữ"
            )


def _date(scope: Scope, where: tuple[Any, ...], document: Document, text: str) -> Iterator[Fault]:
    """The date of a document is the one printed with its sign, as far as that goes."""
    after = text.partition(document.sign)[2] if document.sign else text
    found = printed.dates(after)
    full = next((date for date in found if date.day), None)
    shown = full or (found[0] if found and document.sign else None)
    if shown is None:
        return
    if document.date:
        wrong = not shown.is_of(document.date)
        recorded = document.date.isoformat()
    else:
        wrong = full is not None or (document.year or shown.year) != shown.year
        recorded = f"năm {document.year}" if document.year else "chưa ghi"
    if wrong:
        message = f"ngày in khác ngày đã ghi ({recorded}): sửa date cho khớp với bản đối chiếu"
        yield scope.fault("documents", where, message)


_NAMES = sorted(labels.DOCUMENT_TYPE.items(), key=lambda item: -len(item[1]))


def _kind(scope: Scope, where: tuple[Any, ...], document: Document, text: str) -> Iterator[Fault]:
    """The kind of a document is the one that its printed name begins with, and one that its sign can stand for."""
    kind = next((code for code, name in _NAMES if text.lower().startswith(name.lower())), None)
    if kind and kind != document.type:
        told = f"chữ in là «{labels.DOCUMENT_TYPE[kind]}» nhưng type là {labels.explained(document.type)}"
        yield scope.fault("documents", (*where[:2], "type"), f"{told}: ghi type: {kind}")
    allowed = printed.kinds_of_sign(document.sign) if document.sign and not kind else set()
    if allowed and document.type not in allowed:
        meant = " hoặc ".join(labels.explained(code) for code in sorted(allowed))
        told = f'ký hiệu "{document.sign}" là của {meant}, type là {labels.explained(document.type)}'
        yield scope.fault("documents", (*where[:2], "type"), f"{told}: sửa type hoặc sign")
