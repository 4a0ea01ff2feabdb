"""Handing files over: asking, moving each on its own, what stays and why, the words that go along, having seen it."""

from datetime import UTC, date, datetime, time
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection, transaction
from django.db.utils import IntegrityError, ProgrammingError

from accounts.actor import Actor, acting_as, system
from accounts.models import AuditEvent
from accounts.operation import NotNow, Stale
from accounts.terms import Role
from cases import operations
from cases.models import AbsenceCase, CaseTransfer, Notice
from cases.models.transfer_terms import Obstacle
from cases.operations.transfer_moving import CannotMove
from cases.operations.transfers import number_of
from cases.sweep import sweep
from employers.models import Employee, Ontzorgmanager
from tests.cast import Cast
from tests.factories import employers as staff
from tests.factories.cases import ask_transfers, assign, day, fresh, hand_over, move, recover, report

TODAY = day(30)


@pytest.fixture
def case(cast: Cast) -> AbsenceCase:
    return assign(cast, report(cast.anna, cast.carla_file), on=day(9))


def at(today: date, hour: int = 9) -> datetime:
    return datetime.combine(today, time(hour), tzinfo=UTC)


def write(actor: Actor, case: AbsenceCase, words: str = " Belt liever dan mailt. ", expected: int = 0) -> CaseTransfer:
    return operations.write_transfer(actor=actor, case=case, words=words, expected_number=expected, at=at(TODAY))


def ask(cast: Cast, moves: dict[int, int], **more: Any) -> CaseTransfer:
    values: dict[str, Any] = {"giver": cast.noor_profile, "reason": "divided", "today": TODAY, "at": at(TODAY)}
    return operations.ask_transfers(actor=cast.desk, moves=moves, **values | more)


def told(kind: Notice.Kind) -> list[tuple[str, int]]:
    with acting_as(system(Role.MAILER)):
        return sorted(Notice.objects.filter(kind=kind).values_list("membership__role", "membership__user_id"))


def seen_by(actor: Actor) -> list[int]:
    with acting_as(actor), connection.cursor() as cursor:
        cursor.execute("SELECT case_id FROM cases_casetransfer ORDER BY 1")
        return [number for (number,) in cursor.fetchall()]


def stored(cast: Cast, case: AbsenceCase) -> CaseTransfer:
    with acting_as(cast.desk):
        found: CaseTransfer = CaseTransfer.objects.filter(case=case).latest("pk")
        return found


def another(cast: Cast, name: str) -> Employee:
    return staff.make_employee(cast.bakery, name, "Nieuw")


def finish(case: AbsenceCase, cast: Cast) -> None:
    recover(cast.anna, case, day(13))
    with acting_as(system(Role.SCHEDULER)):
        sweep(today=day(60), at=at(day(60)))


def test_nothing_moves_before_the_system_does_it(cast: Cast, case: AbsenceCase) -> None:
    made = ask_transfers(cast, case, on=TODAY)
    assert (made.state, made.giver_id, made.receiver_id) == ("asked", cast.noor_profile.pk, cast.loes_profile.pk)
    assert fresh(cast.desk, case).ontzorgmanager_id == cast.noor_profile.pk


def test_from_the_move_on_the_next_one_sees_the_file_and_the_one_before_nothing(cast: Cast, case: AbsenceCase) -> None:
    version = fresh(cast.desk, case).version
    made = hand_over(cast, case, on=TODAY)
    found = fresh(cast.loes, case)
    assert (found.ontzorgmanager_id, found.assigned_on, found.state) == (cast.loes_profile.pk, TODAY, "active")
    assert (made.state, made.moved_on, found.version) == ("moved", TODAY, version + 1)
    assert (seen_by(cast.loes), seen_by(cast.noor)) == ([case.pk], [])
    with pytest.raises(AbsenceCase.DoesNotExist):
        fresh(cast.noor, case)


def test_only_who_guides_the_file_the_employee_and_the_desk_read_it(cast: Cast, case: AbsenceCase) -> None:
    write(cast.noor, case)
    hand_over(cast, case, on=TODAY)
    readers = {
        name
        for name in ("anna", "carla", "daan", "bert", "noor", "ina", "eva", "finn", "gijs", "hans", "loes")
        if seen_by(getattr(cast, name))
    }
    assert readers == {"carla", "ina", "loes"}


