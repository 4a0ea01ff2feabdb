"""One file with an Ontzorgmanager, and a provider who can be asked for help with it."""

from dataclasses import dataclass
from datetime import date, timedelta

import pytest
from django.utils import timezone

from accounts.actor import Actor, acting_as
from cases.models import AbsenceCase
from employers.models import Provider
from interventions.models import Assignment, Briefing, Intervention, Kind, Offering
from tests.cast import Cast
from tests.factories import interventions as make
from tests.factories.cases import assign, report

DAY = timedelta(days=1)


@dataclass
class Help:
    """The story of every test about help: `today` is the date of the database, which says what a provider sees."""

    cast: Cast
    case: AbsenceCase
    provider: Provider
    offering: Offering
    helper: Actor
    today: date
    _asked: int = 0
    _others: tuple[str, ...] = tuple(kind for kind in Kind.values if kind != Kind.PSYCHOLOGICAL)

    def order(self, actor: Actor | None = None, **fields: object) -> Intervention:
        """Noor asks, unless somebody else does; each time for another kind, because one is not asked for twice."""
        offering = (
            self.offering if not self._asked else make.make_offering(self.provider, self._others[self._asked - 1])
        )
        self._asked += 1
        return make.order(actor or self.cast.noor, self.case, offering, today=self.today, **fields)

    def now(self, made: Intervention) -> Intervention:
        """As it is stored now, with its assignment."""
        with acting_as(self.cast.noor):
            return Intervention.objects.select_related("assignment__briefing").get(pk=made.pk)

    def seen_by(self, actor: Actor) -> tuple[int, int, int]:
        """How many interventions, assignments and briefings somebody sees."""
        with acting_as(actor):
            models = (Intervention, Assignment, Briefing)
            first, second, third = (model.objects.visible_to(actor).count() for model in models)
        return first, second, third


@pytest.fixture
def story(cast: Cast) -> Help:
    """Carla has been sick for thirty days; Praktijk De Haven can be asked."""
    today = timezone.localdate()
    first = today - 30 * DAY
    case = assign(cast, report(cast.anna, cast.carla_file, first, today=first), on=first + 8 * DAY)
    provider = make.make_provider("Praktijk De Haven")
    return Help(cast, case, provider, make.make_offering(provider), make.make_helper(provider), today)
