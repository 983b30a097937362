"""Joins the program to MkDocs and its macros plugin (or Zensical's); the only module that knows either.

MkDocs is imported when it is needed: checks and exports run without it.
"""

from __future__ import annotations

import logging
import os
import re
from pathlib import Path
from typing import Any

from macros.content.dates import epoch
from macros.content.faults import ContentError
from macros.content.load import Loaded
from macros.content.uses import index
from macros.rendering.macros import SIGNATURES, Renderer
from macros.rules.check import checked
from macros.site.files import FEED

_MARKDOWN = re.compile(r"[\\`*_\[\]{}<>|~^&]|^\s*([#+>-]|\d+[.)]) |^(    |\t)", re.MULTILINE)
CHECKED = "checked"  # where the build leaves its content for `register`, in MkDocs' `extra`
RENDERER = "renderer"  # where `register` leaves what renders the pages, for `prepare`


class _Complaints(logging.Handler):
    """Keeps what MkDocs warns of; with `strict` any of it means that the pages are wrong."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.lines: list[str] = []

    def emit(self, record: Any) -> None:
        self.lines.append(f"{record.levelname}: {record.getMessage()}")


def generate(loaded: Loaded, folder: Path, site_url: str) -> list[str]:
    """Let MkDocs write the pages of checked content into `folder`; what it complains of, nothing if all is well."""
    os.environ["SOURCE_DATE_EPOCH"] = str(epoch(loaded.site))
    from mkdocs.commands.build import build
    from mkdocs.config import load_config
    from mkdocs.exceptions import MkDocsException

    complaints = _Complaints()
    log = logging.getLogger("mkdocs")
    log.addHandler(complaints)
    try:
        config = load_config(str(loaded.root / "mkdocs.yml"), site_dir=str(folder), site_url=site_url, strict=True)
        config["extra"][CHECKED] = loaded
        config.plugins.on_startup(command="build", dirty=False)
        build(config)
        config.plugins.on_shutdown()
    except (MkDocsException, SystemExit) as error:  # its Abort is a SystemExit
        complaints.lines.append(str(error))
    finally:
        log.removeHandler(complaints)
    return complaints.lines


def register(env: Any) -> None:
    """Define each macro on `env`, for content that is checked; content faults stop MkDocs before any page is written."""
    try:
        loaded = env.conf["extra"].get(CHECKED) or checked(Path(env.project_dir))
    except ContentError as error:
        raise _abort(f"Nội dung có lỗi, chưa dựng trang nào:\n{error}") from None
    renderer = Renderer(
        loaded.site, loaded.pages, index(loaded.site, loaded.pages), env.conf["site_url"], loaded.contents
    )
    if "feed" not in loaded.site.settings.without:
        env.conf["extra"]["feed"] = FEED
    if not type(env).__module__.startswith("mkdocs_macros"):
        _plain_enough(loaded)
    env.conf["extra"][RENDERER] = renderer
    current = None

    def macro(name: str) -> Any:
        def run(*args: Any) -> Any:
            nonlocal current
            if name == "page_start":  # every page begins with it: a fresh count of notes
                current = renderer.macros(_source_path(env.page))
            printed = getattr(current, name)(*args)
            if name == "source":  # the paragraph's place in Markdown; `prepare` writes it in HTML
                edition = renderer.shared.pages[_source_path(env.page)].edition
                printed += f'\n{{: #dong-{args[0]} data-source="{edition}:{args[0]}" }}'
            return printed

        run.__name__ = name
        run.__doc__ = f"See macros.rendering.macros.Macros.{name}."
        return run

    for name in SIGNATURES:
        env.macro(macro(name), name)


def prepare(env: Any) -> None:
    """Give MkDocs a page whose macros have run, the report's text as finished HTML; Jinja reads nothing of it again.

    Zensical has no such hook: see `_plain_enough`.
    """
    renderer = env.conf["extra"][RENDERER]
    env.page.meta["render_macros"] = False
    env.markdown = renderer.markdown(renderer.shared.pages[_source_path(env.page)])


def _plain_enough(loaded: Loaded) -> None:
    """Zensical runs the macros itself and reads the report's text as Markdown: stop it where that would change a word."""
    for page in loaded.pages:
        for block in page.blocks:
            text = "".join(text for _, _, text in block.literals)
            if block.source_line is not None and _MARKDOWN.search(text.removeprefix("- ")):
                raise _abort(
                    f"{page.file}:{block.line}: Zensical đọc lời văn này như Markdown và sẽ đổi chữ: dựng bằng MkDocs"
                )


def _source_path(page: Any) -> str:
    """The page's path below `docs/`."""
    return page.file.src_uri if hasattr(page, "file") else page.path


def _abort(message: str) -> Exception:
    """MkDocs' exception that prints one clean message and exits with 1; Zensical has none."""
    try:
        from mkdocs.exceptions import PluginError
    except ImportError:
        return SystemExit(message)
    return PluginError(message)
