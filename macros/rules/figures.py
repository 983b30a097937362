"""Rules on figures and on what is derived from them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from macros.content import derive, formats
from macros.content.faults import Fault
from macros.rules.scope import Scope


def figures(scope: Scope) -> Iterator[Fault]:
    source, report = scope.edition.source, scope.edition.report
    for path, figure in scope.records("figures"):
        if (figure.value is None) == (figure.ratio is None):
            yield scope.fault("figures", path, "cần đúng một trong hai khóa value và ratio")
            continue
        if (figure.ratio and not 0 <= figure.ratio.numerator <= figure.ratio.denominator) or (
            figure.ratio and figure.ratio.denominator == 0
        ):
            yield scope.fault(
                "figures",
                (*path, "ratio"),
                f"tỷ số {figure.ratio.numerator}/{figure.ratio.denominator} không thể có: tử số phải từ 0 đến mẫu số, mẫu số lớn hơn 0",
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
            if text and not re.search(rf"(?<![\d.,]){re.escape(text)}(?!\d)", figure.quote):
                yield scope.fault(
                    "figures", (*path, name), f'"{text}" không có trong câu nguồn (quote): dạng in phải đúng từng ký tự'
                )
        if figure.ratio:
            expected = formats.ratio(figure.ratio)
            if figure.printed != expected:
                yield scope.fault(
                    "figures",
                    (*path, "printed"),
                    f'dạng in "{figure.printed}" khác tỷ số {expected}: sửa ratio hoặc printed',
                )
        elif formats.parse_number(figure.printed) != figure.value:
            yield scope.fault(
                "figures",
                (*path, "value"),
                f'giá trị {figure.value} khác dạng in "{figure.printed}": sửa cho khớp với bản đối chiếu',
            )


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
