"""Files as JSON: the same operations and the same eyes as the pages."""

from datetime import date
from typing import Any

from django.shortcuts import get_object_or_404
from django.utils import timezone
from rest_framework.pagination import PageNumberPagination
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.actor import Actor
from accounts.operation import Refused
from accounts.request import ApiRequest
from accounts.terms import Verb
from accounts.visible import Visible, visible_all
from cases import looked, operations
from cases.computation import deadlines_of
from cases.explanations import completions_of, explain
from cases.models import AbsenceCase, Milestone
from cases.serializers import CaseSerializer, LookSerializer, MilestoneSerializer, RecoverySerializer, valid


class Pages(PageNumberPagination):
    """Fifty at a time."""

    page_size = 50


class Cases(APIView):
    """The files this person may see in this role."""

    def get(self, request: ApiRequest) -> Response:
        """List them, the newest first; refused (403) to a role that has no files."""
        if not request.actor.may(Verb.READ_CASE, "cases.absencecase"):
            raise Refused(request.actor.role, Verb.READ_CASE, "cases.absencecase")
        pages = Pages()
        found = pages.paginate_queryset(AbsenceCase.objects.visible_to(request.actor).with_people(), request, view=self)
        rows = CaseSerializer(visible_all(found or [], request.actor.role), many=True).data
        return pages.get_paginated_response(rows)


class Case(APIView):
    """One file with its steps."""

    def get(self, request: ApiRequest, case_id: int) -> Response:
        """Read it; leaves a trace of who looked."""
        case = get_object_or_404(_files(request.actor), pk=case_id)
        operations.read_case(actor=request.actor, case=case)
        return Response(_whole(case, request.actor, timezone.localdate()))


class Looks(APIView):
    """Who looked at a file, for the employee and the bedrijfsarts of that file."""

    def get(self, request: ApiRequest, case_id: int) -> Response:
        """The newest first; what the reader did himself with ?own=1."""
        actor = request.actor
        case = get_object_or_404(AbsenceCase.objects.visible_to(actor).with_people(), pk=case_id)
        operations.read_trail(actor=actor, case=case)
        pages = Pages()
        rows = looked.looks(actor, case, own=request.query_params.get("own") == "1")
        found: Any = pages.paginate_queryset(rows, request, view=self)
        return pages.get_paginated_response(LookSerializer(looked.told(actor, case, found or []), many=True).data)


class Recovery(APIView):
    """That the employee has recovered."""

    def post(self, request: ApiRequest, case_id: int) -> Response:
        """Report it; answers with the file as it is then."""
        case = get_object_or_404(AbsenceCase.objects.visible_to(request.actor), pk=case_id)
        today = timezone.localdate()
        operations.report_recovery(actor=request.actor, case=case, today=today, **valid(RecoverySerializer, request))
        return Response(_whole(_files(request.actor).get(pk=case_id), request.actor, today))


def _files(actor: Actor) -> Any:
    return AbsenceCase.objects.visible_to(actor).with_people().with_facts()


def _whole(case: AbsenceCase, actor: Actor, today: date) -> dict[str, Any]:
    steps = Milestone.objects.visible_to(actor).filter(case=case)
    computed = deadlines_of(case)
    context = {
        "deadlines": {(step.key, step.occurrence): step for step in computed},
        "explanations": explain(computed, completions_of(case), actor.role),
        "today": today,
    }
    milestones = MilestoneSerializer(visible_all(steps, actor.role), many=True, context=context).data
    return {**CaseSerializer(Visible(case, actor.role)).data, "milestones": milestones}
