"""What the insurance promises an employer, whether somebody is sick or not."""

from cases.timeline.occasions import CalendarDaysAfterFact, MonthsAfterLast
from cases.timeline.parameters import PREVENTION_CHECK_MONTHS, PREVENTION_CHECK_OPENS_MONTHS, WELCOME_CALL_DAYS
from cases.timeline.rules.rule import Category, Party, Rule, Scope, Weight

POLICY: tuple[Rule, ...] = (
    Rule(
        key="welcome_call",
        scope=Scope.POLICY,
        term="Welkomstgesprek",
        short="Welkomstgesprek",
        category=Category.PRODUCT,
        opens=CalendarDaysAfterFact("policy_start"),
        due=CalendarDaysAfterFact("policy_start", WELCOME_CALL_DAYS),
        responsible=Party.ONTZORGMANAGER,
        remind=(Party.ONTZORGMANAGER,),
        closes="Het gesprek is vastgelegd.",
        applies="Eén keer per polis.",
        consequence="De afgesproken kennismaking komt later.",
        basis="Productafspraak: direct na het begin van de polis",
        weight=Weight.PROMISE,
        explain="De Ontzorgmanager maakt kennis met de werkgever en vertelt wat hij kan verwachten.",
    ),
    Rule(
        key="prevention_check",
        scope=Scope.POLICY,
        term="Jaarlijkse preventiecheck",
        short="Preventiecheck",
        category=Category.PRODUCT,
        opens=MonthsAfterLast("prevention_check", "policy_start", PREVENTION_CHECK_OPENS_MONTHS),
        due=MonthsAfterLast("prevention_check", "policy_start", PREVENTION_CHECK_MONTHS),
        responsible=Party.ONTZORGMANAGER,
        remind=(Party.ONTZORGMANAGER,),
        closes="De vragen zijn doorgenomen en het advies is vastgelegd.",
        applies="Ieder jaar zolang de polis loopt.",
        consequence="Het afgesproken advies om verzuim te voorkomen komt later.",
        basis="Productafspraak",
        weight=Weight.PROMISE,
        explain="De Ontzorgmanager bekijkt ieder jaar met de werkgever hoe verzuim te voorkomen is.",
        repeats=True,
    ),
)
