"""Every address ever published (data/addresses.yml): a build that drops one without a redirect fails."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from macros.content.faults import ContentError, Fault
from macros.content.model import Edition, Form, Site, says
from macros.content.reading import Content, read
from macros.content.records import Builder
from macros.content.seals import marks
from macros.site.headers import ASSETS, HOST_FILES
from macros.site.markup import Markup

FILE = "data/addresses.yml"
OUTPUTS = {  # what the settings may leave out → its files
    "pdf": r"tai-ve/.+\.pdf",
    "data": r"api/.+|tai-ve/du-lieu-.+\.zip",
    "spreadsheet": r"tai-ve/.+\.xlsx",
    "read_aloud": r"tai-ve/.+/doc-loa/.+\.txt",
    "feed": r"cap-nhat\.xml",
    "offline": r"tai-ve/ban-ngoai-tuyen\.zip(\.sha256)?",
}
SECURITY = ".well-known/security.txt"
INTRODUCTION = """\
# Mọi địa chỉ đã công bố (trang, tệp, chỗ trong trang), dấu của các lần sửa và của các ấn bản. Máy ghi khi phát hành; không xóa dòng nào.
# Người chỉ ghi địa chỉ đã chuyển ("moved") và địa chỉ bỏ hẳn ("gone"):
#   moved:
#     - old: 2023/ten-cu.html
#       new: 2023/ten-moi.html
#   gone:
#     - 2023/ten-da-bo.html
"""


_PART = r"[A-Za-z0-9_-][A-Za-z0-9._-]*"  # no leading point: nothing hidden, no way out of the folder
Place = Annotated[
    str,
    Form(
        rf"{_PART}(/{_PART})*(#[A-Za-z0-9._-]+)?",
        'địa chỉ tính từ gốc trang, không có "/" ở đầu, ví dụ "2023/so-lieu.html"',
    ),
]


Seal = Annotated[
    str,
    Form(
        r"\d{4}[a-z0-9-]*/(copy|report|[a-z]+/[A-Za-z0-9-]+) [0-9a-f]{16}",
        'ấn bản, bản ghi và dấu do máy ghi, ví dụ "2023/figures/ho-ngheo-2023 0123456789abcdef"',
    ),
]


@dataclass(frozen=True, kw_only=True)
class Move:
    """Một địa chỉ đã chuyển sang địa chỉ khác."""

    old: Place = says("Địa chỉ cũ, tính từ gốc trang.")
    new: Place = says("Địa chỉ mới, tính từ gốc trang.")


@dataclass(frozen=True, kw_only=True)
class Addresses:
    """Những gì đã công bố và không được mất: các địa chỉ, các mục đã ghi ở «Cập nhật và sửa lỗi»."""

    published: tuple[str, ...] = says("Các địa chỉ đã công bố.", default=())
    moved: tuple[Move, ...] = says("Các địa chỉ đã chuyển.", default=())
    gone: tuple[Place, ...] = says("Các địa chỉ đã bỏ hẳn, không chuyển đi đâu.", default=())
    corrections: tuple[str, ...] = says("Dấu của các lần sửa đã công bố; máy ghi khi phát hành.", default=())
    sealed: tuple[Seal, ...] = says(
        "Dấu của bản đối chiếu và từng bản ghi đã công bố, để không điều nào chép từ nguồn bị đổi mà không ai biết; "
        "máy ghi khi phát hành.",
        default=(),
    )


def read_list(root: Path) -> tuple[Addresses | None, Content]:
    """The list of the project at `root`, None where it has faults, and the file's content with them."""
    path = root / FILE
    if not path.exists():
        missing = 'thiếu tệp: khôi phục tệp này; trang chưa từng công bố thì tạo tệp có "published:" và một dòng "  - index.html"'
        return None, Content(FILE, faults=[Fault(FILE, 1, 1, "", missing)])
    content = read(path.read_bytes(), FILE)
    found = Builder(content).build(Addresses, content.value, ()) if content.value is not None else None
    return None if content.faults else found, content


def load(root: Path) -> Addresses:
    """The list of the project at `root`; raises ContentError."""
    found, content = read_list(root)
    if found is None:
        raise ContentError(content.faults)
    return found


