"""How the build grows with the editions: `python -m benchmarks.growth 1 10 100` prints three Markdown tables.

Each synthetic edition is a copy of the real one. The first table is like for like: "plain Material" builds the same
pages, with the macros already written out and the same navigation, with Material's own templates; both sides make an
index to search, neither files to download or a proof. Ours loads and checks the data as well. The second table is the whole
build: all made anew, and after the edit of one page of one edition. The third is the whole build, all made anew, by MkDocs
and by Zensical. Processor time, the least and the median of three
runs (one from 100 editions on), the sides in turn; the peak memory of the process.
"""

from __future__ import annotations

import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from benchmarks.editions import add

ROOT = Path(__file__).parent.parent
SAVE_PAGES = """
import sys
from pathlib import Path
from macros.build import DEFAULT_URL
from macros.content.uses import index
from macros.rendering.macros import Renderer
from macros.rules.check import checked
root = Path(sys.argv[1])
loaded = checked(root, as_rendered=False)
renderer = Renderer(loaded.site, loaded.pages, index(loaded.site, loaded.pages), DEFAULT_URL, loaded.contents)
for page in loaded.pages:
    target = root / "plain/docs" / page.path
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(renderer.markdown(page), "utf-8")
"""
PLAIN = """\
site_name: Báo cáo
site_url: http://127.0.0.1:8000/
use_directory_urls: false
theme: {name: material, language: vi, font: false}
markdown_extensions: [attr_list, sane_lists]
plugins: [search]
"""
ONLY_PAGES = """
import sys
from pathlib import Path
from macros.build import DEFAULT_URL
from macros.engine import generate
root = Path(sys.argv[1])
complaints = generate(root, root / "site", DEFAULT_URL, whole=False)
assert not complaints, complaints
"""
WITH_ZENSICAL = """
import sys
from pathlib import Path
from macros import build, engine
engine.find_spec = lambda name: None
root = Path(sys.argv[1])
build.build(root, root / "site")
"""


def project(folder: Path, count: int) -> Path:
    """The real project with copies of its edition, `count` editions in all."""
    for part in ("data", "docs", "macros", "overrides"):
        shutil.copytree(ROOT / part, folder / part, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "mkdocs.yml", folder)
    edition = max(path.name for path in (folder / "data").iterdir() if path.is_dir())
    for number in range(1, count):
        add(folder, edition, number)
    return folder


Command = tuple[list[str], Path, Callable[[], None]]  # with the folder it runs in, and what goes before


def measure(commands: list[Command], runs: int) -> list[tuple[float, float, int]]:
    """Processor seconds (least, median) and peak memory (MB) of commands that run in turn."""
    found: list[list[tuple[float, int]]] = [[] for _ in commands]
    for _ in range(runs):
        for (command, folder, before), mine in zip(commands, found):
            before()
            mine.append(_once(command, folder))
    return [
        (min(seconds), statistics.median(seconds), max(memory for _, memory in mine))
        for mine in found
        for seconds in [[used for used, _ in mine]]
    ]


def _once(command: list[str], folder: Path) -> tuple[float, int]:
    cache = {"XDG_CACHE_HOME": str(folder / "cache")}
    environment = os.environ | cache | {"NO_MKDOCS_2_WARNING": "1", "SITE_URL": "http://127.0.0.1:8000/"}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    process = subprocess.Popen(
        command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment
    )
    _, status, used = os.wait4(process.pid, 0)
    if status:
        raise SystemExit(f"failed: {command}")
    return used.ru_utime + used.ru_stime, used.ru_maxrss // 1024


def rows(count: int) -> tuple[str, str, str]:
    """A row of each table."""
    runs = 3 if count < 100 else 1
    with tempfile.TemporaryDirectory() as name:
        folder = project(Path(name), count)
        page = max(folder.glob("docs/*/so-lieu.md"))
        text, edits = page.read_text("utf-8"), iter(("một", "hai", "ba"))

        def edit() -> None:
            page.write_text(text.replace("title: ", f"title: Lần {next(edits)}, ", 1), "utf-8")

        def nothing() -> None:
            pass

        build = [sys.executable, "-m", "macros", "build"]
        _once(build, folder)  # leaves the program's bytecode, as the installed packages have theirs, and what is kept
        zensical = [sys.executable, "-c", WITH_ZENSICAL, str(folder)]
        whole, edited, other = measure(
            [([*build, "--no-cache"], folder, nothing), (build, folder, edit), (zensical, folder, nothing)], runs
        )
        written = len(list((folder / "site").rglob("*.html")))
        own = (folder / "mkdocs.yml").read_text("utf-8")
        _once([sys.executable, "-c", SAVE_PAGES, str(folder)], folder)
        navigation = re.search(r"^nav:\n(?:  .*\n)+not_in_nav: .*\n(?:  .*\n)+", own, re.MULTILINE)
        assert navigation
        (folder / "plain/mkdocs.yml").write_text(PLAIN + navigation[0], "utf-8")
        mkdocs = [sys.executable, "-m", "mkdocs", "build", "-q", "-d", str(folder / "plain/site")]
        only_pages = [sys.executable, "-c", ONLY_PAGES, str(folder)]
        _once(mkdocs, folder / "plain")
        plain, pages = measure([(mkdocs, folder / "plain", nothing), (only_pages, folder, nothing)], runs)
    return _row(count, written, plain, pages), _row(count, written, whole, edited), _row(count, written, whole, other)


def _row(count: int, written: int, one: tuple[float, float, int], other: tuple[float, float, int]) -> str:
    cells = [f"{least:.1f} / {median:.1f} s, {memory} MB" for least, median, memory in (one, other)]
    ratios = f"{other[0] / one[0]:.2f} / {other[1] / one[1]:.2f}"
    return f"| {count} | {written} | {cells[0]} | {cells[1]} | {ratios} |"


def main(counts: list[int]):
    found = []
    for count in counts:
        found.append(rows(count))
        print(*found[-1], sep="\n", file=sys.stderr, flush=True)
    for head, row in zip(
        (
            "| Material trơn | Các trang của ta |",
            "| Làm mới tất cả | Sau một lần sửa |",
            "| MkDocs, làm mới tất cả | Zensical |",
        ),
        zip(*found, strict=True),
    ):
        print(f"\n| Ấn bản | Trang {head} Tỷ lệ |\n|---:|---:|---:|---:|---:|", *row, sep="\n")


if __name__ == "__main__":
    main([int(argument) for argument in sys.argv[1:]] or [1, 10])
