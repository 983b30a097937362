"""Values that the site computes from the recorded figures; the report prints none of them."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from macros.content.formats import number
from macros.content.model import Derived, Edition


@dataclass(frozen=True)
class Result:
    """A computed value (exact as far as Decimal goes) with its formula written out in Vietnamese form.

    It follows from the printed figures; `corrected` is the same from the issuer's corrections, where there are any.
    """

    derived: Derived
    value: Decimal
    formula: str
    corrected: Result | None = None

    @property
    def rounded(self) -> Decimal:
        """The value with the decimals that are shown."""
        return self.value.quantize(Decimal(1).scaleb(-self.derived.decimals), rounding=ROUND_HALF_UP)

    @property
    def shown(self) -> str:
        """The rounded value with its unit, e.g. `92,92%`."""
        unit = self.derived.unit
        return number(self.value, self.derived.decimals) + (unit if unit == "%" else f" {unit}")


def operands_fit(derived: Derived, figures: list[Any]) -> bool:
    """Whether the recorded figures, and their corrections, are of the kind and number that the operation needs."""
    return _fit(derived, figures) and _fit(derived, [figure.corrected or figure for figure in figures])


def _fit(derived: Derived, figures: list[Any]) -> bool:
    if derived.operation.startswith("ratio"):
        return len(figures) == 1 and figures[0].ratio is not None
    if len(figures) != 2 or any(figure.value is None for figure in figures):
        return False
    return derived.operation != "before_relative" or figures[1].value != 100  # nothing is left of a whole


def compute(derived: Derived, edition: Edition) -> Result:
    """The value of `derived`; its operands must fit (checked at load by `operands_fit`)."""
    figures = [edition.record("figures", id) for id in derived.figures]
    value, formula = _apply(derived, figures)
    corrected = None
    if any(figure.corrected for figure in figures):
        corrected = Result(derived, *_apply(derived, [figure.corrected or figure for figure in figures]))
    return Result(derived, value, formula, corrected)


def _apply(derived: Derived, figures: list[Any]) -> tuple[Decimal, str]:
    """The value and the formula from operands that have a value or a ratio."""
    if derived.operation == "ratio_percent":
        ratio = figures[0].ratio
        value = Decimal(ratio.numerator) / ratio.denominator * 100
        formula = f"{number(ratio.numerator)} ÷ {number(ratio.denominator)} × 100"
    elif derived.operation == "ratio_difference":
        ratio = figures[0].ratio
        value = Decimal(ratio.denominator - ratio.numerator)
        formula = f"{number(ratio.denominator)} − {number(ratio.numerator)}"
    elif derived.operation == "before_points":
        value = figures[0].value + figures[1].value
        formula = f"{number(figures[0].value)} + {number(figures[1].value)}"
    else:
        value = figures[0].value / (1 - figures[1].value / 100)
        formula = f"{number(figures[0].value)} ÷ (1 − {number(figures[1].value)} ÷ 100)"
    return value, formula


def readings(derived: Derived, edition: Edition) -> tuple[Derived, ...]:
    """`derived` with the other readings of the same sentence; they are shown together or not at all."""
    if derived.reading is None:
        return (derived,)
    return tuple(other for other in edition.derived if other.reading == derived.reading)
