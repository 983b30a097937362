"""How many readers one core serves: `python -m benchmarks.load` prints a Markdown table.

The shipped nginx recipe with one worker on the first core, wrk (Debian) on the others, over loopback.
"""

from __future__ import annotations

import gzip
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

from macros.build import build
from macros.hosting.deploy import deploy
from tests import tools, webserver

ROOT = Path(__file__).parent.parent
CONNECTIONS = 1000
SECONDS = 10
PAGE = "2023/2-2-cong-khai-minh-bach.html"


def wrk(url: str) -> dict[str, str]:
    """Requests per second, latencies and errors of one address."""
    done = subprocess.run(
        [
            tools.program("wrk"),
            "-t1",
            f"-c{CONNECTIONS}",
            f"-d{SECONDS}s",
            "--latency",
            "-H",
            "Accept-Encoding: gzip",
            url,
        ],
        capture_output=True,
        text=True,
        check=True,
        preexec_fn=lambda: os.sched_setaffinity(0, set(range(1, os.cpu_count())) or {0}),
    )
    text = done.stdout
    latency = dict(re.findall(r"(50|99)%\s+(\S+)", text))
    errors = re.search(r"Socket errors: (.*)", text)
    return {
        "rate": re.search(r"Requests/sec:\s+(\S+)", text)[1],
        "p50": latency["50"],
        "p99": latency["99"],
        "sent": re.search(r"Transfer/sec:\s+(\S+)", text)[1],
        "errors": errors[1] if errors else "0",
        "other": (re.search(r"Non-2xx or 3xx responses: (\d+)", text) or ["", "0"])[1],
    }


def weight(site: Path, page: str) -> tuple[int, int]:
    """Bytes of a page alone, and with everything that it loads at first sight."""
    html = (site / page).read_bytes()
    wanted = set(re.findall(r'(?:href|src)="((?:\.\./)*assets-[^"]+\.(?:css|js|svg|webmanifest))"', html.decode()))
    own = len(gzip.compress(html, 9))
    files = [(site / page).parent / name for name in wanted] + list(site.glob("assets-*/fonts/*.woff2"))
    return own, own + sum(
        len(data) if path.suffix == ".woff2" else len(gzip.compress(data, 9))
        for path in files
        for data in [path.read_bytes()]
    )


def main():
    with tempfile.TemporaryDirectory() as folder:
        folder = Path(folder)
        url = f"http://127.0.0.1:{webserver.free_port()}/"
        site = folder / "site"
        build(ROOT, site)
        deploy(site, folder / "www", None, lambda _: None)
        assets = next(site.glob("assets-*")).name
        with webserver.running(folder / "nginx", folder / "www", url) as process:
            for worker in subprocess.run(
                ["pgrep", "-P", str(process.pid)], capture_output=True, text=True
            ).stdout.split():
                os.sched_setaffinity(int(worker), {0})
            print(
                "| Tệp | Yêu cầu/giây | p50 | p99 | Gửi/giây | Lỗi | Trả lời khác 2xx |\n|---|---:|---:|---:|---:|---:|---:|"
            )
            for label, path in (
                ("Trang chủ", ""),
                ("Trang mục 2.2", PAGE),
                ("Kiểu trình bày", f"{assets}/site.css"),
                ("Trang 404", "khong-co"),
            ):
                found = wrk(url + path)
                print(
                    f"| {label} | {found['rate']} | {found['p50']} | {found['p99']} | {found['sent']} | {found['errors']} | {found['other']} |"
                )
        print("\n| Lượt xem | Byte (gzip) |\n|---|---:|")
        for label, page in (("trang chủ", "index.html"), ("trang mục 2.2", PAGE)):
            again, first = weight(site, page)
            print(
                f"| Lần đầu, {label} | {first:,} |\n| Lần sau, {label} | {again:,} |".replace(",", ".").replace(
                    ". trang", ", trang"
                )
            )


if __name__ == "__main__":
    sys.exit(main())
