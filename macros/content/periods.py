"""The period that a report is about: a code in the data (`2024-Q1`), words on the pages (`quý I năm 2024`)."""

from __future__ import annotations

import re

PATTERN = r"\d{4}(/\d{4}|-Q[1-4]|-H[12]|-(0[1-9]|1[0-2])(/\d{4}-(0[1-9]|1[0-2])|-(0[1-9]|[12]\d|3[01]))?)?"
EXPECTED = (
    'kỳ dạng "2024" (năm), "2024-Q1" (quý), "2024-H1" (nửa năm), "2024-03" (tháng), "2024-01/2024-09" (từ tháng đến '
    'tháng), "2024-03-15" (ngày) hoặc "2021/2025" (giai đoạn)'
)
_QUARTERS = ("I", "II", "III", "IV")


def years(code: str) -> tuple[int, int]:
    """The first and the last year of a period."""
    found = [int(year) for year in re.findall(r"\d{4}", code)]
    return found[0], found[-1]


def span(code: str) -> tuple[str, str]:
    """The first and the last day of a period as ISO dates, for order; a month has 31 here.

    `2024-Q2` → `2024-04-01`, `2024-06-31`.
    """
    first, last = 1, 12
    if part := re.fullmatch(r"(\d{4})-([QH])(\d)", code):
        length = 3 if part[2] == "Q" else 6
        last = int(part[3]) * length
        first = last - length + 1
        code = part[1]
    begin, _, end = code.partition("/")
    end = end or begin
    starts, ends = f"-{first:02d}-01", f"-{last:02d}-31"
    return begin + starts[(len(begin) - 4) :], end + ends[(len(end) - 4) :]


def words(code: str) -> str:
    """`2024-01/2024-09` → `9 tháng đầu năm 2024`."""
    if quarter := re.fullmatch(r"(\d{4})-Q(\d)", code):
        return f"quý {_QUARTERS[int(quarter[2]) - 1]} năm {quarter[1]}"
    if half := re.fullmatch(r"(\d{4})-H(\d)", code):
        return f"6 tháng {'đầu' if half[2] == '1' else 'cuối'} năm {half[1]}"
    if month := re.fullmatch(r"(\d{4})-(\d\d)", code):
        return f"tháng {int(month[2])} năm {month[1]}"
    if span := re.fullmatch(r"(\d{4})-(\d\d)/(\d{4})-(\d\d)", code):
        if span[1] == span[3] and span[2] == "01":
            return f"{int(span[4])} tháng đầu năm {span[1]}"
        return f"từ tháng {int(span[2])}/{span[1]} đến tháng {int(span[4])}/{span[3]}"
    if day := re.fullmatch(r"(\d{4})-(\d\d)-(\d\d)", code):
        return f"ngày {day[3]} tháng {int(day[2])} năm {day[1]}"
    if "/" in code:
        return f"giai đoạn {code.replace('/', '-')}"
    return f"năm {code}"
