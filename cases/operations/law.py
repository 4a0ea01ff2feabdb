"""A change of law: one person proposes new days for a rule, another one brings them into force."""

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.actor import Actor, acting_as, system
from accounts.operation import NotNow, operation
from accounts.terms import Role, Verb
from cases.events import law_decided
from cases.law import as_change, behind, goes_back, rules_in_force
from cases.models import RuleChange
from cases.operations.proposals import settle
from cases.projection import refresh_batch
from cases.timeline.changes import CannotChange, Change, newest, with_changes
from cases.timeline.numbers import Numbers

RESOURCE = "cases.rulechange"
WAITING = "Er ligt al een voorstel voor deze stap. Beslis daar eerst over."
MEANWHILE = (
    "Dit voorstel geldt inmiddels ook voor dossiers die al lopen. Laat het vervallen en doe het opnieuw, met een reden."
)
WHY_BACK = "Deze wijziging geldt ook voor dossiers die al lopen. Vul in waarom dat moet."


def drafted(
    *,
    key: str,
    opens_days: int | None,
    due_days: int | None,
    in_force_from: date,
    basis: str,
    opens_more: Numbers = (),
    due_more: Numbers = (),
) -> Change:
    """The change that these words ask for, with the next version of the rule. Needs an actor.

    Raises ValidationError when the rule cannot change in this way, or not from this day.
    """
    rules = rules_in_force()
    try:
        version = newest(rules, key).version + 1
        change = Change(key, version, opens_days, due_days, in_force_from, basis, opens_more, due_more)
        with_changes(rules, [change])
    except CannotChange as error:
        raise ValidationError(str(error)) from error
    return change


def check_reason(change: Change, reason: str, today: date) -> None:
    """Refuse to move files that are there already without a reason. Raises ValidationError on `reason`."""
    if goes_back(change, today) and not reason.strip():
        raise ValidationError({"reason": WHY_BACK})


@operation(Verb.PROPOSE_RULE, resource=RESOURCE)
def propose_rule_change(
    *,
    actor: Actor,
    key: str,
    opens_days: int | None,
    due_days: int | None,
    in_force_from: date,
    basis: str,
    at: datetime,
    opens_more: Numbers = (),
    due_more: Numbers = (),
    reason: str = "",
) -> RuleChange:
    """Propose other numbers for a step, for files with a first sick day on or after `in_force_from`. Moves nothing yet.

    A change from today or an earlier day also moves files that run already: `reason` says why that is right. Raises
    ValidationError for numbers that cannot be or without that reason, NotNow when a proposal for this step waits.
    """
    change = drafted(
        key=key,
        opens_days=opens_days,
        due_days=due_days,
        in_force_from=in_force_from,
        basis=basis.strip(),
        opens_more=opens_more,
        due_more=due_more,
    )
    check_reason(change, reason, timezone.localtime(at).date())
    if RuleChange.objects.filter(key=key, activated=None).exists():
        raise NotNow(WAITING)
    row = RuleChange(
        key=change.key,
        version=change.version,
        opens_days=change.opens_days,
        due_days=change.due_days,
        opens_more=list(change.opens_more),
        due_more=list(change.due_more),
        in_force_from=change.in_force_from,
        basis=change.basis,
        reason=reason.strip(),
        proposed_by_id=actor.person_id,
        proposed_at=at,
    )
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as error:  # somebody proposed at the same moment
        raise NotNow(WAITING) from error
    return row


@operation(Verb.DECIDE_RULE, on="change", resource=RESOURCE, announces=law_decided)
def decide_rule_change(*, actor: Actor, change: RuleChange, activate: bool, at: datetime) -> RuleChange:
    """Bring a proposed change into force, or decline it. The dates of the files follow in the background.

    Raises NotNow when it was decided before, when it no longer fits the rules, when its first day came while it waited
    and it says no reason, and when the person who proposed it wants to bring it into force: that takes a second person.
    """

    def check() -> None:
        _check_still_fits(change)
        _check_still_ahead(change, timezone.localtime(at).date())

    settle(actor, change, activate=activate, at=at, check=check)
    return change


def follow(change: Change, *, after: int = 0) -> list[int]:
    """Bring a batch of files, those beyond the number `after`, up to date with an activated change.

    Returns the numbers of the files, ascending; none when there are none left. A file that somebody is changing at
    the moment is passed over; the next round finds it.
    """
    with acting_as(system(Role.PROJECTOR)):
        return refresh_batch(behind(change).filter(pk__gt=after), rules_in_force(), keys={change.key})


def _check_still_fits(change: RuleChange) -> None:
    try:
        with_changes(rules_in_force(), [as_change(change)])
    except CannotChange as error:
        raise NotNow(str(error)) from error


def _check_still_ahead(change: RuleChange, today: date) -> None:
    """A proposal for a day to come needs no reason; once that day is there, it moves files that run."""
    try:
        check_reason(as_change(change), change.reason, today)
    except ValidationError as error:
        raise NotNow(MEANWHILE) from error
