"""The inboxes of arbodienst and bedrijfsarts."""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.actor import acting_as
from cases import operations
from cases.models import AbsenceCase, BuildUpSchedule, Completion
from cases.timeline.buildup import Line
from cases.timeline.dutch import format_date
from tests.access.world import delegate_of
from tests.cases.split import AGAIN, REPORTED, Story
from tests.cast import Cast
from tests.conftest import AsActor
from tests.factories import cases as files
from tests.factories import employers as make
from tests.factories import job_tasks

TODAY = files.day(10)


@pytest.fixture(autouse=True)
def _today() -> Iterator[None]:
    with time_machine.travel(f"{TODAY}T10:00:00+01:00", tick=False):
        yield


@pytest.fixture
def case(cast: Cast) -> AbsenceCase:
    return files.report(cast.anna, cast.carla_file)


@pytest.fixture
def bert(cast: Cast, as_actor: AsActor) -> Client:
    return as_actor(cast.bert)


@pytest.fixture
def daan(cast: Cast, as_actor: AsActor) -> Client:
    return as_actor(cast.daan)


def another(cast: Cast, name: str, first_sick_day: date) -> AbsenceCase:
    return files.report(cast.anna, make.make_employee(cast.bakery, "Piet", name), first_sick_day)


def analysis_day(first: date) -> date:
    """Day 42 of a file without interruptions."""
    return first + timedelta(days=41)


def page(client: Client) -> BeautifulSoup:
    answer = client.get(reverse("start"))
    assert answer.status_code == 200
    return BeautifulSoup(answer.content, "html.parser")


def rows(soup: BeautifulSoup, part: str) -> list[str]:
    return [row.select_one("td").get_text(" ", strip=True) for row in soup.select(f"#{part} tbody tr")]


def test_a_new_report_waits_with_its_last_day(bert, case):
    soup = page(bert)
    assert rows(soup, "nieuw") == ["3 dagen te laat uiterlijk 11 januari 2026"]
    assert rows(soup, "inschatten") == []
    assert "Niets in te schatten" in soup.select_one("#inschatten").get_text()


def test_accepting_moves_it_to_the_judgement(cast, bert, case):
    answer = bert.post(reverse("cases:accept", args=[case.pk]), {"inbox": "1"})
    assert (answer.status_code, answer["Location"]) == (303, reverse("start"))
    soup = page(bert)
    assert (rows(soup, "nieuw"), rows(soup, "inschatten")) == ([], ["2 dagen te laat uiterlijk 12 januari 2026"])
    assert (
        soup.select_one(".notice-ok").get_text(" ", strip=True)
        == f"U heeft de melding van dossier {case.number} ontvangen."
    )
    with acting_as(cast.bert):
        assert Completion.objects.visible_to(cast.bert).get(key="arbo_report").done_on == TODAY


def test_the_question_is_asked_and_no_reason_is_kept(cast, bert, case):
    operations.accept_report(actor=cast.bert, case=case, today=TODAY)
    part = page(bert).select_one("#inschatten")
    assert part.select_one(".card-note").get_text() == (
        "Verwacht u dat het verzuim lang duurt? U kiest alleen ja of nee. Een reden wordt niet bewaard."
    )
    names = {field["name"] for field in part.select("[name]")}
    assert names == {"csrfmiddlewaretoken", "inbox", "expected_long_term"}


@pytest.mark.parametrize(("answer", "expected"), [("yes", True), ("no", False)])
def test_yes_or_no_empties_the_inbox(cast, bert, case, answer, expected):
    response = bert.post(reverse("cases:triage", args=[case.pk]), {"inbox": "1", "expected_long_term": answer})
    assert (response.status_code, response["Location"]) == (303, reverse("start"))
    found = files.fresh(cast.bert, case)
    assert (found.expected_long_term, found.triaged_on) == (expected, TODAY)
    soup = page(bert)
    assert (rows(soup, "nieuw"), rows(soup, "inschatten")) == ([], [])


def test_from_the_file_one_goes_back_to_the_file(bert, case):
    response = bert.post(reverse("cases:triage", args=[case.pk]), {"expected_long_term": "yes"})
    assert response["Location"] == reverse("cases:detail", args=[case.pk])


