"""run.py makes its environment whole or not at all: killed at any moment, twice at once, on top of a half-made one."""

import hashlib
import os
import shutil
import signal
import subprocess
import sys
import time

import pytest

import run
from tests.project import ROOT

pytestmark = pytest.mark.slow


@pytest.fixture
def project(tmp_path):
    """A project whose environment holds no package, so that it is made quickly."""
    put(tmp_path)
    return tmp_path


def put(folder):
    shutil.copy(ROOT / "run.py", folder)
    for name in run.LISTS:
        (folder / name).write_text("")
    (folder / "macros").mkdir()
    (folder / "macros/__main__.py").write_text("import sys; print('chạy', *sys.argv[1:]); sys.exit(3)")


@pytest.fixture
def made(project, made_once):
    """The same with its environment, made elsewhere."""
    shutil.copytree(made_once / ".venv", project / ".venv", symlinks=True)
    return project


@pytest.fixture(scope="module")
def made_once(tmp_path_factory):
    folder = tmp_path_factory.mktemp("made")
    put(folder)
    works(folder)
    return folder


def start(project, *arguments, **more):
    return subprocess.Popen(
        [sys.executable, project / "run.py", *(arguments or ("check",))],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONUTF8": "1", "PIP_NO_INDEX": "1"},
        start_new_session=True,
        **more,
    )


def works(project) -> str:
    """Run once more: the command must run and nothing half-made be left; what it said meanwhile."""
    process = start(project)
    out, err = process.communicate(timeout=120)
    assert (process.returncode, out) == (3, "chạy check\n"), err
    assert not (project / ".vnew").exists() and "Traceback" not in err
    return err


@pytest.mark.parametrize("seconds", [0.3, 1, 2])
def test_killed_at_any_moment_the_next_run_works(project, seconds):
    process = start(project)
    time.sleep(seconds)
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
    process.communicate()
    works(project)


@pytest.mark.skipif(os.name == "nt", reason="a lock that a child keeps is Unix's")
def test_what_outlives_a_killed_run_is_waited_for(project):
    """pip goes on alone when only its parent is killed: nobody may clear the folder under it."""
    process = start(project)
    while not (project / ".vnew/pyvenv.cfg").exists():
        time.sleep(0.02)
    time.sleep(0.3)
    process.kill()  # not what it started
    assert "Chờ một lệnh khác" in works(project)


def test_two_first_runs_at_once(project):
    both = [start(project) for _ in range(2)]
    told = [process.communicate(timeout=120) for process in both]
    assert [(process.returncode, out) for process, (out, _) in zip(both, told)] == [(3, "chạy check\n")] * 2
    assert sum("Tạo môi trường" in err for _, err in told) == 1


def test_a_half_made_environment_is_mended_and_a_whole_one_kept(project):
    (project / ".venv/bin").mkdir(parents=True)
    (project / ".venv/bin/python").symlink_to(sys.executable)
    assert "Tạo môi trường" in works(project)
    assert works(project) == ""
    assert (project / ".venv/bin/pip").read_text().splitlines()[0] == f"#!{project}/.venv/bin/python"


def test_another_list_is_installed_anew_and_who_tests_keeps_the_tests_tools(made):
    assert works(made) == ""
    stamp = made / ".venv/installed-requirements-test.txt"
    assert not stamp.exists()
    stamp.write_text("")
    (made / "requirements.txt").write_text("# another list\n")
    assert "requirements-test.txt" in works(made)
    assert stamp.read_text() == hashlib.sha256(b"").hexdigest()


@pytest.mark.parametrize(
    ("package", "message"),
    [
        (
            f"khong-co-goi-nay==1 --hash=sha256:{'0' * 64}",
            "không tới được kho gói, xem lại kết nối mạng",
        ),
        ("-r khong-co.txt", "xem lỗi ở trên"),
    ],
)
def test_a_failure_is_told_in_one_right_line(project, package, message):
    (project / "requirements.txt").write_text(package + "\n")
    process = start(project)
    _, err = process.communicate(timeout=120)
    assert process.returncode == 1
    assert err.splitlines()[-1] == f"Không cài được các gói: {message} rồi chạy lại lệnh."
    assert not (project / ".venv").exists()


def test_no_place_to_write_is_told(project, monkeypatch, capsys):
    monkeypatch.setattr(run, "ROOT", project / "no")
    monkeypatch.setattr(run, "ENVIRONMENT", project / "no/.venv")
    assert (
        run.main(["check"]) == f"Không tạo được môi trường .venv: No such file or directory ({project}/no/.venv.lock)."
    )


@pytest.mark.skipif(os.name == "nt", reason="signals are Unix's")
def test_a_signal_reaches_the_command(made):
    (made / "macros/__main__.py").write_text("import time\nprint('đây', flush=True)\ntime.sleep(60)\n")
    process = start(made)
    assert process.stdout.readline() == "đây\n"
    process.terminate()
    process.communicate(timeout=10)  # until whoever writes there has ended
    assert process.returncode == -signal.SIGTERM


def test_the_tests_run_on_all_processors_unless_told_otherwise(monkeypatch):
    lines = []
    monkeypatch.setenv("PYTHONPATH", os.environ.get("PYTHONPATH", ""))
    monkeypatch.chdir(ROOT)
    monkeypatch.setattr(run, "install", lambda lists: None)
    monkeypatch.setattr(run.os, "execv", lambda program, line: lines.append(line))
    monkeypatch.setattr(run.subprocess, "run", lambda line: lines.append(line) or subprocess.CompletedProcess(line, 0))
    run.main(["test", "-n0", "tests/test_run.py"])
    assert lines[0][1:] == [*"-P -m pytest --numprocesses=auto --dist=worksteal -n0 tests/test_run.py".split()]
