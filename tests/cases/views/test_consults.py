"""Questions to the bedrijfsarts and talks with him in the browser, as each role sees them."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.db.models.signals import post_init
from django.urls import reverse

from accounts.actor import acting_as, system
from accounts.models import Draft, WordingOverride
from accounts.terms import Role
from cases import operations
from cases.models import AbsenceCase, ConsultAppointment, ConsultRequest
from tests.access.world import delegate_of
from tests.cast import Cast
from tests.conftest import AsActor
from tests.factories.cases import assign, day, fresh, recover, report
from tests.factories.consults import ON, QUESTION, TALK, ask, ask_talk, cancel, plan, react, record, reply, wanted

SLOT = {"day": "2026-02-09", "begins": "9:00", "ends": "9:30", "how": "visit", "place": "Kade 4"}
SECRETS = (QUESTION, "Graag thuis.", "Kade 4", "9.00", "Daan")


@pytest.fixture(autouse=True)
def _today() -> Iterator[None]:
    with time_machine.travel("2026-02-02T10:00:00+01:00", tick=False):
        yield


@pytest.fixture
def case(cast: Cast) -> AbsenceCase:
    return assign(cast, report(cast.anna, cast.carla_file), on=day(8))


def at(name: str, case: AbsenceCase, *more: object) -> str:
    return reverse(f"consults:{name}", args=[case.pk, *more])


def words(answer: Any) -> str:
    return " ".join(BeautifulSoup(answer.content, "html.parser").get_text(" ").split())


def planned(cast: Cast, case: AbsenceCase) -> ConsultAppointment:
    react(cast.carla, ask(cast.noor, case), words="Graag thuis.")
    return plan(cast.bert, case, cast.daan, wanted(cast.bert, case), place="Kade 4")


def test_asking_shows_the_words_to_the_employee_first(cast: Cast, case: AbsenceCase, as_actor: AsActor) -> None:
    noor = as_actor(cast.noor)
    sent = {"reason": "tasks", "question": QUESTION, "wanted_by": "2026-02-20", "expected_id": "0"}
    assert "De werknemer leest" in words(noor.get(at("ask", case)))
    assert noor.post(at("ask", case), sent | {"question": ""}).status_code == 422
    assert noor.post(at("ask", case), sent).status_code == 303
    assert "kan tot en met 4 februari 2026 reageren" in words(noor.get(at("overview", case)))
    assert QUESTION in words(as_actor(cast.carla).get(at("overview", case)))
    assert QUESTION not in words(as_actor(cast.daan).get(at("overview", case)))
    again = noor.post(at("ask", case), sent | {"question": "Anders?"})
    assert (again.status_code, "Anders?" in words(again)) == (409, True)
    assert "Er is intussen iets veranderd" in words(again)


def test_words_about_health_are_marked_and_kept_with_a_reason(cast: Cast, case: AbsenceCase, as_actor: AsActor) -> None:
    noor = as_actor(cast.noor)
    sent = {"reason": "tasks", "question": "Helpt de fysiotherapeut?", "wanted_by": "", "expected_id": "0"}
    marked = noor.post(at("ask", case), sent)
    assert (marked.status_code, "U schreef" in words(marked)) == (422, True)
    kept = {"wording_reason": "work", "wording_seen": "fysiotherapeut"}
    assert noor.post(at("ask", case), sent | kept).status_code == 303
    with acting_as(cast.noor):
        assert WordingOverride.objects.get().form == "ask_consult"


def test_employee_reads_and_objects(cast: Cast, case: AbsenceCase, as_actor: AsActor) -> None:
    carla, asked = as_actor(cast.carla), ask(cast.noor, case)
    assert "Lees de vraag aan de bedrijfsarts" in words(carla.get(reverse("start")))
    url = at("react", case, asked.pk)
    assert QUESTION in words(carla.get(url))
    carla.post(reverse("accounts:draft", args=["answer_consult", asked.pk]), {"own_words": "Mijn concept"})
    assert "Mijn concept" in carla.get(url).content.decode()
    assert "Schrijf op waarom" in words(carla.post(url, {"reaction": "objects", "own_words": ""}))
    assert carla.post(url, {"reaction": "objects", "own_words": "Dit klopt niet."}).status_code == 303
    with acting_as(cast.carla):
        assert not Draft.objects.exists()
    assert carla.get(url).status_code == 302 or carla.get(url).status_code == 303
    late = carla.post(url, {"reaction": "read", "own_words": "Toch wel."})
    assert (late.status_code, "Toch wel." in late.content.decode()) == (409, True)
    noor = as_actor(cast.noor)
    assert "niet eens met uw vraag" in words(noor.get(reverse("start")))
    assert noor.post(at("send", case, asked.pk)).status_code == 303
    assert "Dit klopt niet." in words(as_actor(cast.daan).get(at("overview", case)))


def test_sending_too_early_says_until_when_one_waits(cast: Cast, case: AbsenceCase, as_actor: AsActor) -> None:
    asked, noor = ask(cast.noor, case), as_actor(cast.noor)
    answer = noor.post(at("send", case, asked.pk), follow=True)
    assert "De werknemer kan tot en met 4 februari 2026 reageren." in words(answer)
    assert "ingetrokken" in words(noor.post(at("withdraw", case, asked.pk), follow=True))


def test_employer_sees_the_day_and_nothing_else(cast: Cast, case: AbsenceCase, as_actor: AsActor) -> None:
    anna = as_actor(cast.anna)
    assert "Er is geen gesprek gepland" in words(anna.get(at("overview", case)))
    one = planned(cast, case)
    page = words(anna.get(at("overview", case)))
    assert "maandag 9 februari 2026" in page
    assert [word for word in SECRETS if word in page.replace("Daan de Vries (bedrijfsarts)", "")] == []
    assert "Er is een gesprek op 9 februari 2026." in words(anna.get(reverse("cases:detail", args=[case.pk])))
    reply(cast.carla, record(cast.daan, one))
    page = words(anna.get(at("overview", case)))
    assert "Gesprek ging niet door" in page
    assert [word for word in (*SECRETS, "kwam niet", "dichte deur") if word in page] == []


def test_own_talk_changes_no_page_of_who_may_not_know(cast: Cast, case: AbsenceCase, as_actor: AsActor) -> None:
    """Start page, file, messages and talks read the same as before, and the numbers in the address are nobody's."""
    addresses = [
        reverse("start"),
        reverse("cases:notices"),
        reverse("cases:detail", args=[case.pk]),
        at("overview", case),
    ]
    clients = [as_actor(cast.anna), as_actor(cast.noor)]
    before = [words(client.get(url)) for client in clients for url in addresses]
    assert as_actor(cast.carla).post(at("ask_talk", case)).status_code == 303
    one = plan(cast.bert, case, cast.daan, wanted(cast.bert, case))
    missed = record(cast.daan, one)
    reply(cast.carla, missed)
    assert [words(client.get(url)) for client in clients for url in addresses] == before
    assert "Alleen werknemer en bedrijfsarts" in words(as_actor(cast.daan).get(at("overview", case)))


