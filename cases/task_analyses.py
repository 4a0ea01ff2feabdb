"""A taak-functieanalyse as somebody reads it: its versions, and each task with what was said of it. Reads only."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import OuterRef, Subquery

from accounts.actor import Actor
from cases.job_tasks.compare import Facts
from cases.job_tasks.hours import Weighed, answer_holds, hours_of
from cases.job_tasks.load import LOADS, say_loads
from cases.job_tasks.words import ABILITIES, FREQUENCIES, VERDICTS, Ability, Frequency, Verdict
from cases.models import AbsenceCase, JobTask, TaskAbility, TaskAdvice, TaskAnalysis
from cases.timeline.dutch import format_date, format_hours

_SAID_KINDS = {Ability.YES: "ok", Ability.ADAPTED: "info", Ability.NOT_YET: "paused"}
_ADVISED_KINDS = {Verdict.FIT: "ok", Verdict.ADAPTED: "info", Verdict.NOT_FIT: "paused"}


@dataclass(frozen=True, slots=True)
class Versions:
    """The versions of a file that somebody reads, the newest first."""

    all: Sequence[TaskAnalysis]

    @property
    def current(self) -> TaskAnalysis | None:
        """The newest one that the employee stands behind."""
        return next((one for one in self.all if one.is_confirmed), None)

    @property
    def pending(self) -> TaskAnalysis | None:
        """A newer one that is not confirmed: it waits for the employee, or was given back."""
        newest = self.all[0] if self.all else None
        return newest if newest and not newest.is_confirmed else None


@dataclass(frozen=True, slots=True)
class Given:
    """One answer of the bedrijfsarts, in words."""

    verdict: Verdict
    label: str
    kind: str
    remark: str
    until: date
    answered_on: date
    by: str
    round: int
    """Which time the bedrijfsarts answered, counted from 1."""


@dataclass(frozen=True, slots=True)
class Line:
    """One task with everything that is said of it, in words."""

    pk: int
    name: str
    share: int
    hours: str
    frequency: str
    essential: bool
    loads: tuple[str, ...]
    adaptable: str
    said: str
    said_kind: str
    with_what: str
    advised: Given | None
    is_over: bool
    """The last day of the answer has passed: until another one the word of the employee counts."""
    earlier: tuple[Given, ...]
    weighed: Weighed

    def advised_at(self, rounds: int) -> Given | None:
        """The answer that stood here after the bedrijfsarts had answered so often; None without one."""
        given = (self.advised, *self.earlier)
        return next((one for one in given if one is not None and one.round <= rounds), None)

    @property
    def facts(self) -> Facts:
        """What a comparison of two versions shows."""
        advised = f"{self.advised.label}, tot en met {format_date(self.advised.until)}" if self.advised else ""
        says = {
            "Deel van de werktijd": f"{self.share}%",
            "Hoe vaak": self.frequency,
            "Kern van de functie": "Ja" if self.essential else "Nee",
            "Wat het vraagt": ", ".join(self.loads),
            "Hoe aan te passen": self.adaptable,
            "Werknemer": " ".join(filter(None, (self.said, f"({self.with_what})" if self.with_what else ""))),
            "Bedrijfsarts": advised,
            "Toelichting van de bedrijfsarts": self.advised.remark if self.advised else "",
        }
        return Facts(self.name, {label: text for label, text in says.items() if text})


def versions_of(actor: Actor, case: AbsenceCase) -> Versions:
    """What this person may know of the analyses of a file: one query."""
    found = TaskAnalysis.objects.visible_to(actor).filter(case=case).select_related("written_by", "seen_by", "case")
    return Versions(list(found.order_by("-number")))


def lines_of(actor: Actor, analysis: TaskAnalysis, today: date) -> list[Line]:
    """The tasks of a version in their order: three queries, however many there are."""
    within = {"task__analysis": analysis}
    said = {one.task_id: one for one in TaskAbility.objects.visible_to(actor).filter(**within)}
    advice: dict[int, list[TaskAdvice]] = defaultdict(list)
    for one in TaskAdvice.objects.visible_to(actor).filter(**within).select_related("answered_by").order_by("-round"):
        advice[one.task_id].append(one)
    tasks = JobTask.objects.visible_to(actor).filter(analysis=analysis).order_by("position")
    return [_line(task, analysis.contract_hours, said.get(task.pk), advice[task.pk], today) for task in tasks]


def last_days_of(actor: Actor, analyses: Sequence[TaskAnalysis]) -> Mapping[int, Sequence[date | None]]:
    """By version the last day of the last answer about each task, None for a task without one: one query."""
    last = TaskAdvice.objects.visible_to(actor).filter(task=OuterRef("pk")).order_by("-round").values("until")[:1]
    tasks = JobTask.objects.visible_to(actor).filter(analysis__in=analyses).annotate(last_day=Subquery(last))
    found: dict[int, list[date | None]] = defaultdict(list)
    for analysis_id, last_day in tasks.values_list("analysis_id", "last_day"):
        found[analysis_id].append(last_day)
    return found


def _line(
    task: JobTask, contract_hours: Decimal, said: TaskAbility | None, advice: Sequence[TaskAdvice], today: date
) -> Line:
    can = Ability(said.can) if said else None
    last = advice[0] if advice else None
    holds = last is not None and answer_holds(last.until, today)
    verdict = Verdict(last.verdict) if last is not None and holds else None
    return Line(
        pk=task.pk,
        name=task.name,
        share=task.share,
        hours=format_hours(hours_of(task.share, contract_hours)),
        frequency=FREQUENCIES[Frequency(task.frequency)],
        essential=task.essential,
        loads=tuple(say_loads({load.key: getattr(task, load.key) for load in LOADS})),
        adaptable=task.adaptable,
        said=ABILITIES[can] if can else "",
        said_kind=_SAID_KINDS[can] if can else "",
        with_what=said.with_what if said else "",
        advised=_given(last) if last else None,
        is_over=last is not None and not holds,
        earlier=tuple(_given(one) for one in advice[1:]),
        weighed=Weighed(task.name, task.share, can, verdict),
    )


def _given(advice: TaskAdvice) -> Given:
    verdict = Verdict(advice.verdict)
    return Given(
        verdict,
        VERDICTS[verdict],
        _ADVISED_KINDS[verdict],
        advice.remark,
        advice.until,
        advice.answered_on,
        advice.answered_by.name,
        advice.round,
    )
