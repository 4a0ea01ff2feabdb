"""That the Ontzorgmanager spoke with somebody of a file, and when that is to be again."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import OuterRef, Subquery

from accounts.actor import Actor
from accounts.operation import NotNow, operation
from accounts.terms import Role, Verb
from cases.models import AbsenceCase, ContactMoment, Notice, TimeSpent
from cases.operations.notices import notify
from cases.operations.steps import complete, touch
from cases.operations.time_spent import add_time, is_timed
from cases.talk_guides import GUIDES, TalkGuide
from cases.timeline.contact import Talk, last_reminder, next_talk, planned_between
from cases.timeline.explain import format_date

FIRST_CONTACT = "assign_ontzorgmanager"
_SPENT_ON: dict[str, TimeSpent.Activity] = {
    ContactMoment.Party.EMPLOYER: TimeSpent.Activity.EMPLOYER,
    ContactMoment.Party.EMPLOYEE: TimeSpent.Activity.EMPLOYEE,
    ContactMoment.Party.ARBODIENST: TimeSpent.Activity.PHYSICIAN,
    ContactMoment.Party.PROVIDER: TimeSpent.Activity.HELP,
}
FINISHED = "Dit dossier is afgesloten. U kunt er geen contact meer in vastleggen."


@operation(Verb.LOG_CONTACT, on="case", resource="cases.absencecase")
def log_contact(
    *,
    actor: Actor,
    case: AbsenceCase,
    party: str,
    held_on: date,
    today: date,
    next_on: date | None = None,
    guide: str = "",
    subjects: Iterable[str] = (),
    minutes: int | None = None,
) -> AbsenceCase:
    """Record a talk: with whom and when, never what was said; `next_on` is when they speak again, when that is known;
    `minutes` is how much time it took, in quarters of an hour, when that is told; told again for the same talk by the
    same person, the same minutes count once.

    `guide` says which talk of `cases.talk_guides` it was and `subjects` what was gone through in it; told again for the
    same day, subjects are added. With the first talk with both employer and employee, the step "Inzet Ontzorgmanager"
    is done. Raises ValidationError for a day before the first sick day or in the future, for a next day that cannot be
    and for another talk on a day that has one, NotNow for a file that is over.
    """
    if not case.is_open:
        raise NotNow(FINISHED)
    if not case.first_sick_day <= held_on <= today:
        raise ValidationError({"held_on": f"Kies een datum van {format_date(case.first_sick_day)} tot en met vandaag."})
    if next_on is not None:
        _check_next(next_on, held_on, today)
    _check_party(guide, party)
    contact, is_new = ContactMoment.objects.get_or_create(
        case=case,
        party=party,
        held_on=held_on,
        defaults={"employer_id": case.employer_id, "recorded_by_id": actor.person_id},
    )
    if guide:
        _go_through(contact, GUIDES[guide], subjects)
    if next_on is not None:
        _plan(contact, next_on)
    if minutes is not None:
        about: dict[str, Any] = {"case": case, "activity": _SPENT_ON[party], "spent_on": held_on, "minutes": minutes}
        if is_new or not is_timed(actor, **about):
            add_time(actor=actor, today=today, **about)
    note_first_contact(case, actor)
    return touch(case)


@operation(Verb.PLAN_CONTACT, on="case", resource="cases.absencecase")
def plan_contact(*, actor: Actor, case: AbsenceCase, next_on: date, today: date) -> AbsenceCase:
    """Say on which day the next talk with employer or employee is; it takes the place of what was planned before.

    Raises ValidationError for a day that cannot be, NotNow for a file that is over or without any talk yet.
    """
    if not case.is_open:
        raise NotNow(FINISHED)
    last = case.contacts.order_by("-held_on", "-pk").first()
    if last is None:
        raise NotNow("Leg eerst vast dat u elkaar sprak. Daarna kunt u het volgende contact plannen.")
    _check_next(next_on, last.held_on, today)
    _plan(last, next_on)
    return case


def _check_next(next_on: date, held_on: date, today: date) -> None:
    first, last = planned_between(held_on, today)
    if not first <= next_on <= last:
        raise ValidationError({"next_on": f"Kies een dag van {format_date(first)} tot en met {format_date(last)}."})


def _check_party(guide: str, party: str) -> None:
    if guide and party not in GUIDES[guide].parties:
        raise ValidationError({"party": "Dit gesprek voert u met iemand anders. Kies met wie u sprak."})


def _go_through(contact: ContactMoment, guide: TalkGuide, subjects: Iterable[str]) -> None:
    """Keep which talk it was and what was gone through, beside what was kept of it before."""
    if contact.guide not in ("", guide.key):
        sentence = f"Op deze dag staat al een ander gesprek: {contact.title}. Kies een andere dag."
        raise ValidationError({"held_on": sentence})
    contact.guide, contact.subjects = guide.key, guide.known([*contact.subjects, *subjects])
    contact.save(update_fields=["guide", "subjects"])


def _plan(contact: ContactMoment, next_on: date) -> None:
    """Keep the plan with this talk; a file has one plan."""
    ContactMoment.objects.filter(case=contact.case_id).exclude(pk=contact.pk).update(next_on=None)
    contact.next_on = next_on
    contact.save(update_fields=["next_on"])


def talk_after(case: AbsenceCase, contacts: Iterable[ContactMoment]) -> Talk | None:
    """When the next talk of this file is, of these talks, the newest first; nothing while nobody guides it."""
    if not case.is_sick or case.assigned_on is None:
        return None
    rows = list(contacts)
    spoken = next((row.held_on for row in rows if row.party in ContactMoment.PEOPLE), None)
    planned = next((row.next_on for row in rows if row.next_on), None)
    return next_talk(
        first_sick_day=case.first_sick_day, guided_since=case.assigned_on, spoken_on=spoken, planned_on=planned
    )


@operation(Verb.REMIND, resource="cases.notice")
def remind_contacts(*, actor: Actor, today: date, at: datetime) -> int:
    """Tell each Ontzorgmanager that the day of the next talk has come, and again as long as nobody speaks.

    Once for each such day, and only of people who are sick and guided. Returns of how many files.
    """
    due = list(_due(today))
    files = AbsenceCase.objects.in_bulk([pk for pk, _ in due])
    told = Notice.objects.filter(kind=Notice.Kind.CONTACT_DUE, case__in=files)
    known = set(told.values_list("case_id", "due_on"))
    new = [one for one in due if one not in known]
    for pk, day in new:
        notify(case=files[pk], kind=Notice.Kind.CONTACT_DUE, to=[Role.ONTZORGMANAGER], at=at, due_on=day)
    return len(new)


def _due(today: date) -> Iterator[tuple[int, date]]:
    """The files whose day has come, each with that day."""
    talks = ContactMoment.objects.filter(case=OuterRef("pk")).order_by("-held_on", "-pk")
    known = {
        "planned_on": Subquery(talks.exclude(next_on=None).values("next_on")[:1]),
        "spoken_on": Subquery(talks.filter(party__in=ContactMoment.PEOPLE).values("held_on")[:1]),
    }
    guided = AbsenceCase.objects.sick().exclude(ontzorgmanager=None).annotate(**known).order_by("pk")
    rows = guided.values_list("pk", "first_sick_day", "assigned_on", *known)
    for pk, first, since, planned_on, spoken_on in rows:
        talk = next_talk(first_sick_day=first, guided_since=since, spoken_on=spoken_on, planned_on=planned_on)
        if told_on := last_reminder(talk, today):
            yield pk, told_on


def note_first_contact(case: AbsenceCase, actor: Actor) -> None:
    """Complete the assignment step once both employer and employee have been spoken with."""
    if case.completions.filter(key=FIRST_CONTACT).exists():
        return
    if both_on := spoken_with_both(case.contacts.all(), case.assigned_on):
        complete(case=case, key=FIRST_CONTACT, done_on=both_on, by=actor)


def spoken_with_both(contacts: Iterable[ContactMoment], assigned_on: date | None) -> date | None:
    """The day by which the Ontzorgmanager had spoken with employer and employee; None while that is still to come."""
    first: dict[str, date] = {}
    for contact in sorted(contacts, key=lambda contact: contact.held_on):
        first.setdefault(contact.party, contact.held_on)
    both = [first[party] for party in ContactMoment.PEOPLE if party in first]
    return max(assigned_on, *both) if assigned_on and len(both) == len(ContactMoment.PEOPLE) else None
