"""What deciding about a proposal is, whatever is proposed."""

from collections.abc import Callable
from datetime import datetime

from accounts.actor import Actor
from accounts.operation import NotNow
from cases.models.proposal import Proposal


def settle(actor: Actor, row: Proposal, *, activate: bool, at: datetime, check: Callable[[], None]) -> None:
    """Bring it into force, or decline it. `check` says by NotNow why it cannot come into force any more.

    Raises NotNow when it was decided before, and when the person who proposed it wants to bring it into force: that
    takes a second person. Declining one's own proposal does not.
    """
    if row.activated is not None:
        raise NotNow("Over dit voorstel is al beslist. Bekijk de stand op deze pagina.")
    if activate:
        if row.proposed_by_id == actor.person_id:
            raise NotNow("U heeft dit voorstel zelf gedaan. Vraag een collega om het te bekijken en in te voeren.")
        check()
    row.activated, row.decided_by_id, row.decided_at = activate, actor.person_id, at
    row.save(update_fields=["activated", "decided_by", "decided_at"])
