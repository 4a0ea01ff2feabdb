"""A file that the employer guides himself: nothing in it waits for an Ontzorgmanager, for none will come."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from accounts.actor import Actor, acting_as, system
from accounts.terms import Role
from cases import operations
from cases.models import AbsenceCase, Milestone
from cases.models.milestone import RULE_BY_KEY
from cases.operations.steps import may_record
from cases.timeline.facts import Facts
from cases.timeline.rules import ClosedBy, Party
from cases.timeline.schedule import State, deadlines
from cases.urgency import Standing, can_do, holders, waits_on
from tests.cases.timeline.scenarios import SCENARIOS
from tests.cast import Cast
from tests.conftest import AsActor
from tests.factories import cases as make

HERE = Standing(self_guided=True)
EXPERT = "labour_expert_assessment"
BY_HAND = {EXPERT, "wia_application", "uwv_wia_letter", "expert_opinion", "shortening_decision"}
"""What the Ontzorgmanager would record: his own step, and those of whoever records nothing here."""


def self_guided(facts: Facts) -> Facts:
    born = date(1960, 1, 1)  # sixty or older: that step is there as well
    return replace(facts, casemanagement_by_insurer=False, guided_by_employer=True, born_on=born)


@pytest.mark.parametrize("name", SCENARIOS)
def test_no_step_waits_for_an_ontzorgmanager_and_each_is_somebodys_to_do(name: str) -> None:
    others = (Role.EMPLOYER, Role.BEDRIJFSARTS, Role.ARBODIENST)
    for step in deadlines(self_guided(SCENARIOS[name])):
        assert step.rule.responsible is not Party.ONTZORGMANAGER
        assert Party.ONTZORGMANAGER not in step.rule.remind
        rule = RULE_BY_KEY[step.key]
        assert Party.ONTZORGMANAGER not in holders(rule, HERE)
        assert "Ontzorgmanager" not in waits_on(rule, Role.EMPLOYER, HERE)
        by_itself = rule.folded_into or rule.closed_by is ClosedBy.CALENDAR or step.key == "sick_report"
        if step.state is State.PENDING and not by_itself:
            assert any(can_do(rule, role, HERE) for role in others), step.key


def test_dates_are_the_same_whoever_guides() -> None:
    for facts in SCENARIOS.values():
        own = replace(facts, casemanagement_by_insurer=False)
        by_employer = [(one.key, one.occurrence, one.due, one.state) for one in deadlines(self_guided(facts))]
        found = [
            (one.key, one.occurrence, one.due, one.state) for one in deadlines(replace(own, born_on=date(1960, 1, 1)))
        ]
        assert by_employer == found


def test_employer_records_what_nobody_else_does() -> None:
    more = {key for key in RULE_BY_KEY if may_record(Role.EMPLOYER, key, self_guided=True)}
    assert more - {key for key in RULE_BY_KEY if may_record(Role.EMPLOYER, key)} >= BY_HAND
    assert not more & {"current_opinion", "medical_information", "no_capacity_check"}


@pytest.fixture
def case(cast: Cast) -> AbsenceCase:
    """Past its first year, without an Ontzorgmanager."""
    found = make.report(cast.anna, cast.carla_file)
    with acting_as(cast.anna):
        AbsenceCase.objects.filter(pk=found.pk).update(insurer_manages=False)
        return AbsenceCase.objects.get(pk=found.pk)


def do(operation: Any, actor: Actor, case: AbsenceCase, **values: Any) -> AbsenceCase:
    found: AbsenceCase = operation(
        actor=actor, case=case, expected_version=make.fresh(actor, case).version, key=EXPERT, **values
    )
    return found


def stored(key: str) -> Milestone:
    with acting_as(system(Role.PROJECTOR)):
        return Milestone.objects.get(key=key)


def test_employer_records_the_assessment_and_says_that_it_is_not_needed(cast: Cast, case: AbsenceCase) -> None:
    do(operations.waive_step, cast.anna, case, ground="return_expected", today=make.day(310))
    assert (stored(EXPERT).state, stored(EXPERT).responsible) == ("waived", "employer")
    do(operations.undo_waiver, cast.anna, case)
    do(operations.record_step, cast.anna, case, done_on=make.day(320), today=make.day(330))
    assert (stored(EXPERT).state, stored(EXPERT).done_on) == ("done", make.day(320))


def test_in_a_file_with_an_ontzorgmanager_he_does(cast: Cast, case: AbsenceCase) -> None:
    guided = make.assign(cast, case, on=make.day(8))
    for operation, values in (
        (operations.waive_step, {"ground": "return_expected"}),
        (operations.record_step, {"done_on": make.day(320)}),
    ):
        with pytest.raises(PermissionDenied):
            do(operation, cast.anna, guided, today=make.day(330), **values)
    do(operations.record_step, cast.noor, guided, done_on=make.day(320), today=make.day(330))


def test_nobody_reads_that_an_ontzorgmanager_reads_along(cast: Cast, as_actor: AsActor, case: AbsenceCase) -> None:
    """He is not there and will not come; the page of the same form says it as soon as there is one."""
    anna = as_actor(cast.anna)
    pages = (reverse("cases:hours", args=[case.pk]), reverse("documents:add_attachment", args=[case.pk]))

    def notes(url: str) -> str:
        found = BeautifulSoup(anna.get(url).content, "html.parser").select(".reader-note")
        return " ".join(note.get_text(" ") for note in found)

    for url in pages:
        assert "een verzuimbegeleider" in notes(url)
        assert "Ontzorgmanager" not in notes(url)
    make.assign(cast, case, on=make.day(8))
    assert all("de Ontzorgmanager" in notes(url) for url in pages)


def test_page_asks_the_employer(cast: Cast, as_actor: AsActor, case: AbsenceCase) -> None:
    detail = reverse("cases:detail", args=[case.pk])
    row = BeautifulSoup(as_actor(cast.anna).get(detail).content, "html.parser").select_one(f"#stap-{EXPERT}-1")
    links = [link["href"] for link in row.select("a")]
    assert "Ontzorgmanager" not in row.get_text()
    assert reverse("cases:waive_step", args=[case.pk, EXPERT]) in links
    assert as_actor(cast.anna).get(reverse("cases:record_step", args=[case.pk, EXPERT])).status_code == 200


def test_who_gives_up_the_wia_is_told_whom_to_call(cast: Cast, as_actor: AsActor, case: AbsenceCase) -> None:
    operations.waive_step(
        actor=cast.anna,
        case=case,
        key="wia_application",
        ground="declined_in_writing",
        expected_version=make.fresh(cast.anna, case).version,
        today=make.day(650),
    )
    inbox = as_actor(cast.carla).get(reverse("cases:notices")).content.decode()
    assert "Bel uw werkgever. Dan staat de aanvraag weer open." in inbox
    assert "Ontzorgmanager" not in BeautifulSoup(inbox, "html.parser").select_one("main").get_text()
    operations.undo_waiver(
        actor=cast.anna, case=case, key="wia_application", expected_version=make.fresh(cast.anna, case).version
    )
