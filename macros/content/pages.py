"""Reads the Markdown pages: front matter, macro calls, and the blocks of source text; it knows no record.

A page is data that an editor wrote: the only code in it may be a call of a known macro with constant arguments.
Everything else that Jinja would run, and raw HTML, is refused here, before any page is rendered.
"""

from __future__ import annotations

import functools
import inspect
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import jinja2
from jinja2 import nodes

from macros.content.faults import Fault
from macros.content.reading import Content, decode, describe, nearest, read

_CALL = re.compile(r"\{\{(.*?)\}\}")
_STRAY = re.compile(r"[{}]")
_OPENING = re.compile(r"\{[{%#]")  # all that Jinja would take in source text; single braces there are text
_ENDS_SOURCE = re.compile(r"\{\{ *source\([^(){}]*\) *\}\}\s*$")
_HEADING_ID = re.compile(r"^#[^{}]* \{: #[a-z0-9-]+ \}$")
_HTML = re.compile(r"<(?=[A-Za-z/!?])")
_LINK = re.compile(
    r"\]\(\s*(?!https?://|mailto:|tel:|(?!/)[\w./-]+\.(?:md|html)|(?:\.\./)*assets/[\w./-]+\)|#)([^)\s]*)|\]:\s*(?!https?://)(\S+)"
)
_IMAGE = re.compile(r"!\[(?![^\[\]]*\]\((\.\./)?assets/[\w./-]+\))")
_ENGINE = jinja2.Environment()
_parsed = functools.lru_cache(maxsize=10_000)(_ENGINE.parse)  # the same calls stand on many pages
MAX_CALL = 400  # characters of one macro call
MAX_PAGE = 300_000  # bytes of one page
MAX_LINES = 300  # lines of one paragraph, list item or table
MAX_LINKS = 60  # opening brackets in it; Markdown's time grows with their square
_TOO_DEEP = re.compile(r"\s{24}|\s*(?:(?:[*+>-]|\d{1,9}\.)\s*){6}")  # lists or quotations inside one another


@dataclass(frozen=True)
class Call:
    """One macro call: its name, constant arguments, and place in the file (1-based)."""

    macro: str
    args: tuple[Any, ...]
    line: int
    column: int


@dataclass(frozen=True)
class Block:
    """A paragraph or list item of the page: literal text and calls in order, and the source line it reproduces.

    `literals` are (line, column, text). `source_line` is None for prose of the site's own, which is Markdown; the
    literal text of a source block stands for itself, whatever characters it has.
    """

    line: int
    text: str
    parts: tuple[str | Call, ...]
    literals: tuple[tuple[int, int, str], ...]
    source_line: int | None

    @property
    def calls(self) -> tuple[Call, ...]:
        return tuple(part for part in self.parts if isinstance(part, Call))


@dataclass
class Page:
    """A Markdown page. `path` is relative to `docs/`; `edition` is the id of the edition whose folder it is in."""

    path: str
    file: str
    edition: str | None
    text: str = ""
    body_line: int = 1
    front: Content | None = None
    blocks: tuple[Block, ...] = ()
    faults: list[Fault] = field(default_factory=list)

    @property
    def name(self) -> str:
        return self.path.rsplit("/", 1)[-1].removesuffix(".md")

    @property
    def url(self) -> str:
        return self.path.removesuffix(".md") + ".html"

    @property
    def meta(self) -> dict[str, Any]:
        return self.front.value if self.front and isinstance(self.front.value, dict) else {}

    @property
    def calls(self) -> tuple[Call, ...]:
        return tuple(call for block in self.blocks for call in block.calls)


def read_page(data: bytes, path: str, file: str, edition: str | None, signatures: dict[str, inspect.Signature]) -> Page:
    """Read one page; the faults found are in `.faults`. `signatures` are the macros that a page may call."""
    page = Page(path=path, file=file, edition=edition)
    text, faults = decode(data, file)
    if len(data) > MAX_PAGE:
        faults = [Fault(file, 1, 1, "", f"trang lớn hơn {MAX_PAGE // 1000} kB: chia thành nhiều trang")]
    page.faults.extend(faults)
    if faults:
        return page
    lines = text.split("\n")
    if lines[0] != "---" or "---" not in lines[2:]:
        page.faults.append(
            Fault(
                file,
                1,
                1,
                "",
                'thiếu phần đầu trang: bắt đầu tệp bằng dòng "---", các dòng "title:" và "description:", rồi dòng "---"',
            )
        )
        return page
    end = lines.index("---", 2)
    page.front = read(("\n" + "\n".join(lines[1:end])).encode(), file)
    page.faults.extend(page.front.faults)
    page.text, page.body_line = "\n".join(lines[end + 1 :]), end + 2
    numbered = list(enumerate(lines[end + 1 :], page.body_line))
    page.blocks = tuple(_block(page, block, signatures) for block in _divided(numbered))
    return page


