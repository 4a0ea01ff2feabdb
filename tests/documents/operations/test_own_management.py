"""A file that the employer guides himself: he writes the plan, by the same operations and within the same locks."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import ProgrammingError, connection, transaction

from accounts.actor import Actor, acting_as
from accounts.operation import NotNow, SomebodyElses
from cases.models import AbsenceCase, Completion, Notice
from documents import operations
from documents.canonical import is_intact
from documents.models import Document, PlanOfAction, Rendition, Signature
from tests.cast import Cast
from tests.documents import arrange
from tests.factories import cases as files

OWN = {"case_manager_name": "Anna Smit, hoofd winkel", "case_manager_phone": "0546 555 166"}


@pytest.fixture
def own(cast: Cast) -> AbsenceCase:
    """Carla's file in a firm that guides its files itself; Daan is the bedrijfsarts, there is no Ontzorgmanager."""
    with acting_as(cast.ina):
        cast.bakery.policies.update(casemanagement_by="employer")
    return files.report(cast.anna, cast.carla_file)


def draft(actor: Actor, case: AbsenceCase, **fields: Any) -> Document:
    return operations.draft_plan(actor=actor, case=case, content=arrange.make_plan_content(**OWN | fields))


def send(actor: Actor, document: Document) -> Document:
    version = arrange.fresh(actor, document).version_no
    return operations.propose_plan(actor=actor, document=document, expected_version=version, today=arrange.TODAY)


def take_back(actor: Actor, document: Document) -> Document:
    version = arrange.fresh(actor, document).version_no
    return operations.withdraw_plan(actor=actor, document=document, expected_version=version)


def sent(cast: Cast, case: AbsenceCase) -> Document:
    arrange.sign_analysis(cast, case)
    return send(cast.anna, draft(cast.anna, case))


def taken_over(cast: Cast, case: AbsenceCase) -> AbsenceCase:
    return files.assign(cast, case, on=arrange.TODAY)


def test_employer_writes_sends_and_both_sign(cast: Cast, own: AbsenceCase) -> None:
    document = sent(cast, own)
    arrange.sign(cast.carla, document, vision="Ik begin graag in de winkel.")
    arrange.sign(cast.anna, document, vision="Wij maken een rooster.")
    found = arrange.fresh(cast.anna, document)
    assert (found.state, found.edition, found.plan.manager_name) == ("signed", 1, OWN["case_manager_name"])
    assert (found.plan.manager_function, found.plan.case_manager_id) == ("Casemanager van de werkgever", None)
    assert all(is_intact(found, answer) for answer in found.answers)
    with acting_as(cast.anna):
        done = Completion.objects.filter(case=own).values_list("key", flat=True)
        assert {"plan_of_action", "casemanager_designated"} <= set(done)
        assert Rendition.objects.get(document=document).state == "queued"
    assert draft(cast.anna, own).edition == 2


def test_the_last_signature_may_be_the_employees(cast: Cast, own: AbsenceCase) -> None:
    document = sent(cast, own)
    arrange.sign(cast.anna, document)
    arrange.sign(cast.carla, document)
    assert arrange.fresh(cast.daan, document).state == "signed"


def test_draft_of_the_employer_is_hidden_and_a_casemanager_is_named(cast: Cast, own: AbsenceCase) -> None:
    draft(cast.anna, own)
    for actor in (cast.carla, cast.daan, cast.bert, cast.ina, cast.eva, cast.noor):
        with acting_as(actor):
            assert not PlanOfAction.objects.all().exists()
    with pytest.raises(ValidationError) as error:
        operations.draft_plan(actor=cast.anna, case=own, content=arrange.make_plan_content())
    assert set(error.value.message_dict) == {"case_manager_name", "case_manager_phone"}


def test_taking_back_voids_the_employees_signature_and_keeps_the_vision(cast: Cast, own: AbsenceCase) -> None:
    document = sent(cast, own)
    arrange.sign(cast.carla, document, vision="Goed plan.")
    take_back(cast.anna, document)
    with acting_as(cast.carla):
        assert not Document.objects.of_kind("plan_of_action").exists()
    content = arrange.make_plan_content(**OWN, remarks="Aangepast.")
    version = arrange.fresh(cast.anna, document).version_no
    operations.revise_plan(actor=cast.anna, document=document, content=content, expected_version=version)
    send(cast.anna, document)
    mine = arrange.fresh(cast.carla, document).answers[1]
    assert (mine.vision, mine.is_signed, mine.content_hash) == ("Goed plan.", False, "")


def test_refusal_reaches_who_guides_the_file(cast: Cast, own: AbsenceCase) -> None:
    arrange.refuse(cast.carla, sent(cast, own))
    with acting_as(cast.anna):
        assert Notice.objects.visible_to(cast.anna).filter(kind="plan_refused").count() == 1


