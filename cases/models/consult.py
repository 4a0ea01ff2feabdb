"""A question for a talk with the bedrijfsarts, in editions: its exact words are the employee's first, or as soon."""

from datetime import date
from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from accounts.models import User
from accounts.rows import OwnChange
from accounts.terms import ROLE_LABELS, Field, Role
from cases.consult_terms import (
    ASKABLE,
    ASKERS,
    BEGINNING,
    HOSTS,
    REACTIONS,
    READERS,
    REASONS,
    STATUTORY,
    Ending,
    Reaction,
    Reason,
)
from cases.models.part import Part
from cases.timeline.product_terms import last_day_to_read

ROLE_SQL = "(SELECT current_setting('ontzorg.role', true))"
USER_SQL = "(SELECT NULLIF(current_setting('ontzorg.user_id', true), '')::bigint)"
DOCTOR = [Role.BEDRIJFSARTS.value]
_ONCE = "OLD.ending = '' AND (OLD.sent_on IS NULL OR NEW.sent_on = OLD.sent_on)"
_HOSTS_SQL = ", ".join(f"'{role.value}'" for role in HOSTS)
_SENDING = ("shown_to", "sent_on", "ending", "ended_on")


def readers_before(asker: Role) -> list[str]:
    """Who reads a question until it is sent: the employee and who guides the file."""
    return [Role.EMPLOYEE.value, *dict.fromkeys((asker.value, Role.ONTZORGMANAGER.value))]


