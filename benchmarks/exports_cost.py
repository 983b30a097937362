"""Processor time of a build with and without the exports, and of each output alone: `python -m benchmarks.exports_cost`.

The limit is three times.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
import time
from importlib import import_module
from pathlib import Path

from macros.content.model import Output
from macros.exports import OF_AN_EDITION, OF_THE_SITE
from macros.rules.check import checked
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


def each(project: Path) -> dict[str, float]:
    """Output → the least of some rounds, in seconds, for the newest edition or, where it is of the site alone, the site."""
    loaded = checked(project)
    found: dict[str, float] = {}
    for name, maker in (OF_THE_SITE | OF_AN_EDITION).items():
        module, _, function = maker.rpartition(".")
        make = getattr(import_module(f"macros.exports.{module}"), function)
        given = loaded.alone(loaded.site.newest if name in OF_AN_EDITION else None)
        for _ in range(ROUNDS):
            with tempfile.TemporaryDirectory() as folder:
                before = time.process_time()
                make(given, Path(folder), "https://vi-du.vn/")
                found[name] = min(found.get(name, float("inf")), time.process_time() - before)
    return found


def main() -> int:
    with tempfile.TemporaryDirectory() as folder:
        project = copy_all(Path(folder) / "project")
        for name, seconds in each(project.root).items():
            print(f"{name} {seconds:.2f} s")
        whole = processor_time(project.root)
        names = "".join(f"  - {name}\n" for name in Output.__args__)
        project.write("data/site.yml", project.read("data/site.yml") + f"without:\n{names}")
        plain = processor_time(project.root)
    print(f"with exports {whole:.2f} s, without {plain:.2f} s: {whole / plain:.2f} times (limit {LIMIT})")
    return 0 if whole <= LIMIT * plain else 1


if __name__ == "__main__":
    sys.exit(main())
