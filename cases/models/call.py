"""A question to an arbeidsdeskundige about one file, and the answer, both in terms of work."""

from dataclasses import dataclass
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

# The `until` of the answer that is put right is today; without it the row has to be as before with that answer behind.
_KEPT = (
    "CASE WHEN OLD.answer = '' THEN NEW.earlier_answers = OLD.earlier_answers "
    f"ELSE (NEW.earlier_answers #>> '{{-1,until}}')::date = {TODAY_SQL} AND NEW.earlier_answers #- '{{-1,until}}' = "
    "OLD.earlier_answers || jsonb_build_array(jsonb_build_object('answer', OLD.answer, "
    "'reported_on', OLD.reported_on)) END"
)


@dataclass(frozen=True, slots=True)
class EarlierAnswer:
    """An answer as it stood until the day on which it was put right."""

    answer: str
    reported_on: date
    until: date


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
    # What the answer was before it was put right, the oldest first; as it stood, with its last day.
    earlier_answers: Any = models.JSONField(
        "eerdere antwoorden", default=list, db_default=Value([], models.JSONField()), blank=True
    )

    in_own_name: ClassVar[tuple[str, ...]] = ("called_by", "called_as")
    # What was asked is not rewritten: it is answered, ended, or brought to another file.
    changed_columns: ClassVar[tuple[str, ...]] = ("ended_at", "answer", "reported_on", "earlier_answers", "case_id")
    # The answer is of whom was asked, as long as the question runs; it is not there beforehand. He puts it right only
    # by adding the answer that stood there to the earlier ones, word for word.
    own_changes: ClassVar[dict[Role, OwnChange]] = {
        Role.LABOUR_EXPERT: OwnChange(
            ("answer", "reported_on", "earlier_answers"),
            when="OLD.expert_id = NULLIF(current_setting('ontzorg.user_id', true), '')::bigint "
            f"AND OLD.ended_at IS NULL AND OLD.valid_from <= {TODAY_SQL} AND OLD.valid_to >= {TODAY_SQL} "
            f"AND NEW.answer <> '' AND {_KEPT}",
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
        | dict.fromkeys(("question", "answer", "earlier_answers", "earlier", "put_right_on"), Field.FUNCTIONAL)
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
            models.CheckConstraint(
                condition=~Q(answer="") | Q(earlier_answers=[]), name="call_earlier_answer_before_one"
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

    @property
    def earlier(self) -> list[EarlierAnswer]:
        """What the answer was before, the newest of them first."""
        days = ("reported_on", "until")
        return [
            EarlierAnswer(one["answer"], *(date.fromisoformat(one[name]) for name in days))
            for one in reversed(self.earlier_answers)
        ]

    @property
    def put_right_on(self) -> date | None:
        """When the answer that stands there took the place of another; None when it is the first."""
        return self.earlier[0].until if self.earlier_answers else None

    @property
    def number(self) -> int:
        """How many answers were given; 0 while there is none."""
        return len(self.earlier_answers) + 1 if self.answer else 0

    def put_right(self, on: date) -> None:
        """Keep the answer that stands there among the earlier ones, to give another. Only sets fields."""
        until = {"reported_on": f"{self.reported_on:%Y-%m-%d}", "until": f"{on:%Y-%m-%d}"}
        self.earlier_answers = [*self.earlier_answers, {"answer": self.answer, **until}]

    def runs_on(self, today: date) -> bool:
        """Whether the arbeidsdeskundige sees the file on this day."""
        return self.ended_at is None and self.valid_from <= today <= self.valid_to
