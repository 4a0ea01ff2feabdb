"""From facts to dates: every step of a file with its due date, its state and the reasons for both."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from cases.timeline.explain import reasons
from cases.timeline.facts import Facts
from cases.timeline.moment import Moment
from cases.timeline.rules import RULES, Phase, Rule


class State(StrEnum):
    """The stored state of a step; whether it is open or late depends on the day one looks."""

    PENDING = "pending"
    DONE = "done"
    PAUSED = "paused"
    CANCELLED = "cancelled"
    WAIVED = "waived"


@dataclass(frozen=True, slots=True)
class Deadline:
    """One step of one file. `opens`, `due` and `target` are inclusive days; each is None when there is no such date.

    `due` is the last day in time. A pending step always has one; a paused step never has.
    """

    key: str
    occurrence: int
    """1, 2, ... for a repeating step; otherwise 1."""
    rule: Rule
    opens: date | None
    due: date | None
    target: date | None
    done_on: date | None
    state: State
    moment: Moment = field(repr=False, compare=False)

    @property
    def why(self) -> tuple[str, ...]:
        """Dutch sentences that lead from the facts to the date: fact, arithmetic, article, version of the rule."""
        return reasons(self.rule, self.moment, due=self.due, done_on=self.done_on, state=self.state)

    def status(self, today: date) -> str:
        """Return the state as seen on `today`: a pending step is "planned" or "open", a lapsed one "cancelled"."""
        if self.state is not State.PENDING:
            return self.state.value
        if self.rule.lapses and self._passed(today):
            return State.CANCELLED.value
        starts = self.opens or self.due
        return "open" if starts is not None and starts <= today else "planned"

    def late(self, today: date) -> bool:
        """Tell whether the step should have been done before `today`; never while paused, waived or cancelled."""
        return self.state is State.PENDING and not self.rule.lapses and self._passed(today)

    @property
    def done_late(self) -> bool:
        """Whether the step was done after its due date."""
        return self.done_on is not None and self.due is not None and self.done_on > self.due

    def _passed(self, today: date) -> bool:
        return self.due is not None and self.due < today


def deadlines(facts: Facts, rules: Iterable[Rule] = RULES) -> tuple[Deadline, ...]:
    """Compute every step of a file, ordered by due date and key; steps without a date come last.

    Only rules in force on the first sick day count. A completed step stays, whatever happens afterwards.
    """
    first_sick_day = facts.absence.first_sick_day
    steps = [step for rule in rules if rule.in_force_on(first_sick_day) for step in _steps(rule, facts)]
    return tuple(sorted(steps, key=_order))


def _order(deadline: Deadline) -> tuple[date, str, int]:
    return deadline.due or date.max, deadline.key, deadline.occurrence


def _steps(rule: Rule, facts: Facts) -> Iterator[Deadline]:
    done = facts.done.get(rule.key, ())
    kept = done if rule.repeats else done[:1]
    for occurrence, done_on in enumerate(kept, 1):
        yield _deadline(rule, Moment(facts, done_on), occurrence, State.DONE, done_on)
    if (rule.repeats or not kept) and rule.predicate(facts):
        yield _deadline(rule, Moment(facts), len(kept) + 1, _state(rule, facts), None)


def _state(rule: Rule, facts: Facts) -> State:
    if rule.can_be_waived and rule.key in facts.waived:
        return State.WAIVED
    if rule.phase is Phase.RECOVERY:
        return State.PENDING
    if facts.closed_on is not None:
        return State.CANCELLED
    return State.PENDING if facts.absence.recovered_on is None else State.PAUSED


def _deadline(rule: Rule, moment: Moment, occurrence: int, state: State, done_on: date | None) -> Deadline:
    if state is State.PAUSED:
        return Deadline(rule.key, occurrence, rule, None, None, None, None, state, moment)
    due = rule.due.on(moment)
    opens = rule.opens.on(moment)
    if opens is not None and due is not None:
        opens = min(opens, due)
    target = rule.target.on(moment) if rule.target is not None else None
    return Deadline(rule.key, occurrence, rule, opens, due, target, done_on, state, moment)
