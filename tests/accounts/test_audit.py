"""The audit trail: who did what to which record, in which role. Never what the record says."""

import pytest
from django.db.utils import ProgrammingError

from accounts.actor import Actor, acting_as, system
from accounts.audit import record
from accounts.models import AuditEvent
from accounts.terms import Role
from cases import operations
from cases.models import Notice
from tests.cast import Cast
from tests.factories.cases import assign, day, report


def last(actor: Actor) -> AuditEvent:
    with acting_as(actor):
        event: AuditEvent = AuditEvent.objects.order_by("-pk")[0]
        return event


def test_event_names_actor_role_and_every_key_of_its_subject(cast: Cast) -> None:
    case = report(cast.anna, cast.carla_file)
    event = last(cast.anna)
    assert (event.actor_id, event.role, event.on_behalf_of_id) == (cast.anna.user_id, "employer", None)
    assert (event.employer_id, event.case_id, event.subject_id) == (cast.bakery.pk, case.pk, cast.carla_file.pk)


def test_event_about_a_child_names_its_file_and_its_employee(cast: Cast) -> None:
    case = assign(cast, report(cast.anna, cast.carla_file), on=day(8))
    with acting_as(cast.noor):
        notice = Notice.objects.visible_to(cast.noor).get()
        operations.mark_read(actor=cast.noor, notice=notice, at=notice.created_at)
    event = last(cast.noor)
    assert (event.resource, event.object_id) == ("cases.notice", notice.pk)
    assert (event.employer_id, event.case_id, event.subject_id) == (cast.bakery.pk, case.pk, cast.carla_file.pk)


def test_message_about_a_file_that_went_to_somebody_else_can_still_be_read(cast: Cast) -> None:
    """Its reader no longer sees the file, so the event has no employee to name."""
    case = assign(cast, report(cast.anna, cast.carla_file), on=day(8))
    assign(cast, case, cast.loes_profile, on=day(9))
    with acting_as(cast.noor):
        notice = Notice.objects.visible_to(cast.noor).get()
    operations.mark_read(actor=cast.noor, notice=notice, at=notice.created_at)
    event = last(cast.noor)
    assert (event.action, event.case_id, event.subject_id) == ("read_notice", case.pk, None)


def test_event_about_nothing_in_particular_has_no_keys(cast: Cast) -> None:
    with acting_as(cast.anna):
        record(actor=cast.anna, action="save_draft", resource="accounts.draft", about=None)
    event = last(cast.anna)
    assert (event.object_id, event.employer_id, event.case_id, event.subject_id) == (None, None, None, None)


def test_event_holds_no_content() -> None:
    """Numbers, names of verbs and a moment; a field for text would invite content."""
    kinds = {field.name: type(field).__name__ for field in AuditEvent._meta.fields}
    assert kinds == {
        "id": "BigAutoField",
        "at": "DateTimeField",
        "actor": "ForeignKey",
        "role": "CharField",
        "on_behalf_of": "ForeignKey",
        "action": "CharField",
        "resource": "CharField",
        "object_id": "BigIntegerField",
        "employer_id": "BigIntegerField",
        "case_id": "BigIntegerField",
        "subject_id": "BigIntegerField",
    }


def test_part_of_the_system_is_recorded_with_the_person_it_works_for(cast: Cast) -> None:
    renderer = system(Role.RENDERER, on_behalf_of=cast.anna)
    with acting_as(renderer):
        record(actor=renderer, action="render", resource="documents.document", about=None)
    event = last(renderer)
    assert (event.actor_id, event.role, event.on_behalf_of_id) == (None, "renderer", cast.anna.user_id)


def test_event_without_person_or_system_is_impossible(cast: Cast) -> None:
    nobody = Actor(role=Role.DESK)
    with pytest.raises(ProgrammingError, match="row-level security"), acting_as(nobody):
        record(actor=nobody, action="assign", resource="cases.absencecase", about=None)


def test_event_in_the_name_of_somebody_else_is_impossible(cast: Cast) -> None:
    with pytest.raises(ProgrammingError, match="row-level security"), acting_as(cast.ina):
        record(actor=cast.anna, action="assign", resource="cases.absencecase", about=None)


def test_nobody_reads_what_others_did(cast: Cast) -> None:
    report(cast.anna, cast.carla_file)
    for reader in (cast.carla, cast.ina, cast.eva):
        with acting_as(reader):
            assert not AuditEvent.objects.visible_to(reader).exists()
            assert not AuditEvent.objects.exists()
