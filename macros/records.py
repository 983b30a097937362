"""Turns the plain values of one file into records of the model, noting every fault with its place."""

from __future__ import annotations

import dataclasses
import datetime
import re
import types
import typing
from decimal import Decimal

from macros import model
from macros.faults import Fault, path_text
from macros.reading import Content, nearest

_HTML = re.compile(r"<[A-Za-z/!?]")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_DECIMAL = re.compile(r"-?(0|[1-9]\d*)(\.\d+)?")


class Builder:
    """Turns the plain values of one file into records, noting every fault with its place."""

    def __init__(self, content: Content):
        self.content = content
        self.faults = content.faults

    def fault(self, path: tuple, message: str, *, key: bool = False):
        line, column = self.content.keys.get(path, (0, 0)) if key else self.content.at(path)
        self.faults.append(Fault(self.content.file, line, column, path_text(path), message))

    def build(self, type_, value, path: tuple):
        """The value as `type_`, or None after noting why not."""
        if value is None:  # already reported by the reader
            return None
        form = reference = None
        if typing.get_origin(type_) is typing.Annotated:
            type_, *notes = typing.get_args(type_)
            form = next((n for n in notes if isinstance(n, model.Form)), None)
        if typing.get_origin(type_) in (typing.Union, types.UnionType):
            return self.build(next(t for t in typing.get_args(type_) if t is not type(None)), value, path)
        if typing.get_origin(type_) is tuple:
            return self.items(typing.get_args(type_)[0], value, path)
        if typing.get_origin(type_) is typing.Literal:
            return self.choice(typing.get_args(type_), value, path)
        if dataclasses.is_dataclass(type_):
            return self.record(type_, value, path)
        return {str: self.text, int: self.integer, bool: self.flag, Decimal: self.decimal, datetime.date: self.date}[type_](
            value, path, *([form] if type_ is str else [])
        )

    def record(self, type_, value, path):
        if not isinstance(value, dict):
            return self.fault(path, f"cần các khóa của bản ghi, gặp {describe(value)}: viết mỗi khóa trên một dòng")
        hints = typing.get_type_hints(type_, include_extras=True)
        fields = {field.name: field for field in dataclasses.fields(type_)}
        for key in value:
            if key not in fields:
                self.fault((*path, key), f'khóa lạ "{key}"{nearest(key, fields)} Các khóa được dùng: {", ".join(fields)}', key=True)
        built, complete = {}, True
        for name, field in fields.items():
            if name in value:
                built[name] = self.build(hints[name], value[name], (*path, name))
                complete = complete and built[name] is not None
            elif field.default is dataclasses.MISSING:
                self.fault(path, f'thiếu khóa "{name}": {field.metadata["doc"]}')
                complete = False
        return type_(**built) if complete else None

    def items(self, type_, value, path):
        if not isinstance(value, list):
            return self.fault(path, f'cần một danh sách, gặp {describe(value)}: viết mỗi mục trên một dòng, bắt đầu bằng "- "')
        built = tuple(self.build(type_, item, (*path, index)) for index, item in enumerate(value))
        return None if None in built else built

    def choice(self, choices, value, path):
        if value in choices and not isinstance(value, bool):
            return value
        return self.fault(path, f'cần một trong các giá trị {", ".join(choices)}; gặp {describe(value)}{nearest(str(value), choices)}')

    def text(self, value, path, form):
        if not isinstance(value, str):
            return self.fault(path, f'cần chữ, gặp {describe(value)}: đặt trong ngoặc kép, ví dụ "{str(value).lower()}"')
        if form and not re.fullmatch(form.pattern, value):
            return self.fault(path, f'cần {form.expected}; gặp "{value}"')
        if not value.strip():
            return self.fault(path, "giá trị trống: điền giá trị, hoặc xóa cả dòng")
        if value != value.strip() or "  " in value:
            return self.fault(path, "thừa dấu cách ở đầu, ở cuối hoặc hai dấu cách liền nhau: bỏ dấu cách thừa")
        if _HTML.search(value):
            return self.fault(path, 'có thẻ HTML: chỉ viết chữ thường, bỏ phần trong dấu "<" và ">"')
        if any(mark in value for mark in ("{{", "}}", "{%", "{#")):
            return self.fault(path, 'có ngoặc nhọn kép của macro: trong dữ liệu chỉ viết chữ thường')
        return value

    def integer(self, value, path):
        if isinstance(value, int) and not isinstance(value, bool):
            return value
        return self.fault(path, f"cần số nguyên không có ngoặc kép, ví dụ 105; gặp {describe(value)}")

    def flag(self, value, path):
        if isinstance(value, bool):
            return value
        return self.fault(path, f"cần true hoặc false; gặp {describe(value)}")

    def decimal(self, value, path):
        if isinstance(value, str) and _DECIMAL.fullmatch(value):
            return Decimal(value)
        mend = ""
        if isinstance(value, str) and "," in value:
            mend = f': trong dữ liệu dùng dấu chấm thập phân, viết "{value.replace(".", "").replace(",", ".").rstrip("%")}"'
        elif isinstance(value, int) and not isinstance(value, bool):
            mend = f': viết "{value}"'
        return self.fault(path, f'cần một số trong ngoặc kép, ví dụ "14.83"; gặp {describe(value)}{mend}')

    def date(self, value, path):
        if isinstance(value, str) and _DATE.fullmatch(value):
            try:
                return datetime.date.fromisoformat(value)
            except ValueError:
                return self.fault(path, f'ngày không có trong lịch: "{value}"; viết năm-tháng-ngày, ví dụ "2023-12-11"')
        return self.fault(path, f'cần ngày dạng năm-tháng-ngày, ví dụ "2023-12-11"; gặp {describe(value)}')


def describe(value) -> str:
    """What was found, in Vietnamese."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return f"số {value}"
    if isinstance(value, dict):
        return "một bản ghi"
    if isinstance(value, list):
        return "một danh sách"
    return f'"{value}"'
