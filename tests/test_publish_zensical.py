"""The same repository, built by the theme's successor: every page, the same text, ids, figures, citations and links."""

import posixpath
import subprocess

import pytest

from macros.rules.check import checked
from macros.site import proof
from tests import tools
from tests.project import CONTENT, copy_all


@pytest.fixture(scope="module")
def successor(tmp_path_factory):
    """The pages that Zensical builds."""
    project = copy_all(tmp_path_factory.mktemp("zensical") / "project")
    done = subprocess.run([tools.program("zensical"), "build"], cwd=project.root, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert done.stderr.count("Zensical chỉ dựng các trang") == 1  # and says what they lack
    return proof.read_pages(project.root / "site")


def plain(links):
    """Links without what differs: "./x" for "x", the fingerprint of the assets folder, the feed in the head.

    Zensical's templates do not see what a macro module adds to the configuration.
    """
    return [
        (tag, name, posixpath.normpath(value))
        for tag, name, value in links
        if "assets" not in value and (tag, value[-4:]) != ("link", ".xml")
    ]


@pytest.mark.needs_zensical
def test_every_page(successor, built_site):
    assert successor.keys() == proof.read_pages(built_site).keys()


@pytest.mark.needs_zensical
def test_source_text(successor):
    for edition in checked(CONTENT).site.editions:
        assert proof.fidelity(edition, successor) == []


@pytest.mark.needs_zensical
def test_everything_else(successor, built_site):
    for name, page in proof.read_pages(built_site).items():
        assert successor[name].ids == page.ids, name
        assert successor[name].text.split() == page.text.split(), name
        assert plain(successor[name].links) == plain(page.links), name
