"""The page that says what a change would do: it has an address, survives back and reload, and says what matters."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse

from accounts.actor import acting_as
from accounts.models import Draft
from cases import operations
from cases.models import AbsenceCase
from tests.cast import Cast
from tests.conftest import AsActor
from tests.factories import cases as make

FIRST = date(2026, 1, 5)
TODAY = date(2026, 2, 2)


@pytest.fixture(autouse=True)
def clock() -> Iterator[Any]:
    with time_machine.travel("2026-02-02T10:00:00+01:00", tick=False) as traveller:
        yield traveller


@pytest.fixture
def case(cast: Cast) -> AbsenceCase:
    return make.assign(cast, make.report(cast.anna, cast.carla_file, FIRST), on=FIRST + timedelta(days=7))


@pytest.fixture
def anna(cast: Cast, as_actor: AsActor) -> Client:
    return as_actor(cast.anna)


def page(response: Any) -> BeautifulSoup:
    return BeautifulSoup(response.content, "html.parser")


def words(soup: Any) -> str:
    return " ".join(soup.get_text(" ").split())


def address(case: AbsenceCase, key: str = "herstel") -> str:
    return reverse("cases:change", args=[case.pk, key])


def answers(case: AbsenceCase, intent: str = "preview", **more: str) -> dict[str, Any]:
    return {"expected_version": case.version, "intent": intent} | more


def look(client: Client, case: AbsenceCase, key: str = "herstel", **more: str) -> Any:
    response = client.post(address(case, key), answers(case, **more))
    assert response.status_code == 303, words(page(response).select_one("main"))
    return response


def drafts(cast: Cast) -> list[Draft]:
    with acting_as(cast.anna):
        return list(Draft.objects.visible_to(cast.anna))


def test_look_has_an_address_that_says_nothing(cast: Cast, anna: Client, case: AbsenceCase) -> None:
    answer = look(anna, case, recovered_on="2026-01-29")
    assert answer["Location"] == f"{address(case)}?gevolgen"
    [kept] = drafts(cast)
    assert kept.data == {"expected_version": [str(case.version)], "recovered_on": ["2026-01-29"]}


def test_look_can_be_loaded_again_and_gone_back_to(anna: Client, case: AbsenceCase) -> None:
    url = look(anna, case, recovered_on="2026-01-29")["Location"]
    for _ in range(2):
        soup = page(anna.get(url))
        assert soup.select_one("#gevolgen .comparison")
        assert soup.select_one("#wijziging [name=recovered_on]")["value"] == "2026-01-29"
    hidden = {one["name"]: one.get("value") for one in soup.select("#gevolgen form input[type=hidden]")}
    assert anna.post(address(case), hidden | {"intent": "send"}).status_code == 303


def test_refused_look_has_an_address_as_well(anna: Client, case: AbsenceCase) -> None:
    url = look(anna, case, recovered_on="2026-01-05")["Location"]
    for _ in range(2):
        answer = anna.get(url)
        soup = page(answer)
        assert answer.status_code == 422
        assert words(soup.select_one(".field-error")).startswith("De eerste dag beter moet na de eerste ziektedag")
        assert soup.select_one("[name=recovered_on]")["value"] == "2026-01-05"


def test_back_to_the_form_has_what_was_filled_in(anna: Client, case: AbsenceCase) -> None:
    answer = anna.post(address(case), answers(case, "edit", recovered_on="2026-01-29"))
    assert (answer.status_code, answer["Location"]) == (303, address(case))
    soup = page(anna.get(address(case)))
    assert soup.select_one("[name=recovered_on]")["value"] == "2026-01-29"
    assert soup.select_one("#gevolgen .comparison") is None


def test_what_was_sent_is_kept_no_longer(cast: Cast, anna: Client, case: AbsenceCase) -> None:
    url = look(anna, case, recovered_on="2026-01-29")["Location"]
    assert anna.post(address(case), answers(case, "send", recovered_on="2026-01-29")).status_code == 303
    assert drafts(cast) == []
    back = anna.get(url, follow=True)
    assert back.redirect_chain == [(reverse("cases:detail", args=[case.pk]), 303)]
    assert "Deze werknemer is al beter gemeld" in back.text


def test_address_without_anything_kept_is_the_form(anna: Client, case: AbsenceCase) -> None:
    answer = anna.get(f"{address(case)}?gevolgen")
    assert (answer.status_code, answer["Location"]) == (303, address(case))


def test_form_of_another_day_begins_empty(cast: Cast, as_actor: AsActor, case: AbsenceCase, clock: Any) -> None:
    look(as_actor(cast.anna), case, recovered_on="2026-01-29")
    clock.shift(timedelta(days=1, minutes=1))
    assert page(as_actor(cast.anna).get(address(case))).select_one("[name=recovered_on]").get("value", "") == ""


def test_nobody_else_meets_what_was_kept(cast: Cast, anna: Client, as_actor: AsActor, case: AbsenceCase) -> None:
    look(anna, case, recovered_on="2026-01-29")
    soup = page(as_actor(cast.noor).get(address(case)))
    assert soup.select_one("[name=recovered_on]").get("value", "") == ""


def test_answers_too_long_for_a_date_are_cut(cast: Cast, anna: Client, case: AbsenceCase) -> None:
    anna.post(address(case), answers(case, "edit", recovered_on="9" * 5000, other="x"))
    [kept] = drafts(cast)
    assert (len(kept.data["recovered_on"][0]), "other" in kept.data) == (200, False)


def test_loaded_again_it_is_about_the_file_as_it_is_now(cast: Cast, anna: Client, case: AbsenceCase) -> None:
    url = look(anna, case, recovered_on="2026-01-29")["Location"]
    operations.accept_report(actor=cast.bert, case=case, today=TODAY)
    soup = page(anna.get(url))
    assert words(soup.select_one("main .notice")) == (
        "Iemand anders heeft dit dossier intussen gewijzigd. Dat deed de arbodienst, op 2 februari 2026 om 10:00. "
        "Hieronder ziet u de nieuwe stand. Dossier bekijken"
    )
    version = soup.select_one("#gevolgen [name=expected_version]")["value"]
    assert version == str(make.fresh(cast.anna, case).version) != str(case.version)


def record(cast: Cast, case: AbsenceCase, key: str, day: date) -> None:
    version = make.fresh(cast.noor, case).version
    operations.record_step(actor=cast.noor, case=case, key=key, done_on=day, expected_version=version, today=TODAY)


def test_second_tab_after_a_withdrawal_says_what_happened(cast: Cast, as_actor: AsActor, case: AbsenceCase) -> None:
    for key in ("employee_intake", "task_function_analysis"):
        record(cast, case, key, date(2026, 1, 30))
    noor, url, old = as_actor(cast.noor), address(case, "vastlegging-intrekken"), make.fresh(cast.noor, case)
    sent = answers(old, "send", key="employee_intake")
    assert noor.post(url, sent).status_code == 303
    noor.get(reverse("cases:detail", args=[case.pk]))
    for intent in ("send", "preview"):
        answer = noor.post(url, sent | {"intent": intent}, follow=intent == "preview")
        soup = page(answer)
        assert answer.status_code == 409
        assert words(soup.select_one("main .notice")) == (
            "Dit dossier is intussen gewijzigd, door uzelf of een collega, op 2 februari 2026 om 10:00. "
            "Hieronder ziet u de nieuwe stand. Dossier bekijken"
        )
        assert soup.select_one("main .notice a")["href"] == reverse("cases:detail", args=[case.pk])
        assert soup.select(".field-error") == []
        assert words(soup.select_one("#wijziging [name=key]")).startswith("Kies een stap")


def test_second_tab_when_nothing_is_left_to_withdraw(cast: Cast, as_actor: AsActor, case: AbsenceCase) -> None:
    record(cast, case, "employee_intake", date(2026, 1, 30))
    noor, url, old = as_actor(cast.noor), address(case, "vastlegging-intrekken"), make.fresh(cast.noor, case)
    sent = answers(old, "send", key="employee_intake")
    assert noor.post(url, sent).status_code == 303
    noor.get(reverse("cases:detail", args=[case.pk]))
    said = words(page(noor.post(url, sent, follow=True)).select_one("main .notice"))
    assert said == (
        "Dit dossier is intussen gewijzigd, door uzelf of een collega, op 2 februari 2026 om 10:00. U heeft in dit "
        "dossier geen stap vastgelegd, of u heeft die al ingetrokken."
    )


PAID_UNTIL = (
    "De laatste dag met loon bij ziekte is 2 januari 2028. Daarna is dit dossier gesloten, dus beter melden kan dan "
    "niet meer. Kies een dag tot en met 2 januari 2028."
)


@pytest.mark.parametrize(("day", "status"), [("2028-01-02", 200), ("2028-01-03", 422), ("2029-05-01", 422)])
def test_recovery_after_the_last_paid_day_is_refused(anna: Client, case: AbsenceCase, day: str, status: int) -> None:
    answer = anna.post(address(case), answers(case, recovered_on=day), follow=True)
    assert answer.status_code == status
    if status == 422:
        assert words(page(answer).select_one(".field-error")) == PAID_UNTIL


def test_relapse_after_a_recovery_that_is_too_late_is_refused_too(anna: Client, case: AbsenceCase) -> None:
    days = {"recovered_on": "2028-01-10", "first_sick_day": "2028-01-20"}
    answer = anna.post(address(case, "terugval"), answers(case, **days), follow=True)
    assert (answer.status_code, words(page(answer).select_one(".field-error"))) == (422, PAID_UNTIL)


LATE = [
    "De aanvraag is dan 21 dagen te laat. De laatste dag is 17 oktober 2027.",
    "De werkgever betaalt het loon daardoor 21 dagen langer door, tot en met 23 januari 2028. De WIA begint pas "
    "daarna, op 24 januari 2028.",
    "UWV is niet meer gebonden aan 21 november 2027 als laatste dag voor een loonsanctie. Dat besluit kan dus ook "
    "daarna nog komen.",
]


def sentences(client: Client, case: AbsenceCase, change: str, typed: dict[str, str]) -> list[str]:
    url = client.post(address(case, change), answers(case) | typed)["Location"]
    return [words(line) for line in page(client.get(url)).select("#gevolgen .panel > p, #gevolgen .panel-body > p")]


def test_late_application_says_what_it_costs(anna: Client, case: AbsenceCase) -> None:
    late = sentences(anna, case, "stap-op-een-andere-dag", {"key": "wia_application", "done_on": "2027-11-07"})
    assert late == LATE
    in_time = sentences(anna, case, "stap-op-een-andere-dag", {"key": "wia_application", "done_on": "2027-10-17"})
    assert in_time == ["De aanvraag is dan op tijd. De laatste dag daarvoor is 17 oktober 2027."]


def test_late_application_that_a_longer_pay_covers_moves_nothing(cast: Cast, anna: Client, case: AbsenceCase) -> None:
    operations.record_fact(
        actor=cast.anna,
        case=case,
        kind="contract_end",
        on=date(2027, 12, 1),
        until=None,
        answer=None,
        number=None,
        ground="fixed_term",
        expected_version=make.fresh(cast.anna, case).version,
        today=TODAY,
    )
    fresh = make.fresh(cast.anna, case)
    lines = sentences(anna, fresh, "stap-op-een-andere-dag", {"key": "wia_application", "done_on": "2027-11-07"})
    assert "De laatste dag met loon blijft 1 december 2027" in " ".join(lines)


DEATH = [
    "Het dossier sluit en alle stappen vervallen. Niemand krijgt er nog een vraag of herinnering over.",
    "Wie het dossier begeleidt, krijgt één bericht: dat het gesloten is. Dat zijn de Ontzorgmanager, de bedrijfsarts "
    "en de arbodienst.",
    "Naar het adres van de werknemer gaat geen bericht meer.",
    "Wat is vastgelegd, blijft voor u te lezen.",
]


def test_death_is_told_calmly_and_without_a_comparison(anna: Client, case: AbsenceCase) -> None:
    assert sentences(anna, case, "overlijden", {"died_on": "2026-02-01"}) == DEATH
    soup = page(anna.get(f"{address(case, 'overlijden')}?gevolgen"))
    assert words(soup.select_one("#gevolgen h2")) == "Wat er gebeurt"
    assert "WIA" not in words(soup.select_one("#gevolgen"))
    assert "oude en de nieuwe datums" not in words(soup.select_one("main"))
    assert soup.select_one("#gevolgen button[value=send]")
