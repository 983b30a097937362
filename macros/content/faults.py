"""A fault in the content: where it is, what was expected and how to mend it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, order=True)
class Fault:
    """One line of the report to an editor; `message` is Vietnamese, lines and columns count from 1."""

    file: str
    line: int
    column: int
    path: str
    message: str

    def __str__(self) -> str:
        path = f"{self.path}: " if self.path else ""
        return f"{self.file}:{self.line}:{self.column}: {path}{self.message}"


class ContentError(Exception):
    """All faults found in the content, sorted; `str()` gives one line each.

    `contents` and `pages` are what could be read, to tell which pages a fault concerns.
    """

    def __init__(self, faults: Any, contents: Any = (), pages: Any = ()) -> None:
        self.faults = tuple(sorted(set(faults)))
        self.contents, self.pages = dict(contents), tuple(pages)
        super().__init__("\n".join(map(str, self.faults)))


def path_text(path: tuple[Any, ...]) -> str:
    """`("figures", 2, "value")` → `figures[2].value`, counting list items from 0 as the published schema does."""
    text = ""
    for part in path:
        text += f"[{part}]" if isinstance(part, int) else f".{part}" if text else str(part)
    return text
