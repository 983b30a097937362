"""Serves a built site on this machine, for looking at it before it is published."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any


class Handler(SimpleHTTPRequestHandler):
    """Sends the files of its `directory`, and the site's own page for what is not there."""

    def send_error(self, code: Any, message: str | None = None, explain: Any = None) -> None:
        page = Path(self.directory) / "404.html"
        if code != 404 or not page.exists():
            super().send_error(code, message, explain)
            return
        body = page.read_bytes()
        self.send_response(404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def log_message(self, format: Any, *args: Any) -> None:
        """Nothing to log for one reader."""


def server(site_dir: Path, port: int) -> ThreadingHTTPServer:
    """A server for the site in `site_dir`; see `listen`."""
    return listen(partial(Handler, directory=str(site_dir)), port)


def listen(handler: Callable[..., SimpleHTTPRequestHandler], port: int) -> ThreadingHTTPServer:
    """A server on 127.0.0.1; the next free port up to ten above `port`, any for 0. Raises OSError if none is free."""
    for candidate in range(port, port + 11) if port else [0]:
        try:
            return ThreadingHTTPServer(("127.0.0.1", candidate), handler)
        except OSError as error:
            refused = error
    raise refused
