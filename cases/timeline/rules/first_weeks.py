"""From the sick report to the Plan van aanpak and its evaluations."""

from dataclasses import replace
from datetime import date

from cases.timeline.expressions import AfterFact, AfterLast, AfterStep, Day, IfAfterLeave, IfDone, IfFact, Latest
from cases.timeline.occasions import AgreedDay, NextEvaluation
from cases.timeline.parameters import EVALUATION_DAYS, INTAKE_DAY, TASK_ANALYSIS_DAY
from cases.timeline.predicates import (
    guided_long_absence,
    long_absence,
    no_capacity,
    plan_exists,
    plan_required,
    vangnet,
)
from cases.timeline.rules.rule import Category, ClosedBy, Party, Rule, Weight

VISION_REQUIRED_FROM = date(2023, 7, 1)
"""First sick days from here on: plan and first-year evaluation hold the vision of both (Stcrt. 2023, 13931)."""

SANCTION = "UWV kan bepalen dat de werkgever het loon langer doorbetaalt, tot 52 weken."

_REPORTS = (
    Rule(
        key="sick_report",
        closed_by=ClosedBy.ACT,
        term="Ziekmelding (bij werkgever)",
        short="Ziekmelding",
        category=Category.LAW,
        opens=Day(1),
        due=Day(1),
        responsible=Party.EMPLOYER,
        closes="Het dossier is gemaakt met de eerste ziektedag.",
        consequence="Alle latere datums hangen af van deze dag. Een onjuiste dag kan later een boete van UWV geven.",
        basis="BW art. 7:629; WIA art. 23 lid 2; verzuimreglement van de werkgever",
        weight=Weight.FINE_OR_DELAY,
        explain="Met de ziekmelding begint het dossier en staat de eerste dag vast.",
    ),
    Rule(
        key="arbo_report",
        closed_by=ClosedBy.ACT,
        term="Ziekmelding aan arbodienst/bedrijfsarts",
        short="Ziekmelding arbodienst",
        category=Category.LAW,
        opens=Day(1),
        due=Day(7),
        responsible=Party.EMPLOYER,
        remind=(Party.EMPLOYER,),
        prerequisites=("sick_report",),
        closes="De arbodienst heeft de melding ontvangen.",
        consequence="De arbodienst begint later en de probleemanalyse kan te laat komen.",
        basis="Regeling procesgang eerste en tweede ziektejaar art. 2 lid 1; afspraak met de arbodienst",
        weight=Weight.PROMISE,
        explain="De arbodienst krijgt de melding, zodat de begeleiding op tijd begint.",
    ),
    Rule(
        key="vangnet_report_uwv",
        term="Ziekmelding UWV bij vangnet",
        short="Ziekmelding UWV",
        category=Category.UWV,
        opens=Day(1),
        due=IfAfterLeave(Day(4), Day(42)),
        target=Day(4),
        responsible=Party.EMPLOYER,
        remind=(Party.EMPLOYER, Party.ONTZORGMANAGER),
        prerequisites=("sick_report",),
        closes="UWV heeft de ontvangst bevestigd.",
        applies="Als de werknemer onder een vangnet van de Ziektewet valt.",
        predicate=vangnet,
        consequence="UWV kan een boete geven tot € 455 (bedrag kan geïndexeerd zijn) of minder vergoeden.",
        basis="ZW art. 29a, 29b en 38a",
        weight=Weight.FINE_OR_DELAY,
        survives_iva=True,
        explain="Met deze melding kan UWV een deel van het loon vergoeden.",
    ),
)

