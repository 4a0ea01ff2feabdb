"""The amounts that change each half year: maximum daily wage and minimum wage.

The last row ends on the day for which the amounts are not published yet: a calculation on that day is refused.
"""

from datetime import date
from decimal import Decimal

from cases.wia.parameters import Key, Parameter, Row, Tag, Unit

HALF_YEARS = (
    date(2024, 1, 1),
    date(2024, 7, 1),
    date(2025, 1, 1),
    date(2025, 7, 1),
    date(2026, 1, 1),
    date(2026, 7, 1),
    date(2027, 1, 1),
)
"""The first days of the half years with amounts; the last one has none yet."""

SINCE = HALF_YEARS[0]
"""The tool goes back no further."""

_Value = tuple[str, Tag, str]


def _rows(*values: _Value) -> tuple[Row, ...]:
    spans = zip(HALF_YEARS, HALF_YEARS[1:], values, strict=False)
    return tuple(Row(Decimal(value), source, tag, start, end) for start, end, (value, tag, source) in spans)


_RATIO = "Vakkennis; de stap past bij de half jaren ervoor en erna"

MAX_DAILY_WAGE = Parameter(
    Key.MAX_DAILY_WAGE,
    "het maximumdagloon",
    "Highest wage per benefit day, holiday allowance included, on which sick pay and benefits are based",
    Unit.EURO_DAY,
    _rows(
        ("274.44", Tag.VERIFIED, "adfiz.nl; centraalbeheer.nl"),
        ("282.95", Tag.KNOWLEDGE, _RATIO),
        ("290.67", Tag.VERIFIED, "Testgegevens van het ministerie van BZK"),
        ("297.82", Tag.KNOWLEDGE, _RATIO),
        ("304.25", Tag.VERIFIED, "Maximumpremieloon 2026: € 79.409 is 261 keer dit bedrag"),
        ("309.91", Tag.VERIFIED, "Opgave van UWV per 1 juli 2026, in openbare broncode"),
    ),
)
MIN_WAGE_HOUR = Parameter(
    Key.MIN_WAGE_HOUR,
    "het minimumuurloon",
    "Statutory minimum wage per hour from age 21, without holiday allowance",
    Unit.EURO_HOUR,
    _rows(
        ("13.27", Tag.VERIFIED, "adfiz.nl; centraalbeheer.nl"),
        ("13.68", Tag.KNOWLEDGE, _RATIO),
        ("14.06", Tag.VERIFIED, "Stcrt. 2024, 33625"),
        ("14.40", Tag.VERIFIED, "Stcrt. 2025, 12264"),
        ("14.71", Tag.VERIFIED, "Stcrt. 2025, 34131"),
        ("14.99", Tag.VERIFIED, "Bedragen per 1 juli 2026, in openbare broncode"),
    ),
)
REFERENCE_MONTH_MIN_WAGE = Parameter(
    Key.REFERENCE_MONTH_MIN_WAGE,
    "het referentiemaandloon",
    "Monthly minimum wage figure from age 21, without holiday allowance: base of the follow-up benefit",
    Unit.EURO_MONTH,
    _rows(
        ("2069.40", Tag.VERIFIED, "Stcrt. 2023, 28170"),
        ("2133.60", Tag.KNOWLEDGE, _RATIO),
        ("2191.80", Tag.VERIFIED, "Stcrt. 2024, 33625"),
        ("2245.80", Tag.VERIFIED, "Stcrt. 2025, 12264"),
        ("2294.40", Tag.VERIFIED, "Stcrt. 2025, 34131"),
        ("2337.00", Tag.VERIFIED, "Bedragen per 1 juli 2026, in openbare broncode"),
    ),
)
AMOUNTS = (MAX_DAILY_WAGE, MIN_WAGE_HOUR, REFERENCE_MONTH_MIN_WAGE)
