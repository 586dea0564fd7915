"""On which dates an event is: rules of RFC 5545 by the clock on the wall, and single dates that are otherwise."""

from datetime import UTC, date, datetime, timedelta

import pytest
from dateutil.rrule import rrulestr

from thoes.contacts.public import Place
from thoes.events.domain import recurrence
from thoes.events.domain.dates import date_at, dates_at, dates_of, last_day, next_date
from thoes.events.domain.event import Change, Event, EventError, Otherwise, Text, as_facts, event_of, merged
from thoes.events.domain.recurrence import RuleError, begins_of, checked_rule
from thoes.events.domain.repeating import Repeat, fits, repeat_of, rule_for

TUESDAY = datetime(2026, 12, 8, 19, 30)


def an_event(begins: datetime = TUESDAY, **said) -> Event:
    usual = {"texts": {"nl": Text("Taalcafé Voorbeeld")}, "ends": begins + timedelta(hours=2)}
    return Event(begins=begins, **{**usual, **said})


def days(event: Event, first: date, until: date) -> list[str]:
    return [f"{each.begins:%m-%d %H:%M}" for each in dates_of(event, first=first, until=until)]


def test_what_begins_at_half_past_seven_does_so_in_summer_and_in_winter() -> None:
    # The clock goes forward on 28 March and back on 31 October 2027.
    event = an_event(datetime(2027, 3, 23, 19, 30), rule="FREQ=WEEKLY")

    assert days(event, date(2027, 3, 23), date(2027, 4, 7)) == ["03-23 19:30", "03-30 19:30", "04-06 19:30"]
    assert days(event, date(2027, 10, 25), date(2027, 11, 3)) == ["10-26 19:30", "11-02 19:30"]


def test_the_second_tuesday_of_each_month_is_another_day_each_month() -> None:
    event = an_event(rule="FREQ=MONTHLY;BYDAY=2TU")

    assert days(event, date(2026, 12, 1), date(2027, 4, 1)) == [
        "12-08 19:30", "01-12 19:30", "02-09 19:30", "03-09 19:30"
    ]  # fmt: skip


def test_the_last_day_of_the_month_is_the_28th_and_the_29th_of_february_too() -> None:
    event = an_event(datetime(2027, 12, 31, 10, 0), rule="FREQ=MONTHLY;BYMONTHDAY=-1")

    assert days(event, date(2027, 12, 1), date(2028, 4, 1)) == [
        "12-31 10:00",
        "01-31 10:00",
        "02-29 10:00",
        "03-31 10:00",
    ]


def test_the_31st_is_not_held_in_a_month_without_one() -> None:
    event = an_event(datetime(2027, 1, 31, 10, 0), rule="FREQ=MONTHLY;BYMONTHDAY=31")

    assert days(event, date(2027, 1, 1), date(2027, 6, 1)) == ["01-31 10:00", "03-31 10:00", "05-31 10:00"]


@pytest.mark.parametrize(
    ("until", "last"),
    [("20261221", "12-15 19:30"), ("20261222", "12-22 19:30"), ("20261222T193000", "12-22 19:30"),
     ("20261222T192959", "12-15 19:30"), ("20261223", "12-22 19:30")],
)  # fmt: skip
def test_until_counts_its_own_day_to_the_end(until: str, last: str) -> None:
    event = an_event(rule=checked_rule(f"FREQ=WEEKLY;UNTIL={until}", TUESDAY))

    assert days(event, date(2026, 12, 1), date(2027, 2, 1))[-1] == last
    assert last_day(event) == date(2026, 12, int(last[3:5]))


def test_a_number_of_times_counts_from_the_first_and_not_from_today() -> None:
    event = an_event(rule="FREQ=WEEKLY;COUNT=3")

    assert days(event, date(2026, 12, 1), date(2027, 3, 1)) == ["12-08 19:30", "12-15 19:30", "12-22 19:30"]
    assert days(event, date(2026, 12, 16), date(2027, 3, 1)) == ["12-22 19:30"]
    assert days(event, date(2026, 12, 23), date(2027, 3, 1)) == []


