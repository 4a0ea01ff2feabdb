"""The access table: who sees which rows and fields, and who may do what. Pure data; absent means denied.

Read one line as a sentence: "an EMPLOYER user sees the sick-leave files of HIS OWN COMPANY, of those files the
process fields, and may report recovery". One file per role. Nothing else in the project decides about access.
"""

from collections.abc import Mapping
from types import MappingProxyType

from accounts.policy import system
from accounts.policy.arbodienst import ARBODIENST
from accounts.policy.bedrijfsarts import BEDRIJFSARTS
from accounts.policy.claims import CLAIMS
from accounts.policy.delegate import DELEGATE
from accounts.policy.desk import DESK
from accounts.policy.employee import EMPLOYEE
from accounts.policy.employer import EMPLOYER
from accounts.policy.intermediary import INTERMEDIARY
from accounts.policy.labour_expert import LABOUR_EXPERT
from accounts.policy.ontzorgmanager import ONTZORGMANAGER
from accounts.policy.platform import PLATFORM
from accounts.policy.privacy_officer import PRIVACY_OFFICER
from accounts.policy.provider import PROVIDER
from accounts.terms import Field, Grant, Role, Rows, Verb, grant

Table = Mapping[tuple[Role, str], Grant]

ROLES: Mapping[Role, Mapping[str, Grant]] = {
    # To choose the role, and in whose place.
    Role.VISITOR: {
        f"employers.{name}": grant(Rows.SELF, (Field.ADMINISTRATIVE,))
        for name in ("membership", "delegation", "substitution")
    },
    Role.EMPLOYER: EMPLOYER,
    Role.EMPLOYEE: EMPLOYEE,
    Role.ONTZORGMANAGER: ONTZORGMANAGER,
    Role.BEDRIJFSARTS: BEDRIJFSARTS,
    Role.ARBODIENST: ARBODIENST,
    Role.DESK: DESK,
    Role.DELEGATE: DELEGATE,
    Role.LABOUR_EXPERT: LABOUR_EXPERT,
    Role.PROVIDER: PROVIDER,
    Role.CLAIMS: CLAIMS,
    Role.INTERMEDIARY: INTERMEDIARY,
    Role.PLATFORM: PLATFORM,
    Role.PRIVACY_OFFICER: PRIVACY_OFFICER,
    Role.PROJECTOR: system.PROJECTOR,
    Role.SCHEDULER: system.SCHEDULER,
    Role.MAILER: system.MAILER,
    Role.RENDERER: system.RENDERER,
    Role.SPLITTER: system.SPLITTER,
    Role.PURGER: system.PURGER,
    Role.AUDITOR: system.AUDITOR,
}
POLICY: Table = MappingProxyType(
    {(role, resource): line for role, lines in ROLES.items() for resource, line in lines.items()}
)


def may(role: Role, verb: Verb, resource: str) -> bool:
    """Whether this role may do this verb on this kind of record at all; which rows is another question."""
    line = POLICY.get((role, resource))
    return line is not None and line.rows_for(verb) is not None
