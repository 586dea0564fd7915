"""Everything of one person together: a reason, a second person, an end, a limit, and an officer who sees it."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from thoes.accounts.models import Membership, User
from thoes.accounts.public import PROVIDER_ADMINISTRATOR, actor_of
from thoes.kernel.refusals import Refusal
from thoes.privacy.models import ProcessingRecord
from thoes.privacy.public import ANSWER_REQUEST, as_tenant, set_term, shred
from thoes.register.public import REGISTRATION_CLERK, Declared, DeclaredWorker, Stay, check_in
from thoes.rights.full_overviews import GOOD_FOR, MOST_A_DAY, WAITS_FOR, ask_full, confirm_full, end_full, open_full
from thoes.rights.gathering import dossier_of
from thoes.rights.models import FullOverview, Proof, Request, RequestKind, RequestOutcome
from thoes.rights.services import Asked, answer, take_request

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

REASON = "Vroeg aan de balie om alles, paspoort gezien"
FILE = {"language": "nl", "form": "json"}


@pytest.fixture
def betty(desk):
    """A second registration clerk of Venlo."""
    user = User.objects.create_user("betty", email="betty@example.nl", password="test-only-password")
    membership = Membership.objects.create(
        user=user, organisation_id=desk.pk, organisation_kind=desk.kind, organisation_name=desk.name,
        municipality_code=desk.municipality_id, role=REGISTRATION_CLERK,
    )  # fmt: skip
    return actor_of(membership)


@pytest.fixture
def asks(alice, site, make_site, provider, venlo, bob):
    """asks("Voorbeeldska") -> the open request at Venlo of somebody who sleeps there."""
    roomy = make_site(provider, venlo, rooms=4, beds=4)

    def ask(family="Voorbeeldska", *, actor=bob, kind=RequestKind.ACCESS) -> Request:
        line = Declared(
            site_id=roomy.pk,
            arrival=timezone.localdate() - timedelta(days=30),
            worker=DeclaredWorker(family_name=family, given_name="Anna"),
        )
        _, (result,) = check_in(actor=alice, arrivals=[line], at=timezone.now(), nonce=None)
        person = Stay.objects.get(stay_id=result.stay_id).worker.person_id
        asked = Asked(kind, timezone.localdate(), Proof.PASSPORT, "" if kind == RequestKind.ACCESS else "Klopt niet")
        with as_tenant(actor, ANSWER_REQUEST):
            return take_request(actor=actor, person_id=person, asked=asked, at=timezone.now(), nonce=uuid4())

    return ask


def _post(client: Client, name: str, *args, **data):
    return client.post(reverse(f"rights:{name}", args=args), data, follow=False)


def _full(client: Client, request: Request):
    return client.post(reverse("rights:everything", args=[request.pk]), FILE)


def _refused(code, work, **arguments) -> None:
    with pytest.raises(Refusal) as refused:
        work(**{"at": timezone.now(), **arguments})
    assert refused.value.code == code


def test_one_asks_a_colleague_confirms_and_who_asked_opens_it(bob, betty, asks, logged_in) -> None:
    request, own, other = asks(), logged_in(bob), logged_in(betty)

    _post(own, "full-ask", request.pk, reason=REASON)
    asked = FullOverview.objects.get()
    before = _full(own, request)
    assert "Wacht op uw bevestiging" in other.get(reverse("rights:requests")).content.decode()
    assert REASON in other.get(reverse("rights:request", args=[request.pk])).content.decode()
    _post(other, "full-confirm", asked.pk)
    opened = _full(own, request)

    assert (before.status_code, before["Location"]) == (302, reverse("rights:request", args=[request.pk]))
    assert opened.json()["scope"] == "everything"
    asked.refresh_from_db()
    assert (asked.confirmed_by, asked.times_opened, asked.addresses) == (betty.user_id, 1, 1)
    record = ProcessingRecord.objects.get(activity="rights.overview_full")
    assert (record.actor_id, record.purpose, record.person_id) == (
        bob.user_id, ANSWER_REQUEST, request.person_id,
    )  # fmt: skip


@pytest.mark.parametrize("reason", ["", "   ", "omdat", "x" * 501])
def test_a_forged_form_without_a_reason_opens_nothing(bob, betty, asks, logged_in, reason) -> None:
    request, own = asks(), logged_in(bob)

    page = _post(own, "full-ask", request.pk, reason=reason)
    file = _full(own, request)

    assert page.status_code == 200
    assert FullOverview.objects.count() == 0
    assert file.status_code == 302
    assert not ProcessingRecord.objects.filter(activity="rights.overview_full").exists()


def test_the_old_tick_opens_nothing_beyond_the_own_organisation(bob, asks, logged_in) -> None:
    request = asks()

    page = logged_in(bob).get(reverse("rights:overview", args=[request.pk]), {**FILE, "full": "on"})

    assert page.json()["scope"] == "own organisation"
    assert logged_in(bob).get(reverse("rights:everything", args=[request.pk]), FILE).status_code == 405


def test_nobody_confirms_what_one_asked_oneself(bob, betty, asks, logged_in) -> None:
    request, own = asks(), logged_in(bob)
    _post(own, "full-ask", request.pk, reason=REASON)
    asked = FullOverview.objects.get()

    _post(own, "full-confirm", asked.pk)

    asked.refresh_from_db()
    assert asked.confirmed_at is None
    assert _full(own, request).status_code == 302
    _refused("full_confirmed_by_oneself", confirm_full, actor=bob, overview_id=asked.pk)
    with pytest.raises(IntegrityError, match="nobody_confirms_the_own_wish"), transaction.atomic():
        FullOverview.objects.update(confirmed_by=bob.user_id, confirmed_at=timezone.now())


def test_what_is_not_confirmed_is_not_opened_by_the_database_either(bob, betty, asks) -> None:
    ask_full(actor=bob, request_id=asks().pk, reason=REASON, at=timezone.now())

    with pytest.raises(IntegrityError, match="nothing_opens_unconfirmed"), transaction.atomic():
        FullOverview.objects.update(opened_at=timezone.now(), times_opened=1)


def test_a_confirmation_is_good_for_that_person_and_that_colleague_only(bob, betty, asks, logged_in) -> None:
    one, other = asks(), asks("Anderska")
    asked = ask_full(actor=bob, request_id=one.pk, reason=REASON, at=timezone.now())
    confirm_full(actor=betty, overview_id=asked.pk, at=timezone.now())

    assert _full(logged_in(bob), other).status_code == 302
    assert _full(logged_in(betty), one).status_code == 302
    Request.objects.filter(pk=one.pk).update(person=other.person_id)
    assert _full(logged_in(bob), one).status_code == 302
    asked.refresh_from_db()
    assert asked.times_opened == 0


@pytest.mark.parametrize(
    ("after", "is_open"), [(timedelta(0), True), (GOOD_FOR - timedelta(seconds=1), True), (GOOD_FOR, False)]
)
def test_a_confirmation_ends_after_two_days(bob, betty, asks, after, is_open) -> None:
    request, now = asks(), timezone.now()
    asked = ask_full(actor=bob, request_id=request.pk, reason=REASON, at=now)
    confirm_full(actor=betty, overview_id=asked.pk, at=now)

    if is_open:
        assert open_full(actor=bob, request_id=request.pk, at=now + after).times_opened == 1
    else:
        _refused("full_not_confirmed", open_full, actor=bob, request_id=request.pk, at=now + after)
        assert ask_full(actor=bob, request_id=request.pk, reason=REASON, at=now + after).pk != asked.pk


def test_what_nobody_confirmed_in_a_week_is_over_and_can_be_asked_again(bob, betty, asks) -> None:
    request, now = asks(), timezone.now()
    asked = ask_full(actor=bob, request_id=request.pk, reason=REASON, at=now)
    _refused("full_asked_already", ask_full, actor=bob, request_id=request.pk, reason=REASON)

    _refused("full_not_waiting", confirm_full, actor=betty, overview_id=asked.pk, at=now + WAITS_FOR)

    assert ask_full(actor=bob, request_id=request.pk, reason=REASON, at=now + WAITS_FOR).pk != asked.pk


def test_what_was_turned_down_or_withdrawn_is_not_opened(bob, betty, asks) -> None:
    for ended_by, confirmed in ((betty, False), (bob, False), (betty, True)):
        request = asks()
        asked = ask_full(actor=bob, request_id=request.pk, reason=REASON, at=timezone.now())
        if confirmed:
            confirm_full(actor=betty, overview_id=asked.pk, at=timezone.now())

        end_full(actor=ended_by, overview_id=asked.pk, at=timezone.now())

        _refused("full_not_confirmed", open_full, actor=bob, request_id=request.pk)
        _refused("full_not_waiting", confirm_full, actor=betty, overview_id=asked.pk)


def test_five_a_day_is_the_most_that_one_colleague_asks(bob, betty, asks) -> None:
    now = timezone.localtime().replace(hour=12)
    for number in range(MOST_A_DAY):
        ask_full(actor=bob, request_id=asks(f"Voorbeeld{chr(97 + number)}").pk, reason=REASON, at=now)
    sixth = asks("Zesdeska")

    _refused("full_too_many_today", ask_full, actor=bob, request_id=sixth.pk, reason=REASON, at=now)

    assert ask_full(actor=betty, request_id=sixth.pk, reason=REASON, at=now)
    assert ask_full(actor=bob, request_id=asks("Morgenska").pk, reason=REASON, at=now + timedelta(days=1))


@pytest.mark.parametrize(
    ("reason", "code"),
    [
        ("Mevrouw Voorbeeldska kwam aan de balie", "full_reason_names_somebody"),
        ("ANNA vroeg aan de balie om alles", "full_reason_names_somebody"),
        ("BSN 111222333 aan de balie gezien", "bsn_not_allowed"),
    ],
)
def test_no_name_and_no_bsn_stands_in_the_reason_that_the_officer_reads(bob, asks, reason, code) -> None:
    _refused(code, ask_full, actor=bob, request_id=asks().pk, reason=reason)


def test_an_office_of_one_goes_on_with_the_reason_alone_and_the_officer_sees_that(bob, fleur, asks, logged_in) -> None:
    request, own = asks(), logged_in(bob)

    _post(own, "full-ask", request.pk, reason=REASON)
    opened = _full(own, request)
    page = logged_in(fleur).get(reverse("accountability:everything")).content.decode()

    assert opened.json()["scope"] == "everything"
    assert "er was geen tweede persoon" in page


def test_the_officer_sees_who_when_why_and_how_many_addresses_and_no_name(bob, betty, fleur, asks, logged_in) -> None:
    request = asks()
    asked = ask_full(actor=bob, request_id=request.pk, reason=REASON, at=timezone.now())
    confirm_full(actor=betty, overview_id=asked.pk, at=timezone.now())
    _full(logged_in(bob), request)

    page = logged_in(fleur).get(reverse("accountability:everything")).content.decode()

    for shown in ("bob", "betty", REASON, str(request.person_id), "1 keer", f"{MOST_A_DAY} keer per dag"):
        assert shown in page
    assert "Voorbeeldska" not in page
    other = logged_in(fleur).get(reverse("accountability:everything"), {"user": str(betty.user_id)}).content.decode()
    assert REASON not in other


def test_only_the_officer_of_that_organisation_sees_the_list(bob, pim, paula, sofie, asks, logged_in) -> None:
    ask_full(actor=bob, request_id=asks().pk, reason=REASON, at=timezone.now())

    for actor in (bob, paula, sofie):
        assert logged_in(actor).get(reverse("accountability:everything")).status_code == 403
    assert REASON not in logged_in(pim).get(reverse("accountability:everything")).content.decode()


def test_other_organisations_and_roles_neither_see_confirm_nor_open_it(
    bob, betty, wim, sofie, fleur, alice, asks, logged_in
) -> None:
    request = asks()
    asked = ask_full(actor=bob, request_id=request.pk, reason=REASON, at=timezone.now())
    Membership.objects.filter(user_id=wim.user_id).update(role=REGISTRATION_CLERK)
    Membership.objects.filter(user_id=alice.user_id).update(role=PROVIDER_ADMINISTRATOR)

    for actor, status in ((wim, 404), (alice, 404), (sofie, 403), (fleur, 403)):
        client = logged_in(actor)
        for name, identifier in (
            ("full-ask", request.pk), ("full-confirm", asked.pk), ("full-end", asked.pk), ("everything", request.pk)
        ):  # fmt: skip
            assert (
                client.post(reverse(f"rights:{name}", args=[identifier]), {"reason": REASON, **FILE}).status_code
                == status
            )
    asked.refresh_from_db()
    assert (asked.confirmed_at, asked.ended_at) == (None, None)


def test_of_another_kind_of_request_or_an_answered_one_nothing_is_asked_or_opened(bob, betty, asks) -> None:
    other, answered = asks(kind=RequestKind.CORRECTION), asks("Anderska")
    asked = ask_full(actor=bob, request_id=answered.pk, reason=REASON, at=timezone.now())
    confirm_full(actor=betty, overview_id=asked.pk, at=timezone.now())
    answer(actor=bob, request_id=answered.pk, outcome=RequestOutcome.GRANTED, text="Gegeven", at=timezone.now())

    _refused("request_unknown", ask_full, actor=bob, request_id=other.pk, reason=REASON)
    _refused("request_answered", open_full, actor=bob, request_id=answered.pk)


def test_the_worker_sees_in_the_overview_that_everything_was_opened_and_why(bob, betty, asks, logged_in) -> None:
    request, own = asks(), logged_in(bob)
    asked = ask_full(actor=bob, request_id=request.pk, reason=REASON, at=timezone.now())
    confirm_full(actor=betty, overview_id=asked.pk, at=timezone.now())

    (row,) = _full(own, request).json()["opened_in_full"]
    later = dossier_of(actor=bob, person=request.person_id, full=False, at=timezone.now())["opened_in_full"]

    assert (row["organisation"], row["reason"], row["confirmed_by_a_second_person"]) == ("Gemeente Venlo", REASON, True)
    assert [one["reason"] for one in later] == [REASON]
    assert own.post(reverse("rights:everything", args=[request.pk]), {**FILE, "form": "pdf"}).content.startswith(
        b"%PDF"
    )


def test_the_words_go_with_the_request_and_that_it_happened_stays(bob, fleur, asks) -> None:
    request, today = asks(), timezone.localdate()
    ask_full(actor=bob, request_id=request.pk, reason=REASON, at=timezone.now())
    open_full(actor=bob, request_id=request.pk, at=timezone.now())
    set_term(actor=fleur, purpose=ANSWER_REQUEST, number=30, unit="days", ground="Proef", at=timezone.now())
    answer(actor=bob, request_id=request.pk, outcome=RequestOutcome.GRANTED, text="Gedaan", at=timezone.now())

    shred(on=today + timedelta(days=31), at=timezone.now())

    kept = FullOverview.objects.get()
    assert (kept.person_id, kept.reason, kept.times_opened, kept.asked_by) == (None, "", 1, bob.user_id)
