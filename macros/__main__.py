"""The command line: `python -m macros build`, `serve`, the editors' and the webmaster's. What it prints is Vietnamese."""

from __future__ import annotations

import argparse
import io
import sys
from pathlib import Path
from typing import Any

from macros.build import BuildError
from macros.commands import build as building
from macros.commands import drafting, editing, publishing
from macros.content.faults import ContentError, printable

ROOT = Path(__file__).resolve().parent.parent


class Plain(io.TextIOWrapper):
    """Standard output in UTF-8, in any locale, whose reader obeys nothing of the content but the ends of lines."""

    def write(self, text: str) -> int:
        return super().write("\n".join(map(printable, text.split("\n"))))


def plain(stream: Any) -> Plain:
    """The same output, written through `Plain`; the stream itself is of no use any more."""
    return Plain(stream.detach(), "utf-8", line_buffering=True)


def main(arguments: list[str] | None = None) -> int:
    """Run one command; the exit status is 0 when all is well, 1 when the content or the build is at fault, 2 when
    the command could not do its work for want of something.
    """
    parser = argparse.ArgumentParser(prog="python -m macros", description="Kiểm tra, dựng và xem trang báo cáo.")
    parser.add_argument("--root", type=Path, default=ROOT, help="thư mục dự án (mặc định: thư mục này)")
    commands = parser.add_subparsers(dest="command", required=True, metavar="lệnh")
    building.add(commands)
    editing.add(commands)
    drafting.add(commands)
    publishing.add(commands)
    options = parser.parse_args(arguments)
    root = options.root.resolve()
    try:
        status: int = options.run(root, options)
        return status
    except ContentError as error:
        print(error, file=sys.stderr)
        print(f"{len(error.faults)} lỗi nội dung; chưa dựng trang nào.", file=sys.stderr)
        return 1
    except publishing.CommandError as error:
        print(error, file=sys.stderr)
        return error.status
    except BuildError as error:
        print(error, file=sys.stderr)
        return 1
    except OSError as error:
        print(f"Không đọc hoặc ghi được {error.filename or root}: {error.strerror}.", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("Đã ngắt.", file=sys.stderr)
        return 130


if __name__ == "__main__":
    sys.stdout, sys.stderr = plain(sys.stdout), plain(sys.stderr)
    sys.exit(main())
