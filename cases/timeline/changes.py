"""A change of law as data: new days for one rule, for files from a first sick day on. Old files keep the old row."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from cases.timeline.expressions import Expression
from cases.timeline.numbers import Numbers, numbers_in, values_of, with_numbers
from cases.timeline.rules import Rule, Scope

FIXED = frozenset({"sick_report", "sick_pay_year_2", "wia_application", "end_of_waiting_period"})
"""Steps whose day other dates and the length of sick pay are computed with: not a number of one rule alone."""

TOO_FAR = 2000
"""Days or months; further than any step of a file can be."""


class CannotChange(ValueError):
    """This change does not fit the rules. The text is a Dutch sentence for the user."""


@dataclass(frozen=True, slots=True)
class Change:
    """New numbers for the rule `key`, for first sick days from `in_force_from` (inclusive).

    They are counted as in the row that is replaced, and in its order: the first number of a term, then the further
    ones (`more`), all of them. A first number of None leaves the term as it is.
    """

    key: str
    version: int
    opens_days: int | None
    due_days: int | None
    in_force_from: date
    basis: str
    opens_more: Numbers = ()
    due_more: Numbers = ()

    @property
    def opens(self) -> Numbers | None:
        """Every number of when the step can begin; None when that stays."""
        return None if self.opens_days is None else (self.opens_days, *self.opens_more)

    @property
    def due(self) -> Numbers | None:
        """Every number of the last day; None when that stays."""
        return None if self.due_days is None else (self.due_days, *self.due_more)


def changeable(rules: Iterable[Rule]) -> tuple[Rule, ...]:
    """The newest row of every rule whose numbers a change of law can replace, in the order of the rules."""
    return tuple(rule for rule in newest_rows(rules) if not why_fixed(rule))


def newest_rows(rules: Iterable[Rule]) -> tuple[Rule, ...]:
    """The row with the highest version of every rule, in the order of the rules."""
    return tuple({rule.key: rule for rule in sorted(rules, key=lambda rule: rule.version)}.values())


def newest(rules: Iterable[Rule], key: str) -> Rule:
    """The row of a rule with the highest version. Raises CannotChange when these rules cannot change that one."""
    found = next((rule for rule in changeable(rules) if rule.key == key), None)
    if found is None:
        raise CannotChange("De dagen van deze stap volgen uit andere regels. Zo kan hij niet veranderen.")
    return found


def changed(rule: Rule, change: Change) -> Rule:
    """The new row: the same rule with the new numbers, the new article and its own first day.

    The internal target keeps its distance to the due date. Raises CannotChange when the new numbers are impossible.
    """
    due, opens = _renewed(rule.due, change.due), _renewed(rule.opens, change.opens)
    _check_span(opens, due)
    return replace(
        rule,
        opens=opens,
        due=due,
        target=_moved(rule.target, rule.due, due),
        version=change.version,
        basis=change.basis,
        in_force_from=change.in_force_from,
        repaired_on=None,
        repair="",
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
    if change.opens in (None, values_of(old.opens)) and change.due in (None, values_of(old.due)):
        raise CannotChange("Deze dagen gelden nu al. Er verandert dan niets.")


def why_fixed(rule: Rule) -> str:
    """Say in Dutch why a change of law as data cannot replace any number of this rule; empty when it can."""
    if rule.scope is not Scope.CASE:
        return "Deze stap hoort bij de polis en niet bij een dossier."
    if rule.key in FIXED:
        return "Met deze dag worden ook andere datums en de duur van het loon berekend."
    if not numbers_in(rule.opens) and not numbers_in(rule.due):
        return "Deze datum volgt uit een gebeurtenis of uit een andere stap. Er is geen aantal dagen."
    return ""


def _renewed(expression: Expression, values: Numbers | None) -> Expression:
    if values is None:
        return expression
    found = numbers_in(expression)
    if len(found) != len(values):
        raise CannotChange(f"Deze termijn heeft {len(found)} getallen. Vul ze allemaal in.")
    for number, value in zip(found, values, strict=True):
        if not number.lowest <= value <= TOO_FAR:
            raise CannotChange(f"Kies een aantal {number.unit} van {number.lowest} tot en met {TOO_FAR}.")
    return with_numbers(expression, values)


def _check_span(opens: Expression, due: Expression) -> None:
    """A step that begins on a day of sickness begins before every day of sickness in its term."""
    first, last = ([number.value for number in numbers_in(one) if number.counted] for one in (opens, due))
    if first and last and max(first) > min(last):
        raise CannotChange(f"De stap kan dan pas vanaf dag {max(first)}, en dat is na de laatste dag ({min(last)}).")


def _moved(target: Expression | None, old: Expression, new: Expression) -> Expression | None:
    if target is None:
        return None
    days, before, after = (values_of(one) for one in (target, old, new))
    if not len(days) == len(before) == len(after) == 1:
        return target
    return with_numbers(target, (max(1, days[0] + after[0] - before[0]),))
