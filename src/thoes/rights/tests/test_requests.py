"""Requests of workers: taken at a desk, with a term that nobody forgets, an overview that crosses no border unasked."""

import io
import json
from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader
from tests.courses.permissions import COURSE_ENROLMENT

from thoes.accounts.models import Membership
from thoes.accounts.public import PROVIDER_ADMINISTRATOR, actor_of
from thoes.housing.public import KEEP_NIGHT_REGISTER
from thoes.kernel.refusals import Refusal
from thoes.privacy.models import ProcessingRecord
from thoes.privacy.public import ANSWER_REQUEST, all_purposes, as_tenant, set_term, shred
from thoes.privacy.tests.acting import look_at
from thoes.register.models import Person, Worker
from thoes.register.public import REGISTRATION_CLERK, Declared, DeclaredWorker, check_in, find_duplicates, merge_workers
from thoes.registration.models import BrpRegistration, FollowUp
from thoes.rights.documents.overview import OVERVIEW, _Days, _details, overview_pdf
from thoes.rights.gathering import dossier_of
from thoes.rights.models import Proof, Request, RequestKind, RequestOutcome
from thoes.rights.services import Asked, answer, extend, last_day, reopen, take_request

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture
def today() -> date:
    return timezone.localdate()


@pytest.fixture
def hanna(alice):
    """Administrator of Alice's housing provider."""
    membership = Membership.objects.get(user_id=alice.user_id)
    membership.role = PROVIDER_ADMINISTRATOR
    membership.save()
    return actor_of(membership)


@pytest.fixture
def sleep(today):
    def sleep(actor, site, family="Voorbeeldska", *, arrived=30, left=None) -> Worker:
        line = Declared(
            site_id=site.pk,
            arrival=today - timedelta(days=arrived),
            departure=today - timedelta(days=left) if left else None,
            worker=DeclaredWorker(family_name=family, given_name="Anna", residence="Opole", document_kind="passport"),
        )
        _, (result,) = check_in(actor=actor, arrivals=[line], at=timezone.now(), nonce=None)
        assert result.refusal is None
        return Worker.objects.get(stays__stay_id=result.stay_id)

    return sleep


@pytest.fixture
def two_places(alice, charlie, bob, site, weert, other_provider, make_site, sleep, venlo):
    """One person: now in Venlo at Alice's, before in Weert at Charlie's, known to be the same; looked at by both."""
    there = sleep(charlie, make_site(other_provider, weert), arrived=90, left=60)
    here = sleep(alice, site)
    # Weert's site is outside Venlo, so the two housing providers' workers are joined by hand, as a merge would.
    Worker.objects.filter(pk=there.pk).update(person=here.person_id)
    for actor in (alice, charlie):
        look_at(
            actor=actor, activity="test", purpose=KEEP_NIGHT_REGISTER, persons=[here.person_id],
            at=timezone.now(),
        )  # fmt: skip
    for place in (venlo, weert):
        FollowUp.objects.create(
            person_id=here.person_id, municipality=place, state="informed", on=timezone.localdate(),
            next_on=timezone.localdate(), batch=uuid4(), recorded_at=timezone.now(),
        )  # fmt: skip
    BrpRegistration.objects.create(
        person_id=here.person_id, municipality=venlo, registered_on=timezone.localdate(), recorded_at=timezone.now()
    )
    return here.person_id


def _take(actor, person, kind=RequestKind.ACCESS, *, text="", received_on=None):
    asked = Asked(kind, received_on or timezone.localdate(), Proof.PASSPORT, text)
    with as_tenant(actor, ANSWER_REQUEST):
        return take_request(actor=actor, person_id=person, asked=asked, at=timezone.now(), nonce=uuid4())


def test_a_desk_hears_when_more_people_have_the_name_than_are_shown(alice, bob, site, sleep, logged_in) -> None:
    for place in range(21):
        sleep(alice, site, f"Testowska{chr(97 + place)}", arrived=60 - place, left=59 - place)
    page = logged_in(bob)

    cut = page.get(reverse("rights:search"), {"q": "testowska"}).content.decode()
    whole = page.get(reverse("rights:search"), {"q": "testowskab"}).content.decode()

    assert "De eerste 20 personen" in cut
    assert "Typ meer letters" in cut
    assert "1 persoon gevonden" in whole
    assert "Typ meer letters" not in whole


def test_cancelling_a_request_leads_back_to_the_requests(alice, bob, site, sleep, logged_in) -> None:
    worker = sleep(alice, site)

    shown = logged_in(bob).get(reverse("rights:new", args=[worker.person_id])).content.decode()

    assert f'class="nl-button nl-button--secondary" href="{reverse("rights:requests")}"' in shown


def _text(pdf: bytes) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)


