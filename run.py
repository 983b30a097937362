"""Sets up a private environment in .venv and runs one command in it; needs only Python 3.11 or later with venv.

`python3 run.py serve` builds and serves the site, `python3 run.py test` passes the tests; any other word is passed to
`python -m macros`. The environment is made whole beside and then renamed, by one run at a time: a run killed at any
moment leaves nothing that the next one would take for whole.
"""

import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
import venv
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent
ENVIRONMENT = ROOT / ".venv"
FRESH = ROOT / ".vnew"  # a name of the same length: the programs inside begin with their own path, changed in place
LISTS = ("requirements.txt", "requirements-new.txt", "requirements-test.txt")  # each holds the one before
NEEDS = {"new": 2, "test": 3}  # command → how many of them; the rest need the first alone
TESTS = ("pytest", "--numprocesses=auto", "--dist=worksteal")  # neighbours share what a file builds


class SetupError(Exception):
    """The environment could not be made; the message is for whoever typed the command."""


def _python(environment: Path) -> Path:
    return environment / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def _wanted(name: str) -> str:
    return hashlib.sha256((ROOT / name).read_bytes()).hexdigest()


def _is_installed(name: str) -> bool:
    """Whether the environment is whole and holds exactly this list."""
    stamp = ENVIRONMENT / f"installed-{name}"
    return _python(ENVIRONMENT).exists() and stamp.exists() and stamp.read_text() == _wanted(name)


def install(lists: int) -> None:
    """Make the environment with the first `lists` of the locked lists unless it is there; raises SetupError, OSError."""
    needed = LISTS[:lists]
    if all(map(_is_installed, needed)):
        return
    with _alone() as lock:
        if all(map(_is_installed, needed)):  # made while we waited
            return
        for count, name in enumerate(LISTS, 1):
            if (
                count > lists and (ENVIRONMENT / f"installed-{name}").exists()
            ):  # who has run the tests will run them again
                needed = LISTS[:count]
        if importlib.util.find_spec("ensurepip") is None:
            raise SetupError("Python này thiếu venv: trên Debian, Ubuntu chạy apt-get install python3-venv.")
        shutil.rmtree(FRESH, ignore_errors=True)
        print("Tạo môi trường .venv …", file=sys.stderr, flush=True)
        venv.create(FRESH)
        _run(lock, "ensurepip", "--default-pip")
        print(f"Cài các gói trong {needed[-1]} …", file=sys.stderr, flush=True)
        _run(lock, *"pip install --quiet --disable-pip-version-check --require-hashes -r".split(), ROOT / needed[-1])
        for name in needed:
            (FRESH / f"installed-{name}").write_text(_wanted(name))
        _put_in_place()


def _run(lock: int, *arguments: str | Path) -> None:
    """Run a module of the new environment; it holds the lock too, so that it never outlives it unseen."""
    os.set_inheritable(lock, True)
    done = subprocess.run(
        [_python(FRESH), "-Im", *arguments], close_fds=False, capture_output=True, text=True, errors="replace"
    )
    if done.returncode:
        lines = (done.stderr.strip() or done.stdout.strip() or f"mã thoát {done.returncode}").splitlines()
        why = next((line for line in lines if line.startswith("ERROR:")), lines[-1]).removeprefix("ERROR:").strip()
        hint = (
            "không tới được kho gói, xem lại kết nối mạng"
            if "(from versions: none)" in why or "Connection" in done.stderr
            else "xem lỗi ở trên"
        )
        print(why, file=sys.stderr)
        raise SetupError(f"Không cài được các gói: {hint} rồi chạy lại lệnh.")


def _put_in_place() -> None:
    """Rename the new environment; the path inside its programs becomes the one that it will have."""
    old, new = os.fsencode(FRESH), os.fsencode(ENVIRONMENT)
    for program in _python(FRESH).parent.iterdir():
        if program.is_file() and not program.is_symlink() and old in (data := program.read_bytes()):
            program.write_bytes(data.replace(old, new))
    if ENVIRONMENT.is_symlink():
        ENVIRONMENT.unlink()
    elif ENVIRONMENT.exists():
        shutil.rmtree(ENVIRONMENT)
    FRESH.rename(ENVIRONMENT)


@contextmanager
def _alone() -> Iterator[int]:
    """Wait until no other run makes the environment; yields the lock's file descriptor."""
    lock = os.open(ROOT / ".venv.lock", os.O_RDWR | os.O_CREAT)
    try:
        if os.name == "nt":
            import msvcrt

            while True:
                try:
                    msvcrt.locking(lock, msvcrt.LK_LOCK, 1)  # gives up after ten seconds
                    break
                except OSError:
                    print("Chờ một lệnh khác đang tạo môi trường …", file=sys.stderr, flush=True)
        else:
            import fcntl

            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                print("Chờ một lệnh khác đang tạo môi trường …", file=sys.stderr, flush=True)
                fcntl.flock(lock, fcntl.LOCK_EX)
        yield lock
    finally:
        os.close(lock)


def main(arguments: list[str]) -> int | str:
    """Run one command; the exit status, or what went wrong in one line."""
    if sys.version_info < (3, 11):  # noqa: UP036 (it is told to those who have less)
        return "Cần Python 3.11 trở lên."
    if not arguments:
        return "Cách dùng: python3 run.py serve | test | check | build …"
    command, rest = arguments[0], arguments[1:]
    try:
        install(NEEDS.get(command, 1))
    except SetupError as error:
        return str(error)
    except OSError as error:
        return f"Không tạo được môi trường .venv: {error.strerror} ({error.filename or ROOT})."
    except KeyboardInterrupt:
        return "Đã ngắt; chạy lại thì làm lại từ đầu."
    # the caller's folder stays, so that the paths typed mean what they say; no module is taken from it
    os.environ["PYTHONPATH"] = str(ROOT)
    if command == "test":
        os.chdir(ROOT)
    line = [str(_python(ENVIRONMENT)), "-P", "-m", *([*TESTS, *rest] if command == "test" else ["macros", *arguments])]
    if os.name != "nt":
        os.execv(line[0], line)  # a signal sent to this process reaches the command
    try:
        return subprocess.run(line).returncode
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="surrogateescape")  # Vietnamese in any locale
    sys.exit(main(sys.argv[1:]))
