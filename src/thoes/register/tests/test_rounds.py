"""The round of tonight: who was seen, by whom and when; sent later, sent twice, and by nobody else."""

import uuid
from datetime import datetime, time, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from thoes.housing.public import KEEP_NIGHT_REGISTER
from thoes.kernel.nights import current_night
from thoes.kernel.refusals import Refusal
from thoes.privacy.models import ProcessingRecord
from thoes.privacy.public import as_tenant
from thoes.register.dossier import DOSSIER
from thoes.register.erasing import erase_workers
from thoes.register.models import Round, RoundAnswer, Stay, WasSeen, Worker
from thoes.register.public import Declared, DeclaredWorker, check_in, last_confirmed
from thoes.register.services.rounds import forget_who_was_seen, record_round

pytestmark = pytest.mark.django_db


@pytest.fixture
def night():
    return current_night(timezone.localtime())


@pytest.fixture
def stays(alice, site, night):
    """Three people who are expected in a bed tonight."""
    lines = [
        Declared(site_id=site.pk, arrival=night - timedelta(days=2), worker=DeclaredWorker(family_name=name))
        for name in ("Testowska", "Próbny", "Exemplescu")
    ]
    check_in(actor=alice, arrivals=lines, at=timezone.now(), nonce=None)
    return [Stay.objects.get(worker=worker) for worker in Worker.objects.all()]


@pytest.fixture
def walk(alice, site, night):
    """walk({stay: WasSeen}) -> the round that was written down."""

    def walking(answers, **other):
        now = timezone.now()
        facts = {"night": night, "made_at": now, "at": now, "nonce": uuid.uuid4(), "actor": alice} | other
        return record_round(site_id=site.pk, answers={s.stay_id: said for s, said in answers.items()}, **facts)

    return walking


def test_a_round_counts_who_was_seen_of_those_who_were_expected(walk, stays, alice) -> None:
    made = walk({stays[0]: WasSeen.SEEN, stays[1]: WasSeen.ABSENT})

    assert (made.expected, made.seen, made.absent, made.is_whole) == (3, 1, 1, False)
    assert made.made_by == alice.user_id
    assert RoundAnswer.objects.count() == 2


def test_not_seen_checks_nobody_out(walk, stays) -> None:
    walk(dict.fromkeys(stays, WasSeen.ABSENT))

    assert Stay.objects.filter(known_until=None, departure=None, voided=False).count() == 3


def test_the_same_round_twice_is_one_round(walk, stays) -> None:
    nonce = uuid.uuid4()

    first, second = (walk({stays[0]: WasSeen.SEEN}, nonce=nonce) for _ in range(2))

    assert first == second
    assert (Round.objects.count(), RoundAnswer.objects.count()) == (1, 1)


def test_a_round_that_is_sent_later_keeps_the_moment_of_the_phone(walk, stays, night) -> None:
    evening = timezone.make_aware(datetime.combine(night, time(22, 40)))

    made = walk({stays[0]: WasSeen.SEEN}, made_at=evening, at=evening + timedelta(hours=9))

    assert made.made_at == evening


@pytest.mark.parametrize(("hours", "is_taken"), [(23, True), (24, True), (25, False)])
def test_a_round_is_sent_within_a_day(walk, stays, night, hours, is_taken) -> None:
    evening = timezone.make_aware(datetime.combine(night, time(22, 40)))
    sent = {"made_at": evening, "at": evening + timedelta(hours=hours)}

    if is_taken:
        assert walk({stays[0]: WasSeen.SEEN}, **sent)
    else:
        with pytest.raises(Refusal, match="round_too_old"):
            walk({stays[0]: WasSeen.SEEN}, **sent)


def test_a_list_of_another_night_is_refused(walk, stays, night) -> None:
    with pytest.raises(Refusal, match="round_of_another_night"):
        walk({stays[0]: WasSeen.SEEN}, night=night - timedelta(days=1))


def test_a_round_in_which_nothing_was_said_is_refused(walk, stays) -> None:
    with pytest.raises(Refusal, match="round_empty"):
        walk({})


def test_a_phone_whose_clock_is_ahead_made_its_round_now(walk, stays) -> None:
    now = timezone.now()

    assert walk({stays[0]: WasSeen.SEEN}, made_at=now + timedelta(minutes=7), at=now).made_at == now


def test_only_a_round_that_answers_for_everybody_confirms_the_register(walk, stays, site, night) -> None:
    walk({stays[0]: WasSeen.SEEN})
    before = last_confirmed([site.pk], by=night)

    walk(dict.fromkeys(stays, WasSeen.SEEN))

    assert before == {}
    assert last_confirmed([site.pk], by=night) == {site.pk: night}


