"""A leave that is known already: other days, or none."""

from dataclasses import replace
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
from cases.operations.leave import check_leave, check_withdrawal
from cases.operations.leave_between import file_after
from cases.timeline.absence import Absence, Leave
from cases.timeline.dutch import format_date
from cases.timeline.facts import Facts
from cases.views.changes.change import Change, File, Group, Sent, Typed, make
from cases.views.changes.leave import length_words
from cases.views.changes.pages import ChangePage, file_of
from cases.views.changes.parting import followed, joining_words, parting_words, sent
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
    return followed(file, without_leave(file.facts, _fact(leave)))


def _check_gone(leave: MaternityLeave, file: File, _: Typed) -> None:
    check_withdrawal(file.case, leave.pk)


def _words_gone(leave: MaternityLeave, file: File, _: Typed) -> tuple[str, ...]:
    return parting_words(file, without_leave(file.facts, _fact(leave)).absence)


def _withdraw(leave: MaternityLeave, file: File, _typed: Typed, version: int) -> Sent:
    operations.withdraw_leave(
        actor=file.actor, case=file.case, leave_id=leave.pk, expected_version=version, today=file.today
    )
    return sent(file, WITHDRAWN)


def _withdrawal(leave: MaternityLeave) -> Change:
    return Change(
        key="verlof-intrekken",
        title="Verlof intrekken",
        explain=_said(leave),
        group=Group.LEAVE,
        verb=Verb.RECORD_LEAVE,
        form=make(ChangeForm),
        after=partial(_gone, leave),
        check=partial(_check_gone, leave),
        tells=partial(_words_gone, leave),
        apply=partial(_withdraw, leave),
        action="Verlof intrekken",
    )


def _absence(leave: MaternityLeave, file: File, typed: Typed) -> Absence:
    """The spells and leave with the right days; the first spell goes along where the file began after this leave."""
    after = file_after(file.case, leave.pk)
    if after is not None:
        return after.moved(typed["first"], typed["last"])
    return on_leave(without_leave(file.facts, _fact(leave)), typed["first"], typed["last"]).absence


def _moved(leave: MaternityLeave, file: File, typed: Typed) -> Facts:
    return followed(file, replace(file.facts, absence=_absence(leave, file, typed)))


def _check(leave: MaternityLeave, file: File, typed: Typed) -> None:
    check_leave(file.case, typed["first"], typed["last"], besides=leave.pk, today=file.today)


def _words(leave: MaternityLeave, file: File, typed: Typed) -> tuple[str, ...]:
    after = file_after(file.case, leave.pk)
    if after is None:
        whole = _absence(leave, file, typed)
        return (*length_words(typed), *joining_words(file, whole), *parting_words(file, whole))
    start = format_date(_absence(leave, file, typed).first_sick_day)
    begins = f"De eerste ziektedag van dit dossier wordt {start}."
    return (*length_words(typed), begins, f"Het verlof verandert ook in dossier {after.earlier.number}.")


def _correct(leave: MaternityLeave, file: File, typed: Typed, version: int) -> Sent:
    operations.correct_leave(
        actor=file.actor, case=file.case, leave_id=leave.pk, expected_version=version, today=file.today, **typed
    )
    return sent(file, CHANGED)


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
        tells=partial(_words, leave),
        apply=partial(_correct, leave),
    )
