"""Asking for a correction in the browser, and answering it."""

import pytest
from django.urls import reverse

from accounts.actor import acting_as
from accounts.models import Draft, WordingOverride
from cases import operations
from cases.models import AbsenceCase, CorrectionRequest
from tests.cast import Cast
from tests.conftest import AsActor
from tests.factories.cases import assign, day, report

ASK = {"topic": "report", "text": "De ziekmelding was een dag later."}


@pytest.fixture
def case(cast: Cast) -> AbsenceCase:
    return assign(cast, report(cast.anna, cast.carla_file), on=day(8))


def asked_in(cast: Cast, case: AbsenceCase, topic: str = "report") -> CorrectionRequest:
    return operations.ask_correction(
        actor=cast.carla, case=case, topic=topic, text="Dit was <b>anders</b>.", today=day(10)
    )


def test_employee_asks_and_sees_until_when_an_answer_comes(cast: Cast, case: AbsenceCase, as_actor: AsActor) -> None:
    client, url = as_actor(cast.carla), reverse("cases:ask_correction", args=[case.pk])
    assert url in client.get(reverse("cases:detail", args=[case.pk])).content.decode()
    answer = client.post(url, ASK)
    assert (answer.status_code, answer["Location"]) == (303, reverse("cases:detail", args=[case.pk]))
    with acting_as(cast.carla):
        asked = CorrectionRequest.objects.get()
    page = client.get(url).content.decode()
    assert "Werkgever geeft uiterlijk op" in page
    assert "De ziekmelding was een dag later." in page
    assert (asked.topic, asked.case_id, asked.shown_to) == ("report", case.pk, ["employee", "employer"])


def test_marked_word_is_shown_and_may_be_kept_with_a_reason(cast: Cast, case: AbsenceCase, as_actor: AsActor) -> None:
    client, url = as_actor(cast.carla), reverse("cases:ask_correction", args=[case.pk])
    text = "Ik had toen geen griep."
    refused = client.post(url, ASK | {"text": text})
    page = refused.content.decode()
    assert refused.status_code == 422
    assert "griep" in page
    assert "Toch zo bewaren" in page
    kept = client.post(url, ASK | {"text": text, "wording_reason": "other_meaning", "wording_seen": "griep"})
    assert kept.status_code == 303
    with acting_as(cast.carla):
        override = WordingOverride.objects.get()
        assert (override.form, override.field, override.case_id) == ("ask_correction", "text", case.pk)
        assert CorrectionRequest.objects.get().text == text


def test_second_request_keeps_what_was_typed(cast: Cast, case: AbsenceCase, as_actor: AsActor) -> None:
    asked_in(cast, case)
    answer = as_actor(cast.carla).post(reverse("cases:ask_correction", args=[case.pk]), ASK)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "U heeft hierover al een verzoek gedaan" in page
    assert ASK["text"] in page


def test_draft_comes_back_and_goes_when_sent(cast: Cast, case: AbsenceCase, as_actor: AsActor) -> None:
    client, url = as_actor(cast.carla), reverse("cases:ask_correction", args=[case.pk])
    client.post(reverse("accounts:draft", args=["ask_correction", case.pk]), {"text": "Half geschreven"})
    assert "Half geschreven" in client.get(url).content.decode()
    client.post(url, ASK)
    with acting_as(cast.carla):
        assert not Draft.objects.exists()


@pytest.mark.parametrize(
    ("who", "topic"), [("anna", "report"), ("noor", "step"), ("daan", "advice"), ("ina", "person")]
)
def test_who_answers_finds_it_on_the_first_page_and_in_the_file(
    cast: Cast, case: AbsenceCase, as_actor: AsActor, who: str, topic: str
) -> None:
    asked = asked_in(cast, case, topic)
    client = as_actor(getattr(cast, who))
    url = reverse("cases:answer_correction", args=[case.pk, asked.pk])
    for page in (reverse("start"), reverse("cases:detail", args=[case.pk])):
        assert url in client.get(page, follow=True).content.decode()
    page = client.get(url).content.decode()
    assert "Dit was &lt;b&gt;anders&lt;/b&gt;." in page


def test_refusal_without_reason_keeps_the_choice(cast: Cast, case: AbsenceCase, as_actor: AsActor) -> None:
    asked, client = asked_in(cast, case), as_actor(cast.anna)
    url = reverse("cases:answer_correction", args=[case.pk, asked.pk])
    refused = client.post(url, {"decision": "refused", "answer": ""})
    assert refused.status_code == 422
    assert "Schrijf op waarom u dit niet aanpast" in refused.content.decode()
    done = client.post(url, {"decision": "refused", "answer": "De datum klopt."})
    assert done.status_code == 303
    told = as_actor(cast.carla).get(reverse("cases:ask_correction", args=[case.pk])).content.decode()
    assert "De datum klopt." in told
    assert "Autoriteit Persoonsgegevens" in told
    assert url not in client.get(reverse("start")).content.decode()


@pytest.mark.parametrize("who", ["anna", "noor", "daan"])
def test_request_to_somebody_else_is_as_one_that_does_not_exist(
    cast: Cast, case: AbsenceCase, as_actor: AsActor, who: str
) -> None:
    url = reverse("cases:answer_correction", args=[case.pk, asked_in(cast, case, "person").pk])
    for method in ("get", "post"):
        assert getattr(as_actor(getattr(cast, who)), method)(url).status_code == 404
