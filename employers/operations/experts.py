"""The arbeidsdeskundigen who can be called to a file."""

from accounts.actor import Actor
from accounts.operation import operation
from accounts.terms import Role, Verb
from employers.models import LabourExpert
from employers.operations._accounts import account_for, add_membership, role_of, taken
from employers.operations._checks import check_fields, refuse, update

RESOURCE = "employers.labourexpert"


@operation(Verb.MANAGE_LABOUR_EXPERT, resource=RESOURCE)
def register_labour_expert(*, actor: Actor, name: str, email: str, bureau: str, phone: str) -> LabourExpert:
    """Add an arbeidsdeskundige, with an account and the role. Sees nothing until he is called to a file."""
    user = account_for(email=email, name=name)
    if LabourExpert.objects.filter(user=user).exists():
        refuse("email", "Met dit e-mailadres staat al een arbeidsdeskundige in de lijst. Wijzig die gegevens.")
    expert = LabourExpert(user=user, bureau=bureau.strip(), phone=phone)
    check_fields(expert)
    expert.save(force_insert=True)
    add_membership(user, Role.LABOUR_EXPERT)
    return expert


@operation(Verb.MANAGE_LABOUR_EXPERT, on="expert", resource=RESOURCE)
def change_labour_expert(
    *, actor: Actor, expert: LabourExpert, name: str, bureau: str, phone: str, is_active: bool
) -> LabourExpert:
    """Correct the data. Who is inactive is not called to new files and answers what was asked before.

    Who can be called again after the role ended has it again from today on.
    """
    if is_active and not role_of(expert.user, Role.LABOUR_EXPERT):
        add_membership(taken(expert.pk), Role.LABOUR_EXPERT)
    names = update(expert, {"bureau": bureau.strip(), "phone": phone, "is_active": is_active})
    check_fields(expert)
    update(expert.user, {"name": name})
    check_fields(expert.user)
    expert.user.save(update_fields=["name"])
    expert.save(update_fields=names)
    return expert