def test_the_note_says_how_the_file_stands(cast: Cast, case: AbsenceCase) -> None:
    operations.write_guidance(
        actor=cast.noor,
        case=case,
        outlook="Eerst inpakken.",
        steps={"for_employer": "Zoekt licht werk"},
        review_on=day(40),
        reason="",
        expected_number=0,
        today=day(12),
    )
    made = hand_over(cast, case, on=day(45))
    note = {part.title: part.lines for part in made.parts}
    assert list(note) == ["Waar het dossier staat", "Te laat", "Komt eraan", "Afspraken"]
    assert note["Waar het dossier staat"] == (
        "Ziek sinds 5 januari 2026, week 7.",
        "Er is nog niet ingeschat of het verzuim lang duurt.",
    )
    late = "Probleemanalyse: 3 dagen te laat, laatste dag was 15 februari 2026. Ligt bij de bedrijfsarts."
    assert late in note["Te laat"]
    assert note["Afspraken"] == (
        "Werkgever: Zoekt licht werk",
        "Visie en plan opnieuw bekijken op 13 februari 2026.",
    )


def test_a_file_that_waits_for_a_relapse_goes_along_and_goes_on_waiting(cast: Cast, case: AbsenceCase) -> None:
    recover(cast.anna, case, day(25))
    made = hand_over(cast, case, on=day(30))
    assert fresh(cast.loes, case).state == "recovered_waiting"
    assert made.parts[0].lines == (
        "Beter sinds 29 januari 2026. Zonder nieuwe ziekmelding sluit het dossier op 26 februari 2026.",
    )


def test_who_hears_what(cast: Cast, case: AbsenceCase) -> None:
    hand_over(cast, case, on=TODAY)
    assert told(Notice.Kind.REASSIGNED) == [("employee", cast.carla.user_id), ("employer", cast.anna.user_id)]
    assert told(Notice.Kind.FILES_CAME) == [("ontzorgmanager", cast.loes.user_id)]
    assert told(Notice.Kind.FILES_WENT) == [("ontzorgmanager", cast.noor.user_id)]


def test_many_files_are_one_message_for_each_ontzorgmanager(cast: Cast, case: AbsenceCase) -> None:
    others = [assign(cast, report(cast.anna, another(cast, name)), on=day(9)) for name in ("Joris", "Kim")]
    ask_transfers(cast, case, *others, on=TODAY)
    for one in (case, *others):
        move(one, on=TODAY)
    assert len(told(Notice.Kind.FILES_CAME)) == len(told(Notice.Kind.FILES_WENT)) == 1
    with acting_as(cast.loes):
        assert CaseTransfer.objects.visible_to(cast.loes).count() == 3


def test_each_file_has_its_own_trace_in_the_name_of_who_asked(cast: Cast, case: AbsenceCase) -> None:
    other = assign(cast, report(cast.anna, another(cast, "Joris")), on=day(9))
    ask_transfers(cast, case, other, on=TODAY)
    with acting_as(cast.carla):
        asked = AuditEvent.objects.visible_to(cast.carla).filter(action="reassign")
        assert [event.case_id for event in asked] == [case.pk]


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"moves": {}}, "cases"),
        ({"reason": "zomaar"}, "reason"),
    ],
)
def test_what_is_missing_stands_beside_its_field(cast: Cast, case: AbsenceCase, wrong: Any, field: str) -> None:
    with pytest.raises(ValidationError) as refused:
        ask(cast, **({"moves": {case.pk: cast.loes_profile.pk}} | wrong))
    assert list(refused.value.message_dict) == [field]


def test_nobody_gets_a_file_without_a_registration_and_not_from_himself(cast: Cast, case: AbsenceCase) -> None:
    with pytest.raises(ValidationError, match="kan nu geen dossier krijgen"):
        ask(cast, {case.pk: cast.noor_profile.pk})
    with acting_as(cast.desk):
        Ontzorgmanager.objects.filter(pk=cast.loes_profile.pk).update(registered_until=day(29))
    with pytest.raises(ValidationError, match="kan nu geen dossier krijgen"):
        ask(cast, {case.pk: cast.loes_profile.pk})


