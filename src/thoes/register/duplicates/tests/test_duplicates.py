"""Possible duplicates: proposed by day and night, decided by a person, exact again when it is undone."""

from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from thoes.kernel.refusals import Refusal
from thoes.privacy.models import ProcessingRecord
from thoes.register.duplicates.services import merge_workers, propose_again, reject_duplicate, undo_merge
from thoes.register.models import Merge, NotTheSame, Person, ProposedDuplicate, Worker
from thoes.register.public import Declared, DeclaredWorker, check_in, check_out, find_duplicates, nights_of_persons

pytestmark = pytest.mark.django_db


@pytest.fixture
def arrive(venlo):
    """arrive(actor, site, "Ewa", "Testowska", days_ago=10, nights=5) -> the worker; nights=None: is still there."""

    def arrive(actor, site, given, family, *, days_ago=10, nights=None, residence="Teststad") -> Worker:
        arrival = timezone.localdate() - timedelta(days=days_ago)
        declared = Declared(
            site_id=site.pk,
            arrival=arrival,
            departure=arrival + timedelta(days=nights) if nights else None,
            worker=DeclaredWorker(family_name=family, given_name=given, residence=residence),
        )
        _, (result,) = check_in(actor=actor, arrivals=[declared], at=timezone.now(), nonce=None)
        assert result.refusal is None
        return Worker.objects.get(stays__stay_id=result.stay_id)

    return arrive


@pytest.fixture
def swapped(alice, site, arrive) -> tuple[Worker, Worker]:
    """Two workers of Alice's housing provider with a name that differs by a slip of the pen, one after the other."""
    one = arrive(alice, site, "Ewa", "Testowska", days_ago=20, nights=5)
    other = arrive(alice, site, "Ewa", "Testowksa", days_ago=10)
    return one, other


@pytest.fixture
def across(alice, charlie, site, other_provider, venlo, make_site, arrive) -> tuple[Worker, Worker]:
    """The same name at two housing providers in Venlo."""
    one = arrive(alice, site, "Ewa", "Testowska", days_ago=20, nights=5)
    other = arrive(charlie, make_site(other_provider, venlo), "Ewa", "Testowska", days_ago=10)
    return one, other


def _person_of(worker: Worker):
    return Worker.objects.values_list("person_id", flat=True).get(pk=worker.pk)


def _merge(actor, pair) -> Merge:
    return merge_workers(actor=actor, first=pair[0].pk, second=pair[1].pk, at=timezone.now())


def test_merged_workers_count_their_nights_together_and_undoing_is_exact(alice, swapped) -> None:
    before = [_person_of(worker) for worker in swapped]

    merge = _merge(alice, swapped)

    assert _person_of(swapped[0]) == _person_of(swapped[1])
    assert len(nights_of_persons([_person_of(swapped[0])])) == 2

    undo_merge(actor=alice, merge_id=merge.pk, at=timezone.now())

    assert [_person_of(worker) for worker in swapped] == before


def test_a_chain_of_merges_is_undone_from_the_end(alice, site, arrive, swapped) -> None:
    third = arrive(alice, site, "Ewa Maria", "Testowska", days_ago=40, nights=3)
    before = [_person_of(worker) for worker in (*swapped, third)]
    first = _merge(alice, swapped)
    second = _merge(alice, (swapped[1], third))
    kept_again = second.merged_person_id == first.kept_person_id

    if kept_again:
        with pytest.raises(Refusal) as refused:
            undo_merge(actor=alice, merge_id=first.pk, at=timezone.now())
        assert refused.value.code == "merge_built_on"
    undo_merge(actor=alice, merge_id=second.pk, at=timezone.now())
    undo_merge(actor=alice, merge_id=first.pk, at=timezone.now())

    assert [_person_of(worker) for worker in (*swapped, third)] == before


def test_undoing_under_a_later_merge_is_refused(alice, site, arrive, swapped) -> None:
    third = arrive(alice, site, "Ewa Maria", "Testowska", days_ago=40, nights=3)
    first = _merge(alice, swapped)
    # The person with the lowest id is kept, so that the first merge is built on.
    Worker.objects.filter(pk=third.pk).update(person=_lowest_person())
    _merge(alice, (swapped[1], third))

    with pytest.raises(Refusal) as refused:
        undo_merge(actor=alice, merge_id=first.pk, at=timezone.now())

    assert refused.value.code == "merge_built_on"


def _lowest_person():
    return Person.objects.create(id=UUID(int=1))


@pytest.mark.parametrize("again", [True, False], ids=["the same way", "the other way round"])
def test_merging_twice_changes_nothing(alice, swapped, again) -> None:
    _merge(alice, swapped)

    with pytest.raises(Refusal) as refused:
        _merge(alice, swapped if again else swapped[::-1])

    assert refused.value.code == "one_person_already"
    assert Merge.objects.count() == 1


def test_undoing_twice_is_refused(alice, swapped) -> None:
    merge = _merge(alice, swapped)
    undo_merge(actor=alice, merge_id=merge.pk, at=timezone.now())

    with pytest.raises(Refusal) as refused:
        undo_merge(actor=alice, merge_id=merge.pk, at=timezone.now())

    assert refused.value.code == "decision_unknown"


def test_who_slept_in_two_beds_of_a_provider_in_one_night_is_two_people(alice, site, arrive) -> None:
    pair = arrive(alice, site, "Ewa", "Testowska"), arrive(alice, site, "Ewa", "Testowksa")
    find_duplicates(at=timezone.now())

    assert ProposedDuplicate.objects.count() == 0
    with pytest.raises(Refusal) as refused:
        _merge(alice, pair)
    assert refused.value.code == "slept_in_two_beds"


