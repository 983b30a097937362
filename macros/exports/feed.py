"""The Atom feed of editions and corrections.

An id begins with the address under which the feed was first published (`first_url` of the settings), so that readers'
programs know old entries again after a move; without that setting, with the address of the site now.
"""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from macros.content import formats, page_names
from macros.content.corrections import seal
from macros.content.dates import newest_date
from macros.content.load import Loaded
from macros.content.model import Change, Edition, Site
from macros.site import files

ATOM = "http://www.w3.org/2005/Atom"


def write(loaded: Loaded, folder: Path, base_url: str) -> None:
    """Write the feed into the site in `folder`."""
    ElementTree.register_namespace("", ATOM)
    feed = _feed(loaded.site, base_url)
    ElementTree.indent(feed, "")
    (folder / files.FEED).write_bytes(ElementTree.tostring(feed, "utf-8", xml_declaration=True) + b"\n")


def _feed(site: Site, base_url: str) -> ElementTree.Element:
    feed = ElementTree.Element(f"{{{ATOM}}}feed", {"{http://www.w3.org/XML/1998/namespace}lang": "vi"})
    first = site.settings.first_url or base_url
    _add(feed, "id", first)
    _add(feed, "title", f"{site.settings.name}: ấn bản mới và các lần sửa")
    _add(feed, "updated", _moment(newest_date(site)))
    _add(_add(feed, "author"), "name", site.settings.operator or site.settings.name)
    _add(feed, "link", rel="self", type="application/atom+xml", href=f"{base_url}{files.FEED}")
    _add(feed, "link", rel="alternate", type="text/html", href=f"{base_url}{page_names.UPDATES}.html")
    entries = [(edition.report.date, edition) for edition in site.editions] + [
        (change.date, change) for change in site.corrections
    ]
    for date, record in sorted(entries, key=lambda entry: entry[0], reverse=True):
        entry = _add(feed, "entry")
        if isinstance(record, Edition):
            _edition(entry, record, base_url, first)
        else:
            _change(entry, record, base_url, first)
        _add(entry, "updated", _moment(date))
    return feed


def _edition(entry: Any, edition: Edition, base_url: str, first: str) -> None:
    report, path = edition.report, f"{edition.id}/index.html"
    address = base_url + path
    _add(entry, "id", first + path)
    _add(entry, "title", f"{report.name} {formats.long_date(report.date)}")
    _add(entry, "link", rel="alternate", type="text/html", href=address)
    _add(entry, "summary", report.summary)


def _change(entry: Any, change: Change, base_url: str, first: str) -> None:
    """The id stays as long as the entry says the same."""
    path = f"{page_names.UPDATES}.html"
    address = base_url + path
    where = f"{change.edition}/{change.record}" if change.edition else change.record
    _add(entry, "id", f"{first}{path}?{change.date.isoformat()}-{seal(change)}")
    _add(entry, "title", f"Sửa {where}: {change.what}")
    _add(entry, "link", rel="alternate", type="text/html", href=address)
    before, after = change.before or "chưa ghi", change.after or "bỏ"
    _add(entry, "summary", f"Trước: {before}. Sau: {after}. Lý do: {change.why}")


def _add(parent: Any, name: str, text: str | None = None, **attributes: str) -> ElementTree.Element:
    element = ElementTree.SubElement(parent, f"{{{ATOM}}}{name}", attributes)
    element.text = text
    return element


def _moment(date: datetime.date) -> str:
    return f"{date.isoformat()}T00:00:00Z"
