"""Recording facts about a file: who may, what is refused, and that the dates follow."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.core.exceptions import ObjectDoesNotExist, PermissionDenied, ValidationError
from django.utils import timezone

from accounts.actor import Actor, acting_as
from accounts.models import AuditEvent
from accounts.operation import NotNow, Stale
from accounts.terms import HUMAN_ROLES, Role
from cases import operations
from cases.computation import deadlines_of, facts_of
from cases.models import AbsenceCase, CaseFact, Milestone
from cases.operations.fact_checks import may_record_fact
from cases.timeline.recorded import FACT_KINDS
from cases.timeline.wages import wage_end
from tests.cast import Cast
from tests.factories import cases as make

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
TODAY = make.day(60)
APPLIED = make.day(640)
DECIDED = make.day(680)
END = make.day(728)

WHO = {
    "contract_end": "employer ontzorgmanager desk",
    "short_recovery_expected": "bedrijfsarts",
    "no_usable_capacity": "bedrijfsarts",
    "capacity_changed": "bedrijfsarts",
    "incapacity_percentage": "bedrijfsarts",
    "same_cause_after_leave": "bedrijfsarts",
    "first_day_corrected": "",
    "wage_sanction": "employer ontzorgmanager desk",
    "shortening_request": "employer ontzorgmanager",
    "sanction_repaired": "employer ontzorgmanager desk",
    "voluntary_extension": "employer ontzorgmanager",
    "early_iva_request": "employee",
    "early_iva_granted": "employer ontzorgmanager employee",
    "expert_opinion_request": "employer employee",
    "new_agreed_work": "employer ontzorgmanager",
}


@pytest.fixture
def case(cast: Cast) -> AbsenceCase:
    return make.assign(cast, make.report(cast.anna, cast.carla_file), on=make.day(10))


def tell(actor: Actor, case: AbsenceCase, kind: str, on: date = TODAY, *, today: date = TODAY, **more: Any) -> CaseFact:
    version = more.pop("expected_version", None) or make.fresh(actor, case).version
    return operations.record_fact(
        actor=actor, case=case, kind=kind, on=on, expected_version=version, today=today, **more
    )


def take_back(actor: Actor, fact: CaseFact, **more: Any) -> CaseFact:
    case = make.fresh(actor, fact.case)
    version = more.get("expected_version", case.version)
    return operations.withdraw_fact(actor=actor, case=case, fact_id=fact.pk, expected_version=version, at=NOW)


def end(actor: Actor, fact: CaseFact, until: date) -> CaseFact:
    case = make.fresh(actor, fact.case)
    return operations.end_fact(
        actor=actor, case=case, fact_id=fact.pk, until=until, expected_version=case.version, today=TODAY, at=NOW
    )


def refused(actor: Actor, case: AbsenceCase, kind: str, on: date = TODAY, **more: Any) -> set[str]:
    with pytest.raises(ValidationError) as refusal:
        tell(actor, case, kind, on, **more)
    return set(refusal.value.message_dict)


def due(case: AbsenceCase, key: str) -> date | None:
    return next(step.due for step in deadlines_of(case) if step.key == key)


def test_who_records_what() -> None:
    found = {kind: {role.value for role in HUMAN_ROLES if may_record_fact(role, kind)} for kind in FACT_KINDS}
    assert found == {kind: set(roles.split()) for kind, roles in WHO.items()}


@pytest.mark.parametrize("name", ["anna", "carla", "noor", "ina"])
def test_only_the_bedrijfsarts_sets_a_percentage(cast: Cast, case: AbsenceCase, name: str) -> None:
    with pytest.raises(PermissionDenied):
        tell(getattr(cast, name), case, "incapacity_percentage", number=40)
    assert tell(cast.daan, case, "incapacity_percentage", number=40).number == 40


def test_a_fact_says_who_when_and_why(cast: Cast, case: AbsenceCase) -> None:
    fact = tell(cast.anna, case, "contract_end", make.day(90), ground="fixed_term")
    assert (fact.recorded_as, fact.recorded_by_id, fact.ground) == ("employer", cast.anna.user_id, "fixed_term")
    assert (fact.withdrawn_at, set(fact.shown_to)) == (None, {p.value for p in FACT_KINDS["contract_end"].shown_to})
    with acting_as(cast.anna):
        event = AuditEvent.objects.filter(action="record_fact").latest("pk")
    assert (event.case_id, event.object_id, event.resource) == (case.pk, fact.pk, "cases.absencecase")
    assert make.fresh(cast.anna, case).version == case.version + 1


def test_an_old_page_is_refused(cast: Cast, case: AbsenceCase) -> None:
    with pytest.raises(Stale):
        tell(cast.anna, case, "contract_end", make.day(90), ground="ended", expected_version=case.version + 1)


def test_a_closed_file_takes_no_facts(cast: Cast, case: AbsenceCase) -> None:
    operations.cancel_report(actor=cast.anna, case=case, expected_version=case.version, today=make.day(12))
    with pytest.raises(NotNow):
        tell(cast.anna, case, "contract_end", make.day(90), ground="ended")


@pytest.mark.parametrize(
    ("name", "kind", "values", "field"),
    [
        ("anna", "unknown", {}, "kind"),
        ("anna", "contract_end", {}, "ground"),
        ("anna", "contract_end", {"ground": "illness"}, "ground"),
        ("anna", "contract_end", {"ground": "ended", "on": make.day(0)}, "on"),
        ("anna", "contract_end", {"ground": "ended", "on": TODAY + timedelta(days=1100)}, "on"),
        ("anna", "contract_end", {"ground": "ended", "until": make.day(99)}, "until"),
        ("anna", "contract_end", {"ground": "ended", "number": 4}, "number"),
        ("daan", "incapacity_percentage", {}, "number"),
        ("daan", "incapacity_percentage", {"number": 101}, "number"),
        ("daan", "short_recovery_expected", {}, "answer"),
        ("daan", "no_usable_capacity", {"on": make.day(61)}, "on"),
        ("daan", "no_usable_capacity", {"on": make.day(50), "until": make.day(50)}, "until"),
        ("daan", "no_usable_capacity", {"on": make.day(50), "until": make.day(61)}, "until"),
        ("daan", "same_cause_after_leave", {"answer": False}, "kind"),
        ("anna", "wage_sanction", {"ground": "administrative"}, "until"),
        ("anna", "voluntary_extension", {"until": END}, "until"),
        ("anna", "voluntary_extension", {"until": date(2029, 1, 3)}, "until"),
        ("anna", "shortening_request", {}, "kind"),
        ("anna", "sanction_repaired", {}, "kind"),
    ],
)
def test_what_cannot_be_true_is_refused_by_field(
    cast: Cast, name: str, kind: str, values: dict[str, Any], field: str
) -> None:
    case = make.report(cast.anna, cast.carla_file)
    assert refused(getattr(cast, name), case, kind, **values) == {field}
    with acting_as(cast.daan):
        assert not CaseFact.objects.exists()


def decide(actor: Actor, case: AbsenceCase, until: date, on: date = DECIDED) -> CaseFact:
    """UWV imposes a wage sanction."""
    return tell(actor, case, "wage_sanction", on, today=on, until=until, ground="substantive")


def test_the_longest_possible_sanction_is_taken(cast: Cast, case: AbsenceCase) -> None:
    make.apply_for_wia(cast, case, APPLIED)
    decide(cast.anna, case, END + timedelta(days=364))
    assert wage_end(facts_of(case)).last_paid_day == END + timedelta(days=364)


def test_the_longest_possible_extension_is_taken(cast: Cast, case: AbsenceCase) -> None:
    tell(cast.anna, case, "voluntary_extension", until=date(2029, 1, 2))
    assert wage_end(facts_of(case)).last_paid_day == date(2029, 1, 2)


def sanction_refused(cast: Cast, case: AbsenceCase, until: date, on: date = DECIDED) -> dict[str, list[str]]:
    with pytest.raises(ValidationError) as refusal:
        decide(cast.anna, case, until, on)
    return dict(refusal.value.message_dict)


@pytest.mark.parametrize("days", [0, 365])
def test_a_sanction_lasts_a_day_to_52_weeks(cast: Cast, case: AbsenceCase, days: int) -> None:
    make.apply_for_wia(cast, case, APPLIED)
    assert set(sanction_refused(cast, case, END + timedelta(days=days))) == {"until"}


def test_a_sanction_is_decided_before_the_pay_ends(cast: Cast, case: AbsenceCase) -> None:
    make.apply_for_wia(cast, case, APPLIED)
    fields = sanction_refused(cast, case, END + timedelta(days=9), END + timedelta(days=1))
    assert set(fields) == {"on"}


def test_without_an_application_there_is_no_sanction(cast: Cast, case: AbsenceCase) -> None:
    refusal = sanction_refused(cast, case, END + timedelta(days=9))
    assert refusal == {"on": ["Leg eerst vast dat de WIA is aangevraagd. UWV beslist daarna pas over een loonsanctie."]}


def test_nor_before_the_day_of_the_application(cast: Cast, case: AbsenceCase) -> None:
    make.apply_for_wia(cast, case, APPLIED)
    refusal = sanction_refused(cast, case, END + timedelta(days=9), make.day(639))
    assert set(refusal) == {"on"}
    assert "De WIA is aangevraagd op 6 oktober 2027." in refusal["on"][0]
    decide(cast.anna, case, END + timedelta(days=9), APPLIED)


def test_no_sanction_for_somebody_who_is_better(cast: Cast, case: AbsenceCase) -> None:
    make.recover(cast.anna, case, make.day(55))
    assert refused(cast.anna, case, "wage_sanction", until=END + timedelta(days=9), ground="substantive") == {"on"}


def test_a_repaired_sanction_ends_six_weeks_later(cast: Cast, case: AbsenceCase) -> None:
    make.apply_for_wia(cast, case, APPLIED)
    decide(cast.anna, case, END + timedelta(days=300))
    today = END + timedelta(days=30)
    tell(cast.noor, case, "shortening_request", END + timedelta(days=10), today=today)
    tell(cast.ina, case, "sanction_repaired", today, today=today)
    assert wage_end(facts_of(case)).last_paid_day == today + timedelta(days=42)


def test_what_holds_once_is_recorded_once(cast: Cast, case: AbsenceCase) -> None:
    tell(cast.anna, case, "contract_end", make.day(90), ground="ended")
    assert refused(cast.noor, case, "contract_end", make.day(95), ground="ended") == {"kind"}


def test_what_repeats_is_recorded_once_a_day(cast: Cast, case: AbsenceCase) -> None:
    tell(cast.daan, case, "capacity_changed", make.day(40))
    tell(cast.daan, case, "capacity_changed", make.day(41))
    assert refused(cast.daan, case, "capacity_changed", make.day(41)) == {"on"}
    assert facts_of(case).capacity_changed_on == (make.day(40), make.day(41))


@pytest.mark.parametrize(("first", "last"), [(30, 40), (25, 35), (45, None), (20, None), (32, 33)])
def test_periods_do_not_overlap(cast: Cast, case: AbsenceCase, first: int, last: int | None) -> None:
    tell(cast.daan, case, "no_usable_capacity", make.day(31), until=make.day(50))
    until = make.day(last) if last else None
    assert refused(cast.daan, case, "no_usable_capacity", make.day(first), until=until) == {"on"}


def test_periods_may_touch(cast: Cast, case: AbsenceCase) -> None:
    tell(cast.daan, case, "no_usable_capacity", make.day(31), until=make.day(50))
    tell(cast.daan, case, "no_usable_capacity", make.day(50))
    assert facts_of(case).no_usable_capacity


def test_withdrawing_moves_the_dates_back(cast: Cast, case: AbsenceCase) -> None:
    before = due(case, "wia_application")
    fact = tell(cast.anna, case, "voluntary_extension", until=END + timedelta(days=100))
    assert due(case, "wia_application") != before
    take_back(cast.anna, fact)
    assert due(case, "wia_application") == before
    with acting_as(cast.anna):
        kept = CaseFact.objects.get(pk=fact.pk)
        assert (kept.withdrawn_at, kept.withdrawn_by_id) == (NOW, cast.anna.user_id)
        assert Milestone.objects.get(case=case, key="wia_application").due_on == before
        assert AuditEvent.objects.filter(action="withdraw_fact", object_id=fact.pk, case_id=case.pk).count() == 1


def test_an_old_page_takes_nothing_back(cast: Cast, case: AbsenceCase) -> None:
    fact = tell(cast.anna, case, "contract_end", make.day(90), ground="ended")
    with pytest.raises(Stale):
        take_back(cast.anna, fact, expected_version=make.fresh(cast.anna, case).version - 1)


def test_withdrawing_twice_is_refused(cast: Cast, case: AbsenceCase) -> None:
    fact = tell(cast.anna, case, "contract_end", make.day(90), ground="ended")
    take_back(cast.anna, fact)
    with pytest.raises(NotNow):
        take_back(cast.anna, fact)
    tell(cast.anna, case, "contract_end", make.day(90), ground="ended")


@pytest.mark.parametrize("name", ["noor", "carla", "ina", "daan"])
def test_only_the_role_that_recorded_it_withdraws(cast: Cast, case: AbsenceCase, name: str) -> None:
    fact = tell(cast.anna, case, "contract_end", make.day(90), ground="ended")
    with pytest.raises((PermissionDenied, ObjectDoesNotExist)):
        take_back(getattr(cast, name), fact)


def test_an_open_period_is_ended_by_withdrawing_and_telling_anew(cast: Cast, case: AbsenceCase) -> None:
    fact = tell(cast.daan, case, "no_usable_capacity", make.day(31))
    end(cast.daan, fact, make.day(50))
    with acting_as(cast.daan):
        rows = list(CaseFact.objects.order_by("pk").values_list("on", "until", "withdrawn_at"))
    assert rows == [(make.day(31), None, NOW), (make.day(31), make.day(50), None)]
    assert facts_of(case).usable_capacity_on == make.day(50)


def test_what_has_no_open_end_is_not_ended(cast: Cast, case: AbsenceCase) -> None:
    fact = tell(cast.anna, case, "contract_end", make.day(90), ground="ended")
    with pytest.raises(NotNow):
        end(cast.anna, fact, make.day(95))


def test_the_employer_never_sees_a_request_for_early_iva(cast: Cast, case: AbsenceCase) -> None:
    """Nor notices it: the version of the file stays as it is."""
    version = make.fresh(cast.carla, case).version
    tell(cast.carla, case, "early_iva_request")
    seen = {}
    for actor in (cast.anna, cast.noor, cast.ina, cast.bert, cast.carla, cast.daan):
        with acting_as(actor):
            seen[actor.role] = CaseFact.objects.count()
    assert {role for role, count in seen.items() if count} == {Role.EMPLOYEE, Role.BEDRIJFSARTS}
    assert make.fresh(cast.anna, case).version == version


def test_everybody_computes_the_same_dates(cast: Cast, case: AbsenceCase) -> None:
    tell(cast.carla, case, "early_iva_request")
    tell(cast.daan, case, "no_usable_capacity", make.day(40))
    tell(cast.daan, case, "incapacity_percentage", number=80)
    tell(cast.anna, case, "voluntary_extension", until=END + timedelta(days=100))
    found = []
    for actor in (cast.anna, cast.carla, cast.noor, cast.daan, cast.bert, cast.ina):
        with acting_as(actor):
            found.append(deadlines_of(case))
    assert all(steps == found[0] for steps in found)
    assert found[0]


def refusal(actor: Actor, case: AbsenceCase, kind: str, on: date, today: date) -> str:
    with pytest.raises(ValidationError) as found:
        tell(actor, case, kind, on, today=today)
    (text,) = found.value.message_dict["on"]
    return str(text)


@pytest.mark.parametrize("k", [91, 548])
def test_an_early_iva_begins_after_13_to_78_weeks(cast: Cast, case: AbsenceCase, k: int) -> None:
    assert refusal(cast.anna, case, "early_iva_granted", make.day(k), make.day(600)) == (
        "Een vervroegde IVA begint na minstens 13 en uiterlijk na 78 weken ziekte."
        " Kies een dag van 6 april 2026 tot en met 5 juli 2027."
    )


@pytest.mark.parametrize("k", [92, 547])
def test_a_grant_completes_the_window_of_the_early_iva(cast: Cast, case: AbsenceCase, k: int) -> None:
    fact = tell(cast.anna, case, "early_iva_granted", make.day(k), today=make.day(k))
    with acting_as(cast.carla):
        window = Milestone.objects.get(case=case, key="early_iva_window")
    told_on = timezone.localtime(fact.recorded_at).date()
    assert (window.state, window.done_on) == ("done", min(make.day(k), told_on))


@pytest.mark.parametrize("k", [21, 477])
def test_an_early_iva_is_asked_for_from_day_22_until_day_476(cast: Cast, case: AbsenceCase, k: int) -> None:
    assert refusal(cast.carla, case, "early_iva_request", make.day(k), make.day(500)) == (
        "Op deze dag kan die aanvraag niet. Kies een dag van 26 januari 2026 tot en met 25 april 2027."
    )


def test_an_early_iva_begins_ten_weeks_after_the_request(cast: Cast, case: AbsenceCase) -> None:
    tell(cast.carla, case, "early_iva_request", make.day(60))
    said = refusal(cast.carla, case, "early_iva_granted", make.day(129), make.day(129))
    assert said == (
        "Een vervroegde IVA begint na minstens 13 en uiterlijk na 78 weken ziekte, en minstens 10 weken na de aanvraag"
        " van 5 maart 2026. Kies een dag van 14 mei 2026 tot en met 5 juli 2027."
    )
    tell(cast.carla, case, "early_iva_granted", make.day(130), today=make.day(130))


def test_a_refusal_never_tells_the_employer_of_the_request(cast: Cast, case: AbsenceCase) -> None:
    tell(cast.carla, case, "early_iva_request", make.day(60))
    tell(cast.anna, case, "early_iva_granted", make.day(92), today=make.day(92))


def test_a_request_lies_ten_weeks_before_the_grant(cast: Cast, case: AbsenceCase) -> None:
    tell(cast.anna, case, "early_iva_granted", make.day(130), today=make.day(130))
    assert refusal(cast.carla, case, "early_iva_request", make.day(61), make.day(130)) == (
        "De vervroegde IVA is toegekend vanaf 14 mei 2026. De aanvraag was dan uiterlijk op 5 maart 2026."
        " Controleer de datum."
    )
    tell(cast.carla, case, "early_iva_request", make.day(60), today=make.day(130))
