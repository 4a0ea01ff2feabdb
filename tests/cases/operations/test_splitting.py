"""The bedrijfsarts answers after the file went on: two files, with exactly the dates that the law gives them."""

from collections.abc import Iterator
from datetime import timedelta
from io import StringIO
from typing import Any

import pytest
import time_machine
from django.apps import apps
from django.core.exceptions import ObjectDoesNotExist, PermissionDenied, ValidationError
from django.core.management import call_command
from django.db import ProgrammingError, models, transaction

from accounts.actor import acting_as, system
from accounts.models import AuditEvent
from accounts.operation import NotNow, Stale
from accounts.rows import TenantModel
from accounts.terms import Role
from cases import operations
from cases.computation import deadlines_of, facts_of
from cases.job_tasks.said import Advised
from cases.job_tasks.words import Verdict
from cases.models import (
    AbsenceCase,
    AdvisedDerivation,
    AdvisedGround,
    BuildUpHours,
    BuildUpSchedule,
    CapacityChange,
    CaseFact,
    CaseTransfer,
    CoachingReaction,
    Completion,
    ConferenceAction,
    ConsultAppointment,
    ConsultReply,
    ConsultRequest,
    ContactMoment,
    Delay,
    HandoverNote,
    JobTask,
    LabourExpertCall,
    LegalHold,
    MaternityLeave,
    Notice,
    SickReport,
    Spell,
    StepConfirmation,
    TaskAbility,
    TaskAdvice,
    TaskAnalysis,
    VisionAnswer,
    Waiver,
    WorkProposal,
    WorkReply,
)
from cases.models.advised import advised_readers_of
from cases.models.milestone import readers_of
from cases.operations import splitting
from cases.operations.notices import notify
from cases.splitting import facts_after, splits_on
from cases.tasks import keep_policy_steps
from cases.timeline.absence import Absence, Leave
from cases.timeline.absence import Spell as SpellFact
from cases.timeline.schedule import Deadline
from cases.timeline.splitting import goes_along
from documents.models import (
    Advice,
    AdviceFollowUp,
    Attachment,
    GuaranteeConfirmation,
    Message,
    MessageReceipt,
    Thread,
)
from documents.operations.splitting import PARTS
from interventions.models import Assignment, Briefing, Intervention, ProgressReport
from tests.access.world import delegate_of
from tests.cases.split import AGAIN, ANSWERED, FIRST, LAST, REPORTED, Story, by_hand, facts_of_all, noon
from tests.cast import Cast
from tests.factories import cases as make
from tests.factories.employers import make_employee, make_labour_expert
from tests.factories.job_tasks import answer, confirm, present


@pytest.fixture(autouse=True)
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(noon(make.MONDAY), tick=True) as travel:
        yield travel


@pytest.fixture
def story(cast: Cast, clock: time_machine.Traveller) -> Story:
    told = Story(cast, clock)
    told.before()
    return told


Dates = list[tuple[Any, ...]]


def dates(steps: tuple[Deadline, ...]) -> Dates:
    return [(step.key, step.occurrence, step.opens, step.due, step.done_on, step.state) for step in steps]


def parting(story: Story, **report: Any) -> list[AbsenceCase]:
    """The whole story, with the answer at the end."""
    story.again(**report)
    story.after()
    story.answer()
    return story.files()


def test_two_files_with_the_dates_of_the_law(story: Story) -> None:
    stored = parting(story)
    wanted = by_hand(facts_of_all(story), ANSWERED)
    assert [one.first_sick_day for one in stored] == [make.MONDAY, AGAIN]
    assert len(wanted) == 2
    for case, file in zip(stored, wanted, strict=True):
        facts = facts_of(case)
        assert facts.absence.spells == file.facts.absence.spells
        assert (case.state, case.closed_on) == (file.stage.value, file.facts.closed_on)
        assert dates(deadlines_of(case)) == dates(file.deadlines)
    assert facts_of(stored[1]).absence.wia_start == AGAIN + timedelta(days=728)


