"""Whoever has the content of a document before him left a trace of it, whichever page shows it."""

from typing import Any

import pytest
import time_machine
from django.urls import reverse

from accounts.actor import Actor, acting_as
from accounts.models import AuditEvent
from cases.models import AbsenceCase
from documents.models import Document
from tests.cast import Cast
from tests.conftest import AsActor
from tests.documents import arrange


@pytest.fixture(autouse=True)
def _on_that_day() -> Any:
    with time_machine.travel(arrange.AT, tick=False):
        yield


def opened(actor: Actor) -> list[int | None]:
    """Which documents this person opened."""
    with acting_as(actor):
        events = AuditEvent.objects.filter(actor_id=actor.user_id, action="read_document").order_by("pk")
        assert all("functional" in event.touched and event.subject_id for event in events)
        return [event.object_id for event in events]


@pytest.fixture
def plan(cast: Cast, case: AbsenceCase) -> Document:
    """A plan that waits for both answers."""
    return arrange.proposed_plan(cast, case)


@pytest.mark.parametrize("who", ["anna", "carla"])
@pytest.mark.parametrize("page", ["documents:detail", "documents:sign"])
def test_reading_and_signing_a_plan_are_written_down(
    cast: Cast, as_actor: AsActor, plan: Document, page: str, who: str
) -> None:
    actor = getattr(cast, who)
    assert as_actor(actor).get(reverse(page, args=[plan.pk])).status_code == 200
    assert opened(actor) == [plan.pk]


def test_doctor_who_reads_the_draft_before_signing(cast: Cast, as_actor: AsActor, case: AbsenceCase) -> None:
    draft = arrange.draft_analysis(cast, case)
    assert as_actor(cast.daan).get(reverse("documents:sign", args=[draft.pk])).status_code == 200
    assert opened(cast.daan) == [draft.pk]


def test_form_that_begins_with_an_earlier_document_opens_it(cast: Cast, as_actor: AsActor, case: AbsenceCase) -> None:
    analysis = arrange.sign_analysis(cast, case)
    assert as_actor(cast.daan).get(reverse("documents:problem_analysis", args=[case.pk])).status_code == 200
    assert opened(cast.daan) == [analysis.pk]
    assert as_actor(cast.noor).get(reverse("documents:plan", args=[case.pk])).status_code == 200
    assert opened(cast.noor) == [analysis.pk]
    draft = arrange.draft_plan(cast, case)
    assert as_actor(cast.noor).get(reverse("documents:plan", args=[case.pk])).status_code == 200
    assert opened(cast.noor) == [analysis.pk, draft.pk, analysis.pk]


def test_document_that_the_desk_may_not_read_is_a_refusal(cast: Cast, as_actor: AsActor, plan: Document) -> None:
    assert as_actor(cast.ina).get(reverse("documents:detail", args=[plan.pk])).status_code == 404
    with acting_as(cast.ina):
        event = AuditEvent.objects.filter(actor_id=cast.ina.user_id).order_by("-pk")[0]
    assert (event.result, event.resource, event.object_id) == ("denied", "documents.document", plan.pk)


@pytest.mark.parametrize("who", ["anna", "carla"])
def test_hours_and_build_up_are_part_of_the_file(cast: Cast, as_actor: AsActor, case: AbsenceCase, who: str) -> None:
    actor = getattr(cast, who)
    for name in ("cases:hours", "cases:build_up"):
        assert as_actor(actor).get(reverse(name, args=[case.pk])).status_code == 200
    with acting_as(actor):
        looks = AuditEvent.objects.filter(actor_id=actor.user_id, action="read_case", case_id=case.pk)
        assert looks.count() == 2
