"""The scripts for the loudspeaker: every form as people read it, and nothing in them that cannot be read."""

import re
from pathlib import Path

import pytest

from macros.content import text
from macros.exports import aloud, readaloud, spelling
from macros.site import files

TABLE = [
    line.split("\t")
    for line in (Path(__file__).parent / "data/readaloud.tsv").read_text("utf-8").splitlines()
    if not line.startswith("#")
]


@pytest.fixture(scope="module")
def scripts(loaded, tmp_path_factory):
    """The text of every script by its file name."""
    folder = tmp_path_factory.mktemp("aloud")
    readaloud.write(loaded, folder, "")
    return {path.name: path.read_text("utf-8") for path in folder.rglob("*.txt")}


@pytest.mark.parametrize(("kind", "written", "words"), TABLE)
def test_a_form_is_read_as_people_read_it(kind, written, words, edition):
    say = {
        "number": lambda text: spelling.number(int(text)),
        "letters": spelling.letters,
        "text": aloud.Speaker(edition).say,
    }[kind]
    assert say(written) == words


def test_scripts_hold_words_and_ordinary_punctuation_only(scripts):
    for name, script in scripts.items():
        odd = set(re.sub(r"[^\W\d_]", "", script)) - set(" \n.,;:?!")
        assert not odd, (name, odd)
        assert not re.search(r"[A-ZĐ]{2}", script), name  # no abbreviation is left
        assert not re.search(r" [,.;:]|[,;:][,;:.]|\.\.|  ", script), name


def test_there_is_a_script_for_each_section_and_the_figures(edition, scripts):
    assert set(scripts) == {f"{heading.page}.txt" for heading in edition.pages} | {"so-lieu.txt"}


def test_every_sign_date_and_figure_of_the_report_is_in_its_script(loaded, edition, scripts):
    speaker = aloud.Speaker(edition)
    for page, blocks in text.sections(text.blocks(loaded, edition), edition).items():
        for block in blocks:
            for part in block.parts:
                if part.text and re.search(r"\d", part.text) and not block.heading:
                    spoken = speaker.say(part.text).rstrip(".").removeprefix("Một").lower()
                    assert spoken.split(". ")[0] in scripts[f"{page}.txt"].lower(), part.text


def test_the_year_2003_is_never_read_without_its_note(scripts):
    script = scripts["2-4-kiem-soat-tham-nhung.txt"]
    sentence = script.index("Năm hai nghìn không trăm linh ba, đã có")
    following = script.index(". ", sentence) + 2
    assert script[following:].startswith(
        "Lưu ý của người biên tập, không có trong báo cáo. Bài đăng ghi Năm hai nghìn không trăm linh ba; có thể là năm hai nghìn không trăm hai mươi ba"
    )
    assert "có thể là năm hai nghìn không trăm hai mươi ba" in scripts["so-lieu.txt"]


def test_a_remark_between_sentences_has_an_end(scripts):
    for name, script in scripts.items():
        assert script.count("Lưu ý của người biên tập, không có trong báo cáo.") == script.count("Hết lưu ý."), name
    assert "Hết lưu ý. Tập trung tham mưu thực hiện tốt" in scripts["2-2-cong-khai-minh-bach.txt"]


def test_figures_are_read_with_kind_caveats_and_both_readings(edition, scripts):
    script = scripts["so-lieu.txt"]
    speaker = aloud.Speaker(edition)
    for figure in edition.figures:
        for caveat in figure.caveats:
            assert speaker.say(caveat) in script
    assert "Đây là mục tiêu." in script
    assert "Sau đây là tính toán của trang thông tin, không có trong báo cáo." in script
    assert "mười bảy phẩy tám mươi ba phần trăm" in script
    assert "mười lăm phẩy hai mươi chín phần trăm" in script


def test_a_caveat_is_not_said_twice_in_a_script(scripts):
    script = scripts["2-2-cong-khai-minh-bach.txt"]
    assert script.count("Bài đăng không nói rõ ba phần trăm là phần trăm hay điểm phần trăm") == 1


def test_files_stand_where_pages_link_to_them(loaded, edition, tmp_path):
    readaloud.write(loaded, tmp_path, "")
    assert (tmp_path / files.figures_script(edition)).is_file()
    assert all((tmp_path / files.section_script(edition, heading)).is_file() for heading in edition.pages)
