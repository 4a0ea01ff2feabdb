"""The page of one file, through everybody's eyes, and the forms that start from it."""

from collections.abc import Iterator
from datetime import date
from functools import partial

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.actor import acting_as, system
from accounts.models import AuditEvent
from accounts.terms import Role
from cases import dossier, operations
from cases.models import AbsenceCase, ContactMoment, Milestone
from cases.operations.steps import may_record
from cases.templatetags.timeline import case_week, picture_of
from tests.cast import Cast
from tests.conftest import AsActor
from tests.factories import cases as files

TODAY = files.day(43)
EVERYBODY = ("anna", "carla", "daan", "bert", "noor", "ina")
OTHERS = ("eva", "finn", "gijs", "hans", "loes")


@pytest.fixture(autouse=True)
def _today() -> Iterator[None]:
    with time_machine.travel(f"{TODAY}T10:00:00+01:00", tick=False):
        yield


@pytest.fixture
def case(cast: Cast) -> AbsenceCase:
    case = files.report(cast.anna, cast.carla_file, handover_notes="Sleutel van de winkel", expected_duration="longer")
    return files.assign(cast, case, on=files.day(14))


def get(client: Client, case: AbsenceCase) -> BeautifulSoup:
    answer = client.get(reverse("cases:detail", args=[case.pk]))
    assert answer.status_code == 200
    return BeautifulSoup(answer.content, "html.parser")


def text_of(soup: BeautifulSoup, selector: str) -> str:
    return soup.select_one(selector).get_text(" ", strip=True)


def fields(soup: BeautifulSoup) -> dict[str, str]:
    return {
        row.dt.get_text(strip=True): row.dd.get_text(strip=True)
        for panel in soup.select(".panel")
        if panel.h2 and panel.h2.get_text(strip=True) == "Uit de ziekmelding"
        for row in panel.select(".facts > div")
    }


@pytest.mark.parametrize("name", EVERYBODY)
def test_everybody_concerned_opens_the_file_and_leaves_a_trace(cast, as_actor, case, name):
    actor = getattr(cast, name)
    get(as_actor(actor), case)
    with acting_as(actor):
        reads = AuditEvent.objects.visible_to(actor).filter(action="read_case")
        assert list(reads.values_list("case_id", flat=True)) == [case.pk]


@pytest.mark.parametrize("name", OTHERS)
def test_others_get_404(cast, as_actor, case, name):
    assert as_actor(getattr(cast, name)).get(reverse("cases:detail", args=[case.pk])).status_code == 404


def test_header(cast, as_actor, case):
    soup = get(as_actor(cast.noor), case)
    assert text_of(soup, ".page-above") == f"Dossier {case.number} · Bakkerij De Korenaar · Vitaal Werk"
    assert text_of(soup, "h1") == "C. Bos In begeleiding"
    assert text_of(soup, ".page-below") == "Week 7 van 104 · ziek sinds 5 januari 2026"


def test_the_page_title_names_nobody(cast, as_actor, case):
    assert get(as_actor(cast.noor), case).title.get_text(strip=True) == f"Dossier {case.number} · Ontzorg"


NEXT = {
    "noor": "Eerste contact met werkgever en werknemer",
    "daan": "U hoeft nu niets te doen",
    "bert": "Ziekmelding aan arbodienst/bedrijfsarts",
    "anna": "U hoeft nu niets te doen",
    "carla": "U hoeft nu niets te doen",
    "ina": "U hoeft nu niets te doen",
}


@pytest.mark.parametrize("name", EVERYBODY)
def test_now_to_do_for_each_role(cast, as_actor, case, name):
    assert text_of(get(as_actor(getattr(cast, name)), case), ".next-title strong") == NEXT[name]


def test_the_bedrijfsarts_is_up_once_the_arbodienst_has_the_report(cast, as_actor, case):
    operations.accept_report(actor=cast.bert, case=case, today=TODAY)
    soup = get(as_actor(cast.daan), case)
    assert text_of(soup, ".next-title") == "Probleemanalyse 1 dag te laat, laatste dag was 15 februari 2026"


def test_nothing_to_do_says_what_comes_next(cast, as_actor, case):
    text = get(as_actor(cast.anna), case).find(string="U hoeft nu niets te doen").find_next("p").get_text()
    assert text == "Ziekmelding aan arbodienst/bedrijfsarts wacht op de arbodienst. De laatste dag was 11 januari 2026."


