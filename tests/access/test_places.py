"""The places under a plan: whoever lays them out fills in and wipes none of another party's. By raw SQL."""

from dataclasses import dataclass

import pytest
from django.db import ProgrammingError, connection, transaction

from accounts.actor import Actor, acting_as
from cases.models import AbsenceCase
from documents import operations
from documents.models import Document, Signature
from tests.cast import Cast
from tests.documents import arrange
from tests.documents.operations.test_own_management import draft, sent, take_back
from tests.factories import cases as files

WORDS = "Ik begin graag in de winkel."
OWN = "current_setting('ontzorg.user_id')::bigint"
FILL_IN = {
    "a vision": "UPDATE documents_signature SET vision = 'Prima.' WHERE party = %s",
    "no vision": "UPDATE documents_signature SET vision = '', no_vision = true WHERE party = %s",
    "nothing": "UPDATE documents_signature SET vision = '' WHERE party = %s",
    "a signature": "UPDATE documents_signature SET no_vision = true, vision = '', signed_at = now(), place = 'x',"
    f" method = 'password', content_hash = 'x', signed_by_id = {OWN} WHERE party = %s",
    "a refusal": "UPDATE documents_signature SET refused_at = now(), refusal_reason = 'content',"
    f" refused_by_id = {OWN} WHERE party = %s",
    "another party": "UPDATE documents_signature SET party = 'bedrijfsarts' WHERE party = %s",
}
LAPSE = (
    "UPDATE documents_signature SET signed_at = NULL, signed_by_id = NULL, place = '', method = '',"
    " content_hash = '' WHERE party = 'employee'"
)
LAY_OUT = (
    "INSERT INTO documents_signature (document_id, case_id, employer_id, shown_to, party, vision, no_vision, place,"
    " method, content_hash, refusal_reason, refusal_note)"
    " SELECT id, case_id, employer_id, shown_to, %s, %s, false, '', '', '', '', ''"
    " FROM documents_document WHERE kind = 'plan_of_action'"
)


@dataclass
class Plan:
    """A plan before both parties, who sent it, and whose place is tried."""

    document: Document
    writer: Actor
    employee: Actor


@pytest.fixture(params=["the employer himself", "an Ontzorgmanager"])
def plan(request: pytest.FixtureRequest, cast: Cast) -> Plan:
    """The employee gave a vision and did not sign yet."""
    if request.param == "an Ontzorgmanager":
        case, writer = arrange.make_case(cast), cast.noor
        arrange.sign_analysis(cast, case)
        document = arrange.propose(cast, arrange.draft_plan(cast, case))
    else:
        document, writer = sent(cast, own_file(cast)), cast.anna
    operations.add_vision(actor=cast.carla, document=arrange.fresh(cast.carla, document), vision=WORDS)
    return Plan(document, writer, cast.carla)


def own_file(cast: Cast) -> AbsenceCase:
    with acting_as(cast.ina):
        cast.bakery.policies.update(casemanagement_by="employer")
    return files.report(cast.anna, cast.carla_file)


def hit(actor: Actor, statement: str, *values: str) -> int:
    with acting_as(actor), connection.cursor() as cursor:
        cursor.execute(statement, values)
        return int(cursor.rowcount)


def place(plan: Plan) -> Signature:
    with acting_as(plan.employee):
        return Signature.objects.get(document=plan.document, party="employee")


@pytest.mark.parametrize("statement", FILL_IN.values(), ids=list(FILL_IN))
@pytest.mark.parametrize("back", [False, True], ids=["before the parties", "taken back"])
def test_place_of_the_employee_is_not_filled_in_by_who_sends_it(plan: Plan, statement: str, *, back: bool) -> None:
    if back:
        with acting_as(plan.writer):
            Document.objects.filter(pk=plan.document.pk).update(state="draft")
    with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
        hit(plan.writer, statement, "employee")
    assert (place(plan).vision, place(plan).is_open) == (WORDS, True)


def test_employee_fills_in_no_place_but_the_own(plan: Plan) -> None:
    for statement in FILL_IN.values():
        assert hit(plan.employee, statement, "employer") == 0


def test_signature_of_the_employee_lapses_only_with_the_plan(cast: Cast, plan: Plan) -> None:
    arrange.sign(cast.carla, plan.document, vision=WORDS)
    with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
        hit(plan.writer, LAPSE)
    assert place(plan).is_signed
    if plan.writer == cast.anna:
        take_back(cast.anna, plan.document)
        with acting_as(cast.anna):
            kept = Signature.objects.get(document=plan.document, party="employee")
        assert (kept.is_signed, kept.vision) == (False, WORDS)


def test_established_plan_is_never_a_draft_again(cast: Cast, plan: Plan) -> None:
    arrange.sign(cast.carla, plan.document)
    arrange.sign(cast.anna, plan.document)
    with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
        hit(plan.writer, "UPDATE documents_document SET state = 'draft', established_on = NULL WHERE state = 'signed'")
    assert place(plan).is_signed


def test_own_place_can_be_laid_out_and_only_empty_for_another(cast: Cast) -> None:
    case = own_file(cast)
    arrange.sign_analysis(cast, case)
    draft(cast.anna, case)
    with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
        hit(cast.anna, LAY_OUT, "employee", "Prima plan.")
    assert hit(cast.anna, LAY_OUT, "employee", "") == 1


def test_ontzorgmanager_lays_out_an_empty_place_only(cast: Cast) -> None:
    case = arrange.make_case(cast)
    arrange.sign_analysis(cast, case)
    arrange.draft_plan(cast, case)
    with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
        hit(cast.noor, LAY_OUT, "employer", "Prima plan.")
    assert hit(cast.noor, LAY_OUT, "employer", "") == 1


@pytest.mark.parametrize("party", ["employee", "employer"])
def test_places_are_removed_by_neither(plan: Plan, party: str) -> None:
    assert hit(plan.writer, "DELETE FROM documents_signature WHERE party = %s", party) == 0
