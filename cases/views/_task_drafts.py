"""What was typed about a version of the tasks and not sent: brought back, and let go of once it was."""

from collections.abc import Sequence
from typing import Any

from accounts.guarded import GuardedForm
from accounts.operations import forget_draft
from accounts.request import ActorRequest
from accounts.web import brought_back, kept_answers, record_kept
from cases.forms.task_answers import kept_in
from cases.models import AbsenceCase, TaskAnalysis


def typed(request: ActorRequest, form: str, analysis: TaskAnalysis) -> dict[str, Any]:
    """What this person typed before in this form."""
    draft = brought_back(request, form, analysis.pk)
    return kept_answers(draft).dict() if draft else {}


def let_go(
    request: ActorRequest, form: str, case: AbsenceCase, analysis: TaskAnalysis, sent: Sequence[GuardedForm]
) -> None:
    """After it was saved: record which words stayed, and let go of what was typed."""
    record_kept(request, form, analysis.pk, kept_in(sent), case_id=case.pk)
    forget_draft(request.actor, form, analysis.pk)
