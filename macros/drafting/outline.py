"""What each line of a copy is: preface, title, lead, headings with their tree, tables, notes, signature, furniture.

The kinds are those of `content/structure`; what the text leaves open carries a question for the person who confirms.
"""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field

from macros.content import structure
from macros.content.model import LIST_PAGES
from macros.content.source import fold
from macros.drafting.lines import Line

MAX_DEPTH = 3  # deeper headings stand on the page of the one above


@dataclass(kw_only=True)
class Head:
    """A heading: its line (from 1), number as printed (None without one), depth from 1, page, label, role."""

    line: int
    code: str | None
    level: int
    text: str  # without its number
    page: str | None = None
    label: str | None = None
    role: str | None = None
    ask: str = ""


@dataclass(kw_only=True)
class Span:
    """Lines `first` to `last` of one kind, or left out for `why`."""

    first: int
    last: int
    kind: str = ""
    why: str = ""
    head: int | None = None
    ask: str = ""


@dataclass(kw_only=True)
class Outline:
    """The structure of a copy; lines count from 1, 0 where there is none."""

    texts: list[str]  # folded, line n is texts[n - 1]
    title: int = 0
    subject: int = 0  # what an official letter says it is about («V/v …»), which is not its title
    lead: int = 0
    author: int = 0
    first: int = 0
    last: int = 0
    heads: list[Head] = field(default_factory=list)
    spans: list[Span] = field(default_factory=list)
    left_out: list[Span] = field(default_factory=list)
    ask: list[str] = field(default_factory=list)


_KINDS = "BÁO CÁO|KẾ HOẠCH|QUYẾT ĐỊNH|THÔNG BÁO|CHỈ THỊ|NGHỊ QUYẾT|CHƯƠNG TRÌNH|TỜ TRÌNH|KẾT LUẬN|HƯỚNG DẪN|CÔNG VĂN|ĐỀ ÁN|QUY CHẾ|QUY ĐỊNH"
KIND = re.compile(rf"({_KINDS})(?!\w)")
MOTTO = re.compile(r"(?i)cộng h(?:òa|oà) xã hội|độc lập\s*[-–]\s*tự do|^đảng cộng sản việt nam")
NUMBER = re.compile(r"(?i)^số(?:\s*:|\s+(?:\d+|[.…]+)?\s*[-/][A-ZĐ])")  # the Party prints no colon
PLACE = re.compile(r"(?i)^[^,.;]{2,30},\s*ngày\s*\d{0,2}\s*tháng")
SUBJECT = re.compile(r"(?i)^(?:v/v|về việc)\b[\s:]*")
_OPENS = re.compile(r"(?i)^(căn cứ|kính gửi|thực hiện|theo|xét|thi hành|trên cơ sở|để|nhằm|ngày \d)\b")
_FURNITURE = re.compile(
    r"(?i)^(image banner|trang chủ|đăng nhập|a- a a\+|in trang|in bài viết|chia sẻ( bài viết| facebook| zalo| qua)?\W*$|"
    r"tin liên quan|tin khác|các tin khác|bình luận|(số )?lượt (xem|truy cập|đọc|tải)\b|thống kê truy cập|đang online|"
    r"đang truy cập|hôm nay ?:|trong tuần ?:|tất cả ?:|(ngày đăng|đăng ngày|ngày cập nhật|cập nhật lúc)\b.*\d|chung nhan|"
    r"thông tin mới nhất|cỡ chữ|xem thêm|quay lại|gửi email|đọc bài|nghe bài|\[?trở về\]?)"
)
_AUTHOR = re.compile(r"(?i)^(tác giả|nguồn tin|người viết|bài và ảnh|ảnh)\s*:")
_SIGNS = re.compile(
    r"^(?:(?:KT|TM|TL|TUQ|Q)\.\s*\S|[TK]/[MTL]\s|(?:PHÓ )?(?:GIÁM ĐỐC|CHỦ TỊCH|BỘ TRƯỞNG|CHÁNH VĂN PHÒNG|THỨ TRƯỞNG|TRƯỞNG BAN|HIỆU TRƯỞNG"
    r"|CỤC TRƯỞNG|TỔNG CỤC TRƯỞNG|CHI CỤC TRƯỞNG|TRƯỞNG PHÒNG|THỦ TRƯỞNG ĐƠN VỊ|BÍ THƯ)$)"
)
_RECIPIENTS = re.compile(r"(?i)^nơi nhận\s*:?")
_OPENING = re.compile(r"(?i)(căn cứ|kính gửi|xét|theo đề nghị)\b|(quyết định|nghị quyết|quyết nghị)\s*:")
_ARTICLE = re.compile(r"Điều\s+\d+\b|ĐIỀU\s+\d+\b")
_ANNEX = re.compile(r"(?i)^(phụ lục|phụ biểu|biểu(?: mẫu)?(?: số)? \d+|biểu tổng hợp)(?=\W|$)")
_MARKS = (
    ("part", re.compile(r"(?i)((?:phần|chương)\s+(?:thứ\s+\w+|[IVXLC]+|\d+))\b[.:]?\s*")),
    ("section", re.compile(r"(?i)(mục\s+(?:[IVXLC]+|\d+))\b[.:]?\s+")),
    ("article", re.compile(r"(?i)(điều\s+\d+)\b[.:]?\s*")),
    ("annex", re.compile(r"(?i)(phụ lục(?:\s+(?:số\s+)?(?:[IVXLC]+|\d+))?)(?=\W|$)[.:]?\s*")),
    ("roman", re.compile(r"([IVXLC]+)(?:[.)]|(/)|(?=\s*[-–]\s))\s*(?:[-–]\s)?(?=\D)")),
    ("upper", re.compile(r"([A-ZĐ])(?:[.)]|(/)|(?=\s*[-–]\s))\s*(?:[-–]\s)?(?=\D)")),
    ("decimal", re.compile(r"(\d{1,2}(?:\.\d{1,2})+)(?!\d|[.,]\d)(?:[./)]|\s?[-–](?=\s))?\s*(?=\D)")),
    ("decimal", re.compile(r"(\d{1,2})(?:[.)]|(/)|\s?[-–](?=\s))\s*(?=\D)")),
    ("letter", re.compile(r"(\(?[a-zđ]\))\s*")),
    ("letter", re.compile(r"([a-zđ])\.\s+")),
    ("round", re.compile(r"(\(\d{1,2}\))\s*")),
)
_EXPLAINS = r"(?i:ghi chú|chú thích|nguồn)(?: số liệu)?\s*:|\*+\s*\w|\(\*+\)"
_LIMITS = re.compile(r"(?i)hạn chế|tồn tại|khó khăn|vướng mắc")
_TASKS = re.compile(
    r"(?i)phương hướng|nhiệm vụ (?:trọng tâm|chủ yếu|,? ?giải pháp|năm|và giải pháp|thời gian|\d+ tháng|tháng|quý|công tác|cuối)|thời gian tới"
)


