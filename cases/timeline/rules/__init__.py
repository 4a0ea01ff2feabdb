"""RULES: one row per step, in order of time; CASE_RULES those of a file, POLICY_RULES those of an insurance policy."""

from cases.timeline.rules.events import EVENTS
from cases.timeline.rules.first_weeks import FIRST_WEEKS
from cases.timeline.rules.first_year import FIRST_YEAR
from cases.timeline.rules.leaving import LEAVING
from cases.timeline.rules.policy import POLICY
from cases.timeline.rules.recovery import RECOVERY
from cases.timeline.rules.rule import (
    ADVISED,
    EVERYBODY,
    STATUTORY,
    Category,
    ClosedBy,
    Party,
    Phase,
    Rule,
    Scope,
    Weight,
    resting_with_employer,
)
from cases.timeline.rules.sanction import SANCTION_STEPS
from cases.timeline.rules.second_year import SECOND_YEAR

__all__ = [
    "ADVISED",
    "CASE_RULES",
    "EVERYBODY",
    "POLICY_RULES",
    "RULES",
    "STATUTORY",
    "Category",
    "ClosedBy",
    "Party",
    "Phase",
    "Rule",
    "Scope",
    "Weight",
    "resting_with_employer",
]

RULES: tuple[Rule, ...] = POLICY + FIRST_WEEKS + EVENTS + FIRST_YEAR + SECOND_YEAR + SANCTION_STEPS + LEAVING + RECOVERY
CASE_RULES = tuple(rule for rule in RULES if rule.scope is Scope.CASE)
POLICY_RULES = tuple(rule for rule in RULES if rule.scope is Scope.POLICY)
