"""Reads one YAML file into plain values with the position of each, and refuses what YAML would silently misread.

Only a small part of YAML is allowed: block mappings, block lists, and scalars that are text, plain integers, `true`
or `false`. It knows nothing of the records that the file holds.
"""

from __future__ import annotations

import difflib
import functools
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any, NoReturn

import yaml

from macros.content.faults import Fault, path_text

MAX_DEPTH = 12
MAX_BYTES = 2_000_000  # of one data file, page or reference copy
MAX_LINE = 10_000  # characters; a paragraph of a report has some 1,000
MAX_WORD = 300  # characters without a space; an address may be long
_INTEGER = re.compile(r"-?(0|[1-9][0-9]{0,17})")
_RESOLVER: Any = yaml.resolver.Resolver()
_SYNTAX = (  # libyaml's problem → what a clerk should do
    (
        "mapping values are not allowed",
        "có dấu hai chấm trong giá trị, hoặc thụt lề sai: đặt cả giá trị trong ngoặc kép, hoặc canh lại đầu dòng",
    ),
    (
        "could not find expected ':'",
        'thiếu dấu hai chấm sau tên khóa, hoặc thiếu dấu cách sau dấu hai chấm: viết "khóa: giá trị"',
    ),
    (
        "did not find expected key",
        "thụt lề sai, hoặc ngoặc kép chỉ bao một phần giá trị: canh thẳng với các khóa cùng bản ghi, mỗi cấp 2 dấu cách; nếu giá trị có ngoặc kép ở giữa thì đặt cả giá trị trong ngoặc đơn",
    ),
    (
        "did not find expected '-' indicator",
        "thụt lề sai: mục của danh sách phải bắt đầu bằng dấu gạch ngang và một dấu cách, thẳng hàng với các mục khác",
    ),
    ("found unexpected end of stream", "thiếu ngoặc kép đóng: thêm ngoặc kép ở cuối giá trị"),
    ("found unexpected document indicator", "thiếu ngoặc kép đóng: thêm ngoặc kép ở cuối giá trị"),
    ("did not find expected ',' or", "thiếu dấu ngoặc đóng: viết mỗi mục trên một dòng, bắt đầu bằng dấu gạch ngang"),
    ("found unknown escape character", "dấu gạch chéo ngược trong ngoặc kép: bỏ dấu này, hoặc dùng ngoặc đơn"),
    (
        "found character that cannot start any token",
        "ký tự này không đứng đầu giá trị được: đặt giá trị trong ngoặc kép",
    ),
    (
        "block sequence entries are not allowed",
        "dấu gạch ngang không đứng ở đây được: xuống dòng trước mục đầu của danh sách",
    ),
)


@dataclass
class Content:
    """What a file holds: `value` (dict, list, str, int or bool) and, by path, the positions of values and keys.

    Positions are (line, column), from 1; a path is a tuple of keys and list indexes. `drafts` are the paths and texts
    of what a person must still confirm.
    """

    file: str
    value: Any = None
    values: dict[tuple[Any, ...], tuple[int, int]] = field(default_factory=dict)
    keys: dict[tuple[Any, ...], tuple[int, int]] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    drafts: list[tuple[tuple[Any, ...], str]] = field(default_factory=list)

    def at(self, path: tuple[Any, ...]) -> tuple[int, int]:
        """The position of the value at `path`, or of the nearest thing that encloses it."""
        while path and path not in self.values:
            path = path[:-1]
        return self.values.get(path, (1, 1))

    @functools.cached_property
    def texts(self) -> tuple[tuple[tuple[Any, ...], str], ...]:
        """(path, text) of every text in the file."""
        return tuple(_texts(self.value, ()))


def _texts(value: Any, path: tuple[Any, ...]) -> Iterator[Any]:
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, (dict, list)):
        for key, item in value.items() if isinstance(value, dict) else enumerate(value):
            yield from _texts(item, (*path, key))


def nearest(word: str, known: Any) -> str:
    """`, có phải là "x"?` for the known word most like `word`; empty when none is near."""
    found = difflib.get_close_matches(word[:100], [str(k) for k in known], n=1, cutoff=0.6)
    return f'; có phải là "{found[0]}"?' if found else ""


