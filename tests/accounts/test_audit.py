"""The audit trail: who did what to which record, in which role. Never what the record says."""

import pytest
from django.db.utils import ProgrammingError

from accounts.actor import Actor, Origin, acting_as, coming_from, system
from accounts.audit import record
from accounts.models import AuditEvent
from accounts.purposes import PURPOSE_TEXTS, Purpose, purpose_of
from accounts.terms import Role
from cases import operations
from cases.models import Notice
from tests.cast import Cast
from tests.factories.cases import assign, day, hand_over, report


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
    hand_over(cast, case, on=day(9))
    with acting_as(cast.noor):
        notice = Notice.objects.visible_to(cast.noor).get(kind=Notice.Kind.ASSIGNED)
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
        "case": "ForeignKey",
        "subject_id": "BigIntegerField",
        "organisation_id": "BigIntegerField",
        "touched": "ArrayField",
        "purpose": "CharField",
        "ip": "GenericIPAddressField",
        "session": "CharField",
        "result": "CharField",
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


def seen_by(reader: Actor) -> list[str]:
    """What this person reads of the trail; the database says the same as the code."""
    with acting_as(reader):
        found = [event.action for event in AuditEvent.objects.visible_to(reader).order_by("pk")]
        assert [event.action for event in AuditEvent.objects.order_by("pk")] == found
    return found


def test_only_employee_and_own_bedrijfsarts_read_what_others_did(cast: Cast) -> None:
    """And never the trail of somebody else's file."""
    report(cast.anna, cast.carla_file)
    report(cast.eva, cast.finn_file)
    readers = ("anna", "carla", "daan", "noor", "bert", "ina", "eva", "finn", "gijs", "loes", "hans")
    found = {who: seen_by(getattr(cast, who)) for who in readers}
    readers_of_something = {who: len(seen) for who, seen in found.items() if seen}
    assert readers_of_something == {"anna": 1, "carla": 1, "daan": 1, "eva": 1, "finn": 1, "gijs": 1}
    with acting_as(cast.carla):
        assert {event.subject_id for event in AuditEvent.objects.all()} == {cast.carla_file.pk}


def test_trail_that_somebody_may_read_he_may_not_write(cast: Cast) -> None:
    """An employee reads what others did with the own file, and adds own acts only."""
    with pytest.raises(ProgrammingError, match="row-level security"), acting_as(cast.carla):
        AuditEvent.objects.create(actor_id=cast.anna.user_id, role="employer", subject_id=cast.carla_file.pk)


def test_event_says_why_for_whom_and_which_classes_of_data(cast: Cast) -> None:
    case = report(cast.anna, cast.carla_file)
    operations.read_case(actor=cast.bert, case=case)
    event = last(cast.bert)
    assert (event.purpose, event.organisation_id, event.result) == ("planning", cast.vitaal.pk, "done")
    assert event.touched == ["contact", "process", "vangnet", "hours"]


@pytest.mark.parametrize("who", ["anna", "carla", "daan"])
def test_reading_functional_data_names_that_class(cast: Cast, who: str) -> None:
    case = report(cast.anna, cast.carla_file)
    operations.read_case(actor=getattr(cast, who), case=case)
    assert "functional" in last(getattr(cast, who)).touched


def test_address_and_session_are_those_of_the_person_and_never_of_the_system(cast: Cast) -> None:
    renderer = system(Role.RENDERER, on_behalf_of=cast.anna)
    with coming_from(Origin(ip="192.0.2.7", session="ab12")):
        for actor in (cast.anna, renderer):
            with acting_as(actor):
                record(actor=actor, action="render", resource="documents.document", about=None)
    assert (last(cast.anna).ip, last(cast.anna).session) == ("192.0.2.7", "ab12")
    assert (last(renderer).ip, last(renderer).session) == (None, "")
    with acting_as(cast.anna):
        record(actor=cast.anna, action="render", resource="documents.document", about=None)
    assert last(cast.anna).ip is None


def test_every_role_has_a_purpose_and_every_purpose_a_text() -> None:
    assert {purpose_of(role, "read_case") for role in Role} <= set(PURPOSE_TEXTS)
    assert set(PURPOSE_TEXTS) == set(Purpose)
    assert purpose_of(Role.EMPLOYER, "register_employee") is Purpose.KEEPING
