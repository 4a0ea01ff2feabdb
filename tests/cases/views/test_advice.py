"""What the bedrijfsarts advised reaches nobody who may not know it, by whatever way out: page, JSON, message, mail."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
import time_machine
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.actor import Actor, acting_as, system
from accounts.terms import Role
from cases import operations
from cases.models import AbsenceCase, CaseFact, Completion, Milestone, Notice, Waiver
from cases.operations.steps import complete_all, touch
from cases.sweep import sweep
from cases.tasks import mail_notices
from tests.cast import Cast
from tests.conftest import AsActor
from tests.factories import cases as make

TODAY = date(2026, 4, 20)
SINCE = date(2026, 4, 6)
WORDS = (
    "mogelijkhe",
    "Controle bedrijfsarts",
    "Bijstelling",
    "no_capacity",
    "problem_analysis_update",
    "zes weken opnieuw",
)
OUTSIDE, ADVISED = ("bert", "ina"), ("anna", "carla", "noor", "daan")
EVERYBODY = [(name, False) for name in OUTSIDE] + [(name, True) for name in ADVISED]
PLAN = ("problem_analysis", "plan_of_action")


@pytest.fixture(autouse=True)
def _today() -> Iterator[None]:
    with time_machine.travel("2026-04-20T10:00:00+02:00", tick=False):
        yield


@pytest.fixture
def case(cast: Cast) -> AbsenceCase:
    found = make.assign(cast, make.report(cast.anna, cast.carla_file), on=make.day(8))
    with acting_as(cast.daan):
        complete_all(case=found, keys=PLAN, done_on=date(2026, 2, 16), by=cast.daan)
        touch(found)
    return found


def advise(cast: Cast, case: AbsenceCase, kind: str, **more: Any) -> CaseFact:
    values: dict[str, Any] = {"on": SINCE, "expected_version": make.fresh(cast.daan, case).version, "today": TODAY}
    return operations.record_fact(actor=cast.daan, case=case, kind=kind, **values | more)


def read(client: Client, *addresses: str) -> str:
    return " ".join(client.get(address, follow=True).content.decode() for address in addresses)


def found_in(text: str) -> list[str]:
    return [text[max(0, text.index(word) - 60) : text.index(word) + 60] for word in WORDS if word in text]


def addresses(case: AbsenceCase) -> list[str]:
    """Every page about a file, a list of files or messages that more than one role opens, and the JSON."""
    about = [reverse(f"cases:{name}", args=[case.pk]) for name in ("detail", "changes")]
    tried = [reverse("cases:change", args=[case.pk, key]) for key in ("einde-dienstverband", "loonsanctie")]
    lists = [reverse(f"cases:{name}") for name in ("list", "worklist", "notices")]
    asked = [f"{reverse('cases:list')}?q=Bos", f"{reverse('cases:worklist')}?laat=1"]
    return [reverse("start"), *about, *tried, *lists, *asked, reverse("cases_api:case", args=[case.pk])]


@pytest.mark.parametrize(("name", "knows"), EVERYBODY)
@pytest.mark.parametrize("kind", ["no_usable_capacity", "capacity_changed"])
def test_no_page_and_no_json_tells_who_may_not_know(
    cast: Cast, as_actor: AsActor, case: AbsenceCase, *, name: str, knows: bool, kind: str
) -> None:
    advise(cast, case, kind)
    text = read(as_actor(getattr(cast, name)), *addresses(case))
    assert "Plan van aanpak" in text
    assert bool(found_in(text)) == knows


@pytest.mark.parametrize(("name", "knows"), EVERYBODY)
def test_step_that_stands_still_says_so_without_the_reason(
    cast: Cast, as_actor: AsActor, case: AbsenceCase, *, name: str, knows: bool
) -> None:
    advise(cast, case, "no_usable_capacity")
    text = read(as_actor(getattr(cast, name)), reverse("cases:detail", args=[case.pk]))
    assert ("de bedrijfsarts ziet sinds 6 april 2026 geen mogelijkheden voor werk" in text) == knows
    assert ("Deze stap staat nu stil" in text) != knows


@pytest.mark.parametrize(("name", "knows"), EVERYBODY)
def test_possibilities_that_came_back_leave_no_trace_in_the_sum(
    cast: Cast, as_actor: AsActor, case: AbsenceCase, *, name: str, knows: bool
) -> None:
    advise(cast, case, "no_usable_capacity", until=date(2026, 4, 15))
    text = read(as_actor(getattr(cast, name)), *addresses(case))
    assert ("mogelijkheden voor werk" in text, "15 april 2026" in text) == (knows, knows)


@pytest.mark.parametrize(("name", "knows"), [("ina", False), ("noor", True), ("anna", True)])
def test_preview_of_a_change_tells_no_more(
    cast: Cast, as_actor: AsActor, case: AbsenceCase, *, name: str, knows: bool
) -> None:
    advise(cast, case, "no_usable_capacity", until=date(2026, 4, 15))
    version = make.fresh(cast.anna, case).version
    typed = {"on": "2026-12-31", "ground": "ended", "expected_version": version, "intent": "preview"}
    here = reverse("cases:change", args=[case.pk, "einde-dienstverband"])
    text = as_actor(getattr(cast, name)).post(here, typed, follow=True).content.decode()
    assert "Melding uit dienst" in text or "Ziek-uit-dienstmelding" in text
    assert (bool(found_in(text)), "15 april 2026" in text) == (knows, knows)


@pytest.mark.parametrize(("name", "knows"), EVERYBODY)
def test_what_was_kept_when_a_step_was_done_tells_no_more(
    cast: Cast, as_actor: AsActor, case: AbsenceCase, *, name: str, knows: bool
) -> None:
    advise(cast, case, "no_usable_capacity", until=date(2026, 4, 15))
    operations.record_step(
        actor=cast.anna,
        case=case,
        key="periodic_evaluation",
        done_on=TODAY,
        expected_version=make.fresh(cast.anna, case).version,
        today=TODAY,
    )
    with acting_as(cast.anna):
        kept = Completion.objects.select_related("advised").get(case=case, key="periodic_evaluation")
    assert found_in(" ".join(kept.advised.why))
    done = as_actor(getattr(cast, name)).get(reverse("cases_api:case", args=[case.pk])).json()["milestones"]
    [evaluation] = [one for one in done if (one["key"], one["occurrence"]) == ("periodic_evaluation", 1)]
    assert (bool(found_in(" ".join(evaluation["why"]))), evaluation["due_on"]) == (knows, kept.due_on.isoformat())


@pytest.mark.parametrize("ground", ["no_capacity", "return_expected"])
@pytest.mark.parametrize(("name", "knows"), EVERYBODY)
def test_ground_of_a_step_that_is_not_needed_stays_with_who_may_know(
    cast: Cast, as_actor: AsActor, case: AbsenceCase, *, name: str, knows: bool, ground: str
) -> None:
    """Every ground of such a step: if only the one of the bedrijfsarts were left out, that would tell."""
    operations.waive_step(
        actor=cast.noor,
        case=case,
        key="labour_expert_assessment",
        ground=ground,
        expected_version=make.fresh(cast.noor, case).version,
        today=TODAY,
    )
    text = read(as_actor(getattr(cast, name)), reverse("cases:detail", args=[case.pk]))
    assert "vastgelegd door Noor de Wit op 20 april 2026" in text
    said = {
        "no_capacity": "ziet geen mogelijkheden voor werk",
        "return_expected": "Volledige terugkeer in het eigen werk",
    }
    assert (said[ground] in text) == knows
    with acting_as(getattr(cast, name)):
        told = {one.told_ground for one in Waiver.objects.filter(case=case)}
    assert told == ({ground} if knows else {""})


@pytest.mark.parametrize("kind", ["no_usable_capacity", "capacity_changed"])
def test_reminders_and_mail_pass_who_may_not_know(cast: Cast, case: AbsenceCase, kind: str) -> None:
    """Late steps escalate to the desk: not these two."""
    advise(cast, case, kind, on=date(2026, 3, 4))
    for day in (date(2026, 3, 5), date(2026, 4, 16)):
        sweep(today=day, at=timezone.now())
    mail_notices()
    key = {"no_usable_capacity": "no_capacity_check", "capacity_changed": "problem_analysis_update"}[kind]
    assert told(cast, key) == {"daan", "noor"}
    assert {"noor", "daan"} <= {name for one in mail.outbox for name in _names(one.to)}
    sent = [f"{one.subject} {one.body}" for one in mail.outbox if _names(one.to) & set(OUTSIDE)]
    assert found_in(" ".join(sent)) == []


def told(cast: Cast, key: str) -> set[str]:
    with acting_as(system(Role.PROJECTOR)):
        assert Milestone.objects.filter(key=key, shown_to__contains=["ontzorgmanager"]).exists()
    return {name for name in OUTSIDE + ADVISED if key in _keys(getattr(cast, name))}


def _keys(actor: Actor) -> set[str]:
    with acting_as(actor):
        return set(Notice.objects.visible_to(actor).values_list("key", flat=True))


def _names(addresses: list[str]) -> set[str]:
    return {address.split("@")[0].rstrip("0123456789") for address in addresses}
