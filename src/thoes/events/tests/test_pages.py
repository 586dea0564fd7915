"""The pages of who keeps the events, used as they are: an empty list, a form with its dates in words, buttons and undo."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.timezone import localdate

from thoes.events.models import KeptEvent
from thoes.events.tests.conftest import an_event
from thoes.events.today import _work

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _six_weeks_before(monkeypatch) -> None:
    """The events begin on 12 January 2027, which is ahead on the day of these tests."""
    monkeypatch.setattr(timezone, "now", lambda: datetime(2026, 11, 29, 10, tzinfo=UTC))


def filled(**said: str) -> dict[str, str]:
    usual = {"title": "Taalcafé", "begins_on": "2027-01-12", "begins_at": "19:30", "ends_at": "21:30", "repeat": "once"}
    return {**usual, "sign_up": "unknown", "upon": "0", **said}


def words(answer) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def test_an_empty_list_says_what_to_do(kees, logged_in) -> None:
    page = words(logged_in(kees).get(reverse("events:list")))

    assert "Nog geen activiteiten" in page
    assert "Activiteit toevoegen" in page


def test_the_coming_dates_are_shown_in_words_before_anything_is_saved(kees, logged_in) -> None:
    client = logged_in(kees)

    answer = client.post(reverse("events:add"), filled(repeat="same_weekday", preview="1"))

    page = words(answer)
    assert "dinsdag 12 januari 2027, 19:30–21:30" in page
    assert "dinsdag 9 februari 2027, 19:30–21:30" in page
    assert "Er is nog niets opgeslagen." in page
    assert not KeptEvent.objects.exists()


def test_an_event_is_added_changed_and_found_in_the_list(kees, logged_in) -> None:
    client = logged_in(kees)

    client.post(reverse("events:add"), filled(repeat="weekly", price="0", languages="pl", where="Bibliotheek"))
    row = KeptEvent.objects.get()
    client.post(reverse("events:change", args=[row.pk]), filled(title="Taalcafé nieuw", upon="1"))

    row.refresh_from_db()
    assert (row.title, row.event.rule, row.municipality_id) == ("Taalcafé nieuw", "", "GM0983")
    assert "Taalcafé nieuw" in words(client.get(reverse("events:list")))


@pytest.mark.parametrize(
    ("said", "error"),
    [
        ({"begins_at": ""}, "Vul in hoe laat het begint"),
        ({"title": ""}, "Titel in het Nederlands"),
        ({"repeat": "last_weekday"}, "De eerste dag past niet bij de herhaling"),
        ({"link": "venlo"}, "https://"),
        ({"sign_up_at": "bel maar"}, "Schrijf een telefoonnummer"),
        ({"ends_on": "2027-01-11"}, "Het eindigt voordat het begint"),
        ({"begins_on": "1999-12-31"}, "Controleer het jaar"),
    ],
)
def test_what_cannot_be_right_is_told_at_the_form_and_not_saved(kees, logged_in, said, error) -> None:
    page = words(logged_in(kees).post(reverse("events:add"), filled(**said)))

    assert error in page
    assert not KeptEvent.objects.exists()


def test_what_ends_after_midnight_ends_on_the_next_day(kees, logged_in) -> None:
    logged_in(kees).post(reverse("events:add"), filled(begins_at="22:00", ends_at="01:00"))

    assert KeptEvent.objects.get().event.ends.isoformat() == "2027-01-13T01:00:00"


def test_cancelled_dates_move_along_when_the_hour_changes_and_are_told_when_their_day_goes(kees, logged_in) -> None:
    client = logged_in(kees)
    client.post(reverse("events:add"), filled(repeat="weekly"))
    row = KeptEvent.objects.get()
    client.post(reverse("events:cancel-date", args=[row.pk]), {"at": "2027-01-19T19:30"})

    client.post(reverse("events:change", args=[row.pk]), filled(repeat="weekly", begins_at="20:00", upon="2"))
    row.refresh_from_db()
    assert [each.at.isoformat() for each in row.event.changes] == ["2027-01-19T20:00:00"]

    answer = client.post(
        reverse("events:change", args=[row.pk]), filled(repeat="fortnightly", begins_at="20:00", upon="3"), follow=True
    )
    row.refresh_from_db()
    assert row.event.changes == ()
    assert "hoort niet meer bij deze activiteit" in words(answer)


def test_one_date_is_cancelled_and_undone_in_two_presses(kees, logged_in) -> None:
    client = logged_in(kees)
    client.post(reverse("events:add"), filled(repeat="weekly"))
    row = KeptEvent.objects.get()

    page = client.post(reverse("events:cancel-date", args=[row.pk]), {"at": "2027-01-12T19:30"}, follow=True)
    assert "Gaat niet door" in words(page)
    (undo,) = set(re.findall(r'action="(/events/[^"]+/undo/)"', page.content.decode()))
    client.post(undo)

    row.refresh_from_db()
    assert row.event.changes == ()


def test_one_date_is_moved_to_another_day_and_place(kees, logged_in) -> None:
    client = logged_in(kees)
    client.post(reverse("events:add"), filled(repeat="weekly", where="Bibliotheek"))
    row = KeptEvent.objects.get()
    address = f"{reverse('events:move', args=[row.pk])}?at=2027-01-12T19:30"

    assert "De datum van dinsdag 12 januari 2027" in words(client.get(address))
    client.post(address, {"begins_on": "2027-01-13", "begins_at": "20:00", "ends_at": "22:00", "where": "Zaal 2"})

    (change,) = KeptEvent.objects.get().event.changes
    assert (change.begins.isoformat(), change.where) == ("2027-01-13T20:00:00", "Zaal 2")


def test_a_date_is_not_moved_to_a_year_that_cannot_be_right(kees, logged_in) -> None:
    client = logged_in(kees)
    client.post(reverse("events:add"), filled(repeat="weekly"))
    row = KeptEvent.objects.get()
    address = f"{reverse('events:move', args=[row.pk])}?at={row.event.begins.isoformat()}"

    answer = client.post(address, {"begins_on": "2199-01-01", "begins_at": "19:30"})

    assert "Controleer het jaar" in words(answer)
    row.refresh_from_db()
    assert row.event.changes == ()


@pytest.mark.parametrize("page", ["add", "text"])
def test_a_title_is_one_line(kees, logged_in, page: str) -> None:
    client, title = logged_in(kees), "Een\r\ntitel\rhier"
    client.post(reverse("events:add"), filled(title=title))
    row = KeptEvent.objects.get()
    client.post(reverse("events:text", args=[row.pk, "pl"]), {"title": title, "upon": "1"})

    row.refresh_from_db()
    assert row.event.texts["nl" if page == "add" else "pl"].title == "Een titel hier"


@pytest.mark.parametrize("at", ["", "morgen", "2027-01-13T19:30", "2027-01-12T19:30Z"])
def test_a_date_that_is_not_there_is_not_found(kees, logged_in, at: str) -> None:
    client = logged_in(kees)
    client.post(reverse("events:add"), filled(repeat="weekly"))
    row = KeptEvent.objects.get()

    assert client.get(reverse("events:move", args=[row.pk]), {"at": at}).status_code == 404


def test_words_in_polish_are_written_beside_the_dutch(kees, logged_in) -> None:
    client = logged_in(kees)
    client.post(reverse("events:add"), filled(says="Praat mee"))
    row = KeptEvent.objects.get()
    address = reverse("events:text", args=[row.pk, "pl"])

    assert "Praat mee" in words(client.get(address))
    client.post(address, {"title": "Kawiarnia", "is_read": "on", "upon": "1"})

    assert "Gelezen naast het Nederlands" in words(client.get(reverse("events:event", args=[row.pk])))


def test_the_page_of_an_event_of_another_municipality_is_not_there(make_event, karin, logged_in) -> None:
    row = make_event()
    client = logged_in(karin)

    for name in ("event", "change"):
        assert client.get(reverse(f"events:{name}", args=[row.pk])).status_code == 404
    assert client.post(reverse("events:take-away", args=[row.pk])).status_code == 404


def test_who_keeps_events_is_told_today_of_those_that_nobody_checked(make_event, kees) -> None:
    row = make_event(begins=an_event().begins + timedelta(days=500))
    row.checked_on = localdate() - timedelta(days=184)
    row.save()

    (late,) = (task for task in _work(kees, localdate()) if task.count)

    assert late.count == 1
    assert "part=overdue" in late.url
