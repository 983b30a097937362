"""Finds personal data that must not be published: identity numbers, private phones and e-mail, names of households."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from macros.content import model
from macros.content.faults import Fault, path_text
from macros.content.load import Loaded
from macros.rules.scope import kept

_ADDRESS_KEYS = ("url", "href", "sha256")  # web addresses and sums are full of digits
_CODE = re.compile(r"\{\{.*?\}\}|https?://\S+")
_DIGIT = re.compile(r"\d")
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
DIGITS = re.compile(r"(?<![\w/+])[(+]?\d(?:[ .()-]{0,2}\d){8,14}(?![\w/])")  # phones and identity numbers
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_GROUPED = re.compile(r"[1-9]\d{0,2}(?:\.\d{3})+")  # a number with its thousands, no phone
_MEASURED = re.compile(r" ?(?:đồng|đ|VNĐ|VND|USD|nghìn|triệu|tỷ|tỉ|người|lượt|hộ|con|cây|kg|tấn|m2|m²|ha)(?!\w)")
_HOUSEHOLD = re.compile(
    r"\b(?:[Hh]ộ(?: gia đình)?|[Gg]ia đình|[Cc]hủ hộ)(?: của)?(?: (?:là|tên))? (?:ông|bà|anh|chị|em|cháu|Ông|Bà|Anh|Chị) [A-ZĐÀ-Ỹ][\wÀ-ỹ]*"
    r"|\b[Cc]hủ hộ:?(?: (?:là|tên))? [A-ZĐÀ-Ỹ][\wÀ-ỹ]* [A-ZĐÀ-Ỹ][\wÀ-ỹ]*"
)
_NAMED = "[A-ZĐÀ-ÝẠ-Ỹ]"
_PERSON = re.compile(  # one name of several words after what a private person is called; officials are told by their office
    r"(?<!\w)(?<!đường )(?<!phố )(?<!trường )(?<!phường )(?<!xã )(?<![Hh]ộ )(?<!đình )"
    r"(?:[Ôô]ng|[Bb]à|[Aa]nh|[Cc]hị|[Cc]háu|[Ee]m|[Cc]ụ|[Bb]ệnh nhân|[Hh]ọc viên)"
    rf"(?: {_NAMED}\w++)(?: {_NAMED}\w*+\.?+)++(?!,? (?:-|–)? ?(?:nguyên )?(?:Phó |phó )?"
    r"(?:[Cc]hủ tịch|[Gg]iám đốc|[Bb]í thư|[Tt]rưởng|[Cc]hánh|[Bb]ộ trưởng|[Tt]hủ tướng|[Tt]hứ trưởng|[Cc]ục trưởng|[Tt]ổng))"
)
_PAPERS = re.compile(
    r"(?:tài khoản|STK|bảo hiểm y tế|bảo hiểm xã hội|BHYT|BHXH|CCCD|CMND|căn cước|chứng minh nhân dân|hộ chiếu|định danh(?: cá nhân)?)"
    r"(?: số)?:? ?[A-Z]{0,2}\d(?:[ .]?\d){6,}",
    re.IGNORECASE,
)
_PLACE = re.compile(
    r"[Nn]hà số \d+[A-Z]?,? (?:bản|thôn|ấp|tổ|ngõ|ngách|phố|đường|xóm)(?!\w)|"
    r"(?<![\d.])\d{1,2}\.\d{3,} ?[,;] ?\d{2,3}\.\d{3,}(?!\d)|(?<!\w)\d{2}[A-Z]\d?-\d{3}\.?\d{2}(?!\w)"
)
_SAID = re.compile(
    r"(?:(?:không|một|hai|ba|bốn|năm|sáu|bảy|tám|chín),? ){8,}(?:không|một|hai|ba|bốn|năm|sáu|bảy|tám|chín)",
    re.IGNORECASE,
)
_AT_SIGN = re.compile(r"a còng|a móc|[(\[](?:at?|@)[)\]]", re.IGNORECASE)
_AT = re.compile(
    r"[\w.+-]+ ?(?:[(\[]?(?:a còng|a móc)[)\]]?|[(\[](?:a|at|@)[)\]]) ?[\w-]+(?:\.| chấm | dot )\w+", re.IGNORECASE
)
_BORN = re.compile(r"[Ss]inh ngày \d{1,2}(?:/| tháng )\d{1,2}")
FULL_NAME = re.compile(  # by a family name that is common here
    r"(?:Nguyễn|Trần|Lê|Phạm|Hoàng|Huỳnh|Phan|Vũ|Võ|Đặng|Bùi|Đỗ|Ngô|Dương|Lò|Quàng|Cà|Tòng|Vàng|Giàng|Mùa|Sùng|Thào|Đinh)"
    r"(?: [A-ZĐÀ-Ỹ]\w*){2,3}$"
)
_OWN = (  # (what is quickly looked for, the pattern that needs it, what it finds)
    (None, _PERSON, "là tên một người"),
    (_DIGIT, _PAPERS, "là số giấy tờ hoặc tài khoản của một người"),
    (_DIGIT, _PLACE, "chỉ tới nhà hoặc xe của một người"),
    (None, _SAID, "có thể là số điện thoại của một người"),
    (_AT_SIGN, _AT, "là địa chỉ thư của một người"),
    (_DIGIT, _BORN, "là ngày sinh của một người"),
)
_FILE_OF_PEOPLE = re.compile(
    r"(danh-sach|ds)-?(ho|nguoi|doi-tuong|tre|hoc-vien)|chu-ho|(ho|gia-dinh)-(ong|ba|anh|chi)-|cccd|cmnd|can-cuoc|(?<!\d)\d{9,12}(?!\d)",
    re.IGNORECASE,
)


def personal_data(loaded: Loaded) -> Iterator[Fault]:
    """Personal data in the data files, in the reports' text and in the pages; the agencies' own contacts are allowed."""
    allowed = _contacts(loaded) | _measured(loaded)
    for content in loaded.written:
        for path, text in content.texts:
            if path[-1] not in _ADDRESS_KEYS:
                for _, message in (*_find(text, allowed), *_of_a_person(content.file, path, text)):
                    yield Fault(content.file, *content.at(path), path_text(path), message)
    for edition in loaded.site.editions:
        for number in (line.number for line in edition.lines):
            for start, message in _find(edition.source.lines[number - 1], allowed):
                yield Fault(
                    f"data/{edition.id}/source.txt",
                    number,
                    start + 1,
                    "",
                    f"{message}; bản đối chiếu không được sửa, hỏi người phụ trách",
                )
    for file in sorted(path for path in (loaded.root / "docs").rglob("*") if path.is_file()):
        if found := _FILE_OF_PEOPLE.search(file.name):
            message = f'tên tệp có "{found[0]}", dường như về những người cụ thể: không đăng; xóa tệp, hoặc đổi tên nếu không phải'
            yield Fault(file.relative_to(loaded.root).as_posix(), 1, 1, "", message)
    for page in loaded.pages:
        for block in page.blocks:
            for number, column, text in block.literals:
                people = _people(text) if block.source_line is None else ()
                for start, message in (*_find(text, allowed), *people):
                    yield Fault(page.file, number, column + start, "", message)


def _measured(loaded: Loaded) -> set[str]:
    """The digits of the numbers that a report's text states with a unit."""
    lines = [line for edition in loaded.site.editions for line in edition.source.lines]
    return {
        re.sub(r"\D", "", match[0])
        for line in lines
        for match in DIGITS.finditer(line)
        if _MEASURED.match(line, match.end())
    }


