"""The reference copy of a report's source text: its numbered lines and their folded form."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass


def fold(text: str) -> str:
    """`text` with each run of white space, no-break spaces included, as one space, and trimmed.

    This is the one comparison that the fidelity contract allows.
    """
    return " ".join(text.split())


@dataclass(frozen=True)
class Source:
    """The reference copy: `lines` as printed (line n is `lines[n - 1]`) and the SHA-256 of its bytes."""

    lines: tuple[str, ...]
    sha256: str

    @classmethod
    def from_bytes(cls, data: bytes) -> Source:
        """Raises UnicodeDecodeError if `data` is not UTF-8."""
        lines = tuple(data.decode("utf-8").split("\n"))
        return cls(lines=lines, sha256=hashlib.sha256(data).hexdigest())

    def line(self, number: int) -> str:
        """The folded text of a 1-based line; empty outside the copy."""
        return fold(self.lines[number - 1]) if 0 < number <= len(self.lines) else ""

    def has(self, number: int, quote: str) -> bool:
        """Whether `quote` stands in that line, white space folded on both sides."""
        return fold(quote) in self.line(number)

    def blocks(self, first: int, last: int) -> tuple[int, ...]:
        """The numbers of the non-blank lines from `first` to `last`."""
        return tuple(n for n in range(max(first, 1), min(last, len(self.lines)) + 1) if self.line(n))
