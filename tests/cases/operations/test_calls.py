"""Calling an arbeidsdeskundige, the answer, and the end of it."""

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.utils import IntegrityError
from django.utils import timezone

from accounts.actor import Actor, acting_as, system
from accounts.operation import NotNow, SomebodyElses, Stale
from accounts.terms import Role
from cases import operations
from cases.models import AbsenceCase, Completion, LabourExpertCall, Milestone, Notice
from cases.operations.calls import ASSESSMENT
from employers.models import LabourExpert, Membership
from employers.operations import change_labour_expert
from tests.access.world import File, self_guided
from tests.cases.calls import DAY, acts, long_sick
from tests.cast import Cast
from tests.factories.cases import assign, fresh, report
from tests.factories.employers import ARRANGER, make_labour_expert


@pytest.fixture
def today() -> date:
    """The day by which the database lets somebody look."""
    return timezone.localdate()


@pytest.fixture
def case(cast: Cast, today: date) -> AbsenceCase:
    return long_sick(cast, today)


@pytest.fixture
def expert(db: None) -> LabourExpert:
    return make_labour_expert()


def call(actor: Actor, case: AbsenceCase, expert: LabourExpert, today: date, **more: Any) -> LabourExpertCall:
    values = {"question": " Past het werk? ", "valid_to": today + 30 * DAY} | more
    return operations.call_labour_expert(actor=actor, case=case, expert=expert, today=today, **values)


def answer(expert: LabourExpert, case: AbsenceCase, today: date, **more: Any) -> LabourExpertCall:
    values = {"answer": " Twee uur per dag past. ", "reported_on": today, "expected_number": 0} | more
    return operations.answer_call(actor=acts(expert), case=case, today=today, at=timezone.now(), **values)


def told(kind: Notice.Kind) -> set[str]:
    with acting_as(system(Role.MAILER)):
        return set(Notice.objects.filter(kind=kind).values_list("membership__role", flat=True))


def test_file_names_who_is_called_and_until_when(
    cast: Cast, case: AbsenceCase, expert: LabourExpert, today: date
) -> None:
    before = fresh(cast.noor, case).version
    made = call(cast.noor, case, expert, today)
    now = fresh(cast.noor, case)
    assert (now.labour_expert_id, now.labour_expert_until) == (expert.pk, today + 30 * DAY)
    assert now.version == before + 1
    assert (made.question, made.called_as, made.valid_from) == ("Past het werk?", "ontzorgmanager", today)
    assert told(Notice.Kind.EXPERT_CALLED) == {"labour_expert", "employee"}


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"question": "  "}, "question"),
        ({"valid_to": -1}, "valid_to"),
        ({"valid_to": 183}, "valid_to"),
    ],
)
def test_call_is_refused(cast: Cast, case: AbsenceCase, today: date, more: dict[str, Any], field: str) -> None:
    expert = make_labour_expert()
    if "valid_to" in more:
        more = {"valid_to": today + more["valid_to"] * DAY}
    with pytest.raises(ValidationError) as refused:
        call(cast.noor, case, expert, today, **more)
    assert list(refused.value.message_dict) == [field]
    assert fresh(cast.noor, case).labour_expert_id is None


def test_first_and_longest_last_day_are_taken(cast: Cast, case: AbsenceCase, expert: LabourExpert, today: date) -> None:
    call(cast.noor, case, expert, today, valid_to=today)
    operations.end_call(actor=cast.noor, case=case, at=timezone.now(), today=today)
    call(cast.noor, case, expert, today, valid_to=today + 182 * DAY)


def test_who_is_not_active_is_not_called(cast: Cast, case: AbsenceCase, expert: LabourExpert, today: date) -> None:
    change_labour_expert(actor=cast.ina, expert=expert, name="Arie", bureau="Bureau", phone="030 1", is_active=False)
    with pytest.raises(ValidationError, match="kan niet meer worden gevraagd"):
        call(cast.noor, case, expert, today)


def test_who_has_the_role_no_longer_is_not_called(
    cast: Cast, case: AbsenceCase, expert: LabourExpert, today: date
) -> None:
    with acting_as(ARRANGER):
        Membership.objects.filter(user=expert.pk).update(valid_to=today - DAY)
    with pytest.raises(ValidationError, match="kan niet meer worden gevraagd"):
        call(cast.noor, case, expert, today)
    assert fresh(cast.noor, case).labour_expert_id is None


def test_one_at_a_time(cast: Cast, case: AbsenceCase, expert: LabourExpert, today: date) -> None:
    first = call(cast.noor, case, expert, today)
    with pytest.raises(NotNow, match="Er loopt al een vraag aan Arie"):
        call(cast.noor, case, make_labour_expert("Aad Ander"), today)
    row = {"called_as": "ontzorgmanager", "called_by_id": cast.noor.user_id, "employer_id": case.employer_id}
    with pytest.raises(IntegrityError, match="call_one_at_a_time"), transaction.atomic(), acting_as(cast.noor):
        LabourExpertCall.objects.create(
            case=case, expert=expert, question="x", valid_from=first.valid_to, valid_to=first.valid_to, **row
        )


