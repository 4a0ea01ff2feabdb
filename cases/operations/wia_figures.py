"""A number of the WIA calculation: one person of the desk adds it, another one brings it into force."""

from datetime import date, datetime
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from accounts.actor import Actor
from accounts.operation import NotNow, operation
from accounts.terms import Verb
from cases.figures import as_row, before, difference, is_odd, table_in_force, why_not
from cases.models import WiaFigure
from cases.operations.proposals import settle
from cases.wia.dutch import number
from cases.wia.parameters import Key

RESOURCE = "cases.wiafigure"
WAITING = "Er ligt al een voorstel voor dit bedrag op die dag. Beslis daar eerst over."


@operation(Verb.PROPOSE_FIGURE, resource=RESOURCE)
def propose_figure(
    *, actor: Actor, key: str, value: Decimal, in_force_from: date, source: str, at: datetime, sure: bool = False
) -> WiaFigure:
    """Propose a value of one parameter for calculations on and after a day. Changes nothing yet.

    Raises ValidationError for an unknown parameter, without a source, for a day for which there is a value, and, unless
    somebody is `sure`, for a number that is far from the one before it; NotNow while a proposal for the same day waits.
    """
    if key not in set(Key):
        raise ValidationError({"key": "Kies een bedrag uit de lijst."})
    if not source.strip():
        raise ValidationError({"source": "Vul in waar het nieuwe bedrag staat."})
    if not value.is_finite() or value < 0:
        raise ValidationError({"value": "Vul een getal in dat niet lager is dan 0."})
    row = WiaFigure(key=key, value=value, in_force_from=in_force_from, source=source.strip())
    parameter = table_in_force()[Key(key)]
    if problem := why_not(parameter, as_row(row)):
        raise ValidationError({"in_force_from": problem})
    earlier = before(parameter, in_force_from)
    if earlier and is_odd(earlier.value, value) and not sure:
        said = difference(earlier.value, value)
        raise ValidationError({"sure": f"Hiervoor was het {number(earlier.value)}. Dit is {said}. Klopt het?"})
    row.proposed_by_id, row.proposed_at = actor.person_id, at
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as error:
        raise NotNow(WAITING) from error
    return row


@operation(Verb.DECIDE_FIGURE, on="figure", resource=RESOURCE)
def decide_figure(*, actor: Actor, figure: WiaFigure, activate: bool, at: datetime) -> WiaFigure:
    """Bring a proposed value into force for calculations that are made from now on, or decline it.

    Raises NotNow when it was decided before, when it no longer fits the table, and when the person who proposed it
    wants to bring it into force: that takes a second person.
    """

    def check() -> None:
        if problem := why_not(table_in_force()[Key(figure.key)], as_row(figure)):
            raise NotNow(problem)

    settle(actor, figure, activate=activate, at=at, check=check)
    return figure
