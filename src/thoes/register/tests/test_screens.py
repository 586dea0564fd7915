"""Screens that look back, stale pages, known workers, groups, and words with the BSN in them."""

import uuid
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from thoes.housing.models import Bed
from thoes.kernel.nights import current_night
from thoes.places.models import LocalField, Organisation, OrganisationKind
from thoes.privacy.models import ProcessingRecord
from thoes.register.models import Stay, Worker
from thoes.register.services import Correction, Declared, check_in, check_out, correct_stay
from thoes.register.services.workers import DeclaredWorker
from thoes.register.texts import REFUSAL_TEXTS

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(alice, logged_in) -> Client:
    return logged_in(alice)


@pytest.fixture
def arrive(alice, site):
    """arrive("Testowska", days_ago=3) -> the stay of a worker in the first free bed, recorded when it began."""

    def record(name: str, *, days_ago: int = 0) -> Stay:
        at = timezone.now() - timedelta(days=days_ago)
        worker = DeclaredWorker(family_name=name, given_name="Anna", residence="Opole")
        line = Declared(site_id=site.pk, arrival=current_night(timezone.localtime(at)), worker=worker)
        change, _ = check_in(actor=alice, arrivals=[line], at=at, nonce=None)
        return change.opened.get()

    return record


def test_the_board_shows_who_slept_here_as_we_knew_it_then(page, alice, site, arrive) -> None:
    stay = arrive("Testowska", days_ago=5)
    left = current_night(timezone.localtime()) - timedelta(days=4)
    correction = Correction(arrival=stay.arrival, departure=left, expected_departure=None, bed_id=stay.bed_id)
    correct_stay(actor=alice, stay_id=stay.stay_id, correction=correction, at=timezone.now(), nonce=None)
    days = {"day": left.isoformat(), "known": (current_night(timezone.localtime()) - timedelta(days=2)).isoformat()}
    url = reverse("register:board", args=[site.pk])

    now, then = page.get(url, {"day": days["day"]}), page.get(url, days)

    assert now.context["board"].present == 0
    assert then.context["board"].present == 1


def test_who_left_in_the_morning_is_shown_beside_the_free_bed(page, alice, site, arrive) -> None:
    stay = arrive("Testowska", days_ago=2)
    url = reverse("register:check-out", args=[site.pk])
    page.post(
        url, {"stay": stay.stay_id, "departure": current_night(timezone.localtime()).isoformat(), "nonce": uuid.uuid4()}
    )

    board = page.get(reverse("register:board", args=[site.pk]), {"show": "leaving"})

    assert "Testowska" in board.content.decode()


def test_only_who_is_shown_on_the_board_is_logged_as_looked_at(page, site, arrive) -> None:
    arrive("Testowska")

    page.get(reverse("register:board", args=[site.pk]), {"show": "free"})

    assert not ProcessingRecord.objects.filter(activity="register.board").exists()


def test_a_stale_page_changes_nothing(page, alice, site, arrive) -> None:
    stay = arrive("Testowska", days_ago=3)
    url = reverse("register:stay", args=[stay.stay_id])
    other = stay.arrival - timedelta(days=1)
    sent = {"bed": stay.bed_id, "seen": stay.pk}
    page.post(url, {**sent, "arrival": other.isoformat(), "nonce": uuid.uuid4()})

    answer = page.post(url, {**sent, "arrival": stay.arrival.isoformat(), "nonce": uuid.uuid4()})

    assert answer.status_code == 200
    assert Stay.objects.get(known_until=None).arrival == other


def test_a_form_that_is_sent_twice_checks_out_once(page, site, arrive) -> None:
    stay = arrive("Testowska", days_ago=3)
    url = reverse("register:check-out", args=[site.pk])
    form = {
        "stay": stay.stay_id,
        "departure": current_night(timezone.localtime()).isoformat(),
        "nonce": uuid.uuid4(),
        "seen": stay.pk,
    }

    page.post(url, form)
    page.post(url, form)

    assert Stay.objects.filter(stay_id=stay.stay_id).count() == 2