def _divided(numbered: list[tuple[int, str]]) -> Iterator[list[tuple[int, str]]]:
    """The numbered lines of each block: up to `source()`, or to a blank line; our own prose also at each list item."""
    current: list[tuple[int, str]] = []
    for number, line in [*numbered, (0, "")]:
        if line.strip():
            current.append((number, line))
        if _ENDS_SOURCE.search(line):
            yield current
            current = []
        elif not line.strip():
            own: list[tuple[int, str]] = []
            for item in current:
                if own and re.match(r"(-|\d+\.) ", item[1]):
                    yield own
                    own = []
                own.append(item)
            if own:
                yield own
            current = []


def substitute(text: str, calls: Iterator[Call], run: Callable[[Call], str]) -> str:
    """`text` of a checked page with each macro call replaced by `run(call)`; `calls` yields those calls in order."""
    return _CALL.sub(lambda _: run(next(calls)), text)


def calls_in(line: str) -> Iterator[re.Match[str]]:
    """The matches of `{{ … }}` in a line; nothing after the last `}}` is searched, or time would grow with its square."""
    return _CALL.finditer(line, 0, line.rfind("}}") + 2)


def _block(page: Page, numbered: list[tuple[int, str]], signatures: Any) -> Block:
    parts: list[str | Call] = []
    literals: list[tuple[int, int, str]] = []
    is_source = bool(_ENDS_SOURCE.search(numbered[-1][1]))
    for index, (number, line) in enumerate(numbered):
        position = 0
        if index:
            parts.append("\n")
        for match in calls_in(line):
            _literal(page, number, position, line[position : match.start()], parts, literals, is_source)
            call = _call(page, number, match, signatures)
            if call:
                parts.append(call)
            position = match.end()
        _literal(page, number, position, line[position:], parts, literals, is_source)
    if not is_source:
        _joined(page, numbered)
        _bounded(page, numbered)
    alone = [part for part in parts if isinstance(part, Call) and signatures[part.macro].return_annotation == "Block"]
    if alone and len(parts) > 1:
        place = Fault(
            page.file,
            alone[0].line,
            alone[0].column,
            "",
            f"{{{{ {alone[0].macro}(…) }}}} phải đứng riêng một dòng: để một dòng trống trước và sau",
        )
        page.faults.append(place)
    sources = [part for part in parts if isinstance(part, Call) and part.macro == "source"]
    if len(sources) > 1 or (sources and parts[-1] is not sources[0]):
        extra = sources[-1] if len(sources) > 1 else sources[0]
        page.faults.append(
            Fault(
                page.file,
                extra.line,
                extra.column,
                "",
                "{{ source(…) }} phải đứng một lần, ở cuối đoạn: để một dòng trống giữa hai đoạn",
            )
        )
    source_line = sources[0].args[0] if sources and sources[0].args else None
    text = "\n".join(line for _, line in numbered)
    return Block(
        line=numbered[0][0],
        text=text,
        parts=tuple(parts),
        literals=tuple(literals),
        source_line=source_line if isinstance(source_line, int) else None,
    )


def _literal(
    page: Page,
    number: int,
    position: int,
    text: str,
    parts: list[str | Call],
    literals: list[tuple[int, int, str]],
    is_source: bool,
) -> None:
    if not text:
        return
    found = (_OPENING if is_source else _STRAY).search(text)
    if found and (is_source or not _HEADING_ID.match(text)):
        message = 'ngoặc nhọn chỉ dùng cho macro: viết trọn trên một dòng, dạng {{ figure("mã") }}, hoặc bỏ ngoặc'
        if is_source:
            message = f'"{found[0]}" chỉ dùng cho macro; nếu bản đối chiếu có chữ này thì viết {{{{ brace("{{") }}}} cho dấu ngoặc nhọn đầu'
        page.faults.append(Fault(page.file, number, position + found.start() + 1, "", message))
    parts.append(text)
    literals.append((number, position + 1, text))


def _joined(page: Any, numbered: Any) -> None:
    """Markup is looked for in the whole block without its calls: neither a macro nor a line's end can split it."""
    places: list[tuple[int, int]] = []
    bare = ""
    for number, line in numbered:
        position = 0
        for match in [*calls_in(line), None]:
            end = match.start() if match else len(line)
            places.extend((number, column) for column in range(position + 1, end + 1))
            bare += line[position:end]
            position = match.end() if match else end
        places.append((number, len(line) + 1))
        bare += "\n"
    for pattern, message in (
        (_HTML, "có thẻ HTML: trang chỉ dùng chữ, Markdown và macro; bỏ thẻ"),
        (_IMAGE, "hình chỉ được lấy từ thư mục assets: chép hình vào docs/assets rồi dẫn tới đó"),
        (_LINK, "liên kết chỉ được dẫn tới trang .md, https://, mailto: hoặc tel:"),
    ):
        found = pattern.search(bare)
        if found:
            page.faults.append(Fault(page.file, *places[found.start()], "", message))


