"""The housing provider's pages: what they show, to whom, and that a slip can be taken back."""

import uuid
from datetime import datetime, time, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.formats import date_format

from thoes.housing.models import Bed
from thoes.kernel.nights import current_night
from thoes.privacy.models import ProcessingRecord
from thoes.register.models import Change, Stay, Worker
from thoes.register.nationalities import nationalities
from thoes.register.public import Declared, DeclaredWorker, check_in, check_out

pytestmark = pytest.mark.django_db


def fields(site, **other):
    bed = Bed.objects.filter(unit__site=site, stay=None).order_by("unit__position", "position").first()
    return {
        "family_name": "Testowska",
        "given_name": "Anna",
        "residence": "Opole",
        "document_kind": "passport",
        "arrival": current_night(timezone.localtime()).isoformat(),
        "bed": str(bed.pk),
        "nonce": str(uuid.uuid4()),
        **other,
    }


@pytest.fixture
def client_of_alice(alice, logged_in) -> Client:
    return logged_in(alice)


def test_a_worker_is_checked_in_and_stands_on_the_board(client_of_alice, site) -> None:
    answer = client_of_alice.post(reverse("register:check-in", args=[site.pk]), fields(site), follow=True)

    assert "Testowska, Anna" in answer.content.decode()
    assert Stay.objects.get().expected_departure is None


def test_a_bed_that_is_booked_for_later_is_not_offered_and_another_one_is_filled_in(client_of_alice, site) -> None:
    booked, free = Bed.objects.filter(unit__site=site).order_by("unit__position", "position")[:2]
    later = (current_night(timezone.localtime()) + timedelta(days=10)).isoformat()
    url = reverse("register:check-in", args=[site.pk])
    client_of_alice.post(url, fields(site, bed=str(booked.pk), arrival=later))

    board = client_of_alice.get(reverse("register:board", args=[site.pk])).content.decode()
    form = client_of_alice.get(url, {"bed": booked.pk})

    assert f"?bed={booked.pk}" not in board
    assert f"?bed={free.pk}" in board
    assert form.context["form"]["bed"].value() == str(free.pk)
    assert "Er is een ander vrij bed ingevuld" in form.content.decode()


def test_who_comes_in_after_midnight_arrives_in_the_night_that_goes_on(alice, logged_in, site, monkeypatch) -> None:
    today = timezone.localdate()
    one_o_clock = timezone.make_aware(datetime.combine(today, time(1)))
    monkeypatch.setattr(timezone, "now", lambda: one_o_clock)
    # Logged in afterwards: a session does not last from one o'clock at night until the real time of this test.
    page_of_alice = logged_in(alice)

    for page in ("register:check-in", "register:check-in-group"):
        shown = page_of_alice.get(reverse(page, args=[site.pk]))

        assert shown.context["form"]["arrival"].value() == today - timedelta(days=1)
        assert "Het is nog de nacht van" in shown.content.decode()


def test_after_midnight_every_page_of_the_day_shows_the_night_that_goes_on_and_says_so(
    alice, logged_in, site, monkeypatch
) -> None:
    today = timezone.localdate()
    one_o_clock = timezone.make_aware(datetime.combine(today, time(1)))
    monkeypatch.setattr(timezone, "now", lambda: one_o_clock)
    page_of_alice, night = logged_in(alice), today - timedelta(days=1)

    of_today = page_of_alice.get(reverse("register:today"))
    board = page_of_alice.get(reverse("register:board", args=[site.pk]))
    tonight = page_of_alice.get(reverse("register:tonight", args=[site.pk]))
    card = page_of_alice.get(reverse("housing:card", args=[site.pk])).content.decode()
    norms = page_of_alice.get(reverse("occupancy:norms")).content.decode()

    assert of_today.context["day"] == board.context["night"] == tonight.context["here"].day == night
    assert "Vanaf zes uur" in of_today.content.decode()
    assert "Vanaf zes uur" in board.content.decode()
    with translation.override("nl"):
        words = f"De nacht van {date_format(night, 'j F Y')}"
    assert words in card
    assert words in norms


