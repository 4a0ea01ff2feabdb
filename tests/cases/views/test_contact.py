"""Recording contact and planning the next, in the browser."""

from datetime import date, timedelta

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cases import operations
from cases.models import AbsenceCase
from cases.timeline.explain import format_date
from tests.cast import Cast
from tests.conftest import AsActor
from tests.factories.cases import assign, fresh, report

DAY = timedelta(days=1)


@pytest.fixture
def today() -> date:
    return timezone.localdate()


@pytest.fixture
def case(cast: Cast, today: date) -> AbsenceCase:
    return assign(cast, report(cast.anna, cast.carla_file, today - 40 * DAY), on=today - 30 * DAY)


def page(client: Client, case: AbsenceCase) -> str:
    found = client.get(reverse("cases:detail", args=[case.pk]))
    return " ".join(BeautifulSoup(found.content, "html.parser").get_text(" ").split())


def test_file_says_when_the_next_talk_is(cast: Cast, case: AbsenceCase, as_actor: AsActor, today: date) -> None:
    noor, carla, anna = as_actor(cast.noor), as_actor(cast.carla), as_actor(cast.anna)
    late = f"U sprak werkgever en werknemer niet meer. Dat was nodig uiterlijk op {format_date(today - 16 * DAY)}."
    assert late in page(noor, case)
    values = {"party": "employee", "held_on": f"{today - DAY:%Y-%m-%d}", "next_on": f"{today + 9 * DAY:%Y-%m-%d}"}
    sent = noor.post(reverse("cases:contact", args=[case.pk]), values)
    assert (sent.status_code, sent["Location"]) == (303, reverse("cases:detail", args=[case.pk]))
    planned = format_date(today + 9 * DAY)
    assert f"Volgend contact: {planned}." in page(noor, case)
    assert f"Uw Ontzorgmanager plande het volgende contact op {planned}." in page(carla, case)
    assert planned not in page(anna, case)


def test_plan_can_be_moved_and_an_impossible_day_stays_on_the_form(
    cast: Cast, case: AbsenceCase, as_actor: AsActor, today: date
) -> None:
    noor, url = as_actor(cast.noor), reverse("cases:plan_contact", args=[case.pk])
    operations.log_contact(actor=cast.noor, case=case, party="employer", held_on=today - DAY, today=today)
    assert f"Spreek werkgever of werknemer uiterlijk op {format_date(today + 13 * DAY)}." in page(noor, case)
    assert url in noor.get(reverse("cases:detail", args=[case.pk])).content.decode()
    wrong = noor.post(url, {"next_on": f"{today + 60 * DAY:%Y-%m-%d}"})
    assert wrong.status_code == 422
    assert f"tot en met {format_date(today + 42 * DAY)}" in wrong.content.decode()
    assert f'value="{today + 60 * DAY:%Y-%m-%d}"' in wrong.content.decode()
    assert noor.post(url, {"next_on": f"{today:%Y-%m-%d}"}).status_code == 303
    assert f"Volgend contact: {format_date(today)}." in page(noor, case)


def test_file_that_is_over_is_led_back_to(cast: Cast, case: AbsenceCase, as_actor: AsActor, today: date) -> None:
    version = fresh(cast.anna, case).version
    operations.cancel_report(actor=cast.anna, case=case, expected_version=version, today=today)
    answer = as_actor(cast.noor).get(reverse("cases:plan_contact", args=[case.pk]), follow=True)
    assert answer.redirect_chain == [(reverse("cases:detail", args=[case.pk]), 303)]
    assert "Dit dossier is afgesloten." in answer.content.decode()


def test_others_plan_nothing(cast: Cast, case: AbsenceCase, as_actor: AsActor) -> None:
    url = reverse("cases:plan_contact", args=[case.pk])
    found = {
        name: as_actor(getattr(cast, name)).get(url).status_code for name in ("anna", "carla", "daan", "ina", "loes")
    }
    assert found == {"anna": 403, "carla": 403, "daan": 403, "ina": 403, "loes": 404}
    assert "Volgend contact plannen" not in page(as_actor(cast.carla), case)
