"""Building records: a value of the wrong kind is refused with its place, what was expected, what was found and the mend."""

import dataclasses
import datetime
from decimal import Decimal

import pytest

from macros.content import model
from macros.content.reading import read
from macros.content.records import Builder

FIGURE = """\
id: ho-ngheo
name: Tỷ lệ hộ nghèo
kind: result
value: "14.83"
unit: "%"
printed: 14,83%
period: Năm 2023.
measures: Tỷ lệ hộ nghèo.
line: 45
quote: Đạt 14,83%.
"""
FIGURE_KEYS = ", ".join(field.name for field in dataclasses.fields(model.Figure))
KINDS = "result (Kết quả), target (Mục tiêu), count (Số lượng), lower_bound (Ít nhất), duration (Thời hạn), unconfirmed (Chưa xác nhận)"
NUMBER = 'cần một số trong ngoặc kép, ví dụ "14.83"; gặp'
POINT = "trong dữ liệu dùng dấu chấm thập phân, viết"
ID = 'cần mã gồm chữ thường không dấu, chữ số và gạch nối, ví dụ "ho-ngheo-2023"; gặp'
DATE = 'cần ngày dạng năm-tháng-ngày, ví dụ "2023-12-11"; gặp'
NO_SUCH_DAY = 'ngày không có trong lịch: {}; viết năm-tháng-ngày, ví dụ "2023-12-11"'
SPACES = "thừa dấu cách ở đầu, ở cuối hoặc hai dấu cách liền nhau: bỏ dấu cách thừa"
HTML = 'có thẻ HTML: chỉ viết chữ, bỏ phần trong dấu "<" và ">"'
MACRO = 'có dấu của macro ("{{", "}}", "{%" hoặc "{#"): trong dữ liệu chỉ viết chữ, bỏ các dấu này'
URL = 'cần địa chỉ bắt đầu bằng "https://" hoặc "http://"; gặp'


def build(type_, text):
    content = read(text.encode(), "t.yml")
    assert content.faults == []
    record = Builder(content).build(type_, content.value, ())
    return record, [str(fault) for fault in sorted(content.faults)]


def test_builds_a_record_with_exact_values():
    figure, faults = build(model.Figure, FIGURE)
    assert faults == []
    assert figure == model.Figure(
        id="ho-ngheo",
        name="Tỷ lệ hộ nghèo",
        kind="result",
        value=Decimal("14.83"),
        unit="%",
        printed="14,83%",
        period="Năm 2023.",
        measures="Tỷ lệ hộ nghèo.",
        line=45,
        quote="Đạt 14,83%.",
    )


def test_builds_a_date_quoted_or_not():
    finding = "found: a\nsource: b\nchecked: {}\n"
    for written in ("2023-12-11", '"2023-12-11"'):
        record, faults = build(model.Finding, finding.format(written))
        assert (record.checked, faults) == (datetime.date(2023, 12, 11), [])