def test_own_talk_is_asked_without_a_word_and_once(cast: Cast, case: AbsenceCase, as_actor: AsActor) -> None:
    carla = as_actor(cast.carla)
    page = BeautifulSoup(carla.get(at("ask_talk", case)).content, "html.parser")
    assert page.select("main textarea, main input:not([type=hidden])") == []
    carla.post(at("ask_talk", case))
    assert "U vroeg al om een gesprek" in words(carla.post(at("ask_talk", case), follow=True))
    with acting_as(cast.carla):
        own = ConsultAppointment.objects.get()
    assert carla.post(at("cancel", case, own.pk), {"why": "not_needed"}).status_code == 303


def test_planner_plans_and_reads_no_question(cast: Cast, case: AbsenceCase, as_actor: AsActor) -> None:
    react(cast.carla, ask(cast.noor, case), words="Graag thuis.")
    bert, one = as_actor(cast.bert), wanted(cast.bert, case)
    assert "Gesprekken om te plannen" in words(bert.get(reverse("start")))
    url = at("plan_wanted", case, one.pk)
    slot = SLOT | {"host": f"{cast.daan.user_id}"}
    wrong = bert.post(url, slot | {"ends": "8:00", "place": ""})
    assert wrong.status_code == 422
    assert "Kies een tijd na het begin" in words(wrong)
    assert bert.post(url, slot).status_code == 303
    again = bert.post(url, slot | {"day": "2026-02-10"})
    assert (again.status_code, "intussen gewijzigd" in words(again)) == (409, True)
    own = ask_talk(cast.carla, case)
    taken = bert.post(at("plan_wanted", case, own.pk), slot)
    assert (taken.status_code, "heeft dan al een ander gesprek" in words(taken)) == (422, True)
    assert bert.get(at("begin", case)).status_code == 403
    page = words(bert.get(at("overview", case)))
    assert ("U plant een gesprek bij een vraag die er ligt." in page, "Zelf een gesprek plannen" in page) == (
        True,
        False,
    )
    for page in (
        bert.get(at("overview", case)),
        bert.get(url),
        bert.get(reverse("agenda:week"), {"dag": "2026-02-09"}),
    ):
        assert [word for word in (QUESTION, "Graag thuis.") if word in page.content.decode()] == []