def test_a_file_that_does_not_exist_stops_all(cast: Cast, case: AbsenceCase) -> None:
    with pytest.raises(AbsenceCase.DoesNotExist):
        ask(cast, {case.pk: cast.loes_profile.pk, 999_999: cast.loes_profile.pk})
    assert seen_by(cast.desk) == []


@pytest.mark.parametrize("name", ["anna", "carla", "daan", "bert", "noor"])
def test_only_the_desk_asks(cast: Cast, case: AbsenceCase, name: str) -> None:
    with pytest.raises(PermissionDenied):
        operations.ask_transfers(
            actor=getattr(cast, name),
            giver=cast.noor_profile,
            moves={case.pk: cast.loes_profile.pk},
            reason="divided",
            today=TODAY,
            at=at(TODAY),
        )


def test_what_cannot_go_is_listed_with_the_reason_beside_what_can(cast: Cast, case: AbsenceCase) -> None:
    elsewhere = assign(cast, report(cast.anna, another(cast, "Joris")), cast.loes_profile, on=day(9))
    waiting = assign(cast, report(cast.anna, another(cast, "Kim")), on=day(9))
    ask_transfers(cast, waiting, on=TODAY)
    finish(case, cast)
    good = assign(cast, report(cast.anna, another(cast, "Lot"), day(50)), on=day(58))
    third = staff.make_manager("Mees Derde")
    made = ask(cast, dict.fromkeys((case.pk, elsewhere.pk, waiting.pk, good.pk), third.pk), at=at(day(60)))
    assert (made.case_id, made.state) == (good.pk, "asked")
    found = {one.pk: stored(cast, one).obstacle for one in (case, elsewhere, waiting, good)}
    assert found == {case.pk: "finished", elsewhere.pk: "elsewhere", waiting.pk: "waiting", good.pk: ""}


def test_nobody_hears_when_nothing_can_go(cast: Cast, case: AbsenceCase) -> None:
    finish(case, cast)
    assert ask(cast, {case.pk: cast.loes_profile.pk}).state == "dropped"
    assert told(Notice.Kind.FILES_WENT) == []


def test_a_file_that_closed_meanwhile_stays_and_says_so(cast: Cast, case: AbsenceCase) -> None:
    ask_transfers(cast, case, on=day(12))
    finish(case, cast)
    with pytest.raises(CannotMove) as refused:
        move(case, on=day(60))
    assert refused.value.obstacle is Obstacle.FINISHED
    assert (stored(cast, case).state, fresh(cast.noor, case).ontzorgmanager_id) == ("asked", cast.noor_profile.pk)


def test_a_registration_that_ended_meanwhile_stops_the_move(cast: Cast, case: AbsenceCase) -> None:
    ask_transfers(cast, case, on=TODAY)
    with acting_as(cast.desk):
        Ontzorgmanager.objects.filter(pk=cast.loes_profile.pk).update(registered_until=TODAY)
    with pytest.raises(CannotMove) as refused:
        move(case, on=day(31))
    assert refused.value.obstacle is Obstacle.RECEIVER
    operations.drop_transfer(actor=system(Role.SCHEDULER), case=case, obstacle=refused.value.obstacle)
    assert (stored(cast, case).state, stored(cast, case).obstacle) == ("dropped", "receiver")


def test_words_of_a_file_that_stayed_lie_ready_for_the_next_hand_over(cast: Cast, case: AbsenceCase) -> None:
    write(cast.noor, case)
    asked = ask_transfers(cast, case, on=TODAY)
    operations.drop_transfer(actor=system(Role.SCHEDULER), case=case, obstacle=Obstacle.RECEIVER)
    kept = stored(cast, case)
    assert kept.pk != asked.pk
    assert (kept.state, kept.giver_id, kept.receiver_id) == ("prepared", cast.noor_profile.pk, None)
    assert (kept.words, kept.worded_by_id, number_of(kept)) == ("Belt liever dan mailt.", cast.noor.user_id, 1)
    write(cast.noor, case, "Belt alleen in de ochtend.", number_of(kept))
    assert hand_over(cast, case, on=day(31)).words == "Belt alleen in de ochtend."


