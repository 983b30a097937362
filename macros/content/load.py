"""Loads `data/` and `docs/` into the model; the faults of every file are found together and raised once."""

from __future__ import annotations

import dataclasses
import re
import typing
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from macros.content import model, safety
from macros.content.configuration import read_configuration
from macros.content.corrections import following as corrections_following
from macros.content.faults import ContentError, Fault, path_text
from macros.content.pages import Page, read_page
from macros.content.reading import Content, describe, nearest, read, too_large
from macros.content.records import Builder
from macros.content.source import Source

PICTURES = {
    ".png",
    ".jpg",
    ".jpeg",
    ".webp",
    ".gif",
    ".svg",
    ".ico",
}  # below docs/assets; scripts and styles are the theme's
_NAME = re.compile(r"\.?[A-Za-z0-9_][A-Za-z0-9._-]{0,99}", re.ASCII)
MAX_ASSET = 2_000_000  # bytes of one picture
MAX_FOLDERS = 4  # from docs or data down to a file
_BEGINNINGS = {  # what a picture of each kind begins with
    ".png": rb"\x89PNG\r\n\x1a\n",
    ".jpg": rb"\xff\xd8\xff",
    ".jpeg": rb"\xff\xd8\xff",
    ".gif": rb"GIF8[79]a",
    ".webp": rb"RIFF....WEBP",
    ".ico": rb"\x00\x00\x01\x00",
}
_TAKEN_AT = re.compile(
    rb"Exif\x00\x00.{0,4000}?(?:\x88\x25\x00\x04|\x25\x88\x04\x00)", re.DOTALL
)  # the place, TIFF tag 0x8825
_MARKUP = re.compile(rb"<(?:script|html|svg|!doctype|iframe)", re.IGNORECASE)
_HOST_FILES = {"CNAME", "_headers", "_redirects"}
_WELL_KNOWN = {"", ".txt", ".json"}  # files that prove to others who runs the site


@dataclasses.dataclass(frozen=True, eq=False)
class Loaded:
    """The checked content: the model, the pages, and the positions of every value by file name."""

    root: Path
    site: model.Site
    pages: tuple[Page, ...]
    contents: dict[str, Content]

    def alone(self, edition: model.Edition | None) -> Loaded:
        """All that the files of one edition are made from, so that they stay as they are while it does.

        The edition and its pages, the settings, the facts, the corrections of it and of no edition. With None: the site
        and its own pages.
        """
        pages = tuple(page for page in self.pages if page.edition == (edition and edition.id))
        if edition is None:
            return dataclasses.replace(self, pages=pages)
        site = dataclasses.replace(
            self.site,
            editions=(edition,),
            corrections=tuple(change for change in self.site.corrections if change.edition in (None, edition.id)),
            drafts=(),
            synonyms=(),
            series=(),
        )
        return dataclasses.replace(self, site=site, pages=pages, contents={})

    @property
    def drafts(self) -> tuple[Fault, ...]:
        """What a person must still confirm, each at its line; no fault, but nothing with one left is published."""
        return tuple(
            Fault(content.file, *content.at(path), path_text(path[:-1]), f"cần xác nhận: {text}")
            for content in self.contents.values()
            for path, text in content.drafts
        )

    @property
    def written(self) -> tuple[Content, ...]:
        """Every data file and the front matter of every page."""
        return (*self.contents.values(), *(page.front for page in self.pages if page.front))


def place(
    contents: dict[str, Content], edition: model.Edition, collection: str, path: tuple[Any, ...]
) -> tuple[Content | None, tuple[Any, ...]]:
    """The file and the path in it of a field of an edition's record: what is shared stands in the site's register."""
    content = contents.get(f"data/{edition.id}/{collection}.yml")
    register = contents.get(f"data/{collection}.yml") if collection in model.REGISTERS else None
    if register is None or len(path) < 2 or (content and path in content.values):
        return content, path
    id = getattr(edition, collection)[path[1]].id
    ids = [record["id"] for record in register.value[collection]]
    there = (collection, ids.index(id), *path[2:]) if id in ids else ()
    if there and (there in register.values or content is None or path[:2] not in content.values):
        return register, there
    return content, path


