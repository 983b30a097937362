"""Rules on the tasks, and on what the next report of the series says of each."""

from __future__ import annotations

from collections.abc import Iterator

from macros.content.faults import Fault
from macros.content.reading import nearest
from macros.content.source import fold
from macros.rules.scope import Scope


def tasks(scope: Scope) -> Iterator[Fault]:
    for path, task in scope.records("tasks"):
        if fold(f"{task.number} {task.text}") != scope.edition.source.line(task.line):
            yield scope.fault(
                "tasks", (*path, "text"), f"khác dòng {task.line} của bản đối chiếu: chép lại đúng từng chữ"
            )


def answers(scope: Scope) -> Iterator[Fault]:
    """Each answer is to a task of the edition before, with words of this report; silence is what the text shows."""
    edition = scope.edition
    before = scope.loaded.site.beside(edition)[0]
    if before is None and edition.answers:
        wrong = (
            "không có ấn bản trước cùng loạt để trả lời: ghi series trong report.yml của hai ấn bản, hoặc xóa tệp này"
        )
        yield scope.fault("answers", ("answers", 0), wrong)
        return
    tasks = {task.id: task for task in before.tasks} if before else {}
    for path, answer in scope.records("answers"):
        task = tasks.get(answer.id)
        if task is None:
            file = f"data/{before.id if before else ''}/tasks.yml"
            yield scope.fault(
                "answers", (*path, "id"), f'không có "{answer.id}" trong {file}{nearest(answer.id, tasks)}'
            )
        if answer.silent == bool(answer.places):
            wrong = (
                "cần đúng một trong hai: places (những câu nói về nhiệm vụ) hoặc silent: true (báo cáo không nhắc tới)"
            )
            yield scope.fault("answers", path, wrong)
        for number, place in enumerate(answer.places):
            where = (*path, "places", number)
            if not edition.source.has(place.line, place.printed):
                wrong = f"câu này không có ở dòng {place.line} của bản đối chiếu: chép lại đúng từng chữ, hoặc sửa line"
                yield scope.fault("answers", (*where, "printed"), wrong)
            elif edition.line(place.line) is None:
                yield scope.fault(
                    "answers", (*where, "line"), f"dòng {place.line} ở ngoài nội dung báo cáo: sửa số dòng"
                )
        if answer.silent and task:
            said = next((line.number for line in edition.lines if fold(task.text) in line.text), None)
            if said:
                wrong = f"dòng {said} của bản đối chiếu nhắc lại nguyên văn nhiệm vụ này: ghi câu ấy vào places thay cho silent"
                yield scope.fault("answers", (*path, "silent"), wrong)
