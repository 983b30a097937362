"""Rules on corrections: the issuer's stand on the record with date and source, and every change is in the public record."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from macros.content import formats, model
from macros.content.faults import Fault, path_text
from macros.content.load import Loaded
from macros.content.reading import nearest
from macros.rules.scope import Scope

NAMED = {"facts", *model.EDITION_FILES} - {"report", "literals"}  # collections whose records have an id


def corrected_records(scope: Scope) -> Iterator[Fault]:
    """An issuer's correction differs from what is printed, fits its own value, and has its entry in corrections.yml."""
    for collection in ("figures", "documents", "tasks"):
        for path, record in scope.records(collection):
            correction = record.corrected
            if correction is None:
                continue
            path = (*path, "corrected")
            if collection == "figures":
                yield from _figure(scope, path, record)
            entries = scope.loaded.site.corrections_of(scope.edition.id, f"{collection}/{record.id}")
            if not any(entry.kind == "issuer" and entry.after == correction.printed for entry in entries):
                yield scope.fault(
                    collection,
                    path,
                    f'chưa có dòng ghi nhận trong data/corrections.yml: thêm một mục có edition "{scope.edition.id}", record {collection}/{record.id}, kind issuer, after "{correction.printed}"',
                )


def _figure(scope: Scope, path: tuple[Any, ...], figure: Any) -> Iterator[Fault]:
    correction = figure.corrected
    if (correction.value is None) == (correction.ratio is None):
        yield scope.fault("figures", path, "cần đúng một trong hai khóa value hoặc ratio")
    elif correction.value is not None and formats.parse_number(correction.printed) != correction.value:
        yield scope.fault(
            "figures",
            (*path, "value"),
            f'giá trị {correction.value} khác dạng in "{correction.printed}" của đính chính: sửa một trong hai',
        )
    elif correction.ratio and correction.ratio.denominator < 1:
        yield scope.fault(
            "figures", (*path, "ratio", "denominator"), f"mẫu số phải lớn hơn 0; gặp {correction.ratio.denominator}"
        )
    elif correction.ratio and correction.printed != formats.ratio(correction.ratio):
        yield scope.fault(
            "figures",
            (*path, "printed"),
            f'dạng in "{correction.printed}" khác tỷ số {formats.ratio(correction.ratio)}: sửa ratio hoặc printed',
        )
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


def public_record(loaded: Loaded) -> Iterator[Fault]:
    """Each entry of corrections.yml names a record that is there, unless it says that the record was removed."""
    content = loaded.contents.get("data/corrections.yml")
    editions = {edition.id: edition for edition in loaded.site.editions}
    for number, change in enumerate(loaded.site.corrections):

        def fault(key: str, message: str, number: int = number) -> Fault:
            path = ("corrections", number, key)
            return Fault(content.file, *content.at(path), path_text(path), message)

        collection, _, id = change.record.partition("/")
        holder = loaded.site if collection == "facts" else editions.get(change.edition)
        if collection != "facts" and holder is None:
            yield fault(
                "edition",
                f'không có ấn bản "{change.edition or ""}"{nearest(change.edition or "", editions) or "."} Ghi edition là một trong: {", ".join(editions)}',
            )
            continue
        if collection == "facts" and change.edition:
            yield fault("edition", "facts.yml dùng chung cho mọi ấn bản: xóa dòng edition")
        if change.before is None and change.after is None:
            yield fault("what", "cần ít nhất một trong hai khóa before, after")
        if change.kind == "removed" or change.record == "report":
            continue
        known = [record.id for record in getattr(holder, collection)] if collection in NAMED else []
        if id not in known:
            yield fault(
                "record",
                f'không có bản ghi "{change.record}"{nearest(id, known) or "."} Ghi tên tệp, gạch chéo, mã; nếu bản ghi đã bỏ thì ghi kind: removed',
            )
        elif (
            change.kind == "issuer"
            and getattr(next(r for r in getattr(holder, collection) if r.id == id), "corrected", None) is None
        ):
            yield fault(
                "kind", f'bản ghi "{change.record}" không có corrected: ghi đính chính vào bản ghi, hoặc đổi kind'
            )
