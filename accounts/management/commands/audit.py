"""script/manage audit verify | export: is the audit trail whole, and write down where it ends."""

import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from accounts import chain, heads


class Command(BaseCommand):
    """Check the hash chain, or export its head."""

    help = "verify: check every link, exit 1 and name the first bad row. export: add the head to the file of heads."

    def add_arguments(self, parser: CommandParser) -> None:
        """One word."""
        parser.add_argument("what", choices=["verify", "export"])

    def handle(self, *args: Any, what: str, **options: Any) -> None:
        """Do it."""
        {"verify": self._verify, "export": self._export}[what]()

    def _verify(self) -> None:
        count = 0
        try:
            known = heads.exported()
        except ValueError as error:
            raise CommandError(f"{heads.path()} holds a line that is no head: {error}") from None
        try:
            for count in chain.verify(known):
                self._progress(count)
        except chain.Broken as broken:
            raise CommandError(f"The audit trail is broken. {broken}") from None
        self.stdout.write(f"{count} events, unbroken; {len(known)} exported heads agree")
        if count and not known:
            self.stderr.write("No head was exported yet: events that were cut off at the end would not show.")

    def _progress(self, count: int) -> None:
        if sys.stderr.isatty() and count >= chain.BATCH:
            self.stderr.write(f"\r{count} events", ending="")

    def _export(self) -> None:
        found = chain.head()
        heads.export(found, at=timezone.now())
        self.stdout.write(f"{found.count} events, head {found.hash[:16]} written to {heads.path()}")