_GUIDANCE = (
    Rule(
        key="long_absence_triage",
        closed_by=ClosedBy.ACT,
        term="Inschatting dreigend langdurig verzuim",
        short="Inschatting",
        category=Category.PRODUCT,
        opens=Day(8),
        due=Day(8),
        responsible=Party.ARBODIENST,
        remind=(Party.ARBODIENST,),
        prerequisites=("arbo_report",),
        closes="De arbodienst heeft ja of nee ingevuld. Een reden wordt niet bewaard.",
        applies="Als het verzuim op dag 8 nog loopt.",
        consequence="De Ontzorgmanager kan later beginnen. Op dag 14 geldt de inschatting als ja.",
        basis="Productafspraak; Regeling procesgang eerste en tweede ziektejaar art. 2 lid 2 en 3",
        weight=Weight.PROMISE,
        explain="De arbodienst schat in of het verzuim lang kan duren, zodat hulp op tijd komt.",
    ),
    Rule(
        key="assign_ontzorgmanager",
        closed_by=ClosedBy.ACT,
        term="Inzet Ontzorgmanager",
        short="Inzet Ontzorgmanager",
        category=Category.PRODUCT,
        opens=Day(8),
        due=Day(14),
        responsible=Party.DESK,
        remind=(Party.DESK,),
        prerequisites=("long_absence_triage",),
        closes="Een Ontzorgmanager met geldige registratie is gekoppeld en heeft met werkgever en werknemer gesproken.",
        applies="Als lang verzuim dreigt, of als het verzuim op dag 14 nog loopt.",
        predicate=guided_long_absence,
        consequence="De afgesproken hulp begint later en de Poortwachtergarantie wordt minder sterk.",
        basis="Productafspraak: vanaf de tweede week",
        weight=Weight.PROMISE,
        explain="De Ontzorgmanager helpt werkgever en werknemer om alle stappen op tijd te doen.",
    ),
    Rule(
        key="employee_intake",
        term="Intake en werknemersvisie",
        short="Intake",
        category=Category.PRODUCT,
        opens=AfterStep("assign_ontzorgmanager"),
        due=AgreedDay(INTAKE_DAY),
        responsible=Party.ONTZORGMANAGER,
        together=(Party.EMPLOYEE,),
        remind=(Party.ONTZORGMANAGER,),
        prerequisites=("assign_ontzorgmanager",),
        closes="De werknemer heeft zijn visie verstuurd, of wil dat niet. Meedoen is vrijwillig.",
        applies="Als een Ontzorgmanager is ingezet.",
        predicate=guided_long_absence,
        consequence="De visie van de werknemer komt later in het plan terecht.",
        basis="Productafspraak",
        weight=Weight.PROMISE,
        explain="In de intake vertelt de werknemer hoe hij zelf de terugkeer naar werk ziet.",
        waive_grounds=(("declined", "De werknemer wil geen intake"), ("covered", "Al besproken in een ander gesprek")),
    ),
    Rule(
        key="task_function_analysis",
        term="Taak-functieanalyse",
        short="Taak-functieanalyse",
        category=Category.PRODUCT,
        opens=AfterStep("assign_ontzorgmanager"),
        due=AgreedDay(TASK_ANALYSIS_DAY),
        responsible=Party.ONTZORGMANAGER,
        together=(Party.EMPLOYER, Party.EMPLOYEE),
        signs=(Party.EMPLOYEE,),
        remind=(Party.ONTZORGMANAGER,),
        prerequisites=("assign_ontzorgmanager",),
        closes="De werknemer is akkoord met de tekst en de bedrijfsarts heeft de analyse ontvangen.",
        applies="Als een Ontzorgmanager is ingezet en het verzuim lang kan duren.",
        predicate=guided_long_absence,
        consequence="De bedrijfsarts heeft bij de probleemanalyse minder informatie over het werk.",
        basis="Productafspraak",
        weight=Weight.PROMISE,
        explain="De analyse laat zien uit welke taken het werk bestaat, zodat de bedrijfsarts per taak kan adviseren.",
        waive_grounds=(("declined", "De werknemer wil geen analyse"), ("known", "De bedrijfsarts kent het werk al")),
    ),
)

# Whoever had no possibilities for work first needs no plan: it follows two weeks after they come up.
_RESUMED = AfterFact("usable_capacity_on", 14)

_ANALYSIS = (
    Rule(
        key="problem_analysis",
        closed_by=ClosedBy.DOCUMENT,
        term="Probleemanalyse",
        short="Probleemanalyse",
        category=Category.LAW,
        opens=Day(29),
        due=Day(42),
        responsible=Party.BEDRIJFSARTS,
        signs=(Party.BEDRIJFSARTS,),
        remind=(Party.BEDRIJFSARTS, Party.ARBODIENST, Party.ONTZORGMANAGER),
        prerequisites=("arbo_report",),
        closes="De getekende probleemanalyse is bij werkgever en werknemer, of de bedrijfsarts heeft geschreven dat "
        "geen lang verzuim dreigt.",
        applies="Als het verzuim lang kan duren. Blijkt dat pas na week 6, dan meteen.",
        predicate=long_absence,
        consequence=SANCTION,
        basis="Regeling procesgang eerste en tweede ziektejaar art. 2 lid 2 en 3; WIA art. 25 lid 1 en 2",
        weight=Weight.WAGE_SANCTION,
        explain="De bedrijfsarts beschrijft wat de werknemer nog kan doen en wat helpt bij de terugkeer naar werk.",
    ),
    Rule(
        key="casemanager_designated",
        closed_by=ClosedBy.DOCUMENT,
        folded_into="plan_of_action",
        term="Aanwijzen casemanager",
        short="Casemanager",
        category=Category.LAW,
        opens=Day(42),
        due=IfFact("usable_capacity_on", Latest((Day(56), _RESUMED)), Day(56)),
        responsible=Party.EMPLOYER,
        together=(Party.EMPLOYEE,),
        prerequisites=("problem_analysis",),
        closes="De naam van de casemanager staat in het getekende plan.",
        applies="Als een Plan van aanpak nodig is.",
        predicate=plan_required,
        pauses=no_capacity,
        consequence="Het re-integratieverslag is niet volledig. " + SANCTION,
        basis="Regeling procesgang eerste en tweede ziektejaar art. 4 lid 2 onder c",
        weight=Weight.WAGE_SANCTION,
        explain="De casemanager bewaakt het plan en is het vaste contact voor werkgever en werknemer.",
        repaired_on=date(2026, 11, 22),
        repair="day 56 was the last day also while there were no possibilities for work, and so no plan to be in",
    ),
)

