"""A calendar that comes, and comes again: shown before it counts, what is doubtful asked, what was added kept."""

from datetime import timedelta

import pytest
from django.urls import reverse

from thoes.accounts.public import Membership
from thoes.events.calendar_list import AWAY, CANCEL, CalendarList
from thoes.events.calendars import ask_calendar, ask_calendars, save_calendar
from thoes.events.domain.dates import Occurrence, dates_of
from thoes.events.domain.event import Event, Text
from thoes.events.ics import as_calendar
from thoes.events.models import Act, Asked, EventCalendar, KeptEvent
from thoes.events.queries import coming, next_of_each, public_event, public_events
from thoes.events.services import cancel_date, change_event, take_away, write_text
from thoes.events.tests.conftest import AT, NOW, TODAY, TUESDAY
from thoes.events.tests.test_calendar_reading import EXCHANGE, WEEKLY, file_of
from thoes.foundation.public_internet import Fetched, fetch
from thoes.intake import background, runs
from thoes.intake.models import Run, RunStatus
from thoes.kernel.refusals import Refusal

pytestmark = pytest.mark.django_db
SERIES = f"{WEEKLY}\nRRULE:FREQ=WEEKLY;COUNT=3"
LIST_HEAD = "uid;titel;begin;einde;overige gegevens\n"
SPORT = WEEKLY.replace("UID:a", "UID:b").replace("Taalcafé", "Sport")


@pytest.fixture(autouse=True)
def _own_folder(settings, tmp_path) -> None:
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def calendar(kees, venlo) -> EventCalendar:
    return save_calendar(
        actor=kees, name="Uitagenda", link="https://www.venlo.example/agenda.ics", municipality="GM0983", at=AT
    )


@pytest.fixture
def handed(kees, calendar):
    """handed(*events) -> the run of a calendar with these events, checked and not taken in yet."""

    def hand(*events: str, content: bytes = b"", name: str = "agenda.ics") -> Run:
        body = content or file_of(*events)
        run = runs.hand_in(
            CalendarList, actor=kees, file_name=name, size=len(body), chunks=[body],
            asked={"calendar": str(calendar.pk)}, about=calendar.name, at=AT,
        )  # fmt: skip
        return checked(run)

    return hand


def checked(run: Run) -> Run:
    background.check(run.pk, at=AT)
    run.refresh_from_db()
    return run


def answered(run: Run, kees, **answers: str) -> Run:
    runs.answer(CalendarList, actor=kees, run_id=run.pk, sent=answers)
    return checked(run)


def taken_in(run: Run) -> Run:
    runs.set_going(run)
    run.save()
    background.carry_on(run.pk, at=AT)
    run.refresh_from_db()
    assert run.status == RunStatus.DONE
    return run


def titles() -> list[str]:
    return [each.event.title for each in public_events(municipality="GM0983", on=TODAY)]


def reasons(run: Run) -> list[str]:
    return [each["code"] for line in run.rejected_lines.order_by("line") for each in line.problems]


def test_a_calendar_is_shown_before_it_counts(handed) -> None:
    run = handed(SERIES, SPORT)

    assert (run.status, run.new, run.rejected, titles()) == (RunStatus.READ, 2, 0, [])

    taken_in(run)
    assert titles() == ["Sport", "Taalcafé"]


def test_the_same_calendar_twice_changes_nothing(handed) -> None:
    taken_in(handed(SERIES))

    run = handed(SERIES)

    assert (run.new, run.changed, run.unchanged) == (0, 0, 1)


def test_what_was_added_stays_when_the_calendar_comes_again(handed, kees) -> None:
    taken_in(handed(SERIES))
    row = KeptEvent.objects.get()
    write_text(
        actor=kees, event_id=row.pk, language="pl", text=Text("Kawiarnia", "", "Busik"), is_read=True, upon=1, **NOW
    )
    cancel_date(actor=kees, event_id=row.pk, of=TUESDAY, **NOW)
    row.refresh_from_db()
    change_event(actor=kees, event_id=row.pk, event=row.event, is_hidden=True, upon=row.version, **NOW)

    taken_in(handed(f"{SERIES}\nLOCATION:Zaal 2"))

    row.refresh_from_db()
    assert (row.event.where, row.is_hidden) == ("Zaal 2", True)
    assert row.event.texts["pl"].transport == "Busik"
    assert [each.at for each in row.event.changes] == [TUESDAY]


