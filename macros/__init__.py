"""The program behind the public report site: it loads and checks `data/`, renders macros, builds and proves the site.

MkDocs' macros plugin calls the three functions here; everything else is reached through `python -m macros`.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any


def define_env(env: Any) -> None:
    """Check the content and register the macros (before any page is read)."""
    project = str(Path(__file__).resolve().parent.parent)
    if project not in sys.path:  # Zensical runs this file from elsewhere
        sys.path.append(project)
    from macros import engine  # late: the rest of the package must import without MkDocs

    engine.register(env)


def on_pre_page_macros(env: Any) -> None:
    """Hand MkDocs a page with its macros already run."""
    from macros import engine

    engine.prepare(env)


def on_post_build(env: Any) -> None:
    """Complete and prove the site that MkDocs has rendered."""
    from macros import engine

    engine.finish(env)
