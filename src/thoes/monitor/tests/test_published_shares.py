"""How long people stay, from the register to the page: what is told, and what is not."""

import uuid
from collections.abc import Callable
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django.urls import reverse

from thoes.housing.models import Bed, Site, Unit
from thoes.kernel.disclosure import GroupShare, ShownShare, shares_of_groups
from thoes.monitor.areas import LIMBURG
from thoes.monitor.models import Publication, PublishedShare, Why
from thoes.monitor.published_shares import GAPS, MARKS
from thoes.monitor.publishing import publish
from thoes.monitor.tests.some_limburg import AT, NIGHT, TOWNS
from thoes.places.models import Municipality, Organisation, OrganisationKind, Region
from thoes.register.models import Change, Person, Stay, Worker
from thoes.registration.models import BrpRegistration

ZONE = ZoneInfo("Europe/Amsterdam")
BEGAN = datetime(2024, 1, 1, 12, tzinfo=ZONE)

Came = tuple[int, int | None]


@pytest.fixture
def stays(db) -> Callable[..., list[Person]]:
    """stays([(days ago, nights or None)], town, nationality) -> the people, each in a bed of a new site."""
    provider = Organisation.objects.create(name="Huisvester Proef", kind=OrganisationKind.PROVIDER)
    for code, (name, region) in TOWNS.items():
        Region.objects.get_or_create(code=region, defaults={"name": region.title()})
        Municipality.objects.get_or_create(code=code, defaults={"name": name, "region_id": region})
    change = Change.objects.create(verb="check_in", organisation=provider, recorded_at=BEGAN)

    def make(came: list[Came], town: str = "GM0983", nationality: str = "", began: datetime = BEGAN) -> list[Person]:
        number = Site.objects.count() + 1
        site = Site.objects.create(
            code=f"P{number}", name=f"Proefhof {number}", street="Proefweg", house_number=str(number), postcode="0000 AA",
            town="Proef", municipality=Municipality.objects.get(code=town), provider=provider, kind="hotel",
        )  # fmt: skip
        unit = Unit.objects.create(site=site, name="K1", position=0)
        beds = Bed.objects.bulk_create(Bed(unit=unit, name=str(at), position=at) for at in range(len(came)))
        persons = Person.objects.bulk_create(Person(id=uuid.uuid4()) for _ in came)
        workers = Worker.objects.bulk_create(
            Worker(person=person, provider=provider, family_name="Nepski", nationality=nationality)
            for person in persons
        )
        Stay.objects.bulk_create(
            Stay(
                worker=worker, bed=bed, site=site, municipality_id=town, arrival=NIGHT - timedelta(days=ago),
                departure=None if nights is None else NIGHT - timedelta(days=ago - nights), known_from=began,
                opened_by=change,
            )
            for worker, bed, (ago, nights) in zip(workers, beds, came, strict=True)
        )  # fmt: skip
        return persons

    return make


def told(days: int, *, gap: int = 30, area: str = LIMBURG, split: str = "", value: str = "") -> int | None:
    """What is published after a publication of this night."""
    if not Publication.objects.exists():
        publish(night=NIGHT, at=AT, why=Why.ASKED, months=0)
    return PublishedShare.objects.get(days=days, gap=gap, area=area, split=split, value=value).percent


def test_the_share_that_is_still_here_is_published_for_every_time_and_gap(stays) -> None:
    stays([(500, 100)] * 150 + [(500, None)] * 150)

    assert [told(days) for days in MARKS[:4]] == [100, 100, 50, 50]
    assert {row.gap for row in PublishedShare.objects.all()} == set(GAPS)
    assert told(730) is None


def test_a_share_of_fewer_than_a_hundred_people_is_not_told(stays) -> None:
    stays([(500, None)] * 99)

    assert [told(days) for days in MARKS] == [None] * len(MARKS)


def test_a_hundred_people_are_enough(stays) -> None:
    stays([(500, None)] * 100)

    assert told(365) == 100


def test_who_was_there_before_the_register_began_enters_late_and_makes_no_stay_too_long(stays) -> None:
    # A site that began a year ago: of before, only who was there still. Half of who came since left after 100 days.
    began = datetime.combine(NIGHT - timedelta(days=365), datetime.min.time(), ZONE)
    stays([(900, None)] * 400 + [(300, 100)] * 200 + [(300, None)] * 200, began=began)

    assert told(182) == 50
    # Nobody who came since was followed for a year.
    assert told(365) is None