def test_the_ontzorgmanager_sees_what_others_have_to_do(cast, as_actor, case):
    for party in ("employer", "employee"):
        operations.log_contact(actor=cast.noor, case=case, party=party, held_on=TODAY, today=TODAY)
    for key in ("employee_intake", "task_function_analysis"):
        version = files.fresh(cast.noor, case).version
        operations.record_step(
            actor=cast.noor, case=case, key=key, done_on=TODAY, expected_version=version, today=TODAY
        )
    soup = get(as_actor(cast.noor), case)
    assert text_of(soup, ".next-step h2") == "Nu aan zet: de arbodienst"
    assert text_of(soup, ".next-title") == "Probleemanalyse 1 dag te laat, laatste dag was 15 februari 2026"


def test_every_step_says_why(cast, as_actor, case):
    soup = get(as_actor(cast.noor), case)
    lines = [item.get_text() for item in soup.select("#stap-problem_analysis-1 .why li")]
    assert lines[0] == "Eerste ziektedag 5 januari 2026."
    assert any(line.startswith("Bron: Regeling procesgang") for line in lines)
    steps = soup.select("#stappen .step")
    assert steps
    assert all(step.select_one("details.why") for step in steps)


@pytest.mark.parametrize(
    ("name", "sees"),
    [("anna", False), ("noor", False), ("bert", False), ("ina", False), ("carla", True), ("daan", True)],
)
def test_a_step_about_health_is_shown_to_its_readers_only(cast, as_actor, case, name, sees):
    html = as_actor(getattr(cast, name)).get(reverse("cases:detail", args=[case.pk])).content.decode()
    assert ("IVA" in html) == sees


BASIC = {"Verwachte duur": "Langer dan twee weken"}
CONTACT = {"Bereikbaar op": "06 11112222", "Verblijft op": "Kerkstraat 9, Utrecht"}
VANGNET = {"Vangnet van de Ziektewet": "Nee"}
ACCIDENT = {"Bedrijfsongeval": "Nee", "Verkeersongeval met mogelijk verhaal": "Nee"}
EVERYTHING = {**BASIC, **CONTACT, **VANGNET, **ACCIDENT}
READS = {
    "anna": EVERYTHING,
    "carla": EVERYTHING,
    "noor": EVERYTHING,
    "daan": EVERYTHING,
    "bert": {**BASIC, **CONTACT, **VANGNET},
    "ina": {**BASIC, **VANGNET, **ACCIDENT},
}


@pytest.mark.parametrize("name", EVERYBODY)
def test_who_reads_what_of_the_sick_report(cast, as_actor, case, name):
    assert fields(get(as_actor(getattr(cast, name)), case)) == READS[name]


@pytest.mark.parametrize("name", EVERYBODY)
def test_work_to_hand_over_stays_with_the_employer(cast, as_actor, case, name):
    html = as_actor(getattr(cast, name)).get(reverse("cases:detail", args=[case.pk])).content.decode()
    assert ("Sleutel van de winkel" in html) == (name == "anna")


ACTIONS = {
    "anna": {"Beter melden", "Wijziging doorgeven"},
    "carla": {"Wijziging doorgeven"},
    "daan": {"Wijziging doorgeven"},
    "bert": set(),
    "noor": {"Contact vastleggen", "Langer bewaren", "Wijziging doorgeven"},
    "ina": {"Dossier overdragen", "Langer bewaren", "Wijziging doorgeven"},
}


@pytest.mark.parametrize("name", EVERYBODY)
def test_actions_follow_the_role(cast, as_actor, case, name):
    soup = get(as_actor(getattr(cast, name)), case)
    assert {link.get_text(strip=True) for link in soup.select(".page-head .actions a")} == ACTIONS[name]


@pytest.mark.parametrize("name", EVERYBODY)
def test_only_who_judges_gets_the_question(cast, as_actor, case, name):
    soup = get(as_actor(getattr(cast, name)), case)
    assert (soup.select_one("#inschatting") is not None) == (name in ("bert", "daan"))


@pytest.mark.parametrize(("name", "roomy"), [("anna", True), ("carla", True), ("noor", False), ("ina", False)])
def test_roomy_for_who_comes_twice_a_year(cast, as_actor, case, name, roomy):
    assert ("roomy" in get(as_actor(getattr(cast, name)), case).select_one(".dossier")["class"]) == roomy


def test_a_recovered_file_stands_still(cast, as_actor, case):
    files.recover(cast.anna, case, TODAY)
    soup = get(as_actor(cast.noor), case)
    assert text_of(soup, ".page-below") == (
        "Week 6 van 104 · ziek sinds 5 januari 2026 · beter sinds 16 februari 2026, wordt afgesloten op 16 maart 2026"
    )
    assert "Staat stil" in text_of(soup, "#stappen")
    assert "De stappen staan stil." in soup.get_text()


