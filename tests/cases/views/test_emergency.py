"""The pages of break-glass, as each who meets them sees it."""

from datetime import timedelta
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.core import mail
from django.test import Client
from django.utils import timezone

from accounts.actor import Actor, acting_as
from accounts.models import User, WordingOverride
from accounts.terms import Role
from cases import operations as cases
from cases.models import AbsenceCase, EmergencyAccess
from cases.tasks import mail_notices
from employers.acting import actor_for
from tests.cast import Cast
from tests.confirming import SECRET, confirm, with_app
from tests.conftest import AsActor
from tests.factories import employers as make
from tests.factories.cases import assign, day, report
from tests.second_factor import codes

PAGE = "/noodtoegang/"
OFFICER = "/toezicht/noodtoegang/"
NOTE = "De pagina van dit dossier opent niet."


def somebody(name: str, role: Role) -> Actor:
    return actor_for(make.make_membership(make.make_user(name), role))


@pytest.fixture
def case(cast: Cast) -> AbsenceCase:
    return assign(cast, report(cast.anna, cast.carla_file), on=day(8))


@pytest.fixture
def bas(cast: Cast) -> Actor:
    return somebody("Bas Beheer", Role.PLATFORM)


@pytest.fixture
def judith(cast: Cast) -> Actor:
    return somebody("Judith Beheer", Role.PLATFORM)


def words(answer: Any) -> str:
    main = BeautifulSoup(answer.content, "html.parser").select_one("main")
    assert main is not None
    return main.get_text(" ", strip=True)


def ask(client: Client, number: str, **more: str) -> Any:
    return client.post(PAGE, {"number": number, "reason": "broken", "note": NOTE} | more)


def the_request(actor: Actor) -> EmergencyAccess:
    with acting_as(actor):
        return EmergencyAccess.objects.visible_to(actor).get()


def opened(bas: Actor, judith: Actor, case: AbsenceCase) -> EmergencyAccess:
    access = cases.ask_emergency(actor=bas, number=case.number, reason="broken", note=NOTE, at=timezone.now())
    lasts = timedelta(hours=4)
    cases.decide_emergency(actor=judith, access=access, granted=True, lasts=lasts, at=timezone.now())
    return access


def test_one_asks_another_allows_and_the_first_looks(
    case: AbsenceCase, bas: Actor, judith: Actor, cast: Cast, as_actor: AsActor
) -> None:
    his, hers = as_actor(bas), as_actor(judith)
    assert "Judith Beheer" in words(his.get(PAGE))
    assert ask(his, case.number).status_code == 303
    access = the_request(bas)
    assert "Toestaan" not in words(his.get(PAGE))
    assert his.post(f"{PAGE}{access.pk}/besluit/", {"decision": "yes"}).status_code == 403
    assert his.get(f"{PAGE}{access.pk}/dossier/").status_code == 404
    waiting = words(hers.get(PAGE))
    assert all(word in waiting for word in (case.number, "Bas Beheer", NOTE, "Toestaan", "Niet toestaan"))
    assert hers.post(f"{PAGE}{access.pk}/besluit/", {"decision": "yes"}).status_code == 303
    seen = words(his.get(f"{PAGE}{access.pk}/dossier/"))
    assert all(word in seen for word in (case.number, cast.bakery.name, "Noor de Wit", "Daan Dokter"))
    assert not any(word in seen for word in ("Carla", "Bos"))
    assert hers.get(f"{PAGE}{access.pk}/dossier/").status_code == 404
    assert his.post(f"{PAGE}{access.pk}/beeindigen/").status_code == 303
    assert his.get(f"{PAGE}{access.pk}/dossier/").status_code == 404
    assert his.post(f"{PAGE}{access.pk}/beeindigen/").status_code == 409


def test_who_has_no_opened_file_is_refused_before_being_asked_who_it_is(
    cast: Cast, case: AbsenceCase, bas: Actor, judith: Actor, as_actor: AsActor
) -> None:
    access = opened(bas, judith, case)
    page = f"{PAGE}{access.pk}/dossier/"
    his = with_app(bas, as_actor)
    assert his.get(page).status_code == 302
    assert his.get(f"{PAGE}{access.pk + 1}/dossier/").status_code == 404
    assert with_app(judith, as_actor).get(page).status_code == 404
    assert with_app(cast.noor, as_actor).get(page).status_code == 403
    cases.end_emergency(actor=judith, access=access, at=timezone.now())
    assert his.get(page).status_code == 404


@pytest.mark.parametrize("granted", [True, False])
def test_administrators_hear_of_a_request_and_the_asker_of_the_decision(
    case: AbsenceCase, bas: Actor, judith: Actor, as_actor: AsActor, *, granted: bool
) -> None:
    """In the application and by a mail without content; a message gives nobody the file."""
    his, hers, inbox = as_actor(bas), as_actor(judith), "/dossiers/berichten/"
    ask(his, case.number)
    assert "Verzoek om noodtoegang" not in words(his.get(inbox))
    waits = hers.get(inbox)
    assert "Een andere beheerder vraagt om noodtoegang" in words(waits)
    way = BeautifulSoup(waits.content, "html.parser").select_one("main .steps form")
    assert way is not None
    message = hers.get(str(way["action"]))
    assert f'href="{PAGE}"' in message.content.decode()
    assert "Bos" not in message.content.decode()
    assert his.get(str(way["action"])).status_code == 404
    hers.post(f"{PAGE}{the_request(judith).pk}/besluit/", {"decision": "yes" if granted else "no"})
    assert "Er is beslist over uw verzoek" in words(his.get(inbox))
    assert "Er is beslist" not in words(hers.get(inbox))
    mail.outbox.clear()
    mail_notices()
    sent = {one.to[0]: f"{one.subject} {one.body}" for one in mail.outbox}
    to = {User.objects.get(pk=one.user_id).email for one in (bas, judith)}
    assert to <= set(sent)
    assert not [text for text in sent.values() if "nood" in text.lower() or NOTE in text or "Bos" in text]


