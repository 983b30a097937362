"""How the build grows with the editions: `python -m benchmarks.growth 1 10 100` prints a Markdown table.

Each synthetic edition is a copy of the real one. "Plain Material" builds the same pages, with the macros already
written out, with Material's own templates and nothing else; neither side makes an index to search. Its navigation lists
every page on every page, ours does not, so that the ratio flatters us as the editions grow.
"""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.editions import add

ROOT = Path(__file__).parent.parent
SAVE_PAGES = """
from pathlib import Path
def on_page_markdown(markdown, page, config, **_):
    target = Path(config["config_file_path"]).parent / "plain/docs" / page.file.src_uri
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(markdown, "utf-8")
on_page_markdown.mkdocs_priority = -100
"""
PLAIN = """\
site_name: Báo cáo
site_url: http://127.0.0.1:8000/
use_directory_urls: false
theme: {name: material, language: vi, font: false}
markdown_extensions: [attr_list, sane_lists]
plugins: []
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


def project(folder: Path, count: int) -> Path:
    """The real project with copies of its edition, `count` editions in all."""
    for part in ("data", "docs", "macros", "overrides"):
        shutil.copytree(ROOT / part, folder / part, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "mkdocs.yml", folder)
    edition = max(path.name for path in (folder / "data").iterdir() if path.is_dir())
    for number in range(1, count):
        add(folder, edition, number)
    return folder


def measure(command: list, folder: Path, runs: int) -> tuple[float, float, int]:
    """Processor seconds (least, median) and peak memory (MB) of a command."""
    found = [_once(command, folder) for _ in range(runs)]
    seconds = [used for used, _ in found]
    return min(seconds), statistics.median(seconds), max(memory for _, memory in found)


def _once(command: list, folder: Path) -> tuple[float, int]:
    environment = os.environ | {"NO_MKDOCS_2_WARNING": "1", "SITE_URL": "http://127.0.0.1:8000/"}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    process = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, env=environment)
    _, status, used = os.wait4(process.pid, 0)
    if status:
        raise SystemExit(f"failed: {command}")
    return used.ru_utime + used.ru_stime, used.ru_maxrss // 1024


def row(count: int) -> str:
    runs = 3 if count < 100 else 1
    with tempfile.TemporaryDirectory() as name:
        folder = project(Path(name), count)
        only_pages = [sys.executable, "-c", ONLY_PAGES, str(folder)]
        _once(only_pages, folder)  # leaves the program's bytecode, as the installed packages have theirs
        pages, pages_median, memory = measure(only_pages, folder, runs)
        whole, whole_median, whole_memory = measure([sys.executable, "-m", "macros", "build"], folder, runs)
        (folder / "save.py").write_text(SAVE_PAGES, "utf-8")
        (folder / "mkdocs.yml").write_text((folder / "mkdocs.yml").read_text("utf-8") + "hooks: [save.py]\n", "utf-8")
        _once([sys.executable, "-m", "mkdocs", "build", "-q", "-d", str(folder / "unused")], folder)
        (folder / "plain/mkdocs.yml").write_text(PLAIN, "utf-8")
        plain, plain_median, plain_memory = measure(
            [sys.executable, "-m", "mkdocs", "build", "-q", "-d", str(folder / "plain/site")], folder / "plain", runs
        )
        written = len(list((folder / "site").rglob("*.html")))
    return (
        f"| {count} | {written} | {plain:.1f} / {plain_median:.1f} s, {plain_memory} MB "
        f"| {pages:.1f} / {pages_median:.1f} s, {memory} MB | {pages / plain:.2f} / {pages_median / plain_median:.2f} "
        f"| {whole:.1f} / {whole_median:.1f} s, {whole_memory} MB |"
    )


def main(counts: list[int]):
    print(
        "| Ấn bản | Trang | Material trơn | Các trang của ta | Tỷ lệ | Cả bản dựng |\n|---:|---:|---:|---:|---:|---:|"
    )
    for count in counts:
        print(row(count), flush=True)


if __name__ == "__main__":
    main([int(argument) for argument in sys.argv[1:]] or [1, 10])
