"""The pages of the multidisciplinair overleg, and where it asks for attention."""

from datetime import date, timedelta
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.actor import acting_as
from accounts.models import Draft, WordingOverride
from cases.models import AbsenceCase, CaseConference, ConferenceAction
from tests.access.world import delegate_of
from tests.cast import Cast
from tests.conftest import AsActor
from tests.factories.cases import assign, report
from tests.factories.conferences import action_of, confirm, hold

DAY = timedelta(days=1)
SAYS = "Twee uur &lt;b&gt;inpakken&lt;/b&gt; kan."


@pytest.fixture
def today() -> date:
    return timezone.localdate()


@pytest.fixture
def case(cast: Cast, today: date) -> AbsenceCase:
    return assign(cast, report(cast.anna, cast.carla_file, today - 30 * DAY), on=today - 20 * DAY)


@pytest.fixture
def held(cast: Cast, case: AbsenceCase, today: date) -> CaseConference:
    return hold(cast.noor, case, on=today, actions=[])


def at(name: str, case: AbsenceCase, *more: object) -> str:
    return reverse(f"cases:{name}", args=[case.pk, *more])


def sent(today: date, **more: object) -> dict[str, object]:
    words = {"held_on": f"{today:%Y-%m-%d}", "others": ["employer"], "question": "Wat past er nu?"}
    words |= {"conclusion": "Twee uur <b>inpakken</b> kan.", "corrects": "", "expected_number": 0}
    second = {"what_2": "Maakt plaats", "who_2": "employer", "due_2": f"{today + 7 * DAY:%Y-%m-%d}"}
    return words | second | more


def card(client: Client, url: str, key: str) -> str:
    found = BeautifulSoup(client.get(url).content, "html.parser").find(id=key)
    return found.get_text(" ", strip=True) if found else ""


def test_written_confirmed_read_and_ticked_off(cast: Cast, case: AbsenceCase, as_actor: AsActor, today: date) -> None:
    noor, page = as_actor(cast.noor), at("conferences", case)
    assert "Overleg vastleggen" in card(noor, at("detail", case), "overleg")
    form = noor.get(at("write_conference", case)).content.decode()
    assert "U, de werkgever, de werknemer en de bedrijfsarts." in form
    answer = noor.post(at("write_conference", case), sent(today))
    assert (answer.status_code, answer["Location"]) == (303, page)
    for reader in (cast.anna, cast.carla):
        text = as_actor(reader).get(page).content.decode()
        assert "inpakken" not in text, reader.role
        assert card(as_actor(reader), at("detail", case), "overleg") == ""
    daan = as_actor(cast.daan)
    assert "Lezen en bevestigen" in daan.get(at("detail", case)).content.decode()
    assert "Lezen en bevestigen" in daan.get(reverse("start")).content.decode()
    assert SAYS in daan.get(page).content.decode()
    with acting_as(cast.daan):
        made = CaseConference.objects.get()
    assert daan.post(at("confirm_conference", case, made.pk)).status_code == 303
    assert "Lezen en bevestigen" not in daan.get(reverse("start")).content.decode()
    for reader in (cast.anna, cast.carla, cast.noor, cast.daan):
        assert SAYS in as_actor(reader).get(page).content.decode(), reader.role
    helper = as_actor(delegate_of(cast.daan_profile))
    assert helper.get(page).status_code == 404
    assert card(helper, at("detail", case), "overleg") == ""
    anna = as_actor(cast.anna)
    assert "Maakt plaats" in card(anna, reverse("start"), "afspraken")
    assert card(as_actor(cast.carla), reverse("start"), "afspraken") == ""
    assert "Maakt plaats" in card(as_actor(cast.carla), at("detail", case), "overleg")
    action = action_of(cast.anna, made, "employer")
    assert f'action="{at("do_action", case, action.pk)}"' in anna.get(page).content.decode()
    assert "Gedaan" not in card(as_actor(cast.carla), at("detail", case), "overleg")
    assert as_actor(cast.carla).post(at("do_action", case, action.pk)).status_code == 403
    assert anna.post(at("do_action", case, action.pk)).status_code == 303
    assert card(anna, reverse("start"), "afspraken") == ""
    assert "Gedaan" in card(as_actor(cast.carla), at("detail", case), "overleg")


def test_own_actions_stand_on_the_work_list_too(cast: Cast, case: AbsenceCase, as_actor: AsActor, today: date) -> None:
    noor = as_actor(cast.noor)
    noor.post(at("write_conference", case), sent(today, who_2="ontzorgmanager"))
    with acting_as(cast.noor):
        made = CaseConference.objects.get()
    assert card(noor, reverse("start"), "afspraken") == ""  # nothing holds before it is confirmed
    confirm(cast.daan, made, on=today)
    assert "Maakt plaats" in card(noor, reverse("start"), "afspraken")


def test_form_shows_what_is_begun_and_one_empty_line_at_once(
    cast: Cast, case: AbsenceCase, as_actor: AsActor, today: date
) -> None:
    noor, url = as_actor(cast.noor), at("write_conference", case)

    def folded(page: Any) -> list[str]:
        return [one["name"] for one in BeautifulSoup(page.content, "html.parser").select("form details [name^=what_]")]

    assert folded(noor.get(url)) == ["what_3", "what_4", "what_5"]
    half = sent(today, question="")
    assert folded(noor.post(url, half)) == ["what_4", "what_5"]
    assert folded(noor.post(url, half | {"due_5": f"{today:%Y-%m-%d}"})) == []


