"""Reminders of the term of an advice."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from accounts.actor import system
from accounts.terms import Role
from cases.models import AbsenceCase, Notice
from documents.operations import remind_advice
from tests.cast import Cast
from tests.documents.arrange import TODAY
from tests.documents.ledger_story import DAY, answer, give, told, withdraw

Kind = Notice.Kind


def sweep(today: date) -> int:
    at = datetime(today.year, today.month, today.day, 6, tzinfo=ZoneInfo("Europe/Amsterdam"))
    return remind_advice(actor=system(Role.SCHEDULER), today=today, at=at)


def test_addressee_is_reminded_before_and_both_after(cast: Cast, case: AbsenceCase) -> None:
    last = give(cast.daan, case).due_on
    swept = {days: sweep(last + days * DAY) for days in (-8, -7, -7, -6, -1, 0, 1, 1, 2, 7, 8)}
    assert swept == {-8: 0, -7: 0, -6: 0, -1: 1, 0: 0, 1: 0, 2: 0, 7: 0, 8: 0}
    assert told(Kind.ADVICE_DUE) == ["employer", "employer"]
    assert told(Kind.ADVICE_OVERDUE) == ["bedrijfsarts", "employer"]


def test_missed_sweep_is_made_up_for_a_week(cast: Cast, case: AbsenceCase) -> None:
    last = give(cast.noor, case).due_on
    assert sweep(last + 8 * DAY) == 0
    assert sweep(last + 7 * DAY) == 1
    assert told(Kind.ADVICE_OVERDUE) == ["employer", "ontzorgmanager"]


def test_nobody_is_reminded_of_what_is_settled(cast: Cast, case: AbsenceCase) -> None:
    for kind in ("refused", "done"):
        answer(cast.anna, give(cast.noor, case), kind)
    withdraw(cast.noor, give(cast.noor, case))
    answer(cast.anna, give(cast.noor, case), "accepted")
    assert sweep(TODAY + 13 * DAY) == 1