def test_a_preview_of_a_bus_writes_nothing(page, site) -> None:
    form = {
        "names": "Testowska, Anna; Opole\nPróbny, Jan",
        "arrival": current_night(timezone.localtime()).isoformat(),
        "document_kind": "passport",
        "nonce": uuid.uuid4(),
        "preview": "1",
    }

    answer = page.post(reverse("register:check-in-group", args=[site.pk]), form)

    proposed = [Bed.objects.get(pk=row.sent["bed"]) for row in answer.context["rows"] if row.sent]
    assert [f"{bed.unit.name} – {bed.name}" for bed in proposed] == ["K1 – A", "K1 – B"]
    assert not Stay.objects.exists()
    assert not Worker.objects.exists()


def test_a_worker_who_was_here_before_is_proposed_while_typing(page, site, arrive) -> None:
    arrive("Testowska")

    answer = page.post(reverse("register:known-workers", args=[site.pk]), {"family_name": "tEstow"})

    assert "Testowska, Anna" in answer.content.decode()
    assert ProcessingRecord.objects.filter(activity="register.check_in").count() == 1


def test_a_known_worker_is_checked_in_without_asking_the_name(page, alice, site, arrive) -> None:
    stay = arrive("Testowska", days_ago=3)
    leave = {"stay": stay.stay_id, "departure": current_night(timezone.localtime()).isoformat(), "nonce": uuid.uuid4()}
    page.post(reverse("register:check-out", args=[site.pk]), leave)
    bed = Bed.objects.filter(unit__site=site).last()
    form = {"arrival": current_night(timezone.localtime()).isoformat(), "bed": bed.pk, "nonce": uuid.uuid4()}

    page.post(f"{reverse('register:check-in', args=[site.pk])}?worker={stay.worker_id}", form)

    assert Stay.objects.filter(worker_id=stay.worker_id, bed=bed, known_until=None).exists()


def test_a_worker_is_corrected_and_found_under_the_new_name(page, arrive) -> None:
    stay = arrive("Testowska")
    form = {"family_name": "Próbna", "given_name": "Anna", "residence": "Opole"}

    page.post(reverse("register:worker", args=[stay.worker_id]), form)

    assert "Próbna, Anna" in page.get(reverse("register:search"), {"q": "probna"}).content.decode()


def test_a_bsn_is_refused_when_a_worker_is_corrected(page, arrive) -> None:
    stay = arrive("Testowska")
    form = {"family_name": "Testowska", "given_name": "Anna", "residence": "Opole 111222333"}

    answer = page.post(reverse("register:worker", args=[stay.worker_id]), form)

    assert answer.status_code == 200
    assert Worker.objects.get().residence == "Opole"


def test_a_field_without_a_ground_is_not_asked(page, venlo, site, arrive) -> None:
    stay = arrive("Testowska")
    venlo.local_fields = [LocalField.EXPECTED_DEPARTURE]
    venlo.save()
    url = reverse("register:worker", args=[stay.worker_id])

    page.post(url, {"family_name": "Testowska", "document_number": "XX0000000"})

    assert "document_number" not in page.get(url).context["form"].fields
    assert Worker.objects.get().document_number == ""


@pytest.mark.parametrize("name", ["worker", "stay"])
def test_charlie_sees_nothing_of_alices_worker(name, charlie, logged_in, arrive) -> None:
    stay = arrive("Testowska")
    identifier = stay.worker_id if name == "worker" else stay.stay_id

    assert logged_in(charlie).get(reverse(f"register:{name}", args=[identifier])).status_code == 404


def test_charlie_cannot_check_alices_worker_in(charlie, logged_in, other_provider, weert, make_site, arrive) -> None:
    own = make_site(other_provider, weert)
    stay = arrive("Testowska")

    answer = logged_in(charlie).get(f"{reverse('register:check-in', args=[own.pk])}?worker={stay.worker_id}")

    assert answer.status_code == 404


def test_a_visitor_is_sent_to_log_in_before_seeing_a_worker(arrive) -> None:
    answer = Client().get(reverse("register:worker", args=[arrive("Testowska").worker_id]))

    assert answer["Location"].startswith(reverse("accounts:login"))


