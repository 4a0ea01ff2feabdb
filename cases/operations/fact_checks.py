"""What a recorded fact must be before it is believed: complete, of a possible day, and not in force already."""

from datetime import date, timedelta

from django.core.exceptions import ValidationError

from accounts.operation import NotNow
from accounts.terms import Role
from cases.computation import facts_of, known_of
from cases.models import AbsenceCase
from cases.timeline.absence import asks_for_cause
from cases.timeline.calendar import add_months
from cases.timeline.early_iva import Days, benefit_days, latest_request, request_days, say_benefit
from cases.timeline.explain import format_date
from cases.timeline.facts import Facts
from cases.timeline.parameters import EXTENSION_MAXIMUM_MONTHS, SANCTION_MAXIMUM_DAYS
from cases.timeline.recorded import FACT_KINDS, FactKind, Recorded
from cases.timeline.wages import wage_end, waiting_days

Errors = dict[str, str]

# Days ahead that can be known; every other fact lies in the past.
AHEAD = {"contract_end": 3 * 366, "early_iva_granted": 366, "new_agreed_work": 366}
CLOSED = (
    "Dit dossier is gesloten en verandert niet meer. Klopt er iets niet? Bel dan Re-integratie en Diensten om te"
    " overleggen."
)

NOT_ASKED = (
    "Het verzuim sluit niet direct aan op het verlof: er zat herstel tussen. Dan beslissen de vier weken en niet de"
    " oorzaak. U hoeft deze vraag niet te beantwoorden."
)


def may_record_fact(role: Role, kind: str) -> bool:
    """Whether somebody in this role records this kind of fact."""
    known = FACT_KINDS.get(kind)
    return known is not None and known.by_itself and role in {party.value for party in known.recorded_by}


def check_fact(case: AbsenceCase, fact: Recorded, today: date) -> None:
    """Refuse a fact that is not complete or cannot be true.

    Raises ValidationError keyed by field (kind, on, until, answer, number, ground), NotNow for a closed file.
    """
    if not case.is_open:
        raise NotNow(CLOSED)
    definition = FACT_KINDS[fact.kind]
    errors = _incomplete(definition, fact) or _day(case, fact, today) or _second_day(fact, today)
    errors = errors or _twice(case, definition, fact) or _special(case, fact)
    if errors:
        raise ValidationError({name: [text] for name, text in errors.items()})


def _incomplete(kind: FactKind, fact: Recorded) -> Errors:
    asked = {
        "until": (bool(kind.until), kind.until_required, fact.until, f"Vul in: {kind.until.lower()}."),
        "answer": (bool(kind.answer), True, fact.answer, "Kies ja of nee."),
        "number": (bool(kind.number), True, fact.number, "Vul een percentage in van 0 tot en met 100."),
        "ground": (bool(kind.grounds), True, fact.ground or None, "Kies een reden."),
    }
    errors: Errors = {}
    for name, (asks, required, given, text) in asked.items():
        if asks and required and given is None:
            errors[name] = text
        if not asks and given is not None:
            errors[name] = "Dit hoort niet bij wat u doorgeeft. Laat dit leeg."
    if fact.number is not None and not 0 <= fact.number <= 100:
        errors["number"] = asked["number"][3]
    if fact.ground and fact.ground not in dict(kind.grounds):
        errors["ground"] = asked["ground"][3]
    return errors


def _day(case: AbsenceCase, fact: Recorded, today: date) -> Errors:
    latest = today + timedelta(days=AHEAD.get(fact.kind, 0))
    if case.first_sick_day <= fact.on <= latest:
        return {}
    until = "vandaag" if latest == today else format_date(latest)
    return {"on": f"Kies een datum van {format_date(case.first_sick_day)} tot en met {until}."}


def _second_day(fact: Recorded, today: date) -> Errors:
    if fact.until is None:
        return {}
    if fact.until <= fact.on:
        return {"until": f"Kies een dag na {format_date(fact.on)}."}
    if not FACT_KINDS[fact.kind].until_required and fact.until > today:
        return {"until": "Deze dag ligt in de toekomst. Vul hem in zodra het zover is."}
    return {}


def _twice(case: AbsenceCase, kind: FactKind, fact: Recorded) -> Errors:
    known = [one for one in facts_recorded(case) if one.kind == fact.kind]
    if known and not kind.repeats:
        return {"kind": f"Dit is al vastgelegd: {format_date(known[0].on)}. Trek dat eerst in als het niet klopt."}
    if any(one.on == fact.on for one in known):
        return {"on": "Op deze dag is dit al vastgelegd. Kies een andere dag."}
    if kind.until and any(_overlap(one, fact) for one in known):
        return {"on": "In deze periode is dit al vastgelegd. Sluit die periode eerst af, of kies andere datums."}
    return {}


def facts_recorded(case: AbsenceCase) -> list[Recorded]:
    """What was recorded about this file and holds, as far as the actor may know."""
    return [fact.recorded() for fact in case.recorded.filter(withdrawn_at=None)]


