"""What was released stays: what the rules on the released list tell, asked of the rule alone with a list of a few lines."""

from __future__ import annotations

import dataclasses
import datetime
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from macros.content import seals
from macros.content.corrections import seal
from macros.content.model import Change
from macros.rules import corrections
from tests.asking import content

NONE = "published:\n  - index.html\n"
EDITION = content().site.newest
PARTS = dict(seals.parts(EDITION))
RATE = "figures/ho-ngheo-2023"
MEND = (
    "đã công bố mà nay điều chép từ nguồn (dạng in, giá trị, câu nguồn) khác đi: khôi phục; nếu trang này chép sai thì thêm "
    'một mục vào cuối data/corrections.yml (edition: "2023", record: {}, kind: slip, before và after đúng như chép); cơ quan '
    "đính chính thì giữ dạng in, ghi corrected"
)
GONE = (
    "bản ghi đã công bố 2023/{} không còn: khôi phục; nếu bỏ hẳn thì thêm một mục vào cuối data/corrections.yml "
    '(edition: "2023", record: {}, kind: removed)'
)


def entry(**other: Any) -> Change:
    given = {"edition": "2023", "record": RATE, "kind": "slip", "before": "cũ", "after": "14,83%"}
    return Change(date=datetime.date(2026, 11, 22), what="Sửa.", why="Chép nhầm.", **given | other)


@pytest.fixture
def told(tmp_path: Path) -> Callable[..., list[str]]:
    """A function: what a rule tells with this list of what was released and these entries of the public record."""

    def told(rule: Any, text: str, *changes: Change) -> list[str]:
        (tmp_path / "data").mkdir(exist_ok=True)
        (tmp_path / "data/addresses.yml").write_text(text, "utf-8")
        site = dataclasses.replace(content().site, corrections=changes)
        faults = rule(dataclasses.replace(content(), root=tmp_path, site=site))
        return [f"{fault.file}:{fault.path}: {fault.message}" for fault in faults]

    return told


def test_a_released_entry_stands_or_is_told(told):
    text = f'{NONE}corrections:\n  - "{seal(entry())}"\n  - "{seal(entry(after="khác"))}"\n'
    lost = (
        "data/addresses.yml:corrections[{}]: một mục đã công bố ở «Cập nhật và sửa lỗi» bị xóa hoặc viết lại: khôi phục mục "
        "ấy; sửa tiếp thì thêm mục mới"
    )
    assert told(corrections.sealed, text, entry(), entry(after="khác")) == []
    assert told(corrections.sealed, text, entry()) == [lost.format(1)]
    assert told(corrections.sealed, text) == [lost.format(0), lost.format(1)]
    assert told(corrections.sealed, text, entry(kind="privacy", before=None, after=None)) == []
    assert told(corrections.sealed, NONE, entry()) == []


def sealed(record: str, mark: str | None = None, edition: str = "2023") -> str:
    """A list with the seal of one record, its own if no other is given."""
    return f"{NONE}sealed:\n  - {edition}/{record} {mark or seals.mark('2023', record, PARTS[record])}\n"


OTHER = "0" * 16


@pytest.mark.parametrize(
    ("record", "place"),
    [
        (RATE, "data/2023/figures.yml:figures[3]"),
        ("documents/108-qd-ubnd", "data/2023/documents.yml:documents[0]"),
        ("report", "data/2023/report.yml:"),
        ("copy", "data/2023/report.yml:copy.sha256"),
    ],
)
def test_what_is_sealed_is_as_it_was_or_told_where_it_stands(told, record, place):
    named = "bản đối chiếu" if record == "copy" else f"bản ghi {record}"
    entry_of = "report" if record == "copy" else record
    assert told(corrections.sealed_editions, sealed(record)) == []
    assert told(corrections.sealed_editions, sealed(record, OTHER)) == [f"{place}: {named} {MEND.format(entry_of)}"]


def test_a_sealed_record_that_is_gone_is_told_at_the_list(told):
    for record in ("figures/khong-co", "literals/khong-co"):
        assert told(corrections.sealed_editions, sealed(record, OTHER)) == [
            f"data/addresses.yml:sealed[0]: {GONE.format(record, record)}"
        ]
    assert told(corrections.sealed_editions, sealed("figures/khong-co", OTHER, "2022")) == [], "its pages are gone too"


