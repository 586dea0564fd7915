"""What is done about an event, by whom, what stays of it, and what everybody finds after it."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from django.db import DatabaseError, transaction

from thoes.events.domain.dates import dates_of
from thoes.events.domain.event import Change, Otherwise, Text, as_facts
from thoes.events.models import Act, EventCalendar, EventRecord, KeptEvent
from thoes.events.past import forget_past_events
from thoes.events.permissions import KEEP_EVENTS_PURPOSE
from thoes.events.queries import public_event, public_events
from thoes.events.services import (
    cancel_date,
    cancel_event,
    change_event,
    find_right,
    hold_event,
    move_date,
    put_back,
    put_date_back,
    take_away,
    take_from_calendar,
    undo,
    write_text,
)
from thoes.events.tests.conftest import AT, NOW, TODAY, TUESDAY, an_event
from thoes.events.translations import translation_state
from thoes.foundation.translated_texts import TranslationState
from thoes.kernel.refusals import Refusal
from thoes.privacy.public import as_tenant

pytestmark = pytest.mark.django_db
_END = TODAY + timedelta(days=60)


def dates(row: KeptEvent) -> list[tuple[int, bool]]:
    row.refresh_from_db()
    return [(each.begins.day, each.is_cancelled) for each in dates_of(row.event, first=TODAY, until=_END)]


def test_an_event_is_found_by_everybody_with_who_checked_it_and_when(make_event) -> None:
    make_event()

    (shown,) = public_events(municipality="GM0983", on=TODAY)

    assert (shown.event.title, shown.checked_on, shown.checked_for) == ("Taalcafé Voorbeeld", TODAY, "Gemeente Venlo")
    assert public_events(municipality="GM0988", on=TODAY) == []


def test_what_is_for_all_of_limburg_is_found_in_every_municipality(make_event) -> None:
    row = make_event()
    row.municipality_id = None
    row.save()

    assert [each.id for each in public_events(municipality="GM0988", on=TODAY)] == [row.pk]


def test_what_is_hidden_or_taken_away_is_found_by_nobody(make_event, kees) -> None:
    hidden, gone = make_event("Verborgen", is_hidden=True), make_event("Weg")

    take_away(actor=kees, event_id=gone.pk, **NOW)

    assert public_events(municipality="GM0983", on=TODAY) == []
    assert public_event(hidden.pk, on=TODAY) is public_event(gone.pk, on=TODAY) is None


@pytest.mark.parametrize(("ago", "is_overdue"), [(182, False), (183, False), (184, True)])
def test_what_nobody_checked_for_half_a_year_says_so(make_event, ago: int, is_overdue: bool) -> None:
    make_event(ago=ago)

    (shown,) = public_events(municipality="GM0983", on=TODAY)

    assert shown.is_overdue is is_overdue


def test_a_calendar_that_still_says_so_is_a_check(make_event) -> None:
    row = make_event(ago=300)
    row.seen_on = TODAY
    row.save()

    (shown,) = public_events(municipality="GM0983", on=TODAY)

    assert (shown.is_overdue, shown.checked_on) == (False, TODAY)


def test_a_municipality_keeps_its_own_events_and_the_province_all(make_event, karin, petra) -> None:
    row = make_event()

    with pytest.raises(Refusal) as refused:
        cancel_event(actor=karin, event_id=row.pk, **NOW)
    cancel_event(actor=petra, event_id=row.pk, **NOW)

    assert refused.value.code == "event_not_yours"
    row.refresh_from_db()
    assert row.event.is_cancelled


def test_one_date_is_cancelled_and_the_others_stay(make_event, kees) -> None:
    row = make_event(rule="FREQ=WEEKLY;COUNT=3")

    cancel_date(actor=kees, event_id=row.pk, of=TUESDAY + timedelta(days=7), **NOW)

    assert dates(row) == [(8, False), (15, True), (22, False)]


def test_a_cancelled_date_is_undone_once_and_not_after_something_else(make_event, kees) -> None:
    row = make_event(rule="FREQ=WEEKLY;COUNT=3")
    cancelled = cancel_date(actor=kees, event_id=row.pk, of=TUESDAY, **NOW)

    undo(actor=kees, event_id=row.pk, record_id=cancelled.pk, **NOW)

    assert dates(row) == [(8, False), (15, False), (22, False)]
    with pytest.raises(Refusal) as refused:
        undo(actor=kees, event_id=row.pk, record_id=cancelled.pk, **NOW)
    assert refused.value.code == "event_changed_since"


def test_a_date_that_was_moved_can_be_put_back(make_event, kees) -> None:
    row = make_event(rule="FREQ=WEEKLY;COUNT=2")
    moved = Change(TUESDAY, Otherwise.MOVED, datetime(2026, 12, 10, 20, 0), datetime(2026, 12, 10, 22, 0))

    move_date(actor=kees, event_id=row.pk, change=moved, **NOW)
    assert dates(row) == [(10, False), (15, False)]

    put_date_back(actor=kees, event_id=row.pk, of=TUESDAY, **NOW)
    assert dates(row) == [(8, False), (15, False)]


def test_the_place_of_a_date_that_was_moved_holds_no_number_of_a_person(make_event, kees) -> None:
    row = make_event()
    moved = Change(TUESDAY, Otherwise.MOVED, TUESDAY, TUESDAY, "Bel 111222333")

    with pytest.raises(Refusal) as refused:
        move_date(actor=kees, event_id=row.pk, change=moved, **NOW)

    assert refused.value.code == "number_may_be_bsn"


def test_a_date_of_a_year_that_cannot_be_right_is_none_of_the_event(make_event, kees) -> None:
    row = make_event(rule="FREQ=WEEKLY")

    with pytest.raises(Refusal) as refused:
        cancel_date(actor=kees, event_id=row.pk, of=TUESDAY.replace(year=9998), **NOW)

    assert refused.value.code == "event_date_unknown"


def test_a_date_that_the_event_does_not_have_cannot_be_cancelled(make_event, kees) -> None:
    row = make_event(rule="FREQ=WEEKLY")

    with pytest.raises(Refusal) as refused:
        cancel_date(actor=kees, event_id=row.pk, of=TUESDAY + timedelta(days=1), **NOW)

    assert refused.value.code == "event_date_unknown"


def test_what_was_cancelled_as_a_whole_is_held_after_all(make_event, kees) -> None:
    row = make_event()
    cancel_event(actor=kees, event_id=row.pk, **NOW)

    hold_event(actor=kees, event_id=row.pk, **NOW)

    assert dates(row) == [(8, False)]


def test_what_was_taken_away_is_put_back(make_event, kees) -> None:
    row = make_event()
    take_away(actor=kees, event_id=row.pk, **NOW)

    put_back(actor=kees, event_id=row.pk, **NOW)

    assert len(public_events(municipality="GM0983", on=TODAY)) == 1


def test_who_wrote_upon_an_older_version_is_refused(make_event, kees) -> None:
    row = make_event()
    find_right(actor=kees, event_id=row.pk, **NOW)

    with pytest.raises(Refusal) as refused:
        change_event(actor=kees, event_id=row.pk, event=an_event("Anders"), is_hidden=False, upon=1, **NOW)

    assert refused.value.code == "event_changed_meanwhile"


def test_a_number_that_may_be_a_bsn_is_refused(make_event, kees) -> None:
    row = make_event()

    with pytest.raises(Refusal) as refused:
        change_event(actor=kees, event_id=row.pk, event=an_event("Bel 111222333"), is_hidden=False, upon=1, **NOW)

    assert refused.value.code == "number_may_be_bsn"


def write(kees, row: KeptEvent, *, is_read: bool) -> None:
    row.refresh_from_db()
    write_text(
        actor=kees, event_id=row.pk, language="pl", text=Text("Kawiarnia"), is_read=is_read, upon=row.version, **NOW
    )
    row.refresh_from_db()


def test_how_a_translation_stands_follows_from_the_words(make_event, kees) -> None:
    row = make_event()
    assert translation_state(row.event, "pl") is TranslationState.MISSING

    write(kees, row, is_read=False)
    assert translation_state(row.event, "pl") is TranslationState.UNREVIEWED

    write(kees, row, is_read=True)
    assert translation_state(row.event, "pl") is TranslationState.REVIEWED

    changed = replace(row.event, texts={**row.event.texts, "nl": Text("Taalcafé nieuw")})
    change_event(actor=kees, event_id=row.pk, event=changed, is_hidden=False, upon=row.version, **NOW)
    row.refresh_from_db()
    assert translation_state(row.event, "pl") is TranslationState.OUT_OF_DATE


def test_what_was_done_stays_as_it_was_written(make_event) -> None:
    make_event()
    record = EventRecord.objects.get()

    with pytest.raises(DatabaseError), transaction.atomic():
        EventRecord.objects.filter(pk=record.pk).update(act=Act.GONE)


def test_nobody_but_its_keeper_sees_a_hidden_event_whatever_a_page_forgets(make_event, kees, karin) -> None:
    row = make_event("Verborgen", is_hidden=True)

    with as_tenant(karin, KEEP_EVENTS_PURPOSE):
        assert not KeptEvent.objects.filter(pk=row.pk).exists()
        assert not EventRecord.objects.filter(event=row.pk).exists()
    with as_tenant(kees, KEEP_EVENTS_PURPOSE):
        assert KeptEvent.objects.filter(pk=row.pk).exists()


@pytest.mark.parametrize(("days_after", "is_kept"), [(30, True), (31, True), (32, False)])
def test_an_event_goes_a_month_after_its_last_day_with_what_was_done_about_it(make_event, days_after, is_kept) -> None:
    make_event()
    endless = make_event("Elke week", rule="FREQ=WEEKLY")

    forget_past_events(on=TUESDAY.date() + timedelta(days=days_after))

    assert KeptEvent.objects.count() == (2 if is_kept else 1)
    assert KeptEvent.objects.filter(pk=endless.pk).exists()
    assert EventRecord.objects.count() == (2 if is_kept else 1)


def test_what_a_keeper_took_away_of_a_calendar_stays_away(make_event, kees) -> None:
    calendar = EventCalendar.objects.create(
        municipality_id="GM0983", name="Agenda", kept_by=kees.user_id, kept_for=kees.organisation_id, made_at=AT
    )
    row = KeptEvent(municipality_id="GM0983", calendar=calendar, uid="a", made_at=AT)
    source = as_facts(an_event(link="https://www.venlo.example/a"))
    take_from_calendar(row, source, actor=kees, **NOW)
    change_event(
        actor=kees, event_id=row.pk, event=replace(row.event, link="", languages=("pl",)), is_hidden=False,
        upon=row.version, **NOW,
    )  # fmt: skip
    row.refresh_from_db()

    take_from_calendar(row, {**source, "where": "Zaal 2"}, actor=kees, **NOW)

    row.refresh_from_db()
    assert (row.event.link, row.event.languages, row.event.where) == ("", ("pl",), "Zaal 2")
