"""A leave that is known already: other days, or none."""

from functools import partial

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_http_methods

from accounts.request import ActorRequest
from accounts.terms import Verb
from accounts.web import require_verb
from cases import operations
from cases.forms.changes import ChangeForm, LeaveForm
from cases.models import MaternityLeave
from cases.operations.leave import check_leave
from cases.timeline.absence import Leave
from cases.timeline.dutch import format_date
from cases.timeline.facts import Facts
from cases.views.changes.change import Change, File, Group, Sent, Typed, make
from cases.views.changes.pages import ChangePage, file_of
from cases.whatif import on_leave, without_leave

WITHDRAWN = "Het verlof is ingetrokken. De datums zijn aangepast."
CHANGED = "Het verlof is gewijzigd. De datums zijn aangepast."


@require_http_methods(["GET", "POST"])
def change_leave(request: ActorRequest, case_id: int, leave_id: int) -> HttpResponse:
    """Give a leave its right days."""
    return _page(request, case_id, leave_id, withdraw=False)


@require_http_methods(["GET", "POST"])
def withdraw_leave(request: ActorRequest, case_id: int, leave_id: int) -> HttpResponse:
    """Take back a leave that was not."""
    return _page(request, case_id, leave_id, withdraw=True)


def _page(request: ActorRequest, case_id: int, leave_id: int, *, withdraw: bool) -> HttpResponse:
    require_verb(request, Verb.RECORD_LEAVE, "cases.absencecase")
    leaves = MaternityLeave.objects.visible_to(request.actor).filter(case=case_id)
    leave = get_object_or_404(leaves, pk=leave_id)
    page = ChangePage(request, (_withdrawal if withdraw else _correction)(leave), file_of(request, case_id))
    return page.blank() if request.method == "GET" else page.answer()


def _fact(leave: MaternityLeave) -> Leave:
    return Leave(leave.first, leave.last)


def _said(leave: MaternityLeave) -> str:
    return f"Vastgelegd is verlof van {format_date(leave.first)} tot en met {format_date(leave.last)}."


def _gone(leave: MaternityLeave, file: File, _: Typed) -> Facts:
    return without_leave(file.facts, _fact(leave))


def _withdraw(leave: MaternityLeave, file: File, _typed: Typed, version: int) -> Sent:
    operations.withdraw_leave(actor=file.actor, case=file.case, leave_id=leave.pk, expected_version=version)
    return Sent(WITHDRAWN)


def _withdrawal(leave: MaternityLeave) -> Change:
    return Change(
        key="verlof-intrekken",
        title="Verlof intrekken",
        explain=_said(leave),
        group=Group.LEAVE,
        verb=Verb.RECORD_LEAVE,
        form=make(ChangeForm),
        after=partial(_gone, leave),
        apply=partial(_withdraw, leave),
        action="Verlof intrekken",
    )


def _moved(leave: MaternityLeave, file: File, typed: Typed) -> Facts:
    return on_leave(without_leave(file.facts, _fact(leave)), typed["first"], typed["last"])


def _check(leave: MaternityLeave, file: File, typed: Typed) -> None:
    check_leave(file.case, typed["first"], typed["last"], besides=leave.pk)


def _correct(leave: MaternityLeave, file: File, typed: Typed, version: int) -> Sent:
    operations.correct_leave(actor=file.actor, case=file.case, leave_id=leave.pk, expected_version=version, **typed)
    return Sent(CHANGED)


def _correction(leave: MaternityLeave) -> Change:
    return Change(
        key="verlof-wijzigen",
        title="Verlof wijzigen",
        explain=_said(leave),
        group=Group.LEAVE,
        verb=Verb.RECORD_LEAVE,
        form=make(LeaveForm, lambda _: {"first": leave.first, "last": leave.last}),
        after=partial(_moved, leave),
        check=partial(_check, leave),
        apply=partial(_correct, leave),
    )
