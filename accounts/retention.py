"""How long what is kept, and what happens then: the periods as dated data. Facts and pure functions.

Every table names one class. A period is a maximum: what nobody needs any longer may go earlier, never later.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

AP = "AP, Beleidsregels De zieke werknemer, paragraaf 6"


class Retention(StrEnum):
    """Why a row is kept, and so for how long."""

    ORGANISATION = "organisation"  # companies, contracts, the law: about no person who was ever sick
    PERSONNEL = "personnel"  # who somebody is, as an employee
    INTERVENTION = "intervention"  # help by a provider: goes sooner than the file when it ended long ago
    FILE = "file"  # a sick-leave file with everything in it
    ACCOUNT = "account"  # somebody's log-in, and what hangs on it
    UNSENT = "unsent"  # what somebody was typing and did not send
    OWN_COPY = "own_copy"  # a copy of one's own data, made to be downloaded
    ACCESS_LOG = "access_log"  # who looked at what; the proof of what was removed
    FINANCIAL = "financial"  # claims and premiums, apart from health data
    MEDICAL = "medical"  # the vault of the bedrijfsarts


class Start(StrEnum):
    """The event from which a period counts."""

    EMPLOYMENT_ENDED = "employment_ended"  # the first day out of service
    REINTEGRATION_COMPLETED = "reintegration_completed"  # the day on which the file was closed
    INTERVENTION_ENDED = "intervention_ended"  # the day on which it was completed, stopped, refused or withdrawn
    WRITTEN = "written"  # the day of the line itself, or of its last change
    CLAIM_YEAR_ENDED = "claim_year_ended"
    NO_ROLE_LEFT = "no_role_left"


class Fate(StrEnum):
    """What happens when the period is over."""

    DELETE = "delete"
    STRIP = "strip"  # the row stays for what points at it; nothing in it says who it was
    KEEP = "keep"  # not removed by this application; `source` says who decides


class OwnRisk(StrEnum):
    """Which risk an employer bears itself; it needs its files longer."""

    ZIEKTEWET = "ziektewet"
    WGA = "wga"


@dataclass(frozen=True, slots=True)
class Term:
    """One period of one class. `starts` are events of which the earliest counts; `valid_until` is exclusive."""

    retention: Retention
    starts: tuple[Start, ...]
    fate: Fate
    source: str
    valid_from: date
    years: int = 0
    days: int = 0
    own_risk: OwnRisk | None = None
    valid_until: date | None = None

    def holds_on(self, day: date) -> bool:
        """Whether this is the law on a day."""
        return self.valid_from <= day and (self.valid_until is None or day < self.valid_until)

    def cut_off(self, day: date) -> date:
        """On this day everything has had its time whose event was on the cut-off date or before it."""
        earlier = years_before(day, self.years)
        return date.fromordinal(earlier.toordinal() - self.days)


_SINCE_AP = date(2016, 4, 29)
_SINCE_AVG = date(2018, 5, 25)
_ENDED = (Start.REINTEGRATION_COMPLETED, Start.EMPLOYMENT_ENDED)

TERMS: tuple[Term, ...] = (
    Term(Retention.PERSONNEL, (Start.EMPLOYMENT_ENDED,), Fate.DELETE, AP, _SINCE_AP, years=2),
    Term(Retention.FILE, _ENDED, Fate.DELETE, AP, _SINCE_AP, years=2),
    Term(
        Retention.FILE,
        _ENDED,
        Fate.DELETE,
        "Eigenrisicodrager Ziektewet",
        _SINCE_AP,
        years=5,
        own_risk=OwnRisk.ZIEKTEWET,
    ),
    Term(Retention.FILE, _ENDED, Fate.DELETE, "Eigenrisicodrager WGA", _SINCE_AP, years=10, own_risk=OwnRisk.WGA),
    Term(Retention.INTERVENTION, (Start.INTERVENTION_ENDED,), Fate.DELETE, "AP, paragraaf 6.3", _SINCE_AP, years=2),
    Term(Retention.ACCOUNT, (Start.NO_ROLE_LEFT,), Fate.STRIP, "AVG, artikel 5, lid 1, onder e", _SINCE_AVG),
    Term(Retention.UNSENT, (Start.WRITTEN,), Fate.DELETE, "AVG, artikel 5, lid 1, onder e", _SINCE_AVG, days=90),
    Term(Retention.OWN_COPY, (Start.WRITTEN,), Fate.DELETE, "AVG, artikel 5, lid 1, onder e", _SINCE_AVG, days=7),
    Term(Retention.ACCESS_LOG, (Start.WRITTEN,), Fate.DELETE, "Stcrt. 2019, 38007", date(2019, 7, 16), years=5),
    Term(Retention.FINANCIAL, (Start.CLAIM_YEAR_ENDED,), Fate.KEEP, "AWR, artikel 52", _SINCE_AVG, years=7),
    Term(Retention.MEDICAL, (Start.WRITTEN,), Fate.DELETE, "BW, artikel 7:454, lid 3", date(2020, 1, 1), years=20),
    Term(Retention.ORGANISATION, (), Fate.KEEP, "Gaat niet over een zieke werknemer", _SINCE_AVG),
)


def term_on(day: date, retention: Retention, own_risks: frozenset[OwnRisk] = frozenset()) -> Term:
    """The period that holds on a day: of several the longest, because each is needed by somebody.

    Raises LookupError for a day before the first known rule.
    """
    found = [
        term
        for term in TERMS
        if term.retention is retention and term.holds_on(day) and (term.own_risk is None or term.own_risk in own_risks)
    ]
    if not found:
        raise LookupError(f"No period for {retention.value} on {day}")
    return min(found, key=lambda term: term.cut_off(day))


def risks_that_count(*, ziektewet: bool | None, wga: bool | None) -> frozenset[OwnRisk]:
    """Which own risks lengthen the period of an employer's files; one that nobody asked about yet (None) does."""
    answers = {OwnRisk.ZIEKTEWET: ziektewet, OwnRisk.WGA: wga}
    return frozenset(risk for risk, answer in answers.items() if answer is not False)


def terms_of(day: date, retention: Retention) -> Iterator[Term]:
    """All periods of a class that hold on a day, also those for employers who bear their own risk."""
    return (term for term in TERMS if term.retention is retention and term.holds_on(day))


def years_before(day: date, years: int) -> date:
    """The same day so many years ago; for 29 February the 28th, so that nothing goes a day too early."""
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return day.replace(year=day.year - years, day=28)