def test_the_number_of_queries_does_not_follow_the_number_of_facts(cast, as_actor, case):
    client = as_actor(cast.noor)
    get(client, case)

    def count() -> int:
        with CaptureQueriesContext(connection) as captured:
            get(client, case)
        return len(captured)

    operations.log_contact(actor=cast.noor, case=case, party="employer", held_on=TODAY, today=TODAY)
    assert count() == 73
    for k in (20, 21):
        operations.log_contact(actor=cast.noor, case=case, party="employee", held_on=files.day(k), today=TODAY)
    files.recover(cast.anna, case, files.day(30))
    files.report(cast.anna, cast.carla_file, files.day(35), today=TODAY)
    assert count() == 73


def test_the_picture_draws_what_the_role_may_know(cast, case):
    with acting_as(cast.anna):
        picture = picture_of(case, cast.anna.role, TODAY)
    keys = [placed.mark.key for placed in picture.marks]
    assert "problem_analysis-1" in keys
    assert "early_iva_window-1" not in keys
    assert (picture.week, picture.weeks_total) == (7, 104)
    late = {placed.mark.key: placed.mark.status for placed in picture.marks}
    assert (late["problem_analysis-1"], late["sick_report-1"], late["end_of_waiting_period-1"]) == (
        "late",
        "done",
        "planned",
    )


def test_the_picture_hatches_days_that_do_not_count(cast, case):
    files.recover(cast.anna, case, files.day(20))
    files.report(cast.anna, cast.carla_file, files.day(30), today=TODAY)
    with acting_as(cast.anna):
        case = AbsenceCase.objects.with_facts().get(pk=case.pk)
        [placed] = picture_of(case, cast.anna.role, TODAY).gaps
    assert (placed.gap.start, placed.gap.end) == (19 / 7, 29 / 7)
    assert placed.gap.label == ("10 dagen hersteld vanaf 24 januari 2026 tellen niet mee; latere datums schuiven op.")


def test_a_recovery_that_lasts_is_hatched_until_today(cast, case):
    files.recover(cast.anna, case, files.day(36))
    with acting_as(cast.anna):
        case = AbsenceCase.objects.with_facts().get(pk=case.pk)
        [placed] = picture_of(case, cast.anna.role, TODAY).gaps
    assert (placed.gap.end, placed.gap.label) == (42 / 7, "Beter gemeld per 9 februari 2026.")


def test_case_week_counts_days_of_sickness(cast, case):
    with acting_as(cast.anna):
        assert [case_week(files.day(k), case) for k in (1, 7, 8, 728)] == [1, 1, 2, 104]


def test_a_step_done_early_or_late_says_so(cast, case):
    operations.accept_report(actor=cast.bert, case=case, today=files.day(9))
    with acting_as(cast.noor):
        found = AbsenceCase.objects.with_facts().get(pk=case.pk)
        texts = {step.key: step.text for step in dossier.steps_of(found, cast.noor.role, TODAY)}
    assert texts["arbo_report"] == "Gedaan op 13 januari 2026, 2 dagen na de laatste dag"
    assert texts["sick_report"] == "Gedaan op 5 januari 2026"


def test_what_one_may_do_but_need_not_is_no_duty(cast, as_actor, case):
    soup = get(as_actor(cast.carla), case)
    assert text_of(soup, "#stap-early_iva_window-1 p") == "Mag, hoeft niet · tot en met 25 april 2027"
    theirs = get(as_actor(cast.daan), case)
    said = "De werknemer mag dit, hoeft niet · tot en met 25 april 2027"
    assert text_of(theirs, "#stap-early_iva_window-1 p") == said


@pytest.mark.parametrize(("number", "heading"), [(21, "Komt nog"), (22, "Kan ook"), (468, "Kan ook"), (469, "Nu")])
def test_what_one_may_do_stands_apart_until_its_last_week(
    cast: Cast, as_actor: AsActor, case: AbsenceCase, number: int, heading: str
) -> None:
    with time_machine.travel(files.day(number), tick=False):
        step = get(as_actor(cast.carla), case).select_one("#stap-early_iva_window-1")
    assert step is not None
    assert step.find_previous("h3").get_text() == heading


def test_the_reader_is_always_u(cast, as_actor, case):
    texts = {
        name: [step.get_text(" ", strip=True) for step in get(as_actor(getattr(cast, name)), case).select("#stappen p")]
        for name in ("anna", "carla", "noor")
    }
    assert any("Wacht op u ·" in text for text in texts["anna"])
    assert not any("op de werkgever" in text for text in texts["anna"])
    assert not any("op de werknemer" in text for text in texts["carla"])
    assert not any("op de Ontzorgmanager" in text for text in texts["noor"])


