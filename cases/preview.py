"""What a report would do, told before it is sent: which file, why, and which dates follow."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from cases.computation import known_of
from cases.law import rules_in_force
from cases.models import AbsenceCase
from cases.operations.assessment import Assessment
from cases.timeline.absence import Absence
from cases.timeline.absence import Spell as SpellFact
from cases.timeline.explain import count_days, format_date
from cases.timeline.facts import Facts
from cases.timeline.rules import STATUTORY, ClosedBy
from cases.timeline.schedule import Deadline, State, deadlines
from cases.timeline.wages import WageEnd, application_day, wage_end
from cases.whatif import on_leave, relapsed

SHOWN = 4
SOURCE = "BW art. 7:629 lid 10"


@dataclass(frozen=True, slots=True)
class ComingStep:
    """One statutory step with the last day in time, and why that day."""

    term: str
    who: str
    due: date
    passed: bool
    why: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReportPreview:
    """What sending this report does."""

    title: str
    why: tuple[str, ...]
    source: str
    steps: tuple[ComingStep, ...]


def preview_report(*, name: str, assessment: Assessment, today: date) -> ReportPreview:
    """Say which file a sick report leads to, why, and the first statutory dates (inclusive) that follow from it."""
    case = assessment.case
    return ReportPreview(
        title=f"Dossier {case.number} gaat verder" if case else "Er komt een nieuw dossier",
        why=_going_on(case, name, assessment) if case else _new(name, assessment),
        source=SOURCE,
        steps=tuple(_coming(facts_after(assessment, today), today)),
    )


def facts_after(assessment: Assessment, today: date) -> Facts:
    """The facts of the file as they would be once the report is in."""
    if assessment.case is None:
        begun = Absence((SpellFact(assessment.first_sick_day),), assessment.told_elsewhere)
        return Facts(begun, done={"sick_report": (today,)})
    facts = known_of(assessment.case).facts
    for leave in assessment.told_elsewhere:
        facts = on_leave(facts, leave.first, leave.last)
    return relapsed(facts, assessment.first_sick_day)


def _coming(facts: Facts, today: date) -> Iterable[ComingStep]:
    steps = [step for step in deadlines(facts, rules_in_force()) if _is_shown(step)]
    for step in steps[:SHOWN]:
        if step.due is not None:
            yield ComingStep(step.rule.term, step.rule.responsible.label, step.due, step.due < today, step.why)


def _is_shown(step: Deadline) -> bool:
    rule = step.rule
    # What an act here does by itself, or another step brings along, asks nothing of anybody.
    statutory = rule.category in STATUTORY and rule.closed_by is not ClosedBy.ACT and not rule.folded_into
    return statutory and step.state is State.PENDING and step.due is not None


def _gap(assessment: Assessment) -> str:
    verb = "zit" if assessment.gap_days == 1 else "zitten"
    text = f"Daar {verb} {count_days(assessment.gap_days)} tussen"
    if assessment.leave_days:
        return f"{text}. Het verlof van {count_days(assessment.leave_days)} is er al af: dat telt niet mee."
    return f"{text}."


def _going_on(case: AbsenceCase, name: str, assessment: Assessment) -> tuple[str, ...]:
    first = format_date(assessment.first_sick_day)
    recovered_on = case.absence().recovered_on
    if recovered_on is None:
        raise ValueError("A file that goes on has a day of recovery")
    moved = (assessment.first_sick_day - recovered_on).days
    sentences = [f"U meldde {name} beter per {format_date(recovered_on)}. De nieuwe eerste ziektedag is {first}."]
    sentences.append(_gap(assessment) if moved else "Dat sluit direct aan.")
    sentences.append(
        f"Dat is korter dan vier weken, dus dossier {case.number} gaat verder. Er komt geen nieuw dossier."
    )
    if moved:
        sentences.append(f"De stappen die nog open staan, schuiven {count_days(moved)} op.")
    return tuple(sentences)


def _new(name: str, assessment: Assessment) -> tuple[str, ...]:
    first = f"De eerste ziektedag van {name} is {format_date(assessment.first_sick_day)}. Dat wordt dag 1."
    if not assessment.gap_days:
        return (first, f"Er is geen dossier van {name} dat verder kan gaan.")
    return (
        first,
        f"{name} was daarvoor {count_days(assessment.gap_days)} beter.",
        "Dat is vier weken of langer, dus een eerder dossier gaat niet verder.",
    )


def recovery_consequences(*, name: str, recovered_on: date, closes_on: date) -> tuple[str, ...]:
    """What reporting recovery does to the file; `closes_on` is the first day on which a relapse is a new file."""
    last = format_date(closes_on - timedelta(days=1))
    return (
        f"Vanaf {format_date(recovered_on)} is {name} weer helemaal beter.",
        f"Het dossier blijft nog tot en met {last} wachten. Op {format_date(closes_on)} sluit het vanzelf.",
        f"Wordt {name} vóór {format_date(closes_on)} weer ziek? Meld dat opnieuw. Dan gaat dit dossier verder.",
    )


def own_recovery_consequences(*, recovered_on: date, closes_on: date) -> tuple[str, ...]:
    """The same, said to the employee: the employer reports it."""
    last = format_date(closes_on - timedelta(days=1))
    return (
        f"Vanaf {format_date(recovered_on)} bent u weer helemaal beter. Uw werkgever meldt u beter.",
        f"Het dossier blijft nog tot en met {last} wachten. Op {format_date(closes_on)} sluit het vanzelf.",
        f"Wordt u vóór {format_date(closes_on)} weer ziek? Meld dat bij uw werkgever. Dan gaat dit dossier verder.",
    )


def relapse_consequences(days: int) -> tuple[str, ...]:
    """What a recovery of so many fit days does to the file."""
    return (f"{count_days(days)} beter is korter dan vier weken: het dossier gaat verder.",)


def application_consequences(before: Facts, after: Facts, applied_on: date) -> tuple[str, ...]:
    """What a WIA application on this day does to the pay (BW art. 7:629 lid 11 onder a); `after` has it as done."""
    latest, old, new = application_day(before), wage_end(before), wage_end(after)
    if latest is None or new.last_paid_day is None:
        return ()
    if applied_on <= latest:
        return (f"De aanvraag is dan op tijd. De laatste dag daarvoor is {format_date(latest)}.",)
    late = (
        f"De aanvraag is dan {count_days((applied_on - latest).days)} te laat. De laatste dag is {format_date(latest)}."
    )
    return (late, _longer_pay(old.last_paid_day, new), *_no_last_day_for_a_sanction(before))


def _longer_pay(old: date | None, new: WageEnd) -> str:
    if new.last_paid_day is None:
        raise ValueError("There is a last paid day here")
    until = format_date(new.last_paid_day)
    if old is None or new.last_paid_day <= old:
        return f"De laatste dag met loon blijft {until}, want het loon loopt om een andere reden al zo lang door."
    since = f" De WIA begint pas daarna, op {format_date(new.wia_start)}." if new.wia_start else ""
    days = count_days((new.last_paid_day - old).days)
    return f"De werkgever betaalt het loon daardoor {days} langer door, tot en met {until}.{since}"


def _no_last_day_for_a_sanction(before: Facts) -> tuple[str, ...]:
    """The last day for it holds only after an application in time."""
    due = next((step.due for step in deadlines(before, rules_in_force()) if step.key == "uwv_sanction_deadline"), None)
    if due is None or before.sanction is not None:
        return ()
    return (
        f"UWV is niet meer gebonden aan {format_date(due)} als laatste dag voor een loonsanctie. Dat besluit kan dus "
        "ook daarna nog komen.",
    )
