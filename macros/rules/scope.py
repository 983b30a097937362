"""What a rule on one edition is given."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, TypeVar

from macros.content import model
from macros.content.faults import Fault, path_text
from macros.content.load import Loaded, place
from macros.content.pages import Call, Page
from macros.rendering.macros import Renderer
from macros.site import markup


@dataclass(frozen=True)
class Scope:
    """One edition with what its rules need to point at."""

    loaded: Loaded
    edition: model.Edition
    renderer: Renderer
    _printed: dict[tuple[Any, ...], str] = field(default_factory=dict)

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

    def printed(self, page: Page, call: Call) -> str:
        """The text that a call prints on a page, rendered once; raises MacroError."""
        key = (page.path, call.macro, call.args)
        if key not in self._printed:
            self._printed[key] = markup.parse(self.renderer.macros(page.path).call(call)).text
        return self._printed[key]

    @property
    def pages(self) -> list[Page]:
        return [page for page in self.loaded.pages if page.edition == self.edition.id]


_Found = TypeVar("_Found")


def kept(find: Callable[[str], Iterator[_Found]]) -> Callable[[str], tuple[_Found, ...]]:
    """`find` that keeps what it found in the last texts: who checks again after an edit asks it of nearly the same ones."""
    return lru_cache(maxsize=20_000)(lambda text: tuple(find(text)))


ADDRESSES = ("url", "href", "sha256", "id", "feedback")  # keys whose values are no words
Told = Callable[[int, str], Fault]


def own_texts(loaded: Loaded, edition: str | None = None) -> Iterator[tuple[str, Told, str]]:
    """(text, fault at a column of it counted from 0, its key or "") of every text in the site's own words.

    They are the data but what is verbatim, the front matter, and the prose that is no report's. Examples of code are
    left out. With `edition`, those of its files alone.
    """
    folders = (f"data/{edition}/", f"docs/{edition}/") if edition else ("",)
    return (told[1:] for told in _own_texts(loaded) if told[0].startswith(folders))


@lru_cache(maxsize=1)  # many rules ask for them
def _own_texts(loaded: Loaded) -> tuple[tuple[str, str, Told, str], ...]:
    return tuple(_told(loaded))


def _told(loaded: Loaded) -> Iterator[tuple[str, str, Told, str]]:
    for content in loaded.written:
        for path, text in content.texts:
            is_page = content.file.endswith(".md")
            # a question of a draft quotes the source too
            if is_page or not (path[-1] == model.DRAFT or model.is_verbatim(content.file, path)):

                def in_data(column: int, message: str, content: Any = content, path: tuple[Any, ...] = path) -> Fault:
                    line, at = content.at(path)
                    return Fault(content.file, line, at, path_text(path), message)

                key = next((str(part) for part in reversed(path) if isinstance(part, str)), "")
                yield content.file, text, in_data, key
    for page in loaded.pages:
        for block in page.blocks:
            is_code = block.text.startswith(("    ", "```", "~~~"))
            for number, column, text in block.literals if block.source_line is None and not is_code else ():

                def in_page(
                    start: int, message: str, file: str = page.file, at: tuple[int, int] = (number, column)
                ) -> Fault:
                    return Fault(file, at[0], at[1] + start, "", message)

                yield page.file, text, in_page, ""
