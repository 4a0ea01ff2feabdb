"""What somebody's app shows: the codes that the server takes at this moment, the oldest first."""

from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time


def codes(secret: str) -> list[str]:
    """A code works once; who logs in again within half a minute takes the next."""
    return [str(format_hotp_value(hotp_value(secret, counter))) for counter in yield_hotp_counters_from_time()]