def test_somebody_else_follows_after_the_last_day(
    cast: Cast, case: AbsenceCase, expert: LabourExpert, today: date
) -> None:
    earlier, other = today - 40 * DAY, make_labour_expert("Aad Ander")
    call(cast.noor, case, expert, earlier)
    call(cast.noor, case, other, today)
    assert fresh(cast.noor, case).labour_expert_id == other.pk
    with pytest.raises(AbsenceCase.DoesNotExist):
        answer(expert, case, today)


def test_answer_does_the_step_that_is_open(cast: Cast, case: AbsenceCase, expert: LabourExpert, today: date) -> None:
    call(cast.noor, case, expert, today)
    made = answer(expert, case, today)
    assert (made.answer, made.reported_on) == ("Twee uur per dag past.", today)
    with acting_as(cast.noor):
        done = Completion.objects.get(case=case, key=ASSESSMENT)
        assert (done.recorded_as, done.done_on) == ("labour_expert", today)
        assert Milestone.objects.get(case=case, key=ASSESSMENT).state == "done"
    assert told(Notice.Kind.EXPERT_ANSWERED) == {"employer", "employee", "ontzorgmanager", "bedrijfsarts"}


def test_answer_without_that_step_is_only_an_answer(cast: Cast, expert: LabourExpert, today: date) -> None:
    """Recovered meanwhile: nothing is due, and the question stays a question."""
    first = today - 500 * DAY
    case = assign(cast, report(cast.anna, cast.carla_file, first), on=first + 8 * DAY)
    case = operations.record_step(
        actor=cast.noor,
        case=case,
        key=ASSESSMENT,
        done_on=today - DAY,
        expected_version=case.version,
        today=today,
    )
    call(cast.noor, case, expert, today)
    answer(expert, case, today)
    with acting_as(cast.noor):
        assert [one.recorded_as for one in Completion.objects.filter(case=case, key=ASSESSMENT)] == ["ontzorgmanager"]


@pytest.mark.parametrize(
    ("more", "field"), [({"answer": " "}, "answer"), ({"days": -1}, "reported_on"), ({"days": 1}, "reported_on")]
)
def test_answer_is_refused(cast: Cast, case: AbsenceCase, today: date, more: dict[str, Any], field: str) -> None:
    expert = make_labour_expert()
    call(cast.noor, case, expert, today)
    if "days" in more:
        more = {"reported_on": today + more["days"] * DAY}
    with pytest.raises(ValidationError) as refused:
        answer(expert, case, today, **more)
    assert list(refused.value.message_dict) == [field]


def test_answer_of_an_old_page_does_not_take_the_place_of_another(
    cast: Cast, case: AbsenceCase, expert: LabourExpert, today: date
) -> None:
    call(cast.noor, case, expert, today)
    answer(expert, case, today)
    with pytest.raises(Stale, match="intussen een antwoord"):
        answer(expert, case, today, answer="Drie uur.")
    with pytest.raises(ValidationError, match="staat er al"):
        answer(expert, case, today, expected_number=1)


def test_answer_is_put_right_and_the_earlier_one_stays(
    cast: Cast, case: AbsenceCase, expert: LabourExpert, today: date
) -> None:
    called = call(cast.noor, case, expert, today)
    answer(expert, case, today)
    answer(expert, case, today, answer="Drie uur.", expected_number=1)
    answer(expert, case, today, answer="Vier uur.", expected_number=2)
    with acting_as(cast.carla):
        kept = LabourExpertCall.objects.visible_to(cast.carla).get(pk=called.pk)
    assert (kept.answer, kept.number, kept.put_right_on) == ("Vier uur.", 3, today)
    assert [(one.answer, one.reported_on, one.until) for one in kept.earlier] == [
        ("Drie uur.", today, today),
        ("Twee uur per dag past.", today, today),
    ]
    with acting_as(system(Role.MAILER)):
        heard = Notice.objects.filter(kind=Notice.Kind.EXPERT_ANSWERED, membership__role="employee")
        assert sorted(heard.values_list("occurrence", flat=True)) == [1, 2, 3]
    operations.end_call(actor=cast.noor, case=case, at=timezone.now(), today=today)
    with pytest.raises(AbsenceCase.DoesNotExist):
        answer(expert, case, today, answer="Toch niet.", expected_number=3)


def begun_earlier(cast: Cast, case: AbsenceCase, expert: LabourExpert, today: date) -> None:
    """Asked three days ago and seen today."""
    call(cast.noor, case, expert, today - 3 * DAY, valid_to=today + 30 * DAY)


def test_step_moves_along_with_the_day_that_is_put_right(
    cast: Cast, case: AbsenceCase, expert: LabourExpert, today: date
) -> None:
    begun_earlier(cast, case, expert, today)
    answer(expert, case, today)
    answer(expert, case, today, reported_on=today - 2 * DAY, expected_number=1)
    with acting_as(cast.noor):
        assert Completion.objects.get(case=case, key=ASSESSMENT).done_on == today - 2 * DAY
        taken_back = Completion.history.get(case=case, key=ASSESSMENT, withdrawn_at__isnull=False)
        assert (taken_back.done_on, taken_back.withdrawn_by_id) == (today, expert.pk)
        assert Milestone.objects.get(case=case, key=ASSESSMENT).done_on == today - 2 * DAY


