"""The rules that hold between records, the reference copy and the pages; each rule is one function.

A rule yields Faults. Rules about one edition are in `EDITION_RULES`, each called with a `Scope`.
"""

from __future__ import annotations

import datetime
import re
from collections import Counter
from dataclasses import dataclass

from macros import coherence, corrections, derive, formats, markup, model, privacy, typography
from macros.faults import Fault, path_text
from macros.load import Loaded
from macros.pages import Page
from macros.reading import nearest
from macros.render import MacroError, Renderer
from macros.source import fold
from macros.uses import index as index_uses
from macros.view import LIST_PAGES

_DATE = re.compile(r"\b(\d{1,2})/(\d{1,2})/(\d{4})\b")


@dataclass(frozen=True)
class Scope:
    """One edition with what its rules need to point at."""

    loaded: Loaded
    edition: model.Edition
    renderer: Renderer

    def fault(self, collection: str, path: tuple, message: str) -> Fault:
        """A fault at `path` below a collection's file, e.g. `("figures", 2, "quote")`."""
        content = self.loaded.contents[f"data/{self.edition.id}/{collection}.yml"]
        line, column = content.at(path)
        return Fault(content.file, line, column, path_text(path), message)

    def records(self, collection: str):
        """(path, record) of each record of a collection."""
        for number, record in enumerate(getattr(self.edition, collection)):
            yield (collection, number), record

    @property
    def pages(self) -> list[Page]:
        return [page for page in self.loaded.pages if page.edition == self.edition.id]


def check(loaded: Loaded) -> list[Fault]:
    """Every fault that the rules find in content that is well formed."""
    uses = index_uses(loaded.site, loaded.pages)
    renderer = Renderer(loaded.site, loaded.pages, uses, "")
    faults: list[Fault] = []
    scopes = [Scope(loaded, edition, renderer) for edition in loaded.site.editions]
    for scope in scopes:
        for rule in EDITION_RULES:
            faults.extend(rule(scope))
    if not faults:  # pages are rendered only from data in order
        faults.extend(_calls(loaded, renderer))
        for scope in scopes:
            for rule in PAGE_RULES:
                faults.extend(rule(scope))
    if not faults:  # what other faults leave unused is no fault of its own
        for scope in scopes:
            faults.extend(coherence.unused(scope))
        faults.extend(coherence.unused_facts(loaded))
    faults.extend(_ends(loaded))
    for rule in SITE_RULES:
        faults.extend(rule(loaded))
    return faults


# Data ------------------------------------------------------------------------------------------------------------


def _ids(scope):
    for collection in ("figures", "derived", "documents", "organisations", "terms", "contacts", "tasks", "errata"):
        seen = {}
        for path, record in scope.records(collection):
            if record.id in seen:
                first = scope.fault(collection, (*seen[record.id], "id"), "").line
                yield scope.fault(collection, (*path, "id"), f'mã "{record.id}" đã dùng ở dòng {first}: đặt mã khác')
            seen.setdefault(record.id, path)


def _references(scope):
    """Every field marked as a Reference names a record that exists."""
    known = {}
    for collection in ("report", "figures", "derived", "documents", "organisations", "terms", "tasks", "errata"):
        records = [((), scope.edition.report)] if collection == "report" else scope.records(collection)
        for path, record in records:
            for field, hint in model.fields_of(type(record)):
                target = model.reference(hint)
                if target is None:
                    continue
                if target not in known:
                    known[target] = [r.id for r in getattr(scope.edition, target)]
                value = getattr(record, field.name)
                named = (
                    [((field.name,), value)]
                    if isinstance(value, str)
                    else [((field.name, i), v) for i, v in enumerate(value or ())]
                )
                for where, id in named:
                    if id not in known[target]:
                        yield scope.fault(
                            collection,
                            (*path, *where),
                            f'không có "{id}" trong {target}.yml{nearest(id, known[target])}',
                        )


def _report(scope):
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
    if _dates(report.date_printed) != [report.date]:
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


def _every_line(scope):
    """Every line of the reference copy that is not blank is published in one way, or left out for a stated reason."""
    report, source = scope.edition.report, scope.edition.source
    if not 0 < report.first_line <= report.last_line <= len(source.lines):
        return  # said by _report
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


