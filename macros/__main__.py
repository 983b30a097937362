"""The command line: `python -m macros build`, `serve`, the editors' and the webmaster's. What it prints is Vietnamese."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from macros.build import DEFAULT_URL, BuildError, build
from macros.editing import commands as editing
from macros.faults import ContentError
from macros.publish import commands as publishing
from macros.serve import server

ROOT = Path(__file__).resolve().parent.parent


def main(arguments: list[str] | None = None) -> int:
    """Run one command; the exit status is 0 when all is well, 1 when the content or the build is at fault."""
    parser = argparse.ArgumentParser(prog="python -m macros", description="Kiểm tra, dựng và xem trang báo cáo.")
    parser.add_argument("--root", type=Path, default=ROOT, help="thư mục dự án (mặc định: thư mục này)")
    commands = parser.add_subparsers(dest="command", required=True, metavar="lệnh")
    for name, text in (
        ("build", "kiểm tra rồi dựng trang vào thư mục site"),
        ("serve", "dựng trang và mở máy chủ xem thử"),
    ):
        command = commands.add_parser(name, help=text)
        command.add_argument("--site", type=Path, help="thư mục kết quả (mặc định: site)")
        if name == "serve":
            command.add_argument("--port", type=int, default=8000, help="cổng (mặc định: 8000)")
    editing.add(commands)
    publishing.add(commands)
    options = parser.parse_args(arguments)
    root = options.root.resolve()
    try:
        if "run" in options:
            return options.run(root, options)
        _build(root, options)
    except ContentError as error:
        print(error, file=sys.stderr)
        print(f"{len(error.faults)} lỗi nội dung; chưa dựng trang nào.", file=sys.stderr)
        return 1
    except (BuildError, publishing.CommandError) as error:
        print(error, file=sys.stderr)
        return 1
    except OSError as error:
        print(f"Không đọc hoặc ghi được {error.filename or root}: {error.strerror}.", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("Đã ngắt.", file=sys.stderr)
        return 130
    return 0


def _build(root: Path, options):
    site_dir = (options.site or root / "site").resolve()
    build(root, site_dir)
    print(f"Đã dựng trang vào {site_dir}")
    if options.command == "build" and not os.environ.get("SITE_URL"):
        print(
            f"Chưa đặt SITE_URL: trích dẫn, sơ đồ trang và tệp tải về mang địa chỉ {DEFAULT_URL}, chỉ để xem thử. "
            "Trước khi công bố, đặt SITE_URL rồi dựng lại (deploy/README.md).",
            file=sys.stderr,
        )
    if options.command == "serve":
        with server(site_dir, options.port) as running:
            print(f"Xem trang tại http://127.0.0.1:{running.server_address[1]}/ (Ctrl+C để dừng)", flush=True)
            try:
                running.serve_forever()
            except KeyboardInterrupt:
                print()


if __name__ == "__main__":
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="surrogateescape")  # Vietnamese in any locale
    sys.exit(main())
