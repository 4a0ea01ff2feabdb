"""What the taak-functieanalyse adds to the matrix: a version in each state, and how each operation is called on it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from accounts.actor import Actor, acting_as
from cases import operations
from cases.models import AbsenceCase, JobTask, TaskAnalysis
from tests.access.drivers import Driver
from tests.access.world import TODAY, File, World, employee_of
from tests.factories.job_tasks import CAN, FIRST, answer, confirm, present, tasks_of


def waiting_tasks(file: File) -> TaskAnalysis:
    """The Ontzorgmanager wrote it; the employee has not confirmed it."""
    case = file.open()
    with acting_as(file.ontzorgmanager):
        number = TaskAnalysis.objects.filter(case=case).count()
    return present(file.ontzorgmanager, case, number=number, on=TODAY)


def sent_tasks(file: File) -> TaskAnalysis:
    """The employee confirmed it, so it is with the bedrijfsarts."""
    made = waiting_tasks(file)
    return confirm(employee_of(file), file.open(), made, on=TODAY)


def answered_tasks(file: File) -> TaskAnalysis:
    """The bedrijfsarts answered about two of the three tasks."""
    return answer(file.bedrijfsarts, sent_tasks(file), FIRST, on=TODAY)


@dataclass(frozen=True)
class Prepared:
    """A version, and its tasks for whoever may not look them up."""

    analysis: TaskAnalysis
    tasks: list[JobTask]


def _with_tasks(make: Callable[[File], TaskAnalysis]) -> Callable[[File], Prepared]:
    def prepare(file: File) -> Prepared:
        made = make(file)
        return Prepared(made, tasks_of(employee_of(file), made))

    return prepare


def _write(actor: Actor, case: AbsenceCase, _: World) -> object:
    return present(actor, case, on=TODAY)


def _confirm(actor: Actor, given: Prepared, _: World) -> object:
    said = {task.pk: one for task, one in zip(given.tasks, CAN, strict=True)}
    about = {"case": given.analysis.case, "analysis": given.analysis}
    return operations.confirm_tasks(actor=actor, said=said, today=TODAY, **about)


def _return(actor: Actor, analysis: TaskAnalysis, _: World) -> object:
    return operations.return_tasks(actor=actor, analysis=analysis, note="Ik doe geen taart", today=TODAY)


def _answer(actor: Actor, given: Prepared, _: World) -> object:
    answers = {given.tasks[1].pk: FIRST[2]}
    about = {"analysis": given.analysis, "expected_rounds": 0}
    return operations.answer_tasks(actor=actor, answers=answers, today=TODAY, **about)


def _read(actor: Actor, analysis: TaskAnalysis, _: World) -> object:
    return operations.read_tasks(actor=actor, analysis=analysis, today=TODAY)


TASKS: Mapping[str, Driver] = {
    "write_tasks": Driver(_write),
    "confirm_tasks": Driver(_confirm, _with_tasks(waiting_tasks)),
    "return_tasks": Driver(_return, waiting_tasks),
    "answer_tasks": Driver(_answer, _with_tasks(sent_tasks)),
    "read_tasks": Driver(_read, sent_tasks),
    "read_waiting_tasks": Driver(_read, waiting_tasks),
}
"""By line of the matrix."""
