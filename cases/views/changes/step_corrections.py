"""A step that was recorded by mistake, or on the wrong day: who recorded it takes it back or gives it its right day."""

from django.http import QueryDict
from django.utils import timezone

from accounts.terms import Role, Verb
from cases import operations
from cases.forms.changes import ChangeForm, PickStepForm, StepDayForm
from cases.models import Completion
from cases.models.milestone import RULE_BY_KEY
from cases.operations.step_corrections import (
    FINISHED,
    check_before_sanction,
    check_corrected,
    check_withdrawn,
    may_take_back,
    own_steps,
)
from cases.readers import NAMES
from cases.timeline.dutch import format_date
from cases.timeline.facts import Facts
from cases.timeline.schedule import deadlines
from cases.views.changes.change import Change, File, Group, Sent, Typed
from cases.whatif import done, undone


def _own(file: File) -> dict[str, Completion]:
    return own_steps(file.case.completions.all(), file.actor.role)


def _choices(file: File) -> list[tuple[str, str]]:
    found = sorted(_own(file).items(), key=lambda pair: pair[1].done_on, reverse=True)
    return [(key, f"{_named(file, key)}, gedaan op {format_date(one.done_on)}") for key, one in found]


def _named(file: File, key: str) -> str:
    """The step, and of one that was done several times which time: only the last one can be put right."""
    times = len(file.facts.done.get(key, ()))
    return (
        f"{RULE_BY_KEY[key].term} ({times}e keer)" if RULE_BY_KEY[key].repeats and times > 1 else RULE_BY_KEY[key].term
    )


def _which(file: File, data: QueryDict | Typed | None, start: Typed | None) -> ChangeForm:
    return _asking(PickStepForm(data, initial=start, steps=_choices(file)), file)


def _which_and_when(file: File, data: QueryDict | Typed | None, start: Typed | None) -> ChangeForm:
    return _asking(StepDayForm(data, initial=_old_day(file, start), steps=_choices(file)), file)


def _asking(form: ChangeForm, file: File) -> ChangeForm:
    if any(len(file.facts.done.get(key, ())) > 1 for key in _own(file)):
        form.fields["key"].help_text = "Is een stap vaker gedaan? Dan gaat het om de laatste keer."
    return form


def _old_day(file: File, start: Typed | None) -> Typed | None:
    """The step that a link named, or the only one there is, begins with the day that was recorded."""
    own, start = _own(file), start or {}
    key = start.get("key") or (next(iter(own)) if len(own) == 1 else "")
    return {"key": key, "done_on": own[key].done_on} | start if key in own else start


def _nothing_recorded(file: File) -> str:
    if not file.case.is_open:
        return FINISHED
    return "" if _own(file) else _why_none(file)


def _why_none(file: File) -> str:
    """Whoever did record a step reads what became of it."""
    standing = list(file.case.completions.all())
    mine = [one for one in standing if may_take_back(file.actor.role, one)]
    if not mine:
        return "U heeft in dit dossier geen stap vastgelegd, of u heeft die al ingetrokken."
    key = max(mine, key=lambda one: one.done_on).key
    last = max((one for one in standing if one.key == key), key=lambda one: one.done_on)
    by = NAMES.get(Role(last.recorded_as)) if last.recorded_as else None
    return (
        f"{RULE_BY_KEY[key].term}: de laatste keer is vastgelegd door {by or 'een ander'}, op "
        f"{format_date(last.done_on)}. Alleen wie de laatste keer vastlegde, kan die wijzigen of intrekken."
    )


def _without(file: File, typed: Typed) -> Facts:
    return undone(file.facts, typed["key"], _own(file)[typed["key"]].done_on)


def _rests_on_it(file: File, typed: Typed) -> tuple[str, ...]:
    """What was done after it and stays done."""
    key = typed["key"]
    later = [rule.term for rule in RULE_BY_KEY.values() if key in rule.prerequisites and rule.key in file.facts.done]
    stays = (f"Dit is daarna gedaan en blijft gedaan: {', '.join(later)}.",) if later else ()
    return ("De stap staat weer open. Dat u hem had vastgelegd, blijft bewaard.", *stays)


def _check_withdrawn(file: File, typed: Typed) -> None:
    check_withdrawn(_own(file)[typed["key"]], file.facts)


def _withdraw(file: File, typed: Typed, version: int) -> Sent:
    operations.withdraw_step(
        actor=file.actor, case=file.case, key=typed["key"], expected_version=version, at=timezone.now()
    )
    return Sent(f"De vastlegging is ingetrokken: {RULE_BY_KEY[typed['key']].term}.")


WITHDRAWN_STEP = Change(
    key="vastlegging-intrekken",
    title="Vastlegging intrekken",
    explain="U heeft per ongeluk vastgelegd dat een stap is gedaan. De stap staat dan weer open.",
    group=Group.STEPS,
    verb=Verb.WITHDRAW_STEP,
    form=_which,
    after=_without,
    check=_check_withdrawn,
    tells=_rests_on_it,
    closed=_nothing_recorded,
    apply=_withdraw,
    action="Vastlegging intrekken",
)


def _on_another_day(file: File, typed: Typed) -> Facts:
    return done(_without(file, typed), typed["key"], typed["done_on"])


def _check(file: File, typed: Typed) -> None:
    steps = deadlines(_without(file, typed), file.known.rules)
    check_before_sanction(_own(file)[typed["key"]], typed["done_on"], file.facts)
    check_corrected(file.case, _own(file)[typed["key"]], typed["done_on"], file.today, steps)


def _correct(file: File, typed: Typed, version: int) -> Sent:
    operations.correct_step(
        actor=file.actor, case=file.case, expected_version=version, today=file.today, at=timezone.now(), **typed
    )
    return Sent(f"De datum is gewijzigd: {RULE_BY_KEY[typed['key']].term}, gedaan op {format_date(typed['done_on'])}.")


STEP_DAY = Change(
    key="datum-van-een-stap",
    title="Datum van een stap wijzigen",
    explain="De stap is gedaan, maar op een andere dag dan u heeft vastgelegd.",
    group=Group.STEPS,
    verb=Verb.WITHDRAW_STEP,
    form=_which_and_when,
    after=_on_another_day,
    check=_check,
    closed=_nothing_recorded,
    apply=_correct,
    action="Datum wijzigen",
)
