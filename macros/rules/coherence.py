"""Rules on what several records say together: same quantities, percentages, dates in order, records that nobody uses."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from macros.content import formats, labels, model, printed
from macros.content.faults import Fault, path_text
from macros.content.load import Loaded, place
from macros.content.model import Edition
from macros.content.reading import Content, nearest
from macros.rules import privacy
from macros.rules.scope import Scope

_KINDS = "|".join(sorted(labels.DOCUMENT_TYPE.values(), key=len, reverse=True))
_DOCUMENT = re.compile(
    rf"(?<!\w)(?:(?:Bộ luật|Luật) [A-ZĐÀ-Ỹ]\w*|(?:Hiến pháp|Pháp lệnh) \w+|(?:{_KINDS}) (?:số(?!\w)|(?={printed.SIGN.pattern})))"
)
_NUMBER = re.compile(r"\d+(?:[.,/]\d+)*%?")
_ABOUT_THE_REPORT = {  # the site's own words that tell what the report states
    "report": ("headline", "summary", "english", "gist"),
    "figures": ("name", "measures", "caveats", "label_note", "english"),
    "derived": ("name", "assumption"),
}


def same_quantities(scope: Scope) -> Iterator[Fault]:
    """Figures declared to be the same quantity state the same; a printed percentage follows from its ratio."""
    figures = {figure.id: figure for figure in scope.edition.figures}
    for path, figure in scope.records("figures"):
        other = figures.get(figure.same_as)
        if other is figure:
            yield scope.fault(
                "figures",
                (*path, "same_as"),
                "số liệu không thể trùng với chính nó: ghi mã của số liệu kia, hoặc xóa dòng này",
            )
        elif other and (figure.value, figure.ratio, figure.unit) != (other.value, other.ratio, other.unit):
            yield scope.fault(
                "figures",
                (*path, "same_as"),
                f'nói là cùng đại lượng với "{other.id}" nhưng khác: {_stated(figure)} và {_stated(other)}; sửa số liệu sai, hoặc xóa same_as',
            )
        whole = figures.get(figure.percent_of)
        if whole and (whole.ratio is None or figure.value is None):
            yield scope.fault(
                "figures", (*path, "percent_of"), f'"{whole.id}" phải là một tỷ số (ratio) và số liệu này phải có value'
            )
        elif whole and whole.ratio:
            decimals = -figure.value.as_tuple().exponent
            expected = Decimal(whole.ratio.numerator) / whole.ratio.denominator * 100
            if formats.number(expected, decimals) != formats.number(figure.value):
                yield scope.fault(
                    "figures",
                    (*path, "percent_of"),
                    f"{figure.printed} không khớp {whole.printed} = {formats.number(expected, decimals)}%: sửa số liệu sai, hoặc xóa percent_of và ghi vào caveats",
                )


def _stated(figure: Any) -> str:
    return f"{figure.printed} ({figure.unit})"


def dates(scope: Scope) -> Iterator[Fault]:
    """The report is of its period or the year after, what is planned also of the year before; what was found is later."""
    report = scope.edition.report
    first, last = report.years
    first = first if report.kind == "report" else first - 1
    if not first <= report.date.year <= last + 1:
        name = formats.lower_first(scope.edition.name)
        yield scope.fault(
            "report",
            ("date",),
            f"{name} phải đề ngày trong các năm {first} đến {last + 1}; gặp {formats.date(report.date)}: xem lại ngày, hoặc period",
        )
    for file, path, date in _dates_of(scope.edition):
        content, _ = place(scope.loaded.contents, scope.edition, file, path)
        if date < report.date and content is not scope.loaded.contents.get(f"data/{file}.yml"):
            yield scope.fault(
                file,
                path,
                f"ngày {formats.date(date)} trước ngày của báo cáo ({formats.date(report.date)}): xem lại năm",
            )


def future(loaded: Loaded, today: datetime.date) -> Iterator[Fault]:
    """No date in the data is later than today; only the commands that may read the clock ask this."""
    for content, path, date in _all_dates(loaded):
        if date > today:
            message = f"ngày {formats.date(date)} sau hôm nay ({formats.date(today)}): xem lại năm"
            yield Fault(content.file, *content.at(path), path_text(path), message)


def _all_dates(loaded: Loaded) -> Iterator[tuple[Content, tuple[Any, ...], datetime.date]]:
    """(file's content, path, date) of every date that is written in the data and says when something was stated or found."""
    site = loaded.site
    written = "data/corrections.yml" in loaded.contents  # the entries that follow from records come after these
    count = len(loaded.contents["data/corrections.yml"].value["corrections"]) if written else 0
    for name, records in (("facts", site.facts), ("corrections", site.corrections[:count])):
        for path, date in model.dates_in(records, (name,)):
            yield loaded.contents[f"data/{name}.yml"], path, date
    for edition in site.editions:
        for collection, path, date in _dates_of(edition):
            content, path = place(loaded.contents, edition, collection, path)
            if content is not None:
                yield content, path, date


def main_series(loaded: Loaded) -> Iterator[Fault]:
    """The main series has an edition, and what replaced an edition is another one of this site."""
    editions = {edition.id: edition for edition in loaded.site.editions}
    known = sorted({edition.report.series for edition in editions.values() if edition.report.series})
    named = loaded.site.settings.series
    if named and named not in known:
        content = loaded.contents["data/site.yml"]
        message = f'không ấn bản nào thuộc loạt "{named}"{nearest(named, known) or "."} Sửa mã, hoặc xóa dòng này'
        yield Fault(content.file, *content.at(("series",)), "series", message)
    for edition in editions.values():
        by, others = edition.report.withdrawn and edition.report.withdrawn.edition, editions.keys() - {edition.id}
        if by and by not in others:
            content, path = loaded.contents[f"data/{edition.id}/report.yml"], ("withdrawn", "edition")
            message = f'không có ấn bản khác tên "{by}"{nearest(by, sorted(others)) or "."} Sửa tên, hoặc xóa dòng này'
            yield Fault(content.file, *content.at(path), path_text(path), message)


def security_expiry(loaded: Loaded) -> Iterator[Fault]:
    """The place for reports of vulnerabilities still holds on the day of the content (RFC 9116)."""
    settings = loaded.site.settings
    if settings.security and settings.security.expires <= loaded.site.updated:
        content = loaded.contents["data/site.yml"]
        path = ("security", "expires")
        message = f"ngày {formats.date(settings.security.expires)} không sau ngày cập nhật của trang ({formats.date(loaded.site.updated)}): xem lại nơi nhận rồi gia hạn"
        yield Fault(content.file, *content.at(path), path_text(path), message)


def _dates_of(edition: Edition) -> Iterator[tuple[str, tuple[Any, ...], datetime.date]]:
    """(collection, path, date) of every date on which something was stated or found."""
    for collection in model.EDITION_FILES:
        value = getattr(edition, collection)
        for path, date in model.dates_in(value, (collection,) if isinstance(value, tuple) else ()):
            yield collection, path, date


def unused(scope: Scope) -> Iterator[Fault]:
    """Every organisation and every abbreviation is used by a page, by another record, or by the copy outside the report."""
    uses = scope.renderer.shared.uses
    issuers = {scope.edition.report.issuer} | {document.issuer for document in scope.edition.documents}
    source = scope.edition.source
    typed = {line.number for line in scope.edition.lines if not line.is_fixed and line.kind != "lead"}
    around = "\n".join(source.line(n) for n in range(1, len(source.lines) + 1) if n not in typed)
    for path, organisation in scope.records("organisations"):
        if any(variant in around for variant in organisation.variants):
            continue
        if organisation.id not in issuers and (scope.edition.id, "organisations", organisation.id) not in uses:
            yield scope.fault(
                "organisations",
                (*path, "id"),
                f'đơn vị "{organisation.id}" không trang nào dùng: viết {{{{ org("…") }}}} trong trang, hoặc xóa bản ghi',
            )
    names = around + "".join(
        variant for organisation in scope.edition.organisations for variant in organisation.variants
    )
    for path, term in scope.records("terms"):
        if term.kind == "abbreviation" and (scope.edition.id, "terms", term.id) not in uses and term.term not in names:
            yield scope.fault(
                "terms",
                (*path, "id"),
                f'chữ viết tắt "{term.term}" không trang nào dùng: viết {{{{ term("{term.term}") }}}} trong trang, hoặc xóa bản ghi',
            )


def numbers(scope: Scope) -> Iterator[Fault]:
    """A number in the site's own words about the report is one that the report prints, or its issuer corrected it to."""
    edition = scope.edition
    years = map(str, range(edition.report.years[0], edition.report.years[1] + 1))
    known = "\n".join(
        [*edition.source.lines, *years, *(figure.corrected.printed for figure in edition.figures if figure.corrected)]
    )
    texts = [(page.front, path, text) for page in scope.pages if page.front for path, text in page.front.texts]
    for collection, fields in _ABOUT_THE_REPORT.items():
        content = scope.loaded.contents.get(f"data/{edition.id}/{collection}.yml")
        texts += [(content, path, text) for path, text in content.texts if set(fields) & set(path)] if content else []
    for content, path, text in texts:
        for match in _NUMBER.finditer(privacy.DIGITS.sub("", text)):  # those are told as personal data
            if not _prints(known, match[0]):
                message = f'con số "{match[0]}" không có trong bản đối chiếu: chép lại đúng như in, hoặc bỏ con số'
                yield Fault(content.file, *content.at(path), path_text(path), message)


def _prints(text: str, number: str) -> bool:
    """Whether a text has a number that is no part of a longer one."""
    at = text.find(number)
    while at >= 0:
        before, after = text[max(at - 2, 0) : at], text[at + len(number) : at + len(number) + 1]
        if not (before[-1:].isdecimal() or (before[-1:] in (".", ",") and before[:1].isdecimal()) or after.isdecimal()):
            return True
        at = text.find(number, at + len(number))
    return False


def named_documents(scope: Scope) -> Iterator[Fault]:
    """No document is named in the report's prose but through `cite`."""
    for page in scope.pages:
        for block in page.blocks:
            for number, column, text in block.literals:
                for match in _DOCUMENT.finditer(text) if block.source_line else ():
                    if not text[match.end() :].strip():  # the macro after it prints the sign
                        continue
                    yield Fault(
                        page.file,
                        number,
                        column + match.start(),
                        "",
                        f'văn bản viết thẳng "{match[0]}": ghi văn bản vào documents.yml rồi viết {{{{ cite("mã") }}}}',
                    )


def unknown_documents(loaded: Loaded) -> Iterator[Fault]:
    """The site's own prose names no document that is not registered."""
    signs = {edition.report.number for edition in loaded.site.editions if edition.report.number}
    signs |= {document.sign for edition in loaded.site.editions for document in edition.documents if document.sign}
    for page in loaded.pages:
        for block in page.blocks:
            for number, column, text in block.literals:
                for match in printed.SIGN.finditer(text) if block.source_line is None else ():
                    if match[0] not in signs:
                        yield Fault(
                            page.file,
                            number,
                            column + match.start(),
                            "",
                            f'văn bản "{match[0]}" không có trong documents.yml{nearest(match[0], signs) or "."} Ghi văn bản vào documents.yml, hoặc sửa lại số, ký hiệu',
                        )


def unused_facts(loaded: Loaded) -> Iterator[Fault]:
    """Every fact stands on some page."""
    named = {call.args[0] for page in loaded.pages for call in page.calls if call.macro == "fact"}
    named |= {id for edition in loaded.site.editions for record in edition.organisations for id in record.facts}
    content = loaded.contents["data/facts.yml"]
    for number, fact in enumerate(loaded.site.facts):
        if fact.id not in named:
            path = ("facts", number, "id")
            yield Fault(
                content.file,
                *content.at(path),
                path_text(path),
                f'điều "{fact.id}" không trang nào dùng: viết {{{{ fact("{fact.id}") }}}} trong trang, hoặc xóa bản ghi',
            )
