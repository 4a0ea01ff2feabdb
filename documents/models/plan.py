"""The plan van aanpak: what employer and employee agree on."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from accounts.terms import Field
from cases.models.part import Part
from documents.models.document import Document
from documents.models.part import functional
from documents.models.vocabulary import ActivityType, ContactEvery, EndGoal, Responsible
from employers.models import Ontzorgmanager

_PLAN = (
    "document end_goal employer_agrees employee_agrees contact_with contact_every next_evaluation_on "
    "first_year_opens_on first_year_due_on case_manager case_manager_name case_manager_phone manager_name "
    "manager_function manager_phone remarks end_goal_label contact_every_label activity_list build_up_list"
)
_ACTIVITY = "plan order activity type responsible starts_on ends_on result type_label responsible_label"


class PlanOfAction(Part):
    """The content of a plan van aanpak (Regeling procesgang, art. 4).

    The window of the Eerstejaarsevaluatie is taken from the timeline when the plan is written, never typed. The
    casemanager is the Ontzorgmanager of the file; in a file that the employer guides himself, whom the employer names.
    """

    document = models.OneToOneField(
        Document, verbose_name="document", primary_key=True, on_delete=models.CASCADE, related_name="plan"
    )
    end_goal = models.CharField("einddoel", max_length=20, choices=EndGoal.choices)
    employer_agrees = models.BooleanField("werkgever eens met de probleemanalyse", null=True, blank=True)
    employee_agrees = models.BooleanField("werknemer eens met de probleemanalyse", null=True, blank=True)
    contact_with = models.CharField("contact met", max_length=120)
    contact_every = models.CharField("hoe vaak contact", max_length=12, choices=ContactEvery.choices)
    next_evaluation_on = models.DateField("volgende evaluatie")
    first_year_opens_on = models.DateField("Eerstejaarsevaluatie vanaf", null=True, blank=True)
    first_year_due_on = models.DateField("Eerstejaarsevaluatie uiterlijk", null=True, blank=True)
    case_manager = models.ForeignKey(
        Ontzorgmanager, verbose_name="casemanager", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    case_manager_name = models.CharField("naam casemanager van de werkgever", max_length=120, blank=True)
    case_manager_phone = models.CharField("telefoon casemanager van de werkgever", max_length=20, blank=True)
    remarks = models.CharField("opmerkingen", max_length=1000, blank=True)

    field_classes: ClassVar[dict[str, Field]] = functional(_PLAN)

    class Meta:
        verbose_name = "plan van aanpak"
        verbose_name_plural = "plannen van aanpak"
        ordering: ClassVar[list[str]] = ["pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(case_manager__isnull=False, case_manager_name="", case_manager_phone="")
                | (Q(case_manager__isnull=True) & ~Q(case_manager_name="") & ~Q(case_manager_phone="")),
                name="plan_names_one_casemanager",
            )
        ]

    def __str__(self) -> str:
        return f"{self.next_evaluation_on:%Y-%m-%d}"

    @property
    def manager_name(self) -> str:
        """Who watches over the plan."""
        return self.case_manager.name if self.case_manager else self.case_manager_name

    @property
    def manager_function(self) -> str:
        """In which capacity, in Dutch."""
        return "Ontzorgmanager" if self.case_manager else "Casemanager van de werkgever"

    @property
    def manager_phone(self) -> str:
        """Where the casemanager can be reached."""
        return self.case_manager.phone if self.case_manager else self.case_manager_phone

    @property
    def end_goal_label(self) -> str:
        """Where it leads, in Dutch."""
        return EndGoal(self.end_goal).label

    @property
    def contact_every_label(self) -> str:
        """How often, in Dutch."""
        return ContactEvery(self.contact_every).label

    @property
    def activity_list(self) -> "list[PlanActivity]":
        """The activities in the order in which they were written down."""
        return sorted(self.activities.all(), key=lambda row: row.order)

    @property
    def build_up_list(self) -> "list[BuildUpStep]":
        """The build-up of hours, the first step first."""
        return sorted(self.build_up.all(), key=lambda row: row.starts_on)


class PlanActivity(Part):
    """One thing that somebody does, from when until when, and what it should lead to. Both days inclusive."""

    plan = models.ForeignKey(PlanOfAction, verbose_name="plan", on_delete=models.CASCADE, related_name="activities")
    order = models.PositiveSmallIntegerField("volgorde")
    activity = models.CharField("activiteit", max_length=200)
    type = models.CharField("soort", max_length=15, choices=ActivityType.choices)
    responsible = models.CharField("wie", max_length=15, choices=Responsible.choices)
    starts_on = models.DateField("vanaf")
    ends_on = models.DateField("tot en met")
    result = models.CharField("beoogd resultaat", max_length=300)

    field_classes: ClassVar[dict[str, Field]] = functional(_ACTIVITY) | {"id": Field.INTERNAL}

    class Meta:
        verbose_name = "activiteit"
        verbose_name_plural = "activiteiten"
        ordering: ClassVar[list[str]] = ["order"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["plan", "order"], name="activity_order_once"),
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="activity_ends_after_start"),
        ]

    def __str__(self) -> str:
        return f"{self.order}"

    @property
    def type_label(self) -> str:
        """What kind of activity, in Dutch."""
        return ActivityType(self.type).label

    @property
    def responsible_label(self) -> str:
        """Who sees to it, in Dutch."""
        return Responsible(self.responsible).label


class BuildUpStep(Part):
    """From this day so many hours a week."""

    plan = models.ForeignKey(PlanOfAction, verbose_name="plan", on_delete=models.CASCADE, related_name="build_up")
    starts_on = models.DateField("vanaf")
    hours_per_week = models.DecimalField("uren per week", max_digits=4, decimal_places=1)

    field_classes: ClassVar[dict[str, Field]] = functional("plan starts_on hours_per_week") | {"id": Field.INTERNAL}

    class Meta:
        verbose_name = "stap in de opbouw"
        verbose_name_plural = "opbouwschema"
        ordering: ClassVar[list[str]] = ["starts_on"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["plan", "starts_on"], name="build_up_once_a_day"),
            models.CheckConstraint(
                condition=Q(hours_per_week__gte=0, hours_per_week__lte=60), name="build_up_hours_sane"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.starts_on:%Y-%m-%d}"