# Fourteen days after an analysis in time never pass day 56, so the minimum of both needs no branch of its own.
_PLAN_DUE = IfDone("problem_analysis", AfterStep("problem_analysis", 14), Day(56))

_PLAN = Rule(
    key="plan_of_action",
    closed_by=ClosedBy.DOCUMENT,
    term="Plan van aanpak",
    short="Plan van aanpak",
    category=Category.LAW,
    opens=AfterStep("problem_analysis"),
    due=IfFact("usable_capacity_on", Latest((_PLAN_DUE, _RESUMED)), _PLAN_DUE),
    responsible=Party.EMPLOYER,
    together=(Party.EMPLOYEE,),
    signs=(Party.EMPLOYER, Party.EMPLOYEE),
    remind=(Party.EMPLOYER, Party.EMPLOYEE, Party.ONTZORGMANAGER),
    prerequisites=("problem_analysis",),
    closes="Werkgever en werknemer hebben getekend en de werknemer en de bedrijfsarts hebben een kopie.",
    applies="Als de bedrijfsarts mogelijkheden voor werk ziet, en de werknemer bij het begin nog geen AOW had.",
    predicate=plan_required,
    pauses=no_capacity,
    consequence=SANCTION,
    basis="Regeling procesgang eerste en tweede ziektejaar art. 4; BW art. 7:658a lid 3 en 7:660a; WIA art. 25 lid 2",
    weight=Weight.WAGE_SANCTION,
    explain="In het plan spreken werkgever en werknemer af wat ieder doet voor de terugkeer naar werk.",
    in_force_until=VISION_REQUIRED_FROM,
)

_EVALUATING = ("plan_of_action", "periodic_evaluation", "first_year_evaluation", "final_evaluation")
_PLANS = (
    _PLAN,
    replace(
        _PLAN,
        closes="Het plan bevat de visie van werkgever en werknemer. Beiden hebben getekend en de werknemer en de "
        "bedrijfsarts hebben een kopie.",
        basis=_PLAN.basis + "; Stcrt. 2023, 13931",
        in_force_from=VISION_REQUIRED_FROM,
        in_force_until=date.max,
        version=2,
    ),
    Rule(
        key="periodic_evaluation",
        term="Periodieke evaluatie van het plan van aanpak",
        short="Evaluatie",
        category=Category.LAW,
        opens=AfterLast(_EVALUATING, EVALUATION_DAYS - 14),
        due=NextEvaluation(
            _EVALUATING,
            EVALUATION_DAYS,
            update="problem_analysis_update",
            resumed="usable_capacity_on",
            update_days=14,
        ),
        responsible=Party.EMPLOYER,
        together=(Party.EMPLOYEE,),
        signs=(Party.EMPLOYER, Party.EMPLOYEE),
        remind=(Party.EMPLOYER, Party.EMPLOYEE, Party.ONTZORGMANAGER),
        prerequisites=("plan_of_action",),
        closes="De evaluatie is vastgelegd met een datum. De volgende wordt vanaf die datum gepland.",
        applies="Na het Plan van aanpak, elke zes weken, en binnen twee weken na een bijgestelde probleemanalyse. De "
        "Eerstejaarsevaluatie en de Eindevaluatie tellen mee.",
        predicate=plan_exists,
        pauses=no_capacity,
        consequence=SANCTION,
        basis="Regeling procesgang eerste en tweede ziektejaar art. 4 lid 2 onder b en lid 3; BW art. 7:658a lid 3",
        weight=Weight.WAGE_SANCTION,
        explain="Elke zes weken kijken werkgever en werknemer of het plan nog klopt. Zo nodig passen zij het aan.",
        repeats=True,
    ),
)


FIRST_WEEKS: tuple[Rule, ...] = _REPORTS + _GUIDANCE + _ANALYSIS + _PLANS
