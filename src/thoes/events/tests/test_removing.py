"""A calendar that was taken in is undone as a whole, and one that is not wanted any more goes and can be put back."""

from datetime import timedelta

import pytest
from django.urls import reverse

from thoes.events.calendar_list import AWAY, CalendarList
from thoes.events.calendars import ask_calendar, ask_calendars
from thoes.events.domain.event import Text
from thoes.events.models import Act, Asked, EventCalendar, EventRecord, KeptEvent
from thoes.events.removing import forget_removed_calendars, put_calendar_back, remove_calendar
from thoes.events.services import cancel_date, change_event, find_right, put_back, take_away, undo, write_text
from thoes.events.terms import kept_days
from thoes.events.tests.conftest import NOW, TODAY, TUESDAY, an_event
from thoes.events.tests.test_calendars import SERIES, SPORT, answered, gives, taken_in, titles
from thoes.events.tests.test_calendars import _own_folder as _own_folder
from thoes.events.tests.test_calendars import calendar as calendar
from thoes.events.tests.test_calendars import handed as handed
from thoes.events.tests.test_pages import words
from thoes.intake import background, runs
from thoes.intake.models import Run, RunStatus
from thoes.kernel.refusals import Refusal
from thoes.privacy.public import cross_tenant

pytestmark = pytest.mark.django_db
_LATER = TODAY + timedelta(days=3)


def undone(run: Run, kees) -> Run:
    return runs.undo(CalendarList, actor=kees, run_id=run.pk, at=NOW["at"])


def facts() -> list[tuple]:
    """All that anybody sees or keeps of the events, without their versions."""
    kept = (
        "uid",
        "source",
        "own",
        "is_hidden",
        "gone_on",
        "checked_on",
        "checked_for",
        "checked_by",
        "seen_on",
        "last_on",
    )
    return list(KeptEvent.objects.order_by("title").values_list(*kept, "calendar"))


def test_a_reading_is_undone_as_a_whole_and_its_events_are_what_they_were(handed, kees, calendar) -> None:
    taken_in(handed(SERIES, SPORT))
    row = KeptEvent.objects.get(uid="a")
    write_text(actor=kees, event_id=row.pk, language="pl", text=Text("Kawiarnia"), is_read=True, upon=1, **NOW)
    before = facts()

    run = handed(f"{SERIES}\nLOCATION:Zaal 2", SPORT.replace("UID:b", "UID:c").replace("Sport", "Nieuw"))
    run = taken_in(answered(run, kees, calendar_missing=AWAY))
    assert titles() == ["Nieuw", "Taalcafé"]

    assert undone(run, kees).status == RunStatus.UNDONE
    assert facts() == before
    calendar.refresh_from_db()
    assert ask_calendar(calendar.pk, on=_LATER, at=NOW["at"], ask=gives(SERIES, SPORT)).outcome == Asked.SAME


def test_the_first_reading_that_is_undone_leaves_nothing_and_can_be_taken_in_again(handed, kees, calendar) -> None:
    run = taken_in(handed(SERIES, SPORT))

    undone(run, kees)

    assert not KeptEvent.objects.exists()
    assert ask_calendar(calendar.pk, on=TODAY, at=NOW["at"], ask=gives(SERIES, SPORT)).outcome == Asked.NEW
    assert taken_in(handed(SERIES, SPORT)).new == 2


def test_what_only_took_events_away_is_undone_too(handed, kees) -> None:
    taken_in(handed(SERIES, SPORT))
    run = taken_in(answered(handed(SERIES), kees, calendar_missing=AWAY))
    assert (run.accepted, titles()) == (0, ["Taalcafé"])

    undone(run, kees)

    assert titles() == ["Sport", "Taalcafé"]


def test_a_reading_that_changed_nothing_has_nothing_to_undo(handed) -> None:
    taken_in(handed(SERIES))

    assert taken_in(handed(SERIES)).act is None


def test_only_the_newest_reading_is_undone(handed, kees) -> None:
    first = taken_in(handed(SERIES))
    taken_in(handed(SERIES, SPORT))

    with pytest.raises(Refusal) as refused:
        undone(first, kees)

    assert refused.value.code == "calendar_reading_not_newest"
    assert titles() == ["Sport", "Taalcafé"]