@dataclass(frozen=True)
class _Mark:
    """A line's number: the family of its form, as `code` is printed, its place in its row (0 unknown)."""

    family: str
    code: str
    ordinal: int
    rest: str


def mark_of(text: str, before: _Mark | None = None) -> _Mark | None:
    """The number that a line begins with; `before` is the last of its row, to tell the letter C from the number C."""
    for family, pattern in _MARKS:
        match = pattern.match(text)
        if not match or (not text[match.end() :].strip() and family not in ("part", "annex", "section", "article")):
            continue
        code = match[1]
        if family == "roman" and before and before.family == "upper" and code == chr(ord(before.code[0]) + 1):
            continue
        if family == "roman" and (not _roman(code) or _roman(code) > 40 or code in ("C", "D", "L", "XX")):
            continue
        slash = "/" if match.re.groups > 1 and match[2] else ""
        if family == "decimal":
            family = f"decimal {code.count('.')}"
        ordinal = {"roman": _roman(code)}.get(family.split()[0]) or _ordinal(code)
        return _Mark(family, re.sub(r"\s+", " ", code) + slash, ordinal, text[match.end() :].strip())
    return None


def _ordinal(code: str) -> int:
    last = re.search(r"(\d+)\)?$", code)
    letter = code.strip("()")
    if last:
        return int(last[1])
    if len(letter) == 1:
        return "abcdđeghiklmnopqrstuvxy".find(letter.lower()) + 1
    return 0


def _roman(code: str) -> int:
    sizes = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
    values = [sizes.get(letter, 0) for letter in code]
    total = sum(-value if value < max(values[at:]) else value for at, value in enumerate(values))
    return total if 0 not in values else 0


