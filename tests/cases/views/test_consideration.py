"""The page about an arbeidsdeskundige that may be needed, and where it is asked."""

from datetime import date, timedelta

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from django.utils import timezone

from accounts.actor import acting_as
from accounts.models import Draft, WordingOverride
from cases import operations
from cases.models import AbsenceCase, ExpertConsideration
from tests.cast import Cast
from tests.conftest import AsActor
from tests.factories.cases import assign, report

DAY = timedelta(days=1)
TITLE = "Is een arbeidsdeskundige nodig?"


@pytest.fixture
def today() -> date:
    return timezone.localdate()


@pytest.fixture
def case(cast: Cast, today: date) -> AbsenceCase:
    return assign(cast, report(cast.anna, cast.carla_file, today - 100 * DAY), on=today - 90 * DAY)


def url(case: AbsenceCase) -> str:
    return reverse("cases:considerations", args=[case.pk])


def sent(**more: object) -> dict[str, object]:
    return {"answer": "no", "reason": "Het <b>eigen</b> werk past.", "expected_number": 0} | more


def card(text: str, key: str) -> str:
    found = BeautifulSoup(text, "html.parser").find(id=key)
    return found.get_text(" ", strip=True) if found else ""


def test_ontzorgmanager_answers_and_those_of_the_file_read(
    cast: Cast, case: AbsenceCase, as_actor: AsActor, today: date
) -> None:
    client, detail = as_actor(cast.noor), reverse("cases:detail", args=[case.pk])
    assert "Nu te doen" in card(client.get(detail).content.decode(), "arbeidsdeskundige-nodig")
    first = client.get(url(case)).content.decode()
    assert "U, de werkgever, de werknemer en de bedrijfsarts." in first
    answer = client.post(url(case), sent())
    assert (answer.status_code, answer["Location"]) == (303, url(case))
    for reader in (cast.anna, cast.carla, cast.noor, cast.daan):
        text = as_actor(reader).get(url(case)).content.decode()
        assert "Het &lt;b&gt;eigen&lt;/b&gt; werk past." in text, reader.role
        assert ('name="reason"' in text) == (reader is cast.noor)
        assert "eigen" in card(as_actor(reader).get(detail).content.decode(), "arbeidsdeskundige-nodig")


def test_nobody_else_has_the_page_or_the_card(cast: Cast, case: AbsenceCase, as_actor: AsActor) -> None:
    operations.consider_expert(
        actor=cast.noor, case=case, answer="no", reason="Past.", expected_number=0, today=timezone.localdate()
    )
    for other in (cast.bert, cast.ina):
        client = as_actor(other)
        assert client.get(url(case)).status_code == 404
        assert TITLE not in client.get(reverse("cases:detail", args=[case.pk])).content.decode()
    for stranger in (cast.eva, cast.finn, cast.loes, cast.gijs):
        assert as_actor(stranger).get(url(case)).status_code == 404
    for reader in (cast.anna, cast.carla, cast.daan):
        assert as_actor(reader).post(url(case), sent(expected_number=1)).status_code == 403


def test_yes_leads_to_calling_somebody(cast: Cast, case: AbsenceCase, as_actor: AsActor) -> None:
    answer = as_actor(cast.noor).post(url(case), sent(answer="yes"))
    assert (answer.status_code, answer["Location"]) == (303, reverse("cases:call_labour_expert", args=[case.pk]))


def test_worklist_asks_until_there_is_an_answer(cast: Cast, case: AbsenceCase, as_actor: AsActor) -> None:
    client = as_actor(cast.noor)
    asked = card(client.get(reverse("start")).content.decode(), "arbeidsdeskundigen-overwegen")
    assert f"Dossier {case.number}" in asked
    client.post(url(case), sent())
    assert card(client.get(reverse("start")).content.decode(), "arbeidsdeskundigen-overwegen") == ""


def test_what_is_missing_is_said_and_nothing_typed_is_lost(cast: Cast, case: AbsenceCase, as_actor: AsActor) -> None:
    client = as_actor(cast.noor)
    empty = client.post(url(case), sent(answer="", reason=""))
    assert empty.status_code == 422
    assert "Kies een antwoord." in empty.content.decode()
    assert "Schrijf op waarom." in empty.content.decode()
    client.post(url(case), sent())
    late = client.post(url(case), sent(reason="Van een oude pagina."))
    text = late.content.decode()
    assert late.status_code == 409
    assert "Van een oude pagina." in text
    assert "eigen" in text
    assert 'name="expected_number" value="1"' in text


def test_words_about_health_are_marked_and_the_draft_goes_when_sent(
    cast: Cast, case: AbsenceCase, as_actor: AsActor
) -> None:
    client = as_actor(cast.noor)
    client.post(reverse("accounts:draft", args=["consider_expert", case.pk]), {"reason": "Half af"})
    assert "Half af" in client.get(url(case)).content.decode()
    marked = sent(reason="Wacht op de psycholoog")
    assert client.post(url(case), marked).status_code == 422
    client.post(url(case), marked | {"wording_reason": "other_meaning", "wording_seen": "psycholoog"})
    with acting_as(cast.noor):
        assert WordingOverride.objects.get().field == "reason"
        assert not Draft.objects.filter(form="consider_expert").exists()
        assert ExpertConsideration.objects.count() == 1
