"""The steps of one file, each said to somebody in one role. Reads only."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from accounts.actor import current_actor
from accounts.policy import may
from accounts.rows import may_with
from accounts.terms import Role, Verb, seen_as
from cases.addressed import addressed
from cases.computation import deadlines_of
from cases.delay_words import others, say_both, say_delay, say_who
from cases.delegated import say_delegated
from cases.dossier.words import text_of, title_of, waived_text
from cases.endings import QUIET
from cases.explanations import Explanation, Place, completions_of, explain
from cases.models import AbsenceCase, Completion, Delay, Waiver
from cases.models.milestone import JUDGED
from cases.operations.delays import can_have_cause, holding, is_medical
from cases.operations.step_corrections import own_steps
from cases.operations.steps import may_record, too_early
from cases.timeline.rules import Party
from cases.timeline.schedule import Deadline, State
from cases.urgency import (
    SOON_DAYS,
    When,
    holders,
    is_mine,
    names,
    presses,
    standing,
    title,
    waits_on,
    when,
    with_last_day,
)
from cases.worklist import first_missing

ICONS = {"late": "circle-alert", "soon": "clock", "plain": "", "ok": "check", "paused": "pause", "waived": "minus"}
STATE_WORDS = {
    "late": "Te laat",
    "soon": "Binnenkort",
    "plain": "Later",
    "ok": "Gedaan",
    "paused": "Staat stil",
    "waived": "Niet nodig",
}
WORDS = {"late": "late", "soon": "soon", "planned": "plain", "done": "ok", "paused": "paused", "waived": "waived"}
CASE = "cases.absencecase"


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the file, said to one role."""

    deadline: Deadline
    reader: Role
    kind: str
    """late, soon, plain, ok, paused or waived, as the components know them."""
    title: str
    text: str
    explanation: Explanation
    when: When | None
    """How long there still is; None when the step is done or has no date."""
    mine: bool
    blocked_by: str
    holders: str
    """With whom it rests, in the middle of a sentence."""
    delay: str
    """Who or what caused that it is or was late, in words; empty while nobody said so."""
    delay_by: str
    """Who said that, and when."""
    earlier_delays: tuple[str, ...]
    """Answers that counted before, or do not count beside that of the bedrijfsarts."""
    delegated: str
    """Who did it in the place of the bedrijfsarts, and whether that was confirmed; empty otherwise."""
    may_record: bool
    record_later: str
    """When it can be recorded, for who may do that but not yet; empty otherwise."""
    may_waive: bool
    may_unwaive: bool
    may_name_delay: bool
    may_take_back: bool
    """Whether this role recorded it by hand and the file is open: it can be withdrawn or get another day."""

    @property
    def key(self) -> str:
        """The rule's key."""
        return self.deadline.key

    @property
    def anchor(self) -> str:
        """Names the row in the page."""
        return f"{self.key}-{self.deadline.occurrence}"

    @property
    def icon(self) -> str:
        """The mark's sign."""
        return ICONS[self.kind]

    @property
    def state(self) -> str:
        """The mark in a word."""
        return STATE_WORDS[self.kind]

    @property
    def heading(self) -> str:
        """Over the card on top: something to do, or somebody to wait for."""
        return "Nu te doen" if self.mine else f"Nu aan zet: {self.holders}"

    @property
    def badge(self) -> str:
        """How long there still is and the last day: "3 dagen te laat", "over 2 dagen, uiterlijk 24 november 2026"."""
        if self.when is None or self.deadline.due is None:
            return ""
        return with_last_day(self.when, self.deadline.due)

    @property
    def purpose(self) -> str:
        """What the step is for, said to who reads it."""
        return addressed(self.deadline.rule.explain, self.reader)

    @property
    def why(self) -> tuple[str, ...]:
        """The sentences from fact to date."""
        return self.explanation.why

    @property
    def moved_by(self) -> tuple[str, ...]:
        """What would move the date."""
        return self.explanation.moved_by


def shown_deadlines(case: AbsenceCase, role: Role) -> list[Deadline]:
    """The steps of a file that this role may know of, by date."""
    return [step for step in deadlines_of(case) if Party(seen_as(role).value) in step.rule.shown_to]


def kind_of(step: Deadline, today: date) -> str:
    """How a step stands on a day, as the picture of time names it: done, late, soon, planned or paused."""
    if step.state is State.DONE:
        return "done"
    if step.state is not State.PENDING:
        return "paused"
    if step.due is None:
        return "planned"
    if step.late(today):
        return "late"
    return "soon" if (step.due - today).days <= SOON_DAYS else "planned"


