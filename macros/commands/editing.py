"""The editors' commands: check, mend, uses, changes, schemas."""

from __future__ import annotations

import argparse
import datetime
import sys
from pathlib import Path
from typing import Any

from macros.content.faults import ContentError
from macros.editing import changes, notices, schema
from macros.editing.revision import NoRevision, folder_of, read_revision
from macros.editing.where import where_used
from macros.rules.check import checked
from macros.rules.coherence import future
from macros.rules.typography import mend


def add(commands: Any) -> None:
    """Add the commands to the parser's."""
    check = commands.add_parser("check", help="kiểm tra nội dung, không dựng trang")
    check.add_argument(
        "--format", choices=notices.FORMATS, default="text", help="dạng in lỗi: cho người đọc, hoặc cho GitHub, GitLab"
    )
    check.add_argument(
        "--today", action="store_true", help="từ chối cả những ngày sau hôm nay (dùng khi kiểm tra đề nghị sửa)"
    )
    mending = commands.add_parser("mend", help="tự sửa những lỗi gõ an toàn; không đụng vào lời văn của báo cáo")
    uses = commands.add_parser("uses", help="một bản ghi được dùng ở đâu")
    uses.add_argument("id", metavar="MÃ")
    compare = commands.add_parser("changes", help="so hai bản: nội dung thay đổi thế nào, hiện ở đâu")
    compare.add_argument("base", metavar="BẢN-GỐC", help="nhánh, mã commit hoặc thư mục")
    compare.add_argument(
        "head", metavar="BẢN-MỚI", nargs="?", help="nhánh, mã commit hoặc thư mục (mặc định: thư mục này)"
    )
    schemas = commands.add_parser("schemas", help="ghi lại các lược đồ cho trình soạn thảo vào thư mục schemas")
    for command, run in ((check, _check), (mending, _mend), (uses, _uses), (compare, _changes), (schemas, _schemas)):
        command.set_defaults(run=run)


def _check(root: Path, options: argparse.Namespace) -> int:
    error = None
    try:
        loaded = checked(root)
        if options.today and (late := list(future(loaded, datetime.date.today()))):
            raise ContentError(late, loaded.contents, loaded.pages)
    except ContentError as found:
        error = found
    drafts = () if error else loaded.drafts
    if options.format == "gitlab":
        print(notices.gitlab(error, drafts))
    elif error:
        print(getattr(notices, options.format)(error), file=sys.stderr if options.format == "text" else sys.stdout)
    else:
        records = sum(
            len(getattr(edition, name))
            for edition in loaded.site.editions
            for name in ("figures", "documents", "tasks", "terms", "errata")
        )
        print(
            f"Nội dung không có lỗi: {len(loaded.site.editions)} ấn bản, {len(loaded.pages)} trang, {records} bản ghi."
        )
        if drafts:
            print(notices.to_confirm(drafts, options.format))
    return 1 if error else 0


def _mend(root: Path, options: argparse.Namespace) -> int:
    files = mend(root)
    print("\n".join([f"đã sửa {file}" for file in files] or ["Không có gì cần sửa."]))
    return 0


def _uses(root: Path, options: argparse.Namespace) -> int:
    try:
        print("\n".join(where_used(checked(root), options.id)))
    except KeyError as error:
        print(error.args[0], file=sys.stderr)
        return 1
    return 0


def _changes(root: Path, options: argparse.Namespace) -> int:
    try:
        with folder_of(root, options.base) as base, folder_of(root, options.head or str(root)) as head:
            before, after = read_revision(base), read_revision(head)
            text = changes.summary(before, after)
            today = datetime.date.today()
            missing = changes.unrecorded(before, after, today)
            decide = changes.decisions(before, after, today)
            effects = changes.computed(base, head)
    except NoRevision as error:
        print(error, file=sys.stderr)
        return 2
    asked = _asked(missing)
    if decide:
        decide = ["### Cần người quyết định\n", *(f"- {line}" for line in decide), ""]
    print("\n".join(part for part in (text, effects, "\n".join(decide), asked) if part), end="")
    if decide:
        print(f"{len(decide) - 2} điều cần người quyết định: xem phần «Cần người quyết định».", file=sys.stderr)
    if missing:
        print(f"{len(missing)} bản ghi đã công bố bị sửa mà chưa ghi nhận trong data/corrections.yml.", file=sys.stderr)
    return 1 if missing or decide else 0


def _asked(missing: list[str]) -> str:
    """The entries still to be written in corrections.yml, ready to be pasted."""
    if not missing:
        return ""
    return (
        "### Chưa ghi nhận\n\nBản ghi đã công bố bị sửa phải có mục trong `data/corrections.yml` (chưa có tệp thì tạo). Thêm vào cuối, viết `why`, xem lại `what`:\n\n"
        "```yaml\ncorrections:\n" + "\n".join(missing) + "\n```\n"
    )


def _schemas(root: Path, options: argparse.Namespace) -> int:
    files = schema.write(root)
    print("\n".join([f"đã ghi {schema.FOLDER}/{file}" for file in files] or ["Các lược đồ đã khớp."]))
    return 0
