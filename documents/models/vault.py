"""The vault: what a bedrijfsarts writes about somebody's health. Tables of its own, encrypted, with a second lock."""

import json
from typing import Any, ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from accounts.models import User
from accounts.retention import Retention
from accounts.rows import OwnChange, TenantModel, Vault, case_paths
from accounts.secret import EncryptedField
from accounts.terms import Field, Role, Rows
from cases.models import AbsenceCase
from documents.contents import SECTIONS
from employers.models import Employee, Employer, OccupationalHealthService, Task

OF_THE_DOCTOR = [Role.BEDRIJFSARTS.value]
WITH_EMPLOYEE = [Role.BEDRIJFSARTS.value, Role.EMPLOYEE.value]
READERS = Vault(
    readers={
        Role.BEDRIJFSARTS: Rows.TREATED,
        Role.DELEGATE: Rows.DELEGATED,
        Role.EMPLOYEE: Rows.OWN,
        Role.PURGER: Rows.ALL,  # takes away what is past its period, and writes it again under a new key
    },
    task=Task.VAULT.value,
    kept_by="ohs",
)
_SENTENCE = "written_by written_as under written_at".split()


class VaultRow(TenantModel):
    """Something about somebody's health, kept by one arbodienst.

    It outlives the file in which it was written and the employment: the law keeps it for twenty years, so file and
    employee are numbers here without a constraint. Who it is about stands in the encrypted text as well.
    """

    case = models.ForeignKey(
        AbsenceCase, verbose_name="dossier", on_delete=models.DO_NOTHING, db_constraint=False, related_name="+"
    )
    employee = models.ForeignKey(
        Employee, verbose_name="werknemer", on_delete=models.DO_NOTHING, db_constraint=False, related_name="+"
    )
    employer = models.ForeignKey(Employer, verbose_name="werkgever", on_delete=models.PROTECT, related_name="+")
    ohs = models.ForeignKey(
        OccupationalHealthService, verbose_name="arbodienst", on_delete=models.PROTECT, related_name="+"
    )
    shown_to = ArrayField(models.CharField(max_length=20), verbose_name="zichtbaar voor")
    content = EncryptedField("inhoud")
    written_by = models.ForeignKey(User, verbose_name="geschreven door", on_delete=models.PROTECT, related_name="+")
    written_as = models.CharField("in de rol van", max_length=20)
    under = models.ForeignKey(User, verbose_name="namens", null=True, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField("geschreven op")

    in_own_name: ClassVar[tuple[str, ...]] = ("written_by", "written_as")
    vault: ClassVar[Vault | None] = READERS
    shown_to_column: ClassVar[str | None] = "shown_to"
    retention: ClassVar[Retention | None] = Retention.MEDICAL
    row_paths: ClassVar[dict[Rows, str]] = case_paths(own="employee")

    class Meta:
        abstract = True

    @property
    def said(self) -> dict[str, Any]:
        """What was written, and about whom."""
        found: dict[str, Any] = json.loads(self.content)
        return found

    @property
    def is_delegated(self) -> bool:
        """Whether somebody wrote it under taakdelegatie."""
        return self.under_id is not None


class WrittenOnce(VaultRow):
    """A text that nobody changes; putting it right is a new version beside it."""

    replaces = models.ForeignKey(
        "self", verbose_name="vorige versie", null=True, on_delete=models.CASCADE, related_name="replaced_by"
    )

    # Under a new key, by the part of the system that changes keys; nobody else may write these rows again.
    changed_columns: ClassVar[tuple[str, ...]] = ("content",)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.pk}"

    @property
    def text(self) -> str:
        """What was written."""
        return str(self.said["text"])


class ConsultNote(WrittenOnce):
    """What the bedrijfsarts or a delegate noted of one consult."""

    class How(models.TextChoices):
        """In which way they spoke."""

        VISIT = "visit", "Op het spreekuur"
        PHONE = "phone", "Per telefoon"
        VIDEO = "video", "Per video"

    held_on = models.DateField("datum van het spreekuur")
    how = models.CharField("hoe", max_length=10, choices=How.choices)

    field_classes: ClassVar[dict[str, Field]] = (
        dict.fromkeys(("case", *_SENTENCE, "is_delegated"), Field.PROCESS)
        | dict.fromkeys(("held_on", "how", "how_label", "text"), Field.MEDICAL)
        | dict.fromkeys("id employee employer ohs shown_to content replaces".split(), Field.INTERNAL)
    )

    class Meta:
        verbose_name = "aantekening van het spreekuur"
        verbose_name_plural = "aantekeningen van het spreekuur"
        ordering: ClassVar[list[str]] = ["-held_on", "-pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["replaces"], name="note_replaced_once"),
            models.CheckConstraint(condition=Q(shown_to=WITH_EMPLOYEE), name="note_between_doctor_and_employee"),
        ]

    @property
    def how_label(self) -> str:
        """In which way, in Dutch."""
        return self.How(self.how).label


