"""Turns a text into one that can be read aloud as it stands: words and ordinary punctuation, nothing else."""

from __future__ import annotations

import re

from macros.content import formats, printed
from macros.content.model import Edition
from macros.exports import spelling

_UPPER = "A-ZĐÀ-Ỹ"
_DATE = re.compile(r"(?<![\w/])(\d{1,2})/(\d{1,2})/(\d{4})(?![\w/])")
_MONTH = re.compile(r"tháng (\d{1,2})/(\d{4})")
_DAY = re.compile(r"(?i)(ngày) (\d{1,2}) (tháng) (\d{1,2})(?!\d)")
_SPAN = re.compile(r"(?<![\w/])(\d{4}) ?[-–] ?(\d{4})(?![\w/])")
_RATIO = re.compile(r"(?<![\w/])(\d+)/(\d+)(?![\w/])")
_SECTION = re.compile(r"((?<!\w)[Mm]ục) ([IVX]+|\d+)((?:\.\d+)*)(?!\w)")
_PART = re.compile(r"((?<!\w)[Pp]hần) ([IVX]+)(?!\w)")
_NUMBER = re.compile(r"(?<!\w)(\d{1,3}(?:\.\d{3})+|\d+)(?:,(\d+))?")
_OPERATORS = {"÷": "chia cho", "×": "nhân với", "−": "trừ", "+": "cộng", "&": "và", "=": "bằng"}


class Speaker:
    """Speaks the texts of one edition: its abbreviations are expanded from the terms."""

    def __init__(self, edition: Edition) -> None:
        known = {term.term: term.expansion for term in edition.terms if term.kind == "abbreviation" and term.expansion}
        names = "|".join(re.escape(term) for term in sorted(known, key=len, reverse=True))
        self._known = known
        self._abbreviation = re.compile(rf"(?<![\w-])({names})(?![\w&-])") if known else None

    def say(self, text: str) -> str:
        """`text` in words; a capital at its start, a full stop at its end."""
        text = self._without_repeats(text)
        text = re.sub(r" ?\(lưu ý E-\d+(?:, E-\d+)*\)", "", text)
        text = re.sub(r"(?i)lưu ý E-(\d+)", lambda match: f"lưu ý số {spelling.number(int(match[1]))}", text)
        text = printed.SIGN.sub(_sign, text)
        text = _DATE.sub(lambda match: spelling.date(int(match[1]), int(match[2]), int(match[3])), text)
        text = _MONTH.sub(
            lambda match: f"{spelling.month_name(int(match[1]))} năm {spelling.number(int(match[2]))}", text
        )
        text = _DAY.sub(lambda match: f"{match[1]} {spelling.day_month(int(match[2]), int(match[4]))}", text)
        text = _SPAN.sub(lambda match: f"{spelling.number(int(match[1]))} đến {spelling.number(int(match[2]))}", text)
        text = _RATIO.sub(lambda match: f"{spelling.number(int(match[1]))} trên {spelling.number(int(match[2]))}", text)
        text = _SECTION.sub(lambda match: f"{match[1]} {code(match[2] + match[3])}", text)
        text = _PART.sub(lambda match: f"{match[1]} {spelling.number(spelling.roman(match[2]))}", text)
        text = _NUMBER.sub(_number, text)
        if self._abbreviation:
            text = self._abbreviation.sub(lambda match: self._known[match[1]], text)
        for symbol, words in _OPERATORS.items():
            text = text.replace(symbol, f" {words} ")
        return _sentence(text.replace("%", " phần trăm"))

    def _without_repeats(self, text: str) -> str:
        """`text` without an abbreviation in brackets after its full form, and without a word said twice by expanding."""
        for term, expansion in self._known.items():
            text = re.sub(rf"({re.escape(expansion)}) \({re.escape(term)}\)", r"\1", text)
            first = expansion.split()
            for count in range(len(first) - 1, 0, -1):
                lead = " ".join(first[:count])
                text = re.sub(rf"(?i)(?<!\w){re.escape(lead)} (?-i:{re.escape(term)})(?![\w&-])", term, text)
        return text


def _sign(match: re.Match[str]) -> str:
    return spelling.sign(match["number"], match["year"], re.split("[-/&.]", match["state"] or match["party"])) + ","


def code(text: str) -> str:
    """The code of a section: `2.4` → `hai chấm bốn`, `III` → `ba`, `A` → `a`, `nhất` → `nhất`."""
    return " chấm ".join(_code(part) for part in text.split("."))


def _code(part: str) -> str:
    if part.isdigit():
        return spelling.number(int(part))
    if set(part) <= set("IVX"):
        return spelling.number(spelling.roman(part))
    return spelling.letters(part.upper()) if len(part) == 1 else part.lower()


def _sentence(text: str) -> str:
    """Brackets and quotes become pauses or nothing, spaces and commas are put in order."""
    text = re.sub(rf"(?:\.\.\.|…)(?=[)\s]*(?:[{_UPPER}]|$))", ", vân vân. ", text)
    text = re.sub(r"\.\.\.|…", ", vân vân, ", text)
    text = re.sub(r"[()/]", ", ", re.sub(r'[«»"“”*]', "", text))
    text = re.sub(r" ?[-–—] ?", " ", text)
    text = " ".join(text.split())
    text = re.sub(r"\s+(?=[,.;:?!])", "", text)
    text = re.sub(r"[,;](?:\s*,)+", ",", text)
    text = re.sub(r",\s*(?=[.;:?!])", "", text)
    text = re.sub(r"(?<=[.;:?!])\s*,", "", text)
    text = re.sub(r"([.;:?!])(?:\s*[.;])+", r"\1", text)
    text = text.strip(" ,;:")
    return text[:1].upper() + text[1:] + ("" if text[-1:] in ".?!" else ".")


def _number(match: re.Match[str]) -> str:
    value = formats.parse_number(match[0])
    assert value is not None  # the pattern is that of a printed number
    return spelling.decimal(value)
