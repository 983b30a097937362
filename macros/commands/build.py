"""The commands that build: build, serve."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path
from typing import Any

from macros.build import DEFAULT_URL, build
from macros.live import serve


def add(commands: Any) -> None:
    """Add the commands to the parser's."""
    building = commands.add_parser("build", help="kiểm tra rồi dựng trang vào thư mục site")
    building.add_argument("--site", type=Path, help="thư mục kết quả (mặc định: site)")
    building.add_argument(
        "--draft",
        action="store_true",
        help="dựng cả bản nháp để xem thử: mọi trang mang dấu bản nháp, không đưa lên được",
    )
    building.add_argument(
        "--no-cache",
        action="store_true",
        help="làm lại mọi tệp, không dùng tệp của ấn bản không đổi giữ từ lần dựng trước",
    )
    building.set_defaults(run=_build)
    serving = commands.add_parser("serve", help="mở trang để xem thử; sửa tệp nào thì trang đổi theo ngay")
    serving.add_argument("--port", type=int, default=8000, help="cổng (mặc định: 8000)")
    serving.set_defaults(run=_serve)


def _build(root: Path, options: argparse.Namespace) -> int:
    site_dir = (options.site or root / "site").resolve()
    if options.draft:
        os.environ["DRAFT"] = "1"
        os.environ.pop("SITE_URL", None)  # what bears no published address cannot be deployed
    loaded = build(root, site_dir, keep=not options.no_cache)
    print(f"Đã dựng trang vào {site_dir}")
    if not os.environ.get("SITE_URL"):
        print(
            f"Chưa đặt SITE_URL: trích dẫn, sơ đồ trang và tệp tải về mang địa chỉ {DEFAULT_URL}, chỉ để xem thử. "
            "Trước khi công bố, đặt SITE_URL rồi dựng lại (deploy/README.md).",
            file=sys.stderr,
        )
    elif not loaded.site.settings.feedback:
        print(
            "Chưa có nơi nhận báo lỗi: người đọc thấy chỗ sai sẽ không báo được. Khai báo feedback trong data/site.yml.",
            file=sys.stderr,
        )
    return 0


def _serve(root: Path, options: argparse.Namespace) -> int:
    os.environ["DRAFT"] = "1"
    try:
        serve(root, options.port, lambda line: print(line, flush=True))
    except KeyboardInterrupt:
        print()
    return 0
