"""Charts are drawn to the unit: where each dot, bar, line and break stands, from small records."""

from __future__ import annotations

import dataclasses
import datetime
from decimal import Decimal

import pytest

from macros.content.load import Loaded
from macros.content.model import Break, Edition, FigureCorrection, Member
from macros.content.series import Point
from macros.rendering import charts
from macros.rendering.charts import Bar, Dot, Ruler


def test_a_ratio_fills_rows_of_nineteen(loaded: Loaded) -> None:
    figure = next(figure for figure in loaded.site.newest.figures if figure.ratio)
    ratio = dataclasses.replace(figure.ratio, numerator=1, denominator=21)
    dots = charts.ratio_dots(dataclasses.replace(figure, ratio=ratio))
    assert (dots[0], dots[1], dots[18], dots[19], dots[20]) == (
        Dot(9.5, 9.5, True),
        Dot(28.4, 9.5, False),
        Dot(350.5, 9.5, False),
        Dot(9.5, 28.4, False),
        Dot(28.4, 28.4, False),
    )


def test_bars_have_one_scale_and_a_row_each() -> None:
    assert charts.bars({"a": 3, "b": 6}, top=10) == [
        Bar("a", ("a",), "3", 72.0, 10, False),
        Bar("b", ("b",), "6", 144.0, 38, False),
    ]


def test_readings_stand_below_what_is_printed_on_one_scale(edition: Edition) -> None:
    """The longest has room for its number."""
    readings = tuple(derived for derived in edition.derived if derived.figures[0] == "ho-ngheo-2023")
    printed, points, percent = charts.reading_bars(readings, edition)
    assert printed == Bar(
        "Tỷ lệ hộ nghèo năm 2023: in trong báo cáo (mục tiêu)",
        ("Tỷ lệ hộ nghèo năm 2023:", "in trong báo cáo (mục tiêu)"),
        "14,83%",
        241.2,
        0,
        False,
    )
    assert (points.shown, points.width, points.y, points.computed) == ("17,83%", 290.0, 76, True)
    assert (percent.shown, percent.width, percent.y, percent.computed) == ("15,29%", 248.7, 152, True)


@pytest.fixture
def three(edition: Edition) -> Edition:
    """Documents of the first day of a year, of a year alone, under a long name, and of the middle of the next."""
    document = next(document for document in edition.documents if document.date)

    def made(id: str, date: datetime.date | None, sign: str, year: int | None = None) -> object:
        return dataclasses.replace(document, id=id, date=date, year=year, sign=sign)

    documents = (
        made("c", datetime.date(2023, 7, 2), "3/C"),
        made("b", None, "Một ký hiệu rất dài của một văn bản", 2022),
        made("a", datetime.date(2022, 1, 1), "1/A"),
    )
    return dataclasses.replace(edition, documents=documents)


def test_documents_stand_in_time(three: Edition) -> None:
    years, rows = charts.timeline(three)
    assert years == [2022, 2023, 2024]
    assert [charts.year_x(year, years) for year in years] == [176.0, 264.0, 352.0]
    assert [(row.document.id, row.lines, row.y, row.dot) for row in rows] == [
        ("a", ("1/A",), 24, Dot(176.0, 32, True)),
        ("b", ("Một ký hiệu rất dài", "của một văn bản"), 52, Dot(220.0, 60, False)),
        ("c", ("3/C",), 98, Dot(307.8, 106, True)),
    ]


def test_documents_without_a_date_are_apart(three: Edition) -> None:
    undated = dataclasses.replace(three.documents[1], year=None)
    told = dataclasses.replace(three, documents=(undated,))
    assert charts.timeline(told) == ([], [])
    assert charts.undated(told) == [undated] and charts.undated(three) == []


def point(edition: Edition, period: str, value: str, scale: int = 0, **more: object) -> Point:
    """A figure without a correction in a series; `change` begins another run of it."""
    change, figure = more.pop("change", None), edition.record("figures", "ho-ngheo-2023")
    figure = dataclasses.replace(figure, value=Decimal(value), **({"kind": "result", "printed": value} | more))
    return Point(Member(edition="2023", figure=figure.id, period=period, change=change), edition, figure, scale, scale)


