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
    "open": ("plain", "Wacht op antwoord"),
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
    ask: str  # of the addressee
    runs: bool  # also while it stands refused: it can be answered anew or taken back
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
        ask=_ask(advice),
        runs=not advice.is_over,
        may_answer=may_answer(actor, advice, case),
        may_withdraw=may_withdraw(actor, advice, case),
    )


def lines_of(found: Iterable[Advice], actor: Actor, case: AbsenceCase, today: date) -> list[Line]:
    """The ledger of a file."""
    return [line_of(one, actor, case, today) for one in found]


def waits_for_addressee(advice: Advice, today: date) -> bool:
    """Whether it is the addressee's turn: nothing was said yet, or what was taken on is past its last day."""
    return advice.stands == "open" or (advice.stands == "accepted" and advice.due_on < today)


def _ask(advice: Advice) -> str:
    day = format_date(advice.due_on)
    if advice.stands == "accepted":
        return f"U liet weten dat u dit doet, uiterlijk {day}. Is het gedaan? Laat dat weten."
    return f"Doe dit uiterlijk {day} en laat weten wat u ermee doet."


def _badge(advice: Advice, today: date) -> tuple[str, str]:
    late = (today - advice.due_on).days
    if advice.stands in ("open", "accepted") and late > 0:
        return "late", f"{count_days(late)} te laat"
    return _STANDS[advice.stands]


def may_answer(actor: Actor, advice: Advice, case: AbsenceCase) -> bool:
    """Whether this is for who acts to answer, and can still be answered."""
    own = advice.addressee == actor.role.value and actor.may(Verb.ANSWER_ADVICE, FOLLOW_UP)
    return own and case.is_open and not advice.is_over


def may_withdraw(actor: Actor, advice: Advice, case: AbsenceCase) -> bool:
    """Whether who acts wrote it, and can still take it back."""
    own = advice.written_as == actor.role.value and actor.may(Verb.WITHDRAW_ADVICE, FOLLOW_UP)
    return own and case.is_open and not advice.is_over
