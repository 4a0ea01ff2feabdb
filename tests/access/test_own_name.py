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


def added_by_people() -> Iterator[type[TenantModel]]:
    for model in tenant_models():
        label = model._meta.label_lower
        lines = [line for (role, one), line in POLICY.items() if one == label and role not in SYSTEM_ROLES]
        if any(Write.ADD in part.writes for line in lines for part in (line, line.more) if part):
            yield model


def test_every_account_that_a_row_must_name_is_of_who_adds_it() -> None:
    loose = set()
    for model in added_by_people():
        for field in model._meta.local_fields:
            if not isinstance(field, models.ForeignKey) or field.related_model is not User or field.null:
                continue
            held = field.name in model.in_own_name or model.row_paths.get(Rows.SELF) == field.name
            if not held and str(field.column) not in model.blank_row:
                loose.add(f"{model._meta.label_lower}.{field.name}")
    assert loose == ANOTHER


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


@pytest.mark.parametrize("another", ["somebody else", "nobody"])
def test_nobody_records_a_step_in_the_name_of_another(cast: Cast, case: AbsenceCase, another: str) -> None:
    insert = (
        "INSERT INTO cases_completion (case_id, employer_id, key, done_on, recorded_at, recorded_as, recorded_by_id,"
        " rule_version, why, shown_to) VALUES (%s, %s, 'intake', %s, now(), 'ontzorgmanager', %s, 1, '{}',"
        " '{employer,ontzorgmanager}')"
    )
    values = [case.pk, case.employer_id, files.MONDAY]
    with acting_as(cast.noor), connection.cursor() as cursor:
        with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
            cursor.execute(insert, [*values, cast.anna.user_id if another == "somebody else" else None])
        cursor.execute(insert, [*values, cast.noor.user_id])