def test_a_reading_is_not_undone_over_what_a_keeper_did_after_it_and_the_events_are_named(handed, kees) -> None:
    run = taken_in(handed(SERIES, SPORT))
    row = KeptEvent.objects.get(uid="a")
    record = cancel_date(actor=kees, event_id=row.pk, of=TUESDAY, **NOW)

    with pytest.raises(Refusal) as refused:
        undone(run, kees)

    assert (refused.value.code, refused.value.facts) == (
        "calendar_events_changed_since",
        {"count": 1, "names": "Taalcafé"},
    )
    assert KeptEvent.objects.count() == 2

    undo(actor=kees, event_id=row.pk, record_id=record.pk, **NOW)
    find_right(actor=kees, event_id=row.pk, **NOW)
    undone(run, kees)
    assert not KeptEvent.objects.exists()


def test_an_older_act_on_one_event_does_not_stand_in_the_way_of_undoing_what_came_after_it(handed, kees) -> None:
    taken_in(handed(SERIES, SPORT))
    take_away(actor=kees, event_id=KeptEvent.objects.get(uid="b").pk, **NOW)
    before = facts()

    undone(taken_in(handed(f"{SERIES}\nLOCATION:Zaal 2", SPORT)), kees)

    assert facts() == before


@pytest.mark.parametrize("events_stay", [True, False])
def test_a_calendar_is_removed_with_its_events_or_without_them_and_put_back_as_it_was(
    handed, kees, calendar, events_stay
) -> None:
    taken_in(handed(SERIES, SPORT))
    row = KeptEvent.objects.get(uid="a")
    write_text(actor=kees, event_id=row.pk, language="pl", text=Text("Kawiarnia"), is_read=True, upon=1, **NOW)
    before, link = facts(), calendar.link

    remove_calendar(actor=kees, calendar_id=calendar.pk, events_stay=events_stay, **NOW)

    assert titles() == (["Sport", "Taalcafé"] if events_stay else [])
    assert KeptEvent.objects.filter(calendar=None).count() == (2 if events_stay else 0)
    if events_stay:
        assert KeptEvent.objects.get(title="Taalcafé").event.texts["pl"].title == "Kawiarnia"

    put_calendar_back(actor=kees, calendar_id=calendar.pk, **NOW)
    calendar.refresh_from_db()
    assert (facts(), calendar.gone_on, calendar.link) == (before, None, link)


def test_an_event_that_stays_without_its_calendar_is_changed_as_any_own_one(handed, kees, calendar) -> None:
    taken_in(handed(SERIES))
    remove_calendar(actor=kees, calendar_id=calendar.pk, events_stay=True, **NOW)
    row = KeptEvent.objects.get()

    change_event(actor=kees, event_id=row.pk, event=an_event("Anders"), is_hidden=False, upon=row.version, **NOW)

    assert titles() == ["Anders"]
    with pytest.raises(Refusal) as refused:
        put_calendar_back(actor=kees, calendar_id=calendar.pk, **NOW)
    assert (refused.value.code, refused.value.facts["names"]) == ("calendar_events_changed_since", "Anders")


def test_an_event_that_went_with_its_calendar_and_is_shown_again_is_an_own_one(handed, kees, calendar) -> None:
    taken_in(handed(SERIES))
    remove_calendar(actor=kees, calendar_id=calendar.pk, events_stay=False, **NOW)
    row = KeptEvent.objects.get()

    record = put_back(actor=kees, event_id=row.pk, **NOW)

    row.refresh_from_db()
    assert (titles(), row.calendar) == (["Taalcafé"], None)

    undo(actor=kees, event_id=row.pk, record_id=record.pk, **NOW)
    row.refresh_from_db()
    assert (titles(), row.calendar) == ([], calendar)
    put_calendar_back(actor=kees, calendar_id=calendar.pk, **NOW)
    assert titles() == ["Taalcafé"]


