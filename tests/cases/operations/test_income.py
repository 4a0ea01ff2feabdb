"""What long sickness does to income: kept as it was computed, seen, shared or not."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, ProgrammingError, connection, transaction

from accounts.actor import acting_as, system
from accounts.models import AuditEvent
from accounts.operation import NotNow, Refused
from accounts.terms import Role
from cases import operations
from cases.models import AbsenceCase, Completion, Notice, WiaAcknowledgement, WiaCalculation, WiaShare
from cases.operations.income import insight_step
from cases.wia.inputs import Inputs
from cases.wia.scenarios import Scenario
from employers.models import Policy
from tests.cast import Cast
from tests.factories.cases import assign, day, fresh, recover, report
from tests.factories.income import FIGURES, ORDINARY, ask_wage, calculate

OPENS = date(2026, 6, 29)  # day 176
TODAY = date(2026, 7, 1)
EVERYBODY = "anna carla noor daan bert ina eva finn gijs hans loes".split()


@pytest.fixture
def case(cast: Cast) -> AbsenceCase:
    return assign(cast, report(cast.anna, cast.carla_file), on=day(8))


def seen(cast: Cast, model: Any) -> dict[str, int]:
    """Without a filter: what the database itself lets each of them see."""
    found = {}
    for name in EVERYBODY:
        with acting_as(getattr(cast, name)):
            found[name] = model.objects.count()
    return {name: count for name, count in found.items() if count}


def titled(made: WiaCalculation, title: str) -> dict[str, Any]:
    return next(one for one in made.record["scenarios"] if one["title"] == title)


def test_ordinary_case_to_the_cent(cast: Cast, case: AbsenceCase) -> None:
    """T14 of the specification: 4 000 without holiday allowance."""
    made = calculate(cast.carla, case, inputs=replace(ORDINARY, years_before_2016=8, years_from_2016=4))
    half = titled(made, "Voor de helft arbeidsongeschikt, u werkt niet")["amounts"]
    assert (half["month_wage"], half["year_1"], half["year_2"]) == ("4320.00", "3024.00", "3024.00")
    assert half["lgu"] == {"months": "11", "first_two_months": "3240.00", "later": "3024.00"}
    assert half["after_lgu"] == {"kind": "VVU", "amount": "817.95", "amount_incl_holiday": "883.39"}
    full = titled(made, "Voor de helft arbeidsongeschikt, u werkt zoveel als u kunt")["amounts"]
    assert (full["after_lgu"]["amount"], full["total_after"]) == ("1512.00", "3672.00")
    assert len(made.record["scenarios"]) == 6


def test_own_scenario_comes_after_the_usual_ones(cast: Cast, case: AbsenceCase) -> None:
    """T5: at 625 a month a supplement, a cent less a follow-up benefit."""
    inputs = Inputs(gross_month_wage=Decimal(3000) / Decimal("1.08"), contract_hours=Decimal(36))
    own = [Scenario(rvc_month=Decimal(1250), earned_month=earned) for earned in (Decimal(625), Decimal("624.99"))]
    made = calculate(cast.carla, case, inputs=inputs, own=own)
    enough, short = (one["amounts"] for one in made.record["scenarios"][6:])
    assert (enough["ao_pct"], enough["after_lgu"]["kind"], enough["income_requirement"]) == ("58.33", "LAU", "625.00")
    assert short["after_lgu"]["kind"] == "VVU"


def test_days_come_from_the_timeline_of_the_file(cast: Cast, case: AbsenceCase) -> None:
    kept = calculate(cast.carla, case).record
    assert kept["inputs"]["wia_start"] == "2028-01-03"
    assert kept["inputs"]["pension_on"]
    assert (kept["figures"]["on"], kept["figures"]["since"]) == ("2026-07-01", "2026-07-01")
    assert kept["figures"]["rows"]["max_daily_wage"]["value"] == "309.91"


def test_only_employee_and_ontzorgmanager_see_it(cast: Cast, case: AbsenceCase) -> None:
    made = calculate(cast.carla, case)
    operations.acknowledge_income(actor=cast.carla, case=case, calculation=made, today=TODAY)
    assert seen(cast, WiaCalculation) == {"carla": 1, "noor": 1}
    assert seen(cast, WiaAcknowledgement) == {"carla": 1, "noor": 1}
    assert seen(cast, WiaShare) == {}


def test_database_holds_a_token_and_no_amount(cast: Cast, case: AbsenceCase) -> None:
    made = calculate(cast.carla, case)
    with acting_as(cast.carla), connection.cursor() as cursor:
        cursor.execute("SELECT content FROM cases_wiacalculation WHERE id = %s", [made.pk])
        [stored] = cursor.fetchone()
    assert stored.startswith("gAAAA")
    assert "4320" not in stored


@pytest.mark.parametrize("who", ["carla", "noor"])
@pytest.mark.parametrize("change", ["made_on = '2026-01-01'", "content = 'x'", "shown_to = '{employer}'"])
def test_nobody_writes_it_again(cast: Cast, case: AbsenceCase, who: str, change: str) -> None:
    """Not among the rows that this role may change; of the columns only the encrypted one can change at all."""
    made = calculate(cast.carla, case)
    with acting_as(getattr(cast, who)), connection.cursor() as cursor:
        written = 0
        with suppress(ProgrammingError), transaction.atomic():
            cursor.execute(f"UPDATE cases_wiacalculation SET {change} WHERE id = %s", [made.pk])
            written = cursor.rowcount
        assert written == 0
        assert WiaCalculation.objects.get(pk=made.pk).record == made.record


def test_employee_cannot_remove_it(cast: Cast, case: AbsenceCase) -> None:
    made = calculate(cast.carla, case)
    with acting_as(cast.carla), connection.cursor() as cursor:
        cursor.execute("DELETE FROM cases_wiacalculation WHERE id = %s", [made.pk])
        assert cursor.rowcount == 0


def test_sharing_gives_the_employer_a_copy_and_takes_it_back(cast: Cast, case: AbsenceCase) -> None:
    first, second = calculate(cast.carla, case), calculate(cast.carla, case)
    share = operations.share_income(actor=cast.carla, case=case, calculation=second, today=TODAY)
    assert seen(cast, WiaShare) == {"anna": 1, "carla": 1}
    assert seen(cast, WiaCalculation) == {"carla": 2, "noor": 2}
    assert operations.read_shared_income(actor=cast.anna, share=share).record == second.record
    with pytest.raises(NotNow, match="al met uw werkgever"):
        operations.share_income(actor=cast.carla, case=case, calculation=second, today=TODAY)
    operations.take_back_income(actor=cast.carla, case=case, calculation=second)
    assert seen(cast, WiaShare) == {}
    with pytest.raises(NotNow, match="niet meer"):
        operations.take_back_income(actor=cast.carla, case=case, calculation=first)
    with pytest.raises(WiaShare.DoesNotExist):
        operations.read_shared_income(actor=cast.anna, share=share)
    with acting_as(cast.anna):
        assert Notice.objects.visible_to(cast.anna).filter(kind="income_shared").count() == 1


def test_seeing_it_completes_the_step_on_that_day(cast: Cast, case: AbsenceCase) -> None:
    made = calculate(cast.carla, case)
    operations.acknowledge_income(actor=cast.carla, case=case, calculation=made, today=TODAY)
    with acting_as(cast.noor):
        done = Completion.objects.get(case=case, key="wia_income_insight")
    assert (done.done_on, done.recorded_as, done.due_on) == (TODAY, "employee", date(2026, 7, 5))
    assert insight_step(case) is None
    with pytest.raises(NotNow, match="al laten weten"):
        operations.acknowledge_income(actor=cast.carla, case=fresh(cast.carla, case), calculation=made, today=TODAY)
    later = calculate(cast.carla, fresh(cast.carla, case))
    operations.acknowledge_income(actor=cast.carla, case=fresh(cast.carla, case), calculation=later, today=TODAY)


def test_it_can_be_computed_sooner_and_is_seen_from_week_26(cast: Cast, case: AbsenceCase) -> None:
    made = calculate(cast.carla, case, day(30))
    with pytest.raises(NotNow, match="vanaf 29 juni 2026"):
        operations.acknowledge_income(actor=cast.carla, case=case, calculation=made, today=day(175))
    operations.acknowledge_income(actor=cast.carla, case=case, calculation=made, today=OPENS)
    assert insight_step(case) is None


def test_without_ontzorgmanager_the_employee_has_it_as_well(cast: Cast) -> None:
    with acting_as(cast.ina):
        Policy.objects.filter(employer=cast.bakery).update(casemanagement_by="employer")
    case = report(cast.anna, cast.carla_file)
    assert insight_step(case) is None
    made = calculate(cast.carla, case, day(20))
    operations.acknowledge_income(actor=cast.carla, case=case, calculation=made, today=day(20))
    assert seen(cast, WiaCalculation) == {"carla": 1}


def test_closed_file_takes_no_new_one_and_keeps_the_old(cast: Cast, case: AbsenceCase) -> None:
    made = calculate(cast.carla, case, day(30))
    recover(cast.anna, case, day(40))
    with acting_as(system(Role.SCHEDULER)) as scheduler:
        operations.close_due(actor=scheduler, today=day(80))
    with pytest.raises(NotNow, match="gesloten"):
        calculate(cast.carla, fresh(cast.carla, case), day(80))
    assert operations.read_income(actor=cast.carla, calculation=made).pk == made.pk


def test_day_without_amounts_is_refused_in_dutch(cast: Cast, case: AbsenceCase) -> None:
    with pytest.raises(NotNow, match="Voor 1 januari 2027 is het maximumdagloon niet bekend"):
        calculate(cast.carla, case, date(2027, 1, 1))
    assert seen(cast, WiaCalculation) == {}


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"gross_month_wage": Decimal(0)}, "hoger zijn dan 0"),
        ({"worked_hours": Decimal(40)}, "meer dan de hele werktijd"),
        ({"worked_hours": Decimal(4), "contract_hours": None}, "ook de uren van uw contract"),
    ],
)
def test_what_cannot_be_is_refused(cast: Cast, case: AbsenceCase, change: dict[str, Any], says: str) -> None:
    with pytest.raises(ValidationError, match=says):
        calculate(cast.carla, case, inputs=replace(ORDINARY, **change))


def test_too_many_own_scenarios_are_refused(cast: Cast, case: AbsenceCase) -> None:
    with pytest.raises(ValidationError, match="ten hoogste 6"):
        calculate(cast.carla, case, own=[Scenario(ao_pct=Decimal(50))] * 7)


@pytest.mark.parametrize("who", ["anna", "noor", "ina", "daan", "bert"])
def test_only_the_employee_computes(cast: Cast, case: AbsenceCase, who: str) -> None:
    with pytest.raises(Refused):
        calculate(getattr(cast, who), case)


def test_calculation_of_another_file_is_as_one_that_does_not_exist(cast: Cast, case: AbsenceCase) -> None:
    other = report(cast.eva, cast.finn_file)
    theirs = calculate(cast.finn, other)
    calls: list[Callable[..., Any]] = [operations.acknowledge_income, operations.share_income]
    for call in calls:
        with pytest.raises(WiaCalculation.DoesNotExist):
            call(actor=cast.carla, case=case, calculation=theirs, today=TODAY)


def test_database_refuses_an_acknowledgement_beside_its_file(cast: Cast, case: AbsenceCase) -> None:
    theirs = calculate(cast.finn, report(cast.eva, cast.finn_file))
    with pytest.raises(IntegrityError), acting_as(cast.carla):
        WiaAcknowledgement.objects.create(
            case=case,
            employer_id=case.employer_id,
            shown_to=["employee", "ontzorgmanager"],
            calculation_id=theirs.pk,
            seen_on=TODAY,
        )
        connection.check_constraints()


def test_looking_leaves_a_trace_with_what_was_before_the_eyes(cast: Cast, case: AbsenceCase) -> None:
    made = calculate(cast.carla, case)
    operations.read_income(actor=cast.noor, calculation=made)
    with acting_as(cast.noor):
        event = AuditEvent.objects.visible_to(cast.noor).get(action="read_income")
    assert (event.case_id, event.object_id) == (case.pk, made.pk)
    assert "income" in event.touched


INCOME_VERBS = "calculate_income read_income acknowledge_income share_income ask_wage answer_wage".split()


def test_the_trail_keeps_income_from_the_bedrijfsarts(cast: Cast, case: AbsenceCase) -> None:
    """Neither the list nor raw SQL tells that the employee computed, shared or asked; both parties read it."""
    made = calculate(cast.carla, case)
    operations.read_income(actor=cast.carla, calculation=made)
    operations.acknowledge_income(actor=cast.carla, case=case, calculation=made, today=TODAY)
    operations.share_income(actor=cast.carla, case=case, calculation=made, today=TODAY)
    operations.take_back_income(actor=cast.carla, case=case, calculation=made)
    asked = ask_wage(cast.carla, case)
    operations.answer_wage(actor=cast.anna, request=asked, today=TODAY, **FIGURES)
    seen = {}
    for name in ("carla", "daan"):
        with acting_as(getattr(cast, name)) as actor, connection.cursor() as cursor:
            listed = AuditEvent.objects.visible_to(actor).filter(case_id=case.pk)
            cursor.execute("SELECT action FROM accounts_auditevent WHERE case_id = %s", [case.pk])
            raw = [action for (action,) in cursor.fetchall()]
            assert sorted(raw) == sorted(listed.values_list("action", flat=True))
            seen[name] = set(raw)
    assert seen["carla"] >= set(INCOME_VERBS)
    assert seen["daan"]
    assert seen["daan"].isdisjoint(INCOME_VERBS)


@pytest.mark.parametrize("change", ["content = 'x'", "answered_on = NULL, answered_by_id = NULL"])
def test_an_answer_about_the_wage_is_not_written_again(cast: Cast, case: AbsenceCase, change: str) -> None:
    asked = ask_wage(cast.carla, case)
    operations.answer_wage(actor=cast.anna, request=asked, today=TODAY, **FIGURES)
    with acting_as(cast.anna), pytest.raises(ProgrammingError, match="may not change"), transaction.atomic():
        raw_sql(f"UPDATE cases_wagerequest SET {change}")
    with acting_as(system(Role.PURGER)):
        raw_sql("UPDATE cases_wagerequest SET content = content || ''")


def raw_sql(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)
        assert cursor.rowcount == 1
