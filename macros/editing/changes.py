"""Says in Vietnamese Markdown what a change does, in the report's own terms, and finds changes that are not on record."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

from macros.content import derive, formats, labels, model
from macros.content.faults import ContentError
from macros.content.load import load
from macros.content.records import DECIMAL
from macros.editing.notices import pages_showing
from macros.editing.revision import Revision
from macros.rendering.macros import SIGNATURES

TITLES = {
    "figures": "Số liệu",
    "derived": "Cách tính",
    "documents": "Văn bản",
    "tasks": "Nhiệm vụ",
    "errata": "Lưu ý về nguyên văn",
    "terms": "Từ ngữ",
    "organisations": "Cơ quan, đơn vị",
    "contacts": "Liên hệ",
    "report": "Thông tin về báo cáo",
    "facts": "Điều ngoài báo cáo",
    "literals": "Chữ viết thẳng được phép",
    "site": "Thiết lập của trang",
}
UNPUBLISHED = ("literals", "site")  # not records that a reader sees


def summary(base: Revision, head: Revision) -> str:
    """The whole change; empty when nothing that a reader sees is different."""
    sections = []
    old, new = base.records(), head.records()
    for collection, title in TITLES.items():
        keys = [key for key in dict.fromkeys([*old, *new]) if key[1] == collection and old.get(key) != new.get(key)]
        if keys:
            sections.append(
                f"### {title}\n\n" + "\n".join(_record(key, old.get(key), new.get(key), base, head) for key in keys)
            )
    if lines := list(_sources(base, head)):
        sections.append("### Bản đối chiếu\n\n" + "\n".join(lines))
    if lines := list(_pages(base, head)):
        sections.append("### Lời văn trên trang\n\n" + "\n".join(lines))
    if entries := [entry for entry in head.corrections() if entry not in base.corrections()]:
        sections.append(
            "### Ghi nhận ở trang «Cập nhật và sửa lỗi»\n\n"
            + "\n".join(
                f"- `{_name(e.get('edition'), e.get('record', ''))}`: {_md(e.get('what', ''))}" for e in entries
            )
        )
    return "\n\n".join(["## Thay đổi nội dung", *sections]) + "\n" if sections else ""


def computed(base: Path, head: Path) -> str:
    """The values computed by the site that come out otherwise; empty when a side has faults."""
    try:
        before, after = _computed(base), _computed(head)
    except ContentError:
        return ""
    lines = [
        f"- {_md(result.derived.name)}: {before[key].shown} → **{result.shown}**"
        for key, result in after.items()
        if key in before and before[key].shown != result.shown
    ]
    return "### Giá trị trang này tính ra\n\n" + "\n".join(lines) + "\n" if lines else ""


def _computed(root: Path) -> dict[str, Any]:
    site = load(root, SIGNATURES).site
    return {
        (edition.id, rule.id): derive.compute(rule, edition) for edition in site.editions for rule in edition.derived
    }


def unrecorded(base: Revision, head: Revision) -> list[str]:
    """The entries that corrections.yml lacks: one for each published record that the change alters or removes."""
    old, new = base.records(), head.records()
    noted = {
        (entry.get("edition"), entry.get("record")) for entry in head.corrections() if entry not in base.corrections()
    }
    missing = []
    for key, record in old.items():
        edition, collection, id = key
        name = f"{collection}/{id}" if id else collection
        if collection in UNPUBLISHED or record == new.get(key) or (edition, name) in noted:
            continue
        lines = [
            f"record: {name}",
            f"kind: {'removed' if key not in new else 'slip'}",
            "what: …",
            "before: …",
            "after: …",
            "why: …",
        ]
        if edition:
            lines.insert(0, f'edition: "{edition}"')
        missing.append("  - date: …\n" + "\n".join(f"    {line}" for line in lines))
    return missing


# Records ----------------------------------------------------------------------------------------------------------


def _name(edition: str | None, record: str) -> str:
    return f"{edition}/{record}" if edition else record


def _record(key: str, old: dict[str, Any] | None, new: dict[str, Any] | None, base: Revision, head: Revision) -> str:
    """A record's change as one list item with the fields and the pages below it."""
    edition, collection, id = key
    record = new or old
    title = (
        record.get("name")
        or record.get("term")
        or record.get("text")
        or record.get("found")
        or record.get("number")
        or id
    )
    kind = (
        f", {labels.FIGURE_KIND.get(record.get('kind'), '')}, đơn vị {record.get('unit')}"
        if collection == "figures"
        else ""
    )
    mark = "" if old and new else "thêm " if new else "bỏ "
    lines = [
        f"- {mark}**{_md(str(title))}** (`{_name(edition, f'{collection}/{id}' if id else collection)}`{_md(kind)})"
    ]
    type_ = model.inner((model.SITE_FILES | model.EDITION_FILES)[collection])
    if old and new:
        lines += [f"  - {line}" for line in _fields(type_, old, new)]
    elif collection == "figures":
        lines.append(f"  - {_md(str(record.get('printed')))}")
    if collection == "figures" and old and new and (difference := _difference(old, new)):
        lines.append(f"  - chênh lệch: {_md(difference)}")
    side = head if new else base
    if pages := pages_showing(collection, record, edition, side.pages):
        lines.append("  - hiện ở: " + ", ".join(f"`{page}`" for page in pages))
    return "\n".join(lines)