@pytest.mark.parametrize("vangnet", [False, True])
def test_the_same_two_files_as_with_an_answer_in_time(story: Story, *, vangnet: bool) -> None:
    """Whether the doctor answers before or after the report makes no difference to any date."""
    parting(story, vangnet_applies=vangnet)
    other = Story(story.cast, story.clock, make_employee(story.cast.bakery, "Dirk", "Duin"))
    other.before()
    other.answer(FIRST + timedelta(days=10))
    begun = other.again(vangnet_applies=vangnet)
    make.assign(story.cast, begun, on=other.on(AGAIN + timedelta(days=7)))
    other.after(begun)
    assert facts_of_all(story) == facts_of_all(other)
    assert [shown(case) for case in story.files()] == [shown(case) for case in other.files()]


def shown(case: AbsenceCase) -> tuple[Any, ...]:
    names = "state recovered_on closes_on closed_on reported_on ontzorgmanager_id physician_id ohs_id"
    judged = (case.expected_long_term, case.triaged_on, case.vangnet_applies, case.insurer_manages)
    return *(getattr(case, name) for name in names.split()), *judged, dates(deadlines_of(case))


def test_what_the_preview_promises_is_what_is_stored(story: Story) -> None:
    story.again(vangnet_applies=True)
    story.after()
    whole = facts_of(story.case)
    with acting_as(story.cast.daan):
        promised = facts_after(story.fresh(), answer=False, today=ANSWERED)
        assert splits_on(story.fresh().absence(), answer=False, today=ANSWERED) == AGAIN
        assert splits_on(story.fresh().absence(), answer=True, today=ANSWERED) is None
    assert facts_of(story.case) == whole
    story.answer()
    assert facts_of(story.files()[1]) == promised


def rows(model: type[models.Model], case: AbsenceCase, field: str) -> list[Any]:
    with acting_as(system(Role.SPLITTER)):
        return list(model._default_manager.filter(case=case).order_by(field, "pk").values_list(field, flat=True))


def test_what_is_dated_before_stays_and_the_rest_goes_along(story: Story) -> None:
    story.again()
    story.after()
    story.tell("no_usable_capacity", make.day(60), until=make.day(70), today=ANSWERED)
    story.tell("no_usable_capacity", ANSWERED - timedelta(days=1), today=ANSWERED)
    story.answer()
    old, new = story.files()
    later = AGAIN + timedelta(days=20)
    found = {
        (Spell, "start"): ([make.MONDAY], [AGAIN]),
        (MaternityLeave, "first"): ([FIRST], [FIRST]),
        (HandoverNote, "text"): (["Eerst"], ["Later"]),
        (ContactMoment, "held_on"): ([make.day(11)] * 2, [AGAIN + timedelta(days=8)] * 2),
        (CapacityChange, "effective_from"): ([make.day(50)], [later + timedelta(days=1)]),
        (BuildUpSchedule, "proposed_on"): ([make.day(51)], [later + timedelta(days=2)]),
        (BuildUpHours, "starts_on"): (
            [make.day(51), make.day(65)],
            [later + timedelta(days=2), later + timedelta(days=16)],
        ),
        (CaseFact, "on"): ([make.day(60), ANSWERED], [ANSWERED - timedelta(days=1)]),
    }
    assert {place: (rows(place[0], old, place[1]), rows(place[0], new, place[1])) for place in found} == found
    assert rows(CaseFact, old, "kind") == ["no_usable_capacity", "same_cause_after_leave"]
    assert [len(rows(SickReport, one, "pk")) for one in (old, new)] == [1, 1]
    assert facts_of(new).done == {
        "sick_report": (REPORTED,),
        "arbo_report": (AGAIN + timedelta(days=9),),
        "long_absence_triage": (AGAIN + timedelta(days=9),),
        "assign_ontzorgmanager": (AGAIN + timedelta(days=8),),
        "task_function_analysis": (later,),
    }
    assert set(facts_of(old).done) == {
        *("sick_report", "arbo_report", "long_absence_triage", "assign_ontzorgmanager"),
        *("employee_intake", "recovery_report_internal"),
    }
    assert (old.triaged_on, new.triaged_on) == (make.day(8), AGAIN + timedelta(days=9))


