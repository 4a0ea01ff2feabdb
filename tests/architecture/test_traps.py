"""The traps of the test suite bite: what they forbid really fails."""

import socket

import pytest
from django.template import Context, Template

from employers.models import Employer
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


def test_every_model_has_an_order() -> None:
    """A list without an order shows its rows in another one tomorrow."""
    from django.apps import apps

    ours = ("accounts", "employers", "cases", "documents")
    without = [m._meta.label for m in apps.get_models() if m._meta.app_label in ours and not m._meta.ordering]
    assert without == []
