"""What a policy promises the employer: the welcome call and the yearly prevention check, done and recorded."""

from collections.abc import Iterable
from datetime import date

from django.core.exceptions import ValidationError

from accounts.actor import Actor, acting_as, system
from accounts.operation import NotNow, operation
from accounts.terms import Role, Verb
from cases.models import PolicyStep
from cases.policies import refresh_policies
from cases.talk_guides import guide_of_step
from cases.timeline.dutch import format_date
from employers.models import Policy


@operation(Verb.RECORD_POLICY_STEP, on="step", resource="cases.policystep")
def record_policy_step(
    *, actor: Actor, step: PolicyStep, done_on: date, today: date, subjects: Iterable[str] = ()
) -> PolicyStep:
    """Record that a step of a policy was done on a day; of a yearly one the next appears.

    `subjects` are those of its talk in `cases.talk_guides` that were gone through.

    Raises ValidationError for a day in the future, before the policy or not after the time before; NotNow when the
    step was recorded already.
    """
    if step.done_on is not None:
        raise NotNow(f"Deze afspraak is al vastgelegd: gedaan op {format_date(step.done_on)}.")
    with acting_as(system(Role.PROJECTOR)):
        policy = Policy.objects.get(pk=step.policy_id)
    _check_day(step, done_on, first=policy.starts_on, today=today)
    step.done_on, step.recorded_by_id = done_on, actor.person_id
    if guide := guide_of_step(step.key):
        step.subjects = guide.known(subjects)
    step.save(update_fields=["done_on", "recorded_by", "subjects"])
    refresh_policies([policy])
    return step


def _check_day(step: PolicyStep, done_on: date, *, first: date, today: date) -> None:
    if not first <= done_on <= today:
        raise ValidationError({"done_on": f"Kies een datum van {format_date(first)} tot en met vandaag."})
    before = PolicyStep.objects.filter(policy_id=step.policy_id, key=step.key, done_on__gte=done_on).first()
    if before is not None and before.done_on is not None:
        raise ValidationError({"done_on": f"De vorige keer was op {format_date(before.done_on)}. Kies een latere dag."})
