"""Who reads what somebody writes about help: as in the rest of a file, and the provider."""

from accounts.rows import TenantModel
from accounts.terms import Role
from cases.models import AbsenceCase
from cases.readers import readers_by, say_readers


def reads(viewer: Role, model: type[TenantModel], name: str, case: AbsenceCase | None = None) -> str:
    """One sentence that names who reads this field, for who fills it in. The provider knows no file."""
    return say_readers(viewer, readers_by(model, name), case=case)
