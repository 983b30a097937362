"""Records as the plain values of JSON: decimals and dates as text, what is unknown left out."""

from __future__ import annotations

import dataclasses
import datetime
import json
from decimal import Decimal
from typing import Any


def plain(value: Any) -> Any:
    """`value`, a record or anything inside one, with the keys of the data files in their order."""
    if dataclasses.is_dataclass(value):
        fields = ((field.name, getattr(value, field.name)) for field in dataclasses.fields(value))
        return {name: plain(inner) for name, inner in fields if inner is not None and inner != ()}
    if isinstance(value, tuple):
        return [plain(inner) for inner in value]
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, datetime.date):
        return value.isoformat()
    return value


def canonical(value: Any) -> bytes:
    """The one JSON text of a value: keys sorted, no spaces, UTF-8."""
    return json.dumps(plain(value), ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
