"""What is gone through in a talk, as data."""

from accounts.wording.check import marked
from cases.models import ContactMoment
from cases.models.milestone import RULE_BY_KEY
from cases.talk_guides import GUIDES, INTAKE, LONGEST_KEY, OF_FILES, guide_at, guide_of_step
from cases.views.talk import PLACES


def test_every_talk_belongs_to_a_step_and_has_subjects_of_its_own() -> None:
    assert [guide.step in RULE_BY_KEY for guide in GUIDES.values()] == [True, True, True]
    for guide in GUIDES.values():
        keys = [subject.key for subject in guide.subjects]
        assert len(keys) == len(set(keys))
        assert max(map(len, keys)) <= LONGEST_KEY
        assert all(subject.ask for subject in guide.subjects)
        assert set(guide.parties) <= set(ContactMoment.Party.values)


def test_outcome_of_a_subject_has_a_page() -> None:
    assert {subject.place for guide in OF_FILES for subject in guide.subjects if subject.place} == set(PLACES)


def test_no_talk_asks_about_health() -> None:
    for guide in GUIDES.values():
        for subject in guide.subjects:
            assert marked(" ".join(subject.ask)) == (), subject.key


def test_what_was_gone_through_stands_in_the_order_of_the_talk() -> None:
    assert INTAKE.known(["agree", "meet", "nothing"]) == ["meet", "agree"]
    assert INTAKE.titles(["agree", "meet"]) == ["Kennismaken", "Afspraken"]


def test_talk_is_found_by_step_and_by_address() -> None:
    assert guide_of_step("employee_intake") is INTAKE
    assert guide_of_step("plan_of_action") is None
    assert guide_at("intake") is INTAKE
    assert guide_at("welkomstgesprek") is None
