"""Rules on the report itself: its copy, title, author, dates and headings."""

from __future__ import annotations

from collections.abc import Iterator

from macros.content.faults import Fault
from macros.content.source import fold
from macros.rendering.view import LIST_PAGES
from macros.rules.scope import Scope, printed_dates


def report(scope: Scope) -> Iterator[Fault]:
    report, source = scope.edition.report, scope.edition.source
    if report.copy.sha256 != source.sha256:
        yield scope.fault(
            "report",
            ("copy", "sha256"),
            f"bản đối chiếu source.txt đã bị thay đổi (mã băm hiện nay {source.sha256}): khôi phục tệp source.txt",
        )
    if fold(report.title) != source.line(report.title_line):
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
    elif report.author and fold(report.author) != source.line(report.author_line):
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
    if report.date_printed and printed_dates(report.date_printed) != [report.date]:
        yield scope.fault(
            "report",
            ("date_printed",),
            f'"{report.date_printed}" không phải cách viết của ngày {report.date.isoformat()}',
        )
    before = report.first_line - 1
    pages, codes = set(), set()
    for number, heading in enumerate(report.headings):
        path = ("headings", number)
        if not before < heading.line <= report.last_line:
            yield scope.fault(
                "report",
                (*path, "line"),
                f"dòng {heading.line} không theo thứ tự: mỗi đề mục phải ở sau đề mục trước, trong phạm vi báo cáo",
            )
        before = heading.line
        if not source.line(heading.line).startswith(heading.code + "."):
            yield scope.fault(
                "report",
                (*path, "line"),
                f'dòng {heading.line} của bản đối chiếu không bắt đầu bằng "{heading.code}.": sửa line hoặc code',
            )
        if not 1 <= heading.level <= 3:
            yield scope.fault("report", (*path, "level"), f"cấp của đề mục phải là 1, 2 hoặc 3; gặp {heading.level}")
        if heading.page in ("index", *LIST_PAGES):
            yield scope.fault(
                "report", (*path, "page"), f'tên trang "{heading.page}" đã dành cho một trang khác: đặt tên khác'
            )
        if (heading.page is None) != (heading.label is None):
            yield scope.fault("report", path, "page và label phải có cùng nhau: thêm khóa còn thiếu, hoặc bỏ cả hai")
        if heading.code in codes and heading.page:
            yield scope.fault("report", (*path, "code"), f'số mục "{heading.code}" dùng hai lần')
        codes.add(heading.code)
        if heading.page in pages and heading.page:
            yield scope.fault("report", (*path, "page"), f'trang "{heading.page}" dùng hai lần')
        pages.add(heading.page)
    if not report.headings or not report.headings[-1].page:
        yield scope.fault("report", ("headings",), "đề mục cuối phải có trang (page)")


def every_line(scope: Scope) -> Iterator[Fault]:
    """Every line of the reference copy that is not blank is published in one way, or left out for a stated reason."""
    report, source = scope.edition.report, scope.edition.source
    if not 0 < report.first_line <= report.last_line <= len(source.lines):
        return  # said by report
    owners = {line: "được đăng" for line in (report.title_line, report.lead_line, report.author_line) if line}
    owners |= dict.fromkeys(range(report.first_line, report.last_line + 1), "được đăng")
    owners |= {contact.line: "được đăng" for contact in scope.edition.contacts}
    for number, part in enumerate(report.left_out):
        path = ("left_out", number)
        if not 0 < part.first <= part.last <= len(source.lines):
            yield scope.fault(
                "report", path, f"first và last phải nằm trong {len(source.lines)} dòng của bản đối chiếu, đúng thứ tự"
            )
        lines = range(max(part.first, 1), min(part.last, len(source.lines)) + 1)
        clash = next((line for line in lines if line in owners), None)
        if clash and part.last <= len(source.lines):
            yield scope.fault("report", path, f"dòng {clash} {owners[clash]}, không thể vừa bỏ ra: sửa first hoặc last")
        owners |= dict.fromkeys(lines, "đã bỏ ra ở mục khác")
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
