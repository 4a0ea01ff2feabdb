"""Calling an arbeidsdeskundige to a file, the answer, and the end of it."""

from datetime import date, datetime

from django.core.exceptions import ValidationError

from accounts.actor import Actor, acting_as, system
from accounts.operation import NotNow, Stale, operation
from accounts.terms import Role, Verb
from cases.computation import deadlines_of
from cases.events import labour_expert_answered, labour_expert_called
from cases.models import AbsenceCase, Completion, LabourExpertCall
from cases.operations.step_corrections import take_back
from cases.operations.steps import complete, count, count_change, touch
from cases.timeline.explain import format_date
from cases.timeline.product_terms import latest_expert_call_until
from cases.timeline.schedule import State
from employers.models import LabourExpert, Membership

ASSESSMENT = "labour_expert_assessment"
RESOURCE = "cases.absencecase"


def running_call(case: AbsenceCase, today: date) -> LabourExpertCall | None:
    """The question that gives somebody this file today; None when it gives nobody."""
    found = LabourExpertCall.objects.filter(case=case, ended_at=None, valid_from__lte=today, valid_to__gte=today)
    call: LabourExpertCall | None = found.select_related("expert__user").first()
    return call


@operation(Verb.CALL_LABOUR_EXPERT, on="case", resource=RESOURCE, announces=labour_expert_called)
def call_labour_expert(
    *,
    actor: Actor,
    case: AbsenceCase,
    expert: LabourExpert,
    question: str,
    valid_to: date,
    today: date,
) -> LabourExpertCall:
    """Ask an arbeidsdeskundige to compare the work with what the employee can do; `valid_to` is his last day here.

    From today until that day, included, he sees the file: what somebody can do in work terms, never the contact log.
    Raises ValidationError for a day in the past or too far away and for who cannot be called; NotNow for a closed
    file, and while another question runs.
    """
    expert = LabourExpert.objects.visible_to(actor).select_related("user").get(pk=expert.pk)
    if not case.is_open:
        raise NotNow("Dit dossier is gesloten.")
    if running := running_call(case, today):
        raise NotNow(f"Er loopt al een vraag aan {running.expert.name}. Beëindig die eerst.")
    if not expert.is_active or not _can_look(expert):
        raise ValidationError({"expert": f"{expert.name} kan niet meer worden gevraagd. Kies iemand anders."})
    if not question.strip():
        raise ValidationError({"question": "Schrijf op wat u wilt weten."})
    if valid_to < today:
        raise ValidationError({"valid_to": "Kies vandaag of een latere dag."})
    if valid_to > (last := latest_expert_call_until(today)):
        raise ValidationError(
            {"valid_to": f"Kies een dag tot en met {format_date(last)}. Daarna kunt u opnieuw vragen."}
        )
    case.labour_expert, case.labour_expert_until = expert, valid_to
    _store_called(case)
    made: LabourExpertCall = LabourExpertCall.objects.create(
        case=case,
        employer_id=case.employer_id,
        expert=expert,
        question=question.strip(),
        valid_from=today,
        valid_to=valid_to,
        called_as=actor.role.value,
        called_by_id=actor.person_id,
    )
    return made


@operation(Verb.END_CALL, on="case", resource=RESOURCE)
def end_call(*, actor: Actor, case: AbsenceCase, at: datetime, today: date) -> AbsenceCase:
    """End it now: from this moment the arbeidsdeskundige sees nothing of the file. Question and answer stay."""
    call = running_call(case, today)
    if call is None:
        raise NotNow("Er loopt geen vraag aan een arbeidsdeskundige.")
    call.ended_at = at
    call.save(update_fields=["ended_at"])
    case.labour_expert = case.labour_expert_until = None
    _store_called(case)
    return case


@operation(Verb.ANSWER_CALL, on="case", resource=RESOURCE, announces=labour_expert_answered)
def answer_call(
    *,
    actor: Actor,
    case: AbsenceCase,
    answer: str,
    reported_on: date,
    expected_number: int,
    today: date,
    at: datetime,
) -> LabourExpertCall:
    """The arbeidsdeskundige answers in terms of work; `reported_on` is the day on which the examination was ready.

    That step of the file is done with it, when it is open. As long as the question runs he can put his answer right:
    the earlier one stays to be read, and the step that he did with it moves along. `expected_number` is how many
    answers he saw, 0 for the first. Raises Stale when there are others, ValidationError for no answer, for the one that
    stands there already and for a day before the question or in the future.
    """
    call = (
        LabourExpertCall.objects.visible_to(actor)
        .filter(expert=actor.person_id, ended_at=None)
        .get(case=case, valid_from__lte=today, valid_to__gte=today)
    )
    if call.number != expected_number:
        raise Stale("Er staat intussen een antwoord van u. Bekijk dat hieronder en verstuur opnieuw.")
    _check_answer(call, answer.strip(), reported_on, today)
    before = call.reported_on
    if call.answer:
        call.put_right(today)
    call.answer, call.reported_on = answer.strip(), reported_on
    call.save(update_fields=["answer", "reported_on", "earlier_answers"])
    if _does_step(case, before, reported_on, actor, at):
        touch(case)
    else:
        count_change(case)
    call.case = case
    return call


def _check_answer(call: LabourExpertCall, answer: str, reported_on: date, today: date) -> None:
    if not answer:
        raise ValidationError({"answer": "Schrijf uw antwoord op."})
    if not call.valid_from <= reported_on <= today:
        raise ValidationError({"reported_on": f"Kies een datum van {format_date(call.valid_from)} tot en met vandaag."})
    if (call.answer, call.reported_on) == (answer, reported_on):
        raise ValidationError({"answer": "Dit antwoord staat er al. Wijzig het, of ga terug."})


def _does_step(case: AbsenceCase, before: date | None, reported_on: date, actor: Actor, at: datetime) -> bool:
    """Let the answer do the step: the first when it is open, a later one when the first did it on another day."""
    if before is None:
        waits = (State.PENDING, State.PAUSED)
        does = any(step.key == ASSESSMENT and step.state in waits for step in deadlines_of(case))
    else:
        does = before != reported_on and _undo_step(case, before, actor, at)
    if does:
        complete(case=case, key=ASSESSMENT, done_on=reported_on, by=actor)
    return does


def _undo_step(case: AbsenceCase, on: date, actor: Actor, at: datetime) -> bool:
    """Take back that the answer did the step on this day; somebody else's record stays. Whether there was one."""
    own = case.completions.filter(key=ASSESSMENT, done_on=on, recorded_as=actor.role.value, recorded_by=actor.person_id)
    done: Completion | None = own.first()
    if done is None:
        return False
    take_back(done, actor, at)
    return True


def _can_look(expert: LabourExpert) -> bool:
    """Whether he has the role today; who calls him sees no roles of others."""
    with acting_as(system(Role.PROJECTOR)):
        roles = Membership.objects.in_force().filter(user=expert.pk, role=Role.LABOUR_EXPERT.value)
        return bool(roles.exists())


def _store_called(case: AbsenceCase) -> None:
    """Store who is called, and number that change."""
    count(case)
    case.save(update_fields=["labour_expert", "labour_expert_until", "version", "changed_as", "changed_at"])
