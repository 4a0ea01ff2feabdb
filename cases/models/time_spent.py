"""How much time the Ontzorgmanager spends on a file, per activity: of the insurer's service, not of the employee."""

from decimal import Decimal
from typing import ClassVar

from django.db import models
from django.db.models import F, Q, Value
from django.db.models.functions import Mod
from django.db.models.lookups import Exact

from accounts.models import User
from accounts.retention import Retention
from accounts.rows import OwnChange, TenantModel, case_paths
from accounts.terms import Field, Role, Rows
from cases.models.case import AbsenceCase
from employers.models import Employer

QUARTER = 15
LONGEST = 8 * 60
"""Minutes of one activity on one day at most."""
_USER = "(SELECT NULLIF(current_setting('ontzorg.user_id', true), '')::bigint)"


class TimeSpent(TenantModel):
    """Quarters of an hour on one day for one activity. Without words: what it was about has no place here.

    Written once. A mistake is withdrawn and written anew; the withdrawn one stays to be seen.
    """

    class Activity(models.TextChoices):
        """On what the time was spent."""

        WELCOME = "welcome", "Welkomstgesprek"
        EMPLOYEE = "employee", "Gesprek met de werknemer"
        EMPLOYER = "employer", "Gesprek met de werkgever"
        PHYSICIAN = "physician", "Overleg met de bedrijfsarts of arbodienst"
        REVIEW = "review", "Multidisciplinair overleg"
        PAPERS = "papers", "Documenten"
        HELP = "help", "Interventie regelen"
        TRAVEL = "travel", "Reizen"
        OTHER = "other", "Overig"

    case = models.ForeignKey(AbsenceCase, verbose_name="dossier", on_delete=models.CASCADE, related_name="+")
    employer = models.ForeignKey(Employer, verbose_name="werkgever", on_delete=models.PROTECT, related_name="+")
    activity = models.CharField("activiteit", max_length=10, choices=Activity.choices)
    spent_on = models.DateField("datum")
    minutes = models.PositiveSmallIntegerField("minuten")
    written_on = models.DateField("vastgelegd op")
    written_by = models.ForeignKey(User, verbose_name="vastgelegd door", on_delete=models.PROTECT, related_name="+")
    withdrawn_on = models.DateField("ingetrokken op", null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        User, verbose_name="ingetrokken door", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    filled_in_by: ClassVar[tuple[str, ...]] = ("withdrawn_by",)
    in_own_name: ClassVar[tuple[str, ...]] = ("written_by",)
    changed_columns: ClassVar[tuple[str, ...]] = ("withdrawn_on", "withdrawn_by_id", "case_id")
    own_changes: ClassVar[dict[Role, OwnChange]] = {
        Role.ONTZORGMANAGER: OwnChange(
            ("withdrawn_on", "withdrawn_by_id"),
            when=f"OLD.withdrawn_on IS NULL AND NEW.withdrawn_by_id = {_USER}",
            alone=True,
        )
    }
    blank_row: ClassVar[str] = "withdrawn_on IS NULL"
    open_row: ClassVar[str] = "true"
    retention: ClassVar[Retention | None] = Retention.FILE
    row_paths: ClassVar[dict[Rows, str]] = case_paths()
    field_classes: ClassVar[dict[str, Field]] = dict.fromkeys(
        "case activity activity_label spent_on minutes hours written_on written_by withdrawn_on withdrawn_by".split(),
        Field.PROCESS,
    ) | dict.fromkeys(("id", "employer"), Field.INTERNAL)

    class Meta:
        verbose_name = "bestede tijd"
        verbose_name_plural = "bestede tijd"
        ordering: ClassVar[list[str]] = ["spent_on", "pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=Q(minutes__gt=0, minutes__lte=LONGEST), name="time_spent_sane"),
            models.CheckConstraint(
                condition=Exact(Mod(F("minutes"), Value(QUARTER)), 0), name="time_spent_in_quarters"
            ),
            models.CheckConstraint(
                condition=Q(activity__in="welcome employee employer physician review papers help travel other".split()),
                name="time_spent_activity_known",
            ),
            models.CheckConstraint(condition=Q(spent_on__lte=F("written_on")), name="time_spent_before_written"),
            models.CheckConstraint(
                condition=Q(withdrawn_on__isnull=True, withdrawn_by__isnull=True)
                | Q(withdrawn_on__gte=F("written_on"), withdrawn_by__isnull=False),
                name="time_spent_withdrawn_by_whom",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.activity} {self.spent_on:%Y-%m-%d}"

    @property
    def activity_label(self) -> str:
        """The activity in Dutch."""
        return self.Activity(self.activity).label

    @property
    def hours(self) -> Decimal:
        """The same time in hours, exact to the quarter."""
        return Decimal(self.minutes) / 60
