"""Vietnamese forms of numbers and dates.

Numbers: decimal comma, point between thousands (the accounting law's form, custom elsewhere). Dates: Decree
30/2020/NĐ-CP, appendix I: a leading zero for days under 10 and for months 1 and 2 only.
"""

from __future__ import annotations

import datetime
import functools
import re
import unicodedata
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

_PRINTED = re.compile(r"(\d{1,3}(?:\.\d{3})+|\d+)(?:,(\d+))?\s*%?", re.ASCII)


def number(value: Decimal | int, decimals: int | None = None) -> str:
    """`Decimal("1234.5")` → `1.234,5`; rounded half up to `decimals` where given."""
    value = Decimal(value)
    if decimals is not None:
        value = value.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
    return f"{value:,f}".translate(str.maketrans(",.", ".,"))


def ratio(value: Any) -> str:
    """A ratio as it is printed: `105/113`."""
    return f"{number(value.numerator)}/{number(value.denominator)}"


def parse_number(printed: str) -> Decimal | None:
    """The value of a number printed the Vietnamese way (`14,83%`, `1.234`, `03`); None if it is not one."""
    match = _PRINTED.fullmatch(printed)
    if not match:
        return None
    return Decimal(match[1].replace(".", "") + ("." + match[2] if match[2] else ""))


def _day_month(date: datetime.date) -> tuple[str, str]:
    return f"{date.day:02d}", f"{date.month:02d}" if date.month < 3 else str(date.month)


def date(value: datetime.date) -> str:
    """`2017-04-04` → `04/4/2017`."""
    return "/".join((*_day_month(value), str(value.year)))


def long_date(value: datetime.date) -> str:
    """`2023-12-11` → `ngày 11 tháng 12 năm 2023`."""
    day, month = _day_month(value)
    return f"ngày {day} tháng {month} năm {value.year}"


_LETTERS = {letter: rank for rank, letter in enumerate("aăâbcdđeêfghijklmnoôơpqrstuưvwxyz")}
_TONES = "\u0300\u0309\u0303\u0301\u0323"  # huyền, hỏi, ngã, sắc, nặng: the dictionary order


def lower_first(text: str) -> str:
    """`text` with its first letter small, to stand inside a sentence."""
    return text[:1].lower() + text[1:]


def upper_first(text: str) -> str:
    """`text` with its first letter large, to begin a sentence."""
    return text[:1].upper() + text[1:]


@functools.cache  # every page with a list asks for the same names
def sort_key(text: str) -> tuple[Any, ...]:
    """A key for the order of the Vietnamese alphabet: digits, then a ă â … d đ …; the tones decide between equals."""
    letters, tones = [], []
    for char in unicodedata.normalize("NFC", text.lower()):
        decomposed = unicodedata.normalize("NFD", char)
        bare = unicodedata.normalize("NFC", "".join(c for c in decomposed if c not in _TONES))
        letters.append((1, _LETTERS[bare]) if bare in _LETTERS else (0, ord(bare[0])))
        tones.append(next((_TONES.index(c) + 1 for c in decomposed if c in _TONES), 0))
    return tuple(letters), tuple(tones)


def initial(text: str) -> str:
    """The letter that a list by letter puts a text under: `Ủy ban` → `U`, `đơn vị` → `Đ`; `0–9` if it begins with none."""
    is_letter, rank = sort_key(text)[0][0]
    return list(_LETTERS)[rank].upper() if is_letter else "0–9"
