"""A step that was recorded by mistake, or on the wrong day: put right by the role that recorded it."""

from collections.abc import Iterable
from datetime import date, datetime

from django.core.exceptions import PermissionDenied, ValidationError

from accounts.actor import Actor
from accounts.operation import NotNow, operation
from accounts.terms import Role, Verb
from cases.computation import deadlines_of, facts_of
from cases.models import AbsenceCase, Completion
from cases.operations.fact_checks import decided_about_application
from cases.operations.steps import check_done, check_version, complete, may_record, touch
from cases.timeline.dutch import format_date
from cases.timeline.facts import Facts
from cases.timeline.schedule import Deadline
from cases.whatif import done, undone

APPLICATION = "wia_application"
FINISHED = "Dit dossier is gesloten. Klopt een stap niet? Bel Re-integratie en Diensten."


def may_take_back(role: Role, completion: Completion) -> bool:
    """Whether somebody in this role recorded this step by hand.

    What a document, an act with a screen of its own or the calendar completed is put right there, or not at all.
    """
    return completion.recorded_as == role.value and may_record(
        role, completion.key, self_guided=completion.case.is_self_guided
    )


def own_steps(completions: Iterable[Completion], role: Role) -> dict[str, Completion]:
    """Per step the completion that this role may take back: only the last time, as the next ones count from it."""
    last = {one.key: one for one in sorted(completions, key=lambda one: one.done_on)}
    return {key: one for key, one in last.items() if may_take_back(role, one)}


@operation(Verb.WITHDRAW_STEP, on="case", resource="cases.absencecase")
def withdraw_step(*, actor: Actor, case: AbsenceCase, key: str, expected_version: int, at: datetime) -> AbsenceCase:
    """Take back that a step was done, of a repeating one the last time: it stands open as the facts say.

    What counted from its day moves back; what was done after it stays done. The record of it stays, with what was
    true when it was recorded. Raises PermissionDenied for whoever did not record it in this role, Stale for an old
    page, NotNow for a step that was not done, a closed file or an application about which UWV decided.
    """
    completion = _last(case, key, actor, expected_version)
    check_withdrawn(completion, facts_of(case))
    take_back(completion, actor, at)
    return touch(case)


@operation(Verb.WITHDRAW_STEP, on="case", resource="cases.absencecase")
def correct_step(
    *, actor: Actor, case: AbsenceCase, key: str, done_on: date, expected_version: int, today: date, at: datetime
) -> AbsenceCase:
    """Give a step that was done its right day: takes back the record and makes a new one, with what is true now.

    Raises what `withdraw_step` and `record_step` raise.
    """
    completion = _last(case, key, actor, expected_version)
    check_other_day(completion, done_on)
    check_before_sanction(completion, done_on, facts_of(case))
    take_back(completion, actor, at)
    check_done(case, key, done_on, today, deadlines_of(case))
    complete(case=case, key=key, done_on=done_on, by=actor)
    return touch(case)


def check_corrected(
    case: AbsenceCase, completion: Completion, done_on: date, today: date, steps: Iterable[Deadline]
) -> None:
    """Refuse beforehand what `correct_step` would; `steps` are those of the file without this completion."""
    check_other_day(completion, done_on)
    check_done(case, completion.key, done_on, today, steps)


def check_other_day(completion: Completion, done_on: date) -> None:
    """Raises ValidationError for the day that is recorded already."""
    if completion.done_on == done_on:
        raise ValidationError({"done_on": "Deze dag is al vastgelegd. Kies een andere dag, of ga terug."})


def check_withdrawn(completion: Completion, facts: Facts) -> None:
    """A wage sanction does not stay without the application it is about. Raises NotNow (WIA art. 25 lid 9)."""
    left = undone(facts, completion.key, completion.done_on)
    if completion.key == APPLICATION and facts.sanction and _refused(left, facts.sanction.decided_on):
        decided = format_date(facts.sanction.decided_on)
        raise NotNow(
            f"In het dossier staat een loonsanctie van {decided}. UWV legt die alleen op na een WIA-aanvraag. Klopt "
            "de loonsanctie niet? Laat die dan eerst intrekken. Klopt alleen de datum van de aanvraag niet? Wijzig dan "
            "die datum."
        )


def check_before_sanction(completion: Completion, done_on: date, facts: Facts) -> None:
    """UWV decided about a wage sanction on or after the day of the application. Raises ValidationError."""
    moved = done(undone(facts, completion.key, completion.done_on), completion.key, done_on)
    if completion.key == APPLICATION and facts.sanction and _refused(moved, facts.sanction.decided_on):
        decided = format_date(facts.sanction.decided_on)
        sentence = (
            f"UWV besliste op {decided} over een loonsanctie, dus na de aanvraag. Kies {decided} of een eerdere dag."
        )
        raise ValidationError({"done_on": sentence})


def _refused(facts: Facts, decided_on: date) -> bool:
    return bool(decided_about_application(facts.first_done(APPLICATION), decided_on))


def _last(case: AbsenceCase, key: str, actor: Actor, expected_version: int) -> Completion:
    check_version(case, expected_version)
    if not case.is_open:
        raise NotNow(FINISHED)
    found: Completion | None = case.completions.filter(key=key).order_by("done_on").last()
    if found is None:
        raise NotNow("Deze stap is niet vastgelegd, of al ingetrokken. Bekijk de stappen in het dossier.")
    if not may_take_back(actor.role, found):
        raise PermissionDenied(f"{actor.role} did not record {key}")
    return found


def take_back(completion: Completion, actor: Actor, at: datetime) -> None:
    """Let a step count as not done; the record stays. For operations only, inside their transaction."""
    completion.withdrawn_by_id, completion.withdrawn_at = actor.person_id, at
    completion.save(update_fields=["withdrawn_by", "withdrawn_at"])
