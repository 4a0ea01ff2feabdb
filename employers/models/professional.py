"""Somebody of a profession, with an account: what all of them have in common."""

from typing import TYPE_CHECKING, Any, ClassVar

from accounts.retention import Retention
from accounts.rows import TenantModel
from accounts.terms import Rows


class Professional(TenantModel):
    """The profession of one account, under the name of that account; `user` is its key."""

    if TYPE_CHECKING:
        user: Any

    retention: ClassVar[Retention | None] = Retention.ORGANISATION
    row_paths: ClassVar[dict[Rows, str]] = {}

    class Meta:
        abstract = True
        ordering: ClassVar[list[str]] = ["user__name"]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """The name of the person."""
        return str(self.user.name)