def test_step_that_somebody_else_recorded_stays_as_it_is(
    cast: Cast, case: AbsenceCase, expert: LabourExpert, today: date
) -> None:
    begun_earlier(cast, case, expert, today)
    case = fresh(cast.noor, case)
    recorded = {"done_on": today, "expected_version": case.version, "today": today}
    operations.record_step(actor=cast.noor, case=case, key=ASSESSMENT, **recorded)
    answer(expert, case, today)
    answer(expert, case, today, reported_on=today - DAY, expected_number=1)
    with acting_as(cast.noor):
        assert [one.done_on for one in Completion.history.filter(case=case, key=ASSESSMENT)] == [today]


def test_end_keeps_question_and_answer(cast: Cast, case: AbsenceCase, expert: LabourExpert, today: date) -> None:
    call(cast.noor, case, expert, today)
    answer(expert, case, today)
    operations.end_call(actor=cast.noor, case=case, at=timezone.now(), today=today)
    with acting_as(cast.carla):
        kept = LabourExpertCall.objects.visible_to(cast.carla).get(case=case)
    assert (kept.answer, kept.ended_at is not None) == ("Twee uur per dag past.", True)
    with pytest.raises(NotNow):
        operations.end_call(actor=cast.noor, case=case, at=timezone.now(), today=today)


def test_employer_calls_in_a_file_that_he_guides_himself(
    cast: Cast, case: AbsenceCase, expert: LabourExpert, today: date
) -> None:
    with pytest.raises(SomebodyElses):
        call(cast.anna, case, expert, today)
    own = self_guided(File(cast.carla_file, cast.anna, cast.daan, cast.bert, cast.noor, case))
    assert call(cast.anna, own, expert, today).called_as == "employer"
    operations.end_call(actor=cast.anna, case=own, at=timezone.now(), today=today)


def test_closed_file_is_no_longer_asked_about(cast: Cast, case: AbsenceCase, expert: LabourExpert, today: date) -> None:
    with acting_as(cast.anna):
        AbsenceCase.objects.filter(pk=case.pk).update(state="closed", closed_on=today)
    with pytest.raises(NotNow, match="gesloten"):
        call(cast.noor, case, expert, today)


def died(cast: Cast, case: AbsenceCase, today: date) -> AbsenceCase:
    version = fresh(cast.anna, case).version
    return operations.record_death(actor=cast.anna, case=case, died_on=today, expected_version=version, today=today)


def cancelled(cast: Cast, case: AbsenceCase, today: date) -> AbsenceCase:
    version = fresh(cast.anna, case).version
    return operations.cancel_report(actor=cast.anna, case=case, expected_version=version, today=today)


def closed(cast: Cast, case: AbsenceCase, today: date) -> AbsenceCase:
    with acting_as(cast.anna):
        waiting = {"state": "recovered_waiting", "recovered_on": today - 28 * DAY, "closes_on": today}
        AbsenceCase.objects.filter(pk=case.pk).update(**waiting)
    with acting_as(system(Role.SCHEDULER)) as scheduler:
        assert operations.close_due(actor=scheduler, today=today) == 1
    return case


def left(cast: Cast, case: AbsenceCase, today: date) -> AbsenceCase:
    """The two years of sick pay are over, and the employee wants no WIA."""
    first = today - 728 * DAY
    fact = {
        "key": "wia_application",
        "ground": "declined_in_writing",
        "expected_version": fresh(cast.noor, case).version,
    }
    operations.waive_step(actor=cast.noor, case=case, today=first + 650 * DAY, **fact)
    with acting_as(system(Role.SCHEDULER)) as scheduler:
        assert operations.end_sick_pay_due(actor=scheduler, today=today + DAY) == 1
    return case


@pytest.mark.parametrize(
    ("end", "days"),
    [(died, 320), (cancelled, 10), (closed, 320), (left, 728)],
    ids=lambda one: getattr(one, "__name__", ""),
)
def test_file_that_is_over_is_seen_no_longer(
    cast: Cast, expert: LabourExpert, today: date, end: Any, days: int
) -> None:
    """Whoever ends it, also who may not end a question; question and answer stay."""
    first = today - days * DAY
    case = assign(cast, report(cast.anna, cast.carla_file, first), on=first + 8 * DAY)
    call(cast.noor, case, expert, today)
    end(cast, case, today)
    now = fresh(cast.noor, case)
    assert not now.is_open
    assert (now.labour_expert_id, now.labour_expert_until) == (None, None)
    with acting_as(cast.noor):
        kept = LabourExpertCall.objects.get(case=case)
    assert (kept.ended_at, kept.question) == (now.changed_at, "Past het werk?")
    with acting_as(acts(expert)):
        assert not AbsenceCase.objects.visible_to(acts(expert)).exists()