def _fields(type_: Any, old: dict[str, Any], new: dict[str, Any], before: str = "") -> Iterator[Any]:
    """One line for each field that differs."""
    hints = {field.name: (field, hint) for field, hint in model.fields_of(type_)} if model.is_record(type_) else {}
    for key in dict.fromkeys([*old, *new]):
        was, now = old.get(key), new.get(key)
        if was == now:
            continue
        label = before + (
            re.split(r"[,.;:(]", hints[key][0].metadata["doc"])[0].strip().lower() if key in hints else key
        )
        inside = model.inner(hints[key][1]) if key in hints else None
        if isinstance(was, dict) and isinstance(now, dict):
            yield from _fields(inside, was, now, f"{label}: ")
        elif isinstance(was, list) or isinstance(now, list):
            was, now = was or [], now or []
            yield from (f"{label}: bỏ «{_plain(item)}»" for item in was if item not in now)
            yield from (f"{label}: thêm «{_plain(item)}»" for item in now if item not in was)
        elif was is None:
            yield f"{label}: thêm «{_plain(now)}»"
        elif now is None:
            yield f"{label}: bỏ «{_plain(was)}»"
        else:
            yield f"{label}: {_shortened(str(was), str(now))}"


def _plain(value: Any) -> str:
    if isinstance(value, dict):
        return "; ".join(_plain(item) for item in value.values())
    return _md(str(value).lower() if isinstance(value, bool) else str(value))


def _difference(old: dict[str, Any], new: dict[str, Any]) -> str:
    """By how much a figure changes, a correction counting as what it says."""
    was, now = old.get("corrected") or old, new.get("corrected") or new
    if isinstance(was.get("ratio"), dict) and isinstance(now.get("ratio"), dict):
        parts = [
            (name, now["ratio"].get(key, 0) - was["ratio"].get(key, 0))
            for key, name in (("numerator", "tử số"), ("denominator", "mẫu số"))
        ]
        return ", ".join(f"{name} {_signed(Decimal(change))}" for name, change in parts if change)
    values = [str(side.get("value")) for side in (was, now)]
    if not all(DECIMAL.fullmatch(value) for value in values) or values[0] == values[1]:
        return ""
    unit = str(new.get("unit", ""))
    return f"{_signed(Decimal(values[1]) - Decimal(values[0]))} {'điểm phần trăm' if unit == '%' else unit}"


def _signed(value: Decimal) -> str:
    return ("+" if value > 0 else "−") + formats.number(abs(value))


# Texts ------------------------------------------------------------------------------------------------------------


def _sources(base: Revision, head: Revision) -> Iterator[Any]:
    for edition in dict.fromkeys([*base.sources, *head.sources]):
        old, new = base.sources.get(edition), head.sources.get(edition)
        if old is None or new is None:
            yield f"- {'thêm' if old is None else 'bỏ'} `data/{edition}/source.txt`"
        else:
            yield from (
                f"- `data/{edition}/source.txt`, {line}"
                for line in _compared(list(enumerate(old, 1)), list(enumerate(new, 1)))
            )


def _pages(base: Revision, head: Revision) -> Iterator[Any]:
    old, new = ({page.path: page for page in side.pages} for side in (base, head))
    for path in dict.fromkeys([*old, *new]):
        if path not in old or path not in new:
            yield f"- {'bỏ' if path in old else 'thêm'} trang `{(new.get(path) or old[path]).url}`"
            continue
        was, now = old[path], new[path]
        for key in ("title", "description", "lang"):
            if was.meta.get(key) != now.meta.get(key):
                yield f"- `{now.url}`, {key}: {_shortened(str(was.meta.get(key, '')), str(now.meta.get(key, '')))}"
        blocks = [[(block.line, " ".join(block.text.split())) for block in page.blocks] for page in (was, now)]
        yield from (f"- `{now.url}`, {line}" for line in _compared(*blocks))


def _compared(old: list[tuple[int, str]], new: list[tuple[int, str]]) -> Iterator[Any]:
    """The paragraphs that differ; each is given as (line, text)."""
    matcher = difflib.SequenceMatcher(None, [text for _, text in old], [text for _, text in new], autojunk=False)
    for what, a, b, c, d in matcher.get_opcodes():
        if what == "equal":
            continue
        pairs = min(b - a, d - c)
        for (_, was), (line, now) in zip(old[a : a + pairs], new[c : c + pairs]):
            yield f"dòng {line}: {_shortened(was, now)}"
        yield from (f"dòng {line}: bỏ «{_md(text)}»" for line, text in old[a + pairs : b] if text)
        yield from (f"dòng {line}: thêm «{_md(text)}»" for line, text in new[c + pairs : d] if text)


def _shortened(was: str, now: str, around: int = 30) -> str:
    """`«…was…» → «…now…»` around the words that differ."""
    start = next((i for i, (a, b) in enumerate(zip(was, now)) if a != b), min(len(was), len(now)))
    end = next(
        (i for i, (a, b) in enumerate(zip(was[start:][::-1], now[start:][::-1])) if a != b),
        min(len(was), len(now)) - start,
    )
    parts = []
    for text in (was, now):
        first, last = max(start - around, 0), min(len(text) - end + around, len(text))
        first = text.rfind(" ", 0, first) + 1 if first else 0
        last = text.find(" ", last) if text.find(" ", last) >= 0 and last < len(text) else len(text)
        parts.append(f"«{'…' if first else ''}{_md(text[first:last])}{'…' if last < len(text) else ''}»")
    return " → ".join(parts)


def _md(text: str) -> str:
    """Text that Markdown shows as it is."""
    return re.sub(r"([\\`*_\[\]<>|#])", r"\\\1", text)
