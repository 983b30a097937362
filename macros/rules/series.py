"""Rules on series of figures: their members are there, comparable or told apart, and each series has its page."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from typing import Any

from macros.content import labels, page_names, periods
from macros.content.faults import Fault, path_text
from macros.content.load import Loaded
from macros.content.model import Edition, Figure, Member, Series
from macros.content.reading import nearest

FILE = "data/series.yml"
_YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)")
Found = tuple[tuple[Any, ...], str]  # where in the file, and what is wrong


def series(loaded: Loaded) -> Iterator[Fault]:
    """Every series holds together, and has its page."""
    site, content = loaded.site, loaded.contents.get(FILE)
    seen: dict[str, int] = {}
    for number, one in enumerate(site.series):
        found = list(_members(one, {edition.id: edition for edition in site.editions}))
        if one.id in seen:
            assert content is not None
            line = content.at(("series", seen[one.id], "id"))[0]
            found.append((("id",), f'mã "{one.id}" đã dùng ở dòng {line}: đặt mã khác'))
        seen.setdefault(one.id, number)
        found += _page(loaded, one)
        for path, message in found:
            assert content is not None
            place = ("series", number, *path)
            yield Fault(content.file, *content.at(place), path_text(place), message)
    for page in loaded.pages:
        if page.path.startswith(f"{page_names.SERIES}/") and page.name not in seen:
            message = (
                f'không có chuỗi "{page.name}" trong {FILE}{nearest(page.name, seen) or "."} Xóa trang, hoặc ghi chuỗi'
            )
            yield Fault(page.file, 1, 1, "", message)


def _members(one: Series, editions: dict[str, Edition]) -> Iterator[Found]:
    known: list[tuple[int, Member, Figure]] = []
    for number, member in enumerate(one.members):
        path = ("members", number)
        edition = editions.get(member.edition)
        if edition is None:
            wrong = f'không có ấn bản "{member.edition}"{nearest(member.edition, editions) or "."} Ghi một trong: {", ".join(editions)}'
            yield (*path, "edition"), wrong
            continue
        figure = next((figure for figure in edition.figures if figure.id == member.figure), None)
        if figure is None:
            ids = [figure.id for figure in edition.figures]
            wrong = f'không có "{member.figure}" trong data/{edition.id}/figures.yml{nearest(member.figure, ids)}'
            yield (*path, "figure"), wrong
            continue
        if any((m.edition, m.figure) == (member.edition, member.figure) for _, m, _ in known):
            yield (*path, "figure"), f'số liệu "{member.figure}" của ấn bản {member.edition} đã có trong chuỗi: xóa một'
        if said := _period(member, figure, edition):
            yield (*path, "period"), said
        known.append((number, member, figure))
    if len(known) < len(one.members):
        return
    used = dict.fromkeys(member.edition for member in one.members)
    if len(used) < 2:
        yield ("members",), "chuỗi cần số liệu của ít nhất hai ấn bản: ghi thêm, hoặc xóa chuỗi"
    if len({editions[id].series for id in used}) > 1:
        wrong = "các ấn bản không cùng một loạt (series trong report.yml): chỉ xếp số liệu của các báo cáo cùng loạt"
        yield ("members",), wrong
    yield from _order(known)


def _period(member: Member, figure: Figure, edition: Edition) -> str | None:
    """What is wrong with the period of a member: the record must speak of its years."""
    first, last = periods.span(member.period)
    if last < first:
        return f'kỳ "{member.period}" kết thúc trước khi bắt đầu: đổi chỗ hai đầu'
    told = {*map(str, edition.report.years), *_YEAR.findall(f"{figure.period} {figure.quote}")}
    missing = [str(year) for year in periods.years(member.period) if str(year) not in told]
    if missing:
        return f"số liệu không nói năm {missing[0]} (period «{figure.period}»): sửa kỳ này, hoặc sửa period của số liệu"
    return None


def _order(known: list[tuple[int, Member, Figure]]) -> Iterator[Found]:
    """Members stand by period; what cannot be compared with the one before says so, and nothing else does."""
    for (_, before, older), (number, member, figure) in itertools.pairwise(known):
        path, what = ("members", number), member.change.what if member.change else ()
        if periods.span(member.period) < periods.span(before.period):
            wrong = f"{periods.words(member.period)} đứng sau {periods.words(before.period)}: xếp các số liệu theo kỳ"
            yield (*path, "period"), wrong
        units = [_unit(older), _unit(figure)]
        if units[0] != units[1] and "unit" not in what:
            wrong = f"đơn vị là «{units[1]}», của số liệu đứng trước là «{units[0]}»: ghi change với what gồm unit và why, hoặc bỏ số liệu này khỏi chuỗi"
            yield (*path, "figure"), wrong
        elif units[0] == units[1] and "unit" in what:
            yield (*path, "change", "what"), f"đơn vị không đổi («{units[1]}»): bỏ unit khỏi what"
    stated = [part for part in known if part[2].kind not in ("target", "unconfirmed")]
    kinds = {now[0]: (_kind(older[2]), _kind(now[2])) for older, now in itertools.pairwise(stated)}
    for number, member, _ in known:
        what, path = member.change.what if member.change else (), ("members", number)
        was, now = kinds.get(number, ("", ""))
        if was != now and "kind" not in what:
            wrong = f"loại là {now}, của số liệu đứng trước là {was}: ghi change với what gồm kind và why, hoặc bỏ số liệu này khỏi chuỗi"
            yield (*path, "figure"), wrong
        elif was == now and "kind" in what:
            wrong = (
                "loại không đổi so với số liệu đứng trước (mục tiêu luôn đứng riêng, không cần ngắt): bỏ kind khỏi what"
            )
            yield (*path, "change", "what"), wrong
    if known[0][1].change:
        yield ("members", 0, "change"), "số liệu đầu chuỗi không có gì đứng trước: xóa change"


def _unit(figure: Figure) -> str:
    return f"{figure.unit}, dạng tỷ số" if figure.ratio else figure.unit


def _kind(figure: Figure) -> str:
    return labels.explained(figure.kind)


def _page(loaded: Loaded, one: Series) -> Iterator[Found]:
    file = f"docs/{page_names.SERIES}/{one.id}.md"
    page = next((page for page in loaded.pages if page.file == file), None)
    if page is None:
        yield ("id",), f'thiếu trang {file}: tạo trang này, trong có {{{{ series("{one.id}") }}}}'
    elif not any(call.macro == "series" and call.args == (one.id,) for call in page.calls):
        yield ("id",), f'trang {file} chưa hiện chuỗi này: viết {{{{ series("{one.id}") }}}} trong trang'
