"""Recording what happens to a file, and taking it back. A fact is never changed: it is withdrawn and told anew."""

from datetime import date, datetime

from django.core.exceptions import PermissionDenied, ValidationError

from accounts.actor import Actor
from accounts.operation import NotNow, operation
from accounts.terms import Verb
from cases.events import fact_recorded
from cases.models import AbsenceCase, CaseFact
from cases.models.case import State
from cases.operations.fact_checks import CLOSED, check_fact, may_record_fact
from cases.operations.splitting import split_after_leave
from cases.operations.steps import check_version, touch
from cases.timeline.recorded import ALONG, FACT_KINDS, Recorded
from cases.timeline.splitting import ANSWER

NOT_JOINED = (
    "Na het verlof is dossier {number} begonnen. Laat de werkgever daar eerst de ziekmelding intrekken. Daarna"
    " kunt u dit antwoord intrekken en meldt de werkgever opnieuw ziek. Kan intrekken niet meer? Bel dan Re-integratie"
    " en Diensten: twee dossiers samenvoegen kan niet in Ontzorg."
)


@operation(Verb.RECORD_FACT, on="case", resource="cases.absencecase", announces=fact_recorded)
def record_fact(
    *,
    actor: Actor,
    case: AbsenceCase,
    kind: str,
    on: date,
    until: date | None = None,
    answer: bool | None = None,
    number: int | None = None,
    ground: str = "",
    expected_version: int,
    today: date,
) -> CaseFact:
    """Record a fact of one of the FACT_KINDS about a file; the dates that rest on it move.

    What `on` and `until` mean, inclusive or not, says the kind. The answer that sickness after maternity leave has
    another cause may make two files of this one (BW art. 7:629 lid 10): the fact stays on the earlier. Raises
    PermissionDenied when this role does not record this kind, ValidationError keyed by field, Stale for an old page,
    NotNow for a closed file.
    """
    check_version(case, expected_version)
    if kind not in FACT_KINDS:
        raise ValidationError({"kind": "Kies wat u wilt doorgeven."})
    if not may_record_fact(actor.role, kind):
        raise PermissionDenied(f"{actor.role} does not record {kind}")
    return store_fact(actor=actor, case=case, fact=Recorded(kind, on, until, answer, number, ground), today=today)


def store_fact(*, actor: Actor, case: AbsenceCase, fact: Recorded, today: date) -> CaseFact:
    """Check and store a fact on a file that is locked. For operations only, inside their transaction."""
    check_fact(case, fact, today)
    stored = CaseFact.objects.create(
        case=case,
        employer_id=case.employer_id,
        kind=fact.kind,
        on=fact.on,
        until=fact.until,
        answer=fact.answer,
        number=fact.number,
        ground=fact.ground,
        shown_to=sorted(party.value for party in FACT_KINDS[fact.kind].shown_to),
        recorded_as=actor.role.value,
        recorded_by_id=actor.user_id,
    )
    if stored.kind != ANSWER or not split_after_leave(actor=actor, case=case, today=today):
        _count(case, fact.kind)
    return stored


@operation(Verb.WITHDRAW_FACT, on="case", resource="cases.absencecase")
def withdraw_fact(*, actor: Actor, case: AbsenceCase, fact_id: int, expected_version: int, at: datetime) -> CaseFact:
    """Take back a fact that is not true; what moved because of it moves back. The record of it stays.

    Only somebody in the role that recorded it; for others it does not exist. Raises Stale for an old page, NotNow when
    it was withdrawn before or the file is closed.
    """
    fact = _own(case, fact_id, actor, expected_version)
    take_back(actor=actor, case=case, fact=fact, at=at)
    return fact


def take_back(*, actor: Actor, case: AbsenceCase, fact: CaseFact, at: datetime) -> None:
    """Withdraw a fact of a file that is locked. For operations only, inside their transaction."""
    _withdraw(fact, actor, at)
    _count(case, fact.kind)


@operation(Verb.WITHDRAW_FACT, on="case", resource="cases.absencecase")
def end_fact(
    *, actor: Actor, case: AbsenceCase, fact_id: int, until: date, expected_version: int, today: date, at: datetime
) -> CaseFact:
    """Say when a period ended that was open until now: `until` is the first day on which it no longer holds.

    Withdraws the open fact and records the same one with its end. Raises ValidationError, Stale for an old page, and
    NotNow when the fact has no end, has one already, was withdrawn or is of a closed file.
    """
    fact = _own(case, fact_id, actor, expected_version)
    close_period(actor=actor, case=case, fact=fact, until=until, today=today, at=at)
    return fact


def close_period(*, actor: Actor, case: AbsenceCase, fact: CaseFact, until: date, today: date, at: datetime) -> None:
    """Replace an open period by one that ends. For operations only, inside their transaction."""
    if not fact.definition.until or fact.until is not None:
        raise NotNow("Hier hoort geen einddatum meer bij. Klopt de datum niet? Trek dit in en leg het opnieuw vast.")
    _withdraw(fact, actor, at)
    ended = Recorded(fact.kind, fact.on, until, fact.answer, fact.number, fact.ground)
    store_fact(actor=actor, case=case, fact=ended, today=today)


def _own(case: AbsenceCase, fact_id: int, actor: Actor, expected_version: int) -> CaseFact:
    """The fact, locked after its file: everybody who changes facts locks in this order."""
    check_version(case, expected_version)
    own = CaseFact.objects.visible_to(actor).filter(case=case, recorded_as=actor.role.value).exclude(kind__in=ALONG)
    fact: CaseFact = own.select_for_update(of=("self",)).get(pk=fact_id)
    _check_still(case, fact)
    return fact


def _check_still(case: AbsenceCase, fact: CaseFact) -> None:
    """A closed file stays as it is, but for the answer that parted it once there is no file after it any more."""
    if case.is_open:
        return
    if fact.kind != ANSWER or case.state != State.CLOSED:
        raise NotNow(CLOSED)
    files = AbsenceCase.objects.filter(employee_id=case.employee_id, first_sick_day__gt=case.first_sick_day)
    begun = files.exclude(state=State.CANCELLED).order_by("first_sick_day").first()
    if begun is not None:
        raise NotNow(NOT_JOINED.format(number=begun.number))


def _withdraw(fact: CaseFact, actor: Actor, at: datetime) -> None:
    if fact.withdrawn_at is not None:
        raise NotNow("Dit is al ingetrokken.")
    fact.withdrawn_at, fact.withdrawn_by_id = at, actor.person_id
    fact.save(update_fields=["withdrawn_at", "withdrawn_by"])


def _count(case: AbsenceCase, kind: str) -> None:
    """A fact that moves no date leaves the file as it is: who may not see the fact does not notice it either."""
    if FACT_KINDS[kind].moves_dates:
        touch(case)
