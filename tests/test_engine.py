"""The joint with MkDocs: one module knows it, and imports point one way."""

import ast
import logging
import subprocess
import sys
from pathlib import Path

import pytest

from macros.engine import CHECKED, generate, register
from macros.rendering.macros import SIGNATURES
from macros.rules import check
from tests.project import ROOT, copy_all

MODULES = sorted(path for path in (ROOT / "macros").rglob("*.py"))


def names(path: Path) -> list[str]:
    """Every module that a file imports, at any depth."""
    found = []
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            found += [node.module or "", *(f"{node.module}.{alias.name}" for alias in node.names)]
    return found


def dotted(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


def test_only_the_engine_imports_mkdocs():
    importers = {
        dotted(path)
        for path in MODULES
        for name in names(path)
        if name.split(".")[0] in ("mkdocs", "mkdocs_macros", "zensical")
    }
    assert importers == {"macros.engine"}


def test_only_the_entry_point_and_the_build_import_the_engine():
    assert {dotted(path) for path in MODULES if "macros.engine" in names(path)} == {"macros", "macros.build"}


def test_imports_point_one_way():
    known = {dotted(path) for path in MODULES}
    needs = {dotted(path): {name for name in names(path) if name in known} for path in MODULES}
    needs["macros"] = set()  # the entry point imports the engine only when called
    done = set()
    while len(done) < len(needs):
        ready = {name for name, needed in needs.items() if name not in done and needed - {"macros", name} <= done}
        assert ready, f"a circle among {sorted(set(needs) - done)}"
        done |= ready


def test_everything_imports_without_mkdocs():
    program = (
        "import sys\n"
        "for name in ('mkdocs', 'mkdocs_macros', 'material', 'zensical'): sys.modules[name] = None\n"
        f"import importlib\nfor name in {[dotted(path) for path in MODULES if path.stem != '__main__']!r}: importlib.import_module(name)\n"
    )
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")


class Environment:
    """What the macros plugin gives."""

    def __init__(self, root):
        self.project_dir, self.conf, self.macros, self.page = (
            str(root),
            {"site_url": "https://a.vn/", "extra": {}},
            {},
            None,
        )

    def macro(self, function, name):
        self.macros[name] = function


def page(path):
    """A page as MkDocs gives it."""
    return type("Page", (), {"file": type("File", (), {"src_uri": path})})


def test_registers_every_macro(content):
    environment = Environment(content.root)
    register(environment)
    assert sorted(environment.macros) == sorted(SIGNATURES)


def test_links_are_relative_to_the_page_that_calls(content):
    environment = Environment(content.root)
    register(environment)
    for path, link in (
        ("index.md", "2023/so-lieu.html#ho-ngheo-2023"),
        ("2023/2-2-cong-khai-minh-bach.md", "so-lieu.html#ho-ngheo-2023"),
    ):
        environment.page = page(path)
        environment.macros["page_start"]()
        assert f'href="{link}"' in environment.macros["figure"]("ho-ngheo-2023")


def test_notes_are_counted_afresh_on_each_page(content):
    environment = Environment(content.root)
    register(environment)
    notes = []
    for path in ("2023/1-chi-dao-dieu-hanh.md", "2023/2-6-dich-vu-cong.md", "2023/1-chi-dao-dieu-hanh.md"):
        environment.page = page(path)
        environment.macros["page_start"]()
        notes.append(environment.macros["erratum"]("E-02"))
    assert notes[0] == notes[2]


def test_faults_stop_the_engine_with_one_message(content):
    content.edit("data/2023/figures.yml", '"14.83"', '"14,83"')
    with pytest.raises(Exception) as caught:
        register(Environment(content.root))
    assert type(caught.value).__name__ == "PluginError"
    assert str(caught.value) == "Nội dung có lỗi, chưa dựng trang nào:\n" + "\n".join(content.faults())


def test_content_that_the_build_has_checked_is_not_read_again(content, monkeypatch):
    environment = Environment(content.root)
    environment.conf["extra"][CHECKED] = content.load()
    monkeypatch.setattr(check, "load", None)
    register(environment)
    assert sorted(environment.macros) == sorted(SIGNATURES)


def test_what_mkdocs_complains_of_comes_back(tmp_path):
    project = copy_all(tmp_path)
    loaded = project.load()
    project.edit("mkdocs.yml", "Giới thiệu: gioi-thieu.md", "Giới thiệu: khong-co.md")
    complaints = generate(loaded, tmp_path / "site", "https://a.vn/")
    assert complaints == [
        'WARNING: The following pages exist in the docs directory, but are not included in the "nav" configuration:\n  - gioi-thieu.md',
        "WARNING: A reference to 'khong-co.md' is included in the 'nav' configuration, which is not found in the documentation files.",
        "Aborted with 2 warnings in strict mode!",
    ]
    assert logging.getLogger("mkdocs").handlers == []


def test_a_configuration_that_mkdocs_refuses_comes_back(tmp_path):
    project = copy_all(tmp_path)
    loaded = project.load()
    project.edit("mkdocs.yml", "  - macros:", "  - macroz:")
    assert generate(loaded, tmp_path / "site", "https://a.vn/") == [
        "ERROR: Config value 'plugins': The \"macroz\" plugin is not installed",
        "Aborted with a configuration error!",
    ]
