"""The bedrijfsarts answers about the tasks of a job, and puts an answer right later."""

from collections.abc import Mapping
from datetime import date

from django.core.exceptions import ValidationError

from accounts.actor import Actor
from accounts.operation import NotNow, Stale, operation
from accounts.terms import Verb
from cases.events import tasks_answered
from cases.job_tasks.said import Advised, problems_of
from cases.models import JobTask, TaskAdvice, TaskAnalysis
from cases.operations.job_tasks import ANALYSIS, CLOSED, OLDER


@operation(Verb.ANSWER_TASKS, on="analysis", resource=ANALYSIS, announces=tasks_answered)
def answer_tasks(
    *, actor: Actor, analysis: TaskAnalysis, answers: Mapping[int, Advised], expected_rounds: int, today: date
) -> TaskAnalysis:
    """The bedrijfsarts answers about some or all tasks, in terms of work; a later answer puts an earlier one right.

    `answers` by task number. The earlier answer stays to be read. `expected_rounds` is how often there was an answer
    that he saw. Raises Stale when there was another since, NotNow for a version that a later one took the place of, and
    in a closed file; ValidationError for nothing new, a day that has passed or is too far away, and an adaptation
    without words.
    """
    _check_counts(analysis, expected_rounds)
    tasks = {task.pk: task for task in analysis.tasks.prefetch_related("advice").order_by("position")}
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


def say_no_answer(analysis: TaskAnalysis) -> str:
    """Say in Dutch why the bedrijfsarts answers nothing about this version now; empty when an answer is welcome.

    He sees confirmed versions only; the newest of them is the one that counts, in an open file. The pages ask it too.
    """
    if not analysis.case.is_open:
        return CLOSED
    confirmed = TaskAnalysis.objects.filter(case=analysis.case_id, confirmed_on__isnull=False)
    return OLDER if confirmed.filter(number__gt=analysis.number).exists() else ""


def _check_counts(analysis: TaskAnalysis, expected_rounds: int) -> None:
    if problem := say_no_answer(analysis):
        raise NotNow(problem)
    if analysis.rounds != expected_rounds:
        raise Stale("Er staat intussen een ander antwoord. Bekijk wat er nu staat en verstuur opnieuw.")


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
    last = max(task.advice.all(), key=lambda one: one.round, default=None)
    return last is not None and last.says_same(answer.verdict.value, answer.remark.strip(), answer.until)
