"""The conditions under which a rule applies, each a named pure function over the facts.

A condition never looks at today: a file that is still open counts on, so every day lies ahead of it.
"""

from collections.abc import Callable

from cases.timeline.calendar import add_months
from cases.timeline.facts import Facts
from cases.timeline.parameters import (
    APPLICATION_DAY,
    DEFAULT_LONG_TERM_DAY,
    RELAPSE_CONTACT_AFTER_MONTHS,
    RELAPSE_CONTACT_MINIMUM_MONTHS,
)

Predicate = Callable[[Facts], bool]


def always(_facts: Facts) -> bool:
    """Every file."""
    return True


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


def usable_capacity(facts: Facts) -> bool:
    """The bedrijfsarts sees possibilities for work."""
    return not facts.no_usable_capacity


def plan_required(facts: Facts) -> bool:
    """The absence may last and the bedrijfsarts sees possibilities for work."""
    return long_absence(facts) and usable_capacity(facts)


def plan_exists(facts: Facts) -> bool:
    """There is a Plan van aanpak and the bedrijfsarts sees possibilities for work."""
    return facts.first_done("plan_of_action") is not None and usable_capacity(facts)


def evaluation_required(facts: Facts) -> bool:
    """A plan was made, or may still have to be."""
    return facts.first_done("plan_of_action") is not None or usable_capacity(facts)


def vangnet(facts: Facts) -> bool:
    """A Ziektewet safety net applies."""
    return facts.vangnet_applies


def wia_applied(facts: Facts) -> bool:
    """The employee has applied for the WIA."""
    return facts.first_done("wia_application") is not None


def wia_not_late(facts: Facts) -> bool:
    """The WIA application was in time, or can still be."""
    applied_on = facts.first_done("wia_application")
    latest = facts.absence.day(APPLICATION_DAY)
    return applied_on is None or latest is None or applied_on <= latest


def recovery_not_passed_on(facts: Facts) -> bool:
    """The employee has recovered and no report was passed on since the last spell began."""
    last = facts.absence.spells[-1]
    reports = facts.done.get("recovery_report_internal", ())
    return last.recovered_on is not None and not any(report >= last.start for report in reports)


def relapse_contact_due(facts: Facts) -> bool:
    """Recovered after more than three months, and half a year later still employed, insured and not ill again."""
    recovered_on, first = facts.absence.recovered_on, facts.absence.first_sick_day
    if recovered_on is None or add_months(first, RELAPSE_CONTACT_MINIMUM_MONTHS.value_on(first)) >= recovered_on:
        return False
    contact_on = add_months(recovered_on, RELAPSE_CONTACT_AFTER_MONTHS.value_on(first))
    ended = (facts.contract_end, facts.policy_end, facts.next_case_on)
    insured = facts.policy_start is None or facts.policy_start <= contact_on
    return guided_by_insurer(facts) and insured and not any(day is not None and day < contact_on for day in ended)
