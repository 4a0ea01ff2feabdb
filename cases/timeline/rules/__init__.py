"""RULES: one row per step of the file, in order of time."""

from cases.timeline.rules.first_weeks import FIRST_WEEKS
from cases.timeline.rules.first_year import FIRST_YEAR
from cases.timeline.rules.recovery import RECOVERY
from cases.timeline.rules.rule import EVERYBODY, Category, ClosedBy, Party, Phase, Rule, Scope, Weight
from cases.timeline.rules.second_year import SECOND_YEAR

__all__ = ["EVERYBODY", "RULES", "Category", "ClosedBy", "Party", "Phase", "Rule", "Scope", "Weight"]

RULES: tuple[Rule, ...] = FIRST_WEEKS + FIRST_YEAR + SECOND_YEAR + RECOVERY
