"""What each provider in the network can be asked for."""

from typing import Any, ClassVar

from django.db import models

from accounts.retention import Retention
from accounts.rows import TenantModel
from accounts.terms import Field, Rows
from employers.models import Provider


class Kind(models.TextChoices):
    """What a provider does. Some of these tell why somebody is sick, so an employer reads none of them."""

    PSYCHOLOGICAL = "psychological", "Psychologische begeleiding"
    PHYSICAL_THERAPY = "physical_therapy", "Bewegingstherapie"
    LABOUR_EXPERT = "labour_expert", "Arbeidsdeskundig onderzoek"
    JOB_PLACEMENT = "job_placement", "Bemiddeling naar ander werk"
    LEGAL_MEDIATION = "legal_mediation", "Juridische hulp en mediation"
    MEDICAL_EXPERTISE = "medical_expertise", "Medische expertise"
    RETRAINING = "retraining", "Scholing of omscholing"


class Offering(TenantModel):
    """One provider can be asked for one kind of help."""

    provider = models.ForeignKey(
        Provider, verbose_name="dienstverlener", on_delete=models.CASCADE, related_name="offerings"
    )
    kind = models.CharField("soort hulp", max_length=20, choices=Kind.choices)

    retention: ClassVar[Retention | None] = Retention.ORGANISATION
    row_paths: ClassVar[dict[Rows, str]] = {}
    field_classes: ClassVar[dict[str, Field]] = {"id": Field.INTERNAL} | dict.fromkeys(
        ("provider", "kind", "kind_label"), Field.PROVIDER_KIND
    )

    class Meta:
        verbose_name = "aanbod van een dienstverlener"
        verbose_name_plural = "aanbod van dienstverleners"
        ordering: ClassVar[list[str]] = ["kind", "provider__name"]
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["provider", "kind"], name="offering_once"),
            models.CheckConstraint(condition=models.Q(kind__in=Kind.values), name="offering_known_kind"),
        ]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.pk}"

    @property
    def kind_label(self) -> str:
        """What it is, in Dutch."""
        return Kind(self.kind).label
