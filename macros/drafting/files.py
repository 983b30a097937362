"""A draft and how it is written: data files in the form that editors keep them, pages; never over an edition that exists."""

from __future__ import annotations

import re
import shutil
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from macros.drafting.outline import Outline

HEADS = {
    "report": "Văn bản của ấn bản này: số, ngày, tên, bản văn dùng để đối chiếu và các đề mục.",
    "figures": "Các số liệu in trong văn bản. Giá trị thập phân viết với dấu chấm, trong ngoặc kép; dạng in giữ đúng như nguồn.",
    "documents": "Các văn bản được dẫn. Dạng in thuộc về từng lần dẫn; hiệu lực chưa ghi nghĩa là chưa xác minh.",
    "organisations": "Các cơ quan, đơn vị được nhắc và mọi cách viết tên.",
    "terms": "Chữ viết tắt và khái niệm.",
    "tasks": "Các nhiệm vụ mà văn bản nêu, nguyên văn.",
    "errata": "Các lưu ý về nguyên văn, kèm cách trang này xử lý.",
    "literals": "Chữ có chữ số được viết thẳng trong trang mục vì không phải là số liệu, kèm lý do.",
}
_PLAIN = re.compile(r"[A-Za-zÀ-ỹĐđ(«][^\n]*")
_WORDS = {"yes", "no", "on", "off", "true", "false", "null", "y", "n", "~"}


@dataclass(kw_only=True)
class Draft:
    """What `new` writes: the copy, the records by file (`figures` → list, `report` → mapping), the pages by name.

    `counts` tells what was found, by a Vietnamese name, for the closing summary.
    """

    source: bytes
    outline: Outline
    records: dict[str, Any] = field(default_factory=dict)
    pages: dict[str, str] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)

    @property
    def questions(self) -> int:
        """How many values a person must confirm."""
        return _questions(self.records)


def _questions(value: Any) -> int:
    if isinstance(value, dict):
        return ("draft" in value) + sum(map(_questions, value.values()))
    return sum(map(_questions, value)) if isinstance(value, list) else 0


def scalar(value: Any) -> str:
    """A value as YAML writes it; text stays without quotes where that cannot be misread."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    text = str(value)
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
        return text
    if _PLAIN.fullmatch(text) and not re.search(r":(\s|$)|\s#|[\s:]$", text) and text.lower() not in _WORDS:
        return text
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def lines(value: Any, indent: int = 0) -> list[str]:
    """A mapping or a list as lines of YAML; keys without a value are left out."""
    pad = " " * indent
    found: list[str] = []
    if isinstance(value, dict):
        for key, item in value.items():
            if item is None or item in ([], ""):
                continue
            if isinstance(item, (dict, list)):
                found += [f"{pad}{key}:", *lines(item, indent + 2)]
            else:
                found.append(f"{pad}{key}: {scalar(item)}")
        return found
    for item in value:
        if isinstance(item, (dict, list)):
            inner = lines(item, indent + 2)
            found += [f"{pad}- {inner[0].lstrip()}", *inner[1:]]
        else:
            found.append(f"{pad}- {scalar(item)}")
    return found


def file_text(name: str, value: Any) -> str:
    """A data file: the line that names its schema, what it is, the records."""
    body = lines(value) if name == "report" else lines({name: value})
    return "\n".join([f"# yaml-language-server: $schema=../../schemas/{name}.json", f"# {HEADS[name]}", *body, ""])


def write(root: Path, edition: str, draft: Draft) -> list[str]:
    """Write the draft as edition `edition` below `root` and return its files; raises FileExistsError before writing.

    All or nothing: the folders are made beside and moved into place.
    """
    data, docs = root / "data" / edition, root / "docs" / edition
    for folder in (data, docs):
        if folder.exists():
            raise FileExistsError(folder)
    files = {f"data/{edition}/source.txt": draft.source}
    files |= {f"data/{edition}/{name}.yml": file_text(name, value).encode() for name, value in draft.records.items()}
    files |= {f"docs/{edition}/{name}.md": text.encode() for name, text in draft.pages.items()}
    beside = root / f".{edition}-new"
    shutil.rmtree(beside, ignore_errors=True)
    try:
        for file, content in files.items():
            path = beside / file
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        (beside / "data" / edition).rename(data)
        (beside / "docs" / edition).rename(docs)
    except OSError:
        shutil.rmtree(data, ignore_errors=True)
        raise
    finally:
        shutil.rmtree(beside, ignore_errors=True)
    return sorted(files)
