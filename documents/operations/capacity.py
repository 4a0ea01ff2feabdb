"""What a signed probleemanalyse tells the timeline: no possibilities for work, or others than before."""

from datetime import date, datetime

from accounts.actor import Actor
from cases.models import CaseFact
from cases.operations.facts import close_period, store_fact, take_back
from cases.timeline.recorded import Recorded
from documents.kinds import PROBLEM_ANALYSIS
from documents.models import Document, ProblemAnalysis

UPDATE = "problem_analysis_update"
_POSSIBILITIES = (
    *("suitable_work", "no_usable_capacity", "max_hours_per_day", "resumption_expected_on", "full_recovery"),
    *("end_goal", "expected_long_term"),
)


def follow(*, actor: Actor, document: Document, today: date, at: datetime) -> tuple[str, ...]:
    """Record on the locked file what this analysis says about the possibilities; returns the steps it completes.

    The first one of a file completes the probleemanalyse, a later one that says something else its update.
    """
    found: ProblemAnalysis = document.analysis
    if document.case.is_open:
        _period(actor, document, found, today, at)
    if not document.case.completions.filter(key=PROBLEM_ANALYSIS).exists():
        return document.spec.completes
    return (UPDATE,) if _is_update(actor, document, found, today) else ()


def _period(actor: Actor, document: Document, found: ProblemAnalysis, today: date, at: datetime) -> None:
    """Without possibilities a period begins on the day of the consult, or went on; with them it ends there."""
    case, on = document.case, max(found.consult_on, document.case.first_sick_day)
    periods = list(CaseFact.objects.in_force().filter(case=case, kind="no_usable_capacity").order_by("on"))
    running = next((fact for fact in periods if fact.until is None), None)
    if found.no_usable_capacity and running is None:
        begins = max([on, *(fact.until for fact in periods if fact.until)])
        store_fact(actor=actor, case=case, fact=Recorded("no_usable_capacity", begins), today=today)
    if running is None or found.no_usable_capacity:
        return
    if on > running.on:
        close_period(actor=actor, case=case, fact=running, until=on, today=today, at=at)
    else:  # it never lasted a day
        take_back(actor=actor, case=case, fact=running, at=at)


def _is_update(actor: Actor, document: Document, found: ProblemAnalysis, today: date) -> bool:
    """Whether it answers a change that was announced, or is itself the announcement of one."""
    case = document.case
    changes = CaseFact.objects.in_force().filter(case=case, kind="capacity_changed")
    if changes.count() > case.completions.filter(key=UPDATE).count():
        return True
    if not _differs(document, found):
        return False
    on = max(found.consult_on, case.first_sick_day)
    if case.is_open and not changes.filter(on=on).exists():
        store_fact(actor=actor, case=case, fact=Recorded("capacity_changed", on), today=today)
    return True


def _differs(document: Document, found: ProblemAnalysis) -> bool:
    earlier = Document.objects.analysis_of(document.case_id)
    if earlier is None:
        return False
    before: ProblemAnalysis = earlier.analysis
    return _limits(before) != _limits(found) or any(
        getattr(before, name) != getattr(found, name) for name in _POSSIBILITIES
    )


def _limits(analysis: ProblemAnalysis) -> set[tuple[str, int]]:
    return set(analysis.limitations.values_list("ability", "degree"))
