"""Nothing that content can hold breaks, hangs or deceives the program: bounds told in one line, and a fuzz of all inputs."""

import datetime
import io
import os
import shutil
import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from macros.__main__ import Plain
from macros.content import faults as fault_module
from macros.content.faults import ContentError, Fault, printable
from macros.editing import changes, notices
from macros.editing.revision import read_revision
from macros.rules.check import checked
from tests.project import CONTENT, ROOT, Project

FIGURES = "data/2023/figures.yml"
ABOUT = "docs/gioi-thieu.md"
SECTION = "docs/2023/2-4-kiem-soat-tham-nhung.md"
PLACE = "Nếu gặp trở ngại"
NAME = "tên tệp chỉ gồm chữ không dấu, chữ số, dấu chấm, gạch nối, không quá 100 ký tự: đổi tên tệp"
ENTRY = (
    'corrections:\n  - date: 2026-11-22\n    edition: "2023"\n    record: {}\n    kind: slip\n    what: Sửa.\n'
    "    before: a\n    after: b\n    why: Vì sai.\n"
)

TOO_MUCH = {  # file, what stands there, what is written instead → the end of the one message
    "a long line": (ABOUT, PLACE, "hoà " * 30_000, "nhiều nhất là 10000: chia thành nhiều đoạn"),
    "a long line of braces": (ABOUT, PLACE, "{{ " * 60_000, "nhiều nhất là 10000: chia thành nhiều đoạn"),
    "a long word": (
        ABOUT,
        PLACE,
        "a" * 5000 + " ",
        "một từ dài 5000 ký tự không có dấu cách, nhiều nhất là 300: xem có dán nhầm không",
    ),
    "a long word of data": (FIGURES, "công chức", "a" * 200_000, "nhiều nhất là 10000: chia thành nhiều đoạn"),
    "a long argument": (
        SECTION,
        "source(79)",
        f"source({'5' * 5000})",
        "nhiều nhất là 300: xem có dán nhầm không",
    ),
    "a long call": (
        SECTION,
        'figure("don-vi-thanh-tra")',
        f"figure({'1, ' * 200})",
        "macro dài quá 400 ký tự: xem có thiếu ngoặc nhọn đóng không",
    ),
    "brackets in a call": (
        SECTION,
        'figure("don-vi-thanh-tra")',
        f'figure({"( " * 180}"x")',
        '"x") }}; viết dạng {{ tên("giá trị") }}',
    ),
    "many links": (
        ABOUT,
        PLACE,
        "[a " * 3000,
        'đoạn có 3000 dấu "[", nhiều nhất là 60: chia đoạn, để một dòng trống ở giữa',
    ),
    "a deep quotation": (
        ABOUT,
        PLACE,
        "\n\n" + "> " * 3000,
        "danh sách hoặc trích dẫn lồng quá sâu: bớt dấu ở đầu dòng",
    ),
    "a deep list": (ABOUT, PLACE, "\n\n" + "1. " * 3000, "danh sách hoặc trích dẫn lồng quá sâu: bớt dấu ở đầu dòng"),
    "a long block": (
        ABOUT,
        PLACE,
        "a\n=\n" * 5000,
        "nhiều nhất là 300: chia đoạn, để một dòng trống ở giữa",
    ),
    "a large page": (ABOUT, PLACE, "a\n\n" * 200_000, "trang lớn hơn 300 kB: chia thành nhiều trang"),
    "a large data file": (FIGURES, "công chức", "a\n" * 1_100_000, "tệp lớn hơn 2 MB: chia nhỏ, hoặc bỏ phần thừa"),
    "a line that no copy has": (
        "data/2023/report.yml",
        "last_line: 127",
        "last_line: 127127127127",
        "first_line và last_line phải nằm trong 142 dòng của bản đối chiếu, đúng thứ tự",
    ),
    "digits without end": (
        FIGURES,
        'value: "14.83"',
        f'value: "{"9" * 40}"',
        f'cần một số trong ngoặc kép, ví dụ "14.83"; gặp "{"9" * 40}": trong dữ liệu dùng dấu chấm thập phân, viết "{"9" * 40}"',
    ),
}


