"""Rules on fields that say the same thing in two ways: none contradicts another, or the sentence that it is from."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from macros.content import derive, formats, labels, printed
from macros.content.faults import Fault, path_text
from macros.content.load import Loaded
from macros.content.model import Heading
from macros.content.source import fold
from macros.rules.scope import Scope, own_texts

_YEAR = re.compile(r"\bnăm (\d{4})\b")
_AT_LEAST = re.compile(r"ít nhất|tối thiểu|không dưới|không ít hơn|trở lên", re.IGNORECASE)
_QUOTED = re.compile(r"«([^«»]*)»")
_QUOTING = {"figures": ("caveats", "label_note"), "errata": ("problem", "note"), "documents": ("issuer_note",), "contacts": ("note", "missing")}  # fmt: skip
_KINDS = sorted(labels.DOCUMENT_TYPE.items(), key=lambda item: -len(item[1]))  # the longest name first
_ISSUERS = {"law": "Quốc hội", "code": "Quốc hội", "constitution": "Quốc hội", "decree": "Chính phủ"}
_OWN_YEAR = re.compile(
    r"(?:^(?:Luật|Nghị định|Thông tư|Nghị quyết|Quyết định) ngày \d{1,2}/\d{1,2}/|[Ss]ố của (?:luật|bộ luật|nghị định|thông tư)[\w ]* là \d+/|[Ll]uật [\w ]{0,20}được thông qua ngày \d{1,2}/\d{1,2}/)(\d{4})"
)
_CALENDAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_TIMES = re.compile(r"(?:ngày|giờ|phút|tuần|tháng|quý|năm)(?!\w)")
_WITHIN = re.compile(r"(?:trong thời gian|trong vòng|thời hạn|thời gian)(?: là)? *$", re.IGNORECASE)
_AIMED = re.compile(
    r"mục tiêu|chỉ tiêu|phấn đấu|kế hoạch|dự kiến|đến năm|đến hết|sẽ|cần|phải|bảo đảm|đảm bảo|nhiệm vụ|định hướng|giao",
    re.IGNORECASE,
)
_EXPIRED = re.compile(r"hết hiệu lực", re.IGNORECASE)


def documents(scope: Scope) -> Iterator[Fault]:
    """A document's name, sign, kind, year, issuer and validity agree."""
    for path, document in scope.records("documents"):
        if document.sign and " số " in document.name and document.sign not in document.name:
            yield scope.fault(
                "documents", (*path, "name"), f'tên không có số, ký hiệu "{document.sign}": sửa name hoặc sign'
            )
        kind = next((code for code, label in _KINDS if document.name.startswith(f"{label} ")), None)
        if kind and kind != document.type:
            yield scope.fault(
                "documents",
                (*path, "type"),
                f'loại {labels.explained(document.type)} khác tên "{document.name}": viết "{kind}", hoặc sửa name',
            )
        named = _YEAR.search(document.name)
        year = document.date.year if document.date else document.year
        if named and year and int(named[1]) != year:
            yield scope.fault(
                "documents",
                (*path, "date" if document.date else "year"),
                f"tên ghi năm {named[1]} mà ngày hoặc năm đã ghi là {year}: sửa cho khớp với bản đối chiếu",
            )
        yield from _validity(scope, path, document)
        by = _ISSUERS.get(document.type)
        names = [record.name for record in scope.edition.organisations if record.id == document.issuer]
        if by and names and not re.match(by, names[0]):
            yield scope.fault(
                "documents",
                (*path, "issuer"),
                f'{labels.DOCUMENT_TYPE[document.type]} không do "{names[0]}" ban hành: sửa issuer hoặc type',
            )
        told = {match[1] for finding in document.findings for match in _OWN_YEAR.finditer(finding.found)}
        sign = printed.SIGN.fullmatch(document.sign or "")
        known = [str(year)] if year else [sign["year"]] if sign and sign["year"] else []
        if (years := {*told, *known}) and len(years) > 1:
            yield scope.fault(
                "documents",
                (*path, "findings"),
                f"số, ngày và tên của văn bản này ghi các năm khác nhau ({', '.join(sorted(years))}): sửa chỗ sai",
            )
        yield from _issuer(scope, path, document)
        for number, note in enumerate(document.notes):
            times = re.search(r"[Đđ]ược dẫn (\w+) lần", note)
            count = printed.number_in_words(times[1]) if times else None
            if count is not None and count != len(document.citations):
                message = f"văn bản này được dẫn {len(document.citations)} lần: sửa số lần"
                yield scope.fault("documents", (*path, "notes", number), message)


