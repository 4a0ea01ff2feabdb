"""What the policies promised and was done: welcome calls and yearly checks, but for the last one of a few companies."""

from datetime import date, timedelta

from accounts.actor import Actor, acting_as
from cases.models import PolicyStep
from cases.operations.policy_steps import record_policy_step
from employers.models import Policy

BEFORE_DUE = timedelta(days=3)
STILL_OPEN_EVERY = 5  # one company in so many waits for its last step


def keep(desk: Actor, policy: Policy, number: int, today: date) -> None:
    """Record each step whose last day has passed, on a day shortly before it."""
    waits = number % STILL_OPEN_EVERY == 0
    grace = timedelta(days=60) if waits else timedelta()
    while (step := _due(desk, policy, today - grace)) is not None:
        record_policy_step(actor=desk, step=step, done_on=max(policy.starts_on, step.due_on - BEFORE_DUE), today=today)


def _due(desk: Actor, policy: Policy, before: date) -> PolicyStep | None:
    with acting_as(desk):
        found: PolicyStep | None = PolicyStep.objects.filter(policy=policy, done_on=None, due_on__lt=before).first()
        return found
