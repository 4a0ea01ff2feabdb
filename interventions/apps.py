"""App configuration."""

from django.apps import AppConfig


class InterventionsConfig(AppConfig):
    """Who helps the employee back."""

    name = "interventions"
    verbose_name = "Interventies"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Connect the reactions to events."""
        from interventions import receivers  # noqa: F401, PLC0415  # registers by import; models must be loaded first
