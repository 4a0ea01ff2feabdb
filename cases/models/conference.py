"""The multidisciplinair overleg: who took part, the question, the conclusion in terms of work, and what was agreed."""

from typing import Any, ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from accounts.models import User
from accounts.rows import OwnChange
from accounts.terms import Field, Role
from cases.models.part import Part

BEFORE = [Role.ONTZORGMANAGER.value, Role.BEDRIJFSARTS.value]
"""Who reads it until the bedrijfsarts confirms the conclusion; a delegate has no line, so not who works for him."""
AFTER = [Role.EMPLOYEE.value, Role.EMPLOYER.value, *BEFORE]
_ROLE = "(SELECT current_setting('ontzorg.role', true))"
_USER = "(SELECT NULLIF(current_setting('ontzorg.user_id', true), '')::bigint)"
_CONFIRMED = "SELECT id FROM cases_caseconference WHERE confirmed_on IS NOT NULL"
_WAITING_BY_THEN = "SELECT id FROM cases_caseconference WHERE confirmed_on IS NULL AND held_on <= due_on"
_TOGETHER = f"ARRAY['{BEFORE[0]}', '{BEFORE[1]}']::varchar[]"


class CaseConference(Part):
    """One multidisciplinair overleg. Written once; what was wrong is put right by a next one that says so.

    `corrects` is the number of what stood or was the first to wait: who puts right a correction that still waits, puts
    right the same record. So a confirmed one says itself which confirmed one it took the place of.

    It waits for the bedrijfsarts, who confirms that the conclusion says what he said and nothing medical. From then on
    employee and employer read it, both from the same moment.
    """

    class Participant(models.TextChoices):
        """Who took part, by function; of those outside the file no name is kept."""

        ONTZORGMANAGER = "ontzorgmanager", "Ontzorgmanager"
        BEDRIJFSARTS = "bedrijfsarts", "Bedrijfsarts"
        EMPLOYER = "employer", "Werkgever"
        EMPLOYEE = "employee", "Werknemer"
        DELEGATE = "delegate", "Verzuimbegeleider"
        LABOUR_EXPERT = "labour_expert", "Arbeidsdeskundige"
        PROVIDER = "provider", "Dienstverlener"
        INSURER = "insurer", "Andere collega van de verzekeraar"
        COMPANION = "companion", "Iemand die de werknemer meenam"

    number = models.PositiveSmallIntegerField("nummer")
    held_on = models.DateField("gehouden op")
    participants = ArrayField(models.CharField(max_length=15), verbose_name="deelnemers")
    question = models.TextField("vraag", max_length=1000)
    conclusion = models.TextField("conclusie in werktermen", max_length=2000)
    corrects = models.PositiveSmallIntegerField("verbetert nummer", null=True, blank=True)
    written_on = models.DateField("geschreven op")
    written_by = models.ForeignKey(User, verbose_name="geschreven door", on_delete=models.PROTECT, related_name="+")
    confirmed_on = models.DateField("bevestigd op", null=True, blank=True)
    confirmed_by = models.ForeignKey(
        User, verbose_name="bevestigd door", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    filled_in_by: ClassVar[tuple[str, ...]] = ("confirmed_by",)
    in_own_name: ClassVar[tuple[str, ...]] = ("written_by",)
    changed_columns: ClassVar[tuple[str, ...]] = ("shown_to", "confirmed_on", "confirmed_by_id", "case_id")
    own_changes: ClassVar[dict[Role, OwnChange]] = {
        Role.BEDRIJFSARTS: OwnChange(
            ("shown_to", "confirmed_on", "confirmed_by_id"),
            when=f"OLD.confirmed_on IS NULL AND NEW.confirmed_by_id = {_USER}",
            alone=True,
        )
    }
    blank_row: ClassVar[str] = f"({_ROLE} = '{Role.ONTZORGMANAGER.value}' AND confirmed_on IS NULL)"
    open_row: ClassVar[str] = "true"
    field_classes: ClassVar[dict[str, Field]] = (
        dict.fromkeys(
            "case number held_on corrects written_on written_by confirmed_on confirmed_by".split(), Field.PROCESS
        )
        | dict.fromkeys(("participants", "present", "is_confirmed"), Field.PROCESS)
        | dict.fromkeys(("question", "conclusion"), Field.FUNCTIONAL)
        | dict.fromkeys(("id", "employer", "shown_to"), Field.INTERNAL)
    )

    class Meta:
        verbose_name = "multidisciplinair overleg"
        verbose_name_plural = "multidisciplinaire overleggen"
        ordering: ClassVar[list[str]] = ["case", "number"]
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["case", "number"], name="conference_number_once"),
            models.UniqueConstraint(
                fields=["case", "corrects"],
                condition=Q(confirmed_on__isnull=False),
                name="conference_put_right_once",
            ),
            models.UniqueConstraint(fields=["id", "case"], name="conference_in_case"),
            models.CheckConstraint(
                condition=Q(corrects__isnull=True) | Q(corrects__lt=F("number")), name="conference_corrects_earlier"
            ),
            models.CheckConstraint(condition=Q(held_on__lte=F("written_on")), name="conference_held_before_written"),
            models.CheckConstraint(
                condition=Q(participants__contains=BEFORE)
                & Q(
                    participants__contained_by=[
                        *("ontzorgmanager", "bedrijfsarts", "employer", "employee", "delegate"),
                        *("labour_expert", "provider", "insurer", "companion"),
                    ]
                ),
                name="conference_of_both",
            ),
            models.CheckConstraint(condition=~Q(question="") & ~Q(conclusion=""), name="conference_says_something"),
            models.CheckConstraint(
                condition=Q(confirmed_on__isnull=True, confirmed_by__isnull=True, shown_to=BEFORE)
                | Q(confirmed_on__gte=F("written_on"), confirmed_by__isnull=False, shown_to=AFTER),
                name="conference_shown_when_confirmed",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}"

    @property
    def is_confirmed(self) -> bool:
        """Whether the bedrijfsarts stands behind the conclusion, so that everybody reads it."""
        return self.confirmed_on is not None

    def is_followed_by(self, other: "CaseConference") -> bool:
        """Whether that record of the same file puts this one right; the same as `put_right` asks the database."""
        if other.corrects == self.number:
            return True
        same = self.corrects is not None and other.corrects == self.corrects and not self.is_confirmed
        return same and (other.number > self.number or other.is_confirmed)

    @property
    def present(self) -> list[str]:
        """Who took part, in Dutch, in the order of the list."""
        return [str(one.label) for one in self.Participant if one.value in self.participants]