def writer_of(row: VaultRow) -> dict[str, Any]:
    """Who wrote this row, as a text keeps it: with names, because it outlives the accounts."""
    return {
        "id": row.written_by_id,
        "name": row.written_by.name,
        "role": row.written_as,
        "under_id": row.under_id,
        "under": row.under.name if row.under else "",
        "at": row.written_at.isoformat(),
    }


_GIVING = "'given_on', 'shown_to'"
_WRITING = ("content", "version_no", "written_by_id", "written_as", "under_id", "written_at")


class MedicalInformation(VaultRow):
    """The Medische informatie for the arts of UWV: a draft, signed by the bedrijfsarts, given to the employee alone.

    The draft lives here and not among other drafts, because what it says is medical from the first word.
    """

    edition = models.PositiveSmallIntegerField("versie", default=1)
    version_no = models.PositiveIntegerField("wijziging", default=1)
    signed_by = models.ForeignKey(
        User, verbose_name="ondertekend door", null=True, on_delete=models.PROTECT, related_name="+"
    )
    signed_at = models.DateTimeField("ondertekend op", null=True)
    place = models.CharField("plaats", max_length=60, blank=True)
    sha256 = models.CharField("controlegetal", max_length=64, blank=True)
    given_on = models.DateField("gegeven op", null=True)

    filled_in_by: ClassVar[tuple[str, ...]] = ("signed_by", "written_by")
    own_changes: ClassVar[dict[Role, OwnChange]] = {
        Role.DELEGATE: OwnChange(_WRITING, when="OLD.signed_at IS NULL"),
        # What was signed is not written again; then it can only be given, once.
        Role.BEDRIJFSARTS: OwnChange(
            (*_WRITING, "signed_by_id", "signed_at", "place", "sha256", "given_on", "shown_to"),
            when=(
                "OLD.signed_at IS NULL OR (OLD.given_on IS NULL AND "
                f"to_jsonb(NEW) - ARRAY[{_GIVING}] = to_jsonb(OLD) - ARRAY[{_GIVING}])"
            ),
        ),
    }
    changed_columns: ClassVar[tuple[str, ...]] = (
        *_WRITING,
        "signed_by_id",
        "signed_at",
        "place",
        "sha256",
        "given_on",
        "shown_to",
    )
    field_classes: ClassVar[dict[str, Field]] = (
        dict.fromkeys(
            (
                *("case", "edition", *_SENTENCE, "is_delegated", "prepared_by"),
                *("signed_by", "signed_at", "place", "given_on", "is_signed"),
            ),
            Field.PROCESS,
        )
        | {"parts": Field.MEDICAL}
        | dict.fromkeys("id employee employer ohs shown_to content version_no sha256".split(), Field.INTERNAL)
    )

    class Meta:
        verbose_name = "Medische informatie voor UWV"
        verbose_name_plural = "Medische informatie voor UWV"
        ordering: ClassVar[list[str]] = ["-edition", "-pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["case", "ohs", "edition"], name="envelope_edition_once"),
            models.UniqueConstraint(fields=["case", "ohs"], condition=Q(signed_at=None), name="envelope_one_draft"),
            models.CheckConstraint(
                condition=Q(signed_at=None, signed_by=None, place="", sha256="")
                | Q(signed_at__isnull=False, signed_by__isnull=False) & ~Q(place="") & ~Q(sha256=""),
                name="envelope_signed_who_when_where",
            ),
            models.CheckConstraint(
                condition=Q(given_on=None, shown_to=OF_THE_DOCTOR)
                | Q(given_on__isnull=False, signed_at__isnull=False, shown_to=WITH_EMPLOYEE),
                name="envelope_read_once_given",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.pk}"

    @property
    def is_signed(self) -> bool:
        """Whether it can no longer be changed."""
        return self.signed_at is not None

    @property
    def writers(self) -> list[dict[str, Any]]:
        """Who wrote in it, each person in each role once, in the order in which they began.

        `at` is when that person wrote last. Of a text from before this was kept only the last writer is known.
        """
        kept: list[dict[str, Any]] | None = self.said.get("writers")
        return [writer_of(self)] if kept is None else kept

    @property
    def prepared_by(self) -> str:
        """All of them as a sentence says it: "Dewi Begeleider (namens Daan Dokter), Daan Dokter"."""
        return ", ".join(
            f"{one['name']} (namens {one['under']})" if one["under"] else one["name"] for one in self.writers
        )

    @property
    def parts(self) -> list[tuple[str, str]]:
        """Title and text of each part in which something was written."""
        said = self.said["parts"]
        return [(title, said[key]) for key, title, _ in SECTIONS if said.get(key)]
