"""The typography of the site's own words: what is wrong with it, and the safe mends. Words of the source are never touched."""

from __future__ import annotations

import datetime
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from macros.content import model
from macros.content.faults import Fault
from macros.content.load import Loaded
from macros.rules.scope import ADDRESSES, kept, own_texts

_QUOTED = re.compile(r"«[^»]*»|\{\{.*?\}\}|`[^`]*`|https?://\S+")
_SPACE_BEFORE = re.compile(r"(?<=\w) +(?=[,;](?!\S*\d)|[:!?.](?:\s|$))")
_NO_SPACE = re.compile(r"(?<=[a-zà-ỹđ])[,;](?=[^\W\d_])")
_TWICE = re.compile(
    r"(?<!\w)(một|của|và|là|các|những|được|trong|cho|với|không|có|bởi|theo|trên|khi|để|về|tại) \1(?!\w)", re.IGNORECASE
)
_LOST = re.compile(r"[^\W\d_]\?[^\W\d_]")
_PLACEHOLDER = re.compile(
    r"(?<!\w)(?:TODO|FIXME|TBD|lorem ipsum)(?!\w)|\?{2,}|^[.…_*–-]+$|(?<!\w)x{3,}(?!\w)", re.IGNORECASE
)
_WORDS_TWICE = re.compile(
    r"(?<!\w)(?!từng |ngày |càng |mỗi |dần )([^\W\d_]+ [^\W\d_]+) \1(?!\w)|(?<!\w)số số(?!\w)", re.IGNORECASE
)
_DAY = re.compile(r"[Nn]gày (\d{1,2})/(\d{1,2})/(\d{4})(?!\d)")
_YEAR = re.compile(r"[Nn]ăm (?:1[0-7]\d\d|2[1-9]\d\d|[3-9]\d{3})(?![\d.,])")
_PAIRS = (("(", ")"), ("«", "»"), ("“", "”"))
_NEW_STYLE = re.compile(r"(?<![Qq])(o[àáảãạ]|o[èéẻẽẹ]|u[ỳýỷỹỵ])(?!\w)", re.IGNORECASE)
_HIDDEN = str.maketrans("", "", "\ufeff\u200b\u00ad\u2060")


def _blank_quotes(text: str) -> str:
    """`text` with what is quoted, called or linked as as many plain letters."""
    return _QUOTED.sub(lambda match: "n" * len(match[0]), text)


def old_style(syllable: str) -> str:
    """`oà` → `òa`: the tone mark on the first vowel, as this site writes."""
    first, second = unicodedata.normalize("NFD", syllable)[0], unicodedata.normalize("NFD", syllable)[1:]
    return unicodedata.normalize("NFC", first + second[1:] + second[0])


@kept
def _find(text: str) -> Iterator[tuple[int, str]]:
    """(column from 0, message) of each fault of typography in words of our own."""
    text = _blank_quotes(text)
    for match in _NEW_STYLE.finditer(text):
        start = match.start()
        while start and text[start - 1].isalnum():
            start -= 1
        word = text[start : match.end()]
        yield (
            start,
            f'dấu thanh đặt khác cách viết của trang: viết "{text[start : match.start()]}{old_style(match[0])}" thay cho "{word}"',
        )
    for match in _SPACE_BEFORE.finditer(text):
        yield match.start(), f'thừa dấu cách trước dấu "{text[match.end()]}": bỏ dấu cách'
    for match in _NO_SPACE.finditer(text):
        yield match.start(), f'thiếu dấu cách sau dấu "{match[0]}": thêm dấu cách'
    for match in _TWICE.finditer(text):
        yield match.start(), f'"{match[0]}": một chữ viết hai lần liền nhau; xóa một'
    for match in _WORDS_TWICE.finditer(text):
        yield match.start(), f'"{match[0]}": viết hai lần liền nhau; xóa một'
    for match in re.finditer(r"!{2,}", text):
        yield match.start(), f'"{match[0]}": viết một dấu'
    for match in _DAY.finditer(text):
        if not _in_calendar(*map(int, match.groups())):
            yield match.start(), f'"{match[0]}": ngày không có trong lịch; xem lại'
    for match in _YEAR.finditer(text):
        yield match.start(), f'"{match[0]}": xem lại năm'
    for match in _LOST.finditer(text):
        yield match.start(), f'dấu hỏi ở giữa chữ ("{match[0]}"): chữ có dấu bị mất khi chép; gõ lại từ ấy'
    for match in _PLACEHOLDER.finditer(text):
        yield match.start(), f'"{match[0]}" là chỗ chưa viết: viết đủ cho người đọc, hoặc bỏ'
    for match in re.finditer(r"(?<=\S)  +(?=\S)", text):
        yield match.start(), "hai dấu cách liền nhau: bỏ một dấu cách, hoặc chạy lệnh mend"


