"""What a line of a report holds: citations, figures, names, abbreviations, dates. Found by form; a person confirms."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from macros.content import formats, labels, printed

DATE = r"(?:\d{1,2}[/.-]\d{1,2}[/.-]\d{4}|\d{1,2}\s+tháng\s+\d{1,2}\s+năm\s+\d{4})"
SIGN = r"\d+[a-zA-Z]?(?:/\d{4})?[/-](?:[A-ZĐ][\wĐ&]*)(?:[-/&]\s?[A-ZĐ][\wĐ&]*)*"
TYPES = sorted(labels.DOCUMENT_TYPE.items(), key=lambda item: -len(item[1]))
_TYPE = "|".join([re.escape(words) for _, words in TYPES] + ["Văn bản", "Giấy mời", "Công thư"])
CITATION = re.compile(
    rf"(?<!\w)(?:(?:{_TYPE})\s+(?:số\s*:?\s*)?(?P<sign>{SIGN})|(?P<bare>(?<![\w/.,-]){SIGN}))"
    rf"(?:\s*,?\s*(?P<dated>(?:ngày\s+)(?P<date>{DATE})))?"
)
# a document that prints only the place of its number: «Kế hoạch số   /KH-UBND»
UNNUMBERED = re.compile(rf"(?<!\w)(?:{_TYPE})\s+số\s*:?\s*(?:\.{{2,}}|…+)?\s*(?:/[A-ZĐ][\w&-]*)?(?!\s*\d)")
LAW = re.compile(
    r"(?<!\w)(?P<name>(?:Bộ luật|Luật|Pháp lệnh|Hiến pháp)\s+[A-ZĐÀ-Ỹ]\w*(?:(?:,)?\s+(?!năm\b|của\b|số\b|về\b|ngày\b|trong\b|được\b|có\b|quy định\b|đã\b|và các\b|cho\b|tại\b|theo\b|đến\b|tới\b)[\wÀ-ỹ-]+){0,7}?)"
    r"(?P<year>\s+năm\s+\d{4}|\s+\d{4})?(?=\s*(?:[,;.():]|$|năm\b|của\b|số\b|về\b|ngày\b|trong\b|được\b|có\b|quy định\b|đã\b|và\b|cho\b|tại\b|theo\b|đến\b|tới\b))"
)
_MARK_TYPES = {
    "NĐ": "decree", "TT": "circular", "TTLT": "joint_circular", "QĐ": "decision", "NQ": "resolution", "CT": "directive",
    "KH": "plan", "BC": "report", "TB": "announcement", "KL": "conclusion", "TTr": "proposal", "HD": "guideline",
    "CTr": "programme", "CĐ": "telegram", "QC": "regulation",
}  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Found:
    """A passage of a line's folded text: `start` to `end`, as printed."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, kw_only=True)
class Cited(Found):
    """A citation: the document's type as coded, its sign, its date, the name without the date."""

    type: str
    sign: str | None
    date: datetime.date | None
    year: int | None = None
    name: str = ""


def citations(text: str) -> Iterator[Cited]:
    """The documents cited in a line, by their signs or, for laws, by their names; no two overlap."""
    end = 0
    found = [("sign", match) for match in CITATION.finditer(text)] + [("law", match) for match in LAW.finditer(text)]
    found += [("unnumbered", match) for match in UNNUMBERED.finditer(text)]
    for kind, match in sorted(found, key=lambda item: (item[1].start(), -item[1].end())):
        if match.start() < end:
            continue
        words = match[0]
        named = next((code for code, name in TYPES if words.startswith(name)), None)
        if kind == "unnumbered":
            words = words.rstrip()
            yield Cited(
                start=match.start(), end=match.start() + len(words), text=words, type=named or "letter", sign=None,
                date=None, name=words,
            )  # fmt: skip
        elif kind == "law":
            year = re.search(r"\d{4}", match["year"] or "")
            yield Cited(
                start=match.start(), end=match.end(), text=words, type=named or "law", sign=None, date=None,
                year=int(year[0]) if year else None, name=words,
            )  # fmt: skip
        else:
            sign = match["sign"] or match["bare"]
            marks = re.split(r"[/-]", re.sub(r"^\d+[a-zA-Z]?(?:/\d{4})?[/-]", "", sign))
            if match["bare"] and not any(mark in _MARK_TYPES for mark in marks):
                continue
            named = named or next((_MARK_TYPES[mark] for mark in marks if mark in _MARK_TYPES), "letter")
            yield Cited(
                start=match.start(), end=match.end(), text=words, type=named, sign=sign, date=date_of(match["date"]),
                name=words[: match.start("dated") - match.start()].rstrip(" ,") if match["dated"] else words,
            )  # fmt: skip
        end = match.end()


