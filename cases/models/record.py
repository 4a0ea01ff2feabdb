"""What people recorded: the sick report, work to hand over, and contact."""

import uuid
from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from accounts.models import User
from accounts.retention import Retention
from accounts.rows import OwnChange, TenantModel, case_paths
from accounts.terms import Field, Role, Rows
from cases.models.absence import Spell
from cases.models.case import AbsenceCase
from cases.talk_guides import GUIDES, LONGEST_KEY, OF_FILES, SUBJECT_KEYS
from employers.models import Employer


class SickReport(TenantModel):
    """What the employer may ask of a sick employee: the complete list, and no field more."""

    class Duration(models.TextChoices):
        """How long the employee expects to be away."""

        DAYS = "days", "Een paar dagen"
        WEEK = "week", "Ongeveer een week"
        TWO_WEEKS = "two_weeks", "Ongeveer twee weken"
        LONGER = "longer", "Langer dan twee weken"
        UNKNOWN = "unknown", "Nog niet bekend"

    spell = models.OneToOneField(Spell, verbose_name="ziekteperiode", on_delete=models.CASCADE, related_name="report")
    case = models.ForeignKey(AbsenceCase, verbose_name="dossier", on_delete=models.CASCADE, related_name="reports")
    employer = models.ForeignKey(Employer, verbose_name="werkgever", on_delete=models.PROTECT, related_name="+")
    expected_duration = models.CharField("verwachte duur", max_length=10, choices=Duration.choices)
    contact_phone = models.CharField("telefoonnummer", max_length=30)
    stay_address = models.CharField("verblijfadres", max_length=200)
    vangnet_applies = models.BooleanField("vangnet van de Ziektewet", default=False)
    work_accident = models.BooleanField("bedrijfsongeval", default=False)
    recourse_possible = models.BooleanField("verkeersongeval met mogelijk verhaal", default=False)
    submission_key = models.UUIDField("verzendsleutel", default=uuid.uuid4)
    reported_by = models.ForeignKey(User, verbose_name="gemeld door", on_delete=models.PROTECT, related_name="+")
    reported_at = models.DateTimeField("gemeld op", auto_now_add=True)

    in_own_name: ClassVar[tuple[str, ...]] = ("reported_by",)
    retention: ClassVar[Retention | None] = Retention.FILE
    row_paths: ClassVar[dict[Rows, str]] = case_paths()
    field_classes: ClassVar[dict[str, Field]] = {
        "id": Field.INTERNAL,
        "spell": Field.INTERNAL,
        "case": Field.INTERNAL,
        "employer": Field.INTERNAL,
        "submission_key": Field.INTERNAL,
        "expected_duration": Field.PROCESS,
        "duration_label": Field.PROCESS,
        "reported_by": Field.PROCESS,
        "reported_at": Field.PROCESS,
        "contact_phone": Field.CONTACT,
        "stay_address": Field.CONTACT,
        "vangnet_applies": Field.VANGNET,
        "work_accident": Field.ACCIDENT,
        "recourse_possible": Field.ACCIDENT,
    }

    class Meta:
        verbose_name = "ziekmelding"
        verbose_name_plural = "ziekmeldingen"
        ordering: ClassVar[list[str]] = ["pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["employer", "submission_key"], name="report_sent_once")
        ]

    def __str__(self) -> str:
        return f"{self.reported_at:%Y-%m-%d}"

    @property
    def duration_label(self) -> str:
        """The expected duration in Dutch."""
        return self.Duration(self.expected_duration).label


