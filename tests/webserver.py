"""Debian's nginx with the project's own configuration, on a free port, for one test."""

from __future__ import annotations

import os
import socket
import subprocess
import time
from contextlib import contextmanager
from pathlib import Path

from macros.hosting import nginx
from macros.site.addresses import Move
from tests import tools

BROTLI = Path("/usr/lib/nginx/modules/ngx_http_brotli_static_module.so")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextmanager
def running(folder: Path, place: Path, url: str, moved: tuple[Move, ...] = (), certificate: str = "", key: str = ""):
    """Serve the releases in `place` at `url` (with its port) until the block ends; `folder` holds nginx's own files."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "site.conf").write_text(
        nginx.configuration(url, place, moved, certificate, key, BROTLI.exists()), "utf-8"
    )
    user = "user root;\n" if os.geteuid() == 0 else ""
    module = f"load_module {BROTLI};\n" if BROTLI.exists() else ""
    scratch = "".join(
        f"{kind}_temp_path {folder}/{kind}; " for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    (folder / "nginx.conf").write_text(
        f"{module}{user}worker_processes 1;\ndaemon off;\npid {folder}/pid;\nerror_log {folder}/error.log;\n"
        f"events {{ worker_connections 4096; }}\nhttp {{ access_log off; {scratch}include {folder}/site.conf; }}\n",
        "utf-8",
    )
    process = subprocess.Popen(
        [tools.program("nginx"), "-e", f"{folder}/error.log", "-c", f"{folder}/nginx.conf"], stderr=subprocess.PIPE
    )
    host, port = url.split("/")[2].split(":")
    try:
        _wait(host, int(port), process)
        yield process
    finally:
        process.terminate()
        process.wait(10)


def _wait(host: str, port: int, process: subprocess.Popen):
    for _ in range(100):
        if process.poll() is not None:
            raise RuntimeError(process.stderr.read().decode())
        with socket.socket() as probe:
            if probe.connect_ex((host, port)) == 0:
                return
        time.sleep(0.05)
    raise RuntimeError("nginx does not answer")