def _validity(scope: Scope, path: tuple[Any, ...], document: Any) -> Iterator[Fault]:
    """What was found of a document's validity is what its state says."""
    status = document.status
    if status and status.state == "in_force" and (expired := _EXPIRED.search(status.found)):
        yield scope.fault(
            "documents",
            (*path, "status", "state"),
            f"in_force (còn hiệu lực) mà điều tìm thấy nói «{expired[0]}»: viết expired, hoặc amended nếu chỉ một phần",
        )
    if status and status.state == "expired" and not _EXPIRED.search(status.found) and "òn hiệu lực" in status.found:
        yield scope.fault(
            "documents",
            (*path, "status", "state"),
            "expired (hết hiệu lực) mà điều tìm thấy nói còn hiệu lực: sửa state hoặc found",
        )


def _issuer(scope: Scope, path: tuple[Any, ...], document: Any) -> Iterator[Fault]:
    """The sentence that cites a document may name its issuer: `… số 20/2021/NĐ-CP ngày 15/3/2021 của Chính phủ`."""
    names = sorted(
        (
            (variant, organisation.id)
            for organisation in scope.edition.organisations
            for variant in organisation.variants
        ),
        key=lambda item: -len(item[0]),
    )
    for citation in document.citations:
        _, found, after = scope.edition.source.line(citation.line).partition(f"{fold(citation.printed)} của ")
        issuer = next((id for name, id in names if after.startswith(name)), None) if found else None
        if issuer and issuer != document.issuer:
            yield scope.fault(
                "documents",
                (*path, "issuer"),
                f'dòng {citation.line} ghi cơ quan ban hành là "{issuer}": sửa issuer, hoặc issuer_note nói vì sao khác',
            )
            return


def figures(scope: Scope) -> Iterator[Fault]:
    """A figure printed as «ít nhất 01» is a lower bound, and has no more digits than are printed."""
    for path, figure in scope.records("figures"):
        before = figure.quote.partition(figure.printed)[0][-25:]
        if figure.kind in ("count", "result") and (at_least := _AT_LEAST.search(before)):
            yield scope.fault(
                "figures",
                (*path, "kind"),
                f"câu nguồn ghi «{at_least[0]} {figure.printed}»: kind là lower_bound (Mức tối thiểu)",
            )
        for where, record in ((path, figure), ((*path, "corrected"), figure.corrected)):
            shown = formats.parse_number(record.printed) if record else None
            if shown is not None and record.value is not None and str(record.value) != str(shown):
                yield scope.fault(
                    "figures",
                    (*where, "value"),
                    f'giá trị {record.value} có chữ số mà dạng in "{record.printed}" không có: viết "{shown}"',
                )