def describe(value: Any) -> str:
    """What was found, in Vietnamese."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return f"số {value}"
    if isinstance(value, dict):
        return "một bản ghi"
    if isinstance(value, list):
        return "một danh sách"
    return f'"{value}"' if len(value) <= 100 else f'"{value[:100]}…"'


def too_large(data: bytes, file: str) -> list[Fault]:
    """The fault of a text file that is too large to read, or of its first line or word that is too long."""
    if len(data) > MAX_BYTES:
        return [Fault(file, 1, 1, "", f"tệp lớn hơn {MAX_BYTES // 1_000_000} MB: chia nhỏ, hoặc bỏ phần thừa")]
    for number, line in enumerate(data.decode("utf-8", "replace").split("\n"), 1):
        if len(line) > MAX_LINE:
            wrong = f"dòng dài {len(line)} ký tự, nhiều nhất là {MAX_LINE}: chia thành nhiều đoạn"
            return [Fault(file, number, 1, "", wrong)]
        if len(line) > MAX_WORD and (word := max(line.split(), key=len, default="")) and len(word) > MAX_WORD:
            wrong = f"một từ dài {len(word)} ký tự không có dấu cách, nhiều nhất là {MAX_WORD}: xem có dán nhầm không"
            return [Fault(file, number, line.index(word) + 1, "", wrong)]
    return []


def decode(data: bytes, file: str) -> tuple[str, list[Fault]]:
    """The text of a UTF-8 file and the faults of its characters: byte-order mark, tabs, hidden characters, not NFC.

    Composed text is required (TCVN 6909:2001 in form NFC); line ends are folded to LF.
    """
    if faults := too_large(data, file):
        return "", faults
    try:
        text = data.decode("utf-8").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        before = data[: error.start]
        line, column = before.count(b"\n") + 1, error.start - before.rfind(b"\n")
        return "", [Fault(file, line, column, "", 'tệp không phải UTF-8: lưu lại tệp với bảng mã "UTF-8"')]
    lines = enumerate(text.split("\n"), 1)
    return text, [
        Fault(file, number, column, "", wrong) for number, line in lines for column, wrong in _wrong_characters(line)
    ]


def _wrong_characters(line: str) -> Iterator[Any]:
    """(column, what is wrong) for each character that no text may hold, and for marks that a merge left."""
    if re.fullmatch(r"(<{7}|>{7})( .*)?|={7}", line):
        yield 1, "còn dấu của lần ghép hai bản sửa: giữ một trong hai phần rồi xóa các dòng <<<<<<<, =======, >>>>>>>"
    for column, char in enumerate(line, 1) if not line.isprintable() else ():
        wrong = _wrong_character(char)
        if wrong:
            yield column, wrong
    if not unicodedata.is_normalized("NFC", line):
        same = next(i for i, (a, b) in enumerate(zip(line, unicodedata.normalize("NFC", line) + "\0")) if a != b)
        yield same + 1, "chữ có dấu ở dạng tách rời (không phải NFC): xóa chữ và gõ lại bằng bộ gõ Unicode dựng sẵn"


def _wrong_character(char: str) -> str:
    if char == "\t":
        return "có dấu Tab: thay bằng dấu cách"
    if char == "\u00a0":
        return "có dấu cách không ngắt (U+00A0): thay bằng dấu cách thường"
    if char == "\ufeff":
        return "có dấu thứ tự byte (BOM): lưu tệp dạng UTF-8 không BOM"
    if unicodedata.category(char) in ("Cc", "Cf", "Co", "Cn", "Cs", "Zl", "Zp") or (
        char != " " and unicodedata.category(char) == "Zs"
    ):
        return f"có ký tự ẩn U+{ord(char):04X}: xóa ký tự này"
    return ""


def _misread(text: str, tag: str) -> str:
    """What to write instead of a plain value that YAML would take for something else."""
    if tag == "bool":
        return f'"{text}" không có ngoặc kép có thể bị đọc thành giá trị khác: viết true hoặc false; nếu là chữ thì viết "{text}" trong ngoặc kép'
    if re.fullmatch(r"\d{1,3}(\.\d{3})+", text):
        return f'"{text}" không có ngoặc kép có thể bị đọc thành giá trị khác: số nguyên thì bỏ dấu chấm, viết {text.replace(".", "")}; nếu không thì viết "{text}" trong ngoặc kép'
    return f'"{text}" không có ngoặc kép có thể bị đọc thành giá trị khác: viết "{text}" trong ngoặc kép'


def read(data: bytes, file: str) -> Content:
    """Read one file; every fault found is in `.faults`, and `.value` is None when it could not be read."""
    found = _read(data, file)
    return replace(found, faults=list(found.faults), drafts=[])  # whoever builds records from it adds to them


@functools.lru_cache(maxsize=1000)  # whoever checks again after an edit finds most files as they were
def _read(data: bytes, file: str) -> Content:
    content = Content(file)
    text, content.faults = decode(data, file)
    if content.faults:
        return content
    if not any(line.strip() and not line.lstrip().startswith("#") for line in text.split("\n")):
        content.faults.append(Fault(file, 1, 1, "", "tệp trống: thêm dữ liệu, hoặc xóa tệp"))
        return content
    reader = _Reader(content, text)
    try:
        reader.document()
    except yaml.MarkedYAMLError as error:
        problem = error.problem or ""
        started = any(start in problem for start in ("could not find expected ':'", "found unexpected"))
        mark = (
            started and error.context_mark
        ) or error.problem_mark  # the first: where the unfinished key or quote begins
        mend = next(
            (mend for start, mend in _SYNTAX if start in problem),
            "YAML không đọc được: xem lại thụt lề, dấu hai chấm và ngoặc kép ở dòng này",
        )
        content.faults.append(Fault(file, mark.line + 1 if mark else 1, mark.column + 1 if mark else 1, "", mend))
    except _Refused as refused:
        content.faults.append(refused.fault)
    if content.faults:
        content.value = None
    return content


class _Refused(Exception):
    def __init__(self, fault: Any) -> None:
        self.fault = fault


def _start(event: Any) -> tuple[int, int]:
    return event.start_mark.line + 1, event.start_mark.column + 1


class _Reader:
    """Walks the events of one YAML document."""

    def __init__(self, content: Content, text: str) -> None:
        self.content = content
        self.lines = text.split("\n")
        self.events: Iterator[Any] = yaml.parse(text, Loader=yaml.CSafeLoader)

    def document(self) -> None:
        next(self.events), next(self.events)  # stream start, document start
        self.content.value = self.node(next(self.events), ())
        next(self.events)  # document end
        after = next(self.events)
        if not isinstance(after, yaml.StreamEndEvent):
            self.refuse(after, (), 'có dấu "---" chia tệp làm hai: xóa dòng này')

    def refuse(self, event: Any, path: tuple[Any, ...], message: str) -> NoReturn:
        """Stop reading: what follows could not be understood."""
        raise _Refused(self.fault(event, path, message))

    def fault(self, event: Any, path: tuple[Any, ...], message: str) -> Fault:
        return Fault(self.content.file, *_start(event), path_text(path), message)

    def node(self, event: Any, path: tuple[Any, ...]) -> Any:
        self.content.values[path] = _start(event)
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            self.refuse(
                event, path, "không dùng neo (&) hoặc bí danh (*) của YAML: chép lại giá trị, hoặc đặt trong ngoặc kép"
            )
        if getattr(event, "tag", None):
            self.refuse(event, path, "không dùng thẻ (!) của YAML: bỏ thẻ, hoặc đặt giá trị trong ngoặc kép")
        if isinstance(event, yaml.ScalarEvent):
            return self.scalar(event, path)
        if len(path) >= MAX_DEPTH:
            self.refuse(event, path, f"lồng quá {MAX_DEPTH} cấp: xem lại thụt lề")
        if event.flow_style:
            self.refuse(
                event,
                path,
                "không viết ngoặc { } hoặc [ ]: viết mỗi mục trên một dòng; nếu là chữ thì đặt trong ngoặc kép",
            )
        if isinstance(event, yaml.SequenceStartEvent):
            return self.sequence(path)
        return self.mapping(path)

    def sequence(self, path: tuple[Any, ...]) -> Any:
        items: list[Any] = []
        while not isinstance(event := next(self.events), yaml.SequenceEndEvent):
            items.append(self.node(event, (*path, len(items))))
        return items

    def mapping(self, path: tuple[Any, ...]) -> Any:
        found: dict[str, Any] = {}
        while not isinstance(event := next(self.events), yaml.MappingEndEvent):
            if not isinstance(event, yaml.ScalarEvent) or event.anchor or event.tag:
                self.refuse(event, path, "tên khóa phải là một chữ đơn giản")
            key = event.value
            if key == "<<":
                self.refuse(event, path, 'không dùng "<<" của YAML: chép lại các khóa')
            where = (*path, key)
            if key in found:
                first = self.content.keys[where][0]
                self.content.faults.append(
                    self.fault(event, where, f'khóa "{key}" viết hai lần (lần đầu ở dòng {first}): xóa một dòng')
                )
            self.content.keys[where] = _start(event)
            found[key] = self.node(next(self.events), where)
        return found

    def scalar(self, event: Any, path: tuple[Any, ...]) -> Any:
        text = event.value
        if not event.implicit[0]:  # quoted, or a block of text
            if "\n" in text or event.end_mark.line > event.start_mark.line:
                self.content.faults.append(
                    self.fault(
                        event, path, "giá trị xuống dòng: viết trên một dòng, và xem có thiếu ngoặc kép đóng không"
                    )
                )
            for _, wrong in _wrong_characters(text.replace("\n", " ")):  # written as an escape, e.g. "\u200b"
                self.content.faults.append(self.fault(event, path, wrong))
            return text
        if _INTEGER.fullmatch(text):
            return int(text)
        if text in ("true", "false"):
            return text == "true"
        if text in ("", "~", "null"):
            self.content.faults.append(self.fault(event, path, "giá trị trống: điền giá trị, hoặc xóa cả dòng"))
            return None
        if event.end_mark.line > event.start_mark.line:
            self.content.faults.append(self.fault(event, path, "giá trị xuống dòng: viết trên một dòng"))
        rest = self.lines[event.end_mark.line][event.end_mark.column :]
        if rest.lstrip().startswith("#"):
            self.content.faults.append(
                self.fault(
                    event,
                    path,
                    "dấu # cắt mất phần sau của giá trị: đặt giá trị trong ngoặc kép, hoặc chuyển chú thích lên dòng riêng",
                )
            )
        tag = _RESOLVER.resolve(yaml.ScalarNode, text, (True, False)).rsplit(":", 1)[1]
        if tag not in ("str", "timestamp"):
            self.content.faults.append(self.fault(event, path, _misread(text, tag)))
        return text
