"""What the desk can fill in about employers, people and partners. Shape only; the rules are in the operations."""

from employers.forms.agreements import ContractForm, PolicyChangeForm, PolicyForm
from employers.forms.filters import EmployerFilterForm, NameFilterForm, UserFilterForm
from employers.forms.mandates import AdviserForm, DelegationForm, SubstitutionForm
from employers.forms.organisations import EmployerForm, EndRoleForm, OhsForm, PlatformRoleForm, RoleForm
from employers.forms.people import EmployeeForm, EndEmploymentForm, PersonForm
from employers.forms.professionals import (
    LabourExpertChangeForm,
    LabourExpertForm,
    ManagerChangeForm,
    ManagerForm,
    PhysicianChangeForm,
    PhysicianForm,
)

__all__ = [
    "AdviserForm",
    "ContractForm",
    "DelegationForm",
    "EmployeeForm",
    "EmployerFilterForm",
    "EmployerForm",
    "EndEmploymentForm",
    "EndRoleForm",
    "LabourExpertChangeForm",
    "LabourExpertForm",
    "ManagerChangeForm",
    "ManagerForm",
    "NameFilterForm",
    "OhsForm",
    "PersonForm",
    "PhysicianChangeForm",
    "PhysicianForm",
    "PlatformRoleForm",
    "PolicyChangeForm",
    "PolicyForm",
    "RoleForm",
    "SubstitutionForm",
    "UserFilterForm",
]
