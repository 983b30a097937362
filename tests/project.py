"""Copies of the project that a test may spoil, with content of the tests' own."""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import sys
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

import pytest

from macros.__main__ import Plain, main
from macros.content.corrections import seal
from macros.content.faults import ContentError
from macros.content.load import Loaded
from macros.rules.check import checked
from macros.site import addresses

ROOT = Path(__file__).resolve().parent.parent
CONTENT = ROOT / "tests/data/bao-cao-733"  # what program tests stand on: its README says why


class Project:
    """A project folder; `faults` says what the check finds in it, one string a fault, in the printed order."""

    def __init__(self, root: Path):
        self.root = root

    def read(self, file: str) -> str:
        return (self.root / file).read_text("utf-8")

    def write(self, file: str, content: str | bytes):
        path = self.root / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())

    def edit(self, file: str, old: str, new: str):
        """Replace the first `old` in a file; a text that is not there is a fault of the test."""
        text = self.read(file)
        assert old in text, f"{file} has no {old!r}"
        self.write(file, text.replace(old, new, 1))

    def at(self, file: str, text: str) -> str:
        """`file:line:column` of the first place of `text`, as an error message begins."""
        before, found, _ = self.read(file).partition(text)
        assert found, f"{file} has no {text!r}"
        return f"{file}:{before.count(chr(10)) + 1}:{len(before) - before.rfind(chr(10))}"

    def load(self) -> Loaded:
        return checked(self.root)

    def faults(self) -> list[str]:
        try:
            checked(self.root)
        except ContentError as error:
            return [str(fault) for fault in error.faults]
        return []

    def release(self):
        """What `addresses --update` does to the list of what was released, without the addresses of a built site."""
        site, listed = self.load().site, addresses.load(self.root)
        addresses.update(self.root, listed, set(), [seal(change) for change in site.corrections], addresses.seals(site))

    def run(self, *arguments: str, **environment: str) -> subprocess.CompletedProcess:
        """Run `python -m macros …` in the folder, in this process: only a program that was changed needs one of its own."""
        out, err = (Plain(io.BytesIO(), "utf-8") for _ in range(2))
        with pytest.MonkeyPatch.context() as patch, redirect_stdout(out), redirect_stderr(err):
            patch.chdir(self.root)
            for name, value in environment.items():
                patch.setenv(name, value)
            try:
                status = main(["--root", str(self.root), *arguments])
            except SystemExit as error:  # wrong words
                status = error.code
        texts = (stream.detach().getvalue().decode() for stream in (out, err))
        return subprocess.CompletedProcess(arguments, status, *texts)

    def python(self, module: str, *arguments: str, **environment: str) -> subprocess.CompletedProcess:
        return subprocess.run(
            [sys.executable, "-m", module, *arguments],
            cwd=self.root,
            capture_output=True,
            text=True,
            encoding="utf-8",
            env=os.environ | {"PYTHONUTF8": "1", "PYTHONDONTWRITEBYTECODE": "1"} | environment,
        )


def copy_content(target: Path, content: Path = CONTENT) -> Project:
    """Data and pages only: enough for the check."""
    shutil.copytree(content / "data", target / "data")
    shutil.copytree(content / "docs", target / "docs")
    return Project(target)


def copy_all(target: Path, content: Path = CONTENT) -> Project:
    """All that a build needs."""
    for folder in ("macros", "overrides"):
        shutil.copytree(ROOT / folder, target / folder, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(content / "mkdocs.yml", target / "mkdocs.yml")
    return copy_content(target, content)


def files(folder: Path) -> dict[str, bytes]:
    """Every file below a folder, by its path."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()
    }
