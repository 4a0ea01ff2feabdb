"""script/manage isolation: prove that nobody reaches what is not theirs."""

import json
import logging
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from accounts.terms import Role
from ontzorg.isolation.proof import ROLES, prove, told
from ontzorg.isolation.scratch import CannotMake, scratch_database


class Command(BaseCommand):
    """Try every way in, as everybody, on a database of its own."""

    help = (
        "Make a database with two employers and two arbodiensten, let everybody try by raw SQL and through every"
        " address to reach what is not theirs, print what was possible, and fail on any leak or undecided matter."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """--json, --role and --weaken."""
        parser.add_argument("--json", action="store_true", help="print one JSON object instead of the matrix")
        parser.add_argument("--role", action="append", choices=[role.value for role in ROLES], help="only this role")
        parser.add_argument("--weaken", help="break a policy of that database first, to see this fail")

    def handle(self, *args: Any, role: list[str] | None, weaken: str | None, **options: Any) -> None:
        """Nothing of it remains: the world is never committed, and the database is dropped."""
        logging.getLogger("django.request").setLevel(logging.CRITICAL)  # refusals are what it is about
        roles = [Role(name) for name in role] if role else ROLES
        try:
            with scratch_database(weaken), transaction.atomic():
                proof = prove(roles, self.stderr.write)
                transaction.set_rollback(True)
        except CannotMake as error:
            raise CommandError(str(error)) from error
        if options["json"]:
            self.stdout.write(json.dumps(proof.as_data(), ensure_ascii=False, indent=1))
        else:
            self.stdout.writelines(f"{line}\n" for line in told(proof))
        if proof.problems:
            raise CommandError(f"{len(proof.problems)} problems.")
