"""Reads plain text and Markdown; hard-wrapped lines are joined, and every join is told."""

from __future__ import annotations

import itertools
import re
from dataclasses import replace

from macros.drafting.lines import Copy, Line, Refused, as_cell

STARTS = re.compile(
    r"\s*(?:[-–+•*●○▪]\s|\(?\d{1,2}(?:\.\d{1,2})*[.)/](?!\d)\s?|\d{1,2}(?:\.\d{1,2})+\s|\(?[a-zđ][.)]\s|[IVX]+[./)]\s|[A-ZĐ][./)]\s"
    r"|(?:Điều|Chương|Mục|Phần|Căn cứ|Kính gửi|Nơi nhận)\b|\||#)"
)
_GAP = re.compile(r"\s*\S.*?\s{3,}(?=\S)")  # the left column of a line that has two


def read(data: bytes) -> Copy:
    """The lines of a .txt file; raises Refused if it is not Unicode text."""
    return unwrapped(Copy(form="tệp văn bản (.txt)", lines=_by_columns(_lines(decoded(data)))))


def markdown(data: bytes) -> Copy:
    """The lines of a .md file: headings by their marks, tables by their bars, the rest as it stands."""
    lines, fenced = [], False
    for text in _unfenced(decoded(data)):
        if re.match(r"\s*(```|~~~)", text):
            fenced = not fenced
            continue
        note = re.match(r"\[\^(\w{1,8})\]:\s*(.+)", text)
        text = re.sub(r"\[\^(\w{1,8})\]", r"[\1]", text)  # Markdown's mark of a note as a reader sees it
        if note and not fenced:
            lines.append(Line(text=f"[{note[1]}] {_unmarked(note[2])}", note=note[1]))
            continue
        head = re.match(r"(#{1,6})\s+(.*?)\s*#*\s*$", text)
        if head and not fenced:
            lines.append(Line(text=_unmarked(head[2]), rank=len(head[1]), bold=True))
        elif not fenced and re.fullmatch(r"\s*\|?[\s:|-]*-[\s:|-]*\|[\s:|-]*", text):
            continue  # the rule below a table's head
        elif not fenced and re.match(r"\s*\|.*\|\s*$", text):
            cells = tuple(as_cell(_unmarked(text.strip())) for text in re.split(r"(?<!\\)\|", text.strip()[1:-1]))
            lines.append(Line(text="", cells=cells))
        else:
            bold = re.fullmatch(r"\s*(\*\*|__)(.+)\1\s*", text)
            lines.append(Line(text=_unmarked(text), bold=bool(bold)))
    return unwrapped(Copy(form="tệp Markdown (.md)", lines=lines))


def decoded(data: bytes) -> str:
    """Unicode text; raises Refused."""
    name = "utf-16" if data.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
    try:
        text = data.decode(name)
    except UnicodeDecodeError as error:
        raise Refused('Tệp không phải UTF-8: mở bằng Notepad, "Lưu thành" với bảng mã UTF-8 rồi thử lại.') from error
    if "\0" in text:
        raise Refused("Tệp không phải văn bản (có ký tự rỗng): kiểm tra lại tệp.")
    return text


def _unfenced(text: str) -> list[str]:
    """The lines of the text, its front matter left out."""
    lines = re.split(r"\r\n|\r|\n", text)
    if lines and lines[0].strip() == "---" and "---" in [line.strip() for line in lines[1:]]:
        return lines[[line.strip() for line in lines[1:]].index("---") + 2 :]
    return lines


