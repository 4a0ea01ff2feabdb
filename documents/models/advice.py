"""An advice about the way back to work as an item: to whom, until when, and what came of it."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, ClassVar

from django.db import models
from django.db.models import F, Q

from accounts.models import User
from accounts.retention import Retention
from accounts.rows import ScopedManager, ScopedQuerySet, TenantModel, case_paths
from accounts.terms import ROLE_LABELS, Field, Role, Rows
from cases.models import AbsenceCase
from documents.guarantee.words import ADDRESSEES, GIVERS
from employers.models import Employer

if TYPE_CHECKING:
    from documents.models.follow_up import AdviceFollowUp

GIVEN_AS = (Role.ONTZORGMANAGER, Role.BEDRIJFSARTS, Role.LABOUR_EXPERT)
"""The roles that give advice."""
ENDS = ("done", "withdrawn")
"""What happens to an advice last of all."""


class Party(models.TextChoices):
    """Whose advice it is."""

    BEDRIJFSARTS = "bedrijfsarts", "Bedrijfsarts"
    INSURER = "insurer", "Verzekeraar"
    LABOUR_EXPERT = "labour_expert", "Arbeidsdeskundige"


class Addressee(models.TextChoices):
    """Who is to do it."""

    EMPLOYER = "employer", "Werkgever"
    EMPLOYEE = "employee", "Werknemer"
    ONTZORGMANAGER = "ontzorgmanager", "Ontzorgmanager"


class Source(models.TextChoices):
    """The paper of the file out of which an item was made; without one it was given here."""

    NONE = "", "Nieuw advies"
    ANALYSIS = "problem_analysis", "Probleemanalyse"
    ANSWER = "labour_expert", "Antwoord van de arbeidsdeskundige"


PARTY_OF: Mapping[tuple[Role, Source], Party] = MappingProxyType(
    {
        (Role.BEDRIJFSARTS, Source.NONE): Party.BEDRIJFSARTS,
        (Role.BEDRIJFSARTS, Source.ANALYSIS): Party.BEDRIJFSARTS,
        (Role.LABOUR_EXPERT, Source.NONE): Party.LABOUR_EXPERT,
        (Role.LABOUR_EXPERT, Source.ANSWER): Party.LABOUR_EXPERT,
        (Role.ONTZORGMANAGER, Source.NONE): Party.INSURER,
        (Role.ONTZORGMANAGER, Source.ANALYSIS): Party.BEDRIJFSARTS,
        (Role.ONTZORGMANAGER, Source.ANSWER): Party.LABOUR_EXPERT,
    }
)
"""Whose advice it is, by who writes it and out of what: nobody gives another's advice but from a paper of the file."""


def _told() -> Q:
    found = Q()
    for (role, source), party in PARTY_OF.items():
        found |= Q(written_as=role.value, source=source.value, party=party.value)
    return found


class AdviceQuerySet(ScopedQuerySet["Advice"]):
    """Ways to look at advice."""

    def to_do(self) -> "AdviceQuerySet":
        """What somebody is still to do: not answered yet, or taken on."""
        newest = self.model._meta.get_field("follow_ups").related_model._base_manager.order_by("-pk")
        last = newest.filter(advice=models.OuterRef("pk")).values("kind")[:1]
        stands = Q(last_kind__isnull=True) | Q(last_kind="accepted")
        return self.annotate(last_kind=models.Subquery(last)).filter(stands)

    def with_story(self) -> "AdviceQuerySet":
        """With all that is shown of it, in a number of queries that does not grow."""
        return self.select_related("written_by").prefetch_related("follow_ups__acted_by", "follow_ups__paper")


AdviceManager = ScopedManager.from_queryset(AdviceQuerySet)


