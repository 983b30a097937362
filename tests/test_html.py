"""Every built page through the W3C's Nu HTML checker (vnu), with no rule switched off."""

import subprocess

import pytest

from macros.build import build
from tests import structures, tools

pytestmark = [pytest.mark.slow, pytest.mark.needs_java, pytest.mark.needs_vnu]


def problems(site) -> list[str]:
    """What the checker says of the pages of a site, also of what it only warns of."""
    command = [tools.program("java"), "-jar", str(tools.VNU_JAR), "--skip-non-html", "--format", "gnu", str(site)]
    checked = subprocess.run(command, capture_output=True, text=True)
    return checked.stderr.splitlines() or [""] * checked.returncode


def test_vnu_finds_no_error_on_any_page(built_site):
    assert problems(built_site) == []


def test_vnu_finds_no_error_on_pages_of_every_structure(tmp_path):
    project = structures.project(tmp_path / "project", *map(structures.read, structures.NAMES))
    build(project.root, tmp_path / "site")
    assert problems(tmp_path / "site") == []
