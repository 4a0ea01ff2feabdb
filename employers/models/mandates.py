"""Working in the place of somebody else: taakdelegatie, and substitution between Ontzorgmanagers."""

from typing import Any, ClassVar

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, RangeOperators
from django.db import models
from django.db.models import F, Q, Value

from accounts.dated import in_force
from accounts.models import User
from accounts.retention import Retention
from accounts.rows import ScopedManager, ScopedQuerySet, TenantModel
from accounts.terms import Field, Rows, Verb
from employers.models.partners import DateRange, OccupationalHealthService, OccupationalPhysician, Ontzorgmanager
from employers.models.professional import Professional

_DAYS = DateRange("valid_from", "valid_to", Value("[]"))  # the last day included
_DATED = "valid_from valid_to ended_at".split()


class Task(models.TextChoices):
    """What a bedrijfsarts can leave to a delegate. The bedrijfsarts signs and stays responsible."""

    TRIAGE = "triage", "Inschatten of het verzuim lang duurt"
    ANALYSIS = "problem_analysis", "De probleemanalyse voorbereiden"
    STEPS = "steps", "Vastleggen dat een stap van de bedrijfsarts is gedaan"
    VAULT = "medical_file", "Spreekuur houden en het medisch dossier bijhouden"


VERBS: dict[str, frozenset[Verb]] = {
    Task.TRIAGE: frozenset({Verb.TRIAGE}),
    Task.ANALYSIS: frozenset({Verb.DRAFT_PROBLEM_ANALYSIS}),
    Task.STEPS: frozenset({Verb.RECORD_STEP, Verb.WITHDRAW_STEP}),
    Task.VAULT: frozenset(
        {
            *(Verb.READ_VAULT, Verb.WRITE_NOTE, Verb.DRAFT_MEDICAL_INFORMATION),
            *(Verb.BEGIN_CONSULT, Verb.PLAN_CONSULT, Verb.MOVE_CONSULT, Verb.CANCEL_CONSULT, Verb.RECORD_CONSULT),
            *(Verb.START_THREAD, Verb.SEND_MESSAGE, Verb.READ_THREAD, Verb.TAKE_ENCLOSURE),
        }
    ),
}


class DelegatedAdviser(Professional):
    """A (medisch) verzuimbegeleider, POB or verzuimconsultant of an arbodienst, who may work under taakdelegatie."""

    class Kind(models.TextChoices):
        """What the profession is called."""

        GUIDE = "verzuimbegeleider", "(Medisch) verzuimbegeleider"
        POB = "pob", "Praktijkondersteuner bedrijfsarts"
        CONSULTANT = "verzuimconsultant", "Verzuimconsultant"

    user = models.OneToOneField(
        User, verbose_name="account", primary_key=True, on_delete=models.PROTECT, related_name="adviser"
    )
    ohs = models.ForeignKey(
        OccupationalHealthService, verbose_name="arbodienst", on_delete=models.PROTECT, related_name="advisers"
    )
    kind = models.CharField("functie", max_length=20, choices=Kind.choices)

    row_paths: ClassVar[dict[Rows, str]] = {Rows.SELF: "user"}
    field_classes: ClassVar[dict[str, Field]] = dict.fromkeys(
        "user ohs kind name kind_label".split(), Field.ADMINISTRATIVE
    )

    class Meta(Professional.Meta):
        verbose_name = "verzuimbegeleider"
        verbose_name_plural = "verzuimbegeleiders"

    @property
    def kind_label(self) -> str:
        """The profession in Dutch."""
        return self.Kind(self.kind).label


class MandateQuerySet(ScopedQuerySet[Any]):
    """Ways to look at who works in whose place."""

    def in_force(self) -> "MandateQuerySet":
        """What holds today, by the date of the database."""
        return self.filter(in_force(*self.model.lasts_with))


MandateManager = ScopedManager.from_queryset(MandateQuerySet)


class Mandate(TenantModel):
    """Somebody works in the place of another, from a first to a last day, both included, unless it is ended sooner.

    `principal` is the field of the person in whose place, `holder` of the person who does; `gives_rows` is the row
    scope that follows from it, `relation` how it is said before the name of the principal; `lasts_with` are columns
    with the last day of something that it does not outlive.
    """

    principal: ClassVar[str]
    holder: ClassVar[str]
    gives_rows: ClassVar[Rows]
    relation: ClassVar[str]
    lasts_with: ClassVar[tuple[str, ...]] = ()

    valid_from = models.DateField("eerste dag")
    valid_to = models.DateField("laatste dag")
    ended_at = models.DateTimeField("eerder beëindigd op", null=True, blank=True)
    written_at = models.DateTimeField("vastgelegd op", auto_now_add=True)

    objects: ClassVar[Any] = MandateManager()  # type: ignore[assignment]  # the base class knows fewer methods
    # What was agreed is not rewritten: it can be ended, and another one written.
    changed_columns: ClassVar[tuple[str, ...]] = ("ended_at",)

    class Meta:
        abstract = True

    @property
    def without(self) -> frozenset[Verb]:
        """Acts of the role that this leaves out."""
        return frozenset()

    @property
    def principal_id(self) -> int:
        """The account in whose place somebody works."""
        found: int = getattr(self, f"{self.principal}_id")
        return found

    @property
    def principal_name(self) -> str:
        """The name of the person in whose place somebody works."""
        return User.objects.get(pk=self.principal_id).name

    @property
    def says(self) -> str:
        """In whose place, as it stands beside the name of the role."""
        return f"{self.relation} {self.principal_name}"


