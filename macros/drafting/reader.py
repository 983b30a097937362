"""Reads a file of any form that an office keeps; refuses in one line what cannot be read or must not be."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from macros.drafting import docx, plain
from macros.drafting.lines import Copy, Refused

MAX_BYTES = 60_000_000
FORMS = (".docx", ".html", ".htm", ".txt", ".md", ".pdf")


@dataclass(frozen=True, kw_only=True)
class File:
    """A file read: its own name, the SHA-256 of its bytes, and the copy made from it."""

    name: str
    sha256: str
    copy: Copy


def read(path: Path) -> File:
    """The file at `path`; raises Refused with one Vietnamese line. Nothing is written, nothing is fetched."""
    try:
        if not path.is_file():
            raise Refused("Không có tệp này, hoặc đó là thư mục.")
        if path.stat().st_size > MAX_BYTES:
            raise Refused(
                f"Tệp lớn hơn {MAX_BYTES // 1_000_000} MB: bỏ bớt hình, hoặc chỉ giữ phần báo cáo, rồi thử lại."
            )
        data = path.read_bytes()
    except OSError as error:
        raise Refused(f"Không đọc được tệp: {error.strerror}.") from error
    return File(name=path.name, sha256=hashlib.sha256(data).hexdigest(), copy=_read(path, data).tidy())


def _read(path: Path, data: bytes) -> Copy:
    kind = path.suffix.lower()
    if not data:
        raise Refused("Tệp trống.")
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        if "EncryptedPackage".encode("utf-16-le") in data:
            raise Refused("Tệp có mật khẩu: gỡ mật khẩu trong Word (Tệp › Thông tin › Bảo vệ), lưu lại rồi thử lại.")
        raise Refused('Tệp .doc kiểu cũ: mở bằng Word, chọn "Lưu thành" kiểu "Tài liệu Word (.docx)" rồi thử lại.')
    if data.startswith(b"{\\rtf") or kind in (".doc", ".rtf", ".odt", ".docm", ".dotm", ".wps"):
        raise Refused(f'Tệp {kind}: mở bằng Word, chọn "Lưu thành" kiểu "Tài liệu Word (.docx)" rồi thử lại.')
    if data.startswith(b"%PDF-") or kind == ".pdf":
        if not data.startswith(b"%PDF-"):
            raise Refused("Tệp PDF bị hỏng: mở bằng trình đọc PDF, in lại thành PDF mới rồi thử lại.")
        from macros.drafting import pdf  # its reader is installed only for `new`

        return pdf.read(data)
    if data.startswith(b"PK") or kind == ".docx":
        return docx.read(data)
    if kind in (".html", ".htm"):
        from macros.drafting import web  # its reader is installed only for `new`

        return web.read(data)
    if kind == ".md":
        return plain.markdown(data)
    if kind == ".txt":
        return plain.read(data)
    raise Refused(f"Không đọc được loại tệp này: dùng {', '.join(FORMS)}.")
