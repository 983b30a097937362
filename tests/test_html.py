"""Every built page through the W3C's Nu HTML checker (vnu), with no rule switched off."""

import subprocess

import pytest

from tests import tools


@pytest.mark.needs_java
@pytest.mark.needs_vnu
def test_vnu_finds_no_error_on_any_page(built_site):
    command = [tools.program("java"), "-jar", str(tools.VNU_JAR), "--skip-non-html", "--format", "gnu", str(built_site)]
    checked = subprocess.run(command, capture_output=True, text=True)
    assert checked.stderr.splitlines() == []
    assert checked.returncode == 0
