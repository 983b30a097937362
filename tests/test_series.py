"""Editions by date and series: their names, which is the newest, and what is told of a withdrawn one."""

import dataclasses
import datetime

import pytest

from macros.content import periods
from macros.content.load import load
from macros.content.model import Settings, Site, Withdrawal
from macros.rendering import templating
from macros.rendering.macros import SIGNATURES
from tests import dom

PERIODS = {
    "2024": "năm 2024",
    "2024-Q1": "quý I năm 2024",
    "2024-H2": "6 tháng cuối năm 2024",
    "2024-03": "tháng 3 năm 2024",
    "2024-01/2024-09": "9 tháng đầu năm 2024",
    "2023-10/2024-03": "từ tháng 10/2023 đến tháng 3/2024",
    "2024-03-15": "ngày 15 tháng 3 năm 2024",
    "2021/2025": "giai đoạn 2021-2025",
}


@pytest.mark.parametrize(("code", "words"), PERIODS.items())
def test_a_period_in_words(code, words):
    assert periods.words(code) == words


@pytest.fixture
def make(edition):
    """A function that makes editions of the same shape with another report."""

    def make(id, date, **report):
        report = dataclasses.replace(edition.report, date=datetime.date.fromisoformat(date), **report)
        return dataclasses.replace(edition, id=id, report=report)

    return make


def site(*editions, series=None):
    settings = Settings(name="Trang", official=False, statement="Trang thử.", series=series)
    return Site(settings=settings, facts=(), editions=editions)


def test_a_name_is_short_while_it_is_the_only_one(make):
    year = make("2024", "2024-12-10", year=2024)
    quarter = make("2024-quy-1", "2024-04-10", year=2024, period="2024-Q1")
    plan = make("2024-ke-hoach", "2024-01-10", year=2024, kind="plan")
    whole = site(plan, quarter, year)
    assert [whole.name(edition) for edition in whole.editions] == [
        "Kế hoạch năm 2024",
        "Báo cáo quý I năm 2024",
        "Báo cáo năm 2024",
    ]


def test_two_of_one_year_are_told_apart_by_issuer_then_by_number_then_by_date(make):
    one = make("2024", "2024-12-10", year=2024, number="1/BC-X")
    two = make("2024-2", "2024-12-11", year=2024, number="2/BC-X")
    other = make("2024-3", "2024-12-12", year=2024, number=None, issuer="chinh-phu")
    bare = make("2024-4", "2024-12-13", year=2024, number=None)
    issuer = one.record("organisations", one.report.issuer).name
    whole = site(one, two, other, bare)
    assert [whole.name(edition) for edition in whole.editions] == [
        f"Báo cáo năm 2024 của {issuer}, số 1/BC-X",
        f"Báo cáo năm 2024 của {issuer}, số 2/BC-X",
        "Báo cáo năm 2024 của Chính phủ",
        f"Báo cáo năm 2024 của {issuer}, ngày 13 tháng 12 năm 2024",
    ]


def test_the_newest_is_of_the_main_series_and_newer_is_told_within_a_series(make):
    old = make("2023", "2023-12-10", series="nam")
    new = make("2024", "2024-12-10", year=2024, series="nam")
    march = make("2025-thang-3", "2025-03-31", year=2025, series="thang")
    alone = make("2026", "2026-01-10", year=2026, series=None)
    whole = site(old, new, march, series="nam")
    assert whole.newest is new
    assert site(old, new, march).newest is march
    assert site(old, alone).newest is alone
    assert [whole.newer(edition) for edition in whole.editions] == [new, None, None]
    assert site(make("a", "2023-01-01", series=None), alone).newer(alone) is None


def test_editions_stand_in_the_order_of_their_dates_not_of_their_folders(content):
    for folder, date, printed in (("2023-a", "2023-12-01", "01/12/2023"), ("2022-z", "2023-12-31", "31/12/2023")):
        add_copy(content, folder)
        content.edit(f"data/{folder}/report.yml", "date: 2023-12-11", f"date: {date}")
        content.edit(f"data/{folder}/report.yml", 'date_printed: "11/12/2023"', f'date_printed: "{printed}"')
    loaded = load(content.root, SIGNATURES)
    assert [edition.id for edition in loaded.site.editions] == ["2023-a", "2023", "2022-z"]


def add_copy(content, folder):
    for part in ("data", "docs"):
        for path in sorted((content.root / part / "2023").iterdir()):
            content.write(f"{part}/{folder}/{path.name}", path.read_bytes())


def test_what_a_report_does_not_print_is_said_otherwise(content):
    report = "data/2023/report.yml"
    content.edit(report, 'date_printed: "11/12/2023"\n', "")
    assert [fault for fault in content.faults() if fault.startswith(report)] == [
        f"{report}:3:1: cần đúng một trong hai khóa date_printed và date_note: "
        "chép ngày như in, hoặc nói vì sao biết ngày"
    ]


def test_a_main_series_without_an_edition_is_refused(content):
    content.edit("data/site.yml", "official:", "series: nang-cao-chi-so\nofficial:")
    assert content.faults() == [
        content.at("data/site.yml", "nang-cao-chi-so\n")
        + ': series: không ấn bản nào thuộc loạt "nang-cao-chi-so"; có phải là "nang-cao-chi-so-papi"? '
        "Sửa mã, hoặc xóa dòng này"
    ]


def test_a_withdrawn_report_says_so_with_source_and_date(loaded, edition):
    withdrawn = Withdrawal(state="withdrawn", date=datetime.date(2024, 5, 2), source="Công văn số 5 (ví dụ)")
    report = dataclasses.replace(edition.report, withdrawn=withdrawn)
    text = dom.read(templating.fill("withdrawn.html", report=report)).text()
    assert "Đã thu hồi ngày 02 tháng 5 năm 2024, theo Công văn số 5 (ví dụ)." in text
