"""Says in Vietnamese Markdown what a change does, in the report's own terms, and finds changes that are not on record."""

from __future__ import annotations

import datetime
import difflib
import json
import re
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

from macros.content import derive, formats, labels, model
from macros.content.faults import ContentError, printable
from macros.content.load import load
from macros.content.records import DATE, DECIMAL
from macros.content.uses import RECORD_PAGES
from macros.editing.notices import pages_showing
from macros.editing.revision import Revision
from macros.rendering.macros import SIGNATURES

TITLES = {
    "figures": "Số liệu",
    "derived": "Cách tính",
    "documents": "Văn bản",
    "tasks": "Nhiệm vụ",
    "answers": "Điều nói về nhiệm vụ kỳ trước",
    "series": "Chuỗi số liệu",
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
    if lines := list(_synonyms(base, head)):
        sections.append("### Chữ người dân hay gõ\n\n" + "\n".join(lines))
    if lines := list(_files(base, head)):
        sections.append("### Tệp khác\n\n" + "\n".join(lines))
    if entries := _new_entries(base, head):
        sections.append(
            "### Ghi nhận ở trang «Cập nhật và sửa lỗi»\n\n"
            + "\n".join(
                f"- `{_name(e.get('edition'), e.get('record', ''))}`: {_md(e.get('what', ''))}" for e in entries
            )
        )
    if not sections:
        return ""
    return "\n\n".join(["## Thay đổi nội dung", *_warning(base, head), *sections]) + "\n"


def _synonyms(base: Revision, head: Revision) -> Iterator[str]:
    """What people may type for words of the site from now on, and what they no longer may."""
    old, new = (
        {
            (str(said), str(entry.get("finds")))
            for entry in revision.listed("data/synonyms.yml", "synonyms")
            for said in entry.get("said") or ()
        }
        for revision in (base, head)
    )
    for how, pairs in (("thêm", new - old), ("bỏ", old - new)):
        for said, finds in sorted(pairs):
            yield f"- {how}: gõ «{_md(said)}» thì tìm «{_md(finds)}»"


def _new_entries(base: Revision, head: Revision) -> list[dict[str, Any]]:
    known = [_told(entry) for entry in base.corrections()]
    return [entry for entry in head.corrections() if _told(entry) not in known]


def _told(entry: dict[str, Any]) -> tuple[Any, ...]:
    """What an entry of the public record says: it was published to the word."""
    return tuple(entry.get(key) for key in ("date", "edition", "record", "kind", "what", "before", "after", "why"))


def computed(base: Path, head: Path) -> str:
    """What the site computes that comes out otherwise: values, and the home page's report; empty when a side has faults."""
    try:
        old, new = load(base, SIGNATURES).site, load(head, SIGNATURES).site
    except ContentError:
        return ""
    before, after = _computed(old), _computed(new)
    lines = [
        f"- {_md(result.derived.name)}: {before[key].shown} → **{result.shown}**"
        for key, result in after.items()
        if key in before and before[key].shown != result.shown
    ]
    parts = ["### Giá trị trang này tính ra\n\n" + "\n".join(lines) + "\n"] if lines else []
    if old.newest.id != new.newest.id:
        named = f"{new.name(new.newest)} thay cho {old.name(old.newest)}"
        parts.append(f"### Trang chủ\n\n- nay trình bày {_md(named)}\n")
    return "\n".join(parts)


def _computed(site: model.Site) -> dict[Any, derive.Result]:
    """The computed values as shown, the issuer's corrections counting."""
    found = {}
    for edition in site.editions:
        for rule in edition.derived:
            result = derive.compute(rule, edition)
            found[edition.id, rule.id] = result.corrected or result
    return found


def unrecorded(base: Revision, head: Revision, today: datetime.date) -> list[str]:
    """The entries that corrections.yml lacks, filled in: one for each published record that the change alters or removes."""
    old, new = base.records(), head.records()
    noted = {(entry.get("edition"), entry.get("record")) for entry in _new_entries(base, head)}
    missing = []
    for key, record in old.items():
        edition, collection, id = key
        name = f"{collection}/{id}" if id else collection
        if collection in UNPUBLISHED or record == new.get(key) or (edition, name) in noted:
            continue
        what, before, after = _first_difference(collection, record, new.get(key))
        lines = [
            *([f'edition: "{edition}"'] if edition else []),
            f"record: {name}",
            f"kind: {'slip' if key in new else 'removed'}",
            f"what: {_quoted(what)}",
            *([f"before: {_quoted(before)}"] if before else []),
            *([f"after: {_quoted(after)}"] if after else []),
            "why: …",
        ]
        missing.append(f"  - date: {today.isoformat()}\n" + "\n".join(f"    {line}" for line in lines))
    return missing


def _first_difference(collection: str, old: dict[str, Any], new: dict[str, Any] | None) -> tuple[str, str, str]:
    """What an entry says of a change: in words, then before and after of the first field that differs."""
    if new is None:
        title = old.get("name") or old.get("term") or old.get("found") or old.get("problem") or old.get("id")
        return "Bỏ bản ghi này.", str(title), ""
    type_ = model.inner((model.SITE_FILES | model.EDITION_FILES)[collection])
    key = next(key for key in dict.fromkeys([*old, *new]) if old.get(key) != new.get(key))
    was, now = old.get(key), new.get(key)
    if isinstance(was, list) and isinstance(now, list):
        olds, news = was, now
        was, now = next((i for i in olds if i not in news), None), next((i for i in news if i not in olds), None)
    label = _labels(type_).get(key, key)
    texts = [next(_leaves(side), "") if side is not None else "" for side in (was, now)]
    if isinstance(was, dict) and isinstance(now, dict):
        texts = [next((t for t in _leaves(a) if t not in [*_leaves(b)]), "") for a, b in ((was, now), (now, was))]
    if not any(texts):
        texts = [next(_leaves(old), ""), ""]
    return f"Sửa {label}.", texts[0], texts[1]


def _labels(type_: Any) -> dict[str, str]:
    """The short Vietnamese name of each field of a record."""
    if not model.is_record(type_):
        return {}
    return {
        field.name: re.split(r"[,.;:(]", field.metadata["doc"])[0].strip().lower()
        for field, _ in model.fields_of(type_)
    }


def _leaves(value: Any) -> Iterator[str]:
    """Every text in a value as written."""
    if isinstance(value, dict):
        for item in value.values():
            yield from _leaves(item)
    elif isinstance(value, list):
        for item in value:
            yield from _leaves(item)
    elif value is not None:
        yield str(value).lower() if isinstance(value, bool) else str(value)


def _quoted(text: str) -> str:
    """A text as a value of YAML on one line."""
    return json.dumps(text, ensure_ascii=False)


def decisions(base: Revision, head: Revision, today: datetime.date) -> list[str]:
    """What a person must decide before the change is taken, beside entries that are missing; in Vietnamese Markdown."""
    return [
        *_changed_copies(base, head),
        *_lost_entries(base, head),
        *_untrue_entries(base, head),
        *_lost_addresses(base, head),
        *_lost_seals(base, head),
        *_late(head, today),
    ]


def _changed_copies(base: Revision, head: Revision) -> Iterator[str]:
    """Reference copies that were published and now say something else."""
    for edition, lines in base.sources.items():
        if edition in head.sources and head.sources[edition] != lines:
            yield f"bản đối chiếu `data/{edition}/source.txt` đã công bố bị sửa: khôi phục, hoặc người phụ trách so lại với nguồn rồi quyết định"


def _lost_entries(base: Revision, head: Revision) -> Iterator[str]:
    standing = [_told(entry) for entry in head.corrections()]
    private = {
        (entry.get("edition"), entry.get("record")) for entry in head.corrections() if entry.get("kind") == "privacy"
    }
    for entry in base.corrections():
        if _told(entry) not in standing and (entry.get("edition"), entry.get("record")) not in private:
            name = _name(entry.get("edition"), str(entry.get("record", "")))
            yield (
                f"mục đã công bố ngày {entry.get('date')} về `{printable(name)}` (nay «{_md(str(entry.get('after', '')))}») bị xóa hoặc viết lại: "
                "khôi phục mục ấy trong data/corrections.yml; sửa tiếp thì thêm mục mới"
            )


def _untrue_entries(base: Revision, head: Revision) -> Iterator[str]:
    """New entries whose `before` was not published, or whose `after` is not what the record now says."""
    old, new = base.records(), head.records()
    for entry in _new_entries(base, head):
        collection, _, id = str(entry.get("record", "")).partition("/")
        key = (entry.get("edition"), collection, id)
        if entry.get("kind") == "privacy" or key not in old:
            continue
        for field, side, said in (("before", base, old.get(key)), ("after", head, new.get(key))):
            value = entry.get(field)
            if value is None or said is None:
                continue
            texts = [*_leaves(said), *(block.text for page in side.pages for block in page.blocks)]
            if not any(str(value) in text for text in texts):
                where = "bản đã công bố không ghi" if field == "before" else "bản ghi nay không ghi"
                yield f"mục mới về `{_md(str(entry.get('record')))}`: {field} «{_md(str(value))}» mà {where} như thế: chép đúng giá trị"


def _lost_addresses(base: Revision, head: Revision) -> Iterator[str]:
    """Pages and records that were published and are gone, and lines of the released list that were taken out."""
    file = "data/addresses.yml"
    moved = {str(move.get("old")) for move in head.listed(file, "moved")}
    excused = moved | {*head.listed(file, "gone")}
    pages = {page.url for page in head.pages}
    lost = [page.url for page in base.pages if page.url not in pages]
    for edition, collection, id in base.records().keys() - head.records().keys():
        if edition and collection in RECORD_PAGES and collection != "contacts":
            lost.append(f"{edition}/{RECORD_PAGES[collection][0]}.html#{id.lower()}")
    for address in sorted(lost):
        if address not in excused and address.partition("#")[0] not in excused:
            yield f'địa chỉ `{printable(address)}` không còn: giữ lại, hoặc ghi vào {file} dưới "moved" (kèm chỗ mới) hay "gone" (bỏ hẳn)'
    for key in ("published", "corrections"):
        taken = [item for item in base.listed(file, key) if item not in {*head.listed(file, key)} | excused]
        if taken and not (key == "corrections" and any(e.get("kind") == "privacy" for e in head.corrections())):
            yield f"{len(taken)} dòng bị xóa khỏi `{key}` của {file} (ví dụ `{printable(taken[0])}`): khôi phục"


def _lost_seals(base: Revision, head: Revision) -> Iterator[str]:
    """Seals of released records that stand and have nothing private taken out, and were taken out of the list."""
    file = "data/addresses.yml"
    private = {f"{e.get('edition')}/{e.get('record')}" for e in head.corrections() if e.get("kind") == "privacy"}
    names = [{str(line).partition(" ")[0] for line in side.listed(file, "sealed")} for side in (base, head)]
    standing = {f"{edition}/{collection}" + (f"/{id}" if id else "") for edition, collection, id in head.records()}
    standing |= {f"{edition}/copy" for edition in head.sources}
    taken = sorted((names[0] - names[1] - private) & standing)
    if taken:
        yield f"{len(taken)} dòng bị xóa khỏi `sealed` của {file} (ví dụ `{printable(taken[0])}`): khôi phục"


def _late(head: Revision, today: datetime.date) -> Iterator[str]:
    """Dates after today; this command may read the clock."""
    for file, content in sorted(head.contents.items()):
        for path, text in content.texts:
            if path and path[-1] in ("date", "checked", "noted") and DATE.fullmatch(text) and text > today.isoformat():
                yield f"{file}, dòng {content.at(path)[0]}: ngày {_md(text)} sau hôm nay ({today.isoformat()}): xem lại năm"


# Files ------------------------------------------------------------------------------------------------------------

_TOUCHES = (  # beginning of a file's path → what it touches; the first that fits
    ("overrides/assets/", "kiểu trình bày hoặc mã chạy trong trang", True),
    ("overrides/", "khuôn trang", True),
    ("macros/", "chương trình", True),
    ("run.py", "chương trình", True),
    ("requirements", "các gói mà chương trình dùng", True),
    ("pyproject.toml", "cấu hình của chương trình", True),
    ("mkdocs.yml", "cấu hình dựng trang", True),
    (".github/", "máy kiểm tra của kho", True),
    (".gitlab", "máy kiểm tra của kho", True),
    (".ci/", "máy kiểm tra của kho", True),
    ("tests/", "phép thử", True),
    ("deploy/", "cách đưa trang lên máy chủ", True),
    ("schemas/", "gợi ý cho trình soạn thảo", False),
    ("data/addresses.yml", "danh sách địa chỉ đã công bố", False),
    ("data/", "dữ liệu", False),
    ("docs/assets/", "hình", False),
    ("docs/.well-known/", "tệp xác nhận chủ trang", True),
    ("docs/", "tệp đặt cạnh các trang", True),
    ("", "tệp của kho", False),
)


def _touches(file: str) -> tuple[str, bool]:
    return next((what, warns) for start, what, warns in _TOUCHES if file.startswith(start))


def _changed_files(base: Revision, head: Revision) -> list[str]:
    program = all("mkdocs.yml" in side.files for side in (base, head))
    return [
        file
        for file in sorted({*base.files, *head.files})
        if base.files.get(file) != head.files.get(file) and (program or file.startswith(("data/", "docs/")))
    ]


def _files(base: Revision, head: Revision) -> Iterator[str]:
    """One line for each changed file that is neither records, nor pages, nor a copy."""
    for file in _changed_files(base, head):
        told = file in {*base.contents, *head.contents} and file != "data/addresses.yml"
        if told or file.endswith("/source.txt") or (file.startswith("docs/") and file.endswith(".md")):
            continue
        how = "thêm" if file not in base.files else "bỏ" if file not in head.files else "sửa"
        yield f"- {how} `{_md(file)}`: {_touches(file)[0]}"


def _warning(base: Revision, head: Revision) -> Iterator[str]:
    touched = dict.fromkeys(
        _touches(file)[0] for file in _changed_files(base, head) if _touches(file)[1] and not file.endswith(".md")
    )
    if touched:
        yield f"> **Cảnh báo: đề nghị này không chỉ sửa nội dung mà sửa {', '.join(touched)}.** Người phụ trách kỹ thuật phải đọc từng dòng trước khi nhận."


# Records ----------------------------------------------------------------------------------------------------------


def _name(edition: str | None, record: str) -> str:
    return f"{edition}/{record}" if edition else record


def _record(
    key: tuple[str | None, str, str],
    old: dict[str, Any] | None,
    new: dict[str, Any] | None,
    base: Revision,
    head: Revision,
) -> str:
    """A record's change as one list item with the fields and the pages below it."""
    edition, collection, id = key
    record = new or old or {}
    title = (
        record.get("name")
        or record.get("term")
        or record.get("text")
        or record.get("found")
        or record.get("number")
        or id
    )
    kind = (
        f", {labels.FIGURE_KIND.get(record.get('kind', ''), '')}, đơn vị {record.get('unit')}"
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
    else:  # whole
        lines += [f"  - {line}" for line in _fields(type_, {}, record)]
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
    return re.sub(r"([\\`*_\[\]<>|#])", r"\\\1", printable(text))
