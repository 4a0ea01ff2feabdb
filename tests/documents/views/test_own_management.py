"""The pages of an employer who guides the file himself: writing, sending, signing, and losing the file to somebody."""

from collections.abc import Callable, Iterator
from threading import Barrier, Event, Thread
from typing import Any

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.db import connection
from django.test import Client
from django.urls import reverse

from accounts.actor import acting_as, system
from accounts.models import AuditEvent
from accounts.operations import save_draft
from accounts.terms import Role
from cases.models import AbsenceCase
from documents.models import Document
from employers.acting import actor_for
from tests.cast import Cast
from tests.conftest import AsActor
from tests.documents import arrange
from tests.documents.operations.test_own_management import draft, send, taken_over
from tests.documents.views.test_pages import fields_of
from tests.factories import cases as files
from tests.factories import employers as make

TAKEN_OVER = "In dit dossier stelt de Ontzorgmanager het plan op."


@pytest.fixture(autouse=True)
def _on_that_day() -> Iterator[None]:
    with time_machine.travel(arrange.AT, tick=False):
        yield


@pytest.fixture
def own(cast: Cast) -> AbsenceCase:
    """Carla's file, guided by her employer; the probleemanalyse is signed."""
    return make_own(cast)


def make_own(cast: Cast) -> AbsenceCase:
    with acting_as(cast.ina):
        cast.bakery.policies.update(casemanagement_by="employer")
    case = files.report(cast.anna, cast.carla_file)
    arrange.sign_analysis(cast, case)
    return case


def words(response: Any) -> str:
    return " ".join(BeautifulSoup(response.content, "html.parser").main.get_text(" ").split())


def filled(page: Any) -> dict[str, Any]:
    day = f"{arrange.TODAY:%d-%m-%Y}"
    line = {"activity": "Licht werk", "type": "adapted_work", "responsible": "employer", "result": "Ritme"}
    line |= {"starts_on": day, "ends_on": day}
    agreed = {"end_goal": "own_work", "contact_every": "week", "next_evaluation_on": day}
    return fields_of(page, "plan") | {f"activities-0-{name}": value for name, value in line.items()} | agreed


def test_from_the_file_to_the_signatures(cast: Cast, own: AbsenceCase, as_actor: AsActor) -> None:
    browser = as_actor(cast.anna)
    url = reverse("documents:plan", args=[own.pk])
    assert f'href="{url}"' in browser.get(reverse("cases:detail", args=[own.pk])).content.decode()
    page = browser.get(url)
    offered = {option["value"] for option in BeautifulSoup(page.content, "html.parser").select("select option")}
    assert "employer" in offered
    assert "ontzorgmanager" not in offered
    fields = filled(page)
    assert fields["case_manager_name"] == cast.bakery.contact_name
    kept = browser.post(url, fields | {"case_manager_name": "Joke Kok, personeelszaken"})
    read = browser.get(kept["Location"])
    assert "Joke Kok, personeelszaken" in words(read)
    assert "Voorleggen aan uw werknemer" in words(read)
    document = only(cast)
    gone = browser.post(reverse("documents:propose", args=[document.pk]), {"expected_version": "1"}, follow=True)
    assert "Uw werknemer krijgt bericht. Onderteken het plan ook zelf." in words(gone)
    assert {"Verder naar ondertekenen", "Terugnemen om aan te passen"} <= buttons(gone)
    sign = reverse("documents:sign", args=[document.pk])
    assert "Ik onderteken niet" not in words(browser.get(sign))
    for client in (browser, as_actor(cast.carla)):
        client.post(sign, {"expected_version": "2", "no_vision": "on", "place": "Almelo", "intent": "sign"})
    assert only(cast).is_signed


def only(cast: Cast) -> Document:
    with acting_as(cast.anna):
        return Document.objects.get(kind="plan_of_action")


def buttons(response: Any) -> set[str]:
    found = BeautifulSoup(response.content, "html.parser").select("main .btn")
    return {" ".join(one.get_text().split()) for one in found}


def test_a_casemanager_has_to_be_named(cast: Cast, own: AbsenceCase, as_actor: AsActor) -> None:
    browser = as_actor(cast.anna)
    url = reverse("documents:plan", args=[own.pk])
    answer = browser.post(url, filled(browser.get(url)) | {"case_manager_name": "", "case_manager_phone": ""})
    assert answer.status_code == 422
    assert "Vul in wie de casemanager is." in words(answer)


def test_employee_hears_who_to_turn_to(cast: Cast, own: AbsenceCase, as_actor: AsActor) -> None:
    document = send(cast.anna, draft(cast.anna, own))
    browser = as_actor(cast.carla)
    assert "Overleg eerst met elkaar of met uw werkgever." in words(
        browser.get(reverse("documents:sign", args=[document.pk]))
    )
    refusal = {"refuse-expected_version": "2", "refuse-reason": "activities"}
    answer = browser.post(reverse("documents:refuse", args=[document.pk]), refusal, follow=True)
    assert "Uw werkgever neemt contact met u op." in words(answer)
    assert "Ontzorgmanager" not in words(answer)


