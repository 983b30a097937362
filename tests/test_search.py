"""The search index file: deterministic, safe as a script, and made of the right entries."""

import json
import re

from macros.exports.search import Entry, index_script

ENTRY = Entry(
    url="2023/2-2-cong-khai-minh-bach.html#dong-45",
    text="tỷ lệ hộ nghèo đạt 14,83%",
    kind="section",
    sections=("2.2",),
    page="2.2. Công khai, minh bạch",
)


def read(script: str) -> dict:
    return json.loads(re.fullmatch(r"window\.searchIndex=(.*);\n", script, re.DOTALL)[1])


def test_same_input_gives_the_same_bytes():
    synonyms = {"TTHC": "thủ tục hành chính"}
    assert index_script([ENTRY, ENTRY], synonyms) == index_script(iter((ENTRY, ENTRY)), dict(synonyms))


def test_entry_is_one_row_with_its_page_named_once():
    data = read(index_script([ENTRY, ENTRY], {}))
    assert data["pages"] == [["2023/2-2-cong-khai-minh-bach.html", "2.2. Công khai, minh bạch"]]
    assert data["entries"] == [["section", 0, "#dong-45", "", "tỷ lệ hộ nghèo đạt 14,83%", "2.2"]] * 2


def test_heading_is_marked():
    heading = Entry(url="a.html", title="2.2. Về nội dung", kind="section", sections=("2.2",), page="A", heading=True)
    assert read(index_script([heading], {}))["entries"] == [["heading", 0, "", "2.2. Về nội dung", "", "2.2"]]


def test_script_cannot_be_closed_or_broken_by_text():
    text = "</script><!-- \u2028\u2029 \"'\\"
    script = index_script([Entry(url="a.html", title=text, kind="page", page=text)], {text: text})
    assert not re.search("[<\u2028\u2029]", script)
    data = read(script)
    assert data["pages"][0][1] == data["entries"][0][3] == data["synonyms"][0][0] == text


def test_nothing_to_find_is_still_a_script():
    assert read(index_script([], {})) == {"pages": [], "synonyms": [], "entries": []}
