"""The response headers and content types of the published site; every recipe for a host is generated from here."""

from __future__ import annotations

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
PLAIN = "text/plain"  # files without an ending, such as SHA256SUMS
TEXT_TYPES = sorted({kind for kind in TYPES.values() if kind.startswith("text/") or kind.endswith(("json", "xml"))})
HOST_FILES = ("_headers", "_redirects", ".nojekyll")  # read by hosts, not by readers


def content_type(path: str) -> str:
    """The content type of a published file, without its charset; raises KeyError for an ending nobody chose a type for."""
    ending = PurePosixPath(path).suffix.removeprefix(".")
    return TYPES[ending] if ending else PLAIN


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


def meta_policy() -> str:
    """The policy for `<meta>`, where browsers ignore frame-ancestors."""
    return "; ".join(f"{name} {value}" for name, value in POLICY.items() if name != "frame-ancestors")


def static_hosts(prefix: str, assets: str) -> str:
    """The file `_headers` that Netlify and Cloudflare Pages read; no two of its rules set the same header.

    `prefix` is the site's path with both slashes, `assets` the name of its assets folder. Both hosts send every other
    file with "max-age=0, must-revalidate" by themselves.
    """
    rules = {f"{prefix}*": COMMON | TLS_ONLY, f"{prefix}{assets}/*": {"Cache-Control": FOREVER}}
    rules |= {f"{prefix}{folder}/*": {CORS: "*"} for folder in OPEN_FOLDERS}
    return "".join(
        f"{path}\n" + "".join(f"  {name}: {value}\n" for name, value in found.items()) for path, found in rules.items()
    )
