"""The desk hands files over: choosing, looking, asking, and how far it is."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.actor import acting_as
from cases.models import AbsenceCase, CaseTransfer
from cases.tasks import hand_over_files
from tests.cast import Cast
from tests.conftest import AsActor
from tests.factories import employers as staff
from tests.factories.cases import ask_transfers, assign, fresh, report

TODAY = timezone.localdate()
DAY = timedelta(days=1)
CHOOSING, FAR = 18, 18
Counted = Callable[[int], AbstractContextManager[object]]


@pytest.fixture
def case(cast: Cast) -> AbsenceCase:
    return assign(cast, report(cast.anna, cast.carla_file, TODAY - 30 * DAY), on=TODAY - 20 * DAY)


def more(cast: Cast, *names: str) -> list[AbsenceCase]:
    people = [staff.make_employee(cast.bakery, name, "Nieuw") for name in names]
    return [assign(cast, report(cast.anna, one, TODAY - 30 * DAY), on=TODAY - 20 * DAY) for one in people]


def address(cast: Cast) -> str:
    return f"{reverse('cases:hand_over')}?van={cast.noor_profile.pk}"


def text_of(client: Client, url: str) -> str:
    return " ".join(BeautifulSoup(client.get(url).content, "html.parser").get_text(" ").split())


def hidden(page: bytes) -> dict[str, list[str]]:
    """What the page that was looked at would send."""
    found: dict[str, list[str]] = {}
    form = BeautifulSoup(page, "html.parser").select_one("main form[method=post]")
    assert form is not None
    for one in form.select("input[type=hidden]"):
        if one["name"] != "csrfmiddlewaretoken":
            found.setdefault(str(one["name"]), []).append(str(one["value"]))
    return found


def test_desk_chooses_looks_and_hands_over(cast: Cast, case: AbsenceCase, as_actor: AsActor) -> None:
    other, third = more(cast, "Joris")[0], staff.make_manager("Mees Derde")
    client, url = as_actor(cast.ina), address(cast)
    assert "Noor de Wit 2" in text_of(client, reverse("cases:hand_over"))
    receivers = [cast.loes_profile.pk, third.pk]
    values = {"everything": "on", "receivers": receivers, "reason": "leaves", "intent": "preview"}
    page = client.post(url, values)
    assert page.status_code == 200
    assert CaseTransfer._base_manager.count() == 0
    sent = hidden(page.content)
    assert {pair.split("-")[1] for pair in sent["moves"]} == {str(pk) for pk in receivers}  # one each
    answer = client.post(url, {**sent, "intent": "send"})
    with acting_as(cast.ina):
        made = CaseTransfer.objects.order_by("pk").first()
    assert made is not None
    progress = reverse("cases:hand_over_progress", args=[made.pk])
    assert (answer.status_code, answer["Location"]) == (303, progress)
    assert "De dossiers gaan nu over." in text_of(client, progress)
    hand_over_files()
    assert "Klaar: 2 van 2 dossiers zijn overgedragen." in text_of(client, progress)
    now = {fresh(cast.ina, one).ontzorgmanager_id for one in (case, other)}
    assert now == set(receivers)
    assert "Klaar 2 van 2 dossiers" in text_of(client, reverse("cases:hand_over"))


def test_what_was_chosen_comes_back(cast: Cast, case: AbsenceCase, as_actor: AsActor) -> None:
    values = {"cases": [case.pk], "receivers": [cast.loes_profile.pk], "reason": "away"}
    page = as_actor(cast.ina).post(address(cast), {**values, "intent": "edit"})
    ticked = BeautifulSoup(page.content, "html.parser").select("input[checked]")
    assert {(one["name"], one["value"]) for one in ticked} == {
        ("cases", str(case.pk)),
        ("receivers", str(cast.loes_profile.pk)),
        ("reason", "away"),
    }


def test_nothing_chosen_says_what_to_do_and_keeps_the_rest(cast: Cast, case: AbsenceCase, as_actor: AsActor) -> None:
    page = as_actor(cast.ina).post(address(cast), {"reason": "away", "intent": "preview"})
    text = page.content.decode()
    assert page.status_code == 422
    assert "Kies ten minste één dossier." in text
    assert "Kies ten minste één Ontzorgmanager." in text
    ticked = BeautifulSoup(text, "html.parser").select("input[checked]")
    assert [one["value"] for one in ticked] == ["away"]


@pytest.mark.parametrize("moves", [[], ["1"], ["a-b"], ["1-2-3"], ["999999999-1"]])
def test_a_page_that_is_no_page_of_ours_moves_nothing(
    cast: Cast, case: AbsenceCase, as_actor: AsActor, moves: list[str]
) -> None:
    page = as_actor(cast.ina).post(address(cast), {"moves": moves, "reason": "away", "intent": "send"})
    assert page.status_code in (404, 422)
    assert CaseTransfer._base_manager.count() == 0


def test_a_file_that_went_meanwhile_is_listed_with_the_reason(cast: Cast, case: AbsenceCase, as_actor: AsActor) -> None:
    ask_transfers(cast, case, on=TODAY)
    third = staff.make_manager("Mees Derde")
    values = {"moves": [f"{case.pk}-{third.pk}"], "reason": "away", "intent": "send"}
    answer = as_actor(cast.ina).post(address(cast), values)
    text = text_of(as_actor(cast.ina), answer["Location"])
    assert "Klaar: 0 van 1 dossier is overgedragen. 1 bleef waar het was." in text
    assert "Niet overgedragen Voor dit dossier loopt al een overdracht." in text


def test_a_receiver_who_cannot_get_files_any_more_is_refused(cast: Cast, case: AbsenceCase, as_actor: AsActor) -> None:
    third = staff.make_manager("Mees Derde", registered_until=TODAY - DAY)
    values = {"moves": [f"{case.pk}-{third.pk}"], "cases": [case.pk], "reason": "away", "intent": "send"}
    page = as_actor(cast.ina).post(address(cast), values)
    assert page.status_code == 422
    assert "Een van deze Ontzorgmanagers kan nu geen dossier krijgen." in page.content.decode()


def test_the_page_of_a_file_leads_here(cast: Cast, case: AbsenceCase, as_actor: AsActor) -> None:
    client = as_actor(cast.ina)
    detail = client.get(reverse("cases:detail", args=[case.pk])).content.decode()
    assert "Dossier overdragen" in detail
    page = client.get(reverse("cases:assign", args=[case.pk]), follow=True)
    ticked = BeautifulSoup(page.content, "html.parser").select("input[checked]")
    assert [(one["name"], one["value"]) for one in ticked] == [("cases", str(case.pk))]


def test_words_that_lie_ready_show(cast: Cast, case: AbsenceCase, as_actor: AsActor) -> None:
    words = as_actor(cast.noor)
    words.post(reverse("cases:transfer", args=[case.pk]), {"words": "Belt liever.", "expected_number": 0})
    assert "Ligt klaar" in text_of(as_actor(cast.ina), address(cast))


def test_nobody_else_hands_over(cast: Cast, case: AbsenceCase, as_actor: AsActor) -> None:
    made = ask_transfers(cast, case, on=TODAY)
    for name in ("anna", "carla", "noor", "daan", "bert"):
        client = as_actor(getattr(cast, name))
        assert client.get(reverse("cases:hand_over")).status_code == 403
        assert client.get(reverse("cases:hand_over_progress", args=[made.pk])).status_code == 403


def test_words_alone_have_no_progress(cast: Cast, case: AbsenceCase, as_actor: AsActor) -> None:
    as_actor(cast.noor).post(reverse("cases:transfer", args=[case.pk]), {"words": "Belt liever.", "expected_number": 0})
    with acting_as(cast.ina):
        ready = CaseTransfer.objects.get()
    assert as_actor(cast.ina).get(reverse("cases:hand_over_progress", args=[ready.pk])).status_code == 404


def test_query_counts_do_not_grow(
    cast: Cast, case: AbsenceCase, as_actor: AsActor, django_assert_num_queries: Counted
) -> None:
    """For one file and for three."""
    client, url = as_actor(cast.ina), address(cast)
    with django_assert_num_queries(CHOOSING):
        client.get(url)
    others = more(cast, "Joris", "Kim")
    with django_assert_num_queries(CHOOSING):
        client.get(url)
    one = ask_transfers(cast, case, on=TODAY)
    with django_assert_num_queries(FAR):
        client.get(reverse("cases:hand_over_progress", args=[one.pk]))
    three = ask_transfers(cast, *others, *more(cast, "Lot"), on=TODAY - DAY)
    with django_assert_num_queries(FAR):
        client.get(reverse("cases:hand_over_progress", args=[three.pk]))
