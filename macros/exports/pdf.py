"""The PDF of the report and of each section, tagged for PDF/UA-1; the layout is in `templates/report.typ`."""

from __future__ import annotations

import itertools
import json
import re
from html import unescape
from pathlib import Path
from typing import Any

import typst

from macros.content import derive, fingerprint, formats, labels, page_names, structure, text
from macros.content.dates import epoch, newest_date
from macros.content.load import Loaded
from macros.content.model import Document, Edition, Erratum, Figure
from macros.content.text import Block, Part
from macros.content.uses import index
from macros.exports import ExportError
from macros.rendering import charts
from macros.rendering.macros import Renderer
from macros.site import files

STANDARDS = ["ua-1", "a-2a"]
APPENDIX = "Phụ lục do trang web này lập"
_OWN_PAGE = 12  # headings that fill a page of contents; fewer share it with the text
_WIDEST, _HIGHEST = 76, 100  # millimetres of a chart: two side by side, and room below a table
_HERE = Path(__file__).parent
_CHART = re.compile(
    r"<figcaption>(?P<caption>.*?)</figcaption>\s*(?P<svg><svg.*?</svg>)\s*<p class=\"chart-key\">(?P<key>.*?)</p>",
    re.DOTALL,
)


def write(loaded: Loaded, folder: Path, base_url: str) -> None:
    """Write the PDF of every report and of each of its sections into the site in `folder`."""
    template = _HERE / "templates/report.typ"
    compiler = typst.Compiler(
        input=str(template), root=str(template.parent), font_paths=[str(_HERE / "fonts")], ignore_system_fonts=True
    )
    for edition in loaded.site.editions:
        blocks = text.blocks(loaded, edition)
        report = edition.report
        whole = {"whole": True, "title": f"{report.name}: {report.title}"}
        appendix = []
        if edition.figures:
            appendix.append(_figures(edition, edition.figures, _charts(loaded, edition, page_names.FIGURES, base_url)))
        if edition.documents:
            appendix.append(
                _register(edition, edition.documents, _charts(loaded, edition, page_names.DOCUMENTS, base_url))
            )
        content = whole | _content(loaded, edition, blocks, base_url, appendix)
        _put(folder / files.report_pdf(edition), _compiled(compiler, loaded, content))
        for heading in edition.pages:
            assert heading.page is not None
            own = text.sections(blocks, edition)[heading.page]
            name = edition.listed(heading)
            if heading.code and edition.place(heading.line).startswith("Mục "):
                name = f"Mục {name}"
            section = {"whole": False, "title": f"{name} ({report.name})"}
            figures, documents = _records(own, Figure), _records(own, Document)
            appendix = ([_figures(edition, figures, [])] if figures else []) + (
                [_register(edition, documents, [])] if documents else []
            )
            content = section | _content(loaded, edition, own, base_url, appendix)
            data = _compiled(compiler, loaded, content)
            if _pages(data) > 1:  # smaller type saves a last page that is nearly empty
                smaller = _compiled(compiler, loaded, content | {"smaller": True})
                data = smaller if _pages(smaller) < _pages(data) else data
            _put(folder / files.section_pdf(edition, heading), data)


