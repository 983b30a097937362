"""Small editions of every structure that an official text has, written as `tests/data/structures/*.txt`.

Each line there is `tag|text`; the text is a line of the copy, the tag says what `report.yml` must say of it:
`h1 I @trang` a heading with its level, number and page, `table`, `preface`, `preamble`, `plain` (a declared paragraph),
`listed` (a declared item), `note`, `conclusions`, `out` (left out); `title`, `lead`, `p` need nothing. `table 2` is a
table with two rows of heads.
"""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import dataclass, field
from pathlib import Path

from macros.content.load import load
from macros.content.model import Edition
from macros.content.pages import Page
from macros.rendering.body import below_the_head
from macros.rendering.macros import SIGNATURES
from tests.project import ROOT, Project

FOLDER = ROOT / "tests/data/structures"
NAMES = sorted(path.stem for path in FOLDER.glob("*.txt"))
_DECLARED = {"plain": "paragraph", "listed": "item"}
_LISTS = {"toan-van": "full_text", "don-vi": "organisations_list"}


@dataclass
class Text:
    """A fixture's text: its tagged lines, and records beside it."""

    name: str
    lines: list[tuple[str, str]]
    figures: list[dict] = field(default_factory=list)
    calls: dict[int, str] = field(default_factory=dict)  # line → what its page types instead of the text

    @property
    def edition(self) -> str:
        return f"2022-{self.name}"


def read(name: str) -> Text:
    """The fixture of that name."""
    lines = (FOLDER / f"{name}.txt").read_text("utf-8").splitlines()
    return Text(name, [(tag, text) for tag, _, text in (line.partition("|") for line in lines)])


def report(text: Text) -> dict:
    """What `report.yml` says of a fixture's text."""
    numbered = list(enumerate(text.lines, 1))
    by_tag: dict[str, list[int]] = {}
    for number, (tag, _) in numbered:
        by_tag.setdefault(tag, []).append(number)
    title = by_tag["title"][0]
    headings, spans = [], []
    for number, (tag, words) in numbered:
        found = re.fullmatch(r"h(\d)(?: ([^@]+?))?(?: @(\S+))?", tag)
        if found:
            label = words.removeprefix(found[2] or "").lstrip(".:/) ").capitalize() or words
            headings.append(
                {"line": number, "level": int(found[1])}
                | ({"code": found[2]} if found[2] else {})
                | ({"page": found[3], "label": label} if found[3] else {})
            )
        elif tag not in ("title", "lead", "p", ""):
            kind = _DECLARED.get(tag, tag)
            if (
                spans
                and spans[-1]["kind"] == kind.partition(" ")[0]
                and spans[-1]["last"] == number - 1
                and kind != "paragraph"
            ):
                spans[-1]["last"] = number
            else:
                kind, _, head = kind.partition(" ")
                spans.append({"first": number, "last": number, "kind": kind} | ({"head": int(head)} if head else {}))
    body = [number for number, (tag, _) in numbered if tag not in ("preface", "title", "lead", "", "out")]
    return {
        "year": 2022,
        "number": f"{NAMES.index(text.name) + 1 if text.name in NAMES else 99}/BC-VT",
        "date": "2022-12-20",
        "date_printed": "20/12/2022",
        "issuer": "vuon-thu",
        "headline": f"Báo cáo thử: {text.name}",
        "summary": "Một báo cáo bịa ra cho kiểm thử.",
        "title": text.lines[title - 1][1],
        "title_line": title,
        **({"lead_line": by_tag["lead"][0]} if "lead" in by_tag else {}),
        "first_line": body[0],
        "last_line": body[-1],
        "copy": {
            "label": "Tệp thử nghiệm",
            "note": "Tệp này chỉ dùng cho kiểm thử.",
            "sha256": hashlib.sha256(source(text).encode()).hexdigest(),
        },
        "left_out": [
            {"first": span["first"], "last": span["last"], "why": "Không thuộc văn bản."}
            for span in spans
            if span["kind"] == "out"
        ],
        "blocks": [span for span in spans if span["kind"] != "out"],
        "headings": headings,
    }


def source(text: Text) -> str:
    """The reference copy."""
    return "\n".join(words for _, words in text.lines)


