"""Whatever is rightly added to the published content, the tests of that content stay green: nobody mends a test for it.

Each case is a copy of this repository as an editor would leave it, in which `test_published_content.py` is run.
"""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from tests.project import ROOT, Project, copy_all
from tests.test_added_editions import add_next_year, seal
from tests.test_editing import END_OF_FIGURE, append, guide, take_out

pytestmark = pytest.mark.slow

TESTS = shutil.ignore_patterns("__pycache__", "browser", "vendor")


def assert_its_tests_pass(project: Project) -> None:
    """Run the tests of the published content as they stand in the copy, on the copy's content."""
    for folder in ("tests", "schemas"):
        shutil.copytree(ROOT / folder, project.root / folder, ignore=TESTS)
    shutil.copy(ROOT / "pyproject.toml", project.root)
    done = project.python("pytest", "-q", "-p", "no:cacheprovider", "tests/test_published_content.py")
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.fixture
def published(tmp_path: Path) -> Project:
    """A copy of the published content that can be built."""
    return copy_all(tmp_path / "project", ROOT)


def again(project: Project, file: str, record: str) -> None:
    """Write a record of the guide at the end of its file; what the published content has of it is taken out before."""
    id = re.match(r"  - id: (\S+)", record)[1]
    if f"  - id: {id}\n" in project.read(file):
        take_out(project, file, id)
    append(project, file, record)


def replace(project: Project, file: str, old: str, new: str) -> None:
    """Replace `old`, unless an editor has done so, or has written something else there since."""
    if new not in project.read(file) and old in project.read(file):
        project.edit(file, old, new)


def correct_a_figure(project: Project) -> None:
    replace(project, "data/2023/figures.yml", END_OF_FIGURE, END_OF_FIGURE + guide(1)[0])


def add_a_document(project: Project) -> None:
    record, call = guide(2)
    again(project, "data/2023/documents.yml", record)
    replace(project, "docs/2023/1-chi-dao-dieu-hanh.md", "Kế hoạch số 32/KH-SLĐTBXH ngày 28/02/2023", call.strip())


def note_an_erratum(project: Project) -> None:
    record, call = guide(3)
    again(project, "data/2023/errata.yml", record)
    words = "công khai, thực hiện"
    replace(project, "docs/2023/2-4-kiem-soat-tham-nhung.md", words, words + call.strip())


def note_one_more(project: Project) -> None:
    """The guide's note at other words of its line, under a number that nobody has used."""
    record, call = (text.replace("E-47", "E-99") for text in guide(3))
    record = record.replace("mức độ toàn trình công khai, thực hiện", "Thường xuyên đôn đốc")
    record = re.sub(r"(problem|note): .*", r"\1: Câu này có thể thiếu chủ ngữ.", record)
    again(project, "data/2023/errata.yml", record)
    replace(
        project, "docs/2023/2-4-kiem-soat-tham-nhung.md", "Thường xuyên đôn đốc", "Thường xuyên đôn đốc" + call.strip()
    )


def correct_a_sentence(project: Project) -> None:
    old, new = guide(4)
    replace(project, "docs/gioi-thieu.md", old.strip(), new.strip())


def add_a_term(project: Project) -> None:
    again(project, "data/2023/terms.yml", guide(5)[0])


def add_one_more_term(project: Project) -> None:
    """The guide's term in other words, under a name that nobody has used."""
    record = guide(5)[0].replace("diem-phan-tram", "diem-co-ban").replace("điểm phần trăm", "điểm cơ bản", 1)
    again(project, "data/2023/terms.yml", record)


def add_words_that_people_type(project: Project) -> None:
    record = guide(8)[0]
    if record.splitlines()[0] not in project.read("data/synonyms.yml"):
        append(project, "data/synonyms.yml", record)


TASKS = [
    correct_a_figure,
    add_a_document,
    note_an_erratum,
    note_one_more,
    correct_a_sentence,
    add_a_term,
    add_one_more_term,
    add_words_that_people_type,
]


def test_after_each_task_of_the_guide(published: Project) -> None:
    for task in TASKS:
        task(published)
        assert published.faults() == [], task.__name__
    assert_its_tests_pass(published)


def in_year(text: str, year: int) -> str:
    return re.sub(r"2024(?!\d)", str(year), text)


def test_after_the_first_editions_of_two_other_departments(published: Project) -> None:
    """In a year that the published content will not have soon."""
    for name in ("edition-2024", "edition-2024-thang-3"):
        edition = name.removeprefix("edition-").replace("2024", "2098")
        for part in ("data", "docs"):
            for path in (ROOT / "tests/data" / name / part).iterdir():
                published.write(f"{part}/{edition}/{path.name}", in_year(path.read_text("utf-8"), 2098))
        seal(published, edition)
    assert published.faults() == []
    assert_its_tests_pass(published)


def test_after_the_next_edition_of_the_same_department(project: Project) -> None:
    add_next_year(project)
    assert project.faults() == []
    assert_its_tests_pass(project)