def test_nothing_lies_ready_for_a_file_that_was_closed_meanwhile(cast: Cast, case: AbsenceCase) -> None:
    write(cast.noor, case)
    ask_transfers(cast, case, on=day(12))
    finish(case, cast)
    operations.drop_transfer(actor=system(Role.SCHEDULER), case=case, obstacle=Obstacle.FINISHED)
    assert stored(cast, case).state == "dropped"


def test_moving_twice_changes_nothing(cast: Cast, case: AbsenceCase) -> None:
    hand_over(cast, case, on=TODAY)
    with pytest.raises(NotNow, match="al overgedragen"):
        move(case, on=TODAY)
    with pytest.raises(NotNow):
        operations.drop_transfer(actor=system(Role.SCHEDULER), case=case, obstacle=Obstacle.ELSEWHERE)


def test_words_laid_down_before_go_along(cast: Cast, case: AbsenceCase) -> None:
    first = write(cast.noor, case)
    assert (first.state, first.words) == ("prepared", "Belt liever dan mailt.")
    again = write(cast.noor, case, "Belt alleen in de ochtend.", number_of(first))
    assert again.pk == first.pk
    made = hand_over(cast, case, on=TODAY)
    assert (made.pk, made.words, made.worded_by_id) == (first.pk, "Belt alleen in de ochtend.", cast.noor.user_id)


def test_words_can_still_be_written_while_the_file_waits(cast: Cast, case: AbsenceCase) -> None:
    ask_transfers(cast, case, on=TODAY)
    write(cast.noor, case)
    assert move(case, on=TODAY).words == "Belt liever dan mailt."


def test_two_writers_do_not_overwrite_each_other(cast: Cast, case: AbsenceCase) -> None:
    write(cast.noor, case)
    with pytest.raises(Stale, match="andere tekst"):
        write(cast.noor, case, "Wat een ander schrijft.")


def test_words_are_written_by_who_guides_an_open_file(cast: Cast, case: AbsenceCase) -> None:
    with pytest.raises(ValidationError, match="Schrijf op"):
        write(cast.noor, case, "  ")
    for other in (cast.anna, cast.carla, cast.daan, cast.ina):
        with pytest.raises(PermissionDenied):
            write(other, case)
    with pytest.raises(AbsenceCase.DoesNotExist):
        write(cast.loes, case)
    finish(case, cast)
    with pytest.raises(NotNow, match="gesloten"):
        write(cast.noor, case)


def test_seen_once_by_the_next_one(cast: Cast, case: AbsenceCase) -> None:
    hand_over(cast, case, on=TODAY)
    with pytest.raises(AbsenceCase.DoesNotExist):
        operations.take_transfer(actor=cast.noor, case=case, at=at(TODAY))
    made = operations.take_transfer(actor=cast.loes, case=case, at=at(TODAY))
    assert (made.taken_by_id, made.taken_at) == (cast.loes.user_id, at(TODAY))
    with pytest.raises(NotNow, match="al gezien"):
        operations.take_transfer(actor=cast.loes, case=case, at=at(TODAY))


def test_what_moved_on_unread_is_seen_with_what_came_last(cast: Cast, case: AbsenceCase) -> None:
    hand_over(cast, case, on=TODAY)
    hand_over(cast, case, cast.noor_profile, on=day(31))
    operations.take_transfer(actor=cast.noor, case=case, at=at(day(31)))
    with acting_as(cast.desk):
        assert CaseTransfer.objects.filter(case=case, taken_at=None).count() == 0


def test_database_keeps_what_was_handed_over(cast: Cast, case: AbsenceCase) -> None:
    made = hand_over(cast, case, on=TODAY)
    refused = (
        (cast.loes, "facts = '[1]'"),
        (cast.loes, "words = 'anders', text_number = 1, worded_by_id = taken_by_id, worded_at = now()"),
        (cast.loes, "receiver_id = giver_id"),
        (cast.desk, "words = 'anders'"),
        (cast.desk, "state = 'asked', moved_on = NULL, facts = '[]'"),
        (cast.desk, "taken_at = now()"),
    )
    for actor, change in refused:
        with acting_as(actor), pytest.raises(ProgrammingError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"UPDATE cases_casetransfer SET {change} WHERE id = %s", [made.pk])
    for actor in (cast.loes, cast.desk, cast.carla):
        with acting_as(actor), connection.cursor() as cursor:
            cursor.execute("DELETE FROM cases_casetransfer WHERE id = %s", [made.pk])
            assert cursor.rowcount == 0


