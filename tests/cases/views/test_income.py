"""What long sickness does to income, in the browser: the form, the result, seen, shared; and who gets nothing."""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse

from accounts.actor import acting_as
from accounts.models import AuditEvent, Draft
from cases import operations
from cases.models import AbsenceCase, WiaCalculation, WiaShare
from cases.wia.scenarios import Scenario
from tests.cast import Cast
from tests.conftest import AsActor
from tests.factories import income as make
from tests.factories.cases import assign, day, report

STRANGERS = ["anna", "ina", "daan", "bert", "eva", "finn", "gijs", "hans", "loes"]
TYPED = {
    "gross_month_wage": "4.000,00",
    "holiday_pct": "8",
    "contract_hours": "36",
    "weeks_26_of_36": "yes",
    "own-TOTAL_FORMS": "0",
    "own-INITIAL_FORMS": "0",
}
OWN = {"own-TOTAL_FORMS": "1", "own-0-ao_pct": "45", "own-0-earned_month": "1500"}


@pytest.fixture(autouse=True)
def _week_26() -> Iterator[None]:
    with time_machine.travel("2026-07-01T10:00:00+02:00", tick=False):
        yield


@pytest.fixture
def case(cast: Cast) -> AbsenceCase:
    return assign(cast, report(cast.anna, cast.carla_file), on=day(8))


@pytest.fixture
def carla(cast: Cast, as_actor: AsActor) -> Client:
    return as_actor(cast.carla)


def at(name: str, case: AbsenceCase, *more: int) -> str:
    return reverse(f"cases:{name}", args=[case.pk, *more])


def soup(answer: Any) -> BeautifulSoup:
    return BeautifulSoup(answer.content, "html.parser")


def words(part: Any) -> str:
    return " ".join(part.get_text(" ").split())


def kept(cast: Cast) -> WiaCalculation:
    with acting_as(cast.carla):
        found: WiaCalculation = WiaCalculation.objects.latest("pk")
        return found


def test_from_the_form_to_the_result_to_the_cent(cast: Cast, case: AbsenceCase, carla: Client) -> None:
    answer = carla.post(at("income_new", case), TYPED | OWN)
    made = kept(cast)
    assert (answer.status_code, answer["Location"]) == (303, at("income_result", case, made.pk))
    page = soup(carla.get(answer["Location"]))
    scenes = {words(one.h3): one for one in page.select(".income-scene")}
    assert len(scenes) == 7
    half = words(scenes["Voor de helft arbeidsongeschikt, u werkt zoveel als u kunt"].table)
    for amount in ("€ 4.320,00", "€ 3.024,00", "€ 2.160,00", "€ 1.512,00", "€ 3.672,00"):
        assert amount in half
    own = scenes["45% arbeidsongeschikt, inkomen € 1.500,00"]
    assert "€ 1.500,00" in words(own.table)
    assert len(own.select("rect.income-ground")) == len(own.select("tbody tr")) == 6
    text = words(page)
    assert "Hoe meer u werkt, hoe hoger uw totale inkomen." in text
    assert "Dit is een indicatie. UWV beslist. Alle bedragen zijn bruto en inclusief vakantiegeld." in text
    assert "met de bedragen vanaf 1 juli 2026" in text
    assert "De inkomenseis is" in text


def test_everything_that_is_missing_or_wrong_is_told_at_once(cast: Cast, case: AbsenceCase, carla: Client) -> None:
    wrong = TYPED | OWN | {"gross_month_wage": "veel", "weeks_26_of_36": "", "own-0-ao_pct": "145", "sick_pay": "other"}
    answer = carla.post(at("income_new", case), wrong)
    text = words(soup(answer))
    assert answer.status_code == 422
    for message in ("Dit is geen getal", "Kies ja of nee", "hoogstens 100", "Schrijf het als 100/80"):
        assert message in text
    assert 'value="veel"' in answer.content.decode()


@pytest.mark.parametrize(
    ("name", "most"), [("contract_hours", "60"), ("worked_hours", "60"), ("ww_months", "24"), ("holiday_pct", "100")]
)
def test_slip_of_the_keyboard_is_told_with_the_limit(case: AbsenceCase, carla: Client, name: str, most: str) -> None:
    answer = carla.post(at("income_new", case), TYPED | OWN | {name: "999"})
    assert answer.status_code == 422
    assert re.search(rf"hoogstens {most}( maanden)?\.", words(soup(answer)))