def steps_for(cast: Cast, case: AbsenceCase, name: str, today: date) -> dict[str, dossier.Step]:
    actor = getattr(cast, name)
    with acting_as(actor):
        found = AbsenceCase.objects.with_facts().get(pk=case.pk)
        return {step.key: step for step in dossier.steps_of(found, actor.role, today)}


@pytest.mark.parametrize("k", [43, 300, 620, 700])
def test_what_the_page_offers_to_record_is_not_refused_and_the_rest_says_when(cast, case, k):
    today = files.day(k)
    offered = 0
    for key, step in steps_for(cast, case, "noor", today).items():
        if not may_record(cast.noor.role, key) or step.deadline.done_on is not None:
            continue
        attempt = partial(
            operations.record_step,
            actor=cast.noor,
            case=case,
            key=key,
            done_on=today,
            expected_version=files.fresh(cast.noor, case).version,
            today=today,
        )
        if step.may_record:
            offered += 1
            with transaction.atomic():
                attempt()
                transaction.set_rollback(True)
        else:
            with pytest.raises(ValidationError) as refused:
                attempt()
            reason = step.record_later.removeprefix("Vastleggen ").removesuffix(".")
            assert reason in refused.value.messages[0]
    assert offered


def test_a_step_that_waits_for_another_says_so_instead_of_a_button(cast, as_actor, case):
    with time_machine.travel(f"{files.day(640)}T10:00:00+01:00", tick=False):
        row = get(as_actor(cast.noor), case).select_one("#stap-final_evaluation-1")
    assert "Vastleggen kan pas na: Actueel oordeel en Plan van aanpak." in row.get_text(" ", strip=True)
    assert not [link for link in row.select("a") if link.get_text().startswith("Vastleggen")]


def test_nobody_gets_the_button_of_another(cast, as_actor, case):
    """The Ontzorgmanager guards the file; receiving the report stays with the arbodienst."""
    for party in ("employer", "employee"):
        operations.log_contact(actor=cast.noor, case=case, party=party, held_on=TODAY, today=TODAY)
    for key in ("employee_intake", "task_function_analysis"):
        version = files.fresh(cast.noor, case).version
        operations.record_step(
            actor=cast.noor, case=case, key=key, done_on=TODAY, expected_version=version, today=TODAY
        )
    soup = get(as_actor(cast.noor), case)
    assert reverse("cases:accept", args=[case.pk]) not in str(soup)
    assert reverse("cases:accept", args=[case.pk]) in str(get(as_actor(cast.bert), case))


# --- the forms ---


def test_contact_form_starts_with_today_and_goes_back_to_the_file(cast, as_actor, case):
    client, url = as_actor(cast.noor), reverse("cases:contact", args=[case.pk])
    soup = BeautifulSoup(client.get(url).content, "html.parser")
    assert soup.select_one("[name=held_on]")["value"] == "2026-02-16"
    answer = client.post(url, {"party": "employee", "held_on": "16-2-2026"})
    assert (answer.status_code, answer["Location"]) == (303, reverse("cases:detail", args=[case.pk]))
    with acting_as(cast.noor):
        assert ContactMoment.objects.visible_to(cast.noor).get().held_on == TODAY


def test_contact_in_the_future_keeps_what_was_typed(cast, as_actor, case):
    answer = as_actor(cast.noor).post(
        reverse("cases:contact", args=[case.pk]), {"party": "employee", "held_on": "2026-02-17"}
    )
    soup = BeautifulSoup(answer.content, "html.parser")
    assert answer.status_code == 422
    assert text_of(soup, ".field-error") == "Kies een datum van 5 januari 2026 tot en met vandaag."
    assert soup.select_one("[name=held_on]")["value"] == "2026-02-17"
    assert soup.select_one("[name=party][checked]")["value"] == "employee"


def test_file_that_is_over_has_no_form_for_contact(cast, as_actor, case):
    files.recover(cast.anna, case, files.day(15))
    with acting_as(scheduler := system(Role.SCHEDULER)):
        operations.close_due(actor=scheduler, today=TODAY)
    client, url = as_actor(cast.noor), reverse("cases:contact", args=[case.pk])
    for answer in (client.get(url), client.post(url, {"party": "employee", "held_on": "2026-01-10"})):
        assert (answer.status_code, answer["Location"]) == (303, reverse("cases:detail", args=[case.pk]))
    soup = get(client, case)
    assert url not in str(soup)
    assert "U kunt er geen contact meer in vastleggen." in soup.get_text()


