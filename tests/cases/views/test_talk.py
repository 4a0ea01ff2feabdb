"""The guide beside the telephone, in the browser."""

from collections.abc import Iterator

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse

from accounts.actor import acting_as
from cases.models import AbsenceCase, ContactMoment
from tests.cast import Cast
from tests.conftest import AsActor
from tests.factories import cases as files

TODAY = files.day(20)


@pytest.fixture(autouse=True)
def _today() -> Iterator[None]:
    with time_machine.travel(f"{TODAY}T10:00:00+01:00", tick=False):
        yield


@pytest.fixture
def case(cast: Cast) -> AbsenceCase:
    return files.assign(cast, files.report(cast.anna, cast.carla_file), on=files.day(10))


def at(case: AbsenceCase, slug: str = "intake") -> str:
    return reverse("cases:talk", args=[case.pk, slug])


def ticked(page: bytes) -> list[str]:
    return [str(box["value"]) for box in BeautifulSoup(page, "html.parser").select("input[name=subjects][checked]")]


def words(client: Client, url: str) -> str:
    return " ".join(BeautifulSoup(client.get(url).content, "html.parser").get_text(" ").split())


def test_guide_says_what_to_ask_and_what_not(cast: Cast, case: AbsenceCase, as_actor: AsActor) -> None:
    page = words(as_actor(cast.noor), at(case))
    assert "Hoe ziet een gewone werkdag eruit?" in page
    assert "Wat iemand heeft, hoe dat komt, of iemand onder behandeling is: u vraagt het niet." in page
    assert "Wat eraan komt" in page
    assert "Werkgever" not in words(as_actor(cast.noor), at(case)).split("Met wie sprak u?")[1].split("Wanneer")[0]


def test_talk_is_a_line_in_the_log_of_both(cast: Cast, case: AbsenceCase, as_actor: AsActor) -> None:
    noor, file = as_actor(cast.noor), reverse("cases:detail", args=[case.pk])
    assert at(case) in noor.get(file).content.decode()
    values = {"subjects": ["work", "meet"], "party": "employee", "held_on": f"{TODAY}", "next_on": ""}
    sent = noor.post(at(case), values)
    assert (sent.status_code, sent["Location"]) == (303, file)
    for client in (noor, as_actor(cast.carla)):
        assert "besproken: Kennismaken, Het werk" in words(client, file)
    assert "besproken" not in words(as_actor(cast.anna), file)


def test_line_in_the_log_says_with_whom(cast: Cast, case: AbsenceCase, as_actor: AsActor) -> None:
    noor, file = as_actor(cast.noor), reverse("cases:detail", args=[case.pk])
    about = {"party": "employee", "held_on": f"{TODAY}", "next_on": ""}
    noor.post(at(case), about | {"subjects": ["meet"]})
    assert "Intake met werknemer" in words(noor, file)
    assert "Intake met u" in words(as_actor(cast.carla), file)
    noor.post(at(case, "eerstejaarsevaluatie"), about | {"party": "employer", "subjects": ["now"]})
    text = words(noor, file)
    assert "Eerstejaarsevaluatie met werkgever" in text
    assert "· besproken: Kennismaken" in text
    assert "· besproken: Wat er nu kan" in text


def test_ticks_stay_when_the_telephone_rings(cast: Cast, case: AbsenceCase, as_actor: AsActor) -> None:
    noor = as_actor(cast.noor)
    kept = {"subjects": ["meet", "vision"], "party": "employee", "held_on": f"{files.day(19)}"}
    assert noor.post(reverse("accounts:draft", args=["guide_intake", case.pk]), kept).status_code == 200
    again = noor.get(at(case)).content
    assert ticked(again) == ["meet", "vision"]
    assert f'value="{files.day(19)}"' in again.decode()
    wrong = noor.post(at(case), {**kept, "held_on": "2027-01-01"})
    assert (wrong.status_code, ticked(wrong.content)) == (422, ["meet", "vision"])
    noor.post(at(case), kept)
    assert ticked(noor.get(at(case)).content) == []


def test_talk_without_a_subject_is_none(cast: Cast, case: AbsenceCase, as_actor: AsActor) -> None:
    answer = as_actor(cast.noor).post(at(case), {"party": "employee", "held_on": f"{TODAY}"})
    assert answer.status_code == 422
    assert "Kruis aan wat u heeft besproken." in answer.content.decode()


def test_subject_of_another_talk_is_refused(cast: Cast, case: AbsenceCase, as_actor: AsActor) -> None:
    values = {"subjects": ["second_track"], "party": "employee", "held_on": f"{TODAY}"}
    answer = as_actor(cast.noor).post(at(case), values)
    assert answer.status_code == 422
    assert "Kies uit de onderwerpen van dit gesprek." in answer.content.decode()
    with acting_as(cast.noor):
        assert not ContactMoment.objects.exists()


def test_others_hold_no_talk(cast: Cast, case: AbsenceCase, as_actor: AsActor) -> None:
    people = ("anna", "carla", "daan", "ina", "loes")
    found = {name: as_actor(getattr(cast, name)).get(at(case)).status_code for name in people}
    assert found == {"anna": 403, "carla": 403, "daan": 403, "ina": 403, "loes": 404}
    assert as_actor(cast.noor).get(at(case, "welkomstgesprek")).status_code == 404
