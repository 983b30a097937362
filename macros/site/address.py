"""What the site's published address may look like."""

from __future__ import annotations

import re

_LABEL = r"[A-Za-z0-9-]{1,63}"
_ADDRESS = re.compile(rf"https?://{_LABEL}(\.{_LABEL})*(:\d{{1,5}})?(/[\w~-][\w.~-]*)*/?", re.ASCII)


class AddressError(ValueError):
    """No address of a site; the message is for the webmaster."""


def checked(text: str) -> str:
    """The address with one `/` at its end; raises AddressError."""
    found = _ADDRESS.fullmatch(text)
    if not found or int((found[2] or ":0")[1:]) > 65535:
        raise AddressError(
            f'không phải địa chỉ trang: cần dạng "https://vi-du.vn/" hoặc "https://vi-du.vn/bao-cao/"; gặp "{text}"'
        )
    return text.rstrip("/") + "/"