@pytest.mark.parametrize(
    ("answer", "shown", "is_cancelled"), [(None, 2, False), ("keep", 2, False), (CANCEL, 2, True), (AWAY, 1, False)]
)
def test_what_the_calendar_has_no_more_is_asked_and_goes_only_after_an_answer(
    handed, kees, answer, shown, is_cancelled
):
    taken_in(handed(SERIES, SPORT))

    run = handed(SERIES)
    (question,) = run.questions
    assert (question["code"], question["facts"]["names"]) == ("calendar_missing", "Sport")
    taken_in(answered(run, kees, calendar_missing=answer) if answer else run)

    assert len(titles()) == shown
    assert KeptEvent.objects.get(uid="b").event.is_cancelled is is_cancelled


@pytest.mark.parametrize("answer", [CANCEL, AWAY])
def test_what_comes_back_in_the_calendar_comes_back(handed, kees, answer) -> None:
    taken_in(handed(SERIES, SPORT))
    taken_in(answered(handed(SERIES), kees, calendar_missing=answer))

    taken_in(handed(SERIES, SPORT))

    assert titles() == ["Sport", "Taalcafé"]
    assert not KeptEvent.objects.get(uid="b").event.is_cancelled


def test_what_a_keeper_took_away_does_not_come_back_with_the_calendar(handed, kees) -> None:
    taken_in(handed(SERIES, SPORT))
    take_away(actor=kees, event_id=KeptEvent.objects.get(uid="b").pk, **NOW)

    taken_in(handed(SERIES, f"{SPORT}\nLOCATION:Zaal 2"))

    assert titles() == ["Taalcafé"]


def test_times_without_a_zone_are_asked_and_come_back_while_nobody_answered(handed, kees) -> None:
    run = handed("UID:a\nSUMMARY:Taalcafé\nDTSTART:20261208T193000")

    assert ([each["code"] for each in run.questions], reasons(run)) == (
        ["calendar_floating"],
        ["event_time_without_zone"],
    )

    run = answered(run, kees, calendar_floating="yes")
    assert (run.new, run.rejected) == (1, 0)


def test_an_event_that_comes_back_is_not_taken_for_one_that_is_gone(handed) -> None:
    taken_in(handed(SERIES))

    run = handed(f"{WEEKLY}\nRRULE:FREQ=SECONDLY")

    assert (reasons(run), run.questions) == (["event_rule_too_often"], [])


@pytest.mark.parametrize(
    ("lines", "code"),
    [
        (f"{WEEKLY}\nRRULE:FREQ=MINUTELY;COUNT=99999999", "event_rule_too_often"),
        (f"{WEEKLY}\nRRULE:FREQ=YEARLY;BYWEEKNO=20", "event_rule_not_taken"),
        ("UID:a\nSUMMARY:x\nDTSTART:20261208T193000Z\nDTEND:20261208T183000Z", "event_ends_before_it_begins"),
        ("UID:a\nSUMMARY:x\nDTSTART:20261208T193000Z\nDTEND:20271208T183000Z", "event_too_long"),
        ("UID:a\nSUMMARY:x\nDTSTART:99981208T193000Z", "event_year_wrong"),
    ],
)
def test_an_event_that_cannot_be_right_comes_back_with_its_reason(handed, lines: str, code: str) -> None:
    assert reasons(handed(lines)) == [code]


def test_a_text_that_is_too_long_is_cut_and_that_is_said(handed) -> None:
    run = handed(f"{SERIES}\nDESCRIPTION:{'lang ' * 400}", f"{SPORT}\nDESCRIPTION:Kort… maar krachtig")

    assert [(each["code"], each["facts"]["count"]) for each in run.notices] == [("calendar_texts_cut", 1)]
    taken_in(run)
    assert KeptEvent.objects.get(uid="a").event.texts["nl"].says.endswith("…")


RENAMED = SERIES.replace("UID:a", "UID:a-2")