def test_what_stood_of_a_worker_can_be_put_back_and_nothing_is_lost(page, arrive) -> None:
    worker = arrive("Testowska").worker
    url = reverse("register:worker", args=[worker.pk])
    page.post(url, {"family_name": "Nowakowa", "given_name": "Anna", "residence": "Opole", "document_kind": "passport"})
    shown = page.get(url)
    ((before, words),) = shown.context["earlier"]

    answer = page.post(reverse("register:restore-details", args=[worker.pk, before.number]), follow=True)

    worker.refresh_from_db()
    assert (worker.family_name, words) == ("Testowska", "Testowska, Anna; Opole")
    assert [row.facts.family_name for row, _ in answer.context["earlier"]] == ["Nowakowa", "Testowska"]
    # It is found by its name again.
    assert (
        reverse("register:worker", args=[worker.pk])
        in page.get(reverse("register:search"), {"q": "testow"}).content.decode()
    )


def test_nothing_is_put_back_that_stood_with_another_worker_or_for_another_provider(
    page, arrive, charlie, logged_in
) -> None:
    worker, other = arrive("Testowska").worker, arrive("Nowakowa").worker
    of_other = Worker.pgh_event_model.objects.filter(pgh_obj_id=other.pk).first().pk
    own = Worker.pgh_event_model.objects.filter(pgh_obj_id=worker.pk).first().pk

    refused = page.post(reverse("register:restore-details", args=[worker.pk, of_other]), follow=True)
    stopped = logged_in(charlie).post(reverse("register:restore-details", args=[worker.pk, own]))

    worker.refresh_from_db()
    assert str(REFUSAL_TEXTS["details_unknown"]) in refused.content.decode()
    assert (stopped.status_code, worker.family_name) == (404, "Testowska")


def test_the_board_asks_the_database_as_often_for_three_as_for_thirty(
    alice, page, provider, venlo, make_site, django_assert_num_queries
) -> None:
    site = make_site(provider, venlo, rooms=8, beds=4)
    url = reverse("register:board", args=[site.pk])
    names = [f"Testowska{chr(97 + n % 26)}{chr(97 + n // 26)}" for n in range(30)]
    lines = [
        Declared(site_id=site.pk, arrival=current_night(timezone.localtime()), worker=DeclaredWorker(family_name=name))
        for name in names
    ]
    check_in(actor=alice, arrivals=lines[:3], at=timezone.now(), nonce=None)
    page.get(url)
    with django_assert_num_queries(25):
        page.get(url)
    check_in(actor=alice, arrivals=lines[3:], at=timezone.now(), nonce=None)

    with django_assert_num_queries(25):
        answer = page.get(url)

    assert answer.context["board"].present == 30


def test_a_worker_moves_to_another_own_site(page, provider, weert, make_site, site, arrive) -> None:
    other = make_site(provider, weert)
    stay = arrive("Testowska", days_ago=3)
    bed = Bed.objects.filter(unit__site=other).first()
    form = {
        "stay": stay.stay_id,
        "to": other.pk,
        f"bed-{stay.stay_id}": bed.pk,
        "on": current_night(timezone.localtime()).isoformat(),
        "nonce": uuid.uuid4(),
    }

    page.post(reverse("register:move", args=[site.pk]), form)

    assert Stay.objects.get(known_until=None, departure=None).bed == bed


def test_a_bed_of_charlie_is_not_offered_to_alice(page, other_provider, weert, make_site, site, arrive) -> None:
    stay, theirs = arrive("Testowska"), make_site(other_provider, weert)

    answer = page.get(reverse("register:move", args=[site.pk]), {"stay": stay.stay_id, "to": theirs.pk})

    assert answer.status_code == 404


def test_one_month_from_the_last_of_january_is_the_last_of_february(page, site) -> None:
    form = {
        "family_name": "Testowska",
        "document_kind": "passport",
        "arrival": "2026-01-31",
        "months": "1",
        "bed": Bed.objects.filter(unit__site=site).first().pk,
        "nonce": uuid.uuid4(),
    }

    page.post(reverse("register:check-in", args=[site.pk]), form)

    assert Stay.objects.get().expected_departure.isoformat() == "2026-02-28"


