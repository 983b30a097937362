"""ZIP files whose bytes depend on their content alone."""

from __future__ import annotations

import datetime
import zipfile
from collections.abc import Iterable
from pathlib import Path

PACKED = (".pdf", ".png", ".jpg", ".jpeg", ".webp", ".xlsx", ".zip", ".woff2")  # compressed by themselves


def write_zip(path: Path, content: Iterable[tuple[str, bytes]], date: datetime.date) -> None:
    """Write `content` (name, bytes) in its order as a ZIP in which every file has that date and the same mode."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for name, data in content:
            entry = zipfile.ZipInfo(name, (date.year, date.month, date.day, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_STORED if name.endswith(PACKED) else zipfile.ZIP_DEFLATED
            entry.create_system = 3  # Unix on every platform, so that the mode means the same
            entry.external_attr = 0o100644 << 16
            archive.writestr(entry, data)
