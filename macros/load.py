"""Loads `data/` and `docs/` into the model; the faults of every file are found together and raised once."""

from __future__ import annotations

import dataclasses
import re
import typing
from pathlib import Path

from macros import model
from macros.faults import ContentError, Fault
from macros.pages import Page, read_page
from macros.reading import Content, nearest, read
from macros.records import Builder, describe
from macros.source import Source

EDITION_FILES = {
    field.name: field
    for field in dataclasses.fields(model.Edition)
    if field.name not in ("id", "source")
}


@dataclasses.dataclass(frozen=True)
class Loaded:
    """The checked content: the model, the pages, and the positions of every value by file name."""

    root: Path
    site: model.Site
    pages: tuple[Page, ...]
    contents: dict[str, Content]


@dataclasses.dataclass(frozen=True, kw_only=True)
class FrontMatter:
    """Phần đầu của một trang."""

    title: str = model.says("Tên trang.")
    description: str = model.says("Một câu nói trang có gì, dùng khi chia sẻ và trong máy tìm kiếm.")
    lang: typing.Literal["vi", "en"] = model.says("Ngôn ngữ của trang, nếu không phải tiếng Việt.", default="vi")


def load(root: Path, signatures: dict) -> Loaded:
    """Read everything below `root`; `signatures` are the macros that pages may call.

    Raises ContentError with all faults of form; `macros.check` adds the rules that hold between records.
    """
    contents: dict[str, Content] = {}
    faults: list[Fault] = []

    def build(path: Path, type_, key: str | None = None):
        """The value of a data file, under its one top key where it has one; None after noting faults."""
        file = path.relative_to(root).as_posix()
        if not path.is_file():
            faults.append(Fault(file, 1, 1, "", "thiếu tệp: tạo tệp này"))
            return None
        content = contents[file] = read(path.read_bytes(), file)
        if content.value is None:
            return None
        builder = Builder(content)
        if key is None:
            return builder.build(type_, content.value, ())
        if not isinstance(content.value, dict) or key not in content.value:
            return builder.fault((), f'cần khóa "{key}:" ở đầu tệp, gặp {describe(content.value)}')
        for other in content.value:
            if other != key:
                builder.fault((other,), f'khóa lạ "{other}"; tệp này chỉ có khóa "{key}"', key=True)
        return builder.build(type_, content.value[key], (key,))

    data = root / "data"
    settings = build(data / "site.yml", model.Settings)
    facts = build(data / "facts.yml", tuple[model.Fact, ...], "facts")
    editions = []
    for folder in sorted(path for path in data.iterdir() if path.is_dir()) if data.is_dir() else []:
        editions.append(_edition(folder, root, build, faults))
    if data.is_dir() and not editions:
        faults.append(Fault("data", 1, 1, "", 'chưa có ấn bản nào: tạo thư mục, ví dụ "data/2023"'))
    pages = tuple(_pages(root, signatures, {folder.name for folder in data.iterdir() if folder.is_dir()} if data.is_dir() else set()))
    for page in pages:
        faults.extend(page.faults)
        if page.front is not None and page.front.value is not None:
            before = len(page.front.faults)
            Builder(page.front).build(FrontMatter, page.front.value, ())
            faults.extend(page.front.faults[before:])
    for content in contents.values():
        faults.extend(content.faults)
    if faults:
        raise ContentError(faults)
    site = model.Site(settings=settings, facts=facts, editions=tuple(editions))
    return Loaded(root=root, site=site, pages=pages, contents=contents)


def _edition(folder: Path, root: Path, build, faults) -> model.Edition | None:
    name = folder.relative_to(root).as_posix()
    if not re.fullmatch(r"\d{4}(-[a-z0-9]+)*", folder.name):
        faults.append(Fault(name, 1, 1, "", f'tên thư mục ấn bản phải bắt đầu bằng năm, ví dụ "2023"; gặp "{folder.name}"'))
        return None
    allowed = {"source.txt"} | {f"{key}.yml" for key in EDITION_FILES}
    for path in sorted(folder.iterdir()):
        if path.name not in allowed:
            faults.append(Fault(f"{name}/{path.name}", 1, 1, "", f'tệp lạ{nearest(path.name, allowed)} Các tệp được dùng: {", ".join(sorted(allowed))}'))
    values = {"report": build(folder / "report.yml", model.Report)}
    for key, field in EDITION_FILES.items():
        if key != "report" and (folder / f"{key}.yml").exists():
            values[key] = build(folder / f"{key}.yml", typing.get_type_hints(model.Edition, include_extras=True)[key], key)
    try:
        values["source"] = Source.from_bytes((folder / "source.txt").read_bytes())
    except FileNotFoundError:
        faults.append(Fault(f"{name}/source.txt", 1, 1, "", "thiếu bản đối chiếu: chép nguyên văn báo cáo vào tệp này"))
        return None
    except UnicodeDecodeError:
        faults.append(Fault(f"{name}/source.txt", 1, 1, "", 'tệp không phải UTF-8: lưu lại tệp với bảng mã "UTF-8"'))
        return None
    return None if None in values.values() else model.Edition(id=folder.name, **values)


def _pages(root: Path, signatures: dict, editions: set[str]):
    docs = root / "docs"
    for path in sorted(docs.rglob("*.md")) if docs.is_dir() else []:
        relative = path.relative_to(docs).as_posix()
        folder = relative.split("/")[0]
        if folder == "assets":
            continue
        yield read_page(path.read_bytes(), relative, f"docs/{relative}", folder if folder in editions else None, signatures)
