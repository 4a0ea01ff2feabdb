"""The sick report in the browser: choose, fill in, read what it does, send once."""

from collections.abc import Iterator
from datetime import date
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from accounts.actor import acting_as
from accounts.models import Draft, WordingOverride
from cases.models import AbsenceCase, HandoverNote, Milestone, SickReport, Spell
from cases.operations import record_fact
from tests.cast import Cast
from tests.conftest import AsActor
from tests.factories import cases as make
from tests.factories.employers import make_employee

TODAY = date(2026, 2, 2)
ALLOWED = [
    "first_sick_day",
    "expected_duration",
    "contact_phone",
    "stay_address",
    "vangnet_applies",
    "work_accident",
    "recourse_possible",
    "handover_notes",
]
EXPERT = "een gevraagde arbeidsdeskundige"
EVERYBODY = (
    "U, uw werknemer, de arbodienst, de bedrijfsarts, een verzuimbegeleider, een Ontzorgmanager (als die er is), "
    f"{EXPERT} en de verzekeraar."
)


@pytest.fixture(autouse=True)
def _today() -> Iterator[None]:
    with time_machine.travel("2026-02-02T10:00:00+01:00", tick=False):
        yield


@pytest.fixture
def anna(cast: Cast, as_actor: AsActor) -> Client:
    return as_actor(cast.anna)


def typed(**fields: Any) -> dict[str, Any]:
    return {
        "first_sick_day": "2026-02-02",
        "expected_duration": "week",
        "contact_phone": "06 11112222",
        "stay_address": "Kerkstraat 9, Utrecht",
        "vangnet_applies": "no",
        "work_accident": "no",
        "recourse_possible": "no",
        "handover_notes": "Bestelling meel",
        "submission_key": str(uuid4()),
        "intent": "send",
    } | fields


def address(cast: Cast) -> str:
    return reverse("cases:report_employee", args=[cast.carla_file.pk])


def page(response: Any) -> BeautifulSoup:
    return BeautifulSoup(response.content, "html.parser")


def words(soup: Any) -> str:
    return " ".join(soup.get_text(" ").split())


def stored(cast: Cast, model: Any) -> list[Any]:
    with acting_as(cast.anna):
        return list(model.objects.visible_to(cast.anna))


def keep_draft(cast: Cast, data: dict[str, list[str]]) -> None:
    with acting_as(cast.anna):
        Draft.objects.create(user_id=cast.anna.user_id, form="report_sick", about_id=cast.carla_file.pk, data=data)


def test_pick_lists_own_people_with_their_state(cast: Cast, anna: Client) -> None:
    sick = make_employee(cast.bakery, "Ali", "Aydin")
    waiting = make_employee(cast.bakery, "Zoë", "Zee")
    make.report(cast.anna, sick, date(2026, 1, 5))
    make.recover(cast.anna, make.report(cast.anna, waiting, date(2026, 1, 5)), date(2026, 1, 20))
    make_employee(cast.bakery, "Oud", "Weg", ended_on=date(2026, 2, 2))
    rows = [words(row) for row in page(anna.get(reverse("cases:report"))).select("#people li")]
    assert rows == [
        "Ali Aydin Bakker Al ziek gemeld",
        "Carla Bos Bakker",
        "Zoë Zee Bakker Hersteld, dossier wacht",
    ]


def test_pick_sends_who_is_sick_to_the_file_and_others_to_the_form(cast: Cast, anna: Client) -> None:
    case = make.report(cast.anna, make_employee(cast.bakery, "Ali", "Aydin"), date(2026, 1, 5))
    links = [link["href"] for link in page(anna.get(reverse("cases:report"))).select("#people a")]
    assert links == [reverse("cases:detail", args=[case.pk]), address(cast)]


def test_pick_searches_on_every_word_of_the_name(cast: Cast, anna: Client) -> None:
    make_employee(cast.bakery, "Carla", "Zee")
    found = page(anna.get(reverse("cases:report"), {"q": "carla bo"}))
    assert [words(row) for row in found.select("#people li strong")] == ["Carla Bos"]
    assert words(found.select_one("#people [role=status]")) == "1 werknemer met ‘carla bo’ in de naam"