class Delegation(Mandate):
    """Taakdelegatie: in writing, from one bedrijfsarts to one delegate of the same arbodienst, for named tasks."""

    principal: ClassVar[str] = "bedrijfsarts"
    holder: ClassVar[str] = "delegate"
    gives_rows: ClassVar[Rows] = Rows.DELEGATED
    relation: ClassVar[str] = "namens bedrijfsarts"
    lasts_with: ClassVar[tuple[str, ...]] = ("doctor_until",)

    bedrijfsarts = models.ForeignKey(
        OccupationalPhysician, verbose_name="bedrijfsarts", on_delete=models.PROTECT, related_name="delegations"
    )
    delegate = models.ForeignKey(
        DelegatedAdviser, verbose_name="verzuimbegeleider", on_delete=models.PROTECT, related_name="delegations"
    )
    ohs = models.ForeignKey(
        OccupationalHealthService, verbose_name="arbodienst", on_delete=models.PROTECT, related_name="+"
    )
    tasks = ArrayField(models.CharField(max_length=20, choices=Task.choices), verbose_name="taken")
    # Number and last day of the role of the bedrijfsarts. The database keeps the day the same as in the role itself.
    doctor_role = models.BigIntegerField("rol van de bedrijfsarts", null=True)
    doctor_until = models.DateField("laatste dag van die rol", null=True)

    retention: ClassVar[Retention | None] = Retention.ORGANISATION
    row_paths: ClassVar[dict[Rows, str]] = {
        Rows.SELF: "delegate",
        Rows.TREATED: "bedrijfsarts",
        Rows.CONTRACTED: "ohs",
    }
    field_classes: ClassVar[dict[str, Field]] = dict.fromkeys(
        ["id", "written_at", "doctor_role", "doctor_until"], Field.INTERNAL
    ) | dict.fromkeys(["bedrijfsarts", "delegate", "ohs", "tasks", "task_labels", *_DATED], Field.ADMINISTRATIVE)

    class Meta:
        verbose_name = "taakdelegatie"
        verbose_name_plural = "taakdelegaties"
        ordering: ClassVar[list[str]] = ["-valid_from", "-pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=Q(valid_to__gte=F("valid_from")), name="delegation_ends_after_start"),
            models.CheckConstraint(condition=Q(tasks__len__gt=0), name="delegation_names_tasks"),
            ExclusionConstraint(
                name="delegation_one_at_a_time",
                expressions=[
                    ("bedrijfsarts", RangeOperators.EQUAL),
                    ("delegate", RangeOperators.EQUAL),
                    (_DAYS, RangeOperators.OVERLAPS),
                ],
                condition=Q(ended_at__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.valid_from:%Y-%m-%d}"

    @property
    def without(self) -> frozenset[Verb]:
        """The tasks that were not left to the delegate."""
        return frozenset().union(*(verbs for task, verbs in VERBS.items() if task not in self.tasks))

    @property
    def task_labels(self) -> list[str]:
        """The tasks in Dutch, in their own order."""
        return [task.label for task in Task if task.value in self.tasks]


class Substitution(Mandate):
    """An Ontzorgmanager does the work of a colleague who is away, from the first to the last day, both included."""

    principal: ClassVar[str] = "absent"
    holder: ClassVar[str] = "substitute"
    gives_rows: ClassVar[Rows] = Rows.ASSIGNED
    relation: ClassVar[str] = "vervangt"

    absent = models.ForeignKey(
        Ontzorgmanager, verbose_name="wie weg is", on_delete=models.PROTECT, related_name="substitutions"
    )
    substitute = models.ForeignKey(
        Ontzorgmanager, verbose_name="wie vervangt", on_delete=models.PROTECT, related_name="stands_in"
    )

    # Number of the membership to which the messages go. No key: a role that is removed takes no paper along.
    inbox = models.BigIntegerField("berichten van rol")

    retention: ClassVar[Retention | None] = Retention.ORGANISATION
    row_paths: ClassVar[dict[Rows, str]] = {Rows.SELF: "substitute"}
    field_classes: ClassVar[dict[str, Field]] = dict.fromkeys(
        ["id", "written_at", "inbox"], Field.INTERNAL
    ) | dict.fromkeys(["absent", "substitute", *_DATED], Field.ADMINISTRATIVE)

    class Meta:
        verbose_name = "vervanging"
        verbose_name_plural = "vervangingen"
        ordering: ClassVar[list[str]] = ["-valid_from", "-pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=Q(valid_to__gte=F("valid_from")), name="substitution_ends_after_start"),
            models.CheckConstraint(condition=~Q(absent=F("substitute")), name="substitution_by_somebody_else"),
            ExclusionConstraint(
                name="substitution_one_at_a_time",
                expressions=[("absent", RangeOperators.EQUAL), (_DAYS, RangeOperators.OVERLAPS)],
                condition=Q(ended_at__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.valid_from:%Y-%m-%d}"