def test_a_series_is_drawn_from_zero_by_period(edition: Edition) -> None:
    points = (
        point(edition, "2021", "10", high=Decimal(20)),
        point(edition, "2022", "5"),
        point(edition, "2023", "20", kind="target"),
    )
    drawing = charts.series_drawing(points)
    assert [(mark.lines, mark.top, mark.dot, mark.end) for mark in drawing.marks] == [
        (("Năm 2021: 10",), 24, Dot(268.0, 34, True), Dot(352.0, 34, True)),
        (("Năm 2022: 5",), 54, Dot(226.0, 64, True), None),
        (("Năm 2023: 20, mục\u00a0tiêu",), 84, Dot(352.0, 94, False), None),
    ]
    assert drawing.height == 114
    assert drawing.rulers == (Ruler(184.0, 18, 104),)
    assert drawing.lines == ((Dot(268.0, 34, True), Dot(226.0, 64, True)),)
    assert drawing.breaks == ()


@pytest.mark.parametrize(("what", "down"), [(("unit", "scope"), 44), (("method",), 32)])
def test_a_break_has_room_for_its_words_and_another_unit_a_scale_of_its_own(
    edition: Edition, what: tuple[str, ...], down: int
) -> None:
    change = Break(what=what, why="Thử.")
    points = (
        point(edition, "2021", "-10"),
        point(edition, "2022", "1000", scale=int("unit" in what), change=change),
    )
    drawing = charts.series_drawing(points)
    first, second = drawing.marks
    names = {"unit": "đơn vị", "scope": "phạm vi", "method": "cách tính, cách đếm"}
    assert drawing.breaks == ((66, "Ngắt: đổi " + ", ".join(names[code] for code in what)),)
    assert (first.top, second.top) == (24, 54 + down)
    if "unit" in what:
        assert (first.dot.x, second.dot.x) == (184.0, 352.0)
        assert drawing.rulers == (Ruler(352.0, 18, 44), Ruler(184.0, 48 + down, 74 + down))
    else:
        assert (first.dot.x, second.dot.x) == (184.0, 352.0)
        assert drawing.rulers == (Ruler(185.7, 18, 74 + down),)


def test_a_series_of_nothing_but_zero_stands_on_its_ruler(edition: Edition) -> None:
    (mark,) = charts.series_drawing((point(edition, "2021", "0"),)).marks
    assert mark.dot.x == 184.0


def test_a_correction_by_the_issuer_stands_beside_what_was_printed(edition: Edition) -> None:
    corrected = FigureCorrection(
        printed="12",
        value=Decimal(12),
        date=datetime.date(2024, 2, 1),
        source="Nguồn",
    )
    (mark,) = charts.series_drawing((point(edition, "2021", "10", corrected=corrected),)).marks
    assert " ".join(mark.lines) == "Năm 2021: 10 (đính chính: 12)"


def test_colours_are_written_out_where_there_is_no_style_sheet() -> None:
    assert charts.literal_colours('<circle class="c-accent"/><rect class="c-open"/>') == (
        '<circle fill="#0a5a5e"/><rect fill="none" stroke="#7c776a" stroke-dasharray="4 3"/>'
    )


def test_a_document_is_counted_once_in_each_section(edition: Edition) -> None:
    document = next(document for document in edition.documents if document.citations)
    twice = dataclasses.replace(document, citations=document.citations * 2)
    assert charts.sections(twice, edition) == charts.sections(document, edition)


def test_the_documents_of_the_report_stand_in_time(edition: Edition) -> None:
    years, rows = charts.timeline(edition)
    assert years == list(range(2009, 2025))
    assert [(row.document.id, row.lines, row.y, row.dot.x) for row in rows[:8]] == [
        ("21-nq-cp", ("21/NQ-CP",), 24, 180.2),
        ("luat-khieu-nai", ("Luật Khiếu nại năm", "2011"), 52, 205.3),
        (
            "luat-sua-doi-phong-chong-tham-nhung",
            ("Luật sửa đổi, bổ sung", "một số điều của Luật", "Phòng, chống tham", "nhũng (năm 2012)"),
            98,
            217.1,
        ),
        ("luat-tiep-cong-dan", ("Luật Tiếp công dân năm", "2013"), 180, 228.8),
        ("90-2013-nd-cp", ("90/2013/NĐ-CP",), 226, 230.0),
        ("02-2014-tt-ttcp", ("02/2014/TT-TTCP",), 254, 238.4),
        ("04-2015-nd-cp", ("04/2015/NĐ-CP",), 282, 246.7),
        ("01-2016-tt-bnv", ("01/2016/TT-BNV",), 310, 258.5),
    ]
    assert [charts.year_x(year, years) for year in (2009, 2010, 2024)] == [176.0, 187.7, 352.0]
    assert [document.id for document in charts.undated(edition)] == ["luat-tiep-can-thong-tin", "13-2018-nd-cp"]


