"""Loading a project: files that are missing, foreign or misnamed, and all faults of all files together."""

import shutil

import pytest

from macros.content import model

SHA = "bản đối chiếu source.txt đã bị thay đổi (mã băm hiện nay {}): khôi phục tệp source.txt"
EDITION_FILES = ", ".join(sorted(["source.txt", *(f"{name}.yml" for name in model.EDITION_FILES)]))
SITE_FILES = ", ".join(sorted(["addresses.yml", *(f"{name}.yml" for name in (*model.SITE_FILES, *model.REGISTERS))]))
PLACE = "loại tệp này không được đặt trong docs: trang viết bằng .md; hình đặt trong docs/assets"
PAGE = '---\ntitle: Thử\ndescription: "Thử."\n---\n\n{{ page_start() }}\n\nChữ.\n\n{{ page_end() }}\n'


def test_loads_the_whole_report(content):
    edition = content.load().site.newest
    counts = {name: len(getattr(edition, name)) for name in model.EDITION_FILES if name not in ("report", "literals")}
    assert counts == {
        "figures": 7,
        "derived": 4,
        "documents": 22,
        "organisations": len(edition.organisations),
        "terms": len(edition.terms),
        "contacts": len(edition.contacts),
        "tasks": 4,
        "answers": 0,
        "errata": 61,
    }
    assert sum(len(document.citations) for document in edition.documents) == 23
    assert len(edition.report.headings) == 13
    assert sum(erratum.treatment == "annotate" for erratum in edition.errata) == 16


LAYOUT = {  # what is done to the project → messages
    "edition_folder_with_a_bad_name": (
        lambda p: shutil.copytree(p / "data/2023", p / "data/nam-2023"),
        ['data/nam-2023:1:1: tên thư mục ấn bản phải bắt đầu bằng năm, ví dụ "2023"; gặp "nam-2023"'],
    ),
    "misspelt_file": (
        lambda p: (p / "data/2023/figure.yml").write_text("a: b\n"),
        [f'data/2023/figure.yml:1:1: tệp lạ; có phải là "figures.yml"? Các tệp được dùng: {EDITION_FILES}'],
    ),
    "unknown_file": (
        lambda p: (p / "data/2023/ghi-chu.txt").write_text("a\n"),
        [f"data/2023/ghi-chu.txt:1:1: tệp lạ. Các tệp được dùng: {EDITION_FILES}"],
    ),
    "unknown_file_of_the_site": (
        lambda p: (p / "data/ghi-chu.yml").write_text("a: b\n"),
        [f"data/ghi-chu.yml:1:1: tệp lạ. Các tệp được dùng: {SITE_FILES}"],
    ),
    "missing_report": (
        lambda p: (p / "data/2023/report.yml").unlink(),
        ["data/2023/report.yml:1:1: thiếu tệp: tạo tệp này"],
    ),
    "missing_settings": (lambda p: (p / "data/site.yml").unlink(), ["data/site.yml:1:1: thiếu tệp: tạo tệp này"]),
    "missing_source": (
        lambda p: (p / "data/2023/source.txt").unlink(),
        ["data/2023/source.txt:1:1: thiếu bản đối chiếu: chép nguyên văn báo cáo vào tệp này"],
    ),
    "source_not_utf8": (
        lambda p: (p / "data/2023/source.txt").write_bytes(b"\xff\n"),
        ['data/2023/source.txt:1:1: tệp không phải UTF-8: lưu lại tệp với bảng mã "UTF-8"'],
    ),
    "no_edition": (
        lambda p: shutil.rmtree(p / "data/2023"),
        ['data:1:1: chưa có ấn bản nào: tạo thư mục, ví dụ "data/2023"'],
    ),
    "no_data": (
        lambda p: shutil.rmtree(p / "data"),
        ["data/facts.yml:1:1: thiếu tệp: tạo tệp này", "data/site.yml:1:1: thiếu tệp: tạo tệp này"],
    ),
    "link_out_of_the_project": (
        lambda p: (p / "docs/ngoai.md").symlink_to("/etc/hostname"),
        ["docs/ngoai.md:1:1: là liên kết tới nơi khác: xóa liên kết, chép chính tệp vào đây"],
    ),
    "program_among_the_pages": (lambda p: (p / "docs/x.py").write_text("1\n"), [f"docs/x.py:1:1: {PLACE}"]),
}


