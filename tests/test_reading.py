"""Reading one YAML file: what YAML would misread is refused with its place and its mend."""

import pytest

from macros.content.reading import MAX_DEPTH, nearest, read

NFC = "chữ có dấu ở dạng tách rời (không phải NFC): xóa chữ và gõ lại bằng bộ gõ Unicode dựng sẵn"
NOT_UTF8 = 'tệp không phải UTF-8: lưu lại tệp với bảng mã "UTF-8"'
EMPTY_FILE = "tệp trống: thêm dữ liệu, hoặc xóa tệp"
BOM = "có dấu thứ tự byte (BOM): lưu tệp dạng UTF-8 không BOM"
TAB = "có dấu Tab: thay bằng dấu cách"
ANCHOR = "không dùng neo (&) hoặc bí danh (*) của YAML: chép lại giá trị, hoặc đặt trong ngoặc kép"
TAG = "không dùng thẻ (!) của YAML: bỏ thẻ, hoặc đặt giá trị trong ngoặc kép"
FLOW = "không viết ngoặc { } hoặc [ ]: viết mỗi mục trên một dòng; nếu là chữ thì đặt trong ngoặc kép"
EMPTY_VALUE = "giá trị trống: điền giá trị, hoặc xóa cả dòng"
SEVERAL_LINES = "giá trị xuống dòng: viết trên một dòng"
QUOTED_LINES = f"{SEVERAL_LINES}, và xem có thiếu ngoặc kép đóng không"
UNCLOSED = "thiếu ngoặc kép đóng: thêm ngoặc kép ở cuối giá trị"
NO_COLON = 'thiếu dấu hai chấm sau tên khóa, hoặc thiếu dấu cách sau dấu hai chấm: viết "khóa: giá trị"'
COLON = "có dấu hai chấm trong giá trị, hoặc thụt lề sai: đặt cả giá trị trong ngoặc kép, hoặc canh lại đầu dòng"
INDENT = (
    "thụt lề sai, hoặc ngoặc kép chỉ bao một phần giá trị: canh thẳng với các khóa cùng bản ghi, mỗi cấp 2 dấu cách; "
    "nếu giá trị có ngoặc kép ở giữa thì đặt cả giá trị trong ngoặc đơn"
)
CUT = "dấu # cắt mất phần sau của giá trị: đặt giá trị trong ngoặc kép, hoặc chuyển chú thích lên dòng riêng"
DASH = "dấu gạch ngang không đứng ở đây được: xuống dòng trước mục đầu của danh sách"
START = "ký tự này không đứng đầu giá trị được: đặt giá trị trong ngoặc kép"


def hidden(code: str) -> str:
    return f"có ký tự ẩn U+{code}: xóa ký tự này"


def unquoted(text: str, instead: str = "") -> str:
    return f'"{text}" không có ngoặc kép có thể bị đọc thành giá trị khác: {instead}viết "{text}" trong ngoặc kép'


BOOLEAN = "viết true hoặc false; nếu là chữ thì "
THOUSAND = "số nguyên thì bỏ dấu chấm, viết 1234; nếu không thì "


def test_reads_text_integers_and_flags():
    content = read(
        "tên: Sơn La\nsố: 105\nâm: -3\ncó: true\nkhông: false\nmục:\n  - \"03\"\n  - '14,83%'\n".encode(), "t.yml"
    )
    assert content.faults == []
    assert content.value == {"tên": "Sơn La", "số": 105, "âm": -3, "có": True, "không": False, "mục": ["03", "14,83%"]}


def test_knows_the_place_of_every_key_and_value():
    content = read("mục:\n  - tên: Sơn La\n    số:  105\n".encode(), "t.yml")
    assert content.keys[("mục", 0, "số")] == (3, 5)
    assert content.values[("mục", 0, "số")] == (3, 10)
    assert content.at(("mục", 0, "không có")) == (2, 5)