def _overlap(one: Recorded, other: Recorded) -> bool:
    return one.on < (other.until or date.max) and other.on < (one.until or date.max)


def _special(case: AbsenceCase, fact: Recorded) -> Errors:
    match fact.kind:
        case "wage_sanction":
            return _sanction(facts_of(case), fact)
        case "voluntary_extension":
            return _extension(facts_of(case), fact)
        case "shortening_request" | "sanction_repaired":
            return _about_sanction(facts_of(case), fact)
        case "same_cause_after_leave":
            return _same_cause(facts_of(case))
        case "early_iva_request" | "early_iva_granted":
            return _iva_request(case, fact) if fact.kind == "early_iva_request" else _iva_granted(case, fact)
        case _:
            return {}


def _iva_request(case: AbsenceCase, fact: Recorded) -> Errors:
    known = known_of(case)
    found = _within(fact.on, request_days(known.facts, known.rules), "Op deze dag kan die aanvraag niet.")
    granted = known.facts.iva_granted_on
    if found or granted is None or fact.on <= (latest := latest_request(known.facts, granted)):
        return found
    begun = f"De vervroegde IVA is toegekend vanaf {format_date(granted)}."
    return {"on": f"{begun} De aanvraag was dan uiterlijk op {format_date(latest)}. Controleer de datum."}


def _iva_granted(case: AbsenceCase, fact: Recorded) -> Errors:
    """A request counts only for who may know of it: a refusal would tell the employer its day."""
    asked = next((one.on for one in facts_recorded(case) if one.kind == "early_iva_request"), None)
    facts = facts_of(case)
    return _within(fact.on, benefit_days(facts, asked), say_benefit(facts, asked))


def _within(day: date, days: Days | None, reason: str) -> Errors:
    if days is None:
        return {"on": "Deze werknemer is beter gemeld voordat een vervroegde IVA kon. Controleer de datum."}
    first, last = days
    if first <= day and (last is None or day <= last):
        return {}
    until = f" tot en met {format_date(last)}" if last is not None else " of later"
    return {"on": f"{reason} Kies een dag van {format_date(first)}{until}."}


def _sanction(facts: Facts, fact: Recorded) -> Errors:
    end = facts.absence.day(waiting_days(facts))
    decide_until = wage_end(facts).last_paid_day
    if end is None or decide_until is None or fact.until is None:
        return {"on": "Deze werknemer is beter gemeld. Dan legt UWV geen loonsanctie op."}
    if errors := decided_about_application(facts.first_done("wia_application"), fact.on):
        return errors
    if fact.on > decide_until:
        return {"on": f"Na {format_date(decide_until)} legt UWV geen loonsanctie meer op. Controleer de datum."}
    latest = end + timedelta(days=SANCTION_MAXIMUM_DAYS.value_on(facts.absence.first_sick_day))
    return _between(fact.until, end, latest, "Een loonsanctie duurt ten hoogste 52 weken.")


def decided_about_application(applied_on: date | None, decided_on: date) -> Errors:
    """UWV decides on an application: without one, or before it, there is no wage sanction (WIA art. 25 lid 9)."""
    if applied_on is None:
        return {"on": "Leg eerst vast dat de WIA is aangevraagd. UWV beslist daarna pas over een loonsanctie."}
    if decided_on < applied_on:
        first = format_date(applied_on)
        return {"on": f"De WIA is aangevraagd op {first}. UWV beslist niet eerder. Kies {first} of een latere dag."}
    return {}


def _extension(facts: Facts, fact: Recorded) -> Errors:
    end = facts.absence.day(waiting_days(facts))
    if end is None or fact.until is None:
        return {"on": "Deze werknemer is beter gemeld. Verlengen is dan niet nodig."}
    if fact.on > end:
        return {"on": f"De wachttijd eindigde op {format_date(end)}. Verlengen kan alleen daarvoor."}
    latest = add_months(end, EXTENSION_MAXIMUM_MONTHS.value_on(facts.absence.first_sick_day))
    return _between(fact.until, end, latest, "Een verlenging duurt ten hoogste een jaar.")


def _between(day: date, end: date, latest: date, reason: str) -> Errors:
    if end < day <= latest:
        return {}
    first = format_date(end + timedelta(days=1))
    return {"until": f"{reason} Kies een dag van {first} tot en met {format_date(latest)}."}


def _about_sanction(facts: Facts, fact: Recorded) -> Errors:
    if facts.sanction is None:
        return {"kind": "Er is geen loonsanctie vastgelegd. Leg eerst het besluit van UWV vast."}
    if not facts.sanction.decided_on <= fact.on <= facts.sanction.until:
        first, last = format_date(facts.sanction.decided_on), format_date(facts.sanction.until)
        return {"on": f"De loonsanctie loopt van {first} tot en met {last}. Kies een dag daartussen."}
    return {}


def _same_cause(facts: Facts) -> Errors:
    if not facts.absence.leaves:
        return {"kind": "In dit dossier staat geen verlof. Deze vraag hoort bij verlof."}
    if not asks_for_cause(facts.absence):
        return {"kind": NOT_ASKED}
    return {}
