"""Proposals for suitable work: the employee makes one, the employer answers it, the employee can take it back."""

from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Exists, Max, OuterRef, QuerySet

from accounts.actor import Actor, current_actor
from accounts.operation import NotNow, Stale, operation
from accounts.terms import Role, Verb
from cases.events import work_answered, work_proposed, work_withdrawn
from cases.models import AbsenceCase, Notice, WorkProposal, WorkReply
from cases.operations.notices import notify
from cases.operations.reminders import windows
from cases.operations.repeats import refuse_repeat
from cases.timeline.buildup import say_impossible
from cases.timeline.dutch import format_date
from cases.timeline.product_terms import WORK_REMINDER_OFFSETS, latest_work_start, work_answer_by

PROPOSAL, REPLY = "cases.workproposal", "cases.workreply"
FINISHED = "Dit dossier is gesloten. Aan de voorstellen voor passend werk verandert niets meer."
NOT_SICK = "U bent nu niet ziek gemeld. Een voorstel voor passend werk is dan niet nodig."
DECIDED = "Dit voorstel is intussen beantwoord of ingetrokken. U leest hieronder hoe het er nu voor staat."
Kind = WorkReply.Kind
ANSWERS = (Kind.ACCEPTED, Kind.ADAPTED, Kind.REFUSED)
"""What the employer can say."""
_WHY = {
    Kind.ADAPTED: "Schrijf op wat u anders voorstelt, en waarom.",
    Kind.REFUSED: "Schrijf op waarom dit niet kan. UWV kijkt later of u het voorstel serieus heeft bekeken.",
}


def proposals_of(case: AbsenceCase) -> "QuerySet[WorkProposal]":
    """Every proposal of a file with what came of it, through the eyes of who acts, the newest first: one query."""
    found: QuerySet[WorkProposal] = WorkProposal.objects.visible_to(current_actor()).filter(case=case.pk)
    return found.select_related("written_by", "reply__acted_by").order_by("-number")


@operation(Verb.PROPOSE_WORK, on="case", resource=PROPOSAL, announces=work_proposed)
def propose_work(
    *,
    actor: Actor,
    case: AbsenceCase,
    kind: str,
    text: str,
    needs: str,
    starts_on: date,
    hours_per_week: Decimal,
    today: date,
    seen: int | None = None,
) -> WorkProposal:
    """The employee says which work he can do, from which day, for how many hours a week and what that takes.

    The employer hears of it and answers within the term. `seen` is the newest proposal that the page showed, 0 for
    none: raises AlreadyDone when the last one came after it and is the same. None: no page showed anything, every call
    is a new one. Raises NotNow for a file that is closed or in which nobody is
    sick, ValidationError for no words, a day before `today` or more than half a year ahead (both inclusive), and hours
    that are not within the contract.
    """
    if not case.is_sick:
        raise NotNow(NOT_SICK if case.is_open else FINISHED)
    _refuse(dict(_wrong(case, today, kind=kind, text=text, starts_on=starts_on, hours=hours_per_week)))
    made_before = WorkProposal.objects.filter(case=case)
    said: dict[str, Any] = {"kind": kind, "text": text.strip(), "needs": needs.strip()}
    said |= {"starts_on": starts_on, "hours_per_week": hours_per_week}
    if seen is not None:
        refuse_repeat(made_before.filter(number__gt=seen).order_by("number"), actor, said)
    made: WorkProposal = WorkProposal.objects.create(
        **said,
        case=case,
        employer_id=case.employer_id,
        number=(made_before.aggregate(last=Max("number"))["last"] or 0) + 1,
        proposed_on=today,
        answer_by=work_answer_by(today),
        written_by_id=actor.person_id,
    )
    return made


def _wrong(
    case: AbsenceCase, today: date, *, kind: str, text: str, starts_on: date, hours: Decimal
) -> Iterator[tuple[str, str]]:
    if kind not in WorkProposal.Kind.values:
        yield "kind", "Kies wat voor werk het is."
    if not text.strip():
        yield "text", "Schrijf op welk werk u kunt doen."
    last = latest_work_start(today)
    if not today <= starts_on <= last:
        yield "starts_on", f"Kies een dag van {format_date(today)} tot en met {format_date(last)}."
    if problem := say_impossible(case.employee.contract_hours, hours, some=True):
        yield "hours_per_week", problem


