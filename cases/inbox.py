"""What waits in the inboxes of the arbodienst and of the bedrijfsarts. Reads only."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef
from django.urls import reverse

from accounts.actor import Actor
from accounts.terms import Role, Verb
from accounts.visible import Visible
from cases.models import AbsenceCase, BuildUpSchedule, CaseFact, Milestone
from cases.splitting import facts_after
from cases.timeline.dutch import format_date
from cases.timeline.recorded import FACT_KINDS
from cases.timeline.rules import ClosedBy, Weight
from cases.timeline.schedule import State, deadlines
from cases.timeline.splitting import ANSWER, last_of, start_of
from cases.urgency import SCREENS, When, when
from cases.worklist import Row, pending_keys, pending_steps, rows

ACCEPT, TRIAGE, ANALYSIS = "arbo_report", "long_absence_triage", "problem_analysis"
FOR_UWV = "medical_information"
LATELY = 10
QUESTIONS = {
    TRIAGE: "Verwacht u dat het verzuim lang duurt?",
    ANALYSIS: "Wat kan de werknemer nog wel, en wat helpt bij de terugkeer naar werk?",
}
ALWAYS = (TRIAGE, ANALYSIS)
"""Questions that may be answered before their time."""
FORMS = {
    TRIAGE: ("cases:triage", "Inschatten"),
    ANALYSIS: ("documents:problem_analysis", "Probleemanalyse maken"),
    "problem_analysis_update": ("documents:problem_analysis", "Bijstelling maken"),
}
"""By step: where its answer is given, and what that is called; every other step in the file itself."""
HIS_OWN = ("Probleemanalyse maken", "Bijstelling maken")


@dataclass(frozen=True, slots=True)
class Question:
    """Something that one person has to answer, with the file it is about."""

    case: Visible
    case_id: int
    week: int
    title: str
    text: str
    when: When
    due_on: date
    weight: int
    url: str
    action: str
    first: bool = False
    """Whether answering it is the main work of who reads it."""

    @property
    def urgency(self) -> tuple[int, int, int, int]:
        """Sorts the most pressing question first, as the worklist does."""
        if self.when.late:
            return 0, -self.weight, self.when.days_left, self.case_id
        return 1, self.when.days_left, -self.weight, self.case_id


def of_arbodienst(actor: Actor, today: date) -> tuple[list[Row], list[Row]]:
    """Reports that were not accepted yet, and accepted ones that wait for the judgement about their duration."""
    steps = pending_steps(actor).filter(key__in=(ACCEPT, TRIAGE))
    mine = [row for row in rows(steps, pending_keys(actor), actor.role, today) if row.own]
    return (
        [row for row in mine if row.key == ACCEPT],
        [row for row in mine if row.key == TRIAGE],
    )


def of_physician(actor: Actor, today: date) -> list[Question]:
    """Everything that waits for the bedrijfsarts, the most pressing first.

    Steps that can begin, files that still ask for a judgement, proposals for a build-up of hours, and leaves after
    which only the bedrijfsarts can say whether the sickness has the same cause.
    """
    found = list(_steps(actor, today))
    if actor.role is Role.BEDRIJFSARTS:  # an answer that cannot be left to somebody else
        found += [*_proposals(actor, today), *_causes(actor, today)]
    return sorted(found, key=lambda question: question.urgency)


def _steps(actor: Actor, today: date) -> Iterator[Question]:
    steps = pending_steps(actor).filter(responsible__in=(Role.BEDRIJFSARTS, Role.ARBODIENST))
    for row in rows(steps, pending_keys(actor), actor.role, today):
        if ((row.own and row.can_begin(today)) or row.key in ALWAYS) and _is_left_to(actor, row):
            yield _of_step(actor, row)


def _is_left_to(actor: Actor, row: Row) -> bool:
    """Of what one does in the place of the bedrijfsarts: only what the bedrijfsarts left to one."""
    if row.rule.closed_by is ClosedBy.RECORD:
        return Verb.RECORD_STEP not in actor.without
    return actor.without.isdisjoint(verb for verb, _ in SCREENS.get(row.key, ()))


def _of_step(actor: Actor, row: Row) -> Question:
    place, action = FORMS.get(row.key, ("cases:detail", "Dossier openen"))
    if row.key == FOR_UWV and actor.may(Verb.DRAFT_MEDICAL_INFORMATION, "documents.medicalinformation"):
        place, action = "documents:vault", "Medisch dossier openen"
    return Question(
        case=row.case,
        case_id=row.case_id,
        week=row.week,
        title=row.term,
        text=QUESTIONS.get(row.key, row.rule.explain),
        when=row.when,
        due_on=row.due_on,
        weight=row.step.weight,
        url=reverse(place, args=[row.case_id]),
        action=action,
        first=action in HIS_OWN,
    )


def _proposals(actor: Actor, today: date) -> Iterator[Question]:
    """Schedules that wait for an answer. Without one before its first day, the schedule cannot be followed."""
    waiting = BuildUpSchedule.objects.visible_to(actor).filter(state=BuildUpSchedule.State.PROPOSED)
    found = waiting.select_related("case__employee", "case__employer")
    for schedule in found.prefetch_related("lines", "case__spells", "case__leaves"):
        if not schedule.case.is_sick:
            continue
        begins, proposed = schedule.line_list[0].starts_on, format_date(schedule.proposed_on)
        yield _about(
            schedule.case,
            actor,
            today,
            title="Voorstel voor de opbouw van uren",
            text=f"Bent u akkoord met het voorstel van de {schedule.proposer_label} van {proposed}?",
            due_on=begins,
            weight=Weight.PROMISE,
            url=reverse("cases:build_up_answer", args=[schedule.case_id, schedule.pk]),
            action="Beantwoorden",
        )


def _causes(actor: Actor, today: date) -> Iterator[Question]:
    """Files in which sickness goes on after a leave and nobody said yet whether the cause is the same."""
    answered = CaseFact.objects.visible_to(actor).in_force().filter(kind=ANSWER, case=OuterRef("pk"))
    files = AbsenceCase.objects.visible_to(actor).open().filter(leaves__last__lt=today).distinct()
    found = files.exclude(Exists(answered)).select_related("employee", "employer")
    kind = FACT_KINDS[ANSWER]
    for case in found.prefetch_related("spells", "leaves"):
        whole = case.absence()
        later = last_of(whole, same_cause=False, today=today)
        due, weight = _first_duty(case, today) if later is not whole and start_of(later) <= today else (None, 0)
        if due is not None:
            yield _about(
                case,
                actor,
                today,
                title=kind.term,
                text=kind.answer,
                due_on=due,
                weight=weight,
                url=reverse("cases:change", args=[case.pk, "zelfde-oorzaak-na-verlof"]),
                action="Beantwoorden",
            )


def _first_duty(case: AbsenceCase, today: date) -> tuple[date | None, int]:
    """By when the answer is needed: the first legal term of the file that begins when the cause is another one."""
    steps = deadlines(facts_after(case, answer=False, today=today))
    legal = [
        (step.due, step.rule.weight)
        for step in steps
        if step.state is State.PENDING
        and step.due is not None
        and step.rule.weight >= Weight.FINE_OR_DELAY
        and step.rule.closed_by is not ClosedBy.CALENDAR
    ]
    return min(legal, default=(None, 0))


def _about(case: AbsenceCase, actor: Actor, today: date, *, due_on: date, **said: Any) -> Question:
    return Question(
        case=Visible(case, actor.role),
        case_id=case.pk,
        week=case.absence().sickness_week(today),
        when=when(due_on, today),
        due_on=due_on,
        **said,
    )


def signed(actor: Actor) -> list[tuple[Visible, date]]:
    """The latest signed problem analyses: the file, and the day on which it was signed."""
    done = (
        Milestone.objects.visible_to(actor)
        .filter(key=ANALYSIS, state="done")
        .select_related("case__employee", "case__employer")
        .order_by("-done_on", "-pk")[:LATELY]
    )
    return [(Visible(step.case, actor.role), step.done_on) for step in done if step.done_on is not None]
