"""What is asked of a provider, and the little that he needs to know for it.

Apart from the intervention itself: who helps, and with what, can tell why somebody is sick, and has readers of its own.
"""

from datetime import date
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from accounts.retention import Retention
from accounts.rows import OwnChange, TenantModel, case_paths
from accounts.terms import Field, Role, Rows
from cases.models import AbsenceCase
from employers.models import Employee, Employer, Provider
from interventions.models.network import Kind

_SHORTENED = "NEW.provider_until <= OLD.provider_until"
_GUIDED = OwnChange(("provider_until",))


class RefusalReason(models.TextChoices):
    """Why a provider does not take an assignment."""

    NO_ROOM = "no_room", "Geen plaats op korte termijn"
    NOT_OURS = "not_ours", "Deze vraag past niet bij ons"
    TOO_FAR = "too_far", "Te ver weg"
    INVOLVED = "involved", "Wij kennen deze persoon al op een andere manier"
    OTHER = "other", "Iets anders"


class Assignment(TenantModel):
    """One kind of help, asked of one provider, who sees it up to and including `provider_until`."""

    case = models.ForeignKey(AbsenceCase, verbose_name="dossier", on_delete=models.CASCADE, related_name="assignments")
    employer = models.ForeignKey(Employer, verbose_name="werkgever", on_delete=models.PROTECT, related_name="+")
    # Said here, because the provider sees no file: what he does stands in the trail of this employee.
    employee = models.ForeignKey(Employee, verbose_name="werknemer", on_delete=models.PROTECT, related_name="+")
    provider = models.ForeignKey(
        Provider, verbose_name="dienstverlener", on_delete=models.PROTECT, related_name="assignments"
    )
    kind = models.CharField("soort hulp", max_length=20, choices=Kind.choices)
    provider_until = models.DateField("te zien voor de dienstverlener tot en met")
    refusal_reason = models.CharField("reden van weigering", max_length=10, choices=RefusalReason.choices, blank=True)
    refusal_note = models.TextField("toelichting bij de weigering", max_length=1000, blank=True)

    # Who is asked for what is not rewritten. The provider refuses once, and can only shorten what he sees.
    changed_columns: ClassVar[tuple[str, ...]] = ("provider_until", "refusal_reason", "refusal_note", "case_id")
    own_changes: ClassVar[dict[Role, OwnChange]] = {
        Role.PROVIDER: OwnChange(
            ("provider_until", "refusal_reason", "refusal_note"), when=f"{_SHORTENED} AND OLD.refusal_reason = ''"
        ),
        Role.ONTZORGMANAGER: _GUIDED,
        Role.BEDRIJFSARTS: _GUIDED,
        Role.PROJECTOR: OwnChange(("provider_until",), when=_SHORTENED),
        Role.SPLITTER: OwnChange(("case_id",)),
    }
    blank_row: ClassVar[str] = "refusal_reason = ''"
    open_row: ClassVar[str] = "true"
    retention: ClassVar[Retention | None] = Retention.INTERVENTION
    row_paths: ClassVar[dict[Rows, str]] = case_paths(provided="provider")
    field_classes: ClassVar[dict[str, Field]] = (
        dict.fromkeys(("id", "case", "employer", "employee"), Field.INTERNAL)
        | {"provider_until": Field.PROCESS}
        | dict.fromkeys(
            ("provider", "kind", "kind_label", "refusal_reason", "refusal_label", "refusal_note"), Field.PROVIDER_KIND
        )
    )

    class Meta:
        verbose_name = "opdracht aan een dienstverlener"
        verbose_name_plural = "opdrachten aan dienstverleners"
        ordering: ClassVar[list[str]] = ["pk"]
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["id", "case", "employer"], name="assignment_in_case"),
            models.CheckConstraint(condition=Q(kind__in=Kind.values), name="assignment_known_kind"),
            models.CheckConstraint(
                condition=Q(refusal_reason__in=["", *RefusalReason.values]), name="assignment_known_reason"
            ),
            models.CheckConstraint(
                condition=~Q(refusal_reason="") | Q(refusal_note=""), name="assignment_note_of_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.pk}"

    @property
    def kind_label(self) -> str:
        """What is asked, in Dutch."""
        return Kind(self.kind).label

    @property
    def refusal_label(self) -> str:
        """Why it was refused, in Dutch; empty when it was not."""
        return RefusalReason(self.refusal_reason).label if self.refusal_reason else ""

    def shown_on(self, day: date) -> bool:
        """Whether the provider sees it on a day."""
        return self.provider_until >= day


class Briefing(TenantModel):
    """What the provider is told, copied when it was asked: he sees no employee and no file.

    A table of its own, because who pays reads who was asked, and not where a sick employee can be reached or what he
    can do.
    """

    case = models.ForeignKey(AbsenceCase, verbose_name="dossier", on_delete=models.CASCADE, related_name="+")
    employer = models.ForeignKey(Employer, verbose_name="werkgever", on_delete=models.PROTECT, related_name="+")
    assignment = models.OneToOneField(
        Assignment, verbose_name="opdracht", on_delete=models.CASCADE, related_name="briefing"
    )
    employee_name = models.CharField("naam van de werknemer", max_length=150)
    employee_function = models.CharField("functie van de werknemer", max_length=80)
    employee_phone = models.CharField("telefoonnummer van de werknemer", max_length=30, blank=True)
    abilities = models.TextField("wat de werknemer in het werk kan", max_length=2000)
    version = models.PositiveIntegerField("versie", default=1, db_default=1)

    changed_columns: ClassVar[tuple[str, ...]] = (
        "employee_name",
        "employee_function",
        "employee_phone",
        "abilities",
        "version",
        "case_id",
    )
    retention: ClassVar[Retention | None] = Retention.INTERVENTION
    row_paths: ClassVar[dict[Rows, str]] = case_paths(provided="assignment__provider")
    field_classes: ClassVar[dict[str, Field]] = (
        dict.fromkeys(("id", "case", "employer", "assignment", "version"), Field.INTERNAL)
        | dict.fromkeys(("employee_name", "employee_function"), Field.IDENTIFYING)
        | {"employee_phone": Field.CONTACT, "abilities": Field.FUNCTIONAL}
    )

    class Meta:
        verbose_name = "gegevens voor de dienstverlener"
        verbose_name_plural = "gegevens voor dienstverleners"
        ordering: ClassVar[list[str]] = ["pk"]
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(condition=~Q(employee_name="") & ~Q(abilities=""), name="briefing_says_something"),
        ]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.pk}"
