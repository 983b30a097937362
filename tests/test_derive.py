"""Values that the site computes: exact, rounded half up, with their formula."""

import dataclasses
from decimal import Decimal

import pytest

from macros.content import derive, model
from macros.rules.check import checked
from tests.project import CONTENT


@pytest.fixture(scope="module")
def edition():
    return checked(CONTENT).site.newest


def result(edition, id):
    return derive.compute(edition.record("derived", id), edition)


@pytest.mark.parametrize(
    ("id", "shown", "formula"),
    [
        ("ti-le-thu-tuc-toan-trinh", "92,92%", "105 ÷ 113 × 100"),
        ("chenh-lech-thu-tuc", "8 thủ tục hành chính", "113 − 105"),
        ("ho-ngheo-2022-diem-phan-tram", "17,83%", "14,83 + 3"),
        ("ho-ngheo-2022-phan-tram", "15,29%", "14,83 ÷ (1 − 3 ÷ 100)"),
    ],
)
def test_computes_from_the_recorded_figures(edition, id, shown, formula):
    computed = result(edition, id)
    assert (computed.shown, computed.formula) == (shown, formula)


def test_keeps_the_exact_value(edition):
    assert result(edition, "ti-le-thu-tuc-toan-trinh").value == Decimal(105) / 113 * 100


def test_follows_the_recorded_value(edition):
    figures = tuple(
        dataclasses.replace(figure, value=Decimal("20")) if figure.id == "ho-ngheo-2023" else figure
        for figure in edition.figures
    )
    assert result(dataclasses.replace(edition, figures=figures), "ho-ngheo-2022-diem-phan-tram").shown == "23,00%"


def test_readings_of_one_sentence_come_together(edition):
    readings = derive.readings(edition.record("derived", "ho-ngheo-2022-phan-tram"), edition)
    assert [reading.id for reading in readings] == ["ho-ngheo-2022-diem-phan-tram", "ho-ngheo-2022-phan-tram"]


def test_a_value_without_other_readings_comes_alone(edition):
    alone = edition.record("derived", "chenh-lech-thu-tuc")
    assert derive.readings(alone, edition) == (alone,)


@pytest.mark.parametrize(
    ("operation", "figures", "fits"),
    [
        ("ratio_percent", ["thu-tuc-toan-trinh"], True),
        ("ratio_percent", ["ho-ngheo-2023"], False),
        ("ratio_difference", ["thu-tuc-toan-trinh", "thu-tuc-toan-trinh"], False),
        ("before_points", ["ho-ngheo-2023", "muc-giam-ho-ngheo"], True),
        ("before_points", ["ho-ngheo-2023"], False),
        ("before_points", ["ho-ngheo-2023", "thu-tuc-toan-trinh"], False),
    ],
)
def test_knows_which_figures_an_operation_needs(edition, operation, figures, fits):
    derived = model.Derived(
        id="a", name="a", operation=operation, figures=tuple(figures), decimals=0, unit="%", assumption="a"
    )
    assert derive.operands_fit(derived, [edition.record("figures", id) for id in figures]) is fits


def test_a_fall_of_100_percent_has_no_value_before_it(edition):
    fall = dataclasses.replace(edition.record("figures", "muc-giam-ho-ngheo"), value=Decimal(100))
    derived = edition.record("derived", "ho-ngheo-2022-phan-tram")
    assert derive.operands_fit(derived, [edition.record("figures", "ho-ngheo-2023"), fall]) is False


def test_a_heading_is_of_its_own_section(edition):
    """Lines 19 and 21 open one page; each is cited by its own code."""
    assert [edition.section(line) for line in (3, 5, 19, 21, 45, 121)] == [None, "I", "2", "2.1", "2.2", "III"]


