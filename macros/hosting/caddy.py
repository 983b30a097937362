"""Writes the Caddyfile of one site: the same headers, copies, caching, 404 page and redirects as nginx has."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import urlsplit

from macros.site import headers
from macros.site.addresses import Move


def configuration(url: str, place: Path, moved: tuple[Move, ...], certificate: str = "", key: str = "") -> str:
    """The Caddyfile that serves the releases deployed to `place` at `url`; without a certificate Caddy gets its own."""
    parts = urlsplit(url)
    prefix, tls = parts.path, parts.scheme == "https"
    common = headers.COMMON | (headers.TLS_ONLY if tls else {})
    hidden = "|".join([*map(re.escape, headers.HOST_FILES), r".+\.(gz|br)"])
    lines = [
        f"{url.removesuffix(prefix)} {{",
        f"\ttls {certificate} {key}" if certificate else "",
        *(f'\theader {name} "{value}"' for name, value in common.items()),
        "\troute {",
        f'\t\theader Cache-Control "{headers.RECHECK}"',
        *(f"\t\tredir {prefix}{move.old} {prefix}{move.new} 301" for move in moved if "#" not in move.old),
        f"\t\tredir {prefix.rstrip('/')} {prefix} 301" if prefix != "/" else "",
        "\t\t# Tệp dành cho nơi đặt trang khác, và bản nén có sẵn, không phải địa chỉ của trang.",
        f"\t\t@hidden path_regexp ^{prefix}({hidden})$",
        "\t\terror @hidden 404",
        f"\t\t@open path_regexp ^{prefix}({'|'.join(headers.OPEN_FOLDERS)})/",
        f'\t\theader @open {headers.CORS} "*"',
        *(
            f'\t\t@{ending} path *.{ending}\n\t\theader @{ending} Content-Type "{_type(kind)}"'
            for ending, kind in headers.TYPES.items()
        ),
        r"		@plain path_regexp /[^./]+$",
        f'\t\theader @plain Content-Type "{_type(headers.PLAIN)}"',
        "\t\t# Tệp có mã băm trong tên: giữ của mọi bản còn lưu, cho trang đang mở từ bản trước.",
        f"\t\t@assets path_regexp ^{prefix}{headers.ASSETS}/",
        "\t\thandle @assets {",
        f'\t\t\theader Cache-Control "{headers.FOREVER}"',
        *([f"\t\t\turi strip_prefix {prefix.rstrip('/')}"] if prefix != "/" else []),
        f"\t\t\troot * {place}/shared",
        "\t\t\tfile_server {\n\t\t\t\tprecompressed br gzip\n\t\t\t}",
        "\t\t}",
        f"\t\thandle {prefix}* {{",
        *([f"\t\t\turi strip_prefix {prefix.rstrip('/')}"] if prefix != "/" else []),
        f"\t\t\troot * {place}/current",
        "\t\t\tfile_server {\n\t\t\t\tprecompressed br gzip\n\t\t\t}",
        "\t\t}",
        "\t\terror 404",
        "\t}",
        "\thandle_errors {",
        f'\t\theader Cache-Control "{headers.RECHECK}"',
        f'\t\theader Content-Type "{_type(headers.TYPES["html"])}"',
        f"\t\troot * {place}/current",
        "\t\trewrite * /404.html",
        "\t\tfile_server {\n\t\t\tprecompressed br gzip\n\t\t}",
        "\t}",
        "}",
    ]
    return (
        "# Tạo bằng lệnh: python3 run.py caddy (xem deploy/README.md). Đổi địa chỉ hay chuyển trang thì tạo lại.\n"
        + "\n".join(line for line in lines if line)
        + "\n"
    )


def _type(kind: str) -> str:
    return f"{kind}; charset=utf-8" if kind in headers.TEXT_TYPES else kind
