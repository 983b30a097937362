"""The workbook, the feed, the offline copy, the list of hashes, and which of the files a setting leaves out."""

import hashlib
import os
import re
import subprocess
import sys
import zipfile
from decimal import Decimal
from xml.etree import ElementTree

import openpyxl
import pytest

from macros import exports
from macros.build import build
from macros.content import fingerprint
from macros.exports import feed, spreadsheet
from macros.site import files
from macros.site.hashes import MANIFEST
from tests.project import CONTENT, ROOT, copy_all
from tests.project import files as read_files

pytestmark = pytest.mark.slow

ADDRESS = "https://vi-du.vn/bao-cao/"
ATOM = {"a": "http://www.w3.org/2005/Atom"}


@pytest.fixture(scope="module")
def workbook(loaded, edition, tmp_path_factory):
    folder = tmp_path_factory.mktemp("sheet")
    spreadsheet.write(loaded, folder, ADDRESS)
    return folder / files.spreadsheet(edition)


def rows(sheet):
    head, *others = sheet.iter_rows(values_only=True)
    return [dict(zip(head, row)) for row in others]


def test_numbers_are_numbers_and_accents_intact(edition, workbook):
    book = openpyxl.load_workbook(workbook)
    assert book.sheetnames == [
        "Số liệu",
        "Giá trị tính",
        "Văn bản",
        "Nhiệm vụ",
        "Đơn vị",
        "Liên hệ",
        "Từ ngữ",
        "Lưu ý",
        "Nguyên văn",
        "Dòng để ngoài",
        "Về tệp này",
    ]
    for figure, row in zip(edition.figures, rows(book["Số liệu"]), strict=True):
        assert row["Số liệu"] == figure.name and row["Dạng in"] == figure.printed and row["Kỳ"] == figure.period
        if figure.ratio:
            assert (row["Tử số"], row["Mẫu số"], row["Giá trị"]) == (
                figure.ratio.numerator,
                figure.ratio.denominator,
                None,
            )
        else:
            assert isinstance(row["Giá trị"], (int, float)) and Decimal(str(row["Giá trị"])) == figure.value
        assert row["Cần thận trọng"] == ("\n".join(figure.caveats) or None)
    assert [row["Kết quả"] for row in rows(book["Giá trị tính"])] == [92.92, 8, 17.83, 15.29]
    assert all(
        row["Tính chất"] == "Tính toán của trang web này, không có trong báo cáo" for row in rows(book["Giá trị tính"])
    )
    for document, row in zip(edition.documents, rows(book["Văn bản"]), strict=True):
        assert (row["Văn bản"], row["Số, ký hiệu"]) == (document.name, document.sign)
        assert (row["Ngày"].date() if row["Ngày"] else None) == document.date


def test_the_workbook_holds_every_record_and_every_line_of_the_copy(edition, workbook):
    book = openpyxl.load_workbook(workbook)
    for name, records in {
        "Nhiệm vụ": edition.tasks,
        "Đơn vị": edition.organisations,
        "Liên hệ": edition.contacts,
        "Từ ngữ": edition.terms,
        "Lưu ý": edition.errata,
    }.items():
        assert [row["Mã"] for row in rows(book[name])] == [record.id for record in records]
        last = book[name].cell(2, book[name].max_column)
        assert (
            last.hyperlink.location is not None and last.value == f"{last.hyperlink.target}#{last.hyperlink.location}"
        )
        assert book[name].freeze_panes and book[name].auto_filter.ref
    texts = {row["Dòng"]: row["Nguyên văn"] for row in rows(book["Nguyên văn"])}
    assert [texts[line.number] for line in edition.lines] == [line.plain for line in edition.lines]
    out = {row["Dòng"]: row["Như trong bản đối chiếu"] for row in rows(book["Dòng để ngoài"])}
    assert set(out) >= {1, 130} and not set(out) & set(texts)


def test_no_cell_is_a_formula(workbook):
    for sheet in openpyxl.load_workbook(workbook):
        assert not any(cell.data_type == "f" for row in sheet.iter_rows() for cell in row)


