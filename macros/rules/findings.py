"""Rules on what was found outside the reports: source, address, day and what is told agree."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from macros.content import formats, printed
from macros.content.faults import Fault, path_text
from macros.content.load import Loaded
from macros.content.reading import Content

_HOST = re.compile(r"(?:[a-z0-9-]+\.)+[a-z]{2,}(?= \(|$)")
_DATED = re.compile(r"số (\d+/(\d{4})/[\w-]+)[^.;]*?ngày (\d{1,2}/\d{1,2}/(\d{4}))")
_TWO_RATES = re.compile(r"từ (\d+(?:,\d+)?)% xuống (?:còn )?(\d+(?:,\d+)?)% là giảm (\d+(?:,\d+)?) điểm")
_ENDED = re.compile(r"[Hh]ết hiệu lực (?:kể )?(?:từ )?ngày \d{1,2}/\d{1,2}/\d{4}")
_FAR = re.compile(r"\d{1,2}/\d{1,2}/(\d{4})|năm (\d{4})(?!\d)")
_STATES = {
    "amended": ("sửa đổi|bổ sung|một phần|thay thế một số", "chưa sửa đổi|chưa được sửa|hết hiệu lực toàn bộ"),
    "in_force": ("", "bãi bỏ|hủy bỏ|bị thay thế|được thay thế"),
    "expired": ("hết hiệu lực|bãi bỏ|hủy bỏ|thay thế|chấm dứt", ""),
}


def findings(loaded: Loaded) -> Iterator[Fault]:
    """Every finding of facts, documents and terms; sums in notes."""
    earliest = min(edition.report.date for edition in loaded.site.editions)
    for content in loaded.contents.values():
        for path, value in _records(content.value, ()):
            if {"found", "source", "checked"} <= value.keys():
                yield from _finding(content, path, value, earliest)
        for path, text in content.texts:
            for match in _TWO_RATES.finditer(text):
                high, low, less = (formats.parse_number(part) for part in match.groups())
                if high is not None and low is not None and high - low != less:
                    message = f"«{match[0]}…»: hiệu của hai số là {formats.number(high - low)}: sửa phép tính"
                    yield Fault(content.file, *content.at(path), path_text(path), message)


def _records(value: Any, path: tuple[Any, ...]) -> Iterator[tuple[tuple[Any, ...], dict[str, Any]]]:
    if isinstance(value, (dict, list)):
        if isinstance(value, dict):
            yield path, value
        for key, item in value.items() if isinstance(value, dict) else enumerate(value):
            yield from _records(item, (*path, key))


def _finding(
    content: Content, path: tuple[Any, ...], value: dict[str, Any], earliest: datetime.date
) -> Iterator[Fault]:
    def fault(key: str, message: str) -> Fault:
        where = (*path, key)
        return Fault(content.file, *content.at(where), path_text(where), message)

    checked = datetime.date.fromisoformat(value["checked"])
    host = (urlsplit(value.get("url", "")).hostname or "").removeprefix("www.")
    named = _HOST.match(value["source"].removeprefix("www."))
    if host and named and named[0] not in value["url"]:  # an archive has the host further on
        yield fault("url", f'địa chỉ ở "{host}" mà nguồn ghi là "{named[0]}": sửa url hoặc source')
    for date in printed.dates(value["source"]):
        if (date.year, date.month or 0, date.day or 0) > (checked.year, checked.month, checked.day):
            yield fault("source", f"nguồn đề ngày sau ngày kiểm tra ({formats.date(checked)}): xem lại năm")
    if checked < earliest and content.file.count("/") == 1:  # an edition's own is held to its own date
        yield fault("checked", f"ngày kiểm tra trước ngày của báo cáo ({formats.date(earliest)}): xem lại năm")
    for match in _DATED.finditer(value["found"]):
        if int(match[4]) < int(match[2]):
            yield fault("found", f"văn bản số {match[1]} mà ngày {match[3]} ở năm trước đó: xem lại số hoặc ngày")
    if value.get("state") == "expired" and (end := _ENDED.search(value["found"])):
        ended = printed.dates(end[0])[0]
        if (ended.year, ended.month or 0, ended.day or 0) > (checked.year, checked.month, checked.day):
            yield fault("found", f"hết hiệu lực sau ngày kiểm tra ({formats.date(checked)}): xem lại năm, hoặc state")
    for match in _FAR.finditer(value["found"]):
        if int(match[1] or match[2]) > checked.year + (10 if match[1] else 60):
            yield fault("found", f'"{match[0]}" quá xa ngày kiểm tra ({formats.date(checked)}): xem lại năm')
    told, never = _STATES.get(value.get("state", ""), ("", ""))
    if told and not re.search(told, value["found"], re.IGNORECASE):
        yield fault("found", f"state là {value['state']} mà câu này không nói điều ấy: sửa state, hoặc viết rõ")
    elif never and (contrary := re.search(never, value["found"], re.IGNORECASE)):
        yield fault("state", f"{value['state']} mà điều tìm thấy nói «{contrary[0]}»: sửa state hoặc found")
