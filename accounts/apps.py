"""App configuration: installs row-level security after each migration and registers the system checks."""

from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class AccountsConfig(AppConfig):
    """Accounts come first in every list of apps."""

    name = "accounts"
    verbose_name = "Accounts en toegang"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from accounts import checks  # noqa: F401, PLC0415  # registers by import; models must be loaded first

        post_migrate.connect(_secure, dispatch_uid="accounts.secure")


def _secure(*, app_config: AppConfig, using: str, **_: Any) -> None:
    from accounts.install import secure_tables  # noqa: PLC0415  # needs loaded models

    if app_config.name == "accounts":  # once; all migrations have run by then
        secure_tables(using)
