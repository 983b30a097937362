"""The same commit gives the same bytes anywhere and at any time, and a build that dies leaves the last good one alone."""

import os
import signal
import subprocess
import sys
import time

import pytest

from macros import build as module
from macros import complete
from macros.build import build
from macros.site import hashes
from tests.project import ROOT, Project, copy_all, files

pytestmark = pytest.mark.slow


def built(project: Project, day: str | None = None, umask: int = 0o022, **environment: str):
    """Build in another process, as another user at another time would."""
    command = [sys.executable, "-m", "macros", "build"]
    if day:
        command = ["faketime", day, *command]
    # a clean copy has no __pycache__; with a false clock Python must not write one either
    done = subprocess.run(
        command,
        cwd=project.root,
        capture_output=True,
        text=True,
        umask=umask if os.name != "nt" else -1,
        env=os.environ | {"PYTHONDONTWRITEBYTECODE": "1"} | environment,
    )
    assert done.returncode == 0, done.stderr
    return project.root / "site"


def modes(folder) -> dict[str, int]:
    return {path.relative_to(folder).as_posix(): path.stat().st_mode & 0o777 for path in (folder, *folder.rglob("*"))}


@pytest.mark.needs_faketime
def test_same_bytes_everywhere(built_site, tmp_path):
    """Another folder with a space and marks, day, time zone, locale, umask, hash seed, file order and file times."""
    other = copy_all(tmp_path / "thư mục khác")
    for path in sorted(other.root.rglob("*"), reverse=True):
        os.utime(path, (1_000_000_000, 1_000_000_000))
    site = built(
        other,
        day="2031-02-28 23:59:30",
        umask=0o077,
        TZ="Pacific/Kiritimati",
        LC_ALL="C",
        LANG="C",
        PYTHONHASHSEED="4711",
        PYTHONUTF8="0",
        COLUMNS="40",
        HOME=str(tmp_path),
    )
    ours, theirs = files(built_site), files(site)
    assert sorted(ours) == sorted(theirs)
    assert [name for name in ours if ours[name] != theirs[name]] == []
    assert modes(built_site) == modes(site)
    assert set(modes(site).values()) == ({0o755, 0o644} if os.name != "nt" else set(modes(site).values()))


def test_list_of_hashes_is_whole(built_site):
    assert hashes.differences(hashes.table(built_site), hashes.listed(built_site)) == []


def test_nothing_of_the_builder_leaks(built_site):
    """No path, user or version of the machine, no source map, no file of the theme."""
    for name, data in files(built_site).items():
        assert str(ROOT).encode() not in data and b"sourceMappingURL" not in data, name
        assert b'name="generator"' not in data and b"mkdocs-1" not in data.lower(), name
        assert not name.endswith(".map") and "bundle" not in name and name != "sitemap.xml.gz"


@pytest.mark.skipif(os.name == "nt", reason="kills with a signal")
@pytest.mark.parametrize("seconds", [0.05, 0.6, 1.2, 2.0])
def test_killed_build_leaves_a_whole_site(tmp_path, seconds):
    """The last good one, or, if it was killed at the very end, the new one; and the next build works."""
    project = copy_all(tmp_path / "project")
    before = files(built(project))
    project.edit("docs/index.md", "title:", "title: Mới")
    running = subprocess.Popen(
        [sys.executable, "-m", "macros", "build"], cwd=project.root, stdout=subprocess.DEVNULL, start_new_session=True
    )
    time.sleep(seconds)
    os.killpg(running.pid, signal.SIGKILL)
    running.wait()
    module.recover(project.root / "site")
    left = files(project.root / "site")
    assert left in (before, files(built(project)))
    assert [path.name for path in project.root.glob(".site*")] == []


def test_a_build_dying_while_it_swaps(tmp_path, monkeypatch):
    """Without the system's exchange, a death between the two renames is mended by the next command."""
    site, fresh = tmp_path / "site", tmp_path / "fresh"
    for folder in (site, fresh):
        folder.mkdir()
        (folder / "index.html").write_text(folder.name)
    monkeypatch.setattr(module, "_exchange", lambda *_: False)
    rename = module.Path.rename

    def die(self, target):
        if self == fresh:
            raise KeyboardInterrupt
        return rename(self, target)

    monkeypatch.setattr(module.Path, "rename", die)
    with pytest.raises(KeyboardInterrupt):
        module.swap(fresh, site)
    assert (site / "index.html").read_text() == "site"
    monkeypatch.undo()
    module.swap(fresh, site)
    assert (site / "index.html").read_text() == "fresh"


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux exchanges two folders at once")
def test_the_swap_is_one_step(tmp_path):
    """The site is never absent, for one who looks all the time."""
    import threading

    site, ended, absent = tmp_path / "site", threading.Event(), []
    site.mkdir()

    def look():
        while not ended.is_set():
            if not site.is_dir():
                absent.append(1)

    looking = threading.Thread(target=look)
    looking.start()
    for number in range(200):
        fresh = tmp_path / f"fresh{number}"
        fresh.mkdir()
        module.swap(fresh, site)
    ended.set()
    looking.join()
    assert not absent


def test_a_failing_build_keeps_the_site(project, tmp_path, monkeypatch):
    site = tmp_path / "place/site"
    site.mkdir(parents=True)
    (site / "index.html").write_text("cũ")
    (site / "SHA256SUMS").write_text("")
    monkeypatch.setattr(complete, "prove", lambda *_: ["hỏng"])
    with pytest.raises(module.BuildError):
        build(project.root, site)
    assert [path.name for path in site.parent.iterdir()] == ["site"] and (site / "index.html").read_text() == "cũ"
