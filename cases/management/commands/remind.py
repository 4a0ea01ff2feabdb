"""script/manage remind --on DATE: the daily sweep by hand."""

from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from cases.sweep import sweep
from cases.tasks import mail_notices


class Command(BaseCommand):
    """Close, assign, remind and escalate as on a given day, and mail what was written."""

    help = "Run the daily sweep as on a day (default: today). Running it twice sends nothing twice."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """--on DATE."""
        parser.add_argument("--on", default=None, metavar="DATE", help="the day, as 2026-11-21")

    def handle(self, *args: Any, on: str | None, **options: Any) -> None:
        """One sweep."""
        try:
            today = date.fromisoformat(on) if on else timezone.localdate()
        except ValueError as error:
            raise CommandError(f"{on!r} is no date; write it as 2026-11-21.") from error
        counts = sweep(today=today, at=timezone.now())
        mailed = mail_notices()
        for name, count in counts.items():
            self.stdout.write(f"{name}: {count}")
        self.stdout.write(f"mailed: {mailed}")