def test_what_has_no_end_is_shown_for_twelve_months_and_no_longer() -> None:
    event = an_event(rule="FREQ=DAILY")

    shown = dates_of(event, first=date(2026, 12, 8), until=date(2040, 1, 1))

    assert (len(shown), shown[-1].begins.date()) == (366, date(2027, 12, 8))
    assert last_day(event) is None


def test_what_began_long_ago_and_is_held_each_day_is_still_shown() -> None:
    event = an_event(datetime(2000, 1, 1, 9, 0), rule="FREQ=DAILY")

    assert days(event, date(2026, 12, 1), date(2026, 12, 3)) == ["12-01 09:00", "12-02 09:00"]


@pytest.mark.parametrize(("on", "shown"), [(date(2026, 12, 9), 1), (date(2026, 12, 10), 1), (date(2026, 12, 11), 0)])
def test_what_lasts_some_days_is_shown_until_its_last_day(on: date, shown: int) -> None:
    event = an_event(ends=datetime(2026, 12, 10, 17, 0))

    assert len(dates_of(event, first=on, until=date(2027, 1, 1))) == shown


def test_a_date_that_was_dropped_is_gone_and_one_that_was_cancelled_says_so() -> None:
    changes = (
        Change(datetime(2026, 12, 15, 19, 30), Otherwise.DROPPED),
        Change(datetime(2026, 12, 22, 19, 30), Otherwise.CANCELLED),
    )
    event = an_event(rule="FREQ=WEEKLY;COUNT=4", changes=changes)

    shown = dates_of(event, first=date(2026, 12, 1), until=date(2027, 2, 1))

    assert [(each.begins.day, each.is_cancelled) for each in shown] == [(8, False), (22, True), (29, False)]


def test_one_cancelled_date_hides_no_other_and_is_not_the_next_one() -> None:
    event = an_event(rule="FREQ=WEEKLY", changes=(Change(TUESDAY, Otherwise.CANCELLED),))

    following = next_date(event, on=date(2026, 12, 1))

    assert following is not None
    assert following.begins == datetime(2026, 12, 15, 19, 30)


def test_a_date_that_was_moved_is_found_on_its_new_day_with_its_own_place() -> None:
    change = Change(
        TUESDAY, Otherwise.MOVED, datetime(2026, 12, 10, 20, 0), datetime(2026, 12, 10, 22, 0), "De Zaal",
        Place("Proefweg 1", "0000 AA", "Venlo"),
    )  # fmt: skip
    event = an_event(rule="FREQ=WEEKLY", where="Bibliotheek", changes=(change,))

    first, second = dates_of(event, first=date(2026, 12, 9), until=date(2026, 12, 16))

    assert (first.begins, first.where, first.is_moved) == (datetime(2026, 12, 10, 20, 0), "De Zaal", True)
    assert (second.begins, second.where, second.is_moved) == (datetime(2026, 12, 15, 19, 30), "Bibliotheek", False)


def test_a_date_of_next_month_that_was_moved_to_this_one_is_shown_in_this_one() -> None:
    moved = Change(
        datetime(2027, 1, 12, 19, 30), Otherwise.MOVED, datetime(2026, 12, 20, 19, 30), datetime(2026, 12, 20, 21, 0)
    )
    event = an_event(rule="FREQ=MONTHLY;BYDAY=2TU", changes=(moved,))

    assert days(event, date(2026, 12, 1), date(2027, 1, 1)) == ["12-08 19:30", "12-20 19:30"]


def test_a_past_date_that_was_put_off_is_shown_on_its_new_day() -> None:
    moved = Change(TUESDAY, Otherwise.MOVED, datetime(2027, 2, 1, 19, 30), datetime(2027, 2, 1, 21, 0))
    event = an_event(rule="FREQ=WEEKLY;COUNT=1", changes=(moved,))

    assert days(event, date(2027, 1, 15), date(2027, 3, 1)) == ["02-01 19:30"]
    assert last_day(event) == date(2027, 2, 1)