def test_another_housing_provider_sees_and_makes_no_round_here(walk, stays, charlie, logged_in, site, night) -> None:
    walk(dict.fromkeys(stays, WasSeen.SEEN))

    with as_tenant(charlie, KEEP_NIGHT_REGISTER):
        assert not Round.objects.exists()
        assert not RoundAnswer.objects.exists()
        assert last_confirmed([site.pk], by=night) == {}
    assert logged_in(charlie).get(reverse("register:round", args=[site.pk])).status_code == 404


def test_of_whom_a_round_was_is_forgotten_after_a_week_and_its_numbers_stay(walk, stays) -> None:
    made = walk(dict.fromkeys(stays, WasSeen.ABSENT))

    assert forget_who_was_seen(at=made.made_at + timedelta(days=7)) == 0
    assert forget_who_was_seen(at=made.made_at + timedelta(days=7, seconds=1)) == 3
    assert Round.objects.get().absent == 3


def test_an_erased_worker_stands_in_no_round(walk, stays) -> None:
    walk({stays[0]: WasSeen.ABSENT, stays[1]: WasSeen.SEEN})

    erased = erase_workers([stays[0].worker_id], at=timezone.now())

    assert erased["register_roundanswer"] == 1
    assert [each.worker_id for each in RoundAnswer.objects.all()] == [stays[1].worker_id]


def test_the_overview_of_a_worker_says_in_which_rounds_it_was_seen(walk, stays, site, night) -> None:
    walk({stays[0]: WasSeen.ABSENT, stays[1]: WasSeen.SEEN})
    (part,) = (part for part in DOSSIER if part.name == "rounds")

    rows = part.rows([stays[0].worker.person_id])

    assert [(row["night"], row["site"]) for row in rows] == [(night.isoformat(), site.name)]
    assert str(rows[0]["answer"]) in ("Not there", "Afwezig")


def test_the_page_is_walked_without_scripts_and_offers_to_check_out_who_is_not_there(
    alice, logged_in, site, stays, night
) -> None:
    client, url = logged_in(alice), reverse("register:round", args=[site.pk])
    sent = {"night": night.isoformat(), "nonce": str(uuid.uuid4())}
    sent |= {f"seen-{stays[0].stay_id}": "absent", f"seen-{stays[1].stay_id}": "seen"}

    page = client.post(url, sent, follow=True)

    shown = page.content.decode()
    assert "1 van 3 gezien" in shown
    assert [stay.stay_id for stay in page.context["absent"]] == [stays[0].stay_id]
    assert reverse("register:check-out", args=[site.pk]) in shown
    assert f'name="seen-{stays[0].stay_id}" value="absent" checked' in shown


def test_the_board_says_how_many_were_seen_and_leads_to_the_round(alice, logged_in, site, walk, stays) -> None:
    client, url = logged_in(alice), reverse("register:board", args=[site.pk])
    before = client.get(url).content.decode()
    made = walk(dict.fromkeys(stays, WasSeen.SEEN))

    after = client.get(url).content.decode()

    assert reverse("register:round", args=[site.pk]) in before
    assert f"3 van 3 gezien, {timezone.localtime(made.made_at):%H:%M}" in after


def test_a_phone_that_sends_later_gets_numbers_or_a_reason_and_no_names(alice, logged_in, site, stays, night) -> None:
    client, url = logged_in(alice), reverse("register:round", args=[site.pk])
    sent = {"night": night.isoformat(), "nonce": str(uuid.uuid4()), f"seen-{stays[0].stay_id}": "seen"}
    moment = (timezone.now() - timedelta(days=2)).strftime("%Y-%m-%dT%H:%M:%S.000Z")

    taken = client.post(url, sent, headers={"Accept": "application/json"})
    refused = client.post(
        url, sent | {"made_at": moment, "nonce": str(uuid.uuid4())}, headers={"Accept": "application/json"}
    )

    assert taken.json()["said"].startswith("1 van 3 gezien")
    assert refused.status_code == 422
    assert "meer dan een dag geleden" in refused.json()["reason"]
    assert "Testowska" not in taken.content.decode() + refused.content.decode()


def test_the_page_is_kept_for_when_there_is_no_network_and_its_look_is_logged(alice, logged_in, site, stays) -> None:
    page = logged_in(alice).get(reverse("register:round", args=[site.pk]))

    assert page["X-Keep-Offline"] == "1"
    assert ProcessingRecord.objects.filter(activity="register.round").count() == 3
