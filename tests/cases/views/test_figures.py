"""Numbers of the WIA calculation on the pages of the desk."""

import pytest
from django.urls import reverse

from accounts.actor import acting_as
from accounts.terms import Role
from cases.models import WiaFigure
from tests.cast import Cast, _act
from tests.conftest import AsActor
from tests.factories.employers import make_user

TYPED = {"key": "max_daily_wage", "value": "320,00", "in_force_from": "2027-01-01", "source": "Stcrt. 2026, 40123"}


def test_one_proposes_and_another_brings_it_into_force(cast: Cast, as_actor: AsActor) -> None:
    ina, ida = as_actor(cast.ina), as_actor(_act(make_user("Ida Balie"), Role.DESK))
    assert "309,91" in ina.get(reverse("figures:list")).content.decode()
    answer = ina.post(reverse("figures:propose"), TYPED)
    assert answer.status_code == 303
    page = ina.get(answer["Location"]).content.decode()
    assert "U heeft dit voorstel zelf gedaan" in page
    with acting_as(cast.ina):
        figure = WiaFigure.objects.get()
    decide = reverse("figures:decide", args=[figure.pk])
    assert ina.post(decide, {"activate": "yes"}).status_code == 409
    assert ida.post(decide, {"activate": "yes"}).status_code == 303
    page = ida.get(reverse("figures:list")).content.decode()
    assert "ingevoerd" in page
    assert "320,00 euro per dag" in page


def test_wrong_day_keeps_what_was_typed(cast: Cast, as_actor: AsActor) -> None:
    answer = as_actor(cast.ina).post(reverse("figures:propose"), TYPED | {"in_force_from": "2026-08-01"})
    assert answer.status_code == 422
    assert 'value="320,00"' in answer.content.decode()
    assert "1 januari 2027" in answer.content.decode()


@pytest.mark.parametrize("who", ["anna", "carla", "noor", "daan"])
def test_only_the_desk(cast: Cast, as_actor: AsActor, who: str) -> None:
    client = as_actor(getattr(cast, who))
    for name in ("list", "propose"):
        assert client.get(reverse(f"figures:{name}")).status_code == 403
