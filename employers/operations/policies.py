"""The insurance policy of an employer, and who does the case management under it."""

from datetime import date

from accounts.actor import Actor
from accounts.operation import operation
from accounts.terms import Verb
from employers.events import policy_changed
from employers.models import Employer, Policy
from employers.operations._checks import check_fields, check_free, day_text, refuse, update
from employers.operations._succession import make_room

RESOURCE = "employers.policy"
TAKEN = "Dit polisnummer bestaat al. Controleer het nummer."


@operation(Verb.MANAGE_POLICY, resource=RESOURCE, announces=policy_changed)
def start_policy(*, actor: Actor, employer: Employer, number: str, starts_on: date, casemanagement_by: str) -> Policy:
    """Insure an employer from `starts_on` (inclusive); a policy that runs on that day ends there.

    With case management by the employer new files get no Ontzorgmanager. Files that are open keep theirs.
    """
    employer = Employer.objects.visible_to(actor).select_for_update(of=("self",)).get(pk=employer.pk)
    policy = Policy(employer=employer, number=number, starts_on=starts_on, casemanagement_by=casemanagement_by)
    _check(policy)
    make_room(Policy.objects.filter(employer=employer), starts_on, "polis")
    policy.save(force_insert=True)
    return policy


@operation(Verb.MANAGE_POLICY, on="policy", resource=RESOURCE, announces=policy_changed)
def change_policy(*, actor: Actor, policy: Policy, number: str, casemanagement_by: str, ends_on: date | None) -> Policy:
    """Correct a policy or end it. `ends_on` is the first day without cover; None lets it run on.

    Raises ValidationError when it would end before it starts or run into the policy that follows it.
    """
    names = update(policy, {"number": number, "casemanagement_by": casemanagement_by, "ends_on": ends_on})
    _check(policy)
    _check_end(policy)
    policy.save(update_fields=names)
    return policy


def _check(policy: Policy) -> None:
    check_fields(policy)
    check_free(Policy.objects.all(), "number", policy, TAKEN)


def _check_end(policy: Policy) -> None:
    ends_on = policy.ends_on
    if ends_on is not None and ends_on <= policy.starts_on:
        refuse("ends_on", f"De polis begon op {day_text(policy.starts_on)}. Kies een einddatum na die dag.")
    following = Policy.objects.filter(employer_id=policy.employer_id, starts_on__gt=policy.starts_on).first()
    if following is not None and (ends_on is None or ends_on > following.starts_on):
        first = day_text(following.starts_on)
        refuse("ends_on", f"De volgende polis begint op {first}. Kies een einddatum tot en met die dag.")
