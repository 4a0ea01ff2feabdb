"""The medical file stays when the file and the person go, and goes twenty years after its last change."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from pathlib import Path

import pytest
from django.utils import timezone

from accounts.actor import acting_as, system
from accounts.terms import Role
from cases import operations as cases
from cases.models import AbsenceCase, LegalHold, PurgeRecord
from cases.operations.closing import close_case
from cases.operations.holds import hold_file
from documents.models import ConsultNote
from documents.purge import cut_offs, due, purge
from employers.models import Employee
from tests.cast import Cast
from tests.documents import arrange, raw
from tests.documents.vault_story import given, note, treated
from tests.factories.employers import ARRANGER

TABLES = ("documents_consultnote", "documents_medicalinformation", "documents_treatmentreport")
LAST = timezone.localtime(arrange.AT).date()
DUE = LAST.replace(year=LAST.year + 20)


@dataclass(frozen=True)
class Left:
    """Carla recovered and left long ago; her medical file has two notes, a paper for UWV and a therapist's report."""

    cast: Cast
    case: AbsenceCase


@pytest.fixture
def left(cast: Cast, case: AbsenceCase, private_files: Path) -> Left:
    note(cast.daan, case)
    note(cast.daan, case, "Nog een keer", ago=3)
    given(cast, case)
    treated(cast, case)
    with acting_as(cast.anna):
        version = AbsenceCase.objects.get(pk=case.pk).version
    today = arrange.TODAY
    cases.report_recovery(actor=cast.anna, case=case, recovered_on=today, expected_version=version, today=today)
    closed = today.replace(month=today.month + 2)
    close_case(actor=system(Role.SCHEDULER), case=case, today=closed)
    with acting_as(ARRANGER):
        Employee.objects.filter(pk=cast.carla_file.pk).update(ended_on=closed)
    return Left(cast, case)


def counts() -> list[int]:
    return [raw.count(table) for table in TABLES]


def run(on: date) -> dict[str, int]:
    return purge(on=on, at=datetime.combine(on, time(12), tzinfo=UTC))


def test_it_outlives_file_and_person(left: Left) -> None:
    run(date(LAST.year + 5, 1, 1))
    with acting_as(ARRANGER):
        assert not AbsenceCase.objects.filter(pk=left.case.pk).exists()
        assert not Employee.objects.filter(pk=left.cast.carla_file.pk).exists()
    assert counts() == [2, 1, 1]
    with acting_as(left.cast.daan):  # without the file no page and no row leads to it
        assert not ConsultNote.objects.visible_to(left.cast.daan).exists()
    assert raw.rows_with("documents_consultnote.case_id", left.case.pk) == 2


def test_it_goes_twenty_years_after_the_last_change(left: Left) -> None:
    before = DUE.replace(day=DUE.day - 1)
    assert cut_offs(DUE)["medical"] == LAST
    run(before)
    assert counts() == [2, 1, 1]
    assert (due(before)["medical"], due(DUE)["medical"]) == (0, 4)
    assert run(DUE)["medical"] == 4
    assert counts() == [0, 0, 0]
    with acting_as(left.cast.ina):
        record = PurgeRecord.objects.visible_to(left.cast.ina).filter(kind="medical", rows=4).get()
    one_each = {"documents.medicalinformation": 1, "documents.treatmentreport": 1}
    assert record.counts == {"documents.consultnote": 2} | one_each


def test_what_went_is_counted_as_what_was_due(left: Left) -> None:
    """Or the bar of a purge by hand never fills, or is full before the end."""
    told: list[int] = []
    expected = due(DUE)["medical"]
    purge(
        on=DUE,
        at=datetime.combine(DUE, time(12), tzinfo=UTC),
        tell=lambda kind, done: told.append(done) if kind == "medical" else None,
    )
    assert (expected, told[-1]) == (4, 4)


def test_later_change_keeps_everything_of_that_file(left: Left) -> None:
    later = arrange.AT.replace(year=arrange.AT.year + 1)
    note(left.cast.daan, left.case, "Nog iets", at=later, today=later.date())
    run(DUE)
    assert counts() == [3, 1, 1]


def test_held_file_keeps_it(left: Left) -> None:
    hold_file(actor=left.cast.noor, case=left.case, ground="dispute", today=arrange.TODAY)
    assert (due(DUE)["file"], due(DUE)["medical"]) == (0, 0)
    run(DUE)
    assert counts() == [2, 1, 1]
    with acting_as(left.cast.noor):
        LegalHold.objects.filter(case=left.case).update(lifted_on=LAST, lifted_by=left.cast.noor.user_id)
    run(DUE)
    assert counts() == [0, 0, 0]
