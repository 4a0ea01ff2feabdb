"""The days of an early IVA (WIA art. 23 lid 6). Every date here was counted by hand."""

from datetime import date

from cases.timeline.absence import Absence, Spell
from cases.timeline.changes import Change, with_changes
from cases.timeline.early_iva import benefit_days, latest_request, request_days, say_benefit
from cases.timeline.facts import Facts
from cases.timeline.rules import RULES
from cases.timeline.schedule import State, deadlines

D = date(2026, 1, 5)
SICK = Facts(Absence((Spell(D),)))


def test_the_request_comes_after_three_weeks_and_by_the_end_of_week_68() -> None:
    assert request_days(SICK) == (date(2026, 1, 26), date(2027, 4, 25))


def test_recovery_ends_the_days_of_the_request() -> None:
    assert request_days(Facts(Absence((Spell(D, date(2026, 3, 2)),)))) == (date(2026, 1, 26), None)
    assert request_days(Facts(Absence((Spell(D, date(2026, 1, 26)),)))) is None


def test_a_gap_moves_the_days_of_the_request() -> None:
    relapsed = Facts(Absence((Spell(D, date(2026, 1, 12)), Spell(date(2026, 1, 19)))))
    assert request_days(relapsed) == (date(2026, 2, 2), date(2027, 5, 2))


def test_a_change_of_law_moves_the_days_of_the_request() -> None:
    change = Change("early_iva_window", 2, None, 480, D, "WIA art. 23 lid 6")
    assert request_days(SICK, with_changes(RULES, [change])) == (date(2026, 1, 26), date(2027, 4, 29))


def test_the_benefit_begins_after_13_weeks_and_after_78_at_the_latest() -> None:
    assert benefit_days(SICK) == (date(2026, 4, 6), date(2027, 7, 5))
    assert benefit_days(Facts(Absence((Spell(D, date(2026, 4, 6)),)))) is None
    assert say_benefit(SICK) == "Een vervroegde IVA begint na minstens 13 en uiterlijk na 78 weken ziekte."


def test_the_benefit_begins_ten_weeks_after_the_request() -> None:
    asked = date(2026, 6, 1)
    assert benefit_days(SICK, asked) == (date(2026, 8, 10), date(2027, 7, 5))
    assert benefit_days(SICK, date(2026, 1, 26)) == (date(2026, 4, 6), date(2027, 7, 5))
    assert say_benefit(SICK, asked).endswith(" en minstens 10 weken na de aanvraag van 1 juni 2026.")
    assert latest_request(SICK, date(2026, 8, 10)) == asked


def test_who_asked_on_the_last_day_can_still_get_it() -> None:
    last = request_days(SICK)
    assert last is not None
    assert benefit_days(SICK, last[1]) == (date(2027, 7, 4), date(2027, 7, 5))


def test_a_grant_completes_the_window_also_when_the_benefit_begins_after_it() -> None:
    granted = date(2027, 7, 1)
    facts = Facts(SICK.absence, iva_granted_on=granted, iva_settled_on=granted)
    (window,) = [one for one in deadlines(facts) if one.key == "early_iva_window"]
    assert (window.state, window.done_on, window.status(date(2027, 8, 1))) == (State.DONE, granted, "done")
    assert not window.done_late
    assert "Gedaan op 1 juli 2027." in window.why
