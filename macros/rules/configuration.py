"""`mkdocs.yml` against the rest: one name of the site, one repository, colours that can be read, files that are there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

from macros.content.configuration import FILE, Configuration, read_configuration, wrong_form
from macros.content.faults import Fault
from macros.content.load import Loaded
from macros.content.reading import nearest
from macros.rules.rendered import EXTENSIONS

STYLES = "overrides/assets"  # where the shell's colours are
TEXT, CONTROL = 4.5, 3.0  # contrast of text and of what surrounds controls (WCAG 2.2, 1.4.3 and 1.4.11)
_PARTS = {"primary": ("accent", TEXT), "accent": ("focus", CONTROL)}  # Material's → our variable, contrast it needs


def configuration(loaded: Loaded) -> Iterator[Fault]:
    """Every fault of the settings that this site reads from `mkdocs.yml`."""
    if wrong := wrong_form(loaded.root):
        yield Fault(FILE, wrong[0], wrong[1], "", wrong[2])
        return
    found = read_configuration(loaded.root)
    if not found.values:
        return
    for key in found.values:
        if key not in _KNOWN:
            yield _fault(found, (key,), f'khóa lạ "{key}"{nearest(key, _KNOWN) or "."} Sửa tên, hoặc xóa')
    if found.get("INHERIT"):
        yield _fault(
            found, ("INHERIT",), "lấy thiết lập ở tệp khác mà máy kiểm tra không đọc: chép vào đây, xóa dòng này"
        )
    if re.match(r"(?:\./)*(?:docs|data|macros|overrides|tests|\.\.?)(?:/|$)|/", str(found.get("site_dir") or "site")):
        yield _fault(found, ("site_dir",), "trang dựng ra sẽ đè lên tệp của kho: xóa dòng này")
    for path, needed in _NEEDED.items():
        if found.get(*path) not in (None, needed):
            shown = str(needed).lower() if isinstance(needed, bool) else needed
            yield _fault(found, path, f"trang dựa vào thiết lập này: viết {path[-1]}: {shown}")
    if found.get("hooks"):
        yield _fault(found, ("hooks",), "chạy mã ngoài chương trình khi dựng trang: xóa, cả tệp mà nó gọi")
    yield from _macros(found)
    for number, item in enumerate(found.get("markdown_extensions") or ()):
        name = next(iter(item)) if isinstance(item, dict) else item
        if name not in EXTENSIONS:
            yield _fault(
                found,
                ("markdown_extensions", number),
                f'"{name}" không được dùng: máy kiểm tra không dựng trang với nó; xóa',
            )
    if found.get("docs_dir") not in (None, "docs"):
        yield _fault(found, ("docs_dir",), "trang được đọc ở thư mục docs: xóa dòng này")
    astray = list(_nav(loaded, found, found.get("nav"), ("nav",)))
    yield from astray or _omitted(loaded, found)
    for page in loaded.pages:
        if _is_named(page.path, found.get("exclude_docs")):
            message = f"trang {page.file} sẽ không được dựng: bỏ dòng ấy, hoặc xóa trang rồi ghi địa chỉ vào data/addresses.yml"
            yield _fault(found, ("exclude_docs",), message)
            break
    for key in ("logo", "favicon"):
        name = found.get("theme", key)
        if isinstance(name, str) and not any((loaded.root / at / name).is_file() for at in ("docs", "overrides")):
            yield _fault(found, ("theme", key), f'không có tệp "docs/{name}": sửa tên, hoặc thêm tệp')
    yield from _addresses(found)
    settings = loaded.site.settings
    if found.get("site_name") != settings.name:
        yield _fault(found, ("site_name",), f'tên trang khác "{settings.name}" trong data/site.yml: ghi một tên')
    repository = found.get("repo_url")
    if repository and settings.repository and repository.rstrip("/") != settings.repository.url.rstrip("/"):
        message = f'kho khác "{settings.repository.url}" trong data/site.yml: ghi một địa chỉ'
        yield _fault(found, ("repo_url",), message)
    for key in ("extra_css", "extra_javascript"):
        for index, item in enumerate(found.get(key) or ()):
            name = str(item.get("path") if isinstance(item, dict) else item)
            if "//" in name:
                message = f'"{name}" ở nơi khác: trang không gọi nơi nào khác; chép tệp vào docs rồi ghi tên tệp'
                yield _fault(found, (key, index), message)
            elif not (loaded.root / "docs" / name).is_file():
                yield _fault(found, (key, index), f'không có tệp "docs/{name}": sửa tên, hoặc thêm tệp')
    yield from _palette(loaded.root, found)


_NEEDED: dict[tuple[str | int, ...], Any] = {
    ("strict",): True,
    ("use_directory_urls",): False,
    ("theme", "custom_dir"): "overrides",
}
_KNOWN = set(
    "site_name site_url site_description site_author repo_url repo_name edit_uri edit_uri_template copyright nav not_in_nav "
    "exclude_docs draft_docs validation theme docs_dir site_dir extra_css extra_javascript extra_templates extra "
    "markdown_extensions hooks plugins strict dev_addr use_directory_urls watch remote_branch remote_name INHERIT".split()
)  # what MkDocs reads: it stops at any other
_MACROS = {"module_name": "macros", "on_undefined": "strict", "on_error_fail": True}
_LEADS = re.compile(r"https?://[^\s<>]+|mailto:[^\s<>]+")


def _macros(found: Configuration) -> Iterator[Fault]:
    """The plugin that calls our macros, which stops at what it cannot call and reads nothing else into pages."""
    for number, plugin in enumerate(found.get("plugins") or ()):
        settings = plugin.get("macros") if isinstance(plugin, dict) else None
        if isinstance(settings, dict):
            path = ("plugins", number, "macros")
            for key, needed in _MACROS.items():
                if settings.get(key) != needed:
                    shown = str(needed).lower() if isinstance(needed, bool) else needed
                    yield _fault(found, (*path, key), f"trang dựa vào thiết lập này: viết {key}: {shown}")
            for key in ("include_yaml", "include_dir", "modules"):
                if settings.get(key):
                    yield _fault(found, (*path, key), "trang chỉ lấy dữ liệu trong data, macro của chương trình: xóa")
            return
    if found.get("plugins") is not None:
        yield _fault(found, ("plugins",), "thiếu macros: khôi phục phần plugins")


def _nav(loaded: Loaded, found: Configuration, items: Any, path: tuple[str | int, ...]) -> Iterator[Fault]:
    for number, item in enumerate(items if isinstance(items, list) else ()):
        for key, target in item.items() if isinstance(item, dict) else ((None, item),):
            at = (*path, number) if key is None else (*path, number, key)
            if isinstance(target, list):
                yield from _nav(loaded, found, target, at)
            elif not isinstance(target, str):
                yield _fault(found, at, "cần tên tệp trang, ví dụ gioi-thieu.md")
            elif not _LEADS.fullmatch(target) and not (loaded.root / "docs" / target).is_file():
                known = [page.path for page in loaded.pages]
                yield _fault(found, at, f'không có trang "docs/{target}"{nearest(target, known) or "."} Sửa tên tệp')


def _addresses(found: Configuration) -> Iterator[Fault]:
    """Where the pages say that the site and its repository are."""
    for key in ("site_url", "repo_url"):
        value = found.get(key)
        if isinstance(value, str) and value and not re.match(r"https?://[^\s/]+", value):
            yield _fault(found, (key,), f'cần địa chỉ bắt đầu bằng "https://"; gặp "{value}"')
    for key in ("edit_uri", "edit_uri_template"):
        value = found.get(key)
        if isinstance(value, str) and "//" in value and not value.startswith(found.get("repo_url") or "\0"):
            yield _fault(found, (key,), f'"{value}" không ở trong repo_url: nút sửa trang phải dẫn tới kho')


def _omitted(loaded: Loaded, found: Configuration) -> Iterator[Fault]:
    """Pages that `nav` does not lead to, and of which nobody said that others do."""
    named = set(_targets(found.get("nav")))
    for page in loaded.pages:
        if named and page.path not in named and not _is_named(page.path, found.get("not_in_nav")):
            message = f"trang chưa có trong {FILE}: ghi dưới nav, hoặc dưới not_in_nav nếu chỉ trang khác dẫn tới"
            yield Fault(page.file, 1, 1, "", message)


def _is_named(page: str, lines: Any) -> bool:
    """Whether one of the lines, written as in `.gitignore`, names the page or a folder that it is in."""
    for line in filter(None, (line.strip() for line in str(lines or "").splitlines())):
        pattern = line if line.startswith("/") else f"*/{line}"
        if fnmatch(f"/{page}", pattern.rstrip("/")) or fnmatch(f"/{page}", f"{pattern.rstrip('/')}/*"):
            return True
    return False


def _targets(items: Any) -> Iterator[str]:
    """Every page that `nav` names, whatever it is grouped in."""
    for item in items if isinstance(items, list) else ():
        for target in item.values() if isinstance(item, dict) else (item,):
            if isinstance(target, str):
                yield target
            yield from _targets(target)


def _fault(found: Configuration, path: tuple[str | int, ...], message: str) -> Fault:
    return Fault(FILE, found.lines.get(path, 1), 1, ".".join(map(str, path)), message)


def _palette(root: Path, found: Configuration) -> Iterator[Fault]:
    palettes = found.get("theme", "palette")
    if not palettes:
        return
    single = isinstance(palettes, dict)
    shell = (root / STYLES / "site.css").read_text("utf-8")
    named = (root / STYLES / "palette.css").read_text("utf-8")
    for index, palette in enumerate([palettes] if single else palettes):
        scheme = "dark" if palette.get("scheme") == "slate" else "light"
        grounds = _colours(shell, scheme)
        for part, (variable, needed) in _PARTS.items():
            if part not in palette:
                continue
            where = ("theme", "palette", part) if single else ("theme", "palette", index, part)
            name = str(palette[part]).replace(" ", "-")
            colour = re.search(rf'\[data-{scheme}-{part}="{re.escape(name)}"\] \{{\s*--{scheme}-{part}: (#\w+)', named)
            if not colour:
                yield _fault(found, where, f'không có màu "{palette[part]}" trong bảng màu của Material: chọn màu khác')
                continue
            others = [grounds[ground] for ground in ("bg", "surface", "raised")]
            others += [grounds["accent-fg"]] if variable == "accent" else []
            lowest = min(others, key=lambda other: contrast(colour[1], other))
            ratio = contrast(colour[1], lowest)
            if ratio < needed:
                message = (
                    f'màu "{palette[part]}" ({colour[1]}) chỉ tương phản {_printed(ratio)} : 1 với {lowest} của nền '
                    f"{'tối' if scheme == 'dark' else 'sáng'}, cần ít nhất {_printed(needed)} : 1: chọn màu khác"
                )
                yield _fault(found, where, message)


def _printed(ratio: float) -> str:
    return f"{int(ratio * 100) / 100:.2f}".replace(".", ",")


def _colours(css: str, scheme: str) -> dict[str, str]:
    """The shell's colours in a scheme, by variable; those that a palette replaces by what they are without one."""
    opening = ':root[data-theme="dark"] {' if scheme == "dark" else ":root {"
    block = css.partition(opening)[2].partition("}")[0]
    return dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{3,6});", block))


def contrast(one: str, other: str) -> float:
    """The contrast of two colours (`#rrggbb` or `#rgb`) as WCAG 2 defines it, 1 to 21."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    digits = colour[1:] if len(colour) == 7 else "".join(digit * 2 for digit in colour[1:])
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
