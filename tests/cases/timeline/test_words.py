"""Every term of the rules in Dutch, with every number in it."""

import re
from datetime import date
from typing import Any

import pytest

from cases.timeline.absence import Absence, Spell
from cases.timeline.changes import newest_rows
from cases.timeline.facts import Facts, VoluntaryExtension, WageSanction
from cases.timeline.moment import Moment
from cases.timeline.numbers import numbers_in
from cases.timeline.rules import RULES, Rule
from cases.timeline.words import ask, say, term_in_file

BY_KEY = {rule.key: rule for rule in newest_rows(RULES)}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: f"{rule.key}-{rule.version}")
@pytest.mark.parametrize("side", ["opens", "due"])
def test_every_term_says_every_number(rule: Rule, side: str) -> None:
    term = getattr(rule, side)
    said = re.findall(r"\d+", say(term))
    assert "_" not in say(term)
    for number in numbers_in(term):
        assert ask(number)[0].isupper()
        assert "_" not in ask(number)
        # "the day itself" has no number to say
        assert number.value == 0 or str(number.value) in said, (rule.key, number)


@pytest.mark.parametrize(
    ("key", "side", "words"),
    [
        ("problem_analysis", "due", "dag 42"),
        ("uwv_week_42_report", "due", "dag 295, of de eerste werkdag daarna"),
        (
            "plan_of_action",
            "due",
            "14 ziektedagen na Probleemanalyse; is die stap niet gedaan, dan dag 56; nooit eerder dan "
            "14 ziektedagen na de dag waarop de bedrijfsarts weer mogelijkheden voor werk ziet",
        ),
        (
            "second_track_start",
            "due",
            "42 ziektedagen na Eerstejaarsevaluatie of dag 406 (de vroegste telt); nooit eerder dan "
            "56 ziektedagen na de dag waarop de bedrijfsarts weer mogelijkheden voor werk ziet",
        ),
        (
            "final_evaluation",
            "due",
            "dag 637 (later bij een vrijwillige verlenging) of de laatste dag in dienst, bij ziek uit dienst na meer "
            "dan 10 weken (de vroegste telt)",
        ),
        ("riv_upload", "due", "1 kalenderdag na WIA-aanvraag"),
        ("relapse_prevention_contact", "due", "6 maanden en 14 dagen na de eerste dag beter"),
        ("vangnet_report_uwv", "due", "dag 42; begint het verzuim direct na zwangerschapsverlof, dan dag 4"),
        (
            "sick_leaving_employment_report",
            "opens",
            "28 kalenderdagen vóór de laatste dag in dienst of dag 1 (de laatste telt)",
        ),
    ],
)
def test_term_in_words(key: str, side: str, words: str) -> None:
    assert say(getattr(BY_KEY[key], side)) == words


def test_a_number_asks_for_what_it_counts() -> None:
    assert [ask(number) for number in numbers_in(BY_KEY["plan_of_action"].due)] == [
        "Aantal ziektedagen na Probleemanalyse",
        "Dag",
        "Aantal ziektedagen na de dag waarop de bedrijfsarts weer mogelijkheden voor werk ziet",
    ]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ({}, "Einde wachttijd en loondoorbetaling (104 weken)"),
        ({"extension": VoluntaryExtension(date(2027, 9, 6), date(2028, 7, 2))}, "(130 weken)"),
        ({"sanction": WageSanction(date(2027, 12, 1), date(2028, 3, 31), "substantive")}, "(116 weken en 5 dagen)"),
        ({"done": {"wia_application": (date(2027, 10, 20),)}}, "(104 weken en 3 dagen)"),
        ({"pension_on": date(2026, 9, 1)}, "Einde loondoorbetaling (AOW-leeftijd)"),
        ({"contract_end": date(2026, 9, 1)}, "Einde loondoorbetaling (uit dienst)"),
    ],
)
def test_the_end_of_the_pay_is_named_by_what_ends_it_in_this_file(arguments: dict[str, Any], said: str) -> None:
    moment = Moment(Facts(Absence((Spell(date(2026, 1, 5)),)), **arguments))
    assert term_in_file(BY_KEY["end_of_waiting_period"], moment).endswith(said)
    assert term_in_file(BY_KEY["plan_of_action"], moment) == "Plan van aanpak"


def test_the_end_of_the_pay_has_no_length_after_recovery() -> None:
    recovered = Moment(Facts(Absence((Spell(date(2026, 1, 5), date(2026, 2, 2)),))))
    assert term_in_file(BY_KEY["end_of_waiting_period"], recovered) == "Einde wachttijd en loondoorbetaling"