def outline(lines: list[Line], before: Mapping[str, tuple[str, str]]) -> Outline:
    """The structure of the copy's lines; a heading that an edition before prints too has its page and label (`before`)."""
    found = Outline(texts=[fold(line.text) for line in lines])
    body = _surroundings(lines, found)
    body = _opening(lines, found, body)
    tables = _tables(lines, found, body)
    notes = _notes(lines, found, body, tables)
    found.spans += _runs(sorted(notes), "note")
    end = _ending(found, [n for n in body if n not in notes], notes)
    text = [n for n in body if n not in tables and n not in notes and n not in end]
    found.heads = _heads(lines, found, text)
    _preamble(found, text)
    _undecided(found, text)
    _paged(found, [n for n in body if n not in end], before)
    found.spans.sort(key=lambda span: span.first)
    return found


def _surroundings(lines: list[Line], found: Outline) -> list[int]:
    """Leaves out what the reader or its words show to be no part of the report; the other lines that are not blank."""
    texts = found.texts
    why = {n: line.why for n, line in enumerate(lines, 1) if line.why and texts[n - 1]}
    numbers = [n for n, text in enumerate(texts, 1) if text]
    for n in numbers:
        if n not in why and _FURNITURE.match(texts[n - 1]) and len(texts[n - 1]) < 60 and texts[n - 1][-1] not in ".;":
            why[n] = "Chữ của cổng thông tin quanh bài."
    author = next(
        (n for n in reversed(numbers) if n not in why and _AUTHOR.match(texts[n - 1]) and len(texts[n - 1]) < 80), 0
    )
    after = [n for n in numbers if n > author and n not in why]
    rest = sum(len(texts[n - 1]) for n in after)
    if author and rest < 0.3 * sum(len(texts[n - 1]) for n in numbers if n not in why):
        found.author = author
        why |= dict.fromkeys(after, "Chữ của cổng thông tin sau bài.")
        if after:
            found.ask.append(f"các dòng sau dòng tác giả ({author}) được để ngoài: xem left_out")
    for n in sorted(why):
        last = found.left_out[-1] if found.left_out else None
        if last and last.why == why[n] and not any(texts[at - 1] and at not in why for at in range(last.last, n)):
            last.last = n
        else:
            found.left_out.append(Span(first=n, last=n, why=why[n]))
    return [n for n in numbers if n not in why and n != found.author]


def _opening(lines: list[Line], found: Outline, body: list[int]) -> list[int]:
    """Finds the preface, the title and the lead; the lines after them."""
    texts = found.texts
    top = body[:25]
    official = [n for n in top if MOTTO.search(texts[n - 1]) or NUMBER.match(texts[n - 1]) or PLACE.match(texts[n - 1])]
    kinds = [
        n for n in top if KIND.match(texts[n - 1]) and len(texts[n - 1]) < 220 and texts[n - 1].split(" ")[0].isupper()
    ]
    at = 0
    if official or (kinds and kinds[0] in body[:6]):
        kind = next((n for n in kinds if not official or n > official[0]), 0)
        if kind and len(KIND.sub("", texts[kind - 1], count=1).strip(" :.")) < 4:
            following = [n for n in body if n > kind]
            is_title = following and len(texts[following[0] - 1]) < 400 and not mark_of(texts[following[0] - 1])
            found.title = following[0] if is_title else kind
        else:
            found.title = kind
        if not found.title:
            found.subject = next((n for n in top if SUBJECT.match(texts[n - 1])), 0)
        if not found.title and not found.subject:
            found.title = next(
                (n for n in top if n > max(official, default=0) and not _OPENS.match(texts[n - 1])), body[0]
            )
            found.ask.append("không thấy tên loại văn bản: dòng nào là tên văn bản (title_line)?")
        head = max([found.subject, *official]) + 1 if found.subject else found.title
        own = next((n for n in body if n < head and lines[n - 1].rank == 1 and n < min(official, default=0)), 0)
        if own:  # the portal's own title above the document
            found.left_out.append(Span(first=own, last=own, why="Tên bài của cổng thông tin trên văn bản."))
            body = [n for n in body if n != own]
        preface = [n for n in body if n < head]
        outside = {n for span in found.left_out for n in range(span.first, span.last + 1)}
        for run in _blocks_of(preface, outside):
            found.spans.append(Span(first=run[0], last=run[-1], kind="preface"))
        at = len(preface) + (found.title > 0)
    else:
        titled = next((n for n in top[:5] if lines[n - 1].rank == 1), 0)
        if titled or (not mark_of(texts[body[0] - 1]) and len(texts[body[0] - 1]) < 250):
            found.title = titled or body[0]
            before = [n for n in body if n < found.title]
            found.left_out += [Span(first=n, last=n, why="Chữ của cổng thông tin trước tên bài.") for n in before]
            at = body.index(found.title) + 1
        else:
            found.ask.append("bản văn không có tên bài: đặt title, hoặc ghi title_line nếu có một dòng là tên bài")
    rest = body[at:]
    if (
        rest
        and not found.spans
        and re.search(r"(?i)(báo cáo|kế hoạch|văn bản).*(như sau|:)$", texts[rest[0] - 1])
        and not mark_of(texts[rest[0] - 1])
    ):
        found.lead, rest = rest[0], rest[1:]
    return rest


