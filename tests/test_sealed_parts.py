"""What a seal is of: the copy, the verbatim fields and values of each record; and which entry carries a change of it."""

from __future__ import annotations

import dataclasses
import datetime

import pytest

from macros.content import seals
from macros.content.model import Change, Correction, Edition, FigureCorrection, Ratio


def test_the_copy_the_report_and_every_record_with_words_of_the_source_are_sealed(edition: Edition) -> None:
    parts = dict(seals.parts(edition))
    assert parts["copy"] == edition.source.lines
    assert parts["report"] == (
        *("number", "733/BC-SLĐTBXH", "date_printed", "11/12/2023", "title", edition.report.title),
        *("author", "Tác giả: Văn phòng Sở"),
    )
    assert parts["figures/thu-tuc-toan-trinh"] == (
        *("ratio", "105/113", "printed", "105/113", "period_printed", "Năm 2003"),
        *("quote", edition.record("figures", "thu-tuc-toan-trinh").quote),
    )
    assert parts["figures/ho-ngheo-2023"][:4] == ("value", "14.83", "printed", "14,83%")
    assert parts["organisations/ubnd-tinh"] == ("variants", "UBND tỉnh", "UBND tỉnh Sơn La")
    assert parts["documents/90-2013-nd-cp"][2:] == (
        *("printed", "Nghị định số 90/2013/NĐ-CP ngày 08/8/2013"),
        *("printed", "Nghị định 90/2013/NĐ-CP ngày 8/8/2013"),
    )
    assert not any(name.startswith("derived") for name in parts), "nothing of them is of the source"
    assert not any(name.startswith("literals") for name in parts)


def test_what_is_ours_or_of_a_register_or_a_correction_is_free(edition: Edition) -> None:
    before = dict(seals.parts(edition))
    fix = FigureCorrection(printed="14,38%", date=datetime.date(2024, 2, 1), source="Văn bản")
    for record, changes in (
        ("figures/ho-ngheo-2023", {"name": "Tên khác", "corrected": fix, "unit": "phần trăm"}),
        ("documents/108-qd-ubnd", {"sign": "1/QĐ-X", "name": "Tên khác", "notes": ("Khác.",)}),
    ):
        collection, _, id = record.partition("/")
        records = tuple(
            dataclasses.replace(one, **changes) if one.id == id else one for one in getattr(edition, collection)
        )
        assert dict(seals.parts(dataclasses.replace(edition, **{collection: records}))) == before


def entry(**other: str | None) -> Change:
    given = {"edition": "2023", "record": "figures/a", "kind": "slip", "before": "cũ", "after": "mới"}
    return Change(date=datetime.date(2024, 1, 1), what="Sửa.", why="Chép nhầm.", **given | other)  # type: ignore[arg-type]


def test_a_mark_is_of_the_whole_record_and_none_is_made_of_what_was_private(edition: Edition) -> None:
    marks = seals.marks(edition, ())
    assert marks.keys() == dict(seals.parts(edition)).keys() and len(set(marks.values())) == len(marks)
    assert all(len(mark) == 16 for mark in marks.values())
    assert seals.mark("2023", "a", ("b", "c")) == "1e83c69a2d92e3ec"
    assert len({seals.mark("2023", "a", ("b",)), seals.mark("2023", "b", ("b",)), seals.mark("2022", "a", ("b",))}) == 3
    private = entry(record="figures/ho-ngheo-2023", kind="privacy", before=None, after=None)
    assert marks.keys() - seals.marks(edition, [private]).keys() == {"figures/ho-ngheo-2023"}
    assert seals.marks(edition, [dataclasses.replace(private, edition="2022")]) == marks
    assert seals.marks(edition, [dataclasses.replace(private, kind="removed")]) == marks


@pytest.mark.parametrize(
    ("change", "record", "held", "carried"),
    [
        (entry(), "figures/a", ("printed", "là mới đây"), True),
        (entry(), "figures/a", ("printed", "khác"), False),
        (entry(), "figures/b", ("printed", "là mới đây"), False),
        (entry(), "copy", ("là mới đây",), False),
        (entry(record="report"), "copy", ("là mới đây",), True),
        (entry(record="report"), "report", ("là mới đây",), True),
        (entry(after=None), "figures/a", ("printed", "khác"), True),
        (entry(after=None), "figures/a", ("printed", "là cũ"), False),
        (entry(after=None), "figures/a", (), True),
        (entry(before=None, after=None), "figures/a", ("printed",), False),
        (entry(kind="removed"), "figures/a", (), True),
        (entry(kind="privacy"), "figures/a", ("khác",), True),
        (entry(kind="privacy"), "copy", ("khác",), True),
        (entry(kind="privacy"), "figures/b", ("khác",), False),
        (entry(kind="removed"), "copy", ("khác",), False),
    ],
)
def test_an_entry_carries_what_it_tells_of(change: Change, record: str, held: tuple[str, ...], carried: bool) -> None:
    assert seals.carries(change, record, held) is carried


def test_texts_within_texts_and_ratios_are_held_as_they_are_written(edition: Edition) -> None:
    figure = dataclasses.replace(
        edition.record("figures", "thu-tuc-toan-trinh"), ratio=Ratio(numerator=1, denominator=2)
    )
    assert dict(seals.parts(dataclasses.replace(edition, figures=(figure,))))["figures/thu-tuc-toan-trinh"][:2] == (
        "ratio",
        "1/2",
    )
    task = dataclasses.replace(
        edition.tasks[0], corrected=Correction(printed="x", date=datetime.date(2024, 1, 1), source="a")
    )
    assert "x" not in dict(seals.parts(dataclasses.replace(edition, tasks=(task,))))[f"tasks/{task.id}"]
