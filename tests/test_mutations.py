"""A random slip in a random place either changes one field or is told to the editor; the program never breaks."""

import dataclasses
import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from macros.content.faults import ContentError
from macros.rules.check import checked
from tests.project import CONTENT, copy_content

pytestmark = pytest.mark.slow

FILES = sorted(
    path.relative_to(CONTENT).as_posix()
    for pattern in ("data/**/*.yml", "docs/*.md", "docs/2023/*.md")
    for path in CONTENT.glob(pattern)
)
SLIPS = [
    *"aêđ 0159-:#\"'[]{}<>&*!|%@`\\,.~?/()=_",
    "\n",
    "\t",
    "\u00a0",
    "\u200b",
    "\u0301",
    "\ufeff",
    "\u202e",
    "\r",
    "  ",
    "- ",
    "{{",
    "}}",
    "no",
    "null",
    "105",
]
VIETNAMESE = re.compile("[àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ]")

slips = st.tuples(
    st.sampled_from(["delete", "insert", "replace", "delete line", "repeat line", "swap lines"]),
    st.floats(0, 1, exclude_max=True),
    st.sampled_from(SLIPS),
)


def slip(text: str, kind: str, where: float, put: str) -> str:
    """`text` with one slip of that kind at about `where`, from 0 to 1."""
    if "line" not in kind:
        at = int(where * len(text))
        return text[:at] + ("" if kind == "delete" else put) + text[at + (kind != "insert") :]
    lines = text.split("\n")
    at = int(where * (len(lines) - 1))
    if kind == "delete line":
        del lines[at]
    elif kind == "repeat line":
        lines.insert(at, lines[at])
    else:
        lines[at : at + 2] = reversed(lines[at : at + 2])
    return "\n".join(lines)


def changed(one, other, path="") -> list[str]:
    """The fields in which two records differ."""
    if dataclasses.is_dataclass(one) and type(one) is type(other):
        pairs = [
            (f".{field.name}", getattr(one, field.name), getattr(other, field.name))
            for field in dataclasses.fields(one)
        ]
    elif isinstance(one, tuple) and isinstance(other, tuple) and len(one) == len(other):
        pairs = [(f"[{index}]", *pair) for index, pair in enumerate(zip(one, other))]
    else:
        return [] if one == other else [path]
    return [difference for name, ours, theirs in pairs for difference in changed(ours, theirs, path + name)]


@pytest.fixture(scope="module")
def untouched(tmp_path_factory):
    project = copy_content(tmp_path_factory.mktemp("mutations") / "project")
    return project, project.load().site


@settings(max_examples=80, derandomize=True, deadline=None, database=None, suppress_health_check=list(HealthCheck))
@given(file=st.sampled_from(FILES), mutation=slips)
def test_a_slip_changes_one_field_or_is_told(untouched, file, mutation):
    project, site = untouched
    before = project.read(file)
    project.write(file, slip(before, *mutation))
    try:
        differences = changed(site, checked(project.root).site)
    except ContentError as error:
        assert error.faults
        for fault in error.faults:
            told(project, fault)
    else:
        assert len(differences) <= (2 if "line" in mutation[0] else 1)
        assert differences == [] or file.startswith("data/")
    finally:
        project.write(file, before)


def told(project, fault):
    """The fault names a place that exists, in Vietnamese."""
    path = project.root / fault.file
    assert VIETNAMESE.search(fault.message), fault
    if fault.message.startswith("thiếu"):
        return
    assert path.is_file(), fault
    lines = path.read_bytes().decode("utf-8", "replace").replace("\r\n", "\n").split("\n")
    assert 1 <= fault.line <= len(lines), fault
    assert 1 <= fault.column <= len(lines[fault.line - 1]) + 1, fault
