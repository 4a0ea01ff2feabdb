"""Every test runs as the runtime role, with the cast, and with traps for what would otherwise pass unseen."""

import sys
import time
from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any

import pytest
from django.db import connection
from django.db.models import DateField, QuerySet
from django.db.models.query import MAX_GET_RESULTS
from django.test import Client
from hypothesis import settings

from accounts import actor as acting
from accounts.actor import Actor
from accounts.rls import APP_ROLE
from ontzorg.middleware import MANDATE_KEY, SESSION_KEY
from tests.cast import Cast, make_cast

AsActor = Callable[[Actor], Client]

# A busy machine is no counter-example: properties are about results, never about time.
settings.register_profile("ontzorg", deadline=None)
settings.load_profile("ontzorg")


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """The owner has migrated; from here on the connection is the runtime role, under row-level security."""
    options = connection.settings_dict.setdefault("OPTIONS", {})
    with django_db_blocker.unblock():
        with connection.cursor() as cursor:
            # Only so that the tests that commit can clean up after themselves.
            cursor.execute(f"GRANT TRUNCATE ON ALL TABLES IN SCHEMA public TO {APP_ROLE}")
            # Tests travel in time and the clock of the database does not. Switched on again where it is the subject.
            cursor.execute("ALTER TABLE accounts_auditevent DISABLE TRIGGER accounts_date_event")
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


@pytest.fixture(autouse=True)
def _dates_are_no_moments(monkeypatch: pytest.MonkeyPatch) -> None:
    """A date field takes the date of a moment without a word, and that can be yesterday's."""
    original = DateField.to_python

    def checked(self: Any, value: Any) -> Any:
        assert not isinstance(value, datetime), f"{self} takes a date, not the moment {value}"
        return original(self, value)

    monkeypatch.setattr(DateField, "to_python", checked)


@pytest.fixture(autouse=True)
def _no_order_means_another_order(monkeypatch: pytest.MonkeyPatch) -> None:
    """Rows without an order come the other way round, so a test that counts on theirs fails each time, not sometimes.

    A part of them is no answer at all. What `get()` fetches is one row; `first()` and `last()` fall back on the key.
    """
    original = QuerySet._fetch_all

    def disordered(self: Any) -> None:
        fresh = self._result_cache is None
        sliced = self.query.is_sliced and self.query.high_mark != MAX_GET_RESULTS
        assert self.ordered or not sliced, f"a part of {self.model.__name__} rows without an order"
        original(self)
        if fresh and not self.ordered:
            self._result_cache.reverse()

    monkeypatch.setattr(QuerySet, "_fetch_all", disordered)


@pytest.fixture
def cast(db: None) -> Cast:
    """Named people on two sides."""
    return make_cast()


@pytest.fixture
def as_actor() -> AsActor:
    """A browser in which somebody is logged in, in one role."""

    def log_in(actor: Actor) -> Client:
        client = logged_in(_user(actor))
        session = client.session
        session[SESSION_KEY], session[MANDATE_KEY] = actor.membership_id, actor.mandate_id
        session.save()
        return client

    return log_in


def logged_in(user: Any) -> Client:
    """A browser in which this person logged in with both factors."""
    client = Client()
    client.force_login(user)
    session = client.session
    session["account_authentication_methods"] = [{"method": "mfa", "type": "totp", "at": time.time()}]
    session["account_authentication_methods_user"] = str(user.pk)
    session.save()
    return client


def _user(actor: Actor) -> Any:
    from accounts.models import User

    return User.objects.get(pk=actor.user_id)
