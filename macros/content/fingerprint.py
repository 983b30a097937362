"""The fingerprint of an edition: what tells one state of its content from another, wherever a copy is found."""

from __future__ import annotations

from macros.content.model import Edition

SHORT = 16  # characters printed where people compare them


def fingerprint(edition: Edition) -> str:
    """The SHA-256 of the edition's whole content: every record, and the reference copy of the text."""
    return edition.digest


def short(edition: Edition) -> str:
    """The part of the fingerprint that pages and prints show."""
    return fingerprint(edition)[:SHORT]
