"""Further editions for what is measured as the site grows."""

from __future__ import annotations

import hashlib
import shutil
from pathlib import Path


def add(folder: Path, edition: str, number: int) -> None:
    """A copy of an edition of the project in `folder`, whose reference copy ends in `number` more blank lines: no two are alike."""
    name = f"{edition}-b{number:03}"
    for part in ("data", "docs"):
        shutil.copytree(folder / part / edition, folder / part / name)
    source, report = folder / "data" / name / "source.txt", folder / "data" / name / "report.yml"
    before = source.read_bytes()
    source.write_bytes(before + b"\n" * number)
    old, new = (hashlib.sha256(data).hexdigest() for data in (before, before + b"\n" * number))
    report.write_text(report.read_text("utf-8").replace(old, new), "utf-8")
