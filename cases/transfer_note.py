"""How a file stands on a day, for who goes on with it: from the stored facts. Reads only.

The same note is kept when a file is handed over and shown to a substitute as of today. It holds nothing that one of its
readers may not read elsewhere: neither advice nor contacts, which the insurer's desk does not have. The only words of
people in it are those of "visie en plan", which its readers have too and which are kept as long as the note.
"""

from datetime import date

from cases.models import AbsenceCase, CaseTransfer, GuidancePlan, Milestone
from cases.models.case import State
from cases.models.transfer_terms import Part
from cases.readers import readers_by
from cases.timeline.explain import format_date
from cases.timeline.rules import Party
from cases.urgency import Standing, holders, names, standing, title, when, with_last_day

READERS = tuple(sorted(role.value for role in readers_by(CaseTransfer, "facts")))
COMING = 3
"""So many steps that are not late yet."""
_EXPECTED = {
    True: "De arbodienst verwacht dat het verzuim lang duurt.",
    False: "De arbodienst verwacht niet dat het verzuim lang duurt.",
    None: "Er is nog niet ingeschat of het verzuim lang duurt.",
}


def note_of(case: AbsenceCase, today: date) -> list[Part]:
    """How this file stands, part by part; a part in which there is nothing to say is left out."""
    now = standing(case)
    found = Milestone.objects.filter(case=case.pk, shown_to__contains=list(READERS)).pending().by_urgency()
    steps = list(found)
    late = [step for step in steps if step.late(today)]
    coming = [step for step in steps if step not in late and not step.rule.passes]
    parts = (
        ("Waar het dossier staat", _where(case, today)),
        ("Te laat", [_say(step, now, today) for step in late]),
        ("Komt eraan", [_say(step, now, today) for step in coming[:COMING]]),
        ("Wacht op antwoord", _waits(now)),
        ("Afspraken", _agreed(case)),
    )
    return [Part(name, tuple(lines)) for name, lines in parts if lines]


def _where(case: AbsenceCase, today: date) -> list[str]:
    if case.state == State.RECOVERED_WAITING and case.recovered_on and case.closes_on:
        since, until = format_date(case.recovered_on), format_date(case.closes_on)
        return [f"Beter sinds {since}. Zonder nieuwe ziekmelding sluit het dossier op {until}."]
    week = case.absence().sickness_week(today)
    return [f"Ziek sinds {format_date(case.first_sick_day)}, week {week}.", _EXPECTED[case.expected_long_term]]


def _say(step: Milestone, now: Standing, today: date) -> str:
    """One step: what it is, how long there still is, and with whom it rests."""
    if step.due_on is None:
        raise ValueError(f"{step.key} has no last day")
    who = names(party for party in holders(step.rule, now) if party is not Party.SYSTEM)
    term = with_last_day(when(step.due_on, today), step.due_on)
    name = title(step.rule, step.occurrence, assigned=now.assigned)
    return f"{name}: {term}. Ligt bij {who}." if who else f"{name}: {term}."


def _waits(now: Standing) -> list[str]:
    waits = names(now.plan_waits_for)
    return [f"Het plan van aanpak ligt bij {waits}."] if waits else []


def _agreed(case: AbsenceCase) -> list[str]:
    """What the newest "visie en plan" says that everybody does, and when it is looked at again."""
    plan: GuidancePlan | None = GuidancePlan.objects.filter(case=case.pk).order_by("-number").first()
    if plan is None:
        return []
    lines = [f"{party}: {line}" for party, said in plan.parts for line in said]
    return [*lines, f"Visie en plan opnieuw bekijken op {format_date(plan.review_on)}."]
