"""Whose answer the plan of a file waits for. Called by the operations on documents, inside their transaction."""

from collections.abc import Iterable

from cases.models import AbsenceCase


def await_answers(*, case_id: int, of: Iterable[str]) -> None:
    """Keep which parties still have to answer the plan that lies before them; nobody means the writer has to move.

    Changes no date and nothing that somebody sees on a form, so pages that are open stay valid.
    """
    AbsenceCase.objects.filter(pk=case_id).update(plan_waits_for=sorted(of))
