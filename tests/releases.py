"""Small builds to deploy, and a client that never stops asking while they change."""

from __future__ import annotations

import http.client
import threading
from pathlib import Path

from macros.site import hashes


def make(folder: Path, text: str) -> Path:
    """A tiny build whose every file says `text`; builds with texts of one length have files of one size."""
    assets = f"assets-{hashes.digest(text.encode())[:16]}"
    page = f'<!doctype html><link rel="stylesheet" href="{assets}/site.css"><p>{text}</p>' + "<p>như nhau</p>" * 60
    for name, content in {
        "index.html": page,
        "404.html": page,
        "2023/index.html": page,
        "api/so-lieu.json": f'"{text}"' + " " * 600,
        f"{assets}/site.css": f"/* {text} */" + " " * 600,
        "_headers": "",
        "_redirects": "",
        ".nojekyll": "",
    }.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, "utf-8")
    return listed(folder)


def listed(folder: Path) -> Path:
    """Write the list of hashes of a build."""
    hashes.write_manifest(folder)
    return folder


class Hammer(threading.Thread):
    """Asks for a page and then its assets, over and over; counts pages, keeps everything that went wrong."""

    def __init__(self, host: str, texts: set[str]):
        super().__init__(daemon=True)
        self.host, self.texts, self.wrong, self.pages, self.seen = host, texts, [], 0, set()
        self._end = threading.Event()

    def run(self):
        connection = http.client.HTTPConnection(self.host, timeout=10)
        while not self._end.is_set():
            page = self._get(connection, "/index.html")
            text = page.partition("<p>")[2].partition("</p>")[0]
            self.pages += 1
            self.seen.add(text)
            asset = page.partition('href="')[2].partition('"')[0]
            if text not in self.texts or f"/* {text} */" not in self._get(connection, f"/{asset}"):
                self.wrong.append(f"mixed: {text!r} {asset}")

    def _get(self, connection, path: str) -> str:
        try:
            connection.request("GET", path)
            answer = connection.getresponse()
            body = answer.read().decode()
        except (OSError, http.client.HTTPException) as error:
            connection.close()
            self.wrong.append(f"{path}: {error!r}")
            return ""
        if answer.status != 200:
            self.wrong.append(f"{path}: {answer.status}")
        return body

    def __enter__(self):
        self.start()
        return self

    def __exit__(self, *_):
        self._end.set()
        self.join(15)
