"""What the people of a file write to each other: a thread with fixed readers, its messages, and who read each."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Exists, OuterRef, Q

from accounts.actor import Actor
from accounts.models import User
from accounts.rows import ScopedManager, ScopedQuerySet
from accounts.terms import ROLE_LABELS, Field, Role
from cases.models import AbsenceCase
from cases.models.part import Part
from documents.inspection import SUFFIXES

PARTIES = (Role.EMPLOYEE, Role.EMPLOYER, Role.ONTZORGMANAGER, Role.BEDRIJFSARTS)
"""Who can be a reader, in the order in which a thread names them; a delegate who holds consults reads with the
bedrijfsarts."""
_ALL = [role.value for role in PARTIES]
WRITERS = (*PARTIES, Role.DELEGATE)
_WRITERS = [role.value for role in WRITERS]


def parties_of(case: AbsenceCase) -> tuple[Role, ...]:
    """Who works on this file and can be written to, in the order of a sentence."""
    absent = {Role.ONTZORGMANAGER: case.ontzorgmanager_id is None, Role.BEDRIJFSARTS: case.physician_id is None}
    return tuple(role for role in PARTIES if not absent.get(role))


def _for_its_readers(of: str) -> str:
    """Who adds a row in a thread does so for just its readers; `of` is the row of that thread."""
    return f"shown_to = (SELECT whole.shown_to FROM {of})"  # noqa: S608 (names of our models)


class Thread(Part):
    """One subject and who reads what is written about it. Both are fixed when it begins: others need another thread."""

    subject = models.CharField("onderwerp", max_length=120)
    started_by = models.ForeignKey(User, verbose_name="begonnen door", on_delete=models.PROTECT, related_name="+")
    started_as = models.CharField("in de rol van", max_length=20)
    started_at = models.DateTimeField("begonnen op")

    delegated_task: ClassVar[str] = "medical_file"
    in_own_name: ClassVar[tuple[str, ...]] = ("started_by", "started_as")
    changed_columns: ClassVar[tuple[str, ...]] = ("case_id",)
    field_classes: ClassVar[dict[str, Field]] = (
        dict.fromkeys("subject started_by started_as started_at".split(), Field.CORRESPONDENCE)
        | {"case": Field.PROCESS}
        | dict.fromkeys(("id", "employer", "shown_to"), Field.INTERNAL)
    )

    class Meta:
        verbose_name = "onderwerp van berichten"
        verbose_name_plural = "onderwerpen van berichten"
        ordering: ClassVar[list[str]] = ["-started_at", "-pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["id", "case"], name="thread_in_case"),
            models.CheckConstraint(condition=Q(shown_to__contained_by=_ALL), name="thread_for_parties"),
            models.CheckConstraint(condition=Q(shown_to__len__gte=2), name="thread_between_two"),
            models.CheckConstraint(condition=Q(started_as__in=_WRITERS), name="thread_begun_by_party"),
            models.CheckConstraint(condition=~Q(subject=""), name="thread_about_something"),
        ]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.pk}"

    @property
    def readers(self) -> frozenset[Role]:
        """Who reads it, each in the role in which it is shown."""
        return frozenset(Role(role) for role in self.shown_to)


class MessageQuerySet(ScopedQuerySet["Message"]):
    """Ways to look at messages."""

    def new_to(self, actor: Actor) -> "MessageQuerySet":
        """Written by somebody else and not opened by this person in this role."""
        mine = {"written_by": actor.person_id, "written_as": actor.role.value}
        read = MessageReceipt.objects.filter(message=OuterRef("pk"), reader=actor.person_id, read_as=actor.role.value)
        return self.exclude(**mine).filter(~Exists(read))


MessageManager = ScopedManager.from_queryset(MessageQuerySet)


class Message(Part):
    """One message, with at most one file. Never changed and never taken back: others may have read it.

    Of the file its own name is not kept: people put names and illnesses in names of files.
    """

    thread = models.ForeignKey(Thread, verbose_name="onderwerp", on_delete=models.CASCADE, related_name="messages")
    text = models.TextField("bericht", max_length=4000)
    written_by = models.ForeignKey(User, verbose_name="geschreven door", on_delete=models.PROTECT, related_name="+")
    written_as = models.CharField("in de rol van", max_length=20)
    sent_at = models.DateTimeField("verstuurd op")
    media_type = models.CharField(
        "bestandstype", max_length=20, choices=[(kind, kind) for kind in SUFFIXES], blank=True
    )
    size = models.PositiveIntegerField("grootte in bytes", default=0)
    path = models.CharField("pad", max_length=100, blank=True)
    sha256 = models.CharField("controlegetal", max_length=64, blank=True)

    objects: ClassVar[Any] = MessageManager()  # type: ignore[assignment]  # the base class knows fewer methods

    delegated_task: ClassVar[str] = "medical_file"
    in_own_name: ClassVar[tuple[str, ...]] = ("written_by", "written_as")
    changed_columns: ClassVar[tuple[str, ...]] = ("case_id",)
    blank_row: ClassVar[str] = _for_its_readers("documents_thread whole WHERE whole.id = thread_id")
    open_row: ClassVar[str] = "true"
    field_classes: ClassVar[dict[str, Field]] = (
        dict.fromkeys(
            "thread text written_by written_as writer_label sent_at has_file file_label media_type size".split(),
            Field.CORRESPONDENCE,
        )
        | {"case": Field.PROCESS}
        | dict.fromkeys(("id", "employer", "shown_to", "path", "sha256"), Field.INTERNAL)
    )

    class Meta:
        verbose_name = "bericht aan mensen van het dossier"
        verbose_name_plural = "berichten aan mensen van het dossier"
        ordering: ClassVar[list[str]] = ["pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["id", "case"], name="message_in_case"),
            models.CheckConstraint(condition=Q(written_as__in=_WRITERS), name="message_written_by_party"),
            models.CheckConstraint(condition=~Q(text=""), name="message_says_something"),
            models.CheckConstraint(
                condition=Q(media_type="", size=0, path="", sha256="")
                | Q(media_type__in=sorted(SUFFIXES), size__gt=0, sha256__regex=r"^[0-9a-f]{64}$") & ~Q(path=""),
                name="message_whole_file_or_none",
            ),
        ]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.pk}"

    @property
    def writer_label(self) -> str:
        """In which role it was written, in Dutch."""
        return ROLE_LABELS[Role(self.written_as)]

    @property
    def has_file(self) -> bool:
        """Whether a file was sent along."""
        return bool(self.path)

    @property
    def file_label(self) -> str:
        """What was sent along: "pdf, 1,2 MB"; empty when nothing was."""
        if not self.has_file:
            return ""
        kind = SUFFIXES[self.media_type].removeprefix(".")
        megabytes = f"{max(self.size / 1024 / 1024, 0.1):.1f}".replace(".", ",")
        return f"{kind}, {megabytes} MB"

    @property
    def download_name(self) -> str:
        """The name of the downloaded file: numbers, nothing about a person."""
        return f"bijlage-{self.case.number}-{self.pk}{SUFFIXES[self.media_type]}"


class MessageReceipt(Part):
    """That one person, in one role, opened a message; kept the first time only."""

    message = models.ForeignKey(Message, verbose_name="bericht", on_delete=models.CASCADE, related_name="receipts")
    reader = models.ForeignKey(User, verbose_name="gelezen door", on_delete=models.PROTECT, related_name="+")
    read_as = models.CharField("in de rol van", max_length=20)
    read_at = models.DateTimeField("gelezen op")

    delegated_task: ClassVar[str] = "medical_file"
    in_own_name: ClassVar[tuple[str, ...]] = ("reader", "read_as")
    changed_columns: ClassVar[tuple[str, ...]] = ("case_id",)
    blank_row: ClassVar[str] = _for_its_readers("documents_message whole WHERE whole.id = message_id")
    open_row: ClassVar[str] = "true"
    field_classes: ClassVar[dict[str, Field]] = (
        dict.fromkeys("message reader read_as reader_label read_at".split(), Field.CORRESPONDENCE)
        | {"case": Field.PROCESS}
        | dict.fromkeys(("id", "employer", "shown_to"), Field.INTERNAL)
    )

    class Meta:
        verbose_name = "leesbevestiging"
        verbose_name_plural = "leesbevestigingen"
        ordering: ClassVar[list[str]] = ["pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["message", "reader", "read_as"], name="message_read_once"),
            models.CheckConstraint(condition=Q(read_as__in=_WRITERS), name="message_read_by_party"),
        ]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.pk}"

    @property
    def reader_label(self) -> str:
        """In which role it was read, in Dutch."""
        return ROLE_LABELS[Role(self.read_as)]