@pytest.mark.parametrize("name", TOO_MUCH)
def test_what_is_too_much_is_told_in_one_line_and_at_once(content, name):
    file, old, new, message = TOO_MUCH[name]
    content.edit(file, old, new)
    start = time.process_time()
    faults = content.faults()
    assert time.process_time() - start < 2
    assert faults[0].startswith(f"{file}:") and faults[0].endswith(message), faults
    assert len(faults) == 1


@pytest.mark.parametrize("record", ["report/733", "source/x", "literals/x", "settings/x"])
def test_a_correction_of_what_is_no_record_is_told(content, record):
    content.write("data/corrections.yml", ENTRY.format(record))
    (fault,) = content.faults()
    assert fault.startswith("data/corrections.yml:4:13: corrections[0].record: ")


@pytest.mark.parametrize(
    "name", ["docs/a\nb.md", "docs/\x1b[31mx.md", "docs/Tên trang.md", "data/\x1b[2Jx.yml", "docs/a\udcff.md"]
)
def test_a_file_name_that_is_no_address_is_refused(content, name):
    (content.root / name).write_text("x", "utf-8")
    (fault,) = content.faults()
    assert fault == f"{printable(name)}:1:1: {NAME}"


def test_what_is_no_file_is_never_opened(content):
    os.mkfifo(content.root / "docs/cho.md")
    (content.root / "docs/thu-muc.md").mkdir()
    assert content.faults() == [
        "docs/cho.md:1:1: không phải tệp thường: xóa đi",
        "docs/thu-muc.md:1:1: là thư mục mang tên của tệp: đổi tên, hoặc xóa",
    ]


def test_a_large_picture_is_refused(content):
    content.write("docs/assets/anh.png", b"\x89PNG" + bytes(2_100_000))
    assert content.faults() == ["docs/assets/anh.png:1:1: tệp lớn hơn 2 MB: thu nhỏ hình rồi chép lại"]


def test_of_many_faults_the_first_are_told_and_the_rest_counted(content):
    content.write(FIGURES, "figures:\n" + "".join(f"  - k{number}: v\n" for number in range(20_000)))
    start = time.process_time()
    faults = content.faults()
    assert time.process_time() - start < 4
    assert len(faults) == fault_module.MOST + 1
    assert faults[-1].endswith(" lỗi nữa trong tệp này: sửa những lỗi trên rồi kiểm tra lại")


def test_a_page_whose_body_is_gone_is_told(content):
    text = content.read(SECTION)
    content.write(SECTION, text[: text.index("{{ page_start")])
    faults = content.faults()
    assert any(fault.startswith(f"{SECTION}:") and "thiếu đoạn ở dòng 75 " in fault for fault in faults)


# What is printed ---------------------------------------------------------------------------------------------------

FORGED = "docs/a\n::error file=README.md,line=1::x\r\x1b[31m##[error]y"


def test_no_message_can_forge_another(capsys):
    error = ContentError([Fault(FORGED, 1, 1, FORGED, f"gặp {FORGED}")])
    for told in (notices.text(error), notices.github(error)):
        assert not any(line.startswith("::error file=README.md") for line in told.split("\n"))
        assert printable(told.replace("\n", "")) == told.replace("\n", "")
    assert "\\x1b" not in notices.gitlab(None) and "\x1b" not in notices.gitlab(error)


def test_a_stream_obeys_nothing_but_the_ends_of_lines():
    written = io.BytesIO()
    stream = Plain(written, "utf-8")
    print("đúng\n\x1b[2Jsai\r\udcff\u202e##[group]", file=stream)
    stream.flush()
    assert written.getvalue().decode() == "đúng\n\\x1b[2Jsai\\r\\udcff\\u202e# #[group]\n"


def test_the_command_prints_through_that_stream(content):
    (content.root / "docs/\x1b[31mx.md").write_text("x", "utf-8")
    for form in notices.FORMATS:
        done = Project(ROOT).run("--root", str(content.root), "check", "--format", form)
        assert done.returncode == 1
        assert "\x1b" not in done.stdout + done.stderr and "Traceback" not in done.stderr


