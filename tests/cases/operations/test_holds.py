"""Keeping a file as evidence."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from accounts.actor import acting_as
from accounts.models import AuditEvent
from accounts.operation import NotNow
from cases import operations
from cases.models import AbsenceCase, LegalHold
from tests.cast import Cast
from tests.conftest import AsActor
from tests.factories.cases import assign, day, report

TODAY = day(10)


@pytest.fixture
def case(cast: Cast) -> AbsenceCase:
    return assign(cast, report(cast.anna, cast.carla_file), on=day(8))


def test_hold_says_who_since_when_and_why(cast: Cast, case: AbsenceCase) -> None:
    held = operations.hold_file(actor=cast.noor, case=case, ground="dispute", today=TODAY)
    with acting_as(cast.noor):
        hold = LegalHold.objects.get(case=held)
    assert (hold.ground_label, hold.since, hold.until, hold.placed_by_id) == (
        "Geschil tussen werkgever en werknemer",
        TODAY,
        None,
        cast.noor.user_id,
    )


def test_same_ground_holds_once(cast: Cast, case: AbsenceCase) -> None:
    operations.hold_file(actor=cast.noor, case=case, ground="dispute", today=TODAY)
    with pytest.raises(NotNow, match="al langer bewaard"):
        operations.hold_file(actor=cast.ina, case=case, ground="dispute", today=TODAY)
    operations.hold_file(actor=cast.ina, case=case, ground="sanction", today=TODAY)


def test_ground_can_hold_again_after_its_last_day(cast: Cast, case: AbsenceCase) -> None:
    operations.hold_file(actor=cast.noor, case=case, ground="dispute", until=TODAY, today=TODAY)
    tomorrow = TODAY + timedelta(days=1)
    operations.hold_file(actor=cast.noor, case=case, ground="dispute", today=tomorrow)
    with acting_as(cast.noor):
        assert LegalHold.objects.in_force(tomorrow).count() == 1


@pytest.mark.parametrize(("ground", "until", "field"), [("dispute", -1, "until"), ("gevoel", 1, "ground")])
def test_other_grounds_and_days_in_the_past_are_refused(
    cast: Cast, case: AbsenceCase, ground: str, until: int, field: str
) -> None:
    with pytest.raises(ValidationError) as caught:
        operations.hold_file(
            actor=cast.noor, case=case, ground=ground, until=TODAY + timedelta(days=until), today=TODAY
        )
    assert list(caught.value.message_dict) == [field]


def test_lifting_twice_is_refused(cast: Cast, case: AbsenceCase) -> None:
    held = operations.hold_file(actor=cast.noor, case=case, ground="dispute", today=TODAY)
    with acting_as(cast.noor):
        hold = LegalHold.objects.get(case=held)
        event = AuditEvent.objects.visible_to(cast.noor).filter(action="hold_file").get()
    assert (event.object_id, event.case_id) == (case.pk, case.pk)  # the file, not the hold
    operations.lift_hold(actor=cast.noor, case=case, hold_id=hold.pk, today=TODAY)
    with pytest.raises(NotNow, match="al beëindigd"):
        operations.lift_hold(actor=cast.noor, case=case, hold_id=hold.pk, today=TODAY)


def test_everybody_of_the_file_reads_one_line_and_the_planner_none(
    cast: Cast, case: AbsenceCase, as_actor: AsActor
) -> None:
    operations.hold_file(actor=cast.noor, case=case, ground="uwv_objection", today=TODAY)
    line = "Dit dossier blijft langer bewaard sinds 14 januari 2026."
    for who, expected in {"anna": 1, "carla": 1, "noor": 1, "daan": 1, "ina": 1, "bert": 0}.items():
        body = as_actor(getattr(cast, who)).get(f"/dossiers/{case.pk}/").content.decode()
        assert body.count(line) == expected, who


def test_page_places_and_ends_a_hold(cast: Cast, case: AbsenceCase, as_actor: AsActor) -> None:
    client = as_actor(cast.noor)
    page = f"/dossiers/{case.pk}/bewaren/"
    assert client.post(page, {}).status_code == 422
    assert client.post(page, {"ground": "dispute", "until": "2001-01-01"}).status_code == 422
    assert client.post(page, {"ground": "dispute"}).status_code == 303
    assert client.post(page, {"ground": "dispute"}).status_code == 409
    with acting_as(cast.noor):
        hold = LegalHold.objects.get()
    assert "Geschil tussen werkgever en werknemer" in client.get(page).content.decode()
    assert client.post(f"{page}{hold.pk}/einde/").status_code == 303
    with acting_as(cast.noor):
        assert LegalHold.objects.get().lifted_by_id == cast.noor.user_id
