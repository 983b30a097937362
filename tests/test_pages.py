"""Reading one page: front matter, calls of known macros with constants, and nothing else that would run or mark up."""

import pytest

from macros.content.pages import Call, read_page, substitute
from macros.rendering.macros import SIGNATURES

FRONT = 'thiếu phần đầu trang: bắt đầu tệp bằng dòng "---", các dòng "title:" và "description:", rồi dòng "---"'
BRACE = 'ngoặc nhọn chỉ dùng cho macro: viết trọn trên một dòng, dạng {{ figure("mã") }}, hoặc bỏ ngoặc'
HTML = "có thẻ HTML: trang chỉ dùng chữ, Markdown và macro; bỏ thẻ"
LINK = "liên kết chỉ được dẫn tới trang .md, https://, mailto: hoặc tel:"
IMAGE = "hình chỉ được lấy từ thư mục assets: chép hình vào docs/assets rồi dẫn tới đó"
COLON = "có dấu hai chấm trong giá trị, hoặc thụt lề sai: đặt cả giá trị trong ngoặc kép, hoặc canh lại đầu dòng"
KNOWN = f"Các macro: {', '.join(sorted(SIGNATURES))}"
ONE_SOURCE = "{{ source(…) }} phải đứng một lần, ở cuối đoạn: để một dòng trống giữa hai đoạn"


def only_calls(call: str) -> str:
    return f'chỉ được gọi macro: {call}; viết dạng {{{{ tên("giá trị") }}}}'


def wrong(call: str) -> str:
    return f'macro viết sai: {call}; viết dạng {{{{ tên("giá trị") }}}}'


def constants(name: str) -> str:
    return f'macro "{name}" chỉ nhận chữ trong ngoặc kép hoặc số nguyên'


def page(body: str):
    return read_page(
        f'---\ntitle: Thử\ndescription: "Thử."\n---\n{body}\n'.encode(), "thu.md", "docs/thu.md", None, SIGNATURES
    )


def test_reads_blocks_with_their_calls_and_source_lines():
    read = page(
        'Đoạn có {{ figure("a") }} và\n{{ cite("b", 2) }}. {{ source(45) }}\n\n- mục một {{ source(47) }}\n- mục hai'
    )
    assert read.faults == []
    assert read.meta == {"title": "Thử", "description": "Thử."}
    assert [(block.line, block.source_line) for block in read.blocks] == [(5, 45), (8, 47), (9, None)]
    assert read.blocks[0].calls == (
        Call("figure", ("a",), 5, 9),
        Call("cite", ("b", 2), 6, 1),
        Call("source", (45,), 6, 21),
    )
    assert read.blocks[0].literals == ((5, 1, "Đoạn có "), (5, 26, " và"), (6, 19, ". "))


def test_names_and_address_come_from_the_path():
    read = read_page(b"", "2023/so-lieu.md", "docs/2023/so-lieu.md", "2023", SIGNATURES)
    assert (read.name, read.url) == ("so-lieu", "2023/so-lieu.html")


def test_substitutes_each_call():
    calls = iter([Call("figure", ("x",), 1, 3), Call("cite", ("y", 2), 1, 22)])
    assert substitute(
        'a {{ figure("x") }} b {{ cite("y", 2) }}', calls, lambda call: f"<{call.macro} {call.args}>"
    ) == ("a <figure ('x',)> b <cite ('y', 2)>")


ACCEPTED = {
    "an_own_heading_id": "## PAPI là gì {: #papi }",
    "a_link_to_a_page": "[x](gioi-thieu.md#nguon)",
    "a_link_to_a_place": "[x](#nguon)",
    "a_link_to_another_site": '[x](https://a.vn "tên")',
    "a_mail_address": "[x](mailto:a@b.vn)",
    "an_image_of_the_site": "![x](assets/x.png)",
    "a_comparison": "3 < 5 và 5 > 3",
    "an_entity": "&lt;script&gt; &#123;",
    "any_mark_in_a_source_block": "1. a <b onclick=x> [x](javascript:x) { onclick=x } `*_|# {{ source(5) }}",
    "two_source_blocks_without_a_blank_line": "a {{ source(5) }}\nb {{ source(7) }}",
}


@pytest.mark.parametrize("body", ACCEPTED.values(), ids=ACCEPTED)
def test_accepts(body):
    assert page(body).faults == []


