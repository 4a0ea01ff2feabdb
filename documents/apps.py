"""App configuration."""

from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    """What is written and signed."""

    name = "documents"
    verbose_name = "Documenten"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Connect the reactions to events."""
        from documents import receivers  # noqa: F401, PLC0415  # registers by import; models must be loaded first
