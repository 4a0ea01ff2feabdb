"""The daily sweep: who must be reminded of what. Set-based: its cost follows the steps that are due."""

from datetime import date, datetime

from django.db import connection

from accounts.actor import Actor
from accounts.operation import operation
from accounts.terms import Verb
from cases.events import notices_written
from cases.models import Notice
from cases.timeline.dated import Parameter
from cases.timeline.parameters import REMINDER_OFFSETS
from cases.timeline.reminders import ESCALATE_TO

# Which membership a party of a file is. One branch per party, so that each can use its own index.
_PARTIES = {
    "employer": "m.employer_id = d.employer_id",
    "employee": "m.employee_id = c.employee_id",
    "bedrijfsarts": "m.user_id = c.physician_id AND m.ohs_id = c.ohs_id",
    "arbodienst": "m.ohs_id = c.ohs_id",
    "ontzorgmanager": "m.user_id = c.ontzorgmanager_id",
    "desk": "TRUE",
}

_PARTY = """
SELECT m.id, d.case_id, d.employer_id, d.key, d.occurrence, d.due_on, d.days_before
FROM due d
JOIN cases_absencecase c ON c.id = d.case_id
JOIN employers_membership m ON m.role = '{role}' AND {match}
JOIN accounts_user u ON u.id = m.user_id AND u.is_active
WHERE m.last_day >= %s AND '{role}' = ANY(d.parties) AND '{role}' = ANY(d.shown_to)
"""

# A reminder belongs to the days between its own moment and the next one: a day on which no sweep ran is made up for,
# and nobody gets three reminders at once. The escalation is made up for during a week.
_REMIND = """
WITH windows (days_before, first_day, last_day) AS (VALUES {windows}),
due AS MATERIALIZED (
    SELECT s.case_id, s.employer_id, s.key, s.occurrence, s.due_on, s.shown_to, w.days_before,
           CASE WHEN w.days_before < 0 THEN s.remind || %s::varchar[]
                ELSE s.remind END AS parties
    FROM windows w
    JOIN cases_milestone s ON s.state = 'pending' AND NOT s.lapses AND s.due_on BETWEEN w.first_day AND w.last_day
    WHERE cardinality(s.remind) > 0
)
INSERT INTO cases_notice
    (membership_id, case_id, employer_id, key, occurrence, due_on, days_before, kind, about_id, created_at)
SELECT told.*, 'reminder', 0, %s FROM ({parties}) AS told
ON CONFLICT DO NOTHING
"""


def windows(today: date, parameter: Parameter[tuple[int, ...]] = REMINDER_OFFSETS) -> list[tuple[int, date, date]]:
    """Per reminder the due dates it is about today: (days before, first due date, last due date), inclusive."""
    offsets = sorted(-offset for offset in parameter.value_on(today))  # days before, escalation negative
    found = []
    for index, days in enumerate(offsets):
        nearest = offsets[index - 1] + 1 if index else days - 6
        found.append((days, _plus(today, nearest), _plus(today, days)))
    return found


def _plus(day: date, days: int) -> date:
    return date.fromordinal(day.toordinal() + days)


@operation(Verb.REMIND, resource="cases.notice")
def remind(*, actor: Actor, today: date, at: datetime) -> int:
    """Write the reminders of this day: 14, 7 and 1 days before, and the day after to those who must step in.

    Sweeping twice, or with two workers at once, writes each reminder once. Returns how many are new.
    """
    values = windows(today)
    parties = " UNION ALL ".join(_PARTY.format(role=role, match=match) for role, match in _PARTIES.items())
    rows = ", ".join(["(%s::int, %s::date, %s::date)"] * len(values))
    with connection.cursor() as cursor:
        cursor.execute(
            _REMIND.format(windows=rows, parties=parties),
            [
                *(item for row in values for item in row),
                [party.value for party in ESCALATE_TO],
                at,
                *([today] * len(_PARTIES)),
            ],
        )
        written: int = cursor.rowcount
    notices_written.send(sender=Notice)
    return written


_ESCALATE = """
INSERT INTO cases_notice
    (membership_id, case_id, employer_id, kind, key, occurrence, due_on, days_before, about_id, created_at)
SELECT m.id, c.id, c.employer_id, %(kind)s, s.key, 1, s.due_on, NULL, 0, %(at)s
FROM cases_milestone s
JOIN cases_absencecase c ON c.id = s.case_id AND c.ontzorgmanager_id IS NULL AND c.insurer_manages
JOIN employers_membership m ON m.role = 'desk' AND m.last_day >= %(today)s
JOIN accounts_user u ON u.id = m.user_id AND u.is_active
WHERE s.key = 'assign_ontzorgmanager' AND s.state = 'pending' AND s.due_on < %(today)s
ON CONFLICT DO NOTHING
"""


@operation(Verb.ESCALATE, resource="cases.notice")
def escalate(*, actor: Actor, today: date, at: datetime) -> int:
    """Tell the desk of every file that has no Ontzorgmanager from day 15 on, once. Returns how many messages."""
    with connection.cursor() as cursor:
        cursor.execute(_ESCALATE, {"kind": Notice.Kind.UNASSIGNED, "today": today, "at": at})
        written: int = cursor.rowcount
    notices_written.send(sender=Notice)
    return written
