"""Web addresses that the site gives to readers: each leads to a public place, plainly."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from macros.content.faults import Fault, path_text
from macros.content.load import Loaded
from macros.rules.scope import kept

_ADDRESS = re.compile(r"https?:[/\\]*[^\s<>\"')\]]+", re.IGNORECASE)
_SHOWN = re.compile(r"`[^`]*`|^(?: {4}|[A-Z_]+=|curl |python3 ).*")  # code: an example to read, not opened
_INSIDE = (".local", ".lan", ".internal", ".intranet", ".home", ".corp", ".localhost", ".test", ".onion")
_SHORTENED = {
    "bit.ly",
    "tinyurl.com",
    "goo.gl",
    "t.co",
    "s.id",
    "is.gd",
    "cutt.ly",
    "ow.ly",
    "rebrand.ly",
    "shorturl.at",
}
_FOLLOWED = re.compile(r"[?&](utm_\w+|fbclid|gclid|zarsrc|igshid)=")
_TWICE = re.compile(r"https?:/*https?[:;]|.+(?<![?=/])https?[:;]", re.IGNORECASE)
_PERSONAL = re.compile(
    r"(?:zalo\.me|wa\.me|viber|t\.me|chat|[?&](?:phone|tel|sdt|mobile)=)\S*?(?<!\d)(?:\+?84|0)\d{9}(?!\d)"
)


_PROFILE = re.compile(r"(?:facebook|fb)\.com/(?:profile\.php|people/|(?:[a-z]+\.){2,}[a-z0-9]+(?:[/?#]|$))")


def addresses(loaded: Loaded) -> Iterator[Fault]:
    """Every web address in the data and on the pages."""
    for content in loaded.written:
        for path, text in content.texts:
            for _, message in _find(text):
                yield Fault(content.file, *content.at(path), path_text(path), message)
    for page in loaded.pages:
        for block in page.blocks:
            for number, column, text in block.literals:
                for start, message in _find(_SHOWN.sub(lambda match: " " * len(match[0]), text)):
                    yield Fault(page.file, number, column + start, "", message)


@kept
def _find(text: str) -> Iterator[tuple[int, str]]:
    for match in _ADDRESS.finditer(text):
        if wrong := _wrong(match[0].rstrip(".,;:")):
            yield match.start(), wrong
    for match in _PERSONAL.finditer(text):
        yield match.start(), f'"{match[0]}" dẫn tới số điện thoại của một người: không đăng số cá nhân; xóa'


def _wrong(address: str) -> str:
    """What is wrong with one address; empty when nothing is."""
    if _TWICE.match(address):
        return f'địa chỉ "{address}" viết "http" hai lần: xóa một lần'
    try:
        parts = urlsplit(address)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return f'địa chỉ "{address}" không đọc được: chép lại từ trình duyệt'
    if "@" in parts.netloc:
        return f'địa chỉ "{address}" có tên đăng nhập hoặc mật khẩu trước "@": xóa phần ấy'
    if not host.isascii() or any(label.startswith("xn--") for label in host.split(".")):
        return f'tên miền "{host}" có chữ lạ, dễ giả tên khác: chép lại tên miền bằng chữ không dấu'
    if not re.fullmatch(r"[a-z0-9.-]+|[0-9a-f:.]+", host):
        return f'tên miền "{host}" viết sai: chép lại từ trình duyệt'
    if host.removeprefix("www.") in _SHORTENED:
        return f'địa chỉ rút gọn "{host}" che nơi nó dẫn tới: mở ra rồi chép địa chỉ đầy đủ'
    if _PROFILE.search(address.lower()):
        return f'địa chỉ "{address}" là trang của một người: ghi trang của một tổ chức, hoặc bỏ'
    if followed := _FOLLOWED.search(address):
        return f'địa chỉ có phần theo dõi người đọc ("{followed[1]}"): xóa từ chỗ ấy'
    if _is_number(host):
        return f'địa chỉ "{address}" dùng số thay tên miền: ghi tên miền công khai'
    if "." not in host.strip(".") or host.endswith(_INSIDE) or port not in (None, 80, 443):
        return f'địa chỉ "{address}" ở mạng nội bộ hoặc cổng riêng, người đọc không mở được: ghi địa chỉ công khai'
    return ""


def _is_number(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return bool(re.fullmatch(r"(0x[\da-f]+|\d+)(\.(0x[\da-f]+|\d+))*", host))
    return True