def test_contact_needs_an_answer(cast, as_actor, case):
    answer = as_actor(cast.noor).post(reverse("cases:contact", args=[case.pk]), {})
    errors = [
        error.get_text(strip=True) for error in BeautifulSoup(answer.content, "html.parser").select(".field-error")
    ]
    assert (answer.status_code, errors) == (422, ["Kies met wie u sprak.", "Vul de datum van het gesprek in."])


def step_url(case: AbsenceCase, key: str = "task_function_analysis") -> str:
    return reverse("cases:record_step", args=[case.pk, key])


def test_a_step_is_recorded_from_its_form(cast, as_actor, case):
    client = as_actor(cast.noor)
    soup = BeautifulSoup(client.get(step_url(case)).content, "html.parser")
    version = soup.select_one("[name=expected_version]")["value"]
    answer = client.post(step_url(case), {"done_on": "2026-02-10", "expected_version": version})
    assert (answer.status_code, answer["Location"]) == (303, reverse("cases:detail", args=[case.pk]))
    with acting_as(cast.noor):
        step = Milestone.objects.visible_to(cast.noor).get(case=case, key="task_function_analysis")
    assert (step.state, step.done_on) == ("done", files.day(37))


def test_an_old_form_says_so_keeps_the_date_and_can_be_sent_again(cast, as_actor, case):
    client = as_actor(cast.noor)
    operations.accept_report(actor=cast.bert, case=case, today=TODAY)
    answer = client.post(step_url(case), {"done_on": "2026-02-10", "expected_version": "1"})
    soup = BeautifulSoup(answer.content, "html.parser")
    assert answer.status_code == 409
    assert "Iemand anders heeft dit dossier intussen gewijzigd." in text_of(soup, ".error-summary")
    again = {field["name"]: field["value"] for field in soup.select("main form input[name]")}
    assert again["done_on"] == "2026-02-10"
    assert client.post(step_url(case), again).status_code == 303


def test_a_step_that_was_recorded_before_is_refused_in_words(cast, as_actor, case):
    client = as_actor(cast.noor)
    version = files.fresh(cast.noor, case).version
    client.post(step_url(case), {"done_on": "2026-02-10", "expected_version": version})
    answer = client.post(step_url(case), {"done_on": "2026-02-11", "expected_version": version + 1})
    assert answer.status_code == 409
    assert "Deze stap staat niet open." in answer.content.decode()


def test_a_step_in_the_future_is_refused_at_its_field(cast, as_actor, case):
    version = files.fresh(cast.noor, case).version
    answer = as_actor(cast.noor).post(step_url(case), {"done_on": "2026-02-17", "expected_version": version})
    soup = BeautifulSoup(answer.content, "html.parser")
    assert answer.status_code == 422
    assert text_of(soup, ".field-error") == "Kies een datum van 5 januari 2026 tot en met vandaag."


def test_a_step_without_a_date_is_refused(cast, as_actor, case):
    answer = as_actor(cast.noor).post(step_url(case), {"expected_version": "1"})
    assert answer.status_code == 422
    assert "Vul de datum in waarop dit is gedaan." in answer.content.decode()


@pytest.mark.parametrize(("key", "status"), [("no_such_step", 404), ("sick_report", 403), ("plan_of_action", 403)])
def test_steps_that_nobody_ticks_off(cast, as_actor, case, key, status):
    assert as_actor(cast.noor).get(step_url(case, key)).status_code == status


WHO_MAY = {
    "contact": {"noor"},
    "record_step": {"noor"},
    "assign": {"ina"},
    "triage": {"bert", "daan"},
}


@pytest.mark.parametrize("name", EVERYBODY)
@pytest.mark.parametrize("view", WHO_MAY)
def test_wrong_role_gets_403(cast, as_actor, case, view, name):
    args = [case.pk, "employee_intake"] if view == "record_step" else [case.pk]
    status = as_actor(getattr(cast, name)).get(reverse(f"cases:{view}", args=args)).status_code
    shown = 303 if view == "assign" else 200  # this file has somebody: it is handed over elsewhere
    assert status == (shown if name in WHO_MAY[view] else 403)


@pytest.mark.parametrize(
    ("view", "name"),
    [("contact", "loes"), ("record_step", "loes"), ("triage", "hans"), ("triage", "gijs"), ("accept", "hans")],
)
def test_same_role_of_another_organisation_gets_404(cast, as_actor, case, view, name):
    args = [case.pk, "employee_intake"] if view == "record_step" else [case.pk]
    client = as_actor(getattr(cast, name))
    assert client.post(reverse(f"cases:{view}", args=args), {}).status_code == 404