WHOLE = {
    "empty_page": (b"", [f"1:1: {FRONT}"]),
    "no_front_matter": (b"{{ page_start() }}\n", [f"1:1: {FRONT}"]),
    "front_matter_not_closed": (b"---\ntitle: X\n", [f"1:1: {FRONT}"]),
    "empty_front_matter": (b"---\n---\nx\n", [f"1:1: {FRONT}"]),
    "indented_front_matter": (b" ---\ntitle: X\n---\n", [f"1:1: {FRONT}"]),
    "malformed_front_matter": (b"---\ntitle: A: B\n---\n", [f"2:9: {COLON}"]),
    "front_matter_with_number": (
        b"---\ntitle: 03\n---\n",
        ['2:8: title: "03" không có ngoặc kép có thể bị đọc thành giá trị khác: viết "03" trong ngoặc kép'],
    ),
    "byte_order_mark": (
        "\ufeff---\ntitle: X\n---\n".encode(),
        ["1:1: có dấu thứ tự byte (BOM): lưu tệp dạng UTF-8 không BOM"],
    ),
    "not_utf8": (b"---\ntitle: S\xf4ng\n---\n", ['2:9: tệp không phải UTF-8: lưu lại tệp với bảng mã "UTF-8"']),
}


@pytest.mark.parametrize(("data", "messages"), WHOLE.values(), ids=WHOLE)
def test_refuses_a_page(data, messages):
    read = read_page(data, "thu.md", "docs/thu.md", None, SIGNATURES)
    assert [str(fault) for fault in read.faults] == [f"docs/thu.md:{message}" for message in messages]


