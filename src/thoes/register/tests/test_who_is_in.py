"""How many are in, on the card of a site: exact for the houser and its municipality, rounded for the province."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from thoes.housing.domain.small_counts import rough_count
from thoes.register.public import Declared, DeclaredWorker, check_in
from thoes.register.web.who_is_in import who_is_in

LEAST = 10


@pytest.mark.parametrize(("number", "shown"), [(0, 0), (1, None), (9, None), (10, 10), (14, 10), (15, 20), (96, 100)])
def test_a_number_for_outsiders_is_rounded_and_a_small_one_hidden(number: int, shown: int | None) -> None:
    assert rough_count(number, least=LEAST).number == shown


@given(st.integers(0, 10_000), st.integers(1, 50))
def test_a_rounded_number_is_never_a_small_one_nor_far_off(number: int, least: int) -> None:
    shown = rough_count(number, least=least).number

    assert shown is None or shown == 0 or shown >= least
    assert shown is None or abs(shown - number) <= least


def _sleep(alice, site, people: int) -> date:
    today = timezone.localdate()
    lines = [
        Declared(
            site_id=site.pk,
            arrival=today - timedelta(days=3),
            worker=DeclaredWorker(family_name=f"Testowska{letter}", given_name="Anna"),
        )
        for letter in "abcdefghijklmnop"[:people]
    ]
    check_in(actor=alice, arrivals=lines, at=timezone.now(), nonce=None)
    return today


@pytest.mark.django_db
def test_the_houser_and_the_municipality_see_the_number_and_the_province_does_not(
    alice, vera, sofie, paula, houser, venlo, make_site
) -> None:
    site = make_site(houser, venlo, rooms=3, beds=4)
    today = _sleep(alice, site, 7)

    exact = [who_is_in(actor=actor, site=site, on=today).count.number for actor in (alice, vera, sofie)]
    hidden = who_is_in(actor=paula, site=site, on=today)

    assert exact == [7, 7, 7]
    assert (hidden.count.number, hidden.is_rough, hidden.share) == (None, True, None)


@pytest.mark.django_db
def test_the_card_shows_a_number_and_no_name(alice, paula, site, logged_in) -> None:
    _sleep(alice, site, 2)
    url = reverse("housing:card", args=[site.pk])

    of_alice, of_paula = (logged_in(actor).get(url).content.decode() for actor in (alice, paula))

    assert "2 personen" in of_alice
    assert "Minder dan 10 personen" in of_paula
    assert "Testowska" not in of_alice + of_paula
