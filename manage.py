#!/usr/bin/env python3
"""Django's command line."""

import os
import sys

from django.core.management import execute_from_command_line

# These only compute: whatever the addresses and keys are, nothing is opened or signed with them.
_WITHOUT_SERVERS = {"timeline", "wia"}
_UNUSED = {
    "SECRET_KEY": "unused",
    "FIELD_KEY": "unused",
    "DATABASE_URL": "postgresql://unused",
    "OWNER_DATABASE_URL": "postgresql://unused",
    "REDIS_URL": "redis://unused",
}

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ontzorg.settings")
    if not _WITHOUT_SERVERS.isdisjoint(sys.argv[1:2]):
        for name, value in _UNUSED.items():
            os.environ.setdefault(name, value)
    execute_from_command_line(sys.argv)
