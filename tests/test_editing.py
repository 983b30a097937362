"""The five tasks of CONTRIBUTING.md, each played with the guide's own text: check, site and change summary agree."""

import re
import shutil

import pytest

from tests.dom import read_file
from tests.project import ROOT, Project

pytestmark = pytest.mark.slow

GUIDE = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
END_OF_FIGURE = (  # of the guide's first task: «sau dòng english»
    "    english: Poor-household rate of the province in 2023 (introduced as a target, yet worded as reached)\n"
)


def guide(number: int) -> list[str]:
    """The fenced blocks of a task in the guide, in order."""
    section = re.search(rf"^## Việc {number}\..*?(?=^## )", GUIDE, re.M | re.S)[0]
    return re.findall(r"^```\w+\n(.*?)^```", section, re.M | re.S)


def take_out(project: Project, file: str, id: str):
    """Remove a record, as if nobody had written it yet."""
    text = project.read(file)
    record = re.search(rf"^  - id: {id}\n(?:(?!  - id:).*\n)*", text, re.M)
    project.write(file, text.replace(record[0], ""))
    listed = project.read("data/addresses.yml")
    project.write("data/addresses.yml", re.sub(rf"^  - \S+#{id.lower()}\n", "", listed, flags=re.M))


def append(project: Project, file: str, text: str):
    project.write(file, project.read(file).rstrip("\n") + "\n" + text)


@pytest.fixture
def before(project, tmp_path):
    """Keeps the project as it was: `before()` copies it once the task's starting point is ready."""

    def keep():
        for folder in ("data", "docs"):
            shutil.copytree(project.root / folder, tmp_path / "before" / folder)
        return tmp_path / "before"

    return keep


def build(project: Project):
    done = project.run("build", "--site", "out")
    assert done.returncode == 0, done.stdout + done.stderr
    return project.root / "out"


def text(site, page: str) -> str:
    return read_file(site / page).text()


def changes(project: Project, base) -> str:
    done = project.run("changes", str(base))
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_correct_a_figure(project, before):
    base = before()
    correction, _ = guide(1)
    project.edit("data/2023/figures.yml", END_OF_FIGURE, END_OF_FIGURE + correction)
    assert project.faults() == []
    site = build(project)
    section = read_file(site / "2023/2-2-cong-khai-minh-bach.html")
    paragraph = section.one("p", id="dong-45")
    assert "đạt 14,83%. Tập trung" in paragraph.text(without="data-editorial")
    assert "Cơ quan ban hành đính chính ngày 01 tháng 02 năm 2024: 14,38%" in paragraph.text()
    for page in ("index.html", "2023/so-lieu.html"):
        assert "14,83% (đính chính: 14,38%)" in text(site, page)
    assert "14,83% (corrected by the issuer: 14,38%)" in text(site, "english.html")
    record = read_file(site / "2023/so-lieu.html").one("article", id="ho-ngheo-2023").text()
    assert "Trước: «14,83%». Nay: «14,38%»." in record
    assert "theo số đính chính: 17,38% = 14,38 + 3" in record
    assert "Ghi thêm đính chính của cơ quan ban hành." in text(site, "cap-nhat.html")
    summary = changes(project, base)
    assert summary.startswith("""## Thay đổi nội dung

### Số liệu

- **Tỷ lệ hộ nghèo năm 2023** (`2023/figures/ho-ngheo-2023`, Mục tiêu, đơn vị %)
  - đính chính của cơ quan ban hành: thêm «14,38%; 14.38; 2024-02-01; Văn bản đính chính (ví dụ); 2026-11-23»
  - chênh lệch: −0,45 điểm phần trăm
  - hiện ở: `2023/2-2-cong-khai-minh-bach.html`, `2023/so-lieu.html`, `english.html`, `index.html`, `tim-kiem.html`
""")
    assert re.findall(r"^### (.*)", summary, re.M) == [
        "Số liệu",
        "Ghi nhận ở trang «Cập nhật và sửa lỗi»",
        "Giá trị trang này tính ra",
    ]
    project.edit(
        "data/2023/figures.yml",
        "label_note: Bài đăng gọi 14,83%",
        "label_note: Nay đính chính 14,38%; bài đăng gọi 14,83%",
    )
    assert project.faults() == []  # our own words may tell the corrected number


