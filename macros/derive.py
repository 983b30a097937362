"""Values that the site computes from the recorded figures; the report prints none of them."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from macros.formats import number
from macros.model import Derived, Edition


@dataclass(frozen=True)
class Result:
    """A computed value (exact as far as Decimal goes) with its formula written out in Vietnamese form."""

    derived: Derived
    value: Decimal
    formula: str

    @property
    def shown(self) -> str:
        """The rounded value with its unit, e.g. `92,92%`."""
        unit = self.derived.unit
        return number(self.value, self.derived.decimals) + (unit if unit == "%" else f" {unit}")


def operands_fit(derived: Derived, figures: list) -> bool:
    """Whether the recorded figures are of the kind and number that the operation needs."""
    if derived.operation.startswith("ratio"):
        return len(figures) == 1 and figures[0].ratio is not None
    return len(figures) == 2 and all(figure.value is not None for figure in figures)


def compute(derived: Derived, edition: Edition) -> Result:
    """The value of `derived`; its operands must fit (checked at load by `operands_fit`)."""
    figures = [edition.record("figures", id) for id in derived.figures]
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
    return Result(derived, value, formula)


def readings(derived: Derived, edition: Edition) -> tuple[Derived, ...]:
    """`derived` with the other readings of the same sentence; they are shown together or not at all."""
    if derived.reading is None:
        return (derived,)
    return tuple(other for other in edition.derived if other.reading == derived.reading)
