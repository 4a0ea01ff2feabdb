"""Files of every kind, each with fixed facts: what the golden files are computed from."""

from dataclasses import replace
from datetime import date

from cases.timeline.absence import Leave, Spell, chain
from cases.timeline.facts import Facts, HoursWorked, Period, VoluntaryExtension, WageSanction

MATERNITY = Leave(date(2025, 3, 17), date(2025, 7, 6))
POLICY_START = date(2024, 2, 29)
POLICY_DONE = {"welcome_call": (date(2024, 3, 18),), "prevention_check": (date(2025, 2, 10), date(2026, 3, 2))}
DONE = {
    "sick_report": (date(2026, 1, 5),),
    "arbo_report": (date(2026, 1, 6),),
    "long_absence_triage": (date(2026, 1, 12),),
    "assign_ontzorgmanager": (date(2026, 1, 14),),
    "problem_analysis": (date(2026, 1, 28),),
    "plan_of_action": (date(2026, 2, 13),),
    "casemanager_designated": (date(2026, 2, 13),),
    "periodic_evaluation": (date(2026, 3, 25), date(2026, 5, 8)),
}
ORDINARY = Facts(chain([Spell(date(2026, 1, 5))])[0])
HALFWAY = replace(ORDINARY, done=DONE, expected_long_term=True)
APPLIED = {**DONE, "first_year_evaluation": (date(2026, 12, 7),), "wia_application": (date(2027, 10, 11),)}
SANCTION = WageSanction(date(2027, 11, 15), date(2028, 12, 31), "substantive")
NO_CAPACITY = Period(date(2026, 3, 2))

COURSES = {
    "ordinary": ORDINARY,
    "halfway": HALFWAY,
    "composite": Facts(chain([Spell(date(2022, 1, 3), date(2022, 7, 4)), Spell(date(2022, 7, 25))])[0]),
    "maternity": Facts(
        chain([Spell(date(2025, 1, 6), date(2025, 3, 3)), Spell(date(2025, 7, 14))], [MATERNITY])[0],
        vangnet_applies=True,
    ),
    "kings_day": Facts(chain([Spell(date(2025, 7, 7))])[0]),
    "leap_year": Facts(chain([Spell(date(2024, 2, 29))])[0]),
    "year_end": Facts(chain([Spell(date(2024, 12, 31))])[0]),
    "recovered": Facts(chain([Spell(date(2026, 1, 5), date(2026, 5, 11))])[0], DONE),
    "closed": Facts(chain([Spell(date(2026, 1, 5), date(2026, 5, 11))])[0], DONE, closed_on=date(2026, 6, 8)),
    "short": Facts(chain([Spell(date(2026, 1, 5), date(2026, 1, 15))])[0], expected_long_term=False),
    "own_casemanagement": replace(ORDINARY, casemanagement_by_insurer=False),
    "frequent": replace(ORDINARY, report_days=(date(2025, 3, 3), date(2025, 9, 1), date(2026, 1, 5))),
}
REGIMES = {
    "pensioner": replace(ORDINARY, pension_on=date(2025, 6, 1)),
    "pensioner_before_2023": Facts(chain([Spell(date(2023, 5, 1))])[0], pension_on=date(2023, 1, 1)),
    "pension_while_sick": replace(HALFWAY, pension_on=date(2026, 9, 1)),
    "pension_after_two_years": replace(HALFWAY, pension_on=date(2027, 12, 20)),
    "leaving_within_6_weeks": replace(ORDINARY, contract_end=date(2026, 2, 14)),
    "leaving_after_8_weeks": replace(ORDINARY, contract_end=date(2026, 3, 1)),
    "leaving_after_21_weeks": replace(HALFWAY, contract_end=date(2026, 5, 31)),
    "leaving_almost_recovered": replace(HALFWAY, contract_end=date(2026, 5, 31), short_recovery_expected=True),
    "sanction": replace(ORDINARY, done=APPLIED, sanction=SANCTION),
    "sanction_shortened": replace(
        ORDINARY,
        done=APPLIED,
        sanction=replace(SANCTION, shortening_requested_on=date(2028, 3, 6), repaired_on=date(2028, 3, 20)),
    ),
    "late_application": replace(ORDINARY, done=APPLIED | {"wia_application": (date(2027, 11, 1),)}),
    "extension": replace(HALFWAY, extension=VoluntaryExtension(date(2027, 9, 6), date(2028, 7, 2))),
    "early_iva": replace(HALFWAY, iva_granted_on=date(2026, 11, 2), iva_settled_on=date(2026, 10, 26)),
    "without_capacity": replace(HALFWAY, without_capacity=(NO_CAPACITY,)),
    "capacity_again": replace(HALFWAY, without_capacity=(replace(NO_CAPACITY, until=date(2027, 2, 1)),)),
    "plan_after_capacity": replace(
        ORDINARY,
        done={"problem_analysis": (date(2026, 2, 10),)},
        without_capacity=(Period(date(2026, 2, 10), date(2026, 6, 1)),),
    ),
    "capacity_changed": replace(HALFWAY, capacity_changed_on=(date(2026, 6, 1), date(2026, 8, 3))),
    "hours": replace(
        HALFWAY,
        hours=(
            HoursWorked(date(2026, 4, 6), date(2026, 4, 7)),
            HoursWorked(date(2026, 5, 4)),
            HoursWorked(date(2026, 6, 1), date(2026, 6, 5)),
        ),
    ),
    "vangnet": replace(ORDINARY, vangnet_applies=True),
    "expert_opinion": replace(HALFWAY, opinion_requested_on=(date(2026, 6, 1),)),
    "composite_late_and_leaving": replace(
        Facts(chain([Spell(date(2022, 1, 3), date(2022, 7, 4)), Spell(date(2022, 7, 25))])[0]),
        done={"wia_application": (date(2023, 11, 20),)},
        contract_end=date(2024, 2, 1),
    ),
}
SCENARIOS = COURSES | REGIMES
