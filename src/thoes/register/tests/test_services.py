"""What a site manager does with stays: each verb, its undo, and both timelines."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from thoes.housing.models import Bed
from thoes.kernel.refusals import Refusal
from thoes.register.models import Change, Stay, Worker
from thoes.register.nights_counted import people_per_site
from thoes.register.queries import as_known_at, believed, in_night, stays_of
from thoes.register.services import (
    Correction,
    Declared,
    check_in,
    check_out,
    correct_stay,
    move_workers,
    undo_change,
    void_stay,
)
from thoes.register.services.workers import DeclaredWorker

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 5, 14, 12, tzinfo=UTC)
TODAY = date(2026, 5, 14)


def arrive(actor, site, name="Testowska", *, arrival=TODAY, nonce=None, at=NOON, **facts):
    declared = Declared(
        site_id=site.pk, arrival=arrival, worker=DeclaredWorker(family_name=name, given_name="Anna"), **facts
    )
    change, results = check_in(actor=actor, arrivals=[declared], at=at, nonce=nonce)
    return change, results[0] if results else None


def beds_of(site):
    return list(Bed.objects.filter(unit__site=site).order_by("unit__position", "position"))


def here(actor, night=TODAY):
    return in_night(believed(stays_of(actor)), night)


def test_check_in_takes_the_first_free_bed(alice, site) -> None:
    arrive(alice, site, "Testowska")
    arrive(alice, site, "Próbny")

    assert [stay.bed for stay in here(alice).order_by("bed__unit__position", "bed__position")] == beds_of(site)[:2]


def test_a_full_site_says_that_no_bed_is_free(alice, provider, venlo, make_site) -> None:
    small = make_site(provider, venlo, rooms=1, beds=1)
    arrive(alice, small, "Testowska")

    _, result = arrive(alice, small, "Próbny")

    assert result.refusal.code == "no_free_bed"


def test_a_worker_gets_no_second_bed_at_the_same_time(alice, site) -> None:
    arrive(alice, site, arrival=TODAY - timedelta(days=9))
    again = Declared(site_id=site.pk, arrival=TODAY, worker_id=Worker.objects.get().pk)

    _, (result,) = check_in(actor=alice, arrivals=[again], at=NOON, nonce=None)

    assert result.refusal.code.startswith("worker_already_here")


def test_somebody_of_the_same_name_who_sleeps_here_is_asked_about_and_goes_in_as_somebody_else(alice, site) -> None:
    arrive(alice, site, arrival=TODAY - timedelta(days=9))
    first, second = beds_of(site)[:2]

    _, asked = arrive(alice, site, bed_id=second.pk)
    _, told = arrive(alice, site, bed_id=second.pk, somebody_else=True)

    assert asked.refusal.code == "namesake_is_here"
    assert asked.refusal.facts["bed"] == f"{first.unit.name} – {first.name}"
    assert (told.refusal, told.is_namesake) == (None, True)
    assert Worker.objects.count() == here(alice).count() == 2


def test_somebody_of_the_same_name_who_left_is_not_taken_for_the_one_who_comes(alice, site) -> None:
    arrive(alice, site, arrival=TODAY - timedelta(days=9), departure=TODAY - timedelta(days=2))

    _, result = arrive(alice, site)

    assert (result.refusal, result.is_namesake) == (None, True)
    assert Worker.objects.count() == 2


@pytest.mark.parametrize(
    ("known", "declared", "workers"),
    [
        ({"residence": "Lublin"}, {"residence": "Lublin"}, 2),
        ({"date_of_birth": date(1990, 4, 3)}, {"date_of_birth": date(1990, 4, 3)}, 1),
        ({"document_number": "NL1"}, {"document_number": "NL1"}, 1),
        ({"date_of_birth": date(1990, 4, 3)}, {"date_of_birth": date(1990, 4, 4)}, 2),
        ({"date_of_birth": date(1990, 4, 3)}, {"residence": "Lublin"}, 2),
        (
            {"date_of_birth": date(1990, 4, 3), "residence": "Lublin"},
            {"date_of_birth": date(1990, 4, 3), "residence": "Opole"},
            1,
        ),
    ],
)
def test_a_worker_is_known_again_by_birth_date_or_document_and_never_by_name_and_town(
    alice, site, known, declared, workers
) -> None:
    def stay(facts, **days) -> Declared:
        return Declared(site_id=site.pk, worker=DeclaredWorker("Nowak", "Jan", **facts), **days)

    before = stay(known, arrival=date(2026, 4, 1), departure=date(2026, 4, 20))
    check_in(actor=alice, arrivals=[before], at=NOON, nonce=None)

    _, (result,) = check_in(actor=alice, arrivals=[stay(declared, arrival=TODAY)], at=NOON, nonce=None)

    assert result.refusal is None
    assert Worker.objects.count() == workers


def test_two_of_one_name_in_one_bus_are_two_people_and_the_bus_twice_is_still_two(alice, site) -> None:
    bus = [Declared(site_id=site.pk, arrival=TODAY, worker=DeclaredWorker("Nowak", "Jan"))] * 2

    for _ in range(2):
        check_in(actor=alice, arrivals=bus, at=NOON, nonce=None)

    assert Worker.objects.count() == here(alice).count() == 2


def test_the_database_refuses_two_people_in_one_bed(alice, site) -> None:
    change, _ = arrive(alice, site, "Testowska")
    first = here(alice).get()
    other = Worker.objects.create(person=first.worker.person, provider_id=alice.organisation_id, family_name="Próbny")

    with pytest.raises(IntegrityError, match="one_person_in_a_bed"), transaction.atomic():
        Stay.objects.create(
            worker=other, bed=first.bed, site=site, municipality=site.municipality, arrival=TODAY,
            known_from=NOON, opened_by=change,
        )  # fmt: skip


def test_the_database_refuses_a_stay_without_a_night(alice, site) -> None:
    arrive(alice, site)
    stay = here(alice).get()

    with pytest.raises(IntegrityError, match="stay_lasts_a_night"), transaction.atomic():
        Stay.objects.create(
            worker=stay.worker, bed=beds_of(site)[1], site=site, municipality=site.municipality,
            arrival=date(2026, 1, 1), departure=date(2026, 1, 1), known_from=NOON, opened_by=stay.opened_by,
        )  # fmt: skip


def test_the_database_refuses_to_change_a_version(alice, site) -> None:
    arrive(alice, site)

    with pytest.raises(DatabaseError, match="correct a stay by a new version"), transaction.atomic():
        Stay.objects.update(arrival=date(2026, 1, 1))


def test_sending_the_same_check_in_twice_changes_nothing(alice, site, nonce) -> None:
    same = nonce()

    first, _ = arrive(alice, site, nonce=same)
    second, _ = arrive(alice, site, nonce=same)

    assert first == second
    assert Stay.objects.count() == 1


def test_who_left_last_tuesday_frees_the_bed_from_that_day(alice, site) -> None:
    arrive(alice, site, arrival=date(2026, 5, 1))
    stay = here(alice).get()

    check_out(actor=alice, stay_ids=[stay.stay_id], departure=date(2026, 5, 12), at=NOON, nonce=None)

    assert here(alice, date(2026, 5, 11)).count() == 1
    assert here(alice, date(2026, 5, 12)).count() == 0


def test_people_are_counted_per_site_in_each_of_their_nights(alice, site) -> None:
    arrive(alice, site, "Testowska", arrival=date(2026, 5, 1))
    arrive(alice, site, "Próbny", arrival=date(2026, 5, 10))
    first = here(alice, date(2026, 5, 1)).get()
    check_out(actor=alice, stay_ids=[first.stay_id], departure=date(2026, 5, 12), at=NOON, nonce=None)
    nights = [date(2026, 4, 30), date(2026, 5, 1), date(2026, 5, 10), date(2026, 5, 11), date(2026, 5, 12)]

    counted = [people_per_site(night) for night in nights]
    of_this_site = [people_per_site(night, sites=[site.pk]) for night in nights]

    assert counted == of_this_site == [{}, {site.pk: 1}, {site.pk: 2}, {site.pk: 2}, {site.pk: 1}]


def test_who_was_entered_by_mistake_is_not_counted(alice, site) -> None:
    arrive(alice, site)
    void_stay(actor=alice, stay_id=here(alice).get().stay_id, at=NOON, nonce=None)

    assert people_per_site(TODAY) == {}


def test_two_workers_may_swap_beds(alice, site) -> None:
    arrive(alice, site, "Testowska", arrival=date(2026, 5, 1))
    arrive(alice, site, "Próbny", arrival=date(2026, 5, 1))
    first, second = here(alice).order_by("bed__position")

    move_workers(
        actor=alice,
        moves=[(first.stay_id, second.bed_id), (second.stay_id, first.bed_id)],
        on=TODAY,
        at=NOON,
        nonce=None,
    )

    assert here(alice).get(worker=first.worker).bed_id == second.bed_id
    assert here(alice, date(2026, 5, 13)).get(worker=first.worker).bed_id == first.bed_id


def test_a_correction_keeps_what_was_known_before(alice, site) -> None:
    arrive(alice, site, arrival=TODAY)
    stay = here(alice).get()
    june = datetime(2026, 6, 2, tzinfo=UTC)

    correct_stay(
        actor=alice,
        stay_id=stay.stay_id,
        correction=Correction(date(2026, 5, 16), None, None, stay.bed_id),
        at=june,
        nonce=None,
    )

    assert here(alice, TODAY).count() == 0
    assert in_night(as_known_at(stays_of(alice), june - timedelta(days=1)), TODAY).count() == 1


def test_a_void_stay_frees_the_bed_and_can_be_undone(alice, site) -> None:
    arrive(alice, site)
    stay = here(alice).get()

    change = void_stay(actor=alice, stay_id=stay.stay_id, at=NOON, nonce=None)
    gone = here(alice).count()
    undo_change(actor=alice, change_id=change.pk, at=NOON)

    assert gone == 0
    assert here(alice).get().stay_id == stay.stay_id


def test_an_undo_can_itself_be_undone(alice, site) -> None:
    change, _ = arrive(alice, site)

    undo = undo_change(actor=alice, change_id=change.pk, at=NOON)
    gone = here(alice).count()
    undo_change(actor=alice, change_id=undo.pk, at=NOON)

    assert (gone, here(alice).count()) == (0, 1)


def test_a_move_is_undone_whole(alice, site) -> None:
    arrive(alice, site, arrival=date(2026, 5, 1))
    stay = here(alice).get()
    change = move_workers(actor=alice, moves=[(stay.stay_id, beds_of(site)[3].pk)], on=TODAY, at=NOON, nonce=None)

    undo_change(actor=alice, change_id=change.pk, at=NOON)

    back = here(alice).get()
    assert (back.bed_id, back.departure, back.arrival) == (stay.bed_id, None, date(2026, 5, 1))


def test_what_came_after_must_be_undone_first(alice, site) -> None:
    change, _ = arrive(alice, site, arrival=date(2026, 5, 1))
    stay = here(alice).get()
    check_out(actor=alice, stay_ids=[stay.stay_id], departure=TODAY, at=NOON, nonce=None)

    with pytest.raises(Refusal) as refused:
        undo_change(actor=alice, change_id=change.pk, at=NOON)

    assert refused.value.code == "changed_since"


def test_another_provider_can_neither_end_nor_undo_a_stay(alice, charlie, site) -> None:
    change, _ = arrive(alice, site)
    stay = here(alice).get()

    with pytest.raises(Refusal, match="stay_unknown"):
        check_out(actor=charlie, stay_ids=[stay.stay_id], departure=date(2026, 5, 15), at=NOON, nonce=None)
    with pytest.raises(Refusal, match="change_unknown"):
        undo_change(actor=charlie, change_id=change.pk, at=NOON)


def test_a_bsn_is_refused_in_a_name(alice, site) -> None:
    _, result = arrive(alice, site, "Testowska 111222333")

    assert (result.refusal.code, result.refusal.field) == ("bsn_not_allowed", "family_name")
    assert not Worker.objects.exists()


def test_a_field_without_a_ground_is_not_kept(alice, provider, weert, make_site) -> None:
    plain = make_site(provider, weert)
    declared = Declared(
        site_id=plain.pk,
        arrival=TODAY,
        worker=DeclaredWorker(family_name="Testowska", date_of_birth=date(1990, 1, 1)),
        expected_departure=date(2026, 12, 1),
    )

    _, (result,) = check_in(actor=alice, arrivals=[declared], at=NOON, nonce=None)

    assert set(result.left_out) == {"date_of_birth", "expected_departure"}
    assert Worker.objects.get().date_of_birth is None
    assert Stay.objects.get().expected_departure is None


def test_every_write_is_one_change(alice, site) -> None:
    arrive(alice, site)

    assert list(Change.objects.values_list("verb", flat=True)) == ["check_in"]
