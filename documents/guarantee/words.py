"""What a reason says, without reproach, and what would help now. Dutch, for who carries the file."""

from datetime import date

from cases.timeline.dutch import format_date
from cases.timeline.rules import RULES
from documents.guarantee.facts import LateStep, Reason, State, Why

_TERMS = {rule.key: rule.term for rule in RULES}
LABELS = {
    State.INTACT: "Op schema",
    State.AT_RISK: "Vraagt aandacht",
    State.NOT_MET: "Voorwaarde nu niet gehaald",
}
MEANINGS = {
    State.INTACT: "De stappen zijn op tijd gedaan en de adviezen worden opgevolgd.",
    State.AT_RISK: "Iets vraagt aandacht. Wordt dat nu opgepakt, dan kan de garantie weer op schema komen.",
    State.NOT_MET: "Aan een voorwaarde van de garantie is nu niet voldaan. Bespreek wat er nog kan.",
}
KINDS = {State.INTACT: "ok", State.AT_RISK: "soon", State.NOT_MET: "late"}
GIVERS = {
    "bedrijfsarts": "de bedrijfsarts",
    "insurer": "de Ontzorgmanager",
    "labour_expert": "de arbeidsdeskundige",
}
ADDRESSEES = {"employer": "de werkgever", "employee": "de werknemer", "ontzorgmanager": "de Ontzorgmanager"}
_HELP = {
    Why.LATE_STEP: "Doe de stap en leg hem vast. Kwam het door iemand anders? Leg dan de oorzaak vast bij de stap.",
    Why.DONE_LATE: "Kwam het door iemand anders? Leg dan de oorzaak vast bij de stap.",
    Why.ADVICE_OVERDUE: "Bespreek hoe het ervoor staat, en leg vast wat er is gedaan.",
    Why.ADVICE_REFUSED: "Bespreek de reden. Wie het advies gaf, kan het intrekken. Of het wordt alsnog gedaan.",
    Why.NOT_SIGNED: "Bespreek wat er niet past, pas het plan aan en leg het opnieuw voor. Komt u er samen niet uit? "
    "Vraag dan een deskundigenoordeel aan UWV.",
}


def say(reason: Reason) -> str:
    """One reason as a sentence of facts: what, until when, and what is there now."""
    match reason.why:
        case Why.LATE_STEP | Why.DONE_LATE:
            return _step(reason.key, reason.due, reason.since)
        case Why.ADVICE_OVERDUE:
            return f"{_advice(reason)}: uiterlijk {_day(reason.due)}, nog niet afgerond."
        case Why.ADVICE_REFUSED:
            return f"{_advice(reason)}: niet opgevolgd, met een reden van {_day(reason.since)}."
        case Why.NOT_SIGNED:
            return f"Plan van aanpak: op {_day(reason.since)} niet ondertekend door {ADDRESSEES[reason.who]}."


def say_step(step: LateStep) -> str:
    """A late step as the same kind of sentence."""
    return _step(step.key, step.due, step.done_on)


def _step(key: str, due: date | None, done_on: date | None) -> str:
    done = f"gedaan op {_day(done_on)}" if done_on else "nog niet gedaan"
    return f"{_TERMS[key][:1].upper()}{_TERMS[key][1:]}: uiterlijk {_day(due)}, {done}."


def helps(reason: Reason) -> str:
    """What can be done about it now."""
    return _HELP[reason.why]


def _advice(reason: Reason) -> str:
    return f"Advies van {GIVERS[reason.party]} aan {ADDRESSEES[reason.who]}"


def _day(day: date | None) -> str:
    return format_date(day) if day else ""
