"""The taak-functieanalyse: tasks of the job in versions, what the employee can, what the bedrijfsarts answers."""

from datetime import date
from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q

from accounts.models import User
from accounts.retention import Retention
from accounts.rows import OwnChange, TenantModel, case_paths
from accounts.terms import Field, Role, Rows
from cases.job_tasks.load import LOADS, MOST, NONE
from cases.job_tasks.words import ABILITIES, FREQUENCIES, VERDICTS, Ability, Verdict, choices
from cases.models.case import AbsenceCase
from cases.models.part import Part
from employers.models import Employer

BEFORE = [Role.EMPLOYEE.value, Role.ONTZORGMANAGER.value]
"""Who reads a version until the employee confirms it."""
AFTER = [Role.EMPLOYEE.value, Role.EMPLOYER.value, Role.ONTZORGMANAGER.value, Role.BEDRIJFSARTS.value]
AFTER += [Role.LABOUR_EXPERT.value]
_TOGETHER = f"ARRAY['{BEFORE[0]}', '{BEFORE[1]}']::varchar[]"
_ROLE = "(SELECT current_setting('ontzorg.role', true))"
_USER = "(SELECT NULLIF(current_setting('ontzorg.user_id', true), '')::bigint)"
_WAITING = "SELECT id FROM cases_taskanalysis WHERE confirmed_on IS NULL AND returned_on IS NULL"
_CONFIRMED = "SELECT id FROM cases_taskanalysis WHERE confirmed_on IS NOT NULL"
_TASKS_WAITING = (
    "SELECT t.id FROM cases_jobtask t JOIN cases_taskanalysis a ON a.id = t.analysis_id "
    "WHERE a.confirmed_on IS NULL AND a.returned_on IS NULL"
)
_TASKS_CONFIRMED = (
    "SELECT t.id FROM cases_jobtask t JOIN cases_taskanalysis a ON a.id = t.analysis_id "
    "WHERE a.confirmed_on IS NOT NULL"
)


class TaskAnalysis(Part):
    """One version of the tasks of a job. Its words never change: another text is another version.

    It waits for the employee, who confirms it or gives it back with a remark. Once confirmed it is with the
    bedrijfsarts, and everybody who may know what somebody can do at work reads it.
    """

    number = models.PositiveSmallIntegerField("versie")
    contract_hours = models.DecimalField("contracturen per week", max_digits=4, decimal_places=1)
    question = models.TextField("vraag aan de bedrijfsarts", max_length=1000)
    written_on = models.DateField("geschreven op")
    written_by = models.ForeignKey(User, verbose_name="geschreven door", on_delete=models.PROTECT, related_name="+")
    confirmed_on = models.DateField("bevestigd op", null=True, blank=True)
    returned_on = models.DateField("teruggegeven op", null=True, blank=True)
    return_note = models.TextField("wat er anders is", max_length=500, blank=True)
    seen_on = models.DateField("gezien op", null=True, blank=True)
    seen_by = models.ForeignKey(
        User, verbose_name="gezien door", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    rounds = models.PositiveSmallIntegerField("antwoorden", default=0)
    answered_on = models.DateField("beantwoord op", null=True, blank=True)

    changed_columns: ClassVar[tuple[str, ...]] = (
        *("shown_to", "confirmed_on", "returned_on", "return_note"),
        *("seen_on", "seen_by_id", "rounds", "answered_on", "case_id"),
    )
    # The employee decides once about the text; the bedrijfsarts sees it first once, and answers more often.
    own_changes: ClassVar[dict[Role, OwnChange]] = {
        Role.EMPLOYEE: OwnChange(
            ("shown_to", "confirmed_on", "returned_on", "return_note"),
            when="OLD.confirmed_on IS NULL AND OLD.returned_on IS NULL",
            alone=True,
        ),
        Role.BEDRIJFSARTS: OwnChange(
            ("seen_on", "seen_by_id", "rounds", "answered_on"),
            when="(OLD.seen_on IS NULL OR (NEW.seen_on, NEW.seen_by_id) = (OLD.seen_on, OLD.seen_by_id)) "
            "AND NEW.rounds >= OLD.rounds",
            alone=True,
        ),
    }
    blank_row: ClassVar[str] = (
        f"({_ROLE} = '{Role.ONTZORGMANAGER.value}' AND confirmed_on IS NULL AND returned_on IS NULL "
        f"AND written_by_id = {_USER})"
    )
    open_row: ClassVar[str] = "true"
    field_classes: ClassVar[dict[str, Field]] = (
        dict.fromkeys(("case", "number", "written_on", "written_by", "confirmed_on", "is_confirmed"), Field.PROCESS)
        | dict.fromkeys(("returned_on", "is_waiting", "seen_on", "seen_by", "rounds", "answered_on"), Field.PROCESS)
        | dict.fromkeys(("contract_hours", "question", "return_note"), Field.FUNCTIONAL)
        | dict.fromkeys(("id", "employer", "shown_to"), Field.INTERNAL)
    )

    class Meta:
        verbose_name = "taak-functieanalyse"
        verbose_name_plural = "taak-functieanalyses"
        ordering: ClassVar[list[str]] = ["case", "number"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["case", "number"], name="tasks_version_once"),
            models.UniqueConstraint(fields=["id", "case"], name="tasks_in_case"),
            models.CheckConstraint(
                condition=Q(confirmed_on__isnull=True, shown_to=BEFORE) | Q(confirmed_on__isnull=False, shown_to=AFTER),
                name="tasks_shown_when_confirmed",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_on__isnull=True) | Q(confirmed_on__gte=F("written_on")),
                name="tasks_confirmed_after_written",
            ),
            models.CheckConstraint(
                condition=Q(returned_on__isnull=True, return_note="")
                | Q(returned_on__gte=F("written_on"), confirmed_on__isnull=True) & ~Q(return_note=""),
                name="tasks_returned_with_a_note",
            ),
            models.CheckConstraint(
                condition=Q(seen_on__isnull=True, seen_by__isnull=True)
                | Q(seen_on__gte=F("confirmed_on"), seen_by__isnull=False, confirmed_on__isnull=False),
                name="tasks_seen_when_confirmed",
            ),
            models.CheckConstraint(
                condition=Q(rounds=0, answered_on__isnull=True)
                | Q(rounds__gt=0, confirmed_on__isnull=False, answered_on__gte=F("confirmed_on")),
                name="tasks_answered_when_confirmed",
            ),
            models.CheckConstraint(condition=~Q(question=""), name="tasks_have_a_question"),
            models.CheckConstraint(
                condition=Q(contract_hours__gt=0, contract_hours__lte=60), name="tasks_contract_hours_sane"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}"

    @property
    def is_confirmed(self) -> bool:
        """Whether the employee stands behind the text, and the bedrijfsarts has it."""
        return self.confirmed_on is not None

    @property
    def is_waiting(self) -> bool:
        """Whether the employee has yet to confirm it or give it back."""
        return self.confirmed_on is None and self.returned_on is None