def _figures(scope):
    source, report = scope.edition.source, scope.edition.report
    for path, figure in scope.records("figures"):
        if (figure.value is None) == (figure.ratio is None):
            yield scope.fault("figures", path, "cần đúng một trong hai khóa value và ratio")
            continue
        if (figure.ratio and not 0 <= figure.ratio.numerator <= figure.ratio.denominator) or (
            figure.ratio and figure.ratio.denominator == 0
        ):
            yield scope.fault(
                "figures",
                (*path, "ratio"),
                f"tỷ số {figure.ratio.numerator}/{figure.ratio.denominator} không thể có: tử số phải từ 0 đến mẫu số, mẫu số lớn hơn 0",
            )
        if not source.has(figure.line, figure.quote):
            yield scope.fault(
                "figures",
                (*path, "quote"),
                f"câu này không có ở dòng {figure.line} của bản đối chiếu: chép lại đúng từng chữ, hoặc sửa line",
            )
        elif not report.first_line <= figure.line <= report.last_line:
            yield scope.fault(
                "figures",
                (*path, "line"),
                f"dòng {figure.line} ở ngoài nội dung báo cáo (dòng {report.first_line} đến {report.last_line})",
            )
        for name in ("printed", "period_printed"):
            text = getattr(figure, name)
            if text and not re.search(rf"(?<![\d.,]){re.escape(text)}(?!\d)", figure.quote):
                yield scope.fault(
                    "figures", (*path, name), f'"{text}" không có trong câu nguồn (quote): dạng in phải đúng từng ký tự'
                )
        if figure.ratio:
            expected = formats.ratio(figure.ratio)
            if figure.printed != expected:
                yield scope.fault(
                    "figures",
                    (*path, "printed"),
                    f'dạng in "{figure.printed}" khác tỷ số {expected}: sửa ratio hoặc printed',
                )
        elif formats.parse_number(figure.printed) != figure.value:
            yield scope.fault(
                "figures",
                (*path, "value"),
                f'giá trị {figure.value} khác dạng in "{figure.printed}": sửa cho khớp với bản đối chiếu',
            )


def _derived(scope):
    by_id = {f.id: f for f in reversed(scope.edition.figures)}
    readings = Counter(d.reading for d in scope.edition.derived if d.reading)
    for path, derived in scope.records("derived"):
        figures = [by_id[id] for id in derived.figures if id in by_id]
        if len(figures) == len(derived.figures) and not derive.operands_fit(derived, figures):
            needed = "một số liệu có ratio" if derived.operation.startswith("ratio") else "hai số liệu có value"
            yield scope.fault(
                "derived",
                (*path, "figures"),
                f"phép tính {derived.operation} cần {needed}: sửa danh sách này hoặc operation",
            )
        if derived.reading and readings[derived.reading] < 2:
            yield scope.fault(
                "derived",
                (*path, "reading"),
                f'"{derived.reading}" chỉ có một cách hiểu: ghi đủ các cách hiểu, hoặc bỏ reading',
            )
        if not 0 <= derived.decimals <= 6:
            yield scope.fault(
                "derived", (*path, "decimals"), f"số chữ số thập phân phải từ 0 đến 6; gặp {derived.decimals}"
            )


