"""When a helper is open, on which days not, and how hours are read."""

from datetime import date, datetime, time

import pytest

from thoes.contacts.domain.hours_text import read_hours, read_other_days, write_hours, write_other_days
from thoes.contacts.domain.listing import (
    HelperKind,
    Hours,
    Listing,
    ListingError,
    OnHolidays,
    OtherDays,
    Phone,
    as_facts,
    listing_of,
)
from thoes.contacts.domain.opening import ALL_DAY, OpenState, Why, hours_on, open_at, week_of

MONDAY, CHRISTMAS = date(2026, 11, 30), date(2026, 12, 25)


def is_holiday(day: date) -> bool:
    return day == CHRISTMAS


def helper(hours: str = "ma-vr 09:00-17:00", **said) -> Listing:
    return Listing(name="X", kind=HelperKind.LEGAL, hours=read_hours(hours), **said)


def at(clock: str, day: date = MONDAY) -> datetime:
    return datetime.combine(day, time.fromisoformat(clock))


@pytest.mark.parametrize(
    ("clock", "state"),
    [("08:59", "closed"), ("09:00", "open"), ("16:59", "open"), ("17:00", "closed"), ("17:01", "closed")],
)
def test_it_is_open_from_the_first_minute_until_the_last(clock, state) -> None:
    assert open_at(helper(), at(clock), is_holiday=is_holiday) == OpenState(state)


@pytest.mark.parametrize(
    ("clock", "day", "state"),
    [
        ("16:59", MONDAY, "closed"), ("17:00", MONDAY, "open"), ("23:59", MONDAY, "open"),
        ("07:59", date(2026, 12, 1), "open"), ("08:00", date(2026, 12, 1), "closed"),
        ("07:59", MONDAY, "closed"), ("12:00", date(2026, 12, 5), "open"), ("00:00", date(2026, 12, 6), "open"),
    ],
)  # fmt: skip
def test_hours_past_midnight_belong_to_the_evening_before(clock, day, state) -> None:
    post = helper("ma-vr 17:00-08:00; za 00:00-24:00; zo 00:00-24:00")

    assert open_at(post, at(clock, day), is_holiday=is_holiday) == OpenState(state)


def test_without_hours_nobody_knows_whether_it_is_open() -> None:
    assert open_at(helper(""), at("12:00"), is_holiday=is_holiday) is OpenState.UNKNOWN


@pytest.mark.parametrize(
    ("does", "state", "why"),
    [
        (OnHolidays.UNKNOWN, OpenState.UNKNOWN, Why.MAY_BE_HOLIDAY),
        (OnHolidays.CLOSED, OpenState.CLOSED, Why.HOLIDAY),
        (OnHolidays.AS_USUAL, OpenState.OPEN, Why.USUAL),
        (OnHolidays.AS_SUNDAY, OpenState.CLOSED, Why.HOLIDAY),
    ],
)
def test_on_a_holiday_it_is_what_was_said_and_else_not_known(does, state, why) -> None:
    office = helper(on_holidays=does)

    assert open_at(office, at("12:00", CHRISTMAS), is_holiday=is_holiday) is state
    assert hours_on(office, CHRISTMAS, is_holiday=is_holiday).why is why


def test_what_is_said_for_a_day_comes_before_the_holiday_and_the_usual_hours() -> None:
    office = helper(
        on_holidays=OnHolidays.CLOSED,
        other_days=(
            OtherDays(CHRISTMAS, CHRISTMAS, "10:00", "12:00", "kerst"),
            OtherDays(MONDAY, MONDAY, says="dicht"),
        ),
    )

    assert open_at(office, at("11:00", CHRISTMAS), is_holiday=is_holiday) is OpenState.OPEN
    assert open_at(office, at("11:00"), is_holiday=is_holiday) is OpenState.CLOSED
    assert hours_on(office, MONDAY, is_holiday=is_holiday).says == "dicht"


def test_a_week_has_seven_days_each_with_its_own_hours() -> None:
    week = week_of(helper("ma, wo 09:00-12:00; wo 13:00-17:00"), first=MONDAY, is_holiday=is_holiday)

    assert [day.day.day for day in week] == [30, 1, 2, 3, 4, 5, 6]
    assert [len(day.spans) for day in week] == [1, 0, 2, 0, 0, 0, 0]


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("ma-vr 9-17", [Hours((0, 1, 2, 3, 4), "09:00", "17:00")]),
        ("Maandag t/m donderdag: 8.30 - 12.00 en 13.00 - 16.30 uur",
         [Hours((0, 1, 2, 3), "08:30", "12:00"), Hours((0, 1, 2, 3), "13:00", "16:30")]),
        ("di, do 13:00–17:00; za 10:00 tot 12:00", [Hours((1, 3), "13:00", "17:00"), Hours((5,), "10:00", "12:00")]),
        ("Mon-Fri 09:00-17:00", [Hours((0, 1, 2, 3, 4), "09:00", "17:00")]),
        ("vr-ma 10:00-12:00", [Hours((0, 4, 5, 6), "10:00", "12:00")]),
        ("elke dag 00:00-24:00", [Hours((0, 1, 2, 3, 4, 5, 6), *ALL_DAY)]),
        ("", []),
    ],
)  # fmt: skip
def test_hours_are_read_as_people_type_them(text, hours) -> None:
    assert list(read_hours(text)) == hours


@pytest.mark.parametrize(
    "text", ["ma-vr", "09:00-17:00", "ma-vr 9-25", "ma-vr 9-17 op afspraak", "xx 9-17", "ma-di-wo 9-17", "24:00-25:00"]
)
def test_hours_that_are_not_understood_are_refused_and_not_guessed(text) -> None:
    with pytest.raises(ListingError):
        read_hours(text)


@pytest.mark.parametrize("text", ["kerst dicht", "31-02-2026 dicht", "24-12-2026", "24-12-2026 misschien"])
def test_other_days_that_are_not_understood_are_refused(text) -> None:
    with pytest.raises(ListingError):
        read_other_days(text)


def test_what_is_written_is_read_as_the_same() -> None:
    hours = read_hours("ma-vr 09:00-17:00; za, zo 10:00-12:00; elke dag 20:00-22:00")
    other = read_other_days("24-12-2026 dicht: kerstavond\n27-12-2026 t/m 31-12-2026 10:00-12:00")

    assert read_hours(write_hours(hours)) == hours
    assert read_other_days(write_other_days(other)) == other
    assert other[1] == OtherDays(date(2026, 12, 27), date(2026, 12, 31), "10:00", "12:00")


def test_a_listing_survives_being_kept_as_plain_facts() -> None:
    whole = helper(
        municipality="GM0983", serves=("GM0983",), says={"nl": "Hulp"}, phones=(Phone("0800-2000", "gratis"),),
        other_days=(OtherDays(CHRISTMAS, CHRISTMAS),), on_holidays=OnHolidays.CLOSED, languages=("pl",),
        only_by_appointment=True,
    )  # fmt: skip

    assert listing_of("X", "legal", "GM0983", as_facts(whole)) == whole


@pytest.mark.parametrize("number", ["geen", "0800 BELNU", "", "043 321 84 89 x"])
def test_a_number_that_cannot_be_dialled_is_refused(number) -> None:
    with pytest.raises(ListingError):
        Phone(number)


def test_a_number_is_dialled_without_what_makes_it_readable() -> None:
    assert Phone("+31 70 333 56 78").dialled == "+31703335678"