def kinds_and_years(scope: Scope) -> Iterator[Fault]:
    """A figure's kind, unit and years are those of its sentence, the headings above it and the report."""
    first, last = scope.edition.report.years
    for path, figure in scope.records("figures"):
        line = scope.edition.line(figure.line)
        before, _, after = figure.quote.partition(figure.printed)
        wrong: dict[str, str] = {}
        if figure.printed.endswith("%") and not re.search("%|phần trăm", figure.unit):
            wrong["unit"] = (
                f'dạng in "{figure.printed}" là phần trăm: viết "%", hoặc "điểm phần trăm" nếu câu nguồn nói thế'
            )
        elif figure.unit == "ngày" and re.match(r" *ngày làm việc", after):
            wrong["unit"] = "câu nguồn viết «ngày làm việc»: viết đủ, hai thứ ngày khác nhau"
        timed = _TIMES.match(figure.unit)
        if figure.kind == "duration" and not timed:
            wrong["kind"] = f'duration (Thời hạn) mà đơn vị là "{figure.unit}": sửa kind hoặc unit'
        elif figure.kind in ("count", "result") and timed and (within := _WITHIN.search(before)):
            wrong["kind"] = f"câu nguồn viết «{within[0].strip()} {figure.printed}»: kind là duration (Thời hạn)"
        if line is None or line.kind == "row":  # the rest of a table's words is in its head and caption
            continue
        words = " ".join(
            [
                line.plain,
                *(scope.edition.source.line(h.line) for h in scope.edition.report.headings if h.line < figure.line),
            ]
        )
        if figure.kind == "target" and not _AIMED.search(f"{line.plain} {figure.period}"):
            wrong["kind"] = "target (Mục tiêu) mà câu nguồn không nói đó là mục tiêu, chỉ tiêu hay kế hoạch: sửa kind"
        known = {*_CALENDAR.findall(words), *map(str, range(first, last + 1)), scope.edition.id[:4]}
        for key in ("name", "period", "measures", "english"):
            unknown = sorted({*_CALENDAR.findall(getattr(figure, key) or "")} - known)
            if unknown:
                wrong[key] = f"năm {unknown[0]} không có ở câu nguồn và không phải năm của báo cáo: sửa năm"
        for key, message in wrong.items():
            yield scope.fault("figures", (*path, key), message)


def computed(scope: Scope) -> Iterator[Fault]:
    """What a derived value is called, its unit and the order of what it is computed from fit the operation."""
    figures = {figure.id: figure for figure in scope.edition.figures}
    for path, derived in scope.records("derived"):
        of = [figures[id] for id in derived.figures if id in figures]
        words = f"{derived.name} {derived.assumption}"
        wrong: dict[str, str] = {}
        if derived.operation == "ratio_percent" and derived.unit != "%":
            wrong["unit"] = f'ratio_percent cho ra phần trăm: viết "%"; gặp "{derived.unit}"'
        elif derived.operation == "ratio_difference" and of and derived.unit != of[0].unit:
            wrong["unit"] = f'hiệu của hai số có đơn vị của chúng: viết "{of[0].unit}", hoặc sửa operation'
        elif derived.operation == "before_points" and "điểm" not in words:
            wrong["operation"] = (
                "before_points trừ theo điểm phần trăm mà name, assumption không nói: sửa operation hoặc name"
            )
        elif derived.operation == "before_relative" and "điểm" in words:
            wrong["operation"] = (
                "before_relative tính theo phần trăm mà name, assumption nói điểm phần trăm: sửa operation hoặc name"
            )
        elif derived.operation == "before_points" and "là điểm" not in derived.name and " phần trăm" in derived.name:
            wrong["name"] = "tên nói phần trăm mà phép tính theo điểm phần trăm: viết «điểm phần trăm»"
        turned = len(of) == 2 and re.search("giảm|tăng", of[0].name) and not re.search("giảm|tăng", of[1].name)
        if turned and derived.operation.startswith("before"):
            wrong["figures"] = f'"{of[1].id}" là mức, "{of[0].id}" là mức giảm: ghi mức trước, mức giảm sau'
        for key, message in wrong.items():
            yield scope.fault("derived", (*path, key), message)


_SECTION = re.compile(r"(?<!\w)mục (\d+(?:\.\d+)+)(?![\w.]*\d)", re.IGNORECASE)
_THERE = re.compile(
    r"(?<![\w.,/])(?!(?:19|20)\d\d )(\d+(?:[.,/]\d+)*%?)(?: [^\W\d_]+){0,6} ở mục (\d+(?:\.\d+)+)(?![\w.]*\d)"
)
_ERRATUM = re.compile(r"(?<!\w)E-\d{2,3}(?!\w)")
_ABOUT = re.compile(r"^(?:(\d+(?:\.\d+)*)\.|Mục (\d+(?:\.\d+)*) của báo cáo)")