def date_of(text: str | None) -> datetime.date | None:
    """`28/02/2023` or `28 tháng 02 năm 2023` as a date; None for what no calendar has."""
    parts = re.findall(r"\d+", text or "")
    try:
        return datetime.date(int(parts[2]), int(parts[1]), int(parts[0])) if len(parts) == 3 else None
    except ValueError:
        return None


_NOT_FIGURES = re.compile(
    r"""(?xi)
    (?<!\w)(?:ngày|tháng|năm|quý|khóa|khoá|kỳ|nhiệm\s+kỳ|thế\s+kỷ|lúc|hồi)\s+(?:thứ\s+)?(?:\d{1,4}(?:\s*[-–/,]\s*\d{1,4})*|[IVX]+/\d{4})
        (?:\s+tháng\s+\d{1,2})?(?:\s+năm\s+\d{4})?
    | \d{1,2}[/.-]\d{1,2}[/.-]\d{4} | (?<![\d/.,])(?:0?[1-9]|1[0-2])/(?:19|20)\d{2}(?!\d)
    | (?:giai\s+đoạn|thời\s+kỳ)\s+\d{4}\s*[-–]\s*\d{4} | (?<![\d.,/])(?:19|20)\d{2}\s*[-–]\s*(?:19|20)\d{2}(?![\d.,/])
    | (?<!\w)(?:điều|khoản|mục|phần|chương|điểm|đề\s+án|dự\s+án|nội\s+dung|tiểu\s+dự\s+án|mẫu|phụ\s+lục|bảng|biểu|hình|số|quốc\s+lộ|đường|tổ|khu\s+phố|thôn|bản|ấp|phường|quận|tiểu\s+khu|chỉ\s+tiêu|mức\s+độ|cấp\s+độ|loại|nhóm|hạng|đợt|lần|vòng|khối|lớp|vnpt|ipv|covid[-\s]?|iso)\s*[:]?\s*(?:thứ\s+)?\d+(?:[.,/&]\d+)*(?:\s*(?:,|và|-|–)\s*\d+(?![\d.,]*\s*(?:%|người|hộ|tỷ|triệu|ha)))*
    | (?<!\w)(?:đầu|cuối)\s+năm\s+\d{4} | 24/24 | 24/7 | 63/63 | \d{1,2}[h:]\d{2} | \d{1,2}\s*giờ(?:\s*\d{2})?
    | (?<![\w.,/])(?:0[1-9]|1[0-2]|[1-9])\s+tháng(?:\s+(?:đầu|cuối)(?:\s+năm)?)?(?:\s+năm)?(?:\s+\d{4})?(?!\w)
    | 0\d{2,4}[.\s]?\d{3}[.\s]?\d{3,4} | \w+@\S+ | https?://\S+ | \S+\.(?:gov|com|org)\S* | (?<=[A-Za-zĐ])\d+ | \d+(?=[A-Za-zĐ]{2,}) | \d+G(?!\w) | \[\d+\]
    """
)  # fmt: skip
_NUMBER = r"(?:\d{1,3}(?:\.\d{3})+|\d+)(?:,\d+)?"
_FIGURE = re.compile(
    rf"(?:(?<=[^\d\s%][\s(])(?P<minus>[-−]|âm )|(?<![\w.,/-]))(?P<first>{_NUMBER})(?:\s*/\s*(?P<second>{_NUMBER}))?(?P<percent>\s?%)?(?![\d])(?!/[A-ZĐ\d])(?!-[A-ZĐ])"
)
_RANGE = re.compile(rf"\s*([-–]|đến)\s*({_NUMBER})(\s?%)?(?![\w/]|[.,-]\d)")
_STOPS = (
    "có|được|đã|đang|sẽ|trên|tại|cho|và|với|của|để|do|trong|theo|đạt|tăng|giảm|bằng|so|là|như|từ|đến|tới|gồm|bị|chưa|không|"
    "cùng|về|vào|ở|các|những|nhằm|thuộc|phải|còn|lên|xuống|thì|mà|nên|khi|bao|hoặc|ước|nâng|hoàn|tham|vượt|chiếm|qua|sau|trước|giữa|dưới|trở"
)
_UNITS = re.compile(
    r"""(?x)\s*(?:
    (?:nghìn|ngàn|vạn|triệu|tỷ|tỉ)?\s*(?:đồng|USD|tấn|ha|hecta|m³|m²|m3|m2|km²|km|kg|lít|kWh|MW|con|cây|người|lượt\s+người|lượt\s+khách|lượt|hộ)(?!\w)
        (?:/(?:người|năm|tháng|ha|ngày|hộ|vụ)(?:/(?:năm|tháng))?)?(?:\s+làm\s+việc)?
    | ngày\s+làm\s+việc | điểm\s+phần\s+trăm | điểm\s+% )"""
)
TARGET = re.compile(r"(?i)mục tiêu|chỉ tiêu|phấn đấu|kế hoạch|dự kiến|ước")


