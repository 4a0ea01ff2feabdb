"""When a file is split: which questions and talks go along to the file that begins."""

from datetime import date

from django.db.models import Exists, OuterRef, Q

from cases.consult_terms import OPEN
from cases.models import AbsenceCase, ConsultAppointment, ConsultReply, ConsultRequest


def move_consults(case: AbsenceCase, begun: AbsenceCase, start: date) -> None:
    """What still waits is about the file that goes on; the rest goes by its day. A question keeps its talks."""
    still = ConsultAppointment.objects.filter(request=OuterRef("pk"), state__in=OPEN)
    along = Q(asked_on__gte=start) | Q(ending="", sent_on=None) | Exists(still)
    ConsultRequest.objects.filter(along, case=case).update(case=begun)
    ConsultAppointment.objects.filter(request__case=begun).update(case=begun)
    dated = Q(day__gte=start) | Q(day=None, wanted_on__gte=start)
    alone = ConsultAppointment.objects.filter(case=case, request=None)
    alone.filter(Q(state__in=OPEN) | dated).update(case=begun)
    ConsultReply.objects.filter(appointment__case=begun).update(case=begun)
