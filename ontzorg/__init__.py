"""Wiring: the one place that may import every app."""

from ontzorg.celery import app as celery_app

__all__ = ["celery_app"]