def test_who_moves_after_midnight_sleeps_in_the_new_bed_in_the_night_that_goes_on(
    alice, logged_in, site, monkeypatch
) -> None:
    today = timezone.localdate()
    night = today - timedelta(days=1)
    one_o_clock = timezone.make_aware(datetime.combine(today, time(1)))
    monkeypatch.setattr(timezone, "now", lambda: one_o_clock)
    line = Declared(site_id=site.pk, arrival=night, worker=DeclaredWorker(family_name="Testowska"))
    check_in(actor=alice, arrivals=[line], at=one_o_clock, nonce=None)
    stay = Stay.objects.get()

    shown = logged_in(alice).get(reverse("register:move", args=[site.pk]), {"stay": stay.stay_id})

    assert shown.context["form"]["on"].value() == night


def test_at_six_in_the_morning_the_new_day_is_shown_without_a_remark(alice, logged_in, site, monkeypatch) -> None:
    today = timezone.localdate()
    six_o_clock = timezone.make_aware(datetime.combine(today, time(6)))
    monkeypatch.setattr(timezone, "now", lambda: six_o_clock)
    page_of_alice = logged_in(alice)

    of_today = page_of_alice.get(reverse("register:today"))
    board = page_of_alice.get(reverse("register:board", args=[site.pk]))

    assert of_today.context["day"] == board.context["night"] == today
    assert of_today.context["goes_on"] is board.context["goes_on"] is None


def test_in_the_evening_the_arrival_is_today_without_a_remark(alice, logged_in, site, monkeypatch) -> None:
    today = timezone.localdate()
    eleven_o_clock = timezone.make_aware(datetime.combine(today, time(23)))
    monkeypatch.setattr(timezone, "now", lambda: eleven_o_clock)

    shown = logged_in(alice).get(reverse("register:check-in", args=[site.pk]))

    assert shown.context["form"]["arrival"].value() == today
    assert shown.context["night"] is None


def test_undo_goes_back_to_the_page_where_its_button_stood(client_of_alice, site) -> None:
    board = reverse("register:board", args=[site.pk])
    shown = client_of_alice.post(reverse("register:check-in", args=[site.pk]), fields(site), follow=True)
    undo = reverse("register:undo", args=[Change.objects.get().pk])

    answer = client_of_alice.post(undo, {"next": board})

    assert f'name="next" value="{board}"' in shown.content.decode()
    assert answer["Location"] == board


def test_the_actions_say_by_day_whom_they_were_about_where_and_by_whom_and_that_is_logged(
    client_of_alice, site
) -> None:
    # The board says it too, once.
    client_of_alice.post(reverse("register:check-in", args=[site.pk]), fields(site), follow=True)

    shown = client_of_alice.get(reverse("register:changes")).content.decode()

    assert "Aangemeld: Anna Testowska" in shown
    assert f"{site.name}, K1 · alice" in shown
    assert ProcessingRecord.objects.filter(activity="register.changes").count() == 1
    assert reverse("register:undo", args=[Change.objects.get().pk]) not in shown


def test_of_a_bus_the_actions_name_nobody_but_the_number(client_of_alice, site, make_site, provider, venlo) -> None:
    large = make_site(provider, venlo, rooms=3, beds=2)
    names = "\n".join(f"Testowska{letter}, Anna" for letter in "abcde")
    data = {"names": names, "arrival": current_night(timezone.localtime()).isoformat(), "document_kind": "passport"}
    url = reverse("register:check-in-group", args=[large.pk])
    client_of_alice.post(url, {**data, "nonce": str(uuid.uuid4())}, follow=True)

    shown = client_of_alice.get(reverse("register:changes")).content.decode()

    assert "5 verblijven" in shown
    assert "Testowska" not in shown


@pytest.mark.parametrize("elsewhere", ["https://example.org/", "//example.org/", ""])
def test_undo_never_leads_to_another_host(elsewhere, client_of_alice, site) -> None:
    client_of_alice.post(reverse("register:check-in", args=[site.pk]), fields(site))
    undo = reverse("register:undo", args=[Change.objects.get().pk])

    assert client_of_alice.post(undo, {"next": elsewhere})["Location"] == reverse("register:changes")


def test_a_stay_without_an_end_is_shown_as_since_its_arrival(client_of_alice, site) -> None:
    client_of_alice.post(reverse("register:check-in", args=[site.pk]), fields(site))

    shown = client_of_alice.get(reverse("register:search"), {"q": "testowska"}).content.decode()

    assert f'sinds <time datetime="{current_night(timezone.localtime()).isoformat()}">' in shown


