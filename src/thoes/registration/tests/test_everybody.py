"""Everybody is assessed a range of persons at a time; that changes no answer."""

from datetime import timedelta
from uuid import UUID

import pytest
from django.utils import timezone

from thoes.register.models import Person, Worker
from thoes.register.public import (
    Declared,
    DeclaredWorker,
    check_in,
    merge_workers,
    nights_of_persons,
    ranges_of_everybody,
)
from thoes.registration.models import Assessment, BrpRegistration
from thoes.registration.services import assess_persons, assessing

pytestmark = pytest.mark.django_db


@pytest.fixture
def people(alice, bob, charlie, site, other_provider, venlo, make_site) -> None:
    """Long and short stays, somebody who left before the window, a registration, and one person at two providers."""
    today, elsewhere = timezone.localdate(), make_site(other_provider, venlo)
    twice: list[Worker] = []
    kept: dict[str, UUID] = {}
    for actor, place, name, days_ago, nights in (
        (alice, site, "Langzaam", 170, None),
        (alice, site, "Kortstra", 3, None),
        (alice, site, "Vertrokken", 400, 30),
        (alice, site, "Ingeschreven", 200, None),
        (alice, site, "Dubbelska", 165, 100),
        (charlie, elsewhere, "Dubbelska", 60, None),
    ):
        arrival = today - timedelta(days=days_ago)
        worker = DeclaredWorker(family_name=name, given_name="Ewa", residence="Teststad")
        left = arrival + timedelta(days=nights) if nights else None
        declared = Declared(site_id=place.pk, arrival=arrival, departure=left, worker=worker)
        _, (result,) = check_in(actor=actor, arrivals=[declared], at=timezone.now(), nonce=None)
        kept[name] = result.stay_id
        if name == "Dubbelska":
            twice.append(Worker.objects.get(stays__stay_id=result.stay_id))
    registered = Worker.objects.get(stays__stay_id=kept["Ingeschreven"]).person_id
    for person in (registered, twice[0].person_id):
        BrpRegistration.objects.create(
            person_id=person, municipality=venlo, registered_on=today - timedelta(days=90), recorded_at=timezone.now()
        )
    merge_workers(actor=bob, first=twice[0].pk, second=twice[1].pk, at=timezone.now())


def _answers() -> list[tuple[object, ...]]:
    return list(Assessment.objects.order_by("pk").values_list())


def test_everybody_in_ranges_gets_the_answers_that_each_gets_alone(people, monkeypatch) -> None:
    today = timezone.localdate()
    persons = list(Assessment.objects.values_list("pk", flat=True))
    for person in persons:
        assess_persons(persons=[person], on=today)
    alone = _answers()

    monkeypatch.setattr(assessing, "_RANGE", 1)
    told: list[tuple[int, int]] = []
    count = assess_persons(persons=None, on=today, on_progress=lambda done, total: told.append((done, total)))

    assert _answers() == alone
    assert {status for _, _, status, *_ in alone} == {"none", "registered", "moved", "duty_counted"}
    assert count == len(alone) == 5
    assert len(told) == Person.objects.count()
    assert told[-1] == (5, 5)


def test_many_are_written_by_copy_with_the_same_facts(people, monkeypatch) -> None:
    assess_persons(persons=None, on=timezone.localdate())
    before = _answers()

    monkeypatch.setattr("thoes.foundation.bulk_insert._FEW", 0)
    assess_persons(persons=None, on=timezone.localdate())

    assert _answers() == before
    assert all(isinstance(facts, dict) and facts for facts in Assessment.objects.values_list("facts", flat=True))


def test_who_has_no_stay_any_more_loses_the_assessment_in_any_range(people, monkeypatch) -> None:
    nobody = Person.objects.create()
    Assessment.objects.create(
        person=nobody, on=timezone.localdate(), status="none", nights_in_window=0, code="no_nights"
    )

    monkeypatch.setattr(assessing, "_RANGE", 1)
    assess_persons(persons=None, on=timezone.localdate())

    assert not Assessment.objects.filter(person=nobody).exists()


def test_each_person_lies_in_one_range(people) -> None:
    ranges = ranges_of_everybody(of=1)

    found = [nights.person_id for each in ranges for nights in nights_of_persons(each)]

    assert len(ranges) == Person.objects.count()
    assert found == [nights.person_id for nights in nights_of_persons(None)]
    assert all(sum(person in each for each in ranges) == 1 for person in found)
    assert ranges[0].first.int == 0
    assert ranges[-1].last.int == 2**128 - 1
