"""The sick-leave file (verzuimdossier): one legal chain of sickness of one employment, and its state machine."""

import re
from dataclasses import replace
from datetime import date, timedelta
from typing import Any, ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django_fsm import RETURN_VALUE, FSMField, FSMModelMixin, transition

from accounts.models import User
from accounts.retention import Retention
from accounts.rows import OwnChange, ScopedManager, ScopedQuerySet, TenantModel
from accounts.terms import Field, Role, Rows
from cases.timeline.absence import Absence, Leave
from cases.timeline.absence import Spell as SpellFact
from cases.timeline.facts import Facts, HoursWorked, Period
from cases.timeline.pension import pension_day
from cases.timeline.recorded import Recorded, with_recorded
from employers.models import (
    Employee,
    Employer,
    LabourExpert,
    OccupationalHealthService,
    OccupationalPhysician,
    Ontzorgmanager,
    Policy,
)


class State(models.TextChoices):
    """Where a file stands. Statutory steps are no states: they overlap."""

    REPORTED = "reported", "Gemeld"
    ACTIVE = "active", "In begeleiding"
    RECOVERED_WAITING = "recovered_waiting", "Hersteld, wacht op afsluiten"
    CLOSED = "closed", "Afgesloten"
    ENDED_104 = "ended_104", "Einde wachttijd bereikt"
    LEFT_EMPLOYMENT = "left_employment", "Ziek uit dienst"
    PENSION_REACHED = "pension_reached", "AOW-leeftijd bereikt"
    DECEASED = "deceased", "Overleden"
    CANCELLED = "cancelled", "Ingetrokken"


SICK = (State.REPORTED, State.ACTIVE)
OPEN = (*SICK, State.RECOVERED_WAITING)
FINISHED = tuple(state for state in State if state not in OPEN)

NUMBER = re.compile(r"(\d{2})-(\d{1,9})")
"""The number of a file: the year in which it was reported, and its own."""


class AbsenceCaseQuerySet(ScopedQuerySet["AbsenceCase"]):
    """Ways to look at files."""

    def open(self) -> "AbsenceCaseQuerySet":
        """Files that are not finished: sick, or recovered and within four weeks."""
        return self.filter(state__in=OPEN)

    def sick(self) -> "AbsenceCaseQuerySet":
        """Files of people who are sick now."""
        return self.filter(state__in=SICK)

    def numbered(self, asked: str) -> "AbsenceCaseQuerySet":
        """The file with this number as people write it, 26-0012; none for anything else."""
        found = NUMBER.fullmatch(asked.strip())
        return self.filter(pk=int(found[2]), reported_on__year=2000 + int(found[1])) if found else self.none()

    def with_people(self) -> "AbsenceCaseQuerySet":
        """Everything a list shows, in one query."""
        return self.select_related("employee", "employer", "ohs", "physician__user", "ontzorgmanager__user")

    def with_facts(self) -> "AbsenceCaseQuerySet":
        """What the timeline needs, in a fixed number of queries."""
        return self.select_related("employee", "employer").prefetch_related(
            "spells",
            "leaves",
            "completions",
            "recorded",
            "waivers",
            "capacity",
            "employer__policies",
            "employee__spells",
        )


AbsenceCaseManager = ScopedManager.from_queryset(AbsenceCaseQuerySet)