@pytest.mark.parametrize(
    ("received", "due"),
    [
        ("2026-01-13", "2026-02-13"),
        ("2026-01-14", "2026-02-16"),
        ("2026-01-15", "2026-02-16"),
        ("2026-01-31", "2026-03-02"),
        ("2026-04-14", "2026-05-18"),
        ("2026-12-31", "2027-02-01"),
        ("2028-01-30", "2028-02-29"),
    ],
)
def test_a_request_is_answered_within_a_month_that_does_not_end_on_a_free_day(received, due) -> None:
    assert last_day(date.fromisoformat(received)).isoformat() == due


def test_the_overview_of_a_provider_holds_its_own_rows_only(hanna, two_places) -> None:
    found = dossier_of(actor=hanna, person=two_places, full=False, at=timezone.now())

    assert [stay["municipality"] for stay in found["stays"]] == ["Venlo"]
    assert (found["desk"], found["registrations"], found["duty"]) == ([], [], [])
    assert {access["organisation"] for access in found["accesses"]} == {"Huisvester Voorbeeld"}
    assert "Anders" not in json.dumps(found)


def test_the_overview_of_a_municipality_holds_what_it_may_see(bob, two_places) -> None:
    found = dossier_of(actor=bob, person=two_places, full=False, at=timezone.now())

    assert [stay["municipality"] for stay in found["stays"]] == ["Venlo"]
    assert [step["municipality"] for step in found["desk"]] == ["Venlo"]
    assert [row["municipality"] for row in found["registrations"]] == ["Venlo"]
    assert "Weert" not in json.dumps(found)


def test_the_full_overview_joins_all_of_this_person_and_nobody_else(bob, two_places, sleep, alice, site) -> None:
    sleep(alice, site, "Iemandanders")

    found = dossier_of(actor=bob, person=two_places, full=True, at=timezone.now())

    assert {stay["municipality"] for stay in found["stays"]} == {"Venlo", "Weert"}
    assert {access["organisation"] for access in found["accesses"]} == {"Huisvester Voorbeeld", "Huisvester Anders"}
    assert {row["name"] for row in found["controllers"]} == {
        "Huisvester Voorbeeld", "Huisvester Anders", "Venlo", "Weert",
    }  # fmt: skip
    assert "Iemandanders" not in json.dumps(found)


def test_a_provider_never_gets_the_full_overview(hanna, two_places, logged_in) -> None:
    request = _take(hanna, two_places)

    with pytest.raises(PermissionError):
        dossier_of(actor=hanna, person=two_places, full=True, at=timezone.now())
    url = reverse("rights:overview", args=[request.pk])
    answered = logged_in(hanna).get(url, {"language": "en", "form": "json", "full": "on"})
    assert answered.json()["scope"] == "own organisation"


@pytest.mark.parametrize("language", OVERVIEW.languages)
def test_the_overview_is_an_accessible_pdf_in_the_language_of_the_worker(bob, two_places, language) -> None:
    found = dossier_of(actor=bob, person=two_places, full=True, at=timezone.now())

    pdf = overview_pdf(found, language=language, made_at=timezone.now())

    read, text = PdfReader(io.BytesIO(pdf)), _text(pdf)
    assert read.trailer["/Root"]["/Lang"].startswith(language)
    assert read.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert "Voorbeeldska" in text
    assert OVERVIEW.wording(language)["sections"]["recipients"] in text
    assert language == "nl" or OVERVIEW.wording(language).notice.rstrip(".") in text


@pytest.mark.parametrize(("language", "word"), [("nl", "Poolse"), ("en", "Polish"), ("pl", "Polska"), ("de", "Polen")])
def test_the_overview_says_a_nationality_in_a_word(language, word) -> None:
    wording = OVERVIEW.wording(language)
    row = {**dict.fromkeys(wording["fields"], ""), "provider": "Testhoeve", "nationality": "PL"}

    assert _details([row], wording, _Days(language)) == [["Testhoeve", wording["fields"]["nationality"], word]]


def test_the_overview_has_words_for_every_purpose() -> None:
    texts = OVERVIEW.wording("nl")

    # A module without words of its own here is called what it calls itself.
    assert set(all_purposes()) - {COURSE_ENROLMENT} <= set(texts["purposes"]) & set(texts["given"])


def test_handing_out_is_logged_with_its_purpose_and_shows_itself(bob, two_places, logged_in) -> None:
    request = _take(bob, two_places)

    page = logged_in(bob).get(
        reverse("rights:overview", args=[request.pk]), {"language": "pl", "form": "json", "full": "on"}
    )

    assert page.json()["scope"] == "own organisation"
    record = ProcessingRecord.objects.get(activity="rights.overview")
    assert (record.purpose, record.person_id) == (ANSWER_REQUEST, two_places)
    assert ANSWER_REQUEST in {access["purpose"] for access in page.json()["accesses"]}
    assert "Voorbeeldska" not in page["Content-Disposition"]