def anchors(edition: Edition) -> set[str]:
    """The anchors that the edition's records have on its pages."""
    records = (
        edition.figures,
        edition.derived,
        edition.documents,
        edition.organisations,
        edition.terms,
        edition.tasks,
        edition.errata,
    )
    return {record.id.lower() for collection in records for record in collection}


def of(site: Site, pages: Mapping[str, Markup], files: set[str]) -> set[str]:
    """The public addresses of a built site: its files, and the anchor of every record; not what its operator may take back."""
    found = {
        file for file in files if file not in (*HOST_FILES, "404.html", SECURITY) and not re.match(f"{ASSETS}/", file)
    }
    for edition in site.editions:
        ids = anchors(edition)
        for name in pages:
            if name.startswith(f"{edition.id}/"):
                found |= {f"{name}#{id}" for id in ids & pages[name].places.keys()}
    return found


def problems(listed: Addresses, found: set[str], without: tuple[str, ...] = ()) -> list[str]:
    """The published addresses that would stop working, in Vietnamese.

    An anchor moves with its page; the files of outputs that the settings leave out (`without`) are taken back on purpose.
    """
    moved = {move.old: move.new for move in listed.moved}

    def lasts(address: str) -> bool:
        page, mark, anchor = address.partition("#")
        if any(re.fullmatch(OUTPUTS[output], address) for output in without):
            return True
        return (
            address in found
            or address in moved
            or address in listed.gone
            or page in listed.gone
            or f"{moved.get(page)}{mark}{anchor}" in found
        )

    gone = [
        f'{FILE}: địa chỉ đã công bố không còn: {address}: giữ trang, ghi chỗ mới dưới "moved", hoặc ghi dưới "gone" nếu bỏ hẳn'
        for address in listed.published
        if not lasts(address)
    ]
    gone += [f"{FILE}: {old} chuyển tới địa chỉ không có: {new}" for old, new in moved.items() if new not in found]
    return gone + [
        f"{FILE}: {old} chuyển tới địa chỉ cũng đã chuyển: {new}: ghi thẳng chỗ cuối"
        for old, new in moved.items()
        if new in moved
    ]


def clashes(listed: Addresses, folder: Path) -> list[str]:
    """The addresses that are said to have moved while the site built into `folder` still has them, in Vietnamese."""
    still = [
        move.old for move in listed.moved if (folder / move.old.partition("#")[0]).exists() and "#" not in move.old
    ]
    return [f'{FILE}: {old} ghi dưới "moved" nhưng trang vẫn có địa chỉ này: xóa mục đó' for old in still]


def unlisted(listed: Addresses, found: set[str]) -> list[str]:
    """The addresses that are not yet in the list."""
    return sorted(found - set(listed.published))


def seals(site: Site) -> list[str]:
    """The seals of every edition that is no draft, one a record."""
    return [
        f"{edition.id}/{record} {mark}"
        for edition in site.editions
        if edition.id not in site.drafts
        for record, mark in marks(edition, site.corrections).items()
    ]


def update(
    root: Path, listed: Addresses, found: set[str], corrections: Iterable[str] = (), sealed: Iterable[str] = ()
) -> list[str]:
    """Write what is released into the list: new addresses, the seals of corrections and editions; return the addresses."""
    new, corrections, sealed = unlisted(listed, found), list(corrections), list(sealed)
    lines = ["published:", *(f"  - {address}" for address in sorted({*listed.published, *new} - {*listed.gone}))]
    if listed.moved:
        lines += ["moved:", *(f"  - old: {move.old}\n    new: {move.new}" for move in listed.moved)]
    if listed.gone:
        lines += ["gone:", *(f"  - {address}" for address in listed.gone)]
    if corrections:
        lines += ["corrections:", *(f'  - "{mark}"' for mark in corrections)]
    if sealed:
        lines += ["sealed:", *(f"  - {mark}" for mark in sealed)]
    if new or (corrections, sealed) != (list(listed.corrections), list(listed.sealed)):
        (root / FILE).write_text(INTRODUCTION + "\n".join(lines) + "\n", "utf-8", newline="\n")
    return new