def test_own_example_needs_one_of_two(case: AbsenceCase, carla: Client) -> None:
    answer = carla.post(at("income_new", case), TYPED | OWN | {"own-0-rvc_month": "900"})
    assert answer.status_code == 422
    assert "Voorbeeld 1: Kies het percentage of het loon" in words(soup(answer))


def test_rows_come_and_go_and_keep_what_was_typed(cast: Cast, case: AbsenceCase, carla: Client) -> None:
    url = at("income_new", case)
    page = soup(carla.post(url, TYPED | OWN | {"edit": "add"}))
    assert page.find("input", {"name": "own-0-ao_pct"})["value"] == "45"
    assert page.find("input", {"name": "own-1-ao_pct"}).get("value") is None
    assert page.find("input", {"name": "gross_month_wage"})["value"] == "4.000,00"
    assert page.find("input", {"name": "own-TOTAL_FORMS"})["value"] == "2"
    page = soup(carla.post(url, TYPED | OWN | {"edit": "remove:0"}))
    assert page.find("input", {"name": "own-0-ao_pct"}) is None
    with acting_as(cast.carla):
        assert not WiaCalculation.objects.exists()


def test_draft_with_rows_comes_back_and_goes_when_sent(cast: Cast, case: AbsenceCase, carla: Client) -> None:
    carla.post(reverse("accounts:draft", args=["income", case.pk]), TYPED | OWN)
    page = soup(carla.get(at("income_new", case)))
    assert page.find("input", {"name": "gross_month_wage"})["value"] == "4.000,00"
    assert page.find("input", {"name": "own-0-ao_pct"})["value"] == "45"
    carla.post(at("income_new", case), TYPED)
    with acting_as(cast.carla):
        assert not Draft.objects.exists()


def test_next_one_begins_with_the_last(cast: Cast, case: AbsenceCase, carla: Client) -> None:
    carla.post(at("income_new", case), TYPED | OWN | {"sick_pay": "other", "sick_pay_other": "100/80"})
    page = soup(carla.get(at("income_new", case)))
    assert page.find("input", {"name": "gross_month_wage"})["value"] == "4000"
    assert page.find("input", {"name": "sick_pay_other"})["value"] == "100/80"
    assert page.find("input", {"name": "own-0-ao_pct"})["value"] == "45"


def test_employers_figures_are_offered_and_never_filled_in(cast: Cast, case: AbsenceCase, carla: Client) -> None:
    asked = make.ask_wage(cast.carla, case)
    operations.answer_wage(actor=cast.anna, request=asked, today=asked.asked_on, **make.FIGURES)
    page = soup(carla.get(at("income_new", case)))
    assert "€ 3950 per maand" in words(page)
    assert page.find("input", {"name": "gross_month_wage"}).get("value") is None
    taken = soup(carla.post(at("income_new", case), TYPED | {"edit": "wage", "ww_months": "2"}))
    assert taken.find("input", {"name": "gross_month_wage"})["value"] == "3950"
    assert taken.find("input", {"name": "extra_year_wage"})["value"] == "1200"
    assert taken.find("input", {"name": "ww_months"})["value"] == "2"


@pytest.mark.parametrize("who", STRANGERS)
def test_nobody_else_finds_anything(cast: Cast, case: AbsenceCase, as_actor: AsActor, who: str) -> None:
    made, client = make.calculate(cast.carla, case), as_actor(getattr(cast, who))
    addresses = [at("income", case), at("income_new", case), at("income_result", case, made.pk)]
    for url in (*addresses, reverse("documents:income", args=[made.pk])):
        assert client.get(url).status_code == 404, url
    for name in ("income_seen", "income_share"):
        assert client.post(at(name, case, made.pk)).status_code == 404


@pytest.mark.parametrize("who", ["anna", "ina"])
def test_file_says_nothing_of_it_to_others(cast: Cast, case: AbsenceCase, as_actor: AsActor, who: str) -> None:
    make.calculate(cast.carla, case)
    page = as_actor(getattr(cast, who)).get(at("detail", case)).content.decode()
    assert "inkomen/" not in page


def test_ontzorgmanager_reads_along_and_does_nothing(cast: Cast, case: AbsenceCase, as_actor: AsActor) -> None:
    made, noor = make.calculate(cast.carla, case), as_actor(cast.noor)
    assert at("income", case) in noor.get(at("detail", case)).content.decode()
    page = noor.get(at("income_result", case, made.pk)).content.decode()
    assert "€ 3.024,00" in page
    assert at("income_share", case, made.pk) not in page
    assert noor.get(at("income_new", case)).status_code == 403
    assert noor.post(at("income_seen", case, made.pk)).status_code == 403