def _tables(lines: list[Line], found: Outline, body: list[int]) -> set[int]:
    taken: set[int] = set()
    rows = [n for n in body if structure.looks_like_row(found.texts[n - 1])]
    for run in _grouped(rows, body):
        first = run[0]
        cells = [structure.cell_texts(found.texts[n - 1]) for n in run]
        for _ in range(2):  # the caption and the line of the unit
            before = next((n for n in reversed(body) if n < first), 0)
            if (
                before
                and before not in taken
                and re.match(r"(?i)(bảng|biểu|\(?(đơn vị|đvt))\b", found.texts[before - 1])
                and len(found.texts[before - 1]) < 200
            ):
                first = before
        widths = {len(row) for row in cells if len(row) > 1}
        ask = "số ô của các hàng khác nhau: so với bản gốc" if len(widths) > 1 else ""
        numeric = [sum(bool(re.search(r"\d", cell)) for cell in row[1:]) for row in cells]
        head = 1 if len(run) > 1 and not (numeric[0] and numeric[0] >= max(numeric)) else 0
        head = _heads_of_table(cells, head)
        found.spans.append(Span(first=first, last=run[-1], kind="table", head=head, ask=ask))
        taken |= {n for n in body if first <= n <= run[-1]}
    return taken


def _heads_of_table(cells: list[tuple[str, ...]], head: int) -> int:
    """The rows of heads: with those that a cell of them reaches down to, and the one that parts a cell over columns.

    Such a row has no cells of its own but below cells over columns: «Việc | <» may also stand above rows of two cells.
    """
    spans, at = structure.merged(cells)[0], 0
    while at < head < len(cells):
        own = [(n, *found) for n, found in enumerate(spans[at]) if found]
        wide = {m for n, columns, _ in own if columns > 1 for m in range(n, n + columns)}
        below = cells[at + 1] if at + 1 < len(cells) else ()
        rest = {text for n, text in enumerate(below) if n not in wide}
        is_parted = bool(wide) and len(own) > 1 and rest <= {"", structure.ABOVE}
        head = max([head, at + 1 + is_parted, *(at + high for _, _, high in own)])
        at += 1
    return min(head, len(cells) - 1)


def _notes(lines: list[Line], found: Outline, body: list[int], tables: set[int]) -> set[int]:
    """The reader's notes; lines whose mark the text above has behind some word; what explains the table just above."""
    notes: set[int] = set()
    before = 0
    for at, n in enumerate(body):
        text = found.texts[n - 1]
        mark = structure.note_mark(text) or ""
        if lines[n - 1].note or (before in tables | notes and n not in tables and re.match(_EXPLAINS, text)):
            notes.add(n)
        elif n not in tables and re.match(r"\[|\(\*|[⁰¹²³⁴-⁹]", mark):
            above = (structure.Line(m, "paragraph", found.texts[m - 1]) for m in body[:at] if m not in notes)
            notes |= {n} if any(structure.has_mark(line, mark) for line in above) else set()
        before = n
    return notes


def _grouped(numbers: list[int], body: list[int]) -> list[list[int]]:
    """Numbers that follow one another in the body, as runs."""
    place = {n: at for at, n in enumerate(body)}
    runs: list[list[int]] = []
    for n in numbers:
        if runs and place[n] == place[runs[-1][-1]] + 1:
            runs[-1].append(n)
        else:
            runs.append([n])
    return runs


def _runs(numbers: list[int], kind: str) -> list[Span]:
    found: list[Span] = []
    for n in numbers:
        if found and n == found[-1].last + 1:
            found[-1].last = n
        else:
            found.append(Span(first=n, last=n, kind=kind))
    return found