@dataclasses.dataclass(frozen=True, kw_only=True)
class FrontMatter:
    """Phần đầu của một trang."""

    title: str = model.says("Tên trang.")
    description: str = model.says("Một câu nói trang có gì, dùng khi chia sẻ và trong máy tìm kiếm.")
    lang: typing.Literal["vi", "en"] = model.says("Ngôn ngữ của trang, nếu không phải tiếng Việt.", default="vi")
    own_numbers: bool = model.says(
        "true nếu các con số trên trang do người vận hành đo, không phải của báo cáo.", default=False
    )


def load(root: Path, signatures: dict[str, Any]) -> Loaded:
    """Read everything below `root`; `signatures` are the macros that pages may call.

    Raises ContentError with all faults of form; `macros.rules` adds the rules that hold between records.
    """
    contents: dict[str, Content] = {}
    faults: list[Fault] = list(_foreign(root))
    if faults:  # nothing outside the project is ever opened
        raise ContentError(faults)

    data = root / "data"
    registers: dict[str, dict[str, dict[str, Any]]] = {}

    def build(path: Path) -> Any:
        """The value of a data file, under its one top key if it is a list; None after noting faults."""
        file = path.relative_to(root).as_posix()
        type_ = model.file_type(file)
        key = path.stem if typing.get_origin(type_) is tuple else None
        if not path.is_file():
            faults.append(Fault(file, 1, 1, "", "thiếu tệp: tạo tệp này"))
            return None
        content = contents[file] = read(path.read_bytes(), file)
        if content.value is None:
            return None
        register = contents.get(f"data/{path.stem}.yml")
        builder = Builder(content, registers.get(path.stem, {}), bool(register and register.faults))
        if key is None:
            return builder.build(type_, content.value, ())
        if not isinstance(content.value, dict) or key not in content.value:
            found = (
                f'khóa "{next(iter(content.value))}"' if isinstance(content.value, dict) else describe(content.value)
            )
            return builder.fault((), f'cần khóa "{key}:" ở đầu tệp, gặp {found}')
        for other in content.value:
            if other != key:
                builder.fault((other,), f'khóa lạ "{other}"; tệp này chỉ có khóa "{key}"', key=True)
        if key in model.REGISTERS and path.parent == data:
            return _register(builder, model.inner(type_), content.value[key], key)
        return builder.build(type_, content.value[key], (key,))

    settings = build(data / "site.yml")
    facts = build(data / "facts.yml")
    corrections: tuple[model.Change, ...] = (
        build(data / "corrections.yml") if (data / "corrections.yml").exists() else ()
    )
    registers |= {
        name: build(data / f"{name}.yml") or {} for name in model.REGISTERS if (data / f"{name}.yml").exists()
    }
    synonyms = build(data / "synonyms.yml") if (data / "synonyms.yml").exists() else ()
    series = build(data / "series.yml") if (data / "series.yml").exists() else ()
    if data.is_dir():
        known = {f"{name}.yml" for name in (*model.SITE_FILES, *model.REGISTERS)}
        faults.extend(_unknown_files(data, root, known | {"addresses.yml"}))
    editions = []
    for folder in sorted(path for path in data.iterdir() if path.is_dir()) if data.is_dir() else []:
        editions.append(_edition(folder, root, build, faults, registers.get("organisations", {})))
    if data.is_dir() and not editions:
        faults.append(Fault("data", 1, 1, "", 'chưa có ấn bản nào: tạo thư mục, ví dụ "data/2023"'))
    pages = tuple(
        _pages(
            root, signatures, {folder.name for folder in data.iterdir() if folder.is_dir()} if data.is_dir() else set()
        )
    )
    for page in pages:
        faults.extend(page.faults)
        if page.front is not None and page.front.value is not None:
            before = len(page.front.faults)
            Builder(page.front).build(FrontMatter, page.front.value, ())
            faults.extend(page.front.faults[before:])
    for content in contents.values():
        faults.extend(content.faults)
    if faults:
        raise ContentError(faults, contents, pages)
    by_date = sorted(
        (edition for edition in editions if edition), key=lambda edition: (edition.report.date, edition.id)
    )
    titles = {page.path: page.meta["title"] for page in pages}
    synonyms = tuple(dataclasses.replace(s, finds=titles.get(s.finds, s.finds)) for s in synonyms)
    corrections += tuple(change for edition in by_date for change in corrections_following(edition, corrections))
    site = model.Site(
        settings=settings,
        facts=facts,
        editions=tuple(by_date),
        corrections=corrections,
        drafts=tuple(
            e.id for e in by_date if any(contents[f].drafts for f in contents if f.startswith(f"data/{e.id}/"))
        ),
        synonyms=synonyms,
        series=series,
    )
    return Loaded(root=root, site=site, pages=pages, contents=contents)


