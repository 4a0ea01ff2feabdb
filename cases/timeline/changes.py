"""A change of law as data: new days for one rule, for files from a first sick day on. Old files keep the old row."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from cases.timeline.expressions import Day, Expression
from cases.timeline.rules import Rule, Scope

FIXED = frozenset({"sick_report", "sick_pay_year_2", "wia_application", "end_of_waiting_period"})
"""Steps whose day other dates and the length of sick pay are computed with: not a number of one rule alone."""

TOO_FAR = 2000
"""Days; further than any step of a file can be."""


class CannotChange(ValueError):
    """This change does not fit the rules. The text is a Dutch sentence for the user."""


@dataclass(frozen=True, slots=True)
class Change:
    """New days for the rule `key`, for first sick days from `in_force_from` (inclusive).

    The days are counted as in the row that is replaced; None leaves them as they are.
    """

    key: str
    version: int
    opens_days: int | None
    due_days: int | None
    in_force_from: date
    basis: str


def days_of(expression: Expression) -> int | None:
    """Return the one number of days in an expression; None when it has none, or more than one."""
    leaf = _numbered(expression)
    return None if leaf is None else _number(leaf)


def with_days(expression: Expression, days: int) -> Expression:
    """Return the same expression with another number of days. Raises CannotChange where there is no single number."""
    leaf = _numbered(expression)
    if leaf is None:
        raise CannotChange("Deze stap heeft niet één aantal dagen. Zo kan hij niet veranderen.")
    return _exchanged(expression, leaf, _with(leaf, {_name(leaf): days}))


def changeable(rules: Iterable[Rule]) -> tuple[Rule, ...]:
    """The newest row of every rule whose days a change of law can replace, in the order of the rules."""
    newest = {rule.key: rule for rule in sorted(rules, key=lambda rule: rule.version)}
    return tuple(rule for rule in newest.values() if rule.key not in FIXED and _has_days(rule))


def newest(rules: Iterable[Rule], key: str) -> Rule:
    """The row of a rule with the highest version. Raises CannotChange when these rules cannot change that one."""
    found = next((rule for rule in changeable(rules) if rule.key == key), None)
    if found is None:
        raise CannotChange("De dagen van deze stap volgen uit andere regels. Zo kan hij niet veranderen.")
    return found


def changed(rule: Rule, change: Change) -> Rule:
    """The new row: the same rule with the new days, the new article and its own first day.

    The internal target keeps its distance to the due date. Raises CannotChange when the new days are impossible.
    """
    due = rule.due if change.due_days is None else with_days(rule.due, _possible(rule.due, change.due_days))
    opens = rule.opens if change.opens_days is None else with_days(rule.opens, _possible(rule.opens, change.opens_days))
    first, last = days_of(opens), days_of(due)
    if isinstance(opens, Day) and first is not None and last is not None and counted(due) and first > last:
        raise CannotChange(f"De stap kan dan pas vanaf dag {first}, en dat is na de laatste dag ({last}).")
    return replace(
        rule,
        opens=opens,
        due=due,
        target=_moved(rule.target, rule.due, due),
        version=change.version,
        basis=change.basis,
        in_force_from=change.in_force_from,
    )


def with_changes(rules: Iterable[Rule], changes: Iterable[Change]) -> tuple[Rule, ...]:
    """Return the rules with these changes of law, in order of version.

    The row that is replaced gets an end (exclusive), and stays for the files before that day. A change from the same
    day as the one before takes its place for all files. Raises CannotChange for one that does not follow the newest.
    """
    found = list(rules)
    for change in sorted(changes, key=lambda one: (one.key, one.version)):
        old = newest(found, change.key)
        _check_order(old, change)
        index = found.index(old)
        found[index : index + 1] = [replace(old, in_force_until=change.in_force_from), changed(old, change)]
    return tuple(found)


def not_absorbed(rules: Iterable[Rule], changes: Iterable[Change]) -> list[Change]:
    """The changes that these rules do not hold as a row of their own yet, by a version as high or higher."""
    versions = {rule.key: rule.version for rule in sorted(rules, key=lambda rule: rule.version)}
    return [change for change in changes if change.version > versions.get(change.key, 0)]


def _check_order(old: Rule, change: Change) -> None:
    if change.version <= old.version:
        raise CannotChange("Deze wijziging heeft al een nieuwere versie. Doe het voorstel opnieuw.")
    if change.in_force_from < old.in_force_from or old.in_force_until < date.max:
        raise CannotChange("Deze stap heeft na die dag al een nieuwere versie. Kies een latere dag.")
    if change.opens_days in (None, days_of(old.opens)) and change.due_days in (None, days_of(old.due)):
        raise CannotChange("Deze dagen gelden nu al. Er verandert dan niets.")


def _has_days(rule: Rule) -> bool:
    return rule.scope is Scope.CASE and (days_of(rule.due) is not None or days_of(rule.opens) is not None)


def _possible(expression: Expression, days: int) -> int:
    lowest = 1 if counted(expression) else 0
    if not lowest <= days <= TOO_FAR:
        raise CannotChange(f"Kies een aantal dagen van {lowest} tot en met {TOO_FAR}.")
    return days


def counted(expression: Expression) -> bool:
    """Whether the number is a day of sickness; otherwise it is a distance to something else."""
    return isinstance(_numbered(expression), Day)


def _numbered(expression: Expression) -> Expression | None:
    """The one part with a number of days. A bare "on that day" counts only when nothing else has a number."""
    found = [leaf for leaf in _leaves(expression) if _number(leaf) is not None]
    telling = [leaf for leaf in found if _number(leaf)] or found
    return telling[0] if len(telling) == 1 else None


def _leaves(expression: Expression) -> list[Expression]:
    parts = [part for value in _values(expression).values() for part in _parts(value)]
    return [leaf for part in parts for leaf in _leaves(part)] or [expression]


def _exchanged(expression: Expression, old: Expression, new: Expression) -> Expression:
    if expression is old:
        return new
    values = {name: value for name, value in _values(expression).items() if _parts(value)}
    return _with(expression, {name: _exchanged_in(value, old, new) for name, value in values.items()})


def _exchanged_in(value: Any, old: Expression, new: Expression) -> Any:
    if isinstance(value, tuple):
        return tuple(_exchanged(part, old, new) for part in value)
    return _exchanged(value, old, new)


def _values(expression: Expression) -> dict[str, Any]:
    """Every kind of expression is a dataclass; their common base holds no data and is none."""
    names: dict[str, object] = getattr(expression, "__dataclass_fields__", {})
    return {name: getattr(expression, name) for name in names}


def _with(expression: Expression, values: dict[str, Any]) -> Expression:
    return type(expression)(**_values(expression) | values)


def _parts(value: object) -> list[Expression]:
    return [part for part in (value if isinstance(value, tuple) else (value,)) if isinstance(part, Expression)]


def _name(leaf: Expression) -> str:
    return "k" if isinstance(leaf, Day) else "days"


def _number(leaf: Expression) -> int | None:
    number = getattr(leaf, _name(leaf), None)
    return number if isinstance(number, int) and not hasattr(leaf, "months") else None


def _moved(target: Expression | None, old: Expression, new: Expression) -> Expression | None:
    days, before, after = days_of(target) if target else None, days_of(old), days_of(new)
    if target is None or days is None or before is None or after is None:
        return target
    return with_days(target, max(1, days + after - before))
