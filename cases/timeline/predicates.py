"""The conditions under which a rule applies, each a named pure function over the facts.

A condition never looks at today: a file that is still open counts on, so every day lies ahead of it.
"""

from collections.abc import Callable

from cases.timeline.calendar import add_months
from cases.timeline.facts import Facts
from cases.timeline.leaving import ReintegrationReport, leaves_sick, report_on_leaving
from cases.timeline.parameters import (
    DEFAULT_LONG_TERM_DAY,
    RELAPSE_CONTACT_AFTER_MONTHS,
    RELAPSE_CONTACT_MINIMUM_MONTHS,
    SIXTY_PLUS_AGE,
)
from cases.timeline.wages import application_day, sick_after_pension, waiting_days

Predicate = Callable[[Facts], bool]


def always(_facts: Facts) -> bool:
    """Every file."""
    return True


def never(_facts: Facts) -> bool:
    """No file."""
    return False


def long_absence(facts: Facts) -> bool:
    """Long absence is expected, not yet excluded, or a fact because the employee is still absent on day 14.

    Only a triage that answered "no" before a recovery within fourteen days takes the step away.
    """
    default_day = DEFAULT_LONG_TERM_DAY.value_on(facts.absence.first_sick_day)
    return facts.expected_long_term is not False or facts.absence.day(default_day) is not None


def guided_by_insurer(facts: Facts) -> bool:
    """The insurer provides the Ontzorgmanager."""
    return facts.casemanagement_by_insurer


def guided_long_absence(facts: Facts) -> bool:
    """The insurer provides the Ontzorgmanager, and the absence may last."""
    return guided_by_insurer(facts) and long_absence(facts)


def before_pension(facts: Facts) -> bool:
    """The sickness began before state pension age."""
    return not sick_after_pension(facts)


def plan_required(facts: Facts) -> bool:
    """The absence may last, and the sickness began before state pension age."""
    return long_absence(facts) and before_pension(facts)


def plan_exists(facts: Facts) -> bool:
    """There is a Plan van aanpak, and the sickness began before state pension age."""
    return facts.first_done("plan_of_action") is not None and before_pension(facts)


def no_capacity(facts: Facts) -> bool:
    """The bedrijfsarts sees no usable possibilities for work at present."""
    return facts.no_usable_capacity


def never_planned(facts: Facts) -> bool:
    """The bedrijfsarts sees no usable possibilities for work, and there never was a plan."""
    return facts.no_usable_capacity and facts.first_done("plan_of_action") is None


def stays_employed(facts: Facts) -> bool:
    """The employment does not end during sickness."""
    return not leaves_sick(facts)


def sanctioned(facts: Facts) -> bool:
    """UWV made the employer pay longer."""
    return facts.sanction is not None


def shortening_requested(facts: Facts) -> bool:
    """The employer asked UWV to end the wage sanction sooner."""
    return facts.shortening_requested_on is not None


def leaving_report_needed(facts: Facts) -> bool:
    """The employment ends after at least six weeks of sickness."""
    return leaves_sick(facts) and report_on_leaving(facts) is not ReintegrationReport.NONE


def sixty_plus(facts: Facts) -> bool:
    """At least sixty years old at the end of the waiting period, while the simple assessment exists."""
    end = facts.absence.day(waiting_days(facts))
    row = SIXTY_PLUS_AGE.row_on(end) if end is not None else None
    if end is None or row is None or facts.born_on is None:
        return False
    return add_months(facts.born_on, 12 * row.value) <= end


def vangnet(facts: Facts) -> bool:
    """A Ziektewet safety net applies."""
    return facts.vangnet_applies


def wia_applied(facts: Facts) -> bool:
    """The employee has applied for the WIA."""
    return facts.first_done("wia_application") is not None


def wia_not_late(facts: Facts) -> bool:
    """The WIA application was in time, or can still be."""
    applied_on, latest = facts.first_done("wia_application"), application_day(facts)
    return applied_on is None or latest is None or applied_on <= latest


def recovery_not_passed_on(facts: Facts) -> bool:
    """The employee has recovered and no report was passed on since the last spell began."""
    return _recovery_unreported(facts, "recovery_report_internal")


def recovery_not_reported_to_uwv(facts: Facts) -> bool:
    """A safety net applies, and the last recovery was not reported to UWV."""
    return facts.vangnet_applies and _recovery_unreported(facts, "recovery_report_uwv")


def _recovery_unreported(facts: Facts, key: str) -> bool:
    last = facts.absence.spells[-1]
    return last.recovered_on is not None and not any(report >= last.start for report in facts.done.get(key, ()))


def relapse_contact_due(facts: Facts) -> bool:
    """Recovered after more than three months, and half a year later still employed, insured and not ill again."""
    recovered_on, first = facts.absence.recovered_on, facts.absence.first_sick_day
    if recovered_on is None or add_months(first, RELAPSE_CONTACT_MINIMUM_MONTHS.value_on(first)) >= recovered_on:
        return False
    contact_on = add_months(recovered_on, RELAPSE_CONTACT_AFTER_MONTHS.value_on(first))
    gone = facts.contract_end is not None and facts.contract_end < contact_on
    ill_again = facts.next_case_on is not None and facts.next_case_on <= contact_on
    return guided_by_insurer(facts) and facts.insured_on(contact_on) and not gone and not ill_again