def _documents(scope):
    source, report = scope.edition.source, scope.edition.report
    signs = {}
    for path, document in scope.records("documents"):
        if document.sign:
            if document.sign in signs:
                yield scope.fault(
                    "documents",
                    (*path, "sign"),
                    f'số, ký hiệu "{document.sign}" đã có ở văn bản "{signs[document.sign]}": sửa sign, hoặc gộp hai văn bản',
                )
            signs.setdefault(document.sign, document.id)
        if not document.citations:
            yield scope.fault("documents", (*path, "citations"), "cần ít nhất một lần dẫn")
        if document.date and document.date > report.date:
            yield scope.fault(
                "documents",
                (*path, "date"),
                f"ngày {formats.date(document.date)} sau ngày của báo cáo ({formats.date(report.date)}): sửa date cho khớp với bản đối chiếu",
            )
        if document.date and document.year and document.date.year != document.year:
            yield scope.fault(
                "documents",
                (*path, "year"),
                f"năm {document.year} khác năm của ngày {document.date.isoformat()}: bỏ year",
            )
        for number, citation in enumerate(document.citations):
            where = (*path, "citations", number, "printed")
            if not source.has(citation.line, citation.printed):
                yield scope.fault(
                    "documents",
                    where,
                    f"không có ở dòng {citation.line} của bản đối chiếu: chép lại đúng từng chữ, hoặc sửa line",
                )
                continue
            if document.sign and document.sign not in citation.printed:
                yield scope.fault(
                    "documents",
                    where,
                    f'dạng in không có số, ký hiệu "{document.sign}": sửa sign hoặc printed cho khớp với bản đối chiếu',
                )
            dates = _dates(citation.printed)
            if dates and dates != [document.date]:
                yield scope.fault(
                    "documents",
                    where,
                    f"ngày in khác ngày đã ghi ({document.date.isoformat() if document.date else 'chưa ghi'}): sửa date cho khớp với bản đối chiếu",
                )
        if document.subject and not any(source.has(c.line, document.subject) for c in document.citations):
            yield scope.fault(
                "documents", (*path, "subject"), "trích yếu không có ở dòng dẫn văn bản: chép lại đúng từng chữ"
            )


def _dates(text: str) -> list[datetime.date | None]:
    """The dates printed in a text as d/m/yyyy; None for one that no calendar has."""
    found = []
    for day, month, year in _DATE.findall(text):
        try:
            found.append(datetime.date(int(year), int(month), int(day)))
        except ValueError:
            found.append(None)
    return found


def _organisations(scope):
    text = "\n".join(scope.edition.source.line(n) for n in range(1, len(scope.edition.source.lines) + 1))
    owners = {}
    for path, organisation in scope.records("organisations"):
        for number, variant in enumerate(organisation.variants):
            where = (*path, "variants", number)
            if variant in owners:
                yield scope.fault(
                    "organisations",
                    where,
                    f'dạng tên "{variant}" đã thuộc "{owners[variant]}": mỗi dạng tên chỉ thuộc một đơn vị, xóa một dòng',
                )
            owners.setdefault(variant, organisation.id)
            if variant not in text:
                yield scope.fault(
                    "organisations", where, "dạng tên này không có trong bản đối chiếu: chép lại đúng từng chữ"
                )


def _terms(scope):
    for path, term in scope.records("terms"):
        if term.expanded_in_source != (term.line is not None):
            yield scope.fault(
                "terms", path, "expanded_in_source: true và line phải có cùng nhau: thêm khóa còn thiếu, hoặc bỏ cả hai"
            )
        elif term.line and not scope.edition.source.has(term.line, term.expansion or term.term):
            yield scope.fault("terms", (*path, "line"), f"dòng {term.line} của bản đối chiếu không có dạng đầy đủ này")
        if term.expansion is None and term.definition is None and term.note is None:
            yield scope.fault(
                "terms", path, "cần ít nhất một trong các khóa expansion, definition, note: thêm một khóa"
            )


def _contacts(scope):
    for path, contact in scope.records("contacts"):
        if contact.printed is None and contact.missing is None and contact.note is None:
            yield scope.fault("contacts", path, "cần ít nhất một trong các khóa printed, missing, note: thêm một khóa")
        if contact.printed and not scope.edition.source.has(contact.line, contact.printed):
            yield scope.fault(
                "contacts",
                (*path, "printed"),
                f"không có ở dòng {contact.line} của bản đối chiếu: chép lại đúng từng chữ",
            )
        if contact.href:
            digits = re.sub(r"\D", "", contact.printed or "").removeprefix("0")
            expected = f"tel:+84{digits}" if contact.href.startswith("tel:") else f"mailto:{contact.printed}"
            if contact.printed is None:
                yield scope.fault(
                    "contacts", (*path, "href"), "có href mà không có printed: thêm printed, hoặc xóa href"
                )
            elif contact.href != expected:
                yield scope.fault(
                    "contacts", (*path, "href"), f'liên kết khác giá trị in "{contact.printed}": viết "{expected}"'
                )


