"""What a wage sanction (loonsanctie) sets in motion. The end of the pay itself is `end_of_waiting_period`."""

from cases.timeline.occasions import CalendarDaysAfterFact
from cases.timeline.parameters import OBJECTION_DAYS, SHORTENING_DECISION_DAYS
from cases.timeline.predicates import sanctioned, shortening_requested
from cases.timeline.rules.rule import Category, ClosedBy, Party, Rule, Weight

SANCTION_STEPS: tuple[Rule, ...] = (
    Rule(
        key="sanction_objection",
        closed_by=ClosedBy.CALENDAR,
        term="Bezwaar tegen de loonsanctie",
        short="Bezwaar",
        category=Category.UWV,
        opens=CalendarDaysAfterFact("sanctioned_on"),
        due=CalendarDaysAfterFact("sanctioned_on", OBJECTION_DAYS),
        responsible=Party.EMPLOYER,
        closes="De termijn voor bezwaar is voorbij.",
        applies="Als UWV een loonsanctie heeft opgelegd. Bezwaar mag, ook naast een bekortingsverzoek.",
        predicate=sanctioned,
        consequence="Na deze dag bekijkt UWV het bezwaar meestal niet meer.",
        basis="Awb art. 6:7 en 6:8",
        weight=Weight.INFORMATIVE,
        explain="De werkgever kan het oneens zijn met de loonsanctie en bezwaar maken.",
        lapses=True,
    ),
    Rule(
        key="shortening_decision",
        term="Besluit UWV over het bekortingsverzoek",
        short="Besluit bekorting",
        category=Category.UWV,
        opens=CalendarDaysAfterFact("shortening_requested_on"),
        due=CalendarDaysAfterFact("shortening_requested_on", SHORTENING_DECISION_DAYS),
        responsible=Party.UWV,
        remind=(Party.ONTZORGMANAGER,),
        closes="Het besluit van UWV is ontvangen.",
        applies="Als de werkgever UWV heeft gevraagd de loonsanctie te bekorten.",
        predicate=shortening_requested,
        consequence="Is er op deze dag geen besluit, dan belt de Ontzorgmanager UWV.",
        basis="WIA art. 25 lid 12-14",
        weight=Weight.INFORMATIVE,
        explain="UWV beslist of het tekort is hersteld. Zo ja, dan stopt de loonsanctie zes weken later.",
        done_by="sanction_repaired_on",
    ),
)