ACCEPTED = {
    "CRLF_line_ends": ("a: b\r\nc: d\r\n", {"a": "b", "c": "d"}),
    "no_newline_at_the_end": ("a: b", {"a": "b"}),
    "a_key_that_YAML_reads_as_false": ("no: b\n", {"no": "b"}),
    "a_date_kept_as_text": ("a: 2023-02-30\n", {"a": "2023-02-30"}),
    "a_number_sign_without_a_space_before": ("a: b#c\n", {"a": "b#c"}),
    "a_comment_after_a_quoted_value": ('a: "b" # c\n', {"a": "b"}),
    "a_comment_on_its_own_line": ("# c\na: b\n", {"a": "b"}),
    "quoted_words_that_YAML_misreads": ('a: "no"\nb: "03"\nc: "22:10"\n', {"a": "no", "b": "03", "c": "22:10"}),
    "an_emoji": ("a: 😀\n", {"a": "😀"}),
}


@pytest.mark.parametrize(("text", "value"), ACCEPTED.values(), ids=ACCEPTED)
def test_accepts(text, value):
    content = read(text.encode(), "t.yml")
    assert (content.faults, content.value) == ([], value)


FAULTS = {
    # the file
    "empty_file": ("", [f"t.yml:1:1: {EMPTY_FILE}"]),
    "blank_file": ("\n  \n", [f"t.yml:1:1: {EMPTY_FILE}"]),
    "comment_only": ("# ghi chú\n", [f"t.yml:1:1: {EMPTY_FILE}"]),
    "utf16": ("a: b\n".encode("utf-16"), [f"t.yml:1:1: {NOT_UTF8}"]),
    "windows_1252": (b"id: a\nname: S\xf4ng\n", [f"t.yml:2:8: {NOT_UTF8}"]),
    "surrogate_bytes": (b"a: \xed\xa0\x80\n", [f"t.yml:1:4: {NOT_UTF8}"]),
    "byte_order_mark": ("\ufeffa: b\n", [f"t.yml:1:1: {BOM}"]),
    "byte_order_mark_inside": ("a: b\n\ufeffc: d\n", [f"t.yml:2:1: {BOM}"]),
    "second_document": ("a: b\n---\nc: d\n", ['t.yml:2:1: có dấu "---" chia tệp làm hai: xóa dòng này']),
    # characters
    "tab_indentation": ("a:\n\tb: c\n", [f"t.yml:2:1: {TAB}"]),
    "tab_in_text": ("a: b\tc\n", [f"t.yml:1:5: {TAB}"]),
    "no_break_space": ("a:\u00a0b\n", ["t.yml:1:3: có dấu cách không ngắt (U+00A0): thay bằng dấu cách thường"]),
    "zero_width_space": ("a: Sơ\u200bn\n", [f"t.yml:1:6: {hidden('200B')}"]),
    "soft_hyphen": ("a: Sơ\u00adn\n", [f"t.yml:1:6: {hidden('00AD')}"]),
    "bidi_override": ("a: \u202ex\n", [f"t.yml:1:4: {hidden('202E')}"]),
    "line_separator": ("a: b\u2028c\n", [f"t.yml:1:5: {hidden('2028')}"]),
    "ideographic_space": ("a: b\u3000c\n", [f"t.yml:1:5: {hidden('3000')}"]),
    "null_character": ("a: b\0\n", [f"t.yml:1:5: {hidden('0000')}"]),
    "private_use": ("a: \ue000\n", [f"t.yml:1:4: {hidden('E000')}"]),
    "carriage_return_alone": ("a: b\rc: d\n", [f"t.yml:1:5: {hidden('000D')}"]),
    "hidden_character_as_escape": ('a: "b\\u200bc"\n', [f"t.yml:1:4: a: {hidden('200B')}"]),
    "decomposed_text": ("a: So\u031bn La\n", [f"t.yml:1:5: {NFC}"]),
    "decomposed_key_beside_composed": ("ên: a\ne\u0302n: b\n", [f"t.yml:2:1: {NFC}"]),
    "decomposed_text_as_escape": ('a: "o\\u031b"\n', [f"t.yml:1:4: a: {NFC}"]),
    "several_characters": (
        "a: b\u200b\nc:\u00a0d\n",
        [f"t.yml:1:5: {hidden('200B')}", "t.yml:2:3: có dấu cách không ngắt (U+00A0): thay bằng dấu cách thường"],
    ),
    # what YAML does and we do not
    "anchor": ("a: &x b\n", [f"t.yml:1:4: a: {ANCHOR}"]),
    "alias": ("a: *x\n", [f"t.yml:1:4: a: {ANCHOR}"]),
    "alias_bomb": ("a: &a [x,x]\nb: &b [*a,*a]\nc: [*b,*b]\n", [f"t.yml:1:4: a: {ANCHOR}"]),
    "tag": ("a: !!str 5\n", [f"t.yml:1:4: a: {TAG}"]),
    "python_tag": ("a: !!python/object/apply:os.system [id]\n", [f"t.yml:1:4: a: {TAG}"]),
    "merge_key": ("a:\n  <<: b\n", ['t.yml:2:3: a: không dùng "<<" của YAML: chép lại các khóa']),
    "flow_mapping": ("x: {x: 14,83}\n", [f"t.yml:1:4: x: {FLOW}"]),
    "flow_list": ("x: [14,83]\n", [f"t.yml:1:4: x: {FLOW}"]),
    "unquoted_macro": ('x: {{ figure("a") }}\n', [f"t.yml:1:4: x: {FLOW}"]),
    "list_as_key": ("? - a\n: b\n", ["t.yml:1:3: tên khóa phải là một chữ đơn giản"]),
    "deep_mapping": (
        "".join("  " * level + "a:\n" for level in range(300)),
        [f"t.yml:13:25: {'.'.join('a' * MAX_DEPTH)}: lồng quá 12 cấp: xem lại thụt lề"],
    ),
    "deep_list": ("- " * 2000 + "a\n", [f"t.yml:1:25: {'[0]' * MAX_DEPTH}: lồng quá 12 cấp: xem lại thụt lề"]),
    "deep_flow": ("a: " + "[" * 200, [f"t.yml:1:4: a: {FLOW}"]),
    # values that YAML 1.1 reads as something else
    "leading_zero": ("a: 03\n", [f"t.yml:1:4: a: {unquoted('03')}"]),
    "no_is_false": ("a: no\n", [f"t.yml:1:4: a: {unquoted('no', BOOLEAN)}"]),
    "yes_is_true": ("a: Yes\n", [f"t.yml:1:4: a: {unquoted('Yes', BOOLEAN)}"]),
    "sexagesimal": ("a: 22:10\n", [f"t.yml:1:4: a: {unquoted('22:10')}"]),
    "underscore": ("a: 1_000\n", [f"t.yml:1:4: a: {unquoted('1_000')}"]),
    "float": ("a: 14.83\n", [f"t.yml:1:4: a: {unquoted('14.83')}"]),
    "a_thousand_is_a_float": ("a: 1.234\n", [f"t.yml:1:4: a: {unquoted('1.234', THOUSAND)}"]),
    "hexadecimal": ("a: 0x1F\n", [f"t.yml:1:4: a: {unquoted('0x1F')}"]),
    "infinity": ("a: .inf\n", [f"t.yml:1:4: a: {unquoted('.inf')}"]),
    "huge_integer": (f"a: {'9' * 30}\n", [f"t.yml:1:4: a: {unquoted('9' * 30)}"]),
    "capital_null": ("a: Null\n", [f"t.yml:1:4: a: {unquoted('Null')}"]),
    "comment_cuts_value": ("a: mục # 49\n", [f"t.yml:1:4: a: {CUT}"]),
    "empty_value": ("a:\nb: c\n", [f"t.yml:1:3: a: {EMPTY_VALUE}"]),
    "tilde": ("a: ~\n", [f"t.yml:1:4: a: {EMPTY_VALUE}"]),
    "several_faulty_values": (
        "a: 03\nb:\n  - no\n",
        [f"t.yml:1:4: a: {unquoted('03')}", f"t.yml:3:5: b[0]: {unquoted('no', BOOLEAN)}"],
    ),
    # shape
    "duplicate_key": ("a: b\nc: d\na: e\n", ['t.yml:3:1: a: khóa "a" viết hai lần (lần đầu ở dòng 1): xóa một dòng']),
    "duplicate_key_in_a_record": (
        "x:\n  - a: b\n    a: c\n",
        ['t.yml:3:5: x[0].a: khóa "a" viết hai lần (lần đầu ở dòng 2): xóa một dòng'],
    ),
    "unclosed_quote": ('a: "b\nc: d\n', [f"t.yml:1:4: {UNCLOSED}"]),
    "unclosed_single_quote": ("x:\n  a: 'b\nc: d\n", [f"t.yml:2:6: {UNCLOSED}"]),
    "unclosed_quote_before_a_quote": ('a: "b\nc: "d"\n', [f"t.yml:1:4: a: {QUOTED_LINES}", f"t.yml:2:5: {INDENT}"]),
    "quote_around_a_part": ('a: "b" c\n', [f"t.yml:1:8: {INDENT}"]),
    "missing_colon": ("a: b\nc d\ne: f\n", [f"t.yml:2:1: {NO_COLON}"]),
    "missing_space_after_colon": ("a: b\nc:d\ne: f\n", [f"t.yml:2:1: {NO_COLON}"]),
    "colon_in_value": ("a: b: c\n", [f"t.yml:1:5: {COLON}"]),
    "indented_too_far": ("x:\n  a: b\n    c: d\n", [f"t.yml:2:6: x.a: {SEVERAL_LINES}", f"t.yml:3:6: {COLON}"]),
    "indented_too_little": (
        "x:\n  - a: b\n   c: d\n",
        [
            "t.yml:3:4: thụt lề sai: mục của danh sách phải bắt đầu bằng dấu gạch ngang và một dấu cách, thẳng hàng với các mục khác"
        ],
    ),
    "list_item_out_of_line": ("x:\n  - a\n - b\n", [f"t.yml:3:2: {INDENT}"]),
    "list_on_the_key_line": ("x: - a\n", [f"t.yml:1:4: {DASH}"]),
    "block_text": ("a: |\n  b\n  c\n", [f"t.yml:1:4: a: {QUOTED_LINES}"]),
    "plain_text_on_two_lines": ("a: b\n  c\n", [f"t.yml:1:4: a: {SEVERAL_LINES}"]),
    "quoted_text_on_two_lines": ('a: "b\n  c"\n', [f"t.yml:1:4: a: {QUOTED_LINES}"]),
    "backslash_in_quotes": (
        'a: "C:\\docs"\n',
        ["t.yml:1:7: dấu gạch chéo ngược trong ngoặc kép: bỏ dấu này, hoặc dùng ngoặc đơn"],
    ),
    "percent_first": ("a: %5\n", [f"t.yml:1:4: {START}"]),
    "at_sign_first": ("a: @x\n", [f"t.yml:1:4: {START}"]),
    "lone_question_mark": (
        "a: ?\n",
        ["t.yml:1:4: YAML không đọc được: xem lại thụt lề, dấu hai chấm và ngoặc kép ở dòng này"],
    ),
}


@pytest.mark.parametrize(("data", "messages"), FAULTS.values(), ids=FAULTS)
def test_refuses(data, messages):
    content = read(data if isinstance(data, bytes) else data.encode(), "t.yml")
    assert [str(fault) for fault in content.faults] == messages
    assert content.value is None


def test_nearest_offers_the_known_word_most_like_it():
    assert nearest("valeu", ["value", "unit"]) == '; có phải là "value"?'
    assert nearest("hoàn toàn khác", ["value", "unit"]) == ""