def _ending(found: Outline, body: list[int], notes: set[int]) -> set[int]:
    """Finds the signature and «Nơi nhận», up to an annex or the end."""
    late = body[-60:]
    starts = [n for n in late if _RECIPIENTS.match(found.texts[n - 1]) or _SIGNS.match(found.texts[n - 1])]
    if not starts:
        found.first, found.last = body[0] if body else found.title, body[-1] if body else found.title
        return set()
    annex = next((n for n in body if n > starts[0] and _is_attached(n, found, body)), 0)
    end = [n for n in body if n >= starts[0] and (not annex or n < annex)]
    if sum(len(found.texts[n - 1]) for n in end) > 3000:
        found.first, found.last = body[0], body[-1]
        found.ask.append(f"dòng {starts[0]} có phải là phần ký, nơi nhận không?")
        return set()
    found.spans += [Span(first=run[0], last=run[-1], kind="conclusions") for run in _blocks_of(end, notes)]
    found.first, found.last = body[0], body[-1]
    return set(end)


def _is_attached(n: int, found: Outline, body: list[int]) -> bool:
    """Whether an annex begins at a line, or the text that a decision promulgates: «QUY CHẾ», «(Ban hành kèm theo …)»."""
    if _ANNEX.match(found.texts[n - 1]):
        return True
    below = [found.texts[m - 1] for m in body if m > n][:4]
    is_name = found.texts[n - 1].isupper() and not _SIGNS.match(found.texts[n - 1])
    return is_name and any(re.match(r"(?i)\((ban hành )?kèm theo\b", text) for text in below)


def _heads(lines: list[Line], found: Outline, text: list[int]) -> list[Head]:
    """The headings among the text's lines, in a tree: a form of number met again closes what was opened after it."""
    signed = next((span.last for span in found.spans if span.kind == "conclusions"), 0)
    candidates = [
        n
        for n in text
        if _could_head(lines[n - 1], found.texts[n - 1]) or (0 < signed < n and _is_attached(n, found, text))
    ]
    heads: list[Head] = []
    stack: list[_Mark] = []
    following = dict(zip(text, [*text[1:], 0]))
    for n in candidates:
        line, words = lines[n - 1], found.texts[n - 1]
        last = next((mark for mark in reversed(stack) if mark.family == "upper"), None)
        mark = mark_of(words, last)
        if 0 < signed < n and _is_attached(n, found, text):
            mark = _Mark("annex", mark.code if mark else "", 0, "")
        if mark is None:
            mark = _Mark(f"plain {line.rank}" if line.rank else "capitals" if words.isupper() else "bold", "", 0, words)
        if _is_item(mark, lines, found.texts, following, n):
            continue
        families = [other.family for other in stack]
        if mark.family in families:
            del stack[families.index(mark.family) :]
        elif mark.family.startswith("decimal "):  # 2.1 stands under 2, and beside 1.2.3's uppermost
            deeper = [at for at, name in enumerate(families) if name.startswith("decimal ") and name > mark.family]
            del stack[deeper[0] if deeper else len(stack) :]
        elif mark.family in ("part", "annex"):
            stack.clear()
        elif not mark.code and mark.family.startswith("plain"):
            while stack and stack[-1].family.startswith("plain") and stack[-1].family >= mark.family:
                stack.pop()
        elif mark.family == "capitals" and not (
            stack and not stack[-1].rest and heads and following[heads[-1].line] == n
        ):
            stack.clear()  # but right after a bare «Phần I» or «Phụ lục» they are its title
        stack.append(mark)
        heads.append(Head(line=n, code=mark.code or None, level=len(stack), text=mark.rest or words))
    opening = [n for n in text[:40] if _OPENING.match(found.texts[n - 1])]
    heads = [head for head in heads if head.code or not opening or head.line > opening[-1]]
    for is_own in (True, False):  # those of a decision, and of what it promulgates
        articles = [n for n in text if _ARTICLE.match(found.texts[n - 1]) and (n <= signed) == is_own]
        if sum(head.line in articles for head in heads) < len(articles):
            heads = [head for head in heads if head.line not in articles]  # articles that are whole paragraphs
    heads = [head for head in heads if not _goes_on(head, heads, found, text)]
    heads = [head for head in heads if not _is_left(head, heads, found, text)]
    for head, depth in zip(heads, structure.depths(heads)):  # what was dropped leaves no gap
        head.level = depth
    _told_apart(heads, found)
    _roles(heads)
    return heads


