"""The tenant and its partners."""

from employers.models.employer import Employer, Policy
from employers.models.mandates import DelegatedAdviser, Delegation, Mandate, Substitution, Task
from employers.models.membership import Membership
from employers.models.partners import (
    LabourExpert,
    OccupationalHealthService,
    OccupationalPhysician,
    OhsContract,
    Ontzorgmanager,
)
from employers.models.people import Employee, EmployeeIdentity
from employers.models.providers import Provider

__all__ = [
    "DelegatedAdviser",
    "Delegation",
    "Employee",
    "EmployeeIdentity",
    "Employer",
    "LabourExpert",
    "Mandate",
    "Membership",
    "OccupationalHealthService",
    "OccupationalPhysician",
    "OhsContract",
    "Ontzorgmanager",
    "Policy",
    "Provider",
    "Substitution",
    "Task",
]
