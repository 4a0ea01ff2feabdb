#!/usr/bin/env python3
"""Django's command line."""

import os
import sys

from django.core.management import execute_from_command_line

# These only compute: whatever the addresses and keys are, nothing is opened or signed with them.
_WITHOUT_SERVERS = {"timeline", "wia"}
_SETTINGS = "ontzorg.settings"
_WRONG_ARGUMENT = 2
_UNUSED = {
    "SECRET_KEY": "unused",
    "FIELD_KEY": "unused",
    "DATABASE_URL": "postgresql://unused",
    "OWNER_DATABASE_URL": "postgresql://unused",
    "REDIS_URL": "redis://unused",
}


def _other_settings(arguments: list[str]) -> str | None:
    """What `--settings` names, when that is not this project: Django would look for it before the command can speak."""
    for argument, following in zip(arguments, [*arguments, _SETTINGS][1:], strict=True):
        name, equals, value = argument.partition("=")
        if name == "--settings" and (named := value if equals else following) != _SETTINGS:
            return named
    return None


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", _SETTINGS)
    if not _WITHOUT_SERVERS.isdisjoint(sys.argv[1:2]):
        if (other := _other_settings(sys.argv[2:])) is not None:
            sys.stderr.write(f"Error: there are no settings {other!r}; leave --settings out.\n")
            sys.exit(_WRONG_ARGUMENT)
        for name, value in _UNUSED.items():
            os.environ.setdefault(name, value)
    execute_from_command_line(sys.argv)
