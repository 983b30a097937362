"""Templates are compiled once; what keeps them costs nothing when it cannot."""

import os

import jinja2

from macros.content.uses import index
from macros.rendering import templating
from macros.rendering.macros import Renderer
from macros.rendering.templating import Compiled


def environment(templates, folder):
    return jinja2.Environment(loader=jinja2.FileSystemLoader(templates), bytecode_cache=Compiled(str(folder)))


def test_a_second_run_does_not_compile_again(tmp_path, monkeypatch):
    (tmp_path / "a.html").write_text("một")
    assert environment(tmp_path, tmp_path / "kept").get_template("a.html").render() == "một"
    monkeypatch.setattr(jinja2.Environment, "compile", None)
    assert environment(tmp_path, tmp_path / "kept").get_template("a.html").render() == "một"


def test_a_changed_template_is_compiled_anew(tmp_path):
    for text in ("một", "hai"):
        (tmp_path / "a.html").write_text(text)
        assert environment(tmp_path, tmp_path / "kept").get_template("a.html").render() == text


def test_a_folder_that_cannot_be_made_costs_nothing(tmp_path):
    (tmp_path / "a.html").write_text("một")
    assert environment(tmp_path, tmp_path / "no/such/folder").get_template("a.html").render() == "một"
    assert [path.name for path in tmp_path.iterdir()] == ["a.html"]


def test_an_edited_template_is_read_anew_by_whoever_renders_next(tmp_path, monkeypatch, loaded):
    monkeypatch.setattr(templating._ENVIRONMENT, "loader", jinja2.FileSystemLoader(tmp_path))
    monkeypatch.setattr(templating._ENVIRONMENT, "bytecode_cache", None)
    for number, text in enumerate(("một", "hai")):
        (tmp_path / "a.html").write_text(text)
        os.utime(tmp_path / "a.html", (number, number))
        Renderer(loaded.site, loaded.pages, index(loaded.site, loaded.pages), "")
        assert templating.fill("a.html") == text
