"""The tables are complete, have a source, do not overlap, and refuse what they do not know."""

from datetime import date, timedelta
from decimal import Decimal
from itertools import combinations, pairwise
from pathlib import Path

import pytest

from cases.wia.amounts import AMOUNTS, HALF_YEARS, SINCE
from cases.wia.benefits import CLASSES
from cases.wia.describe import describe
from cases.wia.figures import PARAMETERS, MissingFigure, figures_on
from cases.wia.parameters import Key, Parameter, Row, Tag, table_of
from cases.wia.rounding import two_decimals

DOCS = Path(__file__).parents[3] / "docs" / "wia.md"
FROM_2027 = date(2027, 1, 1)


def row(value: str = "1", start: date = FROM_2027, **changes: date) -> Row:
    return Row(Decimal(value), "Stcrt. 2026, 1", Tag.VERIFIED, start, **changes)


@pytest.mark.parametrize("parameter", PARAMETERS.values(), ids=lambda parameter: parameter.key)
def test_every_value_has_a_source_a_tag_and_a_start_and_no_two_hold_together(parameter: Parameter) -> None:
    assert parameter.rows
    assert parameter.meaning
    assert parameter.term.startswith(("de ", "het "))
    for one in parameter.rows:
        assert one.source.strip()
        assert one.tag in Tag
        assert SINCE <= one.in_force_from < one.in_force_until
    assert not any(one.overlaps(other) for one, other in combinations(parameter.rows, 2))
    assert all(one.in_force_until == other.in_force_from for one, other in pairwise(parameter.rows))


def test_every_number_has_a_parameter() -> None:
    assert set(PARAMETERS) == set(Key)


def test_the_page_says_what_the_tables_say() -> None:
    assert DOCS.read_text(encoding="utf-8") == describe(PARAMETERS), "Stale. Run: script/manage docs"


@pytest.mark.parametrize(
    ("start", "daily", "monthly", "hourly", "reference"),
    [
        (date(2024, 1, 1), "274.44", "5969.07", "13.27", "2069.40"),
        (date(2024, 7, 1), "282.95", "6154.16", "13.68", "2133.60"),
        (date(2025, 1, 1), "290.67", "6322.07", "14.06", "2191.80"),
        (date(2025, 7, 1), "297.82", "6477.59", "14.40", "2245.80"),
        (date(2026, 1, 1), "304.25", "6617.44", "14.71", "2294.40"),
        (date(2026, 7, 1), "309.91", "6740.54", "14.99", "2337.00"),
    ],
)
def test_amounts_hold_from_their_first_to_their_last_day(
    start: date, daily: str, monthly: str, hourly: str, reference: str
) -> None:
    later = start.replace(month=6, day=30) if start.month == 1 else start.replace(month=12, day=31)
    for day in (start, later):
        figures = figures_on(day)
        assert figures[Key.MAX_DAILY_WAGE] == Decimal(daily)
        assert two_decimals(figures.max_month_wage) == Decimal(monthly)
        assert figures[Key.MIN_WAGE_HOUR] == Decimal(hourly)
        assert figures[Key.REFERENCE_MONTH_MIN_WAGE] == Decimal(reference)
        assert figures.since == start


def test_a_month_has_21_75_benefit_days() -> None:
    assert figures_on(SINCE).days_per_month == Decimal("21.75")


def test_the_rate_of_a_class_is_70_per_cent_of_its_middle() -> None:
    figures = figures_on(SINCE)
    ends = (Decimal(80), *(start for start, _ in CLASSES))
    middles = [(end + start) / 2 for end, (start, _) in zip(ends, CLASSES, strict=False)]
    assert [figures[key] for _, key in CLASSES] == [Decimal("0.7") * middle for middle in middles]


@pytest.mark.parametrize(
    ("day", "written"), [(date(2027, 1, 1), "1 januari 2027"), (date(2023, 12, 31), "31 december 2023")]
)
def test_a_day_without_amounts_is_refused_in_a_clear_sentence(day: date, written: str) -> None:
    sentence = (
        f"Voor {written} is het maximumdagloon niet bekend. "
        "Er zijn bedragen van 1 januari 2024 tot en met 31 december 2026."
    )
    with pytest.raises(MissingFigure) as refused:
        figures_on(day)
    assert str(refused.value) == sentence


def test_a_missing_rate_is_refused_too() -> None:
    ended = Parameter(Key.IVA_PCT, "het percentage van de IVA", "x", PARAMETERS[Key.IVA_PCT].unit, ())
    with pytest.raises(MissingFigure, match=r"^Voor 1 juli 2026 is het percentage van de IVA niet bekend\.$"):
        figures_on(date(2026, 7, 1), {**PARAMETERS, Key.IVA_PCT: ended})


def test_a_table_without_a_parameter_is_a_mistake_of_ours() -> None:
    with pytest.raises(LookupError, match="has no max_daily_wage") as mistake:
        figures_on(SINCE, {})
    assert not isinstance(mistake.value, MissingFigure)


def test_amounts_of_a_new_half_year_are_added_without_a_release() -> None:
    added = {parameter.key: parameter.with_row(row("400")) for parameter in AMOUNTS}
    table = {**PARAMETERS, **added}
    assert figures_on(FROM_2027, table)[Key.MAX_DAILY_WAGE] == 400
    assert figures_on(FROM_2027, table).since == FROM_2027
    assert figures_on(FROM_2027 - timedelta(days=1), table)[Key.MAX_DAILY_WAGE] == Decimal("309.91")
    with pytest.raises(MissingFigure):
        figures_on(FROM_2027)


def test_a_new_rate_ends_the_old_one_where_it_begins() -> None:
    changed = PARAMETERS[Key.IVA_PCT].with_row(row("70", date(2029, 1, 1)))
    assert [(one.value, one.in_force_until) for one in changed.rows] == [
        (Decimal(75), date(2029, 1, 1)),
        (Decimal(70), date.max),
    ]


@pytest.mark.parametrize("start", [date(2026, 7, 1), date(2026, 12, 31), date(2024, 1, 1)])
def test_a_value_that_was_in_force_is_never_covered_by_another(start: date) -> None:
    with pytest.raises(ValueError, match="has a value for"):
        PARAMETERS[Key.MAX_DAILY_WAGE].with_row(row("1", start))


@pytest.mark.parametrize(
    ("value", "source", "until"),
    [("-1", "x", date.max), ("NaN", "x", date.max), ("1", " ", date.max), ("1", "x", FROM_2027)],
)
def test_a_value_that_says_nothing_is_refused(value: str, source: str, until: date) -> None:
    with pytest.raises(ValueError, match=r"cannot hold|is no amount|needs a source"):
        Row(Decimal(value), source, Tag.ASSUMPTION, FROM_2027, until)


def test_a_key_stands_in_the_tables_once() -> None:
    with pytest.raises(ValueError, match="max_daily_wage stands in the tables twice"):
        table_of((*AMOUNTS, AMOUNTS[0]))


def test_a_set_can_be_kept_beside_its_result() -> None:
    record = figures_on(date(2026, 8, 1)).record()
    assert set(record) == {key.value for key in Key}
    assert record["max_daily_wage"] == {
        "value": "309.91",
        "source": "Opgave van UWV per 1 juli 2026, in openbare broncode",
        "tag": "verified",
        "from": "2026-07-01",
    }


def test_half_years_follow_each_other() -> None:
    assert all((later.year - day.year) * 12 + later.month - day.month == 6 for day, later in pairwise(HALF_YEARS))
