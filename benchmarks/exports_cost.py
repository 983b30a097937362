"""Processor time of a build with and without the exports: `python -m benchmarks.exports_cost`; the limit is three times."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
from pathlib import Path

from macros.content.model import Output
from tests.project import copy_all

LIMIT = 3
ROUNDS = 3


def processor_time(project: Path) -> float:
    """The least of some rounds, in seconds."""
    best = float("inf")
    for _ in range(ROUNDS):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run(
            [sys.executable, "-m", "macros", "build"],
            cwd=project,
            check=True,
            stdout=subprocess.DEVNULL,
            env=os.environ | {"SITE_URL": "http://127.0.0.1:8000/"},
        )
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        best = min(best, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    return best


def main() -> int:
    with tempfile.TemporaryDirectory() as folder:
        project = copy_all(Path(folder) / "project")
        whole = processor_time(project.root)
        names = "".join(f"  - {name}\n" for name in Output.__args__)
        project.write("data/site.yml", project.read("data/site.yml") + f"without:\n{names}")
        plain = processor_time(project.root)
    print(f"with exports {whole:.2f} s, without {plain:.2f} s: {whole / plain:.2f} times (limit {LIMIT})")
    return 0 if whole <= LIMIT * plain else 1


if __name__ == "__main__":
    sys.exit(main())
