"""The list of what can change, what was recorded, and taking that back."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.actor import Actor, acting_as
from accounts.operations import draft_of
from cases import operations
from cases.computation import facts_of
from cases.models import AbsenceCase, CaseFact, MaternityLeave
from tests.cast import Cast
from tests.conftest import AsActor
from tests.factories import cases as make

FIRST, TODAY = date(2026, 1, 5), date(2026, 2, 2)


@pytest.fixture(autouse=True)
def _today() -> Iterator[None]:
    with time_machine.travel("2026-02-02T10:00:00+01:00", tick=False):
        yield


@pytest.fixture
def case(cast: Cast) -> AbsenceCase:
    return make.assign(cast, make.report(cast.anna, cast.carla_file, FIRST), on=date(2026, 1, 12))


@pytest.fixture
def long_case(cast: Cast) -> AbsenceCase:
    """Near the end of the pay, 1 March 2026, with the WIA applied for."""
    first = date(2024, 3, 4)
    case = make.assign(cast, make.report(cast.anna, cast.carla_file, first), on=date(2024, 3, 11))
    return make.apply_for_wia(cast, case, date(2025, 12, 10))


def sanctioned(cast: Cast, case: AbsenceCase) -> CaseFact:
    return record(cast, cast.noor, case, "wage_sanction", until=date(2026, 6, 30), ground="substantive")


def record(cast: Cast, actor: Actor, case: AbsenceCase, kind: str, **more: Any) -> CaseFact:
    version = make.fresh(cast.anna, case).version
    values: dict[str, Any] = {"on": TODAY, "expected_version": version, "today": TODAY} | more
    return operations.record_fact(actor=actor, case=case, kind=kind, **values)


def page(response: Any) -> BeautifulSoup:
    return BeautifulSoup(response.content, "html.parser")


def words(soup: Any) -> str:
    return " ".join(soup.get_text(" ").split())


OFFERED = {
    "anna": "herstel terugval uren geen-benutbare-mogelijkheden* mogelijkheden-gewijzigd* verlof "
    "stap-op-een-andere-dag loonsanctie vrijwillige-verlenging deskundigenoordeel "
    "einde-dienstverband nieuw-werk-afgesproken eerste-ziektedag "
    "melding-intrekken overlijden",
    "carla": "herstel* terugval* uren verlof* stap-op-een-andere-dag* vervroegde-aanvraag "
    "deskundigenoordeel eerste-ziektedag*",
    "noor": "herstel* terugval* uren geen-benutbare-mogelijkheden* mogelijkheden-gewijzigd* verlof "
    "stap-op-een-andere-dag loonsanctie vrijwillige-verlenging einde-dienstverband nieuw-werk-afgesproken "
    "eerste-ziektedag*",
    "daan": "herstel* terugval* geen-benutbare-mogelijkheden mogelijkheden-gewijzigd percentage verlof* "
    "stap-op-een-andere-dag herstel-binnen-drie-maanden eerste-ziektedag*",
    "ina": "herstel* terugval* verlof* stap-op-een-andere-dag* loonsanctie einde-dienstverband eerste-ziektedag*",
}


@pytest.mark.parametrize("name", sorted(OFFERED))
def test_list_offers_each_role_its_own_changes(cast: Cast, as_actor: AsActor, case: AbsenceCase, name: str) -> None:
    """With a star: to look at only."""
    soup = page(as_actor(getattr(cast, name)).get(reverse("cases:changes", args=[case.pk])))
    offered = [
        item.a["href"].rstrip("/").rsplit("/", 1)[1] + ("*" if "Alleen bekijken" in words(item) else "")
        for item in soup.select(".change-list > li")
    ]
    assert offered == OFFERED[name].split()


def test_arbodienst_passes_no_change_on(cast: Cast, as_actor: AsActor, case: AbsenceCase) -> None:
    bert = as_actor(cast.bert)
    assert bert.get(reverse("cases:changes", args=[case.pk])).status_code == 403
    assert "Wijziging doorgeven" not in words(page(bert.get(reverse("cases:detail", args=[case.pk]))))


def offers_grant(client: Any, case: AbsenceCase) -> bool:
    soup = page(client.get(reverse("cases:changes", args=[case.pk])))
    return reverse("cases:change", args=[case.pk, "vervroegde-toekenning"]) in {one["href"] for one in soup.select("a")}


def test_request_for_early_iva_offers_its_outcome_to_who_knows_of_it_alone(
    cast: Cast, as_actor: AsActor, case: AbsenceCase
) -> None:
    """The employer is offered it from the day on which it can begin, whether it was asked for or not."""
    names = ("anna", "carla", "noor")
    assert [offers_grant(as_actor(getattr(cast, name)), case) for name in names] == [False] * 3
    record(cast, cast.carla, case, "early_iva_request")
    assert [offers_grant(as_actor(getattr(cast, name)), case) for name in names] == [False, True, False]


def test_early_iva_is_offered_once_it_can_have_begun(cast: Cast, as_actor: AsActor, long_case: AbsenceCase) -> None:
    assert all(offers_grant(as_actor(getattr(cast, name)), long_case) for name in ("anna", "carla", "noor"))


LOOKED_AT = ("geen-benutbare-mogelijkheden", "mogelijkheden-gewijzigd")


@pytest.mark.parametrize("key", LOOKED_AT)
@pytest.mark.parametrize("name", ["anna", "noor"])
def test_who_may_not_judge_looks_what_possibilities_would_do_and_sends_nothing(
    cast: Cast, as_actor: AsActor, case: AbsenceCase, *, name: str, key: str
) -> None:
    client, url = as_actor(getattr(cast, name)), reverse("cases:change", args=[case.pk, key])
    typed = {"on": "2026-02-02", "expected_version": case.version}
    soup = page(client.post(url, typed | {"intent": "preview"}, follow=True))
    assert soup.select("#gevolgen .comparison-table")
    assert "Doorvoeren doet de bedrijfsarts." in words(soup.select_one("#gevolgen"))
    assert not soup.select("#gevolgen button[value=send]")
    assert client.post(url, typed | {"intent": "send"}).status_code == 403
    with acting_as(cast.daan):
        assert not CaseFact.objects.filter(case=case).exists()


@pytest.mark.parametrize("key", [*LOOKED_AT, "percentage"])
@pytest.mark.parametrize("name", ["bert", "ina"])
def test_who_may_not_know_the_advice_cannot_try_it_out(
    cast: Cast, as_actor: AsActor, case: AbsenceCase, *, name: str, key: str
) -> None:
    url = reverse("cases:change", args=[case.pk, key])
    assert as_actor(getattr(cast, name)).get(url).status_code in (403, 404)


@pytest.mark.parametrize("name", ["anna", "noor", "carla"])
def test_percentage_moves_no_date_and_is_nobodys_to_try(
    cast: Cast, as_actor: AsActor, case: AbsenceCase, name: str
) -> None:
    url = reverse("cases:change", args=[case.pk, "percentage"])
    assert as_actor(getattr(cast, name)).get(url).status_code == 404


@pytest.mark.parametrize("name", ["anna", "noor", "daan", "ina"])
def test_early_request_is_offered_to_the_employee_alone(
    cast: Cast, as_actor: AsActor, case: AbsenceCase, name: str
) -> None:
    client = as_actor(getattr(cast, name))
    assert client.get(reverse("cases:change", args=[case.pk, "vervroegde-aanvraag"])).status_code == 404


def test_change_that_does_not_fit_now_says_so(cast: Cast, as_actor: AsActor, case: AbsenceCase) -> None:
    response = as_actor(cast.anna).get(reverse("cases:change", args=[case.pk, "tekort-hersteld"]), follow=True)
    assert response.redirect_chain == [(reverse("cases:detail", args=[case.pk]), 303)]
    assert "Leg eerst dit vast: Loonsanctie." in words(page(response).select_one("main"))


def relapse(case: AbsenceCase, intent: str, **more: str) -> dict[str, Any]:
    return {"first_sick_day": "2026-02-02", "expected_version": case.version, "intent": intent} | more


def test_relapse_shows_paused_dates_next_to_new_ones_and_leads_to_the_report(
    cast: Cast, as_actor: AsActor, case: AbsenceCase
) -> None:
    make.recover(cast.anna, case, date(2026, 1, 26), today=TODAY)
    case, anna = make.fresh(cast.anna, case), as_actor(cast.anna)
    url = reverse("cases:change", args=[case.pk, "terugval"])
    outcome = page(anna.post(url, relapse(case, "preview"), follow=True)).select_one("#gevolgen")
    rows = {
        words(row.strong): [words(cell) for cell in row.select("td")[1:]] for row in outcome.select("tr:has(strong)")
    }
    assert rows["Probleemanalyse"] == ["Staat stil", "22 februari 2026", "Loopt verder"]
    report_url = reverse("cases:report_employee", args=[cast.carla_file.pk])
    assert anna.post(url, relapse(case, "send"))["Location"] == report_url
    with acting_as(cast.anna):
        assert draft_of(cast.anna, "report_sick", cast.carla_file.pk).data == {"first_sick_day": ["2026-02-02"]}
    assert page(anna.get(report_url)).select_one("[name=first_sick_day]")["value"] == "2026-02-02"
    assert make.fresh(cast.anna, case).state == "recovered_waiting"


def test_interruption_is_only_to_look_at(cast: Cast, as_actor: AsActor, case: AbsenceCase) -> None:
    anna, url = as_actor(cast.anna), reverse("cases:change", args=[case.pk, "terugval"])
    days = {"recovered_on": "2026-03-02", "first_sick_day": "2026-03-23"}
    outcome = page(anna.post(url, relapse(case, "preview", **days), follow=True)).select_one("#gevolgen")
    assert "2 januari 2028 wordt 23 januari 2028 21 dagen later" in words(outcome)
    assert outcome.select("button[value=send]") == []
    assert anna.post(url, relapse(case, "send", **days)).status_code == 409
    late = anna.post(url, relapse(case, "preview", recovered_on="2026-03-02", first_sick_day="2026-03-30"), follow=True)
    assert late.status_code == 422
    assert words(page(late).select_one(".field-error")).startswith("Hier zitten vier weken of meer tussen.")


@pytest.mark.parametrize("done_on", ["2026-02-02", "2026-06-01"])
def test_document_is_not_done_by_telling_a_day(cast: Cast, as_actor: AsActor, case: AbsenceCase, done_on: str) -> None:
    noor, url = as_actor(cast.noor), reverse("cases:change", args=[case.pk, "stap-op-een-andere-dag"])
    answers = {"key": "problem_analysis", "done_on": done_on, "expected_version": case.version}
    outcome = page(noor.post(url, answers | {"intent": "preview"}, follow=True)).select_one("#gevolgen")
    assert "Deze stap is klaar als het document is ondertekend." in words(outcome)
    assert outcome.select("button[value=send]") == []
    assert noor.post(url, answers | {"intent": "send"}).status_code == 403


def recorded(client: Any, case: AbsenceCase) -> list[str]:
    soup = page(client.get(reverse("cases:detail", args=[case.pk])))
    return [words(line) for line in soup.select("#vastgelegd li")]


def test_file_lists_what_was_recorded_by_whom_and_why(cast: Cast, as_actor: AsActor, long_case: AbsenceCase) -> None:
    sanctioned(cast, long_case)
    said = (
        "Loonsanctie Datum van het besluit van UWV: 2 februari 2026."
        " Laatste dag met loon volgens het besluit: 30 juni 2026. Waarom: Te weinig inspanning."
        " Vastgelegd door Noor de Wit (Ontzorgmanager), op 2 februari 2026."
    )
    assert recorded(as_actor(cast.anna), long_case) == [said]
    assert recorded(as_actor(cast.noor), long_case) == [f"{said} Intrekken : Loonsanctie"]


READERS = {"anna": 0, "noor": 0, "bert": 0, "ina": 0, "daan": 1, "carla": 1}


@pytest.mark.parametrize("name", sorted(READERS))
def test_early_request_is_read_by_employee_and_bedrijfsarts_alone(
    cast: Cast, as_actor: AsActor, case: AbsenceCase, name: str
) -> None:
    record(cast, cast.carla, case, "early_iva_request")
    assert len(recorded(as_actor(getattr(cast, name)), case)) == READERS[name]


def test_withdrawing_shows_the_dates_first_and_then_moves_them_back(
    cast: Cast, as_actor: AsActor, long_case: AbsenceCase
) -> None:
    before = facts_of(long_case)
    fact = sanctioned(cast, long_case)
    noor, url = as_actor(cast.noor), reverse("cases:withdraw_fact", args=[long_case.pk, fact.pk])
    version = make.fresh(cast.noor, long_case).version
    tried = page(noor.post(url, {"intent": "preview", "expected_version": version}, follow=True))
    assert "30 juni 2026 wordt 1 maart 2026 121 dagen eerder" in words(tried.select_one("#gevolgen"))
    assert facts_of(long_case) != before
    assert noor.post(url, {"intent": "send", "expected_version": version}).status_code == 303
    assert facts_of(long_case) == before
    assert noor.get(url).status_code == 404


@pytest.mark.parametrize(("name", "status"), [("anna", 403), ("eva", 404), ("bert", 403), ("carla", 403)])
def test_fact_is_withdrawn_by_the_role_that_recorded_it(
    cast: Cast, as_actor: AsActor, case: AbsenceCase, name: str, status: int
) -> None:
    fact = record(cast, cast.noor, case, "new_agreed_work")
    client, url = as_actor(getattr(cast, name)), reverse("cases:withdraw_fact", args=[case.pk, fact.pk])
    answers = [client.get(url), client.post(url, {"intent": "send", "expected_version": 2})]
    assert [answer.status_code for answer in answers] == [status, status]


def test_period_gets_its_end(cast: Cast, as_actor: AsActor, case: AbsenceCase) -> None:
    fact = record(cast, cast.daan, case, "no_usable_capacity", on=date(2026, 1, 12))
    daan, url = as_actor(cast.daan), reverse("cases:end_fact", args=[case.pk, fact.pk])
    answers = {"until": "2026-02-02", "expected_version": make.fresh(cast.daan, case).version}
    assert daan.post(url, answers | {"intent": "preview"}, follow=True).status_code == 200
    wrong = daan.post(url, answers | {"intent": "preview", "until": "2026-01-12"}, follow=True)
    assert (wrong.status_code, words(page(wrong).select_one(".field-error"))) == (
        422,
        "Kies een dag na 12 januari 2026.",
    )
    assert daan.post(url, answers | {"intent": "send"}).status_code == 303
    assert facts_of(case).usable_capacity_on == TODAY


def test_leave_is_changed_and_taken_back(cast: Cast, as_actor: AsActor, case: AbsenceCase) -> None:
    version = make.fresh(cast.anna, case).version
    operations.record_leave(
        actor=cast.anna,
        case=case,
        first=date(2026, 1, 12),
        last=date(2026, 1, 20),
        expected_version=version,
        today=date(2026, 1, 12),
    )
    with acting_as(cast.anna):
        leave = MaternityLeave.objects.get(case=case)
    anna, url = as_actor(cast.anna), reverse("cases:change_leave", args=[case.pk, leave.pk])
    days = {"first": "2026-01-12", "last": "2026-01-25", "expected_version": version + 1}
    assert "5 dagen later" in words(
        page(anna.post(url, days | {"intent": "preview"}, follow=True)).select_one("#gevolgen")
    )
    assert anna.post(url, days | {"intent": "send"}).status_code == 303
    [changed] = facts_of(case).absence.leaves
    assert changed.last == date(2026, 1, 25)
    with acting_as(cast.anna):
        leave = MaternityLeave.objects.get(case=case)
    url = reverse("cases:withdraw_leave", args=[case.pk, leave.pk])
    assert anna.post(url, {"intent": "send", "expected_version": version + 2}).status_code == 303
    assert facts_of(case).absence.leaves == ()


def queries(client: Any, url: str, answers: dict[str, Any]) -> int:
    with CaptureQueriesContext(connection) as found:
        assert client.post(url, answers, follow=True).status_code == 200
    return len(found)


def test_preview_asks_the_database_as_often_for_a_long_file(cast: Cast, as_actor: AsActor, case: AbsenceCase) -> None:
    noor, url = as_actor(cast.noor), reverse("cases:change", args=[case.pk, "verlof"])
    answers = {"first": "2026-02-10", "last": "2026-06-01", "expected_version": 1, "intent": "preview"}
    queries(noor, url, answers)
    short = queries(noor, url, answers)
    for day in range(6, 16):
        record(cast, cast.daan, case, "capacity_changed", on=date(2026, 1, day))
        make.fresh(cast.anna, case)
    assert queries(noor, url, answers) == short