def _in_calendar(day: int, month: int, year: int) -> bool:
    try:
        return bool(datetime.date(year, month, day))
    except ValueError:
        return False


def unpaired(text: str) -> str:
    """What opens in a text and does not close, or the other way; a bracket may close a mark of a list: `a)`."""
    for opening, closing in _PAIRS:
        opened, closed = text.count(opening), text.count(closing)
        if opened > closed or (closed > opened and closing != ")"):
            return f"dấu {opening} và dấu {closing} không đủ đôi: thêm dấu còn thiếu"
    return ""


def own_words(loaded: Loaded) -> Iterator[Fault]:
    """Faults of typography in the data's own texts and in the pages' prose outside the report's text."""
    for text, fault, key in own_texts(loaded):
        for start, message in _find(text) if key not in ADDRESSES else ():
            yield fault(start, message)
        if key and key not in ADDRESSES and (wrong := unpaired(text)):  # pages are told by block: a macro parts a text
            yield fault(0, wrong)


# Mending ----------------------------------------------------------------------------------------------------------


def mend(root: Path) -> list[str]:
    """Mend what is safe in `data/` and `docs/` and return the files changed.

    Safe are: line ends, trailing spaces, hidden characters, no-break spaces, letters composed (NFC) and double spaces,
    each only in words of our own; `source.txt`, verbatim fields, quotations and source paragraphs stay as they are.
    """
    changed = []
    for path in sorted([*(root / "data").rglob("*.yml"), *(root / "docs").rglob("*.md")]):
        file = path.relative_to(root).as_posix()
        if path.is_symlink() or file.startswith("docs/assets/"):
            continue
        try:
            before = path.read_bytes().decode("utf-8")
        except UnicodeDecodeError:
            continue  # the check says so
        lines = before.replace("\r\n", "\n").split("\n")
        after = "\n".join(_data_lines(file, lines) if path.suffix == ".yml" else _page_lines(lines))
        if after != before:
            path.write_bytes(after.encode())
            changed.append(file)
    return changed


def _data_lines(file: str, lines: list[str]) -> Any:
    try:
        verbatim = _verbatim_keys(model.inner(model.file_type(file)))
    except KeyError:
        return lines
    key, mended = "", []
    for line in lines:
        named = re.match(r"\s*(?:- )?([a-z_]+):", line)
        key = named[1] if named else key
        mended.append(line if key in verbatim or line.lstrip().startswith("#") else _mended(line))
    return mended


def _verbatim_keys(type_: Any) -> set[str]:
    """The names of the verbatim fields of a record and of the records in it."""
    found = set()
    for field, hint in model.fields_of(type_):
        if field.metadata["verbatim"]:
            found.add(field.name)
        if model.is_record(model.inner(hint)):
            found |= _verbatim_keys(model.inner(hint))
    return found


def _page_lines(lines: list[str]) -> Any:
    """A paragraph that ends with source() is the report's text; all others are ours."""
    mended: list[str] = []
    paragraph: list[str] = []
    for line in [*lines, ""]:
        if line.strip():
            paragraph.append(line)
            continue
        ours = not any("source(" in part for part in paragraph)
        mended.extend(map(_mended, paragraph) if ours else paragraph)
        mended.append("")
        paragraph = []
    return mended[:-1]


def _mended(line: str) -> str:
    parts = re.split(r"(«[^»]*»)", line)
    parts[::2] = [_mended_part(part) for part in parts[::2]]
    return "".join(parts).rstrip(" ")


def _mended_part(text: str) -> str:
    text = unicodedata.normalize("NFC", text.replace("\u00a0", " ").translate(_HIDDEN))
    return re.sub(r"(?<=\S)  +(?=\S)", " ", text)
