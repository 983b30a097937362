"""A fault in the content: where it is, what was expected and how to mend it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, fields
from typing import Any

LONGEST = 1500  # characters of a message; the rest of a longer one tells nobody anything
MOST = 100  # faults told of one file


def printable(text: str) -> str:
    """`text` on one line in which nothing is obeyed: what a terminal or a host's log would act on is written as its code.

    Control, format and unassigned characters become `\\x1b`, `\\n`, `\\u202e`; `##[` begins a command in GitHub's log.
    """
    shown = "".join(char if char.isprintable() else char.encode("unicode_escape").decode() for char in text)
    return shown.replace("##[", "# #[")


@dataclass(frozen=True, order=True)
class Fault:
    """One line of the report to an editor; `message` is Vietnamese, lines and columns count from 1.

    What it quotes from the content is made printable here, once for every place that prints it.
    """

    file: str
    line: int
    column: int
    path: str
    message: str

    def __post_init__(self) -> None:
        for field in fields(self):
            value = getattr(self, field.name)
            if isinstance(value, str):
                shown = printable(value)
                short = shown if len(shown) <= LONGEST else f"{shown[:LONGEST]}…"
                object.__setattr__(self, field.name, short)

    def __str__(self) -> str:
        path = f"{self.path}: " if self.path else ""
        return f"{self.file}:{self.line}:{self.column}: {path}{self.message}"


class ContentError(Exception):
    """All faults found in the content, sorted; `str()` gives one line each.

    `contents` and `pages` are what could be read, to tell which pages a fault concerns.
    """

    def __init__(self, faults: Any, contents: Any = (), pages: Any = ()) -> None:
        self.faults = tuple(_first_of_each_file(sorted(set(faults))))
        self.contents, self.pages = dict(contents), tuple(pages)
        super().__init__("\n".join(map(str, self.faults)))


def _first_of_each_file(faults: list[Fault]) -> list[Fault]:
    """The first faults of every file; how many more there are is told after them."""
    by_file: dict[str, list[Fault]] = defaultdict(list)
    for fault in faults:
        by_file[fault.file].append(fault)
    found: list[Fault] = []
    for file, theirs in by_file.items():
        found += theirs[:MOST]
        if len(theirs) > MOST:
            more = f"còn {len(theirs) - MOST} lỗi nữa trong tệp này: sửa những lỗi trên rồi kiểm tra lại"
            found.append(Fault(file, theirs[MOST].line, theirs[MOST].column, "", more))
    return found


def path_text(path: tuple[Any, ...]) -> str:
    """`("figures", 2, "value")` → `figures[2].value`, counting list items from 0 as the published schema does."""
    text = ""
    for part in path:
        text += f"[{part}]" if isinstance(part, int) else f".{part}" if text else str(part)
    return text
