"""Who or what caused that a step is late, and who said so, in words for one role. Reads only."""

from collections.abc import Iterable, Mapping

from django.utils import timezone

from accounts.terms import Role
from cases.explanations import Place
from cases.models import Delay
from cases.readers import NAMES
from cases.timeline.dutch import format_date
from cases.timeline.rules import Party
from cases.urgency import names

_BECAUSE = {
    Delay.Cause.EMPLOYER: (Party.EMPLOYER,),
    Delay.Cause.EMPLOYEE: (Party.EMPLOYEE,),
    Delay.Cause.ONTZORGMANAGER: (Party.ONTZORGMANAGER,),
    Delay.Cause.UWV: (Party.UWV,),
}


def say_delay(delay: Delay, role: Role) -> str:
    """Who or what caused a delay, without reproach."""
    cause = Delay.Cause(delay.cause)
    if cause is Delay.Cause.ARBODIENST:
        return "Later door de arbodienst of de bedrijfsarts"
    if cause in _BECAUSE:
        return f"Later door {names(_BECAUSE[cause], role)}"
    return str(delay.cause_label) if cause is Delay.Cause.MEDICAL else "Later door iets anders"


def say_who(delay: Delay, role: Role) -> str:
    """Who said so and when: the cause is an answer of somebody, no finding of ours."""
    on = format_date(timezone.localtime(delay.recorded_at).date())
    if not delay.recorded_as:
        return f"Vastgelegd op {on}."
    own = delay.recorded_as == role.value
    return f"Vastgelegd door {'uzelf of een collega' if own else NAMES[Role(delay.recorded_as)]}, op {on}."


def say_both(delay: Delay, role: Role) -> str:
    """The answer and who gave it."""
    return f"{say_delay(delay, role)}. {say_who(delay, role)}"


def others(answers: Iterable[Delay], counting: Mapping[Place, Delay]) -> dict[Place, list[Delay]]:
    """The answers that do not count, in the order in which they were given."""
    found: dict[Place, list[Delay]] = {}
    for one in answers:
        place = one.key, one.occurrence
        if one != counting[place]:
            found.setdefault(place, []).append(one)
    return found
