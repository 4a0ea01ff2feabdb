"""From facts to dates: every step of a file with its due date, its state and the reasons for both."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial

from cases.timeline.absence import Absence, Spell
from cases.timeline.explain import derivation, moved_by, reasons
from cases.timeline.facts import Completions, Facts
from cases.timeline.moment import Moment
from cases.timeline.reason import Reason
from cases.timeline.rules import CASE_RULES, POLICY_RULES, Phase, Rule, Scope, resting_with_employer
from cases.timeline.standing import State, standing
from cases.timeline.wages import WageEnd, sick_after_pension, wage_end

__all__ = ["Deadline", "State", "deadlines", "policy_deadlines"]


@dataclass(frozen=True, slots=True)
class Deadline:
    """One step of one file. `opens`, `due` and `target` are inclusive days; each is None when there is no such date.

    `due` is the last day in time. A pending step has one, or a `target` when no term exists; a paused step never has.
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
    def reasons(self) -> tuple[Reason, ...]:
        """Everything there is to say about the date, sentence by sentence, each with what it is about."""
        return reasons(self.rule, self.moment, due=self.due, done_on=self.done_on, state=self.state)

    @property
    def why(self) -> tuple[str, ...]:
        """Dutch sentences that lead from the facts to the date: fact, arithmetic, article, version of the rule."""
        found = derivation(self.rule, self.moment, due=self.due, done_on=self.done_on, state=self.state)
        return tuple(reason.text for reason in found)

    @property
    def moved_by(self) -> tuple[str, ...]:
        """Dutch sentences: what would still move this date. None for a step that is done, paused or void."""
        return moved_by(self.rule, self.moment, state=self.state)

    def status(self, today: date) -> str:
        """Return the state as seen on `today`: a pending step is "planned" or "open", a lapsed one "cancelled"."""
        if self.state is not State.PENDING:
            return self.state.value
        if self.rule.lapses and self._passed(today):
            return State.CANCELLED.value
        starts = self.opens or self.due
        return "open" if starts is not None and starts <= today else "planned"

    def late(self, today: date) -> bool:
        """Tell whether the step should have been done before `today`; never while paused, waived or cancelled.

        Nobody does a step that the calendar completes, so nobody is late with it either.
        """
        by_somebody = not self.rule.lapses and not self.rule.passes
        return self.state is State.PENDING and by_somebody and self._passed(today)

    @property
    def done_late(self) -> bool:
        """Whether the step was done after its due date; never when an answer completes it that may come later."""
        if self.rule.answered_later or self.done_on is None or self.due is None:
            return False
        return self.done_on > self.due

    def _passed(self, today: date) -> bool:
        return self.due is not None and self.due < today


def deadlines(facts: Facts, rules: Iterable[Rule] = CASE_RULES) -> tuple[Deadline, ...]:
    """Compute every step of a file, ordered by due date and key; steps without a date come last.

    What stands still stays in legal order: it is placed by the date it would have if the sickness had gone on.
    Only rules in force on the first sick day count. A completed step stays, whatever happens afterwards.
    """
    return _ordered(facts, rules, Scope.CASE, wage_end(facts))


def policy_deadlines(
    policy_start: date,
    done: Completions,
    policy_end: date | None = None,
    rules: Iterable[Rule] = POLICY_RULES,
) -> tuple[Deadline, ...]:
    """Compute the steps that a policy promises, whether somebody is sick or not, in the same order.

    `done` holds per rule key the dates of completion, ascending; `policy_end` is the first day without cover. What is
    due from that day on is cancelled.
    """
    facts = Facts(Absence(()), done, policy_start=policy_start, policy_end=policy_end)
    return _ordered(facts, rules, Scope.POLICY, None)


def _ordered(facts: Facts, rules: Iterable[Rule], scope: Scope, end: WageEnd | None) -> tuple[Deadline, ...]:
    day_one = facts.day_one
    rules = map(resting_with_employer, rules) if facts.guided_by_employer else rules
    steps = [
        step for rule in rules if rule.scope is scope and rule.in_force_on(day_one) for step in _steps(rule, facts, end)
    ]
    stopped = any(step.state is State.PAUSED for step in steps)
    uninterrupted = replace(_going_on(facts), contract_end=None) if stopped else facts
    return tuple(sorted(steps, key=partial(_order, uninterrupted)))


def _order(uninterrupted: Facts, step: Deadline) -> tuple[bool, date, str, int]:
    day = step.due
    if step.state is State.PAUSED:
        day = step.rule.due.on(Moment(uninterrupted, occurrence=step.occurrence))
    return step.due is None, day or date.max, step.key, step.occurrence


def _going_on(facts: Facts) -> Facts:
    """The facts as they would be without the recovery that stops the clock."""
    absence = facts.absence
    still_sick = Absence((*absence.spells[:-1], Spell(absence.spells[-1].start)), absence.leaves)
    return replace(facts, absence=still_sick, closed_on=None)


def _steps(rule: Rule, facts: Facts, end: WageEnd | None) -> Iterator[Deadline]:
    done = _done(rule, facts)
    for occurrence, done_on in enumerate(done, 1):
        if done_on is not None:
            yield _deadline(rule, Moment(facts, done_on, occurrence, end), State.DONE, done_on)
    if rule.predicate(facts) and not _never_owed(rule, facts):
        for occurrence in _open(rule, facts, done):
            yield _pending(rule, Moment(facts, occurrence=occurrence, end=end))


def _done(rule: Rule, facts: Facts) -> tuple[date | None, ...]:
    """Return when each occurrence was done; None stands for one that was passed over."""
    if rule.each_done:
        return facts.answers(rule.each_done)
    done = facts.done.get(rule.key, ())
    by_fact = facts.on(rule.done_by) if rule.done_by and not done else None
    if by_fact is not None:
        return (by_fact,)
    return done if rule.repeats else done[:1]


def _open(rule: Rule, facts: Facts, done: Sequence[date | None]) -> Sequence[int]:
    """Return the occurrences that were not done: the events left, the next one, or none."""
    if rule.each_done:
        return [occurrence for occurrence, done_on in enumerate(done, 1) if done_on is None]
    if rule.each:
        return range(len(done) + 1, len(facts.days(rule.each)) + 1)
    return range(len(done) + 1, len(done) + 2) if rule.repeats or not done else range(0)


def _never_owed(rule: Rule, facts: Facts) -> bool:
    """Who was past state pension age from the first day never had the steps that lie after his weeks of sick pay.

    Whether he recovers before them makes no difference.
    """
    if rule.phase is not Phase.SICKNESS or not sick_after_pension(facts):
        return False
    going_on = _going_on(facts)
    due, last = rule.due.on(Moment(going_on)), wage_end(going_on).last_paid_day
    return due is not None and last is not None and due > last


def _pending(rule: Rule, moment: Moment) -> Deadline:
    return _deadline(rule, moment, standing(rule, rule.due.on(moment), moment.facts, moment.end).state, None)


def _deadline(rule: Rule, moment: Moment, state: State, done_on: date | None) -> Deadline:
    if state is State.PAUSED:
        return Deadline(rule.key, moment.occurrence, rule, None, None, None, None, state, moment)
    due = rule.due.on(moment)
    opens = rule.opens.on(moment)
    if opens is not None and due is not None:
        opens = min(opens, due)
    target = rule.target.on(moment) if rule.target is not None else None
    return Deadline(rule.key, moment.occurrence, rule, opens, due, target, done_on, state, moment)
