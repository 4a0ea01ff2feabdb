"""App configuration."""

from django.apps import AppConfig


class EmployersConfig(AppConfig):
    """Employers, their people and partners."""

    name = "employers"
    verbose_name = "Werkgevers"
    default_auto_field = "django.db.models.BigAutoField"