@pytest.mark.parametrize(
    ("rule", "why"),
    [
        ("FREQ=SECONDLY", "event_rule_too_often"),
        ("FREQ=HOURLY", "event_rule_too_often"),
        ("FREQ=DAILY;BYHOUR=1,2,3", "event_rule_not_taken"),
        ("FREQ=WEEKLY;INTERVAL=0", "event_rule_unreadable"),
        ("FREQ=WEEKLY;COUNT=0", "event_rule_unreadable"),
        ("FREQ=WEEKLY;COUNT=99999999", "event_rule_unreadable"),
        ("FREQ=WEEKLY;COUNT=3;UNTIL=20270101", "event_rule_unreadable"),
        ("FREQ=WEEKLY;BYDAY=XX", "event_rule_unreadable"),
        ("FREQ=WEEKLY;BYDAY=2TU", "event_rule_unreadable"),
        ("FREQ=WEEKLY;UNTIL=20271345", "event_rule_unreadable"),
        ("FREQ=WEEKLY;FREQ=DAILY", "event_rule_unreadable"),
        ("elke week", "event_rule_unreadable"),
        ("INTERVAL=2", "event_rule_unreadable"),
    ],
)
def test_a_rule_that_is_no_event_or_cannot_be_read_is_refused_with_its_reason(rule: str, why: str) -> None:
    with pytest.raises(RuleError) as refused:
        checked_rule(rule, TUESDAY)

    assert refused.value.why == why


def test_a_date_after_the_last_year_is_not_looked_for(looked_at) -> None:
    event = an_event(rule="FREQ=DAILY")

    assert date_at(event, datetime(9998, 1, 1, 19, 30)) is None
    assert not looked_at


NEVER = [
    "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30",
    "FREQ=DAILY;COUNT=5;BYMONTH=2;BYMONTHDAY=30",
    "FREQ=DAILY;INTERVAL=7;BYDAY=MO",
    "FREQ=MONTHLY;UNTIL=20301231T235959;BYMONTHDAY=31;BYMONTH=4",
    "FREQ=MONTHLY;INTERVAL=12;BYMONTH=2",
    "FREQ=YEARLY;BYDAY=MO;BYMONTH=2;BYSETPOS=40",
    "FREQ=YEARLY;INTERVAL=2;BYMONTHDAY=30;BYMONTH=2",
]


@pytest.fixture
def looked_at(monkeypatch) -> list[int]:
    """The steps that are taken to find a date."""
    steps: list[int] = []
    take = recurrence._Steps._take

    def counted(self: recurrence._Steps) -> None:
        steps.append(1)
        take(self)

    monkeypatch.setattr(recurrence._Steps, "_take", counted)
    for each in (recurrence._has_dates, recurrence.begins_of, recurrence.which_begin):
        each.cache_clear()
    return steps


@pytest.mark.parametrize("rule", NEVER)
def test_a_rule_that_falls_on_no_day_is_refused_and_not_looked_for_until_the_end_of_time(rule: str, looked_at) -> None:
    with pytest.raises(RuleError) as refused:
        checked_rule(rule, TUESDAY)

    assert refused.value.why == "event_rule_without_dates"
    assert 0 < len(looked_at) < 3_000


@pytest.mark.parametrize("rule", NEVER)
def test_a_rule_that_falls_on_no_day_is_worked_out_no_further_than_what_is_asked(rule: str, looked_at) -> None:
    assert begins_of(rule, TUESDAY, datetime(2026, 1, 1), datetime(2028, 1, 1)) == (TUESDAY,)
    assert 0 < len(looked_at) < 400 if "COUNT" not in rule else 0 < len(looked_at) < 8_000


