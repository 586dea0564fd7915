"""The same check-in sent again, whatever became of the first: the same answer, and nothing is done twice."""

import uuid
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, timedelta
from threading import Barrier

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from thoes.housing.public import KEEP_NIGHT_REGISTER
from thoes.kernel.nights import current_night
from thoes.kernel.refusals import Refusal
from thoes.privacy.models import StoredAnswer
from thoes.privacy.public import as_tenant, forget_answers
from thoes.register.domain.booked_stays import StayOutcome
from thoes.register.models import Change, Stay
from thoes.register.services import Declared, LineResult, check_in, undo_change
from thoes.register.services.workers import DeclaredWorker

pytestmark = pytest.mark.django_db

DAY = date(2026, 5, 14)


def _line(site, name: str, **facts) -> Declared:
    return Declared(site_id=site.pk, arrival=DAY, worker=DeclaredWorker(family_name=name, given_name="Anna"), **facts)


def _facts(results: list[LineResult]) -> list[tuple]:
    """All that a result says; two refusals are the same when they say the same."""
    return [
        (
            replace(result, refusal=None),
            result.refusal and (result.refusal.code, result.refusal.field, result.refusal.facts),
        )
        for result in results
    ]


def test_a_bus_that_is_sent_again_gets_every_answer_again_those_of_who_was_refused_too(alice, site, nonce) -> None:
    bed = site.units.first().beds.first().pk
    check_in(actor=alice, arrivals=[_line(site, "Eerste", bed_id=bed)], at=timezone.now(), nonce=None)
    bus = [_line(site, "Testowska"), _line(site, "Geweigerd", bed_id=bed), _line(site, "Eerste", bed_id=bed)]
    same = nonce()

    (first, answers), (second, again) = (
        check_in(actor=alice, arrivals=bus, at=timezone.now(), nonce=same) for _ in range(2)
    )

    assert first == second
    assert [result.outcome for result in answers] == [StayOutcome.NEW, None, StayOutcome.UNCHANGED]
    assert _facts(again) == _facts(answers)
    assert Stay.objects.count() == 2


def test_an_answer_comes_back_whole_from_how_it_is_kept() -> None:
    refusal = Refusal("bed_taken", field="bed", bed="K1 – A", from_date=DAY, until=DAY + timedelta(days=3), beds=2)
    for result in (
        LineResult(
            StayOutcome.CHANGED, uuid.uuid4(), left_out=("employer",), bed="K1 – A", is_namesake=True, departure=DAY
        ),
        LineResult(None, refusal=refusal),
    ):
        assert _facts([LineResult.from_json(result.as_json())]) == _facts([result])


@pytest.mark.django_db(transaction=True)
def test_two_connections_with_one_form_at_once_get_one_answer(alice, site, nonce) -> None:
    same, ready = nonce(), Barrier(2)

    def send() -> tuple[Change, list[LineResult]]:
        try:
            with as_tenant(alice, KEEP_NIGHT_REGISTER):
                ready.wait(timeout=120)
                return check_in(actor=alice, arrivals=[_line(site, "Testowska")], at=timezone.now(), nonce=same)
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        (first, one), (second, other) = [done.result() for done in [pool.submit(send) for _ in range(2)]]

    assert first == second
    assert _facts(one) == _facts(other)
    assert [result.outcome for result in one] == [StayOutcome.NEW]
    assert Stay.objects.count() == StoredAnswer.objects.count() == 1


def test_a_group_form_that_is_sent_again_says_the_same(alice, site, logged_in) -> None:
    client, url = logged_in(alice), reverse("register:check-in-group", args=[site.pk])
    night = current_night(timezone.localtime()).isoformat()
    names = "\n".join(f"Testowska{letter}, Anna" for letter in "ABCDE")
    sent = {"arrival": night, "document_kind": "passport", "names": names, "nonce": str(uuid.uuid4())}

    answers = [client.post(url, sent, follow=True) for _ in range(2)]

    first, second = ([str(message) for message in answer.context["messages"]] for answer in answers)
    assert first == second == ["4 werknemers zijn aangemeld."]
    refused = [[text for text, _reason in answer.context["refused"]] for answer in answers]
    assert refused == [["TestowskaE, Anna"]] * 2


def test_only_who_wrote_it_gets_the_answer(alice, charlie, site, nonce) -> None:
    same = nonce()
    check_in(actor=alice, arrivals=[_line(site, "Testowska")], at=timezone.now(), nonce=same)

    with as_tenant(charlie, KEEP_NIGHT_REGISTER):
        assert not StoredAnswer.objects.exists()
        with pytest.raises(Refusal, match="nonce_of_another"):
            check_in(actor=charlie, arrivals=[_line(site, "Testowska")], at=timezone.now(), nonce=same)
    with as_tenant(alice, KEEP_NIGHT_REGISTER):
        assert StoredAnswer.objects.count() == 1


def test_what_was_undone_meanwhile_is_not_done_again(alice, site, nonce) -> None:
    same = nonce()
    change, first = check_in(actor=alice, arrivals=[_line(site, "Testowska")], at=timezone.now(), nonce=same)
    undo_change(actor=alice, change_id=change.pk, at=timezone.now(), nonce=None)

    _, again = check_in(actor=alice, arrivals=[_line(site, "Testowska")], at=timezone.now(), nonce=same)

    assert _facts(again) == _facts(first)
    assert not Stay.objects.filter(known_until=None, voided=False).exists()


def test_an_answer_is_forgotten_after_a_week_and_a_form_of_before_is_not_carried_out_again(alice, site, nonce) -> None:
    same, now = nonce(), timezone.now()
    check_in(actor=alice, arrivals=[_line(site, "Testowska")], at=now, nonce=same)

    kept = [forget_answers(at=now + timedelta(days=7)), forget_answers(at=now + timedelta(days=7, seconds=1))]
    _, (answer,) = check_in(actor=alice, arrivals=[_line(site, "Testowska")], at=now, nonce=same)

    assert kept == [0, 1]
    assert answer.refusal.code == "sent_before"
    assert Stay.objects.count() == 1


def test_a_kept_answer_holds_no_name(alice, site, nonce) -> None:
    bus = [_line(site, "Wegwisserova"), _line(site, "Wegwisserova")]
    check_in(actor=alice, arrivals=bus, at=timezone.now(), nonce=nonce())

    assert "wisserova" not in str(StoredAnswer.objects.values_list("answer", flat=True).get())