def test_a_move_on_a_full_site_says_that_no_other_bed_is_free(client_of_alice, site) -> None:
    url = reverse("register:check-in", args=[site.pk])
    for name in ("Testowska", "Próbny", "Exemplescu", "Testas"):
        client_of_alice.post(url, fields(site, family_name=name))
    stay = Stay.objects.first()

    shown = client_of_alice.get(reverse("register:move", args=[site.pk]), {"stay": stay.stay_id}).content.decode()

    assert "Hier is geen ander bed vrij" in shown


def test_a_full_site_offers_the_first_day_on_which_somebody_leaves(client_of_alice, alice, site) -> None:
    url, night = reverse("register:check-in", args=[site.pk]), current_night(timezone.localtime())
    for name in ("Testowska", "Próbny", "Exemplescu", "Testas"):
        client_of_alice.post(url, fields(site, family_name=name))
    for_ever = client_of_alice.get(url).content.decode()
    leaves = night + timedelta(days=3)
    who_leaves = Stay.objects.first()
    check_out(actor=alice, stay_ids=[who_leaves.stay_id], departure=leaves, at=timezone.now(), nonce=None)

    full = client_of_alice.get(url).content.decode()
    later = client_of_alice.get(url, {"arrival": leaves.isoformat()})

    assert "Meld eerst iemand af" in for_ever
    assert "?arrival=" not in for_ever
    assert f"?arrival={leaves.isoformat()}" in full
    assert later.context["form"]["bed"].value() == str(who_leaves.bed_id)


def test_a_search_that_finds_more_than_is_shown_says_so(client_of_alice, alice, site) -> None:
    first = current_night(timezone.localtime()) - timedelta(days=30)
    arrivals = [
        Declared(
            site_id=site.pk,
            arrival=first + timedelta(days=place),
            departure=first + timedelta(days=place + 1),
            worker=DeclaredWorker(family_name=f"Testowska{chr(97 + place)}"),
        )
        for place in range(21)
    ]
    check_in(actor=alice, arrivals=arrivals, at=timezone.now(), nonce=None)

    cut = client_of_alice.get(reverse("register:search"), {"q": "testowska"}).content.decode()
    whole = client_of_alice.get(reverse("register:search"), {"q": "testowskaa"}).content.decode()

    assert "de eerste 20" in cut
    assert "de eerste 20" not in whole


def test_a_check_in_that_is_refused_keeps_what_was_typed(client_of_alice, site) -> None:
    answer = client_of_alice.post(reverse("register:check-in", args=[site.pk]), fields(site, residence="BSN 111222333"))

    assert answer.status_code == 200
    assert "Testowska" in answer.content.decode()
    assert not Stay.objects.exists()


def test_a_bus_goes_in_and_who_cannot_comes_back_with_the_reason(client_of_alice, site) -> None:
    names = "Testowska, Anna; Opole\nPróbny, Jan\nExemplescu, Ion\nVoorbeeldov, Petar\nTestas, Ona"
    data = {
        "names": names,
        "arrival": current_night(timezone.localtime()).isoformat(),
        "document_kind": "passport",
        "nonce": str(uuid.uuid4()),
    }

    answer = client_of_alice.post(reverse("register:check-in-group", args=[site.pk]), data)

    assert Stay.objects.count() == 4
    assert "Testas, Ona" in answer.content.decode()


def test_an_action_is_undone_with_one_button(client_of_alice, site) -> None:
    client_of_alice.post(reverse("register:check-in", args=[site.pk]), fields(site))

    client_of_alice.post(reverse("register:undo", args=[Change.objects.get().pk]))

    assert Stay.objects.filter(known_until=None, voided=False).count() == 0


def test_checking_out_from_the_board_ends_the_stay(client_of_alice, site) -> None:
    yesterday = current_night(timezone.localtime()) - timedelta(days=1)
    client_of_alice.post(reverse("register:check-in", args=[site.pk]), fields(site, arrival=yesterday.isoformat()))
    stay = Stay.objects.get()

    client_of_alice.post(
        reverse("register:check-out", args=[site.pk]),
        {
            "stay": str(stay.stay_id),
            "departure": current_night(timezone.localtime()).isoformat(),
            "nonce": str(uuid.uuid4()),
        },
    )

    assert Stay.objects.get(known_until=None).departure == current_night(timezone.localtime())


def test_tonights_list_is_kept_for_when_there_is_no_network(client_of_alice, site) -> None:
    client_of_alice.post(reverse("register:check-in", args=[site.pk]), fields(site))

    page = client_of_alice.get(reverse("register:tonight", args=[site.pk]))
    paper = client_of_alice.get(reverse("register:tonight-pdf", args=[site.pk]))

    assert page["X-Keep-Offline"] == "1"
    assert paper.content.startswith(b"%PDF")


