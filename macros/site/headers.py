"""The response headers and content types of the published site; every recipe for a host is generated from here."""

from __future__ import annotations

import re
from pathlib import PurePosixPath

POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self'",
    "connect-src": "'self'",  # no script of ours connects; auditing tools read robots.txt from within the page
    "font-src": "'self'",
    "manifest-src": "'self'",
    "base-uri": "'none'",
    "form-action": "'self'",
    "frame-ancestors": "'none'",
}
UNUSED_FEATURES = (
    "accelerometer",
    "autoplay",
    "camera",
    "display-capture",
    "encrypted-media",
    "fullscreen",
    "geolocation",
    "gyroscope",
    "magnetometer",
    "microphone",
    "midi",
    "payment",
    "picture-in-picture",
    "publickey-credentials-get",
    "screen-wake-lock",
    "usb",
    "xr-spatial-tracking",
)
COMMON = {
    "Content-Security-Policy": "; ".join(f"{name} {value}" for name, value in POLICY.items()),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": ", ".join(f"{feature}=()" for feature in UNUSED_FEATURES),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Embedder-Policy": "require-corp",
    "Cross-Origin-Resource-Policy": "same-origin",
}
TLS_ONLY = {"Strict-Transport-Security": "max-age=31536000"}
CORS = "Access-Control-Allow-Origin"
OPEN_FOLDERS = ("api", "tai-ve")  # other sites may read these with scripts
FOREVER = "public, max-age=31536000, immutable"
RECHECK = "no-cache"
ASSETS = r"assets-[0-9a-f]{16}"  # the folder named after its content, see site.assets

TYPES = {
    "css": "text/css",
    "csv": "text/csv",
    "html": "text/html",
    "js": "text/javascript",
    "json": "application/json",
    "pdf": "application/pdf",
    "png": "image/png",
    "sha256": "text/plain",
    "svg": "image/svg+xml",
    "txt": "text/plain",
    "webmanifest": "application/manifest+json",
    "woff2": "font/woff2",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "xml": "application/xml",
    "zip": "application/zip",
}
SAME_TYPES = {  # other names of the same types, which readers' programs take alike
    "text/javascript": ("application/javascript", "application/x-javascript"),
    "application/xml": ("text/xml",),
    "application/zip": ("application/x-zip-compressed",),
    "font/woff2": ("application/font-woff2",),
    "application/manifest+json": ("application/json",),
}
PLAIN = "text/plain"  # files without an ending, such as SHA256SUMS
TEXT_TYPES = sorted({kind for kind in TYPES.values() if kind.startswith("text/") or kind.endswith(("json", "xml"))})
HOST_FILES = ("_headers", "_redirects", ".nojekyll", ".htaccess", "web.config")  # read by hosts, not by readers


def content_type(path: str) -> str:
    """The content type of a published file, without its charset; raises KeyError for an ending nobody chose a type for."""
    ending = PurePosixPath(path).suffix.removeprefix(".")
    return TYPES[ending] if ending and path not in HOST_FILES else PLAIN


def is_text(path: str) -> bool:
    """Whether a file is text: sent with a charset, worth compressing."""
    return content_type(path) in TEXT_TYPES


def cache_control(path: str) -> str:
    """How long a file may be kept without asking again."""
    return FOREVER if path.startswith("assets-") else RECHECK


def of(path: str, tls: bool) -> dict[str, str]:
    """Every header that a reader must get with the file at `path` below the site's root."""
    found = COMMON | (TLS_ONLY if tls else {}) | {"Cache-Control": cache_control(path)}
    return found | {CORS: "*"} if path.split("/")[0] in OPEN_FOLDERS else found


def is_same(name: str, given: str, expected: str) -> bool:
    """Whether a header's value means what is expected: the order and case of its parts do not count, nor a longer HSTS."""
    parts, wanted = _parts(given), _parts(expected)
    if name == "Cache-Control":
        return wanted - {"public"} <= parts or (expected == RECHECK and {"max-age=0", "must-revalidate"} <= parts)
    if name in TLS_ONLY:
        return any(
            part[8:].isdigit() and int(part[8:]) >= int(expected[8:]) for part in parts if part[:8] == "max-age="
        )
    return parts == wanted


def _parts(value: str) -> set[str]:
    return {" ".join(part.lower().split()) for part in re.split("[;,]", value) if part.strip()}


def is_same_type(given: str, path: str) -> bool:
    """Whether a Content-Type is right for a file; texts need their charset said, JSON and XML are UTF-8 anyway, and
    scripts and styles take that of their page.
    """
    kind, _, parameters = given.lower().partition(";")
    expected, charset = content_type(path), parameters.replace(" ", "").replace('"', "")
    return kind.strip() in (expected, *SAME_TYPES.get(expected, ())) and (
        charset == "charset=utf-8" or (not charset and expected not in ("text/html", "text/csv", "text/plain"))
    )


def meta_policy() -> str:
    """The policy for `<meta>`, where browsers ignore frame-ancestors."""
    return "; ".join(f"{name} {value}" for name, value in POLICY.items() if name != "frame-ancestors")