@pytest.mark.parametrize(
    ("answer", "new", "rejected", "polish"), [(None, 0, 1, ""), ("yes", 0, 0, "Kawiarnia"), ("no", 1, 0, "")]
)
def test_an_event_with_another_uid_is_asked_and_keeps_what_was_added_when_it_is_the_same(
    handed, kees, answer, new, rejected, polish
) -> None:
    taken_in(handed(SERIES, SPORT))
    row = KeptEvent.objects.get(uid="a")
    write_text(actor=kees, event_id=row.pk, language="pl", text=Text("Kawiarnia"), is_read=True, upon=1, **NOW)

    run = handed(RENAMED, SPORT)
    assert [(each["code"], each["facts"]["names"]) for each in run.questions][:1] == [
        ("calendar_other_uid", "Taalcafé")
    ]
    run = answered(run, kees, calendar_other_uid=answer) if answer else run

    assert (run.new, run.rejected) == (new, rejected)
    taken_in(run)
    found = KeptEvent.objects.filter(uid="a-2").first()
    assert (found.event.texts["pl"].title if found and "pl" in found.event.texts else "") == polish
    assert KeptEvent.objects.count() == 2 + new


def test_an_event_that_got_another_uid_gets_its_own_back_when_that_is_undone(handed, kees) -> None:
    taken_in(handed(SERIES))
    run = taken_in(answered(handed(RENAMED), kees, calendar_other_uid="yes"))
    assert KeptEvent.objects.get().uid == "a-2"

    runs.undo(CalendarList, actor=kees, run_id=run.pk, at=AT)

    assert KeptEvent.objects.get().uid == "a"


def test_two_events_that_are_alike_are_not_told_apart_by_a_guess(handed) -> None:
    taken_in(handed(SERIES, SERIES.replace("UID:a", "UID:c")))

    run = handed(RENAMED)

    assert [each["code"] for each in run.questions] == ["calendar_missing"]


def test_who_does_not_go_on_with_a_form_goes_back_to_the_page_it_came_from(kees, calendar, logged_in) -> None:
    client, back = logged_in(kees), f'href="{reverse("events:calendars")}"'

    for name, of in (("add-calendar", []), ("change-calendar", [calendar.pk]), ("remove-calendar", [calendar.pk])):
        page = client.get(reverse(f"events:{name}", args=of)).content.decode()
        # The way that was walked, and the button to cancel.
        assert page.count(back) == 2
    assert f'href="{reverse("events:list")}"' in client.get(reverse("events:add")).content.decode()
    assert 'href="events:' not in client.get(reverse("events:add")).content.decode()


def test_an_address_that_is_dead_for_a_month_says_since_when_and_its_events_stay(
    calendar, handed, kees, logged_in
) -> None:
    taken_in(handed(SERIES))
    for days in range(1, 31):
        ask_calendar(calendar.pk, at=AT, on=TODAY + timedelta(days=days), ask=lambda _link: Fetched(None))

    page = logged_in(kees).get(reverse("events:calendars")).content.decode()

    assert "De activiteiten kwamen er voor het laatst in voor:" in page
    assert titles() == ["Taalcafé"]


def test_what_is_over_is_left_aside(handed) -> None:
    old = WEEKLY.replace("20261208", "20251208")

    run = handed(old.replace("UID:a", "UID:old"), SERIES)

    assert (run.new, run.rejected) == (1, 0)


def test_a_file_that_is_cut_off_changes_nothing_and_says_why(handed) -> None:
    taken_in(handed(SERIES, SPORT))

    run = handed(content=file_of(SERIES)[:-20])

    assert (run.status, run.refusal_code) == (RunStatus.FAILED, "calendar_cut_off")
    assert titles() == ["Sport", "Taalcafé"]


def gives(*events: str):
    return lambda _link: Fetched(200, file_of(*events))


def test_an_address_that_says_something_new_waits_for_a_look(calendar) -> None:
    answer = ask_calendar(calendar.pk, at=AT, on=TODAY, ask=gives(SERIES))

    calendar.refresh_from_db()
    assert (answer.outcome, calendar.outcome, calendar.asked_on) == (Asked.NEW, Asked.NEW, TODAY)
    assert answer.run is not None
    assert (checked(answer.run).new, titles()) == (1, [])


def test_an_address_that_says_the_same_is_a_check_of_its_events_though_its_stamp_is_another(calendar) -> None:
    answer = ask_calendar(calendar.pk, at=AT, on=TODAY, ask=gives(SERIES))
    assert answer.run is not None
    taken_in(checked(answer.run))
    later = TODAY + timedelta(days=3)
    content = file_of(SERIES).replace(b"20261101T000000Z", b"20261203T040000Z")

    again = ask_calendar(calendar.pk, at=AT, on=later, ask=lambda _link: Fetched(200, content))

    assert (again.outcome, again.run) == (Asked.SAME, None)
    assert KeptEvent.objects.get().seen_on == later


