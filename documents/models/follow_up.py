"""What happened to an advice: taken on, refused, done, or taken back."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from accounts.models import User
from accounts.retention import Retention
from accounts.rows import TenantModel, case_paths
from accounts.terms import ROLE_LABELS, Field, Role, Rows
from cases.models import AbsenceCase
from documents.models.advice import ENDS, GIVEN_AS, Addressee, Advice
from documents.models.attachment import Attachment
from employers.models import Employer


class AdviceFollowUp(TenantModel):
    """What happened to an advice. Only added to: by whom it was addressed to, or taken back by who wrote it."""

    class Kind(models.TextChoices):
        """What."""

        ACCEPTED = "accepted", "Wordt gedaan"
        REFUSED = "refused", "Wordt niet gedaan"
        DONE = "done", "Gedaan"
        WITHDRAWN = "withdrawn", "Ingetrokken"

    advice = models.ForeignKey(Advice, verbose_name="advies", on_delete=models.CASCADE, related_name="follow_ups")
    case = models.ForeignKey(AbsenceCase, verbose_name="dossier", on_delete=models.CASCADE, related_name="+")
    employer = models.ForeignKey(Employer, verbose_name="werkgever", on_delete=models.PROTECT, related_name="+")
    # As on the advice, tied to it: the database compares who acts with whom the advice is for.
    addressee = models.CharField("advies aan", max_length=15, choices=Addressee.choices)
    written_as = models.CharField("advies in de rol van", max_length=20)
    kind = models.CharField("wat", max_length=10, choices=Kind.choices)
    note = models.TextField("toelichting in werktermen", max_length=1000, blank=True)
    happened_on = models.DateField("op")
    # A split can leave it in the other file. When that one is removed the database empties this by itself: nobody has
    # the right to change it.
    paper = models.ForeignKey(
        Attachment, verbose_name="stuk", null=True, blank=True, on_delete=models.DO_NOTHING, related_name="+"
    )
    acted_as = models.CharField("in de rol van", max_length=20)
    acted_by = models.ForeignKey(User, verbose_name="vastgelegd door", on_delete=models.PROTECT, related_name="+")
    recorded_on = models.DateField("vastgelegd op")

    in_own_name: ClassVar[tuple[str, ...]] = ("acted_by",)
    own_rows_column: ClassVar[str] = "acted_as"
    own_rows_of: ClassVar[frozenset[str]] = frozenset(Addressee.values) | {role.value for role in GIVEN_AS}
    changed_columns: ClassVar[tuple[str, ...]] = ("case_id",)
    retention: ClassVar[Retention | None] = Retention.FILE
    row_paths: ClassVar[dict[Rows, str]] = case_paths()
    field_classes: ClassVar[dict[str, Field]] = (
        dict.fromkeys(
            "advice case kind kind_label happened_on paper acted_as acted_by actor_label recorded_on".split(),
            Field.PROCESS,
        )
        | {"note": Field.FUNCTIONAL}
        | dict.fromkeys(("id", "employer", "addressee", "written_as"), Field.INTERNAL)
    )

    class Meta:
        verbose_name = "opvolging van een advies"
        verbose_name_plural = "opvolging van adviezen"
        ordering: ClassVar[list[str]] = ["pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["advice"], condition=Q(kind__in=list(ENDS)), name="follow_up_ends_once"),
            models.CheckConstraint(
                condition=Q(kind="withdrawn", acted_as=F("written_as"))
                | Q(kind__in=["accepted", "refused", "done"], acted_as=F("addressee")),
                name="follow_up_by_whom_it_is_for",
            ),
            models.CheckConstraint(condition=Q(kind="accepted") | ~Q(note=""), name="follow_up_has_reason"),
            models.CheckConstraint(condition=Q(kind="done") | Q(paper__isnull=True), name="follow_up_paper_of_done"),
            models.CheckConstraint(
                condition=Q(happened_on__lte=F("recorded_on")), name="follow_up_recorded_after_it_happened"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.happened_on:%Y-%m-%d}"

    @property
    def kind_label(self) -> str:
        """What happened, in Dutch."""
        return self.Kind(self.kind).label

    @property
    def actor_label(self) -> str:
        """The role that recorded it, in Dutch."""
        return ROLE_LABELS[Role(self.acted_as)]