@dataclass(frozen=True, slots=True)
class _Told:
    """What is known of the steps of one file beside their dates."""

    pending: frozenset[str]
    explanations: dict[Place, Explanation]
    delays: dict[Place, Delay]
    """The answer that counts."""
    other_delays: dict[Place, list[Delay]]
    waivers: dict[str, Waiver]
    own: dict[str, Completion]
    """Of each step the last time it was done, when this role recorded that."""
    delegated: dict[tuple[str, date], str]
    """Of what was done in the place of the bedrijfsarts: by whom, and whether it was confirmed."""


def _told(case: AbsenceCase, steps: list[Deadline], role: Role) -> _Told:
    completions = completions_of(case)
    answers = list(case.delays.all())
    counting = holding(answers)
    return _Told(
        pending=frozenset(step.key for step in steps if step.state is State.PENDING),
        explanations=explain(steps, completions, role),
        delays=counting,
        other_delays=others(answers, counting),
        waivers={one.key: one for one in case.waivers.select_related("recorded_by", "advised")},
        own=own_steps(completions, role) if case.is_open else {},
        delegated=say_delegated(completions),
    )


def steps_of(case: AbsenceCase, role: Role, today: date, shown: list[Deadline] | None = None) -> list[Step]:
    """All steps that still matter: done, pending, paused or not needed; what was cancelled or lapsed is left out.

    `shown` are the steps that this role may know of, when they were computed already.
    """
    shown = shown_deadlines(case, role) if shown is None else shown
    told = _told(case, shown, role)
    return [_step(step, case, role, today, told) for step in shown if step.status(today) != "cancelled"]


def _judged(step: Deadline, case: AbsenceCase) -> str:
    """What the judgement about the duration says now; it may have changed since the step was done."""
    if step.key != JUDGED or step.done_on is None or case.expected_long_term is None:
        return ""
    return f" · verwacht: het verzuim duurt {'lang' if case.expected_long_term else 'niet lang'}"


def _step(step: Deadline, case: AbsenceCase, role: Role, today: date, told: _Told) -> Step:
    now = standing(case)
    place = step.key, step.occurrence
    waiting = step.state is State.PENDING and step.due is not None
    waived = step.state is State.WAIVED
    blocker = first_missing(step.rule, told.pending, assigned=now.assigned) if waiting else None
    moving = blocker or step.rule
    term = when(step.due, today) if waiting and step.due and not _held_up(step, today) else None
    ready = term is not None and (blocker is None or presses(step.rule, term))
    mine = ready and is_mine(step.rule, role, now)
    explanation, delay = told.explanations[place], told.delays.get(place)
    may_except = may_with(current_actor(), Verb.WAIVE_STEP, case)
    records = step.state is State.PENDING and may_record(role, step.key, self_guided=now.self_guided)
    early = too_early(step, today) if records else ""
    is_late = can_have_cause(step, explanation.due, today)
    return Step(
        deadline=step,
        reader=role,
        kind="waived" if waived else WORDS[kind_of(step, today)],
        title=title_of(step, assigned=now.assigned),
        text=waived_text(step, told.waivers.get(step.key), role)
        if waived
        else text_of(step, role, waits_on(moving, role, now) if waiting else "", explanation.due, mine=mine)
        + _judged(step, case),
        explanation=explanation,
        when=term,
        mine=mine,
        blocked_by=title(blocker, assigned=now.assigned) if blocker else "",
        holders=names(holders(moving, now), role),
        delay=say_delay(delay, role) if delay and is_late else "",
        delay_by=say_who(delay, role) if delay and is_late else "",
        earlier_delays=tuple(say_both(one, role) for one in told.other_delays.get(place, ()) if is_late),
        delegated=told.delegated.get((step.key, step.done_on), "") if step.done_on else "",
        may_record=records and not early,
        record_later=f"Vastleggen kan {early}." if early else "",
        may_waive=may_except and waiting and step.rule.can_be_waived,
        may_unwaive=may_except and waived and case.is_open,
        may_name_delay=_may_answer(delay, role) and is_late and case.state not in QUIET,
        may_take_back=step.key in told.own and told.own[step.key].done_on == step.done_on,
    )


def _held_up(step: Deadline, today: date) -> bool:
    """Whether the day of a step that passes by itself came and something else is missing: nobody is late with it."""
    return step.rule.passes and step.due is not None and step.due < today


def _may_answer(delay: Delay | None, role: Role) -> bool:
    return may(role, Verb.NAME_DELAY, CASE) and not is_medical(delay)


def next_of(case: AbsenceCase, keys: Collection[str], role: Role, today: date) -> Step | None:
    """The first of these steps that is still to be done, as the page of the file tells it; None when all were done."""
    return next((step for step in steps_of(case, role, today) if step.key in keys and step.when is not None), None)