def test_seen_completes_the_step_and_goes_from_the_first_page(cast: Cast, case: AbsenceCase, carla: Client) -> None:
    assert "Bekijk wat er met uw inkomen kan gebeuren" in carla.get(reverse("start")).content.decode()
    made = make.calculate(cast.carla, case)
    answer = carla.post(at("income_seen", case, made.pk), follow=True)
    assert "U heeft laten weten dat u deze berekening heeft gezien." in words(soup(answer))
    assert "Bekijk wat er met uw inkomen kan gebeuren" not in carla.get(reverse("start")).content.decode()


def test_shared_copy_is_for_the_employer_until_it_is_taken_back(
    cast: Cast, case: AbsenceCase, carla: Client, as_actor: AsActor
) -> None:
    made, anna = make.calculate(cast.carla, case), as_actor(cast.anna)
    carla.post(at("income_share", case, made.pk))
    with acting_as(cast.carla):
        url = at("income_shared", case, WiaShare.objects.get().pk)
    assert url in anna.get(at("detail", case)).content.decode()
    assert "€ 4.320,00" in anna.get(url).content.decode()
    assert anna.get(at("income_result", case, made.pk)).status_code == 404
    assert as_actor(cast.noor).get(url).status_code == 404
    carla.post(at("income_share", case, made.pk), {"stop": "yes"})
    assert anna.get(url).status_code == 404


def test_employer_answers_the_question_about_the_wage(
    cast: Cast, case: AbsenceCase, carla: Client, as_actor: AsActor
) -> None:
    anna = as_actor(cast.anna)
    carla.post(at("ask_wage", case))
    again = carla.post(at("ask_wage", case), follow=True)
    assert "al gevraagd" in words(soup(again))
    page = soup(anna.get(reverse("start")))
    url = page.find("a", string="Vraag beantwoorden")["href"]
    assert anna.post(url, {"gross_month_wage": ""}).status_code == 422
    typed = {"gross_month_wage": "3950", "holiday_pct": "8", "extra_year_wage": "1.200", "contract_hours": "36"}
    assert anna.post(url, typed).status_code == 303
    assert "3950" in anna.get(url).content.decode()
    assert "Uw werkgever gaf op" in words(soup(carla.get(at("income", case))))
    for who in ("noor", "ina", "daan", "eva"):
        assert as_actor(getattr(cast, who)).get(url).status_code in (403, 404)


def test_day_without_amounts_keeps_what_was_typed(cast: Cast, case: AbsenceCase, as_actor: AsActor) -> None:
    with time_machine.travel("2027-01-04T10:00:00+01:00", tick=False):
        answer = as_actor(cast.carla).post(at("income_new", case), TYPED)
    assert answer.status_code == 409
    assert "Voor 4 januari 2027 is het maximumdagloon niet bekend" in words(soup(answer))
    assert 'value="4.000,00"' in answer.content.decode()


def test_pdf_is_an_attachment_that_leaves_a_trace(cast: Cast, case: AbsenceCase, carla: Client) -> None:
    made = make.calculate(cast.carla, case)
    answer = carla.get(reverse("documents:income", args=[made.pk]))
    assert answer["Content-Disposition"] == f'attachment; filename="berekening-{case.number}-2026-07-01.pdf"'
    assert b"".join(answer.streaming_content).startswith(b"%PDF-1.7")
    assert "no-store" in answer["Cache-Control"]
    with acting_as(cast.carla):
        assert AuditEvent.objects.visible_to(cast.carla).filter(action="read_income", object_id=made.pk).count() == 1


@pytest.mark.parametrize("extra", [0, 2])
def test_queries_do_not_grow_with_calculations(
    cast: Cast, case: AbsenceCase, carla: Client, extra: int, django_assert_num_queries: Any
) -> None:
    for _ in range(1 + extra):
        made = make.calculate(cast.carla, case)
    for url in (at("income", case), at("income_result", case, made.pk)):
        carla.get(url)
        with django_assert_num_queries(40):
            carla.get(url)


@pytest.mark.parametrize("extra", [0, 2])
def test_queries_do_not_grow_with_examples(
    cast: Cast, case: AbsenceCase, carla: Client, extra: int, django_assert_num_queries: Any
) -> None:
    own = [Scenario(ao_pct=Decimal(50))] * (1 + extra)
    with django_assert_num_queries(21):
        make.calculate(cast.carla, case, own=own)