@pytest.mark.parametrize("data", [{}, {"expected_long_term": "maybe"}])
def test_without_an_answer_it_is_asked_again(cast, bert, case, data):
    response = bert.post(reverse("cases:triage", args=[case.pk]), data)
    soup = BeautifulSoup(response.content, "html.parser")
    assert response.status_code == 422
    assert soup.select_one(".field-error").get_text(strip=True) == "Kies ja of nee."
    assert files.fresh(cast.bert, case).expected_long_term is None


def test_after_recovery_the_refusal_says_why(cast, bert, case):
    files.recover(cast.anna, case, files.day(5))
    response = bert.post(reverse("cases:triage", args=[case.pk]), {"expected_long_term": "yes"})
    assert response.status_code == 409
    assert "Deze werknemer is al beter gemeld." in response.content.decode()


def test_a_recovered_file_leaves_the_inbox(cast, bert, case):
    files.recover(cast.anna, case, files.day(5))
    soup = page(bert)
    assert "Geen nieuwe ziekmeldingen" in soup.select_one("#nieuw").get_text()


def test_another_arbodienst_sees_nothing(cast, as_actor, case):
    client = as_actor(cast.hans)
    assert rows(page(client), "nieuw") == []
    assert client.post(reverse("cases:accept", args=[case.pk])).status_code == 404


@pytest.mark.parametrize("name", ["anna", "carla", "noor", "daan", "ina"])
def test_only_the_arbodienst_accepts(cast, as_actor, case, name):
    cast_case = files.assign(cast, case, on=TODAY)
    response = as_actor(getattr(cast, name)).post(reverse("cases:accept", args=[cast_case.pk]))
    assert response.status_code == 403


def test_accepting_is_a_post(bert, case):
    assert bert.get(reverse("cases:accept", args=[case.pk])).status_code == 405


def test_the_bedrijfsarts_sees_judgement_and_analysis_with_their_terms(daan, case):
    rows_of = [
        [cell.get_text(" ", strip=True) for cell in row.select("td")[:2]] for row in page(daan).select("#open tbody tr")
    ]
    assert rows_of == [
        [
            "2 dagen te laat uiterlijk 12 januari 2026",
            "Inschatting dreigend langdurig verzuim Verwacht u dat het verzuim lang duurt?",
        ],
        [
            "over 32 dagen uiterlijk 15 februari 2026",
            "Probleemanalyse Wat kan de werknemer nog wel, en wat helpt bij de terugkeer naar werk?",
        ],
    ]


def test_each_question_leads_to_its_form(daan, case):
    links = [link["href"] for link in page(daan).select("#open .row-action a")]
    assert links == [
        reverse("cases:triage", args=[case.pk]),
        reverse("documents:problem_analysis", args=[case.pk]),
    ]


def questions(client: Client) -> list[list[str]]:
    cells = [row.select("td")[:3] for row in page(client).select("#open tbody tr")]
    return [[cell.get_text(" ", strip=True) for cell in row] for row in cells]


def propose(cast: Cast, case: AbsenceCase, *starts: int) -> BuildUpSchedule:
    version = files.fresh(cast.anna, case).version
    lines = [Line(files.day(k), Decimal(8 * place)) for place, k in enumerate(starts, 1)]
    return operations.propose_build_up(
        actor=cast.anna, case=case, lines=lines, expected_version=version, today=files.day(10)
    )


def test_a_proposal_for_hours_waits_with_its_file_and_its_last_day(cast, daan, case):
    files.assign(cast, case, on=TODAY)
    schedule = propose(cast, case, 15, 29)
    assert questions(daan)[1] == [
        "over 5 dagen uiterlijk 19 januari 2026",
        "Voorstel voor de opbouw van uren Bent u akkoord met het voorstel van de werkgever van 14 januari 2026?",
        f"C. Bos Bakkerij De Korenaar · {case.number}",
    ]
    links = [(link["href"], link.get_text(strip=True)) for link in page(daan).select("#open .row-action a")]
    place = reverse("cases:build_up_answer", args=[case.pk, schedule.pk])
    assert links[1] == (place, f"Beantwoorden: dossier {case.number}")
    assert daan.get(place).status_code == 200


