"""How many are in, on the card of a site: exact for the housing provider and its municipality, rounded for the province."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from thoes.occupancy.people_in_night import who_is_in
from thoes.register.public import Declared, DeclaredWorker, check_in


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
def test_the_provider_and_the_municipality_see_the_number_and_the_province_does_not(
    alice, vera, sofie, paula, provider, venlo, make_site
) -> None:
    site = make_site(provider, venlo, rooms=3, beds=4)
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
    assert "Minder dan 5 personen" in of_paula
    assert "Testowska" not in of_alice + of_paula
