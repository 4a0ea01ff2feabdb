"""The numbers in a term: found, and exchanged for others without touching its shape."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from cases.timeline.dated import Parameter
from cases.timeline.expressions import Day, Expression
from cases.timeline.occasions import AgreedDay

Numbers = tuple[int, ...]

_NAMES = ("k", "months", "days", "update_days")
"""The fields that hold a number. The weeks of `OnLeaving` do not: other rules and explanations count with them too."""


@dataclass(frozen=True, slots=True)
class Number:
    """One number of a term: the part it stands in and the name of its field. Equal parts share their numbers."""

    leaf: Expression
    name: str

    @property
    def value(self) -> int:
        """The number without its sign: days before something are counted backwards, not written with a minus."""
        return abs(_signed(self))

    @property
    def before(self) -> bool:
        """Whether it counts back from something."""
        return _signed(self) < 0

    @property
    def counted(self) -> bool:
        """Whether it is a day of sickness; otherwise it is a distance to something else."""
        return isinstance(self.leaf, Day | AgreedDay)

    @property
    def lowest(self) -> int:
        """The smallest number that can stand here: sickness begins with day 1, a distance with none."""
        return 1 if self.counted else 0

    @property
    def unit(self) -> str:
        """Dutch: what is counted."""
        return "maanden" if self.name == "months" else "dagen"


def numbers_in(expression: Expression) -> tuple[Number, ...]:
    """Return the numbers of a term, each once, in their order.

    A bare "on that day" and "from day 1" have no number of their own beside others; a term of those alone has one.
    """
    found = tuple(dict.fromkeys(_numbers(expression)))
    telling = tuple(number for number in found if not _is_bare(number))
    return telling or found[:1]


def values_of(expression: Expression) -> Numbers:
    """Return the values of `numbers_in`, without signs."""
    return tuple(number.value for number in numbers_in(expression))


def with_numbers(expression: Expression, values: Numbers) -> Expression:
    """Return the same term with other numbers, as many as `numbers_in` finds; ValueError for another count."""
    pairs = zip(numbers_in(expression), values, strict=True)
    new: dict[Expression, dict[str, int]] = {}
    for number, value in pairs:
        new.setdefault(number.leaf, {})[number.name] = -value if number.before else value
    return _exchanged(expression, new)


def _numbers(expression: Expression) -> Iterator[Number]:
    parts = [part for value in _values(expression).values() for part in _parts(value)]
    for part in parts:
        yield from _numbers(part)
    if not parts:
        yield from (Number(expression, name) for name in _NAMES if _is_number(getattr(expression, name, None)))


def _is_bare(number: Number) -> bool:
    return number.value == 0 or (number.counted and number.value == 1)


def _is_number(value: object) -> bool:
    return isinstance(value, int) or (isinstance(value, Parameter) and isinstance(value.rows[-1].value, int))


def _signed(number: Number) -> int:
    """A dated parameter by the value of its newest row."""
    value = getattr(number.leaf, number.name)
    found: int = value.rows[-1].value if isinstance(value, Parameter) else value
    return found


def _exchanged(expression: Expression, new: dict[Expression, dict[str, int]]) -> Expression:
    if expression in new:
        return _with(expression, {name: _retyped(expression, name, value) for name, value in new[expression].items()})
    inside = {name: value for name, value in _values(expression).items() if _parts(value)}
    return _with(expression, {name: _exchanged_in(value, new) for name, value in inside.items()})


def _retyped(leaf: Expression, name: str, value: int) -> object:
    """A dated parameter stays one, with this value for every day: the row of the rule has dates of its own."""
    old = getattr(leaf, name)
    if not isinstance(old, Parameter):
        return value
    row = replace(old.rows[-1], value=value, in_force_from=type(old.rows[-1].in_force_from).min)
    return replace(old, rows=(row,))


def _exchanged_in(value: Any, new: dict[Expression, dict[str, int]]) -> Any:
    if isinstance(value, tuple):
        return tuple(_exchanged(part, new) for part in value)
    return _exchanged(value, new)


def _values(expression: Expression) -> dict[str, Any]:
    """Every kind of expression is a dataclass; their common base holds no data and is none."""
    names: dict[str, object] = getattr(expression, "__dataclass_fields__", {})
    return {name: getattr(expression, name) for name in names}


def _with(expression: Expression, values: dict[str, Any]) -> Expression:
    return type(expression)(**_values(expression) | values)


def _parts(value: object) -> list[Expression]:
    return [part for part in (value if isinstance(value, tuple) else (value,)) if isinstance(part, Expression)]
