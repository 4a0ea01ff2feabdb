"""Refuses every start of the demo that others could reach."""

import sys
from pathlib import Path

from django.apps import AppConfig
from django.core.checks import register
from django.core.exceptions import ImproperlyConfigured

from ontzorg.demo.checks import only_loopback


class DemoConfig(AppConfig):
    """Invented data and a log-in without password."""

    name = "ontzorg.demo"
    label = "demo"
    verbose_name = "Demo"

    def ready(self) -> None:
        """Django's commands run the checks themselves; gunicorn and the Celery worker do not."""
        register(only_loopback)
        if Path(sys.argv[0]).name != "manage.py":
            for problem in only_loopback():
                raise ImproperlyConfigured(f"{problem.msg} {problem.hint}")
