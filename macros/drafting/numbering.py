"""The numbers that Word computes for its automatic lists (ECMA-376, part 1, 17.9), as they are printed."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from macros.drafting.lines import BULLETS

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
LEVELS = 9


def value(element: Element | None, child: str, fallback: str = "") -> str:
    """The `w:val` of a child element."""
    found = None if element is None else element.find(W + child)
    return fallback if found is None else found.get(W + "val", fallback)


@dataclass(frozen=True, kw_only=True)
class Level:
    """One level of a list: its first number, form of the digits, pattern (`%1.%2.`), what restarts it."""

    start: int = 1
    form: str = "decimal"
    pattern: str = ""
    space: bool = True
    restart: int | None = None
    legal: bool = False
    style: str = ""


@dataclass
class Numbering:
    """The lists of one document; `number` must be asked for its paragraphs in their order."""

    lists: dict[str, dict[int, Level]] = field(default_factory=dict)  # by numId
    abstract: dict[str, str] = field(default_factory=dict)  # numId → the list that its counts belong to
    starts: dict[str, dict[int, int]] = field(default_factory=dict)  # numId → level → start override
    counts: dict[str, list[int | None]] = field(default_factory=dict)
    begun: set[tuple[str, int]] = field(default_factory=set)

    @classmethod
    def of(cls, root: Element | None, styles: dict[str, str]) -> Numbering:
        """`root` is numbering.xml; `styles` gives the numId that a list style points to."""
        numbering = cls()
        if root is None:
            return numbering
        kinds = {item.get(W + "abstractNumId", ""): item for item in root.iter(W + "abstractNum")}
        instances = {item.get(W + "numId", ""): item for item in root.iter(W + "num")}

        def definition(number: str, depth: int = 0) -> tuple[str, Element | None]:
            kind = value(instances.get(number), "abstractNumId")
            found = kinds.get(kind)
            style = value(found, "numStyleLink")
            if style and depth < LEVELS and styles.get(style, number) != number:
                return definition(styles[style], depth + 1)
            return kind, found

        for number, instance in instances.items():
            kind, found = definition(number)
            levels = dict(_levels(found))
            starts = {}
            for override in instance.iter(W + "lvlOverride"):
                index = int(override.get(W + "ilvl", "0"))
                levels.update(dict(_levels(override)))
                if override.find(W + "startOverride") is not None:
                    starts[index] = int(value(override, "startOverride", "1"))
            numbering.lists[number], numbering.abstract[number], numbering.starts[number] = levels, kind, starts
        return numbering

    def level_of(self, number: str, style: str) -> int:
        """The level that a paragraph style is tied to in a list; 0 if none."""
        return next((index for index, level in self.lists.get(number, {}).items() if level.style == style), 0)

    def number(self, number: str, index: int) -> str:
        """The printed number of the next paragraph of list `number` at level `index` (0 is the first).

        A bullet is its character, with a space after it where Word sets a space or a tab.
        """
        levels = self.lists.get(number, {})
        if index not in levels:
            return ""
        counts = self.counts.setdefault(self.abstract[number], [None] * LEVELS)
        if (number, index) not in self.begun:
            self.begun.add((number, index))
            if index in self.starts[number]:
                counts[index] = self.starts[number][index] - 1
        now = counts[index]
        counts[index] = levels[index].start if now is None else now + 1
        for upper in range(index):  # a level that has no paragraph of its own counts from its start
            if counts[upper] is None:
                counts[upper] = levels[upper].start if upper in levels else 1
        for lower in range(index + 1, LEVELS):
            restart = levels[lower].restart if lower in levels else None
            if restart is None or (restart != 0 and index < restart):
                counts[lower] = None
        level = levels[index]
        if level.form == "bullet":
            text = level.pattern.translate(BULLETS)
            text = "•" if "\ue000" <= text[:1] <= "\uf8ff" else text
        else:
            text = re.sub(
                r"%([1-9])",
                lambda match: _digits(
                    counts[int(match[1]) - 1] or 0,
                    "decimal" if level.legal else levels.get(int(match[1]) - 1, level).form,
                ),
                level.pattern,
            )
        return text + " " if text and level.space else text


def _levels(parent: Element | None) -> list[tuple[int, Level]]:
    found = []
    for item in () if parent is None else parent.findall(W + "lvl"):
        restart = value(item, "lvlRestart")
        found.append(
            (
                int(item.get(W + "ilvl", "0")),
                Level(
                    start=int(value(item, "start", "0") or 0),
                    form=value(item, "numFmt", "decimal"),
                    pattern=value(item, "lvlText"),
                    space=value(item, "suff", "tab") != "nothing",
                    restart=int(restart) if restart else None,
                    legal=item.find(W + "isLgl") is not None and value(item, "isLgl", "1") not in ("0", "false"),
                    style=value(item, "pStyle"),
                ),
            )
        )
    return found


def _digits(number: int, form: str) -> str:
    if form in ("upperRoman", "lowerRoman"):
        text = roman(number)
        return text if form == "upperRoman" else text.lower()
    if form in ("upperLetter", "lowerLetter"):
        letter = chr(ord("A") + (number - 1) % 26) * ((number - 1) // 26 + 1) if number > 0 else ""
        return letter if form == "upperLetter" else letter.lower()
    if form == "decimalZero":
        return f"{number:02}"
    return "" if form == "none" else str(number)


def roman(number: int) -> str:
    """4 → "IV"."""
    text = ""
    for size, letters in (
        (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"),
        (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
    ):  # fmt: skip
        text += letters * (number // size)
        number %= size
    return text