@dataclass(frozen=True, kw_only=True)
class Number(Found):
    """A figure: value as data writes it, to `high` where a range is printed, or a ratio; unit as printed, its sentence."""

    value: str | None
    high: str | None
    ratio: tuple[int, int] | None
    unit: str
    sentence: str


def figures(text: str, taken: list[tuple[int, int]]) -> Iterator[Number]:
    """The figures of a line, outside the passages `taken`; years, dates, numbers of things are none."""
    shut = [*taken, *(match.span() for match in _NOT_FIGURES.finditer(text))]
    start = re.match(r"\s*(?:[-–+•*]\s*)?(?:\(?\d{1,2}(?:\.\d{1,2})*[.)/]|\d{1,2}(?:\.\d{1,2})+)\s", text)
    if start:
        shut.append(start.span())
    for match in _FIGURE.finditer(text):
        if any(a < match.end("first") and match.start() < b for a, b in shut):
            continue
        first, second, percent = match["first"], match["second"], match["percent"]
        if not percent and not second and re.fullmatch(r"(19|20)\d\d", first) and not _UNITS.match(text, match.end()):
            continue
        if second and (match["minus"] or re.search(r"\s", match[0]) or "," in first + second):
            continue
        end = match.end() if second or percent == "%" else match.end("first")
        if not second:
            end = _range_end(text, match, shut) or end
            scale = "" if percent or text[end - 1] == "%" else printed.scale_after(text[end:])
            end = text.index(scale, end) + len(scale) if scale else end
        words = text[match.start() : end]
        said = printed.quantity(words)
        other = re.match(rf"\s*(?:[-–]|đến)\s*{_NUMBER}", text[end:])  # tăng từ 105 đến 113 thủ tục: the unit of both
        unit = "%" if percent or words.endswith("%") else unit_after(text, end + (other.end() if other else 0))
        if not unit or not (second or said):
            continue
        shut.append((match.start(), end))
        yield Number(
            start=match.start(), end=end, text=words, ratio=printed.ratio(words) if second else None,
            value=None if second or not said else _decimal(said.value),
            high=_decimal(said.high) if said and said.high and not second else None,
            unit=unit, sentence=quotable(sentence_at(text, match.start()), words),
        )  # fmt: skip


