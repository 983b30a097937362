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

from benchmarks.editions import add
from macros.content.load import load
from macros.rendering.macros import SIGNATURES
from macros.rules.check import check

ROOT = Path(__file__).resolve().parent.parent
COUNTS = (1, 10, 100)


def project(folder: Path, editions: int) -> Path:
    """The real project with copies of its edition, `editions` in all."""
    shutil.copytree(ROOT / "data", folder / "data")
    shutil.copytree(ROOT / "docs", folder / "docs")
    for number in range(1, editions):
        add(folder, "2023", number)
    return folder


def seconds(editions: int, runs: int) -> float:
    """The least processor time of some runs of the check."""
    with tempfile.TemporaryDirectory() as folder:
        root = project(Path(folder) / "project", editions)
        times = []
        for _ in range(runs):
            start = time.process_time()
            faults = check(load(root, SIGNATURES))
            times.append(time.process_time() - start)
            assert not faults, faults[0]
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
