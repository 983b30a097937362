"""What the words of an official text say: quantities, ratios, dates, signs; and the rules that compare records with them."""

import datetime
from decimal import Decimal

import pytest

from macros.content import printed
from macros.content.load import load
from macros.content.printed import PrintedDate
from macros.rendering.macros import SIGNATURES, MacroError, Renderer

FIGURES = "data/2023/figures.yml"
DOCUMENTS = "data/2023/documents.yml"

QUANTITIES = {  # printed → value, high, bound, what follows
    "14,83%": ("14.83", None, None, ""),
    "03": ("3", None, None, ""),
    "1.250": ("1250", None, None, ""),
    "-2,5%": ("-2.5", None, None, ""),
    "âm 3,2%": ("-3.2", None, None, ""),
    "1.200-1.500": ("1200", "1500", None, ""),
    "12 đến 15%": ("12", "15", None, ""),
    "gần 3": ("3", None, "nearly", ""),
    "trên 40": ("40", None, "over", ""),
    "khoảng 41 tỷ đồng": ("41000000000", None, "about", "đồng"),
    "20,63 tỷ USD": ("20630000000", None, None, "USD"),
    "1,5 nghìn tỷ đồng": ("1500000000000", None, None, "đồng"),
    "352000000 đồng": ("352000000", None, None, "đồng"),
    "hai đợt": ("2", None, None, "đợt"),
    "hai mươi mốt": ("21", None, None, ""),
    "một trăm lẻ năm": ("105", None, None, ""),
}


@pytest.mark.parametrize(("text", "expected"), QUANTITIES.items())
def test_a_quantity(text, expected):
    value, high, bound, rest = expected
    found = printed.quantity(text)
    assert (found.value, found.high, found.bound, found.rest) == (Decimal(value), high and Decimal(high), bound, rest)


@pytest.mark.parametrize("text", ["", "từ", "05/8", "14.83%", "14,83,2", "x3", "3x", "khoảng"])
def test_no_quantity(text):
    assert printed.quantity(text) is None


RATIOS = {"105/113": (105, 113), "08/9": (8, 9), "42.493/40.300": (42493, 40300), "một phần ba": (1, 3), "3": None}


@pytest.mark.parametrize(("text", "expected"), RATIOS.items())
def test_a_ratio(text, expected):
    assert printed.ratio(text) == expected


DATES = {
    "ngày 08 tháng 12 năm 2020": PrintedDate(2020, 12, 8),
    "08/12/2020": PrintedDate(2020, 12, 8),
    "8-12-2020": PrintedDate(2020, 12, 8),
    "8.12.2020": PrintedDate(2020, 12, 8),
    "tháng 12/2020": PrintedDate(2020, 12),
    "tháng 12 năm 2020": PrintedDate(2020, 12),
    "năm 2011": PrintedDate(2011),
}


@pytest.mark.parametrize(("text", "expected"), DATES.items())
def test_a_date(text, expected):
    assert printed.dates(f"Văn bản số 1/BC-X {text} của tỉnh") == [expected]
    assert expected.is_of(datetime.date(expected.year, 12, 8))
    assert not expected.is_of(datetime.date(2019, 1, 1))


def test_a_span_of_years_is_no_date():
    assert printed.dates("giai đoạn 2021-2025") == []


SIGNS = {
    "20/2021/NĐ-CP": {"decree"},
    "02-NQ/TW": {"resolution"},
    "08-CTr/TU": {"programme"},
    "15-CT/TU": {"directive", "programme"},
    "59-KH/BCĐ": {"plan"},
    "45/TTr-SNN&PTNT": {"proposal"},
    "1129/QĐ-BNN-KHCN": {"decision", "rules"},
    "12/2018/TTLT-BTC-BNV": {"joint_circular"},
    "1234/SNN-KHTC": set(),
}


@pytest.mark.parametrize(("sign", "kinds"), SIGNS.items())
def test_a_sign(sign, kinds):
    assert printed.SIGN.fullmatch(sign) and printed.kinds_of_sign(sign) == kinds


@pytest.mark.parametrize("text", ["105/113", "8-12-2020", "08/12/2020", "2021-2025", "24/7"])
def test_no_sign(text):
    assert not printed.SIGN.search(text)


def test_a_text_is_found_only_as_a_whole_token():
    assert printed.token("1").findall("5,1% (1) 1 1.5 13 1%") == ["1", "1"]
    assert printed.token("3 tháng").findall("03 tháng, 3 tháng, 3 tháng5") == ["3 tháng"]
    assert not printed.token("5").search("5,1%") and not printed.token("2025").search("2021-2025")


# Against the sentence ---------------------------------------------------------------------------------------------

RECORDS = {  # file, old, new → where, message
    "unit_not_in_the_sentence": (
        FIGURES,
        "unit: công chức",
        "unit: con trâu",
        'con trâu: figures[5].unit: câu nguồn không có chữ "con trâu": sửa unit cho khớp với câu nguồn, '
        "hoặc ghi unit_note nói vì sao",
    ),
    "long_date": (
        DOCUMENTS,
        "date: 2021-01-21",
        "date: 2019-01-01",
        "Quyết định số 108/QĐ-UBND ngày: documents[0].citations[0].printed: ngày in khác ngày đã ghi (2019-01-01): "
        "sửa date cho khớp với bản đối chiếu",
    ),
    "kind_not_as_printed": (
        DOCUMENTS,
        "type: decision",
        "type: circular",
        "circular: documents[0].type: chữ in là «Quyết định» nhưng type là circular (Thông tư): ghi type: decision",
    ),
}


@pytest.mark.parametrize(("file", "old", "new", "expected"), RECORDS.values(), ids=RECORDS)
def test_a_record_that_says_otherwise_is_refused(content, file, old, new, expected):
    content.edit(file, old, new)
    place, _, message = expected.partition(": ")
    assert content.faults() == [f"{content.at(file, place)}: {message}"]


def test_an_approximate_number_is_not_recorded_as_exact(content):
    content.edit(FIGURES, "kind: lower_bound", "kind: count")
    assert content.faults() == [
        content.at(FIGURES, "id: don-vi-thanh-tra")
        + ": figures[6]: câu nguồn viết «ít nhất»: ghi bound: at_least (Ít nhất)"
    ]


def test_what_no_record_knows_is_refused_at_its_place(content):
    content.edit("data/2023/organisations.yml", "    variants:\n      - Sở Ngoại vụ\n", "")
    page = "docs/2023/2-1-tham-gia-cua-nguoi-dan.md"
    content.edit(page, '{{ org("Sở Ngoại vụ") }}', "Sở Ngoại vụ")
    assert content.faults() == [
        content.at(page, "Sở Ngoại vụ")
        + ': đơn vị "Sở Ngoại" chưa có bản ghi nào: ghi vào organisations.yml rồi viết {{ org("Sở Ngoại…") }}'
    ]


def test_a_drawing_by_dots_is_refused_for_a_ratio_above_one(content):
    content.edit(FIGURES, "denominator: 113", "denominator: 100")
    loaded = load(content.root, SIGNATURES)
    macros = Renderer(loaded.site, loaded.pages, {}, "").macros("2023/so-lieu.md")
    with pytest.raises(MacroError, match="chỉ dùng cho tỷ số không quá một, mẫu số tới 400"):
        macros.ratio_chart("thu-tuc-toan-trinh")