def _load(label: str) -> "models.PositiveSmallIntegerField[int, int]":
    return models.PositiveSmallIntegerField(label, default=NONE)


class JobTask(Part):
    """One task of a version: how much of the time, how often, and what it asks on the fixed list of loads."""

    analysis = models.ForeignKey(TaskAnalysis, verbose_name="analyse", on_delete=models.CASCADE, related_name="tasks")
    position = models.PositiveSmallIntegerField("plaats")
    name = models.CharField("taak", max_length=120)
    share = models.PositiveSmallIntegerField("deel van de werktijd")
    frequency = models.CharField("hoe vaak", max_length=10, choices=choices(FREQUENCIES))
    essential = models.BooleanField("hoort bij de kern van de functie")
    adaptable = models.CharField("hoe aan te passen", max_length=300, blank=True)
    sitting = _load("zitten")
    standing = _load("staan")
    walking = _load("lopen")
    lifting = _load("tillen")
    screen = _load("beeldscherm")
    concentration = _load("concentratie")
    pace = _load("hoog tempo")
    contact = _load("contact met mensen")
    conflict = _load("omgaan met boze mensen")
    driving = _load("rijden")
    shifts = _load("wisselende of late diensten")

    changed_columns: ClassVar[tuple[str, ...]] = ("shown_to", "case_id")
    # The employee lets the others read it with the confirmation of the whole, and changes no word.
    own_changes: ClassVar[dict[Role, OwnChange]] = {
        Role.EMPLOYEE: OwnChange(("shown_to",), when=f"OLD.analysis_id IN ({_CONFIRMED})", alone=True)
    }
    blank_row: ClassVar[str] = (
        f"({_ROLE} = '{Role.ONTZORGMANAGER.value}' AND analysis_id IN ({_WAITING}) AND shown_to <@ {_TOGETHER})"
    )
    open_row: ClassVar[str] = "true"
    field_classes: ClassVar[dict[str, Field]] = dict.fromkeys(
        ("name", "share", "frequency", "essential", "adaptable", *(load.key for load in LOADS)), Field.FUNCTIONAL
    ) | dict.fromkeys(("id", "case", "employer", "analysis", "position", "shown_to"), Field.INTERNAL)

    class Meta:
        verbose_name = "taak"
        verbose_name_plural = "taken"
        ordering: ClassVar[list[str]] = ["analysis", "position"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["analysis", "position"], name="task_in_one_place"),
            models.UniqueConstraint(fields=["id", "case"], name="task_in_case"),
            models.CheckConstraint(condition=~Q(name=""), name="task_has_a_name"),
            models.CheckConstraint(condition=Q(share__gte=1, share__lte=100), name="task_share_sane"),
            models.CheckConstraint(
                condition=Q(frequency__in=[one.value for one in FREQUENCIES]), name="task_frequency_known"
            ),
            models.CheckConstraint(
                condition=Q(**{f"{load.key}__lte": MOST for load in LOADS}), name="task_loads_on_the_scale"
            ),
            models.CheckConstraint(condition=Q(shown_to=BEFORE) | Q(shown_to=AFTER), name="task_shown_as_its_analysis"),
        ]

    def __str__(self) -> str:
        return f"{self.position}"


