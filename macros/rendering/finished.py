"""Lets Markdown pass over HTML that is finished: it would read every tag of it only to write the same."""

from __future__ import annotations

import re

from markdown import Markdown
from markdown.extensions import Extension
from markdown.preprocessors import Preprocessor

_TAG = re.compile(r"<([a-z][a-z0-9]*)[ >]")


class Finished(Extension):  # type: ignore[misc]  # Markdown has no types
    """Takes each block that begins with the tag of a block and ends with a tag for finished; macros leave no other."""

    def extendMarkdown(self, md: Markdown) -> None:
        # after fenced code, which may show such a block, and before all that reads HTML
        md.preprocessors.register(_Pass(md), "finished", 24)


class _Pass(Preprocessor):  # type: ignore[misc]
    def run(self, lines: list[str]) -> list[str]:
        return "\n\n".join(map(self._passed, "\n".join(lines).split("\n\n"))).split("\n")

    def _passed(self, block: str) -> str:
        html = block.strip("\n")
        found = _TAG.match(html)
        if found and html.endswith(">") and self.md.is_block_level(found[1]):
            stored: str = self.md.htmlStash.store(html)
            return stored
        return block
