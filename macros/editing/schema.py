"""The editors' JSON Schemas, one for each kind of data file, generated from the model: `schemas/<file>.json`."""

from __future__ import annotations

import datetime
import json
import typing
from decimal import Decimal
from pathlib import Path
from typing import Any

from macros.content import model
from macros.content.records import DATE, DECIMAL

FOLDER = "schemas"


def schemas() -> dict[str, dict[str, Any]]:
    """File name (without ending) → its schema."""
    found = {name: _file(name, hint) for name, hint in (model.SITE_FILES | model.EDITION_FILES).items()}
    return found | {f"site-{name}": _register(name) for name in model.REGISTERS}


def _register(name: str) -> dict[str, Any]:
    """The schema of the site's register: only what is shared; an edition's own file may leave that out."""
    schema = _file(name, model.EDITION_FILES[name])
    type_ = model.inner(model.EDITION_FILES[name])
    record = schema["definitions"][type_.__name__]
    own = {field.name for field, _ in model.fields_of(type_) if not field.metadata["shared"]} - {"id"}
    record["properties"] = {key: value for key, value in record["properties"].items() if key not in own}
    record["required"] = [key for key in record["required"] if key not in own]
    return schema


def write(root: Path) -> list[str]:
    """Write the schemas below `root` and return the names of those that changed."""
    changed = []
    (root / FOLDER).mkdir(exist_ok=True)
    for name, schema in schemas().items():
        path = root / FOLDER / f"{name}.json"
        text = json.dumps(schema, ensure_ascii=False, indent=1) + "\n"
        if not path.exists() or path.read_text("utf-8") != text:
            path.write_text(text, "utf-8", newline="\n")
            changed.append(path.name)
    return changed


def _file(name: str, hint: Any) -> dict[str, Any]:
    definitions: dict[str, dict[str, Any]] = {}
    body = _type(hint, definitions)
    if typing.get_origin(hint) is tuple:
        doc = model.inner(hint).__doc__
        body = {"type": "object", "properties": {name: body}, "required": [name], "additionalProperties": False}
    else:
        doc = hint.__doc__
        body = definitions.pop(hint.__name__)
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": f"{name}.yml",
        **body,
        "description": doc,
        "definitions": definitions,
    }


def _type(hint: Any, definitions: Any) -> dict[str, Any]:
    """The schema of a value; records are put in `definitions`."""
    if typing.get_origin(hint) is typing.Annotated:
        base, *notes = typing.get_args(hint)
        schema = _type(base, definitions)
        for note in notes:
            if isinstance(note, model.Form):
                schema |= {"pattern": f"^({note.pattern})$", "patternErrorMessage": f"cần {note.expected}"}
            else:
                schema |= {"description": f"Mã có trong {note.collection}.yml."}
        return schema
    if typing.get_origin(hint) is tuple:
        return {"type": "array", "items": _type(typing.get_args(hint)[0], definitions)}
    if typing.get_origin(hint) is typing.Literal:
        return {"enum": list(typing.get_args(hint))}
    if type(None) in typing.get_args(hint):
        return _type(next(part for part in typing.get_args(hint) if part is not type(None)), definitions)
    if model.is_record(hint):
        return _record(hint, definitions)
    simple: dict[Any, dict[str, Any]] = {
        str: {"type": "string", "minLength": 1},
        int: {"type": "integer"},
        bool: {"type": "boolean"},
        Decimal: {
            "type": "string",
            "pattern": f"^{DECIMAL.pattern}$",
            "patternErrorMessage": 'cần số trong ngoặc kép, dấu chấm thập phân, ví dụ "14.83"',
        },
        datetime.date: {
            "type": "string",
            "pattern": f"^{DATE.pattern}$",
            "patternErrorMessage": 'cần ngày dạng năm-tháng-ngày, ví dụ "2023-12-11"',
        },
    }
    return simple[hint].copy()


def _record(type_: Any, definitions: Any) -> dict[str, Any]:
    if type_.__name__ not in definitions:
        definitions[type_.__name__] = {}  # keeps its place
        properties, required = {}, []
        for field, hint in model.fields_of(type_):
            schema = _type(hint, definitions)
            reference = schema.pop("description", "")
            properties[field.name] = {"description": _description(field, reference)} | (
                {"allOf": [schema]} if "$ref" in schema else schema
            )
            if field.metadata["good"]:
                properties[field.name]["examples"] = list(field.metadata["good"])
            if not model.is_optional(field) and not field.metadata["shared"]:
                required.append(field.name)
        properties[model.DRAFT] = {"description": "Điều cần người xác nhận; xác nhận xong thì xóa.", "type": "string"}
        definitions[type_.__name__] = {
            "type": "object",
            "description": type_.__doc__,
            "properties": properties,
            "required": required,
            "additionalProperties": False,
        }
    return {"$ref": f"#/definitions/{type_.__name__}"}


def _description(field: Any, reference: str) -> str:
    """What editors read while typing: the meaning, then what is right and wrong."""
    parts = [field.metadata["doc"], reference]
    if field.metadata["good"]:
        parts.append(f"Đúng: {'; '.join(field.metadata['good'])}.")
    if field.metadata["bad"]:
        parts.append(f"Sai: {'; '.join(field.metadata['bad'])}.")
    if field.metadata["verbatim"]:
        parts.append("Chữ của nguồn: không sửa chính tả, không sửa cách viết.")
    return " ".join(part for part in parts if part)