@pytest.mark.parametrize(
    ("record", "change", "silent"),
    [
        (RATE, entry(), True),
        (RATE, entry(after="99%"), False),
        (RATE, entry(edition="2022"), False),
        (RATE, entry(record="figures/muc-giam-ho-ngheo"), False),
        (RATE, entry(kind="privacy", before=None, after=None), True),
        (RATE, entry(kind="privacy", before=None, after=None, edition="2022"), False),
        ("copy", entry(kind="privacy", before=None, after=None), True),
        ("figures/khong-co", entry(record="figures/khong-co", kind="removed"), True),
        ("figures/khong-co", entry(record="figures/khong-co", kind="privacy", before=None, after=None), True),
    ],
)
def test_an_entry_carries_the_change_of_what_it_tells_of(told, record, change, silent):
    assert (told(corrections.sealed_editions, sealed(record, OTHER), change) == []) is silent


def test_an_entry_that_was_released_itself_carries_nothing(told):
    text = sealed(RATE, OTHER) + f'corrections:\n  - "{seal(entry())}"\n'
    assert len(told(corrections.sealed_editions, text, entry())) == 1


def listed(published: tuple[str, ...] = (), moved: dict[str, str] | None = None, gone: tuple[str, ...] = ()) -> str:
    lines = ["published:", *(f"  - {address}" for address in published or ("index.html",))]
    if moved:
        lines += ["moved:", *(f"  - old: {old}\n    new: {new}" for old, new in moved.items())]
    if gone:
        lines += ["gone:", *(f"  - {address}" for address in gone)]
    return "\n".join(lines) + "\n"


LOST = (
    "data/addresses.yml:published[{}]: địa chỉ đã công bố không còn: {}: giữ trang hay bản ghi ấy, ghi chỗ mới dưới "
    '"moved", hoặc ghi dưới "gone" nếu bỏ hẳn'
)
HERE, RECORD = "2023/so-lieu.html", "2023/so-lieu.html#ho-ngheo-2023"
LISTS: list[tuple[str, list[str]]] = [
    (listed((HERE, RECORD, "gioi-thieu.html#bat-ky", "tai-ve/a.pdf")), []),
    (listed((HERE, "2023/mat.html", "2023/so-lieu.html#mat")), [LOST.format(1, "2023/mat.html"), LOST.format(2, "2023/so-lieu.html#mat")]),
    (listed(("2023/mat.html", "2023/mat.html#a")), [LOST.format(0, "2023/mat.html")]),
    (listed(("2023/mat.html", "2023/mat.html#a"), {"2023/mat.html": HERE}), []),
    (listed(("2023/so-lieu.html#mat",), {"2023/so-lieu.html#mat": RECORD}), []),
    (listed(("2023/so-lieu.html#mat",), gone=("2023/so-lieu.html#mat",)), []),
    (listed(("2023/mat.html", "2023/mat.html#a"), gone=("2023/mat.html",)), []),
    (listed(moved={"2023/mat.html": "2023/lac.html"}), ['data/addresses.yml:moved[0].new: không có trang "2023/lac.html": ghi địa chỉ của một trang đang có']),
    (listed(moved={"2023/mat.html": "2023/so-lieu.html#lac"}), ['data/addresses.yml:moved[0].new: không có bản ghi "lac" ở trang "2023/so-lieu.html": sửa phần sau dấu #']),
    (listed(moved={"2023/mat.html": "gioi-thieu.html#lac"}), []),
    (listed(moved={"2023/mat.html": "tai-ve/a.pdf"}), []),
    (listed(moved={"2023/a.html": "2023/b.html", "2023/b.html": HERE}), ["data/addresses.yml:moved[0].new: 2023/b.html cũng đã chuyển đi: ghi thẳng chỗ cuối"]),
    (listed(moved={"2023/van-ban.html": HERE}), ['data/addresses.yml:moved[0].old: 2023/van-ban.html ghi dưới "moved" nhưng trang vẫn có địa chỉ này: xóa mục đó']),
    (listed(gone=(HERE,)), [f'data/addresses.yml:gone[0]: {HERE} ghi dưới "gone" nhưng vẫn còn: xóa mục đó, hoặc bỏ trang hay bản ghi ấy']),
    (listed(gone=("2023/mat.html", RECORD)), [f'data/addresses.yml:gone[1]: {RECORD} ghi dưới "gone" nhưng vẫn còn: xóa mục đó, hoặc bỏ trang hay bản ghi ấy']),
    (listed(gone=("2023/so-lieu.html#mat", "gioi-thieu.html#mat")), []),
]  # fmt: skip


def test_a_published_address_leads_somewhere_or_is_told(told):
    assert [(text, told(corrections.published_addresses, text)) for text, _ in LISTS] == LISTS