def test_the_overview_finds_what_hangs_on_a_person_of_before_a_merge(alice, bob, site, sleep, venlo) -> None:
    one, other = sleep(alice, site, arrived=40, left=35), sleep(alice, site, "Voorbeeldskaa")
    find_duplicates(at=timezone.now())
    for worker in (one, other):
        FollowUp.objects.create(
            person_id=worker.person_id, municipality=venlo, state="informed", on=timezone.localdate(),
            next_on=timezone.localdate(), batch=uuid4(), recorded_at=timezone.now(),
        )  # fmt: skip
    request = _take(bob, one.person_id)
    merge_workers(actor=alice, first=one.pk, second=other.pk, at=timezone.now())

    found = dossier_of(actor=bob, person=request.person_id, full=False, at=timezone.now())

    assert (len(found["details"]), len(found["desk"]), len(found["requests"])) == (2, 2, 1)


def test_a_correction_says_what_is_wrong_and_holds_no_bsn(bob, two_places) -> None:
    for text, code in (("  ", "request_says_nothing"), ("Mijn BSN is 111222333", "bsn_not_allowed")):
        with pytest.raises(Refusal) as refused:
            _take(bob, two_places, RequestKind.CORRECTION, text=text)
        assert refused.value.code == code


def test_a_request_of_tomorrow_is_refused(bob, two_places, today) -> None:
    with pytest.raises(Refusal) as refused:
        _take(bob, two_places, received_on=today + timedelta(days=1))
    assert refused.value.code == "received_later"


def test_the_term_is_made_longer_once_within_the_first_one_and_with_a_reason(bob, two_places, today) -> None:
    request = _take(bob, two_places)

    longer = extend(actor=bob, request_id=request.pk, reason="Veel verblijven", at=timezone.now())

    assert longer.due_on == last_day(today, key="avg.longest_answer_months")
    with pytest.raises(Refusal) as refused:
        extend(actor=bob, request_id=request.pk, reason="Nog eens", at=timezone.now())
    assert refused.value.code == "extended_already"
    late = _take(bob, two_places, received_on=today - timedelta(days=40))
    with pytest.raises(Refusal) as refused:
        extend(actor=bob, request_id=late.pk, reason="Te laat", at=timezone.now())
    assert refused.value.code == "extension_too_late"


def test_an_answer_can_be_taken_back(bob, two_places) -> None:
    request = _take(bob, two_places)
    answer(actor=bob, request_id=request.pk, outcome=RequestOutcome.GRANTED, text="Gegeven", at=timezone.now())
    with pytest.raises(Refusal):
        answer(actor=bob, request_id=request.pk, outcome=RequestOutcome.REFUSED, text="Anders", at=timezone.now())

    again = reopen(actor=bob, request_id=request.pk)

    assert (again.outcome, again.answered_at) == ("", None)


def test_the_same_request_sent_twice_is_one(bob, two_places, logged_in, today) -> None:
    client, nonce = logged_in(bob), uuid4()
    form = {
        "kind": "objection", "text": "Ik wil dit niet", "received_on": today.isoformat(), "proof": "passport",
        "checked": "on", "nonce": str(nonce),
    }  # fmt: skip

    for _ in range(2):
        assert client.post(reverse("rights:new", args=[two_places]), form).status_code == 302

    assert Request.objects.get().due_on == last_day(today)


def test_without_a_check_of_identity_nothing_is_written_down(bob, two_places, logged_in, today) -> None:
    form = {"kind": "access", "received_on": today.isoformat(), "proof": "passport", "nonce": str(uuid4())}

    page = logged_in(bob).post(reverse("rights:new", args=[two_places]), form)

    assert page.context["form"].errors["checked"]
    assert Request.objects.count() == 0


def test_the_list_puts_the_late_ones_on_top_and_counts_them(bob, two_places, logged_in, today) -> None:
    _take(bob, two_places)
    late = _take(bob, two_places, received_on=today - timedelta(days=40))

    page = logged_in(bob).get(reverse("rights:requests"))

    assert page.context["listing"].shown[0]["request"].pk == late.pk
    assert page.context["late"] == 1


