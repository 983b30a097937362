"""Rules on corrections: the issuer's stand on the record with date and source, and every change is in the public record."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Any

from macros.content import formats, model, printed, seals
from macros.content.corrections import CORRECTED, before_of, seal
from macros.content.faults import Fault, path_text
from macros.content.load import Loaded, place
from macros.content.model import Change
from macros.content.reading import Content, nearest
from macros.rules.scope import Scope
from macros.site import addresses

SHARED = ("facts", "series")  # of the whole site
NAMED = {*SHARED, *model.EDITION_FILES} - {"report", "literals"}  # collections whose records have an id


def corrected_records(scope: Scope) -> Iterator[Fault]:
    """An issuer's correction differs from what is printed, fits its own value, and has its entry in corrections.yml."""
    for collection in CORRECTED:
        for path, record in scope.records(collection):
            correction = record.corrected
            if correction is None:
                continue
            path = (*path, "corrected")
            for key in ("source", "why"):
                text = getattr(correction, key)
                if text and _NOTHING_SAID.fullmatch(text):
                    told = f'"{text}" không cho biết gì: viết đủ cho người đọc, không dùng dấu ba chấm'
                    yield scope.fault(collection, (*path, key), told)
            if collection == "figures":
                yield from _figure(scope, path, record)
            entries = scope.loaded.site.corrections_of(scope.edition.id, f"{collection}/{record.id}")
            if correction.noted and correction.noted < correction.date:
                yield scope.fault(
                    collection,
                    (*path, "noted"),
                    f"ngày {formats.date(correction.noted)} trước ngày đính chính ({formats.date(correction.date)}): ghi ngày trang này ghi đính chính",
                )
            if not any(entry.kind == "issuer" and entry.after == correction.printed for entry in entries):
                yield scope.fault(
                    collection,
                    path,
                    'thiếu khóa "noted": thêm ngày trang này ghi đính chính, ví dụ "noted: 2024-02-05"; trang tự thêm mục ở «Cập nhật và sửa lỗi»',
                )


def _figure(scope: Scope, path: tuple[Any, ...], figure: Any) -> Iterator[Fault]:
    correction = figure.corrected
    if (correction.value is None) == (correction.ratio is None):
        yield scope.fault("figures", path, "cần đúng một trong hai khóa value hoặc ratio")
    elif correction.value is not None and _value(correction.printed) != correction.value:
        yield scope.fault(
            "figures",
            (*path, "value"),
            f'giá trị {correction.value} khác dạng in "{correction.printed}" của đính chính: sửa một trong hai',
        )
    elif correction.ratio and correction.ratio.denominator < 1:
        yield scope.fault(
            "figures", (*path, "ratio", "denominator"), f"mẫu số phải lớn hơn 0; gặp {correction.ratio.denominator}"
        )
    elif correction.ratio and printed.ratio(correction.printed) != (
        correction.ratio.numerator,
        correction.ratio.denominator,
    ):
        yield scope.fault(
            "figures",
            (*path, "printed"),
            f'dạng in "{correction.printed}" khác tỷ số {formats.ratio(correction.ratio)}: sửa ratio hoặc printed',
        )
    elif figure.ratio and correction.ratio and figure.ratio.numerator <= figure.ratio.denominator:
        if not 0 <= correction.ratio.numerator <= correction.ratio.denominator:
            yield scope.fault(
                "figures",
                (*path, "ratio"),
                f"tỷ số {formats.ratio(correction.ratio)} không thể có: {figure.printed} là một phần của tổng, tử số phải từ 0 đến mẫu số",
            )
    elif figure.printed.endswith("%") != correction.printed.endswith("%"):
        yield scope.fault(
            "figures",
            (*path, "printed"),
            f'báo cáo in "{figure.printed}", đính chính ghi "{correction.printed}": ghi cùng đơn vị, kể cả dấu %',
        )
    elif figure.value and correction.value is not None and correction.why is None:
        yield from _pasted(scope, path, figure)
        if figure.printed.endswith("%") and correction.value > 100 >= figure.value:
            told = f"{correction.printed} là hơn cả tổng: sửa value và printed; nếu đúng thì ghi thêm lý do vào why"
            yield scope.fault("figures", (*path, "value"), told)
    if correction.printed == figure.printed:
        yield scope.fault(
            "figures",
            (*path, "printed"),
            f'đính chính "{correction.printed}" giống dạng in trong báo cáo: sửa lại, hoặc xóa corrected',
        )
    if (figure.ratio is None) != (correction.ratio is None):
        yield scope.fault(
            "figures",
            path,
            "số liệu là tỷ số thì đính chính cũng là tỷ số; số liệu có value thì đính chính cũng có value",
        )