class HandoverNote(TenantModel):
    """Work and appointments to hand over. A table of its own because only the employer reads it."""

    case = models.ForeignKey(AbsenceCase, verbose_name="dossier", on_delete=models.CASCADE, related_name="handovers")
    employer = models.ForeignKey(Employer, verbose_name="werkgever", on_delete=models.PROTECT, related_name="+")
    text = models.TextField("over te dragen werk", max_length=2000)
    written_at = models.DateTimeField("geschreven op", auto_now_add=True)

    retention: ClassVar[Retention | None] = Retention.FILE
    row_paths: ClassVar[dict[Rows, str]] = {Rows.EMPLOYER: "employer"}
    field_classes: ClassVar[dict[str, Field]] = {
        "id": Field.INTERNAL,
        "case": Field.INTERNAL,
        "employer": Field.INTERNAL,
        "text": Field.HANDOVER,
        "written_at": Field.HANDOVER,
    }

    class Meta:
        verbose_name = "overdracht"
        verbose_name_plural = "overdrachten"
        ordering: ClassVar[list[str]] = ["pk"]

    def __str__(self) -> str:
        return f"{self.written_at:%Y-%m-%d}"


class ContactMoment(TenantModel):
    """That there was contact, when and with whom, and when the next one is. What was said is not stored here."""

    class Party(models.TextChoices):
        """With whom."""

        EMPLOYER = "employer", "Werkgever"
        EMPLOYEE = "employee", "Werknemer"
        ARBODIENST = "arbodienst", "Arbodienst of bedrijfsarts"
        PROVIDER = "provider", "Dienstverlener"

    PEOPLE = (Party.EMPLOYER, Party.EMPLOYEE)
    """Who is not left alone."""

    case = models.ForeignKey(AbsenceCase, verbose_name="dossier", on_delete=models.CASCADE, related_name="contacts")
    employer = models.ForeignKey(Employer, verbose_name="werkgever", on_delete=models.PROTECT, related_name="+")
    party = models.CharField("met wie", max_length=10, choices=Party.choices)
    held_on = models.DateField("datum")
    recorded_by = models.ForeignKey(User, verbose_name="door", on_delete=models.PROTECT, related_name="+")
    next_on = models.DateField("volgend contact", null=True, blank=True)
    guide = models.CharField("gesprek", max_length=12, blank=True, choices=[(one.key, one.title) for one in OF_FILES])
    subjects = ArrayField(
        models.CharField(max_length=LONGEST_KEY), verbose_name="besproken", default=list, db_default=[], blank=True
    )

    in_own_name: ClassVar[tuple[str, ...]] = ("recorded_by",)
    retention: ClassVar[Retention | None] = Retention.FILE
    row_paths: ClassVar[dict[Rows, str]] = case_paths()
    own_changes: ClassVar[dict[Role, OwnChange]] = {Role.ONTZORGMANAGER: OwnChange(("next_on", "guide", "subjects"))}
    field_classes: ClassVar[dict[str, Field]] = dict.fromkeys(
        "party party_label held_on recorded_by next_on guide subjects title gone_through".split(), Field.PROCESS
    ) | dict.fromkeys(("id", "case", "employer"), Field.INTERNAL)

    class Meta:
        verbose_name = "contactmoment"
        verbose_name_plural = "contactmomenten"
        ordering: ClassVar[list[str]] = ["held_on", "pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["case", "party", "held_on"], name="contact_once_a_day"),
            models.CheckConstraint(
                condition=Q(next_on=None) | Q(next_on__gt=F("held_on")), name="contact_next_comes_later"
            ),
            models.UniqueConstraint(fields=["case"], condition=~Q(next_on=None), name="contact_one_plan_in_a_file"),
            models.CheckConstraint(
                condition=Q(guide__in=["", *(one.key for one in OF_FILES)]), name="contact_talk_is_known"
            ),
            models.CheckConstraint(
                condition=Q(guide="", subjects=[]) | (~Q(guide="") & Q(subjects__contained_by=SUBJECT_KEYS)),
                name="contact_subjects_of_a_talk",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.party} {self.held_on:%Y-%m-%d}"

    @property
    def party_label(self) -> str:
        """With whom, in Dutch."""
        return self.Party(self.party).label

    @property
    def title(self) -> str:
        """What kind of talk it was; empty for any other."""
        return GUIDES[self.guide].title if self.guide else ""

    @property
    def gone_through(self) -> list[str]:
        """Its subjects that were gone through, in words."""
        return GUIDES[self.guide].titles(self.subjects) if self.guide else []
