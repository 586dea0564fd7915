"""What makes a long list quick changes nothing of what is checked, and nothing of who is found."""

import uuid

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from thoes.foundation import bulk_insert
from thoes.register.domain.named_beds import BedFacts, PlaceNames
from thoes.register.models import Stay
from thoes.register.services import Declared, check_in
from thoes.register.services.workers import DeclaredWorker, Workforce, name_of

_NAMES = (
    "id", "stay_id", "worker_id", "bed_id", "site_id", "municipality_id", "arrival", "voided", "known_from", "opened_by_id",
)  # fmt: skip


@pytest.fixture
def recorded(alice, site):
    """Records people of these names (given, family) at the site, and gives their stays."""

    def record(*names: tuple[str, str]) -> list[Stay]:
        lines = [
            Declared(
                site_id=site.pk, arrival=timezone.localdate(), worker=DeclaredWorker(given_name=given, family_name=family)
            )
            for given, family in names
        ]  # fmt: skip
        check_in(actor=alice, arrivals=lines, at=timezone.now(), nonce=None)
        return list(Stay.objects.all())

    return record


@pytest.mark.django_db
def test_what_a_stay_refers_to_is_looked_up_while_it_is_written_and_not_when_the_work_ends(
    recorded, monkeypatch
) -> None:
    monkeypatch.setattr(bulk_insert, "_FEW", 0)
    (stay,) = recorded(("Anna", "Testowska"))
    told = {name: getattr(stay, name) for name in _NAMES}
    in_no_bed = told | {"id": uuid.uuid4(), "stay_id": uuid.uuid4(), "bed_id": uuid.uuid4(), "voided": True}
    done = []

    with pytest.raises(IntegrityError, match="bed_id"), transaction.atomic():
        bulk_insert.write_values(Stay, _NAMES, [list(in_no_bed.values())], meanwhile=lambda: done.append("planned"))

    assert done == ["planned"]
    assert Stay.objects.count() == 1


@pytest.mark.django_db
def test_who_has_a_name_is_found_in_each_spelling_of_it_once_and_nobody_else_with_its_letters(
    recorded, provider
) -> None:
    recorded(("Ana", "de la Cruz"), ("Jan", "Anowak"), ("Jana", "Nowak"))
    workforce = Workforce(provider_id=provider.pk)

    def found(given: str, family: str) -> list[str]:
        asked = DeclaredWorker(given_name=given, family_name=family)
        return [known.facts.family_name for known in workforce.namesakes(asked, name=name_of(asked))]

    assert found("Ana", "De La Cruz") == ["de la Cruz"]
    assert found("Cruz", "Ana de la") == ["de la Cruz"]
    assert found("Ana", "Delacruz") == ["de la Cruz"]
    assert found("Nowak", "Jana") == ["Nowak"]


def test_a_room_that_is_added_after_somebody_asked_for_it_is_found() -> None:
    site, places = uuid.uuid4(), PlaceNames()
    before = [*places.find(site, "12", "")]

    places.add(BedFacts(uuid.uuid4(), site, "12", "A"))

    assert before == []
    assert [bed.bed for bed in places.find(site, "12", "")] == ["A"]
