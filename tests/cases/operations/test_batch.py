"""One bad file does not stop the others."""

from django.db import IntegrityError

from accounts.actor import acting_as
from accounts.operation import NotNow
from cases.models import AbsenceCase
from cases.operations.batch import one_by_one
from tests.factories import cases as files
from tests.factories import employers as make


def test_what_refuses_is_undone_and_the_rest_is_kept(cast, caplog):
    people = [make.make_employee(cast.bakery, name) for name in ("Aad", "Ben", "Cor")]
    cases = [files.report(cast.anna, person) for person in people]

    def renumber(case: AbsenceCase) -> None:
        AbsenceCase.objects.filter(pk=case.pk).update(version=50)
        if case.pk == cases[0].pk:
            raise NotNow("Niet nu")
        if case.pk == cases[1].pk:
            raise IntegrityError

    with acting_as(cast.anna):
        assert one_by_one(cases, renumber) == 1
    assert [files.fresh(cast.anna, case).version for case in cases] == [1, 1, 50]
    assert [record.getMessage() for record in caplog.records if record.name == "cases.operations.batch"] == [
        f"File {cases[0].pk} was passed over: NotNow",
        f"File {cases[1].pk} was passed over: IntegrityError",
    ]