def test_a_stay_is_voided_only_after_the_question(page, arrive) -> None:
    stay = arrive("Testowska", days_ago=3)
    url = reverse("register:void", args=[stay.stay_id])

    asked = page.get(url)
    page.post(url, {"nonce": uuid.uuid4(), "seen": stay.pk})

    assert "Testowska" in asked.content.decode()
    assert Stay.objects.get(known_until=None).voided


def test_the_question_of_another_moment_voids_nothing(page, alice, arrive) -> None:
    stay = arrive("Testowska", days_ago=3)
    url = reverse("register:void", args=[stay.stay_id])
    facts = Correction(stay.arrival, None, None, stay.bed_id)
    correct_stay(actor=alice, stay_id=stay.stay_id, correction=facts, at=timezone.now(), nonce=None)

    answer = page.post(url, {"nonce": uuid.uuid4(), "seen": stay.pk})

    assert answer.status_code == 200
    assert not Stay.objects.get(known_until=None).voided


def test_the_bed_of_a_stay_can_be_corrected(page, arrive) -> None:
    stay = arrive("Testowska")
    other = Bed.objects.exclude(pk=stay.bed_id).first()
    assert other is not None

    page.post(
        reverse("register:stay", args=[stay.stay_id]),
        {"arrival": stay.arrival.isoformat(), "bed": other.pk, "seen": stay.pk, "nonce": uuid.uuid4()},
    )

    assert Stay.objects.get(known_until=None).bed == other


def test_an_employer_is_asked_only_where_the_municipality_has_a_ground(
    page, alice, provider, site, weert, make_site
) -> None:
    employer = Organisation.objects.create(name="Proefkas 1 B.V.", kind=OrganisationKind.EMPLOYER)
    without = make_site(provider, weert)

    there = page.get(reverse("register:check-in", args=[site.pk])).content.decode()
    not_there = page.get(reverse("register:check-in", args=[without.pk])).content.decode()

    assert str(employer.pk) in there
    assert str(employer.pk) not in not_there


def test_an_action_shows_who_did_what_and_another_provider_cannot_open_it(page, charlie, logged_in, arrive) -> None:
    stay = arrive("Testowska")
    url = reverse("register:change", args=[stay.opened_by_id])

    shown = page.get(url).content.decode()

    assert "Testowska" in shown
    assert "alice" in shown
    assert logged_in(charlie).get(url).status_code == 404


def test_two_check_outs_of_one_stay_at_once_give_one_departure(page, alice, arrive) -> None:
    stay = arrive("Testowska", days_ago=3)
    today = timezone.localdate()
    url = reverse("register:check-out", args=[stay.site_id])
    sent = {"stay": stay.stay_id, "seen": stay.pk, "departure": today.isoformat()}

    first = page.post(url, {**sent, "nonce": uuid.uuid4()})
    second = page.post(url, {**sent, "departure": (today - timedelta(days=1)).isoformat(), "nonce": uuid.uuid4()})

    assert (first.status_code, second.status_code) == (302, 200)
    assert Stay.objects.get(known_until=None).departure == today


def test_a_check_out_can_be_undone(page, alice, arrive) -> None:
    stay = arrive("Testowska", days_ago=3)
    left = check_out(
        actor=alice,
        stay_ids=[stay.stay_id],
        departure=current_night(timezone.localtime()),
        at=timezone.now(),
        nonce=None,
    )

    page.post(reverse("register:undo", args=[left.pk]))

    assert Stay.objects.get(known_until=None).departure is None


def test_a_worker_and_a_stay_are_read_first_and_corrected_behind_a_fold(page, arrive) -> None:
    stay = arrive("Testowska", days_ago=3)

    for name, identifier in (("worker", stay.worker_id), ("stay", stay.stay_id)):
        shown = page.get(reverse(f"register:{name}", args=[identifier])).content.decode()
        facts, form = shown.index('<dl class="thoes-facts">'), shown.index('<form method="post" novalidate')

        assert facts < shown.index("<details>") < form

    assert "Opole" in page.get(reverse("register:worker", args=[stay.worker_id])).content.decode()


def test_a_form_with_a_mistake_comes_back_unfolded(page, arrive) -> None:
    url = reverse("register:worker", args=[arrive("Testowska").worker_id])

    assert "<details open>" in page.post(url, {"family_name": ""}).content.decode()
