"""The page that sets a draft beside its copy: each source line on the left, on the right what was made of it."""

from __future__ import annotations

from html import escape
from pathlib import Path

from macros.content import labels
from macros.content.load import Loaded
from macros.content.model import Edition
from macros.site import files

KINDS = {
    "preface": "phần đầu văn bản",
    "title": "tên bài",
    "lead": "lời dẫn",
    "preamble": "phần mở đầu",
    "heading": "đề mục",
    "paragraph": "đoạn văn",
    "item": "ý liệt kê",
    "caption": "tên bảng",
    "unit": "đơn vị tính của bảng",
    "row": "hàng của bảng",
    "note": "ghi chú",
    "conclusions": "phần ký, nơi nhận",
}
COUNTED = {
    "figures": "số liệu",
    "documents": "văn bản",
    "organisations": "đơn vị",
    "terms": "chữ viết tắt",
    "tasks": "nhiệm vụ",
    "errata": "lưu ý",
}


def write(loaded: Loaded, folder: Path) -> None:
    """Write the page of each draft edition into the built site."""
    style = next(folder.glob("assets*/site.css")).relative_to(folder).as_posix()
    for edition in map(loaded.site.edition, loaded.site.drafts):
        (folder / files.draft_page(edition.id)).write_text(_page(loaded, edition, style), "utf-8", newline="\n")


def _page(loaded: Loaded, edition: Edition, style: str) -> str:
    made = _records(loaded, edition)
    rows = []
    for number, raw in enumerate(edition.source.lines, 1):
        if not raw.strip():
            continue
        what, where = _what(edition, number)
        notes = [f"<b>{escape(what)}</b>", f"<span>{escape(where)}</span>", *made.get(number, ())]
        rows.append(
            f'<tr id="dong-{number}"><th scope="row">{number}</th><td>{escape(raw)}</td><td>{"<br>".join(notes)}</td></tr>'
        )
    questions = "".join(
        f"<li><code>{escape(fault.file)}:{fault.line}</code> {escape(fault.path)}: {escape(fault.message)}</li>"
        for fault in loaded.drafts
        if fault.file.startswith(f"data/{edition.id}/")
    )
    counts = ", ".join(f"{len(getattr(edition, name))} {word}" for name, word in COUNTED.items())
    name = escape(loaded.site.name(edition))
    return f"""<!doctype html>
<html lang="vi">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="robots" content="noindex">
<link rel="stylesheet" href="../{style}">
<title>Bản nháp: {name}</title>
</head>
<body>
<main>
<h1>Bản nháp: {name}</h1>
<p>Bên trái là bản đối chiếu, từng dòng; bên phải là điều được lập từ dòng ấy. Thấy sai thì báo số dòng và tên tệp ở bên phải. <a href="index.html">Về ấn bản</a></p>
<p>{len(rows)} dòng có chữ: {len(edition.lines)} dòng được đăng, {len(edition.report.headings)} đề mục; {counts}.</p>
<h2>Cần xác nhận</h2>
<ol>{questions}</ol>
<h2>Từng dòng</h2>
<div class="table-box"><table class="source-table">
<thead><tr><th scope="col">Dòng</th><th scope="col">Bản đối chiếu</th><th scope="col">Lập thành</th></tr></thead>
<tbody>
{chr(10).join(rows)}
</tbody>
</table></div>
</main>
</body>
</html>
"""


def _what(edition: Edition, number: int) -> tuple[str, str]:
    """What a line is, and the file that says so or holds it."""
    line = edition.line(number)
    if line is None:
        part = next((p for p in edition.report.left_out if p.first <= number <= p.last), None)
        if part:
            return f"để ngoài: {part.why}", f"data/{edition.id}/report.yml: left_out"
        return (
            "dòng tác giả" if number == edition.report.author_line else "ngoài lời văn"
        ), f"data/{edition.id}/report.yml"
    what = KINDS[line.kind]
    if line.heading:
        page = f", trang {line.heading.page}" if line.heading.page else ""
        return f"{what} cấp {line.depth}{page}", f"data/{edition.id}/report.yml: headings"
    if line.is_fixed:
        return what, f"data/{edition.id}/report.yml"
    return what, f"docs/{edition.id}/{line.page or 'index'}.md"


def _records(loaded: Loaded, edition: Edition) -> dict[int, list[str]]:
    """What the records say of each line, as HTML."""
    found: dict[int, list[str]] = {}

    def add(number: int, what: str, printed: str, rest: str) -> None:
        found.setdefault(number, []).append(f"{what} «{escape(printed)}» {escape(rest)}")

    for figure in edition.figures:
        add(
            figure.line,
            "số liệu",
            figure.printed,
            f"{figure.unit}, {labels.FIGURE_KIND[figure.kind].lower()} ({figure.id})",
        )
    for document in edition.documents:
        for citation in document.citations:
            add(citation.line, "văn bản", citation.printed, f"({document.id})")
    for task in edition.tasks:
        add(task.line, "nhiệm vụ", task.number, f"({task.id})")
    for erratum in edition.errata:
        for place in erratum.places:
            add(place.line, "lưu ý", place.printed, f"({erratum.id})")
    for page in loaded.pages:
        for block in page.blocks if page.edition == edition.id else ():
            for call in block.calls if block.source_line else ():
                if call.macro in ("org", "term"):
                    add(block.source_line or 0, "đơn vị" if call.macro == "org" else "viết tắt", str(call.args[0]), "")
    return found
