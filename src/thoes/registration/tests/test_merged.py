"""A registration of somebody who stood in the register twice counts for the one person, and is exact again after undo."""

from datetime import timedelta

import pytest
from django.utils import timezone

from thoes.register.models import Worker
from thoes.register.public import Declared, DeclaredWorker, check_in, merge_workers, undo_merge
from thoes.registration.models import Assessment, BrpRegistration, Status
from thoes.registration.queries import names_of
from thoes.registration.services.registering import open_registrations

pytestmark = pytest.mark.django_db


@pytest.fixture
def pair(alice, charlie, site, other_provider, venlo, make_site) -> list[Worker]:
    """One name at two housing providers in Venlo: 100 nights at the first, and 60 at the second until now."""
    workers = []
    today = timezone.localdate()
    for actor, place, days_ago, nights in (
        (alice, site, 165, 100),
        (charlie, make_site(other_provider, venlo), 60, None),
    ):
        arrival = today - timedelta(days=days_ago)
        declared = Declared(
            site_id=place.pk,
            arrival=arrival,
            departure=arrival + timedelta(days=nights) if nights else None,
            worker=DeclaredWorker(family_name="Testowska", given_name="Ewa", residence="Teststad"),
        )
        _, (result,) = check_in(actor=actor, arrivals=[declared], at=timezone.now(), nonce=None)
        workers.append(Worker.objects.get(stays__stay_id=result.stay_id))
    return workers


def _assessments() -> list[tuple[str, int]]:
    return sorted(Assessment.objects.values_list("status", "nights_in_window"))


def test_nights_at_two_providers_make_a_duty_once_merged_and_not_before(bob, pair) -> None:
    before = _assessments()
    assert {status for status, _ in before} & {Status.DUTY_COUNTED} == set()

    merge = merge_workers(actor=bob, first=pair[0].pk, second=pair[1].pk, at=timezone.now())
    assert _assessments() == [(Status.DUTY_COUNTED, 160)]

    undo_merge(actor=bob, merge_id=merge.pk, at=timezone.now())
    assert _assessments() == before


@pytest.mark.parametrize("registered", [0, 1], ids=["the first", "the second"])
def test_a_registration_of_either_counts_for_both(bob, venlo, pair, registered) -> None:
    person = pair[registered].person_id
    row = BrpRegistration.objects.create(
        person_id=person,
        municipality=venlo,
        registered_on=timezone.localdate() - timedelta(days=30),
        recorded_at=timezone.now(),
    )

    merge = merge_workers(actor=bob, first=pair[0].pk, second=pair[1].pk, at=timezone.now())

    (assessment,) = Assessment.objects.all()
    assert assessment.status == Status.REGISTERED
    assert assessment.person_id == person
    assert open_registrations([person]) == {person: row}
    gone = next(worker.person_id for worker in pair if worker.person_id != person)
    assert names_of([gone], actor=bob) == {gone: "Testowska, Ewa"}

    undo_merge(actor=bob, merge_id=merge.pk, at=timezone.now())
    row.refresh_from_db()
    assert row.person_id == person
    assert Assessment.objects.get(person=gone).status != Status.REGISTERED
