"""App configuration."""

from django.apps import AppConfig


class InterventionsConfig(AppConfig):
    """Who helps the employee back."""

    name = "interventions"
    verbose_name = "Interventies"
    default_auto_field = "django.db.models.BigAutoField"
