"""The probleemanalyse: what somebody can do in terms of work, and the advice. No medical content has a field here."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from accounts.terms import Field
from cases.models.part import Part
from documents.models.document import Document
from documents.models.part import functional
from documents.models.vocabulary import ABILITY_GROUPS, Ability, Advice, Degree, EndGoal, SuitableWork, YesNoUnknown

_LIMITATION = "analysis ability ability_label degree degree_label until"
_ANALYSIS = (
    "document consult_on expected_long_term work_related work_conflict work_accident suitable_work no_usable_capacity "
    "capacity_review_on max_hours_per_day resumption_expected_on full_recovery end_goal actions advice "
    "next_consult_on work_related_label suitable_work_label full_recovery_label end_goal_label action_labels "
    "limitation_list"
)


class ProblemAnalysis(Part):
    """The functional content of a probleemanalyse (Regeling procesgang, art. 2)."""

    document = models.OneToOneField(
        Document, verbose_name="document", primary_key=True, on_delete=models.CASCADE, related_name="analysis"
    )
    consult_on = models.DateField("datum spreekuur")
    expected_long_term = models.BooleanField("langdurig verzuim verwacht")
    work_related = models.CharField("relatie met het werk", max_length=8, choices=YesNoUnknown.choices)
    work_conflict = models.BooleanField("conflict op het werk", default=False)
    work_accident = models.BooleanField("ongeval op het werk", default=False)
    suitable_work = models.CharField("passend werk nu mogelijk", max_length=8, choices=SuitableWork.choices)
    no_usable_capacity = models.BooleanField("geen benutbare mogelijkheden", default=False)
    capacity_review_on = models.DateField("mogelijkheden opnieuw beoordelen op", null=True, blank=True)
    max_hours_per_day = models.DecimalField("hoogste aantal uren per dag", max_digits=3, decimal_places=1)
    resumption_expected_on = models.DateField("eerste hervatting verwacht op", null=True, blank=True)
    full_recovery = models.CharField("volledige hervatting verwacht", max_length=8, choices=YesNoUnknown.choices)
    end_goal = models.CharField("einddoel", max_length=20, choices=EndGoal.choices)
    actions = ArrayField(
        models.CharField(max_length=20, choices=Advice.choices), verbose_name="advies", default=list, blank=True
    )
    advice = models.CharField("advies in werktermen", max_length=500, blank=True)
    next_consult_on = models.DateField("volgend spreekuur", null=True, blank=True)

    field_classes: ClassVar[dict[str, Field]] = functional(_ANALYSIS)

    class Meta:
        verbose_name = "probleemanalyse"
        verbose_name_plural = "probleemanalyses"
        ordering: ClassVar[list[str]] = ["pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(no_usable_capacity=False)
                | Q(capacity_review_on__isnull=False, suitable_work=SuitableWork.NONE, max_hours_per_day=0),
                name="analysis_no_capacity_has_review",
            ),
            models.CheckConstraint(
                condition=Q(max_hours_per_day__gte=0, max_hours_per_day__lte=12), name="analysis_hours_sane"
            ),
            models.CheckConstraint(condition=Q(actions__contained_by=Advice.values), name="analysis_actions_known"),
        ]

    def __str__(self) -> str:
        return f"{self.consult_on:%Y-%m-%d}"

    @property
    def work_related_label(self) -> str:
        """Whether the work has to do with it, in Dutch."""
        return YesNoUnknown(self.work_related).label

    @property
    def suitable_work_label(self) -> str:
        """Which work is possible, in Dutch."""
        return SuitableWork(self.suitable_work).label

    @property
    def full_recovery_label(self) -> str:
        """Whether full return is expected, in Dutch."""
        return YesNoUnknown(self.full_recovery).label

    @property
    def end_goal_label(self) -> str:
        """Where it leads, in Dutch."""
        return EndGoal(self.end_goal).label

    @property
    def action_labels(self) -> tuple[str, ...]:
        """The advised actions, in Dutch and in the order of the list."""
        return tuple(action.label for action in Advice if action.value in self.actions)

    @property
    def limitation_groups(self) -> "list[tuple[str, list[Limitation]]]":
        """The limitations under the headings of the fixed list; headings without limitations are left out."""
        rows = self.limitation_list
        groups = [(name, [row for row in rows if row.ability in known]) for name, known in ABILITY_GROUPS.items()]
        return [(name, found) for name, found in groups if found]

    @property
    def limitation_list(self) -> "list[Limitation]":
        """The limitations in the order of the fixed list."""
        order = list(Ability.values)
        return sorted(self.limitations.all(), key=lambda row: order.index(row.ability))


class Limitation(Part):
    """One line of the fixed functional list: how far, and until when that is expected."""

    analysis = models.ForeignKey(
        ProblemAnalysis, verbose_name="probleemanalyse", on_delete=models.CASCADE, related_name="limitations"
    )
    ability = models.CharField("onderdeel", max_length=20, choices=Ability.choices)
    degree = models.PositiveSmallIntegerField("mate", choices=Degree.choices)
    until = models.DateField("verwacht tot en met", null=True, blank=True)

    field_classes: ClassVar[dict[str, Field]] = functional(_LIMITATION) | {"id": Field.INTERNAL}

    class Meta:
        verbose_name = "beperking"
        verbose_name_plural = "beperkingen"
        ordering: ClassVar[list[str]] = ["pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["analysis", "ability"], name="limitation_once"),
            models.CheckConstraint(condition=Q(ability__in=Ability.values), name="limitation_ability_known"),
            models.CheckConstraint(condition=Q(degree__gte=0, degree__lte=3), name="limitation_degree_known"),
        ]

    def __str__(self) -> str:
        return f"{self.ability} {self.degree}"

    @property
    def ability_label(self) -> str:
        """What it is about, in Dutch."""
        return Ability(self.ability).label

    @property
    def degree_label(self) -> str:
        """How far, in Dutch."""
        return Degree(self.degree).label
