"""What a provider reports about treatment is read by the bedrijfsarts and the employee, and by nobody else."""

from typing import Any

import pytest
from django.core.exceptions import ObjectDoesNotExist, PermissionDenied, ValidationError
from django.db import connection, transaction
from django.db.utils import IntegrityError, ProgrammingError

from accounts.actor import Actor, acting_as, system
from accounts.models import AuditEvent
from accounts.operation import NotNow, Stale
from accounts.terms import Role
from cases.models import AbsenceCase, Notice
from documents import operations
from documents.contents import LONGEST_MEDICAL_TEXT
from documents.models import TreatmentReport
from documents.operations.treatment import treatments_about, treatments_of
from interventions.models import Assignment, Intervention
from interventions.operations import refuse_assignment
from interventions.operations.following import move_help
from tests.documents.arrange import AT
from tests.documents.vault_story import SECRET, given
from tests.factories import interventions as make
from tests.interventions.conftest import DAY, Help, story

__all__ = ["story"]


def report(story: Help, asked: Intervention, text: str = SECRET, **more: Any) -> TreatmentReport:
    """The provider of the story writes."""
    said = {"sort": "intake", "text": text, "at": AT} | more
    return operations.report_treatment(actor=story.helper, intervention=asked, **said)


def texts(actor: Actor, asked: Intervention) -> list[tuple[str, list[str]]]:
    """What somebody reads: each report with its earlier versions."""
    with acting_as(actor):
        lines = treatments_about(actor, asked)
        return [(line.report.text, [one.text for one in line.earlier]) for line in lines]


def test_doctor_and_employee_read_it_and_nobody_else(story: Help) -> None:
    asked = make.accepted(story.helper, story.order())
    report(story, asked, f"  {SECRET} ")
    cast = story.cast
    assert [texts(actor, asked) for actor in (cast.daan, cast.carla, story.helper)] == [[(SECRET, [])]] * 3
    everybody_else = (cast.anna, cast.noor, cast.ina, cast.bert, cast.gijs, cast.finn, cast.eva)
    assert [texts(actor, asked) for actor in everybody_else] == [[]] * 7
    with acting_as(system(Role.PURGER)), connection.cursor() as cursor:
        cursor.execute("SELECT content FROM documents_treatmentreport")
        assert SECRET not in cursor.fetchone()[0]


def test_put_right_stands_beside_what_it_replaces(story: Help) -> None:
    asked = make.accepted(story.helper, story.order())
    first = report(story, asked, "Eerst")
    second = report(story, asked, "Toen", replaces=first)
    report(story, asked, "Anders", sort="treatment")
    report(story, asked, "Nu", replaces=second)
    assert texts(story.cast.daan, asked) == [("Nu", ["Toen", "Eerst"]), ("Anders", [])]
    with pytest.raises(Stale, match="intussen verbeterd"):
        report(story, asked, "Te laat", replaces=first)


def test_nobody_rewrites_or_removes_it(story: Help) -> None:
    asked = make.accepted(story.helper, story.order())
    report(story, asked)
    for actor in (story.helper, story.cast.daan, story.cast.carla):
        with acting_as(actor), connection.cursor() as cursor:
            for statement in ("UPDATE {} SET content = 'x'", "DELETE FROM {}"):
                cursor.execute(statement.format("documents_treatmentreport"))
                assert cursor.rowcount == 0


@pytest.mark.parametrize(
    ("said", "field"),
    [({"text": " "}, "text"), ({"text": "x" * (LONGEST_MEDICAL_TEXT + 1)}, "text"), ({"sort": "gossip"}, "sort")],
)
def test_what_cannot_be_stored_says_where(story: Help, said: dict[str, str], field: str) -> None:
    asked = make.accepted(story.helper, story.order())
    with pytest.raises(ValidationError) as refused:
        report(story, asked, **said)
    assert list(refused.value.message_dict) == [field]


def test_not_before_it_was_taken_on_nor_after_a_refusal(story: Help) -> None:
    asked = story.order()
    with pytest.raises(NotNow, match="aangenomen"):
        report(story, asked)
    refuse_assignment(actor=story.helper, intervention=asked, reason="no_room", note="", today=story.today)
    with pytest.raises(NotNow, match="gaat niet door"):
        report(story, asked)


def test_version_of_another_assignment_is_not_found(story: Help) -> None:
    one, other = (make.accepted(story.helper, story.order()) for _ in range(2))
    first = report(story, one)
    with pytest.raises(ObjectDoesNotExist):
        report(story, other, replaces=first)


def test_it_goes_with_the_assignment_for_the_provider_and_stays_for_the_others(story: Help) -> None:
    asked = make.accepted(story.helper, story.order())
    report(story, asked)
    with acting_as(story.cast.noor):
        Assignment.objects.filter(pk=asked.assignment_id).update(provider_until=story.today - DAY)
    assert texts(story.helper, asked) == []
    assert texts(story.cast.daan, asked) == texts(story.cast.carla, asked) == [(SECRET, [])]


def test_another_provider_neither_reads_nor_writes(story: Help) -> None:
    asked = make.accepted(story.helper, story.order())
    report(story, asked)
    other = make.make_helper(make.make_provider("Praktijk Elders"))
    assert texts(other, asked) == []
    with pytest.raises(ObjectDoesNotExist):
        operations.report_treatment(actor=other, intervention=asked, sort="intake", text="x", at=AT)
    for actor in (story.cast.noor, story.cast.daan, story.cast.anna):
        with pytest.raises(PermissionDenied):
            operations.report_treatment(actor=actor, intervention=asked, sort="intake", text="x", at=AT)


