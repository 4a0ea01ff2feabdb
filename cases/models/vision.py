"""The werknemersvisie: how the employee sees the way back to work, in versions; and who may read which answer."""

from collections.abc import Iterable
from typing import ClassVar

from django.db import models
from django.db.models import Q

from accounts.models import User
from accounts.rows import OwnChange
from accounts.terms import ROLE_LABELS, Field, Role
from cases.models.part import Part
from cases.vision_questions import Question, question_of

_ORDER = (Role.EMPLOYEE, Role.EMPLOYER, Role.ONTZORGMANAGER, Role.BEDRIJFSARTS)
OWN = [Role.EMPLOYEE.value]
WRITTEN_TOGETHER = [Role.EMPLOYEE.value, Role.ONTZORGMANAGER.value]
_ALL = [role.value for role in _ORDER]
_TOGETHER = f"ARRAY['{Role.EMPLOYEE.value}', '{Role.ONTZORGMANAGER.value}']::varchar[]"
_ROLE = "(SELECT current_setting('ontzorg.role', true))"
_EMPLOYEE, _GUIDE = f"{_ROLE} = '{Role.EMPLOYEE.value}'", f"{_ROLE} = '{Role.ONTZORGMANAGER.value}'"

_CONFIRMED = "vision_id IN (SELECT id FROM cases_employeevision WHERE confirmed_on IS NOT NULL)"
_WAITING = "vision_id IN (SELECT id FROM cases_employeevision WHERE confirmed_on IS NULL)"


def readers_with(roles: Iterable[Role]) -> list[str]:
    """The employee and these, in one order, as a row names its readers."""
    chosen = {Role.EMPLOYEE, *roles}
    return [role.value for role in _ORDER if role in chosen]


class EmployeeVision(Part):
    """One version. Its words never change; it counts from the day on which the employee confirms it.

    Who filled it in is kept. Until then employee and Ontzorgmanager read what the Ontzorgmanager wrote; afterwards
    whoever may read one of the answers.
    """

    number = models.PositiveSmallIntegerField("versie")
    edition = models.PositiveSmallIntegerField("vragenlijst")
    filled_by = models.ForeignKey(User, verbose_name="ingevuld door", on_delete=models.PROTECT, related_name="+")
    filled_as = models.CharField("in de rol van", max_length=20)
    written_on = models.DateField("geschreven op")
    confirmed_on = models.DateField("bevestigd op", null=True, blank=True)

    in_own_name: ClassVar[tuple[str, ...]] = ("filled_by", "filled_as")
    # Words stay; the employee confirms once, and says at any time who reads. A split moves it to another file.
    changed_columns: ClassVar[tuple[str, ...]] = ("shown_to", "confirmed_on", "case_id")
    own_changes: ClassVar[dict[Role, OwnChange]] = {
        Role.EMPLOYEE: OwnChange(
            ("shown_to", "confirmed_on"),
            when="OLD.confirmed_on IS NULL OR OLD.confirmed_on = NEW.confirmed_on",
            alone=True,
        )
    }
    # Everybody in the own name; who is not the employee confirms nothing.
    blank_row: ClassVar[str] = f"(confirmed_on IS NULL OR {_EMPLOYEE})"
    open_row: ClassVar[str] = "true"
    field_classes: ClassVar[dict[str, Field]] = (
        dict.fromkeys(
            "number filled_by filled_as filler_label written_on confirmed_on is_confirmed".split(), Field.VISION
        )
        | {"case": Field.PROCESS}
        | dict.fromkeys(("id", "employer", "edition", "shown_to"), Field.INTERNAL)
    )

    class Meta:
        verbose_name = "werknemersvisie"
        verbose_name_plural = "werknemersvisies"
        ordering: ClassVar[list[str]] = ["case", "number"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["case", "number"], name="vision_numbered_once"),
            models.UniqueConstraint(fields=["id", "case"], name="vision_in_case"),
            models.CheckConstraint(
                condition=Q(shown_to__contains=OWN, shown_to__contained_by=_ALL), name="vision_for_employee_first"
            ),
            models.CheckConstraint(condition=Q(filled_as__in=WRITTEN_TOGETHER), name="vision_filled_by_two_roles"),
            models.CheckConstraint(
                condition=Q(confirmed_on__isnull=False)
                | Q(filled_as=Role.ONTZORGMANAGER.value, shown_to__contained_by=WRITTEN_TOGETHER),
                name="vision_shared_when_confirmed",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_on__isnull=True) | Q(confirmed_on__gte=models.F("written_on")),
                name="vision_confirmed_after_written",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}"

    @property
    def is_confirmed(self) -> bool:
        """Whether the employee stands behind these words."""
        return self.confirmed_on is not None

    @property
    def filler_label(self) -> str:
        """In which role it was filled in, in Dutch."""
        return ROLE_LABELS[Role(self.filled_as)]


class VisionAnswer(Part):
    """The answer to one question. It names its readers; the employee is always one of them."""

    vision = models.ForeignKey(EmployeeVision, verbose_name="visie", on_delete=models.CASCADE, related_name="answers")
    key = models.CharField("vraag", max_length=20)
    text = models.TextField("antwoord", max_length=2000)

    changed_columns: ClassVar[tuple[str, ...]] = ("shown_to", "case_id")
    # Nothing is shared of what the employee did not confirm.
    own_changes: ClassVar[dict[Role, OwnChange]] = {
        Role.EMPLOYEE: OwnChange(
            ("shown_to",),
            when=f"OLD.{_CONFIRMED} OR NEW.shown_to = ARRAY['{Role.EMPLOYEE.value}']::varchar[]",
            alone=True,
        )
    }
    blank_row: ClassVar[str] = f"({_EMPLOYEE} OR ({_GUIDE} AND {_WAITING} AND shown_to <@ {_TOGETHER}))"
    open_row: ClassVar[str] = "true"
    field_classes: ClassVar[dict[str, Field]] = dict.fromkeys(("key", "text"), Field.VISION) | dict.fromkeys(
        ("id", "case", "employer", "vision", "shown_to"), Field.INTERNAL
    )

    class Meta:
        verbose_name = "antwoord in een werknemersvisie"
        verbose_name_plural = "antwoorden in werknemersvisies"
        ordering: ClassVar[list[str]] = ["pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["vision", "key"], name="vision_answered_once"),
            models.CheckConstraint(
                condition=Q(shown_to__contains=OWN, shown_to__contained_by=_ALL), name="vision_answer_for_employee"
            ),
            models.CheckConstraint(condition=~Q(text=""), name="vision_answer_says_something"),
        ]

    def __str__(self) -> str:
        return self.key

    @property
    def readers(self) -> frozenset[Role]:
        """Who reads it beside the employee."""
        return frozenset(Role(role) for role in self.shown_to) - {Role.EMPLOYEE}

    def question(self, edition: int) -> Question:
        """What was asked, in the words of that edition."""
        return question_of(edition, self.key)
