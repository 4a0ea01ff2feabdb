"""Calling an arbeidsdeskundige in the browser, and his answer."""

import re
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.actor import acting_as
from accounts.models import AuditEvent, Draft, WordingOverride
from cases import operations
from cases.models import AbsenceCase, LabourExpertCall
from employers.models import LabourExpert
from tests.cases.calls import DAY, acts, long_sick
from tests.cast import Cast
from tests.conftest import AsActor
from tests.factories.employers import make_labour_expert

PRIVATE = "Hij heeft een depressie."


@pytest.fixture
def today() -> date:
    """The day by which the database lets somebody look."""
    return timezone.localdate()


@pytest.fixture
def case(cast: Cast, today: date) -> AbsenceCase:
    return long_sick(cast, today)


@pytest.fixture
def expert(db: None) -> LabourExpert:
    return make_labour_expert()


def page(client: Client, case: AbsenceCase) -> str:
    return client.get(reverse("cases:detail", args=[case.pk])).content.decode()


def asked(cast: Cast, case: AbsenceCase, expert: LabourExpert, today: date) -> LabourExpertCall:
    values = {"question": "Past <b>dit</b> werk?", "valid_to": today + 30 * DAY, "today": today}
    return operations.call_labour_expert(actor=cast.noor, case=case, expert=expert, **values)


def test_ontzorgmanager_asks(
    cast: Cast, case: AbsenceCase, expert: LabourExpert, as_actor: AsActor, today: date
) -> None:
    client, url = as_actor(cast.noor), reverse("cases:call_labour_expert", args=[case.pk])
    assert f'"{url}"' in page(client, case)
    assert "een gevraagde arbeidsdeskundige." in client.get(url).content.decode()
    sent = {"expert": expert.pk, "question": "Past het werk?", "valid_to": f"{today + 30 * DAY:%Y-%m-%d}"}
    answer = client.post(url, sent)
    assert (answer.status_code, answer["Location"]) == (303, reverse("cases:detail", args=[case.pk]))
    shown = page(client, case)
    assert f'"{url}"' not in shown
    assert "Past het werk?" in shown
    assert "Inzage beëindigen" in shown
    assert client.post(url, sent).status_code == 303  # one at a time: back to the file, where he reads who is asked
    with acting_as(cast.noor):
        assert LabourExpertCall.objects.count() == 1


def test_marked_words_are_not_sent_without_a_reason(
    cast: Cast, case: AbsenceCase, expert: LabourExpert, as_actor: AsActor, today: date
) -> None:
    client, url = as_actor(cast.noor), reverse("cases:call_labour_expert", args=[case.pk])
    sent = {"expert": expert.pk, "question": PRIVATE, "valid_to": f"{today + DAY:%Y-%m-%d}"}
    refused = client.post(url, sent)
    assert refused.status_code == 422
    assert "Toch zo bewaren" in refused.content.decode()
    kept = client.post(url, sent | {"wording_reason": "other_meaning", "wording_seen": "depressie"})
    assert kept.status_code == 303
    with acting_as(cast.noor):
        assert WordingOverride.objects.get().field == "question"


def test_wrong_days_stand_beside_the_field(
    cast: Cast, case: AbsenceCase, expert: LabourExpert, as_actor: AsActor, today: date
) -> None:
    sent = {"expert": expert.pk, "question": "Past het?", "valid_to": f"{today - DAY:%Y-%m-%d}"}
    answer = as_actor(cast.noor).post(reverse("cases:call_labour_expert", args=[case.pk]), sent)
    assert answer.status_code == 422
    assert "Kies vandaag of een latere dag." in answer.content.decode()
    assert "Past het?" in answer.content.decode()


def sent(today: date, **more: object) -> dict[str, object]:
    return {"answer": "Het past.", "reported_on": f"{today:%Y-%m-%d}", "expected_number": 0} | more


def test_expert_puts_his_answer_right_and_everybody_reads_both(
    cast: Cast, case: AbsenceCase, expert: LabourExpert, as_actor: AsActor, today: date
) -> None:
    asked(cast, case, expert, today)
    client, url = as_actor(acts(expert)), reverse("cases:answer_call", args=[case.pk])
    assert "Antwoord verbeteren" not in page(client, case)
    client.post(url, sent(today, answer="Twee uur."))
    assert "Antwoord verbeteren" in page(client, case)
    assert "Antwoord verbeteren" in client.get("/").content.decode()
    form = client.get(url).content.decode()
    assert "Twee uur.</textarea>" in form
    assert 'name="expected_number" value="1"' in form
    assert client.post(url, sent(today, answer="Drie uur.", expected_number=1)).status_code == 303
    for who in (cast.noor, cast.anna, cast.carla, cast.daan):
        shown = page(as_actor(who), case)
        assert "Drie uur." in shown
        assert "Eerder antwoord" in shown
        assert "Twee uur." in shown
        assert "Antwoord verbeteren" not in shown
    assert "heeft zijn antwoord verbeterd" in as_actor(cast.carla).get(reverse("cases:notices")).content.decode()