def test_exceptions_go_with_their_step(story: Story) -> None:
    """A step that repeats is numbered anew; why an earlier one was late stays with that one, whenever it was said."""
    story.again()
    noor, day = story.cast.noor, story.on(ANSWERED)
    with acting_as(story.cast.noor):
        common = {"employer_id": story.case.employer_id, "recorded_by_id": noor.user_id}
        by_role = {"recorded_as": "ontzorgmanager", **common}
        for key in ("employee_intake", "periodic_evaluation"):
            Delay.objects.create(case=story.case, key=key, cause="uwv", shown_to=readers_of(key), **by_role)
        seen = {"key": "periodic_evaluation", "shown_to": readers_of("periodic_evaluation")}
        Delay.objects.create(case=story.case, occurrence=2, cause="employee", **seen, **by_role)
        Completion.objects.create(case=story.case, done_on=make.day(90), **seen, **by_role)
        waiver = Waiver.objects.create(case=story.case, key="labour_expert_assessment", waived_on=day, **common)
        Waiver.objects.create(case=story.case, key="second_track_start", ground="x", waived_on=make.day(9), **common)
        beside = {"case": story.case, "employer_id": story.case.employer_id, "shown_to": advised_readers_of(waiver.key)}
        AdvisedGround.objects.create(waiver=waiver, ground="no_capacity", **beside)
    delegate = delegate_of(story.cast.daan_profile)
    with acting_as(delegate):
        later = {**seen, "key": "task_function_analysis", "done_on": day, "recorded_as": "delegate"}
        named = {"employer_id": story.case.employer_id, "recorded_by_id": delegate.user_id}
        analysed = Completion.objects.create(case=story.case, **later, **named)
    with acting_as(system(Role.PROJECTOR)):
        AdvisedDerivation.objects.create(completion=analysed, why=["x"], **beside)
    with acting_as(story.cast.daan):
        StepConfirmation.objects.create(completion=analysed, confirmed_by_id=story.cast.daan.user_id, **beside)
    story.answer()
    old, new = story.files()
    with acting_as(noor):
        stays = Delay.objects.filter(case=old).order_by("key").values_list("key", "occurrence")
        assert list(stays) == [("employee_intake", 1), ("periodic_evaluation", 1)]
        [delay] = Delay.objects.filter(case=new)
    assert (delay.key, delay.occurrence, delay.cause) == ("periodic_evaluation", 1, "employee")
    assert rows(Waiver, old, "key") == ["second_track_start"]
    assert rows(Waiver, new, "key") == ["labour_expert_assessment"]
    assert (rows(AdvisedGround, new, "ground"), rows(AdvisedDerivation, new, "why")) == (["no_capacity"], [["x"]])
    assert rows(StepConfirmation, new, "completion__key") == ["task_function_analysis"]


def test_a_first_judgement_since_is_of_the_later_file_alone(cast: Cast, clock: time_machine.Traveller) -> None:
    story = Story(cast, clock)
    make.recover(cast.anna, story.case, FIRST, today=story.on(FIRST))
    operations.record_leave(
        actor=cast.anna,
        case=story.case,
        first=FIRST,
        last=LAST,
        expected_version=story.fresh().version,
        today=FIRST,
    )
    story.again()
    story.triage(REPORTED)
    story.answer()
    old, new = story.files()
    assert (old.expected_long_term, old.triaged_on, old.triaged_by_id) == (None, None, None)
    assert (new.expected_long_term, new.triaged_on, new.triaged_by_id) == (True, REPORTED, cast.daan.user_id)


