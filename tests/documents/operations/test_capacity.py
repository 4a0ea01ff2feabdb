"""What a signed probleemanalyse says about possibilities for work is a fact of the file, with its dates."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from accounts.actor import acting_as
from cases import operations as cases
from cases.computation import deadlines_of, facts_of
from cases.models import AbsenceCase, CaseFact, Completion
from cases.timeline.facts import Period
from documents import operations
from documents.models import Document
from tests.cast import Cast
from tests.documents import arrange
from tests.factories import cases as files

CONSULT = arrange.FIRST + timedelta(days=35)
LATER = arrange.FIRST + timedelta(days=80)
NONE: dict[str, Any] = {
    "no_usable_capacity": True,
    "suitable_work": "none",
    "max_hours_per_day": Decimal(0),
    "capacity_review_on": arrange.FIRST + timedelta(days=75),
    "resumption_expected_on": None,
}


def write(cast: Cast, case: AbsenceCase, *, today: date = arrange.TODAY, **fields: Any) -> Document:
    """Daan writes an edition and signs it."""
    content = arrange.make_analysis_content(**fields)
    draft = operations.draft_problem_analysis(actor=cast.daan, case=case, content=content, today=today)
    return operations.sign_problem_analysis(
        actor=cast.daan, document=draft, place="Utrecht", expected_version=1, today=today, at=arrange.AT
    )


def later(**fields: Any) -> dict[str, Any]:
    """The same as before at a later consult, but for these fields."""
    days = {"consult_on": LATER, "today": LATER, "next_consult_on": None, "resumption_expected_on": None}
    return days | fields


def facts(cast: Cast, case: AbsenceCase) -> list[tuple[str, date, date | None, bool]]:
    with acting_as(cast.daan):
        rows = CaseFact.objects.filter(case=case).order_by("pk")
        return [(row.kind, row.on, row.until, row.withdrawn_at is None) for row in rows]


def updates(cast: Cast, case: AbsenceCase) -> list[date]:
    with acting_as(cast.daan):
        found = Completion.objects.filter(case=case, key="problem_analysis_update")
        return list(found.values_list("done_on", flat=True))


def due(case: AbsenceCase, key: str) -> list[tuple[str, date | None]]:
    return [(step.state.value, step.due) for step in deadlines_of(case) if step.key == key]


def test_an_ordinary_analysis_records_nothing(cast: Cast, case: AbsenceCase) -> None:
    write(cast, case)
    assert facts(cast, case) == []


def test_no_possibilities_hold_from_the_day_of_the_consult(cast: Cast, case: AbsenceCase) -> None:
    write(cast, case, **NONE)
    assert facts(cast, case) == [("no_usable_capacity", CONSULT, None, True)]
    assert facts_of(case).no_usable_capacity
    assert due(case, "no_capacity_check") == [("pending", CONSULT + timedelta(days=42))]
    assert due(case, "plan_of_action")[0][0] == "paused"


def test_possibilities_in_the_next_edition_end_the_period(cast: Cast, case: AbsenceCase) -> None:
    write(cast, case, **NONE)
    write(cast, case, **later())
    assert facts_of(case).without_capacity == (Period(CONSULT, LATER),)
    assert [row for row in facts(cast, case) if row[0] == "no_usable_capacity"] == [
        ("no_usable_capacity", CONSULT, None, False),
        ("no_usable_capacity", CONSULT, LATER, True),
    ]


def test_possibilities_on_the_very_day_take_the_fact_back(cast: Cast, case: AbsenceCase) -> None:
    write(cast, case, **NONE)
    write(cast, case)
    assert facts_of(case).without_capacity == ()


def test_still_none_keeps_the_period(cast: Cast, case: AbsenceCase) -> None:
    write(cast, case, **NONE)
    write(cast, case, **later(**NONE | {"capacity_review_on": LATER + timedelta(days=42)}))
    assert facts_of(case).without_capacity == (Period(CONSULT),)
    assert updates(cast, case) == []


def test_none_again_begins_where_the_last_period_ended(cast: Cast, case: AbsenceCase) -> None:
    write(cast, case, **NONE)
    write(cast, case, **later())
    write(cast, case, **later(**NONE | {"capacity_review_on": LATER + timedelta(days=42)}))
    assert facts_of(case).without_capacity == (Period(CONSULT, LATER), Period(LATER))


def test_an_edition_that_says_something_else_is_the_update(cast: Cast, case: AbsenceCase) -> None:
    write(cast, case)
    write(cast, case, **later(max_hours_per_day=Decimal(6)))
    assert facts(cast, case) == [("capacity_changed", LATER, None, True)]
    assert updates(cast, case) == [LATER]
    assert [state for state, _ in due(case, "problem_analysis_update")] == ["done"]
    with acting_as(cast.daan):
        assert Completion.objects.filter(case=case, key="problem_analysis").count() == 1


def test_another_limitation_is_something_else(cast: Cast, case: AbsenceCase) -> None:
    write(cast, case)
    write(cast, case, **later(limitations=(), resumption_expected_on=arrange.FIRST + timedelta(days=90)))
    assert updates(cast, case) == [LATER]


def test_an_update_answers_the_change_that_was_announced(cast: Cast, case: AbsenceCase) -> None:
    write(cast, case)
    cases.record_fact(
        actor=cast.daan,
        case=case,
        kind="capacity_changed",
        on=LATER - timedelta(days=3),
        expected_version=files.fresh(cast.daan, case).version,
        today=LATER,
    )
    assert [state for state, _ in due(case, "problem_analysis_update")] == ["pending"]
    write(cast, case, **later())
    assert [state for state, _ in due(case, "problem_analysis_update")] == ["done"]
    assert [row[0] for row in facts(cast, case)] == ["capacity_changed"]


@pytest.mark.parametrize("name", ["anna", "carla", "noor", "bert", "ina"])
def test_everybody_gets_the_same_dates(cast: Cast, case: AbsenceCase, name: str) -> None:
    write(cast, case, **NONE)
    with acting_as(getattr(cast, name)):
        seen = deadlines_of(case)
    assert seen == deadlines_of(case)