def test_pick_without_a_match_shows_the_way_out(anna: Client) -> None:
    empty = page(anna.get(reverse("cases:report"), {"q": "xyz"})).select_one("#people .empty")
    assert words(empty).startswith("Geen werknemer gevonden")


def test_pick_answers_htmx_with_the_list_only(anna: Client) -> None:
    fragment = page(anna.get(reverse("cases:report"), headers={"HX-Request": "true"}))
    whole = page(anna.get(reverse("cases:report")))
    assert str(fragment.select_one("#people")) == str(whole.select_one("#people"))
    assert fragment.select("h1") == []


@pytest.mark.parametrize("people", [1, 3])
def test_pick_asks_the_same_number_of_queries(
    cast: Cast, anna: Client, people: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(people):
        make.report(cast.anna, make_employee(cast.bakery, "Ali", f"Aydin{number}"), date(2026, 1, 5))
    anna.get(reverse("cases:report"))
    with django_assert_num_queries(PICK_QUERIES):
        anna.get(reverse("cases:report"))


PICK_QUERIES = 18


def test_form_asks_exactly_what_is_allowed(cast: Cast, anna: Client) -> None:
    form = page(anna.get(address(cast))).select_one("form#report")
    names = dict.fromkeys(field["name"] for field in form.select("[name]") if field.name != "button")
    assert list(names) == ["csrfmiddlewaretoken", "submission_key", *ALLOWED]


def test_form_says_who_reads_each_answer(cast: Cast, anna: Client) -> None:
    notes = page(anna.get(address(cast))).select("form#report .reader-note")
    without_desk = EVERYBODY.replace(f", {EXPERT} en de verzekeraar", f" en {EXPERT}")
    without_expert = EVERYBODY.replace(f", {EXPERT}", "")
    without_planner = EVERYBODY.replace(f", {EXPERT}", "").replace("de arbodienst, ", "")
    assert [words(note).removeprefix("Wie leest dit? ") for note in notes] == [
        EVERYBODY,
        EVERYBODY,
        without_desk,
        without_desk,
        without_expert,
        without_planner,
        without_planner,
        "Alleen u en collega’s die hier ook voor uw bedrijf werken.",
    ]


def test_form_gets_a_new_key_each_time_also_with_a_draft(cast: Cast, anna: Client) -> None:
    old = str(uuid4())
    keep_draft(cast, {"submission_key": [old], "stay_address": ["Dorpsstraat 2"], "vangnet_applies": ["yes"]})
    form = page(anna.get(address(cast))).select_one("form#report")
    assert form.select_one("[name=submission_key]")["value"] != old
    assert form.select_one("[name=stay_address]")["value"] == "Dorpsstraat 2"
    assert [field["value"] for field in form.select("[name=vangnet_applies][checked]")] == ["yes"]
    assert words(form.select_one("[data-brought-back]")) == (
        "U was hier al aan begonnen Hieronder staat wat u eerder invulde en nog niet verstuurde."
        " Wij bewaarden het op 2 februari 2026 om 10:00."
    )


def test_form_for_somebody_who_is_sick_points_to_the_file(cast: Cast, anna: Client) -> None:
    case = make.report(cast.anna, cast.carla_file, date(2026, 1, 5))
    notice = page(anna.get(address(cast))).select_one("main .notice")
    assert words(notice) == "Deze werknemer is al ziek gemeld. U hoeft niet nog een keer te melden. Dossier openen"
    assert notice.select_one("a")["href"] == reverse("cases:detail", args=[case.pk])


def test_preview_of_a_first_report_says_new_file_and_why(cast: Cast, anna: Client) -> None:
    soup = page(anna.post(address(cast), typed(intent="preview"), follow=True))
    card = soup.select_one("main .panel")
    assert words(card.select_one("h2")) == "Er komt een nieuw dossier"
    assert [words(line) for line in card.select("p")] == [
        "De eerste ziektedag van C. Bos is 2 februari 2026. Dat wordt dag 1.",
        "Er is geen dossier van C. Bos dat verder kan gaan.",
        "Bron: BW art. 7:629 lid 10. De oorzaak van de ziekte speelt hierbij geen rol.",
    ]
    assert stored(cast, AbsenceCase) == []


def test_preview_within_four_weeks_says_which_file_goes_on_and_why(cast: Cast, anna: Client) -> None:
    case = make.recover(cast.anna, make.report(cast.anna, cast.carla_file, date(2026, 1, 5)), date(2026, 1, 21))
    card = page(anna.post(address(cast), typed(intent="preview"), follow=True)).select_one("main .panel")
    assert words(card.select_one("h2")) == f"Dossier {case.number} gaat verder"
    assert [words(line) for line in card.select("p")][:4] == [
        "U meldde C. Bos beter per 21 januari 2026. De nieuwe eerste ziektedag is 2 februari 2026.",
        "Daar zitten 12 dagen tussen.",
        f"Dat is korter dan vier weken, dus dossier {case.number} gaat verder. Er komt geen nieuw dossier.",
        "De stappen die nog open staan, schuiven 12 dagen op.",
    ]


def test_preview_after_four_weeks_says_new_file_and_why(cast: Cast, anna: Client) -> None:
    make.recover(cast.anna, make.report(cast.anna, cast.carla_file, date(2025, 12, 1)), date(2026, 1, 5))
    card = page(anna.post(address(cast), typed(intent="preview"), follow=True)).select_one("main .panel")
    assert [words(line) for line in card.select("p")][1:3] == [
        "C. Bos was daarvoor 28 dagen beter.",
        "Dat is vier weken of langer, dus een eerder dossier gaat niet verder.",
    ]


@pytest.mark.parametrize("relapse", [False, True])
def test_preview_shows_the_dates_that_the_file_then_gets(cast: Cast, anna: Client, relapse: bool) -> None:
    if relapse:
        make.recover(cast.anna, make.report(cast.anna, cast.carla_file, date(2026, 1, 5)), date(2026, 1, 21))
    preview = anna.post(address(cast), typed(intent="preview"), follow=True).context["preview"]
    anna.post(address(cast), typed())
    steps = {step.term: step.due_on for step in stored(cast, Milestone) if step.state == "pending"}
    assert {step.term: step.due for step in preview.steps} == {step.term: steps[step.term] for step in preview.steps}
    assert [step.term for step in preview.steps] == [
        "Probleemanalyse",
        "Plan van aanpak",
        "42e-weeksmelding",
        "Eerstejaarsevaluatie",
    ]


def test_preview_keeps_every_answer_for_sending(cast: Cast, anna: Client) -> None:
    answers = typed(intent="preview", handover_notes="Eén\nTwee")
    hidden = page(anna.post(address(cast), answers, follow=True)).select("main form input[type=hidden]")
    kept = {field["name"]: field["value"] for field in hidden if field["name"] != "csrfmiddlewaretoken"}
    assert kept == {name: value for name, value in answers.items() if name != "intent"}


def test_back_to_the_form_keeps_what_was_typed(cast: Cast, anna: Client) -> None:
    answers = typed(intent="edit", vangnet_applies="yes")
    form = page(anna.post(address(cast), answers, follow=True)).select_one("form#report")
    assert form.select_one("[name=submission_key]")["value"] == answers["submission_key"]
    assert form.select_one("[name=first_sick_day]")["value"] == "2026-02-02"
    assert form.select_one("[name=handover_notes]").get_text(strip=True) == "Bestelling meel"
    assert [field["value"] for field in form.select("[name=vangnet_applies][checked]")] == ["yes"]


def test_page_to_check_can_be_loaded_again_and_then_sent_once(cast: Cast, anna: Client) -> None:
    answers = typed(intent="preview")
    url = anna.post(address(cast), answers)["Location"]
    assert url == f"{address(cast)}?controleren"
    for _ in range(2):
        hidden = page(anna.get(url)).select("main form input[type=hidden]")
    kept = {field["name"]: field["value"] for field in hidden if field["name"] != "csrfmiddlewaretoken"}
    assert kept == {name: value for name, value in answers.items() if name != "intent"}
    assert anna.post(address(cast), kept | {"intent": "send"}).status_code == 303
    assert (len(stored(cast, SickReport)), stored(cast, Draft)) == (1, [])
    assert anna.get(url)["Location"] == address(cast)


def test_marked_words_pass_the_page_to_check_with_their_reason_and_are_recorded_once(cast: Cast, anna: Client) -> None:
    """The reason travels with the text; it is written down when the report is sent and not before."""
    marked = typed(intent="preview", handover_notes="Vergadering van het Diabetes Fonds verzetten")
    asked = page(anna.post(address(cast), marked))
    seen = asked.select_one("[name=wording_seen]")["value"]
    assert asked.select_one("[name=handover_notes]").get_text(strip=True) == marked["handover_notes"]
    answers = marked | {"wording_reason": "name", "wording_seen": seen}
    url = anna.post(address(cast), answers)["Location"]
    for _ in range(2):
        checking = page(anna.get(url))
    told = words(checking.select_one("main"))
    assert marked["handover_notes"] in told
    assert "Tekst toch zo bewaren Het is de naam van een persoon, bedrijf of plaats" in told
    assert stored(cast, WordingOverride) == []
    hidden = checking.select("main form input[type=hidden]")
    kept = {field["name"]: field["value"] for field in hidden if field["name"] != "csrfmiddlewaretoken"}
    for _ in range(2):
        assert anna.post(address(cast), kept | {"intent": "send"}).status_code == 303
    [case], [note], [override] = (stored(cast, model) for model in (AbsenceCase, HandoverNote, WordingOverride))
    assert note.text == marked["handover_notes"]
    recorded = (override.form, override.field, override.case_id, override.reason, override.kinds, override.count)
    assert recorded == ("report_sick", "handover_notes", case.pk, "name", ["diagnosis"], 1)


def test_other_marked_words_than_the_reason_was_about_are_asked_about_again(cast: Cast, anna: Client) -> None:
    answers = {"handover_notes": "Griep en Diabetes Fonds", "wording_reason": "name", "wording_seen": "diabetes"}
    response = anna.post(address(cast), typed(**answers))
    assert response.status_code == 422
    assert stored(cast, WordingOverride) == []


def test_send_stores_the_report_and_goes_to_the_file(cast: Cast, anna: Client) -> None:
    answers = typed(vangnet_applies="yes", first_sick_day="1-2-2026")
    response = anna.post(address(cast), answers)
    [case] = stored(cast, AbsenceCase)
    assert (response.status_code, response["Location"]) == (303, reverse("cases:detail", args=[case.pk]))
    [report] = stored(cast, SickReport)
    assert (case.first_sick_day, case.reported_on, report.expected_duration) == (date(2026, 2, 1), TODAY, "week")
    assert (report.contact_phone, report.stay_address) == ("06 11112222", "Kerkstraat 9, Utrecht")
    assert (report.vangnet_applies, report.work_accident, report.recourse_possible) == (True, False, False)
    assert str(report.submission_key) == answers["submission_key"]
    assert [note.text for note in stored(cast, HandoverNote)] == ["Bestelling meel"]


def test_send_forgets_the_draft(cast: Cast, anna: Client) -> None:
    keep_draft(cast, {"stay_address": ["x"]})
    anna.post(address(cast), typed())
    assert stored(cast, Draft) == []


def test_send_by_htmx_names_the_next_page(cast: Cast, anna: Client) -> None:
    response = anna.post(address(cast), typed(), headers={"HX-Request": "true"})
    [case] = stored(cast, AbsenceCase)
    assert response["HX-Location"] == f'{{"path": "{reverse("cases:detail", args=[case.pk])}"}}'


def test_send_twice_makes_one_report_and_shows_that_file(cast: Cast, anna: Client) -> None:
    answers = typed()
    first, second = anna.post(address(cast), answers), anna.post(address(cast), answers)
    assert (second.status_code, second["Location"]) == (303, first["Location"])
    assert [len(stored(cast, model)) for model in (AbsenceCase, Spell, SickReport, HandoverNote)] == [1, 1, 1, 1]


@pytest.mark.parametrize("intent", ["preview", "send"])
@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("first_sick_day", "", "Vul de eerste ziektedag in."),
        ("first_sick_day", "gisteren", "Dit is geen datum. Schrijf de datum als 6-5-2026."),
        ("first_sick_day", "2026-02-03", "Deze dag ligt in de toekomst. Kies een datum tot en met vandaag."),
        (
            "first_sick_day",
            "2016-02-03",
            "Deze dag is meer dan twee jaar geleden. Controleer het jaar. Klopt het? Bel Re-integratie en Diensten.",
        ),
        ("expected_duration", "forever", "Kies een van de mogelijkheden."),
        ("contact_phone", "griep", "Vul een telefoonnummer in, bijvoorbeeld 06 12 34 56 78."),
        ("stay_address", "", "Vul het adres in waar uw werknemer nu is."),
        ("vangnet_applies", "", "Kies ja of nee."),
        ("handover_notes", "x" * 2001, "Deze tekst is te lang. Gebruik hooguit 2000 tekens."),
    ],
)
def test_wrong_answer_is_named_beside_the_field_and_on_top(
    cast: Cast, anna: Client, *, intent: str, field: str, value: str, sentence: str
) -> None:
    response = anna.post(address(cast), typed(intent=intent, **{field: value}))
    soup = page(response)
    assert response.status_code == 422
    assert [words(error) for error in soup.select(".field-error")] == [sentence]
    assert words(soup.select_one(".error-summary li")).endswith(sentence)
    assert stored(cast, AbsenceCase) == []


