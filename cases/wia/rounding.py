"""Rounding, only for what is shown and for the two comparisons that the tool makes on rounded numbers."""

from decimal import ROUND_HALF_UP, Decimal

HUNDREDTH = Decimal("0.01")
FACTOR = Decimal("0.0000000001")
HUNDRED = Decimal(100)
ZERO = Decimal(0)


def two_decimals(number: Decimal) -> Decimal:
    """Round half up to two decimals: euros to cents, and a percentage before it is put in a class."""
    return number.quantize(HUNDREDTH, ROUND_HALF_UP)


def share(pct: Decimal, amount: Decimal) -> Decimal:
    """Return so many per cent of an amount, not rounded."""
    return pct * amount / HUNDRED


def plain(number: Decimal) -> str:
    """Write a number without trailing zeros and without an exponent: "16.5", "17"; at most ten decimals."""
    text = f"{number.quantize(FACTOR, ROUND_HALF_UP):f}"
    return text.rstrip("0").rstrip(".")
