"""Letters that no Vietnamese word has: look-alikes of other alphabets, old code pages, UTF-8 read twice, formulas."""

from __future__ import annotations

import re
import string
import unicodedata
from collections.abc import Iterator

from macros.content.faults import Fault
from macros.content.load import Loaded
from macros.content.records import DECIMAL
from macros.rules.scope import kept, own_texts

_BARE = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_TONES = ["", *"\u0300\u0301\u0303\u0309\u0323"]
LETTERS = {
    unicodedata.normalize("NFC", form + tone)
    for letter in _BARE
    for form in (letter, letter.upper())
    for tone in (_TONES if letter in "aăâeêioôơuưy" else [""])
}
_USUAL = LETTERS | set(string.printable)
_TWICE = re.compile(
    r"[ÃÂ][\u0080-\u00bf‘-”€™]|áº|á»[^\s\w.,;:!?)\]\"'»…/–-]|Ä[‘ƒ]|Æ[°¡]|â€"
)  # UTF-8 read as another code page
_TCVN3 = re.compile(r"[A-Za-z][¸µ¶¹¨©ª¬®¯±´¼½¾Î]|[¸µ¶¹¨©ª¬®¯±´¼½¾][A-Za-z]|§[¶·¹µ¸]")
_VNI = re.compile(r"[aăâeêoôơuưy][ùøûõ](?![a-zà-ỹ]*[bdfjklqrsvwxz])|[aeo]â", re.IGNORECASE)
_SYLLABLE = r"(?:ngh|ch|gh|gi|kh|ng|nh|ph|qu|th|tr|[bcdghklmnprstvx])?[aeiouy]{1,3}(?:ch|ng|nh|[cmnpt])?"
_BARE_SENTENCE = re.compile(rf"(?<![\w/-])(?:{_SYLLABLE} ){{6,}}{_SYLLABLE}(?![\w/-])", re.IGNORECASE | re.ASCII)
_TONED = "".join(letter for letter in LETTERS if set(unicodedata.normalize("NFD", letter)) & set(_TONES))
_TWO_TONES = re.compile(rf"\b(?<!«)(?=\w{{4}})[^\W\d_]*?(?:[{_TONED}][^\W\d_]*){{2,}}")
_ENTITY = re.compile(r"&(?!lt;|gt;)(?:[a-z]{2,8}|#\d{2,5}|#x[0-9a-f]{2,5});", re.IGNORECASE)
_TELEX = (
    r"(?:ngh|ch|gh|gi|kh|ng|nh|ph|qu|th|tr|dd|[bcdghklmnprstvx])?(?:aa|ee|oo|uow|[aou]w|[aeiouy]{1,2}w)[aeiouy]*"
    r"(?:ch|ng|nh|[cmnpt])?[sfrxj]?"
)
_KEYS = re.compile(rf"(?<!\w){_TELEX}(?: {_TELEX}){{1,}}(?!\w)", re.IGNORECASE)
_AGAIN = "mở văn bản gốc, đổi sang Unicode rồi chép lại"


def own_letters(loaded: Loaded) -> Iterator[Fault]:
    """In words of our own every letter is Vietnamese or English; words of the source are as they are printed."""
    for text, fault, key in own_texts(loaded):
        for start, message, elsewhere in _find(text):
            if key not in elsewhere:
                yield fault(start, message)
        if key == "english" and 2 * _vietnamese(text) > len(text.split()):
            yield fault(0, "phần tiếng Anh viết bằng tiếng Việt: viết tiếng Anh, hoặc bỏ")


def _vietnamese(text: str) -> int:
    """How many words have a letter that English has not."""
    return sum(not word.isascii() for word in text.split())


@kept
def _find(text: str) -> Iterator[tuple[int, str, tuple[str, ...]]]:
    """(column from 0, message, keys whose texts may have it; "" is a page) of what is wrong with the letters."""
    for start, message in _strange(text):
        yield start, message, ()
    if text[0] in "=@+" or (text[0] == "-" and not DECIMAL.fullmatch(text)):
        yield 0, f'bắt đầu bằng "{text[0]}": bảng tính sẽ đọc là công thức; viết một chữ ở trước', ("",)
    if bare := _BARE_SENTENCE.search(text):
        yield bare.start(), f'"{bare[0][:40]}…" viết không dấu: viết lại có dấu', ("said", "english")
    if entity := _ENTITY.search(text):
        yield entity.start(), f'"{entity[0]}" hiện nguyên như chữ: gõ chính chữ ấy, hoặc xóa', ("",)
    if 4 * _vietnamese(text) > len(text.split()) and (keys := _KEYS.search(text)):
        yield keys.start(), f'"{keys[0]}" là phím gõ Telex chưa thành chữ: gõ lại có dấu', ("said",)


def _strange(text: str) -> Iterator[tuple[int, str]]:
    """(column from 0, message) of the first letter or code page that is not Vietnamese."""
    if text.isascii():
        return
    strange = [(start, char) for start, char in enumerate(text) if char not in _USUAL]
    for start, char in strange:
        if char == "\ufffd" or unicodedata.category(char) == "Co":
            yield start, f"chữ bị hỏng (U+{ord(char):04X}): gõ lại cả từ"
            return
        if char >= "\u2600" and unicodedata.category(char) == "So":
            yield start, f'"{char}" (U+{ord(char):04X}) không phải chữ: nói bằng lời, hoặc xóa'
            return
    for pattern, what in ((_TWICE, "UTF-8 bị đọc sai bảng mã"), (_TCVN3, "bảng mã TCVN3"), (_VNI, "bảng mã VNI")):
        if found := pattern.search(text):
            word = re.search(r"\S*$", text[: found.start()])
            start = word.start() if word else found.start()
            yield start, f'"{text[start:].split()[0]}" có vẻ là chữ của {what}: {_AGAIN}'
            return
    if word := _TWO_TONES.search(text):
        yield word.start(), f'"{word[0]}" có hai dấu thanh: một tiếng chỉ có một; viết rời các tiếng, hoặc gõ lại'
        return
    for start, char in strange:
        if unicodedata.category(char)[0] == "L":
            yield start, f'chữ "{char}" (U+{ord(char):04X}) không có trong bảng chữ cái tiếng Việt: xóa rồi gõ lại'
            return
