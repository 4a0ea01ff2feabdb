"""In whose name a row is added. By raw SQL and through the ORM, as the runtime role."""

from collections.abc import Iterator

import pytest
from django.db import ProgrammingError, connection, models, transaction

from accounts.actor import acting_as
from accounts.models import User
from accounts.policy import POLICY
from accounts.rls import tenant_models
from accounts.rows import TenantModel
from accounts.terms import SYSTEM_ROLES, Rows, Write
from cases.models import AbsenceCase, ExpertConsideration, WorkReply
from tests.cast import Cast
from tests.factories import cases as files
from tests.factories.work import propose

ANOTHER = {
    "employers.labourexpert.user",
    "employers.occupationalphysician.user",
    "employers.ontzorgmanager.user",
    "cases.emergencydecision.asked_by",
}
"""Who gets a place, and who asked what is decided: the account is that of another."""


BESIDE = {
    # Whom it is about, and in whose place it was done.
    "accounts.auditevent.on_behalf_of",
    "employers.employee.user",
    "documents.consultnote.under",
    "documents.medicalinformation.under",
    "documents.treatmentreport.under",
}
"""Accounts that a row may name later, or never."""


def written_by_people() -> Iterator[type[TenantModel]]:
    for model in tenant_models():
        label = model._meta.label_lower
        lines = [line for (role, one), line in POLICY.items() if one == label and role not in SYSTEM_ROLES]
        if any(part.writes & {Write.ADD, Write.CHANGE} for line in lines for part in (line, line.more) if part):
            yield model


def loose(*, null: bool) -> set[str]:
    """Which accounts in the rows that people write may be those of others."""
    found = set()
    for model in written_by_people():
        for field in model._meta.local_fields:
            if not isinstance(field, models.ForeignKey) or field.related_model is not User or field.null != null:
                continue
            held = field.name in (*model.in_own_name, *model.filled_in_by, model.row_paths.get(Rows.SELF))
            if not held and str(field.column) not in model.blank_row:
                found.add(f"{model._meta.label_lower}.{field.name}")
    return found


def test_account_that_a_row_must_name_is_of_who_adds_it() -> None:
    assert loose(null=False) == ANOTHER


def test_account_that_is_filled_in_later_is_of_who_does_it() -> None:
    assert loose(null=True) == BESIDE


@pytest.fixture
def case(cast: Cast) -> AbsenceCase:
    return files.assign(cast, files.report(cast.anna, cast.carla_file), on=files.day(3))


def test_nobody_considers_an_expert_in_the_name_of_a_colleague(cast: Cast, case: AbsenceCase) -> None:
    said = {"case": case, "employer_id": case.employer_id, "number": 1, "answer": "no", "reason": "Niet nodig."}
    with acting_as(cast.noor):
        with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
            ExpertConsideration.objects.create(**said, considered_on=files.MONDAY, considered_by_id=cast.ina.user_id)
        assert ExpertConsideration.objects.create(
            **said, considered_on=files.MONDAY, considered_by_id=cast.noor.user_id
        )


def test_nobody_answers_a_proposal_in_the_name_of_another(cast: Cast, case: AbsenceCase) -> None:
    proposal = propose(cast.carla, case)
    reply = {"proposal": proposal, "case_id": case.pk, "employer_id": case.employer_id, "replied_on": files.MONDAY}
    with acting_as(cast.anna):
        with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
            WorkReply.objects.create(**reply, kind="accepted", acted_as="employer", acted_by_id=cast.carla.user_id)
        assert WorkReply.objects.create(**reply, kind="accepted", acted_as="employer", acted_by_id=cast.anna.user_id)


STEP = (
    "INSERT INTO cases_completion (case_id, employer_id, key, done_on, recorded_at, recorded_as, recorded_by_id,"
    " rule_version, why, shown_to) VALUES (%s, %s, 'intake', %s, now(), 'ontzorgmanager', %s, 1, '{}',"
    " '{employer,ontzorgmanager}')"
)
BACK = "UPDATE cases_completion SET withdrawn_at = now(), withdrawn_by_id = %s WHERE key = 'intake'"


def test_nobody_records_a_step_or_takes_one_back_in_the_name_of_another(cast: Cast, case: AbsenceCase) -> None:
    values = [case.pk, case.employer_id, files.MONDAY]
    with acting_as(cast.noor), connection.cursor() as cursor:
        for another in (cast.anna.user_id, None):
            with pytest.raises(ProgrammingError, match="row-level security policy"), transaction.atomic():
                cursor.execute(STEP, [*values, another])
        cursor.execute(STEP, [*values, cast.noor.user_id])
        with pytest.raises(ProgrammingError, match="may not change"), transaction.atomic():
            cursor.execute(BACK, [cast.anna.user_id])
        cursor.execute(BACK, [cast.noor.user_id])
        assert cursor.rowcount == 1
