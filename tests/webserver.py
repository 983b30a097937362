"""Debian's nginx, Apache and Caddy with the project's own configuration, on a free port, for one test."""

from __future__ import annotations

import os
import socket
import subprocess
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path

from macros.hosting import caddy, nginx
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
    command = [tools.program("nginx"), "-e", f"{folder}/error.log", "-c", f"{folder}/nginx.conf"]
    with process(command, url) as running:
        yield running


_APACHE_MODULES = "mpm_event authz_core dir mime headers rewrite setenvif filter deflate brotli"


@contextmanager
def apache(folder: Path, root: Path, url: str):
    """Serve `root` at the root of `url`'s host as shared hosting does: what is special is in the site's own .htaccess."""
    folder.mkdir(parents=True, exist_ok=True)
    modules = "".join(
        f"LoadModule {name}_module /usr/lib/apache2/modules/mod_{name}.so\n" for name in _APACHE_MODULES.split()
    )
    user = "User www-data\nGroup www-data\n" if os.geteuid() == 0 else ""
    (folder / "apache.conf").write_text(
        f"{modules}{user}ServerRoot {folder}\nPidFile {folder}/pid\nErrorLog {folder}/error.log\nServerName localhost\n"
        f"ServerTokens Prod\nListen {url.split('/')[2]}\nTypesConfig /dev/null\nDocumentRoot {root}\n"
        f"<Directory {root}>\n    AllowOverride All\n    Require all granted\n    Options FollowSymLinks\n</Directory>\n",
        "utf-8",
    )
    with process([tools.program("apache2"), "-D", "FOREGROUND", "-f", f"{folder}/apache.conf"], url) as running:
        yield running


@contextmanager
def with_caddy(folder: Path, place: Path, url: str, moved: tuple[Move, ...] = ()):
    """Serve the releases in `place` at `url` with Caddy."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "Caddyfile").write_text(
        "{\n\tadmin off\n\tauto_https off\n}\n" + caddy.configuration(url, place, moved), "utf-8"
    )
    command = [tools.program("caddy"), "run", "--config", f"{folder}/Caddyfile", "--adapter", "caddyfile"]
    with process(command, url, env=os.environ | {"HOME": str(folder), "XDG_DATA_HOME": str(folder)}) as running:
        yield running


@contextmanager
def process(command: list, url: str, **more):
    """A server that answers at `url` until the block ends."""
    with tempfile.TemporaryFile() as told:
        process = subprocess.Popen(command, stdout=told, stderr=told, **more)
        host, port = url.split("/")[2].split(":")
        try:
            for _ in range(100):
                if process.poll() is not None:
                    told.seek(0)
                    raise RuntimeError(told.read().decode())
                with socket.socket() as probe:
                    if probe.connect_ex((host, int(port))) == 0:
                        break
                time.sleep(0.05)
            else:
                raise RuntimeError(f"{command[0]} does not answer")
            yield running
        finally:
            process.terminate()
            process.wait(10)
