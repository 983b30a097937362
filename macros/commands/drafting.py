"""The command that drafts a new edition from a file: new."""

from __future__ import annotations

import argparse
import re
import sys
from pathlib import Path
from typing import Any

from macros.content.faults import ContentError
from macros.drafting import reader
from macros.drafting.edition import draft
from macros.drafting.files import write
from macros.drafting.lines import Refused
from macros.rules.check import checked


def add(commands: Any) -> None:
    """Add the command to the parser's."""
    new = commands.add_parser("new", help="soạn nháp một ấn bản từ tệp báo cáo (.docx, .html, .pdf, .txt, .md)")
    new.add_argument("file", metavar="TỆP", type=Path)
    new.add_argument(
        "--like", metavar="ẤN-BẢN", help="theo danh mục đơn vị, văn bản của ấn bản này (mặc định: mới nhất)"
    )
    new.add_argument("--edition", metavar="MÃ", help="mã ấn bản mới, cũng là tên thư mục (mặc định: năm của báo cáo)")
    new.set_defaults(run=_new)


def _new(root: Path, options: argparse.Namespace) -> int:
    try:
        if options.edition and not re.fullmatch(r"\d{4}(-[a-z0-9]+)*", options.edition):
            raise Refused(f'Mã ấn bản phải bắt đầu bằng năm, ví dụ "2025" hoặc "2025-quy-1"; gặp "{options.edition}".')
        if options.edition and _exists(root, options.edition):
            raise Refused(f'Ấn bản "{options.edition}" đã có, không ghi đè: chọn mã khác bằng --edition.')
        file = reader.read(options.file)
        print(f"Đã đọc {file.name}: {file.copy.form}, {sum(bool(line.text) for line in file.copy.lines)} dòng có chữ.")
        site = checked(root).site
        editions = {edition.id: edition for edition in site.editions}
        if options.like and options.like not in editions:
            raise Refused(f'Không có ấn bản "{options.like}"; các ấn bản: {", ".join(editions)}.')
        like = editions[options.like] if options.like else site.newest
        made = draft(file.copy.lines, file.copy.notices, file.name, file.sha256, like, site, options.edition)
        name = options.edition or str(made.records["report"]["year"])
        if _exists(root, name):
            raise Refused(f'Ấn bản "{name}" đã có, không ghi đè: chọn mã khác bằng --edition.')
    except Refused as error:
        print(error, file=sys.stderr)
        return 1
    for notice in file.copy.notices:
        print(f"Lưu ý: {notice}")
    files = write(root, name, made)
    print(f"Đã soạn nháp ấn bản {name}: {len(files)} tệp trong data/{name} và docs/{name}.")
    for what, count in made.counts.items():
        print(f"  {what}: {count}")
    for part in made.outline.left_out:
        print(f"  để ngoài dòng {part.first}–{part.last}: {part.why}")
    print(
        f"Cần người xác nhận: {made.questions} điều, mỗi điều ở dòng draft: trong tệp; xác nhận xong thì xóa dòng ấy."
    )
    try:
        checked(root)
    except ContentError as error:
        print(f"Cần sửa trước khi xem thử ({len(error.faults)} lỗi):\n{error}")
        return 0
    print("Xem thử: python3 run.py serve, hoặc python3 run.py build --draft.")
    return 0


def _exists(root: Path, edition: str) -> bool:
    return (root / "data" / edition).exists() or (root / "docs" / edition).exists()
