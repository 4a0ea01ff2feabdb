"""The organisations that help employees back to work: the insurer's own network."""

from datetime import date
from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q

from accounts.retention import Retention
from accounts.rows import ScopedManager, ScopedQuerySet, TenantModel
from accounts.terms import Field, Rows


class ProviderQuerySet(ScopedQuerySet["Provider"]):
    """Ways to look at the network."""

    def in_network(self, day: date) -> "ProviderQuerySet":
        """Those who may be given an assignment that begins on this day."""
        return self.filter(Q(in_network_until=None) | Q(in_network_until__gte=day), in_network_from__lte=day)


ProviderManager = ScopedManager.from_queryset(ProviderQuerySet)


class Provider(TenantModel):
    """A dienstverlener in the network, from `in_network_from` to `in_network_until`, both included.

    The name alone can tell why somebody is sick, so every field has the class of the kind of help. Here, beside the
    arbodiensten, because a role is bound to it.
    """

    name = models.CharField("naam", max_length=120, unique=True)
    contact_name = models.CharField("contactpersoon", max_length=120)
    phone = models.CharField("telefoon", max_length=30)
    email = models.EmailField("e-mailadres")
    in_network_from = models.DateField("in het netwerk vanaf")
    in_network_until = models.DateField("in het netwerk tot en met", null=True, blank=True)

    objects: ClassVar[Any] = ProviderManager()  # type: ignore[assignment]  # the base class knows fewer methods

    retention: ClassVar[Retention | None] = Retention.ORGANISATION
    row_paths: ClassVar[dict[Rows, str]] = {
        Rows.PROVIDED: "id",
        Rows.OWN: "assignments__case__employee",
        Rows.DELEGATED: "assignments__case__physician",
    }
    field_classes: ClassVar[dict[str, Field]] = {"id": Field.INTERNAL} | dict.fromkeys(
        "name contact_name phone email in_network_from in_network_until".split(), Field.PROVIDER_KIND
    )

    class Meta:
        verbose_name = "dienstverlener"
        verbose_name_plural = "dienstverleners"
        ordering: ClassVar[list[str]] = ["name"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(in_network_until=None) | Q(in_network_until__gte=F("in_network_from")),
                name="provider_leaves_after_start",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def in_network_on(self, day: date) -> bool:
        """Whether it may be given an assignment that begins on this day."""
        return self.in_network_from <= day and (self.in_network_until is None or self.in_network_until >= day)
