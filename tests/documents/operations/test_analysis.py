"""The probleemanalyse: written and signed by the bedrijfsarts, read by nobody else before."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from accounts.actor import acting_as
from accounts.models import AuditEvent
from accounts.operation import NotNow, Stale
from cases.models import AbsenceCase, Completion, Notice
from documents import operations
from documents.canonical import is_intact
from documents.models import Document, ProblemAnalysis, Rendition
from tests.cast import Cast
from tests.documents import arrange
from tests.factories import cases as files


def test_draft_keeps_what_was_said(cast: Cast, case: AbsenceCase) -> None:
    document = arrange.fresh(cast.daan, arrange.draft_analysis(cast, case))
    assert document.state == "draft"
    assert document.analysis.max_hours_per_day == Decimal("4.0")
    assert document.analysis.action_labels == ("Werktijden of uren aanpassen", "Taken aanpassen")
    assert [(row.ability, row.degree) for row in document.analysis.limitation_list] == [("lifting", 2), ("standing", 1)]


def test_nobody_but_the_bedrijfsarts_sees_a_draft(cast: Cast, case: AbsenceCase) -> None:
    arrange.draft_analysis(cast, case)
    for actor in (cast.anna, cast.carla, cast.noor, cast.bert, cast.ina, cast.gijs):
        with acting_as(actor):
            assert not Document.objects.visible_to(actor).exists()
            # The database says so too, without visible_to.
            assert not Document.objects.all().exists()
            assert not ProblemAnalysis.objects.all().exists()


def test_signing_shows_it_and_does_the_step(cast: Cast, case: AbsenceCase) -> None:
    document = arrange.sign_analysis(cast, case)
    for actor in (cast.anna, cast.carla, cast.noor):
        assert arrange.fresh(actor, document).analysis.end_goal == "own_work"
    with acting_as(cast.daan):
        done = Completion.objects.get(case=case, key="problem_analysis")
        assert done.done_on == arrange.TODAY
        assert Rendition.objects.get(document=document).state == "queued"
    assert files.fresh(cast.daan, case).version == case.version + 1


def test_signature_stands_for_the_content(cast: Cast, case: AbsenceCase) -> None:
    document = arrange.fresh(cast.daan, arrange.sign_analysis(cast, case))
    (signature,) = document.answers
    assert signature.signed_by_id == cast.daan.user_id
    assert is_intact(document, signature)
    document.analysis.max_hours_per_day = Decimal(5)
    assert not is_intact(document, signature)


def test_signing_tells_those_who_go_on(cast: Cast, case: AbsenceCase) -> None:
    arrange.sign_analysis(cast, case)
    for actor in (cast.anna, cast.carla, cast.noor):
        with acting_as(actor):
            assert Notice.objects.visible_to(actor).filter(kind="analysis_signed").count() == 1


def test_revising_replaces_the_limitations(cast: Cast, case: AbsenceCase) -> None:
    document = arrange.draft_analysis(cast, case)
    operations.revise_problem_analysis(
        actor=cast.daan,
        document=document,
        content=arrange.make_analysis_content(limitations=()),
        expected_version=1,
        today=arrange.TODAY,
    )
    found = arrange.fresh(cast.daan, document)
    assert found.version_no == 2
    assert found.analysis.limitation_list == []


def test_old_page_is_refused(cast: Cast, case: AbsenceCase) -> None:
    document = arrange.draft_analysis(cast, case)
    with pytest.raises(Stale):
        operations.revise_problem_analysis(
            actor=cast.daan,
            document=document,
            content=arrange.make_analysis_content(),
            expected_version=0,
            today=arrange.TODAY,
        )
    with pytest.raises(Stale):
        operations.sign_problem_analysis(
            actor=cast.daan, document=document, place="Utrecht", expected_version=0, today=arrange.TODAY, at=arrange.AT
        )


def test_signed_text_cannot_change(cast: Cast, case: AbsenceCase) -> None:
    document = arrange.sign_analysis(cast, case)
    with pytest.raises(NotNow):
        operations.revise_problem_analysis(
            actor=cast.daan,
            document=document,
            content=arrange.make_analysis_content(),
            expected_version=1,
            today=arrange.TODAY,
        )


def test_there_is_one_probleemanalyse(cast: Cast, case: AbsenceCase) -> None:
    arrange.draft_analysis(cast, case)
    with pytest.raises(NotNow):
        arrange.draft_analysis(cast, case)


def test_after_signing_comes_a_next_edition(cast: Cast, case: AbsenceCase) -> None:
    first = arrange.sign_analysis(cast, case)
    second = arrange.draft_analysis(cast, case)
    assert (first.edition, second.edition) == (1, 2)
    assert arrange.fresh(cast.daan, first).analysis.advice == "Begin met licht werk in de ochtend."


def test_nothing_is_written_about_somebody_who_is_better(cast: Cast, case: AbsenceCase) -> None:
    files.recover(cast.anna, case, arrange.TODAY)
    with pytest.raises(NotNow):
        arrange.draft_analysis(cast, case)


def test_place_is_needed(cast: Cast, case: AbsenceCase) -> None:
    document = arrange.draft_analysis(cast, case)
    with pytest.raises(ValidationError) as error:
        operations.sign_problem_analysis(
            actor=cast.daan, document=document, place="", expected_version=1, today=arrange.TODAY, at=arrange.AT
        )
    assert set(error.value.message_dict) == {"place"}


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"consult_on": arrange.TODAY + timedelta(days=1)}, {"consult_on"}),
        ({"consult_on": arrange.FIRST - timedelta(days=1)}, {"consult_on"}),
        ({"next_consult_on": arrange.FIRST}, {"next_consult_on"}),
        ({"resumption_expected_on": arrange.FIRST}, {"resumption_expected_on"}),
        ({"max_hours_per_day": Decimal(0)}, {"max_hours_per_day"}),
        ({"suitable_work": "none"}, {"max_hours_per_day"}),
        ({"no_usable_capacity": True}, {"suitable_work"}),
        ({"no_usable_capacity": True, "suitable_work": "none"}, {"max_hours_per_day"}),
        (
            {"no_usable_capacity": True, "suitable_work": "none", "max_hours_per_day": Decimal(0)},
            {"capacity_review_on"},
        ),
    ],
)
def test_what_cannot_be_true_is_refused(
    cast: Cast, case: AbsenceCase, fields: dict[str, object], wrong: set[str]
) -> None:
    with pytest.raises(ValidationError) as error:
        arrange.draft_analysis(cast, case, **fields)
    assert set(error.value.message_dict) == wrong


def test_limitation_cannot_end_before_the_consult(cast: Cast, case: AbsenceCase) -> None:
    from documents.contents import LimitationLine

    line = LimitationLine(ability="lifting", degree=1, until=arrange.FIRST)
    with pytest.raises(ValidationError) as error:
        arrange.draft_analysis(cast, case, limitations=(line,))
    assert set(error.value.message_dict) == {"limitations"}


def test_only_the_bedrijfsarts_of_the_file_writes(cast: Cast, case: AbsenceCase) -> None:
    content = arrange.make_analysis_content()
    for actor in (cast.anna, cast.carla, cast.noor, cast.bert, cast.ina):
        with pytest.raises(PermissionDenied):
            operations.draft_problem_analysis(actor=actor, case=case, content=content, today=arrange.TODAY)
    with pytest.raises(AbsenceCase.DoesNotExist):
        operations.draft_problem_analysis(actor=cast.gijs, case=case, content=content, today=arrange.TODAY)


def test_each_act_leaves_one_trace(cast: Cast, case: AbsenceCase) -> None:
    document = arrange.sign_analysis(cast, case)
    operations.read_document(actor=cast.daan, document=document)
    with acting_as(cast.daan):
        own = AuditEvent.objects.visible_to(cast.daan).filter(actor=cast.daan.user_id)
        actions = own.filter(case_id=case.pk).order_by("pk")
        assert [event.action for event in actions] == [
            "draft_problem_analysis",
            "sign_problem_analysis",
            "read_document",
        ]
        assert {event.subject_id for event in actions} == {cast.carla_file.pk}
