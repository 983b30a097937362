"""Fills in the templates of `macros/rendering/templates/`."""

from __future__ import annotations

import contextlib
import sys
from pathlib import Path
from typing import Any

import jinja2

from macros.content import fingerprint, formats, labels, page_names, periods
from macros.rendering import charts

FOLDER = Path(__file__).parent / "templates"


class Compiled(jinja2.FileSystemBytecodeCache):
    """Compiled templates, kept beside them as Python keeps its own; a folder that cannot be written costs only time."""

    def dump_bytecode(self, bucket: Any) -> None:
        with contextlib.suppress(OSError):
            Path(self.directory).mkdir(exist_ok=True)
            super().dump_bytecode(bucket)


class _Environment(jinja2.Environment):
    def make_globals(self, d: Any) -> Any:
        """The same for every template: jinja2 would chain two maps, which takes a tenth of the filling."""
        return self.globals


_ENVIRONMENT = _Environment(
    loader=jinja2.FileSystemLoader(FOLDER),
    bytecode_cache=None if sys.dont_write_bytecode else Compiled(str(FOLDER / "__pycache__")),
    autoescape=True,
    undefined=jinja2.StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
    auto_reload=False,  # `refresh` asks once a run what jinja2 would ask at each use
)
_ENVIRONMENT.policies["json.dumps_kwargs"] = {"ensure_ascii": False, "separators": (",", ":"), "sort_keys": True}
_ENVIRONMENT.globals.update(
    page_names=page_names, fingerprint=fingerprint, charts=charts, labels=labels, formats=formats, periods=periods
)
_ENVIRONMENT.filters.update(
    lower_first=formats.lower_first,
    upper_first=formats.upper_first,
    date=formats.date,
    long_date=formats.long_date,
    number=formats.number,
)


def fill(template: str, **context: Any) -> str:
    """The template of that name below `macros/rendering/templates/` with its places filled."""
    return _ENVIRONMENT.get_template(template).render(**context)


def refresh() -> None:
    """Read the templates anew if one has been edited while the program runs."""
    read = _ENVIRONMENT.cache
    assert read is not None
    if not all(template.is_up_to_date for template in read.values()):
        read.clear()
