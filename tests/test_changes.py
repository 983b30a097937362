"""What a change does, for the reviewer: the summary says it in the report's terms, and unrecorded changes fail."""

import datetime
import re
import shutil
import subprocess

import pytest

from macros.editing import changes
from macros.editing.revision import NoRevision, folder_of, read_revision
from tests.project import ROOT, Project

TODAY = datetime.date(2026, 11, 30)
FIGURES = "data/2023/figures.yml"


@pytest.fixture
def base(content, tmp_path):
    """The revision before the edits of `content`."""
    shutil.copytree(content.root, tmp_path / "base")
    return tmp_path / "base"


def compare(base, content) -> tuple[str, list[str]]:
    old, new = read_revision(base), read_revision(content.root)
    return changes.summary(old, new), changes.unrecorded(old, new, TODAY)


def run(base, content) -> subprocess.CompletedProcess:
    return Project(ROOT).run("--root", str(content.root), "changes", str(base))


def test_says_nothing_about_a_change_without_effect(base, content):
    content.edit(FIGURES, "# Bảy số liệu", "# Cả bảy số liệu")
    content.edit(FIGURES, "    unit: công chức\n", '    unit: "công chức"\n\n')
    content.edit("docs/gioi-thieu.md", "\n\n## PAPI là gì", "\n\n\n## PAPI là gì")
    assert compare(base, content) == ("", [])
    done = run(base, content)
    assert (done.returncode, done.stdout) == (0, "")


def test_tells_a_ratio_by_how_much_and_what_follows(base, content):
    content.edit(FIGURES, "denominator: 113", "denominator: 115")
    done = run(base, content)
    assert (
        "- **Thủ tục hành chính được nâng mức độ toàn trình** (`2023/figures/thu-tuc-toan-trinh`, Kết quả, đơn vị thủ tục hành chính)\n"
        in done.stdout
    )
    assert "  - chênh lệch: mẫu số +2\n" in done.stdout
    assert "### Giá trị trang này tính ra\n\n- Tỷ lệ của 105 trên 113 thủ tục: 92,92% → **91,30%**\n" in done.stdout


def test_tells_old_and_new_around_what_differs(base, content):
    content.edit(FIGURES, "    name: Tỷ lệ hộ nghèo năm 2023\n", "    name: Tỷ lệ hộ nghèo của năm 2023\n")
    summary, _ = compare(base, content)
    assert "  - tên ngắn của số liệu: «Tỷ lệ hộ nghèo năm 2023» → «Tỷ lệ hộ nghèo của năm 2023»\n" in summary
    assert "hiện ở: `2023/2-2-cong-khai-minh-bach.html`" in summary


def test_tells_items_of_a_list(base, content):
    content.edit(FIGURES, "      - «3%» có thể đã được làm tròn.\n", "")
    summary, missing = compare(base, content)
    assert "  - những điều cần thận trọng khi dùng số liệu: bỏ «««3%» có thể" not in summary
    assert "bỏ ««3%» có thể đã được làm tròn.»" in summary
    assert len(missing) == 1


def test_a_field_is_told_by_its_vietnamese_name(base, content):
    content.edit("data/2023/errata.yml", "    treatment: list\n", "    treatment: annotate\n")
    content.edit("data/documents.yml", "      state: expired\n", "      state: amended\n")
    summary, _ = compare(base, content)
    assert "  - cách xử lý: «list» → «annotate»\n" in summary
    assert "hiệu lực: «expired» → «amended»\n" in summary


def test_tells_words_that_people_may_type(base, content):
    finds, said = re.search(r"- finds: (.+)\n    said:\n      - (.+)\n", content.read("data/synonyms.yml")).groups()
    content.edit("data/synonyms.yml", f"      - {said}\n", "      - chữ chưa ai gõ\n")
    assert compare(base, content) == (
        f"## Thay đổi nội dung\n\n### Chữ người dân hay gõ\n\n- thêm: gõ «chữ chưa ai gõ» thì tìm «{finds}»\n"
        f"- bỏ: gõ «{said}» thì tìm «{finds}»\n",
        [],
    )


