"""script/manage first_administrator: somebody must be able to let the others in."""

from argparse import ArgumentParser
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from accounts.actor import Actor, acting_as
from accounts.models import User
from accounts.terms import Role
from employers.models import Membership
from employers.operations import give_other_role, give_role


class Command(BaseCommand):
    """Make the first account of the insurer's desk on an empty installation, or the first platform administrator."""

    help = (
        "Make the first account of the insurer's desk, or with --platform the first platform administrator. "
        "Its owner chooses a password with 'Wachtwoord vergeten'."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """--email and --name; --platform for the role that keeps the others."""
        parser.add_argument("--email", required=True)
        parser.add_argument("--name", required=True)
        parser.add_argument("--platform", action="store_true")

    @transaction.atomic
    def handle(self, *args: Any, email: str, name: str, platform: bool, **options: Any) -> None:
        """Refuses when somebody is there already: from then on they let people in."""
        role = Role.PLATFORM if platform else Role.DESK
        if _somebody_is_there(role):
            raise CommandError("Somebody is there already; let them give this person a role.")
        user = User.objects.filter(email=email.lower()).first() or User.objects.create_user(email=email, name=name)
        give = give_other_role if platform else give_role
        try:
            give(actor=Actor(role=role, user_id=user.pk), role=role, email=email, name=name)
        except ValidationError as error:
            raise CommandError("; ".join(error.messages)) from error
        self.stdout.write(f"{name} can choose a password on the log-in page with 'Wachtwoord vergeten'.")


def _somebody_is_there(role: Role) -> bool:
    if role is Role.DESK:
        return User.objects.exists()
    with acting_as(Actor(role=role)) as asking:
        return bool(Membership.objects.visible_to(asking).filter(role=role).in_force().exists())
