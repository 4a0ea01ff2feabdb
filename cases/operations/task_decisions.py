"""The employee decides about the text: confirms it with what he can do of each task, or gives it back."""

from collections.abc import Mapping
from datetime import date

from django.core.exceptions import ValidationError

from accounts.actor import Actor
from accounts.operation import NotNow, operation
from accounts.terms import Verb
from cases.computation import deadlines_of
from cases.events import tasks_confirmed, tasks_returned
from cases.job_tasks.said import Said, say_wrong_ability
from cases.models import AbsenceCase, JobTask, TaskAbility, TaskAnalysis
from cases.models.task_analysis import AFTER
from cases.operations.job_tasks import ANALYSIS, CASE, CLOSED, OLDER
from cases.operations.steps import complete, touch
from cases.timeline.schedule import State

STEP = "task_function_analysis"
DECIDED = "U heeft over deze versie al beslist."


@operation(Verb.CONFIRM_TASKS, on="case", resource=CASE, announces=tasks_confirmed)
def confirm_tasks(
    *, actor: Actor, case: AbsenceCase, analysis: TaskAnalysis, said: Mapping[int, Said], today: date
) -> TaskAnalysis:
    """The employee stands behind the text, having seen the question, and says of each task whether it can be done.

    With this the bedrijfsarts has it, and the step of the file is done. Without a bedrijfsarts in the file nobody has
    received it: the step stays open until the Ontzorgmanager records it by hand. `said` by task number. Raises
    DoesNotExist for a version of another file, NotNow for one that was decided about or is not the newest, or in a
    closed file, and ValidationError for a task without an answer or an adaptation without words, or words without one.
    """
    found: TaskAnalysis = (
        TaskAnalysis.objects.visible_to(actor).select_for_update(of=("self",)).get(pk=analysis.pk, case=case)
    )
    found.case = case
    _check_waiting(found)
    tasks = list(found.tasks.order_by("position"))
    if wrong := {f"{task.pk}": problem for task in tasks if (problem := say_wrong_ability(said.get(task.pk)))}:
        raise ValidationError(wrong)
    TaskAbility.objects.bulk_create(_ability(task, said[task.pk]) for task in tasks)
    found.confirmed_on, found.shown_to = today, AFTER
    found.save(update_fields=["confirmed_on", "shown_to"])
    JobTask.objects.filter(analysis=found).update(shown_to=AFTER)
    if case.physician_id is not None and _waits(case):
        complete(case=case, key=STEP, done_on=today, by=actor)
        touch(case)
    return found


@operation(Verb.RETURN_TASKS, on="analysis", resource=ANALYSIS, announces=tasks_returned)
def return_tasks(*, actor: Actor, analysis: TaskAnalysis, note: str, today: date) -> TaskAnalysis:
    """The employee gives the text back with what is different; the Ontzorgmanager then writes another version.

    Raises NotNow for a version that was decided about or is not the newest, or in a closed file, and ValidationError
    for no note.
    """
    _check_waiting(analysis)
    if not note.strip():
        raise ValidationError({"note": "Schrijf op wat er anders is aan uw werk."})
    analysis.returned_on, analysis.return_note = today, note.strip()
    analysis.save(update_fields=["returned_on", "return_note"])
    return analysis


def say_no_decision(analysis: TaskAnalysis) -> str:
    """Say in Dutch why the employee decides nothing about this version now; empty when the decision is open.

    Only the newest version waits, in an open file. The pages ask it too, so that none offers what is refused.
    """
    if not analysis.case.is_open:
        return CLOSED
    if not analysis.is_waiting:
        return DECIDED
    newer = TaskAnalysis.objects.filter(case=analysis.case_id, number__gt=analysis.number)
    return OLDER if newer.exists() else ""


def _check_waiting(analysis: TaskAnalysis) -> None:
    if problem := say_no_decision(analysis):
        raise NotNow(problem)


def _waits(case: AbsenceCase) -> bool:
    return any(step.key == STEP and step.state in (State.PENDING, State.PAUSED) for step in deadlines_of(case))


def _ability(task: JobTask, said: Said) -> TaskAbility:
    return TaskAbility(
        task=task,
        case_id=task.case_id,
        employer_id=task.employer_id,
        can=said.can.value,
        with_what=said.with_what.strip(),
    )
