"""The real content with a made-up next year of the same department beside it: `tests/data/next-year/`."""

from __future__ import annotations

import shutil
from pathlib import Path

from tests.project import ROOT, Project, copy_all, copy_content

FOLDER = ROOT / "tests/data/next-year"


def add_next_year(project: Project) -> Project:
    for part in ("data/2024", "docs/2024", "docs/qua-cac-ky"):
        shutil.copytree(FOLDER / part, project.root / part)
    shutil.copy(FOLDER / "series.yml", project.root / "data/series.yml")
    return project


def content(folder: Path) -> Project:
    """Enough for the check."""
    return add_next_year(copy_content(folder))


def whole(folder: Path) -> Project:
    """Enough for a build."""
    return add_next_year(copy_all(folder))