def test_every_look_at_a_person_is_logged_with_its_purpose(client_of_alice, site) -> None:
    # Arrived yesterday: before noon tonight's list is still that of the past night.
    yesterday = current_night(timezone.localtime()) - timedelta(days=1)
    client_of_alice.post(reverse("register:check-in", args=[site.pk]), fields(site, arrival=yesterday.isoformat()))

    client_of_alice.get(reverse("register:tonight", args=[site.pk]))

    record = ProcessingRecord.objects.filter(activity="register.tonight").get()
    assert record.purpose == "keep_night_register"
    assert record.person_id == Stay.objects.get().worker.person_id


def test_a_worker_is_found_in_any_spelling(client_of_alice, site) -> None:
    client_of_alice.post(reverse("register:check-in", args=[site.pk]), fields(site, family_name="Żółtowska-Próbna"))

    answer = client_of_alice.get(reverse("register:search"), {"q": "anna zoltowska"})

    assert "Żółtowska-Próbna" in answer.content.decode()


SITE_PAGES = ["board", "tonight", "tonight-pdf", "check-in", "check-in-group", "check-out", "move"]


@pytest.mark.parametrize("name", SITE_PAGES)
def test_charlie_gets_no_page_of_alices_site(name, charlie, logged_in, site) -> None:
    assert logged_in(charlie).get(reverse(f"register:{name}", args=[site.pk])).status_code == 404


@pytest.mark.parametrize("name", SITE_PAGES)
def test_a_visitor_is_sent_to_the_log_in_page(name, site) -> None:
    answer = Client().get(reverse(f"register:{name}", args=[site.pk]))

    assert answer.status_code == 302
    assert answer["Location"].startswith(reverse("accounts:login"))


@pytest.mark.parametrize("name", ["search", "changes"])
def test_a_clerk_of_a_municipality_has_no_provider_pages(name, bob, logged_in) -> None:
    assert logged_in(bob).get(reverse(f"register:{name}")).status_code == 403


def test_the_today_of_a_clerk_has_tasks_and_no_sites(bob, site, logged_in) -> None:
    page = logged_in(bob).get(reverse("register:today"))

    assert page.status_code == 200
    assert page.context["tasks"]
    assert site.name not in page.content.decode()
    assert "sees_sites" not in page.context


def test_the_sites_of_today_are_narrowed_to_where_a_number_counts(client_of_alice, site) -> None:
    assert [count.site for count in client_of_alice.get(reverse("register:today")).context["counts"]] == [site]
    assert client_of_alice.get(reverse("register:today"), {"show": "overdue"}).context["counts"] == []
    assert client_of_alice.get(reverse("register:today"), {"show": "nonsense"}).context["show"] == ""


def test_where_nobody_comes_or_goes_a_phone_is_told_so_by_leaving_it_off(client_of_alice, site) -> None:
    nobody = client_of_alice.get(reverse("register:today")).content.decode()
    client_of_alice.post(reverse("register:check-in", args=[site.pk]), fields(site))
    somebody = client_of_alice.get(reverse("register:today")).content.decode()

    assert 'data-label="Komt aan" class="thoes-number thoes-nothing">0<' in nobody
    assert 'data-label="Vertrekt" class="thoes-number thoes-nothing">0<' in somebody
    assert 'data-label="Vannacht" class="thoes-number">' in nobody


def test_charlie_cannot_open_or_void_alices_stay(client_of_alice, charlie, logged_in, site) -> None:
    client_of_alice.post(reverse("register:check-in", args=[site.pk]), fields(site))
    stay = Stay.objects.get()

    opened = logged_in(charlie).get(reverse("register:stay", args=[stay.stay_id]))
    voided = logged_in(charlie).post(reverse("register:void", args=[stay.stay_id]), {"nonce": str(uuid.uuid4())})

    assert (opened.status_code, voided.status_code) == (404, 404)


def test_the_board_asks_as_often_for_many_as_for_few(
    client_of_alice, provider, venlo, make_site, django_assert_max_num_queries
) -> None:
    large = make_site(provider, venlo, rooms=10, beds=4)
    names = "\n".join(f"Testowska{chr(97 + n)}, Anna" for n in range(26))
    data = {"names": names, "arrival": current_night(timezone.localtime()).isoformat(), "document_kind": "passport"}
    client_of_alice.post(reverse("register:check-in-group", args=[large.pk]), {**data, "nonce": str(uuid.uuid4())})

    # The first time it also says whom the check-in was about.
    with django_assert_max_num_queries(29):
        client_of_alice.get(reverse("register:board", args=[large.pk]))

    assert Stay.objects.count() == 26