def _pasted(scope: Scope, path: tuple[Any, ...], figure: Any) -> Iterator[Fault]:
    """A correction far from its own figure and close to another's was perhaps pasted on the wrong record."""
    now = figure.corrected.value
    if abs(now - figure.value) * 2 <= abs(figure.value):
        return
    for other in scope.edition.figures:
        if other is not figure and other.value and abs(now - other.value) * 10 <= abs(other.value):
            yield scope.fault(
                "figures",
                (*path, "value"),
                f'{figure.corrected.printed} khác xa {figure.printed} mà gần {other.printed} của "{other.id}": xem có ghi nhầm bản ghi không; nếu đúng thì ghi thêm lý do vào why',
            )
            return


_NOTHING_SAID = re.compile(r"[\W_]*|.*(?:…|\.\.\.).*|(?:x+|todo|tbd|n/a|test|thử|abc|điền vào)\.?", re.IGNORECASE)


def _value(text: str) -> Decimal | None:
    found = printed.quantity(text)
    return found.value if found else None


def public_record(loaded: Loaded) -> Iterator[Fault]:
    """Each entry of corrections.yml says something, of a record that is there, in order of date, once."""
    content = loaded.contents.get("data/corrections.yml")
    if content is None:
        return
    editions = {edition.id: edition for edition in loaded.site.editions}
    first_report = min(edition.report.date for edition in editions.values())
    seen: dict[tuple[str | None, str], tuple[int, Change]] = {}  # the last entry of each record
    before = None
    for number, change in enumerate(loaded.site.corrections[: len(content.value["corrections"])]):

        def fault(key: str, message: str, number: int = number) -> Fault:
            path = ("corrections", number, key)
            return Fault(content.file, *content.at(path), path_text(path), message)

        for key in ("what", "before", "after", "why"):
            text = getattr(change, key)
            if text and _NOTHING_SAID.fullmatch(text):
                yield fault(key, f'"{text}" không cho biết gì: viết đủ cho người đọc, không dùng dấu ba chấm')
            if text and change.kind == "privacy" and key in ("before", "after"):
                yield fault(key, f"kind privacy không nhắc lại điều riêng tư: xóa dòng {key}")
        if change.before is not None and change.before == change.after:
            yield fault("after", "giống hệt before: ghi giá trị mới, hoặc xóa mục này")
        if change.before is None and change.after is None and change.kind != "privacy":
            yield fault("what", "cần ít nhất một trong hai khóa before, after")
        if before and change.date < before:
            yield fault(
                "date",
                f"ngày {formats.date(change.date)} trước mục ở trên ({formats.date(before)}): xem lại ngày; mục mới ghi ở cuối tệp",
            )
        before = change.date
        last = seen.get((change.edition, change.record))
        if last is not None and (last[1].kind, last[1].before, last[1].after) == (
            change.kind,
            change.before,
            change.after,
        ):
            line = content.at(("corrections", last[0]))[0]
            yield fault("record", f"mục này lặp lại mục ở dòng {line}: xóa một mục")
        seen[change.edition, change.record] = (number, change)
        collection, _, id = change.record.partition("/")
        edition = editions.get(change.edition or "")
        if collection not in SHARED and edition is None:
            yield fault(
                "edition",
                f'không có ấn bản "{change.edition or ""}"{nearest(change.edition or "", editions) or "."} Ghi edition là một trong: {", ".join(editions)}',
            )
            continue
        if collection in SHARED and change.edition:
            yield fault("edition", f"{collection}.yml dùng chung cho mọi ấn bản: xóa dòng edition")
        since = edition.report.date if edition else first_report
        if change.date < since:
            yield fault(
                "date",
                f"ngày {formats.date(change.date)} trước ngày của báo cáo ({formats.date(since)}): xem lại năm",
            )
        if change.record == "report":
            continue
        holder = loaded.site if collection in SHARED else edition
        records = getattr(holder, collection) if collection in NAMED else ()
        record = next((record for record in records if record.id == id), None)
        yield from _entry_of(change, record, [record.id for record in records], fault)


