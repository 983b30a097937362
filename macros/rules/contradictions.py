"""Rules on fields that say the same thing in two ways: none contradicts another, or the sentence that it is from."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from macros.content import derive, formats, labels
from macros.content.faults import Fault, path_text
from macros.content.load import Loaded
from macros.content.source import fold
from macros.rules.scope import Scope

_YEAR = re.compile(r"\bnăm (\d{4})\b")
_AT_LEAST = re.compile(r"(ít nhất|tối thiểu|không dưới|không ít hơn|trở lên)", re.IGNORECASE)
_QUOTED = re.compile(r"«([^«»]*)»")
_QUOTING = {"figures": ("caveats", "label_note"), "errata": ("problem", "note"), "documents": ("issuer_note",), "contacts": ("note", "missing")}  # fmt: skip
_KINDS = sorted(labels.DOCUMENT_TYPE.items(), key=lambda item: -len(item[1]))  # the longest name first
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
        yield from _issuer(scope, path, document)


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
            printed = formats.parse_number(record.printed) if record else None
            if printed is not None and record.value is not None and str(record.value) != str(printed):
                yield scope.fault(
                    "figures",
                    (*where, "value"),
                    f'giá trị {record.value} có chữ số mà dạng in "{record.printed}" không có: viết "{printed}"',
                )


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
        for path, text in content.texts():
            if not set(keys) & set(path):
                continue
            for quoted in _QUOTED.findall(text):
                parts = [fold(part).lower() for part in re.split(r"…|\.\.\.", quoted)]
                if not all(part in whole for part in parts):
                    message = f"«{quoted}» không có trong bản đối chiếu: chép đúng từng chữ, hoặc dùng ngoặc kép thường nếu không phải lời của nguồn"
                    yield Fault(content.file, *content.at(path), path_text(path), message)


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
