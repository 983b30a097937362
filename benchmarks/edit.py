"""How long an edit takes to be in the page that `run.py serve` shows: a page's words, a figure's, search.

Run in the project's folder: `python -m benchmarks.edit`. It works on a copy.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

from tests.project import copy_all

EDITS = {  # what → (file, old words, new words, address that must show them)
    "a page": ("docs/gioi-thieu.md", "Nếu gặp", "Khi gặp", "gioi-thieu.html"),
    "a figure": ("data/2023/figures.yml", "measures: Số", "measures: Tổng số", "2023/so-lieu.html"),
    "search": ("data/2023/figures.yml", "measures: Tổng số", "measures: Số", "index.html"),
}  # the address of the search index, which every page loads, follows its content


def main(rounds: int = 5) -> None:
    with tempfile.TemporaryDirectory() as folder:
        project = copy_all(Path(folder) / "project")
        program = [sys.executable, "-m", "macros", "serve", "--port", "0"]
        with subprocess.Popen(program, cwd=project.root, stdout=subprocess.PIPE, text=True) as process:
            assert process.stdout
            url = next(line.split()[3] for line in process.stdout if "Ctrl+C" in line)
            for what, (file, old, new, address) in EDITS.items():
                times = []
                for turn in range(rounds):
                    before, after = (old, new) if turn % 2 == 0 else (new, old)
                    page = urllib.request.urlopen(url + address).read()
                    project.edit(file, before, after)
                    began = time.monotonic()
                    while urllib.request.urlopen(url + address).read() == page:
                        time.sleep(0.02)
                    times.append(time.monotonic() - began)
                print(f"{what}: {min(times):.2f} to {max(times):.2f} s")
            process.terminate()


if __name__ == "__main__":
    main()
