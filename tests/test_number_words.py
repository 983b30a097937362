"""Numbers in words, and numbers that a text has: as people write them, at the edges."""

from decimal import Decimal

import pytest

from macros.rules import coherence, letters, names, report, words


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("không", "0"),
        ("sáu", "6"),
        ("bảy", "7"),
        ("bẩy", "7"),
        ("tám", "8"),
        ("ba mươi lăm", "35"),
        ("bốn mươi mốt", "41"),
        ("hai ngàn", "2000"),
        ("năm tỉ", "5000000000"),
        ("năm", "5"),
        ("mười", "10"),
        ("mười lăm", "15"),
        ("hai mươi mốt", "21"),
        ("chín mươi", "90"),
        ("một trăm", "100"),
        ("một trăm linh năm", "105"),
        ("hai trăm ba mươi tư", "234"),
        ("một nghìn", "1000"),
        ("nghìn", "1000"),
        ("hai nghìn không trăm hai mươi ba", "2023"),
        ("ba triệu hai trăm nghìn", "3200000"),
        ("một tỷ hai", "1000000002"),
        ("mười bốn phẩy tám ba", "14.83"),
        ("mười bốn phảy không năm", "14.05"),
        ("Ba", "3"),
    ],
)
def test_a_number_is_read_from_vietnamese_words(text, number):
    assert words.spelled(text) == Decimal(number)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("one", 1),
        ("nineteen", 19),
        ("Twenty", 20),
        ("ninety", 90),
        ("twenty-one", 21),
        ("thirty five", 35),
        ("some five", 5),
        ("five some", None),
        ("many", None),
        ("zero", 0),
    ],
)
def test_a_number_is_read_from_english_words(text, number):
    assert words.english(text) == number


@pytest.mark.parametrize(
    ("text", "number", "printed"),
    [
        ("14,83%", "14,83%", True),
        ("là 3", "3", True),
        ("13", "3", False),
        ("a13", "3", False),
        ("1.3", "3", False),
        ("1,3", "3", False),
        ("12 ,3", "3", True),
        ("a,3", "3", True),
        ("31", "3", False),
        ("3 1", "3", True),
        ("3x", "3", True),
        ("31x", "3", False),
        ("31 và 3", "3", True),
        ("313 và 23", "3", False),
        ("", "3", False),
    ],
)
def test_a_number_is_printed_where_it_is_no_part_of_a_longer_one(text, number, printed):
    assert coherence._prints(text, number) is printed


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a" * 60, "a" * 60),
        ("a" * 30 + " " + "b" * 29, "a" * 30 + " " + "b" * 29),
        ("a" * 30 + " " + "b" * 30, "a" * 30 + " …"),
        ("a" * 30 + " " + "b" * 28 + " c d", "a" * 30 + " " + "b" * 28 + " …"),
    ],
)
def test_a_long_line_is_quoted_to_its_last_whole_word(text, shown):
    assert report._beginning(text) == shown


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("a b c d", "a b c x", True),
        ("a b c d", "a b x y", False),
        ("a b c d", "a b c", True),
        ("a", "a b c d e", True),
        ("a b", "a c", False),
        ("a b c d e f g h", "a b c d e f x y", True),
        ("a b c d e f g h", "a b c d e x y z", False),
    ],
)
def test_names_are_alike_by_three_words_in_four(one, other, alike):
    assert names._alike(set(one.split()), set(other.split())) is alike


@pytest.mark.parametrize(
    ("initials", "letters", "nearly"),
    [
        ("TTHC", "TTHC", False),
        ("TTHX", "TTHC", True),
        ("TTXY", "TTHC", True),
        ("TXYZ", "TTHC", False),
        ("TTHCC", "TTHC", False),
        ("XYZW", "TTHC", False),
        ("AX", "ABC", False),
        ("ABX", "ABC", True),
    ],
)
def test_letters_that_are_partly_the_initials_are_a_slip_and_foreign_ones_are_not(initials, letters, nearly):
    assert names._nearly(initials, letters) is nearly


@pytest.mark.parametrize(
    ("one", "other", "shortens"),
    [
        ("UBND tỉnh", "Ủy ban nhân dân tỉnh", True),
        ("Ủy ban nhân dân tỉnh", "UBND tỉnh", True),
        ("Sở LĐ-TB&XH", "Sở Lao động - Thương binh và Xã hội", True),
        ("UBMT", "Ủy ban nhân dân", False),
        ("Sở A", "Sở An", False),
    ],
)
def test_an_abbreviation_has_its_letters_in_order_among_the_initials(one, other, shortens):
    assert names._shortens(one, other) is shortens


def test_words_with_letters_that_english_has_not_are_counted():
    assert letters._vietnamese("Một hai ba bốn") == 2
