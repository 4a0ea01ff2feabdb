"""Encrypted columns: the value is readable in Python only; the database holds a token."""

from functools import cache
from typing import Any

from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.db import models


@cache
def _box(keys: tuple[str, ...]) -> MultiFernet:
    return MultiFernet([Fernet(key) for key in keys])


def box() -> MultiFernet:
    """Encrypts with the first key, reads with all of them: that is what makes key rotation possible."""
    return _box(tuple(settings.FIELD_KEYS))


class EncryptedField(models.TextField):  # type: ignore[type-arg]  # plain text in, plain text out
    """Text that is stored encrypted. It cannot be searched or ordered, which is the point."""

    def get_prep_value(self, value: Any) -> Any:
        """Plain text to token."""
        return None if value is None else box().encrypt(str(value).encode()).decode()

    def from_db_value(self, value: str | None, *_: Any) -> str | None:
        """Token to plain text."""
        return None if value is None else box().decrypt(value.encode()).decode()