def test_who_is_sick_already_cannot_be_reported_again(cast: Cast, anna: Client) -> None:
    make.report(cast.anna, cast.carla_file, date(2026, 1, 5))
    response = anna.post(address(cast), typed())
    assert response.status_code == 422
    assert words(page(response).select_one(".error-summary li")) == (
        "Deze werknemer is al ziek gemeld. Open het dossier om iets door te geven."
    )


@pytest.mark.parametrize("intent", ["preview", "send"])
def test_day_after_the_recorded_end_of_the_employment_says_who_reports_to_uwv(
    cast: Cast, anna: Client, intent: str
) -> None:
    case = make.report(cast.anna, cast.carla_file, date(2026, 1, 5))
    record_fact(
        actor=cast.anna,
        case=case,
        kind="contract_end",
        on=date(2026, 1, 31),
        ground="fixed_term",
        expected_version=case.version,
        today=date(2026, 1, 6),
    )
    make.recover(cast.anna, case, date(2026, 1, 12))
    response = anna.post(address(cast), typed(intent=intent))
    assert (response.status_code, words(page(response).select_one(".field-error"))) == (
        422,
        "C. Bos was op 31 januari 2026 voor het laatst in dienst. Wie binnen vier weken daarna ziek wordt, meldt zich"
        " zelf ziek bij UWV. Klopt de laatste dag niet? Bel Re-integratie en Diensten.",
    )
    assert len(stored(cast, Spell)) == 1


def test_overlap_with_an_earlier_report_is_explained(cast: Cast, anna: Client) -> None:
    make.recover(cast.anna, make.report(cast.anna, cast.carla_file, date(2026, 1, 5)), date(2026, 1, 21))
    response = anna.post(address(cast), typed(first_sick_day="2026-01-20"))
    assert (response.status_code, words(page(response).select_one(".field-error"))) == (
        422,
        "Er is al een ziekmelding van 5 januari 2026 tot 21 januari 2026. Kies 21 januari 2026 of een latere dag.",
    )


def test_employee_of_another_employer_does_not_exist(cast: Cast, as_actor: AsActor) -> None:
    eva = as_actor(cast.eva)
    assert [eva.get(address(cast)).status_code, eva.post(address(cast), typed()).status_code] == [404, 404]


@pytest.mark.parametrize("name", ["carla", "daan", "bert", "noor", "ina"])
def test_other_roles_do_not_report(cast: Cast, as_actor: AsActor, name: str) -> None:
    client = as_actor(getattr(cast, name))
    codes = [client.get(reverse("cases:report")).status_code, client.post(address(cast), typed()).status_code]
    assert codes == [403, 403]
