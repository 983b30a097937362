"""Numbers in our own words, in digits or in words, on any page: each is one that a report prints or the site computes."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from decimal import Decimal

from macros.content import derive, formats, printed
from macros.content.faults import Fault, path_text
from macros.content.load import Loaded
from macros.content.pages import Page

_DIGITS = {"không": 0, "một": 1, "mốt": 1, "hai": 2, "ba": 3, "bốn": 4, "tư": 4, "năm": 5, "lăm": 5, "sáu": 6, "bảy": 7, "bẩy": 7, "tám": 8, "chín": 9}  # fmt: skip
_TENS = ("mười", "mươi", "trăm")
_SCALES = {"nghìn": 1000, "ngàn": 1000, "triệu": 10**6, "tỷ": 10**9, "tỉ": 10**9}
_WORD = "|".join([*_DIGITS, *_TENS, *_SCALES, "linh", "lẻ", "phẩy", "phảy"])
_SPELLED = re.compile(
    rf"(?<!\w)((?:{_WORD})(?: (?:{_WORD}))*) (điểm phần trăm|phần trăm|phần nghìn)(?!\w)", re.IGNORECASE
)
_WRITTEN = re.compile(
    r"(?<![\w/.,-])(\d+(?:\.\d{3})*,\d+%?|\d+(?:\.\d{3})*%|\d{1,3}(?:\.\d{3})+|\d+/\d+)(?![\w/]|[.,]\d)"
)
_MONTH = re.compile(r"(0?[1-9]|1[0-2])/(19|20)\d\d")
_POINTS = re.compile(r"\d+(?:,\d+)? điểm phần trăm")
_TARGET = re.compile(r"(?<=\])\([^()\s]*\)")  # where a link leads
_OPEN = re.compile(r"hoặc|nếu|không rõ|không nói rõ|ví dụ|có thể", re.IGNORECASE)


_PARTS = re.compile(
    r"(?:quá|hơn|gần|khoảng|chừng)? ?(?:một nửa|phân nửa)|(?<!\w)(?:một|hai|ba|bốn) phần (?:hai|ba|tư|bốn|năm|mười)(?!\w)",
    re.IGNORECASE,
)
_ENGLISH = re.compile(
    r"(?<![\w.,])(\d+(?:\.\d+)?) ?(?:%|per ?cent)|([a-z]+(?:[ -][a-z]+)?) (?:per ?cent)(?!age)", re.IGNORECASE
)
_UNITS = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split()
_TIES = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_COUNTED = re.compile(
    r"(?:nêu|có|gồm|đăng|dẫn|ghi) (?:tất cả |cả thảy |tổng cộng |đủ )?(\d+|[^\W\d_]+(?: (?:mươi|mốt|lăm|[^\W\d_]+))??) "
    r"(nhiệm vụ|số liệu|văn bản|lưu ý)(?= ?(?:[.,;:)]|$)| trọng tâm| năm \d| cho năm)"
)
_COUNTS = {"nhiệm vụ": "tasks", "số liệu": "figures", "văn bản": "documents", "lưu ý": "errata"}
_RANKED = re.compile(r"(?:xếp|đứng)(?: hạng| thứ)+ \w+|(?<!\w)[Tt]op \d+")
_REACHED = re.compile(r"(?:đã|được) (?:đạt|giảm)|đạt được|hoàn thành|vượt", re.IGNORECASE)
_AIM = re.compile(r"mục tiêu|chỉ tiêu|kế hoạch|không rõ|«", re.IGNORECASE)
_OF_A_REPORT = re.compile(r"[Bb]áo cáo (?:này )?(?:của )?năm (\d{4})")
_DAY = re.compile(r"(?<![\w./])(\d{1,2})/(\d{1,2})/(\d{4})(?![\w/])")


def english(words: str) -> Decimal | None:
    """`fifteen`, `twenty-one` → 15, 21; None for what is no number below a hundred."""
    parts = re.split("[ -]", words.lower())
    values = [
        _UNITS.index(word) if word in _UNITS else (_TIES.index(word) + 2) * 10 if word in _TIES else None
        for word in parts
    ]
    if values and values[-1] is not None and (len(values) == 1 or values[0] is None):
        return Decimal(values[-1])
    return Decimal(sum(value or 0 for value in values)) if values and None not in values else None


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
    editions = loaded.site.editions
    years = {str(year) for edition in editions for year in range(edition.report.years[0], edition.report.years[1] + 1)}
    printed_words = " ".join(line.lower() for edition in editions for line in edition.source.lines)
    days = {_day(match) for text in _told(loaded) for match in _DAY.finditer(text)}
    days |= {(date.year, date.month, date.day) for date in _dates(loaded)}
    units = {
        figure.unit
        for edition in editions
        for figure in edition.figures
        if re.fullmatch(r"[^\W\d_]+(?: [^\W\d_]+)*", figure.unit)
    }
    units |= {" ".join(unit.split()[:2]) for unit in units}
    counted = (
        re.compile(rf"(?<![\w.,/-])(\d+) (?:{'|'.join(sorted(map(re.escape, units), key=len, reverse=True))})(?!\w)")
        if units
        else None
    )
    for page in loaded.pages:
        if page.meta.get("own_numbers"):
            continue
        for file, where, path, text in _texts(page):

            def told(
                match: re.Match[str], message: str, file: str = file, where: tuple[int, int] = where, path: str = path
            ) -> Fault:
                return Fault(file, where[0], where[1] + (0 if path else match.start()), path, message)

            for match in _WRITTEN.finditer(text):
                if match[1].rstrip("%") not in known and not _MONTH.fullmatch(match[1]):
                    yield told(match, _unknown(match[1]))
            for match in _SPELLED.finditer(text):
                if spelled(match[1]) not in values:
                    yield told(match, _unknown(match[0]))
            for match in _ENGLISH.finditer(text) if page.meta.get("lang") == "en" else ():
                value = Decimal(match[1]) if match[1] else english(match[2])
                if value is not None and value not in values:
                    yield told(match, _unknown(match[0]))
            for match in _PARTS.finditer(text):
                if match[0].strip().lower() not in printed_words:
                    yield told(match, _unknown(match[0].strip()))
            for match in counted.finditer(text) if counted else ():
                if match[1] not in known:
                    yield told(match, _unknown(match[0]))
            for match in _OF_A_REPORT.finditer(text):
                if page.edition is None and match[1] not in years:
                    message = f"không có báo cáo nào của năm {match[1]}: sửa năm"
                    yield told(match, message)
            for match in _DAY.finditer(text):
                sentence = _sentence(text, match)
                if "áo cáo" in sentence and _day(match) not in days:
                    message = f"ngày {match[0]} không phải ngày của báo cáo hay văn bản nào ở đây: sửa ngày"
                    yield told(match, message)
            for match in _COUNTED.finditer(text):
                count = int(match[1]) if match[1].isdigit() else printed.number_in_words(match[1])
                sentence = _sentence(text, match).lower()
                of = {len(getattr(edition, _COUNTS[match[2]])) for edition in editions}
                if count and count > 1 and count not in of and re.search("báo cáo|bài đăng", sentence):
                    message = f'không báo cáo nào ở đây có đúng "{match[1]} {match[2]}": sửa con số'
                    yield told(match, message)
            for match in _RANKED.finditer(text):
                if match[0].lower() not in printed_words:
                    message = (
                        f'"{match[0]}" không có trong báo cáo nào: bỏ, hoặc ghi thành điều có nguồn trong facts.yml'
                    )
                    yield told(match, message)
            for match in _POINTS.finditer(text):
                sentence = _sentence(text, match)
                if not _OPEN.search(sentence):
                    message = f'"{match[0]}" nói chắc điều nguồn không nói rõ: ghi cả hai cách hiểu, hoặc bỏ'
                    yield told(match, message)


def reached(loaded: Loaded) -> Iterator[Fault]:
    """A page does not tell a target as reached."""
    targets = [f for edition in loaded.site.editions for f in edition.figures if f.kind == "target"]
    for page in loaded.pages:
        for block in page.blocks:
            for sentence in re.split(r"(?<=[.!?]) ", block.text) if block.source_line is None else ():
                told = [
                    f for f in targets if f'figure("{f.id}")' in sentence or printed.token(f.printed).search(sentence)
                ]
                if told and _REACHED.search(sentence) and not _AIM.search(sentence):
                    message = f'"{told[0].printed}" là mục tiêu mà câu này nói như đã đạt: nói là mục tiêu'
                    yield Fault(page.file, block.line, 1, "", message)


_NOTES = ("terms", "tasks", "organisations", "contacts", "errata", "documents", "figures")
_ELSEWHERE = {
    "findings",
    "finding",
    "status",
    "corrected",
}  # what other sources say has numbers of its own; so may errata


def in_notes(loaded: Loaded) -> Iterator[Fault]:
    """The same of the notes, names and meanings in the data, except in an example."""
    known, _ = _known(loaded)
    days = {_day(match) for text in _told(loaded) for match in _DAY.finditer(text)}
    days |= {(date.year, date.month, date.day) for date in _dates(loaded)}
    signs = {match[0] for text in _told(loaded) for match in printed.SIGN.finditer(text)}
    signs |= {document.sign for edition in loaded.site.editions for document in edition.documents if document.sign}
    for edition in loaded.site.editions:
        for collection in _NOTES:
            file = f"data/{edition.id}/{collection}.yml"
            for path, text in loaded.contents[file].texts if file in loaded.contents else ():
                if _ELSEWHERE & {*path}:
                    continue
                example = text.find("ví dụ")
                for match in _WRITTEN.finditer(text[: example if example >= 0 else None]):
                    if match[1].rstrip("%") not in known and not _MONTH.fullmatch(match[1]):
                        content = loaded.contents[file]
                        yield Fault(file, *content.at(path), path_text(path), _unknown(match[1]))
                for match in (*_DAY.finditer(text), *printed.SIGN.finditer(text)) if collection != "errata" else ():
                    if match[0] not in signs and not (match.re is _DAY and _day(match) in days):
                        content = loaded.contents[file]
                        message = (
                            f'"{match[0]}" không có trong bản đối chiếu, không phải văn bản nào ở đây: sửa, hoặc bỏ'
                        )
                        yield Fault(file, *content.at(path), path_text(path), message)


def _unknown(text: str) -> str:
    return f'con số "{text}" không có trong báo cáo nào, cũng không do trang tính: viết bằng macro figure hoặc derived, hoặc bỏ'


def _sentence(text: str, match: re.Match[str]) -> str:
    """The sentence that a match is in, as far as its end."""
    return text[: match.end()].rpartition(". ")[2]


def _texts(page: Page) -> Iterator[tuple[str, tuple[int, int], str, str]]:
    """(file, place, path, text) of the front matter and of the prose that is not a report's."""
    if page.front:
        for path, text in page.front.texts:
            yield page.file, page.front.at(path), path_text(path), text
    for block in page.blocks:
        if block.source_line is None:
            for number, column, text in block.literals:
                yield page.file, (number, column), "", _TARGET.sub(lambda match: " " * len(match[0]), text)


