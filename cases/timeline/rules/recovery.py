"""What follows a full recovery."""

from cases.timeline.expressions import MonthsAfterRecovery, Recovered
from cases.timeline.parameters import RECOVERY_REPORT_DAYS, RELAPSE_CONTACT_AFTER_MONTHS, RELAPSE_CONTACT_WINDOW_DAYS
from cases.timeline.predicates import recovery_not_passed_on, relapse_contact_due
from cases.timeline.rules.rule import Category, ClosedBy, Party, Phase, Rule, Weight

RECOVERY: tuple[Rule, ...] = (
    Rule(
        key="recovery_report_internal",
        closed_by=ClosedBy.ACT,
        term="Hersteldmelding aan arbodienst en verzekeraar",
        short="Hersteldmelding",
        category=Category.PRODUCT,
        opens=Recovered(),
        due=Recovered(RECOVERY_REPORT_DAYS),
        responsible=Party.EMPLOYER,
        remind=(Party.EMPLOYER,),
        closes="De eerste hersteldag is vastgelegd en doorgegeven.",
        applies="Bij ieder volledig herstel.",
        predicate=recovery_not_passed_on,
        consequence="De verzekeraar betaalt te veel uit, en latere datums kunnen onjuist zijn.",
        basis="Productafspraak",
        weight=Weight.PROMISE,
        explain="Met de hersteldmelding weten arbodienst en verzekeraar dat het werk is hervat.",
        repeats=True,
        phase=Phase.RECOVERY,
    ),
    Rule(
        key="relapse_prevention_contact",
        term="Terugvalpreventie-contact",
        short="Nazorg",
        category=Category.PRODUCT,
        opens=MonthsAfterRecovery(RELAPSE_CONTACT_AFTER_MONTHS),
        due=MonthsAfterRecovery(RELAPSE_CONTACT_AFTER_MONTHS, RELAPSE_CONTACT_WINDOW_DAYS),
        responsible=Party.ONTZORGMANAGER,
        remind=(Party.ONTZORGMANAGER,),
        closes="De uitkomst van het contact is vastgelegd: blijvend aan het werk, ja of nee.",
        applies="Als het verzuim langer dan drie maanden duurde en de werknemer een half jaar later nog in dienst is.",
        predicate=relapse_contact_due,
        consequence="De afgesproken nazorg komt later.",
        basis="Productafspraak terugvalpreventie",
        weight=Weight.PROMISE,
        explain="De Ontzorgmanager vraagt na een half jaar of het werk nog goed gaat.",
        phase=Phase.RECOVERY,
    ),
)
