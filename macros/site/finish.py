"""What a built site needs for its hosts: names that may be cached, sitemap, robots, security.txt, headers, redirects."""

from __future__ import annotations

import os
import re
from html import escape
from pathlib import Path
from urllib.parse import urlsplit

from macros.content.dates import edition_date, newest_date
from macros.content.model import Security, Site
from macros.site import assets, headers, recipes
from macros.site.addresses import SECURITY, Move

NOT_PAGES = ("404.html",)


def finish(site: Site, moved: tuple[Move, ...], folder: Path, base_url: str) -> None:
    """Complete the site built into `folder` for publication at `base_url`; runs before the list of hashes is made.

    REDIRECTS=1 in the environment is for hosts that read `_redirects` and put a file at the old address before it.
    """
    parts = urlsplit(base_url)
    for pattern in ("*.map", "sitemap.xml*"):
        for path in folder.rglob(pattern):
            path.unlink()
    name = next(path.name for path in folder.glob(f"{assets.PLAIN}-*"))
    _write(folder / "sitemap.xml", _sitemap(site, folder, base_url))
    _write(folder / "robots.txt", f"User-agent: *\nAllow: /\n\nSitemap: {base_url}sitemap.xml\n")
    if site.settings.security:
        _write(folder / SECURITY, _security(site.settings.security, base_url))
    pages = tuple(move for move in moved if "#" not in move.old)
    for move in pages if not os.environ.get("REDIRECTS") else ():
        if move.old.endswith(".html"):
            _write(folder / move.old, moved_page(move, policy()))
    for file, text in recipes.of(parts.path, parts.scheme == "https", name, pages).items():
        _write(folder / file, text)


def address(folder: Path) -> str | None:
    """The address that the site in `folder` was built for; None if it does not say."""
    robots = folder / "robots.txt"
    found = re.search(r"^Sitemap: (.+)sitemap\.xml$", robots.read_text("utf-8"), re.M) if robots.is_file() else None
    return found and found[1]


def fix_modes(folder: Path) -> None:
    """Give every file and folder the same mode whatever the umask was."""
    folder.chmod(0o755)
    for path in folder.rglob("*"):
        path.chmod(0o755 if path.is_dir() else 0o644)


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8", newline="\n")


def _sitemap(site: Site, folder: Path, base_url: str) -> str:
    """Each page with the newest date in the data it stands on."""
    dates = {edition.id: edition_date(site, edition) for edition in site.editions}
    names = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.html"))
    entries = "".join(
        f"<url><loc>{escape(base_url + name)}</loc><lastmod>{dates.get(name.split('/')[0], newest_date(site))}</lastmod></url>\n"
        for name in names
        if name not in NOT_PAGES
    )
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{entries}</urlset>\n'


def _security(security: Security, base_url: str) -> str:
    return (
        f"Contact: {security.contact}\nExpires: {security.expires}T00:00:00Z\nPreferred-Languages: vi, en\n"
        f"Canonical: {base_url}.well-known/security.txt\n"
    )


def policy() -> str:
    """The policy that every page must carry, for hosts that let nobody set headers (POLICY_META); else empty."""
    return headers.meta_policy() if os.environ.get("POLICY_META") else ""


def moved_page(move: Move, policy: str = "") -> str:
    """A page that leads to the new address, for hosts that cannot redirect."""
    meta = f'<meta http-equiv="Content-Security-Policy" content="{escape(policy, quote=False)}">\n' if policy else ""
    new = escape("../" * move.old.count("/") + move.new)
    return (
        '<!doctype html>\n<html lang="vi">\n<head>\n<meta charset="utf-8">\n'
        f'{meta}<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<title>Trang đã chuyển</title>\n<meta name="robots" content="noindex">\n<meta http-equiv="refresh" content="0; url={new}">\n'
        f'</head>\n<body>\n<p>Trang này đã chuyển tới <a href="{new}">địa chỉ mới</a>.</p>\n</body>\n</html>\n'
    )