def test_the_last_day_of_a_leap_year_is_before_the_next_year(three: Edition) -> None:
    last = dataclasses.replace(three.documents[0], date=datetime.date(2024, 12, 31))
    _, (row,) = charts.timeline(dataclasses.replace(three, documents=(last,)))
    assert row.dot.x == 351.5


def test_a_line_beside_a_mark_has_25_letters_beside_a_document_22(edition: Edition, three: Edition) -> None:
    def lines(printed: str) -> int:
        return len(charts.series_drawing((point(edition, "2021", "1", printed=printed),)).marks[0].lines)

    assert (lines("1" * 15), lines("1" * 16)) == (1, 2)
    sign = "mười chữ ở 123456789012"
    for length, rows in ((22, 1), (23, 2)):
        document = dataclasses.replace(three.documents[0], sign=sign[:length])
        assert len(charts.timeline(dataclasses.replace(three, documents=(document,)))[1][0].lines) == rows


def test_what_is_printed_may_be_the_longest(edition: Edition) -> None:
    readings = tuple(derived for derived in edition.derived if derived.figures[0] == "ho-ngheo-2023")
    figures = tuple(
        dataclasses.replace(figure, value=Decimal(-20 if figure.id == "muc-giam-ho-ngheo" else 100))
        for figure in edition.figures
    )
    printed, points, _ = charts.reading_bars(readings, dataclasses.replace(edition, figures=figures))
    assert (printed.width, points.width) == (290.0, 232.0)


def test_what_is_printed_is_of_the_first_reading(edition: Edition) -> None:
    points, percent = (derived for derived in edition.derived if derived.reading)
    turned = dataclasses.replace(percent, figures=("muc-giam-ho-ngheo", "ho-ngheo-2023"))
    assert charts.reading_bars((points, turned), edition)[0].shown == "14,83%"


def test_bars_begin_at_the_top() -> None:
    assert [bar.y for bar in charts.bars({"a": 1, "b": 2, "c": 3})] == [0, 28, 56]


def test_dots_stand_in_the_columns_asked_for(loaded: Loaded) -> None:
    figure = loaded.site.newest.record("figures", "thu-tuc-toan-trinh")
    dots = charts.ratio_dots(figure, 2)
    assert dots[:3] == [Dot(90.0, 90.0), Dot(270.0, 90.0), Dot(90.0, 270.0)]
    assert [dot.filled for dot in dots].count(True) == 105 and len(dots) == 113


def test_sections_that_cite_a_document_are_named_in_order(edition: Edition) -> None:
    document = edition.record("documents", "90-2013-nd-cp")
    citations = tuple(dataclasses.replace(document.citations[0], line=line) for line in (3, 81, 61, 21))
    assert charts.sections(dataclasses.replace(document, citations=citations), edition) == ["2.4", "2.3", "2.1"]


def test_each_unit_has_its_ruler_down_to_its_last_mark(edition: Edition) -> None:
    change = Break(what=("unit",), why="Thử.")
    points = (
        point(edition, "2020", "5"),
        point(edition, "2021", "-5"),
        point(edition, "2022", "7", scale=1, change=change),
        point(edition, "2023", "8", scale=1),
    )
    drawing = charts.series_drawing(points)
    assert drawing.rulers == (Ruler(268.0, 18, 74), Ruler(184.0, 122, 178))
    assert [mark.dot.x for mark in drawing.marks] == [352.0, 184.0, 331.0, 352.0]
    assert drawing.height == 188
