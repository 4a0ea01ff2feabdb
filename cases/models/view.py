"""A saved view: a list with filters that somebody wants to see again."""

from typing import ClassVar

from django.db import models

from accounts.models import User
from accounts.retention import Retention
from accounts.rows import TenantModel
from accounts.terms import Field, Rows


class SavedView(TenantModel):
    """A name and the question part of the address of a worklist; of one person in one role."""

    user = models.ForeignKey(User, verbose_name="van", on_delete=models.CASCADE, related_name="saved_views")
    role = models.CharField("rol", max_length=20)
    name = models.CharField("naam", max_length=40)
    query = models.CharField("keuze", max_length=300, blank=True)

    retention: ClassVar[Retention | None] = Retention.ACCOUNT
    row_paths: ClassVar[dict[Rows, str]] = {Rows.SELF: "user"}
    field_classes: ClassVar[dict[str, Field]] = {
        "id": Field.INTERNAL,
        "user": Field.INTERNAL,
        "role": Field.INTERNAL,
        "name": Field.OWN_WORDS,
        "query": Field.OWN_WORDS,
    }

    class Meta:
        verbose_name = "bewaarde lijst"
        verbose_name_plural = "bewaarde lijsten"
        ordering: ClassVar[list[str]] = ["name", "pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["user", "role", "name"], name="saved_view_name_once")
        ]

    def __str__(self) -> str:
        return self.name
