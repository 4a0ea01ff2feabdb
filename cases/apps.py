"""App configuration."""

from django.apps import AppConfig


class CasesConfig(AppConfig):
    """The sick-leave files."""

    name = "cases"
    verbose_name = "Dossiers"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Connect the reactions to events."""
        from cases import receivers  # noqa: F401, PLC0415  # registers by import; models must be loaded first