def test_what_was_taken_back_goes_along_and_stays_taken_back(story: Story) -> None:
    story.again()
    day = AGAIN + timedelta(days=20)
    story.step("task_function_analysis", day)
    with acting_as(story.cast.noor):
        own = Completion.objects.get(case=story.case, key="task_function_analysis")
        own.withdrawn_at, own.withdrawn_by_id = noon(day), story.cast.noor.user_id
        own.save(update_fields=["withdrawn_at", "withdrawn_by"])
    story.answer()
    _, new = story.files()
    with acting_as(system(Role.SPLITTER)):
        assert Completion.history.get(pk=own.pk).case_id == new.pk
    assert "task_function_analysis" not in facts_of(new).done


def test_who_is_called_goes_on_with_the_later_file(story: Story) -> None:
    """Whenever he was asked; a question that is over stays where it was asked."""
    before, long_before = AGAIN - timedelta(days=1), make.day(2)
    for day, until in ((long_before, make.day(9)), (before, before + timedelta(days=180))):
        operations.call_labour_expert(
            actor=story.cast.noor,
            case=story.fresh(),
            expert=make_labour_expert(),
            question="Past het werk?",
            valid_to=until,
            today=day,
        )
    story.again()
    story.answer()
    old, new = story.files()
    assert (rows(LabourExpertCall, old, "valid_from"), rows(LabourExpertCall, new, "valid_from")) == (
        [long_before],
        [before],
    )
    assert (old.labour_expert_id, new.labour_expert_until) == (None, before + timedelta(days=180))


def test_tasks_go_along_with_all_that_was_said_of_them(story: Story) -> None:
    before, since = AGAIN - timedelta(days=1), AGAIN + timedelta(days=3)
    until = Advised(Verdict.FIT, since + timedelta(days=40))
    for number, on in enumerate((before, since)):
        story.on(on)
        if on == since:
            story.again()
        made = present(story.cast.noor, story.fresh(), number=number, on=on)
        confirm(story.cast.carla, story.fresh(), made, on=on)
        answer(story.cast.daan, made, {1: until}, on=on)
    story.answer()
    old, new = story.files()
    assert (rows(TaskAnalysis, old, "number"), rows(TaskAnalysis, new, "number")) == ([1], [2])
    for model, column, found in ((JobTask, "position", [1, 2, 3]), (TaskAdvice, "round", [1])):
        assert (rows(model, old, column), rows(model, new, column)) == (found, found)
    assert [len(rows(TaskAbility, one, "can")) for one in (old, new)] == [3, 3]


def test_what_nobody_read_or_lies_ready_goes_on_with_the_later_file(story: Story) -> None:
    """Whenever it was handed over; what was seen stays in the file of that day."""
    cast, before = story.cast, AGAIN - timedelta(days=1)
    for profile in (cast.loes_profile, cast.noor_profile):
        make.hand_over(cast, story.case, profile, on=before)
    operations.take_transfer(actor=cast.noor, case=story.case, at=noon(before))
    make.hand_over(cast, story.case, on=before)
    make.hand_over(cast, story.case, cast.noor_profile, on=before)
    words = {"words": "Belt liever.", "expected_number": 0, "at": noon(before)}
    operations.write_transfer(actor=cast.noor, case=story.case, **words)
    story.again()
    story.answer()
    old, new = story.files()
    with acting_as(cast.desk):
        found = list(CaseTransfer.objects.order_by("pk").values_list("case_id", "state"))
    seen, unread, ready = [(old.pk, "moved")] * 2, [(new.pk, "moved")] * 2, [(new.pk, "prepared")]
    assert found == seen + unread + ready


def test_recovery_belongs_to_the_spell_that_ended() -> None:
    sick, fit = Absence((SpellFact(AGAIN),)), Absence((SpellFact(AGAIN, ANSWERED),))
    late = ANSWERED + timedelta(days=1)
    assert [goes_along("recovery_report_internal", late, one) for one in (sick, fit)] == [False, True]
    assert not goes_along("recovery_report_uwv", AGAIN, fit)
    assert not goes_along("sick_report", late, fit)


