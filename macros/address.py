"""What the site's published address may look like."""

from __future__ import annotations

import re

_ADDRESS = re.compile(r"https?://[\w.-]+(:\d{1,5})?(/[\w.~-]+)*/?", re.ASCII)


class AddressError(ValueError):
    """No address of a site; the message is for the webmaster."""


def checked(text: str) -> str:
    """The address with one `/` at its end; raises AddressError."""
    if not _ADDRESS.fullmatch(text):
        raise AddressError(f'không phải địa chỉ trang: cần dạng "https://vi-du.vn/" hoặc "https://vi-du.vn/bao-cao/"; gặp "{text}"')
    return text.rstrip("/") + "/"
