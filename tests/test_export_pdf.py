"""The PDF: the source's blocks in structure order, readable by plain readers, tagged, and the same bytes every time."""

import re
import unicodedata

import pikepdf
import pypdf
import pytest
from pdfminer.high_level import extract_text

from macros.content import fingerprint, text
from macros.exports import ExportError, pdf
from macros.site import files
from tests import tagged_pdf

pytestmark = pytest.mark.slow

ADDRESS = "https://vi-du.vn/bao-cao/"
NOTE_PARTS = ("Note", "Lbl")


@pytest.fixture(scope="module")
def made(loaded, tmp_path_factory):
    """The folder with all PDF files."""
    folder = tmp_path_factory.mktemp("pdf")
    pdf.write(loaded, folder, ADDRESS)
    return folder


@pytest.fixture(scope="module")
def whole(made, edition):
    return made / files.report_pdf(edition)


def expected(loaded, edition):
    return [block.text for block in text.blocks(loaded, edition)]


def test_the_structure_holds_the_sources_64_blocks_in_order(loaded, edition, whole):
    blocks = expected(loaded, edition)
    assert len(blocks) == 64
    elements = tagged_pdf.read(whole).all("P", "H1", "H2", "H3", "LBody")
    found = [element.text(without=NOTE_PARTS) for element in elements]
    assert [words for words in found if words in blocks] == blocks


def test_each_sections_file_holds_its_own_blocks(loaded, edition, made):
    for page, blocks in text.sections(text.blocks(loaded, edition), edition).items():
        heading = next(h for h in edition.pages if h.page == page)
        elements = tagged_pdf.read(made / files.section_pdf(edition, heading)).all("P", "H1", "H2", "H3", "LBody")
        found = [element.text(without=NOTE_PARTS) for element in elements]
        assert [words for words in found if words in {block.text for block in blocks}] == [
            block.text for block in blocks
        ]


def pypdf_pages(path):
    return [page.extract_text() for page in pypdf.PdfReader(path).pages]


def test_no_sections_file_ends_with_a_nearly_empty_page(loaded, edition, made):
    for heading in edition.pages:
        pages = pypdf_pages(made / files.section_pdf(edition, heading))
        assert len(pages) == 1 or len(pages[-1]) > 500, heading.page


def pdfminer_pages(path):
    return extract_text(path).split("\f")


@pytest.mark.parametrize("reader", [pypdf_pages, pdfminer_pages])
def test_plain_readers_find_each_block_once(reader, loaded, edition, whole):
    """Running headers, footers and notes taken out; white space left out, for readers set it as they like."""

    def bare(words):
        return re.sub(r"\s+", "", words)

    root = tagged_pdf.read(whole)
    notes = sorted({bare(note.text()) for note in root.all("Note")}, key=len, reverse=True)
    flow = ""
    for page in reader(whole):
        assert unicodedata.is_normalized("NFC", page)
        page = bare(page)
        head = re.escape(bare(f"Báo cáo số {edition.report.number}, ngày 11/12/2023"))
        page = re.sub(rf"{head}(·(Mục(I+|[\d.]+\d|\d)|Phụlục))?", "", page)
        for furniture in (bare(loaded.site.settings.name), *notes):
            page = page.replace(furniture, "")
        page = re.sub(r"Dấuvântaynộidung.*?index\.html", "", page)
        flow += re.sub(r"Trang\d+/\d+", "", page)
    flow = re.sub(r"\[\d+\]", "", flow)
    for block in text.blocks(loaded, edition):
        words = bare(block.text)
        contents = 1 if block.kind in ("heading", "title") else 0  # in the contents, or on the cover, too
        register = sum(words in bare(other.text) for other in text.blocks(loaded, edition)) - 1
        assert flow.count(words) - contents - register == 1, block.line


def test_document_signs_are_whole_in_every_reader(edition, whole):
    for pages in (pypdf_pages(whole), pdfminer_pages(whole)):
        copied = "\n".join(pages)
        for document in edition.documents:
            if document.sign:
                assert document.sign in copied


