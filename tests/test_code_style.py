"""The code is linted, formatted and typed by the same tools for everybody; what they are set to is in pyproject.toml."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests import tools
from tests.project import ROOT


def run(*command: str) -> str:
    """What the command complains of; empty when all is well."""
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, encoding="utf-8")
    return "" if done.returncode == 0 else done.stdout + done.stderr


def test_ruff_finds_nothing():
    assert run(sys.executable, "-m", "ruff", "check", "--quiet") == ""


def test_ruff_has_nothing_to_format():
    assert run(sys.executable, "-m", "ruff", "format", "--check", "--quiet") == ""


def test_mypy_finds_nothing():
    assert run(sys.executable, "-m", "mypy", "--no-error-summary") == ""


@pytest.mark.needs_prettier
def test_prettier_has_nothing_to_format():
    assert run(str(tools.PRETTIER), "--check", "--log-level=warn", "overrides/assets/**/*.{js,css}") == ""
