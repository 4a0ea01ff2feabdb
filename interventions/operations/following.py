"""What becomes of help when its file ends or turns out to be two: done by the system, inside an act of somebody."""

from datetime import date

from django.db.models import Q

from accounts.actor import acting_as, system
from accounts.terms import Role
from cases.models import AbsenceCase
from cases.models.transfer_terms import Part
from cases.timeline.dutch import format_date
from interventions.models import Assignment, Briefing, Intervention, ProgressReport
from interventions.models.intervention import OPEN
from interventions.operations.ordering import take_back


def stop_with_file(case: AbsenceCase, today: date) -> list[Intervention]:
    """End all help of a file that is over, and return it: whoever ends a file need not be who asked for help."""
    with acting_as(system(Role.PROJECTOR)):
        found = Intervention.objects.filter(case=case.pk, state__in=OPEN).select_related("assignment")
        # Held, because the provider may be answering just now: what was answered meanwhile is looked at as it is.
        running = list(found.select_for_update(of=("self",), no_key=True).order_by("pk"))
        for one in running:
            take_back(one, today)
    return running


def move_help(*, earlier: AbsenceCase, later: AbsenceCase, since: date) -> None:
    """Help that still runs, or was asked since the later file began, belongs to that file.

    Inside the transaction that splits the file.
    """
    moved = Intervention.objects.filter(Q(ordered_on__gte=since) | Q(ended_on=None), case=earlier)
    numbers = list(moved.values_list("pk", "assignment_id"))
    interventions, assignments = [pk for pk, _ in numbers], [pk for _, pk in numbers]
    Assignment.objects.filter(pk__in=assignments).update(case=later)
    Briefing.objects.filter(assignment__in=assignments).update(case=later)
    Intervention.objects.filter(pk__in=interventions).update(case=later)
    ProgressReport.objects.filter(intervention__in=interventions).update(case=later)


def help_for_note(case_id: int) -> Part | None:
    """Help that is not over: state and last day; None without any.

    Without the goal: those words are kept shorter than the file in which the note stays.
    """
    with acting_as(system(Role.PROJECTOR)):
        found = Intervention.objects.filter(case=case_id, state__in=OPEN).order_by("ordered_on", "pk")
        lines = tuple(f"{one.state_label}, tot en met {format_date(one.ends_on)}." for one in found)
    return Part("Hulp", lines) if lines else None
