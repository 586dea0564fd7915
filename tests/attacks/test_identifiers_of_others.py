"""A form that carries the identifier of somebody else's row: refused in words, and the row stays as it was."""

import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from tests.attacks.looking import fingerprint, secrets_in
from thoes.housing.models import Site
from thoes.housing.tests.papers import pdf_paper
from thoes.registration.models import Assessment
from thoes.rights.models import Request

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def _paper() -> SimpleUploadedFile:
    return SimpleUploadedFile("a.pdf", pdf_paper("van Mallory"))


@pytest.mark.parametrize("what", ["site", "bed", "document", "price", "check-in"])
def test_a_provider_gets_no_answer_to_the_form_of_another(
    what, world, other_provider, venlo, make_site, attacker
) -> None:
    own: Site = make_site(other_provider, venlo)
    unit, value, today = own.units.first(), world.values, timezone.localdate().isoformat()
    site_facts = {"name": "X", "street": "X", "house_number": "1", "postcode": "5911 AA", "town": "Venlo",
                  "municipality": "GM0983"}  # fmt: skip
    path, sent = {
        "site": ("/sites/add/", site_facts | {"nonce": value["site_id"]}),
        "bed": (f"/sites/rooms/{unit.pk}/beds/add/", {"new-name": "Z", "new-nonce": value["bed_id"]}),
        "document": (
            f"/sites/{own.pk}/documents/add/",
            {"kind": "permit", "title": "X", "nonce": value["document_id"], "file": _paper()},
        ),
        "price": (f"/sites/{own.pk}/price/", {"from_date": today, "per_week": "90", "nonce": value["price_id"]}),
        "check-in": (
            f"/sites-board/{own.pk}/check-in/",
            {"family_name": "Nieuw", "arrival": today, "document_kind": "passport", "bed": unit.beds.first().pk,
             "nonce": value["change_id"]},
        ),
    }[what]  # fmt: skip
    client, before = attacker("another site manager"), fingerprint()

    answer = client.post(path, {name: str(text) if name.endswith("nonce") else text for name, text in sent.items()})

    assert answer.status_code in (200, 302, 409), answer.status_code
    assert secrets_in(answer, to="") == []
    changed = {table for table, content in fingerprint().items() if before[table] != content}
    # A check-in has a nonce of its own, not an identifier of a row: it is simply a new one.
    assert changed == set() or what == "check-in"


def test_a_clerk_gets_no_answer_to_the_request_that_another_desk_took(world, weert, attacker) -> None:
    client, value = attacker("weert registration_clerk"), world.values
    Assessment.objects.filter(person_id=value["person_id"]).update(municipality=weert)
    taken = Request.objects.get(pk=value["request_id"])

    answer = client.post(
        f"/requests/new/{value['person_id']}/",
        {"kind": "access", "received_on": timezone.localdate().isoformat(), "proof": "passport", "text": "",
         "nonce": str(taken.nonce)},
    )  # fmt: skip

    assert answer.status_code < 500
    assert Request.objects.count() == 1


def test_the_same_form_twice_is_one_answer_and_one_row(world, alice, logged_in) -> None:
    path, nonce = f"/sites/{world.values['site_id']}/documents/add/", str(uuid.uuid4())
    client = logged_in(alice)

    first, second = (
        client.post(path, {"kind": "permit", "title": "X", "nonce": nonce, "file": _paper()}) for _ in range(2)
    )

    assert (first.status_code, second.status_code) == (302, 302)
