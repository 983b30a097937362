"""What all tests share: copies of the project and the built site."""

from __future__ import annotations

import os
import tempfile

import pytest

from macros.build import build
from macros.rules.check import checked
from tests import tools
from tests.project import CONTENT, copy_all, copy_content

# What builds of other programs and times have kept is no part of a test; what other workers of this run have, is.
if "PYTEST_XDIST_WORKER" not in os.environ:
    _cache = tempfile.TemporaryDirectory(prefix="bao-cao-tests-")
    os.environ["XDG_CACHE_HOME"] = _cache.name

_not_run: dict[str, set[str]] = {}  # what is missing → the tests that need it


@pytest.hookimpl(optionalhook=True)  # tests also run without pytest-xdist
def pytest_xdist_auto_num_workers(config):
    """One more than processors: a fifth of the time tests wait, for a server's start or a pause in typing."""
    return (os.cpu_count() or 1) + 1


@pytest.fixture
def content(tmp_path):
    """A copy of the tests' data and pages."""
    return copy_content(tmp_path / "project")


@pytest.fixture
def project(tmp_path):
    """A copy of the project that can be built, with the tests' content."""
    return copy_all(tmp_path / "project")


@pytest.fixture(scope="session")
def loaded():
    """The tests' content, checked."""
    return checked(CONTENT)


@pytest.fixture(scope="session")
def edition(loaded):
    """The newest edition of the tests' content."""
    return loaded.site.newest


@pytest.fixture(scope="session")
def built_site(tmp_path_factory):
    """The folder of its site, built once; read only."""
    folder = tmp_path_factory.mktemp("built")
    build(copy_all(folder / "project").root, folder / "site", keep=True)
    return folder / "site"


def pytest_runtest_setup(item):
    """Skip a test whose tool is missing, and remember it for the last line; with REQUIRE_ALL=1, fail it."""
    for mark in item.iter_markers():
        if mark.name in tools.MARKERS and tools.missing(mark.name):
            name = tools.MARKERS[mark.name][0]
            if os.environ.get("REQUIRE_ALL") == "1":
                pytest.fail(f"REQUIRE_ALL=1 nhưng máy không có {name}", pytrace=False)
            _not_run.setdefault(name, set()).add(item.nodeid)
            pytest.skip(f"máy không có {name}")


def pytest_runtest_logreport(report):
    """A skip for any other reason is also told."""
    if report.skipped and not any(report.nodeid in names for names in _not_run.values()):
        _not_run.setdefault("lý do khác", set()).add(report.nodeid)


def pytest_unconfigure(config):
    """The last line: what did not run and why."""
    reporter = config.pluginmanager.get_plugin("terminalreporter")
    if reporter is None or config.option.collectonly:
        return
    if not _not_run:
        reporter.write_line("Mọi kiểm thử đã chọn đều chạy, không bỏ qua kiểm thử nào.")
        return
    parts = (f"{len(names)} kiểm thử cần {name}" for name, names in sorted(_not_run.items()))
    reporter.write_line(f"Không chạy: {'; '.join(parts)}.")
