"""Which words do not belong in text that employer or insurer can read. Pure: no Django, no clock, no person."""