@pytest.mark.django_db
def test_pages_of_people_are_not_kept_by_the_browser(alice, logged_in) -> None:
    assert logged_in(alice).get(reverse("register:today"))["Cache-Control"] == "no-store"


def test_a_check_in_that_is_sent_twice_gets_the_same_answer_twice(client_of_alice, site) -> None:
    url, sent = reverse("register:check-in", args=[site.pk]), fields(site)
    bed = Bed.objects.get(pk=sent["bed"])

    answers = [client_of_alice.post(url, sent, follow=True) for _ in range(2)]

    assert all(f"{bed.unit.name} – {bed.name}" in str(*answer.context["messages"]) for answer in answers)
    assert Stay.objects.count() == 1


def test_a_check_in_that_was_refused_is_refused_again_and_keeps_nothing(client_of_alice, site) -> None:
    url, taken = reverse("register:check-in", args=[site.pk]), fields(site)
    client_of_alice.post(url, taken)
    refused = fields(site, bed=taken["bed"], family_name="Proefman")

    answers = [client_of_alice.post(url, refused) for _ in range(2)]

    assert ["bed" in answer.context["form"].errors for answer in answers] == [True, True]
    assert Change.objects.count() == Stay.objects.count() == 1


def test_who_is_in_already_is_not_checked_in_again_and_there_is_nothing_to_undo(client_of_alice, site) -> None:
    url, sent = reverse("register:check-in", args=[site.pk]), fields(site)
    client_of_alice.post(url, sent)

    answers = [client_of_alice.post(url, {**sent, "nonce": str(uuid.uuid4())}, follow=True) for _ in range(2)]

    for answer in answers:
        (said,) = [str(message) for message in answer.context["messages"] if "Aangemeld" not in str(message)]
        assert said.startswith("Was al aangemeld: ")
    assert Change.objects.count() == Stay.objects.count() == 1


def test_of_a_bus_with_somebody_who_is_in_already_only_the_others_are_counted(client_of_alice, site) -> None:
    url, day = reverse("register:check-in-group", args=[site.pk]), current_night(timezone.localtime()).isoformat()
    sent = {"arrival": day, "document_kind": "passport"}
    client_of_alice.post(url, {**sent, "names": "Testowska, Anna", "nonce": str(uuid.uuid4())}, follow=True)

    bus = {**sent, "names": "Testowska, Anna\nPróbny, Jan", "nonce": str(uuid.uuid4())}
    answer = client_of_alice.post(url, bus, follow=True)

    said = [str(message) for message in answer.context["messages"]]
    assert said == ["1 werknemer was al aangemeld.", "1 werknemer is aangemeld."]
    assert Stay.objects.count() == 2


def test_who_sleeps_at_another_site_is_said_to_with_what_to_do(
    client_of_alice, provider, venlo, make_site, site
) -> None:
    other = make_site(provider, venlo)
    client_of_alice.post(reverse("register:check-in", args=[other.pk]), fields(other))

    page = client_of_alice.post(reverse("register:check-in", args=[site.pk]), fields(site)).content.decode()

    assert "een bed op een andere locatie van u" in page
    assert Stay.objects.get().site_id == other.pk


def test_somebody_with_the_name_of_who_is_in_is_asked_about_and_goes_in_on_a_yes(client_of_alice, site) -> None:
    url, beds = reverse("register:check-in", args=[site.pk]), Bed.objects.filter(unit__site=site)
    client_of_alice.post(url, fields(site, bed=str(beds[0].pk)))
    sent = fields(site, bed=str(beds[1].pk))

    asked = client_of_alice.post(url, sent).content.decode()
    before = Worker.objects.count()
    client_of_alice.post(url, {**sent, "nonce": str(uuid.uuid4()), "somebody_else": "on"})

    assert 'type="checkbox" name="somebody_else"' in asked
    assert (before, Worker.objects.count(), Stay.objects.count()) == (1, 2, 2)