def test_a_removed_calendar_is_not_asked_takes_nothing_in_and_its_file_that_waits_is_dropped(
    handed, kees, calendar
) -> None:
    run = handed(SERIES)
    others = handed(SPORT)
    remove_calendar(actor=kees, calendar_id=calendar.pk, events_stay=False, **NOW)

    assert ask_calendars(at=NOW["at"], on=TODAY, ask=gives(SERIES), pause=0) == []
    assert Run.objects.count() == 1
    left = run if Run.objects.filter(pk=run.pk).exists() else others
    runs.set_going(left)
    left.save()
    background.carry_on(left.pk, at=NOW["at"])
    left.refresh_from_db()
    assert (left.status, KeptEvent.objects.count()) == (RunStatus.FAILED, 0)


def test_a_calendar_of_another_municipality_is_not_removed(karin, calendar) -> None:
    for act in (
        lambda: remove_calendar(actor=karin, calendar_id=calendar.pk, events_stay=True, **NOW),
        lambda: put_calendar_back(actor=karin, calendar_id=calendar.pk, **NOW),
    ):
        with pytest.raises(Refusal) as refused:
            act()
        assert refused.value.code == "calendar_not_yours"


@pytest.mark.parametrize(("after", "left"), [(-1, 1), (0, 1), (1, 0)])
def test_a_removed_calendar_is_forgotten_with_its_address_after_the_term(handed, kees, calendar, after, left) -> None:
    taken_in(handed(SERIES))
    remove_calendar(actor=kees, calendar_id=calendar.pk, events_stay=False, **NOW)

    with cross_tenant():
        forget_removed_calendars(on=TODAY + timedelta(days=kept_days(TODAY) + after))

    assert (EventCalendar.objects.count(), KeptEvent.objects.count()) == (left, left)


def test_two_keepers_who_take_the_same_calendar_in_make_no_event_twice(handed) -> None:
    first, second = handed(SERIES), handed(SERIES, SPORT)

    taken_in(first)
    again = taken_in(second)

    assert (again.new, again.unchanged, titles()) == (1, 1, ["Sport", "Taalcafé"])


def test_what_a_keeper_adds_while_a_calendar_is_being_taken_in_stays(handed, kees, monkeypatch) -> None:
    taken_in(handed(SERIES))
    run, row = handed(f"{SERIES}\nLOCATION:Zaal 2"), KeptEvent.objects.get()
    take_all = CalendarList._take_all

    def first_a_keeper(kind, lines):
        write_text(actor=kees, event_id=row.pk, language="pl", text=Text("Kawiarnia"), is_read=True, upon=1, **NOW)
        return take_all(kind, lines)

    monkeypatch.setattr(CalendarList, "_take_all", first_a_keeper)
    taken_in(run)

    row.refresh_from_db()
    assert (row.event.where, row.event.texts["pl"].title) == ("Zaal 2", "Kawiarnia")


def test_the_page_says_beforehand_what_happens_and_offers_to_undo_it(handed, kees, calendar, logged_in) -> None:
    taken_in(handed(SERIES, SPORT))
    take_away(actor=kees, event_id=KeptEvent.objects.get(uid="b").pk, **NOW)
    client, address = logged_in(kees), reverse("events:remove-calendar", args=[calendar.pk])

    page = words(client.get(address))
    assert "Iedereen vindt nu 1 activiteit uit deze agenda." in page
    assert "Nog 1 is verborgen of ingetrokken." in page
    client.post(address, {})
    assert EventCalendar.objects.get().gone_on is None

    answer = client.post(address, {"events": "go"}, follow=True)
    assert "De agenda Uitagenda is verwijderd." in words(answer)
    assert "Verwijderde agenda’s" in words(answer)
    back = reverse("events:put-calendar-back", args=[calendar.pk])
    assert answer.content.decode().count(f'action="{back}"') == 2

    assert "De agenda is terug" in words(client.post(back, follow=True))
    assert titles() == ["Taalcafé"]
    assert EventRecord.objects.filter(act=Act.LEFT).count() == 1
    assert "Ongedaan maken" not in words(client.get(reverse("events:calendars")))


def test_the_page_of_a_reading_undoes_it(handed, kees, logged_in) -> None:
    run = taken_in(handed(SERIES))

    client = logged_in(kees)
    assert "Deze upload ongedaan maken" in words(client.get(CalendarList.run_url(run)))
    client.post(reverse("event-lists:undo", args=[run.pk]))

    assert not KeptEvent.objects.exists()
