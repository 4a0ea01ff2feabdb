"""Every write about employers, their people and the partners: one function per verb."""

from employers.operations.contracts import conclude_contract
from employers.operations.employees import correct_employee, end_employment, register_employee
from employers.operations.employers import change_employer, register_employer
from employers.operations.experts import change_labour_expert, register_labour_expert
from employers.operations.managers import change_ontzorgmanager, register_ontzorgmanager
from employers.operations.mandates import (
    delegate,
    end_delegation,
    end_substitution,
    register_adviser,
    substitute,
)
from employers.operations.ohs import change_ohs, register_ohs
from employers.operations.physicians import change_physician, register_physician
from employers.operations.policies import change_policy, start_policy
from employers.operations.roles import end_role, give_other_role, give_role, invite, reset_access

__all__ = [
    "change_employer",
    "change_labour_expert",
    "change_ohs",
    "change_ontzorgmanager",
    "change_physician",
    "change_policy",
    "conclude_contract",
    "correct_employee",
    "delegate",
    "end_delegation",
    "end_employment",
    "end_role",
    "end_substitution",
    "give_other_role",
    "give_role",
    "invite",
    "register_adviser",
    "register_employee",
    "register_employer",
    "register_labour_expert",
    "register_ohs",
    "register_ontzorgmanager",
    "register_physician",
    "reset_access",
    "start_policy",
    "substitute",
]
