"""A talk with the bedrijfsarts in the agenda: wanted, planned, and how it ended. No question stands here."""

from collections.abc import Iterable
from datetime import date
from typing import Any, ClassVar

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q

from accounts.models import User
from accounts.rows import OwnChange
from accounts.terms import ROLE_LABELS, Field, Role
from cases.consult_terms import (
    ASKERS,
    CANCELLING,
    HOWS,
    MISSING,
    MOVING,
    OF_ALL,
    OPEN,
    OVER,
    PLANNERS,
    STANDS,
    TOOK_PLACE,
    UNSEEN,
    WHYS,
    How,
    Stand,
    Why,
)
from cases.models.consult import ROLE_SQL, USER_SQL, ConsultRequest
from cases.models.part import Part
from employers.models import OccupationalPhysician

_SLOT = ("day", "begins", "ends", "how", "place", "host_id", "host_as", "physician_id")
_PLANNED = ("planned_on", "planned_as", "planned_by_id")
_CLOSED = ("state", "why", "closed_on", "closed_as", "closed_by_id", "confirmed_on", "confirmed_by_id")
_WHOLE = Q(day__isnull=False, begins__isnull=False, ends__isnull=False, host__isnull=False, physician__isnull=False)
_WHOLE &= Q(planned_on__isnull=False, planned_by__isnull=False) & ~Q(how="") & ~Q(host_as="") & ~Q(planned_as="")
_NO_SLOT = Q(day__isnull=True, begins__isnull=True, ends__isnull=True, host__isnull=True, physician__isnull=True)
_NO_SLOT &= Q(planned_on__isnull=True, planned_by__isnull=True, how="", place="", host_as="", planned_as="")
_SAME_SLOT = f"({', '.join(f'NEW.{name}' for name in _SLOT)}) = ({', '.join(f'OLD.{name}' for name in _SLOT)})"


def _values(*found: Stand | Why) -> list[str]:
    return [one.value for one in found]


def _names(*roles: Role) -> str:
    return ", ".join(f"'{role.value}'" for role in roles)


_WANTED = "state = 'wanted' AND host_id IS NULL"
_WITHDRAWS = "OLD.state = 'wanted' AND NEW.state = 'cancelled' AND {private} AND NEW.closed_as = " + ROLE_SQL
# What was planned is not rewritten: it is moved (and so a new one), cancelled, or it is said how it went.
_KEEPS = (
    f"(OLD.state = 'wanted' OR ({_SAME_SLOT})) AND (OLD.state IN ('wanted', 'planned') "
    "OR (OLD.state IN ('held', 'missed') AND NEW.state IN ('held', 'missed')))"
)
# That a delegate's word was confirmed is for the bedrijfsarts to say, in his own name; another word takes it away.
_CONFIRMS = {
    Role.BEDRIJFSARTS: f"(NEW.confirmed_on IS NULL OR NEW.confirmed_by_id = {USER_SQL})",
    **dict.fromkeys((Role.DELEGATE, Role.ARBODIENST), "NEW.confirmed_on IS NULL"),
}


class Hours(Func):
    """From when until when a talk takes place, on the clock of the wall, as a range in the database."""

    template = "tsrange(day + begins, day + ends)"
    output_field = DateTimeRangeField()