def test_what_waits_already_is_not_handed_over_twice_and_gives_way_to_what_is_newer(calendar) -> None:
    first = ask_calendar(calendar.pk, at=AT, on=TODAY, ask=gives(SERIES)).run
    same = ask_calendar(calendar.pk, at=AT, on=TODAY, ask=gives(SERIES)).run
    newer = ask_calendar(calendar.pk, at=AT, on=TODAY, ask=gives(SERIES, SPORT)).run

    assert first is not None
    assert same is not None
    assert newer is not None
    assert first.pk == same.pk != newer.pk
    assert Run.objects.count() == 1


@pytest.mark.parametrize(
    ("came", "outcome"),
    [
        (Fetched(404), Asked.GONE),
        (Fetched(None), Asked.UNREACHABLE),
        (Fetched(503), Asked.UNREACHABLE),
        (Fetched(200, b"<html>Log in</html>"), Asked.NO_CALENDAR),
        (Fetched(200, file_of()), Asked.NO_CALENDAR),
        (Fetched(200, is_too_large=True), Asked.TOO_LARGE),
        (Fetched(200, file_of(*["UID:a"] * 5_000)), Asked.TOO_LARGE),
        (Fetched(200, file_of(SERIES, head=EXCHANGE.replace("YEARLY", "SECONDLY"))), Asked.ZONE),
    ],
)
def test_an_address_that_gives_no_calendar_takes_nothing_away_and_says_so(calendar, handed, came, outcome) -> None:
    taken_in(handed(SERIES))

    (answer,) = ask_calendars(at=AT, on=TODAY, ask=lambda _link: came, pause=0)

    assert (answer.outcome, answer.run, titles()) == (outcome, None, ["Taalcafé"])


def test_one_calendar_that_breaks_stops_none_of_the_others(calendar, kees, caplog) -> None:
    other = save_calendar(
        actor=kees, name="Sport", link="https://www.venlo.example/b.ics", municipality="GM0983", at=AT
    )

    def broken_for(link: str) -> Fetched:
        if link == calendar.link:
            raise RuntimeError
        return Fetched(200, file_of(SPORT))

    answers = ask_calendars(at=AT, on=TODAY, ask=broken_for, pause=0)

    assert sorted(answer.outcome for answer in answers) == [Asked.NEW, Asked.NO_CALENDAR]
    for row, outcome in ((calendar, Asked.NO_CALENDAR), (other, Asked.NEW)):
        row.refresh_from_db()
        assert (row.outcome, row.asked_on) == (outcome, TODAY)
    assert f"calendar_not_read calendar={calendar.pk} error=RuntimeError" in caplog.text


def test_a_calendar_with_a_zone_that_is_a_folder_is_read(calendar) -> None:
    content = gives("UID:a\nSUMMARY:x\nDTSTART;TZID=Europe:20261208T193000")

    assert ask_calendars(at=AT, on=TODAY, ask=content, pause=0)[0].outcome == Asked.NEW


def test_the_name_of_a_calendar_and_its_titles_begin_no_line_of_their_own() -> None:
    name = "Kop\rX-KWAAD:ja\nX-KWAAD:ja; a"

    file = as_calendar([], name=name)

    assert b"\r\nX-WR-CALNAME:Kop X-KWAAD:ja X-KWAAD:ja\\; a\r\n" in file


def test_a_calendar_of_who_left_is_not_taken_in_by_anybody(calendar, kees) -> None:
    Membership.objects.filter(user_id=kees.user_id).delete()

    assert ask_calendar(calendar.pk, at=AT, on=TODAY, ask=gives(SERIES)).run is None


@pytest.mark.parametrize("link", ["http://venlo.example/a.ics", "file:///etc/passwd", "agenda"])
def test_only_an_address_on_the_internet_is_kept(kees, venlo, link: str) -> None:
    with pytest.raises(Refusal) as refused:
        save_calendar(actor=kees, name="x", link=link, municipality="GM0983", at=AT)

    assert refused.value.code == "calendar_link_unreadable"


def test_the_address_of_a_subscription_is_that_of_the_file(kees, venlo) -> None:
    made = save_calendar(actor=kees, name="x", link="webcal://venlo.example/a.ics", municipality="GM0983", at=AT)

    assert made.link == "https://venlo.example/a.ics"