def test_database_lets_no_other_provider_write_and_no_other_reader_in(story: Help) -> None:
    asked = make.accepted(story.helper, story.order())
    made = report(story, asked)
    other = make.make_helper(make.make_provider("Praktijk Elders"))
    kept = {
        name: getattr(made, name)
        for name in (
            "case_id employee_id employer_id ohs_id assignment_id shown_to content written_by_id written_as written_at "
            "sort"
        ).split()
    }
    with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic(), acting_as(other):
        TreatmentReport.objects.create(**kept)
    for wider in ({"shown_to": ["bedrijfsarts", "employee", "provider", "employer"]}, {"written_as": "bedrijfsarts"}):
        with pytest.raises((IntegrityError, ProgrammingError)), transaction.atomic(), acting_as(story.helper):
            TreatmentReport.objects.create(**kept | wider)


def test_doctor_and_employee_hear_and_the_trail_of_others_says_nothing(story: Help) -> None:
    asked = make.accepted(story.helper, story.order())
    made = report(story, asked)
    operations.read_treatments(actor=story.helper, intervention=asked)
    cast = story.cast
    with acting_as(system(Role.MAILER)):
        told = Notice.objects.filter(kind="vault_report").order_by("membership__role")
        assert [(one.membership.role, one.about_id) for one in told.select_related("membership")] == [
            ("bedrijfsarts", made.pk),
            ("employee", made.pk),
        ]
    for actor, seen in ((cast.carla, 1), (cast.daan, 1), (cast.noor, 0), (cast.anna, 0), (cast.ina, 0)):
        with acting_as(actor):
            events = AuditEvent.objects.visible_to(actor).filter(action="report_treatment")
            assert events.count() == seen, actor.role


def test_put_right_after_a_split_stays_in_the_file_in_which_it_stood(story: Help) -> None:
    """Or one medical file shows a text that was put right as if it still held, and the other one without its past."""
    asked = make.accepted(story.helper, story.order())
    first = report(story, asked, "Eerst")
    with acting_as(story.cast.noor):
        values = {name: getattr(story.case, name) for name in ("employer", "employee", "ontzorgmanager", "assigned_on")}
    with acting_as(system(Role.SPLITTER)):
        AbsenceCase.objects.filter(pk=story.case.pk).update(state="closed", closed_on=story.today)
        days = {"first_sick_day": story.today, "reported_on": story.today}
        treated_by = {"ohs_id": story.case.ohs_id, "physician_id": story.case.physician_id}
        later = AbsenceCase.objects.create(state="active", **days, **values, **treated_by)
        move_help(earlier=AbsenceCase.objects.get(pk=story.case.pk), later=later, since=story.today)
    moved = story.now(asked)
    assert moved.case_id == later.pk
    report(story, moved, "Nu", replaces=first)
    report(story, moved, "Nieuw")
    with acting_as(story.cast.daan):
        found = {case: treatments_of(story.cast.daan, case) for case in (story.case, later)}
        shown = {case.pk: [(line.report.text, len(line.earlier)) for line in lines] for case, lines in found.items()}
    assert shown == {story.case.pk: [("Nu", 1)], later.pk: [("Nieuw", 0)]}


def test_same_text_is_not_sent_twice(story: Help) -> None:
    """A form that was sent twice, or put right without a change, is no news."""
    asked = make.accepted(story.helper, story.order())
    first = report(story, asked)
    for replaces in (None, first):
        with pytest.raises(NotNow, match="staat er al"):
            report(story, asked, f"{SECRET} ", replaces=replaces)
    report(story, asked, sort="treatment")
    assert [text for text, _ in texts(story.cast.daan, asked)] == [SECRET, SECRET]


def test_only_the_writer_puts_it_right(story: Help) -> None:
    asked = make.accepted(story.helper, story.order())
    made = report(story, asked)
    colleague = make.make_helper(story.provider, "Kees Collega")
    with pytest.raises(NotNow, match="van een collega"):
        operations.report_treatment(actor=colleague, intervention=asked, sort="intake", text="x", at=AT, replaces=made)
    assert texts(colleague, asked) == [(SECRET, [])]


def test_database_holds_that_it_is_about_who_the_assignment_is_about(story: Help) -> None:
    asked = make.accepted(story.helper, story.order())
    made = report(story, asked)
    names = "case_id ohs_id assignment_id shown_to content written_by_id written_as written_at sort".split()
    kept = {name: getattr(made, name) for name in names}
    cast = story.cast
    for other in (
        {"employee_id": cast.finn_file.pk, "employer_id": cast.bakery.pk},
        {"employee_id": cast.carla_file.pk, "employer_id": cast.garage.pk},
    ):
        with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic(), acting_as(story.helper):
            TreatmentReport.objects.create(**kept, **other)


def test_paper_for_uwv_and_report_of_the_same_number_are_both_told(story: Help) -> None:
    asked = make.accepted(story.helper, story.order())
    made = report(story, asked)
    paper = given(story.cast, story.case)
    with acting_as(system(Role.MAILER)):
        told = Notice.objects.filter(membership__role="employee", kind__startswith="vault_").order_by("kind")
        assert [(one.kind, one.about_id) for one in told] == [("vault_ready", paper.pk), ("vault_report", made.pk)]


def test_without_an_arbodienst_there_is_nobody_to_keep_it(story: Help) -> None:
    asked = make.accepted(story.helper, story.order())
    with acting_as(system(Role.SPLITTER)):
        AbsenceCase.objects.filter(pk=story.case.pk).update(ohs=None, physician=None)
    with pytest.raises(NotNow, match="geen bedrijfsarts"):
        report(story, asked)