def _put(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


def _pages(data: bytes) -> int:
    """The number of pages of a PDF as Typst writes it."""
    return len(re.findall(rb"/Type/Page\b", data))


def _compiled(compiler: Any, loaded: Loaded, content: dict[str, Any]) -> bytes:
    """The PDF of what the template is given; raises ExportError."""
    try:
        data, warnings = compiler.compile_with_warnings(
            sys_inputs={"data": json.dumps(content, ensure_ascii=False)},
            format="pdf",
            pdf_standards=STANDARDS,
            timestamp=epoch(loaded.site),
        )
    except typst.TypstError as error:
        raise ExportError(f"{content['title']}: {error}") from error
    if warnings:
        raise ExportError(f"{content['title']}: " + "\n".join(map(str, warnings)))
    return bytes(data)


def _content(
    loaded: Loaded, edition: Edition, blocks: tuple[Block, ...], base_url: str, appendix: list[dict[str, Any]]
) -> dict[str, Any]:
    report, date = edition.report, newest_date(loaded.site)
    issuer = edition.record("organisations", report.issuer).name
    taken = any(mark.startswith("[") for line in edition.lines for mark, _ in line.notes)
    shape, numbering = ("nhọn", "{1}") if taken else ("vuông", "[1]")
    return {
        "author": loaded.site.settings.operator or loaded.site.settings.name,
        "description": f"{report.copy.label}, trình bày {report.name} {formats.long_date(report.date)}.",
        "date": {"year": date.year, "month": date.month, "day": date.day},
        "site": loaded.site.settings.name,
        "running": f"{report.name}, ngày {formats.date(report.date)}",
        "issuer": issuer,
        "cover": report.title,
        "dated": f"{report.name}, {formats.long_date(report.date)}",
        "statement": loaded.site.settings.statement,
        "copy": report.copy.note,
        "about_title": "Về bản PDF này",
        "about": [
            f"Lời văn giữ từng chữ của {report.copy.noun}. Chú thích đánh số trong ngoặc {shape} là của trang web này.",
            *([f"Phần «{APPENDIX}» không thuộc {report.noun}."] if appendix else []),
            f"Cập nhật {formats.long_date(date)}.",
        ],
        "updated": f"Cập nhật {formats.long_date(date)}.",
        "check": f"Dấu vân tay nội dung {fingerprint.short(edition)}. Kiểm tra bản mới nhất: {base_url}{edition.id}/index.html",
        "smaller": False,
        "has_contents": bool(appendix) or any(block.heading for block in blocks),
        "numbering": numbering,
        "own_contents": sum(block.heading is not None for block in blocks) >= _OWN_PAGE,
        "blocks": _blocks(blocks, edition),
        "appendix_title": APPENDIX,
        "appendix_short": "Phụ lục",
        "appendix_note": f"Phần này không thuộc {report.noun}.",
        "appendix": appendix,
    }


def _blocks(blocks: tuple[Block, ...], edition: Edition) -> list[dict[str, Any]]:
    """The blocks as the layout takes them; the rows of a table are one block, with its caption."""
    noted: set[str] = set()
    noun = edition.report.copy.noun
    known = {block.line for block in blocks}
    depths = dict(zip((b.line for b in blocks if b.heading), structure.depths(b.heading for b in blocks if b.heading)))
    found: list[dict[str, Any]] = []
    for table, group in itertools.groupby(blocks, lambda block: block.at.table or -block.line):
        if table < 0:
            block = next(group)
            level = depths.get(block.line, block.at.depth)
            is_marked = block.kind == "item" and not block.at.text.startswith("- ")
            found.append(
                {"kind": block.kind, "level": level, "marked": is_marked}
                | {"parts": _parts(block, block.parts, known, noted, noun)}
                | ({"section": edition.place(block.line)} if block.heading else {})
            )
            continue
        lines = list(group)
        found.append(
            {
                "kind": "table",
                "caption": [_parts(line, line.parts, known, noted, noun) for line in lines if line.kind != "row"],
                "rows": [
                    [
                        {"parts": _parts(line, cell, known, noted, noun), "colspan": wide, "rowspan": high}
                        for cell, (wide, high) in line.at.own_cells(line.cells)
                    ]
                    for line in lines
                    if line.kind == "row"
                ],
                "head": sum(block.at.is_head for block in lines),
                "columns": max((len(line.cells) for line in lines), default=1),
            }
        )
    return found


def _parts(block: Block, parts: tuple[Part, ...], known: set[int], noted: set[str], noun: str) -> list[dict[str, Any]]:
    """The words, each run with our footnotes at its end; a note met before is only referred to again.

    The marks of the text's own notes lead `to` lines of this PDF; `at` is where such a link arrives.
    """
    found: list[dict[str, Any]] = []
    for part in parts:
        for words, to in block.at.pieces(part.text, any(run["text"].strip() for run in found)):
            if words or not found:
                at = block.line if block.at.notes and part is block.parts[0] and not found else 0
                found.append({"text": words, "to": to if to in known else 0, "at": at, "notes": []})
        note = _note(part.record, noun)
        if note:
            id, words = note
            found[-1]["notes"].append({"id": id, "text": words, "again": id in noted})
            noted.add(id)
    return found


def _note(record: Any, noun: str) -> tuple[str, str] | None:
    """The id and the words of the footnote that belongs at a record's words."""
    if isinstance(record, Erratum):
        return record.id, f"Lưu ý của trang web này, không có trong {noun}. {record.note}"
    correction = getattr(record, "corrected", None)
    if correction is None:
        return None
    return (
        record.id,
        f"Cơ quan ban hành đính chính {formats.long_date(correction.date)}: {correction.printed} ({correction.source}). Trong bài giữ nguyên dạng in.",
    )


def _records(blocks: tuple[Block, ...], type_: type) -> list[Any]:
    """The records of a type that the blocks use, in order of first use."""
    return list(
        dict.fromkeys(part.record for block in blocks for part in block.parts if isinstance(part.record, type_))
    )


def _shown(record: Any, printed: str) -> str:
    return f"{printed} (đính chính: {record.corrected.printed})" if record.corrected else printed


def _figures(edition: Edition, figures: Any, drawings: list[dict[str, Any]]) -> dict[str, Any]:
    """The figures with kind, period and caveats, and what this site derives from them."""
    rows = [
        [
            [f.name, f"{labels.FIGURE_KIND[f.kind]}; {f.unit}"],
            _shown(f, f.printed),
            f"{f.period} {edition.place(f.line)}.",
            " ".join(f.caveats) or "Không có.",
        ]
        for f in figures
    ]
    tables = [
        _table(
            f"Số liệu in trong {edition.report.noun}",
            (28, 11, 23, 38),
            ("Số liệu; loại, đơn vị", "Dạng in", "Kỳ; mục", "Cần thận trọng"),
            rows,
        )
    ]
    ids = {figure.id for figure in figures}
    results = [derive.compute(d, edition) for d in edition.derived if ids & set(d.figures)]
    if results:
        rows = [
            [
                r.derived.name,
                r.shown + (f" (theo số đính chính: {r.corrected.shown})" if r.corrected else ""),
                r.formula,
                r.derived.assumption,
            ]
            for r in results
        ]
        tables.append(
            _table(
                f"Tính toán của trang web này, không có trong {edition.report.noun}",
                (28, 16, 20, 36),
                ("Giá trị", "Kết quả", "Phép tính", "Giả định"),
                rows,
            )
        )
    return {"title": "Số liệu", "drawings": drawings, "tables": tables}


def _register(edition: Edition, documents: Any, drawings: list[dict[str, Any]]) -> dict[str, Any]:
    """The register of cited documents."""
    rows = []
    for d in documents:
        date = formats.date(d.date) if d.date else f"năm {d.year}" if d.year else "không ghi"
        cited = ", ".join(charts.sections(d, edition))
        issuer = edition.record("organisations", d.issuer).name
        state = labels.DOCUMENT_STATE[d.status.state if d.status else None]
        rows.append([[_shown(d, d.name), issuer], date, d.subject or "không ghi", state, cited])
    head = ("Văn bản; cơ quan ban hành", "Ngày", "Trích yếu như in", "Hiệu lực", "Mục")
    known = [d for d in documents if d.status]
    note = "Hiệu lực, theo bản lưu của nguồn: " + "; ".join(
        f"{d.name}: {d.status.source}, đọc ngày {formats.date(d.status.checked)}" for d in known
    )
    return {
        "title": "Danh mục văn bản được dẫn",
        "drawings": drawings,
        "tables": [
            _table(
                f"Văn bản mà {edition.report.noun} dẫn", (33, 11, 35, 15, 6), head, rows, f"{note}." if known else None
            )
        ],
    }


def _table(caption: str, widths: Any, head: Any, rows: Any, note: str | None = None) -> dict[str, Any]:
    """A table for the layout: widths in shares; a cell is a text, or two, the second a quieter one below the first."""
    return {"caption": caption, "widths": widths, "head": head, "rows": rows, "note": note}


def _charts(loaded: Loaded, edition: Edition, page: str, base_url: str) -> list[dict[str, Any]]:
    """The charts of a record page, with colours written out, and their words."""
    path = f"{edition.id}/{page}.md"
    renderer = Renderer(loaded.site, loaded.pages, index(loaded.site, loaded.pages), base_url)
    if path not in renderer.shared.pages:
        return []
    macros, found = renderer.macros(path), []
    for call in renderer.shared.pages[path].calls:
        match = _CHART.search(macros.call(call)) if call.macro.endswith("_chart") else None
        if match:
            svg = charts.literal_colours(match["svg"]).replace(
                "<svg ", '<svg xmlns="http://www.w3.org/2000/svg" font-family="Bao Cao Sans" ', 1
            )
            box = re.search(r'viewBox="0 0 ([\d.]+) ([\d.]+)"', svg)
            assert box is not None
            width = min(_WIDEST, _HIGHEST * float(box[1]) / float(box[2]))
            alt = ". ".join(re.findall(r"<(?:title|desc)[^>]*>(.*?)</", svg))
            found.append(
                {
                    "svg": svg,
                    "width": width,
                    "alt": _words(alt),
                    "caption": _words(match["caption"]),
                    "key": _words(match["key"]),
                }
            )
    return found


def _words(markup: str) -> str:
    return unescape(re.sub(r"<[^>]+>", "", markup)).strip()