class Answer(TenantModel):
    """Something that one person says of one task, once: nobody changes it."""

    case = models.ForeignKey(AbsenceCase, verbose_name="dossier", on_delete=models.CASCADE, related_name="+")
    employer = models.ForeignKey(Employer, verbose_name="werkgever", on_delete=models.PROTECT, related_name="+")

    changed_columns: ClassVar[tuple[str, ...]] = ("case_id",)
    open_row: ClassVar[str] = "true"
    retention: ClassVar[Retention | None] = Retention.FILE
    row_paths: ClassVar[dict[Rows, str]] = case_paths()

    class Meta:
        abstract = True


class TaskAbility(Answer):
    """What the employee says of a task, with the confirmation of the whole."""

    task = models.OneToOneField(JobTask, verbose_name="taak", on_delete=models.CASCADE, related_name="ability")
    can = models.CharField("kan de werknemer dit", max_length=10, choices=choices(ABILITIES))
    with_what = models.CharField("met welke aanpassing", max_length=300, blank=True)

    blank_row: ClassVar[str] = f"task_id IN ({_TASKS_WAITING})"
    field_classes: ClassVar[dict[str, Field]] = dict.fromkeys(("can", "with_what"), Field.FUNCTIONAL) | dict.fromkeys(
        ("id", "case", "employer", "task"), Field.INTERNAL
    )

    class Meta:
        verbose_name = "wat de werknemer van een taak zegt"
        verbose_name_plural = "wat de werknemer van taken zegt"
        ordering: ClassVar[list[str]] = ["pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=Q(can__in=[one.value for one in ABILITIES]), name="ability_known"),
            models.CheckConstraint(
                condition=Q(can=Ability.ADAPTED.value) | Q(with_what=""), name="ability_adapted_with_what"
            ),
        ]

    def __str__(self) -> str:
        return self.can


class TaskAdvice(Answer):
    """What the bedrijfsarts answers about a task, until a day. Put right by a later one; the earlier one stays."""

    task = models.ForeignKey(JobTask, verbose_name="taak", on_delete=models.CASCADE, related_name="advice")
    round = models.PositiveSmallIntegerField("antwoord")
    verdict = models.CharField("antwoord", max_length=10, choices=choices(VERDICTS))
    remark = models.TextField("toelichting in werktermen", max_length=500, blank=True)
    until = models.DateField("tot en met")
    answered_on = models.DateField("beantwoord op")
    answered_by = models.ForeignKey(User, verbose_name="beantwoord door", on_delete=models.PROTECT, related_name="+")

    blank_row: ClassVar[str] = f"(answered_by_id = {_USER} AND task_id IN ({_TASKS_CONFIRMED}))"
    field_classes: ClassVar[dict[str, Field]] = dict.fromkeys(
        ("verdict", "remark", "until", "answered_on", "answered_by"), Field.FUNCTIONAL
    ) | dict.fromkeys(("id", "case", "employer", "task", "round"), Field.INTERNAL)

    class Meta:
        verbose_name = "antwoord van de bedrijfsarts over een taak"
        verbose_name_plural = "antwoorden van de bedrijfsarts over taken"
        ordering: ClassVar[list[str]] = ["round", "pk"]
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["task", "round"], name="advice_once_a_round"),
            models.CheckConstraint(condition=Q(round__gte=1), name="advice_round_counted"),
            models.CheckConstraint(condition=Q(verdict__in=[one.value for one in VERDICTS]), name="advice_known"),
            models.CheckConstraint(condition=Q(until__gte=F("answered_on")), name="advice_until_later"),
            models.CheckConstraint(
                condition=~Q(verdict=Verdict.ADAPTED.value) | ~Q(remark=""), name="advice_adapted_says_how"
            ),
        ]

    def __str__(self) -> str:
        return self.verdict

    def says_same(self, verdict: str, remark: str, until: date) -> bool:
        """Whether this answer is the one that stands there already."""
        return (self.verdict, self.remark, self.until) == (verdict, remark, until)