class AbsenceCase(FSMModelMixin, TenantModel):
    """One legal chain of sickness of one employment: one or more spells with less than four weeks between them.

    State changes go through `cases.operations` only. `first_sick_day` is day 1 of the chain; `recovered_on` is the
    first fit day; `closes_on` is the day on which a recovered file is closed unless a relapse comes first.
    """

    employer = models.ForeignKey(Employer, verbose_name="werkgever", on_delete=models.PROTECT, related_name="cases")
    employee = models.ForeignKey(Employee, verbose_name="werknemer", on_delete=models.PROTECT, related_name="cases")
    ohs = models.ForeignKey(
        OccupationalHealthService,
        verbose_name="arbodienst",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="cases",
    )
    physician = models.ForeignKey(
        OccupationalPhysician,
        verbose_name="bedrijfsarts",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="cases",
    )
    ontzorgmanager = models.ForeignKey(
        Ontzorgmanager,
        verbose_name="Ontzorgmanager",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="cases",
    )
    # Who is called now, and his last day. Here and not with the question: what hangs on the file is compared with it.
    labour_expert = models.ForeignKey(
        LabourExpert,
        verbose_name="arbeidsdeskundige",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="cases",
    )
    labour_expert_until = models.DateField("arbeidsdeskundige tot en met", null=True, blank=True)
    state = FSMField("status", choices=State.choices, default=State.REPORTED, protected=True)
    insurer_manages = models.BooleanField("casemanagement door de verzekeraar", default=True)
    # The employer who guides this file himself; empty as soon as there is, or will be, an Ontzorgmanager.
    self_guided_by = models.GeneratedField(
        verbose_name="werkgever die zelf begeleidt",
        expression=models.Case(models.When(insurer_manages=False, ontzorgmanager__isnull=True, then=F("employer"))),
        output_field=models.BigIntegerField(null=True),
        db_persist=True,
    )
    vangnet_applies = models.BooleanField("vangnet van de Ziektewet", default=False)
    first_sick_day = models.DateField("eerste ziektedag")
    reported_on = models.DateField("gemeld op")
    recovered_on = models.DateField("hersteld per", null=True, blank=True)
    closes_on = models.DateField("wordt afgesloten op", null=True, blank=True)
    closed_on = models.DateField("afgesloten op", null=True, blank=True)
    expected_long_term = models.BooleanField("langdurig verzuim verwacht", null=True, blank=True)
    triaged_on = models.DateField("ingeschat op", null=True, blank=True)
    triaged_by = models.ForeignKey(
        User, verbose_name="ingeschat door", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    assigned_on = models.DateField("Ontzorgmanager sinds", null=True, blank=True)
    plan_waits_for = ArrayField(
        models.CharField(max_length=20), verbose_name="plan wacht op antwoord van", default=list, blank=True
    )
    version = models.PositiveIntegerField("versie", default=1)
    # Of the last counted change: for whoever looks at an older page. Empty for what was changed before this was kept.
    changed_as = models.CharField("gewijzigd in de rol van", max_length=20, blank=True)
    changed_at = models.DateTimeField("gewijzigd op", null=True, auto_now=True)

    objects: ClassVar[Any] = AbsenceCaseManager()  # type: ignore[assignment]  # the base class knows fewer methods

    filled_in_by: ClassVar[tuple[str, ...]] = ("triaged_by",)
    # His answer is counted; who is called, and until when, is not his to say.
    own_changes: ClassVar[dict[Role, OwnChange]] = {
        Role.LABOUR_EXPERT: OwnChange(("version", "changed_as", "changed_at"))
    }
    retention: ClassVar[Retention | None] = Retention.FILE
    row_paths: ClassVar[dict[Rows, str]] = {
        Rows.EMPLOYER: "employer",
        Rows.MANAGED: "self_guided_by",
        Rows.OWN: "employee",
        Rows.ASSIGNED: "ontzorgmanager",
        Rows.TREATED: "physician",
        Rows.DELEGATED: "physician",
        Rows.CONTRACTED: "ohs",
        Rows.CALLED: "labour_expert",
        Rows.OPENED: "id",
    }
    field_classes: ClassVar[dict[str, Field]] = dict.fromkeys(
        (
            "employer employee ohs physician ontzorgmanager state state_label first_sick_day reported_on recovered_on "
            "closes_on closed_on expected_long_term triaged_on assigned_on number is_sick is_open insurer_manages "
            "days_late plan_waits_for labour_expert labour_expert_until"
        ).split(),
        Field.PROCESS,
    ) | dict.fromkeys(
        # Whether it is vangnet is for the timeline; people read it on the sick report.
        "id self_guided_by is_self_guided version changed_as changed_at triaged_by vangnet_applies".split(),
        Field.INTERNAL,
    )

    class Meta:
        verbose_name = "dossier"
        verbose_name_plural = "dossiers"
        ordering: ClassVar[list[str]] = ["-first_sick_day", "-pk"]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["ontzorgmanager", "state"], name="case_by_manager"),
            models.Index(fields=["labour_expert"], name="case_called", condition=Q(labour_expert__isnull=False)),
            models.Index(fields=["self_guided_by"], name="case_self_guided", condition=Q(self_guided_by__isnull=False)),
            models.Index(fields=["closes_on"], name="case_by_closing", condition=Q(closes_on__isnull=False)),
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["id", "employer"], name="case_in_employer"),
            models.UniqueConstraint(fields=["id", "employee"], name="case_of_employee"),
            models.UniqueConstraint(
                fields=["employee"], condition=Q(state__in=OPEN), name="case_one_open_per_employee"
            ),
            models.CheckConstraint(
                condition=Q(expected_long_term__isnull=True, triaged_on__isnull=True, triaged_by__isnull=True)
                | Q(expected_long_term__isnull=False, triaged_on__isnull=False, triaged_by__isnull=False),
                name="case_triage_who_and_when",
            ),
            models.CheckConstraint(
                condition=Q(ontzorgmanager__isnull=True, assigned_on__isnull=True)
                | Q(ontzorgmanager__isnull=False, assigned_on__isnull=False),
                name="case_manager_and_when",
            ),
            models.CheckConstraint(
                condition=Q(labour_expert__isnull=True, labour_expert_until__isnull=True)
                | Q(labour_expert__isnull=False, labour_expert_until__isnull=False),
                name="case_labour_expert_until_when",
            ),
            models.CheckConstraint(
                condition=Q(state=State.RECOVERED_WAITING, closes_on__isnull=False, recovered_on__isnull=False)
                | (~Q(state=State.RECOVERED_WAITING) & Q(closes_on__isnull=True)),
                name="case_waiting_has_closing_day",
            ),
            models.CheckConstraint(
                condition=Q(state__in=FINISHED, closed_on__isnull=False)
                | (~Q(state__in=FINISHED) & Q(closed_on__isnull=True)),
                name="case_closed_has_day",
            ),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def number(self) -> str:
        """The number people quote: year of the report and serial number."""
        return f"{self.reported_on:%y}-{self.pk:04d}"

    @property
    def state_label(self) -> str:
        """The state in Dutch."""
        return State(self.state).label

    @property
    def is_sick(self) -> bool:
        """Whether the employee is reported sick now."""
        return self.state in SICK

    @property
    def is_open(self) -> bool:
        """Whether the file is not finished."""
        return self.state in OPEN

    @property
    def is_self_guided(self) -> bool:
        """Whether the employer guides this file himself; the database says the same in `self_guided_by`."""
        return not self.insurer_manages and self.ontzorgmanager_id is None

    @property
    def days_late(self) -> int:
        """How many days after the first sick day the report came in; moves no date."""
        return max(0, (self.reported_on - self.first_sick_day).days)

    def absence(self) -> Absence:
        """The spells and leave of this file as the timeline wants them."""
        reported = list(self.spells.all())
        # A file that was a mistake from the beginning still says what was reported.
        counted = [SpellFact(spell.start, spell.recovered_on) for spell in reported if not spell.mistaken]
        spells = tuple(counted or [SpellFact(spell.start) for spell in reported])
        return Absence(spells, tuple(Leave(leave.first, leave.last) for leave in self.leaves.all()))

    def facts(self) -> Facts:
        """Everything that decides about the dates of this file. Reads spells, leave and completions."""
        facts = with_recorded(self.registered_facts(), self.recorded_facts())
        # Death ends the employment (BW art. 7:674 lid 1), and with it every promise for later.
        return replace(facts, contract_end=self.closed_on) if self.state == State.DECEASED else facts

    def registered_facts(self) -> Facts:
        """The facts without what people recorded about the course of the file."""
        done: dict[str, list[date]] = {}
        for completion in self.completions.all():
            done.setdefault(completion.key, []).append(completion.done_on)
        policy = self.policy_on(self.first_sick_day)
        spells = [spell for spell in self.employee.spells.all() if not spell.mistaken]
        return Facts(
            absence=self.absence(),
            done={key: tuple(sorted(days)) for key, days in done.items()},
            reported_on=self.reported_on,
            hours=tuple(
                HoursWorked(one.effective_from, one.passed_on, one.recorded_on)
                for one in sorted(self.capacity.all(), key=lambda one: one.effective_from)
            ),
            expected_long_term=self.expected_long_term,
            waived={waiver.key: waiver.waived_on for waiver in self.waivers.all()},
            casemanagement_by_insurer=self.insurer_manages,
            guided_by_employer=self.is_self_guided,
            vangnet_applies=self.vangnet_applies,
            report_days=tuple(sorted(spell.start for spell in spells)),
            born_on=self.employee.birth_date,
            pension_on=pension_day(self.employee.birth_date),
            contract_end=self.employee.ended_on - timedelta(days=1) if self.employee.ended_on else None,
            policy_start=policy.starts_on if policy else None,
            policy_end=policy.ends_on if policy else None,
            cover=tuple(Period(one.starts_on, one.ends_on) for one in self.employer.policies.all()),
            closed_on=self.closed_on,
            next_case_on=min(
                (one.start for one in spells if one.case_id != self.pk and one.start > self.first_sick_day),
                default=None,
            ),
        )

    def recorded_facts(self) -> list[Recorded]:
        """What people recorded about the course of the file and did not withdraw."""
        return [fact.recorded() for fact in self.recorded.all() if fact.withdrawn_at is None]

    def policy_on(self, day: date) -> Policy | None:
        """The insurance that covers this first sick day."""
        covering = (policy for policy in self.employer.policies.all() if policy.in_force_on(day))
        return next(covering, None)

    # Transitions set fields and nothing else.

    @transition(field=state, source=State.REPORTED, target=State.ACTIVE)
    def assign(self, *, ontzorgmanager: Ontzorgmanager, on: date) -> None:
        """Give the file to its first Ontzorgmanager."""
        self.ontzorgmanager = ontzorgmanager
        self.assigned_on = on

    @transition(field=state, source=[State.ACTIVE, State.RECOVERED_WAITING], target=None)
    def hand_over(self, *, to: Ontzorgmanager, on: date) -> None:
        """Another Ontzorgmanager goes on with it; a file that waits for a relapse goes on waiting."""
        self.ontzorgmanager, self.assigned_on = to, on

    @transition(field=state, source=[State.REPORTED, State.ACTIVE], target=State.RECOVERED_WAITING)
    def recover(self, *, on: date, closes_on: date) -> None:
        """The employee is fit from this day; the file waits for a relapse."""
        self.recovered_on = on
        self.closes_on = closes_on

    @transition(
        field=state,
        source=[State.RECOVERED_WAITING, State.CLOSED],
        target=RETURN_VALUE(State.REPORTED, State.ACTIVE),
    )
    def reopen(self) -> str:
        """A relapse within four weeks: the same file goes on."""
        self.recovered_on = None
        self.closes_on = None
        self.closed_on = None
        return State.ACTIVE if self.ontzorgmanager_id else State.REPORTED

    @transition(field=state, source=State.RECOVERED_WAITING, target=State.CLOSED)
    def close(self, *, on: date) -> None:
        """Four weeks have passed without a relapse."""
        self.closes_on = None
        self._end(on)

    @transition(field=state, source=[State.REPORTED, State.ACTIVE], target=State.ENDED_104)
    def end_waiting_period(self, *, on: date) -> None:
        """The weeks of sick pay are complete: 104, or more after a wage sanction or an extension."""
        self._end(on)

    @transition(field=state, source=list(SICK), target=State.LEFT_EMPLOYMENT)
    def leave_employment(self, *, on: date) -> None:
        """The employment ended during sickness; UWV goes on."""
        self._end(on)

    @transition(field=state, source=list(SICK), target=State.PENSION_REACHED)
    def reach_pension(self, *, on: date) -> None:
        """The weeks of sick pay of somebody past state pension age are complete."""
        self._end(on)

    @transition(field=state, source=list(OPEN), target=State.DECEASED)
    def record_death(self, *, on: date) -> None:
        """The employee died."""
        self.closes_on = None
        self._end(on)

    @transition(field=state, source=list(OPEN), target=State.CANCELLED)
    def cancel(self, *, on: date) -> None:
        """The report was a mistake: there was no sickness."""
        self.closes_on = None
        self._end(on)

    def _end(self, on: date) -> None:
        """Whoever is called has nothing to look for in a file that is over."""
        self.closed_on = on
        self.labour_expert = self.labour_expert_until = None