# Fuzz --------------------------------------------------------------------------------------------------------------

ODD = st.sampled_from(
    ["\x1b[2J", "\n", "\r", "::error::", "##[error]", "{{ ", " }}", "<", ">", "[", "](", "!", "`", "*", "_", "|", "\\",
     "«", "»", '"', "'", ": ", "- ", "# ", "&", "é", "đ", "\u202e", "\u200b", "\ud800", "0", "9" * 30, "-1", "1e9",
     "2003-02-30", "true", "null", "{", "}", "../", "//", "https://", "javascript:", "data:", " ", "  ", "\t", "x" * 400,
     "a\u0301", "\ufeff", "\x00", "&#106;", "{#", "{%", "%}", "=SUM(", "0912345678"]
)  # fmt: skip
TEXTS = st.lists(st.one_of(ODD, st.text(max_size=8)), max_size=8).map("".join)
CASES = st.tuples(
    st.sampled_from(["insert", "replace", "repeat", "whole", "name", "cut"]),
    st.floats(0, 1, exclude_max=True),
    TEXTS,
    st.integers(1, 4000),
)
COUNT = int(os.environ.get("FUZZ_CASES", "200"))


@pytest.fixture(scope="module")
def small(tmp_path_factory):
    """A small project: the site's own pages and the fixture edition."""
    root = tmp_path_factory.mktemp("fuzz") / "project"
    fixture = ROOT / "tests/data/edition-2024"
    shutil.copytree(fixture / "data", root / "data/2024")
    shutil.copytree(fixture / "docs", root / "docs/2024")
    project = Project(root)
    for file in ("data/site.yml", "data/facts.yml", "docs/gioi-thieu.md", "docs/index.md"):
        project.write(file, (CONTENT / file).read_bytes())
    project.write("data/corrections.yml", ENTRY.format("figures/cay-da-trong").replace("2023", "2024"))
    return project, sorted(path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file())


@pytest.mark.slow
@settings(
    max_examples=COUNT, deadline=None, database=None, derandomize=COUNT == 200, suppress_health_check=list(HealthCheck)
)
@given(where=st.floats(0, 1, exclude_max=True), case=CASES)
def test_whatever_is_written_is_read_or_told(small, where, case):
    project, files = small
    file = files[int(where * len(files))]
    kind, at, text, times = case
    path = project.root / file
    before = path.read_bytes()
    written = before.decode()
    place = int(at * len(written))
    put = text * (times if kind == "repeat" else 1)
    new = None
    if kind == "name":
        new = path.parent / (text.replace("/", "").replace("\x00", "")[:60] + path.suffix)
        if len(os.fsencode(new.name.encode("utf-8", "surrogateescape" if text.isprintable() else "replace"))) > 200:
            return
        try:
            if new.exists() or new.name in (".", ".."):
                return
            new.write_bytes(before)
        except (OSError, ValueError):  # the file system has no such name
            return
    else:
        after = {
            "whole": put,
            "cut": written[:place],
            "replace": written[:place] + put + written[place + len(text) :],
        }.get(kind, written[:place] + put + written[place:])
        path.write_bytes(after.encode("utf-8", "surrogatepass")[:3_000_000])
    try:
        read_or_told(project)
    finally:
        path.write_bytes(before)
        if new is not None and new != path:
            new.unlink()


def read_or_told(project):
    """The check reads or refuses the project within five seconds, and what it prints can be obeyed by nothing."""
    start = time.process_time()
    try:
        checked(project.root)
    except ContentError as error:
        for form in (notices.text(error), notices.github(error)):
            assert all(printable(line) == line for line in form.split("\n"))
            assert not any(line.startswith("::error::") for line in form.split("\n"))
        notices.gitlab(error)
    revision = read_revision(project.root)
    changes.summary(revision, revision)
    changes.unrecorded(revision, revision, datetime.date(2026, 11, 30))
    changes.decisions(revision, revision, datetime.date(2026, 11, 30))
    assert time.process_time() - start < 5
