"""Files of an edition kept from build to build: the same bytes, made anew when their inputs change, never in the way."""

from __future__ import annotations

import datetime
import os
import shutil

import pytest

from macros import exports
from macros.content.plain import canonical
from macros.exports import kept, pdf, share
from tests.project import ROOT, copy_content, files

pytestmark = pytest.mark.slow

ADDRESS = "https://baocao.vi.du/"
MARCH = "2024-thang-3"


@pytest.fixture
def cache(tmp_path, monkeypatch):
    """The folder that keeps, empty."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path / "cache/bao-cao"


@pytest.fixture
def made(monkeypatch):
    """The editions whose files have been made, one entry each time; what a PDF is made from stands for it."""
    found = []

    def write(alone, folder, *_):
        found.append(alone.site.newest.id)
        (folder / f"{alone.site.newest.id}.pdf").write_bytes(canonical(alone.site))

    monkeypatch.setattr(pdf, "write", write)
    monkeypatch.setattr(share, "write", lambda *_: None)
    return found


@pytest.fixture(scope="module")
def two(tmp_path_factory):
    """The content with a second, small edition."""
    project = copy_content(tmp_path_factory.mktemp("two"))
    for part in ("data", "docs"):
        shutil.copytree(ROOT / f"tests/data/edition-{MARCH}" / part, project.root / part / MARCH)
    return project


@pytest.fixture
def write(tmp_path, two):
    """Writes all exports into a folder of its own: what stands in it."""
    numbers = iter(range(100))

    def write(loaded=None, address=ADDRESS, *, keep=True):
        folder = tmp_path / f"site-{next(numbers)}"
        folder.mkdir()
        exports.write_all(loaded or two.load(), folder, address, keep=keep)
        return files(folder)

    return write


def test_what_was_kept_has_the_same_bytes(cache, write):
    fresh = write(keep=False)
    assert not cache.exists()
    assert write() == fresh and len(list(cache.iterdir())) == 2
    assert write() == fresh


def test_what_was_kept_is_not_made_anew(cache, write, made):
    assert write() == write() and made == ["2023", MARCH]


def test_only_the_edition_that_changed_is_made_anew(cache, write, made, two, content):
    write()
    made.clear()
    for part in ("data", "docs"):
        shutil.copytree(two.root / part / MARCH, content.root / part / MARCH)
    content.edit("docs/2023/so-lieu.md", "title: ", "title: Mọi ")
    loaded = content.load()
    after = write(loaded)
    assert made == ["2023"]
    assert after == write(loaded, keep=False)


@pytest.mark.parametrize("change", ["address", "program", "page", "facts"])
def test_another_input_makes_anew(change, cache, write, made, content, monkeypatch):
    loaded = content.load()
    write(loaded)
    match change:
        case "program":
            monkeypatch.setattr(kept, "_program", lambda: "another")
        case "page":
            content.edit("docs/2023/toan-van.md", "title: ", "title: Bản ")
            loaded = content.load()
        case "facts":
            content.edit("data/facts.yml", "checked: 2026-11-22", "checked: 2026-11-21")
            loaded = content.load()
    made.clear()
    write(loaded, "https://khac.vi.du/" if change == "address" else ADDRESS)
    assert made == ["2023"]


@pytest.mark.parametrize("damage", [b"", b"0" * 64, None])
def test_what_is_damaged_is_made_anew_and_mended(damage, cache, write, made):
    fresh = write()
    for path in cache.iterdir():
        whole = path.read_bytes()
        path.write_bytes(whole[:-1] + bytes([whole[-1] ^ 1]) if damage is None else damage)
    made.clear()
    assert write() == fresh and made == ["2023", MARCH]
    assert write() == fresh and made == ["2023", MARCH]


@pytest.mark.parametrize("where", ["a file", "no home"])
def test_where_nothing_can_be_kept_the_files_are_made(where, cache, write, made, tmp_path, monkeypatch):
    fresh = write(keep=False)
    if where == "a file":
        (tmp_path / "cache").write_text("")
    else:
        monkeypatch.delenv("XDG_CACHE_HOME")
        monkeypatch.delenv("HOME", raising=False)
        monkeypatch.setattr("pwd.getpwuid", lambda uid: {}[uid])
    assert write() == fresh


def test_what_was_used_longest_ago_goes_first(cache, write, made, monkeypatch):
    write()
    kept_now = {path: path.stat().st_size for path in cache.iterdir()}
    old = max(kept_now, key=kept_now.get)  # the larger edition
    for path in kept_now:
        os.utime(path, (0, 2 if path == old else 1))
    write(address="https://khac.vi.du/")
    assert len(list(cache.iterdir())) == 4
    monkeypatch.setattr(kept, "LIMIT", sum(kept_now.values()) + min(kept_now.values()))
    for path in cache.iterdir():
        if path not in kept_now:
            os.utime(path, (0, 3))
    made.clear()
    write(address="https://moi.vi.du/")
    assert not kept_now.keys() & set(cache.iterdir())
    assert sum(path.stat().st_size for path in cache.iterdir()) <= kept.LIMIT


def test_an_edition_alone_is_dated_by_itself(two):
    loaded = two.load()
    alone = {edition.id: loaded.alone(edition).site for edition in loaded.site.editions}
    assert [edition.id for edition in alone["2023"].editions] == ["2023"]
    assert alone[MARCH].updated > datetime.date(2024, 3, 1)
    assert {page.edition for page in loaded.alone(loaded.site.edition(MARCH)).pages} == {MARCH}
    assert {page.edition for page in loaded.alone(None).pages} == {None}


def test_the_flag_leaves_the_folder_alone(cache, project):
    assert project.run("build", "--no-cache", XDG_CACHE_HOME=str(cache.parent)).returncode == 0
    assert not cache.exists()
    before = files(project.root / "site")
    for _ in range(2):
        assert project.run("build", XDG_CACHE_HOME=str(cache.parent)).returncode == 0
        assert files(project.root / "site") == before
    assert len(list(cache.iterdir())) == 1
