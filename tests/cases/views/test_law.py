"""Changes of law at the desk: what would move is shown before anybody decides, and a second person decides."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.actor import Actor, acting_as
from accounts.terms import Role
from cases.models import AbsenceCase, RuleChange
from cases.operations.steps import complete, touch
from cases.tasks import follow_law
from cases.views import _law
from employers.acting import actor_for
from tests.cast import Cast
from tests.conftest import AsActor
from tests.factories import cases as files
from tests.factories import employers as make

TODAY = files.day(39)
LIST, PROPOSE = "/wetswijzigingen/", "/wetswijzigingen/nieuw/"


@pytest.fixture(autouse=True)
def _today() -> Iterator[None]:
    with time_machine.travel(f"{TODAY}T10:00:00+01:00", tick=False):
        yield


@pytest.fixture
def ina(cast: Cast, as_actor: AsActor) -> Client:
    return as_actor(cast.ina)


@pytest.fixture
def ida(cast: Cast, as_actor: AsActor) -> Client:
    """A colleague at the desk."""
    actor: Actor = actor_for(make.make_membership(make.make_user("Ida Balie"), Role.DESK))
    return as_actor(actor)


@pytest.fixture
def case(cast: Cast) -> AbsenceCase:
    return files.report(cast.anna, cast.carla_file)


def typed(**fields: Any) -> dict[str, Any]:
    return {
        "key": "problem_analysis",
        "due_days": "35",
        "opens_days": "",
        "in_force_from": "2026-01-05",
        "reason": "Overgangsrecht, artikel II",
        "basis": "Stb. 2026, 1",
        "intent": "send",
    } | fields


def soup(answer: Any) -> BeautifulSoup:
    return BeautifulSoup(answer.content, "html.parser")


def words(answer: Any) -> str:
    return " ".join(soup(answer).select_one("main").get_text(" ").split())


def rows(answer: Any) -> list[list[str]]:
    return [
        [" ".join(cell.get_text(" ").split()) for cell in row.select("td")] for row in soup(answer).select("tbody tr")
    ]


def proposed(client: Client, cast: Cast, **fields: Any) -> RuleChange:
    assert client.post(PROPOSE, typed(**fields)).status_code == 303
    with acting_as(cast.ina):
        found: RuleChange = RuleChange.objects.order_by("-pk")[0]
        return found


def page(row: RuleChange) -> str:
    return reverse("law:change", args=[row.pk])


def test_empty_list_says_how_to_begin(ina):
    assert "Er is nog geen wetswijziging" in words(ina.get(LIST))


def offered(answer: Any) -> dict[str, list[str]]:
    """Per step the cells beside it, with the address of its form in front when it has one."""
    return {row[0]: row[1:] for row in rows(answer)}


def test_every_step_is_there_with_its_whole_term(ina):
    answer = ina.get(PROPOSE)
    steps, links = offered(answer), {link.get_text(): link["href"] for link in soup(answer).select("td a")}
    assert steps["Probleemanalyse"] == ["kan vanaf dag 29, uiterlijk dag 42"]
    assert links["Probleemanalyse"] == f"{PROPOSE}?stap=problem_analysis"
    assert steps["Indienen re-integratieverslag (RIV)"][0].endswith("uiterlijk 1 kalenderdag na WIA-aanvraag")
    assert "14 ziektedagen na Probleemanalyse; is die stap niet gedaan, dan dag 56" in steps["Plan van aanpak"][0]
    assert steps["Einde wachttijd en loondoorbetaling"][1].startswith("Met deze dag worden ook andere")
    assert steps["Welkomstgesprek"][1] == "Deze stap hoort bij de polis en niet bij een dossier."
    assert not {"Einde wachttijd en loondoorbetaling", "Welkomstgesprek", "WIA-aanvraag"} & set(links)


def test_form_asks_for_every_number_of_the_step(ina):
    form = soup(ina.get(f"{PROPOSE}?stap=plan_of_action")).select_one("form.panel")
    asked = {field["name"] for field in form.select("input[type=number]")}
    assert asked == {"opens_days", "due_days", "due_days_2", "due_days_3"}
    assert form.select_one("[name=key]")["value"] == "plan_of_action"
    said = " ".join(form.get_text(" ").split())
    assert "Uiterlijk: aantal ziektedagen na Probleemanalyse" in said
    assert "Nu 56. Leeg: dit blijft zo." in said


def test_compound_term_changes_one_number_and_keeps_the_others(cast, ina, case):
    answer = ina.post(
        PROPOSE, typed(key="plan_of_action", due_days="", due_days_2="70", intent="preview", basis="Stb. 2")
    )
    assert "is die stap niet gedaan, dan dag 70; nooit eerder dan 14 ziektedagen" in words(answer)
    assert rows(answer)[0][2:4] == ["uiterlijk 1 maart 2026", "uiterlijk 15 maart 2026"]
    row = proposed(ina, cast, key="plan_of_action", due_days="", due_days_2="70")
    assert (row.due_days, row.due_more) == (14, [70, 14])
    assert "dan dag 70" in words(ina.get(page(row)))


def test_unknown_step_leads_to_the_list(ina):
    assert "Welke stap verandert?" in words(ina.get(f"{PROPOSE}?stap=nothing"))


def test_preview_shows_files_before_and_after_and_stores_nothing(cast, ina, case):
    answer = ina.post(PROPOSE, typed(intent="preview"))
    assert answer.status_code == 200
    assert "Nu uiterlijk dag 42 Wordt uiterlijk dag 35" in words(answer)
    assert counted(answer) == {
        "Open dossiers met deze versie": "1",
        "Stap nog te doen": "1",
        "Stap al gedaan: blijft zo": "0",
        "Stap rust of speelt niet": "0",
        "Andere datums": "1",
        "Zelfde datums, nieuwe uitleg": "0",
        "Meteen te laat": "1",
    }
    assert rows(answer) == [
        [
            "Bakkerij De Korenaar",
            case.number,
            "vanaf 2 februari 2026, uiterlijk 15 februari 2026",
            "vanaf 2 februari 2026, uiterlijk 8 februari 2026",
            "meteen te laat",
        ]
    ]
    with acting_as(cast.ina):
        assert not RuleChange.objects.exists()


def counted(answer: Any) -> dict[str, str]:
    names, values = (soup(answer).select(f"#gevolgen .facts {tag}") for tag in ("dt", "dd"))
    return {name.get_text().strip(): value.get_text().strip() for name, value in zip(names, values, strict=True)}


def test_done_and_resting_steps_are_counted_by_name(cast, ina, case):
    """One to do, one done, one recovered before it: only the first can move."""
    other = files.report(cast.anna, make.make_employee(cast.bakery, "Piet", "Gedaan"))
    with acting_as(cast.daan):
        complete(case=other, key="problem_analysis", done_on=files.day(30), by=cast.daan)
        touch(other)
    third = files.report(cast.anna, make.make_employee(cast.bakery, "Piet", "Beter"))
    files.recover(cast.anna, third, files.day(4))
    found = counted(ina.post(PROPOSE, typed(intent="preview")))
    assert list(found.values())[:4] == ["3", "1", "1", "1"]


def test_steps_that_keep_their_days_are_told_apart(cast, ina, case):
    """The plan is due on day 56 as long as there is no analysis: another distance to it moves nothing yet."""
    answer = ina.post(PROPOSE, typed(key="plan_of_action", due_days="21", intent="preview"))
    assert counted(answer)["Andere datums"] == "0"
    assert counted(answer)["Zelfde datums, nieuwe uitleg"] == "1"
    assert rows(answer) == []


def test_later_last_day_takes_lateness_away(cast, ina):
    files.report(cast.anna, cast.carla_file, TODAY - timedelta(days=44), today=TODAY)
    answer = ina.post(PROPOSE, typed(due_days="60", in_force_from="2025-12-01", intent="preview"))
    assert counted(answer)["Niet meer te laat"] == "1"
    assert rows(answer)[0][-1] == "niet meer te laat"


def test_change_of_the_past_warns_and_asks_why(cast, ina, ida, case):
    answer = ina.post(PROPOSE, typed(intent="preview", reason=" "))
    assert answer.status_code == 422
    assert "geldt ook voor dossiers die al lopen" in words(answer)
    warning = "Er loopt al 1 dossier waarvoor deze wijziging gaat gelden"
    assert warning in words(ina.post(PROPOSE, typed(intent="preview")))
    row = proposed(ina, cast)
    assert row.reason == "Overgangsrecht, artikel II"
    seen = words(ida.get(page(row)))
    assert warning in seen
    assert "Overgangsrecht, artikel II" in seen


def test_change_of_the_future_asks_no_reason(ina, case):
    future = str(TODAY + timedelta(days=1))
    answer = ina.post(PROPOSE, typed(intent="preview", in_force_from=future, reason=""))
    assert answer.status_code == 200
    assert "werkt terug" not in words(answer)


def test_back_to_the_form_keeps_what_was_typed(ina):
    answer = ina.post(PROPOSE, typed(intent="edit"))
    assert answer.status_code == 200
    assert soup(answer).select_one("[name=basis]")["value"] == "Stb. 2026, 1"


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"due_days": "42"}, "Deze dagen gelden nu al"),
        ({"due_days": "10"}, "na de laatste dag"),
        ({"due_days": ""}, "Vul in wat er verandert"),
        ({"due_days": "2001"}, "Kies ten hoogste 2000 dagen"),
        ({"due_days": "zes"}, "Vul een heel getal in"),
        ({"key": "end_of_waiting_period"}, "Deze stap kan zo niet veranderen"),
        ({"basis": ""}, "Vul in waar de nieuwe regel staat"),
        ({"in_force_from": ""}, "Kies een datum"),
    ],
)
@pytest.mark.parametrize("intent", ["preview", "send"])
def test_what_cannot_be_is_said_beside_the_form(ina, fields, says, intent):
    answer = ina.post(PROPOSE, typed(intent=intent, **fields))
    assert answer.status_code == 422
    assert says in words(answer)


def test_the_summary_tells_a_label_of_two_parts_as_one(ina):
    answer = ina.post(PROPOSE, typed(due_days="zes"))
    [line] = soup(answer).select(".error-summary li")
    assert line.get_text() == "Uiterlijk (dag): Vul een heel getal in, bijvoorbeeld 42."
    assert line.a["href"] == "#id_due_days"


def test_second_proposal_for_a_step_waits(cast, ina):
    proposed(ina, cast)
    answer = ina.post(PROPOSE, typed(due_days="36"))
    assert answer.status_code == 409
    assert "Er ligt al een voorstel voor deze stap" in words(answer)


def test_proposer_waits_for_a_colleague(cast, ina, case):
    row = proposed(ina, cast)
    answer = ina.get(page(row))
    assert "Een collega moet het bekijken en invoeren" in words(answer)
    assert "Wijziging invoeren" not in words(answer)
    assert rows(ina.get(LIST)) == [
        ["Probleemanalyse versie 2", "uiterlijk dag 35", "5 januari 2026", "Stb. 2026, 1", "wacht op een collega"]
    ]
    refused = ina.post(f"{page(row)}besluit/", {"activate": "yes"})
    assert refused.status_code == 409
    assert "Vraag een collega" in refused.content.decode()


def test_colleague_brings_it_into_force_and_sees_how_far_it_is(cast, ina, ida, case):
    row = proposed(ina, cast)
    assert "Wijziging invoeren" in words(ida.get(page(row)))
    answer = ida.post(f"{page(row)}besluit/", {"activate": "yes"})
    assert (answer.status_code, answer["Location"]) == (303, page(row))
    part = ida.get(page(row), headers={"HX-Request": "true"})
    assert soup(part).select_one("#voortgang")["hx-trigger"] == "every 2s"
    assert "0 van 1" in part.content.decode()
    assert follow_law() == 1
    part = ida.get(page(row), headers={"HX-Request": "true"})
    assert "hx-trigger" not in part.content.decode()
    assert "Klaar: 1 stap volgt de nieuwe versie" in words(ida.get(page(row)))
    assert rows(ida.get(LIST))[0][-1] == "ingevoerd"


def test_declined_proposal_changes_nothing(cast, ina, case):
    row = proposed(ina, cast)
    assert ina.post(f"{page(row)}besluit/").status_code == 303
    assert "vervallen" in words(ina.get(page(row)))
    assert "Voorstel laten vervallen" not in words(ina.get(page(row)))
    assert follow_law() == 0


def test_proposal_that_no_longer_fits_cannot_be_brought_into_force(cast, ina, ida, case):
    row = proposed(ina, cast, in_force_from="2026-01-01")
    values = {"key": row.key, "due_days": 36, "basis": "x", "proposed_at": row.proposed_at}
    other = replace(cast.ina, user_id=cast.anna.person_id)
    with acting_as(other):
        later = RuleChange.objects.create(
            **values, in_force_from=date(2026, 2, 1), version=3, proposed_by_id=other.user_id
        )
    with acting_as(cast.ina):
        decided = {"activated": True, "decided_by": cast.ina.user_id, "decided_at": row.proposed_at}
        RuleChange.objects.filter(pk=later.pk).update(**decided)
    answer = ida.get(page(row))
    assert "nieuwere versie" in words(answer)
    assert "Wijziging invoeren" not in words(answer)


def test_no_open_file_is_said(cast, ina):
    assert "Geen open dossier verandert" in words(ina.post(PROPOSE, typed(intent="preview")))


def test_step_of_the_employee_alone_shows_numbers_only(cast, ina, case):
    answer = ina.post(PROPOSE, typed(intent="preview", key="early_iva_window", due_days="480"))
    assert counted(answer)["Andere datums"] == "1"
    assert "Deze stap is alleen van de werknemer" in words(answer)
    assert rows(answer) == []


def test_many_files_are_counted_and_some_are_shown(cast, ina, case, monkeypatch):
    monkeypatch.setattr(_law, "MOST", 2)
    monkeypatch.setattr(_law, "SHOWN", 1)
    for name in ("A", "B"):
        files.report(cast.anna, make.make_employee(cast.bakery, "Piet", name), files.day(2))
    answer = ina.post(PROPOSE, typed(intent="preview"))
    assert len(rows(answer)) == 1
    assert "Van de eerste 2 dossiers waarin de stap nog te doen is" in words(answer)
    assert (counted(answer)["Stap nog te doen"], counted(answer)["Andere datums"]) == ("3", "2")
    assert "En 1 andere stap" in words(answer)


def cost(client: Client, url: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert client.get(url).status_code == 200
    return len(captured)


def test_one_and_three_cost_the_same(cast, ina, case):
    row = proposed(ina, cast)
    ina.get(LIST)
    before = (cost(ina, LIST), cost(ina, page(row)))
    for index, key in enumerate(("current_opinion", "labour_expert_assessment")):
        files.report(
            cast.anna, make.make_employee(cast.bakery, "Piet", str(index)), TODAY - timedelta(days=3), today=TODAY
        )
        proposed(ina, cast, key=key, due_days=str(500 + 150 * (1 - index)))
    assert (cost(ina, LIST), cost(ina, page(row))) == before
