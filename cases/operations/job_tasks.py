"""The taak-functieanalyse: written by the Ontzorgmanager, confirmed by the employee, answered by the bedrijfsarts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.core.exceptions import ValidationError
from django.db.models import Max

from accounts.actor import Actor
from accounts.operation import NotNow, Stale, operation
from accounts.terms import Role, Verb
from cases.computation import deadlines_of
from cases.events import tasks_answered, tasks_confirmed, tasks_presented, tasks_returned
from cases.job_tasks.hours import MOST_TASKS, say_share_problem
from cases.job_tasks.load import BY_KEY, LOADS, MOST, NONE
from cases.job_tasks.words import Ability, Frequency, Verdict
from cases.models import AbsenceCase, JobTask, TaskAbility, TaskAdvice, TaskAnalysis
from cases.models.job_task import AFTER, BEFORE
from cases.operations.steps import complete, touch
from cases.timeline.schedule import State

STEP = "task_function_analysis"
CASE, ANALYSIS = "cases.absencecase", "cases.taskanalysis"
FURTHEST = 364
"""Days that an answer of the bedrijfsarts may hold: a year. Whoever needs longer answers again."""
CLOSED = "Dit dossier is gesloten. Wat er staat, blijft te lezen."
OLDER = "Er is een nieuwere versie van deze taken. Bekijk die."
DECIDED = "U heeft over deze versie al beslist."


@dataclass(frozen=True, slots=True)
class Described:
    """A task as the Ontzorgmanager describes it; `share` in percent, loads of 0 to 3 by key."""

    name: str
    share: int
    frequency: Frequency
    essential: bool
    adaptable: str = ""
    loads: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Said:
    """What the employee says of a task; `with_what` only where it can be done with an adaptation."""

    can: Ability
    with_what: str = ""


@dataclass(frozen=True, slots=True)
class Advised:
    """What the bedrijfsarts answers about a task; `until` is the last day on which it holds."""

    verdict: Verdict
    until: date
    remark: str = ""


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


def say_problem(tasks: Sequence[Described]) -> str:
    """Say in Dutch what is wrong with these tasks together; empty when nothing is. The form asks it as well."""
    if not tasks:
        return "Vul ten minste één taak in."
    if len(tasks) > MOST_TASKS:
        return f"Een functie heeft hier ten hoogste {MOST_TASKS} taken. Voeg taken samen."
    names = [" ".join(task.name.casefold().split()) for task in tasks]
    if len(set(names)) < len(names):
        return "Twee taken hebben dezelfde naam. Geef elke taak een eigen naam."
    return say_share_problem(task.share for task in tasks)


@operation(Verb.CONFIRM_TASKS, on="case", resource=CASE, announces=tasks_confirmed)
def confirm_tasks(
    *, actor: Actor, case: AbsenceCase, analysis: TaskAnalysis, said: Mapping[int, Said], today: date
) -> TaskAnalysis:
    """The employee stands behind the text, having seen the question, and says of each task whether it can be done.

    With this the bedrijfsarts has it, and the step of the file is done. `said` by task number. Raises DoesNotExist for
    a version of another file, NotNow for one that was decided about or is not the newest, or in a closed file, and
    ValidationError for a task without an answer or an adaptation without words.
    """
    found: TaskAnalysis = (
        TaskAnalysis.objects.visible_to(actor).select_for_update(of=("self",)).get(pk=analysis.pk, case=case)
    )
    if not case.is_open:
        raise NotNow(CLOSED)
    _check_waiting(found)
    tasks = list(found.tasks.order_by("position"))
    if wrong := {f"{task.pk}": problem for task in tasks if (problem := say_wrong_ability(said.get(task.pk)))}:
        raise ValidationError(wrong)
    TaskAbility.objects.bulk_create(_ability(task, said[task.pk]) for task in tasks)
    found.case, found.confirmed_on, found.shown_to = case, today, AFTER
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
    if not analysis.case.is_open:
        raise NotNow(CLOSED)
    _check_waiting(analysis)
    if not note.strip():
        raise ValidationError({"note": "Schrijf op wat er anders is aan uw werk."})
    analysis.returned_on, analysis.return_note = today, note.strip()
    analysis.save(update_fields=["returned_on", "return_note"])
    return analysis


@operation(Verb.ANSWER_TASKS, on="analysis", resource=ANALYSIS, announces=tasks_answered)
def answer_tasks(
    *, actor: Actor, analysis: TaskAnalysis, answers: Mapping[int, Advised], expected_rounds: int, today: date
) -> TaskAnalysis:
    """The bedrijfsarts answers about some or all tasks, in terms of work; a later answer puts an earlier one right.

    `answers` by task number. The earlier answer stays to be read. `expected_rounds` is how often there was an answer
    that he saw. Raises Stale when there was another since, NotNow for a version that is not confirmed or a closed file,
    ValidationError for nothing new, a day that has passed or is too far away, and an adaptation without words.
    """
    if not analysis.case.is_open:
        raise NotNow(CLOSED)
    if not analysis.is_confirmed:
        raise NotNow("De werknemer heeft deze taken nog niet bevestigd.")
    if analysis.rounds != expected_rounds:
        raise Stale("Er staat intussen een ander antwoord. Bekijk dat hieronder en verstuur opnieuw.")
    tasks = {task.pk: task for task in analysis.tasks.order_by("position")}
    if odd := set(answers) - set(tasks):
        raise ValueError(f"Tasks {sorted(odd)} are no part of this analysis")
    if wrong := {f"{pk}": [*found.values()] for pk, one in answers.items() if (found := problems_of(one, today))}:
        raise ValidationError(wrong)
    new = {pk: one for pk, one in answers.items() if not _stands(tasks[pk], one)}
    if not new:
        raise ValidationError("Geef bij ten minste één taak een antwoord, of wijzig er een.")
    analysis.rounds, analysis.answered_on = analysis.rounds + 1, today
    TaskAdvice.objects.bulk_create(_advice(tasks[pk], one, analysis.rounds, actor, today) for pk, one in new.items())
    analysis.save(update_fields=["rounds", "answered_on"])
    return analysis


@operation(Verb.READ_TASKS, on="analysis", resource=ANALYSIS)
def read_tasks(*, actor: Actor, analysis: TaskAnalysis, today: date) -> TaskAnalysis:
    """Open a version; leaves a trace of who looked, and of the bedrijfsarts the day on which he first did."""
    if actor.role is Role.BEDRIJFSARTS and analysis.seen_on is None:
        unseen = TaskAnalysis.objects.filter(pk=analysis.pk, seen_on=None)
        unseen.update(seen_on=today, seen_by=actor.person_id)
        analysis.seen_on, analysis.seen_by_id = today, actor.person_id
    return analysis


def problems_of(answer: Advised, today: date) -> dict[str, str]:
    """What is wrong with an answer about a task, a Dutch sentence by field. The form asks it too."""
    found = {}
    if answer.verdict is Verdict.ADAPTED and not answer.remark.strip():
        found["remark"] = "Schrijf op met welke aanpassing, in werktermen."
    if answer.until < today:
        found["until"] = "Kies vandaag of een latere dag."
    if (answer.until - today).days > FURTHEST:
        found["until"] = "Kies een dag binnen een jaar."
    return found


def _check_waiting(analysis: TaskAnalysis) -> None:
    if not analysis.is_waiting:
        raise NotNow(DECIDED)
    if TaskAnalysis.objects.filter(case=analysis.case_id, number__gt=analysis.number).exists():
        raise NotNow(OLDER)


def _waits(case: AbsenceCase) -> bool:
    return any(step.key == STEP and step.state in (State.PENDING, State.PAUSED) for step in deadlines_of(case))


def say_wrong_ability(said: Said | None) -> str:
    """Say in Dutch what is missing in what the employee says of a task; empty when nothing is. The form asks it too."""
    if said is None:
        return "Kies of u deze taak kunt doen."
    if said.can is Ability.ADAPTED and not said.with_what.strip():
        return "Schrijf op met welke aanpassing."
    return ""


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


def _ability(task: JobTask, said: Said) -> TaskAbility:
    words = said.with_what.strip() if said.can is Ability.ADAPTED else ""
    return TaskAbility(
        task=task, case_id=task.case_id, employer_id=task.employer_id, can=said.can.value, with_what=words
    )


def _advice(task: JobTask, answer: Advised, number: int, actor: Actor, today: date) -> TaskAdvice:
    return TaskAdvice(
        task=task,
        case_id=task.case_id,
        employer_id=task.employer_id,
        round=number,
        verdict=answer.verdict.value,
        remark=answer.remark.strip(),
        until=answer.until,
        answered_on=today,
        answered_by_id=actor.person_id,
    )


def _stands(task: JobTask, answer: Advised) -> bool:
    """Whether this very answer is the last one about the task."""
    last = task.advice.order_by("-round").first()
    return last is not None and last.says_same(answer.verdict.value, answer.remark.strip(), answer.until)
