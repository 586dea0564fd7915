"""Two people at one moment: one of them is first, and the other hears so."""

import uuid

import pytest
from django.utils import timezone

from thoes.register.models import Stay
from thoes.register.public import Declared, DeclaredWorker, check_in
from thoes.register.services import declaring

pytestmark = pytest.mark.django_db


@pytest.fixture
def overtaken(alice, site, monkeypatch) -> None:
    """Between looking which bed is free and writing it down, a colleague puts somebody else in the first bed."""
    access, bed, meanwhile = declaring.plan_stays, site.units.first().beds.first(), []

    def look_early(**facts) -> declaring.StaysPlan:
        plan = access(**facts)
        if not meanwhile:
            meanwhile.append(True)
            line = Declared(
                site_id=site.pk, arrival=timezone.localdate(), bed_id=bed.pk, worker=DeclaredWorker(family_name="Eerst")
            )
            check_in(actor=alice, arrivals=[line], at=timezone.now(), nonce=None)
        return plan

    monkeypatch.setattr(declaring, "plan_stays", look_early)


def _sent(site, **more: str) -> dict[str, str]:
    today = timezone.localdate().isoformat()
    return {"arrival": today, "document_kind": "passport", "nonce": str(uuid.uuid4()), **more}


def test_who_comes_second_for_a_bed_hears_that_it_is_taken(overtaken, alice, site, logged_in) -> None:
    bed = site.units.first().beds.first()

    answer = logged_in(alice).post(
        f"/sites-board/{site.pk}/check-in/", _sent(site, family_name="Later", bed=str(bed.pk))
    )

    assert answer.status_code == 200
    assert b'role="alert"' in answer.content
    # The colleague of this test writes in the transaction that is taken back, so nobody is left.
    assert "Later" not in list(Stay.objects.values_list("worker__family_name", flat=True))
    assert "Kies een ander bed" in answer.content.decode()


def test_a_bus_that_comes_second_gets_the_next_beds(overtaken, alice, site, logged_in) -> None:
    answer = logged_in(alice).post(
        f"/sites-board/{site.pk}/check-in-group/", _sent(site, names="Later, Ada\nLater, Bo")
    )

    assert answer.status_code == 302
    assert [stay.worker.family_name for stay in Stay.objects.all()].count("Later") == 2
    assert Stay.objects.values("bed").distinct().count() == 3


def test_one_worker_twice_on_a_day_hears_in_which_bed_the_first_time_was(alice, site, logged_in) -> None:
    first, second = site.units.first().beds.all()[:2]
    client, path = logged_in(alice), f"/sites-board/{site.pk}/check-in/"
    client.post(path, _sent(site, family_name="Eenmalska", bed=str(first.pk)))

    answer = client.post(path, _sent(site, family_name="Eenmalska", bed=str(second.pk)))

    assert answer.status_code == 200
    assert f"{first.unit.name} – {first.name}" in answer.content.decode()
    assert [s.bed_id for s in Stay.objects.all() if s.worker.family_name == "Eenmalska"] == [first.pk]
