"""The desk hands three files over at once; the next one reads what came along, the one before sees nothing."""

from datetime import timedelta

import pytest
from playwright.sync_api import expect

from tests.journeys.checks import check_page, tick
from tests.journeys.conftest import PHONE, Stack
from tests.journeys.test_spine import LogIn, fill, press, today

pytestmark = [pytest.mark.xdist_group("journeys"), pytest.mark.usefixtures("no_files_left")]

NAMES = ("Carla", "Bos")
# Three people who are ill for a month and have the same Ontzorgmanager.
THREE_FILES = """
from datetime import timedelta
from accounts.models import User
from cases.operations import assign
from django.utils.timezone import localdate
from employers.acting import actor_for, memberships_of
from employers.models import Employee, Ontzorgmanager
from accounts.actor import acting_as
from tests.factories.cases import report
from tests.factories.employers import ARRANGER, make_employee
who = {{name: actor_for(memberships_of(User.objects.get(email=mail))[0]) for name, mail in {emails}.items()}}
with acting_as(ARRANGER):
    carla = Employee.objects.select_related("employer").get(pk={carla})
    noor = Ontzorgmanager.objects.get(pk=who["noor"].user_id)
people = [carla, *(make_employee(carla.employer, name, "Nieuw") for name in ("Joris", "Kim"))]
for one in people:
    case = report(who["anna"], one, localdate() - timedelta(days=30))
    assign(actor=who["ina"], case=case, ontzorgmanager=noor, today=localdate() - timedelta(days=20))
    print("file", case.pk)
"""


def test_three_files_go_to_the_next_ontzorgmanager(stack: Stack, person: LogIn) -> None:
    emails = {name: stack.people["emails"][name] for name in ("anna", "noor", "ina")}
    made = stack.manage("shell", "-c", THREE_FILES.format(emails=emails, carla=stack.people["carla"]))
    case, *_ = (int(line.split()[1]) for line in made.splitlines() if line.startswith("file "))
    noor = person("noor").page
    noor.goto(f"{stack.url}/dossiers/{case}/overdracht/")
    fill(noor, words="De werkgever belt liever dan hij mailt.")
    check_page(noor, *NAMES)
    press(noor, "Notitie klaarleggen")
    expect(noor.locator("main")).to_contain_text("Ligt klaar")
    ina = person("ina").page
    ina.goto(f"{stack.url}/dossiers/overdragen/")
    check_page(ina, *NAMES)
    ina.get_by_role("link", name="Noor de Wit").click()
    tick(ina.get_by_label("Alle dossiers in deze lijst"))
    tick(ina.get_by_label("Loes Vos"))
    tick(ina.get_by_label("Het werk wordt anders verdeeld"))
    check_page(ina, *NAMES)
    press(ina, "Verder naar controleren")
    expect(ina.locator("main")).to_contain_text("3 dossiers gaan over.")
    check_page(ina, *NAMES)
    press(ina, "Nu overdragen")
    expect(ina.locator("#voortgang")).to_contain_text("Klaar: 3 van 3 dossiers zijn overgedragen.", timeout=60_000)
    check_page(ina, *NAMES)
    answer = noor.goto(f"{stack.url}/dossiers/{case}/overdracht/")
    assert answer is not None
    assert answer.status == 404
    loes = person("loes", PHONE).page
    loes.goto(f"{stack.url}/dossiers/overdrachten/")
    expect(loes.get_by_role("table").first.get_by_role("link")).to_have_count(3)
    check_page(loes, *NAMES)
    loes.goto(f"{stack.url}/dossiers/{case}/overdracht/")
    expect(loes.locator("main")).to_contain_text("De werkgever belt liever dan hij mailt.")
    since = today() - timedelta(days=30)
    expect(loes.locator("main")).to_contain_text(f"Ziek sinds {since.day} ")
    check_page(loes, *NAMES)
    press(loes, "Gezien")
    expect(loes.locator("main")).to_contain_text("is gezien.")
    carla = person("carla").open("/dossiers/berichten/")
    expect(carla.locator("main")).to_contain_text("Loes Vos begeleidt nu dit dossier. Telefoon")
