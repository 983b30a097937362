"""Rules on organisations, terms and contacts."""

from __future__ import annotations

import re
from collections.abc import Iterator

from macros.content.faults import Fault
from macros.rules.scope import Scope


def organisations(scope: Scope) -> Iterator[Fault]:
    text = "\n".join(scope.edition.source.line(n) for n in range(1, len(scope.edition.source.lines) + 1))
    owners: dict[str, str] = {}
    for path, organisation in scope.records("organisations"):
        for number, variant in enumerate(organisation.variants):
            where = (*path, "variants", number)
            if variant in owners:
                yield scope.fault(
                    "organisations",
                    where,
                    f'dạng tên "{variant}" đã thuộc "{owners[variant]}": mỗi dạng tên chỉ thuộc một đơn vị, xóa một dòng',
                )
            owners.setdefault(variant, organisation.id)
            if variant not in text:
                yield scope.fault(
                    "organisations", where, "dạng tên này không có trong bản đối chiếu: chép lại đúng từng chữ"
                )


def terms(scope: Scope) -> Iterator[Fault]:
    for path, term in scope.records("terms"):
        if term.expanded_in_source != (term.line is not None):
            yield scope.fault(
                "terms", path, "expanded_in_source: true và line phải có cùng nhau: thêm khóa còn thiếu, hoặc bỏ cả hai"
            )
        elif term.line and not scope.edition.source.has(term.line, term.expansion or term.term):
            yield scope.fault("terms", (*path, "line"), f"dòng {term.line} của bản đối chiếu không có dạng đầy đủ này")
        if term.expansion is None and term.definition is None and term.note is None:
            yield scope.fault(
                "terms", path, "cần ít nhất một trong các khóa expansion, definition, note: thêm một khóa"
            )


def contacts(scope: Scope) -> Iterator[Fault]:
    for path, contact in scope.records("contacts"):
        if contact.printed is None and contact.missing is None and contact.note is None:
            yield scope.fault("contacts", path, "cần ít nhất một trong các khóa printed, missing, note: thêm một khóa")
        if contact.printed and not scope.edition.source.has(contact.line, contact.printed):
            yield scope.fault(
                "contacts",
                (*path, "printed"),
                f"không có ở dòng {contact.line} của bản đối chiếu: chép lại đúng từng chữ",
            )
        if contact.href:
            digits = re.sub(r"\D", "", contact.printed or "").removeprefix("0")
            expected = f"tel:+84{digits}" if contact.href.startswith("tel:") else f"mailto:{contact.printed}"
            if contact.printed is None:
                yield scope.fault(
                    "contacts", (*path, "href"), "có href mà không có printed: thêm printed, hoặc xóa href"
                )
            elif contact.href != expected:
                yield scope.fault(
                    "contacts", (*path, "href"), f'liên kết khác giá trị in "{contact.printed}": viết "{expected}"'
                )