def test_a_proposal_is_gone_once_it_is_answered_or_somebody_recovered(cast, daan, case):
    files.assign(cast, case, on=TODAY)
    schedule = propose(cast, case, 15, 29)
    operations.answer_build_up(actor=cast.daan, schedule=schedule, agreed=False, today=TODAY)
    assert not [row for row in questions(daan) if "opbouw" in row[1]]
    propose(cast, case, 15, 29)
    assert [row for row in questions(daan) if "opbouw" in row[1]]
    files.recover(cast.anna, case, TODAY)
    assert not [row for row in questions(daan) if "opbouw" in row[1]]


def test_a_proposal_that_should_have_begun_is_late(cast, as_actor, case):
    files.assign(cast, case, on=TODAY)
    propose(cast, case, 11, 25)
    with time_machine.travel(f"{files.day(14)}T10:00:00+01:00", tick=False):
        [row] = [row for row in questions(as_actor(cast.daan)) if "opbouw" in row[1]]
    assert row[0] == "3 dagen te laat uiterlijk 15 januari 2026"


def test_another_bedrijfsarts_does_not_see_the_proposal(cast, as_actor, case):
    files.assign(cast, case, on=TODAY)
    propose(cast, case, 15, 29)
    assert questions(as_actor(cast.gijs)) == []


@pytest.fixture
def after_leave(cast: Cast) -> Iterator[Story]:
    """Sick until a leave and again right after it; today is the day on which that was reported."""
    with time_machine.travel(f"{TODAY}T10:00:00+01:00", tick=False) as clock:
        story = Story(cast, clock)
        story.before()
        story.again()
        yield story


CAUSE = "Zelfde oorzaak vóór en na het verlof Komt het verzuim vóór en na het verlof door dezelfde oorzaak?"


def test_the_question_after_a_leave_waits_until_it_is_answered(cast, as_actor, after_leave):
    daan = as_actor(cast.daan)
    [row] = [row for row in questions(daan) if row[1] == CAUSE]
    due = analysis_day(AGAIN)
    assert row[0] == f"over {(due - REPORTED).days} dagen uiterlijk {format_date(due)}"
    assert row[2] == f"C. Bos Bakkerij De Korenaar · {after_leave.case.number}"
    [link] = [link for link in page(daan).select("#open .row-action a") if "oorzaak" in link["href"]]
    assert daan.get(link["href"]).status_code == 200


@pytest.mark.parametrize("answer", [True, False])
def test_the_question_after_a_leave_goes_with_the_answer(cast, as_actor, after_leave, answer):
    operations.record_fact(
        actor=cast.daan,
        case=after_leave.case,
        kind="same_cause_after_leave",
        on=REPORTED,
        answer=answer,
        expected_version=files.fresh(cast.daan, after_leave.case).version,
        today=REPORTED,
    )
    assert not [row for row in questions(as_actor(cast.daan)) if row[1] == CAUSE]


def test_without_sickness_after_the_leave_there_is_no_question(cast, as_actor):
    with time_machine.travel(f"{TODAY}T10:00:00+01:00", tick=False) as clock:
        story = Story(cast, clock)
        story.before()
        story.on(AGAIN)
        assert not [row for row in questions(as_actor(cast.daan)) if row[1] == CAUSE]


def test_what_was_signed_is_shown(cast, daan, case):
    with acting_as(cast.daan):
        from cases.operations.steps import complete, touch

        complete(case=case, key="problem_analysis", done_on=files.day(9), by=cast.daan)
        touch(case)
    signed = page(daan).select_one("#ondertekend li").get_text(" ", strip=True)
    assert signed == f"Gedaan: C. Bos 13 januari 2026 {case.number}"


def test_another_bedrijfsarts_sees_nothing(cast, as_actor, case):
    text = page(as_actor(cast.gijs)).select_one("#open").get_text(" ", strip=True)
    assert text.startswith("Wacht op u Er wacht niets op u")


def count(client: Client) -> int:
    with CaptureQueriesContext(connection) as captured:
        page(client)
    return len(captured)


