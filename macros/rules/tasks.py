"""Rules on the tasks."""

from __future__ import annotations

from collections.abc import Iterator

from macros.content.faults import Fault
from macros.content.source import fold
from macros.rules.scope import Scope


def tasks(scope: Scope) -> Iterator[Fault]:
    for path, task in scope.records("tasks"):
        if fold(f"{task.number} {task.text}") != scope.edition.source.line(task.line):
            yield scope.fault(
                "tasks", (*path, "text"), f"khác dòng {task.line} của bản đối chiếu: chép lại đúng từng chữ"
            )
