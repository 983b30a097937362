"""The folders of the program stand in one order: each imports only from those before it."""

import ast
import re

import pytest

from tests.project import ROOT

ORDER = [
    "content", "datasets", "site", "rendering", "rules", "exports", "complete", "engine", "build", "editing", "drafting",
    "hosting", "live", "commands", "__main__",
]  # fmt: skip
PROGRAM = ROOT / "macros"


def imported(path):
    """The folder or module of the program that each import of a file, at any depth, is from."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module == "macros":
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and (node.module or "").startswith("macros."):
            yield node.module.split(".")[1]
        elif isinstance(node, ast.Import):
            yield from (alias.name.split(".")[1] for alias in node.names if alias.name.startswith("macros."))


def needs(part):
    files = (PROGRAM / part).rglob("*.py") if (PROGRAM / part).is_dir() else [PROGRAM / f"{part}.py"]
    return {found for file in files for found in imported(file)} - {part}


def test_every_folder_has_its_place():
    parts = {path.parent.name for path in PROGRAM.glob("*/__init__.py")} | {path.stem for path in PROGRAM.glob("*.py")}
    assert parts - {"__init__"} == set(ORDER)


@pytest.mark.parametrize("part", ORDER)
def test_imports_only_from_before(part):
    assert needs(part) <= set(ORDER[: ORDER.index(part)])


def test_hosting_needs_only_what_a_built_site_is():
    assert needs("hosting") == {"site"}


@pytest.mark.parametrize("folder", sorted(path.parent.name for path in PROGRAM.glob("*/__init__.py")))
def test_every_folder_says_what_it_owns(folder):
    assert ast.get_docstring(ast.parse((PROGRAM / folder / "__init__.py").read_text("utf-8")))


def test_every_file_that_hacking_names_is_there():
    """As `folder/name`, of the repository, the program or the shell; content comes and goes."""
    named = set(re.findall(r"`([a-z.]+/[\w./-]*)`", (ROOT / "HACKING.md").read_text("utf-8")))
    places = [ROOT, PROGRAM, PROGRAM / "rendering", ROOT / "overrides/assets"]
    missing = {
        name
        for name in named
        if not name.startswith(("data/", "docs/", "site/"))
        and not any((place / form).exists() for place in places for form in (name, f"{name}.py", _module(name)))
    }
    assert len(named) > 50 and missing == set()


def _module(name: str) -> str:
    """`rules/check.checked` is in `rules/check.py`."""
    return f"{name.rpartition('.')[0]}.py"
