"""Rules on the pages: the source text whole and in order, every name bound to its record, every mark in its place."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from macros.content import page_names, printed, structure
from macros.content.faults import Fault
from macros.content.load import Loaded
from macros.content.model import LIST_PAGES
from macros.content.reading import nearest
from macros.content.source import fold
from macros.rendering.body import below_the_head
from macros.rendering.macros import MacroError, Renderer
from macros.rules.scope import Scope


def section_pages(scope: Scope) -> Iterator[Fault]:
    """Every section has its page, with exactly its source lines, in order."""
    names = {page.name: page for page in scope.pages}
    expected = {h.page: h for h in scope.edition.pages}
    for path, heading in [(("headings", i), h) for i, h in enumerate(scope.edition.report.headings) if h.page]:
        if heading.page not in names:
            yield scope.fault(
                "report",
                (*path, "page"),
                f"thiếu trang docs/{scope.edition.id}/{heading.page}.md: tạo trang này{nearest(heading.page or '', set(names) - set(expected))}",
            )
    compared = scope.loaded.site.beside(scope.edition)[0] is not None
    answered = (page_names.COMPARISON,) if scope.edition.answers else ()
    for name in ("index", *scope.edition.lists, *answered):
        if name not in names:
            yield scope.fault("report", (), f"thiếu trang docs/{scope.edition.id}/{name}.md: tạo trang này")
    for page in scope.pages:
        if page.name in LIST_PAGES and page.name not in scope.edition.lists:
            kinds = ", ".join(f"{kind}.yml" for kind in LIST_PAGES[page.name])
            yield Fault(page.file, 1, 1, "", f"trang này sẽ trống vì ấn bản không có {kinds}: xóa trang")
        elif page.name == page_names.COMPARISON and not compared:
            wrong = "chưa có ấn bản trước cùng loạt để so: xóa trang, hoặc ghi series trong report.yml của hai ấn bản"
            yield Fault(page.file, 1, 1, "", wrong)
        elif page.name not in (*expected, "index", *LIST_PAGES, page_names.COMPARISON):
            yield Fault(
                page.file,
                1,
                1,
                "",
                f"trang này không có trong report.yml: xóa trang, hoặc ghi page ở đề mục của nó{nearest(page.name, expected)}",
            )
        found = [block.source_line for block in page.blocks if block.source_line is not None]
        is_text = page.name in expected or page.name == "index"
        wanted = [line.number for line in below_the_head(page, scope.edition) if not line.is_fixed] if is_text else []
        for line in wanted:
            if line not in found:
                later = [b.line for b in page.blocks if b.source_line is not None and b.source_line > line]
                last = page.blocks[-1].line if page.blocks else page.body_line
                yield Fault(
                    page.file,
                    later[0] if later else last,
                    1,
                    "",
                    f"thiếu đoạn ở dòng {line} của bản đối chiếu: thêm đoạn kết thúc bằng {{{{ source({line}) }}}}",
                )
        for block in page.blocks:
            at = block.source_line
            if at is not None and (at not in wanted or found.count(at) > 1):
                yield Fault(
                    page.file,
                    block.line,
                    1,
                    "",
                    f"đoạn của dòng {at} thừa hoặc không thuộc trang này: xóa đoạn hoặc sửa số trong source()",
                )
            if (
                at is None
                and page.name in expected
                and not (len(block.calls) == 1 and block.calls[0].macro in ("page_start", "page_end"))
            ):
                yield Fault(
                    page.file,
                    block.line,
                    1,
                    "",
                    "đoạn không có {{ source(…) }} ở cuối: thêm số dòng của đoạn, hoặc xóa đoạn; trang mục chỉ có lời văn của báo cáo",
                )
        if sorted(found) != found:
            yield Fault(
                page.file,
                page.body_line,
                1,
                "",
                f"các đoạn không theo thứ tự của bản đối chiếu ({', '.join(map(str, found))}): xếp lại theo số dòng",
            )


def prose(scope: Scope) -> Iterator[Fault]:
    """The text of each source block equals the reference copy; quoting ours, the first difference is shown."""
    for page in scope.pages:
        for block in page.blocks:
            if block.source_line is None:
                continue
            text = ""
            for part in block.parts:
                if isinstance(part, str):
                    text += part
                elif part.macro != "source":
                    try:
                        text += scope.printed(page, part)
                    except MacroError:
                        break  # reported once, by calls
            else:
                line = scope.edition.line(block.source_line)
                ours, theirs = fold(text), scope.edition.source.line(block.source_line)
                if line and line.kind == "row":
                    ours, theirs = (
                        " | ".join(cells) for cells in (structure.cell_texts(ours), structure.cell_texts(theirs))
                    )
                if ours != theirs:
                    yield Fault(
                        page.file,
                        block.line,
                        1,
                        "",
                        f"lời văn khác dòng {block.source_line} của bản đối chiếu: {_difference(ours, theirs)}",
                    )


def _difference(ours: str, theirs: str) -> str:
    """Where two texts part, with a few words of each."""
    at = next((i for i, (a, b) in enumerate(zip(ours, theirs)) if a != b), min(len(ours), len(theirs)))
    start = ours.rfind(" ", 0, max(at - 12, 0)) + 1
    return f"trang viết «…{ours[start : at + 20]}…», bản đối chiếu viết «…{theirs[start : at + 20]}…»"


_CAPITAL = "[A-ZĐ" + "".join(c for c in map(chr, range(0xC0, 0x1EFA)) if c.isupper() and c.isalpha()) + "]"
# What no record knows: an agency by the first words of its name, an abbreviation by its capitals. Words all in capitals
# are headings, Roman numbers and currencies are no abbreviations; what is written in another way is not asked for.
_UNKNOWN = re.compile(
    rf"(?<![\w/-])(?:(?P<agency>(?:Bộ|Sở|Cục|Chi cục|Tổng cục|Ủy ban nhân dân|Hội đồng nhân dân) {_CAPITAL}[^\W\d]*)"
    rf"|(?<!{_CAPITAL} )(?!(?:[IVXLC]+|USD|VND|VNĐ|EUR)(?![\w&-]))[A-ZĐ][A-ZĐ&-]*[A-ZĐ](?![\w&-]|/| {_CAPITAL}{{2}}))"
)


def binding(scope: Scope) -> Iterator[Fault]:
    """No number, document sign, organisation or abbreviation stands in section prose but through a macro."""
    allowed = [(literal.text, literal.lines) for literal in scope.edition.literals]
    names = {variant: f'{{{{ org("{variant}") }}}}' for o in scope.edition.organisations for variant in o.variants}
    names |= {t.term: f'{{{{ term("{t.term}") }}}}' for t in scope.edition.terms if t.kind == "abbreviation"}
    named = (
        re.compile(r"(?<!\w)(" + "|".join(re.escape(n) for n in sorted(names, key=len, reverse=True)) + r")(?!\w)")
        if names
        else None
    )
    for page in scope.pages:
        for block in page.blocks:
            if block.source_line is None:
                continue
            line = scope.edition.line(block.source_line)
            is_table = bool(line and line.table)  # its numbers are bound by their cells
            for number, column, text in block.literals:
                covered, is_first = text, (number, column) == block.literals[0][:2]
                if line:
                    pieces = line.pieces(covered, not is_first)
                    covered = "".join("\0" * len(piece) if note else piece for piece, note in pieces)
                if line and line.kind == "item" and is_first:
                    covered = structure.MARKER.sub(lambda match: "\0" * len(match[0]), covered)
                for literal, lines in allowed:
                    if not lines or block.source_line in lines:
                        covered = printed.token(literal).sub(lambda match: "\0" * len(match[0]), covered)
                for match in re.finditer(r"[^\s\0]*\d[^\s\0]*", covered) if not is_table else ():
                    yield Fault(
                        page.file,
                        number,
                        column + match.start(),
                        "",
                        f'con số viết thẳng "{match[0]}": dùng macro figure, period hoặc cite, hoặc ghi vào literals.yml kèm lý do',
                    )
                for match in () if is_table else _UNKNOWN.finditer(named.sub("", covered) if named else covered):
                    kind = "đơn vị" if match["agency"] else "chữ viết tắt"
                    mend = (
                        f'ghi vào organisations.yml rồi viết {{{{ org("{match[0]}…") }}}}'
                        if match["agency"]
                        else f'ghi vào terms.yml rồi viết {{{{ term("{match[0]}") }}}}'
                    )
                    start = covered.find(match[0])
                    yield Fault(
                        page.file, number, column + start, "", f'{kind} "{match[0]}" chưa có bản ghi nào: {mend}'
                    )
                for match in named.finditer(covered) if named else ():
                    yield Fault(
                        page.file,
                        number,
                        column + match.start(),
                        "",
                        f'tên viết thẳng "{match[0]}": viết {names[match[0]]}',
                    )


def marks(scope: Scope) -> Iterator[Fault]:
    """Each annotated erratum is marked in a block of each of its lines; each citation and figure is used where it is."""
    marked: Counter[tuple[str, int]] = Counter()
    cited: Counter[tuple[str, int, int]] = Counter()
    shown: Counter[tuple[str, int]] = Counter()
    fixed = {line.number for line in scope.edition.lines if line.is_fixed}
    for page in scope.pages:
        for block in page.blocks:
            for call in block.calls:
                if block.source_line is not None and call.macro == "erratum":
                    marked[call.args[0], block.source_line] += 1
                if block.source_line is not None and call.macro == "cite":
                    cited[call.args[0], call.args[1] if len(call.args) > 1 else 1, block.source_line] += 1
                if block.source_line is not None and call.macro == "figure":
                    shown[call.args[0], block.source_line] += 1
    for path, erratum in scope.records("errata"):
        lines = {place.line: place.printed for place in erratum.places}
        if erratum.treatment == "annotate":
            for line in sorted(lines.keys() - fixed):
                if not marked[erratum.id, line]:
                    yield scope.fault(
                        "errata",
                        (*path, "places"),
                        f'chưa có dấu lưu ý ở dòng {line}: thêm {{{{ erratum("{erratum.id}") }}}} sau chữ «{lines[line]}» trong trang',
                    )
        for line in sorted({at for id, at in marked if id == erratum.id} - lines.keys()):
            yield scope.fault(
                "errata", (*path, "places"), f"dấu lưu ý ở dòng {line} không có trong places: thêm chỗ này, hoặc bỏ dấu"
            )
    for path, document in scope.records("documents"):
        for number, citation in enumerate(document.citations, 1):
            if cited[document.id, number, citation.line] != 1:
                wanted = f'{{{{ cite("{document.id}"{f", {number}" if number > 1 else ""}) }}}}'
                yield scope.fault(
                    "documents",
                    (*path, "citations", number - 1),
                    f"lần dẫn này phải có đúng một {wanted} trong đoạn của dòng {citation.line}; gặp {cited[document.id, number, citation.line]}",
                )
    for path, figure in scope.records("figures"):
        if shown[figure.id, figure.line] != 1:
            yield scope.fault(
                "figures",
                path,
                f'phải có đúng một {{{{ figure("{figure.id}") }}}} trong đoạn của dòng {figure.line}; gặp {shown[figure.id, figure.line]}',
            )


def mark_places(scope: Scope) -> Iterator[Fault]:
    """Each erratum's mark stands right after the words it is about, or after the macro that prints them."""
    errata = {erratum.id: erratum for erratum in scope.edition.errata}
    for page in scope.pages:
        for block in page.blocks:
            if block.source_line is None:
                continue
            before = last = ""
            for part in block.parts:
                if isinstance(part, str):
                    before, last = before + part, ""
                elif part.macro == "erratum":
                    places = errata[part.args[0]].places if part.args[0] in errata else ()
                    words = [fold(place.printed) for place in places if place.line == block.source_line]
                    if words and not any(fold(before).endswith(text) or text in fold(last) for text in words):
                        yield Fault(
                            page.file,
                            part.line,
                            part.column,
                            "",
                            f"dấu lưu ý {part.args[0]} phải đứng ngay sau chữ «{words[0]}»: chuyển macro tới đó",
                        )
                elif part.macro != "source":
                    try:
                        last = scope.printed(page, part)
                    except MacroError:
                        break  # reported once, by calls
                    before += last