def _unmarked(text: str) -> str:
    """Markdown's own marks taken off: bold, italic, escapes, links' addresses."""
    text = re.sub(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1", r"\2", text)
    text = re.sub(r"(?<![\w*])\*(?=\S)([^*]+?)(?<=\S)\*(?![\w*])", r"\1", text)
    text = re.sub(r"!?\[([^\]]*)\]\([^)\s]*\)", r"\1", text)
    return re.sub(r"\\([\\`*_{}\[\]()#+.!|<>~-])", r"\1", text)


def _lines(text: str) -> list[Line]:
    found = []
    for line in re.split(r"\r\n|\r|\n|\f", text):
        cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
        if "\t" in line.strip() and len([cell for cell in line.strip().split("\t") if cell.strip()]) >= 3:
            cells = [cell.strip() for cell in line.strip("\n").split("\t")]
        if len(cells) >= 2 and not re.fullmatch(r"[\s|:+=_-]*", line):
            found.append(Line(text="", cells=tuple(cells)))
        elif not re.fullmatch(r"\s*\|[\s|:+=_-]*", line):
            found.append(Line(text=line.strip().strip("|").strip() if line.strip().startswith("|") else line))
    return found


def _by_columns(lines: list[Line]) -> list[Line]:
    """The lines with the header and the signature, whose two columns are set apart by spaces, column by column."""
    for opening in (r"(?i).*(cộng h(òa|oà) xã hội|đảng cộng sản việt nam)", r"(?i)\s*nơi nhận\s*:"):
        found = next((at for at, line in enumerate(lines) if re.match(opening, line.text)), None)
        if found is None:
            continue
        texts = [line.text for line in lines]
        start = found - next((n for n, text in enumerate(reversed(texts[:found])) if not text.strip()), found)
        is_end = opening.endswith(":")
        end = len(lines) if is_end else next((n for n in range(found, len(lines)) if not texts[n].strip()), len(lines))
        cuts = [match.end() if (match := _GAP.match(text.rstrip())) else 0 for text in texts[start:end]]
        if not any(cuts) or end - start > 20:
            continue
        middle = min(filter(None, cuts)) - 8  # where a line of the right column alone begins, about
        columns: tuple[list[str], list[str]] = [], []
        for text, cut in zip(texts[start:end], cuts):
            alone = len(text) - len(text.lstrip()) < middle
            at = cut or (len(text) if alone else 0)
            columns[0].append(text[:at])
            columns[1].append(text[at:])
        column = [Line(text=text.strip()) for part in columns for text in part if text.strip()]
        lines = [*lines[:start], *column, *lines[end:]]
    return lines


def unwrapped(copy: Copy) -> Copy:
    """The copy with hard wraps taken out if the text was broken at a fixed width, and a notice of each join."""
    full = [len(line.text.rstrip()) for line in copy.lines if len(line.text.strip()) >= 40 and not line.cells]
    if len(full) < 3:
        return copy
    width = sorted(full)[int(len(full) * 0.95)]
    near = sum(width - 16 <= length <= width + 2 for length in full)
    wraps = sum(
        width - 16 <= len(line.text.rstrip()) and below.text[:1].islower() and not re.search(r"[.;:,!?…]$", line.text)
        for line, below in itertools.pairwise(copy.lines)
        if not line.cells
    )
    if width > 130 or (wraps < 3 and (len(full) < 6 or near < 0.5 * len(full))):
        return copy
    lines, joins = join(copy.lines, width)
    if joins:
        copy.notices.append(
            f"Bản gốc xuống dòng giữa câu; {len(joins)} chỗ đã được nối lại, cần so với bản gốc: "
            + "; ".join(joins)
            + "."
        )
    copy.lines = lines
    return copy


def join(lines: list[Line], width: int) -> tuple[list[Line], list[str]]:
    """The lines with hard wraps taken out, and the words on both sides of each join.

    A line goes on with the one printed before it if that one is long, ends in mid-sentence, and this one begins no
    new block; `width` is that of a full line, in characters.
    """
    joined: list[Line] = []
    joins: list[str] = []
    last = ""  # as printed
    for line in lines:
        if joined and goes_on(last, line.text, width) and not (joined[-1].cells or line.cells):
            before = joined[-1]
            joins.append(f"«{' '.join(before.text.split()[-2:])} ⏎ {' '.join(line.text.split()[:2])}»")
            joined[-1] = replace(before, text=glued(before.text.rstrip(), line.text.strip()))
        else:
            joined.append(line)
        last = line.text
    return joined, joins


def glued(before: str, after: str) -> str:
    """Two printed lines as one: a line may be broken after a hyphen that no space follows (`13/2018/NĐ-` `CP`)."""
    return before + after if re.search(r"\w-$", before) else f"{before} {after}"


def goes_on(before: str, text: str, width: int) -> bool:
    """Whether `text` is the rest of the paragraph of which `before` is the printed line above."""
    is_centred = re.match(r"\s{4}", text) and re.match(r"\s{4}", before) and text.strip()[:1].islower()
    text, before = text.strip(), before.strip()
    if not text or not before or STARTS.match(text) or re.search(r"[.;:!?…]$", before):
        return False
    if before.isupper() != text.isupper() and min(len(before), len(text)) > 3:
        return False
    if is_centred:
        return True
    room = width - len(before)  # the next word would not have fitted
    return room < len(text.split()[0]) + (12 if text[0].islower() or text[0].isdigit() else 4)