def _bounded(page: Page, numbered: list[tuple[int, str]]) -> None:
    """A block is small and flat enough for Markdown, whose time and depth grow with the square of some marks."""
    number = numbered[0][0]
    if len(numbered) > MAX_LINES:
        wrong = f"đoạn dài {len(numbered)} dòng, nhiều nhất là {MAX_LINES}: chia đoạn, để một dòng trống ở giữa"
        page.faults.append(Fault(page.file, number, 1, "", wrong))
    elif (links := sum(line.count("[") for _, line in numbered)) > MAX_LINKS:
        wrong = f'đoạn có {links} dấu "[", nhiều nhất là {MAX_LINKS}: chia đoạn, để một dòng trống ở giữa'
        page.faults.append(Fault(page.file, number, 1, "", wrong))
    for number, line in numbered:
        if _TOO_DEEP.match(line):
            wrong = "danh sách hoặc trích dẫn lồng quá sâu: bớt dấu ở đầu dòng"
            page.faults.append(Fault(page.file, number, 1, "", wrong))


def _call(page: Any, number: int, match: Any, signatures: Any) -> Call | None:
    column = match.start() + 1

    def refuse(message: str) -> None:
        page.faults.append(Fault(page.file, number, column, "", message))

    if len(match[0]) > MAX_CALL:
        refuse(f"macro dài quá {MAX_CALL} ký tự: xem có thiếu ngoặc nhọn đóng không")
        return None
    if "{{" in match[1]:
        opening = match[1].partition("{{")[0][:40].strip()
        refuse(f'macro thiếu ngoặc nhọn đóng: {{{{ {opening}…; viết dạng {{{{ tên("giá trị") }}}}')
        return None
    if set(match[1]) & set("“”‘’"):
        refuse(f'macro có ngoặc kép cong: {match.group(0)}; gõ lại bằng ngoặc kép thẳng, dạng {{{{ tên("giá trị") }}}}')
        return None
    if match[1][:1] in ("-", "+") or match[1][-1:] in ("-", "+"):  # would take away the spaces around the macro
        refuse(f'macro viết sai: {match.group(0)}; viết dạng {{{{ tên("giá trị") }}}}')
        return None
    try:
        tree = _parsed(match.group(0))
    except (jinja2.TemplateSyntaxError, RecursionError):
        refuse(f'macro viết sai: {match.group(0)}; viết dạng {{{{ tên("giá trị") }}}}')
        return None
    output = tree.body[0].nodes if len(tree.body) == 1 and isinstance(tree.body[0], nodes.Output) else []
    call = output[0] if len(output) == 1 else None
    if not isinstance(call, nodes.Call) or not isinstance(call.node, nodes.Name):
        refuse(f'chỉ được gọi macro: {match.group(0)}; viết dạng {{{{ tên("giá trị") }}}}')
        return None
    name = call.node.name
    if name not in signatures:
        refuse(f'không có macro "{name}"{nearest(name, signatures) or "."} Các macro: {", ".join(sorted(signatures))}')
        return None
    constants = [arg.value for arg in call.args if isinstance(arg, nodes.Const) and type(arg.value) in (str, int)]
    if len(constants) != len(call.args) or call.kwargs or call.dyn_args or call.dyn_kwargs:
        refuse(f'macro "{name}" chỉ nhận chữ trong ngoặc kép hoặc số nguyên')
        return None
    parameters = list(signatures[name].parameters.values())
    try:
        signatures[name].bind(*constants)
    except TypeError:
        refuse(f'macro "{name}" {_needs(parameters)}; gặp {len(constants)} giá trị')
        return None
    for parameter, value in zip(parameters, constants):
        wanted = {"str": str, "int": int}[parameter.annotation]
        if type(value) is not wanted:
            kind = "chữ trong ngoặc kép" if wanted is str else "số nguyên không có ngoặc kép"
            refuse(f'macro "{name}": {parameter.name} phải là {kind}; gặp {describe(value)}')
            return None
    return Call(name, tuple(constants), number, column)


def _needs(parameters: Any) -> str:
    if not parameters:
        return "không nhận giá trị nào trong ngoặc"
    named = [p.name + (" (có thể bỏ)" if p.default is not p.empty else "") for p in parameters]
    return f"cần {len(named)} giá trị: {', '.join(named)}"
