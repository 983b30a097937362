"""The scripts for the commune loudspeaker: each section and the key figures, as plain text to be read out."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from macros.content import derive, formats, labels, text
from macros.content.load import Loaded
from macros.content.model import Edition, Erratum, Figure, Heading
from macros.content.text import Block
from macros.exports.aloud import Speaker, code
from macros.site import files

_SENTENCE = re.compile(r"(?<=[.!?…]) +(?=[A-ZĐÀ-Ỹ])")


def write(loaded: Loaded, folder: Path, base_url: str) -> None:
    """Write the scripts of every edition into the site in `folder`; they hold no address."""
    for edition in loaded.site.editions:
        sections = text.sections(text.blocks(loaded, edition), edition)
        for heading in edition.pages:
            assert heading.page is not None
            _write(folder / files.section_script(edition, heading), section_script(edition, sections[heading.page]))
        if edition.figures:
            _write(folder / files.figures_script(edition), figures_script(edition))


def _write(path: Path, paragraphs: list[str]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n\n".join(paragraphs) + "\n", "utf-8", newline="\n")


def _opening(edition: Edition, speaker: Speaker) -> str:
    report = edition.report
    issuer = edition.record("organisations", report.issuer).name
    name = speaker.say(f"{report.name} {formats.long_date(report.date)} của {issuer}")
    return f"{name} {speaker.say(f'Nội dung lấy từ {formats.lower_first(report.copy.label)}')}"


def section_script(edition: Edition, blocks: tuple[Block, ...]) -> list[str]:
    """The paragraphs of a section's script; what is doubtful is said right after its sentence."""
    speaker = Speaker(edition)
    spoken: set[str] = set()
    return [_opening(edition, speaker), *(_paragraph(edition, block, speaker, spoken) for block in blocks)]


def _paragraph(edition: Edition, block: Block, speaker: Speaker, spoken: set[str]) -> str:
    if block.heading:
        return _heading(block.heading, _heard(block, block.text), speaker)
    if block.kind == "row":
        return speaker.say(", ".join(_heard(block, cell) for cell, _ in block.at.own_cells(block.at.cells) if cell))
    said: list[str] = []
    doubtful: list[Any] = []
    words = ""
    for part in block.parts:
        *sentences, words = _SENTENCE.split(words + _heard(block, part.text, bool(words.strip() or said)))
        for sentence in sentences:
            said += [speaker.say(sentence), *_aside(_caveats(doubtful, speaker, spoken), edition.report.noun)]
            doubtful = []
        doubtful.append(part.record)
    return " ".join([*said, speaker.say(words), *_aside(_caveats(doubtful, speaker, spoken), edition.report.noun)])


def _heard(block: Block, words: str, inside: bool = False) -> str:
    """Words without the marks of footnotes; the notes are read where they stand."""
    return "".join(piece for piece, note in block.at.pieces(words, inside) if note is None)


def _heading(heading: Heading, words: str, speaker: Speaker) -> str:
    words = words.removeprefix(heading.code or "").lstrip(".:/) ")
    words = words.capitalize() if words.isupper() else words
    if heading.code is None:
        return speaker.say(words)
    kind, _, number = heading.code.rpartition(" ")
    number = number.strip("()/")
    kind = kind.capitalize() or ("Phần" if number[0].isupper() else "Mục")
    return f"{kind} {code(number)}. {speaker.say(words) if words else ''}".strip()


def _caveats(records: Any, speaker: Speaker, spoken: set[str]) -> list[str]:
    """What must be said beside doubtful figures and dates and corrected records, nothing twice in a script."""
    found = []
    for record in sorted(
        records, key=lambda record: not isinstance(record, Erratum)
    ):  # what is wrong, then how to take it
        for doubt in _doubts(record, speaker):
            for sentence in map(speaker.say, _SENTENCE.split(doubt)):
                if sentence not in spoken:
                    spoken.add(sentence)
                    found.append(sentence)
    return found


def _aside(caveats: list[str], noun: str) -> list[str]:
    """Caveats between two sentences of the report, so that a listener hears whose words they are."""
    return [f"Lưu ý của người biên tập, không có trong {noun}.", *caveats, "Hết lưu ý."] if caveats else []


def _doubts(record: Any, speaker: Speaker) -> list[str]:
    if isinstance(record, Erratum):
        heard = {speaker.say(place.printed) for place in record.places}
        return [record.note or ""] if record.category == "date" and len(heard) == len(record.places) else []
    correction = getattr(record, "corrected", None)
    found = (
        [f"{formats.long_date(correction.date)}, cơ quan ban hành đã đính chính thành {correction.printed}"]
        if correction
        else []
    )
    return found + (list(record.caveats) if isinstance(record, Figure) else [])


def figures_script(edition: Edition) -> list[str]:
    """The paragraphs of the figures' script: each figure with its kind, unit, period and caveats, and what is derived."""
    speaker = Speaker(edition)
    paragraphs = [_opening(edition, speaker)]
    for figure in edition.figures:
        unit = "" if "%" in figure.unit else f" {figure.unit}"
        said = [
            speaker.say(f"{figure.name}: {figure.printed}{unit}"),
            speaker.say(f"Đây là {labels.FIGURE_KIND[figure.kind].lower()}"),
            speaker.say(f"Kỳ hoặc thời điểm: {figure.period}"),
        ]
        caveats = _caveats([figure], speaker, set())
        said += ["Xin lưu ý.", *caveats] if caveats else []
        paragraphs.append(" ".join(said))
    results = [derive.compute(derived, edition) for derived in edition.derived]
    if results:
        paragraphs.append(f"Sau đây là tính toán của trang thông tin, không có trong {edition.report.noun}.")
    for result in results:
        formula = result.formula.replace("(", "mở ngoặc ").replace(")", " đóng ngoặc")
        said = [
            speaker.say(f"{result.derived.name}: {result.shown}"),
            speaker.say(f"Cách tính: {formula}"),
            speaker.say(f"Giả định: {result.derived.assumption}"),
        ]
        if result.corrected:
            said.append(speaker.say(f"Theo số đính chính: {result.corrected.shown}"))
        paragraphs.append(" ".join(said))
    return paragraphs
