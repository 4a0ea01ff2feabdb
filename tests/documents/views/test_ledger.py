"""The pages of advice: who reads what, giving, answering, taking back, and the ways there."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from django.utils import timezone

from accounts.actor import acting_as
from accounts.models import Draft, WordingOverride
from cases.models import AbsenceCase
from cases.timeline.dutch import format_date
from documents.models import Advice
from tests.cast import Cast
from tests.conftest import AsActor
from tests.documents import arrange
from tests.documents.ledger_story import DAY, TEXT, answer, give, story
from tests.factories.cases import assign, report

Counted = Callable[[int], AbstractContextManager[object]]
QUERIES = 30
WORDS = "De ochtendploeg is <b>vol</b>."


@pytest.fixture
def today() -> date:
    return timezone.localdate()


@pytest.fixture
def case(cast: Cast, today: date) -> AbsenceCase:
    return assign(cast, report(cast.anna, cast.carla_file, today - 30 * DAY), on=today - 20 * DAY)


def given(cast: Cast, case: AbsenceCase, today: date, **more: Any) -> Advice:
    return give(cast.noor, case, today=today, **{"due_on": today + 14 * DAY} | more)


def page(case: AbsenceCase, name: str = "list", *more: int) -> str:
    return reverse(f"ledger:{name}", args=[case.pk, *more])


def test_everybody_of_the_file_reads_the_ledger_and_nobody_else(
    cast: Cast, case: AbsenceCase, as_actor: AsActor, today: date
) -> None:
    advice = given(cast, case, today)
    answer(cast.anna, advice, "refused", note=WORDS, today=today)
    for actor in (cast.anna, cast.carla, cast.noor, cast.daan):
        text = as_actor(actor).get(page(case)).content.decode()
        assert TEXT in text, actor.role
        assert "De ochtendploeg is &lt;b&gt;vol&lt;/b&gt;." in text
    for actor in (cast.bert, cast.ina, cast.eva):
        client = as_actor(actor)
        client.raise_request_exception = False
        assert client.get(page(case)).status_code == 404, actor.role


def test_only_the_giver_gives_and_the_addressee_answers(
    cast: Cast, case: AbsenceCase, as_actor: AsActor, today: date
) -> None:
    given(cast, case, today)
    shown = {}
    for name in ("anna", "carla", "noor", "daan"):
        text = as_actor(getattr(cast, name)).get(page(case)).content.decode()
        shown[name] = ["Advies geven" in text, "Laat weten wat u doet" in text, "Intrekken" in text]
    assert shown == {
        "anna": [False, True, False],
        "carla": [False, False, False],
        "noor": [True, False, True],
        "daan": [True, False, False],
    }


def test_advice_is_given_with_a_term_already_filled_in(
    cast: Cast, case: AbsenceCase, as_actor: AsActor, today: date
) -> None:
    client, url = as_actor(cast.noor), page(case, "give")
    form = BeautifulSoup(client.get(url).content, "html.parser")
    assert form.select_one("[name=due_on]")["value"] == f"{today + 14 * DAY:%Y-%m-%d}"
    assert [one["value"] for one in form.select("[name=addressee]")] == ["employer", "employee"]
    assert not form.select("[name=source]")
    typed = {"addressee": "employee", "text": "Denk na over <i>taken</i>.", "due_on": f"{today + 5 * DAY:%d-%m-%Y}"}
    sent = client.post(url, typed)
    assert (sent.status_code, sent["Location"]) == (303, page(case))
    assert "Denk na over &lt;i&gt;taken&lt;/i&gt;." in client.get(page(case)).content.decode()


def test_what_is_wrong_is_said_and_nothing_typed_is_lost(
    cast: Cast, case: AbsenceCase, as_actor: AsActor, today: date
) -> None:
    client = as_actor(cast.noor)
    typed = {"addressee": "employer", "text": "Zoek licht werk.", "due_on": f"{today - DAY:%Y-%m-%d}"}
    found = client.post(page(case, "give"), typed)
    assert found.status_code == 422
    assert "Kies een dag van" in found.content.decode()
    assert "Zoek licht werk." in found.content.decode()
    with acting_as(cast.noor):
        assert not Advice.objects.exists()


def test_health_words_are_marked_and_kept_with_a_reason_only(
    cast: Cast, case: AbsenceCase, as_actor: AsActor, today: date
) -> None:
    client, url = as_actor(cast.noor), page(case, "give")
    typed = {"addressee": "employer", "text": "Vanwege depressie rustig aan.", "due_on": f"{today:%Y-%m-%d}"}
    assert client.post(url, typed).status_code == 422
    typed |= {"wording_reason": "work", "wording_seen": "depressie"}
    assert client.post(url, typed).status_code == 303
    with acting_as(cast.noor):
        kept = WordingOverride.objects.get()
        assert (kept.form, kept.field, kept.case_id) == ("give_advice", "text", case.pk)


def test_item_is_made_out_of_the_analysis(cast: Cast, as_actor: AsActor) -> None:
    case = arrange.make_case(cast)
    document = arrange.sign_analysis(cast, case)
    client = as_actor(cast.noor)
    paper = client.get(reverse("documents:detail", args=[document.pk])).content.decode()
    assert f"{page(case, 'give')}?uit=problem_analysis" in paper
    form = BeautifulSoup(client.get(f"{page(case, 'give')}?uit=problem_analysis").content, "html.parser")
    assert "Begin met licht werk in de ochtend." in form.select_one("[name=text]").text
    assert form.select_one("[name=source][checked]")["value"] == "problem_analysis"
    assert [one["value"] for one in form.select("[name=addressee]")] == ["employer", "employee", "ontzorgmanager"]
    reader = as_actor(cast.anna).get(reverse("documents:detail", args=[document.pk])).content.decode()
    assert "Maak hier een advies" not in reader


def test_employer_refuses_with_a_reason_from_the_start_page(
    cast: Cast, case: AbsenceCase, as_actor: AsActor, today: date
) -> None:
    advice = given(cast, case, today)
    client, url = as_actor(cast.anna), page(case, "advice", advice.pk)
    assert url in client.get(reverse("start")).content.decode()
    assert url in client.get(reverse("cases:detail", args=[case.pk])).content.decode()
    typed = {"answer": "refused", "note": "", "done_on": f"{today:%Y-%m-%d}", "expected_number": 0}
    wrong = client.post(url, typed)
    assert (wrong.status_code, "Schrijf op waarom het niet gebeurt." in wrong.content.decode()) == (422, True)
    sent = client.post(url, typed | {"note": WORDS})
    assert (sent.status_code, sent["Location"]) == (303, page(case))
    assert url not in client.get(reverse("start")).content.decode()
    assert story(cast.noor, advice) == ["refused"]


def test_employee_answers_from_the_own_pages(cast: Cast, case: AbsenceCase, as_actor: AsActor, today: date) -> None:
    advice = given(cast, case, today, addressee="employee")
    client, url = as_actor(cast.carla), page(case, "advice", advice.pk)
    assert url in client.get(reverse("start")).content.decode()
    assert client.post(url, {"answer": "accepted", "note": "", "expected_number": 0}).status_code == 303
    assert url not in client.get(reverse("start")).content.decode()
    assert story(cast.noor, advice) == ["accepted"]


def test_what_is_asked_is_about_the_last_day_to_have_done_it(
    cast: Cast, case: AbsenceCase, as_actor: AsActor, today: date
) -> None:
    due = today - DAY
    advice = given(cast, case, due, due_on=due)
    client, url = as_actor(cast.anna), page(case, "advice", advice.pk)
    text = client.get(reverse("start")).content.decode()
    assert f"Doe dit uiterlijk {format_date(due)} en laat weten wat u ermee doet." in text
    answer(cast.anna, advice, "accepted", today=due)
    text = client.get(reverse("start")).content.decode()
    assert f"U liet weten dat u dit doet, uiterlijk {format_date(due)}. Is het gedaan? Laat dat weten." in text
    assert "en laat weten wat u ermee doet" not in text
    answer(cast.anna, advice, "refused", expected_number=1, today=today)
    assert url not in client.get(reverse("start")).content.decode()
    assert "Wordt niet gedaan" in client.get(reverse("cases:detail", args=[case.pk])).content.decode()


def test_old_page_shows_what_stands_there_now_beside_what_was_typed(
    cast: Cast, case: AbsenceCase, as_actor: AsActor, today: date
) -> None:
    advice = given(cast, case, today)
    answer(cast.anna, advice, "accepted", note="Maandag bespreken wij het.", today=today)
    client, url = as_actor(cast.anna), page(case, "advice", advice.pk)
    typed = {"answer": "refused", "note": "Toch geen plek.", "expected_number": 0}
    found = client.post(url, typed)
    text = BeautifulSoup(found.content, "html.parser")
    assert found.status_code == 409
    assert "Maandag bespreken wij het." in text.get_text()
    assert text.select_one("[name=note]").text.strip() == "Toch geen plek."
    assert text.select_one("[name=expected_number]")["value"] == "1"
    assert client.post(url, typed | {"expected_number": 1}).status_code == 303


def test_draft_of_an_answer_is_there_again(cast: Cast, case: AbsenceCase, as_actor: AsActor, today: date) -> None:
    advice = given(cast, case, today)
    client = as_actor(cast.anna)
    client.post(reverse("accounts:draft", args=["answer_advice", advice.pk]), {"note": "Half geschreven"})
    assert "nog niet verstuurde" not in client.post(page(case, "advice", advice.pk), {"note": ""}).content.decode()
    again = client.get(page(case, "advice", advice.pk)).content.decode()
    assert ("Half geschreven" in again, again.count("nog niet verstuurde")) == (True, 1)
    client.post(page(case, "advice", advice.pk), {"answer": "refused", "note": "Heel geschreven", "expected_number": 0})
    with acting_as(cast.anna):
        assert not Draft.objects.exists()


def test_giver_takes_it_back(cast: Cast, case: AbsenceCase, as_actor: AsActor, today: date) -> None:
    advice = given(cast, case, today)
    client, url = as_actor(cast.noor), page(case, "withdraw", advice.pk)
    assert TEXT in client.get(url).content.decode()
    assert client.post(url, {"note": "", "expected_number": 0}).status_code == 422
    assert client.post(url, {"note": "Iets anders.", "expected_number": 1}).status_code == 409
    assert client.post(url, {"note": "Iets anders.", "expected_number": 0})["Location"] == page(case)
    assert "Ingetrokken" in client.get(page(case)).content.decode()
    again = client.get(url)
    assert (again.status_code, again["Location"]) == (303, page(case, "advice", advice.pk))


def test_who_may_not_use_a_page_hears_so(cast: Cast, case: AbsenceCase, as_actor: AsActor, today: date) -> None:
    advice = given(cast, case, today)
    refused = {
        "anna": [page(case, "give"), page(case, "withdraw", advice.pk)],
        "carla": [page(case, "give"), page(case, "withdraw", advice.pk)],
    }
    for name, urls in refused.items():
        client = as_actor(getattr(cast, name))
        client.raise_request_exception = False
        assert {client.get(url).status_code for url in urls} == {403}
    client = as_actor(cast.carla)
    client.raise_request_exception = False
    typed = {"answer": "accepted", "note": "", "expected_number": 0}
    assert client.post(page(case, "advice", advice.pk), typed).status_code == 403


def test_list_costs_the_same_for_one_and_for_three(
    cast: Cast, case: AbsenceCase, as_actor: AsActor, today: date, django_assert_num_queries: Counted
) -> None:
    answer(cast.anna, given(cast, case, today), "refused", today=today)
    client = as_actor(cast.noor)
    client.get(page(case))
    with django_assert_num_queries(QUERIES):
        client.get(page(case))
    for _ in range(2):
        answer(cast.anna, given(cast, case, today), "refused", today=today)
    with django_assert_num_queries(QUERIES):
        client.get(page(case))


@pytest.mark.parametrize(
    "found",
    [
        ("", "Wacht op antwoord"),
        ("accepted", "Wordt gedaan"),
        ("refused", "Wordt niet gedaan"),
        ("done", "Er loopt nu geen advies."),
    ],
)
def test_page_of_the_file_says_where_an_advice_stands(
    cast: Cast, case: AbsenceCase, as_actor: AsActor, today: date, found: tuple[str, str]
) -> None:
    advice, (said, stands) = given(cast, case, today), found
    if said:
        answer(cast.anna, advice, said, note=WORDS, today=today)
    for actor in (cast.anna, cast.carla, cast.noor, cast.daan):
        answered = as_actor(actor).get(reverse("cases:detail", args=[case.pk]))
        panel = BeautifulSoup(answered.content, "html.parser").select_one("#adviezen")
        assert panel is not None, actor.role
        assert stands in " ".join(panel.get_text(" ").split()), actor.role