def test_every_table_of_a_file_is_decided_about() -> None:
    """A new kind of record has to say whether it goes along when a file is split."""
    with_case = {
        model
        for model in apps.get_models()
        if issubclass(model, TenantModel) and any(field.name == "case" for field in model._meta.get_fields())
    }
    moved = {model for model, _ in splitting.BY_DAY} | {model for model, _ in PARTS}
    moved |= {BuildUpHours, SickReport, HandoverNote, CaseFact, Notice, Completion, Delay}
    moved |= {
        StepConfirmation,
        AdvisedDerivation,
        AdvisedGround,
        Attachment,
        LabourExpertCall,
        VisionAnswer,
        CaseTransfer,
    }
    moved |= {StepConfirmation, ConferenceAction, JobTask, TaskAbility, TaskAdvice}  # with their step or version
    moved |= {Advice, AdviceFollowUp, GuaranteeConfirmation}
    moved |= {WorkProposal, WorkReply, CoachingReaction, ConsultRequest, ConsultAppointment, ConsultReply}
    moved |= {Thread, Message, MessageReceipt}
    moved |= {Assignment, Briefing, Intervention, ProgressReport}  # by `interventions`, which hears of the split
    # Computed anew, moved with its parts, kept for both files, and what happened in the file of that day.
    otherwise = {"cases.milestone", "documents.document", "cases.legalhold", "accounts.auditevent"}
    # Computed for the file of that day, and what an administrator saw of that file.
    otherwise |= {f"cases.{name}" for name in "wiacalculation wiashare wagerequest wiaacknowledgement".split()}
    # The medical part stays where it was written: no part of the system may touch it, and the doctor reads both files.
    otherwise |= {"documents.consultnote", "documents.medicalinformation", "documents.treatmentreport"}
    otherwise |= {f"cases.emergency{name}" for name in ("access", "decision", "end")}
    assert {model._meta.label_lower for model in with_case - moved} == otherwise


def test_a_hold_keeps_both_files(story: Story) -> None:
    """What a dispute is about may lie in either."""
    story.again()
    with acting_as(story.cast.noor):
        held = {"employer_id": story.case.employer_id, "placed_by_id": story.cast.noor.user_id, "since": make.day(5)}
        LegalHold.objects.create(case=story.case, ground="sanction", **held)
        over = {"lifted_on": make.day(9), "lifted_by_id": story.cast.noor.user_id}
        LegalHold.objects.create(case=story.case, ground="dispute", **held, **over)
    story.answer()
    old, new = story.files()
    assert rows(LegalHold, old, "ground") == ["dispute", "sanction"]
    assert rows(LegalHold, new, "ground") == ["sanction"]


def test_everybody_hears_and_only_those_who_may_learn_why(story: Story) -> None:
    parting(story)
    _, new = story.files()
    told = {}
    for name in ("anna", "carla", "noor", "bert", "daan", "ina", "eva"):
        with acting_as(getattr(story.cast, name)) as actor:
            found = Notice.objects.visible_to(actor).filter(kind=Notice.Kind.FILE_SPLIT)
            told[name] = list(found.values_list("case_id", flat=True))
    assert told == {name: [new.pk] for name in ("anna", "carla", "noor", "bert")} | {"daan": [], "ina": [], "eva": []}
    with acting_as(story.cast.bert) as planner:
        assert not CaseFact.objects.visible_to(planner).exists()


def test_messages_since_then_lead_to_the_file_that_goes_on(story: Story) -> None:
    story.again()
    remind_of_triage(story)
    story.answer()
    old, new = story.files()
    with acting_as(story.cast.bert) as planner:
        mine = Notice.objects.visible_to(planner)
        kinds = {one.pk: set(mine.filter(case=one).values_list("kind", flat=True)) for one in (old, new)}
    assert kinds == {old.pk: {"sick_reported", "recovered", "reminder"}, new.pk: {"relapsed", "file_split"}}