def _tasks(scope):
    for path, task in scope.records("tasks"):
        if fold(f"{task.number} {task.text}") != scope.edition.source.line(task.line):
            yield scope.fault(
                "tasks", (*path, "text"), f"khác dòng {task.line} của bản đối chiếu: chép lại đúng từng chữ"
            )


def _errata(scope):
    for path, erratum in scope.records("errata"):
        if erratum.treatment == "annotate" and erratum.note is None:
            yield scope.fault(
                "errata", path, "treatment là annotate thì cần note: thêm note, hoặc đổi treatment thành leave"
            )
        if erratum.treatment == "leave" and erratum.note is not None:
            yield scope.fault(
                "errata",
                (*path, "note"),
                "treatment là leave thì không có note: xóa note, hoặc đổi treatment thành annotate",
            )
        if not erratum.places:
            yield scope.fault("errata", (*path, "places"), "cần ít nhất một chỗ")
        for number, place in enumerate(erratum.places):
            if not scope.edition.source.has(place.line, place.printed):
                yield scope.fault(
                    "errata",
                    (*path, "places", number, "printed"),
                    f"không có ở dòng {place.line} của bản đối chiếu: chép lại đúng từng chữ, hoặc sửa line",
                )


def _literals(scope):
    for path, literal in scope.records("literals"):
        report = scope.edition.report
        lines = literal.lines or scope.edition.source.blocks(report.lead_line or report.first_line, report.last_line)
        if not any(scope.edition.source.has(line, literal.text) for line in lines):
            yield scope.fault("literals", (*path, "text"), "chữ này không có trong bản đối chiếu: xóa mục này")


# Pages -----------------------------------------------------------------------------------------------------------


def _section_pages(scope):
    """Every section has its page, with exactly its source lines, in order."""
    names = {page.name: page for page in scope.pages}
    expected = {h.page: h for h in scope.edition.pages}
    for path, heading in [(("headings", i), h) for i, h in enumerate(scope.edition.report.headings) if h.page]:
        if heading.page not in names:
            yield scope.fault(
                "report",
                (*path, "page"),
                f"thiếu trang docs/{scope.edition.id}/{heading.page}.md: tạo trang này{nearest(heading.page, set(names) - set(expected))}",
            )
    for name in ("index", *LIST_PAGES):
        if name not in names:
            yield scope.fault("report", (), f"thiếu trang docs/{scope.edition.id}/{name}.md: tạo trang này")
    for page in scope.pages:
        if page.name not in expected and page.name != "index" and page.name not in LIST_PAGES:
            yield Fault(
                page.file,
                1,
                1,
                "",
                f"trang này không có trong report.yml: xóa trang, hoặc ghi page ở đề mục của nó{nearest(page.name, expected)}",
            )
        found = [block.source_line for block in page.blocks if block.source_line is not None]
        if page.name in expected:
            heading = expected[page.name]
            headings = {h.line for h in scope.edition.report.headings}
            wanted = [line for line in scope.renderer.view(page.path).lines(heading) if line not in headings]
        else:
            wanted = [scope.edition.report.lead_line] if page.name == "index" and scope.edition.report.lead_line else []
        for line in wanted:
            if line not in found:
                yield Fault(
                    page.file,
                    page.body_line,
                    1,
                    "",
                    f"thiếu đoạn ở dòng {line} của bản đối chiếu: thêm đoạn kết thúc bằng {{{{ source({line}) }}}}",
                )
        for block in page.blocks:
            line = block.source_line
            if line is not None and (line not in wanted or found.count(line) > 1):
                yield Fault(
                    page.file,
                    block.line,
                    1,
                    "",
                    f"đoạn của dòng {line} thừa hoặc không thuộc trang này: xóa đoạn hoặc sửa số trong source()",
                )
            if (
                line is None
                and page.name in expected
                and not (len(block.calls) == 1 and block.calls[0].macro in ("page_start", "page_end"))
            ):
                yield Fault(
                    page.file,
                    block.line,
                    1,
                    "",
                    "đoạn không có {{ source(…) }} ở cuối: thêm số dòng của đoạn, hoặc xóa đoạn; trang mục chỉ có lời văn của báo cáo",
                )
        if sorted(found) != found:
            yield Fault(
                page.file,
                page.body_line,
                1,
                "",
                f"các đoạn không theo thứ tự của bản đối chiếu ({', '.join(map(str, found))}): xếp lại theo số dòng",
            )


