"""The employee asks the employer for the wage on paper; the employer answers. Nothing is filled in by it."""

import json
from datetime import date
from decimal import Decimal

from django.db import IntegrityError, transaction

from accounts.actor import Actor
from accounts.operation import NotNow, Stale, operation
from accounts.terms import Verb
from cases.events import wage_answered, wage_asked
from cases.models import AbsenceCase, WageRequest
from cases.models.income import WITH_EMPLOYER
from cases.wia.rounding import plain

ASKED = "U heeft uw werkgever dit al gevraagd. U krijgt bericht zodra er antwoord is."


@operation(Verb.ASK_WAGE, on="case", resource="cases.absencecase", announces=wage_asked)
def ask_wage(*, actor: Actor, case: AbsenceCase, today: date) -> WageRequest:
    """Ask the employer for wage, holiday allowance, yearly payments and hours. The employer learns nothing else.

    Raises NotNow for a file that is closed and while an earlier question waits.
    """
    if not case.is_open:
        raise NotNow("Dit dossier is gesloten. U kunt uw werkgever hier niets meer vragen.")
    try:
        with transaction.atomic():
            asked: WageRequest = WageRequest.objects.create(
                case=case, employer_id=case.employer_id, shown_to=WITH_EMPLOYER, asked_on=today
            )
    except IntegrityError as error:
        raise NotNow(ASKED) from error
    return asked


@operation(Verb.ANSWER_WAGE, on="request", resource="cases.wagerequest", announces=wage_answered)
def answer_wage(
    *,
    actor: Actor,
    request: WageRequest,
    gross_month_wage: Decimal,
    holiday_pct: Decimal,
    extra_year_wage: Decimal,
    contract_hours: Decimal,
    today: date,
) -> WageRequest:
    """The employer's figures: euros per month without holiday allowance, per cent, euros per year, hours per week.

    Only the employee reads them besides. Raises Stale when somebody else answered meanwhile.
    """
    if not request.is_open:
        raise Stale("Een collega heeft deze vraag intussen beantwoord.")
    figures = {
        "gross_month_wage": plain(gross_month_wage),
        "holiday_pct": plain(holiday_pct),
        "extra_year_wage": plain(extra_year_wage),
        "contract_hours": plain(contract_hours),
    }
    request.content = json.dumps(figures)
    request.answered_on, request.answered_by_id = today, actor.person_id
    request.save(update_fields=["content", "answered_on", "answered_by"])
    return request
