"""Rules on the report itself: its copy, title, author, dates and headings."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from typing import Any

from macros.content import page_names, printed, structure
from macros.content.faults import Fault
from macros.content.model import LIST_PAGES, Heading, Passage
from macros.content.reading import nearest
from macros.content.source import fold
from macros.rules.scope import Scope


def copies(scope: Scope) -> Iterator[Fault]:
    """The copy is the one that was fingerprinted."""
    report, source = scope.edition.report, scope.edition.source
    if report.copy.sha256 != source.sha256:
        yield scope.fault(
            "report",
            ("copy", "sha256"),
            f"bản đối chiếu source.txt đã bị thay đổi (mã băm hiện nay {source.sha256}): khôi phục tệp source.txt",
        )


def report(scope: Scope) -> Iterator[Fault]:
    report, source = scope.edition.report, scope.edition.source
    if not 1900 <= report.year <= 2199:
        yield scope.fault("report", ("year",), f"năm phải gồm bốn chữ số, ví dụ 2023; gặp {report.year}")
    if report.title_line and fold(report.title) != source.line(report.title_line):
        yield scope.fault(
            "report",
            ("title",),
            f"khác dòng {report.title_line} của bản đối chiếu: chép lại đúng từng chữ «{source.line(report.title_line)}»",
        )
    for name in ("title_line", "lead_line"):
        line = getattr(report, name)
        if line is not None and not source.line(line):
            yield scope.fault("report", (name,), f"dòng {line} của bản đối chiếu trống hoặc không có: sửa số dòng")
    if (report.author is None) != (report.author_line is None):
        yield scope.fault("report", (), "author và author_line phải có cùng nhau: thêm khóa còn thiếu, hoặc bỏ cả hai")
    elif report.author and fold(report.author) != source.line(report.author_line or 0):
        yield scope.fault(
            "report", ("author",), f"khác dòng {report.author_line} của bản đối chiếu: chép lại đúng từng chữ"
        )
    if not 0 < report.first_line <= report.last_line <= len(source.lines):
        yield scope.fault(
            "report",
            ("last_line",),
            f"first_line và last_line phải nằm trong {len(source.lines)} dòng của bản đối chiếu, đúng thứ tự",
        )
    if (report.date_printed is None) != (report.date_note is not None):
        yield scope.fault(
            "report",
            (),
            "cần đúng một trong hai khóa date_printed và date_note: chép ngày như in, hoặc nói vì sao biết ngày",
        )
    if report.period and sorted(report.period.split("/")) != report.period.split("/"):
        yield scope.fault("report", ("period",), f'kỳ "{report.period}" kết thúc trước khi bắt đầu: đổi chỗ hai đầu')
    if report.period and not report.years[0] <= report.year <= report.years[1]:
        yield scope.fault(
            "report", ("period",), f'kỳ "{report.period}" không có năm {report.year}: sửa period hoặc year'
        )
    if report.topics is None and any(heading.topic for heading in report.headings):
        yield scope.fault("report", (), "đề mục có topic thì cần topics: ghi tên gọi các nội dung ấy")
    if scope.edition.contacts and report.contacts_as_of is None:
        yield scope.fault(
            "report", (), "có contacts.yml thì cần contacts_as_of: ghi tháng mà thông tin liên hệ còn đúng theo nguồn"
        )
    if report.date_printed and not _is_printed(report.date_printed, report.date):
        yield scope.fault(
            "report",
            ("date_printed",),
            f'"{report.date_printed}" không phải cách viết của ngày {report.date.isoformat()}',
        )


def headings(scope: Scope) -> Iterator[Fault]:
    """The headings are in order, each with its number as printed, its place in the tree and a page that holds it."""
    faults = list(_headings(scope))
    yield from faults or _pages(scope)


def _headings(scope: Scope) -> Iterator[Fault]:
    report, source = scope.edition.report, scope.edition.source
    before = report.first_line - 1
    pages, siblings = set(), set()
    for number, way in enumerate(structure.paths(report.headings)):
        heading, path = way[-1], ("headings", number)
        if not before < heading.line <= report.last_line:
            yield scope.fault(
                "report",
                (*path, "line"),
                f"dòng {heading.line} không theo thứ tự: mỗi đề mục phải ở sau đề mục trước, trong phạm vi báo cáo",
            )
        before = heading.line
        ends = r"(?!\w|\.\d)" if (heading.code or "")[-1:].isalnum() else ""  # «a)Lúa» and «I/Lúa» are printed too
        if heading.code and not re.match(re.escape(heading.code) + ends, source.line(heading.line)):
            yield scope.fault(
                "report",
                (*path, "line"),
                f'dòng {heading.line} của bản đối chiếu không bắt đầu bằng "{heading.code}": sửa line hoặc code',
            )
        if not 1 <= heading.level <= 9:
            yield scope.fault("report", (*path, "level"), f"cấp của đề mục phải từ 1 đến 9; gặp {heading.level}")
        if heading.page in ("index", *LIST_PAGES, page_names.COMPARISON):
            yield scope.fault(
                "report", (*path, "page"), f'tên trang "{heading.page}" đã dành cho một trang khác: đặt tên khác'
            )
        if (heading.page is None) != (heading.label is None):
            yield scope.fault("report", path, "page và label phải có cùng nhau: thêm khóa còn thiếu, hoặc bỏ cả hai")
        place = (way[-2].line if way[1:] else 0, heading.code)
        if place in siblings and heading.code:
            yield scope.fault("report", (*path, "code"), f'số mục "{heading.code}" dùng hai lần dưới cùng một đề mục')
        siblings.add(place)
        if heading.page in pages and heading.page:
            yield scope.fault("report", (*path, "page"), f'trang "{heading.page}" dùng hai lần')
        pages.add(heading.page)


def _pages(scope: Scope) -> Iterator[Fault]:
    """Every heading has a page, leads to one, or stands on that of a heading above it."""
    report = scope.edition.report
    paged: Heading | None = None
    for number, way in enumerate(structure.paths(report.headings)):
        heading, path = way[-1], ("headings", number)
        if heading.page:
            paged = heading
        elif any(other.page for other in report.headings):
            owner = next((above for above in reversed(way) if above.page), None)
            if heading is report.headings[-1] and owner is None:
                yield scope.fault("report", path, "đề mục cuối phải có trang: thêm page và label")
            elif owner is None and _has_text(scope, heading):
                yield scope.fault(
                    "report", path, "có lời văn ngay dưới đề mục này thì nó phải có trang: thêm page và label"
                )
            elif owner is not None and owner is not paged:
                yield scope.fault(
                    "report",
                    path,
                    f"đề mục cùng cấp ở trước có trang riêng ({paged.page if paged else ''}) thì đề mục này cũng phải có: thêm page và label",
                )


def _has_text(scope: Scope, heading: Heading) -> bool:
    """Whether something else than a heading follows a heading in the text."""
    return next((line.kind for line in scope.edition.lines if line.number > heading.line), None) != "heading"


def passages(scope: Scope) -> Iterator[Fault]:
    """Every declared passage is one, and no line of the text that looks like a heading or a row goes undeclared."""
    report, source = scope.edition.report, scope.edition.source
    owners: dict[int, int] = {}
    taken = {h.line: "đề mục" for h in report.headings}
    taken |= {line: name for line, name in ((report.title_line, "tên bài"), (report.lead_line, "lời dẫn")) if line}
    for number, passage in enumerate(report.blocks):
        path, last = ("blocks", number), passage.last or passage.first
        if not 0 < passage.first <= last <= len(source.lines) or not source.blocks(passage.first, last):
            yield scope.fault(
                "report", path, f"first và last phải nằm trong {len(source.lines)} dòng của bản đối chiếu, đúng thứ tự"
            )
            continue
        for line in structure.spanned(passage, source):
            if line in owners or line in taken:
                what = taken.get(line) or f"blocks[{owners[line]}]"
                yield scope.fault("report", path, f"dòng {line} đã thuộc {what}: sửa first hoặc last")
                break
            owners[line] = number
        if passage.kind == "preface" and last > (report.title_line or report.first_line):
            yield scope.fault(
                "report", (*path, "kind"), "preface chỉ gồm các dòng trước tên bài (title_line): dùng preamble"
            )
        if passage.kind == "table":
            yield from _table(scope, path, passage)
    if 0 < report.first_line <= report.last_line <= len(source.lines) and not any(_headings(scope)):
        yield from _undeclared(scope, owners)


def _undeclared(scope: Scope, owners: dict[int, int]) -> Iterator[Fault]:
    ends: dict[str | None, int] = {}
    for line in scope.edition.lines:
        if line.kind == "conclusions":
            ends[line.page] = line.number
        elif not line.is_fixed and line.kind != "note" and line.page in ends:
            yield scope.fault(
                "report",
                ("blocks", owners[ends[line.page]]),
                f"sau phần ký còn lời văn ở dòng {line.number}: phụ lục phải là đề mục có trang riêng (page)",
            )
            return
        if line.kind != "paragraph" or line.number in owners:
            continue
        if structure.looks_like_row(line.text):
            what = "trông như hàng của một bảng: ghi cả bảng vào blocks với kind: table"
        elif structure.looks_like_heading(line.text):
            what = "trông như một đề mục: ghi vào headings"
        else:
            continue
        yield Fault(
            f"data/{scope.edition.id}/source.txt",
            line.number,
            1,
            "",
            f"dòng này {what}; nếu chỉ là đoạn văn thì ghi vào blocks với kind: paragraph; dòng in «{_beginning(line.text)}»",
        )


def _table(scope: Scope, path: tuple[Any, ...], passage: Passage) -> Iterator[Fault]:
    """Every row has the cells of the first one, or is one line across the table."""
    rows = [line for line in scope.edition.lines if line.table == passage.first and line.kind == "row"]
    if not rows:
        yield scope.fault("report", path, "không dòng nào có các ô cách nhau bằng « | »: sửa first, last hoặc kind")
        return
    for at in structure.merged([structure.cell_texts(row.text) for row in rows])[1]:
        yield Fault(
            f"data/{scope.edition.id}/source.txt",
            rows[at].number,
            1,
            "",
            "ô gộp ở hàng này sai: «<» gộp với ô bên trái, «^» gộp với ô ở trên, thành hình chữ nhật, mỗi hàng còn ít nhất "
            "một ô của nó; dấu «<», «^» có thật thì viết «\\<», «\\^»",
        )
    last = max(
        (at + spans[1] for at, row in enumerate(rows[: passage.head]) for spans in row.spans if spans), default=0
    )
    if not 0 <= passage.head < len(rows):
        yield scope.fault("report", (*path, "head"), f"bảng có {len(rows)} hàng: số hàng tiêu đề phải ít hơn")
    elif last > passage.head:
        told = f"ô gộp nối {passage.head} hàng tiêu đề với hàng ở dưới: ghi head: {last}, hoặc sửa ô"
        yield scope.fault("report", (*path, "head") if passage.head != 1 else path, told)
    for row in rows:
        if len(row.cells) not in (1, len(rows[0].cells)):
            yield scope.fault(
                "report",
                path,
                f"hàng ở dòng {row.number} có {len(row.cells)} ô, hàng đầu có {len(rows[0].cells)} ô: sửa first, last; ô trống vẫn có dấu « | » ở hai bên",
            )


def ways(scope: Scope) -> Iterator[Fault]:
    """Every quick way leads to a page of the edition."""
    pages = {page.name for page in scope.loaded.pages if page.edition == scope.edition.id}
    for number, way in enumerate(scope.edition.report.ways):
        if way.page not in pages:
            yield scope.fault(
                "report", ("ways", number, "page"), f'ấn bản này không có trang "{way.page}"{nearest(way.page, pages)}'
            )


def _is_printed(text: str, date: datetime.date) -> bool:
    found = printed.dates(text)
    return len(found) == 1 and found[0].day is not None and found[0].is_of(date)


def every_line(scope: Scope) -> Iterator[Fault]:
    """Every line of the reference copy that is not blank is published in one way, or left out for a stated reason."""
    report, source = scope.edition.report, scope.edition.source
    if not 0 < report.first_line <= report.last_line <= len(source.lines):
        return  # said by report
    owners = {line: "được đăng" for line in (report.title_line, report.lead_line, report.author_line) if line}
    owners |= {heading.line: "được đăng" for heading in report.headings}
    for passage in report.blocks:
        if passage.kind != "table":  # pages of the original may part its rows by what is left out
            owners |= dict.fromkeys(structure.spanned(passage, source), "được đăng")
    owners |= {contact.line: "được đăng" for contact in scope.edition.contacts}
    for number, part in enumerate(report.left_out):
        path = ("left_out", number)
        if not 0 < part.first <= part.last <= len(source.lines):
            yield scope.fault(
                "report", path, f"first và last phải nằm trong {len(source.lines)} dòng của bản đối chiếu, đúng thứ tự"
            )
        lines = structure.spanned(part, source)
        clash = next((line for line in lines if line in owners), None)
        if clash and part.last <= len(source.lines):
            yield scope.fault("report", path, f"dòng {clash} {owners[clash]}, không thể vừa bỏ ra: sửa first hoặc last")
        owners |= dict.fromkeys(lines, "đã bỏ ra ở mục khác")
    owners |= dict.fromkeys((line.number for line in scope.edition.lines), "được đăng")
    for line in source.blocks(1, len(source.lines)):
        if line not in owners:
            file = f"data/{scope.edition.id}/source.txt"
            yield Fault(
                file,
                line,
                1,
                "",
                f"dòng này không được đăng ở đâu: «{_beginning(source.line(line))}»; sửa first_line, last_line trong report.yml, hoặc ghi dòng vào left_out kèm lý do",
            )


def _beginning(text: str) -> str:
    return text if len(text) <= 60 else text[:60].rsplit(" ", 1)[0] + " …"


_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_TASKS = re.compile(r"(?<!\w)(hai|ba|bốn|năm|sáu|bảy|tám|chín|mười) nhiệm vụ", re.IGNORECASE)


def told_once(scope: Scope) -> Iterator[Fault]:
    """Topics and key figures once; the issuer whom the text names; numbered headings below their own; counts in words."""
    report, source = scope.edition.report, scope.edition.source
    for number, id in enumerate(report.key_figures):
        if id in report.key_figures[:number]:
            yield scope.fault("report", ("key_figures", number), f'"{id}" ghi hai lần: xóa một dòng')
    topics: dict[int, str] = {}
    for number, heading in enumerate(report.headings):
        other = topics.setdefault(heading.topic, heading.label or "") if heading.topic else heading.label
        if heading.topic and other != heading.label:
            told = f'nội dung {heading.topic} đã là của "{other}": mỗi đề mục một số'
            yield scope.fault("report", ("headings", number, "topic"), told)
        parent = (heading.code or "").rpartition(".")[0]
        above = next((h for h in reversed(report.headings[:number]) if h.code == parent), None)
        if above and heading.code and re.fullmatch(r"[\d.]+", heading.code) and above.level >= heading.level:
            told = (
                f'mục "{heading.code}" nằm trong mục "{above.code}" (cấp {above.level}): cấp phải lớn hơn {above.level}'
            )
            yield scope.fault("report", ("headings", number, "level"), told)
        theirs = " ".join([report.title, *(line.plain for line in scope.edition.lines if line.page == heading.page)])
        unknown = (
            {*_YEAR.findall(f"{heading.label} {heading.gist}")} - {*_YEAR.findall(theirs)} if heading.page else set()
        )
        if unknown:
            key = "gist" if _YEAR.search(heading.gist or "") else "label"
            yield scope.fault(
                "report", ("headings", number, key), f"năm {min(unknown)} không có trong mục này: sửa năm"
            )
    for lead in filter(None, (report.lead_line,)):
        for organisation in scope.edition.organisations:
            named = next((v for v in organisation.variants if f" {v} ban hành" in source.line(lead)), None)
            if named and organisation.id != report.issuer:
                yield scope.fault("report", ("issuer",), f"lời dẫn viết «{named} ban hành»: sửa issuer")
    if report.contacts_as_of:
        month, year = map(int, report.contacts_as_of.split("/"))
        if (year, month) < (report.date.year, report.date.month):
            yield scope.fault("report", ("contacts_as_of",), "trước tháng của báo cáo: xem lại tháng và năm")
    texts: list[tuple[tuple[Any, ...], str]] = [(("summary",), report.summary), (("headline",), report.headline)]
    texts += [(("headings", number, "gist"), heading.gist or "") for number, heading in enumerate(report.headings)]
    for path, text in texts if scope.edition.tasks else ():
        for match in _TASKS.finditer(text):
            if printed.number_in_words(match[1]) != len(scope.edition.tasks):
                yield scope.fault("report", path, f"«{match[0]}» mà tasks.yml có {len(scope.edition.tasks)}: sửa số")
