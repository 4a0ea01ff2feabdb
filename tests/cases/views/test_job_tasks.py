"""The taak-functieanalyse in the browser: described, confirmed, answered, compared, and what follows from it."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.urls import reverse

from accounts.actor import acting_as, system
from accounts.models import AuditEvent, Draft, WordingOverride
from accounts.terms import Role
from cases import operations
from cases.job_tasks.examples import EXAMPLES
from cases.job_tasks.said import Advised
from cases.job_tasks.words import Verdict
from cases.models import AbsenceCase, Completion, TaskAdvice, TaskAnalysis
from tests.access.world import delegate_of
from tests.cast import Cast
from tests.conftest import AsActor
from tests.factories.cases import assign, day, fresh, report
from tests.factories.job_tasks import CAN, FIRST, ON, QUESTION, TASKS, UNTIL, answer, confirm, present, tasks_of

STRANGERS = ["bert", "ina", "eva", "finn", "gijs", "hans", "loes"]
ONLY_WORK = "Over ziekte, klachten of zorg staat hier niets."
WRONG = {"verdict": "fit", "remark": "", "until": "2026-02-02"}  # that day has passed
LOADS = "sitting standing walking lifting screen concentration pace contact conflict driving shifts".split()


@pytest.fixture(autouse=True)
def _today() -> Iterator[None]:
    with time_machine.travel("2026-02-03T10:00:00+01:00", tick=False):
        yield


@pytest.fixture
def case(cast: Cast) -> AbsenceCase:
    return assign(cast, report(cast.anna, cast.carla_file), on=day(8))


@pytest.fixture
def analysis(cast: Cast, case: AbsenceCase) -> TaskAnalysis:
    return present(cast.noor, case)


@pytest.fixture
def sent(cast: Cast, case: AbsenceCase, analysis: TaskAnalysis) -> TaskAnalysis:
    return confirm(cast.carla, case, analysis)


def at(name: str, case: AbsenceCase, *more: object) -> str:
    return reverse(f"cases:{name}", args=[case.pk, *more])


def soup(answer: Any) -> BeautifulSoup:
    return BeautifulSoup(answer.content, "html.parser")


def words(answer: Any) -> str:
    return " ".join(soup(answer).get_text(" ").split())


def typed(*tasks: tuple[str, int], number: int = 0, question: str = QUESTION, **more: str) -> dict[str, str]:
    """A form as the Ontzorgmanager sends it."""
    sent = {"question": question, "expected_number": f"{number}"}
    sent |= {"tasks-TOTAL_FORMS": f"{len(tasks)}", "tasks-INITIAL_FORMS": "0"}
    for place, (name, share) in enumerate(tasks):
        line = {"name": name, "share": f"{share}", "frequency": "daily", "adaptable": ""} | dict.fromkeys(LOADS, "0")
        sent |= {f"tasks-{place}-{key}": value for key, value in line.items()}
    return sent | more


def said(cast: Cast, analysis: TaskAnalysis, *answers: str, **more: str) -> dict[str, str]:
    """What the employee sends: a choice for each task, in their order."""
    tasks = tasks_of(cast.carla, analysis)
    return {f"task-{task.pk}-can": one for task, one in zip(tasks, answers, strict=True)} | more


def advised(cast: Cast, analysis: TaskAnalysis, *given: tuple[str, str], rounds: int = 0) -> dict[str, str]:
    """What the bedrijfsarts sends: an answer and a remark for each task, in their order."""
    sent = {"expected_rounds": f"{rounds}"}
    for task, (verdict, remark) in zip(tasks_of(cast.daan, analysis), given, strict=True):
        sent |= {f"task-{task.pk}-verdict": verdict, f"task-{task.pk}-remark": remark}
        sent[f"task-{task.pk}-until"] = f"{UNTIL:%Y-%m-%d}"
    return sent


def test_example_fills_the_form_and_is_sent(cast: Cast, case: AbsenceCase, as_actor: AsActor) -> None:
    noor = as_actor(cast.noor)
    page = soup(noor.get(at("write_tasks", case), {"voorbeeld": "baker"}))
    names = [box["value"] for box in page.select("input[name$='-name']")]
    assert names == [task.name for task in EXAMPLES["baker"].tasks]
    assert len(page.select("select[name='voorbeeld'] option")) == len(EXAMPLES)
    lifting = page.select_one("select[name='tasks-0-lifting'] option[selected]")
    assert lifting is not None
    assert lifting.get_text() == "2: tot 15 kg"
    assert noor.post(at("write_tasks", case), typed(("Bakken", 60), ("Tellen", 40))).status_code == 303
    with acting_as(cast.carla):
        assert [task.name for task in tasks_of(cast.carla, TaskAnalysis.objects.get())] == ["Bakken", "Tellen"]


def test_question_that_was_typed_stays_when_an_example_is_chosen(
    cast: Cast, case: AbsenceCase, as_actor: AsActor
) -> None:
    noor = as_actor(cast.noor)
    noor.post(reverse("accounts:draft", args=["job_tasks", case.pk]), {"question": "Kan het werk in de ochtend?"})
    page = soup(noor.get(at("write_tasks", case), {"voorbeeld": "baker"}))
    assert page.select("textarea[name=question]")[0].get_text().strip() == "Kan het werk in de ochtend?"


def test_tasks_that_are_no_whole_job_are_said_with_what_was_typed(
    cast: Cast, case: AbsenceCase, as_actor: AsActor
) -> None:
    answered = as_actor(cast.noor).post(at("write_tasks", case), typed(("Bakken", 60), ("Tellen", 30)))
    assert answered.status_code == 422
    assert "Maak er 100% van: 10% meer" in words(answered)
    assert soup(answered).select_one("input[name='tasks-1-name'][value='Tellen']")


def test_line_is_added_and_removed_without_keeping_anything(cast: Cast, case: AbsenceCase, as_actor: AsActor) -> None:
    noor = as_actor(cast.noor)
    for edit, lines in (("add", 3), ("remove:0", 1)):
        page = soup(noor.post(at("write_tasks", case), typed(("Bakken", 60), ("Tellen", 40), edit=edit)))
        assert len(page.select("input[name$='-name']")) == lines
    part = noor.post(at("write_tasks", case), typed(("Bakken", 60), edit="add"), headers={"HX-Request": "true"})
    assert soup(part).find("html") is None
    with acting_as(cast.noor):
        assert not TaskAnalysis.objects.exists()


def test_draft_of_the_writer_comes_back_and_goes_when_sent(cast: Cast, case: AbsenceCase, as_actor: AsActor) -> None:
    noor = as_actor(cast.noor)
    noor.post(reverse("accounts:draft", args=["job_tasks", case.pk]), typed(("Taart maken", 100)))
    assert soup(noor.get(at("write_tasks", case))).select_one("input[value='Taart maken']")
    noor.post(at("write_tasks", case), typed(("Taart maken", 100)))
    with acting_as(cast.noor):
        assert not Draft.objects.exists()


def test_next_version_begins_with_the_last(
    cast: Cast, case: AbsenceCase, sent: TaskAnalysis, as_actor: AsActor
) -> None:
    page = soup(as_actor(cast.noor).get(at("write_tasks", case)))
    assert [box["value"] for box in page.select("input[name$='-name']")] == [task.name for task in TASKS]
    assert page.select_one("input[name='expected_number'][value='1']")
    assert page.select_one("input[name='tasks-0-essential'][checked]")
    assert not page.select_one("input[name='tasks-2-essential'][checked]")


def test_somebody_was_first_and_what_was_typed_stays(
    cast: Cast, case: AbsenceCase, sent: TaskAnalysis, as_actor: AsActor
) -> None:
    noor = as_actor(cast.noor)
    answered = noor.post(at("write_tasks", case), typed(("Taart maken", 100), number=0))
    assert answered.status_code == 409
    page = soup(answered)
    assert "versie 1" in page.get_text()
    assert page.select_one("input[value='Taart maken']")
    assert page.select_one("input[name='expected_number'][value='1']")
    assert noor.post(at("write_tasks", case), typed(("Taart maken", 100), number=1)).status_code == 303


def test_health_words_in_a_task_are_marked_and_may_be_kept(cast: Cast, case: AbsenceCase, as_actor: AsActor) -> None:
    noor = as_actor(cast.noor)
    form = typed(("Bakken zonder burn-out", 100))
    answered = noor.post(at("write_tasks", case), form)
    assert answered.status_code == 422
    seen = soup(answered).select_one("input[name='tasks-0-wording_seen']")
    assert seen is not None
    kept = {"tasks-0-wording_seen": seen["value"], "tasks-0-wording_reason": "work"}
    assert noor.post(at("write_tasks", case), form | kept).status_code == 303
    with acting_as(cast.noor):
        assert WordingOverride.objects.get().form == "job_tasks"


def test_employee_finds_it_reads_the_question_and_confirms(
    cast: Cast, case: AbsenceCase, analysis: TaskAnalysis, as_actor: AsActor
) -> None:
    carla, url = as_actor(cast.carla), at("confirm_tasks", case, analysis.pk)
    for start in (reverse("start"), at("detail", case), at("tasks", case)):
        assert url in carla.get(start).content.decode()
    assert QUESTION in words(carla.get(url))
    tasks = tasks_of(cast.carla, analysis)
    form = said(cast, analysis, "not_yet", "adapted", "yes")
    answered = carla.post(url, form)
    assert answered.status_code == 422
    assert "Schrijf op met welke aanpassing." in words(answered)
    assert carla.post(url, form | {f"task-{tasks[1].pk}-with_what": "Met lichte kratten"}).status_code == 303
    assert url not in carla.get(reverse("start")).content.decode()
    page = words(carla.get(at("tasks", case)))
    assert "Nu mogelijk: 18 uur van de 36 uur per week, volgens uzelf." in page
    assert "Bestellingen klaarzetten: 30% × 36 uur = 10,8 uur per week." in page


def test_draft_of_the_employee_comes_back(
    cast: Cast, case: AbsenceCase, analysis: TaskAnalysis, as_actor: AsActor
) -> None:
    carla = as_actor(cast.carla)
    (first, *_) = tasks_of(cast.carla, analysis)
    kept = {f"task-{first.pk}-can": "adapted", f"task-{first.pk}-with_what": "In de middag"}
    carla.post(reverse("accounts:draft", args=["task_abilities", analysis.pk]), kept)
    page = soup(carla.get(at("confirm_tasks", case, analysis.pk)))
    assert page.select_one("input[value='adapted'][checked]")
    assert page.select_one("input[value='In de middag']")


def test_older_version_is_not_confirmed_and_what_was_typed_stays(
    cast: Cast, case: AbsenceCase, analysis: TaskAnalysis, as_actor: AsActor
) -> None:
    present(cast.noor, case, number=1)
    form = said(cast, analysis, "yes", "yes", "yes")
    answered = as_actor(cast.carla).post(at("confirm_tasks", case, analysis.pk), form)
    assert answered.status_code == 409
    assert "Er is een nieuwere versie" in words(answered)
    assert len(soup(answered).select("input[value='yes'][checked]")) == 3


def test_text_is_given_back_and_the_writer_reads_why(
    cast: Cast, case: AbsenceCase, analysis: TaskAnalysis, as_actor: AsActor
) -> None:
    carla, url = as_actor(cast.carla), at("return_tasks", case, analysis.pk)
    assert carla.get(url).status_code == 200
    assert carla.post(url, {"note": " "}).status_code == 422
    assert carla.post(url, {"note": "Ik maak ook taart"}).status_code == 303
    assert carla.post(url, {"note": "Nog iets"}).status_code == 409
    noor = as_actor(cast.noor)
    assert "gaf de tekst over de taken terug" in words(noor.get(at("detail", case)))
    assert "Ik maak ook taart" in words(noor.get(at("write_tasks", case)))
    assert "Ik maak ook taart" in words(noor.get(at("tasks", case)))


def test_bedrijfsarts_answers_in_part_and_puts_it_right(
    cast: Cast, case: AbsenceCase, sent: TaskAnalysis, as_actor: AsActor
) -> None:
    daan, url = as_actor(cast.daan), at("answer_tasks", case, sent.pk)
    assert url in daan.get(at("detail", case)).content.decode()
    assert "Met lichte kratten" in words(daan.get(url))
    form = advised(cast, sent, ("", ""), ("adapted", ""), ("fit", ""))
    answered = daan.post(url, form)
    assert answered.status_code == 422
    assert "met welke aanpassing" in words(answered)
    assert daan.post(url, advised(cast, sent, ("", ""), ("adapted", "Tot 5 kg"), ("fit", ""))).status_code == 303
    page = words(daan.get(at("tasks", case)))
    assert "deels volgens uzelf, deels volgens de werknemer" in page
    assert "Geldt tot en met 16 maart 2026" in page
    again = advised(cast, sent, ("not_fit", ""), ("fit", ""), ("fit", ""), rounds=1)
    assert daan.post(url, again).status_code == 303
    page = words(as_actor(cast.anna).get(at("tasks", case)))
    assert "Nu mogelijk: 18 uur van de 36 uur per week, volgens de bedrijfsarts." in page
    assert "Eerder antwoord over bestellingen klaarzetten" in page
    assert "Tot 5 kg" in page
    with acting_as(cast.daan):
        assert TaskAdvice.objects.count() == 4


def test_open_line_needs_no_day(cast: Cast, case: AbsenceCase, sent: TaskAnalysis, as_actor: AsActor) -> None:
    form = advised(cast, sent, ("", ""), ("", ""), ("fit", ""))
    form |= dict.fromkeys(list(form)[3:4], "")
    assert as_actor(cast.daan).post(at("answer_tasks", case, sent.pk), form).status_code == 303
    empty = advised(cast, sent, ("", ""), ("", ""), ("fit", ""), rounds=1)
    answered = as_actor(cast.daan).post(at("answer_tasks", case, sent.pk), empty)
    assert answered.status_code == 422
    assert "ten minste één taak" in words(answered)


def test_day_is_asked_of_a_line_with_an_answer(
    cast: Cast, case: AbsenceCase, sent: TaskAnalysis, as_actor: AsActor
) -> None:
    form = advised(cast, sent, ("fit", ""), ("", ""), ("", ""))
    (until, *_) = [key for key in form if key.endswith("-until")]
    answered = as_actor(cast.daan).post(at("answer_tasks", case, sent.pk), form | {until: ""})
    assert answered.status_code == 422
    assert "tot en met welke dag" in words(answered)


def test_answer_from_an_old_page_stays_beside_what_stands_there(
    cast: Cast, case: AbsenceCase, sent: TaskAnalysis, as_actor: AsActor
) -> None:
    answer(cast.daan, sent, FIRST)
    form = advised(cast, sent, ("adapted", "Een uur per dag"), ("", ""), ("", ""))
    answered = as_actor(cast.daan).post(at("answer_tasks", case, sent.pk), form)
    assert answered.status_code == 409
    page = soup(answered)
    assert "Een uur per dag" in page.get_text()
    assert "Staat er nu: Nog niet passend" in words(answered)
    assert page.select_one("input[name='expected_rounds'][value='1']")


def test_receipt_is_there_once_the_bedrijfsarts_looked(
    cast: Cast, case: AbsenceCase, sent: TaskAnalysis, as_actor: AsActor
) -> None:
    noor = as_actor(cast.noor)
    assert "nog niet geopend" in words(noor.get(at("tasks", case)))
    as_actor(delegate_of(cast.daan_profile)).get(at("tasks", case))
    assert "nog niet geopend" in words(noor.get(at("tasks", case)))
    as_actor(cast.daan).get(at("tasks", case))
    assert "Gezien op 3 februari 2026 door" in words(noor.get(at("tasks", case)))


@pytest.mark.parametrize("name", ["anna", "carla", "noor", "daan"])
def test_each_reader_opens_it_and_leaves_a_trace(
    cast: Cast, case: AbsenceCase, sent: TaskAnalysis, as_actor: AsActor, name: str
) -> None:
    client = as_actor(getattr(cast, name))
    page = words(client.get(at("tasks", case)))
    assert "Brood bakken" in page
    assert ONLY_WORK in page
    assert at("tasks", case) in client.get(at("detail", case)).content.decode()
    with acting_as(cast.carla):
        opened = AuditEvent.objects.visible_to(cast.carla).filter(action="read_tasks")
        assert opened.filter(actor=getattr(cast, name).user_id).count() == 1


@pytest.mark.parametrize("name", ["anna", "daan"])
def test_until_the_employee_confirms_others_find_nothing(
    cast: Cast, case: AbsenceCase, analysis: TaskAnalysis, as_actor: AsActor, name: str
) -> None:
    client = as_actor(getattr(cast, name))
    assert "Brood bakken" not in words(client.get(at("tasks", case)))
    assert at("tasks", case) not in client.get(at("detail", case)).content.decode()
    assert client.get(at("tasks_version", case, analysis.pk)).status_code == 404


@pytest.mark.parametrize("name", STRANGERS)
def test_nobody_else_finds_anything(
    cast: Cast, case: AbsenceCase, sent: TaskAnalysis, as_actor: AsActor, name: str
) -> None:
    client = as_actor(getattr(cast, name))
    for url in (at("tasks", case), at("tasks_version", case, sent.pk)):
        assert client.get(url).status_code == 404


def test_two_versions_stand_side_by_side(cast: Cast, case: AbsenceCase, sent: TaskAnalysis, as_actor: AsActor) -> None:
    tasks = (TASKS[0], replace(TASKS[1], share=20), replace(TASKS[2], name="Taart maken", share=30))
    other = confirm(cast.carla, case, present(cast.noor, case, tasks, number=1))
    answer(cast.daan, other, {1: Advised(Verdict.FIT, UNTIL)})
    anna = as_actor(cast.anna)
    url = at("compare_tasks", case, other.pk, sent.pk)
    assert url in anna.get(at("tasks", case)).content.decode()
    page = soup(anna.get(url))
    text = " ".join(page.get_text(" ").split())
    assert "Bestellingen klaarzetten Gewijzigd" in text
    assert "Taart maken Komt erbij" in text
    assert "Voorraad tellen Vervalt" in text
    assert "Passend, tot en met 16 maart 2026" in text


def test_build_up_form_is_filled_with_what_the_tasks_allow(
    cast: Cast, case: AbsenceCase, sent: TaskAnalysis, as_actor: AsActor
) -> None:
    carla = as_actor(cast.carla)
    url = f"{at('build_up', case)}?uit=taken"
    assert url in carla.get(at("tasks", case)).content.decode()
    page = soup(carla.get(url))
    hours = [box["value"] for box in page.select("input[name$='-hours_per_week']")]
    assert hours == ["5", "10", "15", "18"]
    first = page.select_one("input[name='steps-0-starts_on']")
    assert first is not None
    assert first["value"] == "2026-02-09"
    assert "Uit de taken die kunnen" in page.get_text()
    usual = soup(carla.get(at("build_up", case)))
    assert [box["value"] for box in usual.select("input[name$='-hours_per_week']")][-1] == "36"


def test_build_up_says_when_it_goes_past_the_answer_it_rests_on(
    cast: Cast, case: AbsenceCase, sent: TaskAnalysis, as_actor: AsActor
) -> None:
    carla = as_actor(cast.carla)
    past = "geldt tot en met 20 februari 2026: voor een stap daarna is eerst een nieuw antwoord nodig."
    urls = [at("tasks", case), f"{at('build_up', case)}?uit=taken"]
    answer(cast.daan, sent, {2: Advised(Verdict.ADAPTED, UNTIL, "Tot 5 kg"), 3: Advised(Verdict.FIT, UNTIL)})
    assert [past in words(carla.get(url)) for url in urls] == [False, False]
    answer(cast.daan, sent, {3: Advised(Verdict.FIT, date(2026, 2, 20))}, rounds=1)
    assert [past in words(carla.get(url)) for url in urls] == [True, True]


def test_what_is_wrong_with_several_tasks_stands_in_one_box(
    cast: Cast, case: AbsenceCase, analysis: TaskAnalysis, as_actor: AsActor
) -> None:
    refused = as_actor(cast.carla).post(at("confirm_tasks", case, analysis.pk), said(cast, analysis, "yes", "", ""))
    [box] = soup(refused).select(".error-summary")
    assert [line.get_text(" ", strip=True) for line in box.select("li")] == [
        "Bestellingen klaarzetten, kunt u deze taak nu doen? Kies of u deze taak kunt doen.",
        "Voorraad tellen, kunt u deze taak nu doen? Kies of u deze taak kunt doen.",
    ]
    confirm(cast.carla, case, analysis)
    late = {f"task-{task.pk}-{name}": value for task in tasks_of(cast.daan, analysis) for name, value in WRONG.items()}
    refused = as_actor(cast.daan).post(at("answer_tasks", case, analysis.pk), late | {"expected_rounds": "0"})
    [box] = soup(refused).select(".error-summary")
    assert [line.get_text(" ", strip=True).partition(",")[0] for line in box.select("li")] == [
        "Brood bakken",
        "Bestellingen klaarzetten",
        "Voorraad tellen",
    ]


def test_nothing_possible_gives_the_usual_form(
    cast: Cast, case: AbsenceCase, sent: TaskAnalysis, as_actor: AsActor
) -> None:
    none = {place: Advised(Verdict.NOT_FIT, UNTIL) for place in (1, 2, 3)}
    answer(cast.daan, sent, none)
    carla = as_actor(cast.carla)
    assert "Er is nu geen taak die kan" in words(carla.get(at("tasks", case)))
    assert "uit=taken" not in carla.get(at("tasks", case)).content.decode()


def test_answer_that_is_over_counts_no_longer(
    cast: Cast, case: AbsenceCase, sent: TaskAnalysis, as_actor: AsActor
) -> None:
    answer(cast.daan, sent, {3: Advised(Verdict.NOT_FIT, ON + timedelta(days=1))})
    daan = as_actor(cast.daan)
    assert "Nu mogelijk: 10,8 uur" in words(daan.get(at("tasks", case)))
    with time_machine.travel("2026-02-04T10:00:00+01:00", tick=False):
        page = words(as_actor(cast.daan).get(at("tasks", case)))
    assert "Nu mogelijk: 18 uur" in page
    assert "Gold tot en met 3 februari 2026" in page


def test_closed_file_is_read_and_not_written(
    cast: Cast, case: AbsenceCase, sent: TaskAnalysis, as_actor: AsActor
) -> None:
    about = {"died_on": ON, "expected_version": fresh(cast.anna, case).version, "today": ON}
    operations.record_death(actor=cast.anna, case=case, **about)
    for name, place in (("noor", at("write_tasks", case)), ("daan", at("answer_tasks", case, sent.pk))):
        client = as_actor(getattr(cast, name))
        assert client.get(place).status_code == 303
        assert "Brood bakken" in words(client.get(at("tasks", case)))


@pytest.mark.parametrize("tasks", [1, 3])
def test_page_asks_as_much_for_one_task_as_for_three(
    cast: Cast, case: AbsenceCase, as_actor: AsActor, django_assert_num_queries: Callable[[int], Any], tasks: int
) -> None:
    lines = TASKS if tasks == 3 else (replace(TASKS[0], share=100),)
    made = present(cast.noor, case, lines)
    confirm(cast.carla, case, made, CAN[-tasks:])
    answer(cast.daan, made, {place: Advised(Verdict.FIT, UNTIL) for place in range(1, tasks + 1)})
    client = as_actor(cast.noor)
    client.get(at("tasks", case))
    with django_assert_num_queries(42):
        client.get(at("tasks", case))


def chosen(page: BeautifulSoup, analysis_tasks: list[Any]) -> list[str]:
    """The verdict that the form begins with for each task."""
    boxes = [page.select_one(f"input[name='task-{task.pk}-verdict'][checked]") for task in analysis_tasks]
    return [str(box["value"]) if box else "" for box in boxes]


def test_answer_that_is_over_is_chosen_again_by_somebody_or_not_at_all(
    cast: Cast, case: AbsenceCase, sent: TaskAnalysis, as_actor: AsActor
) -> None:
    over = Advised(Verdict.ADAPTED, ON + timedelta(days=1), "Tot 5 kg")
    answer(cast.daan, sent, {1: over, 2: Advised(Verdict.FIT, UNTIL)})
    with time_machine.travel("2026-02-05T10:00:00+01:00", tick=False):
        page = as_actor(cast.daan).get(at("answer_tasks", case, sent.pk))
    assert chosen(soup(page), tasks_of(cast.daan, sent)) == ["", "fit", ""]
    assert not soup(page).find("textarea", string=lambda text: "Tot 5 kg" in (text or ""))
    assert "Dit antwoord is voorbij. Kies opnieuw. Er stond: Passend met aanpassing" in words(page)


def test_task_that_nobody_touched_begins_with_what_a_colleague_answered_meanwhile(
    cast: Cast, case: AbsenceCase, sent: TaskAnalysis, as_actor: AsActor
) -> None:
    tasks = tasks_of(cast.daan, sent)
    answer(cast.daan, sent, {1: Advised(Verdict.FIT, UNTIL)})
    answer(cast.daan, sent, FIRST, rounds=1)
    form = advised(cast, sent, ("fit", ""), ("", ""), ("adapted", "Een uur per dag"), rounds=1)
    refused = as_actor(cast.daan).post(at("answer_tasks", case, sent.pk), form)
    assert refused.status_code == 409
    assert chosen(soup(refused), tasks) == ["not_fit", "adapted", "adapted"]
    kept = soup(refused).find("textarea", {"name": f"task-{tasks[2].pk}-remark"})
    assert kept is not None
    assert "Een uur per dag" in kept.get_text()


def test_draft_of_an_older_page_leaves_the_answers_that_came_since(
    cast: Cast, case: AbsenceCase, sent: TaskAnalysis, as_actor: AsActor
) -> None:
    answer(cast.daan, sent, {1: Advised(Verdict.FIT, UNTIL)})
    daan = as_actor(cast.daan)
    form = advised(cast, sent, ("fit", ""), ("", ""), ("fit", ""), rounds=1)
    daan.post(reverse("accounts:draft", args=["task_advice", sent.pk]), form)
    answer(cast.daan, sent, {1: Advised(Verdict.NOT_FIT, UNTIL)}, rounds=1)
    page = soup(daan.get(at("answer_tasks", case, sent.pk)))
    assert chosen(page, tasks_of(cast.daan, sent)) == ["not_fit", "", "fit"]


def test_page_offers_no_decision_that_is_refused(
    cast: Cast, case: AbsenceCase, analysis: TaskAnalysis, as_actor: AsActor
) -> None:
    carla = as_actor(cast.carla)
    assert "Klopt dit?" in words(carla.get(at("tasks_version", case, analysis.pk)))
    present(cast.noor, case, number=1)
    assert "Klopt dit?" not in words(carla.get(at("tasks_version", case, analysis.pk)))
    for name in ("confirm_tasks", "return_tasks"):
        answered = carla.get(at(name, case, analysis.pk), follow=True)
        assert answered.redirect_chain == [(at("tasks", case), 303)]
        assert "Er is een nieuwere versie" in words(answered)


def test_page_offers_no_answer_about_a_version_that_counts_no_longer(
    cast: Cast, case: AbsenceCase, sent: TaskAnalysis, as_actor: AsActor
) -> None:
    confirm(cast.carla, case, present(cast.noor, case, number=1))
    answered = as_actor(cast.daan).get(at("answer_tasks", case, sent.pk), follow=True)
    assert answered.redirect_chain == [(at("tasks", case), 303)]
    assert "Er is een nieuwere versie" in words(answered)


def test_bedrijfsarts_is_asked_while_a_task_has_no_answer_that_holds(
    cast: Cast, case: AbsenceCase, sent: TaskAnalysis, as_actor: AsActor
) -> None:
    def asked() -> list[bool]:
        daan = as_actor(cast.daan)
        return ["Beantwoord de vraag per taak" in words(daan.get(at(name, case))) for name in ("detail", "tasks")]

    answer(cast.daan, sent, FIRST)
    assert asked() == [True, True]
    answer(cast.daan, sent, {3: Advised(Verdict.FIT, ON + timedelta(days=1))}, rounds=1)
    assert asked() == [False, False]
    with time_machine.travel("2026-02-04T10:00:00+01:00", tick=False):
        assert asked() == [True, True]


@pytest.mark.parametrize("earlier", [True, False], ids=["second version", "first version"])
def test_employee_who_gave_it_back_reads_that(
    cast: Cast, case: AbsenceCase, analysis: TaskAnalysis, as_actor: AsActor, earlier: bool
) -> None:
    waiting = analysis
    if earlier:
        confirm(cast.carla, case, analysis)
        waiting = present(cast.noor, case, number=1)
    operations.return_tasks(actor=cast.carla, analysis=waiting, note="Ik maak ook taart", today=ON)
    carla = as_actor(cast.carla)
    for name in ("detail", "tasks"):
        page = words(carla.get(at(name, case)))
        assert "U gaf de tekst terug. Uw Ontzorgmanager past hem aan." in page
        assert "De werknemer gaf" not in page
        assert "Er zijn taken om te lezen" not in page


def test_without_a_bedrijfsarts_the_pages_say_that_nobody_answers(
    cast: Cast, case: AbsenceCase, analysis: TaskAnalysis, as_actor: AsActor
) -> None:
    with acting_as(system(Role.SPLITTER)):
        AbsenceCase.objects.filter(pk=case.pk).update(ohs=None, physician=None)
    carla, place = as_actor(cast.carla), at("confirm_tasks", case, analysis.pk)
    form = {f"task-{task.pk}-can": "yes" for task in tasks_of(cast.carla, analysis)}
    answered = carla.post(place, form, follow=True)
    assert "Bij uw dossier hoort nog geen bedrijfsarts" in words(answered)
    noor = as_actor(cast.noor)
    assert "Leg de stap dan zelf vast" in words(noor.get(at("tasks", case)))
    assert "Bij dit dossier hoort nog geen bedrijfsarts" in words(noor.get(at("detail", case)))
    with acting_as(cast.noor):
        assert not Completion.objects.filter(case=case, key="task_function_analysis").exists()
