"""Coaching notes: between employee and Ontzorgmanager, and nobody else."""

from datetime import UTC, datetime, time, timedelta
from typing import Any

import pytest
from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.db import connection, transaction
from django.db.utils import IntegrityError, ProgrammingError

from accounts.actor import Actor, acting_as, system
from accounts.models import AuditEvent
from accounts.operation import NotNow
from accounts.terms import Role
from cases import operations
from cases.models import AbsenceCase, CoachingNote, CoachingReaction, Notice
from cases.sweep import sweep
from employers.acting import actor_for
from employers.models import Membership
from tests.cast import Cast
from tests.factories.cases import assign, day, hand_over, recover, report
from tests.factories.employers import ARRANGER, make_substitution
from tests.factories.work import AGREED, ON, SPOKE, coach, react

DAY = timedelta(days=1)


@pytest.fixture
def case(cast: Cast) -> AbsenceCase:
    return assign(cast, report(cast.anna, cast.carla_file), on=day(9))


def told(kind: Notice.Kind) -> list[str]:
    with acting_as(system(Role.MAILER)):
        return sorted(Notice.objects.filter(kind=kind).values_list("membership__role", flat=True))


def stored(actor: Actor) -> list[int]:
    """What the database itself lets somebody find of both tables."""
    with acting_as(actor), connection.cursor() as cursor:
        found = []
        for table in ("cases_coachingnote", "cases_coachingreaction"):
            cursor.execute(f"SELECT count(*) FROM {table}")
            found += [cursor.fetchone()[0]]
        return found


def test_note_is_read_by_the_two_of_them(cast: Cast, case: AbsenceCase) -> None:
    note = coach(cast.noor, case)
    assert (note.number, note.text, note.agreed, note.until) == (1, SPOKE, AGREED, ON + 7 * DAY)
    said = react(cast.carla, note)
    assert (said.note_id, said.written_by_id) == (note.pk, cast.carla.user_id)
    assert [stored(who) for who in (cast.noor, cast.carla)] == [[1, 1]] * 2
    others = (cast.anna, cast.daan, cast.bert, cast.ina, cast.eva, cast.finn, cast.loes, cast.gijs, cast.hans)
    assert [stored(who) for who in others] == [[0, 0]] * len(others)
    assert told(Notice.Kind.COACHING_WRITTEN) == ["employee"]
    assert told(Notice.Kind.COACHING_ADDED) == ["ontzorgmanager"]


def test_notes_go_with_the_role(cast: Cast, case: AbsenceCase) -> None:
    coach(cast.noor, case)
    hand_over(cast, case, on=ON)
    assert (stored(cast.noor), stored(cast.loes), stored(cast.carla)) == ([0, 0], [1, 0], [1, 0])


def test_who_stands_in_reads_and_writes_in_the_own_name(cast: Cast, case: AbsenceCase) -> None:
    coach(cast.noor, case)
    paper = make_substitution(cast.noor_profile, cast.loes_profile)
    with acting_as(ARRANGER):
        substitute = actor_for(Membership.objects.get(pk=cast.loes.membership_id), paper)
    assert coach(substitute, case).written_by_id == cast.loes.user_id
    assert stored(substitute) == [2, 0]


def test_later_note_puts_an_earlier_one_right(cast: Cast, case: AbsenceCase) -> None:
    coach(cast.noor, case)
    second = coach(cast.noor, case, text="Toch anders", corrects=1)
    assert (second.number, second.corrects) == (2, 1)
    with pytest.raises(ValidationError, match="staat niet in dit dossier"):
        coach(cast.noor, case, corrects=7)
    with acting_as(cast.carla):
        assert list(CoachingNote.objects.order_by("number").values_list("text", flat=True)) == [SPOKE, "Toch anders"]


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"text": " "}, "text"),
        ({"talked_on": ON + DAY}, "talked_on"),
        ({"talked_on": day(1) - DAY}, "talked_on"),
        ({"agreed": " "}, "agreed"),
        ({"until": ON - DAY}, "until"),
        ({"until": ON + 183 * DAY}, "until"),
    ],
)
def test_what_cannot_be_stands_beside_its_field(cast: Cast, case: AbsenceCase, wrong: Any, field: str) -> None:
    with pytest.raises(ValidationError) as refused:
        coach(cast.noor, case, **wrong)
    assert list(refused.value.message_dict) == [field]


def test_nothing_needs_to_be_agreed(cast: Cast, case: AbsenceCase) -> None:
    assert coach(cast.noor, case, agreed="", until=None, talked_on=day(1)).until is None


def test_reaction_has_words_and_a_note_of_this_file(cast: Cast, case: AbsenceCase) -> None:
    note = coach(cast.noor, case)
    with pytest.raises(ValidationError, match="erbij wilt zeggen"):
        react(cast.carla, note, " ")
    other = report(cast.eva, cast.finn_file)
    with pytest.raises(ObjectDoesNotExist):
        operations.add_to_coaching(actor=cast.finn, case=other, note=note, text="Hallo", today=ON)


def test_closed_file_gets_nothing_more(cast: Cast, case: AbsenceCase) -> None:
    note = coach(cast.noor, case)
    recover(cast.anna, case, day(30))
    with acting_as(system(Role.SCHEDULER)):
        sweep(today=day(90), at=datetime.combine(day(90), time(9), tzinfo=UTC))
    for act in (lambda: coach(cast.noor, case), lambda: react(cast.carla, note)):
        with pytest.raises(NotNow, match="gesloten"):
            act()


def test_only_the_employee_finds_it_in_the_trail(cast: Cast, case: AbsenceCase) -> None:
    react(cast.carla, coach(cast.noor, case))
    operations.read_coaching(actor=cast.noor, case=case)
    acts = ["write_coaching", "add_to_coaching", "read_coaching"]
    found = {}
    for reader in (cast.carla, cast.daan):
        with acting_as(reader):
            events = AuditEvent.objects.visible_to(reader).filter(action__in=acts)
            found[reader.role] = sorted(events.values_list("action", flat=True))
    assert found == {Role.EMPLOYEE: sorted(acts), Role.BEDRIJFSARTS: []}


def test_database_only_adds_and_in_the_own_name(cast: Cast, case: AbsenceCase) -> None:
    note = coach(cast.noor, case)
    with acting_as(cast.noor), pytest.raises(ProgrammingError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE cases_coachingnote SET text = 'anders'")
    with acting_as(cast.noor), connection.cursor() as cursor:
        cursor.execute("DELETE FROM cases_coachingnote")
        assert cursor.rowcount == 0
    about = {"case": case, "employer_id": case.employer_id, "written_on": ON}
    words = {"number": 2, "talked_on": ON, "text": "x"}
    for writer, name in ((cast.noor, cast.anna.user_id), (cast.carla, cast.carla.user_id)):
        with acting_as(writer), pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
            CoachingNote.objects.create(**about, **words, written_by_id=name)
    with acting_as(cast.noor), pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
        CoachingReaction.objects.create(**about, note=note, text="x", written_by_id=cast.noor.user_id)
    wrong: tuple[dict[str, Any], ...] = (
        {"number": 1},  # that one is there
        {"corrects": 2},  # itself
        {"until": ON},  # without what was agreed
        {"talked_on": ON + DAY},
    )
    for one in wrong:
        with acting_as(cast.noor), pytest.raises(IntegrityError), transaction.atomic():
            CoachingNote.objects.create(**about | words | {"written_by_id": cast.noor.user_id} | one)
