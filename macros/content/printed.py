"""What the words of an official text say: its dates, numbers, quantities and the signs of documents.

Forms: Decree 30/2020/NĐ-CP (dates, signs), Guideline 36-HD/VPTW (signs of the Party), accounting custom (numbers).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Literal

from macros.content import formats

Bound = Literal["about", "nearly", "over", "under", "at_least", "at_most"]

# Whole tokens -----------------------------------------------------------------------------------------------------


def token(text: str) -> re.Pattern[str]:
    """A pattern that finds `text` only where no word and no number goes on at its ends: not `1` in `5,1%`."""
    before = r"(?<!\w)(?<!\d[.,/-])" if text[:1].isdigit() else r"(?<!\w)" if text[:1].isalpha() else ""
    after = r"(?!\w)(?![.,/-]\d)(?! ?%)" if text[-1:].isdigit() else r"(?!\w)" if text[-1:].isalpha() else ""
    return re.compile(before + re.escape(text) + after)


# Signs ------------------------------------------------------------------------------------------------------------

# 20/2021/NĐ-CP, 733/BC-SLĐTBXH, 104/2016/QH13, 45/TTr-SNN&PTNT; of the Party: 02-NQ/TW, 08-CTr/TU, 59-KH/BCĐ
_LETTERS = r"[A-ZĐƯÔ][A-Za-zĐđƯưÔô]*\d*"
SIGN = re.compile(
    rf"(?<![\w/])(?P<number>\d+[a-zđ]?)(?:/(?P<year>\d{{4}}))?(?:/(?P<state>{_LETTERS}(?:[-/&.]{_LETTERS})*)"
    rf"|-(?P<party>{_LETTERS}(?:[-&.]{_LETTERS})*/{_LETTERS}(?:[-/&.]{_LETTERS})*))(?![\w/])"
)
_KINDS_OF_CODE = {  # what a code in a sign may stand for
    "NĐ": {"decree"},
    "TT": {"circular"},
    "TTLT": {"joint_circular"},
    "NQ": {"resolution"},
    "NQLT": {"joint_resolution"},
    "QĐ": {"decision", "rules"},
    "QyĐ": {"rules"},
    "CT": {"directive", "programme"},
    "KH": {"plan"},
    "BC": {"report"},
    "CTr": {"programme"},
    "TB": {"announcement"},
    "KL": {"conclusion"},
    "TTr": {"proposal"},
    "HD": {"guideline"},
    "QC": {"regulation"},
    "ĐA": {"scheme"},
    "CĐ": {"telegram"},
}


def kinds_of_sign(sign: str) -> set[str]:
    """The kinds of document that a sign may be of; empty where it does not say (a letter's sign names only agencies)."""
    match = SIGN.fullmatch(sign)
    letters = (match["state"] or match["party"]) if match else ""
    if re.match(r"QH\d*$|UBTVQH\d*$", letters):
        return {"law", "code", "resolution", "constitution", "ordinance"}
    return _KINDS_OF_CODE.get(re.split(r"[-/]", letters)[0], set())


# Dates ------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class PrintedDate:
    """A date as far as it is printed: `day` and `month` are None where only month and year, or the year, stand."""

    year: int
    month: int | None = None
    day: int | None = None

    def is_of(self, date: Any) -> bool:
        """Whether a date agrees with all that is printed."""
        return (self.year, self.month or date.month, self.day or date.day) == (date.year, date.month, date.day)


_DATE = re.compile(
    r"(?i:ngày\s+)?(?<![\w./-])(\d{1,2})\s?([/.-])\s?(\d{1,2})\s?\2\s?(\d{4})(?![\w/])"  # 08/12/2020, 8-12-2020
    r"|(?i:ngày)\s+(\d{1,2})\s+tháng\s+(\d{1,2})\s*,?\s+năm\s+(\d{4})"  # ngày 08 tháng 12 năm 2020
    r"|(?i:tháng)\s+(\d{1,2})(?:\s?/\s?|\s+năm\s+)(\d{4})(?!\d)"  # tháng 12/2020, tháng 12 năm 2020
    r"|(?i:năm)\s+(\d{4})(?![\d-])"  # năm 2011
)


def dates(text: str) -> list[PrintedDate]:
    """The dates printed in a text, in order; a date that no calendar has comes out as it is printed."""
    found = []
    for match in _DATE.finditer(text):
        if match[1]:
            found.append(PrintedDate(int(match[4]), int(match[3]), int(match[1])))
        elif match[5]:
            found.append(PrintedDate(int(match[7]), int(match[6]), int(match[5])))
        elif match[8]:
            found.append(PrintedDate(int(match[9]), int(match[8])))
        else:
            found.append(PrintedDate(int(match[10])))
    return found


# Quantities -------------------------------------------------------------------------------------------------------

BOUNDS: dict[str, Bound] = {
    "khoảng": "about",
    "xấp xỉ": "about",
    "ước khoảng": "about",
    "ước đạt": "about",
    "ước": "about",
    "gần": "nearly",
    "hơn": "over",
    "trên": "over",
    "dưới": "under",
    "ít nhất": "at_least",
    "tối thiểu": "at_least",
    "không dưới": "at_least",
    "không quá": "at_most",
    "tối đa": "at_most",
}
_SURE = (
    "khoảng",
    "xấp xỉ",
    "ước khoảng",
    "ít nhất",
    "tối thiểu",
    "không quá",
    "tối đa",
)  # mean nothing else before a number
_SCALES = {"nghìn": 3, "ngàn": 3, "vạn": 4, "triệu": 6, "tỷ": 9, "tỉ": 9}
_BOUND = re.compile(rf"(?i)({'|'.join(sorted(BOUNDS, key=len, reverse=True))})\s+")
_SCALE = re.compile(rf"\s*((?:{'|'.join(_SCALES)})(?:\s+(?:{'|'.join(_SCALES)}))*)(?!\w)(?!\s+(?:trọng|lệ|suất|số)\b)")
_NUMBER = r"(?:[-−](?=\d)|âm )?(?:\d{1,3}(?:\.\d{3})+|\d+)(?:,\d+)?"
_VALUE = re.compile(rf"({_NUMBER})(?:\s*(%))?(?:\s*(?:[-–]|đến)\s*({_NUMBER})(?:\s*(%))?)?")
_RATIO = re.compile(rf"({_NUMBER})\s*(?:/|\s+trên\s+)\s*({_NUMBER})")
_FRACTION = re.compile(r"(?i)(\w+(?: \w+)*?) phần (\w+(?: \w+)*)")


@dataclass(frozen=True)
class Quantity:
    """What a printed quantity says: one value, or from `value` to `high`; `rest` is what follows the number (its unit)."""

    value: Decimal
    high: Decimal | None
    bound: Bound | None
    rest: str


def bound_before(text: str) -> tuple[str, Bound] | None:
    """The word at the end of `text` that makes the number after it no exact one, where it can mean nothing else."""
    match = re.search(rf"(?i)(?<!\w)({'|'.join(sorted(_SURE, key=len, reverse=True))})\s*$", text)
    return (match[1], BOUNDS[match[1].lower()]) if match else None


def scale_after(text: str) -> str | None:
    """The scale word (`tỷ`, `nghìn tỷ`) that `text` begins with."""
    match = _SCALE.match(text)
    return match[1] if match else None


def quantity(text: str) -> Quantity | None:
    """What a printed quantity says (`14,83%`, `khoảng 41 tỷ đồng`, `1.200-1.500`, `hai đợt`); None if it is none."""
    word = _BOUND.match(text)
    bound = BOUNDS[re.sub(r"\s+", " ", word[1].lower())] if word else None
    text = text[word.end() :] if word else text
    match = _VALUE.match(text)
    if match is None:
        return _in_words(text, bound)
    low, high, end = _decimal(match[1]), match[3] and _decimal(match[3]), match.end()
    if not match[2] and not match[4] and (scale := _SCALE.match(text, end)):
        factor = Decimal(10) ** sum(_SCALES[name] for name in scale[1].split())
        low, high, end = low * factor, high and high * factor, scale.end()
    rest = text[end:]
    if rest[:1].isalnum() or (rest and not rest[:1].isspace()):
        return None
    return Quantity(low, high or None, bound, rest.strip())


def ratio(text: str) -> tuple[int, int] | None:
    """The numerator and the denominator of a printed ratio (`105/113`, `08/9`, `42.493/40.300`, `một phần ba`)."""
    if match := _RATIO.fullmatch(text):
        parts = _decimal(match[1]), _decimal(match[2])
    elif match := _FRACTION.fullmatch(text):
        words = number_in_words(match[1]), number_in_words(match[2])
        if None in words:
            return None
        parts = Decimal(words[0] or 0), Decimal(words[1] or 0)
    else:
        return None
    return (int(parts[0]), int(parts[1])) if all(part == part.to_integral_value() for part in parts) else None


def _decimal(text: str) -> Decimal:
    negative = text[:1] in "-−" or text.startswith("âm ")
    value = formats.parse_number(re.sub(r"^(?:[-−]|âm )", "", text)) or Decimal(0)
    return -value if negative else value


_DIGITS = {
    word: value
    for value, words in enumerate(
        ("không", "một mốt", "hai", "ba", "bốn tư", "năm lăm", "sáu", "bảy bẩy", "tám", "chín")
    )
    for word in words.split()
}


def number_in_words(text: str) -> int | None:
    """`hai mươi mốt` → 21; numbers below a thousand; None if the words are none."""
    total, last = 0, None
    for word in text.lower().split():
        if word in _DIGITS:
            if last is not None:
                return None
            last = _DIGITS[word]
        elif word == "mười":
            total, last = total + 10 + (last or 0), None
        elif word in ("mươi", "trăm") and last is not None:
            total, last = total + last * (10 if word == "mươi" else 100), None
        elif word not in ("lẻ", "linh") or not total:
            return None
    return total + (last or 0) if text.strip() else None


def _in_words(text: str, bound: Bound | None) -> Quantity | None:
    """The longest beginning of `text` that is a number in words, then its unit."""
    words = text.split()
    for count in range(min(len(words), 7), 0, -1):
        value = number_in_words(" ".join(words[:count]))
        if value is not None:
            return Quantity(Decimal(value), None, bound, " ".join(words[count:]))
    return None
