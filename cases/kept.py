"""The derivation of a step that was done, as it was then: what every reader of the step may know, and the whole."""

from collections.abc import Collection

from accounts.actor import current_actor
from cases.models import AdvisedDerivation, Completion
from cases.timeline.advice import HIDDEN


def whole_derivations(completions: Collection[Completion]) -> dict[int, list[str]]:
    """Per completion, by its number, the whole derivation where it has a row of its own and the acting person sees it.

    Asks the database only when one of these completions has a part that not everybody sees.
    """
    parted = [one.pk for one in completions if HIDDEN in one.why]
    if not parted:
        return {}
    rows = AdvisedDerivation.objects.visible_to(current_actor()).filter(completion__in=parted)
    return dict(rows.values_list("completion_id", "why"))
