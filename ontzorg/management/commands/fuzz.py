"""script/manage fuzz: odd and hostile values in every form, as everybody."""

import logging
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from accounts.terms import Role
from ontzorg.isolation.fuzz import Fuzz
from ontzorg.isolation.ownership import Ownership
from ontzorg.isolation.proof import ROLES
from ontzorg.isolation.scratch import CannotMake, scratch_database
from ontzorg.isolation.tables import all_rows, models
from ontzorg.isolation.world import make_world


class Command(BaseCommand):
    """Send what no browser would, and look at what comes back."""

    help = (
        "On a database of its own: put odd and hostile values in every form and question, as every role, and fail on a"
        " crash, on anything of somebody else in an answer, and on an English sentence."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """--role, --share and --seed."""
        parser.add_argument("--role", action="append", choices=[role.value for role in ROLES], help="only this role")
        parser.add_argument("--share", type=float, default=1.0, help="which part of all attempts is made")
        parser.add_argument("--seed", type=int, default=20260105, help="another seed chooses other attempts")

    def handle(self, *args: Any, role: list[str] | None, share: float, seed: int, **options: Any) -> None:
        """Every request is undone, and the database is dropped."""
        logging.disable(logging.CRITICAL)  # what goes wrong is told below, once
        roles = [Role(name) for name in role] if role else ROLES
        try:
            with scratch_database(), transaction.atomic():
                ownership = Ownership(make_world())
                people = ownership.world.people()
                everything = all_rows(people, models())
                fuzz = Fuzz(ownership, everything, self.stdout.write, share, seed)
                fuzz.run(roles)
                transaction.set_rollback(True)
        except CannotMake as error:
            raise CommandError(str(error)) from error
        if fuzz.problems:
            raise CommandError(f"{len(fuzz.problems)} problems in {fuzz.sent} requests.")
        self.stdout.write(f"No crash and no leak in {fuzz.sent} requests.")