def _foreign(root: Path) -> Iterator[Any]:
    """Links, and files that have no place in `data/` or `docs/`: they could lead out of the project or run code."""
    own = {name for name in read_configuration(root).own_files if name.endswith((".css", ".js", ".mjs"))}
    for folder in (root / "data", root / "docs"):
        for path in [folder, *sorted(folder.rglob("*"))]:
            file = path.relative_to(root).as_posix()
            if wrong := _no_name(path.relative_to(folder), folder.name):
                yield Fault(file, 1, 1, "", wrong)
            elif path.is_symlink():
                yield Fault(file, 1, 1, "", "là liên kết tới nơi khác: xóa liên kết, chép chính tệp vào đây")
            elif path.exists() and not (path.is_file() or path.is_dir()):
                yield Fault(file, 1, 1, "", "không phải tệp thường: xóa đi")
            elif path.is_dir() and path.suffix in (".yml", ".md", ".txt"):
                yield Fault(file, 1, 1, "", "là thư mục mang tên của tệp: đổi tên, hoặc xóa")
            elif folder.name == "docs" and path.is_file():
                name = path.relative_to(folder)
                if name.as_posix() not in own and not _belongs(name):
                    yield Fault(
                        file,
                        1,
                        1,
                        "",
                        "loại tệp này không được đặt trong docs: trang viết bằng .md; hình đặt trong docs/assets",
                    )
                elif path.suffix != ".md" and path.stat().st_size > MAX_ASSET:
                    wrong = f"tệp lớn hơn {MAX_ASSET // 1_000_000} MB: thu nhỏ hình rồi chép lại"
                    yield Fault(file, 1, 1, "", wrong)
                elif path.suffix in _BEGINNINGS and (wrong := _picture(path.read_bytes(), path.suffix)):
                    yield Fault(file, 1, 1, "", wrong)
                elif path.suffix == ".svg":
                    for problem in safety.picture(path.read_text("utf-8", "replace")):
                        yield Fault(
                            file,
                            1,
                            1,
                            "",
                            f"{problem}: xuất lại hình dạng SVG thuần, chỉ có nét vẽ và chữ, hoặc dùng .png",
                        )


def _picture(data: bytes, suffix: str) -> str:
    """What is wrong with a picture's bytes; empty when nothing is."""
    if not re.match(_BEGINNINGS[suffix], data, re.DOTALL) or _MARKUP.search(data[:1000]):
        return f"không phải hình {suffix}: lưu lại hình đúng loại, không đổi đuôi tên tệp"
    if _TAKEN_AT.search(data[:70_000]):
        return "hình mang nơi chụp (tọa độ GPS): lưu lại hình không kèm thông tin máy ảnh"
    return ""


def _no_name(path: Path, folder: str) -> str:
    """What is wrong with the name of a file or folder, which becomes an address; empty when nothing is."""
    if len(path.parts) > MAX_FOLDERS:
        return f"thư mục lồng quá {MAX_FOLDERS} cấp: chuyển tệp lên trên"
    if not path.name or (path.name.isprintable() and folder == "data" and len(path.name) <= 100):
        return ""
    if _NAME.fullmatch(path.name):
        return ""
    return "tên tệp chỉ gồm chữ không dấu, chữ số, dấu chấm, gạch nối, không quá 100 ký tự: đổi tên tệp"


