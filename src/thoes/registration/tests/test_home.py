"""Everything follows where somebody lives now: the worklist, letters, sessions, the labour supplier's answer, the names."""

import io
from datetime import datetime, timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader

from thoes.housing.public import KEEP_NIGHT_REGISTER
from thoes.privacy.public import as_tenant
from thoes.register.public import (
    Correction,
    Declared,
    DeclaredWorker,
    Stay,
    check_in,
    check_out,
    correct_stay,
    merge_workers,
    undo_change,
)
from thoes.registration.early_notices import early_notices_of
from thoes.registration.models import Assessment, BrpRegistration, EffectCount
from thoes.registration.people import people_here
from thoes.registration.queries import names_of, worklist
from thoes.registration.services import assess_persons, count_effect
from thoes.rules.registration_duty import duty_parameters_on
from thoes.rules.terms import last_day_of_term

pytestmark = pytest.mark.django_db


def today():
    return timezone.localdate()


def ago(days):
    return today() - timedelta(days=days)


def stay_of(assessment):
    return Stay.objects.get(worker__person=assessment.person_id, known_until=None)


def leave(alice, assessment, *, days_ago):
    stay = Stay.objects.get(worker__person=assessment.person_id, known_until=None, departure=None)
    check_out(actor=alice, stay_ids=[stay.stay_id], departure=ago(days_ago), at=timezone.now(), nonce=None)


def come(actor, site, *, worker_id=None, name="", days_ago, expected=None, at=None):
    line = Declared(
        site_id=site.pk,
        arrival=ago(days_ago),
        worker_id=worker_id,
        worker=DeclaredWorker(family_name=name) if name else None,
        expected_departure=expected,
    )
    _, (result,) = check_in(actor=actor, arrivals=[line], at=at or timezone.now(), nonce=None)
    return Stay.objects.get(stay_id=result.stay_id, known_until=None)


def move(alice, assessment, site, *, days_ago):
    worker = stay_of(assessment).worker_id
    leave(alice, assessment, days_ago=days_ago)
    come(alice, site, worker_id=worker, days_ago=days_ago)
    return Assessment.objects.get(pk=assessment.pk)


def test_who_moved_last_week_stands_on_the_worklist_of_the_new_municipality_only(
    arrive, provider, site, weert, make_site, alice, bob, wim
) -> None:
    new = make_site(provider, weert)

    moved = move(alice, arrive(site, "Testowska", nights_ago=160), new, days_ago=7)

    assert (moved.site, moved.municipality, moved.is_present, moved.status) == (new, weert, True, "duty_counted")
    assert (worklist(bob).count(), worklist(wim).count()) == (0, 1)


def test_a_planned_stay_does_not_move_anybody(arrive, provider, site, weert, make_site, alice) -> None:
    found = arrive(site, "Testowska", nights_ago=160)
    worker = stay_of(found).worker_id
    leave(alice, found, days_ago=-1)

    come(alice, make_site(provider, weert), worker_id=worker, days_ago=-1)

    assert Assessment.objects.get().site == site


@pytest.fixture
def at_two_sites(arrive, site, alice, charlie, other_provider, venlo, make_site, bob):
    """Somebody with a bed at `site`, and since last week one at another housing provider's site under another spelling."""
    first = arrive(site, "Testowska", nights_ago=60)
    later = come(charlie, make_site(other_provider, venlo), name="Testowska-Nowa", days_ago=7)
    merge_workers(actor=bob, first=stay_of(first).worker_id, second=later.worker_id, at=timezone.now())
    return Assessment.objects.get(), later.site


def test_of_two_beds_the_latest_arrival_is_home_and_the_page_tells_the_other(
    at_two_sites, site, bob, logged_in
) -> None:
    found, later_site = at_two_sites

    page = logged_in(bob).get(reverse("registration:person", args=[found.person_id])).content.decode()

    assert found.site == later_site
    assert "Heeft ook een bed in" in page
    assert site.name in page


def test_the_name_and_the_addresses_are_those_of_home(at_two_sites, bob) -> None:
    found, later_site = at_two_sites

    assert names_of([found.person_id], actor=bob) == {found.person_id: "Testowska-Nowa"}
    assert people_here(bob)[found.person_id].sites[-1] == later_site.name


