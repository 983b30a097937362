"""The shell's scripts, styles and fonts, in a folder named after its content so that it may be cached for ever.

One folder name rather than one name per file: the files find each other by relative addresses and need no rewriting.
The name is known before the first page is rendered, so that pages are written with it.
"""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

from macros.site import hashes

SHELL = "overrides/assets"
PLAIN = "assets"  # where the engine copies them
# Scripts that are always needed together and are read apart: published as one, which is one request and smaller.
SEARCH, SEARCH_PARTS = "search.js", ("search/words.js", "search/engine.js", "search/results.js")


def shell(root: Path, site_name: str, generated: dict[str, str]) -> dict[str, bytes]:
    """Every file of the folder to be, by its path in it: those of the project at `root`, and what is `generated`."""
    files = {path.relative_to(root / SHELL).as_posix(): path for path in (root / SHELL).rglob("*") if path.is_file()}
    found = {
        name: path.read_bytes()
        for name, path in files.items()
        if not path.name.startswith(".") and path.name != "README.md"
    }
    if "site.webmanifest" in found:  # the name under which a phone keeps the site is the site's own
        manifest = {"name": site_name, "short_name": site_name} | json.loads(found["site.webmanifest"])
        found["site.webmanifest"] = f"{json.dumps(manifest, ensure_ascii=False, indent=2)}\n".encode()
    lean = {name: _lean(name, data) for name, data in found.items()}
    if all(part in lean for part in SEARCH_PARTS):
        lean[SEARCH] = b"".join(map(lean.pop, SEARCH_PARTS))
    return lean | {name: text.encode() for name, text in generated.items()}


def _lean(name: str, data: bytes) -> bytes:
    """A style sheet or a script without its comments and indentation, which a reader's connection need not carry."""
    if name.endswith(".css"):
        text = re.sub(r"/\*.*?\*/", "", data.decode(), flags=re.DOTALL)
        return re.sub(r"\s*([{};])\s*", r"\1", re.sub(r"\s+", " ", text)).strip().encode()
    if name.endswith(".js"):
        lines = (line.strip() for line in data.decode().splitlines())
        return "".join(f"{line}\n" for line in lines if line and not line.startswith("//")).encode()
    return data


def name(files: dict[str, bytes]) -> str:
    """The folder's name."""
    return f"{PLAIN}-{hashes.fingerprint({path: hashes.digest(data) for path, data in files.items()}, 16)}"


def place(files: dict[str, bytes], folder: Path) -> None:
    """Put the files into their folder of the site in `folder`, instead of where the engine copied them."""
    for path, data in files.items():
        target = folder / name(files) / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
    for path in (*files, *SEARCH_PARTS):
        (folder / PLAIN / path).unlink(missing_ok=True)
    remove_empty(folder / PLAIN)


def remove_empty(folder: Path) -> None:
    """Remove a folder and those in it that hold no file."""
    for path in sorted([folder, *folder.rglob("*")], reverse=True):
        if path.is_dir() and not any(path.iterdir()):
            shutil.rmtree(path)
