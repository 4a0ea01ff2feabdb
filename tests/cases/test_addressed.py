"""The rules' words, said to employer and employee as "u"."""

import pytest

from accounts.terms import Role
from cases.addressed import PAGES, WORDS, addressed
from cases.operations.steps import may_record
from cases.timeline.rules import CASE_RULES, Party, Rule
from cases.views.changes.registry import CHANGES

OTHERS = "ook bij andere werkgevers"  # not who reads it


def texts(rule: Rule, role: Role) -> list[str]:
    """What a page may say of this rule: what it is for, what it leads to, why it is not needed, when it is done."""
    grounds = [ground for _, ground in (*rule.waive_grounds, *rule.former_grounds)]
    return [rule.explain, rule.consequence, *grounds, *([rule.closes] if may_record(role, rule.key) else [])]


TEXTS = {
    role: [text for rule in CASE_RULES if Party(role.value) in rule.shown_to for text in texts(rule, role)]
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


def said_about_changes(role: Role) -> list[str]:
    changes = [change for change in CHANGES.values() if change.is_for(role)]
    return [text for one in changes for text in (one.explain, *(line for _, lines in one.asides for line in lines))]


@pytest.mark.parametrize("role", PAGES)
def test_every_sentence_still_stands_on_a_page_about_changes(role: Role) -> None:
    assert [said for said in PAGES[role] if not any(said in text for text in said_about_changes(role))] == []


def test_the_employee_is_told_who_reports_the_recovery() -> None:
    heard = " ".join(addressed(text, Role.EMPLOYEE) for text in said_about_changes(Role.EMPLOYEE))
    assert "iemand" not in heard.lower()
    assert "Uw werkgever meldt u dan beter." in heard


@pytest.mark.parametrize("role", [Role.ONTZORGMANAGER, Role.BEDRIJFSARTS, Role.DESK])
def test_who_works_for_others_reads_the_rule_itself(role: Role) -> None:
    text = "UWV kan de uitkering op de werkgever verhalen."
    assert addressed(text, role) == text


def test_the_employer_hears_you() -> None:
    text = "UWV kan bepalen dat de werkgever het loon langer doorbetaalt, tot 52 weken."
    assert addressed(text, Role.EMPLOYER) == "UWV kan bepalen dat u het loon langer doorbetaalt, tot 52 weken."
