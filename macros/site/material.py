"""Which of Material's documented settings the light shell in `overrides/` leaves unheard, and why; the rest it honours.

The whole list, with what each does here, is the table in HACKING.md.
"""

from __future__ import annotations

from collections.abc import Iterator

from macros.content.configuration import FILE, Configuration

FEATURES = {  # that the shell has
    "announce.dismiss",
    "content.action.edit",
    "content.action.view",
    "navigation.footer",
    "navigation.path",
    "navigation.tabs",  # the pages of `nav` always stand in the head
    "navigation.top",
}
ICONS = {"close", "edit", "logo", "repo", "top", "view"}
PLUGINS = {"macros", "search"}
_UNHEARD = {
    ("extra", "analytics"): "trang không theo dõi người đọc",
    ("extra", "consent"): "trang không có cookie nào để hỏi",
    ("extra", "version"): "các ấn bản cùng nằm trong một trang, xem trang Lưu trữ",
    ("extra", "status"): "trang không hiện trạng thái cạnh tên trang trong danh mục",
    ("extra", "tags"): "trang không có nhãn",
    ("extra", "annotate"): "trang không có khối mã nguồn",
    ("extra", "polyfills"): "ghi tệp dưới extra_javascript",
    ("theme", "variant"): "trang có giao diện riêng",
}
_REASONS = {
    "plugins": "trang có tìm kiếm, thẻ chia sẻ và bản ngoại tuyến riêng; phần bổ sung này chưa được thử với trang",
    "features": "giao diện nhẹ không có phần này",
    "icon": "giao diện nhẹ không có hình ở chỗ này",
}


def unheard(found: Configuration) -> Iterator[str]:
    """A line for each setting that changes nothing here, for whoever builds."""

    def line(path: tuple[str | int, ...], name: str, why: str) -> str:
        return f"{FILE}:{found.lines.get(path, 1)}: {name} không có tác dụng: {why}"

    for path, why in _UNHEARD.items():
        if found.get(*path) is not None:
            yield line(path, ".".join(path), why)
    if found.get("theme", "font"):
        yield line(("theme", "font"), "theme.font", "trang dùng phông chữ của mình, không gọi nơi nào khác")
    for at, feature in enumerate(found.get("theme", "features") or ()):
        if feature not in FEATURES:
            yield line(("theme", "features", at), f"theme.features: {feature}", _REASONS["features"])
    for icon in found.get("theme", "icon") or ():
        if icon not in ICONS:
            yield line(("theme", "icon", icon), f"theme.icon.{icon}", _REASONS["icon"])
    palettes = found.get("theme", "palette") or ()
    if not isinstance(palettes, dict) and any("toggle" in palette for palette in palettes):
        why = "trang có sẵn ô chọn giao diện Tự động, Sáng, Tối"
        yield line(("theme", "palette"), "theme.palette.toggle", why)
    for at, plugin in enumerate(found.get("plugins") or ()):
        name = next(iter(plugin)) if isinstance(plugin, dict) else str(plugin)
        if name not in PLUGINS:
            yield line(("plugins", at), f"plugins: {name}", _REASONS["plugins"])
