"""What a bed costs, from a day on, with what came before."""

import uuid
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from thoes.housing.models import BedPrice
from thoes.housing.queries.prices import prices_of

pytestmark = pytest.mark.django_db
A_DAY = timedelta(days=1)


def price_form(**other: str) -> dict[str, object]:
    return {
        "per_week": "125,50",
        "includes": ["energy", "internet"],
        "from_date": "2026-01-01",
        "nonce": str(uuid.uuid4()),
        **other,
    }


def test_the_provider_sets_a_price_and_sees_it_on_the_page_of_the_site(alice, site, logged_in) -> None:
    page, form = logged_in(alice), price_form()
    for _ in range(2):
        page.post(reverse("housing:set-price", args=[site.pk]), form)

    shown = page.get(reverse("housing:site", args=[site.pk])).context["prices"].now

    assert (shown.per_week, shown.includes) == (Decimal("125.50"), ["energy", "internet"])
    assert BedPrice.objects.count() == 1


@pytest.mark.parametrize(("day", "price"), [(-1, 100), (0, 110), (1, 110)])
def test_a_price_holds_from_its_day_on_until_the_next(day: int, price: int, alice, site, logged_in) -> None:
    change = date(2026, 5, 14)
    for first, amount in ((change - 30 * A_DAY, "100"), (change, "110"), (change + 30 * A_DAY, "120")):
        logged_in(alice).post(
            reverse("housing:set-price", args=[site.pk]), price_form(per_week=amount, from_date=first.isoformat())
        )

    prices = prices_of(site.pk, on=change + day * A_DAY)

    assert prices.now is not None
    assert prices.now.per_week == price
    assert [each.per_week for each in prices.coming][-1] == 120


def test_a_second_price_of_one_day_is_refused_at_its_day(alice, site, logged_in) -> None:
    page = logged_in(alice)
    page.post(reverse("housing:set-price", args=[site.pk]), price_form())

    answer = page.post(reverse("housing:set-price", args=[site.pk]), price_form(per_week="99"))

    assert answer.context["form"].errors["from_date"]


def test_the_database_itself_refuses_two_prices_of_one_day(site) -> None:
    shared = {"site": site, "from_date": date(2026, 1, 1), "recorded_at": timezone.now()}
    BedPrice.objects.create(per_week=1, **shared)

    with pytest.raises(IntegrityError), transaction.atomic():
        BedPrice.objects.create(per_week=2, **shared)


def test_a_mistake_is_taken_off_and_put_back(alice, site, logged_in) -> None:
    page = logged_in(alice)
    page.post(reverse("housing:set-price", args=[site.pk]), price_form())
    price = BedPrice.objects.get()

    page.post(reverse("housing:void-price", args=[price.pk]))
    gone = prices_of(site.pk, on=date(2026, 5, 14)).now
    page.post(reverse("housing:restore-price", args=[price.pk]))

    assert gone is None
    assert prices_of(site.pk, on=date(2026, 5, 14)).now == price


@pytest.mark.parametrize("who", ["charlie", "vera", "paula", "bob"])
def test_nobody_else_sets_or_takes_off_a_price(who, alice, site, logged_in, request) -> None:
    logged_in(alice).post(reverse("housing:set-price", args=[site.pk]), price_form())
    price, page = BedPrice.objects.get(), logged_in(request.getfixturevalue(who))

    answers = [
        page.get(reverse("housing:set-price", args=[site.pk])).status_code,
        page.post(reverse("housing:void-price", args=[price.pk])).status_code,
        page.post(reverse("housing:restore-price", args=[price.pk])).status_code,
    ]

    assert set(answers) <= {403, 404}
    assert not BedPrice.objects.get().voided


def test_a_visitor_is_sent_to_the_log_in_page(site) -> None:
    assert Client().get(reverse("housing:set-price", args=[site.pk]))["Location"].startswith(reverse("accounts:login"))
