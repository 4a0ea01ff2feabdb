"""Messages: writing them once, mailing them once, reading them."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db.models import Q, QuerySet

from accounts.actor import Actor, acting_as, system
from accounts.operation import operation
from accounts.terms import Role, Verb
from cases.events import notices_written
from cases.models import AbsenceCase, Notice
from employers.models import Membership

EVERYBODY = Q()


def recipients(case: AbsenceCase, roles: Iterable[Role], provider_id: int | None = None) -> "QuerySet[Membership]":
    """Who, in which role, these parties of a file are; `provider_id` says which provider is meant."""
    conditions = {
        Role.EMPLOYER: Q(role=Role.EMPLOYER, employer_id=case.employer_id),
        Role.EMPLOYEE: Q(role=Role.EMPLOYEE, employee_id=case.employee_id),
        Role.BEDRIJFSARTS: Q(role=Role.BEDRIJFSARTS, user_id=case.physician_id, ohs_id=case.ohs_id),
        Role.ARBODIENST: Q(role=Role.ARBODIENST, ohs_id=case.ohs_id) & ~Q(ohs_id=None),
        Role.ONTZORGMANAGER: Q(role=Role.ONTZORGMANAGER, user_id=case.ontzorgmanager_id),
        Role.LABOUR_EXPERT: Q(role=Role.LABOUR_EXPERT, user_id=case.labour_expert_id),
        Role.PROVIDER: Q(role=Role.PROVIDER, provider_id=provider_id) & ~Q(provider_id=None),
        Role.DESK: Q(role=Role.DESK),
        Role.PLATFORM: Q(role=Role.PLATFORM),
    }
    wanted = Q(pk__in=[])
    for role in roles:
        wanted |= conditions[role]
    found: QuerySet[Membership] = Membership.objects.filter(wanted, user__is_active=True).in_force().order_by("pk")
    return found


def notify(
    *,
    case: AbsenceCase,
    kind: Notice.Kind,
    to: Iterable[Role],
    at: datetime,
    about_id: int = 0,
    occasion: int = 1,
    among: Q = EVERYBODY,
    provider_id: int | None = None,
    due_on: date | None = None,
    key: str = "",
) -> None:
    """Write one message for each person these parties are; the same news of the same occasion is one message.

    `among` says which of the memberships of these parties; without it all of them. News of another `due_on` is news.
    `key` is the step of the timeline that it is about, so that the message can name it.

    For operations and receivers, inside their transaction; the mail goes out after it.
    """
    with acting_as(system(Role.PROJECTOR)):
        Notice.objects.bulk_create(
            [
                Notice(
                    membership=membership,
                    case_id=case.pk,
                    employer_id=case.employer_id,
                    kind=kind,
                    about_id=about_id,
                    occurrence=occasion,
                    due_on=due_on,
                    key=key,
                    created_at=at,
                )
                for membership in recipients(case, to, provider_id).filter(among)
            ],
            ignore_conflicts=True,
        )
    notices_written.send(sender=Notice)


@operation(Verb.READ_NOTICE, on="notice", resource="cases.notice")
def mark_read(*, actor: Actor, notice: Notice, at: datetime) -> Notice:
    """The person has seen this message."""
    if notice.read_at is None:
        notice.read_at = at
        notice.save(update_fields=["read_at"])
    return notice


def waiting(limit: int = 200) -> list[int]:
    """Messages not mailed yet, the oldest first."""
    with acting_as(system(Role.MAILER)):
        return list(
            Notice.objects.filter(mailed_at=None).order_by("created_at", "pk").values_list("pk", flat=True)[:limit]
        )


def claim(notice_id: int, at: datetime) -> Notice | None:
    """Take one message to mail it, inside the caller's transaction; None when another worker has it or did it.

    The row stays locked until the mail server has accepted the mail and the transaction ends: two workers never
    send the same message, and a failure leaves it to be sent again.
    """
    found: Notice | None = (
        Notice.objects.filter(pk=notice_id, mailed_at=None)
        .select_for_update(of=("self",), skip_locked=True)
        .select_related("membership__user")
        .first()
    )
    if found is not None:
        found.mailed_at = at
        found.save(update_fields=["mailed_at"])
    return found