def test_operands_fit_only_in_their_number_and_kind_and_so_do_their_corrections(edition):
    ratio = next(figure for figure in edition.figures if figure.ratio)
    value = next(figure for figure in edition.figures if figure.value is not None)
    percent = next(derived for derived in edition.derived if derived.operation == "ratio_percent")
    points = next(derived for derived in edition.derived if derived.operation == "before_points")
    assert derive.operands_fit(percent, [ratio]) and derive.operands_fit(points, [value, value])
    assert not derive.operands_fit(points, [value])
    corrected = dataclasses.replace(ratio, corrected=value)  # a correction of another kind than what it corrects
    assert not derive.operands_fit(percent, [corrected])


def test_a_ratio_and_two_values_are_computed_as_written(edition):
    ratio = model.Ratio(numerator=1, denominator=3)
    figures = tuple(
        dataclasses.replace(figure, ratio=ratio if figure.ratio else None, value=None if figure.ratio else Decimal(50))
        for figure in edition.figures
    )
    half = dataclasses.replace(edition, figures=figures)
    assert {
        derived.id: (result(half, derived.id).value, result(half, derived.id).formula) for derived in half.derived
    } == {
        "ti-le-thu-tuc-toan-trinh": (Decimal(1) / 3 * 100, "1 ÷ 3 × 100"),
        "chenh-lech-thu-tuc": (Decimal(2), "3 − 1"),
        "ho-ngheo-2022-diem-phan-tram": (Decimal(100), "50 + 50"),
        "ho-ngheo-2022-phan-tram": (Decimal(100), "50 ÷ (1 − 50 ÷ 100)"),
    }


def test_a_value_is_rounded_half_up_to_its_decimals(edition):
    derived = dataclasses.replace(edition.record("derived", "chenh-lech-thu-tuc"), decimals=1)
    for value, rounded, shown in (
        ("0.25", "0.3", "0,3 thủ tục hành chính"),
        ("-0.25", "-0.3", None),
        ("2", "2.0", None),
    ):
        computed = derive.Result(derived, Decimal(value), "")
        assert str(computed.rounded) == rounded
        assert shown is None or computed.shown == shown
    percent = dataclasses.replace(derived, unit="%")
    assert derive.Result(percent, Decimal("0.25"), "").shown == "0,3%"


def test_a_correction_of_one_operand_gives_a_corrected_value_beside(edition):
    fix = model.FigureCorrection(printed="13%", value=Decimal(13), date=edition.report.date, source="a")
    figures = tuple(
        dataclasses.replace(figure, corrected=fix) if figure.id == "ho-ngheo-2023" else figure
        for figure in edition.figures
    )
    fixed = dataclasses.replace(edition, figures=figures)
    both = result(fixed, "ho-ngheo-2022-diem-phan-tram")
    assert (both.value, both.corrected.value, both.corrected.formula) == (Decimal("17.83"), Decimal(16), "13 + 3")
    assert both.corrected.corrected is None
    assert result(fixed, "chenh-lech-thu-tuc").corrected is None


@pytest.mark.parametrize(
    ("operation", "values", "fits"),
    [
        ("before_points", (1, 100), True),
        ("before_relative", (1, 100), False),
        ("before_relative", (100, 1), True),
        ("before_relative", (1, 101), True),
        ("before_points", (1, None), False),
        ("before_points", (1, 2, 3), False),
        ("ratio_percent", (1,), False),
        ("ratio_difference", (), False),
    ],
)
def test_an_operation_has_the_operands_that_it_can_be_done_with(edition, operation, values, fits):
    derived = dataclasses.replace(edition.record("derived", "ho-ngheo-2022-phan-tram"), operation=operation)
    figure = edition.record("figures", "ho-ngheo-2023")
    figures = [dataclasses.replace(figure, value=value and Decimal(value)) for value in values]
    assert derive.operands_fit(derived, figures) is fits


def test_a_reading_comes_with_those_of_its_sentence_only(edition):
    other = dataclasses.replace(edition.record("derived", "chenh-lech-thu-tuc"), reading="khac")
    told = dataclasses.replace(edition, derived=(*edition.derived, other))
    assert derive.readings(other, told) == (other,)