FIGURE_FAULTS = {  # what replaces what in the figure → the messages
    "unknown_key_near": (
        "unit:",
        "unti:",
        [
            '1:1: thiếu khóa "unit": Đơn vị, ví dụ: thủ tục hành chính.',
            f'5:1: unti: khóa lạ "unti"; có phải là "unit"? Các khóa được dùng: {FIGURE_KEYS}',
        ],
    ),
    "unknown_key": (
        "line: 45",
        "line: 45\nghi_chu: x",
        [f'10:1: ghi_chu: khóa lạ "ghi_chu". Các khóa được dùng: {FIGURE_KEYS}'],
    ),
    "missing_key": ("line: 45\n", "", ['1:1: thiếu khóa "line": Dòng của câu nguồn trong bản đối chiếu.']),
    "text_for_an_integer": (
        "line: 45",
        'line: "45"',
        ['9:7: line: cần số nguyên không có ngoặc kép, ví dụ 105; gặp "45"'],
    ),
    "flag_for_an_integer": (
        "line: 45",
        "line: true",
        ["9:7: line: cần số nguyên không có ngoặc kép, ví dụ 105; gặp true"],
    ),
    "integer_for_text": ("name: Tỷ lệ hộ nghèo", "name: 5", ['2:7: name: cần chữ, gặp số 5: viết trong ngoặc kép "5"']),
    "flag_for_text": (
        "name: Tỷ lệ hộ nghèo",
        "name: true",
        ['2:7: name: cần chữ, gặp true: viết trong ngoặc kép "true"'],
    ),
    "list_for_text": (
        "name: Tỷ lệ hộ nghèo",
        "name:\n  - a",
        ["3:3: name: cần chữ, gặp một danh sách: viết chữ trên một dòng"],
    ),
    "record_for_text": (
        "name: Tỷ lệ hộ nghèo",
        "name:\n  a: b",
        ["3:3: name: cần chữ, gặp một bản ghi: viết chữ trên một dòng"],
    ),
    "text_for_a_list": (
        "line: 45",
        "line: 45\ncaveats: một điều",
        [
            '10:10: caveats: cần một danh sách, gặp "một điều": viết mỗi mục trên một dòng, bắt đầu bằng "- "',
        ],
    ),
    "wrong_item": (
        "line: 45",
        "line: 45\ncaveats:\n  - a\n  - 5",
        ['12:5: caveats[1]: cần chữ, gặp số 5: viết trong ngoặc kép "5"'],
    ),
    "text_for_a_record": (
        'value: "14.83"',
        "ratio: 105/113",
        [
            '4:8: ratio: cần các khóa của bản ghi, gặp "105/113": viết mỗi khóa trên một dòng',
        ],
    ),
    "missing_key_inside": (
        'value: "14.83"',
        "ratio:\n  numerator: 105",
        ['5:3: ratio: thiếu khóa "denominator": Mẫu số, lớn hơn 0.'],
    ),
    "decimal_comma": ('"14.83"', '"14,83"', [f'4:8: value: {NUMBER} "14,83": {POINT} "14.83"']),
    "decimal_comma_with_percent": ('"14.83"', '"14,83%"', [f'4:8: value: {NUMBER} "14,83%": {POINT} "14.83"']),
    "thousands_point": ('"14.83"', '"1.234,5"', [f'4:8: value: {NUMBER} "1.234,5": {POINT} "1234.5"']),
    "unquoted_integer_for_a_decimal": ('"14.83"', "14", [f'4:8: value: {NUMBER} số 14: viết "14"']),
    "words_for_a_decimal": ('"14.83"', '"khoảng 14,83"', [f'4:8: value: {NUMBER} "khoảng 14,83"']),
    "exponent": ('"14.83"', '"1e5"', [f'4:8: value: {NUMBER} "1e5"']),
    "digits_of_another_script": ('"14.83"', '"1٣"', [f'4:8: value: {NUMBER} "1٣"']),
    "id_with_diacritics": ("id: ho-ngheo", "id: Hộ nghèo", [f'1:5: id: {ID} "Hộ nghèo"']),
    "id_with_underscore": ("id: ho-ngheo", "id: ho_ngheo", [f'1:5: id: {ID} "ho_ngheo"']),
    "unknown_choice_near": (
        "kind: result",
        "kind: resut",
        [
            f'3:7: kind: cần một trong các giá trị {KINDS}; gặp "resut"; có phải là "result"?',
        ],
    ),
    "unknown_choice": (
        "kind: result",
        "kind: kết quả",
        [f'3:7: kind: cần một trong các giá trị {KINDS}; gặp "kết quả"; có phải là "result"?'],
    ),
    "html": ("name: Tỷ", "name: <b>Tỷ</b>", [f"2:7: name: {HTML}"]),
    "html_comment": ("name: Tỷ", "name: a <!-- b", [f"2:7: name: {HTML}"]),
    "macro": ("name: Tỷ lệ hộ nghèo", 'name: "{{ x }}"', [f"2:7: name: {MACRO}"]),
    "template_statement": ("name: Tỷ lệ hộ nghèo", 'name: "{% x %}"', [f"2:7: name: {MACRO}"]),
    "empty_text": ("name: Tỷ lệ hộ nghèo", 'name: ""', ["2:7: name: giá trị trống: điền giá trị, hoặc xóa cả dòng"]),
    "blank_text": ("name: Tỷ lệ hộ nghèo", 'name: "  "', ["2:7: name: giá trị trống: điền giá trị, hoặc xóa cả dòng"]),
    "two_spaces": ("name: Tỷ lệ", "name: Tỷ  lệ", [f"2:7: name: {SPACES}"]),
    "space_at_the_end": ("name: Tỷ lệ hộ nghèo", 'name: "Tỷ "', [f"2:7: name: {SPACES}"]),
    "several_at_once": (
        "name: Tỷ lệ hộ nghèo\nkind: result",
        "name: 5\nkind: x",
        [
            '2:7: name: cần chữ, gặp số 5: viết trong ngoặc kép "5"',
            f'3:7: kind: cần một trong các giá trị {KINDS}; gặp "x"',
        ],
    ),
}


