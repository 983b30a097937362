"""Rules on the notes on the article's text, and on the words that stand in pages as they are."""

from __future__ import annotations

import re
from collections.abc import Iterator

from macros.content import printed
from macros.content.faults import Fault
from macros.rules.scope import Scope

_BLAME = re.compile(
    r"(?<!\w)(?:cẩu thả|ẩu|tùy tiện|tắc trách|vô trách nhiệm|yếu kém|dốt|gian dối|lừa dối)(?!\w)",
    re.IGNORECASE,
)


def errata(scope: Scope) -> Iterator[Fault]:
    for path, erratum in scope.records("errata"):
        if erratum.treatment != "leave" and erratum.note is None:
            yield scope.fault(
                "errata",
                path,
                f"treatment là {erratum.treatment} thì cần note: thêm note, hoặc đổi treatment thành leave",
            )
        if erratum.treatment == "leave" and erratum.note is not None:
            yield scope.fault(
                "errata",
                (*path, "note"),
                "treatment là leave thì không có note: xóa note, hoặc đổi treatment thành annotate",
            )
        for key in ("problem", "note"):
            if blame := _BLAME.search(getattr(erratum, key) or ""):
                message = f'"{blame[0]}" chê người viết: nói về câu chữ, không nói về cơ quan'
                yield scope.fault("errata", (*path, key), message)
        if not erratum.places:
            yield scope.fault("errata", (*path, "places"), "cần ít nhất một chỗ")
        for number, place in enumerate(erratum.places):
            if not scope.edition.source.has(place.line, place.printed):
                yield scope.fault(
                    "errata",
                    (*path, "places", number, "printed"),
                    f"không có ở dòng {place.line} của bản đối chiếu: chép lại đúng từng chữ, hoặc sửa line",
                )


def literals(scope: Scope) -> Iterator[Fault]:
    for path, literal in scope.records("literals"):
        lines = literal.lines or [line.number for line in scope.edition.lines]
        if not any(printed.token(literal.text).search(scope.edition.source.line(line)) for line in lines):
            yield scope.fault("literals", (*path, "text"), "chữ này không có trong bản đối chiếu: xóa mục này")
        for figure in scope.edition.figures:
            if literal.text == figure.printed and not literal.lines:
                message = f'đây là số liệu "{figure.id}": xóa mục này, viết {{{{ figure("{figure.id}") }}}} trong trang'
                yield scope.fault("literals", (*path, "text"), message)
