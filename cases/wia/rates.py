"""The rates, thresholds and terms of sick pay and WIA. They change by law, seldom, and have a start as well.

Plans that are no law yet are not here: an IVA of 70%, a lower maximum, a wage-related benefit of at most 12 months.
"""

from decimal import Decimal

from cases.wia.amounts import SINCE
from cases.wia.parameters import Key, Parameter, Row, Tag, Unit

_VVU_PAGE = "uwv.nl, Hoe hoog is mijn vervolguitkering"
_WIA_RULES = "uwv.nl over de WGA-uitkering; re-integratiegids"
_DURATION = "uwv.nl, aangehaald in openbare broncode"
_SICK_PAY = "BW art. 7:629; fitforwork.nl; verzuimservices.nl"
_OTHER_TOOLS = "Andere rekentools, in openbare broncode"


def _rate(
    key: Key,
    value: str,
    term: str,
    meaning: str,
    *,
    source: str = _WIA_RULES,
    tag: Tag = Tag.VERIFIED,
    unit: Unit = Unit.PERCENT,
) -> Parameter:
    return Parameter(key, term, meaning, unit, (Row(Decimal(value), source, tag, SINCE),))


SICK_PAY_RATES = (
    _rate(
        Key.SICK_PAY_PCT,
        "70",
        "het percentage loon bij ziekte",
        "Part of the capped wage that the employer pays",
        source=_SICK_PAY,
    ),
    _rate(
        Key.SICK_PAY_FLOOR_WEEKS,
        "52",
        "het aantal weken met minstens het minimumloon",
        "First weeks, in which sick pay is at least the minimum wage, or the full wage where that is lower",
        source=_SICK_PAY,
        unit=Unit.WEEKS,
    ),
    _rate(
        Key.MIN_WAGE_HOLIDAY_PCT,
        "8",
        "het vakantiegeld over het minimumloon",
        "Holiday allowance on top of the minimum wage, to compare it with a wage that includes it",
        source="Wet minimumloon art. 15",
        tag=Tag.KNOWLEDGE,
    ),
)

WIA_RATES = (
    _rate(
        Key.DAYS_PER_YEAR,
        "261",
        "het aantal uitkeringsdagen per jaar",
        "Benefit days in a year; a month has a twelfth of them, 21.75",
        source="uwv.nl over het maximumdagloon; CRvB 2024:1523",
        unit=Unit.DAYS,
    ),
    _rate(Key.WIA_THRESHOLD_PCT, "35", "de drempel voor de WIA", "Incapacity from which there is a benefit"),
    _rate(
        Key.FULL_INCAPACITY_PCT,
        "80",
        "de grens voor volledig arbeidsongeschikt",
        "Incapacity from which somebody counts as fully incapacitated",
    ),
    _rate(Key.IVA_PCT, "75", "het percentage van de IVA", "IVA, of the capped month wage"),
    _rate(
        Key.IVA_SET_OFF_PCT,
        "70",
        "het percentage dat bij de IVA wordt verrekend",
        "Part of earned income that is taken off an IVA",
        source=_OTHER_TOOLS,
    ),
    _rate(Key.LAU_PCT, "70", "het percentage van de loonaanvulling", "LAU, of the wage that is missing"),
    _rate(
        Key.INCOME_REQUIREMENT_PCT,
        "50",
        "het percentage van de inkomenseis",
        "Part of the earning capacity that must be earned for a LAU",
        source="uwv.nl; judex.nl",
    ),
)

LGU_RATES = (
    _rate(Key.LGU_FIRST_PCT, "75", "het eerste percentage van de LGU", "LGU in the first months"),
    _rate(
        Key.LGU_FIRST_MONTHS,
        "2",
        "het aantal maanden met dat percentage",
        "Months of LGU at the first rate",
        unit=Unit.MONTHS,
    ),
    _rate(Key.LGU_LATER_PCT, "70", "het latere percentage van de LGU", "LGU after those months"),
    _rate(
        Key.LGU_FULL_YEARS,
        "10",
        "het aantal jaren dat voor een hele maand telt",
        "First years of working life, which count a month each",
        source=_OTHER_TOOLS,
        unit=Unit.YEARS,
    ),
    _rate(
        Key.LGU_LATER_YEAR_MONTHS,
        "0.5",
        "het aantal maanden per later jaar",
        "Months of LGU for each further year from 2016; a year before 2016 counts a whole month",
        source=_OTHER_TOOLS,
        unit=Unit.MONTHS,
    ),
    _rate(Key.LGU_MIN_MONTHS, "3", "de kortste duur van de LGU", "Shortest LGU", source=_DURATION, unit=Unit.MONTHS),
    _rate(Key.LGU_MAX_MONTHS, "24", "de langste duur van de LGU", "Longest LGU", source=_DURATION, unit=Unit.MONTHS),
)

VVU_RATES = (
    _rate(Key.VVU_PCT_35, "28", "de vervolguitkering van 35 tot 45%", "VVU from 35 to below 45%", source=_VVU_PAGE),
    _rate(Key.VVU_PCT_45, "35", "de vervolguitkering van 45 tot 55%", "VVU from 45 to below 55%", source=_VVU_PAGE),
    _rate(Key.VVU_PCT_55, "42", "de vervolguitkering van 55 tot 65%", "VVU from 55 to below 65%", source=_VVU_PAGE),
    _rate(Key.VVU_PCT_65, "50.75", "de vervolguitkering van 65 tot 80%", "VVU from 65 to below 80%", source=_VVU_PAGE),
    _rate(
        Key.VVU_HOLIDAY_PCT,
        "8",
        "het vakantiegeld over de vervolguitkering",
        "Holiday allowance that comes on top of a VVU; not certain",
        source="Vakkennis",
        tag=Tag.KNOWLEDGE,
    ),
)

RATES = (*SICK_PAY_RATES, *WIA_RATES, *LGU_RATES, *VVU_RATES)
