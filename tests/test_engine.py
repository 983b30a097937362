"""The joint with MkDocs: one module knows it, and imports point one way."""

import ast
import logging
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from macros.engine import ZENSICAL, generate, prepare, register
from macros.rendering.macros import SIGNATURES
from macros.rules import check
from tests.project import ROOT, copy_all

MODULES = sorted(path for path in (ROOT / "macros").rglob("*.py"))


def names(path: Path) -> list[str]:
    """Every module that a file imports, at any depth."""
    found = []
    tree = ast.parse(path.read_text("utf-8"))
    for node in list(ast.walk(tree)):
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING":
            node.body = []  # imports nothing when it runs
    for node in ast.walk(tree):
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


def test_only_what_builds_imports_the_engine():
    assert {dotted(path) for path in MODULES if "macros.engine" in names(path)} == {
        "macros",
        "macros.build",
        "macros.live",
    }


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
    """What MkDocs' macros plugin gives."""

    def __init__(self, root, path="index.md"):
        self.project_dir = str(root)
        self.conf = {"site_url": "https://a.vn/", "extra": {}, "markdown_extensions": []}
        self.page = SimpleNamespace(file=SimpleNamespace(src_uri=path), meta={})


class ZensicalEnvironment:
    """What Zensical gives."""

    __module__ = "zensical.extensions.macros"

    def __init__(self, root, path="index.md"):
        self.project_dir, self.macros, self.page = str(root), {}, SimpleNamespace(path=path)
        self.conf = {"site_url": "https://a.vn/", "extra": {}}

    def macro(self, function, name):
        self.macros[name] = function


def test_registers_every_macro_where_the_engine_runs_them(content, capsys):
    for _ in range(2):
        environment = ZensicalEnvironment(content.root)
        register(environment)
        assert sorted(environment.macros) == sorted(SIGNATURES)
    assert capsys.readouterr().err in ("", f"{ZENSICAL}\n")  # once in this process


@pytest.mark.parametrize(
    "path, link",
    [
        ("index.md", "2023/so-lieu.html#ho-ngheo-2023"),
        ("2023/2-2-cong-khai-minh-bach.md", "so-lieu.html#ho-ngheo-2023"),
    ],
)
def test_links_are_relative_to_the_page_that_calls(content, path, link):
    environment = ZensicalEnvironment(content.root, path)
    register(environment)
    assert f'href="{link}"' in environment.macros["figure"]("ho-ngheo-2023")


def test_a_page_is_handed_over_with_its_macros_run(content):
    environment = Environment(content.root, "2023/index.md")
    register(environment)
    prepare(environment)
    first = environment.markdown
    prepare(environment)
    assert environment.markdown == first  # nothing is counted on from page to page
    assert "{{" not in first and environment.page.meta == {"render_macros": False}


def test_faults_stop_the_engine_with_one_message(content):
    content.edit("data/2023/figures.yml", '"14.83"', '"14,83"')
    with pytest.raises(Exception) as caught:
        register(Environment(content.root))
    assert type(caught.value).__name__ == "PluginError"
    assert str(caught.value) == "Nội dung có lỗi, chưa dựng trang nào:\n" + "\n".join(content.faults())


def test_content_is_checked_again_only_when_a_file_has_changed(content, monkeypatch):
    read = []
    load = check.load
    monkeypatch.setattr(check, "load", lambda *arguments: read.append(1) or load(*arguments))
    register(Environment(content.root))
    register(Environment(content.root))
    assert len(read) == 1
    content.edit("docs/gioi-thieu.md", "Nếu gặp trở ngại", "Khi gặp trở ngại")
    register(Environment(content.root))
    content.write("docs/.gitkeep", "")
    register(Environment(content.root))
    assert len(read) == 3


def test_what_mkdocs_complains_of_comes_back(tmp_path):
    project = copy_all(tmp_path)
    project.edit("overrides/main.html", "{%", "{% nothing %}{%")
    assert generate(project.root, tmp_path / "site", "https://a.vn/") == [
        "Khuôn trang trong overrides/ có lỗi: main.html:2: Encountered unknown tag 'nothing'."
    ]
    assert logging.getLogger("mkdocs").handlers == []


def test_a_configuration_that_mkdocs_refuses_comes_back(tmp_path):
    project = copy_all(tmp_path)
    project.edit("mkdocs.yml", "  - macros:", "  - macroz:")
    assert generate(project.root, tmp_path / "site", "https://a.vn/") == [
        "Config value 'plugins': The \"macroz\" plugin is not installed",
    ]
