"""The taak-functieanalyse: the tasks of a job in versions. Each says who decided about it, and when."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from accounts.models import User
from accounts.rows import OwnChange
from accounts.terms import Field, Role
from cases.models.part import Part

BEFORE = [Role.EMPLOYEE.value, Role.ONTZORGMANAGER.value]
"""Who reads a version until the employee confirms it."""
AFTER = [Role.EMPLOYEE.value, Role.EMPLOYER.value, Role.ONTZORGMANAGER.value, Role.BEDRIJFSARTS.value]
AFTER += [Role.LABOUR_EXPERT.value]
ROLE_SQL = "(SELECT current_setting('ontzorg.role', true))"
USER_SQL = "(SELECT NULLIF(current_setting('ontzorg.user_id', true), '')::bigint)"
WAITING_SQL = "SELECT id FROM cases_taskanalysis WHERE confirmed_on IS NULL AND returned_on IS NULL"
CONFIRMED_SQL = "SELECT id FROM cases_taskanalysis WHERE confirmed_on IS NOT NULL"


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

    filled_in_by: ClassVar[tuple[str, ...]] = ("seen_by",)
    in_own_name: ClassVar[tuple[str, ...]] = ("written_by",)
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
        f"({ROLE_SQL} = '{Role.ONTZORGMANAGER.value}' AND confirmed_on IS NULL AND returned_on IS NULL)"
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