def _told_apart(heads: list[Head], found: Outline) -> None:
    """A number that stands twice below one heading is, the second time, only words of it, with the question."""
    taken: set[tuple[str, int]] = set()
    for at, head in enumerate(heads):
        above = next((other.line for other in reversed(heads[:at]) if other.level < head.level), 0)
        if head.code and (head.code, above) in taken:
            head.ask = f"số «{head.code}» đã có ở một đề mục ngang hàng: in trùng số, hay dòng này không phải đề mục?"
            head.code, head.text = None, found.texts[head.line - 1]
        elif head.code:
            taken.add((head.code, above))


def _goes_on(head: Head, heads: list[Head], found: Outline, text: list[int]) -> bool:
    """Whether a heading's number goes on from one that is no heading: «3. Chỉ tiêu» after «2. Thời gian: tháng 7.»"""
    mark = mark_of(found.texts[head.line - 1])
    if mark is None or mark.family != "decimal 0" or mark.ordinal < 2:
        return False
    above = next((other.line for other in reversed(heads) if other.line < head.line), 0)
    last = [mark_of(found.texts[n - 1]) for n in text if above < n < head.line]
    return any(m and m.family == mark.family and m.ordinal == mark.ordinal - 1 for m in last)


def _is_left(head: Head, heads: list[Head], found: Outline, text: list[int]) -> bool:
    """Whether the next of a heading's row is none: «b) Tuyến xã: 100% trạm có bác sĩ.» after «a) Tuyến tỉnh:»"""
    mark = mark_of(found.texts[head.line - 1])
    if mark is None or mark.family not in ("letter", "round"):
        return False
    below = next((other.line for other in heads if other.line > head.line), text[-1] + 1)
    after = [mark_of(found.texts[n - 1]) for n in text if head.line < n < below]
    return any(m and m.family == mark.family and m.ordinal == mark.ordinal + 1 for m in after)


def _could_head(line: Line, text: str) -> bool:
    if line.cells or len(text) > 250:
        return False
    mark = mark_of(text)
    strong = line.bold or line.rank > 0 or text.isupper()
    if mark is None:
        letters = sum(char.isalpha() for char in text)
        return (
            strong
            and len(text) <= 150
            and letters > 3
            and (text.isupper() or not re.search(r"[.;,:!?…]$", text))
            and not structure.MARKER.match(text)
        )
    if mark.family in ("part", "section", "annex"):
        return len(text) <= 200
    if mark.family == "article":
        return len(text) <= 150 and not (mark.rest and re.search(r"[.;]$", text))
    if re.search(r"[;,!?…]$", text):
        return False
    if text.endswith("."):
        return strong and len(text) <= 150
    return len(text) <= (250 if strong else 80 if text.endswith(":") else 160)


def _is_item(mark: _Mark, lines: list[Line], texts: list[str], following: dict[int, int], n: int) -> bool:
    """Whether a numbered line is one of a list, not a heading: nothing stands between it and the next of its row."""
    line, text = lines[n - 1], texts[n - 1]
    if (
        line.bold
        or line.rank
        or text.isupper()
        or mark.family in ("part", "section", "article", "annex", "roman", "upper")
    ):
        return False
    after = following[n]
    if not after:
        return True  # nothing stands under it
    next_ = mark_of(texts[after - 1])
    if (
        mark.family in ("letter", "round")
        and next_
        and next_.family == mark.family
        and next_.ordinal == mark.ordinal + 1
    ):
        return True
    if mark.family in ("letter", "round", "decimal 0"):
        before = next((m for m, after in following.items() if after == n), 0)
        previous = mark_of(texts[before - 1]) if before else None
        if previous and previous.family == mark.family and previous.ordinal == mark.ordinal - 1:
            return True
    return bool(
        mark.family == "decimal 0" and next_ and next_.family == mark.family and next_.ordinal == mark.ordinal + 1
    )


def _roles(heads: list[Head]) -> None:
    for head in heads:
        if _LIMITS.search(head.text) and not re.search(r"(?i)khắc phục|giải pháp|kết quả", head.text):
            head.role = "limits"
        elif _TASKS.search(head.text) and not re.search(r"(?i)kết quả|tình hình|đã thực hiện", head.text):
            head.role = "tasks"


