"""What steps and facts are called in a Dutch sentence."""

from cases.timeline.rules import RULES

_TERMS = {rule.key: rule.term for rule in RULES}
_FACTS = {
    "usable_capacity_on": "De bedrijfsarts ziet mogelijkheden voor werk",
    "without_capacity": "De bedrijfsarts ziet geen mogelijkheden voor werk",
    "capacity_changed_on": "De mogelijkheden of de verwachting zijn gewijzigd",
    "hours_known_on": "De gewijzigde uren zijn ingegaan en vastgelegd",
    "opinion_requested_on": "Het oordeel is aangevraagd",
    "frequent_absence_on": "De derde melding in twaalf maanden, of een volgende",
    "policy_start": "De polis begint",
    "contract_end": "De laatste dag in dienst",
    "sanctioned_on": "UWV heeft de loonsanctie opgelegd",
    "shortening_requested_on": "De werkgever heeft om bekorting gevraagd",
}


def term_of(key: str) -> str:
    """Return the Dutch term of a step; an unknown key as it is."""
    return _TERMS.get(key, key)


def fact_name(name: str) -> str:
    """Return what a fact with a date is called; an unknown one as it is."""
    return _FACTS.get(name, name)
