"""The account, the audit trail and what somebody is still typing."""

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import BrinIndex
from django.db import models

from accounts.retention import Retention
from accounts.rows import TenantModel
from accounts.terms import Field, Role, Rows, Verb
from accounts.wording.kept import Reason
from accounts.wording.words import Kind

ROLE_CHOICES = [(role.value, role.value) for role in Role if role is not Role.AUDITOR]  # in no row
RESULT_CHOICES = [(result, result) for result in ("done", "denied")]
KIND_CHOICES = [(kind.value, kind.value) for kind in Kind]
REASON_CHOICES = [(reason.value, reason.value) for reason in Reason]


class UserManager(BaseUserManager["User"]):
    """Accounts are made by invitation only."""

    def create_user(self, *, email: str, name: str, password: str | None = None) -> "User":
        """A new account; without a password nobody can log in with one yet."""
        user = self.model(email=self.normalize_email(email).lower(), name=name)
        user.set_password(password)
        user.save(using=self._db)
        return user


class User(AbstractBaseUser):
    """A person with one account of their own. What the person may do hangs on memberships, not on this table."""

    email = models.EmailField("e-mailadres", unique=True)
    name = models.CharField("naam", max_length=120)
    is_active = models.BooleanField("actief", default=True)
    joined_at = models.DateTimeField("aangemaakt", auto_now_add=True)
    # The day on which the purge closed it, because no role was left: who gets one again gets the account back.
    closed_on = models.DateField("gesloten op", null=True, blank=True)

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]
    retention: ClassVar[Retention | None] = Retention.ACCOUNT
    # A record shows of an account what identifies the person, and nothing else.
    field_classes: ClassVar[dict[str, Field]] = {"name": Field.IDENTIFYING, "email": Field.CONTACT} | dict.fromkeys(
        ("id", "password", "last_login", "is_active", "joined_at", "closed_on"), Field.INTERNAL
    )

    objects: ClassVar[UserManager] = UserManager()

    class Meta:
        verbose_name = "gebruiker"
        verbose_name_plural = "gebruikers"
        ordering: ClassVar[list[str]] = ["name", "pk"]

    def __str__(self) -> str:
        return self.name

    def get_full_name(self) -> str:
        """The name as it stands on documents."""
        return self.name


