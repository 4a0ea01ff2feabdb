"""What a journey starts from, on a real installation: the cast of the tests, each with a password and an app.

Run as a program against the journey's own database; prints who they are as JSON.
"""

import json
import os
import sys

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ontzorg.settings")
django.setup()

from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret  # noqa: E402  # after the settings

from accounts.actor import acting_as, system  # noqa: E402  # after the settings
from accounts.terms import Role  # noqa: E402
from cases.policies import refresh_policies  # noqa: E402
from employers.models import Policy  # noqa: E402
from tests.cast import make_cast  # noqa: E402
from tests.factories.employers import make_adviser, make_membership, make_user  # noqa: E402

NAMES = ("anna", "carla", "daan", "bert", "noor", "loes", "ina", "eva", "finn")
PASSWORD = "een lang en geheim wachtwoord"


def main() -> None:
    """Make the cast and let everybody log in."""
    cast = make_cast()
    with acting_as(system(Role.PROJECTOR)):
        refresh_policies(Policy.objects.all())  # the cast is made without the operations, which do this
    accounts = {name: cast.user(getattr(cast, name)) for name in NAMES}
    accounts["dewi"] = make_adviser(cast.vitaal, "Dewi Begeleider").user
    for name in ("Bas", "Judith"):
        accounts[name.lower()] = make_membership(make_user(f"{name} Beheer"), Role.PLATFORM).user
    who, secrets = {}, {}
    for name, user in accounts.items():
        user.set_password(PASSWORD)
        user.save(update_fields=["password"])
        who[name], secrets[name] = user.email, generate_totp_secret()
        TOTP.activate(user, secrets[name])
    known = {"carla": cast.carla_file.pk, "finn": cast.finn_file.pk, "bakery": cast.bakery.pk, "garage": cast.garage.pk}
    sys.stdout.write(json.dumps({"emails": who, "secrets": secrets, **known}))


if __name__ == "__main__":
    main()
