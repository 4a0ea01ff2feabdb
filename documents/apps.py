"""App configuration."""

from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    """What is written and signed."""

    name = "documents"
    verbose_name = "Documenten"
    default_auto_field = "django.db.models.BigAutoField"
