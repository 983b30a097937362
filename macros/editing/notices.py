"""Faults as people and Git hosts read them: plain text, GitHub's workflow commands, GitLab's code quality report."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from macros.content.faults import ContentError, Fault
from macros.content.model import REGISTERS
from macros.content.uses import calls_showing

FORMATS = ("text", "github", "gitlab")


def text(error: ContentError) -> str:
    """One line a fault and the pages that it concerns, then a summary."""
    lines = []
    for fault in error.faults:
        lines.append(str(fault))
        if pages := affected(fault, error):
            lines.append(f"    trang có liên quan: {', '.join(pages)}")
    return "\n".join([*lines, summary(error)])


def summary(error: ContentError) -> str:
    """How many faults are where."""
    files = sorted({fault.file for fault in error.faults})
    return f"{len(error.faults)} lỗi nội dung trong {len(files)} tệp ({', '.join(files)}); chưa dựng trang nào."


def github(error: ContentError) -> str:
    """Workflow commands, shown on the changed lines of a pull request."""
    lines = [
        f"::error file={_property(fault.file)},line={fault.line},col={fault.column},title={_property(fault.path or 'Lỗi nội dung')}::{_data(_message(fault, error))}"
        for fault in error.faults
    ]
    return "\n".join([*lines, summary(error)])


def to_confirm(drafts: tuple[Fault, ...], form: str) -> str:
    """What a person must still confirm, one line each: no faults, but nothing is published while one is left."""
    lines = [
        f"::notice file={_property(fault.file)},line={fault.line},col={fault.column},title={_property(fault.path or 'Cần xác nhận')}::{_data(fault.message)}"
        if form == "github"
        else str(fault)
        for fault in drafts
    ]
    return "\n".join(
        [*lines, f"{len(drafts)} điều cần xác nhận trong bản nháp; chưa công bố được, xem thử bằng build --draft."]
    )


def _data(value: str) -> str:
    return value.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(value: str) -> str:
    return _data(value).replace(":", "%3A").replace(",", "%2C")


def gitlab(error: ContentError | None, drafts: tuple[Fault, ...] = ()) -> str:
    """A code quality report; an empty list when nothing is wrong."""
    issues = [
        {
            "description": _message(fault, error) if error else f"{fault.path}: {fault.message}",
            "check_name": "noi-dung",
            "fingerprint": hashlib.sha256(
                f"{fault.file}\0{fault.line}\0{fault.path}\0{fault.message}".encode()
            ).hexdigest(),
            "severity": "info" if fault in drafts else "major",
            "location": {"path": fault.file, "lines": {"begin": fault.line}},
        }
        for fault in (error.faults if error else drafts)
    ]
    return json.dumps(issues, ensure_ascii=False, indent=1)


def _message(fault: Fault, error: ContentError) -> str:
    pages = affected(fault, error)
    path = f"{fault.path}: " if fault.path else ""
    return path + fault.message + (f" (trang có liên quan: {', '.join(pages)})" if pages else "")


def affected(fault: Fault, error: ContentError) -> list[str]:
    """The addresses of the pages that show what a fault is about, as far as the content could be read."""
    for page in error.pages:
        if page.file == fault.file:
            return [page.url]
    parts = fault.file.removesuffix(".yml").split("/")
    content = error.contents.get(fault.file)
    if (
        content is None
        or not isinstance(content.value, dict)
        or (len(parts) != 3 and parts[-1] not in ("facts", *REGISTERS))
    ):
        return []
    edition, collection = (parts[1] if len(parts) == 3 else None), parts[-1]
    number = fault.path.partition("[")[2].partition("]")[0]
    records = content.value.get(collection)
    record = (
        records[int(number)] if number.isdigit() and isinstance(records, list) and int(number) < len(records) else {}
    )
    if not isinstance(record, dict) or (not record and collection != "report"):
        return []
    return pages_showing(collection, record, edition, error.pages)


def pages_showing(collection: str, record: dict[str, Any], edition: str | None, pages: Any) -> list[str]:
    """The addresses of the pages that show a record, in order, each once."""
    newest = max((page.edition for page in pages if page.edition), default="")
    return list(dict.fromkeys(page.url for page, _ in calls_showing(collection, record, edition, pages, newest)))
