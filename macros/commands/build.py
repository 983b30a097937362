"""The commands that build: build, serve."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path
from typing import Any

from macros.build import DEFAULT_URL, build
from macros.hosting.serve import server


def add(commands: Any) -> None:
    """Add the commands to the parser's."""
    building = commands.add_parser("build", help="kiểm tra rồi dựng trang vào thư mục site")
    serving = commands.add_parser("serve", help="dựng trang và mở máy chủ xem thử")
    for command, run in ((building, _build), (serving, _serve)):
        command.add_argument("--site", type=Path, help="thư mục kết quả (mặc định: site)")
        command.set_defaults(run=run)
    serving.add_argument("--port", type=int, default=8000, help="cổng (mặc định: 8000)")


def _built(root: Path, options: argparse.Namespace) -> Path:
    site_dir = (options.site or root / "site").resolve()
    build(root, site_dir)
    print(f"Đã dựng trang vào {site_dir}")
    return site_dir


def _build(root: Path, options: argparse.Namespace) -> int:
    _built(root, options)
    if not os.environ.get("SITE_URL"):
        print(
            f"Chưa đặt SITE_URL: trích dẫn, sơ đồ trang và tệp tải về mang địa chỉ {DEFAULT_URL}, chỉ để xem thử. "
            "Trước khi công bố, đặt SITE_URL rồi dựng lại (deploy/README.md).",
            file=sys.stderr,
        )
    return 0


def _serve(root: Path, options: argparse.Namespace) -> int:
    with server(_built(root, options), options.port) as running:
        print(f"Xem trang tại http://127.0.0.1:{running.server_address[1]}/ (Ctrl+C để dừng)", flush=True)
        try:
            running.serve_forever()
        except KeyboardInterrupt:
            print()
    return 0
