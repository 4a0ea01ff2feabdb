"""Documents of a file that is split: what was written since goes along, and every signature stays valid."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from django.db import DatabaseError, connection, transaction

from accounts.actor import Actor, acting_as, system
from accounts.terms import Role
from cases.computation import facts_of
from cases.models import AbsenceCase, Completion
from cases.operations import record_fact, record_leave
from cases.splitting import facts_after
from documents import operations
from documents.canonical import is_intact
from documents.contents import LimitationLine
from documents.models import (
    Advice,
    AdviceFollowUp,
    Attachment,
    Document,
    GuaranteeConfirmation,
    Limitation,
    Message,
    MessageReceipt,
    PlanActivity,
    Rendition,
    Signature,
    Thread,
)
from documents.operations.purging import due_files, purge_files
from employers.models import Employee
from tests.cases.split import AGAIN, ANSWERED, FIRST, LAST, noon
from tests.cast import Cast
from tests.documents import arrange, ledger_story
from tests.documents.papers import make_pdf
from tests.factories import cases as make
from tests.factories import letters
from tests.factories.employers import ARRANGER

WRITTEN = AGAIN + timedelta(days=35)


class Travel:
    """The day goes along with the story: a draft carries the moment of its last change."""

    def __init__(self, clock: time_machine.Traveller) -> None:
        self.clock = clock

    def to(self, day: date) -> date:
        self.clock.move_to(noon(day))
        return day


@pytest.fixture
def travel() -> Iterator[Travel]:
    with time_machine.travel(noon(make.MONDAY), tick=True) as clock:
        yield Travel(clock)


@pytest.fixture
def case(cast: Cast, travel: Travel) -> AbsenceCase:
    """Carla's file: sick, on leave, sick again right after it. In the first sickness there was a plan."""
    found = arrange.make_case(cast)
    analyse(cast, found, travel.to(arrange.TODAY))
    signed = arrange.propose(cast, arrange.draft_plan(cast, found))
    for party in (cast.anna, cast.carla):
        arrange.sign(party, signed)
    make.recover(cast.anna, found, FIRST, today=travel.to(FIRST))
    version = make.fresh(cast.anna, found).version
    record_leave(actor=cast.anna, case=found, first=FIRST, last=LAST, expected_version=version, today=FIRST)
    make.report(cast.anna, cast.carla_file, AGAIN, today=travel.to(AGAIN))
    travel.to(WRITTEN)
    return make.fresh(cast.anna, found)


def split(cast: Cast, case: AbsenceCase, travel: Travel) -> AbsenceCase:
    record_fact(
        actor=cast.daan,
        case=case,
        kind="same_cause_after_leave",
        on=travel.to(ANSWERED),
        answer=False,
        expected_version=make.fresh(cast.daan, case).version,
        today=ANSWERED,
    )
    with acting_as(cast.anna):
        return AbsenceCase.objects.get(employee=case.employee_id, first_sick_day=AGAIN)


def analyse(cast: Cast, case: AbsenceCase, day: date, **fields: Any) -> Document:
    """Daan writes about this sickness and signs."""
    limits = (LimitationLine(ability="lifting", degree=2), LimitationLine(ability="standing", degree=1))
    said: dict[str, Any] = {"consult_on": day, "resumption_expected_on": None, "next_consult_on": None}
    content = arrange.make_analysis_content(**said | {"limitations": limits} | fields)
    draft = operations.draft_problem_analysis(actor=cast.daan, case=case, content=content, today=day)
    return operations.sign_problem_analysis(
        actor=cast.daan, document=draft, place="Utrecht", expected_version=1, today=day, at=noon(day)
    )


def plan(cast: Cast, case: AbsenceCase, day: date) -> Document:
    """Noor puts a plan before both."""
    lines = (arrange.make_activity(starts_on=day, ends_on=day + timedelta(days=42)),)
    draft = arrange.draft_plan(cast, case, activities=lines, build_up=(), next_evaluation_on=day + timedelta(days=35))
    return arrange.propose(cast, draft, today=day)


def of(actor: Actor, case: AbsenceCase) -> list[tuple[str, int, str]]:
    with acting_as(actor):
        found = Document.objects.visible_to(actor).filter(case=case).order_by("kind", "edition")
        return list(found.values_list("kind", "edition", "state"))


