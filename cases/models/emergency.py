"""Break-glass: a platform administrator asks for sight of one file, a second one decides, and either can end it.

Three tables to which is only added, each row by the person it names: nobody's decision can be rewritten or made in
another's name, and what was ended stays so.
"""

from datetime import datetime, timedelta
from typing import Any, ClassVar

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import Now

from accounts.models import User
from accounts.retention import Retention
from accounts.rows import ScopedManager, ScopedQuerySet, TenantModel
from accounts.terms import Field, Rows
from cases.models.case import AbsenceCase
from employers.models import Employee, Employer

LONGEST = timedelta(hours=8)  # the database takes no longer period, whatever the setting says
UNANSWERED = timedelta(hours=24)  # a request that nobody answered by then has lapsed


_RUNNING_SQL = "granted AND decided_at <= statement_timestamp() AND expires_at > statement_timestamp()"


class AboutOneFile(TenantModel):
    """Which file, of whom: known to the row itself, because who writes it sees neither."""

    case = models.ForeignKey(AbsenceCase, verbose_name="dossier", on_delete=models.CASCADE, related_name="+")
    employee = models.ForeignKey(Employee, verbose_name="werknemer", on_delete=models.CASCADE, related_name="+")
    employer = models.ForeignKey(Employer, verbose_name="werkgever", on_delete=models.PROTECT, related_name="+")

    retention: ClassVar[Retention | None] = Retention.FILE

    class Meta:
        abstract = True


_KEYS = dict.fromkeys(("id", "case", "employee", "employer"), Field.INTERNAL)


class EmergencyQuerySet(ScopedQuerySet["EmergencyAccess"]):
    """Ways to look at requests."""

    def waiting(self, at: datetime) -> "EmergencyQuerySet":
        """Those that can still be decided about."""
        return self.filter(decision__isnull=True, end__isnull=True, asked_at__gt=at - UNANSWERED)

    def open(self, at: datetime) -> "EmergencyQuerySet":
        """Those by which somebody sees a file at this moment."""
        return self.filter(decision__granted=True, decision__expires_at__gt=at, end__isnull=True)

    def with_people(self) -> "EmergencyQuerySet":
        """With who asked, decided and ended."""
        return self.select_related("asked_by", "decision__decided_by", "end__ended_by")


EmergencyManager = ScopedManager.from_queryset(EmergencyQuerySet)


