"""The desk sees the periods, and what was removed in numbers."""

from datetime import UTC, date, datetime

from accounts.actor import acting_as, system
from accounts.terms import Role
from cases.models import PurgeRecord
from tests.cast import Cast
from tests.conftest import AsActor

PAGE = "/dossiers/bewaartermijnen/"
AT = datetime(2026, 11, 1, 2, 0, tzinfo=UTC)


def removed(kind: str, rows: int) -> None:
    with acting_as(system(Role.PURGER)):
        PurgeRecord.objects.create(ran_at=AT, on=AT.date(), kind=kind, cut_off=date(2024, 11, 1), rows=rows)


def test_periods_stand_there_with_their_source(cast: Cast, as_actor: AsActor) -> None:
    body = as_actor(cast.ina).get(PAGE).content.decode()
    for words in (
        "Dossiers, werkgever is eigenrisicodrager WGA",
        "10 jaar",
        "het afsluiten van het dossier of het einde van het dienstverband, wat eerder is",
        "AP, Beleidsregels De zieke werknemer, paragraaf 6",
        "Nog niets verwijderd",
    ):
        assert words in body, words


def test_batches_of_one_purge_are_added_up(cast: Cast, as_actor: AsActor) -> None:
    for kind, rows in (("file", 40), ("file", 2), ("personnel", 1), ("unsent", 0)):
        removed(kind, rows)
    body = " ".join(as_actor(cast.ina).get(PAGE).content.decode().split())
    assert "1 november 2026, 03:00" in body
    assert "Dossiers, tot en met 1 november 2024: 42 regels." in body
    assert "Gegevens van werknemers, tot en met 1 november 2024: 1 regel." in body
    assert "Niet verstuurde teksten, tot en met 1 november 2024: 0 regels." in body


def test_others_have_no_such_page(cast: Cast, as_actor: AsActor) -> None:
    for who in ("anna", "carla", "noor", "daan", "bert"):
        assert as_actor(getattr(cast, who)).get(PAGE).status_code == 403, who