def _entry_of(change: Change, record: Any, known: list[str], fault: Callable[[str, str], Fault]) -> Iterator[Fault]:
    """What an entry says of its record holds: that it was removed, or what its issuer corrected."""
    id = change.record.partition("/")[2]
    if change.kind == "removed":
        if record is not None:
            yield fault("kind", f'bản ghi "{change.record}" vẫn còn: xóa bản ghi, hoặc đổi kind thành slip hoặc update')
    elif record is None and change.kind != "privacy":
        yield fault(
            "record",
            f'không có bản ghi "{change.record}"{nearest(id, known) or "."} Ghi tên tệp, gạch chéo, mã; nếu bản ghi đã bỏ thì ghi kind: removed',
        )
    elif record is not None and change.kind == "issuer":
        correction = getattr(record, "corrected", None)
        if correction is None:
            yield fault(
                "kind", f'bản ghi "{change.record}" không có corrected: ghi đính chính vào bản ghi, hoặc đổi kind'
            )
        elif change.after == correction.printed and change.date < correction.date:
            yield fault(
                "date",
                f"ngày {formats.date(change.date)} trước ngày cơ quan đính chính ({formats.date(correction.date)}): ghi ngày sửa trên trang này",
            )
        elif change.after == correction.printed and change.before != before_of(record):
            yield fault("before", f'khác dạng in của bản ghi: viết "{before_of(record)}"')


def sealed(loaded: Loaded) -> Iterator[Fault]:
    """Every entry that the released list has sealed still says what it said; only something private may be taken out."""
    listed, content = addresses.read_list(loaded.root)
    yield from content.faults
    if listed is None:
        return
    standing = {seal(change) for change in loaded.site.corrections}
    private = any(change.kind == "privacy" for change in loaded.site.corrections)
    for number, mark in enumerate(listed.corrections):
        if mark not in standing and not private:
            path = ("corrections", number)
            message = "một mục đã công bố ở «Cập nhật và sửa lỗi» bị xóa hoặc viết lại: khôi phục mục ấy; sửa tiếp thì thêm mục mới"
            yield Fault(content.file, *content.at(path), path_text(path), message)


def sealed_editions(loaded: Loaded) -> Iterator[Fault]:
    """What was released of the source says what it said, unless an entry written since then carries the change."""
    listed, content = addresses.read_list(loaded.root)
    if listed is None:
        return  # said by sealed
    editions = {edition.id: edition for edition in loaded.site.editions}
    held = {id: dict(seals.parts(edition)) for id, edition in editions.items()}
    since = [change for change in loaded.site.corrections if seal(change) not in listed.corrections]
    for number, line in enumerate(listed.sealed):
        name, _, mark = line.partition(" ")
        id, _, record = name.partition("/")
        if id not in editions:
            continue  # its pages are gone too: said by published_addresses
        now = held[id].get(record, ())
        private = [
            change.record for change in loaded.site.corrections if (change.edition, change.kind) == (id, "privacy")
        ]
        told = any(change.edition == id and seals.carries(change, record, now) for change in since)
        if record in private or told or (now and seals.mark(id, record, now) == mark):
            continue
        entry = f'edition: "{id}", record: {"report" if record == seals.COPY else record}'
        where, path = _place_of(loaded, editions[id], record)
        if where is None:
            where, path = content, ("sealed", number)
            wrong = f"bản ghi đã công bố {name} không còn: khôi phục; nếu bỏ hẳn thì thêm một mục vào cuối data/corrections.yml ({entry}, kind: removed)"
        else:
            what = "bản đối chiếu" if record == seals.COPY else f"bản ghi {record}"
            wrong = (
                f"{what} đã công bố mà nay điều chép từ nguồn (dạng in, giá trị, câu nguồn) khác đi: khôi phục; nếu trang này chép sai thì thêm một mục vào "
                f"cuối data/corrections.yml ({entry}, kind: slip, before và after đúng như chép); cơ quan đính chính thì giữ dạng in, ghi corrected"
            )
        yield Fault(where.file, *where.at(path), path_text(path), wrong)