def test_add_a_document(project, before):
    take_out(project, "data/2023/documents.yml", "32-kh-sldtbxh")
    record, call = guide(2)
    page = "docs/2023/1-chi-dao-dieu-hanh.md"
    project.edit(page, call.strip(), "Kế hoạch số 32/KH-SLĐTBXH ngày 28/02/2023")
    assert any('văn bản viết thẳng "Kế hoạch số"' in fault for fault in project.faults())
    base = before()
    append(project, "data/2023/documents.yml", record)
    project.edit(page, "Kế hoạch số 32/KH-SLĐTBXH ngày 28/02/2023", call.strip())
    assert project.faults() == []
    site = build(project)
    assert "Kế hoạch số 32/KH-SLĐTBXH ngày 28/02/2023" in text(site, "2023/1-chi-dao-dieu-hanh.html")
    assert read_file(site / "2023/van-ban.html").one("article", id="32-kh-sldtbxh")
    summary = changes(project, base)
    assert re.findall(r"^### (.*)", summary, re.M) == ["Văn bản", "Lời văn trên trang"]
    assert "- thêm **Kế hoạch số 32/KH-SLĐTBXH** (`2023/documents/32-kh-sldtbxh`)" in summary
    assert "`2023/1-chi-dao-dieu-hanh.html`, dòng" in summary


def test_note_an_erratum(project, before):
    take_out(project, "data/2023/errata.yml", "E-47")
    record, call = guide(3)
    page = "docs/2023/2-4-kiem-soat-tham-nhung.md"
    project.edit(page, call.strip(), "")
    assert project.faults() == []
    base = before()
    append(project, "data/2023/errata.yml", record)
    project.edit(page, "công khai, thực hiện", "công khai, thực hiện" + call.strip())
    assert project.faults() == []
    site = build(project)
    note = "có thể đọc là mức độ toàn trình, rồi đến việc công khai."
    for name in ("2023/2-4-kiem-soat-tham-nhung.html", "2023/toan-van.html", "2023/luu-y.html"):
        assert note in text(site, name)
    summary = changes(project, base)
    assert re.findall(r"^### (.*)", summary, re.M) == ["Lưu ý về nguyên văn", "Lời văn trên trang"]
    assert "(`2023/errata/E-47`)" in summary


def test_correct_a_sentence(project, before):
    base = before()
    old, new = guide(4)
    project.edit("docs/gioi-thieu.md", old.strip(), new.strip())
    assert project.faults() == []
    site = build(project)
    assert new.strip() in text(site, "gioi-thieu.html")
    summary = changes(project, base)
    assert re.findall(r"^### (.*)", summary, re.M) == ["Lời văn trên trang"]
    assert "- `gioi-thieu.html`, dòng" in summary and "khi đọc, xin báo" in summary


def test_add_a_term(project, before):
    take_out(project, "data/2023/terms.yml", "diem-phan-tram")
    assert project.faults() == []
    base = before()
    (record,) = guide(5)
    append(project, "data/2023/terms.yml", record)
    assert project.faults() == []
    site = build(project)
    assert "Hiệu giữa hai tỷ lệ phần trăm" in text(site, "2023/thuat-ngu.html")
    assert "điểm phần trăm" in text(site, "tim-kiem.html")
    summary = changes(project, base)
    assert re.findall(r"^### (.*)", summary, re.M) == ["Từ ngữ"]
    assert "- thêm **điểm phần trăm** (`2023/terms/diem-phan-tram`)" in summary


# The path to the line ---------------------------------------------------------------------------------------------


def settings(project, host: str, feedback: str):
    project.edit(
        "data/site.yml",
        "official: false\n",
        (
            f"official: false\nfeedback: {feedback}\nrepository:\n  url: https://git.example/nhom/bao-cao\n  branch: main\n  host: {host}\n"
        ),
    )


def links(site, page: str) -> dict[str, str]:
    """Text → address of the links for editors, of the figure `ho-ngheo-2023` and of its page."""
    html = read_file(site / page)
    found = html.one("article", id="ho-ngheo-2023").all("a") + html.one(class_="page-end").all("a")
    return {link.text(): link["href"] for link in found}


def test_links_lead_to_the_line_in_the_host_s_editor(project):
    settings(project, "github", "mailto:ban-bien-tap@example.vn")
    site = build(project)
    line = project.at("data/2023/figures.yml", "id: ho-ngheo-2023").split(":")[1]
    found = links(site, "2023/so-lieu.html")
    assert found["Đề nghị sửa"] == f"https://git.example/nhom/bao-cao/edit/main/data/2023/figures.yml#L{line}"
    assert found["Đề nghị sửa trang này"] == "https://git.example/nhom/bao-cao/edit/main/docs/2023/so-lieu.md#L1"
    assert found["Báo lỗi"].startswith(
        "mailto:ban-bien-tap@example.vn?subject=B%C3%A1o%20l%E1%BB%97i%20trang%202023/so-lieu.html"
    )
    assert "figures/ho-ngheo-2023" in found["Báo lỗi"]
    for page, count in (
        ("van-ban", 22),
        ("thuat-ngu", len(read_file(site / "2023/thuat-ngu.html").all("dt"))),
        ("nhiem-vu", 4),
        ("so-lieu", 7),
    ):
        assert (
            len(
                [
                    a
                    for a in read_file(site / f"2023/{page}.html").all("a")
                    if a.text().startswith("Đề nghị sửa") and a.text() != "Đề nghị sửa trang này"
                ]
            )
            == count
        )