def test_after_a_takeover_the_text_stays_and_the_page_says_why(cast: Cast, own: AbsenceCase, as_actor: AsActor) -> None:
    browser = as_actor(cast.anna)
    url = reverse("documents:plan", args=[own.pk])
    fields = filled(browser.get(url))
    taken_over(cast, own)
    answer = browser.post(url, fields | {"remarks": "Dit schreef ik net."})
    assert answer.status_code == 409
    assert TAKEN_OVER in words(answer)
    assert "Dit schreef ik net." in words(answer)
    assert browser.get(url).status_code == 403
    with acting_as(system(Role.AUDITOR)):
        assert AuditEvent.objects.filter(action="draft_plan", result="denied").count() == 1


def test_draft_of_before_a_takeover_is_read_and_not_sent(cast: Cast, own: AbsenceCase, as_actor: AsActor) -> None:
    document = draft(cast.anna, own)
    taken_over(cast, own)
    browser = as_actor(cast.anna)
    page = browser.get(reverse("documents:detail", args=[document.pk]))
    assert page.status_code == 200
    assert TAKEN_OVER in words(page)
    assert not {"Voorleggen aan uw werknemer", "Aanpassen"} & buttons(page)
    assert "Plan van aanpak opstellen" not in words(browser.get(reverse("cases:detail", args=[own.pk])))
    assert as_actor(cast.noor).get(reverse("documents:detail", args=[document.pk])).status_code == 404
    assert as_actor(cast.noor).get(reverse("documents:plan", args=[own.pk])).status_code == 200


def at_once(*works: Callable[[], Any]) -> list[Any]:
    """Everything in a transaction and a thread of its own, let go at the same moment."""
    start, answers = Barrier(len(works)), [None] * len(works)

    def run(place: int, work: Callable[[], Any]) -> None:
        try:
            start.wait(20)
            answers[place] = work()
        finally:
            connection.close()

    threads = [Thread(target=run, args=pair) for pair in enumerate(works)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return answers


def pressing(browser: Client, document: Document) -> Callable[[], Any]:
    """Presses the button that puts a plan before the parties."""
    return lambda: browser.post(reverse("documents:propose", args=[document.pk]), {"expected_version": "1"})


@pytest.mark.django_db(transaction=True)
def test_two_writers_send_at_the_same_time(cast: Cast, as_actor: AsActor) -> None:
    """The Ontzorgmanager who took over, and the employer whose page is older."""
    case = make_own(cast)
    hidden = draft(cast.anna, case)
    taken_over(cast, case)
    theirs = arrange.draft_plan(cast, case)
    second, first = at_once(pressing(as_actor(cast.anna), hidden), pressing(as_actor(cast.noor), theirs))
    assert (first.status_code, second.status_code) == (303, 409)
    assert TAKEN_OVER in words(second)
    assert "Vier uur per dag licht werk aan de toonbank" in words(second)
    assert arrange.fresh(cast.anna, hidden).is_draft
    assert arrange.fresh(cast.carla, theirs).is_proposed


@pytest.mark.django_db(transaction=True)
def test_two_colleagues_send_at_the_same_time(cast: Cast, as_actor: AsActor) -> None:
    case = make_own(cast)
    colleague = actor_for(make.make_membership(make.make_user("Ans Smit"), Role.EMPLOYER, employer=cast.bakery))
    document = draft(cast.anna, case)
    answers = at_once(pressing(as_actor(cast.anna), document), pressing(as_actor(colleague), document))
    assert sorted(answer.status_code for answer in answers) == [303, 409]
    [late] = [answer for answer in answers if answer.status_code == 409]
    assert "Dit document is intussen gewijzigd." in words(late)
    assert arrange.fresh(cast.carla, document).is_proposed


@pytest.mark.django_db(transaction=True)
def test_file_is_taken_over_while_the_employer_sends(cast: Cast, as_actor: AsActor) -> None:
    """The desk's change is not committed yet when the button is pressed: sending waits for it, and then stops."""
    case = make_own(cast)
    document = draft(cast.anna, case)
    browser, pressed = as_actor(cast.anna), Event()
    answers: list[Any] = []

    def press() -> None:
        try:
            pressed.set()
            answers.append(pressing(browser, document)())
        finally:
            connection.close()

    thread = Thread(target=press)
    with acting_as(cast.desk):
        taken_over(cast, case)
        thread.start()
        pressed.wait(20)
        thread.join(2)
        assert thread.is_alive()
    thread.join(60)
    assert answers[0].status_code == 409
    assert TAKEN_OVER in words(answers[0])
    assert arrange.fresh(cast.anna, document).is_draft


def test_employee_is_told_that_the_employer_guides(cast: Cast, own: AbsenceCase, as_actor: AsActor) -> None:
    told = words(as_actor(cast.carla).get("/"))
    assert "Uw werkgever begeleidt u zelf." in told
    assert cast.bakery.contact_name in told
    assert "Ontzorgmanager" not in told


def test_what_was_being_typed_is_there_for_who_comes_back(cast: Cast, own: AbsenceCase, as_actor: AsActor) -> None:
    save_draft(actor=cast.anna, form="plan_of_action", about_id=own.pk, data={"case_manager_name": ["Joke Kok"]})
    page = as_actor(cast.anna).get(reverse("documents:plan", args=[own.pk]))
    assert fields_of(page, "plan")["case_manager_name"] == "Joke Kok"
