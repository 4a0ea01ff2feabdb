"""Every test runs as the runtime role, with the cast, and with traps for what would otherwise pass unseen."""

import sys
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.db import connection
from django.db.models import QuerySet
from django.test import Client

from accounts import actor as acting
from accounts.actor import Actor
from accounts.rls import APP_ROLE
from ontzorg.middleware import SESSION_KEY
from tests.cast import Cast, make_cast

AsActor = Callable[[Actor], Client]


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """The owner has migrated; from here on the connection is the runtime role, under row-level security."""
    options = connection.settings_dict.setdefault("OPTIONS", {})
    with django_db_blocker.unblock():
        with connection.cursor() as cursor:
            # Only so that the tests that commit can clean up after themselves.
            cursor.execute(f"GRANT TRUNCATE ON ALL TABLES IN SCHEMA public TO {APP_ROLE}")
        connection.close()
    options["options"] = f"-c role={APP_ROLE}"
    yield
    with django_db_blocker.unblock():
        connection.close()
    del options["options"]


@pytest.fixture(autouse=True)
def _nobody_acts_before_or_after() -> Iterator[None]:
    """An actor that leaks from one test into the next would hide a missing one."""
    assert acting._current.get() is None
    yield
    assert acting._current.get() is None


@pytest.fixture(autouse=True)
def _locks_name_their_table(monkeypatch: pytest.MonkeyPatch) -> None:
    """A lock without `of` also locks joined tables."""
    original = QuerySet.select_for_update

    def checked(self: Any, nowait: bool = False, skip_locked: bool = False, of: Any = (), no_key: bool = False) -> Any:
        ours = sys._getframe(1).f_globals["__name__"] != "django.db.models.query"  # update_or_create has one table
        assert of or not ours, "select_for_update() must say which table it locks"
        return original(self, nowait=nowait, skip_locked=skip_locked, of=of, no_key=no_key)

    monkeypatch.setattr(QuerySet, "select_for_update", checked)


@pytest.fixture
def cast(db: None) -> Cast:
    """Named people on two sides."""
    return make_cast()


@pytest.fixture
def as_actor() -> AsActor:
    """A browser in which somebody is logged in, in one role."""

    def log_in(actor: Actor) -> Client:
        client = Client()
        client.force_login(_user(actor))
        session = client.session
        session[SESSION_KEY] = actor.membership_id
        session.save()
        return client

    return log_in


def _user(actor: Actor) -> Any:
    from accounts.models import User

    return User.objects.get(pk=actor.user_id)
