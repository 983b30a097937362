"""What was released of an edition: a change of it is refused unless the public record carries it; all else stays free."""

import datetime
import hashlib
import re
import shutil

import pytest

from macros.content import seals
from macros.content.model import Change
from macros.editing import changes
from macros.editing.revision import read_revision
from macros.site import addresses
from tests import years

pytestmark = pytest.mark.slow

FIGURES = "data/2024/figures.yml"
LIST = "data/addresses.yml"
ENTRY = """corrections:
  - date: 2026-11-25
    edition: "2024"
    record: {record}
    kind: {kind}
    what: Sửa chỗ chép sai (ví dụ).
{values}    why: Bản chép trước nhầm (ví dụ).
"""
MEND = (
    "đã công bố mà nay điều chép từ nguồn (dạng in, giá trị, câu nguồn) khác đi: khôi phục; nếu trang này chép sai thì "
    'thêm một mục vào cuối data/corrections.yml (edition: "2024", record: {}, kind: slip, before và after đúng như chép); '
    "cơ quan đính chính thì giữ dạng in, ghi corrected"
)


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    project = years.content(tmp_path_factory.mktemp("sealed") / "project")
    project.release()
    assert project.faults() == []
    return project


@pytest.fixture
def content(made, tmp_path):
    shutil.copytree(made.root, tmp_path / "project")
    return type(made)(tmp_path / "project")


def entry(content, record, kind="slip", **values):
    lines = "".join(f'    {key}: "{value}"\n' for key, value in values.items())
    content.write("data/corrections.yml", ENTRY.format(record=record, kind=kind, values=lines))


WHOLE = 'quote: "Tỷ lệ hộ nghèo năm 2023 là 14,5%, năm 2024 là 12,25%; mục tiêu năm 2025 là 11%."'
CUT = 'quote: "năm 2024 là 12,25%; mục tiêu năm 2025 là 11%."'


def cut_the_quotation(content):
    """One figure's sentence shorter than it was released: right by all other rules."""
    before, _, after = content.read(FIGURES).partition("  - id: ho-ngheo-2024\n")
    content.write(FIGURES, before + "  - id: ho-ngheo-2024\n" + after.replace(WHOLE, CUT, 1))


def test_a_sealed_sentence_that_nothing_carries_is_told_at_its_record(content):
    cut_the_quotation(content)
    record = "figures/ho-ngheo-2024"
    assert content.faults() == [
        content.at(FIGURES, "id: ho-ngheo-2024") + f": figures[1]: bản ghi {record} {MEND.format(record)}"
    ]


def test_an_entry_carries_the_change_and_the_next_release_seals_it(content):
    cut_the_quotation(content)
    entry(content, "figures/ho-ngheo-2024", before="Tỷ lệ hộ nghèo năm 2023", after="năm 2024 là 12,25%")
    assert content.faults() == []
    content.release()
    assert content.faults() == []
    content.edit(FIGURES, CUT, WHOLE)
    assert len(content.faults()) == 1, "an entry that was released carries no later change"


@pytest.mark.parametrize(
    "values",
    [
        {"record": "figures/ho-ngheo-2025", "before": "12,25%", "after": "11%"},
        {"record": "figures/ho-ngheo-2024", "before": "12,25%", "after": "13%"},
    ],
    ids=["of another record", "of another value"],
)
def test_an_entry_that_tells_something_else_carries_nothing(content, values):
    cut_the_quotation(content)
    entry(content, **values)
    assert len(content.faults()) == 1


def test_the_issuer_s_correction_needs_nothing_more(content):
    content.edit(
        FIGURES,
        "    caveats:",
        '    corrected:\n      printed: 12,5%\n      value: "12.5"\n      date: 2025-01-05\n      source: Công văn (ví dụ)\n      noted: 2025-01-06\n    caveats:',
    )
    assert content.faults() == []


def test_a_sealed_copy_that_changes_is_told(content):
    source = content.read("data/2024/source.txt").replace("còn chậm cập nhật", "vẫn chậm cập nhật")
    content.write("data/2024/source.txt", source)
    digest = hashlib.sha256(source.encode()).hexdigest()
    report = "data/2024/report.yml"
    content.write(report, re.sub(r"sha256: \w+", f"sha256: {digest}", content.read(report)))
    content.edit("docs/2024/3-han-che.md", "còn chậm cập nhật", "vẫn chậm cập nhật")
    assert content.faults() == [content.at(report, digest) + f": copy.sha256: bản đối chiếu {MEND.format('report')}"]
    entry(content, "report", before="còn chậm cập nhật", after="vẫn chậm cập nhật")
    assert content.faults() == []


def test_a_sealed_record_that_is_gone_needs_its_entry(content):
    answers = content.read("data/2024/answers.yml").replace("  - id: tuyen-truyen\n    silent: true\n", "")
    content.write("data/2024/answers.yml", answers.replace("  - id: giam-sat", "  - id: tuyen-truyen", 1))
    name = "2024/answers/giam-sat"
    assert content.faults() == [
        content.at(LIST, name)
        + f": sealed[{number(content, name)}]: bản ghi đã công bố {name} không còn: khôi phục; nếu bỏ hẳn thì thêm một mục "
        'vào cuối data/corrections.yml (edition: "2024", record: answers/giam-sat, kind: removed)'
    ]
    entry(content, "answers/giam-sat", kind="removed", before="Ban Thanh tra nhân dân")
    assert content.faults() == []


def number(content, name):
    return next(n for n, line in enumerate(addresses.load(content.root).sealed) if line.startswith(f"{name} "))


