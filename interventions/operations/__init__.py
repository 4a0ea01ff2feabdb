"""Every write about help on the way back to work: one function per verb."""

from interventions.operations.answering import (
    accept_assignment,
    end_intervention,
    misses_end_report,
    read_assignment,
    refuse_assignment,
    report_progress,
    start_intervention,
)
from interventions.operations.network import change_provider, register_provider
from interventions.operations.ordering import order_intervention, update_assignment, withdraw_intervention

__all__ = [
    "accept_assignment",
    "change_provider",
    "end_intervention",
    "misses_end_report",
    "order_intervention",
    "read_assignment",
    "refuse_assignment",
    "register_provider",
    "report_progress",
    "start_intervention",
    "update_assignment",
    "withdraw_intervention",
]