def test_tells_pages_and_source(base, content):
    content.write("docs/moi.md", "---\ntitle: Mới\ndescription: Mới.\n---\n\nChữ.\n")
    content.edit("docs/luu-tru.md", "title: Lưu trữ các ấn bản", "title: Lưu trữ")
    content.edit("data/2023/source.txt", "Năm 2003", "Năm 2023")
    summary, _ = compare(base, content)
    assert "- `data/2023/source.txt`, dòng 81: " in summary
    assert "- thêm trang `moi.html`\n" in summary
    assert "- `luu-tru.html`, title: «Lưu trữ các ấn bản» → «Lưu trữ»\n" in summary


def test_markdown_of_an_editor_is_shown_not_obeyed(base, content):
    content.edit("docs/gioi-thieu.md", "Nếu gặp trở ngại", "Nếu *gặp* [trở ngại](https://example.com) <b>")
    summary, _ = compare(base, content)
    assert "\\*gặp\\* \\[trở ngại\\](https://example.com) \\<b\\>" in summary


def test_a_published_record_changed_without_an_entry_fails(base, content):
    content.edit(FIGURES, "    name: Tỷ lệ hộ nghèo năm 2023\n", "    name: Tỷ lệ hộ nghèo của năm 2023\n")
    done = run(base, content)
    assert done.returncode == 1
    assert done.stderr == "1 bản ghi đã công bố bị sửa mà chưa ghi nhận trong data/corrections.yml.\n"
    assert "record: figures/ho-ngheo-2023\n    kind: slip\n" in done.stdout


def test_an_entry_of_before_does_not_cover_a_change_of_now(base, content):
    entry = (
        'corrections:\n  - date: 2026-11-22\n    edition: "2023"\n    record: figures/ho-ngheo-2023\n    kind: update\n'
        "    what: Viết lại tên cho rõ.\n    before: Tỷ lệ hộ nghèo năm 2023\n    after: Tỷ lệ hộ nghèo của năm 2023\n    why: Cho rõ.\n"
    )
    content.write("data/corrections.yml", entry)
    content.edit(FIGURES, "    name: Tỷ lệ hộ nghèo năm 2023\n", "    name: Tỷ lệ hộ nghèo của năm 2023\n")
    assert content.faults() == []
    assert run(base, content).returncode == 0
    shutil.copy(content.root / "data/corrections.yml", base / "data/corrections.yml")
    assert run(base, content).returncode == 1


def test_a_removed_record_needs_an_entry_and_a_new_one_does_not(base, content):
    content.edit("data/2023/terms.yml", "id: diem-phan-tram", "id: diem-phan-tram-moi")
    summary, missing = compare(base, content)
    assert "- thêm **điểm phần trăm** (`2023/terms/diem-phan-tram-moi`)" in summary
    assert "- bỏ **điểm phần trăm** (`2023/terms/diem-phan-tram`)" in summary
    assert len(missing) == 1 and "record: terms/diem-phan-tram\n    kind: removed" in missing[0]


def test_an_unreadable_revision_is_compared_as_far_as_it_can_be_read(base, content):
    (base / FIGURES).write_text("figures: [14,83", "utf-8")
    summary, _ = compare(base, content)
    assert summary.count("- thêm **") == 7


@pytest.mark.slow
@pytest.mark.needs_git
def test_compares_revisions_of_git(content):
    def git(*arguments):
        subprocess.run(
            ["git", "-c", "user.name=t", "-c", "user.email=t@example.com", *arguments],
            cwd=content.root,
            check=True,
            capture_output=True,
        )

    git("init", "-q", "-b", "main")
    git("add", ".")
    git("commit", "-q", "-m", "first")
    content.edit("docs/gioi-thieu.md", "Nếu gặp trở ngại", "Nếu có trở ngại")
    done = run("main", content)
    assert "`gioi-thieu.html`, dòng" in done.stdout and "«" in done.stdout
    git("commit", "-q", "-a", "-m", "second")
    assert run("main", content).stdout == ""
    assert Project(ROOT).run("--root", str(content.root), "changes", "main~1", "main").stdout == done.stdout