def test_links_for_gitlab(project):
    settings(project, "gitlab", "https://git.example/nhom/bao-cao/-/issues/new")
    found = links(build(project), "2023/so-lieu.html")
    assert found["Đề nghị sửa trang này"] == "https://git.example/nhom/bao-cao/-/edit/main/docs/2023/so-lieu.md#L1"
    assert found["Báo lỗi"].startswith("https://git.example/nhom/bao-cao/-/issues/new?issue%5Btitle%5D=B%C3%A1o")


def test_without_a_repository_and_an_address_nothing_is_said_of_files(built_site):
    for page in built_site.rglob("*.html"):
        foot = [part.text() for name in ("page-end", "record-links") for part in read_file(page).all(class_=name)]
        assert not re.search(r"docs/|data/|\.yml|\.md|Mã trang", " ".join(foot)), page
    html = read_file(built_site / "2023/so-lieu.html")
    assert "Cách sửa lỗi" in html.one(class_="page-end").text()
    assert not any("mailto:sldtbxh" in link["href"] and "subject" in link["href"] for link in html.all("a", href=True))


def test_where_used_names_files_lines_and_pages(content):
    done = Project(ROOT).run("--root", str(content.root), "uses", "thu-tuc-toan-trinh")
    lines = done.stdout.splitlines()
    assert (
        lines[0]
        == content.at("data/2023/figures.yml", "id: thu-tuc-toan-trinh").rsplit(":", 1)[0]
        + ": bản ghi figures/thu-tuc-toan-trinh"
    )
    place = content.at("docs/2023/2-4-kiem-soat-tham-nhung.md", '{{ figure("thu-tuc-toan-trinh") }}')
    assert f"{place}: dùng: figure (trang 2023/2-4-kiem-soat-tham-nhung.html)" in lines
    assert any("derived.yml" in line and "dẫn tới thu-tuc-toan-trinh" in line for line in lines)


def test_every_macro_is_in_the_guide():
    from macros.rendering.macros import SIGNATURES

    missing = [name for name in SIGNATURES if f"{{{{ {name}(" not in GUIDE]
    assert missing == []


def test_the_guide_calls_macros_rightly(content):
    """Every call in the guide's table of macros works on the real data, which has no series yet (tests/test_years)."""
    calls = re.findall(r"`(\{\{ \w+\(.*?\) \}\})`", GUIDE.partition("## Các macro")[2])
    for number, call in enumerate(calls):  # a page each: two lists on one would have the same places
        if not re.match(r"\{\{ (page_|source|full_text|series)", call):
            front = f'---\ntitle: Thử {number}\ndescription: "Thử {number}."\n---\n'
            body = f"{front}\n{{{{ page_start() }}}}\n\n{call}\n\n{{{{ page_end() }}}}\n"
            content.write(f"docs/thu-{chr(97 + number // 26)}{chr(97 + number % 26)}.md", body)
    assert content.faults() == []


def test_every_folder_is_in_hacking():
    hacking = (ROOT / "HACKING.md").read_text("utf-8")
    places = [path.parent for path in (ROOT / "macros").glob("*/__init__.py")] + list((ROOT / "macros").glob("*.py"))
    named = [path.relative_to(ROOT).as_posix() + "/" * path.is_dir() for path in places]
    assert [place for place in named if f"`{place}`" not in hacking] == []


def test_every_dependency_is_in_hacking():
    hacking = (ROOT / "HACKING.md").read_text("utf-8")
    lines = "\n".join((ROOT / name).read_text("utf-8") for name in ("requirements.in", "requirements-test.in"))
    names = re.findall(r"^([A-Za-z][\w-]*)", lines, re.M)
    assert [name for name in names if not re.search(rf"^\| .*\b{name}\b", hacking, re.M)] == []


def test_every_macro_of_a_list_says_what_it_shows():
    from macros.content.uses import COLLECTIONS, LISTS
    from macros.rendering.macros import SIGNATURES

    elsewhere = {
        "source",
        "fact",
        "report_number",
        "report_date",
        "page_start",
        "page_end",
        "full_text",
        "limits",
        "downloads_list",
        "data_dictionary",
        "traffic",
        "feedback",
        "brace",
    }
    assert [
        name for name in SIGNATURES if name not in COLLECTIONS and name not in LISTS and name not in elsewhere
    ] == []