def calls(loaded: Loaded, renderer: Renderer, scopes: list[Scope]) -> Iterator[Fault]:
    """Every macro call of every page names records that exist."""
    by_edition = {scope.edition.id: scope for scope in scopes}
    for page in loaded.pages:
        scope = by_edition.get(page.edition or "")
        for call in page.calls:
            if not call.args and call.macro not in ("report_number", "report_date"):  # asks for no record
                continue
            if call.macro == "source" and scope is None:
                yield Fault(
                    page.file, call.line, call.column, call.macro, "chỉ dùng trong trang của một ấn bản: bỏ macro này"
                )
                continue
            try:
                if scope:
                    scope.printed(page, call)  # kept for the rules on the text
                else:
                    renderer.macros(page.path).call(call)
            except MacroError as error:
                yield Fault(page.file, call.line, call.column, call.macro, str(error))


def ends(loaded: Loaded) -> Iterator[Fault]:
    """Every page begins with page_start() and ends with page_end()."""
    for page in loaded.pages:
        macros = [call.macro for call in page.calls]
        if not macros or macros[0] != "page_start" or macros.count("page_start") != 1:
            yield Fault(page.file, page.body_line, 1, "", "trang phải bắt đầu bằng {{ page_start() }}, viết một lần")
        if not macros or macros[-1] != "page_end" or macros.count("page_end") != 1:
            last = page.blocks[-1].line if page.blocks else page.body_line
            yield Fault(page.file, last, 1, "", "trang phải kết thúc bằng {{ page_end() }}, viết một lần")
