"""What somebody was refused is in the audit trail, although everything else of the request is undone."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.actor import Actor, acting_as
from accounts.audit import REFUSALS_KEPT, Refusal, record_refusal
from accounts.models import AuditEvent, Draft
from cases.models import AbsenceCase
from tests.cast import Cast
from tests.conftest import AsActor
from tests.factories.cases import report

NOWHERE = 999_999_999


def refused(actor: Actor) -> list[tuple[str, str, int | None]]:
    """What this person was refused, the oldest first."""
    with acting_as(actor):
        events = AuditEvent.objects.visible_to(actor).filter(actor_id=actor.user_id, result="denied").order_by("pk")
        return [(event.action, event.resource, event.object_id) for event in events]


@pytest.fixture
def theirs(cast: Cast) -> AbsenceCase:
    """A file at the other employer."""
    return report(cast.eva, cast.finn_file)


def test_record_of_somebody_else_is_written_down_like_one_that_does_not_exist(
    cast: Cast, as_actor: AsActor, theirs: AbsenceCase
) -> None:
    client = as_actor(cast.anna)
    for number in (theirs.pk, NOWHERE):
        assert client.get(reverse("cases:detail", args=[number])).status_code == 404
    assert refused(cast.anna) == [("ask", "cases.absencecase", number) for number in (theirs.pk, NOWHERE)]
    with acting_as(cast.anna):
        for event in AuditEvent.objects.filter(result="denied"):
            keys = (event.employer_id, event.case_id, event.subject_id, event.touched)
            assert keys == (None, None, None, [])  # or one could ask which numbers exist
            assert (event.ip, len(event.session)) == ("127.0.0.1", 32)


def test_same_holds_for_json(cast: Cast, as_actor: AsActor, theirs: AbsenceCase) -> None:
    assert as_actor(cast.anna).get(reverse("cases_api:case", args=[theirs.pk])).status_code == 404
    assert refused(cast.anna) == [("ask", "cases.absencecase", theirs.pk)]


def test_verb_that_the_role_does_not_have_is_named(cast: Cast, as_actor: AsActor, theirs: AbsenceCase) -> None:
    assert as_actor(cast.carla).get(reverse("cases:report")).status_code == 403
    client = as_actor(cast.ina)
    assert client.get(reverse("cases:looks", args=[theirs.pk])).status_code == 403
    assert client.get(reverse("cases_api:looks", args=[theirs.pk])).status_code == 403
    assert refused(cast.carla) == [("report_sick", "employers.employee", None)]
    assert refused(cast.ina) == [
        ("read_trail", "cases.absencecase", None),
        ("read_trail", "cases.absencecase", theirs.pk),
    ]


def test_employee_does_not_see_refusals_of_others(cast: Cast, as_actor: AsActor, theirs: AbsenceCase) -> None:
    as_actor(cast.anna).get(reverse("cases:detail", args=[theirs.pk]))
    with acting_as(cast.finn):
        assert not AuditEvent.objects.filter(result="denied").exists()


def test_page_that_does_not_exist_is_no_refusal(cast: Cast, as_actor: AsActor) -> None:
    client = as_actor(cast.anna)
    assert client.get("/bestaat-niet/").status_code == 404
    assert client.get(f"/dossiers/{'9' * 40}/").status_code == 404
    assert refused(cast.anna) == [("ask", "cases.absencecase", None)]  # a number, but none that fits a column


def test_ordinary_request_is_no_refusal(cast: Cast, as_actor: AsActor) -> None:
    assert as_actor(cast.anna).get(reverse("cases:list")).status_code == 200
    assert refused(cast.anna) == []


@pytest.mark.urls("tests.ontzorg.failing_urls")
def test_refusal_outlives_what_it_undid(cast: Cast, as_actor: AsActor) -> None:
    client = as_actor(cast.anna)
    assert client.post("/test/faalt/verboden/", {"vision": "Wat ik typte"}).status_code == 403
    assert [action for action, *_ in refused(cast.anna)] == ["ask"]
    with acting_as(cast.anna):
        assert not Draft.objects.exists()


def test_same_refusal_is_written_once_an_hour(cast: Cast, as_actor: AsActor, theirs: AbsenceCase) -> None:
    client = as_actor(cast.anna)
    for _ in range(3):
        client.get(reverse("cases:detail", args=[theirs.pk]))
    assert len(refused(cast.anna)) == 1
    record_refusal(cast.anna, Refusal("ask", "cases.absencecase", theirs.pk), at=timezone.now() + timedelta(minutes=61))
    assert len(refused(cast.anna)) == 2


def test_nobody_floods_the_trail(cast: Cast) -> None:
    for number in range(REFUSALS_KEPT + 5):
        record_refusal(cast.anna, Refusal("ask", "cases.absencecase", number), at=timezone.now())
    record_refusal(cast.eva, Refusal("ask", "cases.absencecase", 1), at=timezone.now())
    assert (len(refused(cast.anna)), len(refused(cast.eva))) == (REFUSALS_KEPT, 1)


def test_session_key_itself_is_nowhere(cast: Cast, as_actor: AsActor, theirs: AbsenceCase) -> None:
    client = as_actor(cast.anna)
    client.get(reverse("cases:detail", args=[theirs.pk]))
    with acting_as(cast.anna):
        event = AuditEvent.objects.get(result="denied")
    assert event.session
    assert event.session not in client.session.session_key
    assert client.session.session_key not in event.session
