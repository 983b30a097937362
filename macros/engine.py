"""Joins the macros to MkDocs' macros plugin (or Zensical's); the only module that knows either."""

from __future__ import annotations

from pathlib import Path

from macros.check import checked
from macros.exports.files import FEED
from macros.faults import ContentError
from macros.render import SIGNATURES, Renderer
from macros.uses import index


def register(env):
    """Check all content, then define each macro on `env`; content faults stop the build before any page is written."""
    try:
        loaded = checked(Path(env.project_dir))
    except ContentError as error:
        raise _abort(f"Nội dung có lỗi, chưa dựng trang nào:\n{error}") from None
    renderer = Renderer(loaded.site, loaded.pages, index(loaded.site, loaded.pages), env.conf["site_url"], loaded.contents)
    if "feed" not in loaded.site.settings.without:
        env.conf["extra"]["feed"] = FEED
    current = None

    def macro(name):
        def run(*args):
            nonlocal current
            if name == "page_start":  # every page begins with it: a fresh count of notes
                current = renderer.macros(_source_path(env.page))
            return getattr(current, name)(*args)

        run.__name__ = name
        run.__doc__ = f"See macros.render.Macros.{name}."
        return run

    for name in SIGNATURES:
        env.macro(macro(name), name)


def _source_path(page) -> str:
    """The page's path below `docs/`."""
    return page.file.src_uri if hasattr(page, "file") else page.path


def _abort(message: str) -> Exception:
    """MkDocs' exception that prints one clean message and exits with 1; Zensical has none."""
    try:
        from mkdocs.exceptions import PluginError
    except ImportError:
        return SystemExit(message)
    return PluginError(message)
