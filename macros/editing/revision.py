"""Reads a revision of the project for comparison, as it is written: a folder, or any commit, branch or tag of git."""

from __future__ import annotations

import contextlib
import io
import subprocess
import tarfile
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from macros.content.pages import Page, read_page
from macros.content.reading import Content, read
from macros.rendering.macros import SIGNATURES


class NoRevision(Exception):
    """The revision cannot be had; the message is for the editor."""


@dataclass(frozen=True)
class Revision:
    """The data files and the pages of a revision, checked or not, and the lines of its reference copies."""

    contents: dict[str, Content]
    pages: tuple[Page, ...]
    sources: dict[str, list[str]]

    def records(self) -> dict[tuple[str | None, str, str], dict[str, Any]]:
        """(edition, collection, id) → the record as written; the report and the settings have an empty id."""
        found: dict[tuple[str | None, str, str], dict[str, Any]] = {}
        for file, content in self.contents.items():
            parts = file.removesuffix(".yml").split("/")
            edition, collection = (parts[1] if len(parts) == 3 else None), parts[-1]
            if not isinstance(content.value, dict) or collection in ("addresses", "corrections"):
                continue
            if collection in ("report", "site"):
                found[edition, collection, ""] = content.value
                continue
            for record in content.value.get(collection) or ():
                if isinstance(record, dict):
                    found[edition, collection, str(record.get("id") or record.get("text"))] = record
        return found

    def corrections(self) -> list[dict[str, Any]]:
        """The entries of the public record of corrections."""
        content = self.contents.get("data/corrections.yml")
        return list(content.value.get("corrections") or ()) if content and isinstance(content.value, dict) else []


@contextlib.contextmanager
def folder_of(root: Path, name: str) -> Iterator[Any]:
    """A folder with the `data/` and `docs/` of a revision: `name` is a folder or anything git resolves. Raises NoRevision."""
    if Path(name).is_dir():
        yield Path(name)
        return
    done = subprocess.run(["git", "archive", "--format=tar", "--end-of-options", name], cwd=root, capture_output=True)
    if done.returncode:
        raise NoRevision(
            f'không có bản "{name}": ghi tên nhánh, mã commit, hoặc một thư mục ({done.stderr.decode(errors="replace").strip()})'
        )
    with tempfile.TemporaryDirectory() as folder:
        with tarfile.open(fileobj=io.BytesIO(done.stdout)) as archive:
            for member in archive:
                if member.isfile() and member.name.startswith(("data/", "docs/")):
                    path = Path(folder, member.name)
                    path.parent.mkdir(parents=True, exist_ok=True)
                    path.write_bytes(archive.extractfile(member).read())
        yield Path(folder)


def read_revision(folder: Path) -> Revision:
    """Everything that can be read below a folder; faults are the check's business."""
    contents, pages, sources = {}, [], {}
    for path in sorted((folder / "data").rglob("*.yml")):
        file = path.relative_to(folder).as_posix()
        contents[file] = read(path.read_bytes(), file)
    for path in sorted((folder / "data").rglob("source.txt")):
        sources[path.parent.name] = path.read_bytes().decode("utf-8", "replace").split("\n")
    for path in sorted((folder / "docs").rglob("*.md")):
        name = path.relative_to(folder / "docs").as_posix()
        if not name.startswith("assets/"):
            edition = name.split("/")[0] if name.split("/")[0] in sources else None
            pages.append(read_page(path.read_bytes(), name, f"docs/{name}", edition, SIGNATURES))
    return Revision(contents, tuple(pages), sources)