@pytest.mark.parametrize(("spoil", "messages"), LAYOUT.values(), ids=LAYOUT)
def test_refuses_a_layout(content, spoil, messages):
    try:
        spoil(content.root)
    except OSError:  # Windows lets only some people make links
        pytest.xfail("this system makes no links")
    assert content.faults() == messages


def test_ignores_the_computers_own_files(content):
    for file in ("data/.DS_Store", "data/2023/.DS_Store", "docs/.DS_Store"):
        content.write(file, b"\0\1")
    assert content.faults() == []


CONTENT = {  # file, old, new → messages
    "wrong_top_key": (
        "data/2023/figures.yml",
        "figures:\n",
        "figure:\n",
        ['{at}: cần khóa "figures:" ở đầu tệp, gặp khóa "figure"'],
    ),
    "second_top_key": (
        "data/2023/figures.yml",
        "figures:\n",
        "ghi_chu: x\nfigures:\n",
        ['{at}: ghi_chu: khóa lạ "ghi_chu"; tệp này chỉ có khóa "figures"'],
    ),
    "front_matter_without_title": (
        "docs/gioi-thieu.md",
        "title: ",
        "titel: ",
        [
            '2:1: thiếu khóa "title": Tên trang.',
            '2:1: titel: khóa lạ "titel"; có phải là "title"? Các khóa được dùng: title, description, lang, own_numbers',
        ],
    ),
    "front_matter_that_turns_macros_off": (
        "docs/gioi-thieu.md",
        "---\ntitle",
        "---\nrender_macros: false\ntitle",
        [
            '2:1: render_macros: khóa lạ "render_macros". Các khóa được dùng: title, description, lang, own_numbers',
        ],
    ),
    "front_matter_that_shadows_a_macro": (
        "docs/gioi-thieu.md",
        "---\ntitle",
        "---\nfigure: x\ntitle",
        [
            '2:1: figure: khóa lạ "figure". Các khóa được dùng: title, description, lang, own_numbers',
        ],
    ),
    "front_matter_with_a_number": (
        "docs/luu-tru.md",
        "title: Lưu trữ các ấn bản",
        "title: 2023",
        [
            '2:8: title: cần chữ, gặp số 2023: viết trong ngoặc kép "2023"',
        ],
    ),
    "unknown_language": (
        "docs/luu-tru.md",
        "title: ",
        "lang: fr\ntitle: ",
        ['2:7: lang: cần một trong các giá trị vi, en; gặp "fr"'],
    ),
}


@pytest.mark.parametrize(("file", "old", "new", "messages"), CONTENT.values(), ids=CONTENT)
def test_refuses_content(content, file, old, new, messages):
    content.edit(file, old, new)
    place = content.at(file, new).removeprefix(f"{file}:")
    assert content.faults() == [f"{file}:{message.replace('{at}', place)}" for message in messages]


def test_tells_the_faults_of_all_files_together_and_sorted(content):
    content.edit("data/2023/figures.yml", 'value: "14.83"', 'value: "14,83"')
    content.edit("data/2023/figures.yml", "kind: result", "kind: resut")
    content.edit("data/2023/documents.yml", "date: 2021-01-21", "date: 2021-02-31")
    content.edit("data/site.yml", "official: false", "official: no")
    content.edit("docs/gioi-thieu.md", "{{ source_facts() }}", "{{ source_fact() }}")
    content.write("docs/tam.md", "Không có phần đầu.\n")
    faults = content.faults()
    assert [fault.partition(": ")[0] for fault in faults] == [
        content.at("data/2023/documents.yml", "2021-02-31"),
        content.at("data/2023/figures.yml", "resut"),
        content.at("data/2023/figures.yml", '"14,83"'),
        content.at("data/site.yml", "no\n"),
        content.at("docs/gioi-thieu.md", "{{ source_fact() }}"),
        "docs/tam.md:1:1",
    ]


def test_windows_line_ends_change_nothing(content):
    before = content.load().site
    for path in [*content.root.glob("data/**/*.yml"), *content.root.glob("docs/**/*.md")]:
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert content.load().site == before


def test_a_new_page_of_the_sites_own_needs_no_data(content):
    content.write("docs/moi.md", PAGE)
    assert content.faults() == []
