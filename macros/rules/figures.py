"""Rules on figures and on what is derived from them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from macros.content import derive, formats, labels, printed
from macros.content.faults import Fault
from macros.content.model import DRAFT, Figure
from macros.rules.scope import Scope


def figures(scope: Scope) -> Iterator[Fault]:
    source, report = scope.edition.source, scope.edition.report
    drafts = (
        {path for path, _ in scope.loaded.contents[f"data/{scope.edition.id}/figures.yml"].drafts}
        if scope.edition.figures
        else set()
    )
    for path, figure in scope.records("figures"):
        if figure.kind == "unconfirmed" and (*path, DRAFT) not in drafts:
            yield scope.fault(
                "figures",
                (*path, "kind"),
                "số liệu này chưa ghi loại: ghi result, target, count, lower_bound hoặc duration",
            )
        if (figure.value is None) == (figure.ratio is None):
            yield scope.fault("figures", path, "cần đúng một trong hai khóa value và ratio")
            continue
        if figure.ratio and not (figure.ratio.numerator >= 0 and figure.ratio.denominator > 0):
            yield scope.fault(
                "figures",
                (*path, "ratio"),
                f"tỷ số {figure.ratio.numerator}/{figure.ratio.denominator} không thể có: tử số không âm, mẫu số lớn hơn 0",
            )
        if not source.has(figure.line, figure.quote):
            yield scope.fault(
                "figures",
                (*path, "quote"),
                f"câu này không có ở dòng {figure.line} của bản đối chiếu: chép lại đúng từng chữ, hoặc sửa line",
            )
        elif scope.edition.line(figure.line) is None:
            yield scope.fault(
                "figures",
                (*path, "line"),
                f"dòng {figure.line} ở ngoài nội dung báo cáo (dòng {report.first_line} đến {report.last_line})",
            )
        for name in ("printed", "period_printed"):
            text = getattr(figure, name)
            if text and not printed.token(text).search(figure.quote):
                yield scope.fault(
                    "figures", (*path, name), f'"{text}" không có trong câu nguồn (quote): dạng in phải đúng từng ký tự'
                )
        yield from _value(scope, path, figure)
        if figure.ratio is None:
            yield from _bound(scope, path, figure)
        yield from _unit(scope, path, figure)


def _value(scope: Scope, path: tuple[Any, ...], figure: Figure) -> Iterator[Fault]:
    """The value, or the ratio, is what is printed."""
    if figure.ratio:
        expected = formats.ratio(figure.ratio)
        if printed.ratio(figure.printed) != (figure.ratio.numerator, figure.ratio.denominator):
            yield scope.fault(
                "figures",
                (*path, "printed"),
                f'dạng in "{figure.printed}" khác tỷ số {expected}: sửa ratio hoặc printed',
            )
        return
    found = printed.quantity(figure.printed)
    if found is None or found.value != figure.value:
        yield scope.fault(
            "figures",
            (*path, "value"),
            f'giá trị {figure.value} khác dạng in "{figure.printed}": sửa cho khớp với bản đối chiếu',
        )
    elif found.high != figure.high:
        expected = f'ghi high: "{found.high}"' if found.high is not None else "xóa high"
        yield scope.fault("figures", path, f'dạng in "{figure.printed}": {expected}')
    elif found.rest and found.rest not in figure.unit:
        yield scope.fault(
            "figures",
            (*path, "printed"),
            f'chữ "{found.rest}" trong dạng in không có trong unit "{figure.unit}": sửa unit, hoặc bỏ chữ ấy khỏi printed',
        )


def _bound(scope: Scope, path: tuple[Any, ...], figure: Figure) -> Iterator[Fault]:
    """A number that the sentence does not give as exact is not recorded as exact."""
    inside = printed.quantity(figure.printed)
    before = printed.bound_before(_around(figure)[0])
    expected = inside.bound if inside and inside.bound else before[1] if before else None
    stated = figure.bound or ("at_least" if figure.kind == "lower_bound" else None)
    if expected and stated != expected:
        yield scope.fault(
            "figures",
            (*path, "bound") if figure.bound else path,
            f"câu nguồn viết «{before[0] if before else figure.printed}»: ghi bound: {labels.explained(expected)}",
        )


def _unit(scope: Scope, path: tuple[Any, ...], figure: Figure) -> Iterator[Fault]:
    """The words of the unit stand in the sentence, with the scale that follows the number; otherwise a note says why."""
    scale = printed.scale_after(_around(figure)[1])
    if scale and not figure.unit.startswith(scale):
        yield scope.fault(
            "figures",
            (*path, "printed"),
            f'câu nguồn viết «{scale}» ngay sau "{figure.printed}": chép cả chữ ấy vào printed và ghi value đủ giá trị, '
            f'hoặc ghi unit "{scale} {figure.unit}"',
        )
    quote = figure.quote
    for term in scope.edition.terms:
        if term.expansion:
            quote = quote.replace(term.term, f"{term.term} {term.expansion}")
    if figure.unit_note is None and figure.unit.lower() not in quote.lower():
        yield scope.fault(
            "figures",
            (*path, "unit"),
            f'câu nguồn không có chữ "{figure.unit}": sửa unit cho khớp với câu nguồn, hoặc ghi unit_note nói vì sao',
        )


def _around(figure: Figure) -> tuple[str, str]:
    """What the sentence says before and after the printed form."""
    match = printed.token(figure.printed).search(figure.quote)
    return (figure.quote[: match.start()], figure.quote[match.end() :]) if match else ("", "")


def derived(scope: Scope) -> Iterator[Fault]:
    by_id = {f.id: f for f in reversed(scope.edition.figures)}
    readings = Counter(d.reading for d in scope.edition.derived if d.reading)
    for path, derived in scope.records("derived"):
        figures = [by_id[id] for id in derived.figures if id in by_id]
        if len(figures) == len(derived.figures) and not derive.operands_fit(derived, figures):
            needed = "một số liệu có ratio" if derived.operation.startswith("ratio") else "hai số liệu có value"
            yield scope.fault(
                "derived",
                (*path, "figures"),
                f"phép tính {derived.operation} cần {needed}: sửa danh sách này hoặc operation",
            )
        if derived.reading and readings[derived.reading] < 2:
            yield scope.fault(
                "derived",
                (*path, "reading"),
                f'"{derived.reading}" chỉ có một cách hiểu: ghi đủ các cách hiểu, hoặc bỏ reading',
            )
        if not 0 <= derived.decimals <= 6:
            yield scope.fault(
                "derived", (*path, "decimals"), f"số chữ số thập phân phải từ 0 đến 6; gặp {derived.decimals}"
            )
