"""From week 26 to the second track."""

from dataclasses import replace
from datetime import date

from cases.timeline.expressions import AfterFact, AfterStep, Day, Earliest, IfFact, Latest, NextWorkday
from cases.timeline.predicates import before_pension, guided_by_insurer, no_capacity
from cases.timeline.rules.first_weeks import SANCTION, VISION_REQUIRED_FROM
from cases.timeline.rules.rule import Category, ClosedBy, Party, Rule, Weight

_TOWARDS_UWV = (
    Rule(
        key="wia_income_insight",
        term="WIA-rekentool (week 26)",
        short="WIA-rekentool",
        category=Category.PRODUCT,
        opens=Day(176),
        due=Day(182),
        responsible=Party.ONTZORGMANAGER,
        remind=(Party.ONTZORGMANAGER,),
        prerequisites=("assign_ontzorgmanager",),
        closes="De werknemer heeft de berekening gezien, of wil die niet zien.",
        applies="Als het verzuim in week 26 nog loopt, ook voor een deel.",
        predicate=guided_by_insurer,
        consequence="De werknemer ziet later wat de WIA voor zijn inkomen kan betekenen.",
        basis="Productafspraak; convenant MKB verzuim-ontzorgverzekering: uiterlijk na een jaar",
        weight=Weight.PROMISE,
        explain="De berekening laat de werknemer zien wat er met zijn inkomen kan gebeuren.",
    ),
    Rule(
        key="uwv_week_42_report",
        term="42e-weeksmelding",
        short="42e-weeksmelding",
        category=Category.UWV,
        opens=Day(281),
        due=NextWorkday(Day(295)),
        target=Day(294),
        responsible=Party.EMPLOYER,
        signs=(Party.EMPLOYER,),
        remind=(Party.EMPLOYER, Party.ONTZORGMANAGER),
        prerequisites=("sick_report",),
        closes="UWV heeft de ontvangst bevestigd.",
        applies="Als de werknemer na 42 weken niet volledig is hersteld.",
        consequence="UWV kan een boete geven tot € 455 (bedrag kan geïndexeerd zijn).",
        basis="ZW art. 38 lid 1; Boetebesluit socialezekerheidswetten art. 2a-2b",
        weight=Weight.FINE_OR_DELAY,
        survives_iva=True,
        explain="Met deze melding weet UWV dat een WIA-aanvraag kan volgen.",
    ),
    Rule(
        key="labour_expert_assessment",
        term="Arbeidsdeskundig onderzoek",
        short="Arbeidsdeskundige",
        category=Category.SIGNAL,
        opens=Day(309),
        due=Day(364),
        responsible=Party.ONTZORGMANAGER,
        signs=(Party.LABOUR_EXPERT,),
        remind=(Party.ONTZORGMANAGER,),
        closes="Het rapport van de arbeidsdeskundige is ontvangen.",
        applies="Als twijfel bestaat of volledige terugkeer in het eigen werk lukt.",
        consequence="Het is later lastig te laten zien dat ander werk bij de eigen werkgever is onderzocht.",
        basis="Werkwijzer Poortwachter; productafspraak",
        weight=Weight.PROMISE,
        explain="De arbeidsdeskundige vergelijkt het werk met wat de werknemer kan.",
        waive_grounds=(
            ("return_expected", "Volledige terugkeer in het eigen werk is in zicht"),
            ("no_capacity", "De bedrijfsarts ziet geen mogelijkheden voor werk"),
        ),
    ),
)

_EVALUATION = Rule(
    key="first_year_evaluation",
    term="Eerstejaarsevaluatie",
    short="Eerstejaarsevaluatie",
    category=Category.LAW,
    opens=Day(316),
    due=Day(364),
    responsible=Party.EMPLOYER,
    together=(Party.EMPLOYEE,),
    signs=(Party.EMPLOYER, Party.EMPLOYEE),
    remind=(Party.EMPLOYER, Party.EMPLOYEE, Party.ONTZORGMANAGER),
    prerequisites=("plan_of_action",),
    closes="Het getekende formulier bevat het besluit over het tweede spoor.",
    applies="Als het verzuim na een jaar nog loopt, ook voor een deel.",
    consequence=SANCTION,
    basis="Regeling procesgang eerste en tweede ziektejaar art. 4 lid 2 onder b",
    weight=Weight.WAGE_SANCTION,
    explain="Werkgever en werknemer kijken terug op het eerste jaar en kiezen de weg voor het tweede.",
    in_force_until=VISION_REQUIRED_FROM,
)

_SECOND_TRACK_DUE = Earliest((AfterStep("first_year_evaluation", 42), Day(406)))

FIRST_YEAR: tuple[Rule, ...] = (
    *_TOWARDS_UWV,
    _EVALUATION,
    replace(
        _EVALUATION,
        closes="Het getekende formulier bevat de visie van werkgever en werknemer en het besluit over het tweede "
        "spoor.",
        basis=_EVALUATION.basis + "; Stcrt. 2023, 13931",
        in_force_from=VISION_REQUIRED_FROM,
        in_force_until=date.max,
        version=2,
    ),
    Rule(
        key="sick_pay_year_2",
        closed_by=ClosedBy.CALENDAR,
        term="Start tweede ziektejaar",
        short="Tweede ziektejaar",
        category=Category.LAW,
        opens=Day(365),
        due=Day(365),
        responsible=Party.EMPLOYER,
        remind=(Party.EMPLOYER,),
        closes="Werkgever en werknemer hebben automatisch bericht gekregen.",
        applies="Als het verzuim na een jaar nog loopt, ook voor een deel.",
        consequence="Het loon kan te hoog of te laag worden betaald.",
        basis="BW art. 7:629 lid 1",
        weight=Weight.PROMISE,
        survives_iva=True,
        explain="Vanaf deze dag geldt het percentage loon van het tweede jaar.",
        passes=True,
    ),
    Rule(
        key="second_track_start",
        term="Start tweede spoor",
        short="Tweede spoor",
        category=Category.LAW,
        opens=AfterStep("first_year_evaluation"),
        due=IfFact(
            "usable_capacity_on", Latest((_SECOND_TRACK_DUE, AfterFact("usable_capacity_on", 56))), _SECOND_TRACK_DUE
        ),
        responsible=Party.EMPLOYER,
        signs=(Party.EMPLOYER, Party.EMPLOYEE, Party.PROVIDER),
        remind=(Party.EMPLOYER, Party.ONTZORGMANAGER),
        prerequisites=("first_year_evaluation",),
        closes="Het eerste gesprek van het traject is geweest, of de uitzondering is vastgelegd.",
        applies="Als geen zicht is op blijvende terugkeer bij de eigen werkgever binnen drie maanden.",
        predicate=before_pension,
        pauses=no_capacity,
        consequence=SANCTION,
        basis="BW art. 7:658a lid 1; Werkwijzer Poortwachter 4.3.1, 4.3.2, 5.8 en 5.14",
        weight=Weight.WAGE_SANCTION,
        explain="In het tweede spoor wordt ook bij andere werkgevers naar passend werk gezocht.",
        waive_grounds=(
            ("return_expected", "Terugkeer bij de eigen werkgever binnen drie maanden is in zicht"),
            ("no_capacity", "De bedrijfsarts ziet geen of heel weinig mogelijkheden voor werk"),
            ("pension", "De AOW begint binnen een jaar na de wachttijd en beiden zijn het schriftelijk eens"),
        ),
    ),
)
