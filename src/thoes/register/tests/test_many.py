"""Several stays at once: everybody is named, one change, one undo; and only what the municipality may ask."""

import uuid
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from thoes.kernel.nights import current_night
from thoes.kernel.refusals import Refusal
from thoes.places.models import LocalField, Organisation, OrganisationKind
from thoes.register.models import Change, Stay
from thoes.register.services import Declared, check_in, check_out, expect_departure, set_employer, undo_change
from thoes.register.services.workers import DeclaredWorker

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def night():
    return current_night(timezone.localtime())


@pytest.fixture
def stays(alice, site, night) -> list[Stay]:
    """Three people in two rooms of two beds."""
    lines = [
        Declared(site_id=site.pk, arrival=night - 5 * DAY, worker=DeclaredWorker(family_name=name, given_name="Anna"))
        for name in ("Testowska", "Nepska", "Voorbeeld")
    ]
    check_in(actor=alice, arrivals=lines, at=timezone.now(), nonce=None)
    return list(Stay.objects.order_by("bed__unit__position", "bed__position"))


def ids(stays: list[Stay]) -> list[uuid.UUID]:
    return [stay.stay_id for stay in stays]


def test_a_bus_stays_longer_in_one_change_that_one_undo_takes_back(alice, stays, night) -> None:
    until = night + 30 * DAY

    change = expect_departure(actor=alice, stay_ids=ids(stays), expected_departure=until, at=timezone.now(), nonce=None)
    after = set(Stay.objects.filter(known_until=None).values_list("expected_departure", flat=True))
    undo_change(actor=alice, change_id=change.pk, at=timezone.now())

    assert after == {until}
    assert set(Stay.objects.filter(known_until=None).values_list("expected_departure", flat=True)) == {None}


def test_who_has_a_departure_already_is_not_said_to_be_expected_to_leave_and_nothing_changes(
    alice, stays, night
) -> None:
    check_out(actor=alice, stay_ids=[stays[0].stay_id], departure=night + 2 * DAY, at=timezone.now(), nonce=None)

    with pytest.raises(Refusal, match="departure_recorded"):
        expect_departure(
            actor=alice, stay_ids=ids(stays), expected_departure=night + 9 * DAY, at=timezone.now(), nonce=None
        )

    assert not Stay.objects.filter(expected_departure__isnull=False).exists()


def test_an_employer_is_not_kept_where_the_municipality_has_no_ground(alice, stays, venlo) -> None:
    venlo.local_fields = [LocalField.EXPECTED_DEPARTURE]
    venlo.save()

    with pytest.raises(Refusal, match="no_ground_to_ask"):
        set_employer(actor=alice, stay_ids=ids(stays), employer_id=None, at=timezone.now(), nonce=None)


def test_charlie_changes_nothing_of_alice(charlie, stays, night) -> None:
    with pytest.raises(Refusal, match="stay_unknown"):
        expect_departure(
            actor=charlie, stay_ids=ids(stays), expected_departure=night + 9 * DAY, at=timezone.now(), nonce=None
        )


def test_everybody_in_a_room_is_named_on_the_page_that_asks(alice, logged_in, site, stays) -> None:
    room = stays[0].bed.unit_id

    page = logged_in(alice).get(reverse("register:set-employer", args=[site.pk]), {"room": room})

    assert {stay.pk for stay in page.context["stays"]} == {stay.pk for stay in stays if stay.bed.unit_id == room}
    assert len(page.context["stays"]) == 2
    assert "Voor 2 werknemers tegelijk" in page.content.decode()


def test_the_employer_of_several_is_set_on_one_page_and_said_with_names(alice, logged_in, site, stays) -> None:
    employer = Organisation.objects.create(name="Proefkas B.V.", kind=OrganisationKind.EMPLOYER)
    form = {"stay": ids(stays), "employer": employer.pk, "nonce": uuid.uuid4(), "seen": [stay.pk for stay in stays]}

    done = logged_in(alice).post(reverse("register:set-employer", args=[site.pk]), form, follow=True)

    assert set(Stay.objects.filter(known_until=None).values_list("employer", flat=True)) == {employer.pk}
    assert Change.objects.filter(verb="correct").count() == 1
    assert "3 verblijven zijn verbeterd: Anna Nepska, Anna Testowska, Anna Voorbeeld." in done.content.decode()


@pytest.mark.parametrize("name", ["expect-departure", "set-employer"])
def test_what_may_not_be_asked_is_not_offered_and_has_no_page(alice, logged_in, site, stays, venlo, name) -> None:
    venlo.local_fields = []
    venlo.save()
    client = logged_in(alice)

    board = client.get(reverse("register:board", args=[site.pk])).content.decode()

    assert reverse(f"register:{name}", args=[site.pk]) not in board
    assert client.get(reverse(f"register:{name}", args=[site.pk])).status_code == 404
