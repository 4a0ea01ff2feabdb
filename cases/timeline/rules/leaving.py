"""The end of the employment during sickness (ziek uit dienst)."""

from cases.timeline.expressions import Day, Latest
from cases.timeline.leaving import leaves_sick, say_report
from cases.timeline.occasions import CalendarDaysAfterFact
from cases.timeline.parameters import LEAVING_OPENS_DAYS
from cases.timeline.predicates import leaving_report_needed
from cases.timeline.rules.rule import Category, Party, Rule, Weight

_OPENS = Latest((CalendarDaysAfterFact("contract_end", LEAVING_OPENS_DAYS), Day(1)))

LEAVING: tuple[Rule, ...] = (
    Rule(
        key="sick_leaving_employment_report",
        term="Ziek-uit-dienstmelding",
        short="Ziek-uit-dienstmelding",
        category=Category.UWV,
        opens=_OPENS,
        due=CalendarDaysAfterFact("contract_end"),
        responsible=Party.EMPLOYER,
        remind=(Party.EMPLOYER, Party.ONTZORGMANAGER),
        prerequisites=("sick_report",),
        closes="UWV heeft de ontvangst bevestigd. Een melding op de eerste werkdag na de laatste dag geeft geen boete.",
        applies="Als het dienstverband eindigt terwijl het verzuim nog loopt.",
        predicate=leaves_sick,
        consequence="UWV kan een boete geven tot € 455 (bedrag kan geïndexeerd zijn).",
        basis="ZW art. 38 lid 2 en 39a",
        weight=Weight.FINE_OR_DELAY,
        explain="Met deze melding neemt UWV de uitkering en de begeleiding over.",
        says=say_report,
        survives_iva=True,
    ),
    Rule(
        key="sick_leaving_employment_riv",
        term="Re-integratieverslag bij ziek uit dienst",
        short="RIV uit dienst",
        category=Category.UWV,
        opens=_OPENS,
        due=CalendarDaysAfterFact("contract_end"),
        responsible=Party.EMPLOYER,
        together=(Party.BEDRIJFSARTS,),
        remind=(Party.EMPLOYER, Party.BEDRIJFSARTS, Party.ONTZORGMANAGER),
        prerequisites=("sick_leaving_employment_report",),
        in_order=True,
        closes="De werknemer heeft het verslag, of UWV heeft het ontvangen.",
        applies="Vanaf zes weken een verkort verslag, na tien weken een volledig verslag.",
        predicate=leaving_report_needed,
        consequence="UWV kan de uitkering op de werkgever verhalen.",
        basis="ZW art. 39a; Werkwijzer Poortwachter 5.5-5.7",
        weight=Weight.FINE_OR_DELAY,
        explain="Met het verslag ziet UWV wat er tot de laatste dag is gedaan.",
        says=say_report,
    ),
)
