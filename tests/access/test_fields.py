"""Which fields: everything is classed, everything is granted to somebody, and a view of a record gives no more."""

from typing import Any

import pytest
from django.db import models
from django.template import Context, Template

from accounts.actor import Actor, acting_as
from accounts.models import User
from accounts.policy import POLICY
from accounts.rls import tenant_models
from accounts.rows import TenantModel
from accounts.terms import HUMAN_ROLES, Field, Role, Rows
from accounts.visible import Hidden, Visible, granted, iter_fields, unwrap, visible_all
from cases.models import AbsenceCase, HandoverNote, SickReport
from tests.cast import Cast
from tests.factories.cases import assign, day, report

MODELS = sorted(tenant_models(), key=lambda model: model._meta.label_lower)
SECRET_WORD = "overdrachtwoord"


def label(model: type[models.Model]) -> str:
    return model._meta.label_lower


@pytest.mark.parametrize("model", MODELS, ids=label)
def test_every_field_has_a_class(model: type[TenantModel]) -> None:
    named = {field.name for field in model._meta.get_fields() if isinstance(field, models.Field)}
    assert sorted(named - set(model.field_classes)) == []


@pytest.mark.parametrize("model", MODELS, ids=label)
def test_every_classed_name_exists(model: type[TenantModel]) -> None:
    """A property that was renamed must not leave a grant behind."""
    assert [name for name in model.field_classes if name not in dir(model)] == []


@pytest.mark.parametrize("model", MODELS, ids=label)
def test_every_class_is_granted_to_somebody_or_internal(model: type[TenantModel]) -> None:
    readable = {field for role in Role for field in granted(role, label(model))}
    assert sorted(set(model.field_classes.values()) - readable) == []


# Who reads what is sensitive, on whichever record. Written out: a change of the access table must be meant.
GUIDES = {Role.EMPLOYER, Role.EMPLOYEE, Role.ONTZORGMANAGER, Role.BEDRIJFSARTS}
READERS = {
    Field.HANDOVER: {Role.EMPLOYER},
    Field.BSN: {Role.EMPLOYER, Role.EMPLOYEE, Role.RENDERER},
    Field.CONTACT: {*GUIDES, Role.DELEGATE, Role.LABOUR_EXPERT, Role.ARBODIENST, Role.PROVIDER},
    Field.FUNCTIONAL: {*GUIDES, Role.DELEGATE, Role.LABOUR_EXPERT, Role.RENDERER, Role.PROVIDER},
    Field.HELP: {*GUIDES, Role.DELEGATE, Role.LABOUR_EXPERT, Role.DESK, Role.PROVIDER},
    # Never the employer: who helps, and with what, can tell why somebody is sick.
    Field.PROVIDER_KIND: {
        *(Role.EMPLOYEE, Role.ONTZORGMANAGER, Role.BEDRIJFSARTS),
        *(Role.DELEGATE, Role.DESK, Role.PROVIDER),
    },
    Field.HOURS: {*GUIDES, Role.DELEGATE, Role.LABOUR_EXPERT, Role.ARBODIENST, Role.DESK},
    Field.INCAPACITY: {*GUIDES, Role.DELEGATE, Role.LABOUR_EXPERT, Role.DESK},
    Field.INCOME: {Role.EMPLOYER, Role.EMPLOYEE, Role.ONTZORGMANAGER},
    Field.VISION: {*GUIDES, Role.DELEGATE},
    Field.COACHING: {Role.EMPLOYEE, Role.ONTZORGMANAGER},
    Field.CORRESPONDENCE: {*GUIDES, Role.DELEGATE},
    Field.MEDICAL: {Role.EMPLOYEE, Role.BEDRIJFSARTS, Role.DELEGATE, Role.PROVIDER},  # the last his own reports only
    Field.REQUEST: {*GUIDES, Role.DESK},
    Field.ACCIDENT: {*GUIDES, Role.DELEGATE, Role.DESK},
    Field.VANGNET: {
        *GUIDES,
        Role.DELEGATE,
        Role.ARBODIENST,
        Role.DESK,
        Role.PROJECTOR,
    },
}


@pytest.mark.parametrize("field", READERS, ids=str)
def test_sensitive_field_is_read_by_these_only(field: Field) -> None:
    assert {role for (role, _), line in POLICY.items() if field in line.fields} == READERS[field]


def test_visitor_reads_own_roles_only() -> None:
    """And in whose place somebody may work: both belong to choosing a role."""
    seen = [(resource, line.rows) for (role, resource), line in POLICY.items() if role is Role.VISITOR]
    papers = ("membership", "delegation", "substitution")
    assert seen == [(f"employers.{name}", Rows.SELF) for name in papers]


@pytest.fixture
def case(cast: Cast) -> AbsenceCase:
    """Carla's file, with Noor."""
    made = report(cast.anna, cast.carla_file, handover_notes=SECRET_WORD, stay_address="Geheimlaan 1, Utrecht")
    return assign(cast, made, on=day(8))


def seen(actor: Actor, model: type[TenantModel]) -> Visible:
    with acting_as(actor):
        return Visible(model.objects.visible_to(actor).get(), actor.role)


def read(actor: Actor, view: Visible, name: str) -> Any:
    with acting_as(actor):
        return getattr(view, name)


