"""The WIA-rekentool: an employee's income during long sickness, as dated parameters and pure functions.

No framework, no clock and no database. Amounts are gross euros per month including holiday allowance, as `Decimal`,
and are rounded only where they are shown.
"""