class AuditEvent(TenantModel):
    """One thing somebody did, or was refused. Append-only: the runtime role may not update or delete here.

    The database writes the moment. What is past its period goes by a function of the owner, oldest first.
    Never content. A column that comes later must be empty in the rows that are there: the chain hashes every value.
    """

    at = models.DateTimeField("moment", auto_now_add=True)
    actor = models.ForeignKey(User, verbose_name="wie", null=True, on_delete=models.PROTECT, related_name="+")
    role = models.CharField("rol", max_length=20, choices=ROLE_CHOICES)
    on_behalf_of = models.ForeignKey(User, verbose_name="namens", null=True, on_delete=models.PROTECT, related_name="+")
    action = models.CharField("handeling", max_length=40)
    resource = models.CharField("soort", max_length=60)
    object_id = models.BigIntegerField("nummer", null=True)
    # Plain numbers, not foreign keys: the trail outlives what it is about.
    employer_id = models.BigIntegerField("werkgever", null=True)
    case = models.ForeignKey(
        "cases.AbsenceCase",
        verbose_name="dossier",
        null=True,
        on_delete=models.DO_NOTHING,
        db_constraint=False,  # the number outlives the file; the relation is there for who may read
        db_index=False,
        related_name="+",
    )
    subject_id = models.BigIntegerField("werknemer", null=True)
    organisation_id = models.BigIntegerField("organisatie van wie handelde", null=True)
    touched = ArrayField(models.CharField(max_length=20), verbose_name="soorten gegevens", default=list)
    purpose = models.CharField("doel", max_length=20, blank=True, default="")
    ip = models.GenericIPAddressField("adres", null=True)
    session = models.CharField("kenmerk van de sessie", max_length=32, blank=True, default="")
    result = models.CharField("uitkomst", max_length=10, choices=RESULT_CHOICES, default="done")

    retention: ClassVar[Retention | None] = Retention.ACCESS_LOG
    owner_obeys: ClassVar[bool] = True
    role_column: ClassVar[str] = "role"
    people: ClassVar[tuple[str, ...]] = ("actor", "on_behalf_of")
    # An event holds the number of such a record; of what was refused or taken back, that of the file, and then it stays
    # behind as well for who sees no such record.
    behind: ClassVar[dict[str, str]] = {
        Verb.ASK_CORRECTION.value: "cases.correctionrequest",
        Verb.ANSWER_CORRECTION.value: "cases.correctionrequest",
        Verb.ASK_CONSULT.value: "cases.consultrequest",
        Verb.ANSWER_CONSULT.value: "cases.consultrequest",
        Verb.SEND_CONSULT.value: "cases.consultrequest",
        Verb.WITHDRAW_CONSULT.value: "cases.consultrequest",
        Verb.CONFIRM_GUARANTEE.value: "documents.guaranteeconfirmation",
        Verb.CALCULATE_INCOME.value: "cases.wiacalculation",
        Verb.READ_INCOME.value: "cases.wiacalculation",
        Verb.ACKNOWLEDGE_INCOME.value: "cases.wiaacknowledgement",
        Verb.SHARE_INCOME.value: "cases.wiashare",
        Verb.ASK_WAGE.value: "cases.wagerequest",
        Verb.ANSWER_WAGE.value: "cases.wagerequest",
        Verb.RECORD_TIME.value: "cases.timespent",
        Verb.WITHDRAW_TIME.value: "cases.timespent",
        Verb.WRITE_TASKS.value: "cases.taskanalysis",
        Verb.CONFIRM_TASKS.value: "cases.taskanalysis",
        Verb.RETURN_TASKS.value: "cases.taskanalysis",
        Verb.ANSWER_TASKS.value: "cases.taskanalysis",
        Verb.READ_TASKS.value: "cases.taskanalysis",
        Verb.WRITE_COACHING.value: "cases.coachingnote",
        Verb.ADD_TO_COACHING.value: "cases.coachingreaction",
        Verb.READ_COACHING.value: "cases.coachingnote",
        Verb.START_THREAD.value: "documents.thread",
        Verb.SEND_MESSAGE.value: "documents.thread",
        Verb.READ_THREAD.value: "documents.thread",
        Verb.TAKE_ENCLOSURE.value: "documents.message",
        Verb.WRITE_VISION.value: "cases.employeevision",
        Verb.CONFIRM_VISION.value: "cases.employeevision",
        Verb.SHARE_VISION.value: "cases.employeevision",
        Verb.READ_VISION.value: "cases.employeevision",
    }
    seals_vaults: ClassVar[bool] = True
    row_paths: ClassVar[dict[Rows, str]] = {
        Rows.SELF: "actor",
        Rows.OWN: "subject_id",
        Rows.TREATED: "case__physician",
    }
    field_classes: ClassVar[dict[str, Field]] = dict.fromkeys(
        (
            "at actor role on_behalf_of action resource object_id employer_id case subject_id organisation_id touched "
            "purpose ip session result"
        ).split(),
        Field.AUDIT,
    ) | {"id": Field.INTERNAL}

    class Meta:
        verbose_name = "gebeurtenis"
        verbose_name_plural = "gebeurtenissen"
        ordering: ClassVar[list[str]] = ["-pk"]
        indexes: ClassVar[list[models.Index]] = [
            BrinIndex(fields=["at"], name="audit_by_moment"),  # added to in this order, so a page of days is few blocks
            models.Index(fields=["case", "at"], name="audit_by_case"),
            models.Index(fields=["subject_id", "at"], name="audit_by_subject"),
            models.Index(fields=["actor", "at"], name="audit_refused", condition=models.Q(result="denied")),
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=models.Q(actor__isnull=False)
                | models.Q(role__in=["projector", "scheduler", "mailer", "renderer", "splitter", "purger"]),
                name="audit_person_or_system",
            )
        ]

    def __str__(self) -> str:
        return f"{self.action} {self.resource} {self.object_id}"


class AuditLink(models.Model):
    """One event's place in the hash chain: a number without gaps, and a hash over the event and the link before it.

    The database writes it when a transaction with an event commits; the runtime role may only look.
    """

    position = models.BigIntegerField("plaats", primary_key=True)
    event_id = models.BigIntegerField("gebeurtenis", unique=True)
    hash = models.CharField("controlegetal", max_length=64)

    retention: ClassVar[Retention | None] = Retention.ACCESS_LOG
    field_classes: ClassVar[dict[str, Field]] = dict.fromkeys(("position", "event_id", "hash"), Field.INTERNAL)

    class Meta:
        verbose_name = "schakel van het logboek"
        verbose_name_plural = "schakels van het logboek"
        ordering: ClassVar[list[str]] = ["position"]

    def __str__(self) -> str:
        return f"{self.position} {self.event_id}"