def _preamble(found: Outline, text: list[int]) -> None:
    """The lines between the title and the first heading or article; of a text without either, its opening words."""
    taken = {n for span in found.spans for n in range(span.first, span.last + 1)}
    body = [head.line for head in found.heads] + [n for n in text if _ARTICLE.match(found.texts[n - 1])]
    before = [n for n in text if n < min(body, default=0) and n not in taken]
    numbered = next((n for n in before if mark_of(found.texts[n - 1])), 0)  # where the text itself begins
    before = [n for n in before if not numbered or n < numbered]
    if not body:
        opening = [n for n in text[:40] if _OPENING.match(found.texts[n - 1])]
        after = opening[-1] if opening else 0
        for last, n in itertools.pairwise(text):  # those whom «Kính gửi:» lists
            if last == after and re.match(r"[-–+] ", found.texts[n - 1]):
                after = n
        before = [n for n in text if n <= after and n not in taken]
    for span in _blocks_of(before, taken):
        found.spans.append(Span(first=span[0], last=span[-1], kind="preamble"))


def _blocks_of(numbers: list[int], taken: set[int]) -> list[list[int]]:
    """Runs of numbers with nothing that is taken between them."""
    runs: list[list[int]] = []
    for n in numbers:
        if runs and not any(at in taken for at in range(runs[-1][-1], n)):
            runs[-1].append(n)
        else:
            runs.append([n])
    return runs


def _undecided(found: Outline, text: list[int]) -> None:
    """Lines of a list that `1.` numbers, but for tasks; lines that look like a heading and are none, with the question."""
    of = [next((head.role for head in reversed(found.heads) if head.line < n), None) for n in text]
    taken = {n for span in found.spans for n in range(span.first, span.last + 1)} | {head.line for head in found.heads}
    for n, role in zip(text, of):
        words = found.texts[n - 1]
        if n in taken or n in (found.title, found.lead):
            continue
        if not structure.looks_like_heading(words):
            if role != "tasks" and re.match(r"\d{1,2}[.)] ", words):
                found.spans.append(Span(first=n, last=n, kind="item"))
            continue
        kind = "item" if mark_of(words) else "paragraph"
        found.spans.append(
            Span(
                first=n,
                last=n,
                kind=kind,
                ask=f"«{words[:50]}» là đoạn văn hay đề mục? Nếu là đề mục thì ghi vào headings",
            )
        )


def _paged(found: Outline, body: list[int], before: Mapping[str, tuple[str, str]]) -> None:
    """Gives a page to each heading that has text of its own, or that nothing stands under, or that is deep enough."""
    names = {"index", *LIST_PAGES}
    heads = found.heads
    paged_level = 0
    for at, head in enumerate(heads):
        if paged_level and head.level > paged_level:
            continue
        paged_level = 0
        after = heads[at + 1] if at + 1 < len(heads) else None
        own_text = any(head.line < n < (after.line if after else 10**9) for n in body)
        if own_text or after is None or after.level <= head.level or head.level >= MAX_DEPTH:
            label = label_of(head)
            page = slug(label if label == head.code else f"{head.code or ''} {label}", 7)
            page, head.label = before.get(found.texts[head.line - 1], (page, label))
            head.page = unique(page, names)
            paged_level = head.level


def label_of(head: Head) -> str:
    """A heading's words as lists name it: without its number, in small letters if printed in capitals."""
    text = re.sub(r'(?i)^về nội dung\s*["“](.+?)["”]$', r"\1", head.text).rstrip(" .:;")
    if text.isupper() and len(text) > 4:
        text = text[0] + text[1:].lower()
    text = text or head.code or "Nội dung"
    return text[0].upper() + text[1:]


def slug(text: str, words: int = 8) -> str:
    """`2.1 Trồng trọt, chăn nuôi` → `2-1-trong-trot-chan-nuoi`; at most that many words."""
    bare = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    plain = "".join(char for char in bare if not unicodedata.combining(char)).lower()
    return "-".join(re.findall(r"[a-z0-9]+", plain)[:words])[:60].strip("-") or "muc"


def unique(name: str, taken: set[str]) -> str:
    """The name, numbered if it is taken; it is taken then."""
    found, count = name, 1
    while found in taken:
        count += 1
        found = f"{name}-{count}"
    taken.add(found)
    return found
