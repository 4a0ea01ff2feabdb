"""Who does what: the page for everybody of a file, and the form of the Ontzorgmanager."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date, timedelta

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.actor import Actor, acting_as
from accounts.models import Draft, WordingOverride
from cases import operations
from cases.models import AbsenceCase, GuidancePlan
from tests.cast import Cast
from tests.conftest import AsActor
from tests.factories.cases import assign, report

DAY = timedelta(days=1)
QUERIES = 47
Counted = Callable[[int], AbstractContextManager[object]]


@pytest.fixture
def today() -> date:
    return timezone.localdate()


@pytest.fixture
def case(cast: Cast, today: date) -> AbsenceCase:
    return assign(cast, report(cast.anna, cast.carla_file, today - 30 * DAY), on=today - 20 * DAY)


def sent(today: date, **more: object) -> dict[str, object]:
    values = {"outlook": "Eerst <b>inpakken</b>.", "for_employer": "Zoekt licht werk", "for_employee": ""}
    values |= {"for_physician": "", "for_professionals": "", "for_insurer": "Belt elke week"}
    return values | {"review_on": f"{today + 30 * DAY:%Y-%m-%d}", "expected_number": 0} | more


def overview(client: Client, case: AbsenceCase) -> str:
    return client.get(reverse("cases:guidance", args=[case.pk])).content.decode()


def test_ontzorgmanager_writes_and_everybody_of_the_file_reads(
    cast: Cast, case: AbsenceCase, as_actor: AsActor, today: date
) -> None:
    client, url = as_actor(cast.noor), reverse("cases:write_guidance", args=[case.pk])
    assert "Visie en plan schrijven" in client.get(reverse("cases:detail", args=[case.pk])).content.decode()
    first = client.get(url).content.decode()
    assert "U, de werkgever, de werknemer, de bedrijfsarts, een verzuimbegeleider en de verzekeraar." in first
    assert "Waarom wijzigt u het plan?" not in first
    answer = client.post(url, sent(today))
    assert (answer.status_code, answer["Location"]) == (303, reverse("cases:guidance", args=[case.pk]))
    for reader in (cast.anna, cast.carla, cast.noor, cast.daan, cast.ina):
        text = overview(as_actor(reader), case)
        assert "Eerst &lt;b&gt;inpakken&lt;/b&gt;." in text, reader.role
        assert "Zoekt licht werk" in text
    planner = overview(as_actor(cast.bert), case)
    assert "inpakken" not in planner
    assert "Zoekt licht werk" not in planner
    assert "Nog te doen" in planner


def test_each_party_has_the_steps_that_are_his(cast: Cast, case: AbsenceCase, as_actor: AsActor) -> None:
    text = overview(as_actor(cast.noor), case)
    parts = text.split('<section class="panel">')
    by_title = {part.split("</h2>")[0].split("<h2>")[-1]: part for part in parts if "<h2>" in part}
    assert "Plan van aanpak" in by_title["Werkgever"]
    assert "Probleemanalyse" in by_title["Bedrijfsarts"]
    assert "Probleemanalyse" not in by_title["Werkgever"]
    assert "WIA" in by_title["Werknemer"]


def test_a_step_of_two_parties_stands_on_both_lists_and_says_so(
    cast: Cast, case: AbsenceCase, as_actor: AsActor
) -> None:
    def lists(reader: Actor) -> dict[str, str]:
        soup = BeautifulSoup(overview(as_actor(reader), case), "html.parser")
        return {
            str(panel.h2.string): row.get_text(" ")
            for panel in soup.select(".parties .panel")
            if panel.h2
            for row in panel.select(".step")
            if "Plan van aanpak" in row.get_text()
        }

    assert set(lists(cast.noor)) == {"Werkgever", "Werknemer"}
    assert "samen met de werknemer" in lists(cast.noor)["Werkgever"].lower()
    assert "samen met de werkgever" in lists(cast.noor)["Werknemer"].lower()
    assert "samen met u" in lists(cast.carla)["Werkgever"].lower()


def test_who_may_not_read_the_plan_is_told_why_there_is_none(cast: Cast, case: AbsenceCase, as_actor: AsActor) -> None:
    why = "De visie en het plan van de Ontzorgmanager leest u niet."
    assert why in overview(as_actor(cast.bert), case)
    for reader in (cast.anna, cast.carla, cast.noor, cast.daan, cast.ina):
        assert why not in overview(as_actor(reader), case), reader.role


def test_everything_that_is_wrong_is_said_at_once(
    cast: Cast, case: AbsenceCase, as_actor: AsActor, today: date
) -> None:
    client, url = as_actor(cast.noor), reverse("cases:write_guidance", args=[case.pk])
    late = f"{today + 300 * DAY:%Y-%m-%d}"
    wrong = sent(today, outlook="", for_employer="", for_insurer="", review_on=late)
    text = client.post(url, wrong).content.decode()
    assert "Schrijf op hoe u de weg terug naar werk ziet." in text
    assert "Schrijf bij ten minste een van de vijf wat er gebeurt." in text
    assert "Kies een dag van" in text
    marked = client.post(url, sent(today, outlook="Heeft griep", review_on=late)).content.decode()
    assert "U schreef" in marked
    assert "Kies een dag van" in marked
    assert "ten minste een van de vijf" not in marked


def test_next_version_begins_with_the_words_of_the_last(
    cast: Cast, case: AbsenceCase, as_actor: AsActor, today: date
) -> None:
    client, url = as_actor(cast.noor), reverse("cases:write_guidance", args=[case.pk])
    client.post(url, sent(today))
    form = client.get(url).content.decode()
    assert "Waarom wijzigt u het plan?" in form
    assert "Zoekt licht werk" in form
    refused = client.post(url, sent(today, expected_number=1, outlook="Nu de oven."))
    assert refused.status_code == 422
    assert "Schrijf op waarom u het plan wijzigt." in refused.content.decode()
    summary = BeautifulSoup(client.post(url, sent(today, expected_number=1, outlook="")).content, "html.parser")
    fields = [link["href"] for link in summary.select(".error-summary a")]
    assert fields == ["#id_reason", "#id_outlook"]
    assert "Nu de oven." in refused.content.decode()
    client.post(url, sent(today, expected_number=1, outlook="Nu de oven.", reason="Meer is mogelijk."))
    text = overview(as_actor(cast.carla), case)
    assert "Nu de oven." in text
    assert "Waarom gewijzigd: Meer is mogelijk." in text
    assert "Versie 1 van" in text


def test_older_page_keeps_what_was_typed_and_shows_what_is_there(
    cast: Cast, case: AbsenceCase, as_actor: AsActor, today: date
) -> None:
    client, url = as_actor(cast.noor), reverse("cases:write_guidance", args=[case.pk])
    client.post(url, sent(today))
    answer = client.post(url, sent(today, outlook="Van een oude pagina."))
    text = answer.content.decode()
    assert answer.status_code == 409
    assert "Van een oude pagina." in text
    assert "De nieuwste versie" in text
    assert 'name="expected_number" value="1"' in text
    again = sent(today, outlook="Van een oude pagina.", expected_number=1, reason="Samen bekeken.")
    assert client.post(url, again).status_code == 303


def test_older_page_with_something_missing_keeps_its_own_questions(
    cast: Cast, case: AbsenceCase, as_actor: AsActor, today: date
) -> None:
    client, url = as_actor(cast.noor), reverse("cases:write_guidance", args=[case.pk])
    client.post(url, sent(today))
    late = client.post(url, sent(today, outlook="", for_employer="Getypt op de oude pagina"))
    assert late.status_code == 422
    page = late.content.decode()
    assert "Getypt op de oude pagina" in page
    assert "Waarom wijzigt u het plan?" not in page


def test_words_about_health_are_marked_and_the_draft_goes_when_sent(
    cast: Cast, case: AbsenceCase, as_actor: AsActor, today: date
) -> None:
    client, url = as_actor(cast.noor), reverse("cases:write_guidance", args=[case.pk])
    client.post(reverse("accounts:draft", args=["guidance", case.pk]), {"outlook": "Half af"})
    assert "Half af" in client.get(url).content.decode()
    marked = sent(today, for_professionals="Gesprek met de psycholoog")
    refused = client.post(url, marked)
    assert refused.status_code == 422
    assert "Toch zo bewaren" in refused.content.decode()
    client.post(url, marked | {"wording_reason": "other_meaning", "wording_seen": "psycholoog"})
    with acting_as(cast.noor):
        assert WordingOverride.objects.get().field == "for_professionals"
        assert not Draft.objects.filter(form="guidance").exists()


def test_self_guided_file_has_lists_and_no_plan(cast: Cast, case: AbsenceCase, as_actor: AsActor) -> None:
    with acting_as(cast.anna):
        AbsenceCase.objects.filter(pk=case.pk).update(insurer_manages=False, ontzorgmanager=None, assigned_on=None)
    text = overview(as_actor(cast.anna), case)
    assert "Visie en plan" not in text
    assert "Nog te doen" in text


def test_nobody_else_opens_it(cast: Cast, case: AbsenceCase, as_actor: AsActor, today: date) -> None:
    for stranger in (cast.eva, cast.finn, cast.loes, cast.gijs, cast.hans):
        assert as_actor(stranger).get(reverse("cases:guidance", args=[case.pk])).status_code == 404
    url = reverse("cases:write_guidance", args=[case.pk])
    assert as_actor(cast.anna).post(url, sent(today)).status_code == 403
    assert as_actor(cast.loes).post(url, sent(today)).status_code == 404


def test_queries_do_not_grow_with_versions(
    cast: Cast,
    case: AbsenceCase,
    as_actor: AsActor,
    today: date,
    django_assert_num_queries: Counted,
) -> None:
    client, url = as_actor(cast.noor), reverse("cases:guidance", args=[case.pk])
    for number in range(3):
        values = {"outlook": "Zo.", "steps": {"for_employer": "Dit"}, "reason": "Nieuw" if number else ""}
        operations.write_guidance(
            actor=cast.noor, case=case, review_on=today + DAY, expected_number=number, today=today, **values
        )
        if number != 1:
            with django_assert_num_queries(QUERIES):
                client.get(url)
    with acting_as(cast.noor):
        assert GuidancePlan.objects.count() == 3
