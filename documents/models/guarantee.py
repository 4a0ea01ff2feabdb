"""What a person confirmed about the Poortwachtergarantie of a file."""

from dataclasses import asdict
from datetime import date
from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q

from accounts.models import User
from accounts.retention import Retention
from accounts.rows import TenantModel, case_paths
from accounts.terms import ROLE_LABELS, Field, Role, Rows
from cases.models import AbsenceCase
from documents.guarantee import Reason, Standing, State, Why
from documents.guarantee.words import KINDS, LABELS
from employers.models import Employer

STATES = [(state.value, LABELS[state]) for state in State]
_DAYS = ("due", "since")


def kept_reasons(standing: Standing) -> list[dict[str, Any]]:
    """The reasons of a computed state as they are stored."""
    return [
        {name: value.isoformat() if isinstance(value, date) else value for name, value in asdict(reason).items()}
        for reason in standing.reasons
    ]


class GuaranteeConfirmation(TenantModel):
    """One confirmation: what was computed on that day, with its reasons, and what a person made of it. Only added to.

    For employer, Ontzorgmanager and the desk of the insurer: it is between employer and insurer.
    """

    case = models.ForeignKey(AbsenceCase, verbose_name="dossier", on_delete=models.CASCADE, related_name="+")
    employer = models.ForeignKey(Employer, verbose_name="werkgever", on_delete=models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField("nummer")
    computed = models.CharField("berekend", max_length=10, choices=STATES)
    reasons: Any = models.JSONField("redenen", default=list, blank=True)
    confirmed = models.CharField("bevestigd", max_length=10, choices=STATES)
    words = models.TextField("toelichting", max_length=1000, blank=True)
    confirmed_on = models.DateField("bevestigd op")
    confirmed_as = models.CharField("in de rol van", max_length=20)
    confirmed_by = models.ForeignKey(User, verbose_name="bevestigd door", on_delete=models.PROTECT, related_name="+")

    in_own_name: ClassVar[tuple[str, ...]] = ("confirmed_by",)
    own_rows_column: ClassVar[str] = "confirmed_as"
    own_rows_of: ClassVar[frozenset[str]] = frozenset({Role.ONTZORGMANAGER.value, Role.DESK.value})
    changed_columns: ClassVar[tuple[str, ...]] = ("case_id",)
    retention: ClassVar[Retention | None] = Retention.FILE
    row_paths: ClassVar[dict[Rows, str]] = case_paths()
    field_classes: ClassVar[dict[str, Field]] = dict.fromkeys(
        (
            "case number computed reasons confirmed words confirmed_on confirmed_as confirmed_by computed_label label "
            "badge_kind confirmer_label told"
        ).split(),
        Field.PROCESS,
    ) | dict.fromkeys(("id", "employer"), Field.INTERNAL)

    class Meta:
        verbose_name = "bevestiging van de Poortwachtergarantie"
        verbose_name_plural = "bevestigingen van de Poortwachtergarantie"
        ordering: ClassVar[list[str]] = ["case", "number"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["case", "number"], name="guarantee_number_once"),
            models.CheckConstraint(
                condition=Q(computed__in=[one.value for one in State], confirmed__in=[one.value for one in State]),
                name="guarantee_state_known",
            ),
            models.CheckConstraint(
                condition=Q(confirmed=F("computed")) | ~Q(words=""), name="guarantee_other_state_has_words"
            ),
            models.CheckConstraint(
                condition=Q(confirmed_as__in=["ontzorgmanager", "desk"]), name="guarantee_confirmed_for_insurer"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.confirmed} {self.confirmed_on:%Y-%m-%d}"

    @property
    def label(self) -> str:
        """What was confirmed, in Dutch."""
        return LABELS[State(self.confirmed)]

    @property
    def badge_kind(self) -> str:
        """The kind of badge of what was confirmed."""
        return KINDS[State(self.confirmed)]

    @property
    def computed_label(self) -> str:
        """What was computed then, in Dutch."""
        return LABELS[State(self.computed)]

    @property
    def confirmer_label(self) -> str:
        """The role that confirmed it, in Dutch."""
        return ROLE_LABELS[Role(self.confirmed_as)]

    @property
    def told(self) -> list[Reason]:
        """The reasons as they were on that day."""
        found = []
        for kept in self.reasons:
            days = {name: date.fromisoformat(kept[name]) if kept[name] else None for name in _DAYS}
            found.append(Reason(**kept | days | {"why": Why(kept["why"]), "state": State(kept["state"])}))
        return found

    def still_holds(self, standing: Standing) -> bool:
        """Whether what is computed now is what was confirmed then: the same state for the same reasons."""
        return self.computed == standing.state.value and self.reasons == kept_reasons(standing)
