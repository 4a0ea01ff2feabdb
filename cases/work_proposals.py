"""One proposal for suitable work as the pages show it, and what who acts can do with it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from accounts.actor import Actor
from accounts.terms import Verb
from accounts.visible import Visible
from cases.models import AbsenceCase, WorkProposal
from cases.timeline.dutch import format_date, format_hours
from cases.urgency import when

REPLY = "cases.workreply"
_STANDS = {
    "accepted": ("ok", "Ja"),
    "adapted": ("info", "Ja, met wijzigingen"),
    "refused": ("plain", "Nee"),
    "withdrawn": ("plain", "Ingetrokken"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """One proposal through the eyes of one role: where it stands, and whose turn it is."""

    proposal: Visible
    number: str
    kind: str  # of the badge
    text: str
    hours: str
    waits: bool
    sooner: str
    """That the work would begin before the last day for an answer; empty otherwise."""
    ask: str
    """What the employer is asked, and until when."""
    may_answer: bool
    may_withdraw: bool


def line_of(proposal: WorkProposal, actor: Actor, case: AbsenceCase, today: date) -> Line:
    """One proposal as a line of the list."""
    kind, text = _badge(proposal, case, today)
    waits = proposal.answer is None and case.is_open
    return Line(
        proposal=Visible(proposal, actor.role),
        number=f"{proposal.number}",
        kind=kind,
        text=text,
        hours=format_hours(proposal.hours_per_week),
        waits=waits,
        sooner=_sooner(proposal) if waits else "",
        ask=_ask(proposal),
        may_answer=waits and actor.may(Verb.ANSWER_WORK, REPLY),
        may_withdraw=waits and actor.may(Verb.WITHDRAW_WORK, REPLY),
    )


def lines_of(found: Iterable[WorkProposal], actor: Actor, case: AbsenceCase, today: date) -> list[Line]:
    """The proposals of a file."""
    return [line_of(one, actor, case, today) for one in found]


def _ask(proposal: WorkProposal) -> str:
    day = format_date(proposal.answer_by)
    asked = f"Bekijk het voorstel en antwoord uiterlijk {day}. Geen gewoon ja? Schrijf dan op waarom."
    return f"{asked} {_sooner(proposal)}".rstrip()


def _sooner(proposal: WorkProposal) -> str:
    """The term for an answer is an agreement and does not move; work that would begin within it says so."""
    if proposal.starts_on > proposal.answer_by:
        return ""
    return f"Het werk begint volgens het voorstel al op {format_date(proposal.starts_on)}."


def _badge(proposal: WorkProposal, case: AbsenceCase, today: date) -> tuple[str, str]:
    if proposal.answer is None and not case.is_open:
        return "plain", "Niet beantwoord"
    if proposal.answer is not None:
        return _STANDS[proposal.stands]
    term = when(proposal.answer_by, today)
    return term.kind, f"Antwoord {term.text}" if term.late else f"Antwoord uiterlijk {term.text}"