def _contacts(loaded: Loaded) -> set[str]:
    """The e-mail addresses and the digits of the phone numbers that contacts.yml prints, and the operator's own."""
    texts = [contact.printed for edition in loaded.site.editions for contact in edition.contacts if contact.printed]
    texts += [contact.href for edition in loaded.site.editions for contact in edition.contacts if contact.href]
    settings = loaded.site.settings
    found = {
        (settings.feedback or "").removeprefix("mailto:"),
        settings.security.contact.removeprefix("mailto:") if settings.security else "",
    }
    for text in texts:
        found.update(_EMAIL.findall(text))
        digits = re.sub(r"\D", "", text)
        found.update((digits, "0" + digits.removeprefix("84")))
    return found


def _find(text: str, allowed: set[str]) -> Iterator[tuple[int, str]]:
    """(column from 0, message) of each piece of personal data in a text."""
    for start, key, message in _personal(text):
        if key not in allowed:
            yield start, message


@kept
def _personal(text: str) -> Iterator[tuple[int, str, str]]:
    """(column from 0, the address or digits by which it may be allowed, message) of what looks like personal data."""
    text = _without_code(text)
    for match in _EMAIL.finditer(text) if "@" in text else ():
        yield (
            match.start(),
            match[0].rstrip("."),
            f'địa chỉ thư "{match[0]}" không có trong contacts.yml: không đăng thư cá nhân; xóa, hoặc ghi vào contacts.yml nếu là của cơ quan',
        )
    for match in DIGITS.finditer(text):
        digits = re.sub(r"\D", "", match[0])
        if _DATE.match(match[0]) or _GROUPED.fullmatch(match[0]) or _MEASURED.match(text, match.end()):
            continue
        if digits.startswith(("0", "84")) and 10 <= len(digits) <= 11:
            yield (
                match.start(),
                digits,
                f'số điện thoại "{match[0]}" không có trong contacts.yml: không đăng số cá nhân; xóa, hoặc ghi vào contacts.yml nếu là của cơ quan',
            )
        elif len(digits) in (9, 12) and not re.search(r"\d[.]\d", match[0]):
            yield (
                match.start(),
                digits,
                f'"{match[0]}" có thể là số giấy tờ cá nhân (9 hoặc 12 chữ số): xóa; nếu là số liệu thì viết có dấu chấm hàng nghìn',
            )
    for match in _HOUSEHOLD.finditer(text):
        yield match.start(), match[0], f'"{match[0]}" là tên một hộ cụ thể: không đăng tên hộ dân; xóa tên'


def _of_a_person(file: str, path: tuple[Any, ...], text: str) -> Iterator[tuple[int, str]]:
    """What tells of a person in a text of the data that is our own: a report's words name whom it names."""
    if file.endswith(".md") or not model.is_verbatim(file, path):
        yield from _people(text)


@kept
def _people(text: str) -> Iterator[tuple[int, str]]:
    text = _without_code(text)
    for needed, pattern, what in _OWN:
        for match in pattern.finditer(text) if needed is None or needed.search(text) else ():
            yield match.start(), f'"{match[0]}" {what}: không đăng điều riêng tư; xóa'


def _without_code(text: str) -> str:
    return _CODE.sub(lambda match: "\0" * len(match[0]), text)