def test_our_own_words_layout_and_registers_stay_free(content):
    content.edit(FIGURES, "name: Tỷ lệ hộ nghèo năm 2024", "name: Hộ nghèo năm 2024")
    content.edit(FIGURES, "measures: Tỷ lệ hộ nghèo năm 2024", "measures: Phần hộ nghèo năm 2024")
    content.edit("data/2024/report.yml", "label: Chỉ đạo, điều hành", "label: Việc chỉ đạo, điều hành")
    content.edit("data/2024/report.yml", "headline: Báo cáo năm 2024", "headline: Bản báo cáo năm 2024")
    content.edit(
        "data/documents.yml",
        "found: Nghị định số 76/2024/NĐ-CP sửa đổi",
        "found: Nghị định số 76/2024/NĐ-CP đã sửa đổi",
    )
    content.edit("docs/2024/so-lieu.md", "Số liệu", "Các số liệu")
    assert content.faults() == []


def test_a_new_record_needs_no_seal(content):
    content.edit(
        "data/2024/answers.yml",
        "answers:\n",
        "answers:\n  - id: ky-luat-ky-cuong\n    silent: true\n",
    )
    assert content.faults() == []


def test_something_private_can_be_taken_out_and_no_mark_of_it_is_left(content):
    before = [line for line in addresses.load(content.root).sealed if "/giam-sat " in line or "/copy " in line]
    answers = content.read("data/2024/answers.yml")
    content.write("data/2024/answers.yml", answers.replace("Ban Thanh tra nhân dân đã kiểm tra", "đã kiểm tra"))
    assert len(content.faults()) == 1
    entry(content, "answers/giam-sat", kind="privacy")
    assert content.faults() == []
    content.release()
    after = addresses.load(content.root).sealed
    assert not [line for line in after if line.startswith("2024/answers/giam-sat ")]
    assert [line for line in after if line.startswith("2023/figures/")]
    assert content.faults() == []
    assert before


def test_marks_are_of_whole_records_and_drafts_have_none(made):
    edition = made.load().site.edition("2023")
    found = seals.marks(edition, ())
    assert len(set(found.values())) == len(found)
    held = dict(seals.parts(edition))
    assert held["figures/ho-ngheo-2023"][:4] == ("value", "14.83", "printed", "14,83%")
    assert held["figures/thu-tuc-toan-trinh"][:2] == ("ratio", "105/113")
    assert "literals" not in "".join(found)


def test_a_draft_is_not_sealed(content):
    content.edit(FIGURES, "    line: 13\n", "    line: 13\n    draft: Soát lại\n")
    assert {line[:4] for line in addresses.seals(content.load().site)} == {"2023"}


def test_a_seal_taken_out_of_the_list_is_told_in_the_summary(content, made):
    line = next(line for line in addresses.load(made.root).sealed if line.startswith("2023/figures/ho-ngheo-2023 "))
    content.edit(LIST, f"  - {line}\n", "")
    told = list(changes._lost_seals(read_revision(made.root), read_revision(content.root)))
    assert told == [
        "1 dòng bị xóa khỏi `sealed` của data/addresses.yml (ví dụ `2023/figures/ho-ngheo-2023`): khôi phục"
    ]


def test_a_mark_that_people_typed_is_told(content):
    line = next(iter(addresses.load(content.root).sealed))
    content.edit(LIST, f"  - {line}\n", "  - 2023/copy 123\n")
    assert content.faults() == [
        content.at(LIST, "2023/copy 123") + ": sealed[0]: cần ấn bản, bản ghi và dấu do máy ghi, ví dụ "
        '"2023/figures/ho-ngheo-2023 0123456789abcdef"; gặp "2023/copy 123"'
    ]


def test_the_release_step_writes_the_seals(tmp_path):
    project = years.whole(tmp_path / "project")
    assert project.run("build").returncode == 0
    done = project.run("addresses", "--update")
    sealed = addresses.load(project.root).sealed
    assert done.returncode == 0, done.stderr
    assert done.stdout.endswith(f"{len(sealed)} bản ghi và bản đối chiếu có dấu.\n")
    assert {line.partition("/")[0] for line in sealed} == {"2023", "2024"}
    assert project.run("addresses", "--update").stdout.startswith("Đã ghi thêm 0 địa chỉ")
    assert project.faults() == []


@pytest.mark.parametrize(
    ("kind", "named", "values", "record", "held", "carried"),
    [
        ("privacy", "tasks/a", {}, "tasks/a", (), True),
        ("privacy", "tasks/a", {}, "tasks/b", (), False),
        ("privacy", "tasks/a", {}, seals.COPY, (), True),  # the copy loses the words too
        ("removed", "tasks/a", {}, "tasks/a", (), True),
        ("removed", "tasks/a", {}, seals.COPY, (), False),
        ("slip", "report", {"before": "cũ", "after": "mới"}, seals.COPY, ("lời mới",), True),
        ("slip", "tasks/a", {"before": "cũ", "after": "mới"}, seals.COPY, ("lời mới",), False),
        ("slip", "tasks/a", {"before": "cũ", "after": "mới"}, "tasks/a", ("lời mới", "khác"), True),
        ("slip", "tasks/a", {"before": "cũ", "after": "mới"}, "tasks/a", ("lời khác",), False),
        ("slip", "tasks/a", {"before": "cũ", "after": None}, "tasks/a", ("lời mới",), True),
        ("slip", "tasks/a", {"before": "cũ", "after": None}, "tasks/a", ("lời cũ",), False),
        ("update", "tasks/a", {}, "tasks/a", ("lời",), False),
    ],
)
def test_an_entry_carries_only_the_change_that_it_tells(kind, named, values, record, held, carried):
    change = Change(
        date=datetime.date(2026, 1, 2), edition="2024", record=named, kind=kind, what="a", why="b", **values
    )
    assert seals.carries(change, record, held) is carried
