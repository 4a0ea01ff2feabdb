"""The pages of proposals for suitable work: proposing, answering, taking back, and the ways there."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from django.utils import timezone

from accounts.actor import acting_as
from accounts.models import Draft, WordingOverride
from cases.models import AbsenceCase, Notice, WorkProposal
from cases.timeline.dutch import format_date
from tests.cast import Cast
from tests.conftest import AsActor
from tests.factories.cases import assign, report
from tests.factories.work import NEEDS, TEXT, propose, reply, withdraw

DAY = timedelta(days=1)
QUERIES = 28
WHY = "De ochtendploeg is <b>vol</b>."
Counted = Callable[[int], AbstractContextManager[object]]


@pytest.fixture
def today() -> date:
    return timezone.localdate()


@pytest.fixture
def case(cast: Cast, today: date) -> AbsenceCase:
    return assign(cast, report(cast.anna, cast.carla_file, today - 30 * DAY), on=today - 20 * DAY)


def page(case: AbsenceCase, name: str = "work", *more: int) -> str:
    return reverse(f"cases:{name}", args=[case.pk, *more])


def typed(today: date, **more: Any) -> dict[str, Any]:
    said = {"kind": "other_here", "text": "Telefoon aannemen", "needs": "", "hours_per_week": "7,5", "seen": 0}
    return said | {"starts_on": f"{today + DAY:%d-%m-%Y}"} | more


def test_functional_readers_read_proposal_and_answer(
    cast: Cast, case: AbsenceCase, as_actor: AsActor, today: date
) -> None:
    made = propose(cast.carla, case, today)
    reply(cast.anna, made, on=today, reason=WHY)
    for actor in (cast.anna, cast.carla, cast.noor, cast.daan):
        for url in (page(case), page(case, "work_proposal", made.pk)):
            text = as_actor(actor).get(url).content.decode()
            assert TEXT in text, (actor.role, url)
            assert NEEDS in text
            assert "De ochtendploeg is &lt;b&gt;vol&lt;/b&gt;." in text
        panel = BeautifulSoup(as_actor(actor).get(page(case, "detail")).content, "html.parser").select_one(
            "#passend-werk"
        )
        assert panel is not None, actor.role
        assert "Nee" in panel.get_text()
    for actor in (cast.bert, cast.ina, cast.eva):
        client = as_actor(actor)
        client.raise_request_exception = False
        assert {client.get(url).status_code for url in (page(case), page(case, "work_proposal", made.pk))} == {404}
    for actor in (cast.bert, cast.ina):
        assert "passend-werk" not in as_actor(actor).get(page(case, "detail")).content.decode()


def test_same_proposal_twice_is_one_proposal(cast: Cast, case: AbsenceCase, as_actor: AsActor, today: date) -> None:
    client, url = as_actor(cast.carla), page(case, "propose_work")
    assert [client.post(url, typed(today))["Location"] for _ in range(2)] == [page(case)] * 2
    client.post(url, typed(today, hours_per_week="8"))  # another one, from the same old page
    form = BeautifulSoup(client.get(url).content, "html.parser")
    seen = form.select_one("input[type=hidden][name=seen]")["value"]
    client.post(url, typed(today, hours_per_week="8", seen=seen))
    with acting_as(cast.anna):
        hours = WorkProposal.objects.order_by("number").values_list("hours_per_week", flat=True)
        assert (seen, list(hours)) == ("2", [Decimal("7.5"), Decimal(8), Decimal(8)])
        assert Notice.objects.filter(kind="work_proposed").count() == 3


def test_employee_proposes_and_finds_it_on_the_own_pages(
    cast: Cast, case: AbsenceCase, as_actor: AsActor, today: date
) -> None:
    client, url = as_actor(cast.carla), page(case, "propose_work")
    assert page(case) in client.get(reverse("start")).content.decode()
    assert url in client.get(page(case, "detail")).content.decode()
    assert format_date(today + 14 * DAY) in client.get(url).content.decode()
    sent = client.post(url, typed(today))
    assert (sent.status_code, sent["Location"]) == (303, page(case))
    text = client.get(page(case)).content.decode()
    assert "Telefoon aannemen" in text
    assert "7,5 uur per week" in text
    start = client.get(reverse("start")).content.decode()
    assert f"Uw werkgever antwoordt uiterlijk {format_date(today + 14 * DAY)}." in start


def test_what_is_wrong_is_said_and_nothing_typed_is_lost(
    cast: Cast, case: AbsenceCase, as_actor: AsActor, today: date
) -> None:
    client, url = as_actor(cast.carla), page(case, "propose_work")
    wrong = client.post(url, typed(today, starts_on=f"{today - DAY:%d-%m-%Y}", hours_per_week="6"))
    assert (wrong.status_code, "Kies een dag van" in wrong.content.decode()) == (422, True)
    assert "Telefoon aannemen" in wrong.content.decode()
    wrong = client.post(url, typed(today, hours_per_week="99", text=""))
    assert "Vul ten hoogste de contracturen in" in wrong.content.decode()
    assert "Schrijf op welk werk u kunt doen." in wrong.content.decode()
    with acting_as(cast.carla):
        assert not WorkProposal.objects.exists()


def test_health_words_are_marked_and_kept_with_a_reason_only(
    cast: Cast, case: AbsenceCase, as_actor: AsActor, today: date
) -> None:
    client, url = as_actor(cast.carla), page(case, "propose_work")
    data = typed(today, needs="Rust vanwege mijn depressie")
    assert client.post(url, data).status_code == 422
    assert client.post(url, data | {"wording_reason": "work", "wording_seen": "depressie"}).status_code == 303
    with acting_as(cast.carla):
        kept = WordingOverride.objects.get()
        assert (kept.form, kept.field, kept.case_id) == ("work_proposal", "needs", case.pk)


def test_employer_refuses_from_the_start_page_and_says_why(
    cast: Cast, case: AbsenceCase, as_actor: AsActor, today: date
) -> None:
    made = propose(cast.carla, case, today)
    client, url = as_actor(cast.anna), page(case, "work_proposal", made.pk)
    for place in (reverse("start"), page(case, "detail"), page(case)):
        assert url in client.get(place).content.decode(), place
    wrong = client.post(url, {"answer": "refused", "reason": ""})
    assert (wrong.status_code, "Schrijf op waarom dit niet kan." in wrong.content.decode()) == (422, True)
    form = BeautifulSoup(wrong.content, "html.parser")
    assert form.select_one("[name=answer][checked]")["value"] == "refused"
    sent = client.post(url, {"answer": "refused", "reason": WHY})
    assert (sent.status_code, sent["Location"]) == (303, page(case))
    assert url not in client.get(reverse("start")).content.decode()
    assert not BeautifulSoup(client.get(url).content, "html.parser").select("[name=answer]")
    start = as_actor(cast.carla).get(reverse("start")).content.decode()
    assert "Wacht op uw werkgever" not in start


def test_answer_that_comes_too_late_is_shown_beside_what_stands_there(
    cast: Cast, case: AbsenceCase, as_actor: AsActor, today: date
) -> None:
    made = propose(cast.carla, case, today)
    withdraw(cast.carla, made, today)
    client, url = as_actor(cast.anna), page(case, "work_proposal", made.pk)
    found = client.post(url, {"answer": "adapted", "reason": "Twee uur eerder."})
    text = found.content.decode()
    assert found.status_code == 409
    assert "intussen beantwoord of ingetrokken" in text
    assert "Twee uur eerder." in text
    assert not BeautifulSoup(text, "html.parser").select("[name=answer]")


def test_employee_takes_it_back(cast: Cast, case: AbsenceCase, as_actor: AsActor, today: date) -> None:
    made = propose(cast.carla, case, today)
    client, url = as_actor(cast.carla), page(case, "withdraw_work", made.pk)
    assert url in client.get(page(case)).content.decode()
    assert client.post(url)["Location"] == page(case)
    text = client.get(page(case)).content.decode()
    assert "Ingetrokken" in text
    assert url not in text
    again = client.post(url, follow=True)
    assert "intussen beantwoord of ingetrokken" in again.content.decode()


@pytest.mark.parametrize(
    ("ago", "kind", "left"),
    [(0, "plain", "over 14 dagen"), (7, "soon", "over 7 dagen"), (14, "soon", "vandaag"), (15, "late", "")],
)
def test_proposal_says_how_long_an_answer_can_wait(
    cast: Cast, case: AbsenceCase, as_actor: AsActor, today: date, *, ago: int, kind: str, left: str
) -> None:
    made = propose(cast.carla, case, today - ago * DAY)
    for name in ("anna", "carla"):
        shown = BeautifulSoup(as_actor(getattr(cast, name)).get(page(case)).content, "html.parser")
        badge = shown.select_one("main .panel .tag")
        assert badge is not None
        assert f"tag-{kind}" in badge["class"]
        assert badge.get_text(strip=True) == (f"Antwoord uiterlijk {left}" if left else "Antwoord 1 dag te laat")
    assert made.answer_by == today + (14 - ago) * DAY


@pytest.mark.parametrize(("after", "told"), [(14, True), (15, False)])
def test_work_that_begins_within_the_term_says_so(
    cast: Cast, case: AbsenceCase, as_actor: AsActor, today: date, *, after: int, told: bool
) -> None:
    begins = today + after * DAY
    propose(cast.carla, case, today, starts_on=begins)
    sentence = f"Het werk begint volgens het voorstel al op {format_date(begins)}."
    for place in (reverse("start"), page(case)):
        assert (sentence in as_actor(cast.anna).get(place).content.decode()) is told, place


def test_late_answer_is_called_late_and_a_closed_file_asks_nothing(
    cast: Cast, case: AbsenceCase, as_actor: AsActor, today: date
) -> None:
    propose(cast.carla, case, today - 17 * DAY)
    text = as_actor(cast.anna).get(reverse("start")).content.decode()
    assert "Antwoord 3 dagen te laat" in text


@pytest.mark.parametrize("name", ["anna", "noor", "daan"])
def test_who_is_not_the_employee_proposes_nothing(
    cast: Cast, case: AbsenceCase, as_actor: AsActor, today: date, name: str
) -> None:
    made = propose(cast.carla, case, today)
    client = as_actor(getattr(cast, name))
    client.raise_request_exception = False
    assert client.get(page(case, "propose_work")).status_code == 403
    assert client.post(page(case, "withdraw_work", made.pk)).status_code == 403
    assert page(case, "propose_work") not in client.get(page(case)).content.decode()


def test_draft_of_a_proposal_is_there_again(cast: Cast, case: AbsenceCase, as_actor: AsActor, today: date) -> None:
    client, url = as_actor(cast.carla), page(case, "propose_work")
    client.post(reverse("accounts:draft", args=["work_proposal", case.pk]), {"text": "Half geschreven"})
    assert "Half geschreven" in client.get(url).content.decode()
    client.post(url, typed(today))
    with acting_as(cast.carla):
        assert not Draft.objects.exists()


def test_list_costs_the_same_for_one_and_for_three(
    cast: Cast, case: AbsenceCase, as_actor: AsActor, today: date, django_assert_num_queries: Counted
) -> None:
    reply(cast.anna, propose(cast.carla, case, today), on=today)
    client = as_actor(cast.noor)
    client.get(page(case))
    with django_assert_num_queries(QUERIES):
        client.get(page(case))
    reply(cast.anna, propose(cast.carla, case, today), on=today)
    propose(cast.carla, case, today)
    with django_assert_num_queries(QUERIES):
        client.get(page(case))