def write(project: Project, text: Text) -> None:
    """Add a fixture to a project: its data, and the pages that type it as it stands."""
    data = f"data/{text.edition}"
    project.write(f"{data}/source.txt", source(text))
    made = {key: value for key, value in report(text).items() if value != []}
    project.write(f"{data}/report.yml", "\n".join(_yaml(made)) + "\n")
    organisation = {"id": "vuon-thu", "name": "Vườn thử", "level": "other"}
    project.write(f"{data}/organisations.yml", "\n".join(_yaml({"organisations": [organisation]})) + "\n")
    if text.figures:
        project.write(f"{data}/figures.yml", "\n".join(_yaml({"figures": text.figures})) + "\n")
    for name, macro in (_LISTS | ({"so-lieu": "figures_list"} if text.figures else {})).items():
        _page(project, text, name, f"{{{{ {macro}() }}}}")
    for name in ("index", *(heading["page"] for heading in made.get("headings", ()) if "page" in heading)):
        _page(project, text, name, "")
    edition = load(project.root, SIGNATURES).site.edition(text.edition)
    for name in ("index", *(heading.page for heading in edition.pages)):
        _page(project, text, name, _typed(text, edition, name))


def _typed(text: Text, edition: Edition, name: str) -> str:
    page = Page(path=f"{edition.id}/{name}.md", file="", edition=edition.id)
    lines = [line for line in below_the_head(page, edition) if not line.is_fixed]
    found = [f"{text.calls.get(line.number, line.text)} {{{{ source({line.number}) }}}}" for line in lines]
    if name == "index":
        found += ["## Các mục", "{{ contents_list() }}", "## Bản văn được dùng", "{{ source_facts() }}"]
    return "\n\n".join(found)


def _page(project: Project, text: Text, name: str, body: str) -> None:
    front = f'---\ntitle: "Trang {name}"\ndescription: "Trang {name} của báo cáo thử."\n---\n'
    project.write(
        f"docs/{text.edition}/{name}.md", f"{front}\n{{{{ page_start() }}}}\n\n{body}\n\n{{{{ page_end() }}}}\n"
    )


def _yaml(value: object, indent: str = "") -> list[str]:
    """A value as the lines of a data file."""
    found = []
    for key, inner in value.items() if isinstance(value, dict) else ():
        if isinstance(inner, list):
            found.append(f"{indent}{key}:")
            for item in inner:
                lines = _yaml(item, indent + "    ") if isinstance(item, dict) else [f"{indent}    {_scalar(item)}"]
                found += [f"{indent}  - {lines[0].strip()}", *lines[1:]]
        elif isinstance(inner, dict):
            found += [f"{indent}{key}:", *_yaml(inner, indent + "  ")]
        else:
            found.append(f"{indent}{key}: {_scalar(inner)}")
    return found


def _scalar(value: object) -> str:
    is_bare = isinstance(value, (int, bool)) or re.fullmatch(r"\d{4}-\d{2}-\d{2}", str(value))
    return str(value).lower() if is_bare else json.dumps(value, ensure_ascii=False)


def large(paragraphs: int = 300, figures: int = 200, tables: int = 40) -> Text:
    """A generated text of ten parts with restarting numbers; each of the first paragraphs holds a figure."""
    text = Text("lon", [("title", "Báo cáo thử rất dài")])
    made = 0
    for part in range(10):
        roman = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")[part]
        text.lines.append((f"h1 {roman}", f"{roman}. PHẦN THỬ"))
        for section in range(1, 4):
            text.lines.append((f"h2 {section} @{roman.lower()}-{section}", f"{section}. Mục thử"))
            for _ in range(paragraphs // 30):
                made += 1
                words = f"Trong kỳ, vườn thử trồng được {1000 + made} cây xanh các loại trên những khu đất mới nhận bàn giao."
                text.lines.append(("p", words))
                if made <= figures:
                    line = len(text.lines)
                    text.calls[line] = words.replace(str(1000 + made), f'{{{{ figure("cay-{made}") }}}}')
                    text.figures.append(_figure(made, line, words))
                else:
                    text.lines[-1] = ("p", words.replace(f"{1000 + made} cây", "nhiều cây"))
            for table in range(tables // 30 + (part * 3 + section <= tables % 30)):
                text.lines += [
                    ("plain", "Bảng dưới đây nêu từng khu."),
                    ("table", f"Bảng {roman}.{section}.{table}. Cây theo khu"),
                    ("table", "Khu | Kế hoạch | Thực hiện"),
                    *(("table", f"Khu {row} | {row * 10} | {row * 9}") for row in range(1, 6)),
                ]
    return text


def _figure(number: int, line: int, words: str) -> dict:
    return {
        "id": f"cay-{number}",
        "name": f"Số cây trồng được: {1000 + number}",
        "kind": "count",
        "value": str(1000 + number),
        "unit": "cây",
        "printed": str(1000 + number),
        "period": "Trong kỳ.",
        "measures": "Số cây trồng được.",
        "line": line,
        "quote": words,
    }


def project(folder: Path, *texts: Text) -> Project:
    """A copy of the real project with fixtures added."""
    from tests.project import copy_all

    found = copy_all(folder)
    for text in texts:
        write(found, text)
    return found