FAULTS = {  # body, which begins on line 5 → messages
    # macros
    "unknown_macro_near": ('{{ figur("a") }}', [f'5:1: không có macro "figur"; có phải là "figure"? {KNOWN}']),
    "unknown_macro": ('x {{ xyz("a") }}', [f'5:3: không có macro "xyz". {KNOWN}']),
    "private_method": ('{{ _record("figure", "a") }}', [f'5:1: không có macro "_record". {KNOWN}']),
    "machinery": ('{{ call("a") }}', [f'5:1: không có macro "call". {KNOWN}']),
    "no_argument": ("{{ figure() }}", ['5:1: macro "figure" cần 1 giá trị: id; gặp 0 giá trị']),
    "too_many_arguments": ('{{ figure("a", "b") }}', ['5:1: macro "figure" cần 1 giá trị: id; gặp 2 giá trị']),
    "needless_argument": (
        '{{ figures_list("a") }}',
        ['5:1: macro "figures_list" không nhận giá trị nào trong ngoặc; gặp 1 giá trị'],
    ),
    "optional_argument": ("{{ cite() }}", ['5:1: macro "cite" cần 2 giá trị: id, number (có thể bỏ); gặp 0 giá trị']),
    "integer_for_text": ("{{ figure(5) }}", ['5:1: macro "figure": id phải là chữ trong ngoặc kép; gặp số 5']),
    "text_for_integer": (
        '{{ cite("a", "1") }}',
        ['5:1: macro "cite": number phải là số nguyên không có ngoặc kép; gặp "1"'],
    ),
    "nested_call": ('{{ figure(figure("a")) }}', [f"5:1: {constants('figure')}"]),
    "keyword_argument": ('{{ figure(id="a") }}', [f"5:1: {constants('figure')}"]),
    "unpacked_argument": ('{{ figure(*"a") }}', [f"5:1: {constants('figure')}"]),
    "computed_argument": ('{{ figure("a" ~ "b") }}', [f"5:1: {constants('figure')}"]),
    "list_argument": ('{{ figure(["a"]) }}', [f"5:1: {constants('figure')}"]),
    "none_argument": ("{{ figure(none) }}", [f"5:1: {constants('figure')}"]),
    "flag_argument": ("{{ source(true) }}", [f"5:1: {constants('source')}"]),
    "negative_argument": ("{{ source(-1) }}", [f"5:1: {constants('source')}"]),
    # what Jinja would run
    "filter": (
        '{{ figure("a")|upper }}',
        [f"5:1: {only_calls('''{{ figure('a')|upper }}'''.replace(chr(39), chr(34)))}"],
    ),
    "attribute_of_a_macro": ("{{ figure.__globals__ }}", [f"5:1: {only_calls('{{ figure.__globals__ }}')}"]),
    "attribute_of_a_text": (
        "{{ ''.__class__ }}",
        [f"5:1: {only_calls(chr(123) * 2 + ' ' + chr(39) * 2 + '.__class__ }}')}"],
    ),
    "huge_format": (
        '{{ "%999999999s" % 1 }}',
        [f"5:1: {only_calls('{{ ' + chr(34) + '%999999999s' + chr(34) + ' % 1 }}')}"],
    ),
    "variable": ("{{ config }}", [f"5:1: {only_calls('{{ config }}')}"]),
    "method": ("{{ page.file.read() }}", [f"5:1: {only_calls('{{ page.file.read() }}')}"]),
    "arithmetic": ("{{ 7*7 }}", [f"5:1: {only_calls('{{ 7*7 }}')}"]),
    "empty_call": ("{{ }}", [f"5:1: {wrong('{{ }}')}"]),
    "white_space_control": ("{{- page_end() -}}", [f"5:1: {wrong('{{- page_end() -}}')}"]),
    "statement": ("{% set x = 1 %}", [f"5:1: {BRACE}"]),
    "comment": ("{# ghi chú #}", [f"5:1: {BRACE}"]),
    "stray_opening": ("a {{ b", [f"5:3: {BRACE}"]),
    "stray_closing": ("a }} b", [f"5:3: {BRACE}"]),
    "single_brace": ("a } b", [f"5:3: {BRACE}"]),
    "call_over_two_lines": ('{{ figure(\n"a") }}', [f"5:1: {BRACE}", f"6:6: {BRACE}"]),
    "macro_in_code": ("`{{ x }}`", [f"5:2: {only_calls('{{ x }}')}"]),
    # what Markdown would mark up
    "html": ("a <b onclick=x>b</b>", [f"5:3: {HTML}"]),
    "script": ("<script>alert(1)</script>", [f"5:1: {HTML}"]),
    "html_comment": ("<!-- a -->", [f"5:1: {HTML}"]),
    "attribute_list": ("a {: onclick=x }", [f"5:3: {BRACE}"]),
    "attribute_list_without_colon": ("*a*{ onclick=x }", [f"5:4: {BRACE}"]),
    "attribute_list_of_a_heading": ("## a {: onclick=x }", [f"5:6: {BRACE}"]),
    "second_attribute_list_of_a_heading": ("## a {onclick=x} {: #b }", [f"5:6: {BRACE}"]),
    "script_link": ("[x](javascript:alert(1))", [f"5:3: {LINK}"]),
    "script_link_in_nested_brackets": ("[a[b]](javascript:alert(1))", [f"5:6: {LINK}"]),
    "script_link_with_space": ("[x]( JavaScript:alert(1))", [f"5:3: {LINK}"]),
    "script_link_as_entity": ("[x](java&#115;cript:alert(1))", [f"5:3: {LINK}"]),
    "script_link_named_like_a_page": ("[x](javascript:x.md)", [f"5:3: {LINK}"]),
    "script_reference": ("[x]: javascript:alert(1)", [f"5:3: {LINK}"]),
    "data_link": ("[x](data:text/html,x)", [f"5:3: {LINK}"]),
    "link_without_scheme_to_another_site": ("[x](//evil.vn/x.html)", [f"5:3: {LINK}"]),
    "image_of_another_site": ("![x](https://a.vn/x.png)", [f"5:1: {IMAGE}"]),
    # source blocks
    "words_after_source": ("a {{ source(5) }} b", [f"5:3: {ONE_SOURCE}"]),
    "two_sources_on_a_line": ("a {{ source(5) }} b {{ source(7) }}", [f"5:21: {ONE_SOURCE}"]),
    "jinja_in_a_source_block": (
        "a {% b {{ source(5) }}",
        ['5:3: "{%" chỉ dùng cho macro; nếu bản đối chiếu có chữ này thì viết {{ brace("{") }} cho dấu ngoặc nhọn đầu'],
    ),
    # characters
    "tab": ("a\tb", ["5:2: có dấu Tab: thay bằng dấu cách"]),
    "several": ("a } b\n\n<b>", [f"5:3: {BRACE}", f"7:1: {HTML}"]),
}


@pytest.mark.parametrize(("body", "messages"), FAULTS.values(), ids=FAULTS)
def test_refuses(body, messages):
    assert [str(fault) for fault in page(body).faults] == [f"docs/thu.md:{message}" for message in messages]
