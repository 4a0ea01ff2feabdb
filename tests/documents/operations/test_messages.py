"""Messages: who reads which, that they stay as they are, whom they are news to, and what closing a file leaves."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, IntegrityError, ProgrammingError, connection, transaction

from accounts.actor import Actor, acting_as, system
from accounts.models import AuditEvent
from accounts.operation import AlreadyDone, NotNow, Refused
from accounts.terms import Role
from cases.models import AbsenceCase, Notice
from cases.operations.closing import close_due
from cases.operations.notices import mark_read
from documents import operations
from documents.models import Message, MessageReceipt, Thread
from documents.operations import messages
from documents.render import ENCLOSURES
from documents.threads import News, news_for, stand_of
from employers.acting import actor_for
from tests.access.world import delegate_of
from tests.cast import Cast
from tests.documents import arrange
from tests.documents.papers import make_image, make_pdf, with_annotation
from tests.factories import cases as files
from tests.factories import employers as make
from tests.factories.letters import AT, answer, begin, read

pytestmark = pytest.mark.usefixtures("private_files")
EVERYBODY = ("employee", "employer", "ontzorgmanager", "bedrijfsarts")


def others(role: str) -> list[str]:
    return [one for one in EVERYBODY if one != role]


def texts(actor: Actor) -> list[str]:
    """What somebody reads, by the manager and by what the database lets through."""
    with acting_as(actor):
        found = list(Message.objects.visible_to(actor).order_by("pk").values_list("text", flat=True))
        assert list(Message.objects.order_by("pk").values_list("text", flat=True)) == found
        return found


def notices(actor: Actor) -> list[Notice]:
    with acting_as(actor):
        return list(Notice.objects.filter(kind="message_sent").order_by("pk"))


def news(actor: Actor) -> list[News]:
    with acting_as(actor):
        return news_for(actor)


def receipts(actor: Actor) -> list[tuple[str, int]]:
    with acting_as(actor):
        return list(MessageReceipt.objects.order_by("pk").values_list("reader__name", "message"))


def refusing(run: Callable[[], object]) -> list[str]:
    with pytest.raises(ValidationError) as refused:
        run()
    return list(refused.value.message_dict)


def stored(folder: Path) -> list[str]:
    return sorted(path.name for path in (folder / ENCLOSURES).glob("*")) if (folder / ENCLOSURES).exists() else []


def test_nobody_but_its_readers_knows_of_a_thread(cast: Cast, case: AbsenceCase) -> None:
    thread = begin(cast.carla, case)
    answer(cast.noor, thread)
    for actor in (cast.carla, cast.noor):
        assert texts(actor) == ["Kan ik in maart twee ochtenden werken?", "Dat kan."]
    for actor in (cast.anna, cast.daan, cast.ina, cast.bert, cast.eva, cast.loes, cast.finn):
        assert texts(actor) == []
        with acting_as(actor):
            assert not Thread.objects.exists()
        assert news(actor) == []
        with pytest.raises((Refused, Thread.DoesNotExist)):
            read(actor, thread)
        assert notices(actor) == []


@pytest.mark.parametrize("who", ["anna", "carla", "noor", "daan"])
def test_each_of_the_four_begins_and_answers(cast: Cast, case: AbsenceCase, who: str) -> None:
    actor = getattr(cast, who)
    thread = begin(actor, case, others(actor.role.value))
    for other in (cast.anna, cast.carla, cast.noor, cast.daan):
        answer(other, thread, text=other.role.value)
    assert len(texts(cast.anna)) == 5
    assert (thread.started_as, thread.shown_to) == (actor.role.value, list(EVERYBODY))


def test_delegate_reads_and_writes_with_the_doctor(cast: Cast, case: AbsenceCase) -> None:
    delegate = delegate_of(cast.daan_profile)
    with_doctor, without = begin(cast.carla, case, ["bedrijfsarts"]), begin(cast.carla, case)
    read(delegate, with_doctor)
    answer(delegate, with_doctor, text="Namens de arts.")
    assert texts(delegate) == texts(cast.daan) == ["Kan ik in maart twee ochtenden werken?", "Namens de arts."]
    with pytest.raises(Thread.DoesNotExist):
        answer(delegate, without)


@pytest.mark.parametrize("task", ["triage", "problem_analysis", "steps"])
def test_delegate_with_another_task_has_none_of_it(cast: Cast, case: AbsenceCase, task: str) -> None:
    thread = begin(cast.carla, case, ["bedrijfsarts"], content=make_pdf())
    read(cast.daan, thread)
    delegate = delegate_of(cast.daan_profile, tasks=[task])
    assert texts(delegate) == []
    with acting_as(delegate), connection.cursor() as cursor:
        for table in ("thread", "message", "messagereceipt"):
            cursor.execute(f"SELECT count(*) FROM documents_{table}")
            assert cursor.fetchone() == (0,), table
    for run in (lambda: read(delegate, thread), lambda: answer(delegate, thread), lambda: begin(delegate, case)):
        with pytest.raises(Refused):
            run()


class TestTwice:
    """The same form that comes again, by what the page showed."""

    def test_same_subject_readers_and_words_are_begun_once(self, cast: Cast, case: AbsenceCase) -> None:
        thread = begin(cast.carla, case, seen=0)
        with pytest.raises(AlreadyDone) as done:
            begin(cast.carla, case, seen=0)
        assert done.value.made == thread
        begin(cast.carla, case, ["ontzorgmanager", "employer"], seen=0)
        begin(cast.carla, case, seen=0, subject="Iets anders")
        begin(cast.carla, case, seen=0, text="Een ander woord")
        begin(cast.noor, case, ["employee"], seen=0)
        last = begin(cast.carla, case, seen=0)
        begin(cast.carla, case, seen=last.pk)
        with acting_as(cast.carla):
            assert Thread.objects.count() == 7

    def test_last_own_words_since_the_page_was_shown_are_kept_once(self, cast: Cast, case: AbsenceCase) -> None:
        thread = begin(cast.carla, case)
        seen = newest(cast.noor)
        answer(cast.noor, thread, seen=seen)
        answer(cast.carla, thread, text="Fijn.", seen=seen)  # others who wrote meanwhile refuse nothing
        with pytest.raises(AlreadyDone):
            answer(cast.noor, thread, seen=seen)
        answer(cast.noor, thread, text="Dat kan niet.", seen=seen)
        answer(cast.noor, thread, seen=seen)  # not the last any more
        answer(cast.noor, thread, seen=newest(cast.noor))
        assert texts(cast.carla)[1:] == ["Dat kan.", "Fijn.", "Dat kan niet.", "Dat kan.", "Dat kan."]

    def test_same_words_with_another_file_are_another_message(
        self, cast: Cast, case: AbsenceCase, private_files: Path
    ) -> None:
        thread, paper = begin(cast.carla, case), make_pdf()
        seen = newest(cast.noor)
        answer(cast.noor, thread, seen=seen, content=paper)
        kept = stored(private_files)
        with pytest.raises(AlreadyDone):
            answer(cast.noor, thread, seen=seen, content=paper)
        assert stored(private_files) == kept
        answer(cast.noor, thread, seen=seen)
        answer(cast.noor, thread, seen=seen, content=make_image(place=True))
        assert len(texts(cast.noor)) == 4


def newest(actor: Actor) -> int:
    with acting_as(actor):
        found: int = Message.objects.order_by("-pk").values_list("pk", flat=True)[0]
        return found


def test_who_comes_after_reads_and_who_went_does_not(cast: Cast, case: AbsenceCase) -> None:
    thread = begin(cast.carla, case)
    files.hand_over(cast, case, cast.loes_profile, on=arrange.TODAY)
    assert (texts(cast.noor), len(texts(cast.loes))) == ([], 1)
    with pytest.raises(AbsenceCase.DoesNotExist):
        answer(cast.noor, thread)
    answer(cast.loes, thread)
    assert len(texts(cast.carla)) == 2


def test_what_is_not_said_is_asked(cast: Cast, case: AbsenceCase) -> None:
    assert refusing(lambda: begin(cast.carla, case, subject=" ", text="\n", to=[])) == ["subject", "to", "text"]
    assert refusing(lambda: begin(cast.carla, case, to=["employee"])) == ["to"]
    assert refusing(lambda: begin(cast.carla, case, to=["ontzorgmanager", "desk"])) == ["to"]
    thread = begin(cast.carla, case)
    assert refusing(lambda: answer(cast.noor, thread, text="  ")) == ["text"]


def test_nobody_writes_to_who_is_not_there(cast: Cast) -> None:
    unguided = files.report(cast.anna, cast.carla_file)
    assert refusing(lambda: begin(cast.carla, unguided, to=["employer", "ontzorgmanager"])) == ["to"]
    assert begin(cast.carla, unguided, to=["employer"]).shown_to == ["employee", "employer"]


def test_receipt_is_kept_once_and_not_for_own_words(cast: Cast, case: AbsenceCase) -> None:
    thread = begin(cast.carla, case)
    for actor in (cast.noor, cast.noor, cast.carla):
        read(actor, thread)
    with acting_as(cast.carla):
        [one] = MessageReceipt.objects.all()
        assert (one.reader_id, one.read_as, one.read_at) == (cast.noor.user_id, "ontzorgmanager", AT)
    answer(cast.noor, thread)
    read(cast.carla, thread)
    assert [name for name, _ in receipts(cast.noor)] == ["Noor de Wit", "Carla Bos"]
    assert receipts(cast.anna) == []


def test_what_is_new_is_counted_until_it_was_opened(cast: Cast, case: AbsenceCase) -> None:
    thread = begin(cast.carla, case)
    answer(cast.carla, thread)
    begin(cast.anna, case)
    [one] = news(cast.noor)
    assert (one.case_id, one.number, one.count) == (case.pk, case.number, 3)
    read(cast.noor, thread)
    with acting_as(cast.noor):
        assert stand_of(cast.noor, case) == (2, 1)
    with acting_as(cast.carla):
        assert (stand_of(cast.carla, case), news(cast.carla)) == ((1, 0), [])


def test_looking_leaves_a_trace_that_holds_no_word(cast: Cast, case: AbsenceCase) -> None:
    thread = begin(cast.carla, case)
    read(cast.noor, thread)
    with acting_as(cast.carla):
        found = AuditEvent.objects.visible_to(cast.carla).filter(resource="documents.thread").order_by("pk")
        assert [(one.action, one.object_id, one.case_id) for one in found] == [
            ("start_thread", thread.pk, case.pk),
            ("read_thread", thread.pk, case.pk),
        ]
    with acting_as(cast.daan):  # who reads the trail of the file, without what passes him by
        assert not AuditEvent.objects.visible_to(cast.daan).filter(resource="documents.thread").exists()


class TestNews:
    def test_ten_messages_before_somebody_reads_are_one_notice(self, cast: Cast, case: AbsenceCase) -> None:
        thread = begin(cast.carla, case, ["ontzorgmanager", "employer"])
        for _ in range(9):
            answer(cast.carla, thread)
        assert [len(notices(actor)) for actor in (cast.noor, cast.anna, cast.carla, cast.daan)] == [1, 1, 0, 0]
        read(cast.noor, thread)
        answer(cast.carla, thread)
        assert [len(notices(actor)) for actor in (cast.noor, cast.anna)] == [2, 1]

    def test_having_seen_the_notice_is_not_having_read(self, cast: Cast, case: AbsenceCase) -> None:
        thread = begin(cast.carla, case)
        mark_read(actor=cast.noor, notice=notices(cast.noor)[0], at=AT)
        answer(cast.carla, thread)
        assert len(notices(cast.noor)) == 1

    def test_at_an_employer_each_reads_for_oneself(self, cast: Cast, case: AbsenceCase) -> None:
        boss = actor_for(make.make_membership(make.make_user("Bea Baas"), Role.EMPLOYER, employer=cast.bakery))
        thread = begin(cast.carla, case, ["employer"])
        read(cast.anna, thread)
        answer(cast.carla, thread)
        assert [len(notices(actor)) for actor in (cast.anna, boss)] == [2, 1]
        answer(boss, thread)
        assert [len(notices(actor)) for actor in (cast.anna, cast.carla, boss)] == [2, 1, 1]

    def test_what_a_delegate_opened_is_read_for_the_doctor(self, cast: Cast, case: AbsenceCase) -> None:
        thread = begin(cast.carla, case, ["bedrijfsarts"])
        read(delegate_of(cast.daan_profile), thread)
        answer(cast.carla, thread)
        assert len(notices(cast.daan)) == 2


class TestFiles:
    def test_file_is_for_the_readers_alone(self, cast: Cast, case: AbsenceCase, private_files: Path) -> None:
        begin(cast.carla, case, content=make_image(place=True))
        with acting_as(cast.noor):
            message = Message.objects.select_related("case").get()
        kept = (private_files / message.path).read_bytes()
        assert (len(kept), b"Kliniek" in kept, message.media_type) == (message.size, False, "image/jpeg")
        assert message.download_name == f"bijlage-{case.number}-{message.pk}.jpg"
        assert operations.take_enclosure(actor=cast.noor, message=message) == message
        for actor in (cast.anna, cast.daan):
            with pytest.raises(Message.DoesNotExist):
                operations.take_enclosure(actor=actor, message=message)

    def test_file_that_acts_leaves_nothing(self, cast: Cast, case: AbsenceCase, private_files: Path) -> None:
        acts = with_annotation(Type="/Annot", Subtype="/RichMedia")
        assert refusing(lambda: begin(cast.carla, case, content=acts)) == ["file"]
        assert (stored(private_files), texts(cast.carla)) == ([], [])

    def test_thread_takes_so_many_files(self, cast: Cast, case: AbsenceCase, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(messages, "MOST_FILES", 1)
        thread = begin(cast.carla, case, content=make_pdf())
        with pytest.raises(NotNow, match="bijlagen"):
            answer(cast.noor, thread, content=make_pdf())
        answer(cast.noor, thread)

    def test_message_without_a_file_has_none_to_take(self, cast: Cast, case: AbsenceCase) -> None:
        begin(cast.carla, case)
        with acting_as(cast.noor):
            [message] = Message.objects.all()
        with pytest.raises(NotNow, match="geen bijlage"):
            operations.take_enclosure(actor=cast.noor, message=message)


def test_in_a_file_that_is_over_everybody_reads_and_nobody_writes(cast: Cast, case: AbsenceCase) -> None:
    thread = begin(cast.carla, case)
    files.recover(cast.anna, case, arrange.TODAY, today=arrange.TODAY)
    with acting_as(system(Role.SCHEDULER)) as scheduler:
        close_due(actor=scheduler, today=arrange.TODAY + timedelta(days=28))
    with pytest.raises(NotNow, match="afgesloten"):
        begin(cast.carla, case)
    with pytest.raises(NotNow, match="afgesloten"):
        answer(cast.noor, thread)
    read(cast.noor, thread)
    assert len(texts(cast.noor)) == 1


def execute(actor: Actor, sql: str, **values: Any) -> int:
    with acting_as(actor), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(sql, values)
        return cursor.rowcount


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE documents_message SET text = 'Iets anders'",
        "UPDATE documents_message SET sent_at = now()",
        "UPDATE documents_thread SET shown_to = '{employee,employer}'",
        "UPDATE documents_messagereceipt SET read_at = now()",
    ],
)
@pytest.mark.parametrize("who", ["carla", "noor"])
def test_database_changes_nothing_that_was_sent(cast: Cast, case: AbsenceCase, who: str, sql: str) -> None:
    read(cast.noor, begin(cast.carla, case))
    with pytest.raises(DatabaseError, match="permission denied"):
        execute(getattr(cast, who), sql)


@pytest.mark.parametrize("table", ["thread", "message", "messagereceipt"])
def test_database_removes_and_moves_nothing_that_was_sent(cast: Cast, case: AbsenceCase, table: str) -> None:
    read(cast.noor, begin(cast.carla, case))
    assert execute(cast.noor, f"DELETE FROM documents_{table}") == 0
    assert execute(cast.noor, f"UPDATE documents_{table} SET case_id = case_id") == 0


THREAD = (
    "INSERT INTO documents_thread (case_id, employer_id, shown_to, subject, started_by_id, started_as, started_at) "
    "VALUES (%(case)s, %(employer)s, %(readers)s, 'Uren', %(who)s, %(role)s, now())"
)
MESSAGE = (
    "INSERT INTO documents_message (thread_id, case_id, employer_id, shown_to, text, written_by_id, written_as, "
    "sent_at, media_type, size, path, sha256) "
    "VALUES (%(thread)s, %(case)s, %(employer)s, %(readers)s, 'Van mij.', %(who)s, %(role)s, now(), '', 0, '', '')"
)
RECEIPT = (
    "INSERT INTO documents_messagereceipt (message_id, case_id, employer_id, shown_to, reader_id, read_as, read_at) "
    "VALUES (%(message)s, %(case)s, %(employer)s, %(readers)s, %(who)s, %(role)s, now())"
)


class TestOwnName:
    """By raw SQL: everybody adds in the own name and role, to the readers of the thread."""

    def values(self, cast: Cast, case: AbsenceCase) -> dict[str, Any]:
        thread = begin(cast.carla, case)
        with acting_as(cast.carla):
            message = thread.messages.get()
        about = {"case": case.pk, "employer": case.employer_id, "readers": thread.shown_to}
        return about | {"thread": thread.pk, "message": message.pk, "who": cast.noor.user_id, "role": "ontzorgmanager"}

    @pytest.mark.parametrize("sql", [THREAD, MESSAGE, RECEIPT], ids=["thread", "message", "receipt"])
    def test_own_name_only(self, cast: Cast, case: AbsenceCase, sql: str) -> None:
        values = self.values(cast, case)
        with pytest.raises(ProgrammingError, match="row-level security"):
            execute(cast.noor, sql, **values | {"who": cast.carla.user_id})
        with pytest.raises(ProgrammingError, match="row-level security"):
            execute(cast.noor, sql, **values | {"role": "employee"})
        with pytest.raises(ProgrammingError, match="row-level security"):  # who is no reader
            execute(cast.anna, sql, **values | {"who": cast.anna.user_id, "role": "employer"})
        assert execute(cast.noor, sql, **values) == 1

    @pytest.mark.parametrize("sql", [MESSAGE, RECEIPT], ids=["message", "receipt"])
    def test_readers_of_the_thread_only(self, cast: Cast, case: AbsenceCase, sql: str) -> None:
        values = self.values(cast, case) | {"readers": ["employee", "employer", "ontzorgmanager"]}
        with pytest.raises(ProgrammingError, match="row-level security"):
            execute(cast.noor, sql, **values)

    @pytest.mark.parametrize("readers", [["ontzorgmanager"], ["ontzorgmanager", "desk"]])
    def test_thread_is_for_two_parties_of_the_file(self, cast: Cast, case: AbsenceCase, readers: list[str]) -> None:
        values = self.values(cast, case) | {"readers": readers}
        with pytest.raises(IntegrityError, match=r"thread_(between_two|for_parties)"):
            execute(cast.noor, THREAD, **values)

    def test_one_receipt_for_a_person_in_a_role(self, cast: Cast, case: AbsenceCase) -> None:
        values = self.values(cast, case)
        execute(cast.noor, RECEIPT, **values)
        with pytest.raises(IntegrityError, match="message_read_once"):
            execute(cast.noor, RECEIPT, **values)


@pytest.mark.parametrize("columns", ["size = 1", "path = 'enclosures/x'", "media_type = 'text/html', size = 1"])
def test_a_message_has_a_whole_file_or_none(cast: Cast, case: AbsenceCase, columns: str) -> None:
    begin(cast.carla, case)
    name, value = columns.split(",", maxsplit=1)[0].split(" = ")
    sql = MESSAGE.replace(", media_type, size, path, sha256)", f", {name})").replace(", '', 0, '', '')", f", {value})")
    with pytest.raises(IntegrityError), transaction.atomic():
        execute(cast.carla, sql, **TestOwnName().values(cast, case) | {"who": cast.carla.user_id, "role": "employee"})