def _prose(scope):
    """The text of each source block equals the reference copy; quoting ours, the first difference is shown."""
    for page in scope.pages:
        macros = scope.renderer.macros(page.path)
        for block in page.blocks:
            if block.source_line is None:
                continue
            text = ""
            for part in block.parts:
                if isinstance(part, str):
                    text += part
                elif part.macro != "source":
                    try:
                        text += markup.parse(macros.call(part)).text
                    except MacroError:
                        break  # reported once, by _calls
            else:
                ours, theirs = fold(text), scope.edition.source.line(block.source_line)
                if ours != theirs:
                    yield Fault(
                        page.file,
                        block.line,
                        1,
                        "",
                        f"lời văn khác dòng {block.source_line} của bản đối chiếu: {_difference(ours, theirs)}",
                    )


def _difference(ours: str, theirs: str) -> str:
    """Where two texts part, with a few words of each."""
    at = next((i for i, (a, b) in enumerate(zip(ours, theirs)) if a != b), min(len(ours), len(theirs)))
    start = ours.rfind(" ", 0, max(at - 12, 0)) + 1
    return f"trang viết «…{ours[start : at + 20]}…», bản đối chiếu viết «…{theirs[start : at + 20]}…»"


def _binding(scope):
    """No number, document sign, organisation or abbreviation stands in section prose but through a macro."""
    allowed = [(literal.text, literal.lines) for literal in scope.edition.literals]
    names = {variant: f'{{{{ org("{variant}") }}}}' for o in scope.edition.organisations for variant in o.variants}
    names |= {t.term: f'{{{{ term("{t.term}") }}}}' for t in scope.edition.terms if t.kind == "abbreviation"}
    named = (
        re.compile(r"(?<!\w)(" + "|".join(re.escape(n) for n in sorted(names, key=len, reverse=True)) + r")(?!\w)")
        if names
        else None
    )
    for page in scope.pages:
        for block in page.blocks:
            if block.source_line is None:
                continue
            for number, column, text in block.literals:
                covered = text
                for literal, lines in allowed:
                    if not lines or block.source_line in lines:
                        covered = covered.replace(literal, "\0" * len(literal))
                for match in re.finditer(r"\S*\d\S*", covered):
                    yield Fault(
                        page.file,
                        number,
                        column + match.start(),
                        "",
                        f'con số viết thẳng "{match[0]}": dùng macro figure, period hoặc cite, hoặc ghi vào literals.yml kèm lý do',
                    )
                for match in named.finditer(covered) if named else ():
                    yield Fault(
                        page.file,
                        number,
                        column + match.start(),
                        "",
                        f'tên viết thẳng "{match[0]}": viết {names[match[0]]}',
                    )


