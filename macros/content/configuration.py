"""Reads `mkdocs.yml` as data: what a tag such as `!ENV` or `!!python/name:…` stands for is left out, nothing runs."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

FILE = "mkdocs.yml"


@dataclass(frozen=True)
class Configuration:
    """The settings, and the line of each by its path, as `("theme", "palette", 0, "primary")`."""

    values: dict[str, Any] = field(default_factory=dict)
    lines: dict[tuple[str | int, ...], int] = field(default_factory=dict)

    def get(self, *path: str | int) -> Any:
        """The setting at a path, None if there is none."""
        found: Any = self.values
        for step in path:
            try:
                found = found[step]
            except (KeyError, IndexError, TypeError):
                return None
        return found

    @property
    def own_files(self) -> set[str]:
        """The style sheets and scripts below `docs/` that `extra_css` and `extra_javascript` name."""
        named = [*(self.get("extra_css") or ()), *(self.get("extra_javascript") or ())]
        return {str(item.get("path") if isinstance(item, dict) else item) for item in named}


def read_configuration(root: Path) -> Configuration:
    """The configuration of the project at `root`; empty where there is none, or none that is YAML (MkDocs tells that)."""
    try:
        return _read((root / FILE).read_text("utf-8"))
    except (OSError, ValueError, yaml.YAMLError):
        return Configuration()


@functools.lru_cache(maxsize=1)  # one check reads it three times
def _read(text: str) -> Configuration:
    found = Configuration()
    values = _value(yaml.compose(text, Loader=yaml.CSafeLoader), (), found.lines)
    return Configuration(values if isinstance(values, dict) else {}, found.lines)


def wrong_form(root: Path) -> tuple[int, int, str] | None:
    """Line, column and fault of a configuration that is no YAML, says a thing twice, or would run what it names."""
    try:
        node = yaml.compose((root / FILE).read_text("utf-8"), Loader=yaml.CSafeLoader)
    except OSError:
        return None
    except ValueError:
        return 1, 1, 'tệp không phải UTF-8: lưu lại tệp với bảng mã "UTF-8"'
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        at = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        return *at, "không đọc được: xem lại thụt lề, dấu Tab, dấu hai chấm và ngoặc kép ở dòng này và dòng trên"
    waiting = [node] if node else []
    while waiting:
        found = waiting.pop()
        at = (found.start_mark.line + 1, found.start_mark.column + 1)
        if re.match(r"tag:yaml\.org,2002:python/(?!name:)", found.tag):
            return *at, f'"!!{found.tag[18:80]}" chạy lệnh khi đọc tệp: xóa'
        if isinstance(found, yaml.MappingNode):
            keys = [key.value for key, _ in found.value if isinstance(key, yaml.ScalarNode)]
            for key in {key for key in keys if keys.count(key) > 1}:
                return *at, f'khóa "{key}" viết hai lần: xóa một dòng'
            waiting += [value for _, value in found.value]
        elif isinstance(found, yaml.SequenceNode):
            waiting += found.value
    return None


def _value(node: yaml.Node | None, path: tuple[str | int, ...], lines: dict[tuple[str | int, ...], int]) -> Any:
    if node is None:
        return None
    lines[path] = node.start_mark.line + 1
    if re.match(r"tag:yaml\.org,2002:(?!python)", node.tag) is None:
        return None
    if isinstance(node, yaml.MappingNode):
        return {key.value: _value(value, (*path, key.value), lines) for key, value in node.value}
    if isinstance(node, yaml.SequenceNode):
        return [_value(value, (*path, index), lines) for index, value in enumerate(node.value)]
    return yaml.constructor.SafeConstructor().construct_object(node)
