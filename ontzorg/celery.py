"""The Celery app and the beat table: one line per scheduled task, with its reason."""

import os

from celery import Celery
from celery.schedules import crontab

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ontzorg.settings")

app = Celery("ontzorg")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()

app.conf.beat_schedule = {
    # Early, so that people find their day's work ready: closing, assigning, reminding, escalating.
    "daily-sweep": {"task": "cases.tasks.daily_sweep", "schedule": crontab(hour=6, minute=0)},
    # A sweep that missed its hour (a machine that was off) is made up for; it sends nothing twice.
    "sweep-again": {"task": "cases.tasks.daily_sweep", "schedule": crontab(hour="7-20", minute=30)},
    # The terms of advice, after the sweep: nobody is reminded in a file that it closed. Made up for as the sweep is.
    "remind-of-advice": {"task": "documents.tasks.remind_of_advice", "schedule": crontab(hour="6-20", minute=35)},
    # Mail that could not go out, or whose task got lost with the broker, goes with the next minute.
    "mail-notices": {"task": "cases.tasks.mail_notices", "schedule": 60.0},
    # Policies that came in by another way than the page; before the day's work is shown.
    "keep-policy-steps": {"task": "cases.tasks.keep_policy_steps", "schedule": crontab(hour=5, minute=40)},
    # A change of law with many files goes on where it stopped, also when its task got lost with the broker.
    "follow-law": {"task": "cases.tasks.follow_law", "schedule": 60.0},
    # Files that go to another Ontzorgmanager, also when their task got lost with the broker.
    "hand-over-files": {"task": "cases.tasks.hand_over_files", "schedule": 60.0},
    # What may no longer be kept goes on the first of the month, at night: it holds many rows for a moment.
    "purge": {"task": "documents.tasks.purge_monthly", "schedule": crontab(day_of_month=1, hour=3, minute=0)},
    # Whether anybody changed the audit trail since: before the new head is written, so that head can be trusted.
    "verify-audit-chain": {"task": "accounts.tasks.verify_audit_chain", "schedule": crontab(hour=2, minute=45)},
    # Where the audit chain ends, written down outside the database: it cannot be cut off later without that showing.
    "export-audit-head": {"task": "accounts.tasks.export_audit_head", "schedule": crontab(hour=3, minute=15)},
    # A copy of one's own data is kept for days, so it goes by the day; after the purge of the first of the month.
    "remove-old-copies": {"task": "documents.tasks.remove_old_copies", "schedule": crontab(hour=3, minute=30)},
    # Copies whose task got lost are found by their state.
    "copies-waiting": {"task": "documents.tasks.make_waiting_copies", "schedule": 60.0},
    # Documents whose rendering task got lost are found by their state.
    "render-waiting": {"task": "documents.tasks.render_waiting", "schedule": 60.0},
}