class Advice(TenantModel):
    """One advice in terms of work. Never changed: what happens to it is added as its `AdviceFollowUp`."""

    case = models.ForeignKey(AbsenceCase, verbose_name="dossier", on_delete=models.CASCADE, related_name="+")
    employer = models.ForeignKey(Employer, verbose_name="werkgever", on_delete=models.PROTECT, related_name="+")
    party = models.CharField("advies van", max_length=15, choices=Party.choices)
    addressee = models.CharField("advies aan", max_length=15, choices=Addressee.choices)
    text = models.TextField("advies in werktermen", max_length=1000)
    given_on = models.DateField("gegeven op")
    due_on = models.DateField("uiterlijk")
    source = models.CharField("gemaakt uit", max_length=20, choices=Source.choices, blank=True)
    source_on = models.DateField("dag van dat stuk", null=True, blank=True)
    written_as = models.CharField("in de rol van", max_length=20)
    written_by = models.ForeignKey(User, verbose_name="geschreven door", on_delete=models.PROTECT, related_name="+")

    objects: ClassVar[Any] = AdviceManager()  # type: ignore[assignment]  # the base class knows fewer methods

    in_own_name: ClassVar[tuple[str, ...]] = ("written_by",)
    own_rows_column: ClassVar[str] = "written_as"
    own_rows_of: ClassVar[frozenset[str]] = frozenset(role.value for role in GIVEN_AS)
    # Brought to another file when one is split; nothing else of it is ever another.
    changed_columns: ClassVar[tuple[str, ...]] = ("case_id",)
    retention: ClassVar[Retention | None] = Retention.FILE
    row_paths: ClassVar[dict[Rows, str]] = case_paths()
    field_classes: ClassVar[dict[str, Field]] = (
        dict.fromkeys(
            (
                "case party addressee given_on due_on source source_on written_as written_by giver addressed_to "
                "source_label written_for stands story is_over"
            ).split(),
            Field.PROCESS,
        )
        | {"text": Field.FUNCTIONAL}
        | dict.fromkeys(("id", "employer"), Field.INTERNAL)
    )

    class Meta:
        verbose_name = "advies"
        verbose_name_plural = "adviezen"
        ordering: ClassVar[list[str]] = ["due_on", "pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["id", "case", "addressee", "written_as"], name="advice_in_case"),
            models.CheckConstraint(condition=~Q(text=""), name="advice_says_something"),
            models.CheckConstraint(condition=Q(due_on__gte=F("given_on")), name="advice_due_after_given"),
            models.CheckConstraint(condition=Q(addressee__in=Addressee.values), name="advice_addressee_known"),
            models.CheckConstraint(condition=_told(), name="advice_of_who_writes_or_of_a_paper"),
            models.CheckConstraint(
                condition=Q(source="", source_on__isnull=True) | ~Q(source="") & Q(source_on__isnull=False),
                name="advice_source_has_day",
            ),
            models.CheckConstraint(
                condition=~Q(addressee=Addressee.ONTZORGMANAGER, party=Party.INSURER),
                name="advice_not_to_oneself",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.given_on:%Y-%m-%d}"

    @property
    def giver(self) -> str:
        """Whose advice it is, in the middle of a sentence."""
        return GIVERS[self.party]

    @property
    def addressed_to(self) -> str:
        """Who is to do it, in the middle of a sentence."""
        return ADDRESSEES[self.addressee]

    @property
    def source_label(self) -> str:
        """The paper out of which it was made, in Dutch; empty for an advice that was given here."""
        return Source(self.source).label if self.source else ""

    @property
    def written_for(self) -> str:
        """The role that wrote it, in Dutch."""
        return ROLE_LABELS[Role(self.written_as)]

    @property
    def story(self) -> "list[AdviceFollowUp]":
        """What happened to it, the first thing first."""
        return sorted(self.follow_ups.all(), key=lambda one: one.pk)

    @property
    def last(self) -> "AdviceFollowUp | None":
        """The last thing that happened to it."""
        return self.story[-1] if self.story else None

    @property
    def stands(self) -> str:
        """Where it stands: open, or the kind of the last thing that happened."""
        return self.last.kind if self.last else "open"

    @property
    def is_over(self) -> bool:
        """Whether nothing is to be said of it any more."""
        return self.stands in ENDS
