"""What the desk can hand over, and what it did lately."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Min, Q
from django.utils import timezone

from accounts.actor import Actor
from cases.forms.hand_over import HandOverForm
from cases.models import AbsenceCase, CaseTransfer
from cases.models.transfer_terms import AHEAD, State
from cases.operations.assignment import by_load
from employers.models import Ontzorgmanager

SHOWN = 10
"""So many of the latest hand-overs stand below the choice."""


@dataclass(frozen=True, slots=True)
class Choice:
    """What can be chosen: the files of one Ontzorgmanager, and who may get them."""

    giver: Ontzorgmanager
    files: list[AbsenceCase]
    ahead: dict[int, CaseTransfer]
    receivers: list[Ontzorgmanager]

    @property
    def free(self) -> list[int]:
        """The files that do not wait to be handed over already."""
        waiting = {pk for pk, one in self.ahead.items() if one.state == State.ASKED}
        return [case.pk for case in self.files if case.pk not in waiting]

    def has_words(self, case: AbsenceCase) -> bool:
        """Whether something lies ready for who goes on with it."""
        return case.pk in self.ahead and bool(self.ahead[case.pk].words)

    def form(self, data: Any = None, **more: Any) -> HandOverForm:
        """The form for this choice."""
        return HandOverForm(data, cases=self.free, receivers=self.receivers, **more)


def choice_of(actor: Actor, giver: Ontzorgmanager) -> Choice:
    """What can be chosen of this Ontzorgmanager today."""
    files = AbsenceCase.objects.visible_to(actor).open().filter(ontzorgmanager=giver.pk).with_people()
    found = list(files.order_by("employer__name", "employee__last_name", "pk"))
    ahead = CaseTransfer.objects.visible_to(actor).filter(case__in=found, state__in=AHEAD)
    receivers = by_load(timezone.localdate()).exclude(pk=giver.pk).select_related("user")
    return Choice(giver, found, {one.case_id: one for one in ahead}, list(receivers))


def lately(actor: Actor) -> list[dict[str, Any]]:
    """The latest hand-overs, each as it was asked for in one go."""
    asked = CaseTransfer.objects.visible_to(actor).exclude(asked_at=None).order_by()
    groups = asked.values("asked_at", "asked_by__name", "giver__user__name").annotate(
        first=Min("pk"),
        files=Count("pk"),
        moved=Count("pk", filter=Q(state=State.MOVED)),
        waiting=Count("pk", filter=Q(state=State.ASKED)),
    )
    return [dict(group) for group in groups.order_by("-asked_at", "first")[:SHOWN]]
