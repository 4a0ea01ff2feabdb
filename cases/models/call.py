"""A question to an arbeidsdeskundige about one file, and the answer, both in terms of work."""

from datetime import date
from typing import Any, ClassVar

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Q, Value

from accounts.dated import TODAY_SQL
from accounts.models import User
from accounts.retention import Retention
from accounts.rows import OwnChange, TenantModel, case_paths
from accounts.terms import ROLE_LABELS, Field, Role, Rows
from cases.models.case import AbsenceCase
from employers.models import Employer, LabourExpert
from employers.models.partners import DateRange


class LabourExpertCall(TenantModel):
    """From `valid_from` to `valid_to`, both included, one arbeidsdeskundige sees the file, unless it is ended sooner.

    The file itself names who is called now (`AbsenceCase.labour_expert`): rows that hang on it are compared with that.
    """

    case = models.ForeignKey(AbsenceCase, verbose_name="dossier", on_delete=models.CASCADE, related_name="calls")
    employer = models.ForeignKey(Employer, verbose_name="werkgever", on_delete=models.PROTECT, related_name="+")
    expert = models.ForeignKey(
        LabourExpert, verbose_name="arbeidsdeskundige", on_delete=models.PROTECT, related_name="calls"
    )
    question = models.TextField("vraag", max_length=2000)
    valid_from = models.DateField("eerste dag")
    valid_to = models.DateField("laatste dag")
    ended_at = models.DateTimeField("eerder beëindigd op", null=True, blank=True)
    called_as = models.CharField("in de rol van", max_length=20)
    called_by = models.ForeignKey(User, verbose_name="gevraagd door", on_delete=models.PROTECT, related_name="+")
    answer = models.TextField("antwoord", max_length=4000, blank=True)
    reported_on = models.DateField("onderzoek klaar op", null=True, blank=True)

    # What was asked is not rewritten: it is answered, ended, or brought to another file.
    changed_columns: ClassVar[tuple[str, ...]] = ("ended_at", "answer", "reported_on", "case_id")
    # The answer is of whom was asked, once, as long as the question runs; it is not there beforehand.
    own_changes: ClassVar[dict[Role, OwnChange]] = {
        Role.LABOUR_EXPERT: OwnChange(
            ("answer", "reported_on"),
            when="OLD.expert_id = NULLIF(current_setting('ontzorg.user_id', true), '')::bigint AND OLD.answer = '' "
            f"AND OLD.ended_at IS NULL AND OLD.valid_from <= {TODAY_SQL} AND OLD.valid_to >= {TODAY_SQL}",
            alone=True,
        )
    }
    blank_row: ClassVar[str] = "answer = ''"
    open_row: ClassVar[str] = "true"
    retention: ClassVar[Retention | None] = Retention.FILE
    row_paths: ClassVar[dict[Rows, str]] = case_paths()
    field_classes: ClassVar[dict[str, Field]] = (
        dict.fromkeys(
            "case expert valid_from valid_to ended_at called_as caller_label called_by reported_on".split(),
            Field.PROCESS,
        )
        | dict.fromkeys(("question", "answer"), Field.FUNCTIONAL)
        | dict.fromkeys(("id", "employer"), Field.INTERNAL)
    )

    class Meta:
        verbose_name = "vraag aan de arbeidsdeskundige"
        verbose_name_plural = "vragen aan de arbeidsdeskundige"
        ordering: ClassVar[list[str]] = ["valid_from", "pk"]
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(condition=Q(valid_to__gte=F("valid_from")), name="call_ends_after_start"),
            models.CheckConstraint(
                condition=Q(answer="", reported_on__isnull=True)
                | (~Q(answer="") & Q(reported_on__gte=F("valid_from"))),
                name="call_answered_when",
            ),
            ExclusionConstraint(
                name="call_one_at_a_time",
                expressions=[
                    ("case", RangeOperators.EQUAL),
                    (DateRange("valid_from", "valid_to", Value("[]")), RangeOperators.OVERLAPS),
                ],
                condition=Q(ended_at__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.valid_from:%Y-%m-%d}"

    @property
    def caller_label(self) -> str:
        """In which role it was asked, in Dutch."""
        return ROLE_LABELS[Role(self.called_as)]

    def runs_on(self, today: date) -> bool:
        """Whether the arbeidsdeskundige sees the file on this day."""
        return self.ended_at is None and self.valid_from <= today <= self.valid_to
