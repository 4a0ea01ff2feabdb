"""The tenant and its partners."""

from employers.models.employer import Employer, Policy
from employers.models.membership import Membership
from employers.models.partners import OccupationalHealthService, OccupationalPhysician, OhsContract, Ontzorgmanager
from employers.models.people import Employee, EmployeeIdentity

__all__ = [
    "Employee",
    "EmployeeIdentity",
    "Employer",
    "Membership",
    "OccupationalHealthService",
    "OccupationalPhysician",
    "OhsContract",
    "Ontzorgmanager",
    "Policy",
]