def _belongs(path: Path) -> bool:
    if path.parts[0] == "assets":
        return path.suffix in PICTURES
    if path.parts[0] == ".well-known":
        return path.suffix in _WELL_KNOWN and len(path.parts) == 2
    hidden = path.name.startswith(".") or path.parts[0].startswith(".")  # the computer's own; never published
    return hidden or path.suffix == ".md" or path.as_posix() in _HOST_FILES


def _unknown_files(folder: Path, root: Path, allowed: set[str]) -> Iterator[Any]:
    """Files that nobody reads; those whose name begins with a point are the computer's own."""
    for path in sorted(folder.iterdir()):
        file = path.relative_to(root).as_posix()
        if path.is_dir() and len(path.relative_to(root).parts) > 2:
            yield Fault(file, 1, 1, "", "thư mục này không được đọc: chuyển tệp lên trên, hoặc xóa")
        if path.is_file() and path.name not in allowed and not path.name.startswith("."):
            yield Fault(
                file,
                1,
                1,
                "",
                f"tệp lạ{nearest(path.name, allowed) or '.'} Các tệp được dùng: {', '.join(sorted(allowed))}",
            )


def _register(builder: Builder, type_: Any, value: Any, key: str) -> dict[str, dict[str, Any]]:
    """What the site knows of the records of a collection, by id."""
    found: dict[str, dict[str, Any]] = {}
    if not isinstance(value, list):
        builder.fault((key,), f"cần một danh sách, gặp {describe(value)}")
        return found
    for number, item in enumerate(value):
        fields = builder.shared(type_, item, (key, number))
        if fields and fields["id"] in found:
            builder.fault((key, number, "id"), f'mã "{fields["id"]}" dùng hai lần: đặt mã khác, hoặc xóa một bản ghi')
        elif fields:
            found[fields["id"]] = fields
    return found


def _edition(
    folder: Path, root: Path, build: Any, faults: Any, organisations: dict[str, dict[str, Any]]
) -> model.Edition | None:
    name = folder.relative_to(root).as_posix()
    if not re.fullmatch(r"\d{4}(-[a-z0-9]+)*", folder.name):
        faults.append(
            Fault(name, 1, 1, "", f'tên thư mục ấn bản phải bắt đầu bằng năm, ví dụ "2023"; gặp "{folder.name}"')
        )
        return None
    faults.extend(_unknown_files(folder, root, {"source.txt"} | {f"{key}.yml" for key in model.EDITION_FILES}))
    values = {"report": build(folder / "report.yml")}
    for key in model.EDITION_FILES:
        if key != "report" and (folder / f"{key}.yml").exists():
            values[key] = build(folder / f"{key}.yml")
    try:
        data = (folder / "source.txt").read_bytes()
        if wrong := too_large(data, f"{name}/source.txt"):
            faults.extend(wrong)
            return None
        values["source"] = Source.from_bytes(data)
    except FileNotFoundError:
        faults.append(Fault(f"{name}/source.txt", 1, 1, "", "thiếu bản đối chiếu: chép nguyên văn báo cáo vào tệp này"))
        return None
    except UnicodeDecodeError:
        faults.append(Fault(f"{name}/source.txt", 1, 1, "", 'tệp không phải UTF-8: lưu lại tệp với bảng mã "UTF-8"'))
        return None
    if None in values.values():
        return None
    own = values.get("organisations", ())
    issuers = dict.fromkeys([document.issuer for document in values.get("documents", ())] + [values["report"].issuer])
    missing = issuers.keys() - {organisation.id for organisation in own}
    values["organisations"] = (
        *own,
        *(model.Organisation(**organisations[id]) for id in issuers if id in missing and id in organisations),
    )
    return model.Edition(id=folder.name, **values)


def _pages(root: Path, signatures: dict[str, Any], editions: set[str]) -> Iterator[Any]:
    docs = root / "docs"
    for path in sorted(docs.rglob("*.md")) if docs.is_dir() else []:
        relative = path.relative_to(docs).as_posix()
        folder = relative.split("/")[0]
        if folder == "assets":
            continue
        yield read_page(
            path.read_bytes(), relative, f"docs/{relative}", folder if folder in editions else None, signatures
        )
