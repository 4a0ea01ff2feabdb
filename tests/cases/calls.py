"""A file in which an arbeidsdeskundige is called, by the day of the database: that one lets him look."""

from datetime import date, timedelta

from accounts.actor import Actor, acting_as
from cases.models import AbsenceCase
from employers.acting import actor_for
from employers.models import LabourExpert, Membership
from tests.cast import Cast
from tests.factories.cases import assign, report
from tests.factories.employers import ARRANGER

DAY = timedelta(days=1)


def long_sick(cast: Cast, today: date) -> AbsenceCase:
    """Carla is sick for so long that the examination is a step to be done."""
    first = today - 320 * DAY
    return assign(cast, report(cast.anna, cast.carla_file, first), on=first + 8 * DAY)


def acts(expert: LabourExpert) -> Actor:
    """The arbeidsdeskundige as a user."""
    with acting_as(ARRANGER):
        return actor_for(Membership.objects.get(user=expert.pk))
