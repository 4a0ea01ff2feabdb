"""One click in, as any of the cast."""

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from accounts.models import User
from accounts.terms import Role
from employers.acting import memberships_of
from ontzorg.demo.personas import PERSONAS, Persona
from ontzorg.middleware import SESSION_KEY
from tests.factories import employers as make
from tests.factories.interventions import make_provider

pytestmark = pytest.mark.django_db
NUMBERED = list(enumerate(PERSONAS, start=1))


def _enrol(persona: Persona) -> User:
    """The person with every role that the picker could choose from."""
    user = User.objects.create_user(email=persona.email, name=persona.name)
    employer = make.make_employer("Bakkerij De Proef")
    ohs = make.make_ohs("Arbo De Proef")
    if persona.role in (
        Role.ONTZORGMANAGER,
        Role.DESK,
        Role.PLATFORM,
        Role.PRIVACY_OFFICER,
        Role.CLAIMS,
        Role.LABOUR_EXPERT,
    ):
        make.make_membership(user, persona.role)
    elif persona.role in (Role.BEDRIJFSARTS, Role.ARBODIENST, Role.DELEGATE):
        make.make_membership(user, persona.role, ohs=ohs)
    elif persona.role is Role.PROVIDER:
        make.make_membership(user, persona.role, provider=make_provider())
    elif persona.role is Role.INTERMEDIARY:
        make.make_membership(user, persona.role, employer=employer)
    else:
        employee = make.make_employee(employer, "Proef", "Persoon", user=user)
        make.make_membership(user, Role.EMPLOYEE, employer=employer, employee=employee)
        make.make_membership(user, Role.EMPLOYER, employer=employer)
    return user


@pytest.mark.parametrize(("number", "persona"), NUMBERED, ids=[persona.name for persona in PERSONAS])
def test_click_logs_in_in_the_role_of_the_button(demo: Client, number: int, persona: Persona) -> None:
    user = _enrol(persona)
    response = demo.post(f"/demo/als/{number}/")
    assert (response.status_code, response["Location"]) == (303, "/")
    assert int(demo.session["_auth_user_id"]) == user.pk
    chosen = [membership.role for membership in memberships_of(user) if membership.pk == demo.session.get(SESSION_KEY)]
    assert chosen == ([persona.role] if persona.role else [])


def test_person_with_two_roles_is_asked_which(demo: Client) -> None:
    number = next(number for number, persona in NUMBERED if persona.role is None)
    _enrol(PERSONAS[number - 1])
    demo.post(f"/demo/als/{number}/")
    assert demo.get("/")["Location"] == "/rol/"


def test_role_of_the_person_before_is_forgotten(demo: Client) -> None:
    number = next(number for number, persona in NUMBERED if persona.role is None)
    _enrol(PERSONAS[number - 1])
    demo.post(f"/demo/als/{number}/")
    session = demo.session
    session[SESSION_KEY] = 1
    session.save()
    demo.post(f"/demo/als/{number}/")
    assert SESSION_KEY not in demo.session


@pytest.mark.parametrize("number", [0, len(PERSONAS) + 1, 999])
def test_nobody_behind_a_number_is_not_found(demo: Client, number: int) -> None:
    assert demo.post(f"/demo/als/{number}/").status_code == 404


def test_link_alone_logs_nobody_in(demo: Client) -> None:
    assert demo.get("/demo/als/1/").status_code == 405


def test_login_page_offers_everybody_beside_the_form(demo: Client) -> None:
    page = BeautifulSoup(demo.get("/account/login/").content, "html.parser")
    assert [name.get_text() for name in page.select("#demo button strong")] == [persona.name for persona in PERSONAS]
    assert page.select_one("input[name=password]") is not None


def test_login_page_without_the_demo_offers_nobody(client: Client) -> None:
    page = BeautifulSoup(client.get("/account/login/").content, "html.parser")
    assert page.select("#demo, form[action*=demo]") == []


@pytest.mark.parametrize("path", ["/demo/", "/demo/als/1/", "/demo/mail/"])
def test_without_the_demo_its_pages_do_not_exist(client: Client, path: str) -> None:
    assert client.post(path).status_code == 404
