"""Every change of a file in the browser: looked at without a trace, carried through as promised, nothing lost."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse

from accounts.actor import Actor, acting_as, system
from accounts.models import AuditEvent
from accounts.terms import Role
from cases import operations
from cases.computation import facts_of, known_of
from cases.forms.changes import ChangeForm
from cases.models import AbsenceCase, CaseFact
from cases.timeline.facts import Facts
from cases.views.changes.change import File
from cases.views.changes.registry import CHANGES
from tests.cast import Cast
from tests.conftest import AsActor
from tests.factories import cases as make

FIRST = date(2026, 1, 5)
TODAY = date(2026, 2, 2)
LONG_AGO = date(2024, 3, 4)  # the pay ends on 1 March 2026
SANCTION = {"on": "2026-02-02", "until": "2026-06-30", "ground": "administrative"}
Arrange = Callable[[Cast, AbsenceCase], object]


def nothing(*_: object) -> None:
    """The file as it is."""


def recover(cast: Cast, case: AbsenceCase) -> None:
    make.recover(cast.anna, case, date(2026, 1, 26), today=TODAY)


def leave(cast: Cast, case: AbsenceCase) -> None:
    version = make.fresh(cast.anna, case).version
    first, last = date(2026, 1, 12), date(2026, 1, 20)
    operations.record_leave(actor=cast.anna, case=case, first=first, last=last, expected_version=version, today=last)


def applied(cast: Cast, case: AbsenceCase) -> None:
    make.apply_for_wia(cast, case, date(2025, 12, 10))


def sanction(cast: Cast, case: AbsenceCase) -> CaseFact:
    applied(cast, case)
    version = make.fresh(cast.anna, case).version
    return operations.record_fact(
        actor=cast.anna,
        case=case,
        kind="wage_sanction",
        on=TODAY,
        until=date(2026, 6, 30),
        ground="administrative",
        expected_version=version,
        today=TODAY,
    )


def intake(cast: Cast, case: AbsenceCase) -> None:
    version = make.fresh(cast.noor, case).version
    operations.record_step(
        actor=cast.noor,
        case=case,
        key="employee_intake",
        done_on=date(2026, 1, 30),
        expected_version=version,
        today=TODAY,
    )


@dataclass(frozen=True)
class Example:
    """One change as somebody who may, makes it."""

    who: str
    typed: dict[str, str] = field(default_factory=dict)
    arrange: Arrange = nothing
    first: date = FIRST


ON = {"on": "2026-02-02"}
EXAMPLES = {
    "herstel": Example("anna", {"recovered_on": "2026-02-02"}),
    "hersteldag": Example("anna", {"recovered_on": "2026-01-28"}, recover),
    "herstel-intrekken": Example("anna", {}, recover),
    "verlof": Example("noor", {"first": "2026-02-10", "last": "2026-06-01"}),
    "stap-op-een-andere-dag": Example("noor", {"key": "employee_intake", "done_on": "2026-01-30"}),
    "vastlegging-intrekken": Example("noor", {"key": "employee_intake"}, intake),
    "datum-van-een-stap": Example("noor", {"key": "employee_intake", "done_on": "2026-01-29"}, intake),
    "eerste-ziektedag": Example("anna", {"first_sick_day": "2026-01-07", "ground": "typing_error"}),
    "melding-intrekken": Example("anna"),
    "overlijden": Example("anna", {"died_on": "2026-02-01"}),
    "einde-dienstverband": Example("anna", {"on": "2026-04-30", "ground": "fixed_term"}),
    "herstel-binnen-drie-maanden": Example("daan", ON | {"answer": "yes"}),
    "nieuw-werk-afgesproken": Example("noor", ON),
    "geen-benutbare-mogelijkheden": Example("daan", ON),
    "mogelijkheden-gewijzigd": Example("daan", ON),
    "percentage": Example("daan", ON | {"number": "50"}),
    "zelfde-oorzaak-na-verlof": Example("daan", ON | {"answer": "yes"}, leave),
    "loonsanctie": Example("noor", SANCTION, applied, LONG_AGO),
    "bekortingsverzoek": Example("anna", ON, sanction, LONG_AGO),
    "tekort-hersteld": Example("ina", ON, sanction, LONG_AGO),
    "vrijwillige-verlenging": Example("noor", ON | {"until": "2028-06-30"}),
    "vervroegde-aanvraag": Example("carla", ON),
    "vervroegde-toekenning": Example("anna", {"on": "2025-01-06"}, first=LONG_AGO),
    "deskundigenoordeel": Example("carla", ON | {"ground": "own_work"}),
}
WITHOUT_DATES = {"percentage", "nieuw-werk-afgesproken", "vervroegde-aanvraag"}
"""Count no new version of the file: who may not see them does not notice them."""


@pytest.fixture(autouse=True)
def _today() -> Iterator[None]:
    with time_machine.travel("2026-02-02T10:00:00+01:00", tick=False):
        yield


@pytest.fixture
def key() -> str:
    """The change that a test is about, unless it names another."""
    return "herstel"


@pytest.fixture
def case(cast: Cast, key: str) -> AbsenceCase:
    first = EXAMPLES[key].first if key in EXAMPLES else FIRST
    return make.assign(cast, make.report(cast.anna, cast.carla_file, first), on=first + timedelta(days=7))


@pytest.fixture
def arranged(cast: Cast, case: AbsenceCase, key: str) -> AbsenceCase:
    EXAMPLES[key].arrange(cast, case)
    return make.fresh(cast.anna, case)


def each(*without: str) -> Any:
    return pytest.mark.parametrize("key", sorted(EXAMPLES.keys() - set(without)))


def address(case: AbsenceCase, key: str) -> str:
    return reverse("cases:change", args=[case.pk, key])


def typed(case: AbsenceCase, key: str, intent: str, **more: Any) -> dict[str, Any]:
    return EXAMPLES[key].typed | {"expected_version": case.version, "intent": intent} | more


def page(response: Any) -> BeautifulSoup:
    return BeautifulSoup(response.content, "html.parser")


def words(soup: Any) -> str:
    return " ".join(soup.get_text(" ").split())


def stored(cast: Cast, case: AbsenceCase) -> tuple[Facts, int, int, int]:
    """Everything that a change could have left behind."""
    with acting_as(system(Role.PROJECTOR)):
        facts = CaseFact.objects.count()
    with acting_as(cast.anna):
        # What was filled in is kept as a draft of one's own; that is no change of the file.
        traces = AuditEvent.objects.exclude(resource="accounts.draft").count()
    return facts_of(case), make.fresh(cast.anna, case).version, facts, traces


about_a_sanction = pytest.mark.parametrize("key", ["loonsanctie"])


def test_every_change_has_an_example() -> None:
    assert set(EXAMPLES) | {"terugval"} == set(CHANGES)


@each()
def test_looking_changes_nothing(cast: Cast, as_actor: AsActor, arranged: AbsenceCase, key: str) -> None:
    client = as_actor(getattr(cast, EXAMPLES[key].who))
    before = stored(cast, arranged)
    assert client.get(address(arranged, key)).status_code == 200
    response = client.post(address(arranged, key), typed(arranged, key, "preview"), follow=True)
    assert response.status_code == 200, words(page(response).select_one("main"))
    outcome = page(response).select_one("#gevolgen .comparison")
    assert outcome.select(".comparison-summary li") if CHANGES[key].compares else outcome is None
    assert page(response).select_one("#gevolgen button[value=send]")
    assert stored(cast, arranged) == before


def cleaned(client_actor: Actor, case: AbsenceCase, key: str) -> tuple[File, ChangeForm]:
    with acting_as(client_actor):
        found = AbsenceCase.objects.visible_to(client_actor).with_people().with_facts().get(pk=case.pk)
        file = File(found, known_of(found), client_actor, TODAY)
        form = CHANGES[key].form(file, typed(case, key, "send"), None)
        assert form.is_valid(), form.errors
        return file, form


@each()
def test_what_was_promised_is_what_happens(cast: Cast, as_actor: AsActor, arranged: AbsenceCase, key: str) -> None:
    actor = getattr(cast, EXAMPLES[key].who)
    file, form = cleaned(actor, arranged, key)
    with acting_as(actor):
        promised = CHANGES[key].after(file, form.typed)
    response = as_actor(actor).post(address(arranged, key), typed(arranged, key, "send"))
    assert (response.status_code, response["Location"]) == (303, reverse("cases:detail", args=[arranged.pk]))
    assert facts_of(arranged) == promised


@each(*WITHOUT_DATES, "overlijden", "melding-intrekken")
def test_stale_page_keeps_what_was_typed(cast: Cast, as_actor: AsActor, arranged: AbsenceCase, key: str) -> None:
    operations.accept_report(actor=cast.bert, case=arranged, today=TODAY)
    client = as_actor(getattr(cast, EXAMPLES[key].who))
    response = client.post(address(arranged, key), typed(arranged, key, "send"), follow=True)
    soup = page(response)
    # On an address of its own: loading it again sends nothing again.
    assert response.redirect_chain == [(f"{address(arranged, key)}?gevolgen", 303)]
    assert words(soup.select_one("main .notice")).startswith(
        "Iemand anders heeft dit dossier intussen gewijzigd. Dat deed de arbodienst, op 2 februari 2026 om 10:00."
    )
    kept = {one["name"]: one.get("value") for one in soup.select("#gevolgen form input[type=hidden]")}
    fresh = make.fresh(cast.anna, arranged).version
    assert kept | EXAMPLES[key].typed | {"expected_version": str(fresh)} == kept
    assert client.post(address(arranged, key), kept | {"intent": "send"}).status_code == 303


@pytest.mark.parametrize("intent", ["preview", "send"])
@each("herstel-intrekken", "melding-intrekken")
def test_empty_form_says_what_is_missing(
    cast: Cast, as_actor: AsActor, arranged: AbsenceCase, key: str, intent: str
) -> None:
    client = as_actor(getattr(cast, EXAMPLES[key].who))
    empty = {"expected_version": arranged.version, "intent": intent}
    response = client.post(address(arranged, key), empty, follow=intent == "preview")
    errors = [words(error) for error in page(response).select(".field-error")]
    assert (response.status_code, bool(errors)) == (422, True)
    assert len(errors) == len(EXAMPLES[key].typed)


WRONG = {
    "herstel": ({"recovered_on": "2026-01-05"}, "De eerste dag beter moet na de eerste ziektedag liggen."),
    "verlof": ({"last": "2026-02-09"}, "De laatste verlofdag ligt vóór de eerste."),
    "eerste-ziektedag": ({"first_sick_day": "2026-02-03"}, "Deze dag ligt in de toekomst."),
    "overlijden": ({"died_on": "2026-01-04"}, "Kies een datum van 5 januari 2026 tot en met vandaag."),
    "loonsanctie": ({"until": "2027-03-31"}, "Een loonsanctie duurt ten hoogste 52 weken."),
    "percentage": ({"number": "101"}, "Vul een heel getal in van 0 tot en met 100."),
    "vrijwillige-verlenging": ({"until": "2026-02-01"}, "Deze dag ligt niet na de eerste datum."),
    "stap-op-een-andere-dag": ({"done_on": "2026-01-04"}, "Kies"),
    "datum-van-een-stap": ({"done_on": "2026-01-30"}, "Deze dag is al vastgelegd."),
}


@pytest.mark.parametrize("intent", ["preview", "send"])
@pytest.mark.parametrize("key", sorted(WRONG))
def test_impossible_answer_is_named_beside_its_field(
    cast: Cast, as_actor: AsActor, arranged: AbsenceCase, key: str, intent: str
) -> None:
    client, (wrong, sentence) = as_actor(getattr(cast, EXAMPLES[key].who)), WRONG[key]
    response = client.post(address(arranged, key), typed(arranged, key, intent, **wrong), follow=intent == "preview")
    assert response.status_code == 422
    assert words(page(response).select_one(".field-error")).startswith(sentence)
    [(name, value)] = wrong.items()
    assert page(response).select_one(f"#wijziging [name={name}]")["value"] == value


@each()
def test_file_of_another_employer_does_not_exist(cast: Cast, as_actor: AsActor, case: AbsenceCase, key: str) -> None:
    other = {"anna": cast.eva, "noor": cast.loes, "daan": cast.gijs, "carla": cast.finn, "ina": cast.eva}
    client = as_actor(other[EXAMPLES[key].who])
    answers = [client.get(address(case, key)), client.post(address(case, key), typed(case, key, "send"))]
    assert [answer.status_code for answer in answers] == [404, 404]


@about_a_sanction
def test_back_to_the_form_keeps_the_answers_and_drops_the_comparison(
    cast: Cast, as_actor: AsActor, case: AbsenceCase
) -> None:
    response = as_actor(cast.noor).post(address(case, "loonsanctie"), typed(case, "loonsanctie", "edit"), follow=True)
    soup = page(response)
    assert soup.select_one("#wijziging [name=until]")["value"] == "2026-06-30"
    assert soup.select_one("#gevolgen .comparison") is None


def live(client: Client, case: AbsenceCase, **answers: str) -> BeautifulSoup:
    response = client.post(
        address(case, "loonsanctie"), answers | {"intent": "preview", "expected_version": "1"}, HTTP_HX_REQUEST="true"
    )
    assert response.status_code == 200
    return page(response)


@about_a_sanction
def test_while_typing_only_the_part_with_the_dates_comes_back(
    cast: Cast, as_actor: AsActor, arranged: AbsenceCase
) -> None:
    soup = live(as_actor(cast.noor), arranged, **SANCTION)
    assert (soup.select("html"), len(soup.select(".comparison"))) == ([], 1)
    half = live(as_actor(cast.noor), arranged, on="2026-02-02")
    assert words(half) == "Vul eerst alles goed in. Dan ziet u hier wat er verandert."


SANCTION_LINES = [
    "Laatste dag met loon bij ziekte was 1 maart 2026 wordt 30 juni 2026 121 dagen later",
    "Begin van de WIA was 2 maart 2026 wordt 1 juli 2026 121 dagen later",
]


@about_a_sanction
def test_comparison_shows_old_and_new_side_by_side(cast: Cast, as_actor: AsActor, arranged: AbsenceCase) -> None:
    soup = page(
        as_actor(cast.noor).post(
            address(arranged, "loonsanctie"), typed(arranged, "loonsanctie", "preview"), follow=True
        )
    )
    figures = [words(line) for line in soup.select(".comparison-figures > div")]
    assert figures[:2] == SANCTION_LINES
    head = [words(cell) for cell in soup.select_one(".comparison-table").select("th")]
    assert head == ["Stap", "Was", "Wordt", "Verschil"]
    rows = {words(row.td.strong): row for row in soup.select(".comparison-table tr") if row.td and row.td.strong}
    ended = rows["Einde wachttijd en loondoorbetaling"]
    assert [words(cell) for cell in ended.select("td")[1:3]] == ["1 maart 2026", "30 juni 2026"]
    assert "loonsanctie" in words(ended.select_one("details"))


ENDINGS = {
    "melding-intrekken": [
        "Laatste dag met loon bij ziekte was 2 januari 2028 wordt Geen datum Vervalt",
        "Begin van de WIA was 3 januari 2028 wordt Geen datum Vervalt",
        "Laatste dag voor een loonsanctie was 21 november 2027 wordt Geen datum Vervalt",
        "Dossier sluit was Geen datum wordt 2 februari 2026 Komt erbij",
    ],
}


@pytest.mark.parametrize("key", sorted(ENDINGS))
def test_days_that_will_not_come_are_shown_as_gone(cast: Cast, as_actor: AsActor, case: AbsenceCase, key: str) -> None:
    soup = page(as_actor(cast.anna).post(address(case, key), typed(case, key, "preview"), follow=True))
    assert [words(line) for line in soup.select(".comparison-figures > div")] == ENDINGS[key]