def test_looking_asks_who_it_is_first(case: AbsenceCase, bas: Actor, judith: Actor, as_actor: AsActor) -> None:
    access = opened(bas, judith, case)
    client = with_app(bas, as_actor)
    page = f"{PAGE}{access.pk}/dossier/"
    asked = client.get(page)
    assert (asked.status_code, "next=" in asked.headers["Location"]) == (302, True)
    done = confirm(client, asked.headers["Location"], codes(SECRET)[1])
    assert done.headers["Location"] == page
    assert case.number in words(client.get(page))


def test_what_is_missing_or_about_health_is_said(
    case: AbsenceCase, bas: Actor, judith: Actor, as_actor: AsActor
) -> None:
    client = as_actor(bas)
    assert client.post(PAGE, {}).status_code == 422
    assert "heeft geen dossier" in words(ask(client, "26-9999"))
    ill = ask(client, case.number, note="Hij heeft een depressie.")
    assert ill.status_code == 422
    assert "depressie" in words(ill)
    kept = {"note": "Hij heeft een depressie.", "wording_reason": "work", "wording_seen": "depressie"}
    assert ask(client, case.number, **kept).status_code == 303
    officer = somebody("Yvonne Privacy", Role.PRIVACY_OFFICER)
    with acting_as(officer):
        assert [row.form for row in WordingOverride.objects.visible_to(officer)] == ["ask_emergency"]
    assert "Verzoek om noodtoegang, toelichting" in words(as_actor(officer).get("/toezicht/teksten/"))
    again = ask(client, case.number)
    assert (again.status_code, "loopt al een verzoek" in words(again)) == (409, True)


def test_decision_without_an_answer_is_none(case: AbsenceCase, bas: Actor, judith: Actor, as_actor: AsActor) -> None:
    ask(as_actor(bas), case.number)
    access = the_request(bas)
    assert as_actor(judith).post(f"{PAGE}{access.pk}/besluit/", {"decision": "?"}).status_code == 422
    assert as_actor(judith).post(f"{PAGE}{access.pk}/besluit/", {"decision": "no"}).status_code == 303
    assert "Niet toegestaan door Judith Beheer" in words(as_actor(bas).get(PAGE))
    assert as_actor(judith).post(f"{PAGE}{access.pk}/besluit/", {"decision": "yes"}).status_code == 409


def test_alone_there_is_no_second_person(bas: Actor, as_actor: AsActor) -> None:
    assert "Zonder tweede beheerder is noodtoegang niet mogelijk" in words(as_actor(bas).get(PAGE))


def test_privacy_officer_sees_it_without_the_file_and_ends_it(
    case: AbsenceCase, bas: Actor, judith: Actor, as_actor: AsActor
) -> None:
    access = opened(bas, judith, case)
    officer = as_actor(somebody("Yvonne Privacy", Role.PRIVACY_OFFICER))
    assert "Dossiers waartoe een beheerder nu noodtoegang heeft" in words(officer.get("/"))
    page = words(officer.get(OFFICER))
    assert all(word in page for word in ("Bas Beheer", "Judith Beheer", NOTE, "Open"))
    assert case.number not in page
    ended = officer.post(f"{PAGE}{access.pk}/beeindigen/")
    assert (ended.status_code, ended.headers["Location"]) == (303, OFFICER)
    assert "door Yvonne Privacy" in words(officer.get(OFFICER))
    assert as_actor(bas).get(f"{PAGE}{access.pk}/dossier/").status_code == 404


def test_employee_doctor_and_manager_read_about_it(
    case: AbsenceCase, bas: Actor, judith: Actor, cast: Cast, as_actor: AsActor
) -> None:
    as_actor(bas).get(f"{PAGE}{opened(bas, judith, case).pk}/dossier/")
    own = words(as_actor(cast.carla).get(f"/dossiers/{case.pk}/inzage/"))
    assert "Bas Beheer Platformbeheer, met akkoord van Judith Beheer" in own
    assert "dossier bekijken met noodtoegang" in own
    assert "een noodgeval" in own
    for reader in (cast.daan, cast.noor):
        assert "Noodtoegang tot dit dossier" in words(as_actor(reader).get("/dossiers/berichten/"))


def test_list_asks_the_database_as_much_for_three_as_for_one(
    case: AbsenceCase, bas: Actor, judith: Actor, as_actor: AsActor, django_assert_num_queries: Any
) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client, counts = as_actor(bas), []
    client.get(PAGE)
    for _ in range(3):
        cases.end_emergency(actor=bas, access=opened(bas, judith, case), at=timezone.now())
        with CaptureQueriesContext(connection) as seen:
            client.get(PAGE)
        counts.append(len(seen))
    assert len(set(counts)) == 1
