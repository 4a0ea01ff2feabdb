"""Two people in one vault at the same moment: the second is told, and nothing breaks."""

from threading import Event, Thread

import pytest
from django.db import connection

from accounts.actor import acting_as
from accounts.operation import Stale
from cases.models import AbsenceCase
from documents import operations
from documents.models import MedicalInformation
from tests.access.world import delegate_of
from tests.cast import Cast
from tests.documents.arrange import AT
from tests.documents.vault_story import drafted


@pytest.mark.django_db(transaction=True)
def test_draft_is_signed_while_somebody_writes_in_it(cast: Cast, case: AbsenceCase) -> None:
    """The signature is not committed yet when the text is sent: keeping it waits, and is then told so."""
    made, dewi = drafted(cast.daan, case), delegate_of(cast.daan_profile)
    sent, answers = Event(), list[str]()

    def write() -> None:
        try:
            sent.set()
            drafted(dewi, case, expected_version=1, other="Nog iets.")
        except Stale as error:
            answers.append(str(error))
        finally:
            connection.close()

    thread = Thread(target=write)
    with acting_as(cast.daan):
        operations.sign_medical_information(
            actor=cast.daan, information=made, place="Utrecht", expected_version=1, at=AT
        )
        thread.start()
        sent.wait(20)
        thread.join(2)
        assert thread.is_alive()
    thread.join(60)
    assert answers == ["Dit concept is intussen ondertekend. Wat u nu bewaart, wordt een nieuwe versie."]
    with acting_as(cast.daan):
        assert MedicalInformation.objects.get().is_signed
    assert drafted(dewi, case, other="Nog iets.").edition == 2