def test_a_provider_cannot_merge_workers_of_another(alice, charlie, across) -> None:
    for actor in (alice, charlie):
        with pytest.raises(Refusal) as refused:
            _merge(actor, across)
        assert refused.value.code == "duplicate_unknown"


def test_a_clerk_leaves_two_workers_of_one_provider_to_that_provider(bob, swapped) -> None:
    with pytest.raises(Refusal) as refused:
        _merge(bob, swapped)

    assert refused.value.code == "duplicate_unknown"


def test_a_pair_of_two_people_is_not_proposed_until_it_is_taken_back(alice, logged_in, swapped) -> None:
    find_duplicates(at=timezone.now())
    client = logged_in(alice)
    assert b"Testowksa" in client.get(reverse("register:duplicates")).content

    said = reject_duplicate(actor=alice, first=swapped[0].pk, second=swapped[1].pk, at=timezone.now())
    find_duplicates(at=timezone.now())
    assert b"Testowksa" not in client.get(reverse("register:duplicates")).content

    propose_again(actor=alice, decision_id=said.pk)
    assert b"Testowksa" in client.get(reverse("register:duplicates")).content


def test_a_clerk_merges_across_providers_in_the_browser_and_undoes_it(bob, alice, across, logged_in) -> None:
    before = [_person_of(worker) for worker in across]
    find_duplicates(at=timezone.now())
    client = logged_in(bob)
    first, second = sorted(worker.pk for worker in across)

    listed = client.get(reverse("register:duplicates"))
    assert reverse("register:duplicate", args=[first, second]) in listed.content.decode()
    shown = client.get(reverse("register:duplicate", args=[first, second]))
    assert "Testhoeve 1" in shown.content.decode()
    done = client.post(reverse("register:merge", args=[first, second]), follow=True)

    assert len({_person_of(worker) for worker in across}) == 1
    assert done.status_code == 200
    assert b"Testowska" in client.get(reverse("register:decided-duplicates")).content
    # Who decided it sees it; the housing provider does not.
    assert b"Testowska" not in logged_in(alice).get(reverse("register:decided-duplicates")).content

    client.post(reverse("register:undo-merge", args=[Merge.objects.get().pk]))

    assert [_person_of(worker) for worker in across] == before


def test_every_look_at_a_pair_is_logged_for_its_purpose(bob, across, logged_in) -> None:
    first, second = sorted(worker.pk for worker in across)

    logged_in(bob).get(reverse("register:duplicate", args=[first, second]))

    looks = ProcessingRecord.objects.filter(activity="duplicates.pair")
    assert {look.person_id for look in looks} == {_person_of(worker) for worker in across}
    assert {look.purpose for look in looks} == {"brp_registration"}


def test_charlie_and_others_find_nothing(alice, charlie, sofie, swapped, logged_in) -> None:
    find_duplicates(at=timezone.now())
    first, second = sorted(worker.pk for worker in swapped)
    merge = _merge(alice, swapped)
    said = NotTheSame.objects.create(
        first_id=first, second_id=second, decided_by=alice.user_id, decided_at=timezone.now()
    )
    client = logged_in(charlie)

    assert b"Testow" not in client.get(reverse("register:duplicates")).content
    assert b"Testow" not in client.get(reverse("register:decided-duplicates")).content
    assert client.get(reverse("register:duplicate", args=[first, second])).status_code == 404
    for name, args in (
        ("merge", [first, second]), ("reject", [first, second]), ("undo-merge", [merge.pk]),
        ("undo-rejection", [said.pk]), ("undo-merge", [uuid4()]),
    ):  # fmt: skip
        assert client.post(reverse(f"register:{name}", args=args)).status_code == 404
        assert Client().post(reverse(f"register:{name}", args=args)).status_code == 302
    assert logged_in(sofie).get(reverse("register:duplicates")).status_code == 403
    assert Client().get(reverse("register:duplicates")).status_code == 302


def test_the_lists_ask_a_fixed_number_of_queries(alice, site, arrive, logged_in, django_assert_max_num_queries) -> None:
    for number in range(4):
        family = f"Testow{'abcd'[number] * 3}ska"
        arrive(alice, site, "Ewa", family, days_ago=90 - number * 9, nights=2)
        arrive(alice, site, "Ewa", family + "a", days_ago=85 - number * 9, nights=2)
    find_duplicates(at=timezone.now())
    assert ProposedDuplicate.objects.count() >= 4
    client = logged_in(alice)

    with django_assert_max_num_queries(14):
        client.get(reverse("register:duplicates"))
    with django_assert_max_num_queries(14):
        client.get(reverse("register:decided-duplicates"))


def test_the_button_compares_again_in_the_background(alice, logged_in) -> None:
    client = logged_in(alice)

    for _ in range(2):
        assert client.post(reverse("register:duplicates-look-again")).status_code == 302


def test_checking_out_later_does_not_touch_a_merge(alice, swapped) -> None:
    merge = _merge(alice, swapped)
    stay = swapped[1].stays.get(known_until=None)

    check_out(actor=alice, stay_ids=[stay.stay_id], departure=timezone.localdate(), at=timezone.now(), nonce=None)
    undo_merge(actor=alice, merge_id=merge.pk, at=timezone.now())

    assert _person_of(swapped[0]) != _person_of(swapped[1])
