"""How good the contacts are is counted per municipality and language, and what is not known is not nought."""

import csv
import io
from datetime import timedelta

import pytest
from django.test import Client
from django.utils.timezone import localdate

from thoes.contacts.domain.listing import HelperKind, Hours, Phone
from thoes.contacts.models import How, Origin
from thoes.contacts.quality import NEEDED_KINDS, ContactQuality, contact_quality
from thoes.contacts.services import propose
from thoes.contacts.terms import valid_days
from thoes.contacts.tests.conftest import AT, TODAY, listing

pytestmark = pytest.mark.django_db
MONDAY = Hours((0,), "09:00", "17:00")


def of(language: str = "pl", municipality: str = "Venlo", on=TODAY) -> ContactQuality:
    return next(row for row in contact_quality([language], on=on) if row.municipality == municipality)


def test_a_kind_is_present_where_its_people_find_a_contact_that_was_checked(make_contact, weert) -> None:
    make_contact("Van Venlo", ago=1)
    make_contact("Van heel Limburg", ago=1, kind=HelperKind.LEGAL, municipality="")
    make_contact("Alleen voor Weert", ago=1, kind=HelperKind.DOCTOR, serves=("GM0988",))
    make_contact("Nooit bekeken", kind=HelperKind.SHELTER)
    make_contact("Vakbond", ago=1, kind=HelperKind.UNION)

    assert (of().needed, of().present) == (len(NEEDED_KINDS), 2)
    assert of(municipality="Weert").present == 3


@pytest.mark.parametrize(("past", "checked"), [(-1, 1), (0, 1), (1, 0)])
def test_a_check_counts_until_the_last_day_of_its_term(make_contact, past, checked) -> None:
    make_contact(ago=valid_days(TODAY) + past, hours=(MONDAY,))

    assert (of().contacts, of().checked, of().with_hours) == (1, checked, 1)


def test_what_somebody_else_contradicts_is_not_checked(make_contact) -> None:
    contact = make_contact(ago=1)
    propose(contact, listing(number="088 000 00 99"), origin=Origin.FILE, at=AT)

    assert (of().checked, of().present) == (0, 0)


def test_a_language_is_counted_where_it_is_known_and_is_not_known_where_nothing_is(make_contact) -> None:
    make_contact("Zwijgt", ago=1)
    assert (of().languages_known, of().spoken) == (0, None)

    make_contact("Spreekt", ago=1, kind=HelperKind.INFORMATION, languages=("pl",))

    assert (of("pl").languages_known, of("pl").spoken) == (1, 1)
    assert of("ro").spoken == 0
    assert of("nl").spoken is None


def test_confirmed_is_what_the_municipality_said_of_its_own_contacts_within_the_term(make_contact) -> None:
    own = make_contact("Gemeente", ago=1, kind=HelperKind.MUNICIPALITY)
    late = make_contact("RNI", ago=valid_days(TODAY) + 1, kind=HelperKind.RNI)
    make_contact("Taalpunt", ago=1)
    for contact in (own, late):
        contact.checked_how = How.OWN
        contact.save()

    assert (of().own, of().confirmed) == (2, 1)


def test_a_contact_that_is_gone_counts_nowhere(make_contact) -> None:
    gone = make_contact(ago=1)
    gone.gone_on = TODAY
    gone.save()

    assert (of().contacts, of().present) == (0, 0)


def test_page_file_and_json_say_the_same_and_what_it_means(make_contact) -> None:
    make_contact(ago=1, on=localdate(), phones=(Phone("088 000 00 10"),), languages=("pl",))
    client = Client()

    page = client.get("/guide-quality/contacts/?language=pl").content.decode()
    told = client.get("/guide-quality.json").json()
    lines = list(
        csv.reader(
            io.StringIO(client.get("/guide-quality/contacts/?language=pl&file=csv").content.decode("utf-8-sig")),
            delimiter=";",
        )
    )

    row = next(each for each in told["contacts"] if (each["municipality"], each["language"]) == ("Venlo", "pl"))
    assert (row["present"], row["spoken"], row["checked"]) == (1, 1, 1)
    assert set(told["contacts_mean"]) == set(row) - {"municipality", "language"}
    assert "1 / 7" in page
    for means in told["contacts_mean"].values():
        assert means in page
        assert any(means in cell for line in lines for cell in line)
    assert any(line[:2] == ["Venlo", "pl"] for line in lines)


def test_a_municipality_without_a_contact_says_so_and_is_not_zero_of_nothing(venlo) -> None:
    assert of(on=TODAY + timedelta(days=1)).contacts == 0
    assert "geen contacten" in Client().get("/guide-quality/contacts/").content.decode()