class EmergencyAccess(AboutOneFile):
    """A platform administrator asks to see one file, and says why. `number` is what he typed; it names this file."""

    class Reason(models.TextChoices):
        """Why nobody who works on the file can solve it."""

        UNREACHABLE = "unreachable", "Niemand van het dossier is bereikbaar en een wettelijke datum nadert"
        WRONG_READER = "wrong_reader", "Iemand ziet mogelijk een dossier dat niet van hem is (datalek)"
        BROKEN = "broken", "Het dossier doet het niet en de oorzaak is van buiten niet te vinden"
        AUTHORITY = "authority", "Een rechter of toezichthouder vraagt het"

    number = models.CharField("dossiernummer", max_length=20)
    reason = models.CharField("reden", max_length=20, choices=Reason.choices)
    note = models.CharField("toelichting", max_length=300)
    asked_by = models.ForeignKey(User, verbose_name="gevraagd door", on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField("gevraagd op")

    objects: ClassVar[Any] = EmergencyManager()  # type: ignore[assignment]  # the base class knows fewer methods

    in_own_name: ClassVar[tuple[str, ...]] = ("asked_by",)
    row_paths: ClassVar[dict[Rows, str]] = {Rows.SELF: "asked_by"}
    # The number is for administrators: who watches over them learns of no file.
    field_classes: ClassVar[dict[str, Field]] = (
        _KEYS
        | {"number": Field.PROCESS}
        | dict.fromkeys("reason reason_label note asked_by asked_at decision".split(), Field.AUDIT)
    )

    class Meta:
        verbose_name = "verzoek om noodtoegang"
        verbose_name_plural = "verzoeken om noodtoegang"
        ordering: ClassVar[list[str]] = ["-asked_at", "-pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=~Q(note=""), name="emergency_says_why"),
            models.UniqueConstraint(fields=["id", "case", "employee", "employer"], name="emergency_of_file"),
            models.UniqueConstraint(
                fields=["id", "case", "employee", "employer", "asked_by"], name="emergency_of_asker"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.reason}"

    @property
    def reason_label(self) -> str:
        """Why, in Dutch."""
        return self.Reason(self.reason).label


class EmergencyDecision(AboutOneFile):
    """What a second administrator said. `expires_at` is the moment from which nothing is seen; empty for a refusal.

    The asker stands in it, tied to the request, so that the database itself can refuse one who decides for oneself.
    """

    access = models.OneToOneField(
        EmergencyAccess, verbose_name="verzoek", on_delete=models.CASCADE, related_name="decision"
    )
    asked_by = models.ForeignKey(User, verbose_name="gevraagd door", on_delete=models.PROTECT, related_name="+")
    decided_by = models.ForeignKey(User, verbose_name="beslist door", on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField("beslist op")
    granted = models.BooleanField("toegestaan")
    expires_at = models.DateTimeField("tot", null=True, blank=True)

    in_own_name: ClassVar[tuple[str, ...]] = ("decided_by",)
    gives_rows: ClassVar[Rows] = Rows.OPENED
    row_paths: ClassVar[dict[Rows, str]] = {Rows.SELF: "decided_by"}
    field_classes: ClassVar[dict[str, Field]] = (
        _KEYS
        | {"access": Field.INTERNAL}
        | dict.fromkeys("asked_by decided_by decided_at granted expires_at".split(), Field.AUDIT)
    )

    class Meta:
        verbose_name = "besluit over noodtoegang"
        verbose_name_plural = "besluiten over noodtoegang"
        ordering: ClassVar[list[str]] = ["-decided_at", "-pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=~Q(decided_by=F("asked_by")), name="emergency_second_person_decides"),
            models.CheckConstraint(
                condition=Q(granted=False, expires_at__isnull=True)
                | Q(
                    granted=True,
                    expires_at__gt=F("decided_at"),
                    expires_at__lte=F("decided_at") + LONGEST,
                ),
                name="emergency_granted_for_hours",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.access_id} {self.granted}"

    @classmethod
    def opened_sql(cls, user: str) -> str:
        """The files that this account sees now, as SQL; the clock is that of the database."""
        decisions, ends = cls._meta.db_table, EmergencyEnd._meta.db_table
        return (
            f"SELECT case_id FROM {decisions} WHERE asked_by_id = {user} AND {_RUNNING_SQL} "  # noqa: S608 (our own names)
            f"AND access_id NOT IN (SELECT access_id FROM {ends})"
        )

    @classmethod
    def opened_to(cls, user_id: int | None) -> models.QuerySet[Any]:
        """The same for a WHERE."""
        ended = EmergencyEnd._base_manager.filter(access=OuterRef("access"))
        running = cls._base_manager.filter(granted=True, decided_at__lte=Now(), expires_at__gt=Now())
        return running.filter(~Exists(ended), asked_by=user_id).order_by().values("case")


class EmergencyEnd(AboutOneFile):
    """Somebody ended it before its time, or took a request back."""

    access = models.OneToOneField(EmergencyAccess, verbose_name="verzoek", on_delete=models.CASCADE, related_name="end")
    ended_by = models.ForeignKey(User, verbose_name="beëindigd door", on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField("beëindigd op")

    in_own_name: ClassVar[tuple[str, ...]] = ("ended_by",)
    row_paths: ClassVar[dict[Rows, str]] = {Rows.SELF: "ended_by"}
    field_classes: ClassVar[dict[str, Field]] = (
        _KEYS | {"access": Field.INTERNAL} | dict.fromkeys(("ended_by", "ended_at"), Field.AUDIT)
    )

    class Meta:
        verbose_name = "einde van noodtoegang"
        verbose_name_plural = "eindes van noodtoegang"
        ordering: ClassVar[list[str]] = ["-ended_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.access_id}"