def places_named(scope: Scope) -> Iterator[Fault]:
    """A section or an erratum that our words name is there; a page's title and description have its heading's number."""
    codes = {heading.code: heading for heading in scope.edition.report.headings if heading.code}
    errata = {erratum.id for erratum in scope.edition.errata}
    for text, fault, _ in own_texts(scope.loaded, scope.edition.id):
        is_about_one = "mục" in text.lower()  # sooner found than the patterns
        for match in _SECTION.finditer(text) if is_about_one else ():
            if match[1] not in codes and "." in "".join(codes):
                yield fault(match.start(), f'báo cáo không có mục "{match[1]}": sửa số mục')
        for match in _THERE.finditer(text) if is_about_one else ():
            number = printed.token(match[1])
            if (
                match[2] in codes
                and any(number.search(line.text) for line in scope.edition.lines)  # one that nothing prints is told so
                and not any(number.search(line) for line in _section(scope, codes[match[2]]))
            ):
                yield fault(match.start(), f'mục "{match[2]}" không in "{match[1]}": sửa số mục, hoặc con số')
        for match in _ERRATUM.finditer(text):
            if match[0] not in errata:
                yield fault(match.start(), f'không có lưu ý "{match[0]}" trong errata.yml: sửa mã')
    by_page = {heading.page: heading for heading in scope.edition.report.headings if heading.page}
    for page in scope.pages:
        heading = by_page.get(page.name)
        for key in ("title", "description"):
            about = _ABOUT.match(str(page.meta.get(key, "")))
            if about and page.front and heading and heading.code and re.match(r"\d", heading.code):
                code = about[1] or about[2]
                if code != heading.code:
                    message = f'trang này là mục "{heading.code}" mà lời này ghi "{code}": sửa số mục'
                    yield Fault(page.file, *page.front.at((key,)), key, message)
            found = re.search(r"[Bb]áo cáo năm (\d{4})", str(page.meta.get(key, "")))
            if scope.edition.report.year != int(scope.edition.id[:4]):
                continue  # said by edition_year
            if (
                found
                and page.front
                and int(found[1]) not in range(scope.edition.report.years[0], scope.edition.report.years[1] + 1)
            ):
                message = f"báo cáo này là của {scope.edition.report.period_name}, lời này ghi năm {found[1]}: sửa năm"
                yield Fault(page.file, *page.front.at((key,)), key, message)


def _section(scope: Scope, heading: Heading) -> list[str]:
    """The lines below a heading, up to the next of its level or above."""
    after = [h.line for h in scope.edition.report.headings if h.line > heading.line and h.level <= heading.level]
    lines = [line for line in scope.edition.lines if line.number >= heading.line]
    return [line.text for line in lines if not any(line.number >= other for other in after)]


def told_of_the_report(scope: Scope) -> Iterator[Fault]:
    """A year that the headline names is printed in the report; a heading's label has words of the heading."""
    report = scope.edition.report
    whole = " ".join(line.lower() for line in scope.edition.source.lines)
    for year in _YEAR.findall(report.headline):
        if f"năm {year}" not in whole and int(year) not in range(report.years[0], report.years[1] + 1):
            yield scope.fault("report", ("headline",), f"báo cáo không nói về năm {year}: sửa năm, hoặc bỏ")
    for number, heading in enumerate(report.headings):
        words = set(re.findall(r"\w+", scope.edition.source.line(heading.line).lower()))
        if heading.label and not words & set(re.findall(r"\w+", heading.label.lower())):
            message = f"nhãn «{heading.label}» không có chữ nào của đề mục: rút gọn từ chính đề mục"
            yield scope.fault("report", ("headings", number, "label"), message)


def readings(scope: Scope) -> Iterator[Fault]:
    """Two readings of one sentence come out differently, or they are one reading."""
    shown: defaultdict[str, list[Decimal]] = defaultdict(list)
    known = {figure.id for figure in scope.edition.figures}
    for path, derived in scope.records("derived"):
        operands = [scope.edition.record("figures", id) for id in derived.figures if id in known]
        if (
            derived.reading is None
            or len(operands) != len(derived.figures)
            or not derive.operands_fit(derived, operands)
        ):
            continue
        value = derive.compute(derived, scope.edition).value
        if value in shown[derived.reading]:
            yield scope.fault(
                "derived",
                (*path, "operation"),
                f"cách hiểu này cho ra cùng giá trị với cách hiểu khác ({formats.number(value, derived.decimals)}): sửa operation hoặc figures, hoặc xóa",
            )
        shown[derived.reading].append(value)


