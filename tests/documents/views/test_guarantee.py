"""The page of the guarantee: computed, confirmed, and for whom."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from django.utils import timezone

from accounts.actor import acting_as
from cases.models import AbsenceCase
from documents.models import GuaranteeConfirmation
from tests.cast import Cast
from tests.conftest import AsActor
from tests.documents.ledger_story import DAY, TEXT, answer, confirm, give, withdraw
from tests.factories.cases import assign, report

Counted = Callable[[int], AbstractContextManager[object]]
QUERIES = 52


@pytest.fixture
def today() -> date:
    return timezone.localdate()


@pytest.fixture
def case(cast: Cast, today: date) -> AbsenceCase:
    return assign(cast, report(cast.anna, cast.carla_file, today - 30 * DAY), on=today - 20 * DAY)


def url(case: AbsenceCase) -> str:
    return reverse("ledger:guarantee", args=[case.pk])


def said(**more: object) -> dict[str, object]:
    return {"state": "intact", "words": "", "expected_number": 0, "seen": "intact"} | more


def test_who_reads_it(cast: Cast, case: AbsenceCase, as_actor: AsActor) -> None:
    seen = {}
    for name in ("anna", "noor", "ina", "carla", "daan", "bert", "eva"):
        client = as_actor(getattr(cast, name))
        client.raise_request_exception = False
        seen[name] = client.get(url(case)).status_code
    assert seen == dict.fromkeys(("anna", "noor", "ina"), 200) | dict.fromkeys(("carla", "daan", "bert", "eva"), 404)


def test_refused_advice_shows_as_a_reason_in_neutral_words_and_never_its_text_to_the_desk(
    cast: Cast, case: AbsenceCase, as_actor: AsActor, today: date
) -> None:
    advice = give(cast.noor, case, today=today, due_on=today + 14 * DAY)
    answer(cast.anna, advice, "refused", note="Geen plek in de ploeg.", today=today)
    for actor in (cast.anna, cast.noor, cast.ina):
        text = as_actor(actor).get(url(case)).content.decode()
        assert "Vraagt aandacht" in text, actor.role
        assert "Advies van de Ontzorgmanager aan de werkgever: niet opgevolgd, met een reden van" in text
        assert "Wat nu helpt" in text
        assert TEXT not in text
        assert "Geen plek" not in text
    withdraw(cast.noor, advice, expected_number=1, today=today)
    assert "Op schema" in as_actor(cast.ina).get(url(case)).content.decode()


def test_guide_confirms_and_the_employer_reads_it(cast: Cast, case: AbsenceCase, as_actor: AsActor) -> None:
    employer = as_actor(cast.anna)
    before = employer.get(url(case)).content.decode()
    assert "Nog niemand heeft het bevestigd." in before
    assert "Stand bevestigen" not in before
    client = as_actor(cast.noor)
    assert client.post(url(case), said())["Location"] == url(case)
    text = employer.get(url(case)).content.decode()
    assert "Nog niemand" not in text
    assert f"door {cast.user(cast.noor).name} (Ontzorgmanager)" in text
    assert "Bevestigd op" in employer.get(reverse("cases:detail", args=[case.pk])).content.decode()


def test_desk_deviates_with_words_only(cast: Cast, case: AbsenceCase, as_actor: AsActor) -> None:
    client = as_actor(cast.ina)
    wrong = client.post(url(case), said(state="at_risk"))
    assert (wrong.status_code, "Schrijf op waarom." in wrong.content.decode()) == (422, True)
    assert client.post(url(case), said(state="at_risk", words="UWV vroeg om <b>uitleg</b>.")).status_code == 303
    text = as_actor(cast.anna).get(url(case)).content.decode()
    assert "UWV vroeg om &lt;b&gt;uitleg&lt;/b&gt;." in text
    assert "Berekend was toen: Op schema." in text


def test_page_says_when_something_changed_since(cast: Cast, case: AbsenceCase, as_actor: AsActor, today: date) -> None:
    confirm(cast.noor, case, today=today)
    changed = "Sinds deze bevestiging is er iets veranderd."
    assert changed not in as_actor(cast.anna).get(url(case)).content.decode()
    answer(cast.anna, give(cast.noor, case, today=today, due_on=today), "refused", today=today)
    assert changed in as_actor(cast.anna).get(url(case)).content.decode()


def test_old_page_keeps_what_was_typed(cast: Cast, case: AbsenceCase, as_actor: AsActor, today: date) -> None:
    client = as_actor(cast.noor)
    confirm(cast.ina, case, today=today)
    found = client.post(url(case), said(words="Alles loopt."))
    page = BeautifulSoup(found.content, "html.parser")
    assert found.status_code == 409
    assert page.select_one("[name=words]").text.strip() == "Alles loopt."
    assert page.select_one("[name=expected_number]")["value"] == "1"
    with acting_as(cast.noor):
        assert GuaranteeConfirmation.objects.count() == 1


def test_employer_cannot_confirm(cast: Cast, case: AbsenceCase, as_actor: AsActor) -> None:
    client = as_actor(cast.anna)
    client.raise_request_exception = False
    assert client.post(url(case), said()).status_code == 403


def test_page_costs_the_same_for_one_reason_and_for_three(
    cast: Cast, case: AbsenceCase, as_actor: AsActor, today: date, django_assert_num_queries: Counted
) -> None:
    client = as_actor(cast.noor)
    for number in range(3):
        answer(cast.anna, give(cast.noor, case, today=today, due_on=today), "refused", today=today)
        confirm(cast.noor, case, today=today, expected_number=number)
        client.get(url(case))
        if number in (0, 2):
            with django_assert_num_queries(QUERIES):
                client.get(url(case))
