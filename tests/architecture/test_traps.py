"""The traps of the test suite bite: what they forbid really fails."""

import socket
from datetime import UTC, datetime

import pytest
from django.template import Context, Template

from accounts.actor import acting_as
from accounts.models import User
from employers.models import Employee, Employer
from tests.cast import Cast


def test_undefined_template_variable_fails() -> None:
    """A field that a role may not see is undefined to a template."""
    with pytest.raises(pytest.fail.Exception, match="Undefined template variable 'nothing'"):
        Template("{{ nothing }}").render(Context())


def test_connection_to_another_machine_fails() -> None:
    """192.0.2.1 is an address for documentation; the attempt is stopped before anything is sent."""
    with pytest.raises(UserWarning, match=r"192\.0\.2\.1"), socket.socket() as wire:
        wire.connect(("192.0.2.1", 80))


def test_lock_that_does_not_name_its_table_fails(cast: Cast) -> None:
    with pytest.raises(AssertionError, match="which table it locks"):
        Employer._base_manager.select_for_update()


def test_moment_in_a_date_field_fails(cast: Cast) -> None:
    """Half past midnight in Amsterdam is still yesterday in UTC."""
    night = datetime(2026, 5, 6, 22, 30, tzinfo=UTC)
    cast.carla_file.started_on = night
    with pytest.raises(AssertionError, match=r"started_on takes a date, not the moment"), acting_as(cast.desk):
        cast.carla_file.save()


def test_moment_compared_with_a_date_field_fails() -> None:
    night = datetime(2026, 5, 6, 22, 30, tzinfo=UTC)
    with pytest.raises(AssertionError, match=r"started_on takes a date, not the moment"):
        Employee._base_manager.filter(started_on__lte=night)


def test_moment_in_a_field_for_moments_passes() -> None:
    night = datetime(2026, 5, 6, 22, 30, tzinfo=UTC)
    assert User._meta.get_field("last_login").to_python(night) == night


def test_rows_without_an_order_come_the_other_way_round(cast: Cast) -> None:
    """The database gives them as they were made, until the day on which it does not."""
    with acting_as(cast.desk):
        made = list(Employer._base_manager.order_by("pk").values_list("name", flat=True))
        assert list(Employer._base_manager.order_by().values_list("name", flat=True)) == made[::-1]
        assert [employer.name for employer in Employer._base_manager.order_by()] == made[::-1]


def test_part_of_rows_without_an_order_fails(cast: Cast) -> None:
    with acting_as(cast.desk):
        unordered = Employer._base_manager.order_by()
        for part in (lambda: unordered[0], lambda: list(unordered[:1]), lambda: list(unordered[1:])):
            with pytest.raises(AssertionError, match="a part of Employer rows without an order"):
                part()
        assert unordered.get(pk=cast.bakery.pk) == cast.bakery
        assert Employer._base_manager.order_by("name")[0] == cast.bakery


def test_every_model_has_an_order() -> None:
    """A list without an order shows its rows in another one tomorrow."""
    from django.apps import apps

    ours = ("accounts", "employers", "cases", "documents")
    without = [m._meta.label for m in apps.get_models() if m._meta.app_label in ours and not m._meta.ordering]
    assert without == []