def _known(loaded: Loaded) -> tuple[set[str], set[Decimal]]:
    """The numbers that the reports print, their issuers corrected, facts state and the site computes; their values."""
    texts = _told(loaded)
    for edition in loaded.site.editions:
        texts += [figure.corrected.printed for figure in edition.figures if figure.corrected]
        for rule in edition.derived:
            result = derive.compute(rule, edition)
            texts += [result.shown, *([result.corrected.shown] if result.corrected else [])]
    known = {match for text in texts for match in re.findall(r"\d+(?:[.,/]\d+)*", text)}
    values = {value for text in known if (value := formats.parse_number(text)) is not None}
    return known, values


def _told(loaded: Loaded) -> list[str]:
    """What the reports say and what was found outside them."""
    texts = [line for edition in loaded.site.editions for line in edition.source.lines]
    return texts + [fact.found for fact in loaded.site.facts]


def _dates(loaded: Loaded) -> Iterator[datetime.date]:
    for edition in loaded.site.editions:
        yield edition.report.date
        yield from (document.date for document in edition.documents if document.date)
        for figure in edition.figures:
            if figure.corrected:
                yield figure.corrected.date
    yield from (change.date for change in loaded.site.corrections)


def _day(match: re.Match[str]) -> tuple[int, int, int]:
    return int(match[3]), int(match[2]), int(match[1])
