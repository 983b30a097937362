"""The program behind the public report site: it loads and checks `data/`, renders macros, builds and proves the site.

MkDocs' macros plugin calls `define_env`; everything else is reached through `python -m macros`.
"""

import sys
from pathlib import Path
from typing import Any


def define_env(env: Any) -> None:
    """Register the macros with the site engine (entry point named by mkdocs-macros-plugin)."""
    project = str(Path(__file__).resolve().parent.parent)
    if project not in sys.path:  # Zensical runs this file from elsewhere
        sys.path.append(project)
    from macros.engine import register  # late: the rest of the package must import without MkDocs

    register(env)


def on_pre_page_macros(env: Any) -> None:
    """Hand MkDocs each page with its macros already run (hook of mkdocs-macros-plugin)."""
    from macros.engine import prepare

    prepare(env)