@pytest.mark.needs_git
def test_an_unknown_revision_is_told(content):
    told = 'không có bản "khong-co": ghi tên nhánh, mã commit, hoặc một thư mục'
    with pytest.raises(NoRevision, match=told), folder_of(content.root, "khong-co"):
        pass


# What a person must decide -----------------------------------------------------------------------------------------

ENTRY = (
    'corrections:\n  - date: 2026-11-22\n    edition: "2023"\n    record: figures/ho-ngheo-2023\n    kind: update\n'
    "    what: Viết lại tên.\n    before: {}\n    after: {}\n    why: Cho rõ.\n"
)


def decided(base, content) -> list[str]:
    return changes.decisions(read_revision(base), read_revision(content.root), TODAY)


def test_a_published_entry_that_is_gone_or_rewritten_is_told(base, content):
    (base / "data/corrections.yml").write_text(ENTRY.format("a", "b"), "utf-8")
    (told,) = decided(base, content)
    assert told.startswith(
        "mục đã công bố ngày 2026-11-22 về `2023/figures/ho-ngheo-2023` (nay «b») bị xóa hoặc viết lại"
    )
    content.write("data/corrections.yml", ENTRY.format("a", "c"))
    assert any(told.startswith("mục đã công bố") for told in decided(base, content))


def test_an_entry_tells_what_was_published_and_what_is_now(base, content):
    content.edit(FIGURES, "    name: Tỷ lệ hộ nghèo năm 2023\n", "    name: Tỷ lệ của tỉnh\n")
    content.write("data/corrections.yml", ENTRY.format("Tỷ lệ hộ nghèo năm 2023", "Tỷ lệ của tỉnh"))
    assert decided(base, content) == []
    content.write("data/corrections.yml", ENTRY.format("Tên khác hẳn", "Tỷ lệ của tỉnh"))
    assert decided(base, content) == [
        "mục mới về `figures/ho-ngheo-2023`: before «Tên khác hẳn» mà bản đã công bố không ghi như thế: chép đúng giá trị"
    ]


def test_a_lost_page_a_late_date_and_a_changed_copy_are_told(base, content):
    (content.root / "docs/english.md").unlink()
    content.edit("data/facts.yml", "checked: 2026-11-22", "checked: 2062-11-22")
    content.edit("data/2023/source.txt", "Năm 2003", "Năm 2023")
    content.edit("data/addresses.yml", "  - 2023/don-vi.html\n", "")
    told = decided(base, content)
    for beginning in (
        "bản đối chiếu `data/2023/source.txt` đã công bố bị sửa",
        "địa chỉ `english.html` không còn",
        "1 dòng bị xóa khỏi `published` của data/addresses.yml (ví dụ `2023/don-vi.html`)",
        "data/facts.yml, dòng",
    ):
        assert any(line.startswith(beginning) for line in told), told
    assert len(told) == 4


def test_the_entry_that_is_missing_is_filled_in(base, content):
    content.edit(FIGURES, "    name: Tỷ lệ hộ nghèo năm 2023\n", "    name: Tỷ lệ của tỉnh\n")
    (entry,) = changes.unrecorded(read_revision(base), read_revision(content.root), TODAY)
    assert entry == (
        '  - date: 2026-11-30\n    edition: "2023"\n    record: figures/ho-ngheo-2023\n    kind: slip\n'
        '    what: "Sửa tên ngắn của số liệu."\n    before: "Tỷ lệ hộ nghèo năm 2023"\n    after: "Tỷ lệ của tỉnh"\n    why: …'
    )


def test_a_change_of_the_program_is_warned_of(project, tmp_path):
    shutil.copytree(project.root, tmp_path / "base")
    project.write("overrides/assets/site.css", "x")
    project.write("docs/assets/anh.png", b"x")
    summary = changes.summary(read_revision(tmp_path / "base"), read_revision(project.root))
    assert "**Cảnh báo: đề nghị này không chỉ sửa nội dung mà sửa kiểu trình bày hoặc mã chạy trong trang.**" in summary
    assert "- sửa `overrides/assets/site.css`: kiểu trình bày hoặc mã chạy trong trang" in summary
    assert "- thêm `docs/assets/anh.png`: hình" in summary
