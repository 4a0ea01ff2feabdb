"""script/manage rotate_keys: write everything that is encrypted again with the first key."""

from typing import Any

from cryptography.fernet import InvalidToken
from django.core.management.base import BaseCommand, CommandError

from accounts import rotation


class Command(BaseCommand):
    """The step between a new key and throwing the old one away."""

    help = "Encrypt every column and every second factor again with the first of FIELD_KEY. Safe to stop and run again."

    def handle(self, *args: Any, **options: Any) -> None:
        """Column by column; how far it is goes to stderr."""
        try:
            for model, field in rotation.encrypted_columns():
                self._report(f"{model._meta.db_table}.{field.column}", rotation.rotate_column(model, field, self._tell))
            self._report("mfa_authenticator.data", rotation.rotate_second_factors(self._tell))
        except InvalidToken as error:
            raise CommandError("A value was written with a key that is not in FIELD_KEY. Put that key back.") from error
        self.stdout.write("Everything is under the first key now; the other keys can go.")

    def _tell(self, place: str, seen: int) -> None:
        self.stderr.write(f"{place}: {seen:,} read")

    def _report(self, place: str, changed: int) -> None:
        self.stdout.write(f"{place}: {changed} written again")