@pytest.mark.parametrize(
    ("rule", "begins"),
    [
        ("FREQ=YEARLY;BYMONTHDAY=29;BYMONTH=2", datetime(2096, 3, 1, 10, 0)),
        ("FREQ=DAILY;BYMONTHDAY=29;BYMONTH=2", datetime(2096, 3, 1, 10, 0)),
        ("FREQ=YEARLY;INTERVAL=99;BYMONTH=2", TUESDAY),
        ("FREQ=WEEKLY;UNTIL=20261209T235959;BYDAY=MO", TUESDAY),
    ],
)
def test_a_rule_that_falls_on_a_day_after_years_or_after_its_end_is_taken(rule: str, begins: datetime) -> None:
    assert checked_rule(rule, begins).startswith("FREQ=")


@pytest.mark.parametrize("every", ["DAILY", "WEEKLY", "MONTHLY", "YEARLY"])
@pytest.mark.parametrize("interval", [1, 2, 5])
@pytest.mark.parametrize(
    "day", [datetime(2027, 1, 31, 10, 0), datetime(2028, 2, 29, 10, 0), datetime(2027, 8, 1, 10, 0)]
)
def test_a_bounded_look_finds_what_the_library_finds(every: str, interval: int, day: datetime) -> None:
    rule, until = f"FREQ={every};INTERVAL={interval};WKST=SU;BYDAY=SU,MO", datetime(2039, 3, 2)

    expected = {day, *rrulestr(rule, dtstart=day).between(day, until - timedelta(minutes=1), inc=True)}

    assert set(begins_of(rule, day, day, until)) == set(sorted(expected)[: recurrence.MOST_DATES])


FAR = [TUESDAY.replace(year=1999), TUESDAY.replace(year=9998)]


@pytest.mark.parametrize("part", ["at", "begins", "ends"])
@pytest.mark.parametrize("moment", FAR)
def test_a_change_of_a_year_that_cannot_be_right_is_refused(part: str, moment: datetime) -> None:
    with pytest.raises(EventError) as refused:
        Change(how=Otherwise.MOVED, **{"at": TUESDAY, "begins": TUESDAY, "ends": TUESDAY, part: moment})

    assert refused.value.code == "event_year_wrong"


@pytest.mark.parametrize("moment", FAR)
def test_a_date_beside_the_rule_of_a_year_that_cannot_be_right_is_refused(moment: datetime) -> None:
    with pytest.raises(EventError) as refused:
        an_event(more=(moment,))

    assert refused.value.code == "event_year_wrong"


ZONED = TUESDAY.replace(tzinfo=UTC)


@pytest.mark.parametrize(
    "said",
    [
        {"begins": ZONED, "ends": ZONED},
        {"ends": ZONED},
        {"more": (ZONED,)},
        {"begins": ZONED, "ends": ZONED, "rule": "FREQ=DAILY"},
    ],
)
def test_a_time_with_a_zone_is_no_time_of_the_clock_on_the_wall(said) -> None:
    with pytest.raises(EventError) as refused:
        an_event(**said)

    assert refused.value.code == "event_time_with_zone"


@pytest.mark.parametrize("part", ["at", "begins", "ends"])
def test_a_change_with_a_zone_is_refused(part: str) -> None:
    with pytest.raises(EventError) as refused:
        Change(how=Otherwise.MOVED, **{"at": TUESDAY, "begins": TUESDAY, "ends": TUESDAY, part: ZONED})

    assert refused.value.code == "event_time_with_zone"


@pytest.mark.parametrize(
    "said",
    [
        {"texts": {"nl": {"title": "x", "says": ["y"]}}},
        {"where": ["y"]},
        {"place": {"street": ["y"], "postcode": "", "town": ""}},
        {"place": "Venlo"},
        {"changes": [{"at": "2026-12-08T19:30", "how": "cancelled", "where": ["y"]}]},
        {"changes": ["y"]},
        {"texts": ["y"]},
    ],
)
def test_facts_that_are_no_text_are_refused(said) -> None:
    with pytest.raises(EventError):
        event_of(as_facts(an_event()) | said)


def test_the_place_of_a_date_that_was_moved_is_no_longer_than_that_of_the_event() -> None:
    with pytest.raises(EventError) as refused:
        Change(TUESDAY, Otherwise.MOVED, TUESDAY, TUESDAY, "x" * 201)

    assert refused.value.code == "event_text_too_long"


