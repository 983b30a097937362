"""Joins the program to MkDocs and its macros plugin (or Zensical's); the only module that knows either.

`macros/__init__.py` hands on what the plugin calls: `register`, then `prepare` for each page, then `finish`. So every
way of building is the same: `mkdocs build`, `mkdocs serve`, `mkdocs gh-deploy` and our own build beside the last site.
MkDocs is imported when it is needed: checks and exports run without it.
"""

from __future__ import annotations

import logging
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from weakref import WeakKeyDictionary

import yaml

from macros.complete import SiteError, complete
from macros.content.configuration import read_configuration
from macros.content.faults import ContentError
from macros.content.load import Loaded
from macros.content.uses import index
from macros.exports import search
from macros.rendering.body import below_the_head
from macros.rendering.finished import Finished
from macros.rendering.macros import SIGNATURES, Renderer
from macros.rules.check import checked
from macros.site import address, addresses, assets
from macros.site.files import FEED
from macros.site.finish import policy
from macros.site.material import unheard

_MARKDOWN = re.compile(r"[\\`*_\[\]{}<>|~^&]|^\s*([#+>-]|\d+[.)]) |^(    |\t)", re.MULTILINE)
ZENSICAL = (
    "Zensical chỉ dựng các trang: thiếu ô tìm, tệp tải về, dữ liệu mở, danh sách cho máy chủ và phép thử trang; "
    "dựng đủ bằng: python3 run.py build"
)


OURS = "ours"  # in `extra`: how `generate` was called; not there when MkDocs was called by itself


