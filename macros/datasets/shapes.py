"""The shape of published records, from the dataclasses alone: columns of tables, Data Package fields, JSON Schemas."""

from __future__ import annotations

import datetime
import types
import typing
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from macros.content.model import Form, Url, fields_of, inner, is_optional, is_record
from macros.content.plain import plain
from macros.content.records import DECIMAL

SEPARATOR = " | "  # between the texts of a list inside one cell; the tests make sure that no text holds it
_JSON = {
    str: {"type": "string"},
    int: {"type": "integer"},
    bool: {"type": "boolean"},
    Decimal: {"type": "string", "pattern": f"^{DECIMAL.pattern}$"},
    datetime.date: {"type": "string", "format": "date"},
}
_CELL = {str: "string", int: "integer", bool: "boolean", Decimal: "number", datetime.date: "date"}


@dataclass(frozen=True)
class Column:
    """A column: the path of attributes to its value, the type of one value, and its description."""

    path: tuple[str, ...]
    hint: object
    doc: str
    required: bool

    @property
    def name(self) -> str:
        return "_".join(self.path)

    def cell(self, record: Any) -> Any:
        """The value in `record` as JSON has it; None where it is unknown."""
        for name in self.path:
            record = getattr(record, name, None)
        value = plain(record)
        return (SEPARATOR.join(value) or None) if isinstance(value, list) else value

    def field(self) -> dict[str, Any]:
        """The column as a field of a Data Package."""
        kind = inner(self.hint)
        many = _is_list(self.hint)
        choices = typing.get_args(kind) if typing.get_origin(kind) is typing.Literal else ()
        found: dict[str, Any] = {
            "name": self.name,
            "type": "string" if many or choices else _CELL[kind],
            "description": self.doc,
        }
        if many:
            found["description"] += f" Các ý cách nhau bằng «{SEPARATOR.strip()}»."
        elif _bare(self.hint) == Url:
            found["format"] = "uri"
        constraints: dict[str, Any] = {"required": True} if self.required else {}
        if choices and not many:
            constraints["enum"] = list(choices)
        form = _form(self.hint)
        if form and not many:
            constraints["pattern"] = f"^(?:{form.pattern})$"
        return found | ({"constraints": constraints} if constraints else {})


def columns(type_: Any, path: tuple[str, ...] = (), required: bool = True) -> list[Column]:
    """The columns of a record in the order of its fields; lists of records are tables of their own."""
    found = []
    for field, hint in fields_of(type_):
        needed = required and not is_optional(field)
        if is_record(inner(hint)):
            if not _is_list(hint):
                found += columns(inner(hint), (*path, field.name), needed)
        else:
            found.append(Column((*path, field.name), hint, field.metadata["doc"], needed))
    return found


def lists(type_: Any) -> list[tuple[str, type]]:
    """(field name, record type) of the fields that hold lists of records."""
    return [(field.name, inner(hint)) for field, hint in fields_of(type_) if _is_list(hint) and is_record(inner(hint))]


def schema(*parts: type) -> dict[str, Any]:
    """The JSON Schema of an object that has the fields of all those records together."""
    properties, required = {}, []
    for type_ in parts:
        for field, hint in fields_of(type_):
            properties[field.name] = {"description": field.metadata["doc"], **_schema(hint)}
            if not is_optional(field):
                required.append(field.name)
    return {
        "type": "object",
        "description": parts[0].__doc__,
        "properties": properties,
        "required": required,
        "additionalProperties": False,
    }


def _schema(hint: Any) -> dict[str, Any]:
    if _is_list(hint):
        return {"type": "array", "items": _schema(_items(hint)), "minItems": 1}
    kind = inner(hint)
    if is_record(kind):
        return {key: value for key, value in schema(kind).items() if key != "description"}
    if typing.get_origin(kind) is typing.Literal:
        return {"enum": list(typing.get_args(kind))}
    form = _form(hint)
    return _JSON[kind] | ({"pattern": f"^(?:{form.pattern})$"} if form else {})


def _bare(hint: Any) -> Any:
    """A hint without its None."""
    if typing.get_origin(hint) in (typing.Union, types.UnionType):
        return next(part for part in typing.get_args(hint) if part is not type(None))
    return hint


def _is_list(hint: Any) -> bool:
    return typing.get_origin(_bare(hint)) is tuple


def _items(hint: Any) -> Any:
    return typing.get_args(_bare(hint))[0]


def _form(hint: Any) -> Form | None:
    hint = _bare(hint)
    notes = typing.get_args(hint)[1:] if typing.get_origin(hint) is typing.Annotated else ()
    return next((note for note in notes if isinstance(note, Form)), None)