def quotations(scope: Scope) -> Iterator[Fault]:
    """What our notes quote between «» stands in the reference copy; the notes speak of nothing else in these marks."""
    if scope.edition.report.copy.sha256 != scope.edition.source.sha256:
        return  # said by report: the copy is not what was quoted
    whole = fold(" ".join(scope.edition.source.lines)).lower()
    for collection, keys in _QUOTING.items():
        content = scope.loaded.contents.get(f"data/{scope.edition.id}/{collection}.yml")
        if content is None:
            continue
        for path, text in content.texts:
            if not set(keys) & set(path):
                continue
            for quoted in _QUOTED.findall(text):
                parts = [fold(part).lower() for part in re.split(r"…|\.\.\.", quoted)]
                if not all(part in whole for part in parts):
                    message = f"«{quoted}» không có trong bản đối chiếu: chép đúng từng chữ, hoặc dùng ngoặc kép thường nếu không phải lời của nguồn"
                    yield Fault(content.file, *content.at(path), path_text(path), message)


_ATTRIBUTED = re.compile(
    r"(?:[Bb]áo cáo|[Bb]ài đăng|[Vv]ăn bản|[Cc]âu nguồn|[Nn]guồn)(?: này| ấy| đó)? (?:viết|ghi|nêu|nói|gọi|in)(?: rằng| là)?:? «([^«»]*)»"
)


def quoted_on_pages(loaded: Loaded) -> Iterator[Fault]:
    """What our pages say that a report writes stands in a report."""
    whole = "\n".join(fold(" ".join(edition.source.lines)).lower() for edition in loaded.site.editions)
    for page in loaded.pages:
        for block in page.blocks:
            for number, column, text in block.literals if block.source_line is None else ():
                for match in _ATTRIBUTED.finditer(text):
                    parts = [fold(part).lower() for part in re.split(r"…|\.\.\.", match[1])]
                    if not all(part in whole for part in parts):
                        message = f"«{match[1]}» không có trong báo cáo nào: chép đúng từng chữ, hoặc nói bằng lời của trang này"
                        yield Fault(page.file, number, column + match.start(1), "", message)


def edition_year(scope: Scope) -> Iterator[Fault]:
    """The folder's year is the report's."""
    year = int(scope.edition.id[:4])
    if scope.edition.report.year != year:
        yield scope.fault(
            "report",
            ("year",),
            f'báo cáo năm {scope.edition.report.year} nằm trong thư mục ấn bản "{scope.edition.id}": sửa year, hoặc đổi tên hai thư mục data/{scope.edition.id}, docs/{scope.edition.id}',
        )


def same_report(loaded: Loaded) -> Iterator[Fault]:
    """No edition is a copy of another one."""
    first: dict[str, str] = {}
    for edition in sorted(loaded.site.editions, key=lambda edition: edition.id):
        other = first.setdefault(edition.source.sha256, edition.id)
        if other != edition.id:
            content = loaded.contents[f"data/{edition.id}/report.yml"]
            message = f'bản đối chiếu giống hệt ấn bản "{other}": chép nguyên văn báo cáo của ấn bản này vào source.txt'
            yield Fault(content.file, *content.at(("copy", "sha256")), "copy.sha256", message)


def official(loaded: Loaded) -> Iterator[Fault]:
    """A site that says it is the agency's own says who runs it, and nothing else says that it is not."""
    settings, content = loaded.site.settings, loaded.contents["data/site.yml"]
    if not settings.official:
        return
    issuers = {
        name
        for edition in loaded.site.editions
        for organisation in edition.organisations
        if organisation.id == edition.report.issuer
        for name in (organisation.name, *organisation.variants)
    }
    if settings.operator not in issuers:
        found = f'gặp "{settings.operator}"' if settings.operator else "chưa ghi operator"
        message = f"true chỉ khi cơ quan ban hành báo cáo tự vận hành trang ({found}): ghi operator là cơ quan ấy, hoặc viết false"
        yield Fault(content.file, *content.at(("official",)), "official", message)
    if "không phải" in settings.statement:
        message = "câu này nói trang «không phải» của cơ quan mà official là true: sửa statement hoặc official"
        yield Fault(content.file, *content.at(("statement",)), "statement", message)