class AuditStart(models.Model):
    """Where the hash chain begins: behind the last link that was removed because its period was over. One row.

    The database writes it together with the removal. Whoever commits an event holds it while its link is made; the
    runtime role may look, and so cannot hold it.
    """

    id = models.SmallIntegerField("nummer", primary_key=True, default=1)
    position = models.BigIntegerField("plaats", default=0)
    event_id = models.BigIntegerField("gebeurtenis", null=True)
    hash = models.CharField("controlegetal", max_length=64, blank=True, default="")

    retention: ClassVar[Retention | None] = Retention.ACCESS_LOG
    field_classes: ClassVar[dict[str, Field]] = dict.fromkeys(("id", "position", "event_id", "hash"), Field.INTERNAL)

    class Meta:
        verbose_name = "begin van het logboek"
        verbose_name_plural = "begin van het logboek"
        ordering: ClassVar[list[str]] = ["pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=models.Q(id=1), name="audit_start_once")
        ]

    def __str__(self) -> str:
        return f"{self.position} {self.event_id}"


class Draft(TenantModel):
    """What somebody is still typing in a long form, kept until the form is sent. Nobody else reads it."""

    user = models.ForeignKey(User, verbose_name="gebruiker", on_delete=models.CASCADE, related_name="+")
    form = models.CharField("formulier", max_length=60)
    about_id = models.BigIntegerField("over", default=0)
    data: Any = models.JSONField("inhoud", default=dict)
    saved_at = models.DateTimeField("bewaard", auto_now=True)

    retention: ClassVar[Retention | None] = Retention.UNSENT
    row_paths: ClassVar[dict[Rows, str]] = {Rows.SELF: "user"}
    field_classes: ClassVar[dict[str, Field]] = {
        "id": Field.INTERNAL,
        "user": Field.INTERNAL,
        "form": Field.INTERNAL,
        "about_id": Field.INTERNAL,
        "data": Field.OWN_WORDS,
        "saved_at": Field.OWN_WORDS,
    }

    class Meta:
        verbose_name = "concept"
        verbose_name_plural = "concepten"
        ordering: ClassVar[list[str]] = ["pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["user", "form", "about_id"], name="draft_one_per_form")
        ]

    def __str__(self) -> str:
        return f"{self.form} {self.about_id}"


class WordingOverride(TenantModel):
    """Somebody kept a text in which words about health or private life were marked. Append-only; never the words.

    Readable by whoever made it, and by the privacy officer, who judges whether it was right.
    """

    at = models.DateTimeField("moment", auto_now_add=True)
    user = models.ForeignKey(User, verbose_name="gebruiker", on_delete=models.PROTECT, related_name="+")
    role = models.CharField("rol", max_length=20, choices=ROLE_CHOICES)
    form = models.CharField("formulier", max_length=60)
    field = models.CharField("veld", max_length=60)
    # Plain numbers, as in the audit trail: this outlives what it is about.
    about_id = models.BigIntegerField("over")
    case_id = models.BigIntegerField("dossier", null=True)
    kinds = ArrayField(models.CharField(max_length=20, choices=KIND_CHOICES), verbose_name="soorten woorden")
    count = models.PositiveSmallIntegerField("aantal woorden")
    reason = models.CharField("reden", max_length=20, choices=REASON_CHOICES)

    role_column: ClassVar[str] = "role"
    people: ClassVar[tuple[str, ...]] = ("user",)
    retention: ClassVar[Retention | None] = Retention.ACCESS_LOG
    row_paths: ClassVar[dict[Rows, str]] = {Rows.SELF: "user"}
    field_classes: ClassVar[dict[str, Field]] = dict.fromkeys(
        "at user role form field about_id case_id kinds count reason".split(), Field.AUDIT
    ) | {"id": Field.INTERNAL}

    class Meta:
        verbose_name = "bewaarde tekst met gemarkeerde woorden"
        verbose_name_plural = "bewaarde teksten met gemarkeerde woorden"
        ordering: ClassVar[list[str]] = ["-pk"]

    def __str__(self) -> str:
        return f"{self.form} {self.field} {self.about_id}"