def test_who_left_has_a_last_known_place_with_the_day(arrive, site, alice, bob, logged_in) -> None:
    found = arrive(site, "Testowska", nights_ago=160)
    leave(alice, found, days_ago=3)
    client = logged_in(bob)

    page = client.get(reverse("registration:person", args=[found.person_id])).content.decode()
    listed = client.get(reverse("registration:worklist"), {"tab": "gone"}).content.decode()
    exported = client.get(reverse("registration:worklist"), {"tab": "gone", "file": "csv"}).content.decode("utf-8-sig")

    assert "Laatst bekende plek" in page
    assert "laatst bekende plek" in listed
    assert ago(3).isoformat() in exported


def test_who_left_or_moved_gets_no_invitation_to_a_session(
    arrive, provider, site, venlo, make_site, alice, bob, logged_in
) -> None:
    large = make_site(provider, venlo, rooms=2, beds=2)
    people = [arrive(large, name, nights_ago=150) for name in ("Testowska", "Voorbeeldova", "Andersova")]
    client, session = logged_in(bob), uuid4()
    form = {"session": session, "on": (today() + timedelta(days=7)).isoformat(), "starts": "18:00", "slot_minutes": 10}
    ticks = [f"{person.person_id}:" for person in people]
    client.post(reverse("registration:plan-session", args=[large.pk]), {**form, "desks": 1, "person": ticks})
    leave(alice, people[0], days_ago=1)
    move(alice, people[1], site, days_ago=1)

    told = client.get(reverse("registration:session-messages", args=[session])).content.decode()
    page = client.get(reverse("registration:session", args=[session])).content.decode()
    door = PdfReader(io.BytesIO(client.get(reverse("registration:attendance", args=[session])).content)).pages[0]

    assert door.extract_text().count("woont hier niet meer") == 2
    assert [name in told for name in ("Testowska", "Voorbeeldova", "Andersova")] == [False, False, True]
    assert page.count("Woont hier niet meer") == 2


def test_no_letter_is_offered_to_who_left(arrive, site, alice, bob, logged_in) -> None:
    stays, gone = arrive(site, "Testowska", nights_ago=160), arrive(site, "Wegska", nights_ago=160)
    leave(alice, gone, days_ago=1)
    pages = [
        logged_in(bob).get(reverse("registration:person", args=[found.person_id])).content.decode()
        for found in (stays, gone)
    ]

    assert [reverse("registration:letters") in page for page in pages] == [True, False]
    assert "Een brief maken kan niet" in pages[1]


def test_nobody_is_put_on_the_list_of_a_session_where_they_do_not_live(arrive, site, alice, bob, logged_in) -> None:
    here, gone = arrive(site, "Testowska", nights_ago=150), arrive(site, "Voorbeeldova", nights_ago=150)
    leave(alice, gone, days_ago=1)
    client, session = logged_in(bob), uuid4()
    form = {"session": session, "on": (today() + timedelta(days=7)).isoformat(), "starts": "18:00", "slot_minutes": 10}

    ticks = [f"{person.person_id}:" for person in (here, gone)]
    answer = client.post(
        reverse("registration:plan-session", args=[site.pk]), {**form, "desks": 1, "person": ticks}, follow=True
    ).content.decode()

    assert "woont nu niet op deze locatie" in answer
    assert set(worklist(bob).filter(state="appointment").values_list("person_id", flat=True)) == {here.person_id}


@pytest.mark.parametrize(("moved_ago", "status"), [(-1, "registered"), (0, "moved"), (1, "moved")])
def test_a_registered_person_moved_from_the_day_on_which_they_live_elsewhere(
    arrive, provider, site, venlo, make_site, alice, moved_ago, status
) -> None:
    found = arrive(site, "Testowska", nights_ago=60)
    BrpRegistration.objects.create(
        person_id=found.person_id, municipality=venlo, registered_on=ago(50), recorded_at=timezone.now()
    )

    moved = move(alice, found, make_site(provider, venlo), days_ago=moved_ago)

    assert moved.status == status
    assert moved.duty_from == (ago(moved_ago) if status == "moved" else None)