def _range_end(text: str, first: re.Match[str], shut: list[tuple[int, int]]) -> int | None:
    """Where the range ends that a number opens (`58 - 60`, `từ 3 đến 5`); «tăng từ 58 đến 60» are two figures."""
    match = _RANGE.match(text, first.end())
    if (
        not match
        or any(a < match.end(2) and match.start(2) < b for a, b in shut)
        or (first["percent"] and not match[3])
    ):
        return None
    if match[1] == "đến" and re.search(r"(?i)(?:tăng|giảm|nâng|hạ|chuyển|rút)[^,;.]*$", text[: first.start()]):
        return None
    low, high = (formats.parse_number(part) for part in (first["first"], match[2]))
    return match.end() if low is not None and high is not None and low < high else None


def _decimal(value: Decimal) -> str:
    """A value as data writes it."""
    return f"{value.normalize():f}"


def unit_after(text: str, end: int) -> str:
    """The unit that the text prints after a number: known words of measure, else the noun up to a verb or a mark."""
    known = _UNITS.match(text, end)
    if known:
        return re.sub(r"\s+", " ", known[0].strip())
    words: list[str] = []
    for match in re.finditer(r"\s+([^\s,;.:()…\"“”«»]+)([,;.:()…\"“”»]?)", text[end : end + 80]):
        if (
            match.start() != sum(len(word) for word in words)
            or re.fullmatch(_STOPS, match[1])
            or re.search(r"\d|^[A-ZĐ]{3}|%", match[1])
        ):
            break
        words.append(match[0].rstrip(',;.:()…"“”»'))
        if match[2] or len(words) == 4:
            break
    return "".join(words).strip()


def sentence_at(text: str, position: int) -> str:
    """The sentence of the text that holds the position, without the mark of a list at its beginning."""
    start = 0
    for match in re.finditer(r"(?<=[.!?…])\s+(?=[\"“«(\[]?[A-ZĐÀ-Ỹ0-9])", text):
        if re.search(r"(?:\b[A-ZĐ]|\bTP|\bTT|\bThS|\bTS|^\d{1,2}|^[IVX]+)\.$", text[start : match.start()]):
            continue
        if match.end() > position:
            return text[start : match.start()]
        start = match.end()
    return re.sub(r"^[-–+•*]\s", "", text[start:])


def quotable(sentence: str, printed: str) -> str:
    """The part of a sentence that data may quote, without what looks like markup, and with the figure in it."""
    parts = re.split(r"\s*(?:<[A-Za-z/!?][^>]*>?|\{[{%#]|[}%]\})\s*", sentence)
    return next((part for part in parts if printed in part), sentence).strip()


_CAPITAL = r"[A-ZĐÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝĂĐĨŨƠƯẠ-Ỹ]"
NAME = re.compile(
    rf"(?<!\w)(?:(?:Bộ|Sở|Cục|Tổng cục|Chi cục|Vụ|Viện|Kho bạc|Ngân hàng|Hội|Liên đoàn|Liên minh|Liên hiệp|Quỹ|Bảo hiểm)\s+{_CAPITAL}[\w]*(?:(?:\s*[-–]\s*|\s+và\s+|,\s+(?=Thể\s+thao)|\s+)(?:{_CAPITAL}\w*|(?:trường|sách|chính|nghiệp|thôn|hội|binh|tư|thao|lịch|dục|tạo|nghệ|thông|tải|vận|tế|thương|dựng|pháp|vụ|tra|toán|dân|sản|lợi|lâm|thú|giáo|tộc|tin|động|bạ|nước|thương|khoáng|bảo|trú|trị|học|hoạch|nguyên|hóa|hoá|phòng|giao|an|xã(?=\s+hội))(?!\w)))*"
    rf"|(?:UBND|HĐND|Ủy ban nhân dân|Uỷ ban nhân dân|Hội đồng nhân dân|Tỉnh ủy|Huyện ủy|Thành ủy|Ban Chỉ đạo|Ban chỉ đạo|Công an|Tòa án nhân dân|Viện kiểm sát nhân dân|Bộ Chỉ huy Quân sự)(?:\s+(?:tỉnh|huyện|thành phố|xã|phường|thị xã|thị trấn))?(?:\s+{_CAPITAL}\w*(?:\s+{_CAPITAL}\w*)*)?"
    r"|Thủ tướng Chính phủ|Chính phủ|Quốc hội|Trung ương Đảng|Bộ Chính trị|Ban Bí thư|Văn phòng Chính phủ|Thanh tra Chính phủ|Thanh tra tỉnh)"
)


