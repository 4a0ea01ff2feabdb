"""Euros and percentages as a Dutch reader writes them."""

from decimal import Decimal

from cases.wia.rounding import plain, two_decimals


def euro(amount: Decimal) -> str:
    """Write an amount in whole cents: "€ 6.740,54"."""
    return f"€ {number(two_decimals(amount))}"


def percent(pct: Decimal) -> str:
    """Write a percentage without trailing zeros: "58,33%", "70%"."""
    return f"{bare(pct)}%"


def number(value: Decimal) -> str:
    """Write a number with points between the thousands and all its decimals: "1.234,50"."""
    return f"{value:,f}".translate(str.maketrans(",.", ".,"))


def bare(value: Decimal) -> str:
    """Write a number without trailing zeros: "16,5", "17"."""
    return plain(value).replace(".", ",")
