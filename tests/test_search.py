"""The search index files: deterministic, safe as scripts, and made of the right entries."""

import re
from dataclasses import replace

from macros.exports.search import Entry, directory, edition_script, index_script, scripts, site_pages
from macros.site import files

ENTRY = Entry(
    url="2023/2-2-cong-khai-minh-bach.html#dong-45",
    text="tỷ lệ hộ nghèo đạt 14,83%",
    kind="section",
    sections=("2.2",),
    page="2.2. Công khai, minh bạch",
)


def read(script: str) -> dict[str, list[list[str]]]:
    """The tables of a script: the rows of each, as lists of cells."""
    inside = re.fullmatch(r"window\.search(?:Index|Edition)=\{(.*)\};\n", script, re.DOTALL)[1]
    found = re.findall(r"(\w+):`((?:[^`\\]|\\.)*)`(?:,|$)", inside, re.DOTALL)
    texts = {name: re.sub(r"\\(.)", r"\1", text.replace(r"\x3c", "<"), flags=re.DOTALL) for name, text in found}
    return {name: [row.split("\t") for row in text.split("\n")] if text else [] for name, text in texts.items()}


def test_same_input_gives_the_same_bytes():
    synonyms = {"TTHC": "thủ tục hành chính"}
    assert index_script([ENTRY, ENTRY], synonyms) == index_script(iter((ENTRY, ENTRY)), dict(synonyms))


def test_entry_is_one_row_with_its_page_named_once():
    data = read(index_script([ENTRY, ENTRY], {}))
    assert data["pages"] == [["2023/2-2-cong-khai-minh-bach.html", "2.2. Công khai, minh bạch"]]
    assert data["entries"] == [["section", "0", "#dong-45", "", "tỷ lệ hộ nghèo đạt 14,83%", "2.2"]] * 2


def test_heading_is_marked():
    heading = Entry(url="a.html", title="2.2. Về nội dung", kind="section", sections=("2.2",), page="A", heading=True)
    assert read(index_script([heading], {}))["entries"] == [["heading", "0", "", "2.2. Về nội dung", "", "2.2"]]


def test_script_cannot_be_closed_or_broken_by_text():
    text = "</script><!-- \"'\\ \\` ` ${alert(1)} \\"
    script = index_script([Entry(url="a.html", title=text, kind="page", page=text)], {text: text})
    assert "<" not in script
    data = read(script)
    assert data["pages"][0][1] == data["entries"][0][3] == data["abbreviations"][0][0] == text


def test_text_cannot_end_its_row_or_its_cell():
    entry = Entry(url="a.html", title="a\tb\nc\rd", kind="page", page="p")
    assert read(index_script([entry], {}))["entries"] == [["page", "0", "", "a b c d", "", ""]]


def test_nothing_to_find_is_still_a_script():
    empty = {"pages": [], "entries": [], "abbreviations": [], "everyday": [], "editions": [], "common": []}
    assert read(index_script([], {})) == empty


def test_an_answer_follows_its_row():
    row = read(index_script([replace(ENTRY, kind="figure", answer=("14,83%", "Mục tiêu"))], {}))["entries"][0]
    assert row[6:] == ["14,83%", "Mục tiêu"]


def test_the_directory_has_headings_and_records_by_name_only():
    heading = replace(ENTRY, title="2.2. Về nội dung", text="", heading=True)
    figure = replace(ENTRY, kind="figure", title="14,83% – Tỷ lệ", answer=("14,83%", "Mục tiêu", "Nêu là «mục tiêu»."))
    term = replace(ENTRY, kind="term", title="PAPI")
    assert directory([ENTRY, heading, figure, term]) == [
        heading,
        replace(figure, text="", answer=("14,83%", "Mục tiêu")),
    ]