@pytest.mark.parametrize("assigned", [False, True])
def test_with_or_awaiting_an_ontzorgmanager_the_employer_writes_nothing(cast: Cast, *, assigned: bool) -> None:
    case = arrange.make_case(cast) if assigned else files.report(cast.anna, cast.carla_file)
    with pytest.raises(SomebodyElses):
        draft(cast.anna, case)
    with pytest.raises(PermissionDenied):
        draft(cast.carla, case)


@pytest.mark.parametrize("table", ["documents_planofaction", "documents_planactivity", "documents_signature"])
def test_database_holds_it_too(cast: Cast, own: AbsenceCase, table: str) -> None:
    """Raw SQL of the employer touches the parts of a plan as long as he guides the file."""
    document = send_draft(cast, own) if table == "documents_signature" else draft(cast.anna, own)
    column = "document_id" if table != "documents_planactivity" else "plan_id"
    statement = f"UPDATE {table} SET employer_id = employer_id WHERE {column} = %s"
    assert rows_hit(cast.anna, statement, document.pk) == 2 - (table == "documents_planofaction")
    taken_over(cast, own)
    # His own place under the plan stays his to fill in.
    assert rows_hit(cast.anna, statement, document.pk) == int(table == "documents_signature")


def send_draft(cast: Cast, case: AbsenceCase) -> Document:
    arrange.sign_analysis(cast, case)
    return send(cast.anna, draft(cast.anna, case))


def rows_hit(actor: Actor, statement: str, *values: Any) -> int:
    with acting_as(actor), connection.cursor() as cursor:
        cursor.execute(statement, values)
        return int(cursor.rowcount)


SIGNED = (
    "UPDATE documents_signature SET no_vision = true, signed_at = now(), signed_by_id = %s, place = 'x',"
    " method = 'password', content_hash = 'x' WHERE document_id = %s AND party = 'employee'"
)


def test_employer_cannot_sign_in_the_place_of_the_employee(cast: Cast, own: AbsenceCase) -> None:
    document = sent(cast, own)
    with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
        rows_hit(cast.anna, SIGNED, cast.anna.user_id, document.pk)
    with acting_as(cast.carla):
        assert not Signature.objects.get(document=document, party="employee").is_signed


def test_hidden_draft_stands_in_nobodys_way(cast: Cast, own: AbsenceCase) -> None:
    """Whoever takes the file over writes, sends and has it signed; the employer's draft stays his alone."""
    arrange.sign_analysis(cast, own)
    hidden = draft(cast.anna, own)
    taken_over(cast, own)
    document = arrange.propose(cast, arrange.draft_plan(cast, own))
    with pytest.raises(SomebodyElses):
        send(cast.anna, hidden)
    assert arrange.fresh(cast.anna, hidden).is_draft
    arrange.sign(cast.anna, document)
    arrange.sign(cast.carla, document)
    found = arrange.fresh(cast.noor, document)
    assert (found.state, found.edition, found.plan.manager_function) == ("signed", 1, "Ontzorgmanager")
    with acting_as(cast.noor):
        assert Document.objects.of_kind("plan_of_action").count() == 1


def test_successor_takes_back_what_was_sent_and_it_is_his(cast: Cast, own: AbsenceCase) -> None:
    document = sent(cast, own)
    taken_over(cast, own)
    with pytest.raises(SomebodyElses):
        take_back(cast.anna, document)
    with pytest.raises(NotNow, match="Er ligt al een Plan van aanpak voor"):
        arrange.draft_plan(cast, own)
    take_back(cast.noor, document)
    with acting_as(cast.anna):
        assert not Document.objects.of_kind("plan_of_action").exists()
    assert arrange.propose(cast, document).edition == 1
    found = arrange.fresh(cast.noor, document).plan
    assert (found.case_manager_id, found.case_manager_name) == (cast.noor.user_id, "")


def test_hidden_draft_of_an_ontzorgmanager_stands_in_nobodys_way(cast: Cast, own: AbsenceCase) -> None:
    """The other way round, as when a file begins anew under another policy."""
    arrange.sign_analysis(cast, own)
    taken_over(cast, own)
    arrange.draft_plan(cast, own)
    with acting_as(cast.desk):
        AbsenceCase.objects.filter(pk=own.pk).update(ontzorgmanager=None, assigned_on=None)
    document = send(cast.anna, draft(cast.anna, own))
    assert (document.state, document.edition) == ("proposed", 1)


def test_next_evaluation_still_has_to_be_within_six_weeks(cast: Cast, own: AbsenceCase) -> None:
    arrange.sign_analysis(cast, own)
    with pytest.raises(ValidationError):
        send(cast.anna, draft(cast.anna, own, next_evaluation_on=arrange.TODAY + timedelta(days=43)))