def test_the_dates_of_an_event_with_many_changes_are_worked_out_once(monkeypatch) -> None:
    looks: list[str] = []
    by_rule = recurrence._by_rule
    monkeypatch.setattr(recurrence, "_by_rule", lambda *said: looks.append(said[0]) or by_rule(*said))
    begins = datetime(2024, 1, 1, 9, 0)
    days_off = [begins + timedelta(days=number) for number in range(500)]
    later = datetime(2026, 12, 9, 9, 0)
    moved = tuple(Change(at, Otherwise.MOVED, later, later) for at in days_off)

    event = an_event(begins, rule="FREQ=DAILY", changes=moved)

    assert len(dates_of(event, first=TUESDAY.date(), until=date(2026, 12, 10))) == 502
    assert len(dates_at(event, days_off)) == 500
    assert len(looks) <= 3


@pytest.mark.parametrize("repeat", [each for each in Repeat if each is not Repeat.OTHERWISE])
@pytest.mark.parametrize("until", [None, date(2027, 6, 30)])
def test_what_somebody_chose_is_read_back_from_the_rule(repeat: Repeat, until: date | None) -> None:
    begins = datetime(2026, 12, 31, 19, 30)
    rule = rule_for(repeat, begins, until)

    assert repeat_of(rule, begins) == (repeat, until if rule else None)
    assert not rule or checked_rule(rule, begins) == rule


@pytest.mark.parametrize(("day", "is_last"), [(24, False), (25, True), (31, True)])
def test_the_last_weekday_begins_on_one_of_the_last_seven_days(day: int, is_last: bool) -> None:
    assert fits(Repeat.LAST_WEEKDAY, datetime(2026, 12, day)) is is_last


def test_an_event_is_the_same_after_it_was_kept() -> None:
    event = an_event(
        rule="FREQ=WEEKLY", more=(datetime(2026, 12, 9, 10, 0),), where="Bibliotheek", languages=("nl", "pl"),
        place=Place("Proefweg 1", "0000 AA", "Venlo"), changes=(Change(TUESDAY, Otherwise.CANCELLED),),
        texts={"nl": Text("Taalcafé", "Praat mee"), "pl": Text("Kawiarnia", review={"source": "1", "translation": "2"})},
    )  # fmt: skip

    assert event_of(as_facts(event)) == event


def test_what_a_keeper_added_lies_over_what_the_calendar_says_and_takes_nothing_else_away() -> None:
    source = as_facts(an_event(where="Nieuwe zaal", changes=(Change(TUESDAY, Otherwise.CANCELLED),)))
    own = {"texts": {"pl": {"title": "Kawiarnia"}}, "languages": ["pl"]}

    event = event_of(merged(source, own))

    assert (event.where, event.texts["nl"].title, event.texts["pl"].title) == (
        "Nieuwe zaal",
        "Taalcafé Voorbeeld",
        "Kawiarnia",
    )
    assert (event.languages, event.changes[0].how) == (("pl",), Otherwise.CANCELLED)


@pytest.mark.parametrize(
    ("said", "field", "code"),
    [
        ({"texts": {}}, "title", "event_title_missing"),
        ({"ends": datetime(2026, 12, 8, 19, 29)}, "ends", "event_ends_before_it_begins"),
        ({"ends": datetime(2027, 6, 8, 19, 29)}, "ends", "event_too_long"),
        ({"link": "javascript:alert(1)"}, "link", "event_link_unreadable"),
        ({"sign_up_at": "bel maar"}, "sign_up_at", "event_sign_up_unreadable"),
        ({"rule": "FREQ=MINUTELY"}, "rule", "event_rule_too_often"),
    ],
)
def test_what_cannot_be_right_is_refused_at_its_field(said, field: str, code: str) -> None:
    with pytest.raises(EventError) as refused:
        an_event(**said)

    assert (refused.value.field, refused.value.code) == (field, code)
