"""The Ontzorgmanager lays the tasks of a job before the employee; whoever may read them opens them."""

from collections.abc import Sequence
from datetime import date

from django.core.exceptions import ValidationError
from django.db.models import Max

from accounts.actor import Actor
from accounts.operation import NotNow, Stale, operation
from accounts.terms import Role, Verb
from cases.events import tasks_presented
from cases.job_tasks.load import BY_KEY, LOADS, MOST, NONE
from cases.job_tasks.said import Described, say_problem
from cases.models import AbsenceCase, JobTask, TaskAnalysis
from cases.models.task_analysis import BEFORE

CASE, ANALYSIS = "cases.absencecase", "cases.taskanalysis"
OLDER = "Er is een nieuwere versie van deze taken. Bekijk die."
CLOSED = "Dit dossier is gesloten. Wat er staat, blijft te lezen."


@operation(Verb.WRITE_TASKS, on="case", resource=CASE, announces=tasks_presented)
def write_tasks(
    *, actor: Actor, case: AbsenceCase, question: str, tasks: Sequence[Described], expected_number: int, today: date
) -> TaskAnalysis:
    """Lay the tasks of the job, and the question to the bedrijfsarts, before the employee; nobody else reads them yet.

    `expected_number` is the newest version that the writer saw, 0 for none. Raises Stale when there is a newer one,
    NotNow for a closed file, ValidationError for no question, and for tasks that are together no whole job.
    """
    if not case.is_open:
        raise NotNow(CLOSED)
    number = TaskAnalysis.objects.filter(case=case).aggregate(last=Max("number"))["last"] or 0
    if number != expected_number:
        raise Stale(f"Er is intussen een nieuwere versie: versie {number}. Bekijk die en verstuur opnieuw.")
    if not question.strip():
        raise ValidationError({"question": "Schrijf op wat u de bedrijfsarts vraagt."})
    if problem := say_problem(tasks):
        raise ValidationError({"tasks": problem})
    made: TaskAnalysis = TaskAnalysis.objects.create(
        case=case,
        employer_id=case.employer_id,
        shown_to=BEFORE,
        number=number + 1,
        contract_hours=case.employee.contract_hours,
        question=question.strip(),
        written_on=today,
        written_by_id=actor.person_id,
    )
    JobTask.objects.bulk_create(_task(made, place, task) for place, task in enumerate(tasks, start=1))
    return made


@operation(Verb.READ_TASKS, on="analysis", resource=ANALYSIS)
def read_tasks(*, actor: Actor, analysis: TaskAnalysis, today: date) -> TaskAnalysis:
    """Open a version; leaves a trace of who looked, and of the bedrijfsarts the day on which he first did."""
    if actor.role is Role.BEDRIJFSARTS and analysis.seen_on is None:
        unseen = TaskAnalysis.objects.filter(pk=analysis.pk, seen_on=None)
        unseen.update(seen_on=today, seen_by=actor.person_id)
        analysis.seen_on, analysis.seen_by_id = today, actor.person_id
    return analysis


def _task(analysis: TaskAnalysis, place: int, task: Described) -> JobTask:
    if odd := {key: level for key, level in task.loads.items() if key not in BY_KEY or not NONE <= level <= MOST}:
        raise ValueError(f"No such load: {odd}")
    return JobTask(
        analysis=analysis,
        case_id=analysis.case_id,
        employer_id=analysis.employer_id,
        shown_to=BEFORE,
        position=place,
        name=task.name.strip(),
        share=task.share,
        frequency=task.frequency.value,
        essential=task.essential,
        adaptable=task.adaptable.strip(),
        **{load.key: task.loads.get(load.key, NONE) for load in LOADS},
    )
