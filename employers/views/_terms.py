"""Agreements of an employer as a history: which one runs, which is over, which is still to come."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from accounts.actor import Actor
from accounts.visible import Visible
from employers.models import OhsContract, Policy
from employers.views._lists import POLICY_WORDS


@dataclass(frozen=True, slots=True)
class AgreementRow:
    """One policy or arbocontract; `last_day` is inclusive, as people read it. None: no end is known."""

    agreement: Visible
    kind: str
    word: str
    last_day: date | None
    casemanagement: str


def agreement_rows(agreements: Iterable[OhsContract | Policy], actor: Actor, today: date) -> list[AgreementRow]:
    """The history as lines of a table."""
    return [
        AgreementRow(
            Visible(one, actor.role),
            *state_word(one.starts_on, one.ends_on, today),
            one.ends_on - timedelta(days=1) if one.ends_on else None,
            POLICY_WORDS[one.casemanagement_by] if isinstance(one, Policy) else "",
        )
        for one in agreements
    ]


def state_word(starts_on: date, ends_on: date | None, today: date) -> tuple[str, str]:
    """Kind of badge and word; `ends_on` is exclusive."""
    if ends_on is not None and ends_on <= today:
        return "plain", "Beëindigd"
    return ("info", "Gaat nog in") if starts_on > today else ("ok", "Loopt")


def runs_without_guarantee(policies: Iterable[Policy], today: date) -> bool:
    """Whether the policy of today leaves the case management, and so the guarantee, to the employer."""
    own = Policy.CaseManagement.EMPLOYER
    return any(one.in_force_on(today) and one.casemanagement_by == own for one in policies)