def test_the_page_of_who_is_registered_speaks_of_a_report_and_not_of_registering(
    arrive, provider, site, venlo, make_site, alice, bob, logged_in
) -> None:
    found = arrive(site, "Testowska", nights_ago=60)
    BrpRegistration.objects.create(
        person_id=found.person_id, municipality=venlo, registered_on=ago(50), recorded_at=timezone.now()
    )
    moved = move(alice, found, make_site(provider, venlo), days_ago=20)

    page = logged_in(bob).get(reverse("registration:person", args=[moved.person_id])).content.decode()

    assert all(words in page for words in ("Verhuisd op", "Uiterlijk melden", "Woont op"))
    assert not any(words in page for words in ("Uiterlijk inschrijven", "Waar inschrijven", "<dt>Sinds"))


@pytest.mark.parametrize("is_registered", [True, False])
def test_nobody_is_asked_to_look_for_who_left_and_has_nothing_to_do(
    arrive, site, venlo, alice, bob, logged_in, is_registered
) -> None:
    found = arrive(site, "Testowska", nights_ago=160)
    if is_registered:
        BrpRegistration.objects.create(
            person_id=found.person_id, municipality=venlo, registered_on=ago(50), recorded_at=timezone.now()
        )
    leave(alice, found, days_ago=3)

    page = logged_in(bob).get(reverse("registration:person", args=[found.person_id]))

    assert page.context["line"].assessment.is_present is False
    assert ("Zoek uit waar deze persoon woont" in page.content.decode()) is not is_registered


def test_another_bed_at_the_new_site_leaves_the_move_where_it_was(
    arrive, provider, site, venlo, make_site, alice
) -> None:
    found, new = arrive(site, "Testowska", nights_ago=60), make_site(provider, venlo)
    BrpRegistration.objects.create(
        person_id=found.person_id, municipality=venlo, registered_on=ago(50), recorded_at=timezone.now()
    )
    moved = move(alice, found, new, days_ago=30)
    worker = Stay.objects.get(worker__person=found.person_id, known_until=None, departure=None).worker_id
    leave(alice, moved, days_ago=10)
    come(alice, new, worker_id=worker, days_ago=10)

    assert Assessment.objects.filter(pk=found.pk).values_list("status", "duty_from").get() == ("moved", ago(30))


def test_who_came_back_to_the_registered_site_moved_nowhere(arrive, provider, site, venlo, make_site, alice) -> None:
    found = arrive(site, "Testowska", nights_ago=60)
    BrpRegistration.objects.create(
        person_id=found.person_id, municipality=venlo, registered_on=ago(50), recorded_at=timezone.now()
    )
    moved = move(alice, found, make_site(provider, venlo), days_ago=30)
    worker = Stay.objects.filter(worker__person=found.person_id, known_until=None).first().worker_id
    leave(alice, moved, days_ago=10)
    come(alice, site, worker_id=worker, days_ago=10)

    assert Assessment.objects.get(pk=found.pk).status == "registered"


def noon(days_ago):
    return timezone.make_aware(datetime.combine(ago(days_ago), datetime.min.time())) + timedelta(hours=12)


def expect(alice, stay, until, *, days_ago):
    correction = Correction(stay.arrival, stay.departure, until, stay.bed_id, stay.employer_id)
    return correct_stay(actor=alice, stay_id=stay.stay_id, correction=correction, at=noon(days_ago), nonce=None)


@pytest.fixture
def staying(site, alice):
    """Somebody who came thirty days ago, and of whom nothing was expected then."""
    return come(alice, site, name="Testowska", days_ago=30, at=noon(30))


def found():
    assess_persons(persons=None, on=today())
    return Assessment.objects.values_list("status", "code", "expected_from").get()


def test_an_expectation_entered_three_weeks_after_the_arrival_gives_a_duty_from_that_day(alice, staying) -> None:
    expect(alice, staying, today() + timedelta(days=150), days_ago=9)

    assert found() == ("duty_expected", "stay_expected_later", ago(9))


