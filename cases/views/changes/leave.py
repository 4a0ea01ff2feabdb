"""Maternity leave in a file."""

from accounts.operation import NotNow
from accounts.terms import Verb
from cases import operations
from cases.forms.changes import LeaveForm
from cases.operations.leave import check_leave, check_open
from cases.timeline.absence import Leave
from cases.timeline.dutch import count_days, format_date
from cases.timeline.facts import Facts
from cases.timeline.maternity import is_short
from cases.views.changes.change import Change, File, Group, Sent, Typed, make
from cases.views.changes.parting import followed, joining_words, parting_words, sent
from cases.whatif import on_leave


def _on_leave(file: File, typed: Typed) -> Facts:
    return followed(file, on_leave(file.facts, typed["first"], typed["last"]))


def _check(file: File, typed: Typed) -> None:
    check_leave(file.case, typed["first"], typed["last"], today=file.today)


def length_words(typed: Typed) -> tuple[str, ...]:
    """How long a leave lasts, and a question where it is shorter than the law gives."""
    leave = Leave(typed["first"], typed["last"])
    days = (leave.last - leave.first).days + 1
    period = f"van {format_date(leave.first)} tot en met {format_date(leave.last)}"
    said = (f"Het verlof duurt {count_days(days)}, {period}. Die dagen tellen niet mee.",)
    if not is_short(leave):
        return said
    return (*said, "Iedereen heeft recht op ten minste 16 weken. Controleer of dit alle dagen zijn.")


def _words(file: File, typed: Typed) -> tuple[str, ...]:
    after = on_leave(file.facts, typed["first"], typed["last"])
    return (*length_words(typed), *joining_words(file, after.absence), *parting_words(file, after.absence))


def _record(file: File, typed: Typed, version: int) -> Sent:
    operations.record_leave(actor=file.actor, case=file.case, expected_version=version, today=file.today, **typed)
    return sent(file, "Het verlof is vastgelegd. De datums zijn aangepast.")


def _finished(file: File) -> str:
    try:
        check_open(file.case)
    except NotNow as refusal:
        return str(refusal)
    return ""


LEAVE = Change(
    key="verlof",
    title="Zwangerschaps- of bevallingsverlof",
    explain="Verlofdagen tellen niet als ziekte en niet als herstel. Alle latere datums schuiven op.",
    basis="WIA art. 23 lid 5; BW art. 7:629 lid 10",
    group=Group.LEAVE,
    verb=Verb.RECORD_LEAVE,
    form=make(LeaveForm),
    after=_on_leave,
    check=_check,
    tells=_words,
    closed=_finished,
    apply=_record,
    tries=Verb.TRY_CHANGE,
)