def test_what_is_missing_stands_beside_its_line(cast: Cast, case: AbsenceCase, as_actor: AsActor, today: date) -> None:
    noor, url = as_actor(cast.noor), at("write_conference", case)
    half = noor.post(url, sent(today, question="", who_2="", what_4="Belt"))
    text = half.content.decode()
    assert half.status_code == 422
    for sentence in ("Schrijf op wat de vraag was.", "Kies wie dit doet.", "Kies een laatste dag."):
        assert sentence in text
    late = noor.post(url, sent(today, due_2=f"{today + 300 * DAY:%Y-%m-%d}"))
    summary = BeautifulSoup(late.content, "html.parser").select(".error-summary a")
    assert [link["href"] for link in summary] == ["#id_due_2"]
    with acting_as(cast.noor):
        assert not CaseConference.objects.exists()


def test_older_page_keeps_what_was_typed(
    cast: Cast, case: AbsenceCase, held: CaseConference, as_actor: AsActor, today: date
) -> None:
    answer = as_actor(cast.noor).post(at("write_conference", case), sent(today))
    text = answer.content.decode()
    assert answer.status_code == 409
    assert "Maakt plaats" in text
    assert "Het nieuwste overleg" in text
    assert 'name="expected_number" value="1"' in text


def test_put_right_begins_with_the_words_that_stand(
    cast: Cast, case: AbsenceCase, held: CaseConference, as_actor: AsActor, today: date
) -> None:
    noor, url = as_actor(cast.noor), at("write_conference", case)
    form = noor.get(f"{url}?verbetert=1").content.decode()
    assert held.conclusion in form
    assert 'name="corrects" value="1"' in form
    assert "U verbetert een eerder overleg" in form
    assert noor.post(url, sent(today, corrects=1, expected_number=1)).status_code == 303
    text = noor.get(at("conferences", case)).content.decode()
    assert "Hiervoor in de plaats kwam overleg 2." in text
    assert "Dit verbetert overleg 1." in text
    for nonsense in ("9", "x", "1" * 30):
        assert noor.get(f"{url}?verbetert={nonsense}").status_code == 200


def test_words_about_health_are_marked_and_the_draft_goes_when_sent(
    cast: Cast, case: AbsenceCase, as_actor: AsActor, today: date
) -> None:
    noor, url = as_actor(cast.noor), at("write_conference", case)
    noor.post(
        reverse("accounts:draft", args=["conference", case.pk]), {"conclusion": "Half af", "others": ["employee"]}
    )
    draft = noor.get(url).content.decode()
    assert "Half af" in draft
    box = BeautifulSoup(draft, "html.parser").select_one("[name=others][value=employee]")
    assert box is not None
    assert box.has_attr("checked")
    marked = sent(today, what_2="Belt de psycholoog")
    assert noor.post(url, marked).status_code == 422
    noor.post(url, marked | {"wording_reason": "other_meaning", "wording_seen": "psycholoog"})
    with acting_as(cast.noor):
        assert WordingOverride.objects.get().field == "what_2"
        assert not Draft.objects.filter(form="conference").exists()
        assert ConferenceAction.objects.get().text == "Belt de psycholoog"


def test_an_improvement_keeps_a_draft_of_its_own(
    cast: Cast, case: AbsenceCase, held: CaseConference, as_actor: AsActor, today: date
) -> None:
    noor, url = as_actor(cast.noor), at("write_conference", case)

    def draft_url(address: str) -> str:
        form = BeautifulSoup(noor.get(address).content, "html.parser").select_one("[data-draft-url]")
        assert form is not None
        return str(form["data-draft-url"])

    better = f"{url}?verbetert=1"
    noor.post(draft_url(url), {"conclusion": "Een nieuw overleg"})
    noor.post(draft_url(better), {"conclusion": "Een betere tekst", "corrects": "1"})
    assert "Een nieuw overleg" in noor.get(url).content.decode()
    text = noor.get(better).content.decode()
    assert "Een betere tekst" in text
    assert 'name="corrects" value="1"' in text
    noor.post(url, sent(today, corrects=1, expected_number=1))
    assert "Een nieuw overleg" in noor.get(url).content.decode()
    with acting_as(cast.noor):
        assert list(Draft.objects.values_list("form", "about_id")) == [("conference", case.pk)]


def test_only_the_newest_is_put_right(
    cast: Cast, case: AbsenceCase, held: CaseConference, as_actor: AsActor, today: date
) -> None:
    confirm(cast.daan, held, on=today)
    hold(cast.noor, case, number=1, on=today, actions=[], corrects=1)
    text = as_actor(cast.noor).get(at("conferences", case)).content.decode()
    assert "?verbetert=2" in text
    assert "?verbetert=1" not in text


def test_nobody_else_has_these_pages(
    cast: Cast, case: AbsenceCase, held: CaseConference, as_actor: AsActor, today: date
) -> None:
    for other in (cast.bert, cast.ina, cast.eva, cast.finn, cast.loes, cast.gijs):
        assert as_actor(other).get(at("conferences", case)).status_code == 404
    for reader in (cast.anna, cast.carla, cast.daan):
        assert as_actor(reader).post(at("write_conference", case), sent(today)).status_code == 403
    for reader in (cast.anna, cast.carla, cast.noor):
        assert as_actor(reader).post(at("confirm_conference", case, held.pk)).status_code == 403
    assert as_actor(cast.gijs).post(at("confirm_conference", case, held.pk)).status_code == 404
    assert as_actor(cast.carla).post(at("do_action", case, 1)).status_code == 404
