"""Letters that no Vietnamese word has: look-alikes of other alphabets, old code pages, UTF-8 read twice, formulas."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from macros.content import model
from macros.content.faults import Fault, path_text
from macros.content.load import Loaded
from macros.content.records import DECIMAL

_BARE = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_TONES = ["", *"\u0300\u0301\u0303\u0309\u0323"]
LETTERS = {
    unicodedata.normalize("NFC", form + tone)
    for letter in _BARE
    for form in (letter, letter.upper())
    for tone in (_TONES if letter in "aăâeêioôơuưy" else [""])
}
_TWICE = re.compile(
    r"[ÃÂ][\u0080-\u00bf‘-”€™]|áº|á»[^\s\w.,;:!?)\]\"'»…/–-]|Ä[‘ƒ]|Æ[°¡]|â€"
)  # UTF-8 read as another code page
_TCVN3 = re.compile(r"[A-Za-z][¸µ¶¹¨©ª¬®¯±´¼½¾Î]|[¸µ¶¹¨©ª¬®¯±´¼½¾][A-Za-z]|§[¶·¹µ¸]")
_VNI = re.compile(r"[aăâeêoôơuưy][ùøûõ](?![a-zà-ỹ]*[bdfjklqrsvwxz])", re.IGNORECASE)
_AGAIN = "mở văn bản gốc, đổi sang Unicode rồi chép lại"


def own_letters(loaded: Loaded) -> Iterator[Fault]:
    """In words of our own every letter is Vietnamese or English; words of the source are as they are printed."""
    for content in loaded.written:
        for path, text in content.texts():
            if content.file.endswith(".md") or not model.is_verbatim(content.file, path):
                for _, message in _find(text):
                    yield Fault(content.file, *content.at(path), path_text(path), message)
                if text[0] in "=@+" or (text[0] == "-" and not DECIMAL.fullmatch(text)):
                    message = f'bắt đầu bằng "{text[0]}": bảng tính sẽ đọc là công thức; viết một chữ ở trước'
                    yield Fault(content.file, *content.at(path), path_text(path), message)
    for page in loaded.pages:
        for block in page.blocks:
            if block.source_line is None:
                for number, column, text in block.literals:
                    for start, message in _find(text):
                        yield Fault(page.file, number, column + start, "", message)


def _find(text: str) -> Iterator[tuple[int, str]]:
    """(column from 0, message) of the first letter or code page that is not Vietnamese."""
    if text.isascii():
        return
    for pattern, what in ((_TWICE, "UTF-8 bị đọc sai bảng mã"), (_TCVN3, "bảng mã TCVN3"), (_VNI, "bảng mã VNI")):
        if found := pattern.search(text):
            word = re.search(r"\S*$", text[: found.start()])
            start = word.start() if word else found.start()
            yield start, f'"{text[start:].split()[0]}" có vẻ là chữ của {what}: {_AGAIN}'
            return
    for start, char in enumerate(text):
        if char > "\x7f" and unicodedata.category(char)[0] == "L" and char not in LETTERS:
            yield start, f'chữ "{char}" (U+{ord(char):04X}) không có trong bảng chữ cái tiếng Việt: xóa rồi gõ lại'
            return