def test_the_page_and_the_letter_say_on_which_day_it_became_known(alice, staying, bob, logged_in) -> None:
    expect(alice, staying, today() + timedelta(days=150), days_ago=9)
    found()
    person = Assessment.objects.get().person_id

    page = logged_in(bob).get(reverse("registration:person", args=[person])).content.decode()

    assert "werd bekend dat het verblijf naar verwachting duurt tot" in page


@pytest.mark.parametrize(("days_after", "status"), [(-1, "none"), (0, "none"), (1, "duty_expected")])
def test_an_expectation_taken_back_in_the_register_gives_a_duty_only_after_the_term(
    alice, staying, days_after, status
) -> None:
    last_day = last_day_of_term(ago(20), duty_parameters_on(today()).register_term)
    expect(alice, staying, today() + timedelta(days=150), days_ago=20)

    taken_back = (today() - last_day).days - days_after
    expect(alice, Stay.objects.get(known_until=None), None, days_ago=taken_back)

    assert found()[0] == status


def test_a_typing_error_mended_on_the_same_day_gives_no_duty(alice, staying) -> None:
    expect(alice, staying, today() + timedelta(days=1500), days_ago=9)
    expect(alice, Stay.objects.get(known_until=None), today() + timedelta(days=15), days_ago=9)

    assert found()[0] == "none"


def test_what_an_undone_change_said_was_never_expected(alice, staying) -> None:
    change = expect(alice, staying, today() + timedelta(days=150), days_ago=20)
    undo_change(actor=alice, change_id=change.pk, at=noon(1))

    assert found()[0] == "none"


def test_a_check_in_that_is_written_down_late_counts_from_the_day_on_which_it_was(site, alice) -> None:
    come(alice, site, name="Testowska", days_ago=30, expected=today() + timedelta(days=150), at=noon(12))

    assert found() == ("duty_expected", "stay_expected_later", ago(12))


def test_the_day_of_an_expectation_is_one_in_the_netherlands(site, alice) -> None:
    just_after_midnight = timezone.make_aware(datetime.combine(ago(12), datetime.min.time())) + timedelta(minutes=30)

    come(alice, site, name="Testowska", days_ago=30, expected=today() + timedelta(days=150), at=just_after_midnight)

    assert found()[2] == ago(12)


def test_a_list_that_brings_somebody_in_knows_of_the_day_at_once(site, alice) -> None:
    come(alice, site, name="Testowska", days_ago=30, expected=today() + timedelta(days=150))

    assert Assessment.objects.values_list("code", "expected_from").get() == ("stay_expected_later", today())


def test_the_effect_counts_an_expected_duty_from_the_day_on_which_it_became_known(alice, staying, venlo) -> None:
    expect(alice, staying, today() + timedelta(days=150), days_ago=9)

    obliged = {}
    for days_ago in (10, 9, 0):
        count_effect(on=ago(days_ago))
        counted = EffectCount.objects.filter(municipality=venlo, provider=None, on=ago(days_ago))
        obliged[days_ago] = sum(counted.values_list("obliged", flat=True))

    assert obliged == {10: 0, 9: 1, 0: 1}


def test_a_provider_is_told_from_the_day_on_which_it_became_known(alice, staying) -> None:
    expect(alice, staying, today() + timedelta(days=150), days_ago=9)

    with as_tenant(alice, KEEP_NIGHT_REGISTER):
        (site,) = early_notices_of(alice, on=today())

    assert [early_notice.on for early_notice in site.reached] == [ago(9)]


def test_of_an_expectation_elsewhere_no_day_of_leaving_is_told(
    alice, staying, provider, weert, make_site, wim, logged_in
) -> None:
    until = today() + timedelta(days=150)
    expect(alice, staying, until, days_ago=9)
    check_out(actor=alice, stay_ids=[staying.stay_id], departure=ago(2), at=timezone.now(), nonce=None)
    come(alice, make_site(provider, weert), worker_id=staying.worker_id, days_ago=2)
    assessment = Assessment.objects.get()

    page = logged_in(wim).get(reverse("registration:person", args=[assessment.person_id])).content.decode()

    assert (assessment.municipality, assessment.code) == (weert, "stay_expected_later")
    assert until.isoformat() not in str(assessment.facts)
    assert "werd bekend dat het verblijf naar verwachting minstens 122 nachten duurt" in page