@pytest.mark.needs_libreoffice
def test_libreoffice_opens_the_workbook(workbook, tmp_path):
    options = [
        f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}",
        "--headless",
        "--convert-to",
        "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false",
    ]
    subprocess.run(["soffice", *options, "--outdir", tmp_path, workbook], check=True, capture_output=True, timeout=120)
    text = next(tmp_path.glob("*.csv")).read_text("utf-8")
    assert "Tỷ lệ hộ nghèo năm 2023" in text and re.search(r",14[.,]83", text)


def entries(loaded, tmp_path):
    feed.write(loaded, tmp_path, ADDRESS)
    return ElementTree.parse(tmp_path / files.FEED).getroot()


def test_the_feed_names_each_edition(loaded, edition, tmp_path):
    root = entries(loaded, tmp_path)
    assert root.tag == "{http://www.w3.org/2005/Atom}feed"
    assert root.findtext("a:updated", None, ATOM) == f"{loaded.site.updated}T00:00:00Z"
    found = root.findall("a:entry", ATOM)
    assert [entry.findtext("a:id", None, ATOM) for entry in found if "733" in entry.findtext("a:title", "", ATOM)] == [
        f"{ADDRESS}2023/index.html"
    ]
    for element in (root, *found):
        assert all(element.find(f"a:{name}", ATOM) is not None for name in ("id", "title", "updated", "link"))


def test_the_feed_tells_corrections_newest_first(content, tmp_path):
    change = '  - date: {}\n    edition: "2023"\n    record: figures/ho-ngheo-2023\n    kind: slip\n    what: Sửa {}.\n    before: {}\n    after: {}\n    why: Chép nhầm.\n'
    content.write(
        "data/corrections.yml",
        "corrections:\n"
        + change.format("2024-02-05", "lần đầu", "sơ", "cũ")
        + change.format("2024-03-05", "lần sau", "cũ", "mới"),
    )
    found = entries(content.load(), tmp_path).findall("a:entry", ATOM)
    titles = [entry.findtext("a:title", None, ATOM) for entry in found]
    assert "lần sau" in titles[0] and "lần đầu" in titles[1] and "733" in titles[2]
    ids = [entry.findtext("a:id", None, ATOM) for entry in found]
    assert len(set(ids)) == 3
    assert "Trước: cũ. Sau: mới." in found[0].findtext("a:summary", None, ATOM)


def test_ids_in_the_feed_stay_when_the_site_moves_and_says_where_it_was(content, tmp_path):
    content.write(
        "data/corrections.yml",
        'corrections:\n  - date: 2024-02-05\n    edition: "2023"\n    record: figures/ho-ngheo-2023\n    kind: slip\n'
        "    what: Sửa tên.\n    before: cũ\n    after: mới\n    why: Chép nhầm.\n",
    )

    def ids(address):
        feed.write(content.load(), tmp_path, address)
        root = ElementTree.parse(tmp_path / files.FEED).getroot()
        return [found.text for found in root.iterfind(".//a:id", ATOM)], [
            link.get("href") for link in root.iterfind(".//a:link", ATOM)
        ]

    before, _ = ids(ADDRESS)
    content.write("data/site.yml", content.read("data/site.yml") + f"first_url: {ADDRESS}\n")
    after, links = ids("https://moi.vn/")
    assert after == before and len(set(before)) == 3
    assert all(link.startswith("https://moi.vn/") for link in links)


def test_the_offline_copy_is_the_site_and_has_its_own_checksum(built_site):
    data = (built_site / files.OFFLINE).read_bytes()
    assert (
        built_site / files.OFFLINE_CHECKSUM
    ).read_text() == f"{hashlib.sha256(data).hexdigest()}  ban-ngoai-tuyen.zip\n"
    with zipfile.ZipFile(built_site / files.OFFLINE) as archive:
        packed = {info.filename.removeprefix("bao-cao/"): archive.read(info) for info in archive.infolist()}
        assert len({info.date_time for info in archive.infolist()}) == 1
    site = read_files(built_site)
    del site[files.OFFLINE], site[files.OFFLINE_CHECKSUM]
    assert packed == site