def test_each_older_edition_has_a_script_of_its_own(loaded):
    older = replace(loaded.site.newest, id="2022")
    site = replace(loaded.site, editions=(older, *loaded.site.editions))
    pages = [*loaded.pages, *(replace(p, edition="2022", path=f"2022/{p.name}.md") for p in loaded.pages if p.edition)]
    found = scripts(site, pages)
    assert sorted(found) == ["search-2022.js", "search-index.js"]
    whole = read(found["search-2022.js"])
    index = read(found["search-index.js"])
    assert whole["edition"] == [["2022"]] and {page[0].split("/")[0] for page in whole["pages"]} <= {"2022", "tai-ve"}
    known = [row for row in index["entries"] if index["pages"][int(row[1])][0].startswith("2022/")]
    assert 0 < len(known) < len(whole["entries"]) and not any(row[4] for row in known)
    assert [edition[0] for edition in index["editions"]] == [loaded.site.newest.id, "2022"]


def test_what_the_site_says_in_other_words_is_in_the_index(loaded):
    index = read(scripts(loaded.site, loaded.pages)["search-index.js"])
    assert index["everyday"] == [[synonym.finds, *synonym.said] for synonym in loaded.site.synonyms]
    assert edition_script("2023", []) == "window.searchEdition={edition:`2023`,pages:``,entries:``};\n"


def test_a_synonym_that_names_a_page_follows_its_title(content):
    content.write("data/synonyms.yml", SYNONYMS.format("gioi-thieu.md", "về trang này", "ai làm trang"))
    content.edit("docs/gioi-thieu.md", "title: Giới thiệu trang web này", "title: Về trang web này")
    loaded = content.load()
    index = read(scripts(loaded.site, loaded.pages)["search-index.js"])
    assert index["everyday"] == [["Về trang web này", "về trang này", "ai làm trang"]]


def test_each_record_can_be_found(loaded, edition):
    index = read(scripts(loaded.site, loaded.pages)["search-index.js"])
    found = {(entry[0], entry[2]) for entry in index["entries"]}
    for kind, records in (
        ("figure", edition.figures),
        ("document", edition.documents),
        ("term", edition.terms),
        ("task", edition.tasks),
        ("erratum", edition.errata),
    ):
        assert {(kind, f"#{record.id.lower()}") for record in records} <= found


def test_files_of_the_whole_site_are_found_unless_they_are_left_out():
    found = [(entry.url, entry.title, entry.text, entry.kind) for entry in site_pages([], ("feed",))]
    assert found == [
        (files.OFFLINE, "Bản ngoại tuyến (ZIP)", "Tải về", "file"),
        ("SHA256SUMS", "Danh sách mã băm SHA-256 của mọi tệp", "Tải về", "file"),
    ]


SYNONYMS = """synonyms:
  - finds: {}
    said:
      - {}
      - {}
"""


def test_a_synonym_must_lead_to_words_that_are_there(content):
    content.write("data/synonyms.yml", SYNONYMS.format("bảo hiểm tàu vũ trụ", "phi thuyền", "tàu bay"))
    assert content.faults() == [
        'data/synonyms.yml:2:12: synonyms[0].finds: "bảo hiểm tàu vũ trụ" không có trong báo cáo, từ ngữ hay các trang: '
        "chép chữ có thật, hoặc bỏ mục này"
    ]


def test_a_word_leads_to_one_place_only(content):
    content.write(
        "data/synonyms.yml",
        SYNONYMS.format("hộ nghèo", "nhà nghèo", "Hộ nghèo") + "  - finds: khiếu nại\n    said:\n      - nhà nghèo\n",
    )
    assert content.faults() == [
        "data/synonyms.yml:5:9: synonyms[0].said[1]: trùng với chữ mà mục này dẫn tới: xóa dòng này",
        'data/synonyms.yml:8:9: synonyms[1].said[0]: "nhà nghèo" đã dẫn tới "hộ nghèo": mỗi chữ chỉ dẫn tới một nơi, '
        "xóa một dòng",
    ]
