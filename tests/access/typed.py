"""What the desk types about organisations and people, in the stories of the access tests."""

from datetime import date
from decimal import Decimal

from tests.factories.employers import FAR

COMPANY = {
    "name": "Nieuwe naam",
    "sector": "Bakkerij",
    "address": "Dorpsstraat 2",
    "city": "Utrecht",
    "phone": "030 1234567",
    "contact_name": "Anna Smit",
    "payroll_tax_number": "111222333L01",
    "own_risk_ziektewet": False,
    "own_risk_wga": False,
}
CORRECTED = {
    "first_name": "Mo",
    "last_name": "Anders",
    "birth_date": date(1980, 2, 1),
    "function": "Verkoper",
    "contract_hours": Decimal(30),
}
ARBODIENST = {
    "name": "Arbo Nieuw",
    "certificate_number": "SBCA-9999",
    "certificate_valid_until": FAR,
    "contact_name": "Bert Planner",
    "phone": "030 7654321",
    "email": "nieuw@voorbeeld.example",
}
MANAGER = {
    "name": "Mia Nieuw",
    "basis": "register",
    "registration_number": "RNVC-9",
    "registered_until": FAR,
    "phone": "06 12345678",
}
EXPERT = {"name": "Nel Nieuw", "bureau": "Bureau Nieuw", "phone": "030 5550101"}
PERSON = {
    "first_name": "Nina",
    "last_name": "Nieuw",
    "birth_date": date(1990, 2, 3),
    "function": "Bakker",
    "contract_hours": Decimal(24),
    "started_on": date(2026, 1, 1),
}
NETWORK = {
    "name": "Praktijk Nieuw",
    "contact_name": "Hilde Nieuw",
    "phone": "030 5550102",
    "email": "praktijk@voorbeeld.example",
    "in_network_from": date(2026, 1, 1),
    "kinds": ["retraining"],
}
