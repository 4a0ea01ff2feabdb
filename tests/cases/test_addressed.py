"""The rules' words, said to employer and employee as "u"."""

import pytest

from accounts.terms import Role
from cases.addressed import WORDS, addressed
from cases.timeline.rules import CASE_RULES, Party

OTHERS = "ook bij andere werkgevers"  # not who reads it
TEXTS = {
    role: [
        text for rule in CASE_RULES if Party(role.value) in rule.shown_to for text in (rule.explain, rule.consequence)
    ]
    for role in WORDS
}


ABOUT = {Role.EMPLOYER: ("werkgever",), Role.EMPLOYEE: ("de werkgever", "werkgever en", "werknemer")}


@pytest.mark.parametrize("role", WORDS)
def test_no_rule_speaks_about_its_reader(role: Role) -> None:
    heard = [addressed(text, role).replace(OTHERS, "").lower() for text in TEXTS[role]]
    assert [text for text in heard if any(words in text for words in ABOUT[role])] == []


@pytest.mark.parametrize("role", WORDS)
def test_every_sentence_still_stands_in_a_rule(role: Role) -> None:
    assert [said for said in WORDS[role] if not any(said in text for text in TEXTS[role])] == []


@pytest.mark.parametrize("role", [Role.ONTZORGMANAGER, Role.BEDRIJFSARTS, Role.DESK])
def test_who_works_for_others_reads_the_rule_itself(role: Role) -> None:
    text = "UWV kan de uitkering op de werkgever verhalen."
    assert addressed(text, role) == text


def test_the_employer_hears_you() -> None:
    text = "UWV kan bepalen dat de werkgever het loon langer doorbetaalt, tot 52 weken."
    assert addressed(text, Role.EMPLOYER) == "UWV kan bepalen dat u het loon langer doorbetaalt, tot 52 weken."
