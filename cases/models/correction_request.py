"""An employee asks to put right what stands in the file; who is responsible for it answers within a month."""

from datetime import date
from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from accounts.models import User
from accounts.terms import ROLE_LABELS, Field, Role
from cases.models.part import Part
from cases.timeline.parameters import last_day_to_answer


class CorrectionRequest(Part):
    """The right to rectification (AVG art. 16). Only the employee and the role that answers read it.

    That something was asked and answered stands in the trail of the file, as every act does.
    """

    class Topic(models.TextChoices):
        """What is wrong; who answers follows from it."""

        PERSON = "person", "Mijn naam, geboortedatum, functie of uren"
        REPORT = "report", "De dagen van een ziekmelding of betermelding"
        STEP = "step", "Een stap, een contact of een afspraak"
        ADVICE = "advice", "Het advies van de bedrijfsarts"

    class Decision(models.TextChoices):
        """What came of it."""

        CORRECTED = "corrected", "Aangepast"
        REFUSED = "refused", "Niet aangepast"

    topic = models.CharField("onderwerp", max_length=10, choices=Topic.choices)
    text = models.TextField("wat er niet klopt", max_length=2000)
    asked_on = models.DateField("gevraagd op")
    decision = models.CharField("besluit", max_length=10, choices=Decision.choices, blank=True)
    answer = models.TextField("antwoord", max_length=2000, blank=True)
    answered_on = models.DateField("beantwoord op", null=True, blank=True)
    answered_by = models.ForeignKey(
        User, verbose_name="beantwoord door", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    filled_in_by: ClassVar[tuple[str, ...]] = ("answered_by",)
    field_classes: ClassVar[dict[str, Field]] = (
        dict.fromkeys("case topic topic_label asked_on last_day handler handler_label is_open".split(), Field.PROCESS)
        | dict.fromkeys("decision decision_label answered_on answered_by".split(), Field.PROCESS)
        | dict.fromkeys(("text", "answer"), Field.REQUEST)
        | dict.fromkeys(("id", "employer", "shown_to"), Field.INTERNAL)
    )

    class Meta:
        verbose_name = "verzoek om correctie"
        verbose_name_plural = "verzoeken om correctie"
        ordering: ClassVar[list[str]] = ["asked_on", "pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["case", "topic"], condition=Q(decision=""), name="correction_once_open"),
            models.CheckConstraint(
                condition=Q(decision="", answer="", answered_on__isnull=True, answered_by__isnull=True)
                | Q(answered_on__isnull=False, answered_by__isnull=False, decision__in=["corrected", "refused"]),
                name="correction_answered_who_and_when",
            ),
            models.CheckConstraint(
                condition=~Q(decision="refused") | ~Q(answer=""), name="correction_refused_with_reason"
            ),
            models.CheckConstraint(
                condition=Q(answered_on__isnull=True) | Q(answered_on__gte=F("asked_on")),
                name="correction_answered_after_asked",
            ),
            models.CheckConstraint(
                condition=Q(shown_to__len=2, shown_to__contains=["employee"]), name="correction_for_two_roles"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.topic} {self.asked_on:%Y-%m-%d}"

    @property
    def topic_label(self) -> str:
        """What it is about, in Dutch."""
        return self.Topic(self.topic).label

    @property
    def decision_label(self) -> str:
        """What came of it, in Dutch; empty while nobody answered."""
        return self.Decision(self.decision).label if self.decision else ""

    @property
    def handler(self) -> Role:
        """The role that answers."""
        return next(Role(role) for role in self.shown_to if role != Role.EMPLOYEE)

    @property
    def handler_label(self) -> str:
        """Who answers, in Dutch."""
        return ROLE_LABELS[self.handler]

    @property
    def is_open(self) -> bool:
        """Whether it waits for an answer."""
        return not self.decision

    @property
    def last_day(self) -> date:
        """The last day (inclusive) to answer."""
        return last_day_to_answer(self.asked_on)