def test_every_page_shows_its_date(built_site, loaded):
    updated = loaded.site.updated
    for path in built_site.rglob("*.html"):
        if path.name != "404.html":
            assert f"Cập nhật ngày {updated.day} tháng {updated.month} năm {updated.year}" in path.read_text("utf-8"), (
                path
            )


def test_the_list_of_hashes_names_every_file_but_itself_and_the_offline_copy(built_site):
    lines = (built_site / MANIFEST).read_text("utf-8").splitlines()
    listed = dict(reversed(line.split("  ", 1)) for line in lines)
    found = {name: hashlib.sha256(data).hexdigest() for name, data in read_files(built_site).items()}
    for name in (MANIFEST, files.OFFLINE, files.OFFLINE_CHECKSUM):
        del found[name]
    assert listed == found


def test_pages_lead_to_the_files(built_site, edition):
    overview = (built_site / "2023/index.html").read_text("utf-8")
    for address in (
        files.report_pdf(edition),
        files.spreadsheet(edition),
        files.data_zip(edition),
        files.figures_script(edition),
    ):
        assert f'href="../{address}"' in overview
    for heading in edition.pages:
        page = (built_site / f"2023/{heading.page}.html").read_text("utf-8")
        assert (
            f'href="../{files.section_pdf(edition, heading)}"' in page
            and f'href="../{files.section_script(edition, heading)}"' in page
        )


def test_pages_show_the_editions_fingerprint(built_site, edition):
    for page in ("2023/index.html", "gioi-thieu.html"):
        assert fingerprint.fingerprint(edition) in (built_site / page).read_text("utf-8")


OUTPUTS = {
    "pdf": "*.pdf",
    "data": "api/v1/*.json",
    "spreadsheet": "*.xlsx",
    "read_aloud": "doc-loa/*.txt",
    "feed": "cap-nhat.xml",
    "offline": "ban-ngoai-tuyen.zip",
}


def test_each_output_can_be_left_out_and_then_no_page_leads_to_it(tmp_path):
    project = copy_all(tmp_path / "project")
    project.write(
        "data/site.yml", project.read("data/site.yml") + "without:\n" + "".join(f"  - {name}\n" for name in OUTPUTS)
    )
    site = tmp_path / "site"
    build(project.root, site)  # the proof refuses links to files that are not there
    assert not any(list(site.rglob(pattern)) for pattern in OUTPUTS.values())
    assert "cap-nhat.xml" not in (site / "cap-nhat.html").read_text("utf-8")


@pytest.mark.parametrize("left_out", OUTPUTS)
def test_leaving_one_out_keeps_the_others(left_out, content, tmp_path):
    content.write("data/site.yml", content.read("data/site.yml") + f"without:\n  - {left_out}\n")
    loaded = content.load()
    exports.write_all(loaded, tmp_path, ADDRESS)
    exports.write_offline(loaded, tmp_path)
    found = {name for name, pattern in OUTPUTS.items() if list(tmp_path.rglob(pattern))}
    assert found == OUTPUTS.keys() - {left_out}


def test_the_same_bytes_in_another_folder_time_zone_locale_and_hash_seed(loaded, tmp_path):
    for folder in ("one", "other/deeper"):
        (tmp_path / folder).mkdir(parents=True)
    exports.write_all(loaded, tmp_path / "one", ADDRESS)
    program = (
        "import sys; from pathlib import Path; from macros import exports; from macros.rules.check import checked; "
        "exports.write_all(checked(Path(sys.argv[1])), Path(sys.argv[2]), sys.argv[3])"
    )
    environment = os.environ | {"TZ": "Pacific/Kiritimati", "LC_ALL": "tr_TR.UTF-8", "PYTHONHASHSEED": "7"}
    subprocess.run(
        [sys.executable, "-c", program, CONTENT, tmp_path / "other/deeper", ADDRESS],
        check=True,
        cwd=ROOT,
        env=environment,
    )
    assert read_files(tmp_path / "one") == read_files(tmp_path / "other/deeper")