def put_right(**among: object) -> Q:
    """What has a next one of these in its place: one that corrects it, or for one that waits a correction of the same.

    Of corrections of the same, the newest counts, and before that the one that is confirmed.
    """
    inside = CaseConference.objects.filter(case=OuterRef("case"), **among)
    after = Q(number__gt=OuterRef("number")) | Q(confirmed_on__isnull=False)
    same = inside.filter(after, corrects=OuterRef("corrects"))
    return Q(Exists(inside.filter(corrects=OuterRef("number")))) | Q(Exists(same), confirmed_on=None)


def _ticks(role: Role) -> str:
    """How this role ticks off: once, what is its own, in its own name. The Ontzorgmanager does it for everybody."""
    own = "" if role is Role.ONTZORGMANAGER else f" AND OLD.who = '{role.value}'"
    return f"OLD.done_on IS NULL AND NEW.done_as = '{role.value}' AND NEW.done_by_id = {_USER}{own}"


class ConferenceAction(Part):
    """One thing that was agreed: what, who does it, and until when. Ticked off by that role or the Ontzorgmanager."""

    conference = models.ForeignKey(
        CaseConference, verbose_name="overleg", on_delete=models.CASCADE, related_name="actions"
    )
    position = models.PositiveSmallIntegerField("plaats")
    text = models.CharField("wat", max_length=300)
    who = models.CharField("wie", max_length=20)
    due_on = models.DateField("uiterlijk")
    done_on = models.DateField("gedaan op", null=True, blank=True)
    done_as = models.CharField("afgevinkt in de rol van", max_length=20, blank=True)
    done_by = models.ForeignKey(
        User, verbose_name="afgevinkt door", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    filled_in_by: ClassVar[tuple[str, ...]] = ("done_by",)
    changed_columns: ClassVar[tuple[str, ...]] = ("shown_to", "done_on", "done_as", "done_by_id", "case_id")
    own_changes: ClassVar[dict[Role, OwnChange]] = {
        role: OwnChange(("done_on", "done_as", "done_by_id"), when=_ticks(role), alone=True)
        for role in (Role.EMPLOYEE, Role.EMPLOYER, Role.ONTZORGMANAGER)
    } | {
        # Lets the others read it with the confirmation of the whole; at another moment ticks off his own.
        Role.BEDRIJFSARTS: OwnChange(
            ("shown_to", "done_on", "done_as", "done_by_id"),
            when=f"(NEW.shown_to = OLD.shown_to AND {_ticks(Role.BEDRIJFSARTS)}) "
            f"OR (NEW.done_on IS NULL AND NEW.done_as = '' AND OLD.conference_id IN ({_CONFIRMED}))",
            alone=True,
        )
    }
    blank_row: ClassVar[str] = (
        f"({_ROLE} = '{Role.ONTZORGMANAGER.value}' AND done_on IS NULL "
        f"AND conference_id IN ({_WAITING_BY_THEN}) AND shown_to <@ {_TOGETHER})"
    )
    open_row: ClassVar[str] = "true"
    field_classes: ClassVar[dict[str, Field]] = (
        dict.fromkeys("case who who_label due_on done_on done_as done_label done_by".split(), Field.PROCESS)
        | {"text": Field.FUNCTIONAL}
        | dict.fromkeys(("id", "employer", "conference", "position", "shown_to"), Field.INTERNAL)
    )

    class Meta:
        verbose_name = "afspraak uit een overleg"
        verbose_name_plural = "afspraken uit een overleg"
        ordering: ClassVar[list[str]] = ["conference", "position"]
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["conference", "position"], name="action_in_one_place"),
            models.CheckConstraint(condition=~Q(text=""), name="action_says_what"),
            models.CheckConstraint(condition=Q(who__in=AFTER), name="action_of_somebody_who_reads"),
            models.CheckConstraint(
                condition=Q(shown_to=BEFORE) | Q(shown_to=AFTER), name="action_shown_as_its_conference"
            ),
            models.CheckConstraint(
                condition=Q(done_on__isnull=True, done_as="", done_by__isnull=True)
                | Q(done_on__isnull=False, done_by__isnull=False, shown_to=AFTER)
                & (Q(done_as=F("who")) | Q(done_as=Role.ONTZORGMANAGER.value)),
                name="action_done_by_whom",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.position}"

    @property
    def who_label(self) -> str:
        """Who does it, in Dutch."""
        return str(CaseConference.Participant(self.who).label)

    @property
    def done_label(self) -> str:
        """In which role it was ticked off, in Dutch; empty while it is open."""
        return str(CaseConference.Participant(self.done_as).label) if self.done_as else ""
