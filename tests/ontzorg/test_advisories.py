"""What the check says of known vulnerabilities, and that silence of the service never reads as clean."""

import json

import pytest

from ontzorg.local.advisories import verdict

CLEAN = {"name": "celery", "version": "5.7.0", "vulns": []}
FLAWED = {"name": "django", "version": "5.2.0", "vulns": [{"id": "PYSEC-2026-1", "fix_versions": ["5.2.1"]}]}
UNKNOWN = {"name": "redis", "skip_reason": "not found"}


@pytest.mark.parametrize(
    ("packages", "said"),
    [
        ([CLEAN], (0, ["ok      advisories"])),
        (
            [CLEAN, FLAWED, UNKNOWN],
            (1, ["FAILED  advisories", "        django 5.2.0: PYSEC-2026-1, mended in 5.2.1"]),
        ),
        ([CLEAN, UNKNOWN], (0, ["unknown advisories: 1 of 2 packages not found"])),
        ([UNKNOWN], (0, ["unknown advisories: the service could not be asked"])),
    ],
)
def test_verdict_names_what_was_found_and_what_is_not_known(packages: list[dict], said: tuple[int, list[str]]) -> None:
    assert verdict(json.dumps({"dependencies": packages})) == said


def test_an_answer_that_is_no_json_is_not_clean() -> None:
    assert verdict("")[1] == ["unknown advisories: the service could not be asked"]
