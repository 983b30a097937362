"""Vietnamese in words: numbers, dates and document signs as people in the North read them aloud.

num2words is not used: it says «hai nghìn lẻ ba» for 2003, where a reader says «hai nghìn không trăm linh ba».
"""

from __future__ import annotations

from decimal import Decimal

DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
SCALES = ("", "nghìn", "triệu", "tỷ")
LETTERS = {  # the names by which the letters of signs are read; «ka», for «ca hát» (KH) would be heard as singing
    "A": "a",
    "Ă": "á",
    "Â": "ớ",
    "B": "bê",
    "C": "xê",
    "D": "dê",
    "Đ": "đê",
    "E": "e",
    "Ê": "ê",
    "G": "giê",
    "H": "hát",
    "I": "i",
    "K": "ka",
    "L": "lờ",
    "M": "mờ",
    "N": "nờ",
    "O": "o",
    "Ô": "ô",
    "Ơ": "ơ",
    "P": "pê",
    "Q": "quy",
    "R": "rờ",
    "S": "ét",
    "T": "tê",
    "U": "u",
    "Ư": "ư",
    "V": "vê",
    "X": "ích",
    "Y": "i dài",
}
ROMAN = {"I": 1, "V": 5, "X": 10}


def number(value: int) -> str:
    """`2024` → `hai nghìn không trăm hai mươi tư`."""
    if value == 0:
        return DIGITS[0]
    groups = []
    while value:
        value, group = divmod(value, 1000)
        groups.append(group)
    if len(groups) > len(SCALES):
        raise ValueError("số quá lớn để đọc")
    words: list[str] = []
    for rank in range(len(groups) - 1, -1, -1):
        if groups[rank]:
            words += _group(groups[rank], first=not words)
            words += [SCALES[rank]] if rank else []
    return " ".join(words)


def _group(value: int, first: bool) -> list[str]:
    """Up to three digits; a group after another says its hundreds even if there are none."""
    hundreds, tens, ones = value // 100, value // 10 % 10, value % 10
    words = [DIGITS[hundreds], "trăm"] if hundreds or not first else []
    if tens > 1:
        words += [DIGITS[tens], "mươi"]
        return words + ([{1: "mốt", 4: "tư", 5: "lăm"}.get(ones, DIGITS[ones])] if ones else [])
    if tens == 1:
        return words + ["mười"] + (["lăm" if ones == 5 else DIGITS[ones]] if ones else [])
    if ones:
        words += ["linh"] if words else []
        words.append(DIGITS[ones])
    return words


def decimal(value: Decimal) -> str:
    """`14.83` → `mười bốn phẩy tám mươi ba`; decimals with a leading nought or of more than two digits one by one."""
    whole, _, fraction = f"{value:f}".partition(".")
    words = number(int(whole))
    if not fraction:
        return words
    one_by_one = fraction.startswith("0") or len(fraction) > 2
    return f"{words} phẩy {digits(fraction) if one_by_one else number(int(fraction))}"


def digits(text: str) -> str:
    """Each digit by its name: `04` → `không bốn`."""
    return " ".join(DIGITS[int(digit)] for digit in text)


def identifier(text: str) -> str:
    """The number of a document: `733` as a number, `04` with its nought."""
    return "không " + identifier(text[1:]) if text.startswith("0") and len(text) > 1 else number(int(text))


def day_month(day: int, month: int) -> str:
    """`4, 1` → `mùng bốn tháng một`; the fourth month is «tháng tư»."""
    return f"{'mùng ' if day <= 10 else ''}{number(day)} {month_name(month)}"


def month_name(month: int) -> str:
    return f"tháng {'tư' if month == 4 else number(month)}"


def date(day: int, month: int, year: int) -> str:
    """`21, 1, 2021` → `hai mươi mốt tháng một năm hai nghìn không trăm hai mươi mốt`."""
    return f"{day_month(day, month)} năm {number(year)}"


def letters(text: str) -> str:
    """`UBND` → `u bê nờ dê`, `QH13` → `cu hát mười ba`."""
    digits = text.lstrip("".join(LETTERS) + "".join(LETTERS).lower())
    words = [LETTERS[letter.upper()] for letter in text.removesuffix(digits)]
    return " ".join([*words, number(int(digits))] if digits else words)


def sign(number_: str, year: str | None, groups: list[str]) -> str:
    """`20/2021/NĐ-CP` → `hai mươi, năm hai nghìn không trăm hai mươi mốt, nờ đê, xê pê`."""
    parts = [identifier(number_)] + ([f"năm {number(int(year))}"] if year else [])
    return ", ".join(parts + [letters(group) for group in groups])


def roman(text: str) -> int:
    """`IV` → 4."""
    values = [ROMAN[letter] for letter in text]
    return sum(-value if value < max(values[place:]) else value for place, value in enumerate(values))
