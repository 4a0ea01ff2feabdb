"""What the end of the employment during sickness asks for (ZW art. 38 lid 2 and 39a)."""

from enum import StrEnum

from cases.timeline.dutch import count_weeks
from cases.timeline.facts import Facts
from cases.timeline.parameters import LEAVING_FULL_REPORT_WEEKS, LEAVING_REPORT_WEEKS
from cases.timeline.wages import Ending, WageEnd, wage_end


class ReintegrationReport(StrEnum):
    """Which re-integratieverslag UWV wants."""

    NONE = "none"
    SHORT = "short"
    FULL = "full"


def leaves_sick(facts: Facts, end: WageEnd | None = None) -> bool:
    """Tell whether the employment ends during sickness, before the employer's sick pay does.

    `end` saves computing the end of sick pay once more.
    """
    return facts.contract_end is not None and (end or wage_end(facts)).ending is Ending.CONTRACT


def sick_days_on_leaving(facts: Facts) -> int:
    """Return the counted days of sickness up to and including the last day of the employment; 0 without one."""
    return 0 if facts.contract_end is None else facts.absence.counted_days(facts.contract_end)


def report_on_leaving(facts: Facts) -> ReintegrationReport:
    """Return the report for somebody who leaves sick.

    None below six weeks, short from six up to and including ten weeks, full above; short as well when the
    bedrijfsarts expects recovery within three months.
    """
    first, days = facts.absence.first_sick_day, sick_days_on_leaving(facts)
    if days < 7 * LEAVING_REPORT_WEEKS.value_on(first):
        return ReintegrationReport.NONE
    if days <= 7 * LEAVING_FULL_REPORT_WEEKS.value_on(first) or facts.short_recovery_expected:
        return ReintegrationReport.SHORT
    return ReintegrationReport.FULL


def say_report(facts: Facts) -> str:
    """Say in Dutch which report is needed and why."""
    days = sick_days_on_leaving(facts)
    lasted = f"Op de laatste dag in dienst duurt het verzuim {count_weeks(days)}"
    return f"{lasted}. {_needed(facts)}"


def _needed(facts: Facts) -> str:
    report = report_on_leaving(facts)
    if report is ReintegrationReport.NONE:
        return "Een re-integratieverslag is niet nodig."
    if report is ReintegrationReport.FULL:
        return "Een volledig re-integratieverslag is nodig."
    if facts.short_recovery_expected:
        return "De bedrijfsarts verwacht herstel binnen drie maanden. Een verkort re-integratieverslag is genoeg."
    return "Een verkort re-integratieverslag is genoeg."
