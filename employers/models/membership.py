"""In which roles, and for which organisation, a person may act."""

from datetime import date
from typing import Any, ClassVar

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import Case, F, Q, Value, When
from django.db.models.functions import Coalesce

from accounts.actor import Actor
from accounts.dated import Today
from accounts.models import ROLE_CHOICES, User
from accounts.retention import Retention
from accounts.rows import ScopedManager, ScopedQuerySet, TenantModel
from accounts.terms import ROLE_LABELS, Field, Role, Rows
from employers.models.employer import Employer
from employers.models.partners import DateRange, OccupationalHealthService
from employers.models.people import Employee
from employers.models.providers import Provider

_OF_EMPLOYER = [Role.EMPLOYER, Role.INTERMEDIARY]
_OF_OHS = [Role.ARBODIENST, Role.BEDRIJFSARTS, Role.DELEGATE]
_ALONE = [
    *(Role.ONTZORGMANAGER, Role.DESK, Role.LABOUR_EXPERT),
    *(Role.CLAIMS, Role.PLATFORM, Role.PRIVACY_OFFICER),
]
_NO_PROVIDER = Q(provider__isnull=True)
_NONE = Q(employer__isnull=True, ohs__isnull=True, employee__isnull=True)
_SHAPES = (
    _NO_PROVIDER
    & (
        Q(role__in=_OF_EMPLOYER, employer__isnull=False, ohs__isnull=True, employee__isnull=True)
        | Q(role=Role.EMPLOYEE, employer__isnull=False, ohs__isnull=True, employee__isnull=False)
        | Q(role__in=_OF_OHS, ohs__isnull=False, employer__isnull=True, employee__isnull=True)
        | (Q(role__in=_ALONE) & _NONE)
    )
) | (Q(role=Role.PROVIDER, provider__isnull=False) & _NONE)


FOREVER = date(9999, 12, 31)
# One day of overlap for who got a role and lost it the same day: a range cannot end before it begins.
_FIRST_DAY = Case(When(valid_from__gt=F("valid_to"), then=F("valid_to")), default=F("valid_from"))
_DAYS = DateRange(_FIRST_DAY, "valid_to", Value("[]"))


def role_in_force(on: date | Today | None = None) -> Q:
    """Roles that have not ended on a day: today by the date of the database, unless another one is given."""
    return Q(last_day__gte=on or Today())


class MembershipQuerySet(ScopedQuerySet["Membership"]):
    """Ways to look at roles."""

    def in_force(self) -> "MembershipQuerySet":
        """Those in which somebody may act today."""
        return self.filter(role_in_force())

    def kept_by(self, actor: Actor) -> "MembershipQuerySet":
        """Those that this actor lets in, helps back in and ends: by the access table, and so by the database too."""
        found: MembershipQuerySet = self.writable_by(actor)
        return found


MembershipManager = ScopedManager.from_queryset(MembershipQuerySet)


class Membership(TenantModel):
    """One person, one role, one organisation. Who has several chooses one at a time.

    `valid_from` is the first day, or of who got the role again the first day since; empty where nobody wrote it down.
    `valid_to` is the last day of the role, inclusive; empty until somebody ends it. `last_day` is the same day, and one
    far away until then. `invited_until` is the last day on which the link of the newest invitation works.
    """

    user = models.ForeignKey(User, verbose_name="account", on_delete=models.CASCADE, related_name="memberships")
    role = models.CharField("rol", max_length=20, choices=ROLE_CHOICES)
    employer = models.ForeignKey(
        Employer, verbose_name="werkgever", null=True, blank=True, on_delete=models.CASCADE, related_name="memberships"
    )
    ohs = models.ForeignKey(
        OccupationalHealthService,
        verbose_name="arbodienst",
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="memberships",
    )
    employee = models.ForeignKey(
        Employee, verbose_name="werknemer", null=True, blank=True, on_delete=models.CASCADE, related_name="memberships"
    )
    provider = models.ForeignKey(
        Provider,
        verbose_name="dienstverlener",
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="memberships",
    )

    valid_from = models.DateField("eerste dag", null=True, blank=True, db_default=Today())
    valid_to = models.DateField("laatste dag", null=True, blank=True)
    last_day = models.GeneratedField(
        verbose_name="laatste dag, ook van wat doorloopt",
        expression=Coalesce("valid_to", Value(FOREVER)),
        output_field=models.DateField(),
        db_persist=True,
    )
    invited_until = models.DateField("uitgenodigd tot en met", null=True, blank=True)

    objects: ClassVar[Any] = MembershipManager()  # type: ignore[assignment]  # the base class knows fewer methods
    # Who has which role where is not rewritten: it can be ended, and given again.
    changed_columns: ClassVar[tuple[str, ...]] = ("valid_from", "valid_to", "invited_until")

    role_column: ClassVar[str] = "role"
    retention: ClassVar[Retention | None] = Retention.ACCOUNT
    row_paths: ClassVar[dict[Rows, str]] = {Rows.SELF: "user", Rows.EMPLOYER: "employer"}
    field_classes: ClassVar[dict[str, Field]] = dict.fromkeys(
        ["id", "last_day", "provider"], Field.INTERNAL
    ) | dict.fromkeys(
        "user role employer ohs employee valid_from valid_to invited_until has_joined role_label".split(),
        Field.ADMINISTRATIVE,
    )

    class Meta:
        verbose_name = "rol"
        verbose_name_plural = "rollen"
        ordering: ClassVar[list[str]] = ["pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=_SHAPES, name="membership_role_fits_organisation"),
            # What lasts as long as a role is tied to its last day.
            models.UniqueConstraint(fields=["id", "last_day"], name="membership_with_last_day"),
            # Who guides the process may not also know what only the doctor's side may know: not in one account on the
            # same day.
            ExclusionConstraint(
                name="membership_guide_or_delegate",
                expressions=[
                    ("user", RangeOperators.EQUAL),
                    ("role", RangeOperators.NOT_EQUAL),
                    (_DAYS, RangeOperators.OVERLAPS),
                ],
                condition=Q(role__in=[Role.ONTZORGMANAGER, Role.DELEGATE]),
            ),
            models.UniqueConstraint(
                fields=["user", "role", "employer", "ohs", "provider"], nulls_distinct=False, name="membership_once"
            ),
        ]

    def __str__(self) -> str:
        return self.role_label

    @property
    def role_label(self) -> str:
        """The role in Dutch."""
        return ROLE_LABELS[Role(self.role)]

    @property
    def organisation(self) -> Employer | OccupationalHealthService | Provider | None:
        """For whom somebody acts; nobody for who acts alone."""
        return self.employer or self.ohs or self.provider

    def runs_on(self, day: date) -> bool:
        """Whether the role has not ended on a day, of a record that is in memory."""
        return self.valid_to is None or self.valid_to >= day

    @property
    def has_joined(self) -> bool:
        """Whether the person ever chose a password or logged in: then no invitation is open."""
        return self.user.has_usable_password() or self.user.last_login is not None
