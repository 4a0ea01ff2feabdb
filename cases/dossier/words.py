"""What one step is called in a file and how it stands, in words for one role. Pure: reads nothing."""

from datetime import date

from accounts.terms import Role, seen_as
from cases.addressed import addressed
from cases.models import Waiver
from cases.timeline.advice import STANDS_STILL, may_know, tells_advice
from cases.timeline.dutch import count_days, format_date
from cases.timeline.reason import Kind
from cases.timeline.rules import Party
from cases.timeline.schedule import Deadline, State
from cases.timeline.words import term_in_file
from cases.urgency import title


def title_of(step: Deadline, *, assigned: bool) -> str:
    """What the step is called in this file."""
    fitting = term_in_file(step.rule, step.moment)
    return fitting if fitting != step.rule.term else title(step.rule, step.occurrence, assigned=assigned)


def text_of(step: Deadline, role: Role, waiting: str, due: date | None, *, mine: bool) -> str:
    """When it was done or has to be, and by whom; `waiting` says with whom it rests, `due` the last day."""
    if step.done_on is not None:
        return _done_text(step.done_on, None if step.rule.answered_later else due)
    if step.due is None:
        return _still_text(step, role)
    if step.rule.lapses and (mine or step.rule.responsible is not Party.UWV):
        who = "Mag" if mine else f"De {step.rule.responsible.label} mag dit"
        return f"{who}, hoeft niet · tot en met {format_date(step.due)}"
    aim = f", liefst op {format_date(step.target)}" if step.target is not None and step.target < step.due else ""
    return f"{waiting[:1].upper()}{waiting[1:]} · uiterlijk {format_date(step.due)}{aim}"


def _still_text(step: Deadline, role: Role) -> str:
    """Why a step has no date, as far as this role may know: what it waits for, or that nobody set one."""
    if step.state is State.PAUSED:
        why = next(reason.text for reason in step.reasons if reason.kind is Kind.STATE)
        return STANDS_STILL if _is_secret(why, role) else why
    target = f", meestal uiterlijk {format_date(step.target)}" if step.target else ""
    return f"Zonder vaste datum{target}"


def _done_text(done_on: date, due: date | None) -> str:
    done = f"Gedaan op {format_date(done_on)}"
    if due is None or done_on == due:
        return done
    days = count_days(abs((due - done_on).days))
    return f"{done}, {days} {'vóór' if done_on < due else 'na'} de laatste dag"


def _is_secret(sentence: str, role: Role) -> bool:
    return tells_advice(sentence) and not may_know(Party(seen_as(role).value))


def waived_text(step: Deadline, waiver: Waiver | None, role: Role) -> str:
    """Why the step is not needed, as far as this role may know, and who said so."""
    if waiver is None:
        return "Niet nodig"
    ground = (step.rule.ground(waiver.told_ground) or "reden niet meer bekend") if waiver.told_ground else ""
    if not ground or _is_secret(ground, role):
        ground = "Niet nodig"
    return f"{addressed(ground, role)} · vastgelegd door {waiver.recorded_by} op {format_date(waiver.waived_on)}"