def test_who_was_erased_is_still_in_the_curve_of_everybody(stays) -> None:
    stays([(500, 100)] * 150 + [(500, None)] * 150)
    Worker.objects.filter(stays__departure__isnull=False).update(
        erased_at=AT, family_name="", name_key=b"", name_fragments=[], nationality=""
    )

    assert told(365) == 50


def test_a_region_has_the_curve_of_its_own_stays(stays) -> None:
    stays([(500, 20)] * 200, town="GM0983")
    stays([(500, None)] * 200, town="GM0988")

    venlo, weert = (Municipality.objects.get(code=code).region_id for code in ("GM0983", "GM0988"))
    assert told(30, area=weert) == 100
    # Nobody of the other was left to be followed at that time.
    assert told(30, area=venlo) is None


def test_registered_and_others_are_two_curves(stays) -> None:
    registered = stays([(300, None)] * 150)
    stays([(300, 100)] * 75 + [(300, None)] * 150)
    BrpRegistration.objects.bulk_create(
        BrpRegistration(
            person=person, municipality_id="GM0983", registered_on=NIGHT - timedelta(days=250), recorded_at=AT
        )
        for person in registered
    )

    assert told(182, split="registration", value="registered") == 100
    assert told(182, split="registration", value="unknown") == 67


def test_by_nationality_only_the_last_year_is_followed(stays) -> None:
    # Who left two years ago may have been erased, and is in no nationality any more.
    stays([(800, 20)] * 300 + [(300, None)] * 200, nationality="PL")

    assert told(30) == 40
    assert told(30, split="nationality", value="PL") == 100


def test_what_is_worked_out_with_a_new_month_takes_the_place_of_what_was_before(stays) -> None:
    stays([(500, None)] * 150)
    publish(night=NIGHT - timedelta(days=1), at=AT, why=Why.ASKED, months=0)

    publish(night=NIGHT, at=AT, why=Why.ASKED, months=1)

    assert {row.period for row in PublishedShare.objects.all()} == {NIGHT}


def share(people: int, part: float = 0.5) -> GroupShare:
    return GroupShare(part, part - 0.049, part + 0.049, people)


def test_one_group_that_is_too_small_takes_the_smallest_other_along() -> None:
    shown = shares_of_groups([share(5), share(400), share(150)], least=100)

    assert shown == [None, ShownShare(50, 45, 55), None]


def test_two_groups_that_are_too_small_hide_each_other() -> None:
    shown = shares_of_groups([share(5), share(60), share(150), None], least=100)

    assert shown == [None, None, ShownShare(50, 45, 55), None]


def test_an_interval_is_rounded_outwards_and_stays_around_its_share() -> None:
    (shown,) = shares_of_groups([GroupShare(0.996, 0.981, 0.9991, 1000)], least=100)

    assert shown == ShownShare(100, 98, 100)


@pytest.mark.parametrize(
    ("language", "word"),
    [("nl", "Na 1 jaar is 50% van wie kwam nog hier"), ("en", "After 1 year 50% of who came is still here")],
)
def test_the_page_tells_a_finding_with_its_interval_and_its_files(stays, language: str, word: str) -> None:
    stays([(500, 100)] * 150 + [(500, None)] * 150)
    publish(night=NIGHT, at=AT, why=Why.ASKED, months=0)
    client = Client()
    client.cookies["django_language"] = language

    page = client.get(reverse("monitor:length-of-stay")).content.decode()
    numbers = client.get(reverse("monitor:length-of-stay"), {"file": "length-of-stay.csv"})

    assert word in page
    assert "50%" in page
    assert "Decisio" in page
    assert numbers.status_code == 200
    assert b"50%" in numbers.content


@pytest.mark.django_db
def test_without_anything_published_the_page_says_so_and_shows_what_others_published() -> None:
    client = Client()
    client.cookies["django_language"] = "en"

    page = client.get(reverse("monitor:length-of-stay")).content.decode()

    assert "does not tell yet" in page
    assert "Poles who first worked in 2011" in page


@pytest.mark.django_db
def test_the_page_of_the_unseen_gives_intervals_and_never_a_bare_number() -> None:
    client = Client()
    client.cookies["django_language"] = "en"

    page = client.get(reverse("monitor:unseen")).content.decode()
    numbers = client.get(reverse("monitor:unseen"), {"file": "unseen-poles.csv"}).content.decode()

    assert "between 109,000 and 384,000" in page
    assert "There is no estimate for Limburg yet" in page
    assert "178,000 to 212,000" in numbers
    assert "193,874" not in page
    assert "194,000" not in page