@pytest.mark.parametrize(("old", "new", "messages"), FIGURE_FAULTS.values(), ids=FIGURE_FAULTS)
def test_refuses_in_a_figure(old, new, messages):
    assert old in FIGURE
    _, faults = build(model.Figure, FIGURE.replace(old, new))
    assert faults == [f"t.yml:{message}" for message in messages]


FINDING_FAULTS = {  # value of `checked`, value of `url` → the message
    "day_that_no_month_has": (
        "2023-02-31",
        "https://a.vn",
        f"3:10: checked: {NO_SUCH_DAY.format(chr(34) + '2023-02-31' + chr(34))}",
    ),
    "vietnamese_date": ("31/02/2023", "https://a.vn", f'3:10: checked: {DATE} "31/02/2023"'),
    "year_for_a_date": ("2023", "https://a.vn", f"3:10: checked: {DATE} số 2023"),
    "date_without_zeros": ("2023-1-5", "https://a.vn", f'3:10: checked: {DATE} "2023-1-5"'),
    "address_without_scheme": ("2023-12-11", "a.vn", f'4:6: url: {URL} "a.vn"'),
    "script_address": ("2023-12-11", "javascript:alert(1)", f'4:6: url: {URL} "javascript:alert(1)"'),
    "address_with_space": ("2023-12-11", "https://a.vn/x y", f'4:6: url: {URL} "https://a.vn/x y"'),
    "address_with_bracket": ("2023-12-11", "https://a.vn/(x)", f'4:6: url: {URL} "https://a.vn/(x)"'),
}


@pytest.mark.parametrize(("checked", "url", "message"), FINDING_FAULTS.values(), ids=FINDING_FAULTS)
def test_refuses_in_a_finding(checked, url, message):
    record, faults = build(model.Finding, f"found: a\nsource: b\nchecked: {checked}\nurl: {url}\n")
    assert (record, faults) == (None, [f"t.yml:{message}"])


def test_refuses_words_for_a_flag():
    _, faults = build(model.Term, 'id: a\nterm: b\nkind: concept\nexpanded_in_source: "có"\n')
    assert faults == ['t.yml:4:21: expanded_in_source: cần true hoặc false; gặp "có"']


def test_refuses_text_for_a_whole_file():
    _, faults = build(model.Settings, "chỉ có chữ\n")
    assert faults == ['t.yml:1:1: cần các khóa của bản ghi, gặp "chỉ có chữ": viết mỗi khóa trên một dòng']


def test_every_field_says_what_it_holds():
    kinds = [
        kind
        for kind in vars(model).values()
        if dataclasses.is_dataclass(kind) and kind.__module__ == "macros.content.model"
    ]
    records = [kind for kind in kinds if kind not in (model.Edition, model.Site, model.Form, model.Reference)]
    assert [
        f"{kind.__name__}.{field.name}"
        for kind in records
        for field in dataclasses.fields(kind)
        if not field.metadata.get("doc")
    ] == []
