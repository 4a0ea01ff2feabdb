"""The Ontzorgmanager's view of the way back to work, and who does what on it; every version is kept."""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from accounts.models import User
from accounts.retention import Retention
from accounts.rows import TenantModel, case_paths
from accounts.terms import Field, Rows
from cases.models.case import AbsenceCase
from employers.models import Employer

PARTS: Mapping[str, str] = MappingProxyType(
    {
        "for_employer": "Werkgever",
        "for_employee": "Werknemer",
        "for_physician": "Bedrijfsarts",
        "for_professionals": "Andere professionals",
        "for_insurer": "Verzekeraar en Ontzorgmanager",
    }
)
"""The five parties with whom the Ontzorgmanager has something to do, and the column with what each does."""
WORDS = ("outlook", "reason", *PARTS)


class GuidancePlan(TenantModel):
    """One version of "visie en plan". Written once: a change is a new version that says why.

    Its words are about work and the road back, so those who carry the file read them, the insurer too; the arbodienst
    and a called arbeidsdeskundige do not.
    """

    case = models.ForeignKey(AbsenceCase, verbose_name="dossier", on_delete=models.CASCADE, related_name="guidance")
    employer = models.ForeignKey(Employer, verbose_name="werkgever", on_delete=models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField("versie")
    outlook = models.TextField("visie", max_length=3000)
    for_employer = models.TextField("wat de werkgever doet", max_length=1500, blank=True)
    for_employee = models.TextField("wat de werknemer doet", max_length=1500, blank=True)
    for_physician = models.TextField("wat de bedrijfsarts doet", max_length=1500, blank=True)
    for_professionals = models.TextField("wat andere professionals doen", max_length=1500, blank=True)
    for_insurer = models.TextField("wat de verzekeraar doet", max_length=1500, blank=True)
    review_on = models.DateField("opnieuw bekijken op")
    reason = models.CharField("waarom gewijzigd", max_length=500, blank=True)
    written_on = models.DateField("geschreven op")
    written_by = models.ForeignKey(User, verbose_name="geschreven door", on_delete=models.PROTECT, related_name="+")

    in_own_name: ClassVar[tuple[str, ...]] = ("written_by",)
    # Brought to another file when one is split; nothing else of it is ever another.
    changed_columns: ClassVar[tuple[str, ...]] = ("case_id",)
    retention: ClassVar[Retention | None] = Retention.FILE
    row_paths: ClassVar[dict[Rows, str]] = case_paths()
    field_classes: ClassVar[dict[str, Field]] = dict.fromkeys(
        ("case", "number", "review_on", "written_on", "written_by", "parts", *WORDS), Field.PROCESS
    ) | dict.fromkeys(("id", "employer"), Field.INTERNAL)

    class Meta:
        verbose_name = "visie en plan"
        verbose_name_plural = "visies en plannen"
        ordering: ClassVar[list[str]] = ["case", "number"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["case", "number"], name="guidance_version_once"),
            models.CheckConstraint(
                condition=Q(number=1, reason="") | Q(number__gt=1) & ~Q(reason=""), name="guidance_change_has_reason"
            ),
            models.CheckConstraint(condition=~Q(outlook=""), name="guidance_says_something"),
            models.CheckConstraint(condition=Q(review_on__gt=F("written_on")), name="guidance_reviewed_later"),
        ]

    def __str__(self) -> str:
        return f"{self.written_on:%Y-%m-%d}"

    @property
    def parts(self) -> list[tuple[str, list[str]]]:
        """What each of the five does: the name of the party and a line for each step."""
        return [(label, _lines(getattr(self, name))) for name, label in PARTS.items()]

    def is_to_review(self, today: date) -> bool:
        """Whether the day has come to look at it again."""
        return self.review_on <= today


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]