def test_a_clerk_goes_from_the_search_to_the_answer(bob, two_places, logged_in, today) -> None:
    client = logged_in(bob)
    found = client.get(reverse("rights:search"), {"q": "voorbeeldska anna"})
    assert [one.person_id for one in found.context["found"]] == [two_places]
    form = {
        "kind": "access", "received_on": today.isoformat(), "proof": "passport", "checked": "on", "nonce": str(uuid4())
    }  # fmt: skip
    page = client.post(reverse("rights:new", args=[two_places]), form, follow=True)
    request = page.context["row"]

    pdf = client.get(reverse("rights:overview", args=[request.pk]), {"language": "pl", "form": "pdf"})
    done = client.post(
        reverse("rights:request", args=[request.pk]), {"outcome": "granted", "answer": "Overzicht gegeven"}, follow=True
    )

    assert pdf.content.startswith(b"%PDF")
    assert Request.objects.get().outcome == "granted"
    assert b"reopen" in done.content
    # Once it was answered nothing is handed out any more.
    again = client.get(reverse("rights:overview", args=[request.pk]), {"language": "pl", "form": "pdf"})
    assert again.status_code == 404


def test_another_provider_and_another_municipality_see_nothing_of_it(
    hanna, charlie, wim, bob, two_places, logged_in
) -> None:
    request = _take(hanna, two_places)
    for actor, role in ((charlie, PROVIDER_ADMINISTRATOR), (wim, REGISTRATION_CLERK), (bob, None)):
        if role:
            Membership.objects.filter(user_id=actor.user_id).update(role=role)
        client = logged_in(actor)
        assert client.get(reverse("rights:request", args=[request.pk])).status_code == 404
        assert client.get(reverse("rights:overview", args=[request.pk]), {"language": "nl"}).status_code == 404
        assert client.post(reverse("rights:reopen", args=[request.pk])).status_code == 404
        assert client.get(reverse("rights:requests")).context["listing"].shown == []


def test_who_never_slept_here_cannot_be_found_or_asked_for(
    bob, charlie, weert, other_provider, make_site, sleep, logged_in
):
    elsewhere = sleep(charlie, make_site(other_provider, weert), "Weertska")
    client = logged_in(bob)

    assert client.get(reverse("rights:search"), {"q": "weertska"}).context["found"] == []
    assert client.get(reverse("rights:new", args=[elsewhere.person_id])).status_code == 404
    with pytest.raises(Refusal) as refused:
        _take(bob, elsewhere.person_id)
    assert refused.value.code == "person_unknown"


def test_only_who_answers_requests_has_these_pages(alice, sofie, vera, paula, logged_in) -> None:
    for name in ("rights:requests", "rights:search"):
        for actor in (alice, sofie, vera, paula):
            assert logged_in(actor).get(reverse(name)).status_code == 403
        assert Client().get(reverse(name)).status_code == 302


def test_the_list_asks_a_fixed_number_of_queries(
    alice, bob, site, sleep, logged_in, make_site, provider, venlo, django_assert_max_num_queries
) -> None:
    roomy = make_site(provider, venlo, rooms=3, beds=4)
    for number in range(8):
        _take(bob, sleep(alice, roomy, f"Voorbeeld{chr(97 + number)}").person_id)
    client = logged_in(bob)

    with django_assert_max_num_queries(26):
        client.get(reverse("rights:requests"))


def test_who_waits_for_an_answer_is_not_erased_and_an_old_request_is(hanna, site, sleep, today) -> None:
    worker = sleep(hanna, site, arrived=300, left=200)
    request = _take(hanna, worker.person_id, RequestKind.CORRECTION, text="Voorbeeldska moet met een y")
    for purpose in (KEEP_NIGHT_REGISTER, ANSWER_REQUEST):
        set_term(actor=hanna, purpose=purpose, number=30, unit="days", ground="Proef", at=timezone.now())
    assert shred(on=today, at=timezone.now()) == 0

    answer(actor=hanna, request_id=request.pk, outcome=RequestOutcome.GRANTED, text="Gedaan", at=timezone.now())
    assert shred(on=today, at=timezone.now()) == 1
    # The request keeps the number alive until its own term is over; then nothing leads to it any more.
    assert Person.objects.filter(pk=worker.person_id).exists()
    assert shred(on=today + timedelta(days=31), at=timezone.now()) == 1

    request.refresh_from_db()
    assert (request.person_id, request.text, request.answer) == (None, "", "")
    assert not Person.objects.filter(pk=worker.person_id).exists()


@pytest.mark.parametrize(
    ("kind", "words"),
    [("erasure", "eerder wissen kan niet met een knop"), ("restriction", "sluit zelf geen gegevens af")],
)
def test_to_erase_and_to_restrict_can_be_asked_has_a_last_day_and_says_what_to_do(
    kind, words, bob, two_places, logged_in, today
) -> None:
    client = logged_in(bob)
    form = {
        "kind": kind, "text": "Alles van vorig jaar", "received_on": today.isoformat(), "proof": "passport",
        "checked": "on", "nonce": str(uuid4()),
    }  # fmt: skip

    client.post(reverse("rights:new", args=[two_places]), form)

    request = Request.objects.get()
    assert (request.kind, request.due_on) == (kind, last_day(today))
    assert words in client.get(reverse("rights:request", args=[request.pk])).content.decode()