@pytest.mark.parametrize("address", ["127.0.0.1", "10.0.0.5", "169.254.169.254", "::1", "fd00::1", "2002:7f00:1::"])
def test_a_calendar_is_not_asked_inside_our_own_network(address: str) -> None:
    came = fetch("https://agenda.example/a.ics", agent="x", most_bytes=100, resolve=lambda _host: [address])

    assert came == Fetched(None)


def test_a_municipality_hands_in_its_own_calendars_only(karin, calendar) -> None:
    body = file_of(SERIES)
    run = runs.hand_in(
        CalendarList, actor=karin, file_name="a.ics", size=len(body), chunks=[body], asked={"calendar": str(calendar.pk)},
        at=AT,
    )  # fmt: skip

    checked(run)

    assert (run.status, run.refusal_code) == (RunStatus.FAILED, "calendar_not_yours")


def test_the_pages_of_calendars_lead_from_none_to_a_file_that_waits(kees, logged_in, venlo, monkeypatch) -> None:
    client = logged_in(kees)
    assert "Nog geen agenda’s" in client.get(reverse("events:calendars")).content.decode()

    client.post(reverse("events:add-calendar"), {"name": "Uitagenda", "link": "https://www.venlo.example/a.ics"})
    row = EventCalendar.objects.get()
    monkeypatch.setattr("thoes.events.calendars.fetch", lambda *_a, **_k: Fetched(200, file_of(SERIES)))
    answer = client.post(reverse("events:ask-calendar", args=[row.pk]))

    assert answer.headers["Location"] == reverse("event-lists:run", args=[Run.objects.get().pk])
    assert "Uitagenda" in client.get(reverse("events:calendars")).content.decode()


def test_what_was_taken_from_a_calendar_is_kept_with_who_did_it(handed, kees) -> None:
    taken_in(handed(SERIES))

    record = KeptEvent.objects.get().records.get()
    assert (record.act, record.done_by, record.done_for) == (Act.TAKEN, kees.user_id, kees.organisation_name)


@pytest.mark.parametrize(
    ("cells", "code"),
    [
        ("x;Zonder uur;2026-12-08 19:30+01:00;2026-12-08 21:30+01:00;", "event_time_with_zone"),
        ("x;Half;2026-12-08 19:30;2026-12-08 21:30+01:00;", "event_time_with_zone"),
        ('x;Geen tekst;2026-12-08 19:30;2026-12-08 21:30;"{""says"": [""y""]}"', "event_part_unreadable"),
        ('x;Geen datum;2026-12-08 19:30;2026-12-08 21:30;"{""more"": [5]}"', "event_part_unreadable"),
    ],
)
def test_a_line_of_a_list_with_what_is_no_time_or_text_comes_back(handed, cells: str, code: str) -> None:
    good = "y;Goed;2026-12-08 19:30;2026-12-08 21:30;"

    run = handed(content=f"{LIST_HEAD}{cells}\n{good}\n".encode(), name="lijst.csv")

    assert (run.status, run.new, reasons(run)) == (RunStatus.READ, 1, [code])


def test_an_event_that_cannot_be_worked_out_takes_no_other_from_the_pages(
    make_event, kees, logged_in, client, caplog
) -> None:
    make_event("Goed")
    broken = make_event("Kapot")
    KeptEvent.objects.filter(pk=broken.pk).update(own=broken.own | {"rule": "FREQ=DAILY;BYMONTHDAY=30;BYMONTH=2"})

    assert titles() == ["Goed"]
    assert public_event(broken.pk, on=TODAY) is None
    assert f"event_not_worked_out event={broken.pk} error=EventError" in caplog.text
    assert "Kapot" in logged_in(kees).get(reverse("events:list")).content.decode()


def test_dates_that_cannot_be_worked_out_take_no_others_from_a_list(make_event, monkeypatch) -> None:
    make_event("Goed")
    make_event("Kapot")
    events = public_events(municipality="GM0983", on=TODAY)

    def stub(event: Event, **said) -> list[Occurrence]:
        if event.title == "Kapot":
            raise TypeError
        return dates_of(event, **said)

    monkeypatch.setattr("thoes.events.queries.dates_of", stub)

    assert [each.event.event.title for each in coming(events, first=TODAY, until=TODAY + timedelta(days=30))] == [
        "Goed"
    ]
    assert [dated.event.event.title for dated, _more in next_of_each(events, on=TODAY)] == ["Goed"]
