"""What `new` drafts of whole documents: `python -m benchmarks.drafting` prints a Markdown table.

The documents are the tests' editions, which people made: the real report, a month's report and one of each structure.
LibreOffice writes each as Word, PDF, web page and text from one source. Right, missed and false are told against those
editions: a heading by its text, number and level, a citation by its line and printed form, a figure by its line and value.
Decisions are the questions that the draft leaves; seconds are of one processor, the file read and the edition drafted.
"""

from __future__ import annotations

import html
import shutil
import subprocess
import tempfile
import time
from collections import Counter
from decimal import Decimal
from itertools import groupby
from pathlib import Path

from macros.content import structure
from macros.content.load import load
from macros.content.model import Edition, Site
from macros.content.source import fold
from macros.drafting import edition as drafting
from macros.drafting import reader
from macros.rendering.macros import SIGNATURES
from tests import structures
from tests.project import ROOT

FORMS = {
    "docx": "docx:MS Word 2007 XML",
    "pdf": "pdf:writer_pdf_Export",
    "html": "html:HTML (StarWriter)",
    "txt": "txt:Text (encoded):UTF8",
}
Items = dict[str, Counter[tuple[object, ...]]]


def convert(folder: Path, files: list[Path], form: str, *options: str) -> None:
    """Let LibreOffice write the files in another form."""
    subprocess.run(
        ["soffice", f"-env:UserInstallation=file://{folder}/office", "--headless", *options, "--convert-to", FORMS[form],
         "--outdir", folder, *files],
        check=True, capture_output=True, timeout=600,
    )  # fmt: skip


def page(edition: Edition) -> str:
    """The copy as the one source of all forms: a paragraph a line, rows as a table."""
    kinds = {line.number: line.kind for line in edition.lines}
    body = []
    for kind, group in groupby(range(1, len(edition.source.lines) + 1), kinds.get):
        lines = [html.escape(edition.source.line(number)) for number in group]
        if kind == "row":
            rows = [structure.cell_texts(line) for line in lines]
            width = max(map(len, rows))
            cells = [f"<td colspan={width - len(row) + 1}>{'<td>'.join(row)}" for row in rows]
            body.append(f"<table border=1 width=100%>{''.join(f'<tr>{row}' for row in cells)}</table>")
        else:
            mark = "b" if kind == "heading" else "span"
            body += [f"<p><{mark}>{line}</{mark}></p>" for line in lines if line]
    return f"<meta charset=utf-8>{''.join(body)}"


def made(edition: Edition) -> Items:
    """What people recorded of the edition."""
    line = edition.source.line
    return {
        "headings": Counter((line(head.line), head.code, head.level) for head in edition.report.headings),
        "citations": Counter((line(c.line), c.printed) for d in edition.documents for c in d.citations),
        "figures": Counter((line(f.line), f.value, f.ratio and f.ratio.numerator) for f in edition.figures),
    }


def drafted(file: Path, like: Edition, site: Site) -> tuple[Items, int]:
    """What `new` finds in the file, and how many questions it asks."""
    read = reader.read(file)
    draft = drafting.draft(read.copy.lines, read.copy.notices, read.name, read.sha256, like, site, None)
    text = [fold(line) for line in draft.source.decode().split("\n")]
    records = draft.records
    found: Items = {
        "headings": Counter((text[h["line"] - 1], h.get("code"), h["level"]) for h in records["report"]["headings"]),
        "citations": Counter(
            (text[c["line"] - 1], c["printed"]) for d in records.get("documents", ()) for c in d["citations"]
        ),
        "figures": Counter(
            (text[f["line"] - 1], f["value"] and Decimal(f["value"]), f["ratio"] and f["ratio"]["numerator"])
            for f in records.get("figures", ())
        ),
    }
    return found, draft.questions


def main() -> None:
    """Print the table."""
    print("| Document | Form | Seconds | Decisions | Headings | Citations | Figures |\n|---|---|--:|--:|--:|--:|--:|")
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        project = structures.project(folder / "project", *map(structures.read, structures.NAMES))
        for part in ("data", "docs"):
            shutil.copytree(ROOT / "tests/data/edition-2024-thang-3" / part, project.root / part / "2024-thang-3")
        site = load(project.root, SIGNATURES).site
        assert site
        sources = []
        for edition in site.editions:
            sources.append(folder / f"{edition.id}.html")
            sources[-1].write_text(page(edition), "utf-8")
        convert(folder, sources, "docx", "--infilter=HTML (StarWriter)")
        for form in ("pdf", "html", "txt"):
            convert(folder, [source.with_suffix(".docx") for source in sources], form)
        rows: dict[tuple[str, str], Counter[str]] = {}
        for edition in site.editions:
            wanted = made(edition)
            name = f"{len(structures.NAMES)} structures" if edition.id.startswith("2022-") else edition.id
            for form in FORMS:
                row = rows.setdefault((name, form), Counter())
                start = time.process_time_ns()
                found, questions = drafted(folder / f"{edition.id}.{form}", site.edition("2023"), site)
                row["spent"] += time.process_time_ns() - start
                row["asked"] += questions
                for kind in wanted:
                    right = wanted[kind] & found[kind]
                    row[f"{kind} right"] += right.total()
                    row[f"{kind} missed"] += (wanted[kind] - right).total()
                    row[f"{kind} false"] += (found[kind] - right).total()
        for (name, form), row in rows.items():
            counts = [
                " / ".join(str(row[f"{kind} {what}"]) for what in ("right", "missed", "false")) for kind in wanted
            ]
            print(f"| {name} | {form} | {row['spent'] / 1e9:.2f} | {row['asked']} | {' | '.join(counts)} |")


if __name__ == "__main__":
    main()
