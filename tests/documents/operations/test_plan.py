"""The plan van aanpak: written by the Ontzorgmanager, put before both parties, taken back."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django_fsm import TransitionNotAllowed

from accounts.actor import acting_as
from accounts.operation import NotNow, Stale
from cases.models import AbsenceCase, Milestone, Notice
from documents import operations
from documents.contents import BuildUpLine
from documents.models import Document, PlanOfAction, Signature
from tests.cast import Cast
from tests.documents import arrange
from tests.factories import cases as files


def test_draft_keeps_the_lines_in_order(cast: Cast, case: AbsenceCase) -> None:
    plan = arrange.fresh(cast.noor, arrange.draft_plan(cast, case)).plan
    assert [row.activity for row in plan.activity_list] == [
        "Vier uur per dag licht werk aan de toonbank",
        "Gesprek over taken",
    ]
    assert [row.hours_per_week for row in plan.build_up_list] == [Decimal(12), Decimal("20.5")]


def test_casemanager_and_first_year_come_from_the_file(cast: Cast, case: AbsenceCase) -> None:
    plan = arrange.fresh(cast.noor, arrange.draft_plan(cast, case)).plan
    with acting_as(cast.noor):
        step = Milestone.objects.get(case=case, key="first_year_evaluation")
    assert plan.case_manager_id == cast.noor.user_id
    assert (plan.first_year_opens_on, plan.first_year_due_on) == (step.opens_on, step.due_on)


def test_nobody_but_the_ontzorgmanager_sees_a_draft(cast: Cast, case: AbsenceCase) -> None:
    arrange.draft_plan(cast, case)
    for actor in (cast.anna, cast.carla, cast.daan, cast.bert, cast.ina, cast.loes):
        with acting_as(actor):
            assert not Document.objects.all().exists()
            assert not PlanOfAction.objects.all().exists()


def test_one_unsigned_plan_at_a_time(cast: Cast, case: AbsenceCase) -> None:
    arrange.draft_plan(cast, case)
    with pytest.raises(NotNow):
        arrange.draft_plan(cast, case)


def test_signed_plan_gets_a_next_edition(cast: Cast, case: AbsenceCase) -> None:
    arrange.signed_plan(cast, case)
    assert arrange.draft_plan(cast, case).edition == 2


def test_revising_replaces_the_lines_and_counts(cast: Cast, case: AbsenceCase) -> None:
    document = arrange.draft_plan(cast, case)
    content = arrange.make_plan_content(activities=(arrange.make_activity(activity="Iets anders"),), build_up=())
    operations.revise_plan(actor=cast.noor, document=document, content=content, expected_version=1)
    found = arrange.fresh(cast.noor, document)
    assert found.version_no == 2
    assert [row.activity for row in found.plan.activity_list] == ["Iets anders"]
    assert found.plan.build_up_list == []
    with pytest.raises(Stale):
        operations.revise_plan(actor=cast.noor, document=document, content=content, expected_version=1)


def test_proposing_shows_it_and_asks_both(cast: Cast, case: AbsenceCase) -> None:
    document = arrange.proposed_plan(cast, case)
    for actor in (cast.anna, cast.carla):
        assert [answer.party for answer in arrange.fresh(actor, document).answers] == ["employer", "employee"]
        with acting_as(actor):
            assert Notice.objects.visible_to(actor).filter(kind="plan_to_sign").count() == 1


def test_proposed_text_cannot_change(cast: Cast, case: AbsenceCase) -> None:
    document = arrange.proposed_plan(cast, case)
    version = arrange.fresh(cast.noor, document).version_no
    with pytest.raises(NotNow):
        operations.revise_plan(
            actor=cast.noor, document=document, content=arrange.make_plan_content(), expected_version=version
        )
    with pytest.raises(NotNow):
        arrange.propose(cast, document)


def test_plan_needs_a_signed_probleemanalyse(cast: Cast, case: AbsenceCase) -> None:
    document = arrange.draft_plan(cast, case)
    arrange.draft_analysis(cast, case)
    with pytest.raises(ValidationError) as error:
        arrange.propose(cast, document)
    assert set(error.value.message_dict) == {"analysis"}


def test_plan_needs_an_activity(cast: Cast, case: AbsenceCase) -> None:
    arrange.sign_analysis(cast, case)
    with pytest.raises(ValidationError) as error:
        arrange.propose(cast, arrange.draft_plan(cast, case, activities=()))
    assert set(error.value.message_dict) == {"activities"}


@pytest.mark.parametrize(("days", "good"), [(-1, False), (0, True), (42, True), (43, False)])
def test_next_evaluation_is_within_six_weeks(cast: Cast, case: AbsenceCase, days: int, good: bool) -> None:
    arrange.sign_analysis(cast, case)
    document = arrange.draft_plan(cast, case, next_evaluation_on=arrange.TODAY + timedelta(days=days))
    if good:
        assert arrange.propose(cast, document).state == "proposed"
    else:
        with pytest.raises(ValidationError) as error:
            arrange.propose(cast, document)
        assert set(error.value.message_dict) == {"next_evaluation_on"}


def test_activity_cannot_end_before_it_begins_or_begin_before_the_file(cast: Cast, case: AbsenceCase) -> None:
    backwards = arrange.make_activity(ends_on=arrange.TODAY - timedelta(days=1))
    early = arrange.make_activity(starts_on=arrange.FIRST - timedelta(days=1))
    for line, field in ((backwards, "ends_on"), (early, "starts_on")):
        with pytest.raises(ValidationError) as error:
            arrange.draft_plan(cast, case, activities=(arrange.make_activity(), line))
        assert set(error.value.message_dict) == {f"activities-1-{field}"}


def test_build_up_has_one_step_a_day(cast: Cast, case: AbsenceCase) -> None:
    step = BuildUpLine(starts_on=arrange.TODAY, hours_per_week=Decimal(8))
    with pytest.raises(ValidationError) as error:
        arrange.draft_plan(cast, case, build_up=(step, step))
    assert set(error.value.message_dict) == {"build_up-1-starts_on"}


def test_plan_of_more_than_twenty_lines_is_refused(cast: Cast, case: AbsenceCase) -> None:
    with pytest.raises(ValidationError):
        arrange.draft_plan(cast, case, activities=(arrange.make_activity(),) * 21)


def test_plan_is_not_put_before_somebody_who_is_better(cast: Cast, case: AbsenceCase) -> None:
    arrange.sign_analysis(cast, case)
    document = arrange.draft_plan(cast, case)
    files.recover(cast.anna, case, arrange.TODAY)
    with pytest.raises(NotNow):
        arrange.propose(cast, document)


def test_withdrawing_hides_it_voids_signatures_and_keeps_visions(cast: Cast, case: AbsenceCase) -> None:
    document = arrange.proposed_plan(cast, case)
    arrange.sign(cast.anna, document, vision="Goed plan.")
    version = arrange.fresh(cast.noor, document).version_no
    operations.withdraw_plan(actor=cast.noor, document=document, expected_version=version)
    with acting_as(cast.anna):
        assert not Document.objects.of_kind("plan_of_action").exists()
        assert not Signature.objects.filter(document=document).exists()
    arrange.propose(cast, document)
    mine = arrange.fresh(cast.anna, document).answers[0]
    assert (mine.vision, mine.is_signed, mine.content_hash) == ("Goed plan.", False, "")


def test_signed_plan_cannot_be_taken_back(cast: Cast, case: AbsenceCase) -> None:
    document = arrange.signed_plan(cast, case)
    version = arrange.fresh(cast.noor, document).version_no
    with pytest.raises(TransitionNotAllowed):
        operations.withdraw_plan(actor=cast.noor, document=document, expected_version=version)


def test_only_the_ontzorgmanager_of_the_file_writes(cast: Cast, case: AbsenceCase) -> None:
    content = arrange.make_plan_content()
    for actor in (cast.anna, cast.carla, cast.daan, cast.bert, cast.ina):
        with pytest.raises(PermissionDenied):
            operations.draft_plan(actor=actor, case=case, content=content)
    with pytest.raises(AbsenceCase.DoesNotExist):
        operations.draft_plan(actor=cast.loes, case=case, content=content)


def test_plan_that_is_put_forward_again_is_news_again(cast: Cast, case: AbsenceCase) -> None:
    document = arrange.proposed_plan(cast, case)
    version = arrange.fresh(cast.noor, document).version_no
    operations.withdraw_plan(actor=cast.noor, document=document, expected_version=version)
    arrange.propose(cast, document)
    with acting_as(cast.anna):
        assert Notice.objects.visible_to(cast.anna).filter(kind="plan_to_sign").count() == 2
