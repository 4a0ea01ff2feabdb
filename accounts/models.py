"""The account, the audit trail and what somebody is still typing."""

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.fields import ArrayField
from django.db import models

from accounts.retention import Retention
from accounts.rows import TenantModel
from accounts.terms import Field, Role, Rows
from accounts.wording.kept import Reason
from accounts.wording.words import Kind

ROLE_CHOICES = [(role.value, role.value) for role in Role]
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

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]
    retention: ClassVar[Retention | None] = Retention.ACCOUNT
    # A record shows of an account what identifies the person, and nothing else.
    field_classes: ClassVar[dict[str, Field]] = {"name": Field.IDENTIFYING, "email": Field.CONTACT} | dict.fromkeys(
        ("id", "password", "last_login", "is_active", "joined_at"), Field.INTERNAL
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
    """One thing somebody did. Append-only: the runtime role may not update or delete here."""

    at = models.DateTimeField("moment", auto_now_add=True)
    actor = models.ForeignKey(User, verbose_name="wie", null=True, on_delete=models.PROTECT, related_name="+")
    role = models.CharField("rol", max_length=20, choices=ROLE_CHOICES)
    on_behalf_of = models.ForeignKey(User, verbose_name="namens", null=True, on_delete=models.PROTECT, related_name="+")
    action = models.CharField("handeling", max_length=40)
    resource = models.CharField("soort", max_length=60)
    object_id = models.BigIntegerField("nummer", null=True)
    # Plain numbers, not foreign keys: the trail outlives what it is about.
    employer_id = models.BigIntegerField("werkgever", null=True)
    case_id = models.BigIntegerField("dossier", null=True)
    subject_id = models.BigIntegerField("werknemer", null=True)

    retention: ClassVar[Retention | None] = Retention.ACCESS_LOG
    row_paths: ClassVar[dict[Rows, str]] = {Rows.SELF: "actor"}
    field_classes: ClassVar[dict[str, Field]] = dict.fromkeys(
        "at actor role on_behalf_of action resource object_id employer_id case_id subject_id".split(), Field.AUDIT
    ) | {"id": Field.INTERNAL}

    class Meta:
        verbose_name = "gebeurtenis"
        verbose_name_plural = "gebeurtenissen"
        ordering: ClassVar[list[str]] = ["-pk"]
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["case_id", "at"], name="audit_by_case")]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=models.Q(actor__isnull=False)
                | models.Q(role__in=["projector", "scheduler", "mailer", "renderer", "splitter", "purger"]),
                name="audit_person_or_system",
            )
        ]

    def __str__(self) -> str:
        return f"{self.action} {self.resource} {self.object_id}"


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

    Readable by whoever made it. The privacy officer is the reader it is meant for, and reads it through a line of
    the access table as soon as that role exists.
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
