"""Maternity leave in a file."""

from accounts.terms import Verb
from cases import operations
from cases.forms.changes import LeaveForm
from cases.operations.leave import check_leave
from cases.timeline.dutch import count_days, format_date
from cases.timeline.facts import Facts
from cases.views.changes.change import GUIDES, Change, File, Group, Sent, Typed, make
from cases.whatif import on_leave


def _on_leave(file: File, typed: Typed) -> Facts:
    return on_leave(file.facts, typed["first"], typed["last"])


def _check(file: File, typed: Typed) -> None:
    check_leave(file.case, typed["first"], typed["last"])


def _words(_: File, typed: Typed) -> tuple[str, ...]:
    days = (typed["last"] - typed["first"]).days + 1
    period = f"van {format_date(typed['first'])} tot en met {format_date(typed['last'])}"
    return (f"Het verlof duurt {count_days(days)}, {period}. Die dagen tellen niet mee.",)


def _record(file: File, typed: Typed, version: int) -> Sent:
    operations.record_leave(actor=file.actor, case=file.case, expected_version=version, **typed)
    return Sent("Het verlof is vastgelegd. De datums zijn aangepast.")


def _finished(file: File) -> str:
    return "" if file.case.is_open else "Dit dossier is afgesloten. Verlof verandert er niets meer aan."


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
    tried_by=GUIDES,
)
