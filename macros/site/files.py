"""The addresses below the site's root of every file that is published beside the pages."""

from __future__ import annotations

import re
from collections.abc import Iterable

from macros.content.model import Edition, Heading, Site
from macros.site.hashes import MANIFEST, OFFLINE, OFFLINE_CHECKSUM  # noqa: F401 (templates name them here)

DOWNLOADS = "tai-ve"
SHARED = "chia-se"  # the pictures of pages that are passed on
API = "api/v1"
API_INDEX = "api/index.json"
FEED = "cap-nhat.xml"


def report_pdf(edition: Edition) -> str:
    return f"{DOWNLOADS}/bao-cao-{edition.id}.pdf"


def older_offline(edition: Edition) -> str:
    """What belongs to an edition that is not the newest, for the folder of the offline copy."""
    return f"{DOWNLOADS}/{edition.id}/ban-ngoai-tuyen.zip"


def by_edition(site: Site, names: Iterable[str]) -> dict[str | None, list[str]]:
    """Files by the edition that they belong to: its pages and what is made of it alone; None for the site's own."""
    ids = "|".join(re.escape(edition.id) for edition in sorted(site.editions, key=lambda edition: -len(edition.id)))
    own = re.compile(rf"(?:{DOWNLOADS}/(?:bao-cao-|so-lieu-|du-lieu-)?|{SHARED}/|{API}/)?({ids})[/.-]")
    found: dict[str | None, list[str]] = {}
    for name in names:
        match = own.match(name)
        found.setdefault(match and match[1], []).append(name)
    return found


def draft_page(edition: str) -> str:
    """Beside a draft edition, in a build for preview only: its lines and what was made of them."""
    return f"{edition}/ban-nhap.html"


def section_pdf(edition: Edition, heading: Heading) -> str:
    return f"{DOWNLOADS}/{edition.id}/{heading.page}.pdf"


def spreadsheet(edition: Edition) -> str:
    return f"{DOWNLOADS}/so-lieu-{edition.id}.xlsx"


def has_spreadsheet(edition: Edition) -> bool:
    """Whether there is anything to put in it."""
    return bool(edition.figures or edition.documents)


def data_zip(edition: Edition) -> str:
    return f"{DOWNLOADS}/du-lieu-{edition.id}.zip"


def section_script(edition: Edition, heading: Heading) -> str:
    return f"{DOWNLOADS}/{edition.id}/doc-loa/{heading.page}.txt"


def figures_script(edition: Edition) -> str:
    return f"{DOWNLOADS}/{edition.id}/doc-loa/so-lieu.txt"


def downloads(edition: Edition, without: tuple[str, ...], heading: Heading | None = None) -> list[tuple[str, str]]:
    """(what it is, address) of the files of a section, or of the whole edition, that the settings do not leave out."""
    if heading:
        found = [
            ("pdf", "PDF của mục này", section_pdf(edition, heading)),
            ("read_aloud", "Bản đọc trên loa truyền thanh", section_script(edition, heading)),
        ]
    else:
        found = [("pdf", "PDF toàn văn", report_pdf(edition))]
        if has_spreadsheet(edition):
            found.append(("spreadsheet", "Bảng tính số liệu và văn bản, đủ mọi bản ghi (XLSX)", spreadsheet(edition)))
        found.append(("data", "Dữ liệu mở (ZIP gồm CSV và JSON)", data_zip(edition)))
        if edition.figures:
            found.append(("read_aloud", "Số liệu, bản đọc trên loa truyền thanh", figures_script(edition)))
    return [(name, address) for output, name, address in found if output not in without]


def site_downloads(without: tuple[str, ...]) -> list[tuple[str, str]]:
    """(what it is, address) of the files of the whole site that the settings do not leave out."""
    found = [
        ("offline", "Bản ngoại tuyến (ZIP)", OFFLINE),
        ("feed", "Nguồn tin Atom", FEED),
        ("", "Danh sách mã băm SHA-256 của mọi tệp", MANIFEST),
    ]
    return [(name, address) for output, name, address in found if output not in without]


def api(edition: Edition, name: str) -> str:
    return f"{API}/{edition.id}/{name}"