def test_old_page_keeps_what_was_typed_beside_the_answer_that_stands_there(
    cast: Cast, case: AbsenceCase, expert: LabourExpert, as_actor: AsActor, today: date
) -> None:
    asked(cast, case, expert, today)
    client, url = as_actor(acts(expert)), reverse("cases:answer_call", args=[case.pk])
    client.post(url, sent(today, answer="Twee uur."))
    answer = client.post(url, sent(today, answer="Van een oude pagina."))
    text = answer.content.decode()
    assert answer.status_code == 409
    assert "Van een oude pagina." in text
    assert "Wat er nu staat" in text
    assert "Twee uur." in text
    assert client.post(url, sent(today, answer="Van een oude pagina.", expected_number=1)).status_code == 303


def test_expert_answers_and_the_step_is_done(
    cast: Cast, case: AbsenceCase, expert: LabourExpert, as_actor: AsActor, today: date
) -> None:
    asked(cast, case, expert, today)
    client, url = as_actor(acts(expert)), reverse("cases:answer_call", args=[case.pk])
    first = page(client, case)
    assert url in first
    assert "U hoeft nu niets te doen" not in first
    assert "Past &lt;b&gt;dit" in client.get(url).content.decode()
    assert client.post(url, sent(today, answer=PRIVATE)).status_code == 422
    answer = client.post(url, sent(today, answer="Twee uur per dag."))
    assert answer.status_code == 303
    for who in (cast.noor, cast.anna, cast.carla, cast.daan):
        assert "Twee uur per dag." in page(as_actor(who), case)
    for who in (cast.bert, cast.ina):
        shown = page(as_actor(who), case)
        assert "Twee uur per dag." not in shown
        assert "Past &lt;b&gt;dit" not in shown


def test_looking_and_answering_leave_a_trace_that_the_employee_reads(
    cast: Cast, case: AbsenceCase, expert: LabourExpert, as_actor: AsActor, today: date
) -> None:
    asked(cast, case, expert, today)
    client = as_actor(acts(expert))
    page(client, case)
    client.post(reverse("cases:answer_call", args=[case.pk]), sent(today))
    with acting_as(cast.carla):
        seen = AuditEvent.objects.visible_to(cast.carla).filter(role="labour_expert")
        assert set(seen.values_list("action", flat=True)) == {"read_case", "answer_call"}
    looks = as_actor(cast.carla).get(reverse("cases:looks", args=[case.pk])).content.decode()
    assert "Arie Deskundige" in looks


def test_only_the_one_who_is_called_sees_the_form(
    cast: Cast, case: AbsenceCase, expert: LabourExpert, as_actor: AsActor, today: date
) -> None:
    asked(cast, case, expert, today)
    url = reverse("cases:answer_call", args=[case.pk])
    assert as_actor(acts(make_labour_expert("Aad Ander"))).get(url).status_code == 404
    assert as_actor(cast.noor).get(url).status_code == 403


def test_employer_with_an_ontzorgmanager_does_not_ask(cast: Cast, case: AbsenceCase, as_actor: AsActor) -> None:
    client, url = as_actor(cast.anna), reverse("cases:call_labour_expert", args=[case.pk])
    assert url not in page(client, case)
    assert client.get(url).status_code == 403


def test_end_lets_nobody_in_any_more(
    cast: Cast, case: AbsenceCase, expert: LabourExpert, as_actor: AsActor, today: date
) -> None:
    asked(cast, case, expert, today)
    url = reverse("cases:end_call", args=[case.pk])
    client = as_actor(cast.noor)
    assert client.get(url).status_code == 405
    assert client.post(url).status_code == 303
    assert "Beëindigd" in page(client, case)
    assert client.post(url).status_code == 303
    assert as_actor(acts(expert)).get(reverse("cases:detail", args=[case.pk])).status_code == 404


def test_answer_is_kept_while_typing(
    cast: Cast, case: AbsenceCase, expert: LabourExpert, as_actor: AsActor, today: date
) -> None:
    made = asked(cast, case, expert, today)
    client = as_actor(acts(expert))
    kept = client.post(reverse("accounts:draft", args=["answer_call", made.pk]), {"answer": "Nog niet klaar"})
    assert kept.status_code == 200
    url = reverse("cases:answer_call", args=[case.pk])
    assert "Nog niet klaar" in client.get(url).content.decode()
    client.post(url, sent(today))
    with acting_as(acts(expert)):
        assert not Draft.objects.exists()


def test_text_of_whose_call_ended_while_typing_comes_back_to_copy(
    cast: Cast, case: AbsenceCase, expert: LabourExpert, as_actor: AsActor, today: date
) -> None:
    asked(cast, case, expert, today)
    client, url = as_actor(acts(expert)), reverse("cases:answer_call", args=[case.pk])
    assert client.get(url).status_code == 200
    operations.end_call(actor=cast.noor, case=case, at=timezone.now(), today=today)
    typed = sent(today, answer="Bakken kan <b>weer</b>, met een kruk.")
    answers = [client.post(url, typed), client.post(reverse("cases:answer_call", args=[case.pk + 999]), typed)]
    assert [one.status_code for one in answers] == [404, 404]
    bodies = {re.sub(r"[0-9a-f]{12,}|nonce=.[^\"]*", "", one.content.decode()) for one in answers}
    assert len(bodies) == 1  # the same page as for a file that never was
    [body] = bodies
    assert "Bakken kan &lt;b&gt;weer&lt;/b&gt;, met een kruk." in body
    assert "kan uw toegang intussen zijn afgelopen" in body
    assert "Bos" not in body
    assert "Past" not in body
    with acting_as(cast.noor):
        assert LabourExpertCall.objects.get().answer == ""
