"""script/manage purge [--on DATE] [--dry-run]: remove what may no longer be kept."""

from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from cases.management.progress import ProgressBar
from documents import purge


class Command(BaseCommand):
    """The monthly purge by hand, or only a look at what it would remove."""

    help = "Remove files, people, accounts and unsent texts that are past their period. Safe to stop and to run again."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """--on DATE, --dry-run."""
        parser.add_argument("--on", default=None, metavar="DATE", help="as on this day (default: today)")
        parser.add_argument("--dry-run", action="store_true", help="count what is due and remove nothing")

    def handle(self, *args: Any, on: str | None, dry_run: bool, **options: Any) -> None:
        """The cut-off of each class, then what went; the progress goes to stderr."""
        day = self._day(on)
        if day > timezone.localdate() and not dry_run:
            raise CommandError(
                f"{day} is still to come. Only --dry-run looks ahead; nothing is removed before its day."
            )
        try:
            cut_offs, due = purge.cut_offs(day), purge.due(day)
        except LookupError as error:
            raise CommandError(f"No period is known for {day}.") from error
        for kind, cut_off in cut_offs.items():
            self.stdout.write(f"{kind}: {due[kind]} due, up to {cut_off}")
        if dry_run:
            self.stdout.write("Nothing was removed.")
            return
        bars = {kind: ProgressBar(self.stderr, count, kind) for kind, count in due.items()}
        # People who became free on the way were not counted before.
        removed = purge.purge(
            on=day, at=timezone.now(), tell=lambda kind, done: bars[kind].show(min(done, bars[kind].total))
        )
        for kind, rows in removed.items():
            self.stdout.write(f"{kind}: {rows} rows removed")

    def _day(self, on: str | None) -> date:
        try:
            return date.fromisoformat(on) if on else timezone.localdate()
        except ValueError as error:
            raise CommandError(f"{on!r} is no date; write it as 2026-11-21.") from error
