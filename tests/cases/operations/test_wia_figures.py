"""Numbers of the WIA calculation: one person of the desk adds one, another brings it into force."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, ProgrammingError, connection, transaction

from accounts.actor import Actor, acting_as
from accounts.operation import NotNow
from accounts.terms import Role
from cases.figures import figures_in_force
from cases.models import WiaFigure
from cases.operations.wia_figures import decide_figure, propose_figure
from cases.wia.figures import MissingFigure
from cases.wia.parameters import Key
from tests.cast import Cast
from tests.factories.cases import report
from tests.factories.employers import make_user
from tests.factories.income import ORDINARY, calculate

NOW = datetime(2026, 11, 20, 9, tzinfo=UTC)
FIRST = date(2027, 1, 1)
NEW: dict[str, Any] = {"value": Decimal("320.00"), "in_force_from": FIRST, "source": "Stcrt. 2026, 40123", "at": NOW}
AMOUNTS = {"max_daily_wage": "320.00", "min_wage_hour": "15.30", "reference_month_min_wage": "2386.80"}


@pytest.fixture
def second(db: None) -> Actor:
    return Actor(role=Role.DESK, user_id=make_user("Ida Balie").pk)


def propose(actor: Actor, **more: Any) -> WiaFigure:
    return propose_figure(actor=actor, **{"key": "max_daily_wage"} | NEW | more)


def activate(actor: Actor, figure: WiaFigure) -> WiaFigure:
    return decide_figure(actor=actor, figure=figure, activate=True, at=NOW)


def test_new_amounts_hold_from_their_day_for_new_calculations(cast: Cast, second: Actor) -> None:
    case = report(cast.anna, cast.carla_file)
    rich = replace(ORDINARY, gross_month_wage=Decimal(9000))
    before = calculate(cast.carla, case, date(2026, 12, 31), inputs=rich)
    for key, value in AMOUNTS.items():
        activate(second, propose(cast.ina, key=key, value=Decimal(value)))
    after = calculate(cast.carla, case, FIRST, inputs=rich)
    amounts = [made.record["scenarios"][0]["amounts"]["month_wage"] for made in (before, after)]
    assert amounts == ["6740.54", "6960.00"]  # 309.91 and 320.00 times 21.75
    assert after.record["figures"]["rows"]["max_daily_wage"]["source"] == "Stcrt. 2026, 40123"
    with acting_as(cast.carla):
        assert figures_in_force(date(2026, 12, 31))[Key.MAX_DAILY_WAGE] == Decimal("309.91")


def test_waiting_or_declined_is_not_in_force(cast: Cast, second: Actor) -> None:
    propose(cast.ina)
    decide_figure(actor=cast.ina, figure=propose(cast.ina, key="min_wage_hour", sure=True), activate=False, at=NOW)
    with acting_as(cast.carla), pytest.raises(MissingFigure, match="maximumdagloon"):
        figures_in_force(FIRST)


def test_rate_without_an_end_stops_where_the_new_one_begins(cast: Cast, second: Actor) -> None:
    activate(second, propose(cast.ina, key="iva_pct", value=Decimal(70), in_force_from=date(2026, 10, 1)))
    with acting_as(cast.carla):
        values = [figures_in_force(day)[Key.IVA_PCT] for day in (date(2026, 9, 30), date(2026, 10, 1))]
    assert values == [Decimal(75), Decimal(70)]


def test_number_far_from_the_one_before_needs_somebody_who_is_sure(cast: Cast) -> None:
    with pytest.raises(ValidationError, match="21 keer zoveel"):
        propose(cast.ina, key="min_wage_hour")
    assert propose(cast.ina, key="min_wage_hour", sure=True).value == Decimal("320.00")


def test_two_people(cast: Cast, second: Actor) -> None:
    waiting = propose(cast.ina)
    with pytest.raises(NotNow, match="zelf gedaan"):
        activate(cast.ina, waiting)
    with pytest.raises(IntegrityError), acting_as(cast.ina):
        WiaFigure.objects.filter(pk=waiting.pk).update(activated=True, decided_by=cast.ina.user_id, decided_at=NOW)
    assert activate(second, waiting).activated
    with pytest.raises(NotNow, match="al beslist"):
        activate(second, waiting)


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"key": "anders"}, "key"),
        ({"source": " "}, "source"),
        ({"value": Decimal(-1)}, "value"),
        ({"in_force_from": date(2026, 11, 1)}, "in_force_from"),
    ],
)
def test_what_cannot_be_is_refused(cast: Cast, more: dict[str, Any], field: str) -> None:
    with pytest.raises(ValidationError) as caught:
        propose(cast.ina, **more)
    assert list(caught.value.message_dict) == [field]


def test_day_that_is_taken_says_from_when_it_can(cast: Cast) -> None:
    with pytest.raises(ValidationError, match="1 januari 2027"):
        propose(cast.ina, in_force_from=date(2026, 11, 1))


def test_one_proposal_a_day(cast: Cast) -> None:
    propose(cast.ina)
    with pytest.raises(NotNow, match="al een voorstel"):
        propose(cast.ina)


def test_nobody_brings_an_amount_into_force_in_the_name_of_a_second(cast: Cast, second: Actor) -> None:
    decided = {"activated": True, "decided_by_id": second.user_id, "decided_at": NOW}
    propose(cast.ina)
    with acting_as(cast.ina), pytest.raises(ProgrammingError, match="may not change"), transaction.atomic():
        WiaFigure.objects.update(**decided)
    row = {"key": "min_wage_hour", "value": Decimal(15), "in_force_from": FIRST, "source": "x"}
    row |= {"proposed_by_id": cast.ina.user_id, "proposed_at": NOW}
    with acting_as(cast.ina), pytest.raises(ProgrammingError, match="row-level security policy"), transaction.atomic():
        WiaFigure.objects.create(**row, **decided)


@pytest.mark.parametrize("yes", [True, False])
def test_what_was_decided_is_not_decided_again_by_the_database_either(cast: Cast, second: Actor, yes: bool) -> None:
    decide_figure(actor=second, figure=propose(cast.ina), activate=yes, at=NOW)
    for change in (f"activated = {not yes}", "activated = NULL, decided_by_id = NULL, decided_at = NULL"):
        with (
            acting_as(second),
            pytest.raises(ProgrammingError, match="may not change"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(f"UPDATE cases_wiafigure SET {change}")
