"""Every table says what is in each field and how long its rows are kept; the periods are data with dates."""

from datetime import date

import pytest
from django.apps import apps
from django.db import models

from accounts import third_party
from accounts.checks import OUR_APPS
from accounts.models import User
from accounts.policy import POLICY
from accounts.retention import TERMS, Fate, OwnRisk, Retention, Start, term_on, years_before
from accounts.rls import tenant_models
from accounts.rows import TenantModel
from accounts.secret import EncryptedField
from accounts.terms import Field, Role, Write
from documents.purge import STEPS

MODELS = sorted(apps.get_models(), key=lambda model: model._meta.label_lower)
OURS = [model for model in MODELS if model._meta.app_label in OUR_APPS]
TODAY = date(2026, 11, 22)


def label(model: type[models.Model]) -> str:
    return model._meta.label_lower


def fields_of(model: type[models.Model]) -> set[str]:
    return {field.name for field in model._meta.get_fields() if isinstance(field, models.Field)}


@pytest.mark.parametrize("model", OURS, ids=label)
def test_every_field_of_ours_has_a_class(model: type[models.Model]) -> None:
    classes: dict[str, Field] = getattr(model, "field_classes", {})
    assert sorted(fields_of(model) - set(classes)) == []


@pytest.mark.parametrize("model", OURS, ids=label)
def test_every_table_of_ours_says_how_long_it_is_kept(model: type[models.Model]) -> None:
    assert isinstance(getattr(model, "retention", None), Retention)


def test_every_table_of_a_library_is_classed_or_known_to_hold_no_person() -> None:
    theirs = {label(model): model for model in MODELS if model not in OURS}
    assert set(theirs) - third_party.WITHOUT_PEOPLE == set(third_party.FIELD_CLASSES) == set(third_party.RETENTION)
    for name, classes in third_party.FIELD_CLASSES.items():
        assert fields_of(theirs[name]) == set(classes), name


@pytest.mark.parametrize("kind", Retention, ids=str)
def test_every_class_has_a_period_today(kind: Retention) -> None:
    assert term_on(TODAY, kind).retention is kind


def test_what_is_deleted_or_stripped_is_done_by_the_purge() -> None:
    removed = {term.retention for term in TERMS if term.fate is not Fate.KEEP}
    assert {kind for kind, _ in STEPS} == removed - EXPIRE_DAILY


# The front of the log goes by a function of its owner, which keeps the chain whole; the proof of what went stays.
KEPT_OR_BY_THE_OWNER = {"accounts.auditevent", "cases.purgerecord"}
EXPIRE_DAILY = {Retention.OWN_COPY}  # days, not months


@pytest.mark.parametrize("model", tenant_models(), ids=label)
def test_purger_may_remove_what_the_schema_says_goes(model: type[TenantModel]) -> None:
    """A table that is added without a line for the purger would keep its rows, or stop the purge."""
    kind = model.retention
    assert kind is not None
    line = POLICY.get((Role.PURGER, label(model)))
    if label(model) in KEPT_OR_BY_THE_OWNER:
        assert line is None or Write.REMOVE not in line.writes
    elif term_on(TODAY, kind).fate is Fate.DELETE or kind is Retention.ACCOUNT:
        assert line is not None
        assert Write.REMOVE in line.writes


@pytest.mark.parametrize("model", tenant_models(), ids=label)
def test_purger_sees_every_table_that_names_an_account(model: type[TenantModel]) -> None:
    """Or an account would be made anonymous while a record still needs its name."""
    names = [f.name for f in model._meta.get_fields() if isinstance(f, models.ForeignKey) and f.related_model is User]
    if names and model.retention is not Retention.ACCESS_LOG:
        assert (Role.PURGER, label(model)) in POLICY


@pytest.mark.parametrize("model", tenant_models(), ids=label)
def test_purger_may_write_every_encrypted_column_again(model: type[TenantModel]) -> None:
    if any(isinstance(field, EncryptedField) for field in model._meta.fields):
        assert Write.CHANGE in POLICY[Role.PURGER, label(model)].writes


@pytest.mark.parametrize(
    ("kind", "risks", "years", "days"),
    [
        (Retention.PERSONNEL, "", 2, 0),
        (Retention.FILE, "", 2, 0),
        (Retention.FILE, "ziektewet", 5, 0),
        (Retention.FILE, "wga", 10, 0),
        (Retention.FILE, "ziektewet wga", 10, 0),
        (Retention.ACCESS_LOG, "", 5, 0),
        (Retention.FINANCIAL, "", 7, 0),
        (Retention.MEDICAL, "", 20, 0),
        (Retention.UNSENT, "", 0, 90),
        (Retention.OWN_COPY, "", 0, 7),
    ],
)
def test_periods(kind: Retention, risks: str, years: int, days: int) -> None:
    term = term_on(TODAY, kind, frozenset(OwnRisk(risk) for risk in risks.split()))
    assert (term.years, term.days) == (years, days)


def test_file_counts_from_whichever_came_first() -> None:
    assert term_on(TODAY, Retention.FILE).starts == (Start.REINTEGRATION_COMPLETED, Start.EMPLOYMENT_ENDED)


def test_cut_off_is_the_same_day_years_ago() -> None:
    assert term_on(TODAY, Retention.FILE).cut_off(TODAY) == date(2024, 11, 22)
    assert years_before(date(2028, 2, 29), 2) == date(2026, 2, 28)
    assert years_before(date(2028, 2, 29), 4) == date(2024, 2, 29)


def test_period_before_the_first_rule_is_unknown() -> None:
    with pytest.raises(LookupError):
        term_on(date(2010, 1, 1), Retention.FILE)


def test_every_period_names_its_source_and_its_dates() -> None:
    assert [term for term in TERMS if not term.source or term.valid_from > TODAY] == []
