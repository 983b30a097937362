"""What one large report costs: `python -m benchmarks.large_report` prints a Markdown table.

The report is the generated fixture of the tests: 300 paragraphs, 200 figures, 40 tables, in 30 sections, beside the real
content; the second row is the real content alone. Times are of one processor, the best of three for the check.
"""

from __future__ import annotations

import tempfile
import time
from pathlib import Path

from macros.build import build
from macros.content.load import load
from macros.rendering.macros import SIGNATURES
from macros.rules.check import check
from tests import structures
from tests.project import copy_all


def main() -> None:
    """Print the table."""
    print("| Content | check, s | build, s | site, MB | search index, kB | largest page, kB |")
    print("|---|---|---|---|---|---|")
    for name, texts in (("with the large report", [structures.large()]), ("without it", [])):
        with tempfile.TemporaryDirectory() as folder:
            project = (
                structures.project(Path(folder) / "project", *texts) if texts else copy_all(Path(folder) / "project")
            )
            loaded = load(project.root, SIGNATURES)
            checks = []
            for _ in range(3):
                start = time.process_time()
                faults = check(loaded)
                checks.append(time.process_time() - start)
            assert not faults, faults
            site = project.root / "site"
            start = time.process_time()
            build(project.root, site)
            built = time.process_time() - start
            files = [path for path in site.rglob("*") if path.is_file()]
            index = max(path.stat().st_size for path in files if path.name == "search-index.js")
            page = max((path for path in files if path.suffix == ".html"), key=lambda path: path.stat().st_size)
            size = sum(path.stat().st_size for path in files) / 1e6
            print(
                f"| {name} | {min(checks):.1f} | {built:.1f} | {size:.1f} | {index / 1e3:.0f} "
                f"| {page.stat().st_size / 1e3:.0f} ({page.relative_to(site)}) |"
            )


if __name__ == "__main__":
    main()
