"""Writes the nginx configuration of one site: headers, compression, caching, 404 page, redirects, kept assets."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import urlsplit

from macros.site import headers
from macros.site.addresses import Move

# The last part of an IPv4 address and all but the first three groups of an IPv6 address never reach the log; only pages
# that somebody opened are counted, not their assets, nor what the project's own check asks for.
MASKED_LOG = """\
map $remote_addr $NAME_reader {
    default 0.0.0.0;
    "~^(?P<a>[0-9]+[.][0-9]+[.][0-9]+)[.]" "$a.0";
    "~^(?P<b>[0-9a-f]+:[0-9a-f]+:[0-9a-f]+):" "$b::";
}
map $http_user_agent $NAME_person {
    default 1;
    "" 0;
    "~*kiem-tra" 0;
}
map "$NAME_person $status $uri" $NAME_view {
    default 0;
    "~^1 (200|304) .*(/|[.]html)$" 1;
}
log_format NAME '$NAME_reader - - [$time_local] "$request_method $uri $server_protocol" $status $body_bytes_sent "-" "$http_user_agent"';"""


def configuration(
    url: str,
    place: Path,
    moved: tuple[Move, ...],
    certificate: str = "",
    key: str = "",
    brotli: bool = False,
    log: Path | None = None,
) -> str:
    """The file for /etc/nginx/conf.d/ that serves the releases deployed to `place` at `url`.

    Every header is set once, for the whole server, with values from maps: a `location` with an `add_header` of its own
    would lose all others.
    """
    parts = urlsplit(url)
    own = "bao_cao_" + re.sub(
        r"\W", "_", f"{parts.netloc}{parts.path}".strip("/")
    )  # one nginx may serve several such sites
    prefix, tls = parts.path, parts.scheme == "https"
    port = parts.port or (443 if tls else 80)
    common = headers.COMMON | (headers.TLS_ONLY if tls else {})
    hidden = "|".join([*map(re.escape, headers.HOST_FILES), ".+[.](gz|br)"])
    folders = "|".join(headers.OPEN_FOLDERS)
    types = "\n".join(f"        {kind} {ending};" for ending, kind in headers.TYPES.items())
    return (
        "\n".join(
            line
            for line in [
                "# Tạo bằng lệnh: python3 run.py nginx (xem deploy/README.md). Đổi địa chỉ, chứng thư hay chuyển trang thì tạo lại.",
                f'map "$status $uri" ${own}_cache {{',
                f'    default "{headers.RECHECK}";',
                f'    "~^(200|304) {prefix}{headers.ASSETS}/" "{headers.FOREVER}";',
                "}",
                f"map $uri ${own}_cors {{",
                '    default "";',
                f'    "~^{prefix}({folders})/" "*";',
                "}",
                MASKED_LOG.replace("NAME", own) if log else "",
                _to_https(parts.hostname or "") if tls and port == 443 else "",
                "server {",
                f"    listen {port}{' ssl http2' if tls else ''};",
                f"    listen [::]:{port}{' ssl http2' if tls else ''};",
                f"    server_name {parts.hostname};",
                f"    ssl_certificate {certificate};\n    ssl_certificate_key {key};\n    ssl_protocols TLSv1.2 TLSv1.3;"
                if tls
                else "",
                f"    access_log {log} {own} if=${own}_view;" if log else "",
                "    server_tokens off;",
                "    absolute_redirect off;",
                "    client_max_body_size 1k;",
                "    index index.html;",
                "    charset utf-8;",
                f"    charset_types {' '.join(sorted({*headers.TEXT_TYPES} - {'text/html'}))};",
                f"    types {{\n{types}\n    }}",
                f"    default_type {headers.PLAIN};",
                "    gzip off;",
                "    gzip_static on;",
                "    brotli_static on;" if brotli else "",
                "    gzip_vary on;",
                *(f'    add_header {name} "{value}" always;' for name, value in common.items()),
                f"    add_header Cache-Control ${own}_cache always;",
                f"    add_header {headers.CORS} ${own}_cors always;",
                f"    error_page 403 404 =404 {prefix}404.html;",
                *(
                    f"    location = {prefix}{move.old} {{ return 301 {prefix}{move.new}; }}"
                    for move in moved
                    if "#" not in move.old
                ),
                "    # Tệp dành cho nơi đặt trang khác, và bản nén có sẵn, không phải địa chỉ của trang.",
                f'    location ~ "^{prefix}({hidden})$" {{ return 404; }}',
                "    # Tệp có mã băm trong tên: giữ của mọi bản còn lưu, cho trang đang mở từ bản trước.",
                f'    location ~ "^{prefix}({headers.ASSETS}/.+)$" {{ alias {place}/shared/$1; max_ranges 0; }}',
                f"    location {prefix} {{ alias {place}/current/; }}",
                f"    location = {prefix.rstrip('/')} {{ return 301 {prefix}; }}\n    location / {{ return 404; }}"
                if prefix != "/"
                else "",
                "}",
                "",
            ]
            if line
        )
        + "\n"
    )


def _to_https(host: str) -> str:
    lines = ["listen 80;", "listen [::]:80;", f"server_name {host};", "server_tokens off;"]
    lines += [f'add_header {name} "{value}" always;' for name, value in headers.COMMON.items()]
    return "server {\n" + "".join(f"    {line}\n" for line in [*lines, f"return 301 https://{host}$request_uri;"]) + "}"
