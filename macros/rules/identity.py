"""Who the site says it is: not the agency whose report it shows, unless that agency runs it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from macros.content.configuration import FILE, read_configuration
from macros.content.faults import Fault
from macros.content.load import Loaded
from macros.rules.scope import kept, own_texts

AGENCY = r"(?:Sở|Bộ|Cục|Chi cục|Ủy ban|UBND|HĐND|Hội đồng nhân dân|Tỉnh ủy|Chính phủ|Văn phòng (?:Sở|UBND|Ủy ban)|Cổng thông tin)"
_CLAIMS = re.compile(
    r"(?<!không phải )(?<!không phải là )(?:"
    r"(?:[Đđ]ây là|[Tt]rang(?: web)? này là|[Cc]húng tôi là|, là) (?:một )?(?:cổng|trang thông tin điện tử|cơ quan|Sở|UBND|Ủy ban)"
    r"|(?:[Cc]ổng|[Tt]rang|[Kk]ênh)(?: web| thông tin| thông tin điện tử)* chính thức của"
    rf"|[Tt]rang(?: web)?(?: này)? (?:do|được|thuộc) (?:{AGENCY}|(?:Ban )?[Gg]iám đốc|[Ll]ãnh đạo)(?!\w)"
    rf"|(?:{AGENCY}|[Cc]ơ quan) (?:chúng tôi|chúng ta)"
    r"|(?<!not an )(?<!not the )(?<!not )(?<!no )official (?:web ?site|site|portal|page|translation|version|text|publication))"
)


def claims(loaded: Loaded) -> Iterator[Fault]:
    """While `official` is false neither settings nor words pass the site off as an agency's."""
    settings, content = loaded.site.settings, loaded.contents["data/site.yml"]
    if settings.official:
        return
    told = "official là false"
    if "không phải" not in settings.statement:
        message = f"{told} thì câu này phải nói trang «không phải» của cơ quan nhà nước: viết lại"
        yield Fault(content.file, *content.at(("statement",)), "statement", message)
    if re.match(rf"(?:Cổng|Trang) thông tin(?: điện tử)? |{AGENCY} (?:tỉnh|nhân dân|[A-ZĐÀ-Ỹ])", settings.name):
        message = f'{told} mà tên "{settings.name}" là tên của một cơ quan hay cổng nhà nước: đặt tên khác'
        yield Fault(content.file, *content.at(("name",)), "name", message)
    if settings.operator and re.match(AGENCY, settings.operator) and "cơ quan nhà nước" in settings.statement:
        message = f'"{settings.operator}" là cơ quan mà statement nói trang không phải của cơ quan nhà nước: sửa operator hoặc statement'
        yield Fault(content.file, *content.at(("operator",)), "operator", message)
    for text, fault, key in own_texts(loaded):
        for start, words in _claimed(text) if key not in ("source", "found") else ():  # what others are
            yield fault(start, f'"{words}" nói như trang của cơ quan mà {told}: viết lại, hoặc bỏ')
    found = read_configuration(loaded.root)
    for key in ("copyright", "site_author", "site_description"):
        value = found.get(key)
        if isinstance(value, str) and (re.search(rf"(?:^|thuộc |của |© ?){AGENCY} ?", value) or _CLAIMS.search(value)):
            yield Fault(
                FILE,
                found.lines[(key,)],
                1,
                key,
                f'"{value}" nói như trang của cơ quan mà {told}: viết lại, hoặc bỏ',
            )


@kept
def _claimed(text: str) -> Iterator[tuple[int, str]]:
    for match in _CLAIMS.finditer(text):
        yield match.start(), match[0]