def test_database_lets_nobody_say_that_a_file_was_moved(cast: Cast, case: AbsenceCase) -> None:
    values = {"case": case, "employer_id": case.employer_id, "giver": cast.noor_profile, "receiver": cast.loes_profile}
    asked = {"asked_by_id": cast.ina.user_id, "asked_at": at(TODAY), "reason": "divided"}
    for actor in (cast.desk, cast.noor):
        with acting_as(actor), pytest.raises(ProgrammingError), transaction.atomic():
            CaseTransfer.objects.create(state="moved", moved_on=TODAY, **values, **asked)


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("noor", {"state": "asked", "receiver_id": "loes", "asked_by_id": "ina", "reason": "divided"}),
        ("noor", {"state": "asked", "receiver_id": "loes", "asked_by_id": "noor", "reason": "divided"}),
        (
            "noor",
            {
                "state": "dropped",
                "receiver_id": "loes",
                "asked_by_id": "ina",
                "reason": "divided",
                "obstacle": "waiting",
            },
        ),
        ("noor", {"state": "prepared", "words": "Van een ander.", "worded_by_id": "ina"}),
        ("ina", {"state": "prepared", "words": "Van de helpdesk.", "worded_by_id": "ina"}),
        (
            "ina",
            {
                "state": "asked",
                "receiver_id": "loes",
                "asked_by_id": "ina",
                "reason": "divided",
                "words": "Van de helpdesk.",
                "worded_by_id": "ina",
            },
        ),
        ("ina", {"state": "asked", "receiver_id": "loes", "asked_by_id": "noor", "reason": "divided"}),
    ],
)
def test_database_lets_each_add_only_what_he_may_say(
    cast: Cast, case: AbsenceCase, name: str, values: dict[str, str]
) -> None:
    """Whoever guides the file lays down his own words, the desk asks in its own name; past the application as well."""
    row: dict[str, object] = {"reason": "", "obstacle": "", "words": "", "text_number": int("words" in values)} | values
    row |= {key: getattr(cast, str(row[key])).user_id for key in row if key.endswith("_id")}
    row |= {"asked_at": at(TODAY)} if "asked_by_id" in row else {}
    row |= {"worded_at": at(TODAY)} if "worded_by_id" in row else {}
    row |= {"case_id": case.pk, "employer_id": case.employer_id, "giver_id": cast.noor_profile.pk}
    columns, places = ", ".join(row), ", ".join(["%s"] * len(row))
    insert = f"INSERT INTO cases_casetransfer ({columns}) VALUES ({places})"
    refused = pytest.raises(ProgrammingError, match="row-level security")
    with acting_as(getattr(cast, name)), refused, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(insert, list(row.values()))


def test_database_knows_what_cannot_be(cast: Cast, case: AbsenceCase) -> None:
    values = {"case": case, "employer_id": case.employer_id, "giver": cast.noor_profile, "receiver": cast.loes_profile}
    asked = {"asked_by_id": cast.ina.user_id, "asked_at": at(TODAY), "reason": "divided"}
    ask_transfers(cast, case, on=TODAY)
    wrong: tuple[dict[str, Any], ...] = (
        {"state": "asked", **asked},  # one waits already
        {"state": "dropped", **asked},  # without why
        {"state": "dropped", "obstacle": "waiting", **asked, "receiver": cast.noor_profile},
        {"state": "dropped", "obstacle": "waiting", **asked, "asked_by_id": None},
        {"state": "dropped", "obstacle": "waiting", **asked, "words": "Van wie?"},
        {"state": "anders", "obstacle": "waiting", **asked},
        {"state": "prepared", "words": "x", "text_number": 1, "worded_by_id": cast.ina.user_id, "worded_at": at(TODAY)},
    )
    for one in wrong:
        with acting_as(system(Role.SCHEDULER)), pytest.raises(IntegrityError), transaction.atomic():
            CaseTransfer.objects.create(**values | one)
