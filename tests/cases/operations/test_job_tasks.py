"""The taak-functieanalyse: who writes, confirms, answers and reads; held by the database as well."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, ProgrammingError, connection, transaction

from accounts.actor import Actor, acting_as, system
from accounts.models import AuditEvent
from accounts.operation import NotNow, Refused, Stale
from accounts.terms import Role, Verb
from cases import operations
from cases.job_tasks.said import Advised, Described, Said
from cases.job_tasks.words import Ability, Frequency, Verdict
from cases.models import AbsenceCase, Completion, JobTask, Notice, TaskAdvice, TaskAnalysis
from cases.models.task_analysis import BEFORE
from cases.operations.job_tasks import CLOSED, OLDER
from cases.operations.task_decisions import DECIDED
from tests.access.world import delegate_of
from tests.cast import Cast
from tests.factories.cases import assign, day, fresh, report
from tests.factories.job_tasks import (
    CAN,
    FIRST,
    ON,
    QUESTION,
    TASKS,
    UNTIL,
    answer,
    confirm,
    present,
    tasks_of,
)

EVERYBODY = "anna carla noor daan bert ina eva finn gijs hans loes".split()
TABLES = ("cases_taskanalysis", "cases_jobtask", "cases_taskability", "cases_taskadvice")
WHOLE = Described("Alles", 100, Frequency.DAILY, True)


@pytest.fixture
def case(cast: Cast) -> AbsenceCase:
    return assign(cast, report(cast.anna, cast.carla_file), on=day(8))


@pytest.fixture
def analysis(cast: Cast, case: AbsenceCase) -> TaskAnalysis:
    return present(cast.noor, case)


@pytest.fixture
def sent(cast: Cast, case: AbsenceCase, analysis: TaskAnalysis) -> TaskAnalysis:
    return confirm(cast.carla, case, analysis)


def counts(actor: Actor) -> tuple[int, ...]:
    """How many rows of each table the database itself lets somebody read, without a filter."""
    with acting_as(actor), connection.cursor() as cursor:
        found = []
        for table in TABLES:
            cursor.execute(f"SELECT count(*) FROM {table}")  # names of our own
            found.append(cursor.fetchone()[0])
        return tuple(found)


def readers(cast: Cast) -> dict[str, tuple[int, ...]]:
    found = {name: counts(getattr(cast, name)) for name in EVERYBODY}
    return {name: rows for name, rows in found.items() if any(rows)}


def told(actor: Actor) -> list[tuple[str, int]]:
    with acting_as(actor):
        found = Notice.objects.visible_to(actor).filter(kind__startswith="tasks_").order_by("pk")
        return list(found.values_list("kind", "occurrence"))


def statement(actor: Actor, sql: str, *values: Any) -> int:
    with acting_as(actor), connection.cursor() as cursor:
        cursor.execute(sql, values)
        return int(cursor.rowcount)


def refused_by_database(actor: Actor, sql: str, *values: Any) -> bool:
    """Whether the database refuses it, or finds no row to do it to."""
    try:
        with transaction.atomic():
            return statement(actor, sql, *values) == 0
    except ProgrammingError:
        return True


def test_until_the_employee_confirms_only_two_read_it(cast: Cast, analysis: TaskAnalysis) -> None:
    assert readers(cast) == {"carla": (1, 3, 0, 0), "noor": (1, 3, 0, 0)}
    assert analysis.is_waiting
    assert told(cast.carla) == [("tasks_presented", 1)]
    assert told(cast.daan) == []


def test_confirmed_it_is_with_the_bedrijfsarts_and_the_step_is_done(
    cast: Cast, case: AbsenceCase, sent: TaskAnalysis
) -> None:
    assert readers(cast) == dict.fromkeys(("anna", "carla", "noor", "daan"), (1, 3, 3, 0))
    assert counts(delegate_of(cast.daan_profile)) == (1, 3, 3, 0)
    assert told(cast.daan) == [("tasks_confirmed", 1)]
    assert told(cast.noor) == [("tasks_confirmed", 1)]
    with acting_as(cast.noor):
        done = Completion.objects.get(case=case, key="task_function_analysis")
    assert (done.done_on, done.recorded_as) == (ON, "employee")


def test_words_of_the_employee_are_kept_per_task(cast: Cast, sent: TaskAnalysis) -> None:
    with acting_as(cast.daan):
        said = [(task.name, task.ability.can, task.ability.with_what) for task in tasks_of(cast.daan, sent)]
    assert said == [
        ("Brood bakken", "not_yet", ""),
        ("Bestellingen klaarzetten", "adapted", "Met lichte kratten"),
        ("Voorraad tellen", "yes", ""),
    ]


def test_adaptation_of_a_task_that_just_can_be_done_is_asked_about(
    cast: Cast, case: AbsenceCase, analysis: TaskAnalysis
) -> None:
    with pytest.raises(ValidationError, match="of haal de aanpassing weg"):
        confirm(cast.carla, case, analysis, (Said(Ability.YES, "Zittend"), CAN[1], CAN[2]))


def test_every_task_needs_an_answer_of_the_employee(cast: Cast, case: AbsenceCase, analysis: TaskAnalysis) -> None:
    first, second, third = tasks_of(cast.carla, analysis)
    said = {first.pk: Said(Ability.YES), second.pk: Said(Ability.ADAPTED, "  ")}
    with pytest.raises(ValidationError) as caught:
        operations.confirm_tasks(actor=cast.carla, case=case, analysis=analysis, said=said, today=ON)
    assert caught.value.message_dict == {
        f"{second.pk}": ["Schrijf op met welke aanpassing."],
        f"{third.pk}": ["Kies of u deze taak kunt doen."],
    }
    assert counts(cast.carla) == (1, 3, 0, 0)


def test_employee_gives_it_back_with_a_note(cast: Cast, case: AbsenceCase, analysis: TaskAnalysis) -> None:
    with pytest.raises(ValidationError, match="wat er anders is"):
        operations.return_tasks(actor=cast.carla, analysis=analysis, note="  ", today=ON)
    operations.return_tasks(actor=cast.carla, analysis=analysis, note="Ik bak geen taart", today=ON)
    assert told(cast.noor) == [("tasks_returned", 1)]
    assert readers(cast) == {"carla": (1, 3, 0, 0), "noor": (1, 3, 0, 0)}
    with pytest.raises(NotNow, match=DECIDED):
        confirm(cast.carla, case, analysis)
    newer = present(cast.noor, case, number=1)
    assert (newer.number, newer.is_waiting) == (2, True)


def test_only_the_newest_version_is_decided_about(cast: Cast, case: AbsenceCase, analysis: TaskAnalysis) -> None:
    present(cast.noor, case, number=1)
    with pytest.raises(NotNow, match=OLDER):
        confirm(cast.carla, case, analysis)
    with pytest.raises(NotNow, match=OLDER):
        operations.return_tasks(actor=cast.carla, analysis=analysis, note="Anders", today=ON)


def test_earlier_version_stays_to_be_read_by_who_read_it(cast: Cast, case: AbsenceCase, sent: TaskAnalysis) -> None:
    present(cast.noor, case, number=1)
    assert readers(cast)["daan"] == (1, 3, 3, 0)
    assert readers(cast)["carla"] == (2, 6, 3, 0)


@pytest.mark.parametrize(
    ("tasks", "said"),
    [
        ((), "ten minste één taak"),
        (TASKS[:2], "Maak er 100% van: 20% meer"),
        ((TASKS[0], Described(" brood  BAKKEN", 50, Frequency.DAILY, True)), "dezelfde naam"),
        (tuple(Described(f"{n}", 1, Frequency.DAILY, True) for n in range(16)), "ten hoogste 15 taken"),
    ],
)
def test_tasks_that_are_no_whole_job_are_refused(
    cast: Cast, case: AbsenceCase, tasks: tuple[Described, ...], said: str
) -> None:
    with pytest.raises(ValidationError, match=said):
        present(cast.noor, case, tasks)


def test_question_is_needed_and_an_unknown_load_is_a_mistake(cast: Cast, case: AbsenceCase) -> None:
    given = {"actor": cast.noor, "case": case, "expected_number": 0, "today": ON}
    with pytest.raises(ValidationError, match="wat u de bedrijfsarts vraagt"):
        operations.write_tasks(question=" ", tasks=(WHOLE,), **given)
    odd = Described("Alles", 100, Frequency.DAILY, True, "", {"flying": 1})
    with pytest.raises(ValueError, match="flying"):
        operations.write_tasks(question=QUESTION, tasks=(odd,), **given)


def test_second_writer_is_told_that_there_is_a_newer_one(cast: Cast, case: AbsenceCase, sent: TaskAnalysis) -> None:
    with pytest.raises(Stale, match="versie 1"):
        present(cast.noor, case, number=0)


def test_bedrijfsarts_answers_in_part_and_then_puts_one_right(cast: Cast, sent: TaskAnalysis) -> None:
    answer(cast.daan, sent, FIRST)
    again = FIRST | {1: Advised(Verdict.ADAPTED, UNTIL, "Twee uur per dag"), 3: Advised(Verdict.FIT, UNTIL)}
    made = answer(cast.daan, sent, again, rounds=1, on=ON + timedelta(days=1))
    assert (made.rounds, made.answered_on) == (2, ON + timedelta(days=1))
    with acting_as(cast.anna):
        kept = TaskAdvice.objects.order_by("task__position", "round").values_list("task__position", "round", "verdict")
        # What stood there already is not said again; what was put right stays beside what took its place.
        assert list(kept) == [(1, 1, "not_fit"), (1, 2, "adapted"), (2, 1, "adapted"), (3, 2, "fit")]
    news = [("tasks_answered", 1), ("tasks_answered", 2)]
    assert told(cast.anna) == news
    assert told(cast.carla) == [("tasks_presented", 1), *news]
    assert told(cast.noor) == [("tasks_confirmed", 1), *news]


def test_version_that_a_later_one_took_the_place_of_is_settled(
    cast: Cast, case: AbsenceCase, sent: TaskAnalysis
) -> None:
    answer(cast.daan, sent, FIRST)
    waiting = present(cast.noor, case, number=1)
    third = {3: Advised(Verdict.FIT, UNTIL)}
    answer(cast.daan, sent, third, rounds=1)  # the next one waits for the employee, so this one still counts
    confirm(cast.carla, case, waiting)
    with pytest.raises(NotNow, match=OLDER):
        answer(cast.daan, sent, {1: Advised(Verdict.FIT, UNTIL)}, rounds=2)


def test_unconfirmed_version_takes_no_answer(cast: Cast, analysis: TaskAnalysis) -> None:
    tasks = {task.pk: FIRST[1] for task in tasks_of(cast.carla, analysis)}
    with pytest.raises(TaskAnalysis.DoesNotExist):
        operations.answer_tasks(actor=cast.daan, analysis=analysis, answers=tasks, expected_rounds=0, today=ON)


def test_answer_from_an_old_page_is_refused(cast: Cast, sent: TaskAnalysis) -> None:
    answer(cast.daan, sent, FIRST)
    with pytest.raises(Stale):
        answer(cast.daan, sent, {3: Advised(Verdict.FIT, UNTIL)}, rounds=0)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({}, "ten minste één taak"),
        ({1: Advised(Verdict.ADAPTED, UNTIL, " ")}, "met welke aanpassing"),
        ({1: Advised(Verdict.FIT, ON - timedelta(days=1))}, "vandaag of een latere dag"),
        ({1: Advised(Verdict.FIT, ON + timedelta(days=365))}, "binnen een jaar"),
    ],
)
def test_answer_that_is_none_is_refused(cast: Cast, sent: TaskAnalysis, given: dict[int, Advised], said: str) -> None:
    with pytest.raises(ValidationError, match=said):
        answer(cast.daan, sent, given)


def test_first_and_last_day_of_an_answer_are_allowed(cast: Cast, sent: TaskAnalysis) -> None:
    edges = {1: Advised(Verdict.FIT, ON), 2: Advised(Verdict.FIT, ON + timedelta(days=364))}
    assert answer(cast.daan, sent, edges).rounds == 1
    with pytest.raises(ValidationError, match="ten minste één taak"):
        answer(cast.daan, sent, edges, rounds=1)  # the same again is nothing new


def test_task_of_another_analysis_is_no_part_of_it(cast: Cast, case: AbsenceCase, sent: TaskAnalysis) -> None:
    other = confirm(cast.carla, case, present(cast.noor, case, number=1))
    (task, *_) = tasks_of(cast.daan, sent)
    with pytest.raises(ValueError, match="no part"):
        operations.answer_tasks(
            actor=cast.daan, analysis=other, answers={task.pk: FIRST[1]}, expected_rounds=0, today=ON
        )


def test_bedrijfsarts_who_opens_it_leaves_a_receipt_once(cast: Cast, sent: TaskAnalysis) -> None:
    for who in (cast.anna, cast.noor, cast.carla, delegate_of(cast.daan_profile)):
        operations.read_tasks(actor=who, analysis=sent, today=ON)
    with acting_as(cast.noor):
        assert TaskAnalysis.objects.get(pk=sent.pk).seen_on is None
    for later in (3, 5):
        operations.read_tasks(actor=cast.daan, analysis=sent, today=ON + timedelta(days=later))
    with acting_as(cast.noor):
        seen = TaskAnalysis.objects.get(pk=sent.pk)
        assert (seen.seen_on, seen.seen_by_id) == (ON + timedelta(days=3), cast.daan.user_id)


def test_closed_file_takes_nothing_more(cast: Cast, case: AbsenceCase, sent: TaskAnalysis) -> None:
    waiting = present(cast.noor, case, number=1)
    operations.report_recovery(
        actor=cast.anna,
        case=case,
        recovered_on=ON + timedelta(days=1),
        expected_version=fresh(cast.anna, case).version,
        today=ON + timedelta(days=1),
    )
    later = ON + timedelta(days=60)
    with acting_as(system(Role.SCHEDULER)) as scheduler:
        operations.close_due(actor=scheduler, today=later)
    with pytest.raises(NotNow, match=CLOSED):
        present(cast.noor, case, number=2, on=later)
    with pytest.raises(NotNow, match=CLOSED):
        confirm(cast.carla, case, waiting, on=later)
    with pytest.raises(NotNow, match=CLOSED):
        operations.return_tasks(actor=cast.carla, analysis=waiting, note="Anders", today=later)
    with pytest.raises(NotNow, match=CLOSED):
        answer(cast.daan, sent, {3: Advised(Verdict.FIT, later)}, on=later)


def test_nobody_answers_or_confirms_for_another(cast: Cast, case: AbsenceCase, sent: TaskAnalysis) -> None:
    waiting = present(cast.noor, case, number=1)
    for who in (cast.anna, cast.noor, cast.carla, delegate_of(cast.daan_profile)):
        with pytest.raises(Refused):
            operations.answer_tasks(actor=who, analysis=sent, answers={}, expected_rounds=0, today=ON)
    for who in (cast.anna, cast.noor, cast.daan):
        with pytest.raises(Refused):
            operations.confirm_tasks(actor=who, case=case, analysis=waiting, said={}, today=ON)


def test_database_keeps_every_word_and_every_turn(cast: Cast, case: AbsenceCase, sent: TaskAnalysis) -> None:
    answer(cast.daan, sent, FIRST)
    waiting = present(cast.noor, case, number=1)
    for who, sql in (
        (cast.noor, "UPDATE cases_jobtask SET name = 'Anders'"),
        (cast.noor, "UPDATE cases_taskanalysis SET confirmed_on = written_on"),
        (cast.noor, "DELETE FROM cases_taskanalysis"),
        (cast.carla, "UPDATE cases_jobtask SET share = 99"),
        (cast.carla, "UPDATE cases_taskanalysis SET confirmed_on = NULL WHERE confirmed_on IS NOT NULL"),
        (cast.carla, "UPDATE cases_taskanalysis SET question = 'Een andere vraag'"),
        (cast.carla, "UPDATE cases_taskanalysis SET rounds = 9, answered_on = confirmed_on"),
        (cast.carla, "UPDATE cases_taskability SET can = 'yes'"),
        (cast.carla, "DELETE FROM cases_taskability"),
        (cast.carla, f"UPDATE cases_jobtask SET shown_to = '{{employee}}' WHERE analysis_id = {waiting.pk}"),
        (cast.daan, "UPDATE cases_taskadvice SET verdict = 'fit'"),
        (cast.daan, "DELETE FROM cases_taskadvice"),
        (cast.daan, "UPDATE cases_taskanalysis SET rounds = 0, answered_on = NULL"),
        (cast.daan, "UPDATE cases_taskanalysis SET shown_to = '{employee,ontzorgmanager}', confirmed_on = NULL"),
        (cast.anna, "UPDATE cases_taskanalysis SET rounds = 9"),
    ):
        assert refused_by_database(who, sql), sql


ABILITY = (
    "INSERT INTO cases_taskability (case_id, employer_id, task_id, can, with_what) "
    "SELECT case_id, employer_id, id, 'yes', '' FROM cases_jobtask WHERE id = %s"
)
ADVICE = (
    "INSERT INTO cases_taskadvice (case_id, employer_id, task_id, round, verdict, remark, until, answered_on, "
    "answered_by_id) SELECT case_id, employer_id, id, 9, 'fit', '', '2026-03-01', '2026-02-02', %s "
    "FROM cases_jobtask WHERE id = %s"
)


def test_database_knows_whose_turn_it_is(cast: Cast, case: AbsenceCase, sent: TaskAnalysis) -> None:
    confirmed = tasks_of(cast.daan, sent)[2].pk
    waiting = tasks_of(cast.carla, present(cast.noor, case, number=1))[0].pk
    assert refused_by_database(cast.noor, ABILITY, waiting)
    assert refused_by_database(cast.carla, ABILITY, confirmed)
    assert refused_by_database(cast.carla, ADVICE, cast.carla.user_id, confirmed)
    assert refused_by_database(cast.daan, ADVICE, cast.noor.user_id, confirmed)  # in the name of another
    assert refused_by_database(cast.daan, ADVICE, cast.daan.user_id, waiting)  # does not see it
    with transaction.atomic():
        assert statement(cast.daan, ADVICE, cast.daan.user_id, confirmed) == 1
        transaction.set_rollback(True)


@pytest.mark.parametrize(
    "changed",
    [
        {"share": 0},
        {"share": 101},
        {"lifting": 4},
        {"frequency": "never"},
        {"name": ""},
        {"position": 1},
    ],
    ids=str,
)
def test_database_refuses_a_task_off_the_scale(cast: Cast, analysis: TaskAnalysis, changed: dict[str, Any]) -> None:
    values = {"position": 9, "name": "Vegen", "share": 10, "frequency": "daily", "shown_to": BEFORE} | changed
    with pytest.raises(IntegrityError), acting_as(cast.noor), transaction.atomic():
        task = JobTask(analysis=analysis, case_id=analysis.case_id, employer_id=analysis.employer_id, essential=True)
        for name, value in values.items():
            setattr(task, name, value)
        task.save()


def test_trail_of_a_waiting_version_is_not_for_the_bedrijfsarts(
    cast: Cast, case: AbsenceCase, analysis: TaskAnalysis
) -> None:
    def trail() -> int:
        with acting_as(cast.daan):
            found = AuditEvent.objects.visible_to(cast.daan).filter(action=Verb.WRITE_TASKS.value)
            return int(found.count())

    assert trail() == 0
    confirm(cast.carla, case, analysis)
    assert trail() == 1


def test_day_of_confirmation_is_that_of_the_version(cast: Cast, case: AbsenceCase) -> None:
    later = date(2026, 2, 20)
    made = confirm(cast.carla, case, present(cast.noor, case), on=later)
    assert made.confirmed_on == later
