"""Numbers of the WIA calculation on the pages of the desk."""

from decimal import Decimal

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from accounts.actor import acting_as
from accounts.terms import Role
from cases.figures import difference, is_odd
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


def test_number_far_from_the_one_before_is_asked_about_and_not_lost(cast: Cast, as_actor: AsActor) -> None:
    ina, url = as_actor(cast.ina), reverse("figures:propose")
    assert ": 309,91" in ina.get(url).content.decode()
    odd = TYPED | {"value": "6.200,00"}
    asked = BeautifulSoup(ina.post(url, odd).content, "html.parser")
    assert "Hiervoor was het 309,91. Dit is 20 keer zoveel. Klopt het?" in asked.get_text(" ")
    assert asked.select_one("[name=value]")["value"] == "6.200,00"
    assert not asked.select_one("[name=sure]").has_attr("checked")
    sure = {"sure": "on", "sure_of": asked.select_one("[name=sure_of]")["value"]}
    other = ina.post(url, TYPED | sure | {"value": "31,00"})  # sure of another number
    assert (other.status_code, "Dit is 90% lager. Klopt het?" in other.content.decode()) == (422, True)
    assert "checked" not in str(BeautifulSoup(other.content, "html.parser").select_one("[name=sure]"))
    made = ina.post(url, odd | sure)
    assert made.status_code == 303
    assert "20 keer zoveel" in ina.get(made["Location"]).content.decode()


@pytest.mark.parametrize(
    ("old", "new", "said", "odd"),
    [
        ("100", "115", "15% hoger", False),
        ("100", "115.01", "15% hoger", True),
        ("100", "84.9", "15,1% lager", True),
        ("16.38", "325.10", "20 keer zoveel", True),
        ("8", "8", "evenveel", False),
        ("0", "5", "geen 0 meer", True),
        ("5", "0", "0", True),
    ],
)
def test_difference_is_said_in_words(old: str, new: str, said: str, odd: bool) -> None:
    assert difference(Decimal(old), Decimal(new)) == said
    assert is_odd(Decimal(old), Decimal(new)) is odd