def test_in_a_bus_too_somebody_with_the_name_of_who_is_in_goes_in_on_a_yes(client_of_alice, site) -> None:
    url, day = reverse("register:check-in-group", args=[site.pk]), current_night(timezone.localtime())
    sent = {"names": "Testowska, Anna", "document_kind": "passport"}
    client_of_alice.post(url, {**sent, "arrival": str(day - timedelta(days=3)), "nonce": str(uuid.uuid4())})
    sent["arrival"] = str(day)

    asked = client_of_alice.post(url, {**sent, "nonce": str(uuid.uuid4())}).content.decode()
    previewed = client_of_alice.post(url, {**sent, "nonce": str(uuid.uuid4()), "preview": "1"}).content.decode()
    before = Worker.objects.count()
    row = {"row-0-family_name": "Testowska", "row-0-given_name": "Anna", "row-0-same": "else"}
    client_of_alice.post(url, {**sent, **row, "names": "", "nonce": str(uuid.uuid4())})

    assert 'name="row-0-same" value="else"' in asked
    assert 'name="row-0-same" value="else"' in previewed
    assert (before, Worker.objects.count()) == (1, 2)


def test_a_site_whose_free_beds_are_booked_for_later_says_so(client_of_alice, site) -> None:
    url, night = reverse("register:check-in", args=[site.pk]), current_night(timezone.localtime())
    for name in ("Testowska", "Próbny", "Exemplescu", "Testas"):
        client_of_alice.post(url, fields(site, family_name=name, arrival=(night + timedelta(days=10)).isoformat()))

    page = client_of_alice.get(url).content.decode()

    assert Stay.objects.count() == 4
    assert "De bedden die deze nacht vrij zijn, zijn al gereserveerd" in page


def test_tonights_page_marks_who_should_have_left(client_of_alice, alice, site) -> None:
    night = current_night(timezone.localtime())
    late = Declared(
        site_id=site.pk,
        arrival=night - timedelta(days=9),
        expected_departure=night - timedelta(days=1),
        worker=DeclaredWorker(family_name="Testowska"),
    )
    check_in(actor=alice, arrivals=[late], at=timezone.now(), nonce=None)

    page = client_of_alice.get(reverse("register:tonight", args=[site.pk])).content.decode()

    assert "1 van hen had al weg moeten zijn" in page
    assert "zou vertrekken op" in page


def test_who_has_left_is_not_offered_to_be_checked_out_or_moved(client_of_alice, alice, site) -> None:
    night = current_night(timezone.localtime())
    went = Declared(
        site_id=site.pk,
        arrival=night - timedelta(days=9),
        departure=night - timedelta(days=2),
        worker=DeclaredWorker(family_name="Testowska"),
    )
    check_in(actor=alice, arrivals=[went], at=timezone.now(), nonce=None)

    page = client_of_alice.get(reverse("register:stay", args=[Stay.objects.get().stay_id])).content.decode()

    assert "/check-out/?stay=" not in page
    assert "/move/?stay=" not in page
    assert "Testowska" in page


def test_of_who_is_still_to_come_it_is_not_said_that_they_are_here(client_of_alice, alice, site) -> None:
    arrival = current_night(timezone.localtime()) + timedelta(days=9)
    coming = Declared(site_id=site.pk, arrival=arrival, worker=DeclaredWorker(family_name="Testowska"))
    check_in(actor=alice, arrivals=[coming], at=timezone.now(), nonce=None)

    page = client_of_alice.get(reverse("register:stay", args=[Stay.objects.get().stay_id])).content.decode()

    assert "vanaf <time" in page
    assert "sinds <time" not in page
    assert "/check-out/?stay=" not in page
    assert "/move/?stay=" in page


@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_nationality_belongs_to_a_country_and_is_a_word_for_a_person(language) -> None:
    names = nationalities(language)

    assert {"PL", "RO", "UA", "XK", "NL"} <= names.keys()
    assert names["PL"] == {"nl": "Poolse", "en": "Polish"}[language]
    assert not {"EU", "UN", "XA", "XB", "ZZ", "AQ"} & names.keys()


def test_a_group_that_writes_the_family_name_first_is_shown_what_shows_it(client_of_alice, site) -> None:
    form = {
        "preview": "1",
        "names": "Testowski Tomasz\nDoe Sam",
        "arrival": "2026-05-14",
        "document_kind": "passport",
        "nonce": uuid.uuid4(),
    }

    page = client_of_alice.post(reverse("register:check-in-group", args=[site.pk]), form)

    assert "“Testowski Tomasz”" in page.content.decode()
    assert [row.name for row in page.context["rows"] if row.sent] == ["Testowski, Tomasz", "Doe, Sam"]
