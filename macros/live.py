"""Serves the project while it is edited: pages and search as soon as a file changes, all else when asked for or after.

Faults are shown in every page as well as in the terminal; the last good pages stay below them. The program itself is
not read anew: after a change of a `.py` file, start the command again.
"""

from __future__ import annotations

import io
import shutil
import tempfile
import threading
import time
import traceback
from collections.abc import Callable
from html import escape
from pathlib import Path
from typing import Any, NoReturn

from macros import engine
from macros.complete import SiteError, complete
from macros.content.faults import ContentError
from macros.content.load import Loaded
from macros.hosting.serve import Handler, listen
from macros.rules.check import checked
from macros.site import addresses

WATCHED = ("data", "docs", "overrides", "macros/rendering/templates", "macros/exports/templates", "mkdocs.yml")
LOOK, PAUSE, PATIENCE = 0.15, 1.5, 20  # seconds: between looks, without a change before the rest, a browser waits
ASK = "/.thay-doi/"  # + the version that a page shows: answered when there is another
SCRIPT = b"""<script>
(function ask(version) {
  fetch("%s" + version).then((answer) => answer.text()).then((newest) => {
    if (newest !== version) location.reload(); else ask(version);
  }).catch(() => setTimeout(ask, 1000, version));
})("%d");
</script>
"""
FAULTS = """<div role="alert" lang="vi" style="position:sticky;bottom:0;z-index:9;max-height:60vh;overflow:auto;padding:1rem;
border-top:6px solid #b00020;background:#fff;color:#1b2124"><strong>Nội dung đang có lỗi; trang dưới đây là bản tốt gần
nhất.</strong><pre style="white-space:pre-wrap">{}</pre></div>
"""


class Preview:
    """The site as it is now: `update` renders the pages, `finish` makes the rest; both in one thread, readers in others."""

    def __init__(self, root: Path, url: str, folder: Path, say: Callable[[str], None]) -> None:
        self.root, self.url, self.folder, self.say = root, url, folder, say
        self.version, self.faults = 0, ""
        self.pages: Path | None = None  # the last good pages
        self.whole: Path | None = None  # the same, completed
        self.asked = threading.Event()  # somebody waits for a file that only the whole site has
        self._before: Path | None = None  # the pages before, whose files a browser may still be loading
        self._loaded: Loaded | None = None
        self._changed = threading.Condition()
        self._seen: object = None

    def look(self) -> bool:
        """Whether a file has changed since the last look."""
        found = {
            (str(path), path.stat().st_mtime_ns)
            for name in WATCHED
            for path in [self.root / name, *(self.root / name).rglob("*")]
            if path.is_file() and path.suffix != ".pyc"
        }
        self._seen, before = found, self._seen
        return found != before

    def update(self) -> None:
        """Render every page; on a fault the last good pages stay."""
        began, fresh = time.monotonic(), self.folder / str(self.version + 1)
        try:
            loaded = checked(self.root)
            faults = "\n".join(engine.generate(self.root, fresh, self.url, whole=False))
        except ContentError as error:
            faults = str(error)
        except Exception as error:  # a template or the configuration is being edited
            faults = "".join(traceback.format_exception(error, limit=-3))
        if faults:
            shutil.rmtree(fresh, ignore_errors=True)
            self._show(faults)
            return
        old, self._before, self.pages, self.whole, self._loaded = self._before, self.pages, fresh, None, loaded
        self._show("", f"Đã dựng lại các trang trong {time.monotonic() - began:.1f} giây.")
        if old:
            shutil.rmtree(old.with_name(f"{old.name}-whole"), ignore_errors=True)
            shutil.rmtree(old)

    def unfinished(self) -> bool:
        """Whether the pages have not been completed."""
        return self.pages is not None and self.whole is None

    def finish(self) -> None:
        """Complete and prove a copy of the pages."""
        assert self.pages and self._loaded
        whole = self.pages.with_name(f"{self.pages.name}-whole")
        shutil.copytree(self.pages, whole)
        faults = self.faults
        try:
            complete(self._loaded, addresses.load(self.root), whole, self.url)
        except (SiteError, ContentError) as error:
            faults = str(error)
        self.asked.clear()
        self.whole = whole
        if faults != self.faults:
            self._show(faults)
        with self._changed:
            self._changed.notify_all()

    def _show(self, faults: str, said: str = "") -> None:
        self.say(faults or said)
        with self._changed:
            self.faults = faults
            self.version += 1
            self._changed.notify_all()

    def place(self, path: str) -> Path:
        """The folder that has a file now, waiting for the whole site where only that can have it."""
        if not self.pages or path.endswith((".html", "/")) or not path:
            return self.pages or self.folder
        if not (self.pages / path).is_file():
            if self._before and (self._before / path).is_file():
                return self._before
            with self._changed:
                self.asked.set()
                self._changed.wait_for(lambda: self.whole, PATIENCE)
            if self.whole and (self.whole / path).is_file():
                return self.whole
        return self.pages

    def newest(self, version: str) -> int:
        """The present version, as soon as it is another than `version` or after a while."""
        with self._changed:
            self._changed.wait_for(lambda: str(self.version) != version, PATIENCE)
            return self.version


def _handler(preview: Preview) -> type[Handler]:
    class LiveHandler(Handler):
        def send_head(self) -> Any:
            path = self.path.partition("?")[0]
            if path.startswith(ASK):
                return self._send(str(preview.newest(path.removeprefix(ASK))).encode(), "text/plain")
            self.directory = str(preview.place(path.removeprefix("/")))
            file = Path(self.translate_path(path))
            file = file / "index.html" if path.endswith("/") else file
            if file.suffix == ".html":
                status = 200 if file.is_file() else 404
                file = file if status == 200 else Path(self.directory) / "404.html"
                return self._send(self._live(file.read_bytes() if file.is_file() else b""), "text/html", status)
            return super().send_head()

        def end_headers(self) -> None:
            self.send_header("Cache-Control", "no-store")
            super().end_headers()

        def _live(self, page: bytes) -> bytes:
            faults = FAULTS.format(escape(preview.faults)).encode() if preview.faults else b""
            before, end, after = page.rpartition(b"</body>")
            return before + faults + SCRIPT % (ASK.encode(), preview.version) + end + after

        def _send(self, body: bytes, kind: str, status: int = 200) -> io.BytesIO:
            self.send_response(status)
            self.send_header("Content-Type", f"{kind}; charset=utf-8")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            return io.BytesIO(body)

    return LiveHandler


def serve(root: Path, port: int, say: Callable[[str], None]) -> None:
    """Serve the project at `root` until interrupted; `say` gets each line for whoever edits.

    Raises OSError if no port is free.
    """
    with tempfile.TemporaryDirectory(prefix="bao-cao-") as folder:
        preview = Preview(root, "", Path(folder), say)
        with listen(_handler(preview), port) as running:
            preview.url = f"http://127.0.0.1:{running.server_address[1]}/"
            preview.look()
            preview.update()
            say(f"Xem trang tại {preview.url} (Ctrl+C để dừng); sửa tệp nào thì trang tự đổi theo.")
            threading.Thread(target=running.serve_forever, daemon=True).start()
            try:
                _follow(preview)
            finally:
                running.shutdown()


def _follow(preview: Preview) -> NoReturn:
    changed = time.monotonic()
    while True:
        if preview.look():
            preview.update()
            changed = time.monotonic()
        elif preview.unfinished() and (preview.asked.is_set() or time.monotonic() - changed > PAUSE):
            preview.finish()
        time.sleep(LOOK)
