"""Getting in for the first time: a password of one's own, then an app or a passkey, and only then a page of work."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.arrange import PASSWORD
from tests.journeys.checks import check_page
from tests.journeys.conftest import PATIENCE, PHONE, Stack
from tests.second_factor import codes


@pytest.fixture
def letters(stack: Stack) -> Iterator[Any]:
    """The mails of this story; taken away at its end, because other stories count theirs."""
    before = set(stack.place.mail.glob("*.eml"))
    yield lambda: [mail for mail in stack.mails() if "account/" in mail.get_content() or "Ontzorg" in mail["From"]]
    for file in set(stack.place.mail.glob("*.eml")) - before:
        file.unlink()


@contextmanager
def visitor(browser: Browser) -> Iterator[Page]:
    """A new browser on a phone."""
    context = browser.new_context(viewport=PHONE, locale="nl-NL")
    page = context.new_page()
    page.set_default_timeout(PATIENCE)
    yield page
    context.close()


def invite(stack: Stack, person: Any, name: str, email: str) -> str:
    """The desk lets somebody act for the garage, whose messages no other story counts; returns the link of the mail."""
    desk: Page = person("ina").open(f"/werkgevers/{stack.people['garage']}/gebruiker/")
    desk.get_by_label("Naam").fill(name)
    desk.get_by_label("E-mailadres").fill(email)
    desk.get_by_role("button", name="Gebruiker toevoegen").click()
    row = desk.locator("tr, li", has_text=name).last
    row.get_by_role("button", name=re.compile("inloglink", re.I)).click()
    expect(desk.locator("main")).to_contain_text("De inloglink is verstuurd")
    [mail] = [mail for mail in stack.mails() if mail["To"] == email]
    found = re.search(r"http://\S+/account/\S+", mail.get_content())
    assert found is not None
    return found[0]


def choose_password(page: Page, link: str) -> None:
    page.goto(link)
    check_page(page)
    for field in page.locator("input[type=password]").all():
        field.fill(PASSWORD)
    page.get_by_role("button", name="Wachtwoord bewaren").click()


def log_in(url: str, page: Page, email: str) -> None:
    page.goto(url + "/account/login/")
    page.get_by_label("E-mailadres").fill(email)
    page.get_by_label("Wachtwoord", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Inloggen", exact=True).click()


def test_invitation_to_first_page_with_an_app(stack: Stack, browser: Browser, person: Any, letters: Any) -> None:
    email = "rik.ros@garage.example"
    link = invite(stack, person, "Rik Ros", email)
    with visitor(browser) as page:
        choose_password(page, link)
        page.goto(link)
        expect(page.get_by_role("heading", level=1)).to_have_text("Deze link werkt niet meer")
        log_in(stack.url, page, email)
        expect(page.get_by_role("heading", level=1)).to_have_text("Veilig inloggen")
        check_page(page, "Rik", "Ros")
        page.goto(stack.url + "/dossiers/")
        expect(page.get_by_role("heading", level=1)).to_have_text("Veilig inloggen")
        page.get_by_role("link", name="App instellen").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("App instellen")
        check_page(page, "Rik", "Ros")
        page.get_by_text("Kunt u niet scannen?").click()
        secret = page.locator("code.secret").inner_text()
        page.get_by_label("Code uit de app").fill("12")
        page.get_by_role("button", name="Instellen").click()
        expect(page.locator("main")).to_contain_text("Deze code klopt niet")
        page.get_by_label("Code uit de app").fill(codes(secret)[1])
        page.get_by_role("button", name="Instellen").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Herstelcodes")
        check_page(page, "Rik", "Ros")
        [first, *_] = recovery = page.locator(".codes code").all_inner_texts()
        assert len(set(recovery)) == 10
        page.get_by_role("link", name="Ik heb ze bewaard").click()
        expect(page.locator("main")).to_contain_text("Nu te doen")
    with visitor(browser) as page:  # the phone is gone: a recovery code, once
        log_in(stack.url, page, email)
        check_page(page, "Rik", "Ros")
        page.get_by_label("Code", exact=True).fill(first)
        page.get_by_role("button", name="Verder").click()
        expect(page.locator("main")).to_contain_text("Nu te doen")
    with visitor(browser) as page:
        log_in(stack.url, page, email)
        page.get_by_label("Code", exact=True).fill(first)
        page.get_by_role("button", name="Verder").click()
        expect(page.locator("main")).to_contain_text("Deze code klopt niet of is verlopen")
    told = [mail for mail in stack.mails() if mail["To"] == email]
    assert [mail["Subject"] for mail in told][-1] == "Tweede stap ingesteld"


def test_passkey_instead_of_password(stack: Stack, browser: Browser, person: Any, letters: Any) -> None:
    email = "sam.sol@garage.example"
    url = stack.url.replace("127.0.0.1", "localhost")  # a passkey belongs to a name, never to a number
    link = invite(stack, person, "Sam Sol", email).replace(stack.url, url)
    with visitor(browser) as page:
        devtools = page.context.new_cdp_session(page)
        devtools.send("WebAuthn.enable")
        device = {
            "protocol": "ctap2",
            "transport": "internal",
            "hasResidentKey": True,
            "hasUserVerification": True,
            "isUserVerified": True,
            "automaticPresenceSimulation": True,
        }
        key = devtools.send("WebAuthn.addVirtualAuthenticator", {"options": device})["authenticatorId"]
        choose_password(page, link)
        log_in(url, page, email)
        page.get_by_role("link", name="Passkey toevoegen").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Passkey toevoegen")
        check_page(page, "Sam", "Sol")
        page.get_by_role("button", name="Passkey toevoegen").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Herstelcodes")
        page.get_by_role("link", name="Ik heb ze bewaard").click()
        expect(page.locator("main")).to_contain_text("Nu te doen")
        page.goto(url + "/account/beveiliging/webauthn/")
        check_page(page, "Sam", "Sol")
        page.context.clear_cookies()
        page.goto(url + "/account/login/")
        check_page(page)
        devtools.send("WebAuthn.setUserVerified", {"authenticatorId": key, "isUserVerified": False})
        page.get_by_role("button", name="Inloggen met passkey").click()
        expect(page.locator("[data-passkey-error]")).to_be_visible()
        devtools.send("WebAuthn.setUserVerified", {"authenticatorId": key, "isUserVerified": True})
        page.get_by_role("button", name="Inloggen met passkey").click()
        expect(page.locator("main")).to_contain_text("Nu te doen")
