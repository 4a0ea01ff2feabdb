"""How each operation about help is called so that it succeeds for whoever may."""

from collections.abc import Callable
from typing import Any

from django.utils import timezone

from accounts.actor import Actor, acting_as
from employers.models import Provider
from interventions import operations as interventions
from interventions.models import Intervention
from tests.access import helped as has
from tests.access.drivers import Driver
from tests.access.typed import NETWORK
from tests.access.world import TODAY, File, World
from tests.factories.employers import ARRANGER


def _order(actor: Actor, file: File, _: World) -> object:
    day = timezone.localdate()
    return interventions.order_intervention(
        actor=actor,
        case=file.open(),
        offering=has.some_offering(file),
        goal="Weer aan het werk.",
        abilities="Zittend werk.",
        starts_on=day,
        ends_on=day,
        today=day,
    )


def _help(operation: Callable[..., object], prepare: Callable[[File], Intervention], **more: Any) -> Driver:
    """Something about help that was asked for, by the date of the database."""

    def call(actor: Actor, asked: Intervention, _: World) -> object:
        today = timezone.localdate()
        given = {name: today if value is TODAY else value for name, value in more.items()}
        return operation(actor=actor, intervention=asked, **given)

    return Driver(call, prepare)


def _provider(file: File) -> Provider:
    with acting_as(ARRANGER):
        return Provider.objects.get(pk=has.helper_of(file).organisation_id)


DRIVERS: dict[str, Driver] = {
    "register_provider": Driver(
        lambda actor, *_: interventions.register_provider(actor=actor, **NETWORK), lambda file: file, opens=False
    ),
    "change_provider": Driver(
        lambda actor, provider, _: interventions.change_provider(
            actor=actor, provider=provider, in_network_until=None, **NETWORK
        ),
        _provider,
        opens=False,
    ),
    "order_intervention": Driver(_order, lambda file: file.open() and file),
    "update_assignment": _help(
        interventions.update_assignment,
        has.ordered_help,
        abilities="Zittend werk.",
        ends_on=TODAY,
        expected_version=1,
        today=TODAY,
    ),
    "withdraw_intervention": _help(interventions.withdraw_intervention, has.ordered_help, today=TODAY),
    "read_assignment": Driver(
        lambda actor, asked, _: interventions.read_assignment(actor=actor, assignment=asked.assignment),
        has.ordered_help,
    ),
    "accept_assignment": _help(interventions.accept_assignment, has.ordered_help, starts_on=TODAY, today=TODAY),
    "refuse_assignment": _help(
        interventions.refuse_assignment, has.ordered_help, reason="no_room", note="", today=TODAY
    ),
    "start_intervention": _help(interventions.start_intervention, has.accepted_help, started_on=TODAY, today=TODAY),
    "report_progress": _help(interventions.report_progress, has.running_help, text="Het gaat goed.", today=TODAY),
    "end_intervention": _help(
        interventions.end_intervention,
        has.running_help,
        completed=True,
        text="Het doel is bereikt.",
        ended_on=TODAY,
        today=TODAY,
    ),
}