SIGNED = [("plan_of_action", 1, "signed"), ("problem_analysis", 1, "signed")]


def test_what_was_written_since_goes_along(cast: Cast, case: AbsenceCase, travel: Travel) -> None:
    analyse(cast, case, WRITTEN, max_hours_per_day=6)
    proposed = plan(cast, case, WRITTEN)
    later = split(cast, case, travel)
    assert of(cast.noor, case) == SIGNED
    assert of(cast.noor, later) == [("plan_of_action", 2, "proposed"), ("problem_analysis", 2, "signed")]
    with acting_as(cast.daan):
        for part, count in ((Limitation, 2), (Rendition, 1)):
            assert part.objects.filter(case=later).count() == count, part
        assert PlanActivity.objects.filter(case=later).count() == 1
        assert Signature.objects.filter(case=later, document=proposed).count() == 2
    assert make.fresh(cast.noor, later).plan_waits_for == ["employee", "employer"]
    assert make.fresh(cast.noor, case).plan_waits_for == []


@pytest.mark.usefixtures("private_files")
def test_paper_that_was_added_since_goes_along(cast: Cast, case: AbsenceCase, travel: Travel) -> None:
    said: dict[str, Any] = {"case": case, "kind": "work_offer", "content": make_pdf(), "dated_on": FIRST}
    for day in (LAST, WRITTEN):
        operations.add_attachment(actor=cast.anna, today=day, at=noon(travel.to(day)), **said)
    later = split(cast, case, travel)
    with acting_as(cast.carla):
        added = Attachment.objects.order_by("added_at").values_list("case_id", flat=True)
        assert list(added) == [case.pk, later.pk]


@pytest.mark.parametrize(("day", "goes_along"), [(LAST, False), (WRITTEN, True)])
def test_thread_stays_whole_in_the_file_in_which_it_was_begun(
    cast: Cast, case: AbsenceCase, travel: Travel, day: date, goes_along: bool
) -> None:
    thread = letters.begin(cast.carla, case, at=noon(day))
    letters.read(cast.noor, thread, at=noon(travel.to(WRITTEN)))
    letters.answer(cast.noor, thread, at=noon(WRITTEN))
    later = split(cast, case, travel)
    there = later if goes_along else case
    with acting_as(cast.carla):
        for model in (Thread, Message, MessageReceipt):
            assert set(model.objects.values_list("case_id", flat=True)) == {there.pk}, model


def test_every_signature_stays_valid(cast: Cast, case: AbsenceCase, travel: Travel) -> None:
    """Also of the party that signs after the split."""
    analysis, proposed = analyse(cast, case, WRITTEN), plan(cast, case, WRITTEN)
    arrange.sign(cast.anna, proposed, today=WRITTEN)
    later = split(cast, case, travel)
    arrange.sign(cast.carla, proposed, today=ANSWERED)
    for document in (analysis, proposed):
        found = arrange.fresh(cast.daan, document)
        assert (found.case_id, found.begun_in, found.state) == (later.pk, case.pk, "signed")
        assert found.answers
        assert all(is_intact(found, answer) for answer in found.answers)
    with acting_as(cast.noor):
        done = Completion.objects.filter(case=later, key="plan_of_action").values_list("done_on", flat=True)
        assert list(done) == [ANSWERED]


def test_a_draft_that_somebody_works_on_goes_along(cast: Cast, case: AbsenceCase, travel: Travel) -> None:
    draft = arrange.draft_analysis(cast, case)
    later = split(cast, case, travel)
    assert of(cast.daan, later) == [("problem_analysis", 2, "draft")]
    assert of(cast.anna, later) == []
    operations.sign_problem_analysis(
        actor=cast.daan, document=draft, place="Utrecht", expected_version=1, today=ANSWERED, at=noon(ANSWERED)
    )
    assert facts_of(later).done["problem_analysis"] == (ANSWERED,)


