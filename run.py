"""Sets up a private environment in .venv and runs one command in it; needs only Python 3.11 or later with venv.

`python3 run.py serve` builds and serves the site, `python3 run.py test` passes the tests; any other word is passed to
`python -m macros`.
"""

import hashlib
import os
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent
ENVIRONMENT = ROOT / ".venv"
PYTHON = ENVIRONMENT / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def install(requirements: str):
    """Install the locked packages unless this very list is already installed."""
    wanted = hashlib.sha256((ROOT / requirements).read_bytes()).hexdigest()
    stamp = ENVIRONMENT / f"installed-{requirements}"
    if stamp.exists() and stamp.read_text() == wanted and PYTHON.exists():
        return
    if not PYTHON.exists():
        print("Tạo môi trường .venv …", file=sys.stderr, flush=True)
        venv.create(ENVIRONMENT, with_pip=True, clear=True)
    print(f"Cài các gói trong {requirements} …", file=sys.stderr, flush=True)
    subprocess.run(
        [
            PYTHON,
            "-m",
            "pip",
            "install",
            "--quiet",
            "--disable-pip-version-check",
            "--require-hashes",
            "-r",
            ROOT / requirements,
        ],
        check=True,
    )
    stamp.write_text(wanted)


def main(arguments):
    if sys.version_info < (3, 11):  # noqa: UP036 (it is told to those who have less)
        return "Cần Python 3.11 trở lên."
    if not arguments:
        return "Cách dùng: python3 run.py serve | test | check | build …"
    command, rest = arguments[0], arguments[1:]
    try:
        install("requirements-test.txt" if command == "test" else "requirements.txt")
    except subprocess.CalledProcessError:
        return "Không cài được các gói: xem lại kết nối mạng rồi chạy lại lệnh."
    module = ["pytest", *rest] if command == "test" else ["macros", command, *rest]
    try:
        # the caller's folder stays, so that the paths typed mean what they say; no module is taken from it
        environment = os.environ | {"PYTHONPATH": str(ROOT)}
        return subprocess.run(
            [PYTHON, "-P", "-m", *module], cwd=ROOT if command == "test" else None, env=environment
        ).returncode
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="surrogateescape")  # Vietnamese in any locale
    sys.exit(main(sys.argv[1:]))
