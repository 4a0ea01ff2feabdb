"""Doing one thing to many files, so that one bad file does not stop the others."""

import logging
from collections.abc import Callable, Iterable

from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.db import DatabaseError, transaction
from django_fsm import TransitionNotAllowed

from accounts.operation import NotNow
from cases.models import AbsenceCase

log = logging.getLogger(__name__)
REFUSALS = (NotNow, TransitionNotAllowed, ValidationError, ObjectDoesNotExist, DatabaseError)
"""What stops one file and not the others."""


def one_by_one(cases: Iterable[AbsenceCase], do: Callable[[AbsenceCase], object]) -> int:
    """Do it to each file in a savepoint of its own. What refuses is reported in the log and tried at the next sweep.

    Returns to how many files it was done.
    """
    return sum(_done(case, do) for case in cases)


def _done(case: AbsenceCase, do: Callable[[AbsenceCase], object]) -> bool:
    try:
        with transaction.atomic():
            do(case)
    except REFUSALS as error:
        log.error("File %s was passed over: %s", case.pk, type(error).__name__)
        return False
    return True