@pytest.mark.parametrize("hours", [4, 6])
def test_the_first_analysis_since_completes_the_step_of_its_file(
    cast: Cast, case: AbsenceCase, travel: Travel, hours: int
) -> None:
    """In the whole it was an update, or said nothing new; in the file that begins it is the first."""
    analyse(cast, case, WRITTEN, max_hours_per_day=hours)
    with acting_as(cast.daan):
        promised = facts_after(case, answer=False, today=ANSWERED)
    later = split(cast, case, travel)
    facts = facts_of(later)
    assert facts.done["problem_analysis"] == (WRITTEN,)
    assert (facts.capacity_changed_on, "problem_analysis_update" in facts.done) == ((), False)
    assert facts_of(case).done["problem_analysis"] == (arrange.TODAY,)
    if "problem_analysis" in promised.done:
        assert facts == promised


def test_without_documents_since_the_next_analysis_is_the_first(cast: Cast, case: AbsenceCase, travel: Travel) -> None:
    later = split(cast, case, travel)
    document = analyse(cast, later, ANSWERED)
    assert (document.edition, document.begun_in) == (1, None)
    assert facts_of(later).done["problem_analysis"] == (ANSWERED,)


def test_advice_goes_with_its_day_and_takes_its_story_along(cast: Cast, case: AbsenceCase, travel: Travel) -> None:
    before = ledger_story.give(cast.noor, case, today=LAST, due_on=LAST)
    ledger_story.confirm(cast.noor, case, today=LAST)
    advice = ledger_story.give(cast.noor, case, today=WRITTEN, due_on=WRITTEN)
    ledger_story.answer(cast.anna, advice, "refused", today=WRITTEN)
    ledger_story.confirm(cast.noor, case, today=WRITTEN, expected_number=1)
    later = split(cast, case, travel)
    with acting_as(cast.noor):
        assert dict(Advice.objects.values_list("pk", "case")) == {before.pk: case.pk, advice.pk: later.pk}
        assert list(AdviceFollowUp.objects.values_list("case", flat=True)) == [later.pk]
        numbers = GuaranteeConfirmation.objects.values_list("case", "number")
        assert sorted(numbers) == [(case.pk, 1), (later.pk, 2)]
        connection.check_constraints()


@pytest.mark.usefixtures("private_files")
def test_answer_stays_without_its_paper_when_only_the_file_of_the_paper_is_removed(
    cast: Cast, case: AbsenceCase, travel: Travel
) -> None:
    said: dict[str, Any] = {"case": case, "kind": "work_offer", "content": make_pdf(), "dated_on": LAST}
    paper = operations.add_attachment(actor=cast.anna, today=LAST, at=noon(travel.to(LAST)), **said)
    travel.to(WRITTEN)
    advice = ledger_story.give(cast.noor, case, today=WRITTEN, due_on=WRITTEN)
    ledger_story.answer(cast.anna, advice, "done", today=WRITTEN, paper_id=paper.pk)
    later = split(cast, case, travel)
    with acting_as(ARRANGER):
        Employee.objects.filter(pk=case.employee_id).update(ended_on=ANSWERED)
    due = travel.to(ANSWERED.replace(year=ANSWERED.year + 6))
    with acting_as(system(Role.PURGER)) as purger:
        assert [one.pk for one in due_files(due)] == [case.pk]
        purge_files(actor=purger, on=due, at=noon(due), proof=False)
    with acting_as(cast.noor):
        assert not AbsenceCase.objects.filter(pk=case.pk).exists()
        left = AdviceFollowUp.objects.get()
        assert (left.case_id, left.note, left.paper_id) == (later.pk, "De ochtendploeg is vol.", None)
        connection.check_constraints()


@pytest.mark.usefixtures("private_files")
def test_no_role_takes_the_paper_off_an_answer(cast: Cast, case: AbsenceCase, travel: Travel) -> None:
    said: dict[str, Any] = {"case": case, "kind": "work_offer", "content": make_pdf(), "dated_on": LAST}
    paper = operations.add_attachment(actor=cast.anna, today=LAST, at=noon(travel.to(LAST)), **said)
    advice = ledger_story.give(cast.noor, case, today=travel.to(WRITTEN), due_on=WRITTEN)
    done = ledger_story.answer(cast.anna, advice, "done", today=WRITTEN, paper_id=paper.pk)
    for actor in (cast.anna, cast.noor, system(Role.PURGER), system(Role.SPLITTER)):
        with acting_as(actor), pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
            AdviceFollowUp.objects.filter(pk=done.pk).update(paper=None)
