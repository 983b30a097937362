"""Numbers in our own words, in digits or in words, on any page: each is one that a report prints or the site computes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from macros.content import derive, formats
from macros.content.faults import Fault, path_text
from macros.content.load import Loaded
from macros.content.pages import Page

_DIGITS = {"không": 0, "một": 1, "mốt": 1, "hai": 2, "ba": 3, "bốn": 4, "tư": 4, "năm": 5, "lăm": 5, "sáu": 6, "bảy": 7, "bẩy": 7, "tám": 8, "chín": 9}  # fmt: skip
_TENS = {"mười": 10, "mươi": 10}
_SCALES = {"trăm": 100, "nghìn": 1000, "ngàn": 1000, "triệu": 10**6, "tỷ": 10**9, "tỉ": 10**9}
_WORD = "|".join([*_DIGITS, *_TENS, *_SCALES, "linh", "lẻ", "phẩy", "phảy"])
_SPELLED = re.compile(
    rf"(?<!\w)((?:{_WORD})(?: (?:{_WORD}))*) (điểm phần trăm|phần trăm|phần nghìn)(?!\w)", re.IGNORECASE
)
_WRITTEN = re.compile(
    r"(?<![\w/.,-])(\d+(?:\.\d{3})*,\d+%?|\d+(?:\.\d{3})*%|\d{1,3}(?:\.\d{3})+|\d+/\d+)(?![\w/]|[.,]\d)"
)
_MONTH = re.compile(r"(0?[1-9]|1[0-2])/(19|20)\d\d")
_POINTS = re.compile(r"\d+(?:,\d+)? điểm phần trăm")
_OPEN = re.compile(r"hoặc|nếu|không rõ|không nói rõ|ví dụ|có thể", re.IGNORECASE)


def spelled(words: str) -> Decimal | None:
    """`mười tám phẩy bốn ba` → 18.43; None for what is no number."""
    whole, _, fraction = re.sub("phảy", "phẩy", words.lower()).partition(" phẩy ")
    total = current = 0
    for word in whole.split():
        if word in _DIGITS:
            current += _DIGITS[word]
        elif word == "mười":
            current += 10
        elif word == "mươi":
            current = current // 10 * 10 + current % 10 * 10
        elif word == "trăm":
            current = current * 100
        elif word in _SCALES:
            total, current = total + (current or 1) * _SCALES[word], 0
    digits = "".join(str(_DIGITS[word]) for word in fraction.split() if word in _DIGITS)
    return Decimal(f"{total + current}{'.' + digits if digits else ''}")


def numbers(loaded: Loaded) -> Iterator[Fault]:
    """A percentage, a decimal, a number with thousands or a ratio, in digits or words, is known; points are not told as fact."""
    known, values = _known(loaded)
    for page in loaded.pages:
        if page.meta.get("own_numbers"):
            continue
        for file, where, path, text in _texts(page):
            for match in _WRITTEN.finditer(text):
                if match[1].rstrip("%") not in known and not _MONTH.fullmatch(match[1]):
                    yield Fault(file, where[0], where[1] + (0 if path else match.start()), path, _unknown(match[1]))
            for match in _SPELLED.finditer(text):
                if spelled(match[1]) not in values:
                    yield Fault(file, where[0], where[1] + (0 if path else match.start()), path, _unknown(match[0]))
            for match in _POINTS.finditer(text):
                sentence = text[text.rfind(". ", 0, match.start()) + 1 : match.end()]
                if not _OPEN.search(sentence):
                    message = f'"{match[0]}" nói chắc điều nguồn không nói rõ: ghi cả hai cách hiểu, hoặc bỏ'
                    yield Fault(file, where[0], where[1] + (0 if path else match.start()), path, message)


def _unknown(text: str) -> str:
    return f'con số "{text}" không có trong báo cáo nào, cũng không do trang tính: viết bằng macro figure hoặc derived, hoặc bỏ'


def _texts(page: Page) -> Iterator[tuple[str, tuple[int, int], str, str]]:
    """(file, place, path, text) of the front matter and of the prose that is not a report's."""
    if page.front:
        for path, text in page.front.texts():
            yield page.file, page.front.at(path), path_text(path), text
    for block in page.blocks:
        if block.source_line is None:
            for number, column, text in block.literals:
                yield page.file, (number, column), "", text


def _known(loaded: Loaded) -> tuple[set[str], set[Decimal]]:
    """The numbers that the reports print, their issuers corrected, facts state and the site computes; their values."""
    texts = [line for edition in loaded.site.editions for line in edition.source.lines]
    texts += [fact.found for fact in loaded.site.facts]
    for edition in loaded.site.editions:
        texts += [figure.corrected.printed for figure in edition.figures if figure.corrected]
        for rule in edition.derived:
            result = derive.compute(rule, edition)
            texts += [result.shown, *([result.corrected.shown] if result.corrected else [])]
    known = {match for text in texts for match in re.findall(r"\d+(?:[.,/]\d+)*", text)}
    values = {value for text in known if (value := formats.parse_number(text)) is not None}
    return known, values
