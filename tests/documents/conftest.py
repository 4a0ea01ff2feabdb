"""Documents in private storage of their own."""

from pathlib import Path
from typing import Any

import pytest

from cases.models import AbsenceCase
from tests.cast import Cast
from tests.documents import arrange


@pytest.fixture
def case(cast: Cast) -> AbsenceCase:
    """Carla's file: Noor guides it, Daan is the bedrijfsarts."""
    return arrange.make_case(cast)


@pytest.fixture
def private_files(settings: Any, tmp_path: Path) -> Path:
    """Where the PDFs of this test are kept."""
    settings.STORAGES = settings.STORAGES | {
        "default": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": str(tmp_path)},
        }
    }
    return tmp_path
