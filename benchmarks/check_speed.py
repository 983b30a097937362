"""How long the check takes as editions grow: `python -m benchmarks.check_speed` prints a Markdown table.

Each further edition is a copy of the real one. Fails if one edition takes a second of processor time or more, or if
the time of an edition grows with their number.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
import time
from pathlib import Path

from macros.rules.check import checked

ROOT = Path(__file__).resolve().parent.parent
COUNTS = (1, 10, 100)


def project(folder: Path, editions: int) -> Path:
    """A project with that many editions, 2023 and later."""
    shutil.copytree(ROOT / "data", folder / "data")
    shutil.copytree(ROOT / "docs", folder / "docs")
    for year in range(2024, 2023 + editions):
        for part in ("data", "docs"):
            shutil.copytree(folder / part / "2023", folder / part / str(year))
    return folder


def seconds(editions: int, runs: int) -> float:
    """The least processor time of some runs of the check."""
    with tempfile.TemporaryDirectory() as folder:
        root = project(Path(folder) / "project", editions)
        times = []
        for _ in range(runs):
            start = time.process_time()
            checked(root)
            times.append(time.process_time() - start)
    return min(times)


def main() -> int:
    found = {count: seconds(count, 5 if count == 1 else 1) for count in COUNTS}
    print("| Editions | Processor seconds | per edition |\n|---:|---:|---:|")
    for count, spent in found.items():
        print(f"| {count} | {spent:.2f} | {spent / count:.3f} |")
    linear = found[COUNTS[-1]] / COUNTS[-1] < 1.5 * found[1]
    return 0 if found[1] < 1 and linear else 1


if __name__ == "__main__":
    sys.exit(main())