def names(text: str) -> Iterator[Found]:
    """What looks like the name of an agency that no register knows; capitals as an agency's name has them."""
    for match in NAME.finditer(text):
        words = match[0].rstrip(" ,-–")
        if len(words.split()) > 1 or words in ("UBND", "HĐND"):
            yield Found(start=match.start(), end=match.start() + len(words), text=words)


ABBREVIATION = re.compile(r"(?<![\w/.&-])[A-ZĐ][A-ZĐ]+(?:[-&][A-ZĐ]{2,})*(?![\w/&]|-[A-ZĐ0-9]|-\w)")


def abbreviations(text: str) -> Iterator[Found]:
    """Words in capitals that a line in small letters holds, or that are a line; Roman numbers left out."""
    if " " in text and sum(char.isupper() for char in text) > 0.6 * max(1, sum(char.isalpha() for char in text)):
        return
    for match in ABBREVIATION.finditer(text):
        if not re.fullmatch(r"[IVXLC]+", match[0]):
            yield Found(start=match.start(), end=match.end(), text=match[0])


def expansion(short: str, lines: list[str]) -> tuple[int, str] | None:
    """(line, full form) where the text itself gives it: «… Lao động - Thương binh và Xã hội (LĐ-TBXH)»."""
    letters = re.sub(r"[^A-ZĐ]", "", short)
    for at, text in enumerate(lines, 1):
        for match in re.finditer(
            rf"\((?:sau đây )?(?:gọi|viết) tắt là {re.escape(short)}\)|\({re.escape(short)}\)", text
        ):
            words = re.findall(r"[^\s,;.:()\"“”]+", text[: match.start()])
            for size in range(2, min(len(words), 14) + 1):
                tail = [word for word in words[-size:] if word not in ("-", "–", "và", "&")]
                if "".join(word[0].upper() for word in tail) == letters or (
                    "".join(word[0].upper() for word in words[-size:] if word not in ("-", "–")) == letters
                ):
                    full = " ".join(words[-size:])
                    if full in text:
                        return at, full
    return None


_NEW_TONES = re.compile(r"\w*(?:oà|oá|oả|oã|oạ|oè|oé|oẻ|oẽ|oẹ|uỳ|uý|uỷ|uỹ|uỵ)(?!\w)")
_OLD_TONES = re.compile(r"\w*(?:òa|óa|ỏa|õa|ọa|òe|óe|ỏe|õe|ọe|ùy|úy|ủy|ũy|ụy)(?!\w)")


def slips(raw: list[str], texts: list[str], year: int, lines: list[int]) -> Iterator[tuple[str, int, str, str]]:
    """(category, line, printed, question) of what may be a slip of the text: spaces, tone marks, a year far off."""
    for n in lines:
        if match := re.search(r"\S+ {2,}\S+", re.sub(r"\u00a0", " ", raw[n - 1].strip())):
            yield "style", n, re.sub(r" +", " ", match[0]), "Bản văn có hai dấu cách liền nhau."
        for found in re.finditer(r"(?<!\d)[Nn]ăm (\d{4})(?!\d)", texts[n - 1]):
            if (
                year - 40 < int(found[1]) < year - 12
                and n
                and not re.search(r"(?i)luật|giai đoạn|từ năm|so với|nghị|quyết định", texts[n - 1])
            ):
                yield "date", n, found[0], f"Bản văn ghi «{found[0]}», cách xa năm của văn bản."
    old = {n: m[0] for n in lines if (m := _OLD_TONES.search(texts[n - 1]))}
    new = {n: m[0] for n in lines if (m := _NEW_TONES.search(texts[n - 1])) and not re.match(r"(?i)qu", m[0])}
    if old and new:
        few = min(old, new, key=len)
        n, word = next(iter(few.items()))
        yield (
            "style",
            n,
            word,
            "Bản văn dùng lẫn hai cách đặt dấu thanh: trên chữ cái đầu và trên chữ cái sau của hai nguyên âm liền nhau.",
        )
