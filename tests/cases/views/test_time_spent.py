"""The page on which time is written down, and the one on which it is added up."""

from datetime import date, timedelta

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from django.utils import timezone

from accounts.actor import acting_as
from cases.models import AbsenceCase, TimeSpent
from tests.cast import Cast
from tests.conftest import AsActor
from tests.factories.cases import assign, report

DAY = timedelta(days=1)


@pytest.fixture
def today() -> date:
    return timezone.localdate()


@pytest.fixture
def case(cast: Cast, today: date) -> AbsenceCase:
    return assign(cast, report(cast.anna, cast.carla_file, today - 30 * DAY), on=today - 20 * DAY)


def url(case: AbsenceCase) -> str:
    return reverse("cases:time", args=[case.pk])


def sent(today: date, **more: object) -> dict[str, object]:
    return {"activity": "welcome", "minutes": "75", "spent_on": f"{today:%Y-%m-%d}", "expected_number": 0} | more


def page(text: bytes) -> str:
    return BeautifulSoup(text, "html.parser").get_text(" ", strip=True)


def test_time_is_written_down_and_added_up(cast: Cast, case: AbsenceCase, as_actor: AsActor, today: date) -> None:
    client = as_actor(cast.noor)
    detail = client.get(reverse("cases:detail", args=[case.pk])).content.decode()
    assert url(case) in detail
    answer = client.post(url(case), sent(today))
    assert (answer.status_code, answer["Location"]) == (303, url(case))
    client.post(url(case), sent(today, activity="travel", minutes="30", expected_number=1))
    text = page(client.get(url(case)).content)
    assert "1,75 uur in dit dossier" in text
    assert "Welkomstgesprek 1,25" in text
    totals = page(client.get(reverse("cases:time_report")).content)
    assert "Samen 1 1,75 1,75" in totals
    assert "te weinig" not in totals
    desk = page(as_actor(cast.ina).get(reverse("cases:time_report")).content)
    assert "Samen te weinig te weinig te weinig" in desk
    assert "1,75" not in desk


def test_a_form_sent_twice_counts_once_and_says_so(
    cast: Cast, case: AbsenceCase, as_actor: AsActor, today: date
) -> None:
    client = as_actor(cast.noor)
    assert 'name="expected_number" value="0"' in client.get(url(case)).content.decode()
    client.post(url(case), sent(today))
    again = client.post(url(case), sent(today))
    text = again.content.decode()
    assert again.status_code == 409
    assert "Er is intussen tijd vastgelegd." in text
    assert "1,25 uur in dit dossier" in page(again.content)
    assert 'name="expected_number" value="1"' in text
    assert client.post(url(case), sent(today, expected_number=1)).status_code == 303


def test_page_says_what_the_employee_sees_of_it(cast: Cast, case: AbsenceCase, as_actor: AsActor, today: date) -> None:
    client = as_actor(cast.noor)
    client.post(url(case), sent(today))
    assert "De werknemer ziet wel wie in zijn dossier tijd vastlegde" in client.get(url(case)).content.decode()
    trail = page(as_actor(cast.carla).get(reverse("cases:looks", args=[case.pk])).content)
    assert "estede tijd vastleggen" in trail


def test_a_mistake_is_withdrawn(cast: Cast, case: AbsenceCase, as_actor: AsActor, today: date) -> None:
    client = as_actor(cast.noor)
    client.post(url(case), sent(today))
    with acting_as(cast.noor):
        entry = TimeSpent.objects.get()
    withdraw = reverse("cases:withdraw_time", args=[case.pk, entry.pk])
    assert client.post(withdraw).status_code == 303
    assert client.post(withdraw).status_code == 303
    text = page(client.get(url(case)).content)
    assert "0 uur in dit dossier" in text
    assert "Ingetrokken (1)" in text


def test_what_is_missing_is_said(cast: Cast, case: AbsenceCase, as_actor: AsActor, today: date) -> None:
    client = as_actor(cast.noor)
    empty = client.post(url(case), {"activity": "", "minutes": "", "spent_on": ""})
    assert empty.status_code == 422
    for sentence in ("Kies een activiteit.", "Kies hoeveel tijd.", "Vul de datum in."):
        assert sentence in empty.content.decode()
    late = client.post(url(case), sent(today, spent_on=f"{today + DAY:%Y-%m-%d}"))
    assert late.status_code == 422
    assert "tot en met vandaag" in late.content.decode()
    assert client.post(url(case), sent(today, minutes="20")).status_code == 422


def test_time_can_be_told_with_a_contact(cast: Cast, case: AbsenceCase, as_actor: AsActor, today: date) -> None:
    client, log = as_actor(cast.noor), reverse("cases:contact", args=[case.pk])
    assert "Tijd besteed" in client.get(log).content.decode()
    told = {"party": "employee", "held_on": f"{today:%Y-%m-%d}", "next_on": ""}
    assert client.post(log, told | {"minutes": ""}).status_code == 303
    assert client.post(log, told | {"party": "employer", "minutes": "45"}).status_code == 303
    with acting_as(cast.noor):
        assert list(TimeSpent.objects.values_list("activity", "minutes")) == [("employer", 45)]


def test_nobody_else_has_these_pages(cast: Cast, case: AbsenceCase, as_actor: AsActor, today: date) -> None:
    for other in (cast.anna, cast.carla, cast.daan, cast.bert):
        client = as_actor(other)
        assert client.get(url(case)).status_code == 403
        assert client.get(reverse("cases:time_report")).status_code == 403
        assert "Bestede tijd" not in client.get(reverse("cases:detail", args=[case.pk])).content.decode()
    assert as_actor(cast.ina).get(url(case)).status_code == 403
    assert as_actor(cast.loes).get(url(case)).status_code == 404
    assert as_actor(cast.loes).post(url(case), sent(today)).status_code == 404