class _Complaints(logging.Handler):
    """Keeps what MkDocs warns of; with `strict` any of it means that the pages are wrong."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(record.getMessage())


def generate(root: Path, folder: Path, site_url: str, *, whole: bool = True, keep: bool = False) -> list[str]:
    """Let MkDocs build the project at `root` into `folder`; what it complains of, nothing if all is well.

    Not `whole` leaves the pages as MkDocs wrote them, not completed, not proved; `keep` is for a process that ends with
    the build (`exports/kept`: while one runs on, the program's files may change). Where MkDocs is not installed, Zensical
    builds the pages and they are completed and proved here.
    """
    ours = {"whole": whole, "keep": keep}
    if find_spec("mkdocs") is None:
        return _generate_with_zensical(root, folder, site_url, ours)
    from jinja2 import TemplateError, TemplateSyntaxError
    from mkdocs.commands.build import build
    from mkdocs.config import load_config
    from mkdocs.exceptions import MkDocsException

    complaints = _Complaints()
    log = logging.getLogger("mkdocs")
    log.addHandler(complaints)
    try:
        config = load_config(str(root / "mkdocs.yml"), site_dir=str(folder), site_url=site_url, strict=True)
        config.extra[OURS] = ours
        config.plugins.on_startup(command="build", dirty=False)
        build(config)
        config.plugins.on_shutdown()
    except (MkDocsException, SystemExit) as error:  # its Abort is a SystemExit
        complaints.lines = complaints.lines or [str(error)]
    except TemplateError as error:
        place = (
            f"{Path(error.filename).name}:{error.lineno}: "
            if isinstance(error, TemplateSyntaxError) and error.filename
            else ""
        )
        complaints.lines.append(f"Khuôn trang trong overrides/ có lỗi: {place}{error.message}")
    finally:
        log.removeHandler(complaints)
    return complaints.lines


def _generate_with_zensical(root: Path, folder: Path, site_url: str, ours: dict[str, bool]) -> list[str]:
    """Its templates see only what the configuration says, and it writes only below the project."""
    inside, configuration = root / ".site-zensical", root / ".zensical.yml"
    conf: dict[str, Any] = {
        "INHERIT": "mkdocs.yml",
        "site_dir": inside.name,
        "site_url": site_url,
        "extra": {OURS: ours},
    }
    try:
        run = _begin(root, conf)
        configuration.write_text(yaml.safe_dump(conf, allow_unicode=True), "utf-8")
        done = subprocess.run(
            [sys.executable, "-m", "zensical", "build", "--clean", "--strict", "-f", configuration.name],
            cwd=root, capture_output=True, text=True, encoding="utf-8", errors="replace",
        )  # fmt: skip
        if done.returncode:
            return [done.stderr.strip() or done.stdout.strip() or f"Zensical: {done.returncode}"]
        for unused in ("search.json", "assets/fonts/README.md"):  # Material's search; MkDocs publishes no such file
            (inside / unused).unlink(missing_ok=True)
        shutil.rmtree(folder, ignore_errors=True)
        shutil.move(inside, folder)
        _end(run, folder, conf)
    except SystemExit as error:
        return [str(error)]
    finally:
        configuration.unlink(missing_ok=True)
        shutil.rmtree(inside, ignore_errors=True)
    return []


# What the plugin calls --------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Run:
    """What one build knows."""

    loaded: Loaded
    listed: addresses.Addresses
    renderer: Renderer
    assets: dict[str, bytes]


_runs: WeakKeyDictionary[Any, _Run] = WeakKeyDictionary()  # by the plugin's object
_last: dict[str, _Run] = {}  # by the site's address; `checked` gives the same content while no file of it changes


def register(env: Any) -> None:
    """Begin a build of checked content; content faults stop the engine before any page is written."""
    is_zensical = type(env).__module__.startswith("zensical")
    run = _runs[env] = _begin(Path(env.project_dir), env.conf, as_markdown=is_zensical)
    if is_zensical:
        _tell(ZENSICAL)
        _define_macros(env, run.renderer)
    else:
        env.conf["markdown_extensions"].append(Finished())


def _begin(root: Path, conf: Any, *, as_markdown: bool = False) -> _Run:
    called = OURS in conf["extra"]  # by `generate`, who holds the pages to the same proof
    last = _last.get(conf["site_url"]) if as_markdown else None  # Zensical begins anew for each page
    try:
        loaded = last.loaded if last and called else checked(root, as_rendered=not called)
        run = last if last and last.loaded is loaded else _fresh(root, conf, loaded, as_markdown)
    except ContentError as error:
        raise _abort(f"Nội dung có lỗi, chưa dựng trang nào:\n{error}") from None
    _last.clear()
    _last[conf["site_url"]] = run
    _tell_theme(run, conf)
    return run


def _fresh(root: Path, conf: Any, loaded: Loaded, as_markdown: bool) -> _Run:
    listed = addresses.load(root)
    for line in unheard(read_configuration(root)):
        _tell(line)
    if as_markdown:
        _plain_enough(loaded)
    renderer = Renderer(loaded.site, loaded.pages, index(loaded.site, loaded.pages), conf["site_url"], loaded.contents)
    generated = search.scripts(loaded.site, loaded.pages)
    return _Run(loaded, listed, renderer, assets.shell(root, loaded.site.settings.name, generated))


def _tell_theme(run: _Run, conf: Any) -> None:
    """What `overrides/` needs of the data, in the configuration that its templates read."""
    site = run.loaded.site
    conf["site_name"] = site.settings.name
    extra = conf["extra"]
    extra["assets"], extra["policy"] = assets.name(run.assets), policy()
    extra["statement"] = site.settings.statement
    extra["newest"], extra["lists"] = site.newest.id, site.newest.lists
    extra["kind"], extra["noun"] = site.newest.report.kind_name, site.noun
    extra["editions"] = {edition.id: site.name(edition) for edition in site.editions}
    if "feed" not in site.settings.without:
        extra["feed"] = FEED


def prepare(env: Any) -> None:
    """Give MkDocs a page whose macros have run, the report's text as finished HTML; Jinja reads nothing of it again."""
    renderer = _runs[env].renderer
    env.page.meta["render_macros"] = False
    env.markdown = renderer.markdown(renderer.shared.pages[env.page.file.src_uri])


def finish(env: Any) -> None:
    """Complete and prove the pages that MkDocs has written; a site that is not as it must be stops it."""
    _end(_runs[env], Path(env.conf["site_dir"]), env.conf)


def _end(run: _Run, folder: Path, conf: Any) -> None:
    assets.place(run.assets, folder)
    ours = conf["extra"].get(OURS, {"whole": True, "keep": False})
    if not ours["whole"]:
        return
    try:
        complete(run.loaded, run.listed, folder, address.checked(conf["site_url"] or ""), keep=ours["keep"])
    except (SiteError, address.AddressError) as error:
        raise _abort(str(error)) from None


# Zensical begins anew for each page, calls no other hook, and runs the macros itself --------------------------------


def _define_macros(env: Any, renderer: Renderer) -> None:
    macros = renderer.macros(env.page.path)
    edition = renderer.shared.pages[env.page.path].edition

    def macro(name: str) -> Callable[..., str]:
        def call(*args: Any) -> str:
            printed: str = getattr(macros, name)(*args)
            if name == "source":  # the paragraph's place in Markdown, which `prepare` writes in HTML
                printed += f'\n{{: #dong-{args[0]} data-source="{edition}:{args[0]}" }}'
            return printed

        return call

    for name in SIGNATURES:
        env.macro(macro(name), name)


def _plain_enough(loaded: Loaded) -> None:
    """Zensical reads the report's text as Markdown: stop it where that would change a word or leave out a line."""
    for page in loaded.pages:
        if page.edition and page.name in ("index", *loaded.site.edition(page.edition).openings):
            for line in below_the_head(page, loaded.site.edition(page.edition)):
                if line.is_fixed or line.table:
                    raise _abort(
                        f"{page.file}: Zensical không in được dòng {line.number} của bản đối chiếu: dựng bằng MkDocs"
                    )
        for block in page.blocks:
            text = "".join(text for _, _, text in block.literals)
            if block.source_line is not None and _MARKDOWN.search(text.removeprefix("- ")):
                raise _abort(
                    f"{page.file}:{block.line}: Zensical đọc lời văn này như Markdown và sẽ đổi chữ: dựng bằng MkDocs"
                )


_told: set[str] = set()


def _tell(line: str) -> None:
    """Say something to whoever builds, once."""
    if line not in _told:
        _told.add(line)
        print(line, file=sys.stderr)


def _abort(message: str) -> BaseException:
    """MkDocs' exception that prints one clean message and exits with 1; Zensical has none."""
    try:
        from mkdocs.exceptions import PluginError
    except ImportError:
        return SystemExit(message)
    return PluginError(message)
