"""Write the calculation as documentation: docs/wia.md is the output of `describe(PARAMETERS)`."""

from datetime import date
from decimal import Decimal

from cases.wia.amounts import AMOUNTS
from cases.wia.choices import CHOICES, Choice
from cases.wia.figures import TWELVE
from cases.wia.parameters import Key, Parameter, Row, Table
from cases.wia.rounding import plain, two_decimals
from cases.wia.scenarios import DEFAULT, Usual

_HEAD = """\
# The WIA-rekentool

Generated from `cases/wia/`; edit the code, not this page.

In week 26 the employee sees, in outline, what long sickness does to income: now, in each of two years of sickness, \
and in the WIA. It is an indication: gross, per month including holiday allowance, without supplements or tax. UWV \
decides. `script/manage wia` computes one scenario without a database, with the built-in numbers; `--json` is for \
programs.

In the application the employee fills in the wage and sees the usual scenarios and own ones, on any day of an open \
file. Wage, answers, numbers, result and sentences are kept together, encrypted, and never change; page and PDF show \
what was kept. The day on which the WIA begins and that of the state pension come from the file's timeline. \
Employee and Ontzorgmanager read it; the employer a copy of what the employee shares, the insurer nothing. The step of \
week 26 is done on the day on which the employee says to have seen a calculation.

Nothing is rounded on the way. Amounts are rounded half up to cents when they are shown, and the percentage of \
incapacity to two decimals before it is put in a class.

## The calculation

Names in this type are parameters; their values stand below.

* **Wage:** the month's wage with holiday allowance, plus a twelfth of what is paid once a year.
* **Daily wage:** a year's wage over `days_per_year`, at most `max_daily_wage`. The month wage is a twelfth of \
`days_per_year` times that.
* **Factor:** the part of the wage below the maximum. Earned income and earning capacity are scaled by it.
* **Sick pay:** `sick_pay_pct` of the wage below the maximum, or what the employer's scheme gives where that is more. \
In the first `sick_pay_floor_weeks` at least the minimum wage for the hours, but not more than the wage.
* **Percentage:** the old wage, without the maximum, minus what can still be earned, as part of the old wage.
* **Below `wia_threshold_pct`:** no benefit.
* **From `full_incapacity_pct`, durable (IVA):** `iva_pct` of the month wage minus `iva_set_off_pct` of earned income.
* **All others, first (LGU):** the month wage minus earned income, of that `lgu_first_pct` for `lgu_first_months`, \
then `lgu_later_pct`. Only after work in 26 of the 36 weeks before the sickness.
* **Then, from `full_incapacity_pct` (LAU):** `lau_pct` of the month wage minus earned income, however much is earned.
* **Then, below it:** who earns the whole capacity gets the same. Who earns at least `income_requirement_pct` of it \
gets a LAU as if all of it were earned. Who earns less gets a VVU: the rate of the class, of the monthly minimum wage \
figure, or of the month wage where that is lower.
* **Duration of the LGU:** a month for each of the first `lgu_full_years` years of work, the oldest first, and for \
each further year before 2016; `lgu_later_year_months` for each further year from 2016; minus used months of WW. \
After that at least `lgu_min_months` and at most `lgu_max_months`.

"""

_AMOUNTS_HEAD = """\
## Amounts

By the day of calculation, never by the day on which the WIA would begin. A day without a row is refused. Amounts that \
are published later are rows added to the same parameters (`Parameter.with_row`): proposed by one person of the desk \
and brought into force by a second, so they need no release. The application computes with those as well.

| from | until (exclusive) | maximum daily wage | per month | minimum wage per hour | monthly minimum wage figure |
|---|---|---|---|---|---|
"""

_SOURCES_HEAD = """
Sources. *Verified* was read there, *knowledge* was not, *assumption* is a choice of this tool.

| parameter | from | value | source | tag |
|---|---|---|---|---|
"""

_RATES_HEAD = """
## Rates, thresholds and terms

| parameter | value | unit | from | means | source | tag |
|---|---|---|---|---|---|---|
"""


def describe(table: Table) -> str:
    """Return the parameters, the scenarios and the choices as Markdown."""
    amounts = [table[parameter.key] for parameter in AMOUNTS]
    rates = [parameter for parameter in table.values() if parameter not in amounts]
    return "".join(
        (
            _HEAD,
            _AMOUNTS_HEAD,
            *(_amounts(table, row) for row in table[Key.MAX_DAILY_WAGE].rows),
            _SOURCES_HEAD,
            *(_source(parameter, row) for parameter in amounts for row in parameter.rows),
            _RATES_HEAD,
            *(_rate(parameter, row) for parameter in rates for row in parameter.rows),
            "\n## Usual scenarios\n\n",
            *map(_scenario, DEFAULT),
            "\n## Choices\n\nWhere the rules leave room, this is what the tool does and why.\n\n",
            *map(_choice, CHOICES),
        )
    )


def _amounts(table: Table, row: Row) -> str:
    day = row.in_force_from
    monthly = two_decimals(row.value * _value(table, Key.DAYS_PER_YEAR, day) / TWELVE)
    hourly, reference = _value(table, Key.MIN_WAGE_HOUR, day), _value(table, Key.REFERENCE_MONTH_MIN_WAGE, day)
    return _line(day, _end(row), row.value, monthly, hourly, reference)


def _value(table: Table, key: Key, day: date) -> Decimal:
    row = table[key].row_on(day)
    if row is None:
        raise LookupError(f"{key} has no value on {day}")
    return row.value


def _source(parameter: Parameter, row: Row) -> str:
    return _line(f"`{parameter.key}`", row.in_force_from, row.value, row.source, row.tag)


def _rate(parameter: Parameter, row: Row) -> str:
    name, value = f"`{parameter.key}`", plain(row.value)
    return _line(name, value, parameter.unit, row.in_force_from, parameter.meaning, row.source, row.tag)


def _scenario(usual: Usual) -> str:
    lasting = ", durable" if usual.durable else ""
    earned = f"earning {plain(usual.used_pct)}% of what is possible" if usual.used_pct else "earning nothing"
    return f'* {plain(usual.ao_pct)}%{lasting}, {earned}: "{usual.label}"\n'


def _choice(choice: Choice) -> str:
    return f"* **{choice.about}** {choice.text}\n"


def _end(row: Row) -> str:
    return "" if row.in_force_until == date.max else str(row.in_force_until)


def _line(*cells: object) -> str:
    return f"| {' | '.join(map(str, cells))} |\n"
