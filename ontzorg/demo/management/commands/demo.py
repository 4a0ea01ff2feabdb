"""script/manage demo: fill an empty database with the demo."""

from smtplib import SMTPException
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from accounts.models import User
from cases.tasks import mail_notices
from ontzorg.demo.build import build
from ontzorg.demo.personas import PASSWORD, PERSONAS
from ontzorg.demo.plan import plan


class Command(BaseCommand):
    """Invented organisations, people and files, as they would stand today."""

    help = "Fill an empty database with the demo. `script/server --reset` empties it first."

    def handle(self, *args: Any, **options: Any) -> None:
        """Plan, write, mail."""
        if User.objects.exists():
            raise CommandError("There is data already. To begin anew: script/server --reset")
        planned = plan(timezone.localdate())
        build(planned, timezone.now(), say=self.stdout.write)
        self.stdout.write(f"Mailed {self._mail()} messages")
        self.stdout.write(f"{len(planned.people)} employees, {len(planned.files)} files")
        self.stdout.write(f"Log in as {PERSONAS[0].email} with {PASSWORD}, or choose somebody on the log-in page.")

    def _mail(self) -> int:
        sent = 0
        try:
            while batch := mail_notices():
                sent += batch
        except (SMTPException, OSError) as error:
            self.stderr.write(f"The mail waits for a mail server: {error}")
        return sent