# Of the sick report, on Carla's file.
SICK_REPORT = {
    "anna": "duration_label reported_by contact_phone stay_address vangnet_applies work_accident recourse_possible",
    "carla": "duration_label reported_by contact_phone stay_address vangnet_applies work_accident recourse_possible",
    "noor": "duration_label reported_by contact_phone stay_address vangnet_applies work_accident recourse_possible",
    "daan": "duration_label reported_by contact_phone stay_address vangnet_applies work_accident recourse_possible",
    "bert": "duration_label reported_by contact_phone stay_address vangnet_applies",
    "ina": "duration_label reported_by vangnet_applies work_accident recourse_possible",
}
ASKED = (
    "duration_label reported_by contact_phone stay_address vangnet_applies work_accident recourse_possible"
).split()


@pytest.mark.parametrize("who", SICK_REPORT)
def test_sick_report_shows_each_role_its_own_part(cast: Cast, case: AbsenceCase, who: str) -> None:
    actor: Actor = getattr(cast, who)
    view = seen(actor, SickReport)
    shown = []
    for name in ASKED:
        try:
            read(actor, view, name)
        except Hidden:
            continue
        shown.append(name)
    assert shown == SICK_REPORT[who].split()


def test_hidden_says_who_may_not_read_what_and_not_what_it_is(cast: Cast, case: AbsenceCase) -> None:
    with pytest.raises(Hidden) as caught:
        _ = seen(cast.ina, SickReport).stay_address
    assert str(caught.value) == "desk may not read cases.sickreport.stay_address"


@pytest.mark.parametrize(
    "name",
    [
        "_state",
        "__dict__",
        "save",
        "delete",
        "refresh_from_db",
        "deadlines",
        "objects",
        "spells",
        "employer_id",
    ],
)
def test_private_names_methods_and_backward_relations_are_hidden(cast: Cast, case: AbsenceCase, name: str) -> None:
    view = seen(cast.anna, AbsenceCase)
    with pytest.raises(AttributeError):
        getattr(view, name)


def test_relation_is_seen_through_the_same_eyes(cast: Cast, case: AbsenceCase) -> None:
    file = read(cast.ina, seen(cast.ina, SickReport), "case")
    assert (type(file), file.pk) == (Visible, case.pk)
    employee = read(cast.ina, seen(cast.ina, AbsenceCase), "employee")
    assert isinstance(employee, Visible)
    assert employee.full_name == "Carla Bos"
    with pytest.raises(Hidden):
        _ = employee.identity


def test_account_shows_its_name_only(cast: Cast, case: AbsenceCase) -> None:
    account = read(cast.carla, seen(cast.carla, SickReport), "reported_by")
    assert (type(account), account.name) == (Visible, "Anna Smit")
    for name in ("email", "password", "last_login"):
        with pytest.raises(Hidden):
            getattr(account, name)


def test_record_that_no_line_names_is_closed(cast: Cast, case: AbsenceCase) -> None:
    note = unwrap(seen(cast.anna, HandoverNote))
    for role in HUMAN_ROLES:
        names = [name for name in iter_fields(note, role) if note.field_classes[name] is Field.HANDOVER]
        assert names == (["text", "written_at"] if role is Role.EMPLOYER else []), role


def test_text_of_a_record_leaks_nothing(cast: Cast, case: AbsenceCase) -> None:
    """The model's own text would be the employee's name."""
    employee = read(cast.noor, seen(cast.noor, AbsenceCase), "employee")
    assert str(employee) == f"werknemer {cast.carla_file.pk}"
    assert "Carla" not in repr(employee)


def test_nothing_can_be_set_through_a_view(cast: Cast, case: AbsenceCase) -> None:
    view = seen(cast.anna, AbsenceCase)
    for name in ("recovered_on", "_role", "_record", "anything"):
        with pytest.raises(Hidden):
            setattr(view, name, None)
    assert read(cast.anna, view, "recovered_on") is None


def test_template_cannot_print_a_hidden_field(cast: Cast, case: AbsenceCase) -> None:
    view = seen(cast.ina, SickReport)
    with acting_as(cast.ina):
        assert Template("{{ r.duration_label }}").render(Context({"r": view})) == "Nog niet bekend"
        for hidden in ("r.stay_address", "r.case.stay_address"):
            with pytest.raises(pytest.fail.Exception, match=f"Undefined template variable '{hidden}'"):
                Template("{{ " + hidden + " }}").render(Context({"r": view}))


def test_views_of_one_record_are_equal(cast: Cast, case: AbsenceCase) -> None:
    one, other = seen(cast.anna, AbsenceCase), seen(cast.carla, AbsenceCase)
    assert one == other
    assert one == unwrap(other)
    assert len({one, other}) == 1
    assert one != seen(cast.anna, SickReport)


def test_list_is_a_list_of_views(cast: Cast, case: AbsenceCase) -> None:
    with acting_as(cast.anna):
        views = visible_all(AbsenceCase.objects.visible_to(cast.anna), cast.anna.role)
    assert [type(view) for view in views] == [Visible]


def test_account_shows_what_identifies_its_owner_and_nothing_else(cast: Cast, case: AbsenceCase) -> None:
    """All its fields have a class; a record that names an account still shows the name only."""
    account = read(cast.carla, seen(cast.carla, SickReport), "reported_by")
    record = unwrap(account)
    assert {name for name, field in User.field_classes.items() if field is Field.IDENTIFYING} == {"name"}
    assert list(iter_fields(record, Role.EMPLOYEE)) == ["name", "id"]
