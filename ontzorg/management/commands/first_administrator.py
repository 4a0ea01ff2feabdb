"""script/manage first_administrator: somebody must be able to let the others in."""

from argparse import ArgumentParser
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from accounts.actor import Actor
from accounts.models import User
from accounts.terms import Role
from employers.operations import give_role


class Command(BaseCommand):
    """Make the first account of the insurer's desk on an empty installation."""

    help = "Make the first account of the insurer's desk. Its owner chooses a password with 'Wachtwoord vergeten'."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """--email and --name."""
        parser.add_argument("--email", required=True)
        parser.add_argument("--name", required=True)

    @transaction.atomic
    def handle(self, *args: Any, email: str, name: str, **options: Any) -> None:
        """Refuses when somebody is there already: from then on the desk lets people in."""
        if User.objects.exists():
            raise CommandError("There are accounts already; let the desk give this person a role.")
        user = User.objects.create_user(email=email, name=name)
        try:
            give_role(actor=Actor(role=Role.DESK, user_id=user.pk), role=Role.DESK, email=email, name=name)
        except ValidationError as error:
            raise CommandError("; ".join(error.messages)) from error
        self.stdout.write(f"{name} can choose a password on the log-in page with 'Wachtwoord vergeten'.")