class ConsultAppointment(Part):
    """`private`: the employee asked for it himself, and neither employer nor Ontzorgmanager ever learns of it."""

    request = models.ForeignKey(
        ConsultRequest, verbose_name="vraag", null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    private = models.BooleanField("door de werknemer zelf gevraagd", default=False)
    state = models.CharField("stand", max_length=10, choices=list(STANDS.items()))
    wanted_on = models.DateField("gevraagd op")
    wanted_by = models.DateField("graag uiterlijk op", null=True, blank=True)
    day = models.DateField("datum", null=True, blank=True)
    begins = models.TimeField("van", null=True, blank=True)
    ends = models.TimeField("tot", null=True, blank=True)
    how = models.CharField("hoe", max_length=10, choices=list(HOWS.items()), blank=True)
    place = models.CharField("plaats of telefoonnummer", max_length=160, blank=True)
    host = models.ForeignKey(
        User, verbose_name="met wie", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    host_as = models.CharField("met wie, in de rol van", max_length=20, blank=True)
    physician = models.ForeignKey(
        OccupationalPhysician,
        verbose_name="verantwoordelijke bedrijfsarts",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    planned_on = models.DateField("gepland op", null=True, blank=True)
    planned_as = models.CharField("gepland in de rol van", max_length=20, blank=True)
    planned_by = models.ForeignKey(
        User, verbose_name="gepland door", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    why = models.CharField("waarom", max_length=12, choices=list(WHYS.items()), blank=True)
    closed_on = models.DateField("vastgelegd op", null=True, blank=True)
    closed_as = models.CharField("vastgelegd in de rol van", max_length=20, blank=True)
    closed_by = models.ForeignKey(
        User, verbose_name="vastgelegd door", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    confirmed_on = models.DateField("bevestigd op", null=True, blank=True)
    confirmed_by = models.ForeignKey(
        User, verbose_name="bevestigd door", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    delegated_task: ClassVar[str] = "medical_file"
    filled_in_by: ClassVar[tuple[str, ...]] = ("planned_by", "closed_by", "confirmed_by")
    changed_columns: ClassVar[tuple[str, ...]] = (*_SLOT, *_PLANNED, *_CLOSED, "case_id")
    own_changes: ClassVar[dict[Role, OwnChange]] = {
        **{role: OwnChange((*_SLOT, *_PLANNED, *_CLOSED), when=f"{_KEEPS} AND {_CONFIRMS[role]}") for role in PLANNERS},
        **dict.fromkeys(ASKERS, OwnChange(_CLOSED, when=_WITHDRAWS.format(private="NOT OLD.private"))),
        Role.EMPLOYEE: OwnChange(_CLOSED, when=_WITHDRAWS.format(private="OLD.private")),
    }
    # Who asks adds one without an hour, the arbodienst one with; each in the own name.
    blank_row: ClassVar[str] = (
        f"(({_WANTED} AND private AND {ROLE_SQL} = '{Role.EMPLOYEE.value}')"
        f" OR ({_WANTED} AND NOT private AND {ROLE_SQL} IN ({_names(Role.EMPLOYEE, *ASKERS)}))"
        f" OR (state = 'planned' AND planned_as = {ROLE_SQL} AND planned_by_id = {USER_SQL} "
        f"AND {ROLE_SQL} IN ({_names(*PLANNERS)})))"
    )
    open_row: ClassVar[str] = "true"
    field_classes: ClassVar[dict[str, Field]] = (
        dict.fromkeys(("case", "day", "took_place"), Field.PROCESS)
        | dict.fromkeys(
            "private state state_label wanted_on wanted_by begins ends hours how how_label place host host_as "
            "host_label physician planned_on planned_as planned_by why why_label closed_on closed_as closed_label "
            "closed_by is_wanted is_planned is_missed by_delegate confirmed_on confirmed_by waits_for_doctor".split(),
            Field.APPOINTMENT,
        )
        | dict.fromkeys(("id", "employer", "shown_to", "request"), Field.INTERNAL)
    )

    class Meta:
        verbose_name = "gesprek met de bedrijfsarts"
        verbose_name_plural = "gesprekken met de bedrijfsarts"
        ordering: ClassVar[list[str]] = ["day", "begins", "pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["id", "case"], name="appointment_in_case"),
            models.UniqueConstraint(
                fields=["request"], condition=Q(state__in=_values(*OPEN)), name="appointment_one_for_a_question"
            ),
            models.UniqueConstraint(
                fields=["case"],
                condition=Q(private=True, state=Stand.WANTED.value),
                name="appointment_one_asked_by_employee",
            ),
            ExclusionConstraint(
                name="appointment_one_at_a_time",
                expressions=[("host", RangeOperators.EQUAL), (Hours(), RangeOperators.OVERLAPS)],
                condition=Q(state__in=_values(Stand.PLANNED, Stand.HELD)),
            ),
            models.CheckConstraint(
                condition=Q(private=False, shown_to=OF_ALL, request__isnull=False)
                | Q(private=True, shown_to=UNSEEN, request__isnull=True),
                name="appointment_shown_to_whom",
            ),
            models.CheckConstraint(
                condition=Q(state=Stand.WANTED.value) & _NO_SLOT
                | Q(state=Stand.CANCELLED.value) & _NO_SLOT
                | ~Q(state=Stand.WANTED.value) & _WHOLE,
                name="appointment_has_an_hour",
            ),
            models.CheckConstraint(condition=Q(ends__isnull=True) | Q(ends__gt=F("begins")), name="appointment_lasts"),
            models.CheckConstraint(
                condition=Q(how="")
                | Q(how__in=[How.PHONE.value, How.VIDEO.value])
                | Q(how=How.VISIT.value) & ~Q(place=""),
                name="appointment_visit_has_a_place",
            ),
            models.CheckConstraint(
                condition=Q(host_as="")
                | Q(host_as=Role.BEDRIJFSARTS.value, host=F("physician"))
                | Q(host_as=Role.DELEGATE.value) & ~Q(host=F("physician")),
                name="appointment_with_doctor_or_delegate",
            ),
            models.CheckConstraint(
                condition=Q(
                    state__in=_values(*OPEN), why="", closed_on__isnull=True, closed_by__isnull=True, closed_as=""
                )
                | Q(closed_on__isnull=False, closed_by__isnull=False)
                & ~Q(closed_as="")
                & (
                    Q(state=Stand.HELD.value, why="")
                    | Q(state=Stand.MOVED.value, why__in=_values(*MOVING))
                    | Q(state=Stand.CANCELLED.value, why__in=_values(*CANCELLING))
                    | Q(state=Stand.MISSED.value, why__in=_values(*MISSING))
                ),
                name="appointment_ended_why_and_by_whom",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=_values(*OVER)) | Q(closed_on__gte=F("day")),
                name="appointment_over_after_its_day",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_on__isnull=True, confirmed_by__isnull=True)
                | Q(
                    confirmed_on__gte=F("closed_on"),
                    confirmed_by__isnull=False,
                    state__in=_values(*OVER),
                    closed_as=Role.DELEGATE.value,
                ),
                name="appointment_confirmed_what_a_delegate_said",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.day:%Y-%m-%d}" if self.day else self.state

    @property
    def state_label(self) -> str:
        """Where it stands, in Dutch."""
        return STANDS[Stand(self.state)]

    @property
    def took_place(self) -> str:
        """What everybody may know of it: it comes, it was, or it did not go through."""
        return TOOK_PLACE.get(Stand(self.state), "Gesprek ging niet door")

    @property
    def hours(self) -> str:
        """From when until when, as "9.00–9.30 uur"; empty without an hour."""
        return f"{_clock(self.begins)}–{_clock(self.ends)} uur" if self.day else ""

    @property
    def how_label(self) -> str:
        """In which way they speak, in Dutch."""
        return HOWS[How(self.how)] if self.how else ""

    @property
    def why_label(self) -> str:
        """Why it was moved, cancelled or missed, in Dutch."""
        return WHYS[Why(self.why)] if self.why else ""

    @property
    def host_label(self) -> str:
        """In which role who is met speaks, in Dutch."""
        return ROLE_LABELS[Role(self.host_as)] if self.host_as else ""

    @property
    def by_delegate(self) -> bool:
        """Whether somebody speaks in the place of the bedrijfsarts, who stays responsible."""
        return self.host_as == Role.DELEGATE

    @property
    def waits_for_doctor(self) -> bool:
        """Whether a delegate said how it went, and the bedrijfsarts does not stand behind that yet."""
        return self.state in OVER and self.closed_as == Role.DELEGATE and self.confirmed_on is None

    @property
    def closed_label(self) -> str:
        """Who said how it ended, in Dutch."""
        return ROLE_LABELS[Role(self.closed_as)] if self.closed_as else ""

    @property
    def is_wanted(self) -> bool:
        """Whether it waits for an hour."""
        return self.state == Stand.WANTED

    @property
    def is_planned(self) -> bool:
        """Whether it stands in the agenda."""
        return self.state == Stand.PLANNED

    @property
    def is_missed(self) -> bool:
        """Whether it did not go through."""
        return self.state == Stand.MISSED

    def can_be_judged(self, today: date) -> bool:
        """Whether one can say how it went: on its day or later, also to put right what was said."""
        return self.day is not None and self.day <= today and self.state in (Stand.PLANNED, *OVER)

    def goes_on_with(self, before: "ConsultAppointment") -> bool:
        """Whether this takes the place of an earlier talk that did not go through, or did so once it was held.

        Of one question every talk counts; of those that the employee asked for himself the ones after it.
        """
        if self.state not in (*OPEN, Stand.HELD):
            return False
        if before.request_id is not None:
            return self.request_id == before.request_id
        return self.request_id is None and self.pk > before.pk

    def can_be_planned_again(self, others: "Iterable[ConsultAppointment]") -> bool:
        """Whether a new talk can follow this one, given the talks of the same file.

        It did not go through, nothing goes on with it, and the arbodienst said so itself: what the employee took back
        or who asked withdrew is no longer wanted.
        """
        fell_through = self.state in (Stand.CANCELLED, Stand.MISSED) and self.closed_as in PLANNERS
        return fell_through and not any(one.goes_on_with(self) for one in others)

    def close(self, state: Stand, why: str, *, on: date, by: int | None, role: Role) -> None:
        """Say how it ended, why, and who says so; what was confirmed before is not this."""
        self.confirmed_on = self.confirmed_by_id = None
        self.state, self.why = state.value, why
        self.closed_on, self.closed_by_id, self.closed_as = on, by, role.value


def _clock(moment: Any) -> str:
    return f"{moment.hour}.{moment.minute:02}"
