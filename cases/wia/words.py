"""What the numbers of the tables are called on a page."""

from cases.wia.parameters import Unit

UNITS = {
    Unit.EURO_DAY: "euro per dag",
    Unit.EURO_HOUR: "euro per uur",
    Unit.EURO_MONTH: "euro per maand",
    Unit.PERCENT: "procent",
    Unit.DAYS: "dagen",
    Unit.WEEKS: "weken",
    Unit.MONTHS: "maanden",
    Unit.YEARS: "jaren",
}
