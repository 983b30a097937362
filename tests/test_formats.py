"""Vietnamese numbers, dates and alphabetical order."""

import datetime
from decimal import Decimal

import pytest

from macros.content import formats


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [
        (Decimal("14.83"), None, "14,83"),
        (105, None, "105"),
        (Decimal("1234.5"), None, "1.234,5"),
        (1234567, None, "1.234.567"),
        (Decimal("92.9203"), 2, "92,92"),
        (Decimal("15.285"), 2, "15,29"),
        (Decimal("15.2849"), 2, "15,28"),
        (Decimal(8), 0, "8"),
        (Decimal("-3.5"), None, "-3,5"),
        (Decimal("1E+3"), None, "1.000"),
        (Decimal("0.10"), None, "0,10"),
    ],
)
def test_writes_a_number_with_decimal_comma_and_thousands_point(value, decimals, text):
    assert formats.number(value, decimals) == text


@pytest.mark.parametrize(
    ("printed", "value"),
    [
        ("14,83%", "14.83"),
        ("3%", "3"),
        ("03", "3"),
        ("105", "105"),
        ("1.234", "1234"),
        ("1.234,5", "1234.5"),
        ("14,83 %", "14.83"),
        ("105/113", None),
        ("14.83", None),
        ("1.23", None),
        ("1,2,3", None),
        ("", None),
        ("ba", None),
        ("٣", None),
    ],
)
def test_reads_a_number_as_printed(printed, value):
    assert formats.parse_number(printed) == (None if value is None else Decimal(value))


@pytest.mark.parametrize(
    ("date", "short", "long"),
    [  # Decree 30/2020: a leading zero for days under 10 and for months 1 and 2 only
        ((2017, 4, 4), "04/4/2017", "ngày 04 tháng 4 năm 2017"),
        ((2023, 1, 4), "04/01/2023", "ngày 04 tháng 01 năm 2023"),
        ((2023, 2, 28), "28/02/2023", "ngày 28 tháng 02 năm 2023"),
        ((2021, 3, 15), "15/3/2021", "ngày 15 tháng 3 năm 2021"),
        ((2023, 12, 11), "11/12/2023", "ngày 11 tháng 12 năm 2023"),
    ],
)
def test_writes_dates_by_decree_30(date, short, long):
    assert (formats.date(datetime.date(*date)), formats.long_date(datetime.date(*date))) == (short, long)


def test_sorts_by_the_vietnamese_alphabet():
    ordered = ["105", "an", "ăn", "ân", "be", "da", "đa", "Đảng", "e", "ê", "o", "ô", "ơ", "u", "ư", "x", "y"]
    assert sorted(reversed(ordered), key=formats.sort_key) == ordered  # noqa: C414 (it must not be in order before)


def test_tones_decide_only_between_equal_letters():
    ordered = ["ma", "mà", "mả", "mã", "má", "mạ", "mai"]
    assert sorted(reversed(ordered), key=formats.sort_key) == ordered  # noqa: C414 (it must not be in order before)


def test_sorts_composed_and_decomposed_letters_alike():
    assert formats.sort_key("Sở") == formats.sort_key("So\u031b\u0309")


@pytest.mark.parametrize(
    ("text", "letter"),
    [("Ủy ban", "U"), ("đơn vị", "Đ"), ("Ứng dụng", "Ư"), ("Ảnh", "A"), ("Ẩn", "Â"), ("3% hộ", "0–9"), ("«x»", "0–9")],
)
def test_the_letter_that_a_list_puts_a_text_under(text, letter):
    assert formats.initial(text) == letter
