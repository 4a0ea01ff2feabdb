"""Every change that a file knows, by its name in the address and in the order of the list."""

from collections.abc import Mapping
from types import MappingProxyType

from cases.views.changes.change import Change
from cases.views.changes.correction import CORRECTION, WITHDRAWN
from cases.views.changes.facts import FACTS
from cases.views.changes.leave import LEAVE
from cases.views.changes.recovery import RECOVERY
from cases.views.changes.relapse import RELAPSE
from cases.views.changes.report import CANCEL, DEATH, FIRST_DAY
from cases.views.changes.step_corrections import STEP_DAY, WITHDRAWN_STEP
from cases.views.changes.steps import LATE_STEP

CHANGES: Mapping[str, Change] = MappingProxyType(
    {
        change.key: change
        for change in (
            RECOVERY,
            CORRECTION,
            WITHDRAWN,
            RELAPSE,
            LEAVE,
            LATE_STEP,
            WITHDRAWN_STEP,
            STEP_DAY,
            *FACTS,
            FIRST_DAY,
            CANCEL,
            DEATH,
        )
    }
)
