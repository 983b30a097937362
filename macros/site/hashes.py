"""Content hashes of a published folder and the list of them, SHA256SUMS."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path, PurePosixPath

MANIFEST = "SHA256SUMS"
OFFLINE = "tai-ve/ban-ngoai-tuyen.zip"
OFFLINE_CHECKSUM = f"{OFFLINE}.sha256"
APART = (OFFLINE, OFFLINE_CHECKSUM)  # the offline copy holds the list, so the list cannot hold it


def digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def table(folder: Path) -> dict[str, str]:
    """The hash of every file below `folder` by its path."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): digest(path.read_bytes()) for path in files}


def fingerprint(hashes: dict[str, str], length: int) -> str:
    """A short name for exactly these files with exactly this content."""
    return digest("".join(f"{hash}  {path}\n" for path, hash in sorted(hashes.items())).encode())[:length]


def write_manifest(folder: Path) -> None:
    """List every file of a finished build but the offline copy, which is made after this."""
    (folder / MANIFEST).unlink(missing_ok=True)
    lines = [f"{hash}  {path}\n" for path, hash in table(folder).items() if path not in APART]
    (folder / MANIFEST).write_text("".join(lines), "utf-8", newline="\n")


def read_manifest(text: str) -> dict[str, str]:
    """The hashes of a file in the format of `sha256sum`; other lines are not taken for any."""
    return {path: hash for hash, path in re.findall(r"^([0-9a-f]{64}) [ *](?:\./)?(.+)$", text, re.M)}


def listed(folder: Path) -> dict[str, str]:
    """The hashes that a build's own lists give its files: SHA256SUMS and the offline copy's checksum, themselves included."""
    found = read_manifest((folder / MANIFEST).read_text("utf-8", "replace")) | {
        MANIFEST: digest((folder / MANIFEST).read_bytes())
    }
    if (folder / OFFLINE_CHECKSUM).is_file():
        found[OFFLINE] = read_manifest((folder / OFFLINE_CHECKSUM).read_text("utf-8", "replace")).get(
            PurePosixPath(OFFLINE).name, ""
        )
        found[OFFLINE_CHECKSUM] = digest((folder / OFFLINE_CHECKSUM).read_bytes())
    return found


def differences(found: dict[str, str], expected: dict[str, str]) -> list[str]:
    """What keeps `found` from being `expected`, in Vietnamese."""
    return (
        [f"thiếu: {path}" for path in sorted(expected.keys() - found.keys())]
        + [f"thừa: {path}" for path in sorted(found.keys() - expected.keys())]
        + [f"khác nội dung: {path}" for path in sorted(found.keys() & expected.keys()) if found[path] != expected[path]]
    )