def test_messages_about_income_and_emergency_stay_with_what_they_lead_to(story: Story) -> None:
    story.again()
    kinds = {"wage_asked", "wage_answered", "income_shared", "emergency_opened"}
    for kind in sorted(kinds):
        notify(case=story.case, kind=Notice.Kind(kind), to=[Role.ARBODIENST], at=noon(story.on(ANSWERED)))
    story.answer()
    old, new = story.files()
    with acting_as(story.cast.bert) as planner:
        found = Notice.objects.visible_to(planner).filter(kind__in=kinds)
        assert {one.pk: set(found.filter(case=one).values_list("kind", flat=True)) for one in (old, new)} == {
            old.pk: kinds,
            new.pk: set(),
        }


def remind_of_triage(story: Story) -> None:
    """Of a day that the whole had, and neither file has."""
    notify(case=story.case, kind=Notice.Kind.REMINDER, to=[Role.ARBODIENST], at=noon(story.on(ANSWERED)))


def test_both_files_keep_a_trace(story: Story) -> None:
    fact = make_answer(story)
    old, new = story.files()
    daan = story.cast.daan
    with acting_as(daan):
        own = AuditEvent.objects.get(action="record_fact", case_id=old.pk)
    with acting_as(system(Role.SPLITTER)):
        moved = AuditEvent.objects.get(action="record_fact", case_id=new.pk)
    assert (own.actor_id, own.object_id) == (daan.user_id, fact.pk)
    assert (moved.actor_id, moved.role, moved.on_behalf_of_id) == (None, "splitter", daan.user_id)


def make_answer(story: Story) -> CaseFact:
    story.again()
    return story.answer()


def test_stored_steps_are_those_of_the_computation(story: Story) -> None:
    keep_policy_steps()
    parting(story)
    out = StringIO()
    call_command("check_timelines", stdout=out)
    assert "2 files" in out.getvalue()
    assert "no differences" in out.getvalue()


def test_somebody_who_is_better_again_waits_in_the_new_file(story: Story) -> None:
    story.again()
    better = AGAIN + timedelta(days=30)
    make.recover(story.cast.anna, story.case, better, today=story.on(better))
    story.answer()
    old, new = story.files()
    assert (old.state, old.recovered_on, old.closed_on) == ("closed", FIRST, AGAIN)
    assert (new.state, new.recovered_on) == ("recovered_waiting", better)
    assert new.closes_on == better + timedelta(days=28)
    assert facts_of(new).done["recovery_report_internal"] == (better,)
    assert facts_of(old).done["recovery_report_internal"] == (FIRST,)
    again = make.report(story.cast.anna, story.employee, better + timedelta(days=20), today=story.on(new.closes_on))
    assert again.pk == new.pk


def test_two_leaves_make_three_files(story: Story) -> None:
    story.again()
    first, last = AGAIN + timedelta(days=60), AGAIN + timedelta(days=171)
    make.recover(story.cast.anna, story.case, first, today=story.on(first))
    version = story.fresh().version
    operations.record_leave(
        actor=story.cast.anna, case=story.case, first=first, last=last, expected_version=version, today=first
    )
    third = last + timedelta(days=1)
    make.report(story.cast.anna, story.employee, third, today=story.on(third))
    story.answer(third + timedelta(days=3))
    stored = story.files()
    wanted = by_hand(facts_of_all(story), third + timedelta(days=3))
    assert [one.first_sick_day for one in stored] == [make.MONDAY, AGAIN, third]
    assert [one.state for one in stored] == ["closed", "closed", "active"]
    assert [dates(deadlines_of(one)) for one in stored] == [dates(one.deadlines) for one in wanted]
    assert [rows(CaseFact, one, "kind") for one in stored] == [["same_cause_after_leave"]] * 2 + [[]]


def test_sickness_that_was_reported_in_the_leave_begins_after_it(story: Story) -> None:
    inside = LAST - timedelta(days=3)
    make.report(story.cast.anna, story.employee, inside, today=story.on(inside))
    story.answer()
    _, new = story.files()
    assert (new.first_sick_day, facts_of(new).absence.first_sick_day) == (AGAIN, AGAIN)
    assert facts_of(new).absence.leaves == (Leave(FIRST, LAST),)
    assert dates(deadlines_of(new)) == dates(by_hand(facts_of_all(story), ANSWERED)[1].deadlines)


