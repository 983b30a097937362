"""A battery of edits as people make them: wrong ones are refused at their line in whole words, right ones pass.

`tests/data/wrong-edits.tsv` and `right-edits.tsv`: what stands in a file, what is written instead, and for the wrong ones
the fault's line counted from the edit and its message; `\\n` is the end of a line.
"""

import pytest

from tests.project import ROOT, copy_all

pytestmark = pytest.mark.slow


def rows(name: str) -> dict[str, list[str]]:
    """The edits of a table by name."""
    lines = (ROOT / "tests/data" / name).read_text("utf-8").splitlines()[1:]
    return {cells[0]: cells[1:] for cells in ([plain(cell) for cell in line.split("\t")] for line in lines)}


def plain(cell: str) -> str:
    return cell.replace("\\\\", "\0").replace("\\n", "\n").replace("\\t", "\t").replace("\0", "\\")


WRONG, RIGHT = rows("wrong-edits.tsv"), rows("right-edits.tsv")


@pytest.fixture(scope="module")
def kept(tmp_path_factory):
    """One copy of the content for all edits, released, so that it is sealed; each edit is taken back."""
    project = copy_all(tmp_path_factory.mktemp("edits") / "project")
    project.release()
    return project


def edited(project, file: str, old: str, new: str) -> list[str]:
    """The faults of the project with one edit, which is taken back."""
    before = project.read(file)
    project.edit(file, old, new)
    try:
        return project.faults()
    finally:
        project.write(file, before)


@pytest.mark.parametrize("name", WRONG)
def test_a_wrong_edit_is_refused_where_it_is(kept, name):
    file, old, new, offset, message = WRONG[name]
    line = kept.read(file).partition(old)[0].count("\n") + 1 + int(offset)
    faults = edited(kept, file, old, new)
    assert any(fault.startswith(f"{file}:{line}:") and fault.split(":", 3)[3].strip() == message for fault in faults), (
        faults
    )
    assert len(faults) <= 6, "one mistake, few messages"


@pytest.mark.parametrize("name", RIGHT)
def test_a_right_edit_passes(kept, name):
    assert edited(kept, *RIGHT[name]) == []


def test_the_battery_is_large_enough():
    assert len(WRONG) >= 150
    assert len(RIGHT) >= 40