def _marks(scope):
    """Each annotated erratum is marked in a block of each of its lines; each citation and figure is used where it is."""
    marked, cited, shown = Counter(), Counter(), Counter()
    headings = {h.line for h in scope.edition.report.headings} | {scope.edition.report.title_line}
    for page in scope.pages:
        for block in page.blocks:
            for call in block.calls:
                if block.source_line is not None and call.macro == "erratum":
                    marked[call.args[0], block.source_line] += 1
                if block.source_line is not None and call.macro == "cite":
                    cited[call.args[0], call.args[1] if len(call.args) > 1 else 1, block.source_line] += 1
                if block.source_line is not None and call.macro == "figure":
                    shown[call.args[0], block.source_line] += 1
    for path, erratum in scope.records("errata"):
        lines = {place.line: place.printed for place in erratum.places}
        if erratum.treatment == "annotate":
            for line in sorted(lines.keys() - headings):
                if not marked[erratum.id, line]:
                    yield scope.fault(
                        "errata",
                        (*path, "places"),
                        f'chưa có dấu lưu ý ở dòng {line}: thêm {{{{ erratum("{erratum.id}") }}}} sau chữ «{lines[line]}» trong trang',
                    )
        for line in sorted({at for id, at in marked if id == erratum.id} - lines.keys()):
            yield scope.fault(
                "errata", (*path, "places"), f"dấu lưu ý ở dòng {line} không có trong places: thêm chỗ này, hoặc bỏ dấu"
            )
    for path, document in scope.records("documents"):
        for number, citation in enumerate(document.citations, 1):
            if cited[document.id, number, citation.line] != 1:
                call = f'{{{{ cite("{document.id}"{f", {number}" if number > 1 else ""}) }}}}'
                yield scope.fault(
                    "documents",
                    (*path, "citations", number - 1),
                    f"lần dẫn này phải có đúng một {call} trong đoạn của dòng {citation.line}; gặp {cited[document.id, number, citation.line]}",
                )
    for path, figure in scope.records("figures"):
        if shown[figure.id, figure.line] != 1:
            yield scope.fault(
                "figures",
                path,
                f'phải có đúng một {{{{ figure("{figure.id}") }}}} trong đoạn của dòng {figure.line}; gặp {shown[figure.id, figure.line]}',
            )


def _mark_places(scope):
    """Each erratum's mark stands right after the words it is about, or after the macro that prints them."""
    errata = {erratum.id: erratum for erratum in scope.edition.errata}
    for page in scope.pages:
        macros = scope.renderer.macros(page.path)
        for block in page.blocks:
            if block.source_line is None:
                continue
            before = last = ""
            for part in block.parts:
                if isinstance(part, str):
                    before, last = before + part, ""
                elif part.macro == "erratum":
                    places = errata[part.args[0]].places if part.args[0] in errata else ()
                    words = [fold(place.printed) for place in places if place.line == block.source_line]
                    if words and not any(fold(before).endswith(text) or text in fold(last) for text in words):
                        yield Fault(
                            page.file,
                            part.line,
                            part.column,
                            "",
                            f"dấu lưu ý {part.args[0]} phải đứng ngay sau chữ «{words[0]}»: chuyển macro tới đó",
                        )
                elif part.macro != "source":
                    try:
                        last = markup.parse(macros.call(part)).text
                    except MacroError:
                        break  # reported once, by _calls
                    before += last


def _calls(loaded: Loaded, renderer: Renderer):
    """Every macro call of every page names records that exist."""
    for page in loaded.pages:
        macros = renderer.macros(page.path)
        for call in page.calls:
            if not call.args:  # names no record
                continue
            if call.macro == "source" and page.edition is None:
                yield Fault(
                    page.file, call.line, call.column, call.macro, "chỉ dùng trong trang của một ấn bản: bỏ macro này"
                )
                continue
            try:
                macros.call(call)
            except MacroError as error:
                yield Fault(page.file, call.line, call.column, call.macro, str(error))


def _ends(loaded: Loaded):
    """Every page begins with page_start() and ends with page_end()."""
    for page in loaded.pages:
        macros = [call.macro for call in page.calls]
        if not macros or macros[0] != "page_start" or macros.count("page_start") != 1:
            yield Fault(page.file, page.body_line, 1, "", "trang phải bắt đầu bằng {{ page_start() }}, viết một lần")
        if not macros or macros[-1] != "page_end" or macros.count("page_end") != 1:
            last = page.blocks[-1].line if page.blocks else page.body_line
            yield Fault(page.file, last, 1, "", "trang phải kết thúc bằng {{ page_end() }}, viết một lần")


EDITION_RULES = (
    _ids,
    _references,
    _report,
    _every_line,
    _figures,
    _derived,
    _documents,
    _organisations,
    _terms,
    _contacts,
    _tasks,
    _errata,
    _literals,
    coherence.same_quantities,
    coherence.dates,
    coherence.numbers,
    corrections.corrected_records,
)
PAGE_RULES = (_section_pages, _prose, _binding, _marks, _mark_places, coherence.named_documents)
SITE_RULES = (
    coherence.future,
    coherence.security_expiry,
    coherence.unknown_documents,
    corrections.public_record,
    privacy.personal_data,
    typography.own_words,
)
