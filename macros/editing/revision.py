"""Reads a revision of the project for comparison, as it is written: a folder, or any commit, branch or tag of git."""

from __future__ import annotations

import contextlib
import hashlib
import io
import os
import subprocess
import tarfile
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from macros.content.model import REGISTERS
from macros.content.pages import Page, read_page
from macros.content.reading import Content, read
from macros.rendering.macros import SIGNATURES


class NoRevision(Exception):
    """The revision cannot be had; the message is for the editor."""


@dataclass(frozen=True)
class Revision:
    """The data files and the pages of a revision, checked or not, the lines of its copies, and the hash of every file."""

    contents: dict[str, Content]
    pages: tuple[Page, ...]
    sources: dict[str, list[str]]
    files: dict[str, str]

    def records(self) -> dict[tuple[str | None, str, str], dict[str, Any]]:
        """(edition, collection, id) → the record as written; the report and the settings have an empty id."""
        found: dict[tuple[str | None, str, str], dict[str, Any]] = {}
        for file, content in self.contents.items():
            parts = file.removesuffix(".yml").split("/")
            edition, collection = (parts[1] if len(parts) == 3 else None), parts[-1]
            if not isinstance(content.value, dict) or collection in ("addresses", "corrections", "synonyms"):
                continue
            if collection in ("report", "site"):
                found[edition, collection, ""] = content.value
                continue
            for record in content.value.get(collection) or ():
                if isinstance(record, dict):
                    found[edition, collection, str(record.get("id") or record.get("text"))] = record
        for key in [key for key in found if key[1] in REGISTERS and key[0]]:  # an edition's record has what is shared
            found[key] = found.get((None, *key[1:]), {}) | found[key]
        return {key: record for key, record in found.items() if key[0] or key[1] not in REGISTERS}

    def corrections(self) -> list[dict[str, Any]]:
        """The entries of the public record of corrections: those written, then those that follow from records."""
        written = self.listed("data/corrections.yml", "corrections")
        following = []
        for (edition, collection, id), record in self.records().items():
            corrected = record.get("corrected")
            if not isinstance(corrected, dict) or not corrected.get("noted"):
                continue
            entry = {
                "date": corrected["noted"],
                "edition": edition,
                "record": f"{collection}/{id}",
                "kind": "issuer",
                "what": "Ghi thêm đính chính của cơ quan ban hành.",
                "before": record.get("printed") or record.get("text") or record.get("name"),
                "after": corrected.get("printed"),
            }
            same = ("edition", "record", "kind", "after")
            if not any(all(other.get(key) == entry[key] for key in same) for other in written):
                following.append(entry)
        return written + following

    def listed(self, file: str, key: str) -> list[Any]:
        """The items of a list in a data file, as far as it can be read."""
        content = self.contents.get(file)
        items = content.value.get(key) if content and isinstance(content.value, dict) else None
        kind = str if file == "data/addresses.yml" and key != "moved" else dict
        return [item for item in items if isinstance(item, kind)] if isinstance(items, list) else []


@contextlib.contextmanager
def folder_of(root: Path, name: str) -> Iterator[Any]:
    """A folder with the files of a revision: `name` is a folder or anything git resolves. Raises NoRevision."""
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
                content = archive.extractfile(member) if member.isfile() else None
                if content and ".." not in Path(member.name).parts:
                    path = Path(folder, member.name)
                    path.parent.mkdir(parents=True, exist_ok=True)
                    path.write_bytes(content.read())
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
    return Revision(contents, tuple(pages), sources, _hashes(folder))


def _hashes(folder: Path) -> dict[str, str]:
    """Every file of the project, the content alone where there is no program; not what git leaves out."""
    if not (folder / "mkdocs.yml").is_file():
        paths = [path for part in ("data", "docs") for path in (folder / part).rglob("*")]
    elif (folder / ".git").exists():
        command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
        done = subprocess.run(command, cwd=folder, capture_output=True, check=False)
        paths = [folder / os.fsdecode(name) for name in done.stdout.split(b"\0") if name]
    else:
        built = {folder / "site", folder / ".venv"}  # of the project, not of the program
        paths = [path for path in folder.rglob("*") if "__pycache__" not in path.parts and not built & {*path.parents}]
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(paths)
        if path.is_file() and not path.is_symlink()
    }
