"""A build-up schedule in the browser: rows without JavaScript, the usual rhythm, the answer of the bedrijfsarts."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.contrib.messages import get_messages
from django.test import Client
from django.urls import reverse

from accounts.actor import Actor, acting_as
from cases import operations
from cases.models import AbsenceCase, BuildUpSchedule
from cases.timeline.buildup import Line
from tests.cast import Cast
from tests.conftest import AsActor
from tests.documents import arrange
from tests.factories import cases as make

TODAY = date(2026, 2, 4)  # a Wednesday


@pytest.fixture(autouse=True)
def _today() -> Iterator[None]:
    with time_machine.travel("2026-02-04T10:00:00+01:00", tick=False):
        yield


@pytest.fixture
def case(cast: Cast) -> AbsenceCase:
    return make.assign(cast, make.report(cast.anna, cast.carla_file), on=make.day(8))


@pytest.fixture
def carla(cast: Cast, as_actor: AsActor) -> Client:
    return as_actor(cast.carla)


def address(case: AbsenceCase) -> str:
    return reverse("cases:build_up", args=[case.pk])


def typed(version: int, *rows: tuple[str, str], **more: str) -> dict[str, Any]:
    data: dict[str, Any] = {"expected_version": version, "steps-TOTAL_FORMS": len(rows), "steps-INITIAL_FORMS": 0}
    for number, (day, hours) in enumerate(rows):
        data |= {f"steps-{number}-starts_on": day, f"steps-{number}-hours_per_week": hours}
    return data | more


def page(response: Any) -> BeautifulSoup:
    return BeautifulSoup(response.content, "html.parser")


def words(soup: Any) -> str:
    return " ".join(soup.get_text(" ").split())


def said(response: Any) -> list[str]:
    return [str(message) for message in get_messages(response.wsgi_request)]


def rows(soup: BeautifulSoup) -> list[tuple[str, str]]:
    values = [field.get("value", "") for field in soup.select("#build-up fieldset input")]
    return list(zip(values[::2], values[1::2], strict=True))


def propose(actor: Actor, case: AbsenceCase, *hours: int) -> BuildUpSchedule:
    return operations.propose_build_up(
        actor=actor,
        case=case,
        lines=[Line(date(2026, 2, 9 + 7 * place), Decimal(one)) for place, one in enumerate(hours)],
        expected_version=make.fresh(actor, case).version,
        today=TODAY,
    )


def stored(cast: Cast) -> list[tuple[str, list[tuple[date, Decimal]]]]:
    with acting_as(cast.daan):
        found = BuildUpSchedule.objects.visible_to(cast.daan).order_by("pk")
        return [(one.state, [(line.starts_on, line.hours_per_week) for line in one.line_list]) for one in found]


def test_form_begins_with_the_usual_rhythm_and_shows_the_sum(carla: Client, case: AbsenceCase) -> None:
    soup = page(carla.get(address(case)))
    assert rows(soup)[:2] == [("2026-02-09", "5"), ("2026-02-23", "10")]
    assert rows(soup)[-1] == ("2026-05-18", "36")
    text = words(soup)
    assert "Nu gewerkt: 0 uur per week. Het contract: 36 uur per week." in text
    assert "Bij 36 uur horen 5 werkdagen per week." in text
    assert "Het schema begint op 9 februari 2026 met 1 uur per werkdag: 5 × 1 = 5 uur per week." in text
    assert (
        "Elke 2 weken komt er 1 uur per werkdag bij, voor het eerst op 23 februari 2026: 5 × 1 = 5 uur per week."
        in text
    )
    assert "Zo groeit het werk: 5 → 10 → 15 → 20 → 25 → 30 → 35 → 36 uur per week." in text


@pytest.mark.parametrize(
    ("hours", "expected", "said"),
    [
        (20, ["20", "25", "30", "35", "36"], "voor het eerst op 23 februari 2026: 5 × 1 = 5 uur per week."),
        (36, [""], "Alle uren van het contract worden al gewerkt."),
    ],
)
def test_rhythm_begins_with_the_hours_worked_now(
    cast: Cast, carla: Client, case: AbsenceCase, *, hours: int, expected: list[str], said: str
) -> None:
    operations.record_hours(
        actor=cast.carla,
        case=case,
        effective_from=TODAY,
        hours_per_week=Decimal(hours),
        therapeutic=False,
        expected_version=make.fresh(cast.carla, case).version,
        today=TODAY,
    )
    soup = page(carla.get(address(case)))
    days = ["2026-02-09", "2026-02-23", "2026-03-09", "2026-03-23", "2026-04-06"] if hours < 36 else [""]
    assert rows(soup) == list(zip(days, expected, strict=True))
    assert said in words(soup)
    assert ("Het schema begint op 9 februari 2026 met de uren van nu." in words(soup)) == (hours < 36)


def test_rows_are_added_and_removed_without_sending(cast: Cast, carla: Client, case: AbsenceCase) -> None:
    one, two = ("2026-02-09", "8"), ("2026-02-16", "acht")
    assert rows(page(carla.post(address(case), typed(1, one, two, edit="add")))) == [one, two, ("", "")]
    assert rows(page(carla.post(address(case), typed(1, one, two, edit="remove:0")))) == [two]
    assert rows(page(carla.post(address(case), typed(1, one, edit="remove:0")))) == [("", "")]
    part = page(carla.post(address(case), typed(1, one, edit="add"), headers={"hx-request": "true"}))
    assert part.h1 is None
    assert rows(part) == [one, ("", "")]
    assert stored(cast) == []


@pytest.mark.parametrize("who", ["anna", "carla"])
def test_proposal_goes_to_the_bedrijfsarts(cast: Cast, as_actor: AsActor, case: AbsenceCase, who: str) -> None:
    client = as_actor(getattr(cast, who))
    sent = typed(case.version, ("2026-02-09", "8"), ("2026-02-23", "16,5"), ("", ""))
    response = client.post(address(case), sent)
    assert (response.status_code, said(response)) == (
        303,
        ["Uw voorstel ligt nu bij de bedrijfsarts. U krijgt bericht van het antwoord."],
    )
    assert stored(cast) == [("proposed", [(date(2026, 2, 9), Decimal(8)), (date(2026, 2, 23), Decimal("16.5"))])]
    panel = page(client.get(response["Location"])).select_one("#werken")
    assert "Wacht op de bedrijfsarts" in words(panel)
    assert "Voorstel wijzigen" in words(panel)


def test_own_open_proposal_is_where_the_form_begins(cast: Cast, carla: Client, case: AbsenceCase) -> None:
    propose(cast.carla, case, 6, 9)
    soup = page(carla.get(address(case)))
    assert rows(soup) == [("2026-02-09", "6"), ("2026-02-16", "9")]
    assert "Dan vervalt het vorige." in words(soup)


def test_open_proposal_of_the_other_party_closes_the_form(cast: Cast, carla: Client, case: AbsenceCase) -> None:
    propose(cast.anna, case, 6)
    response = carla.get(address(case))
    assert (response.status_code, said(response)) == (
        303,
        ["Uw werkgever heeft al een voorstel gedaan. Wacht op het antwoord van de bedrijfsarts."],
    )


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ([("", "")], "Vul ten minste één stap in."),
        ([("2026-02-03", "8")], "De eerste stap begint vandaag of later."),
        ([("2026-02-16", "8"), ("2026-02-09", "16")], "Elke stap begint later dan de stap ervoor."),
        ([("2026-02-09", "8"), ("2026-02-16", "8")], "Elke stap heeft meer uren dan de stap ervoor."),
        ([("2026-02-09", "36,1")], "Vul ten hoogste de contracturen in: 36 uur per week."),
        ([("2026-02-09", "1000")], "Vul ten hoogste de contracturen in: 36 uur per week."),
        ([("2026-02-09", "0")], "Vul meer dan 0 uur in."),
        ([("2026-02-09", "")], "Vul het aantal uren in."),
        ([("morgen", "8")], "Dit is geen datum."),
    ],
)
def test_wrong_schedule_is_named_and_kept(
    cast: Cast, carla: Client, case: AbsenceCase, sent: list[tuple[str, str]], sentence: str
) -> None:
    response = carla.post(address(case), typed(case.version, *sent))
    soup = page(response)
    assert response.status_code == 422
    assert sentence in words(soup.select_one(".error-summary"))
    assert rows(soup) == sent
    assert stored(cast) == []


def test_what_is_wrong_with_several_steps_stands_in_one_box(carla: Client, case: AbsenceCase) -> None:
    sent = [("morgen", "8"), ("2026-02-16", "")]
    [box] = page(carla.post(address(case), typed(case.version, *sent))).select(".error-summary")
    assert [words(line) for line in box.select("li")] == [
        "Stap 1, vanaf: Dit is geen datum. Schrijf de datum als 6-5-2026.",
        "Stap 2, uren per week: Vul het aantal uren in.",
    ]


def test_hours_above_the_contract_are_named_beside_their_step(carla: Client, case: AbsenceCase) -> None:
    response = carla.post(address(case), typed(case.version, ("2026-02-09", "8"), ("2026-02-16", "36,5")))
    first, second = page(response).select("#build-up fieldset")
    assert first.select(".field-error") == []
    assert words(second.select_one(".field-error")) == "Vul ten hoogste de contracturen in: 36 uur per week."


def test_stale_page_keeps_the_rows(cast: Cast, carla: Client, case: AbsenceCase) -> None:
    sent = [("2026-02-09", "8"), ("2026-02-16", "12")]
    response = carla.post(address(case), typed(1, *sent))
    soup = page(response)
    assert (response.status_code, rows(soup)) == (409, sent)
    assert "Iemand anders heeft dit dossier intussen gewijzigd." in words(soup.select_one("main .notice"))
    version = int(soup.select_one("#build-up [name=expected_version]")["value"])
    assert carla.post(address(case), typed(version, *sent)).status_code == 303


@pytest.mark.parametrize(("value", "state"), [("yes", "confirmed"), ("no", "declined")])
def test_bedrijfsarts_answers_from_the_file(
    cast: Cast, as_actor: AsActor, case: AbsenceCase, value: str, state: str
) -> None:
    made = propose(cast.carla, case, 6, 9)
    daan = as_actor(cast.daan)
    here = reverse("cases:build_up_answer", args=[case.pk, made.pk])
    assert here in str(page(daan.get(reverse("cases:detail", args=[case.pk]))).select_one("#werken"))
    soup = page(daan.get(here))
    assert "voorgesteld door Carla Bos (werknemer)" in words(soup)
    assert [words(row) for row in soup.select("main tbody tr")] == [
        "9 februari 2026 6 uur 17%",
        "16 februari 2026 9 uur 25%",
    ]
    assert soup.select("main textarea, main input[type=text]") == []
    response = daan.post(here, {"agreed": value})
    assert (response.status_code, [one[0] for one in stored(cast)]) == (303, [state])
    again = daan.post(here, {"agreed": value})
    assert again.status_code == 409
    assert "intussen beantwoord of vervangen" in words(page(again))


def test_answer_must_be_one_of_two(cast: Cast, as_actor: AsActor, case: AbsenceCase) -> None:
    made = propose(cast.carla, case, 6)
    here = reverse("cases:build_up_answer", args=[case.pk, made.pk])
    response = as_actor(cast.daan).post(here, {"agreed": "misschien"})
    assert (response.status_code, stored(cast)[0][0]) == (422, "proposed")


@pytest.mark.parametrize(("agreed", "text"), [(True, "akkoord gegaan met het opbouwschema"), (False, "niet akkoord")])
def test_everybody_of_the_file_reads_the_answer(
    cast: Cast, as_actor: AsActor, case: AbsenceCase, agreed: bool, text: str
) -> None:
    made = propose(cast.carla, case, 6, 9)
    operations.answer_build_up(actor=cast.daan, schedule=made, agreed=agreed, today=TODAY)
    for who in ("anna", "carla", "noor", "daan"):
        soup = page(as_actor(getattr(cast, who)).get(reverse("cases:detail", args=[case.pk])))
        assert text in words(soup.select_one("#werken")), who
        assert len(soup.select("#werken .hours-picture tbody tr")) == (2 if agreed else 0), who


def test_confirmed_schedule_is_where_a_plan_begins(cast: Cast, as_actor: AsActor, case: AbsenceCase) -> None:
    made = propose(cast.carla, case, 6, 9)
    operations.answer_build_up(actor=cast.daan, schedule=made, agreed=True, today=TODAY)
    soup = page(as_actor(cast.noor).get(reverse("documents:plan", args=[case.pk])))
    values = [field.get("value") for field in soup.select("#opbouw fieldset input")]
    assert values == ["2026-02-09", "6,0", "2026-02-16", "9,0"]


@pytest.mark.parametrize(("who", "status"), [("noor", 403), ("daan", 403), ("bert", 403), ("ina", 403), ("eva", 404)])
def test_only_the_two_parties_propose(cast: Cast, as_actor: AsActor, case: AbsenceCase, who: str, status: int) -> None:
    client = as_actor(getattr(cast, who))
    sent = typed(case.version, ("2026-02-09", "8"))
    assert [client.get(address(case)).status_code, client.post(address(case), sent).status_code] == [status, status]


@pytest.mark.parametrize(("who", "status"), [("anna", 403), ("carla", 403), ("noor", 403), ("gijs", 404)])
def test_only_this_bedrijfsarts_answers(
    cast: Cast, as_actor: AsActor, case: AbsenceCase, who: str, status: int
) -> None:
    made = propose(cast.carla, case, 6)
    here = reverse("cases:build_up_answer", args=[case.pk, made.pk])
    client = as_actor(getattr(cast, who))
    assert [client.get(here).status_code, client.post(here, {"agreed": "yes"}).status_code] == [status, status]


def test_schedule_of_another_file_is_not_found(cast: Cast, as_actor: AsActor, case: AbsenceCase) -> None:
    made = propose(cast.carla, case, 6)
    here = reverse("cases:build_up_answer", args=[case.pk + 1, made.pk])
    assert as_actor(cast.daan).get(here).status_code == 404


def advised(*rows: tuple[str, str], **more: str) -> dict[str, Any]:
    data = typed(0, *rows, **more)
    return {name.replace("hours_per_week", "percentage"): value for name, value in data.items()}


def test_bedrijfsarts_advises_dated_percentages(cast: Cast, as_actor: AsActor, case: AbsenceCase) -> None:
    made = propose(cast.carla, case, 8, 16)
    doctor = as_actor(cast.daan)
    url = reverse("cases:build_up_advice", args=[case.pk, made.pk])
    assert url in doctor.get(reverse("cases:build_up_answer", args=[case.pk, made.pk])).content.decode()
    begun = page(doctor.get(url))
    contract = cast.carla_file.contract_hours
    assert [share for _, share in rows(begun)] == [f"{800 / contract:.0f}", f"{1600 / contract:.0f}"]
    more = page(doctor.post(url, advised(("2026-02-10", "20"), edit="add")))
    assert len(rows(more)) == 2
    wrong = doctor.post(url, advised(("2026-02-10", "120"), ("2026-03-10", "")))
    assert wrong.status_code == 422
    assert "Vul ten hoogste 100 in." in words(page(wrong))
    assert ("2026-02-10", "120") in rows(page(wrong))
    down = doctor.post(url, advised(("2026-02-10", "50"), ("2026-03-10", "20")))
    assert (down.status_code, "Elke stap heeft meer uren" in words(page(down))) == (422, True)
    sent = doctor.post(url, advised(("2026-02-10", "20"), ("2026-03-10", "50")))
    assert (sent.status_code, sent["Location"]) == (303, reverse("cases:detail", args=[case.pk]))
    late = doctor.post(url, advised(("2026-02-10", "30")))
    assert (late.status_code, ("2026-02-10", "30") in rows(page(late))) == (409, True)
    assert doctor.get(url)["Location"] == reverse("cases:build_up_answer", args=[case.pk, made.pk])
    for reader in (cast.carla, cast.anna, cast.noor):
        text = words(page(as_actor(reader).get(reverse("cases:detail", args=[case.pk]))))
        assert "De bedrijfsarts heeft dit opbouwschema op 4 februari 2026 geadviseerd" in text
        assert "niet akkoord gegaan" not in text


@pytest.mark.parametrize(("who", "status"), [("anna", 403), ("carla", 403), ("noor", 403), ("gijs", 404)])
def test_only_this_bedrijfsarts_advises(
    cast: Cast, as_actor: AsActor, case: AbsenceCase, who: str, status: int
) -> None:
    made = propose(cast.carla, case, 8)
    url = reverse("cases:build_up_advice", args=[case.pk, made.pk])
    client = as_actor(getattr(cast, who))
    assert client.get(url).status_code == client.post(url, advised(("2026-02-10", "20"))).status_code == status


def test_next_edition_of_a_plan_begins_with_the_build_up_that_holds_now(
    cast: Cast, as_actor: AsActor, case: AbsenceCase
) -> None:
    arrange.signed_plan(cast, case)
    made = propose(cast.carla, case, 6, 9)
    operations.answer_build_up(actor=cast.daan, schedule=made, agreed=True, today=TODAY)
    soup = page(as_actor(cast.noor).get(reverse("documents:plan", args=[case.pk])))
    values = [field.get("value") for field in soup.select("#opbouw fieldset input")]
    assert values == ["2026-02-09", "6,0", "2026-02-16", "9,0"]