def test_doctor_moves_cancels_and_says_how_it_went(cast: Cast, case: AbsenceCase, as_actor: AsActor) -> None:
    one, daan = planned(cast, case), as_actor(cast.daan)
    slot = SLOT | {"host": f"{cast.daan.user_id}", "why": "service"}
    assert "09:00" in daan.get(at("move", case, one.pk)).content.decode()
    assert daan.post(at("move", case, one.pk), slot | {"begins": "10.00", "ends": "10.30"}).status_code == 303
    with acting_as(cast.daan):
        moved = ConsultAppointment.objects.get(state="planned")
    early = daan.post(at("outcome", case, moved.pk), {"held": "yes"})
    assert (early.status_code, "moet nog komen" in words(early)) == (409, True)
    with time_machine.travel("2026-02-09T12:00:00+01:00", tick=False):
        daan = as_actor(cast.daan)
        without = daan.post(at("outcome", case, moved.pk), {"held": "no"})
        assert (without.status_code, "Kies waarom" in words(without)) == (422, True)
        assert daan.post(at("outcome", case, moved.pk), {"held": "yes"}).status_code == 303
    other, daan = plan(cast.daan, case, cast.daan, day=TALK + timedelta(days=1)), as_actor(cast.daan)
    assert daan.post(at("cancel", case, other.pk), {"why": "service"}).status_code == 303
    page = words(daan.get(at("overview", case)))
    assert [said for said in ("Verplaatst", "Gehouden", "Afgezegd") if said not in page] == []


def test_agenda_by_week_and_by_day(cast: Cast, case: AbsenceCase, as_actor: AsActor) -> None:
    planned(cast, case)
    for actor in (cast.bert, cast.daan, delegate_of(cast.daan_profile)):
        client = as_actor(actor)
        assert "Bos" not in words(client.get(reverse("agenda:week")))
        week = words(client.get(reverse("agenda:week"), {"dag": "2026-02-11"}))
        assert ("9.00–9.30 uur" in week, "Bos" in week) == (True, True)
        one_day = words(client.get(reverse("agenda:week"), {"dag": "2026-02-10", "per": "dag"}))
        assert ("dinsdag 10 februari 2026" in one_day, "Bos" in one_day) == (True, False)
    for wrong in ("morgen", "0001-01-01", "9999-12-31"):
        assert as_actor(cast.bert).get(reverse("agenda:week"), {"dag": wrong}).status_code == 200
    without = as_actor(delegate_of(cast.daan_profile, tasks=["triage"]))
    assert "niet aan u overgedragen" in words(without.get(reverse("agenda:week")))


@pytest.mark.parametrize("number", [1, 3])
def test_queries_do_not_grow(
    cast: Cast, case: AbsenceCase, as_actor: AsActor, number: int, django_assert_num_queries: Callable[[int], Any]
) -> None:
    for place in range(number):
        asked = react(cast.carla, ask(cast.noor, case))
        about = wanted(cast.bert, case)
        one = plan(cast.daan, case, cast.daan, about, day=ON + timedelta(days=place), on=ON)
        assert asked.is_sent
        assert one.is_planned
    daan = as_actor(cast.daan)
    with django_assert_num_queries(AGENDA):
        daan.get(reverse("agenda:week"))
    with django_assert_num_queries(OVERVIEW):
        daan.get(at("overview", case))


AGENDA, OVERVIEW = 18, 26


def test_old_words_stay_to_be_read(cast: Cast, case: AbsenceCase, as_actor: AsActor) -> None:
    first = ask(cast.noor, case)
    ask(cast.noor, case, question="Hoeveel uur past?", expected_id=first.pk)
    page = words(as_actor(cast.carla).get(at("overview", case)))
    assert (QUESTION in page, "aangepast op 2 februari 2026" in page, "versie 2" in page) == (True, True, True)
    with acting_as(cast.carla):
        assert ConsultRequest.objects.count() == 2


def test_question_that_was_read_too_late_is_no_objection(cast: Cast, case: AbsenceCase, as_actor: AsActor) -> None:
    asked = ask(cast.noor, case)
    recover(cast.anna, fresh(cast.anna, case), ON)
    with acting_as(system(Role.SCHEDULER)) as scheduler:
        operations.close_due(actor=scheduler, today=ON + timedelta(days=60))
    carla = as_actor(cast.carla)
    page = words(carla.post(at("react", case, asked.pk), {"reaction": "read", "own_words": ""}, follow=True))
    assert "De vraag is nog niet bij de bedrijfsarts." in page
    assert "U las de vraag op 2 februari 2026." in page
    assert "bezwaar op" not in page


def test_late_objection_goes_to_the_doctor(cast: Cast, case: AbsenceCase, as_actor: AsActor) -> None:
    asked = ask(cast.noor, case)
    with time_machine.travel("2026-02-05T10:00:00+01:00", tick=False):
        as_actor(cast.noor).post(at("send", case, asked.pk))
        sent = {"reaction": "objects", "own_words": "Dit klopt niet."}
        page = words(as_actor(cast.carla).post(at("react", case, asked.pk), sent, follow=True))
    assert "De bedrijfsarts en wie de vraag stelde, lezen het." in page