def _place_of(loaded: Loaded, edition: model.Edition, record: str) -> tuple[Content | None, tuple[Any, ...]]:
    """The file and the path of what a seal names; no file if it is gone."""
    report = loaded.contents[f"data/{edition.id}/report.yml"]
    if record in (seals.COPY, "report"):
        return report, ("copy", "sha256") if record == seals.COPY else ()
    collection, _, id = record.partition("/")
    for number, one in enumerate(getattr(edition, collection) if collection in NAMED else ()):
        if one.id == id:
            return place(loaded.contents, edition, collection, (collection, number))
    return None, ()


def published_addresses(loaded: Loaded) -> Iterator[Fault]:
    """No page and no record that the released list has is gone, unless the list says where it moved or that it is gone."""
    listed, content = addresses.read_list(loaded.root)
    if listed is None:
        return  # said by sealed
    pages = {page.url for page in loaded.pages}
    anchors = {edition.id: addresses.anchors(edition) for edition in loaded.site.editions}
    leads = {move.old: move.new for move in listed.moved}
    for number, move in enumerate(listed.moved):
        page, _, anchor = move.new.partition("#")
        wrong = ""
        if move.new in leads:
            wrong = f"{move.new} cũng đã chuyển đi: ghi thẳng chỗ cuối"
        elif page.endswith(".html") and page not in pages:
            wrong = f'không có trang "{page}": ghi địa chỉ của một trang đang có'
        elif anchor and page.split("/")[0] in anchors and anchor not in anchors[page.split("/")[0]]:
            wrong = f'không có bản ghi "{anchor}" ở trang "{page}": sửa phần sau dấu #'
        if wrong:
            path: tuple[Any, ...] = ("moved", number, "new")
            yield Fault(content.file, *content.at(path), path_text(path), wrong)
        if move.old in pages:
            path = ("moved", number, "old")
            message = f'{move.old} ghi dưới "moved" nhưng trang vẫn có địa chỉ này: xóa mục đó'
            yield Fault(content.file, *content.at(path), path_text(path), message)
    for number, address in enumerate(listed.gone):
        page, _, anchor = address.partition("#")
        if page in pages and (not anchor or anchor in anchors.get(page.split("/")[0], ())):
            path = ("gone", number)
            message = f'{address} ghi dưới "gone" nhưng vẫn còn: xóa mục đó, hoặc bỏ trang hay bản ghi ấy'
            yield Fault(content.file, *content.at(path), path_text(path), message)
    excused = {move.old for move in listed.moved} | {*listed.gone}
    for number, address in enumerate(listed.published):
        page, _, anchor = address.partition("#")
        if not page.endswith(".html") or excused & {page, address}:
            continue
        edition = page.split("/")[0]
        lost = anchor not in anchors.get(edition, anchor) if anchor and page in pages else page not in pages
        if lost and not (anchor and page not in pages):  # a page that is gone is told once
            place = ("published", number)
            message = f'địa chỉ đã công bố không còn: {address}: giữ trang hay bản ghi ấy, ghi chỗ mới dưới "moved", hoặc ghi dưới "gone" nếu bỏ hẳn'
            yield Fault(content.file, *content.at(place), path_text(place), message)