def test_the_same_cause_keeps_one_file(story: Story) -> None:
    story.again()
    before = dates(deadlines_of(story.case))
    story.answer(same=True)
    assert [one.pk for one in story.files()] == [story.case.pk]
    assert dates(deadlines_of(story.case)) == before


def test_a_fit_day_between_keeps_one_file(cast: Cast, clock: time_machine.Traveller) -> None:
    story = Story(cast, clock)
    story.before(fit=FIRST - timedelta(days=1))
    story.again()
    with pytest.raises(ValidationError, match="U hoeft deze vraag niet te beantwoorden"):
        story.answer()
    assert [one.pk for one in story.files()] == [story.case.pk]


def test_it_cannot_be_taken_back(story: Story) -> None:
    fact = make_answer(story)
    version = story.fresh().version
    with pytest.raises(NotNow, match=f"Na het verlof is dossier {story.files()[1].number} begonnen"):
        operations.withdraw_fact(
            actor=story.cast.daan, case=story.case, fact_id=fact.pk, expected_version=version, at=noon(ANSWERED)
        )
    assert len(story.files()) == 2


def test_an_old_page_splits_nothing(story: Story) -> None:
    story.again()
    version = story.fresh().version
    story.hours(AGAIN + timedelta(days=5))
    with pytest.raises(Stale):
        story.answer(expected_version=version)
    assert len(story.files()) == 1


def test_the_second_of_two_answers_finds_the_file_changed(story: Story) -> None:
    story.again()
    version = story.fresh().version
    story.answer(expected_version=version)
    with pytest.raises(Stale):
        story.answer(expected_version=version)
    assert len(story.files()) == 2


@pytest.mark.parametrize("name", ["anna", "carla", "noor", "ina"])
def test_only_the_bedrijfsarts_answers(story: Story, name: str) -> None:
    story.again()
    with pytest.raises(PermissionDenied):
        story.answer(actor=getattr(story.cast, name))


def test_nor_the_bedrijfsarts_of_somebody_else(story: Story) -> None:
    story.again()
    with pytest.raises(ObjectDoesNotExist):
        story.answer(actor=story.cast.gijs)
    assert len(story.files()) == 1


@pytest.mark.parametrize("model", [Spell, CapacityChange, ContactMoment, SickReport, MaternityLeave])
def test_the_bedrijfsarts_moves_nothing_himself(story: Story, model: type[models.Model]) -> None:
    """The database stops him: only the part of the system that splits may, and it does only that."""
    story.again()
    with acting_as(story.cast.daan):
        assert model._default_manager.filter(case=story.case).update(case=story.case.pk + 1) == 0
    with pytest.raises(ProgrammingError), transaction.atomic(), acting_as(story.cast.daan):
        AbsenceCase.objects.create(
            employer_id=story.case.employer_id,
            employee=story.employee,
            first_sick_day=AGAIN,
            reported_on=AGAIN,
            physician_id=story.case.physician_id,
        )


def test_who_sees_which_of_the_two(story: Story) -> None:
    """The same people: whoever guided the whole guides both."""
    parting(story)
    for name in ("anna", "carla", "noor", "daan", "bert", "ina"):
        assert len(story.files(getattr(story.cast, name))) == 2, name
    for name in ("eva", "finn", "loes", "gijs", "hans"):
        assert story.files(getattr(story.cast, name)) == [], name


def test_it_is_all_or_nothing(story: Story) -> None:
    """What fails on the way leaves the one file as it was."""
    story.again()
    before = facts_of(story.case)

    class Failure(Exception): ...

    with pytest.raises(Failure), transaction.atomic():
        story.answer()
        raise Failure
    assert (facts_of(story.case), len(story.files())) == (before, 1)
