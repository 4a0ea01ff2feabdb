"""One advice as the pages show it, and what who acts can do with it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from accounts.actor import Actor
from accounts.terms import Verb
from accounts.visible import Visible
from cases.models import AbsenceCase
from cases.timeline.dutch import count_days, format_date
from documents.models import Advice

FOLLOW_UP = "documents.advicefollowup"
_STANDS = {
    "accepted": ("info", "Wordt gedaan"),
    "refused": ("soon", "Wordt niet gedaan"),
    "done": ("ok", "Gedaan"),
    "withdrawn": ("plain", "Ingetrokken"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """One advice through the eyes of one role: where it stands, and whose turn it is."""

    advice: Visible
    addressee: str
    kind: str  # of the badge
    text: str
    is_over: bool
    may_answer: bool
    may_withdraw: bool


def line_of(advice: Advice, actor: Actor, case: AbsenceCase, today: date) -> Line:
    """One advice as a line of the ledger."""
    kind, text = _badge(advice, today)
    return Line(
        advice=Visible(advice, actor.role),
        addressee="u" if advice.addressee == actor.role.value else advice.addressed_to,
        kind=kind,
        text=text,
        is_over=advice.is_over,
        may_answer=may_answer(actor, advice, case),
        may_withdraw=may_withdraw(actor, advice, case),
    )


def lines_of(found: Iterable[Advice], actor: Actor, case: AbsenceCase, today: date) -> list[Line]:
    """The ledger of a file."""
    return [line_of(one, actor, case, today) for one in found]


def _badge(advice: Advice, today: date) -> tuple[str, str]:
    late = (today - advice.due_on).days
    if advice.stands in ("open", "accepted") and late > 0:
        return "late", f"{count_days(late)} te laat"
    if advice.stands in _STANDS:
        return _STANDS[advice.stands]
    return "plain", f"Wacht op antwoord, uiterlijk {format_date(advice.due_on)}"


def may_answer(actor: Actor, advice: Advice, case: AbsenceCase) -> bool:
    """Whether this is for who acts to answer, and can still be answered."""
    own = advice.addressee == actor.role.value and actor.may(Verb.ANSWER_ADVICE, FOLLOW_UP)
    return own and case.is_open and not advice.is_over


def may_withdraw(actor: Actor, advice: Advice, case: AbsenceCase) -> bool:
    """Whether who acts wrote it, and can still take it back."""
    own = advice.written_as == actor.role.value and actor.may(Verb.WITHDRAW_ADVICE, FOLLOW_UP)
    return own and case.is_open and not advice.is_over