def test_asking_says_until_when_one_waits(cast: Cast, case: AbsenceCase, as_actor: AsActor) -> None:
    assert "tot en met 4 februari 2026" in words(as_actor(cast.noor).get(at("ask", case)))


def test_page_that_shows_a_question_as_unsent_withdraws_no_sent_one(
    cast: Cast, case: AbsenceCase, as_actor: AsActor
) -> None:
    asked, noor = ask(cast.noor, case), as_actor(cast.noor)
    react(cast.carla, asked)
    page = noor.post(at("withdraw", case, asked.pk), follow=True)
    assert "De bedrijfsarts heeft deze vraag intussen." in words(page)
    form = BeautifulSoup(page.content, "html.parser").select_one(f'form[action="{at("withdraw", case, asked.pk)}"]')
    assert form is not None
    fields = {one["name"]: one["value"] for one in form.select("input[name]")}
    assert "De vraag is ingetrokken." in words(noor.post(form["action"], fields, follow=True))


def test_file_shows_the_talk_that_comes(cast: Cast, case: AbsenceCase, as_actor: AsActor) -> None:
    plan(cast.daan, case, cast.daan, day=ON)
    url = reverse("cases:detail", args=[case.pk])
    assert "Er is een gesprek op 2 februari 2026." in words(as_actor(cast.anna).get(url))
    with time_machine.travel("2026-02-03T10:00:00+01:00", tick=False):
        assert "Er is geen gesprek gepland." in words(as_actor(cast.anna).get(url))
        plan(cast.daan, case, cast.daan, on=ON)
        assert "Er is een gesprek op 9 februari 2026." in words(as_actor(cast.anna).get(url))


def test_start_page_loads_only_questions_that_wait(cast: Cast, case: AbsenceCase, as_actor: AsActor) -> None:
    for _ in range(2):
        react(cast.carla, ask(cast.noor, case))
    ask(cast.noor, case)
    noor, loaded = as_actor(cast.noor), []

    def count(instance: ConsultRequest, **_: Any) -> None:
        loaded.append(instance.is_sent)

    post_init.connect(count, sender=ConsultRequest)
    try:
        noor.get(reverse("start"))
    finally:
        post_init.disconnect(count, sender=ConsultRequest)
    assert loaded == [False]


def test_each_page_says_who_hears_of_it(cast: Cast, case: AbsenceCase, as_actor: AsActor) -> None:
    one, daan = planned(cast, case), as_actor(cast.daan)
    everybody, only = "De werknemer, de werkgever en de Ontzorgmanager.", "Alleen de werknemer."
    hides = "Dan krijgt alleen de werknemer bericht."
    for name in ("move", "cancel"):
        assert everybody in words(daan.get(at(name, case, one.pk)))
    assert ("krijgen de werknemer en de Ontzorgmanager bericht" in words(daan.get(at("outcome", case, one.pk)))) is True
    assert hides in words(daan.get(at("begin", case)))
    react(cast.carla, ask(cast.noor, case))
    assert "De werkgever niet: er was nog geen dag." in words(daan.get(at("cancel", case, wanted(cast.daan, case).pk)))
    cancel(cast.daan, wanted(cast.daan, case))
    own = ask_talk(cast.carla, case)
    assert "Niemand krijgt bericht." in words(as_actor(cast.carla).get(at("cancel", case, own.pk)))
    assert only in words(daan.get(at("plan_wanted", case, own.pk)))
    own = plan(cast.bert, case, cast.daan, own, day=TALK + timedelta(days=1))
    for name in ("move", "cancel"):
        assert only in words(daan.get(at(name, case, own.pk)))
    assert "alleen de werknemer bericht" in words(daan.get(at("outcome", case, own.pk)))


def test_employee_answers_a_missed_talk(cast: Cast, case: AbsenceCase, as_actor: AsActor) -> None:
    missed = record(cast.daan, planned(cast, case))
    carla = as_actor(cast.carla)
    url = at("reply", case, missed.pk)
    assert carla.post(url, {"words": ""}).status_code == 422
    assert carla.post(url, {"words": "De bus reed niet."}).status_code == 303
    assert carla.post(url, {"words": "Nog iets."}).status_code == 409
    assert "De bus reed niet." in words(as_actor(cast.noor).get(at("overview", case)))
    own = record(cast.daan, plan(cast.daan, case, cast.daan, ask_talk(cast.carla, case)))
    assert "Alleen u, de bedrijfsarts" in words(carla.get(at("reply", case, own.pk)))
