"""Turns the plain values of one file into records of the model, noting every fault with its place."""

from __future__ import annotations

import dataclasses
import datetime
import re
import types
import typing
from decimal import Decimal
from typing import Any

from macros.content import formats, labels, model
from macros.content.faults import MOST, Fault, path_text
from macros.content.reading import Content, describe, nearest

_HTML = re.compile(r"<[A-Za-z/!?]")
DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
DECIMAL = re.compile(r"-?(0|[1-9]\d{0,17})(\.\d{1,9})?", re.ASCII)


class Builder:
    """Turns the plain values of one file into records, noting every fault with its place."""

    def __init__(
        self, content: Content, register: dict[str, dict[str, Any]] | None = None, is_register_broken: bool = False
    ) -> None:
        self.content = content
        self.register = register or {}
        self.is_register_broken = is_register_broken
        self.faults = content.faults

    def fault(self, path: tuple[Any, ...], message: str, *, key: bool = False) -> None:
        line, column = self.content.keys.get(path, (0, 0)) if key else self.content.at(path)
        self.faults.append(Fault(self.content.file, line, column, path_text(path), message))

    def build(self, type_: Any, value: Any, path: tuple[Any, ...]) -> Any:
        """The value as `type_`, or None after noting why not."""
        if value is None or len(self.faults) > 10 * MOST:  # already reported by the reader; or enough is
            return None
        form = None
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
        if type_ is str:
            return self.text(value, path, form)
        kinds = {int: self.integer, bool: self.flag, Decimal: self.decimal, datetime.date: self.date}
        return kinds[type_](value, path)

    def record(self, type_: Any, value: Any, path: tuple[Any, ...]) -> Any:
        if not isinstance(value, dict):
            return self.fault(path, f"cần các khóa của bản ghi, gặp {describe(value)}: viết mỗi khóa trên một dòng")
        known = self.register.get(str(value.get("id"))) if len(path) == 2 else None
        built = self.fields(type_, value, path, known or {})
        return type_(**built) if built is not None else None

    def shared(self, type_: Any, value: Any, path: tuple[Any, ...]) -> dict[str, Any] | None:
        """The part of a record that stands once for the site, as field values."""
        if not isinstance(value, dict):
            self.fault(path, f"cần các khóa của bản ghi, gặp {describe(value)}: viết mỗi khóa trên một dòng")
            return None
        for key in value:
            field = next((field for field, _ in model.fields_of(type_) if field.name == key), None)
            if field and key != "id" and not field.metadata["shared"]:
                self.fault(
                    (*path, key), f'khóa "{key}" là của từng ấn bản: chuyển sang tệp cùng tên của ấn bản', key=True
                )
        return self.fields(type_, value, path, {}, shared=True)

    def fields(
        self, type_: Any, value: dict[str, Any], path: tuple[Any, ...], known: dict[str, Any], shared: bool = False
    ) -> dict[str, Any] | None:
        """The values of a record's fields; `known` are those that the site's register has already."""
        hints = {field.name: hint for field, hint in model.fields_of(type_)}
        fields = {field.name: field for field in dataclasses.fields(type_)}
        if model.DRAFT in value and self.build(str, value[model.DRAFT], (*path, model.DRAFT)):
            self.content.drafts.append(((*path, model.DRAFT), value[model.DRAFT]))
        for key in value:
            if key not in fields and key != model.DRAFT:
                self.fault(
                    (*path, key),
                    f'khóa lạ "{key}"{nearest(key, fields) or "."} Các khóa được dùng: {", ".join(fields)}',
                    key=True,
                )
        built, complete = dict(known), True
        for name, field in fields.items():
            if shared and name != "id" and not field.metadata["shared"]:
                continue
            if name in value:
                built[name] = self.build(hints[name], value[name], (*path, name))
                complete = complete and built[name] is not None
                if complete and name in known and known[name] != built[name]:
                    file = f"data/{path[0]}.yml"
                    self.fault((*path, name), f"khác điều đã ghi cho mọi ấn bản ở {file}: xóa dòng này, hoặc sửa ở đó")
            elif name in known:
                continue
            elif field.default is dataclasses.MISSING:
                if not (self.is_register_broken and field.metadata["shared"]):  # told where it is to be mended
                    self.fault(path, f'thiếu khóa "{name}": {field.metadata["doc"]}')
                complete = False
        return built if complete else None

    def items(self, type_: Any, value: Any, path: tuple[Any, ...]) -> Any:
        if not isinstance(value, list):
            return self.fault(
                path, f'cần một danh sách, gặp {describe(value)}: viết mỗi mục trên một dòng, bắt đầu bằng "- "'
            )
        built = tuple(self.build(type_, item, (*path, index)) for index, item in enumerate(value))
        return None if None in built else built

    def choice(self, choices: Any, value: Any, path: tuple[Any, ...]) -> Any:
        if value in choices and not isinstance(value, bool):
            return value
        meant = labels.code_of(str(value), choices)
        hint = f'; có phải là "{meant}"?' if meant else nearest(str(value), choices)
        return self.fault(
            path, f"cần một trong các giá trị {', '.join(map(labels.explained, choices))}; gặp {describe(value)}{hint}"
        )

    def text(self, value: Any, path: tuple[Any, ...], form: Any) -> Any:
        if not isinstance(value, str):
            mend = (
                "viết chữ trên một dòng"
                if isinstance(value, (dict, list))
                else f'viết trong ngoặc kép "{str(value).lower()}"'
            )
            return self.fault(path, f"cần chữ, gặp {describe(value)}: {mend}")
        if form and not re.fullmatch(form.pattern, value, re.ASCII):
            return self.fault(path, f'cần {form.expected}; gặp "{value}"')
        if not value.strip():
            return self.fault(path, "giá trị trống: điền giá trị, hoặc xóa cả dòng")
        if value != value.strip() or "  " in value:
            return self.fault(path, "thừa dấu cách ở đầu, ở cuối hoặc hai dấu cách liền nhau: bỏ dấu cách thừa")
        if _HTML.search(value):
            return self.fault(path, 'có thẻ HTML: chỉ viết chữ, bỏ phần trong dấu "<" và ">"')
        if any(mark in value for mark in ("{{", "}}", "{%", "{#")):
            return self.fault(
                path, 'có dấu của macro ("{{", "}}", "{%" hoặc "{#"): trong dữ liệu chỉ viết chữ, bỏ các dấu này'
            )
        return value

    def integer(self, value: Any, path: tuple[Any, ...]) -> Any:
        if isinstance(value, int) and not isinstance(value, bool):
            return value
        return self.fault(path, f"cần số nguyên không có ngoặc kép, ví dụ 105; gặp {describe(value)}")

    def flag(self, value: Any, path: tuple[Any, ...]) -> Any:
        if isinstance(value, bool):
            return value
        return self.fault(path, f"cần true hoặc false; gặp {describe(value)}")

    def decimal(self, value: Any, path: tuple[Any, ...]) -> Any:
        if isinstance(value, str) and DECIMAL.fullmatch(value):
            return Decimal(value)
        mend = ""
        printed = formats.parse_number(value) if isinstance(value, str) else None
        if isinstance(value, str) and set(value) & set("“”"):
            mend = ": thay ngoặc kép cong bằng ngoặc kép thẳng"
        elif printed is not None:
            mend = f': trong dữ liệu dùng dấu chấm thập phân, viết "{printed}"'
        elif isinstance(value, int) and not isinstance(value, bool):
            mend = f': viết "{value}"'
        return self.fault(path, f'cần một số trong ngoặc kép, ví dụ "14.83"; gặp {describe(value)}{mend}')

    def date(self, value: Any, path: tuple[Any, ...]) -> Any:
        if isinstance(value, str) and DATE.fullmatch(value):
            try:
                return datetime.date.fromisoformat(value)
            except ValueError:
                return self.fault(path, f'ngày không có trong lịch: "{value}"; viết năm-tháng-ngày, ví dụ "2023-12-11"')
        return self.fault(path, f'cần ngày dạng năm-tháng-ngày, ví dụ "2023-12-11"; gặp {describe(value)}')
