"""Saving a draft while somebody types."""

from django.http import Http404, HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.http import require_POST

from accounts.operations import LARGEST, save_draft
from accounts.request import ActorRequest

FORMS = frozenset(
    "report_sick problem_analysis plan_of_action vision ask_correction answer_correction call_labour_expert guidance "
    "transfer answer_call income wage order_intervention refuse_assignment report_progress end_intervention "
    "employee_vision job_tasks task_abilities return_tasks task_advice give_advice answer_advice withdraw_advice "
    "work_proposal work_answer coaching coaching_correction coaching_reaction "
    "confirm_guarantee ask_consult answer_consult answer_no_show plan_consult "
    "consider_expert conference conference_correction start_thread send_message "
    "talk_employer talk_ontzorgmanager talk_bedrijfsarts guide_intake guide_first_year guide_welcome".split()
)
LARGEST_ID = 2**63 - 1
_NOT_KEPT = {"csrfmiddlewaretoken"}


@require_POST
def draft(request: ActorRequest, form: str, about_id: int) -> HttpResponse:
    """POST the fields of a form; answers with the time at which they were kept."""
    if form not in FORMS or about_id > LARGEST_ID:
        raise Http404
    data = {name: values for name, values in request.POST.lists() if name not in _NOT_KEPT}
    size = sum(len(value) for values in data.values() for value in values)
    if size > LARGEST:
        return JsonResponse({"fout": "Deze tekst is te lang om te bewaren. Maak de tekst korter."}, status=422)
    save_draft(actor=request.actor, form=form, about_id=about_id, data=data)
    return JsonResponse({"saved_at": f"{timezone.localtime():%H:%M}"})
