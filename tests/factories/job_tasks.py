"""Versions of a taak-functieanalyse, made the way people make them."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from accounts.actor import Actor, acting_as
from cases import operations
from cases.job_tasks.said import Advised, Described, Said
from cases.job_tasks.words import Ability, Frequency, Verdict
from cases.models import AbsenceCase, JobTask, TaskAnalysis

ON = date(2026, 2, 2)
UNTIL = ON + timedelta(days=42)
QUESTION = "Welke taken passen nu, en met welke aanpassing?"
TASKS = (
    Described("Brood bakken", 50, Frequency.DAILY, True, "", {"standing": 3, "lifting": 2}),
    Described("Bestellingen klaarzetten", 30, Frequency.DAILY, True, "Met kleinere kratten", {"walking": 2}),
    Described("Voorraad tellen", 20, Frequency.WEEKLY, False),
)
CAN = (Said(Ability.NOT_YET), Said(Ability.ADAPTED, "Met lichte kratten"), Said(Ability.YES))


def present(
    actor: Actor, case: AbsenceCase, tasks: Sequence[Described] = TASKS, *, number: int = 0, on: date = ON
) -> TaskAnalysis:
    """The Ontzorgmanager lays a version before the employee; `number` is the newest one that he saw."""
    return operations.write_tasks(
        actor=actor, case=case, question=QUESTION, tasks=tasks, expected_number=number, today=on
    )


def tasks_of(actor: Actor, analysis: TaskAnalysis) -> list[JobTask]:
    """The tasks of a version as somebody sees them, in their order."""
    with acting_as(actor):
        found = JobTask.objects.visible_to(actor).filter(analysis=analysis)
        return list(found.order_by("position"))


def confirm(
    actor: Actor, case: AbsenceCase, analysis: TaskAnalysis, said: Sequence[Said] = CAN, on: date = ON
) -> TaskAnalysis:
    """The employee says what can be done and confirms."""
    tasks = tasks_of(actor, analysis)
    answers = {task.pk: one for task, one in zip(tasks, said, strict=True)}
    return operations.confirm_tasks(actor=actor, case=case, analysis=analysis, said=answers, today=on)


def answer(
    actor: Actor, analysis: TaskAnalysis, given: Mapping[int, Advised], *, rounds: int = 0, on: date = ON
) -> TaskAnalysis:
    """The bedrijfsarts answers about the tasks in these places, counted from 1."""
    tasks = {task.position: task.pk for task in tasks_of(actor, analysis)}
    answers = {tasks[place]: one for place, one in given.items()}
    return operations.answer_tasks(actor=actor, analysis=analysis, answers=answers, expected_rounds=rounds, today=on)


FIRST = {1: Advised(Verdict.NOT_FIT, UNTIL), 2: Advised(Verdict.ADAPTED, UNTIL, "Tot 5 kg, zittend")}