class ConsultRequest(Part):
    """One edition. Its words never change: other words are another edition, which the employee sees again.

    The bedrijfsarts is no reader before it is sent. What the bedrijfsarts asks himself is sent from the start.
    """

    edition = models.PositiveSmallIntegerField("versie", default=1)
    reason = models.CharField("reden", max_length=20, choices=list(REASONS.items()))
    question = models.TextField("vraag", max_length=1500)
    wanted_by = models.DateField("graag uiterlijk op", null=True, blank=True)
    asked_on = models.DateField("opgeschreven op")
    asked_as = models.CharField("in de rol van", max_length=20)
    asked_by = models.ForeignKey(User, verbose_name="opgeschreven door", on_delete=models.PROTECT, related_name="+")
    reaction = models.CharField("reactie van de werknemer", max_length=10, choices=list(REACTIONS.items()), blank=True)
    own_words = models.TextField("eigen woorden van de werknemer", max_length=1500, blank=True)
    reacted_on = models.DateField("gereageerd op", null=True, blank=True)
    sent_on = models.DateField("doorgestuurd op", null=True, blank=True)
    ending = models.CharField("einde", max_length=10, blank=True)
    ended_on = models.DateField("geëindigd op", null=True, blank=True)

    delegated_task: ClassVar[str] = "medical_file"
    changed_columns: ClassVar[tuple[str, ...]] = (*_SENDING, "reaction", "own_words", "reacted_on", "case_id")
    # The employee reacts once; with that, or after the days he has for it, it is sent once.
    own_changes: ClassVar[dict[Role, OwnChange]] = {
        Role.EMPLOYEE: OwnChange(
            ("shown_to", "sent_on", "reaction", "own_words", "reacted_on"),
            when=f"OLD.reaction = '' AND NEW.reaction <> '' AND {_ONCE}",
        ),
        **dict.fromkeys(ASKERS, OwnChange(_SENDING, when=_ONCE)),
    }
    blank_row: ClassVar[str] = (
        f"(asked_as = {ROLE_SQL} AND asked_by_id = {USER_SQL} AND reaction = '' AND ending = '' "
        f"AND (sent_on IS NULL OR {ROLE_SQL} IN ({_HOSTS_SQL})))"
    )
    open_row: ClassVar[str] = "true"
    field_classes: ClassVar[dict[str, Field]] = (
        dict.fromkeys(
            "edition asked_on asked_as asked_by asker_label reaction reaction_label reacted_on is_open is_sent "
            "wanted_by sent_on ending ended_on last_day_to_react is_statutory case".split(),
            Field.PROCESS,
        )
        | dict.fromkeys(("reason", "reason_label", "question", "own_words"), Field.FUNCTIONAL)
        | dict.fromkeys(("id", "employer", "shown_to"), Field.INTERNAL)
    )

    class Meta:
        verbose_name = "vraag voor het spreekuur"
        verbose_name_plural = "vragen voor het spreekuur"
        ordering: ClassVar[list[str]] = ["pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["id", "case"], name="consult_in_case"),
            models.UniqueConstraint(
                fields=["case"], condition=Q(sent_on__isnull=True, ending=""), name="consult_one_waits"
            ),
            models.CheckConstraint(condition=~Q(question=""), name="consult_asks_something"),
            models.CheckConstraint(condition=Q(reason__in=[one.value for one in Reason]), name="consult_reason_known"),
            models.CheckConstraint(
                condition=Q(asked_as__in=[one.value for one in ASKERS], reason__in=[one.value for one in ASKABLE])
                | Q(
                    asked_as__in=[one.value for one in HOSTS],
                    reason__in=[one.value for one in BEGINNING],
                    sent_on=F("asked_on"),
                    shown_to=[Role.EMPLOYEE.value, *DOCTOR],
                ),
                name="consult_asked_by_whom",
            ),
            models.CheckConstraint(
                condition=Q(reaction="", own_words="", reacted_on__isnull=True)
                | Q(reaction=Reaction.READ.value, reacted_on__isnull=False, reacted_on__gte=F("asked_on"))
                | Q(reaction=Reaction.OBJECTS.value, reacted_on__isnull=False, reacted_on__gte=F("asked_on"))
                & ~Q(own_words=""),
                name="consult_objects_with_words",
            ),
            models.CheckConstraint(
                condition=Q(shown_to__contains=[Role.EMPLOYEE.value], shown_to__contained_by=READERS)
                & (
                    Q(sent_on__isnull=True) & ~Q(shown_to__contains=DOCTOR)
                    | Q(sent_on__isnull=False, sent_on__gte=F("asked_on"), shown_to__contains=DOCTOR)
                ),
                name="consult_for_doctor_when_sent",
            ),
            models.CheckConstraint(
                condition=Q(ending="", ended_on__isnull=True)
                | Q(ending=Ending.WITHDRAWN.value, ended_on__isnull=False, ended_on__gte=F("asked_on"))
                | Q(ending=Ending.REPLACED.value, ended_on__isnull=False, sent_on__isnull=True),
                name="consult_ended_once",
            ),
            models.CheckConstraint(
                condition=Q(wanted_by__isnull=True) | Q(wanted_by__gte=F("asked_on")), name="consult_wanted_later"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.asked_on:%Y-%m-%d}"

    @property
    def reason_label(self) -> str:
        """Why it is asked, in Dutch."""
        return REASONS[Reason(self.reason)]

    @property
    def is_statutory(self) -> bool:
        """Whether the law asks for it at this moment."""
        return Reason(self.reason) in STATUTORY

    @property
    def asker_label(self) -> str:
        """In which role it was written, in Dutch."""
        return ROLE_LABELS[Role(self.asked_as)]

    @property
    def reaction_label(self) -> str:
        """What the employee said of it, in Dutch; empty as long as nothing."""
        return REACTIONS[Reaction(self.reaction)] if self.reaction else ""

    @property
    def is_open(self) -> bool:
        """Whether it is still asked."""
        return not self.ending

    @property
    def is_sent(self) -> bool:
        """Whether the bedrijfsarts has it."""
        return self.sent_on is not None

    @property
    def last_day_to_react(self) -> date:
        """The last day (inclusive) that it waits for the employee."""
        return last_day_to_read(self.asked_on)
