"""Putting right what was reported: the first sick day, a report that was a mistake, a death."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django_fsm import TransitionNotAllowed

from accounts.actor import Actor, acting_as, system
from accounts.models import AuditEvent
from accounts.operation import NotNow, Stale
from accounts.terms import Role
from cases import operations
from cases.computation import deadlines_of
from cases.models import AbsenceCase, CaseFact, Completion, Milestone, Notice, Spell
from cases.operations.closing import close_due
from cases.operations.reminders import remind
from cases.operations.steps import complete, touch
from documents.models import Document
from tests.cast import Cast
from tests.documents import arrange
from tests.factories import cases as make

TODAY = make.day(20)
EARLIER = make.MONDAY - timedelta(days=5)
AT = datetime(2026, 1, 24, 9, tzinfo=UTC)


@pytest.fixture
def case(cast: Cast) -> AbsenceCase:
    return make.assign(cast, make.report(cast.anna, cast.carla_file), on=make.day(10))


def correct(
    cast: Cast, case: AbsenceCase, day: date, *, today: date = TODAY, ground: str = "typing_error"
) -> AbsenceCase:
    version = make.fresh(cast.anna, case).version
    return operations.correct_first_sick_day(
        actor=cast.anna, case=case, first_sick_day=day, ground=ground, expected_version=version, today=today, at=AT
    )


def cancel(cast: Cast, case: AbsenceCase, *, today: date = TODAY) -> AbsenceCase:
    version = make.fresh(cast.anna, case).version
    return operations.cancel_report(actor=cast.anna, case=case, expected_version=version, today=today)


def die(cast: Cast, case: AbsenceCase, on: date, *, today: date = TODAY) -> AbsenceCase:
    version = make.fresh(cast.anna, case).version
    return operations.record_death(actor=cast.anna, case=case, died_on=on, expected_version=version, today=today)


def done(cast: Cast, case: AbsenceCase, key: str, on: date) -> None:
    with acting_as(cast.noor):
        complete(case=make.fresh(cast.noor, case), key=key, done_on=on, by=cast.noor)
        touch(make.fresh(cast.noor, case))


def told(actor: Actor, kind: str) -> int:
    with acting_as(actor):
        return Notice.objects.visible_to(actor).filter(kind=kind).count()


def stored(case: AbsenceCase) -> dict[str, tuple[str, date | None, date | None]]:
    with acting_as(system(Role.PROJECTOR)):
        return {row.key: (row.state, row.due_on, row.done_on) for row in Milestone.objects.filter(case_id=case.pk)}


def test_another_first_day_moves_every_open_step_and_no_done_one(cast: Cast, case: AbsenceCase) -> None:
    operations.accept_report(actor=cast.bert, case=case, today=make.day(3))
    correct(cast, case, EARLIER)
    found = make.fresh(cast.anna, case)
    assert (found.first_sick_day, found.days_late) == (EARLIER, 5)
    steps = stored(case)
    assert steps["problem_analysis"] == ("pending", make.day(42, EARLIER), None)
    assert steps["arbo_report"][2] == make.day(3)
    with acting_as(cast.anna):
        assert Spell.objects.get(case=case).start == EARLIER
        assert AuditEvent.objects.filter(action="correct_report", case_id=case.pk).count() == 1


def test_the_stored_steps_equal_the_computation_afterwards(cast: Cast, case: AbsenceCase) -> None:
    correct(cast, case, EARLIER)
    computed = {step.key: step.due for step in deadlines_of(case) if step.occurrence == 1}
    assert {key: due for key, (_, due, _) in stored(case).items()} == computed


def test_everybody_who_guides_hears_of_it(cast: Cast, case: AbsenceCase) -> None:
    correct(cast, case, EARLIER)
    counts = {
        name: told(getattr(cast, name), "first_day_changed") for name in ("noor", "bert", "carla", "daan", "anna")
    }
    assert counts == {"noor": 1, "bert": 1, "carla": 1, "daan": 1, "anna": 0}
    assert told(cast.anna, "first_day_to_uwv") == 0


def test_after_the_report_to_uwv_the_employer_must_tell_uwv(cast: Cast, case: AbsenceCase) -> None:
    done(cast, case, "uwv_week_42_report", make.day(290))
    correct(cast, case, EARLIER, today=make.day(300))
    assert (told(cast.anna, "first_day_to_uwv"), told(cast.noor, "first_day_to_uwv")) == (1, 1)
    assert (told(cast.carla, "first_day_to_uwv"), told(cast.bert, "first_day_to_uwv")) == (0, 0)
    assert stored(case)["uwv_week_42_report"][2] == make.day(290)


def test_a_later_first_day_is_possible_too(cast: Cast, case: AbsenceCase) -> None:
    correct(cast, case, make.day(4))
    assert stored(case)["problem_analysis"][1] == make.day(45)


def test_not_after_a_step_that_somebody_did(cast: Cast, case: AbsenceCase) -> None:
    done(cast, case, "problem_analysis", make.day(15))
    assert correct(cast, case, make.day(15)).first_sick_day == make.day(15)
    with pytest.raises(ValidationError) as refusal:
        correct(cast, case, make.day(16))
    [sentence] = refusal.value.message_dict["first_sick_day"]
    assert sentence.startswith("Op 19 januari 2026 is al gedaan: Probleemanalyse.")


@pytest.mark.parametrize(
    "day", [make.MONDAY, TODAY + timedelta(days=1), date(2009, 12, 31), make.MONDAY - timedelta(days=729)]
)
def test_a_first_day_that_cannot_be_is_refused(cast: Cast, case: AbsenceCase, day: date) -> None:
    with pytest.raises(ValidationError) as refusal:
        correct(cast, case, day)
    assert set(refusal.value.message_dict) == {"first_sick_day"}
    assert make.fresh(cast.anna, case).first_sick_day == make.MONDAY


def test_not_on_or_after_the_first_recovery(cast: Cast, case: AbsenceCase) -> None:
    make.recover(cast.anna, case, make.day(15))
    with pytest.raises(ValidationError, match="beter gemeld"):
        correct(cast, case, make.day(15))
    correct(cast, case, make.day(14))


def test_not_on_a_day_of_leave(cast: Cast, case: AbsenceCase) -> None:
    version = make.fresh(cast.anna, case).version
    operations.record_leave(
        actor=cast.anna, case=case, first=make.day(5), last=make.day(9), expected_version=version, today=make.day(9)
    )
    with pytest.raises(ValidationError, match="verlof"):
        correct(cast, case, make.day(7))


@pytest.mark.parametrize(("gap", "fits"), [(-3, False), (0, False), (27, False), (28, True)])
def test_not_into_the_four_weeks_of_an_earlier_file(cast: Cast, gap: int, *, fits: bool) -> None:
    first = make.report(cast.anna, cast.carla_file)
    recovered = make.day(20)
    make.recover(cast.anna, first, recovered)
    second = make.report(cast.anna, cast.carla_file, recovered + timedelta(days=60))
    day, today = recovered + timedelta(days=gap), recovered + timedelta(days=70)
    if fits:
        assert correct(cast, second, day, today=today).first_sick_day == day
    else:
        with pytest.raises(ValidationError, match="dossier"):
            correct(cast, second, day, today=today)


def old_days(cast: Cast, case: AbsenceCase, **which: object) -> list[tuple[date, str]]:
    with acting_as(cast.noor):
        found = CaseFact.objects.visible_to(cast.noor).filter(case=case, kind="first_day_corrected", **which)
        return list(found.order_by("pk").values_list("on", "ground"))


def test_the_old_day_is_kept_with_the_reason(cast: Cast, case: AbsenceCase) -> None:
    correct(cast, case, EARLIER, ground="sick_earlier")
    assert old_days(cast, case) == [(make.MONDAY, "sick_earlier")]
    with acting_as(cast.anna):
        kept = CaseFact.objects.get(case=case, kind="first_day_corrected")
    assert (kept.recorded_by_id, kept.recorded_as) == (cast.anna.user_id, "employer")


def test_the_same_day_can_be_wrong_twice(cast: Cast, case: AbsenceCase) -> None:
    for day in (EARLIER, make.MONDAY, make.day(2)):
        correct(cast, case, day)
    assert old_days(cast, case, withdrawn_at=None) == [(EARLIER, "typing_error"), (make.MONDAY, "typing_error")]
    assert len(old_days(cast, case)) == 3


@pytest.mark.parametrize("ground", ["", "because"])
def test_no_correction_without_a_reason_of_the_list(cast: Cast, case: AbsenceCase, ground: str) -> None:
    with pytest.raises(ValidationError) as refusal:
        correct(cast, case, EARLIER, ground=ground)
    assert set(refusal.value.message_dict) == {"ground"}
    assert make.fresh(cast.anna, case).first_sick_day == make.MONDAY


def test_the_old_day_is_recorded_by_a_correction_only_and_stays(cast: Cast, case: AbsenceCase) -> None:
    version = make.fresh(cast.anna, case).version
    with pytest.raises(PermissionDenied):
        operations.record_fact(
            actor=cast.anna,
            case=case,
            kind="first_day_corrected",
            on=make.MONDAY,
            ground="uwv",
            expected_version=version,
            today=TODAY,
        )
    correct(cast, case, EARLIER)
    with acting_as(cast.anna):
        kept = CaseFact.objects.get(case=case, kind="first_day_corrected")
    version = make.fresh(cast.anna, case).version
    with pytest.raises(CaseFact.DoesNotExist):
        operations.withdraw_fact(actor=cast.anna, case=case, fact_id=kept.pk, expected_version=version, at=AT)


def test_only_the_first_spell_changes(cast: Cast, case: AbsenceCase) -> None:
    make.recover(cast.anna, case, make.day(12))
    make.report(cast.anna, cast.carla_file, make.day(16))
    correct(cast, case, EARLIER)
    with acting_as(cast.anna):
        starts = list(Spell.objects.filter(case=case).values_list("start", flat=True))
    assert starts == [EARLIER, make.day(16)]


def test_an_old_page_or_a_closed_file_is_refused(cast: Cast, case: AbsenceCase) -> None:
    with pytest.raises(Stale):
        operations.correct_first_sick_day(
            actor=cast.anna,
            case=case,
            first_sick_day=EARLIER,
            ground="typing_error",
            expected_version=99,
            today=TODAY,
            at=AT,
        )
    die(cast, case, make.day(15))
    with pytest.raises(NotNow):
        correct(cast, case, EARLIER)


@pytest.mark.parametrize("name", ["carla", "noor", "daan", "bert", "ina"])
def test_nobody_but_the_employer_corrects(cast: Cast, case: AbsenceCase, name: str) -> None:
    with pytest.raises(PermissionDenied):
        operations.correct_first_sick_day(
            actor=getattr(cast, name),
            case=case,
            first_sick_day=EARLIER,
            ground="typing_error",
            expected_version=case.version,
            today=TODAY,
            at=AT,
        )


def test_a_late_report_moves_no_date(cast: Cast, case: AbsenceCase) -> None:
    """Reported two weeks late: the same days, some of them passed."""
    late = make.report(cast.eva, cast.finn_file, make.MONDAY, today=make.day(15))
    assert late.days_late == 14
    dues = {key: due for key, (_, due, done_on) in stored(case).items() if done_on is None}
    assert {key: due for key, (_, due, _) in stored(late).items() if key in dues} == dues
    assert dues["arbo_report"] == make.day(7)


def test_a_cancelled_report_asks_for_nothing(cast: Cast, case: AbsenceCase) -> None:
    cancel(cast, case)
    found = make.fresh(cast.anna, case)
    assert (found.state, found.closed_on) == ("cancelled", TODAY)
    assert {state for state, *_ in stored(case).values()} <= {"cancelled", "done"}
    assert [told(getattr(cast, name), "report_cancelled") for name in ("noor", "bert", "carla", "daan")] == [1, 1, 1, 1]


def test_a_recovered_file_that_was_a_mistake_asks_for_nothing(cast: Cast, case: AbsenceCase) -> None:
    make.recover(cast.anna, case, make.day(15))
    cancel(cast, case)
    assert {state for state, *_ in stored(case).values()} <= {"cancelled", "done"}


def test_after_a_mistake_the_same_day_can_be_reported_again(cast: Cast, case: AbsenceCase) -> None:
    cancel(cast, case)
    again = make.report(cast.anna, cast.carla_file, make.MONDAY, today=TODAY)
    assert (again.pk != case.pk, again.state, again.first_sick_day) == (True, "reported", make.MONDAY)
    with acting_as(system(Role.PROJECTOR)):
        facts = AbsenceCase.objects.with_facts().get(pk=again.pk).facts()
    assert facts.report_days == (make.MONDAY,)


def test_a_mistaken_relapse_gives_back_the_recovery(cast: Cast, case: AbsenceCase) -> None:
    make.recover(cast.anna, case, make.day(12))
    make.report(cast.anna, cast.carla_file, make.day(16))
    cancel(cast, case)
    found = make.fresh(cast.anna, case)
    assert (found.state, found.recovered_on, found.closes_on) == ("recovered_waiting", make.day(12), make.day(40))
    make.report(cast.anna, cast.carla_file, make.day(18))
    assert make.fresh(cast.anna, case).state == "active"


@pytest.mark.parametrize(("day", "allowed"), [(42, True), (43, False)])
def test_cancelling_is_for_the_first_six_weeks(cast: Cast, case: AbsenceCase, day: int, *, allowed: bool) -> None:
    if allowed:
        assert cancel(cast, case, today=make.day(day)).state == "cancelled"
    else:
        with pytest.raises(NotNow):
            cancel(cast, case, today=make.day(day))


def test_a_signed_document_stays_in_a_file(cast: Cast, case: AbsenceCase) -> None:
    arrange.sign_analysis(cast, case)
    with pytest.raises(NotNow, match="ondertekend"):
        cancel(cast, case, today=make.day(30))
    with acting_as(cast.daan):
        assert Document.objects.filter(case=case).exists()


def test_death_closes_the_file_and_asks_nothing_more(cast: Cast, case: AbsenceCase) -> None:
    die(cast, case, make.day(18))
    found = make.fresh(cast.anna, case)
    assert (found.state, found.closed_on) == ("deceased", make.day(18))
    assert {state for state, *_ in stored(case).values()} <= {"cancelled", "done"}
    assert [told(getattr(cast, name), "file_closed") for name in ("noor", "bert", "daan", "carla")] == [1, 1, 1, 0]


def test_death_after_recovery_plans_no_contact(cast: Cast) -> None:
    """Absent for more than three months and recovered: half a year later nobody calls."""
    case = make.report(cast.anna, cast.carla_file)
    make.recover(cast.anna, case, make.day(120))
    assert stored(case)["relapse_prevention_contact"][0] == "pending"
    die(cast, case, make.day(130), today=make.day(130))
    assert not [key for key, (state, *_) in stored(case).items() if state == "pending"]


def test_nobody_is_reminded_of_a_file_of_the_dead(cast: Cast, case: AbsenceCase) -> None:
    die(cast, case, make.day(18))
    scheduler = system(Role.SCHEDULER)
    for k in range(19, 60):
        assert remind(actor=scheduler, today=make.day(k), at=arrange.AT) == 0


@pytest.mark.parametrize("on", [make.MONDAY - timedelta(days=1), TODAY + timedelta(days=1)])
def test_a_day_of_death_that_cannot_be_is_refused(cast: Cast, case: AbsenceCase, on: date) -> None:
    with pytest.raises(ValidationError):
        die(cast, case, on)


def test_a_closed_file_stays_closed(cast: Cast, case: AbsenceCase) -> None:
    make.recover(cast.anna, case, make.day(12))
    scheduler = system(Role.SCHEDULER)
    with acting_as(scheduler):
        close_due(actor=scheduler, today=make.day(50))
    with pytest.raises(TransitionNotAllowed):
        die(cast, case, make.day(18))
    with pytest.raises(NotNow):
        cancel(cast, case)


def test_nobody_reports_the_dead_sick(cast: Cast, case: AbsenceCase) -> None:
    die(cast, case, make.day(18))
    with pytest.raises(ValidationError, match="overlijden"):
        make.report(cast.anna, cast.carla_file, make.day(19))


def test_what_was_true_when_a_step_was_done_is_kept(cast: Cast, case: AbsenceCase) -> None:
    operations.accept_report(actor=cast.bert, case=case, today=make.day(3))
    correct(cast, case, EARLIER)
    with acting_as(cast.anna):
        row = Completion.objects.get(case=case, key="arbo_report")
    assert (row.due_on, row.rule_version) == (make.day(7), 1)
    assert any("11 januari 2026" in sentence for sentence in row.why)
