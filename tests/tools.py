"""Finds the programs that tests run beside Python; the one list of what each marker needs."""

from __future__ import annotations

import os
import shutil
import signal
import sys
from pathlib import Path

CHROMIUM_MISSING = (
    "Không tìm thấy Chromium, Chrome hay Edge: cài bằng lệnh 'apt-get install chromium', hoặc cài Chrome."
)
VNU_JAR = Path(os.environ.get("VNU_JAR", ".ci/node/node_modules/vnu-jar/build/dist/vnu.jar"))  # .ci/run puts it there
MOTO = Path(os.environ.get("MOTO", ".ci/moto/bin/moto_server"))  # likewise
PRETTIER = Path(os.environ.get("PRETTIER", ".ci/node/node_modules/.bin/prettier"))  # likewise
MARKERS = {  # marker → names of the program, any one of which is enough
    "needs_java": ("java",),
    "needs_vnu": (str(VNU_JAR),),
    "needs_prettier": (str(PRETTIER),),
    "needs_nginx": ("nginx",),
    "needs_apache": ("apache2",),
    "needs_caddy": ("caddy",),
    "needs_moto": (str(MOTO),),
    "needs_libreoffice": ("soffice", "libreoffice"),
    "needs_node": ("node",),
    "needs_git": ("git",),
    "needs_faketime": ("faketime",),
    "needs_zensical": ("zensical",),
}
_ON_PATH = (
    "chromium-headless-shell",  # Debian's chromium without its windows: a page takes it a third of the time
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "microsoft-edge",
    "msedge",
    "chrome",
)
_INSTALLED = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    *(
        f"{os.environ.get(folder, '')}\\{program}"
        for folder in ("ProgramFiles", "ProgramFiles(x86)", "LocalAppData")
        for program in (
            "Google\\Chrome\\Application\\chrome.exe",
            "Chromium\\Application\\chrome.exe",
            "Microsoft\\Edge\\Application\\msedge.exe",
        )
    ),
)


def _heed():
    for name in ("SIGINT", "SIGHUP", "SIGTERM"):
        signal.signal(getattr(signal, name), signal.SIG_DFL)


HEED_SIGNALS = None if os.name == "nt" else _heed  # for a child: one in the background is deaf to SIGINT and SIGHUP


def chromium() -> str | None:
    """The path of an installed Chromium, Chrome or Edge."""
    found = (shutil.which(name) for name in _ON_PATH)
    return next((path for path in (*found, *_INSTALLED) if path and Path(path).is_file()), None)


def program(name: str) -> str | None:
    """The path of an installed program: on the PATH, beside this Python, or in the folder of Debian's servers."""
    folders = (os.environ.get("PATH", ""), str(Path(sys.executable).parent), "/usr/sbin")
    return shutil.which(name, path=os.pathsep.join(folders))


def missing(marker: str) -> bool:
    """Whether no program that the marker needs is installed."""
    if marker in ("needs_vnu", "needs_prettier", "needs_moto"):
        return not Path(MARKERS[marker][0]).is_file()
    return not any(program(name) for name in MARKERS[marker])


def chromium_arguments() -> list[str]:
    """What Chromium is started with: nothing in the background; as root it has no sandbox."""
    quiet = ["--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync"]
    return quiet + (["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else [])
