"""A wage sanction rests on a WIA application: that is not taken from under it, nor moved to after it."""

from datetime import UTC, date, datetime

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from accounts.operation import NotNow
from cases import operations
from cases.computation import facts_of
from cases.models import AbsenceCase, CaseFact
from tests.cast import Cast
from tests.conftest import AsActor
from tests.factories import cases as files

APPLIED, DECIDED = files.day(640), files.day(680)
TODAY = files.day(690)
NOW = datetime.fromisoformat(f"{TODAY:%Y-%m-%d}T09:00:00").replace(tzinfo=UTC)
KEY = "wia_application"


@pytest.fixture
def case(cast: Cast) -> AbsenceCase:
    """UWV decided forty days after the application."""
    found = files.assign(cast, files.report(cast.anna, cast.carla_file), on=files.day(10))
    return files.apply_for_wia(cast, found, APPLIED)


@pytest.fixture
def sanction(cast: Cast, case: AbsenceCase) -> CaseFact:
    return operations.record_fact(
        actor=cast.anna,
        case=case,
        kind="wage_sanction",
        on=DECIDED,
        until=files.day(828),
        ground="substantive",
        expected_version=version(cast, case),
        today=TODAY,
    )


def version(cast: Cast, case: AbsenceCase) -> int:
    return files.fresh(cast.noor, case).version


def withdraw(cast: Cast, case: AbsenceCase) -> None:
    operations.withdraw_step(actor=cast.noor, case=case, key=KEY, expected_version=version(cast, case), at=NOW)


def correct(cast: Cast, case: AbsenceCase, done_on: date) -> None:
    operations.correct_step(
        actor=cast.noor,
        case=case,
        key=KEY,
        done_on=done_on,
        expected_version=version(cast, case),
        today=TODAY,
        at=NOW,
    )


def test_application_under_a_sanction_is_not_withdrawn(cast: Cast, case: AbsenceCase, sanction: CaseFact) -> None:
    with pytest.raises(NotNow, match="Laat die dan eerst intrekken"):
        withdraw(cast, case)
    assert facts_of(case).first_done(KEY) == APPLIED


def test_it_is_once_the_sanction_is_withdrawn(cast: Cast, case: AbsenceCase, sanction: CaseFact) -> None:
    operations.withdraw_fact(
        actor=cast.anna, case=case, fact_id=sanction.pk, expected_version=version(cast, case), at=NOW
    )
    withdraw(cast, case)
    assert facts_of(case).first_done(KEY) is None


def test_another_step_is_withdrawn_under_a_sanction(cast: Cast, case: AbsenceCase, sanction: CaseFact) -> None:
    for act in ("record", "withdraw"):
        arguments = {
            "actor": cast.noor,
            "case": case,
            "key": "employee_intake",
            "expected_version": version(cast, case),
        }
        if act == "record":
            operations.record_step(**arguments, done_on=files.day(20), today=TODAY)
        else:
            operations.withdraw_step(**arguments, at=NOW)
    assert facts_of(case).first_done("employee_intake") is None


def test_application_does_not_move_past_the_sanction(cast: Cast, case: AbsenceCase, sanction: CaseFact) -> None:
    with pytest.raises(ValidationError) as refused:
        correct(cast, case, files.day(681))
    [sentence] = refused.value.message_dict["done_on"]
    assert sentence.startswith("UWV besliste op 15 november 2027 over een loonsanctie")
    assert facts_of(case).first_done(KEY) == APPLIED


@pytest.mark.parametrize("done_on", [DECIDED, files.day(641), files.day(639)])
def test_it_moves_up_to_the_day_of_the_decision(
    cast: Cast, case: AbsenceCase, sanction: CaseFact, done_on: date
) -> None:
    correct(cast, case, done_on)
    assert facts_of(case).first_done(KEY) == done_on


def post(client: Client, case: AbsenceCase, change: str, **typed: object) -> tuple[int, str]:
    url = reverse("cases:change", args=[case.pk, change])
    response = client.post(url, {"key": KEY, **typed}, follow=typed["intent"] == "preview")
    return response.status_code, response.content.decode()


@pytest.mark.parametrize("intent", ["preview", "send"])
def test_preview_says_the_same(
    cast: Cast, as_actor: AsActor, case: AbsenceCase, sanction: CaseFact, intent: str
) -> None:
    client = as_actor(cast.noor)
    sent = {"intent": intent, "expected_version": version(cast, case)}
    status, body = post(client, case, "vastlegging-intrekken", **sent)
    assert (status, "Laat die dan eerst intrekken" in body) == (409, True)
    status, body = post(client, case, "datum-van-een-stap", **sent, done_on=f"{files.day(681):%Y-%m-%d}")
    assert (status, "Kies 15 november 2027 of een eerdere dag." in body) == (422, True)