def test_tags_language_title_bookmarks_and_conformance(edition, whole, made):
    for path in [whole, *sorted((made / files.DOWNLOADS / edition.id).glob("*.pdf"))]:
        with pikepdf.open(path) as file:
            assert file.Root.MarkInfo.Marked
            assert str(file.Root.Lang) == "vi-VN"
            assert file.Root.ViewerPreferences.DisplayDocTitle
            with file.open_metadata() as metadata:
                assert edition.report.number in metadata["dc:title"]
                assert metadata["pdfuaid:part"] == "1"
                assert (metadata["pdfaid:part"], metadata["pdfaid:conformance"]) == ("2", "A")
            with file.open_outline() as outline:
                assert outline.root
            for page in file.pages:
                for font in page.Resources.Font.values():
                    descriptor = font.DescendantFonts[0].FontDescriptor
                    assert "BaoCaoSans" in str(descriptor.FontName)
                    assert "/FontFile2" in descriptor


def test_bookmarks_name_every_heading(loaded, edition, whole):
    def titles(items):
        return [title for item in items for title in (item.title, *titles(item.children))]

    with pikepdf.open(whole) as file, file.open_outline() as outline:
        found = titles(outline.root)
    headings = [block.text for block in text.blocks(loaded, edition) if block.kind == "heading"]
    assert [title for title in found if title in headings] == headings


def test_charts_have_words_and_tables_have_header_cells(edition, whole):
    root = tagged_pdf.read(whole)
    charts = list(root.all("Figure"))
    assert len(charts) == 4 and all(chart.alt for chart in charts)
    tables = root.all("Table")
    assert len(tables) == 3
    for table in tables:
        heads = table.all("TR")[0].all("TH")
        assert heads and all(head.scope == "/Column" for head in heads)
    register = tables[-1].text()
    assert all(document.name in register for document in edition.documents)


def test_derived_values_are_called_the_sites_own(edition, whole):
    copied = " ".join(" ".join(pypdf_pages(whole)).split())
    assert "Tính toán của trang web này, không có trong báo cáo" in copied
    assert "17,83%" in copied and "15,29%" in copied


def test_every_page_has_the_fingerprint_and_where_to_check(edition, whole):
    for page in pypdf_pages(whole):
        assert fingerprint.short(edition) in page
        assert f"{ADDRESS}{edition.id}/index.html" in page


def test_the_cover_says_whose_it_is_not_and_the_contents_where_things_are(loaded, edition, whole):
    cover, contents, *others = [" ".join(page.split()) for page in pypdf_pages(whole)]
    for words in (edition.report.title, edition.report.name, loaded.site.settings.statement, edition.report.copy.note):
        assert words in cover
    assert "Trang 1/" not in cover and contents.startswith("Báo cáo số 733")
    entry = re.search(r"III\. NHIỆM VỤ TRỌNG TÂM NĂM 2024[ .]*(\d+)", contents)
    page = others[int(entry[1]) - 3]
    assert "III. NHIỆM VỤ TRỌNG TÂM NĂM 2024" in page
    assert page.startswith("Báo cáo số 733/BC-SLĐTBXH, ngày 11/12/2023 · ")


def test_notes_stand_at_their_words(whole):
    block = next(
        element for element in tagged_pdf.read(whole).all("P") if "Năm 2003" in element.text(without=NOTE_PARTS)
    )
    kinds = [part if isinstance(part, str) else part.tag for part in block.parts]
    marked = kinds.index("Lbl", next(n for n, part in enumerate(kinds) if part.endswith("2003")))
    assert kinds[marked - 1].endswith("2003")
    assert "Bài đăng ghi «Năm 2003»" in block.parts[marked + 1].text()


def test_the_same_bytes_in_another_time_zone_and_locale(loaded, edition, whole, tmp_path, monkeypatch):
    monkeypatch.setenv("TZ", "Asia/Ho_Chi_Minh")
    monkeypatch.setenv("LC_ALL", "C")
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    pdf.write(loaded, tmp_path, ADDRESS)
    assert (tmp_path / files.report_pdf(edition)).read_bytes() == whole.read_bytes()


def test_a_warning_stops_the_build(loaded, tmp_path, monkeypatch):
    class Doubtful:
        def __init__(self, **options):
            pass

        def compile_with_warnings(self, **options):
            return b"%PDF", ["unknown font family"]

    monkeypatch.setattr(pdf.typst, "Compiler", Doubtful)
    with pytest.raises(ExportError, match="unknown font family"):
        pdf.write(loaded, tmp_path, ADDRESS)
