"""Every page name is told once in the program and once in the shell, and the two agree."""

import re

import pytest

from macros.content import page_names
from tests.project import ROOT

NAMES = {name: value for name, value in vars(page_names).items() if name.isupper()}
WRITTEN = re.compile(rf"""["'/}}](?:{"|".join(NAMES.values())})(?:\.html[^"']*)?["']""")
EXAMPLES = ("good=(", "ví dụ", "`")  # what tells readers of the program and of messages what an address looks like


@pytest.mark.parametrize("suffix", [".py", ".html"])
def test_the_program_names_pages_in_one_place(suffix):
    found = [
        f"{path.relative_to(ROOT)}: {line.strip()}"
        for path in (ROOT / "macros").rglob(f"*{suffix}")
        if path.name != "page_names.py"
        for line in path.read_text("utf-8").splitlines()
        if WRITTEN.search(line) and not any(example in line for example in EXAMPLES)
    ]
    assert found == []


def test_the_shell_names_pages_in_one_place():
    found = [path for path in (ROOT / "overrides").rglob("*.html") if WRITTEN.search(path.read_text("utf-8"))]
    assert found == [ROOT / "overrides/partials/pages.html"]


def test_both_lists_agree():
    text = (ROOT / "overrides/partials/pages.html").read_text("utf-8")
    shell = dict(re.findall(r'set (\w+) = "([a-z-]+)\.html"', text))
    own = {name: value for name, value in shell.items() if name not in ("home", "english")}
    assert own and own == {name: NAMES[name.upper()] for name in own}


def test_every_named_page_of_the_site_is_there():
    for name in (page_names.ABOUT, page_names.ARCHIVE, page_names.DATA, page_names.SEARCH, page_names.UPDATES):
        assert (ROOT / f"docs/{name}.md").is_file()