@operation(Verb.ANSWER_WORK, on="case", resource=REPLY, announces=work_answered)
def answer_work(
    *, actor: Actor, case: AbsenceCase, proposal: WorkProposal, answer: str, reason: str, today: date
) -> WorkReply:
    """The employer says yes, yes with changes or no; anything but a plain yes with the reason, in terms of work.

    Once: the answer stays as it is. The employee reads it at once. Raises DoesNotExist for a proposal of another file,
    Stale when it was answered or taken back meanwhile, NotNow for a closed file, ValidationError without a reason.
    """
    found = _waiting(actor, case, proposal)
    if answer not in ANSWERS:
        _refuse({"answer": "Kies wat uw antwoord is."})
    if answer in _WHY and not reason.strip():
        _refuse({"reason": _WHY[Kind(answer)]})
    return _reply(actor, found, Kind(answer), reason.strip(), today)


@operation(Verb.WITHDRAW_WORK, on="case", resource=REPLY, announces=work_withdrawn)
def withdraw_work(*, actor: Actor, case: AbsenceCase, proposal: WorkProposal, today: date) -> WorkReply:
    """The employee takes back a proposal that has no answer yet. It stays to be read.

    Raises DoesNotExist for a proposal of another file, Stale when it was answered meanwhile, NotNow for a closed file.
    """
    return _reply(actor, _waiting(actor, case, proposal), Kind.WITHDRAWN, "", today)


def _waiting(actor: Actor, case: AbsenceCase, proposal: WorkProposal) -> WorkProposal:
    """The proposal of this file through the actor's eyes, without an answer; the file is locked meanwhile."""
    found: WorkProposal = WorkProposal.objects.visible_to(actor).select_related("reply").get(pk=proposal.pk, case=case)
    if not case.is_open:
        raise NotNow(FINISHED)
    if found.answer is not None:
        raise Stale(DECIDED)
    return found


def _reply(actor: Actor, proposal: WorkProposal, kind: Kind, reason: str, today: date) -> WorkReply:
    made: WorkReply = WorkReply.objects.create(
        proposal=proposal,
        case_id=proposal.case_id,
        employer_id=proposal.employer_id,
        kind=kind,
        reason=reason,
        replied_on=today,
        acted_as=actor.role.value,
        acted_by_id=actor.person_id,
    )
    return made


def _refuse(errors: dict[str, str]) -> None:
    if errors:
        raise ValidationError(dict(errors))


@operation(Verb.REMIND, resource="cases.notice")
def remind_work(*, actor: Actor, today: date, at: datetime) -> int:
    """Remind the employer of every proposal whose term nears or has passed, on the days of WORK_REMINDER_OFFSETS.

    Each once, of open files only; after the last day the Ontzorgmanager hears of it too. Returns of how many proposals.
    """
    count = 0
    for occasion, (days_before, first, last) in enumerate(windows(today, WORK_REMINDER_OFFSETS), 1):
        kind = Notice.Kind.WORK_OVERDUE if days_before < 0 else Notice.Kind.WORK_DUE
        to = [Role.EMPLOYER, Role.ONTZORGMANAGER] if days_before < 0 else [Role.EMPLOYER]
        told = Notice.objects.filter(kind=kind, about_id=OuterRef("pk"), occurrence=occasion)
        answered = WorkReply.objects.filter(proposal=OuterRef("pk"))
        waiting = WorkProposal.objects.filter(
            ~Exists(told), ~Exists(answered), answer_by__range=(first, last), case__in=AbsenceCase.objects.open()
        )
        for one in waiting.select_related("case").order_by("pk"):
            notify(case=one.case, kind=kind, to=to, at=at, about_id=one.pk, occasion=occasion)
            count += 1
    return count
