"""What a rule on one edition is given."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from macros.content import model
from macros.content.faults import Fault, path_text
from macros.content.load import Loaded, place
from macros.content.pages import Page
from macros.rendering.macros import Renderer


@dataclass(frozen=True)
class Scope:
    """One edition with what its rules need to point at."""

    loaded: Loaded
    edition: model.Edition
    renderer: Renderer

    def fault(self, collection: str, path: tuple[Any, ...], message: str) -> Fault:
        """A fault at `path` below a collection's file, e.g. `("figures", 2, "quote")`."""
        content, path = place(self.loaded.contents, self.edition, collection, path)
        assert content is not None  # a record comes from a file
        line, column = content.at(path)
        return Fault(content.file, line, column, path_text(path), message)

    def records(self, collection: str) -> Iterator[tuple[tuple[Any, ...], Any]]:
        """(path, record) of each record of a collection."""
        for number, record in enumerate(getattr(self.edition, collection)):
            yield (collection, number), record

    @property
    def pages(self) -> list[Page]:
        return [page for page in self.loaded.pages if page.edition == self.edition.id]