@pytest.mark.parametrize(("name", "expected"), [("bert", 33), ("daan", 44)])
def test_one_file_and_three_files_cost_the_same(cast, as_actor, case, name, expected):
    client = as_actor(getattr(cast, name))
    page(client)
    assert count(client) == expected
    another(cast, "Jansen", files.day(2))
    another(cast, "Visser", files.day(3))
    assert count(client) == expected


def test_bedrijfsarts_confirms_what_was_done_in_his_place(
    cast: Cast, case: AbsenceCase, daan: Client, as_actor: AsActor
) -> None:
    delegate = delegate_of(cast.daan_profile)
    assert page(daan).select("#bevestigen") == []
    operations.triage(actor=delegate, case=case, expected_long_term=True, today=TODAY)
    [form] = page(daan).select("#bevestigen form")
    steps = [field["value"] for field in form.select("input[name=seen]")]
    assert len(steps) == 2
    file = reverse("cases:detail", args=[case.pk])
    assert "nog niet bevestigd door bedrijfsarts Daan Dokter" in as_actor(cast.anna).get(file).content.decode()
    assert as_actor(delegate).post(str(form["action"]), {"seen": steps}).status_code == 403
    assert as_actor(cast.gijs).post(str(form["action"]), {"seen": steps}).status_code == 404
    answer = daan.post(str(form["action"]), {"seen": steps}, follow=True)
    assert f"U heeft bevestigd wat in dossier {case.number} namens u is vastgelegd." in answer.content.decode()
    assert page(daan).select("#bevestigen") == []
    assert "in taakdelegatie, bevestigd door bedrijfsarts Daan Dokter" in as_actor(cast.anna).get(file).content.decode()
    again = daan.post(str(form["action"]), {"seen": [*steps, "0", "x", "9" * 30]}, follow=True)
    assert "Dit is al bevestigd" in again.content.decode()


def test_question_about_tasks_waits_on_the_page_of_the_doctor(
    cast: Cast, case: AbsenceCase, daan: Client, as_actor: AsActor
) -> None:
    assert "Vragen per taak" not in page(daan).get_text()
    guided = files.assign(cast, case, on=files.day(8))
    made = job_tasks.present(cast.noor, guided, on=TODAY)
    made = job_tasks.confirm(cast.carla, guided, made, on=TODAY)
    assert reverse("cases:answer_tasks", args=[case.pk, made.pk]) in str(page(daan))
    assert "Vragen per taak" in page(daan).get_text()
    assert "Vragen per taak" not in page(as_actor(cast.anna)).get_text()


def test_late_question_stands_above_what_has_no_term(cast: Cast, case: AbsenceCase, daan: Client) -> None:
    guided = files.assign(cast, case, on=files.day(8))
    job_tasks.confirm(cast.carla, guided, job_tasks.present(cast.noor, guided, on=TODAY), on=TODAY)
    assert cards(daan) == ["Wacht op u", "Vragen per taak"]
    operations.triage(actor=cast.bert, case=case, expected_long_term=True, today=TODAY)
    assert cards(daan) == ["Vragen per taak", "Wacht op u"]


def cards(client: Client) -> list[str]:
    """What stands on the page, from above."""
    return [title.get_text(strip=True) for title in page(client).select("main h2")][:2]


def test_step_that_was_withdrawn_meanwhile_stops_none_of_the_others(
    cast: Cast, case: AbsenceCase, daan: Client, as_actor: AsActor
) -> None:
    operations.triage(actor=delegate_of(cast.daan_profile), case=case, expected_long_term=True, today=TODAY)
    [form] = page(daan).select("#bevestigen form")
    steps = [str(field["value"]) for field in form.select("input[name=seen]")]
    answer = daan.post(str(form["action"]), {"seen": [steps[0], "0", "x", "-1", "9" * 30, "²"]}, follow=True)
    assert f"U heeft bevestigd wat in dossier {case.number} namens u is vastgelegd." in answer.content.decode()
    [form] = page(daan).select("#bevestigen form")
    assert [field["value"] for field in form.select("input[name=seen]")] == steps[1:]
    answer = daan.post(str(form["action"]), {"seen": steps}, follow=True)  # the first is confirmed by now
    assert "Dit is al bevestigd" not in answer.content.decode()
    assert page(daan).select("#bevestigen") == []
