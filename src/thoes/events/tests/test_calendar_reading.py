"""What stands in a calendar file, also in a bad one: read as lines, with what is wrong beside each."""

import time

import pytest

from thoes.events.calendar_reading import MOST_BYTES, CalendarLine, read_calendar
from thoes.kernel.refusals import Refusal

# As Exchange writes it: a zone of its own name, with its rules beside it.
EXCHANGE = """BEGIN:VTIMEZONE
TZID:Eigen tijd
BEGIN:STANDARD
DTSTART:16010101T030000
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:16010101T020000
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3
END:DAYLIGHT
END:VTIMEZONE
"""


def file_of(*events: str, head: str = "") -> bytes:
    """A calendar with these events, each by its lines without a name."""
    entries = "".join(f"BEGIN:VEVENT\nDTSTAMP:20261101T000000Z\n{event.strip()}\nEND:VEVENT\n" for event in events)
    text = f"BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//Voorbeeld//NL\n{head}{entries}END:VCALENDAR\n"
    return text.replace("\n", "\r\n").encode()


def one(lines: str, *others: str, head: str = "") -> CalendarLine:
    (found,) = read_calendar(file_of(lines, *others, head=head))
    return found


WEEKLY = "UID:a\nSUMMARY:Taalcafé\nDTSTART;TZID=Europe/Amsterdam:20261208T193000\nDTEND;TZID=Europe/Amsterdam:20261208T213000"


def test_an_event_is_read_with_its_time_place_and_words() -> None:
    found = one(
        f"{WEEKLY}\nLOCATION:Bibliotheek\\, Venlo\nDESCRIPTION:Kom langs.\\nGratis.\nURL:https://www.venlo.example/x"
    )

    assert (found.uid, found.title, found.where, found.wrong) == ("a", "Taalcafé", "Bibliotheek, Venlo", "")
    assert (found.begins, found.ends, found.is_floating) == ("2026-12-08T19:30", "2026-12-08T21:30", False)
    assert found.rest == {"says": "Kom langs.\nGratis.", "link": "https://www.venlo.example/x"}


@pytest.mark.parametrize(
    ("start", "begins", "is_floating"),
    [
        ("DTSTART:20260708T173000Z", "2026-07-08T19:30", False),
        ("DTSTART:20261208T183000Z", "2026-12-08T19:30", False),
        ("DTSTART;TZID=Europe/London:20261208T183000", "2026-12-08T19:30", False),
        ("DTSTART;TZID=W. Europe Standard Time:20260708T193000", "2026-07-08T19:30", False),
        ("DTSTART:20261208T193000", "2026-12-08T19:30", True),
    ],
)
def test_a_time_elsewhere_becomes_the_time_here_and_one_without_a_zone_is_marked(start, begins, is_floating) -> None:
    found = one(f"UID:a\nSUMMARY:x\n{start}")

    assert (found.begins, found.is_floating, found.wrong) == (begins, is_floating, "")


def test_a_zone_with_a_name_of_its_own_is_known_by_its_rules() -> None:
    found = one("UID:a\nSUMMARY:x\nDTSTART;TZID=Eigen tijd:20260708T193000\nRRULE:FREQ=WEEKLY", head=EXCHANGE)

    assert (found.begins, found.rule, found.wrong) == ("2026-07-08T19:30", "FREQ=WEEKLY", "")


@pytest.mark.parametrize(
    "part",
    [
        "RRULE:FREQ=SECONDLY",
        "RRULE:FREQ=YEA\n RLY;BYSECOND=1,2,3",
        "RRULE:FREQ=YEARLY;BYDAY=SU",
        "RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",
        "RRULE:FREQ=YEARLY;BYWEEKNO=20",
        "EXRULE:FREQ=SECONDLY",
        "TZNAME:x\u2028RRULE:FREQ=SECONDLY",
        f"RDATE:{','.join(['20260101T000000'] * 501)}",
        "\n".join(["END:STANDARD\nBEGIN:STANDARD\nDTSTART:19700101T000000\nTZOFFSETFROM:+0200\nTZOFFSETTO:+0100"] * 61),
    ],
)
def test_a_zone_that_would_be_worked_out_without_end_is_refused_before_it_is(part: str) -> None:
    zone = EXCHANGE.replace("RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10", part)

    with pytest.raises(Refusal) as refused:
        read_calendar(file_of(WEEKLY, head=zone))

    assert refused.value.code == "calendar_zone_unusual"


@pytest.mark.parametrize(
    "part",
    [
        "RRULE:FREQ=YEARLY;BYMINUTE=0;BYHOUR=3;BYDAY=-1SU;BYMONTH=10;WKST=SU",
        "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=SU;BYMONTHDAY=25,26,27,28,29,30,31;UNTIL=20991231T000000Z",
        "RDATE:20251026T030000,20261025T030000",
        "RRULE:FREQ=YEARLY",
    ],
)
def test_a_zone_of_a_usual_shape_is_taken(part: str) -> None:
    zone = EXCHANGE.replace("RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10", part)

    found = one("UID:a\nSUMMARY:x\nDTSTART;TZID=Eigen tijd:20260708T193000", head=zone)

    assert (found.begins, found.wrong) == ("2026-07-08T19:30", "")


def test_a_time_far_away_comes_back_before_its_zone_is_worked_out() -> None:
    found = one("UID:a\nSUMMARY:x\nDTSTART;TZID=Eigen tijd:99980708T193000", head=EXCHANGE)

    assert found.wrong == "event_year_wrong"


def test_the_zone_of_one_file_does_not_shift_the_events_of_the_next() -> None:
    name = "W. Europe Standard Time"
    hostile = EXCHANGE.replace("Eigen tijd", name).replace("+0100", "+0900").replace("+0200", "+0900")
    event = f"UID:a\nSUMMARY:x\nDTSTART;TZID={name}:20260708T193000"

    assert one(event, head=hostile).begins == "2026-07-08T12:30"
    assert one(event).begins == "2026-07-08T19:30"


@pytest.mark.parametrize(
    ("name", "begins", "wrong"),
    [
        ("Europe", "2026-07-08T19:30", ""),
        ("x" * 300, "", "event_time_unreadable"),
        ("/x" * 300, "", "event_time_unreadable"),
    ],
)
def test_a_zone_whose_name_is_that_of_no_file_breaks_nothing(name: str, begins: str, wrong: str) -> None:
    found = one(f"UID:a\nSUMMARY:x\nDTSTART;TZID={name}:20260708T193000")

    assert (found.begins, found.is_floating, found.wrong) == (begins, not wrong, wrong)


@pytest.mark.parametrize(
    ("names", "most"), [(["Nepski"] * 600, 1), ([f"/x/Nepski {number}" for number in range(600)], 500)]
)
def test_a_zone_is_looked_for_once_and_not_without_end(names: list[str], most: int, monkeypatch) -> None:
    asked: list[str] = []
    monkeypatch.setattr("thoes.events.calendar_zones.ZONEINFO.timezone", lambda _self, name: asked.append(name))

    read_calendar(
        file_of(*(f"UID:{number}\nSUMMARY:x\nDTSTART;TZID={name}:20260708T193000" for number, name in enumerate(names)))
    )

    assert len(asked) == most


@pytest.mark.parametrize(
    ("zone", "wrong"),
    [("Europe/Berlin", ""), ("Europe/London", "event_repeats_by_another_clock"), ("UTC", "event_repeats_by_another_clock"),
     ("America/New_York", "event_repeats_by_another_clock")],
)  # fmt: skip
def test_what_repeats_by_another_clock_comes_back(zone: str, wrong: str) -> None:
    start = "DTSTART:20261208T193000Z" if zone == "UTC" else f"DTSTART;TZID={zone}:20261208T193000"

    assert one(f"UID:a\nSUMMARY:x\n{start}\nRRULE:FREQ=WEEKLY").wrong == wrong


@pytest.mark.parametrize(
    ("end", "ends"),
    [("DTEND;VALUE=DATE:20261209", "2026-12-08T00:00"), ("DTEND;VALUE=DATE:20261211", "2026-12-10T00:00"),
     ("DURATION:P2D", "2026-12-09T00:00"), ("", "2026-12-08T00:00")],
)  # fmt: skip
def test_whole_days_end_on_their_last_day(end: str, ends: str) -> None:
    found = one(f"UID:a\nSUMMARY:x\nDTSTART;VALUE=DATE:20261208\n{end}".strip())

    assert (found.ends, found.rest["is_all_day"], found.wrong) == (ends, True, "")


def test_the_end_of_a_rule_is_told_by_the_clock_here() -> None:
    assert one(f"{WEEKLY}\nRRULE:FREQ=WEEKLY;UNTIL=20261222T183000Z").rule == "FREQ=WEEKLY;UNTIL=20261222T193000"


def test_dates_beside_the_rule_dropped_cancelled_and_moved_are_read() -> None:
    found = one(
        f"{WEEKLY}\nRRULE:FREQ=WEEKLY;COUNT=5\nRDATE;TZID=Europe/Amsterdam:20261210T100000"
        "\nEXDATE;TZID=Europe/Amsterdam:20261215T193000\nEXDATE;VALUE=DATE:20261222",
        "UID:a\nRECURRENCE-ID;TZID=Europe/Amsterdam:20261229T193000\nSTATUS:CANCELLED"
        "\nDTSTART;TZID=Europe/Amsterdam:20261229T193000",
        "UID:a\nRECURRENCE-ID;TZID=Europe/Amsterdam:20270105T193000\nSUMMARY:x\nLOCATION:Zaal 2"
        "\nDTSTART;TZID=Europe/Amsterdam:20270106T200000\nDTEND;TZID=Europe/Amsterdam:20270106T220000",
    )

    assert found.rest["more"] == ["2026-12-10T10:00"]
    assert found.rest["changes"] == [
        {"at": "2026-12-15T19:30", "how": "dropped"},
        {"at": "2026-12-22T19:30", "how": "dropped"},
        {"at": "2026-12-29T19:30", "how": "cancelled"},
        {
            "at": "2027-01-05T19:30",
            "how": "moved",
            "begins": "2027-01-06T20:00",
            "ends": "2027-01-06T22:00",
            "where": "Zaal 2",
        },
    ]


@pytest.mark.parametrize(
    ("lines", "wrong"),
    [
        ("SUMMARY:x\nDTSTART:20261208T183000Z", "event_without_uid"),
        ("UID:a\nDTSTART:20261208T183000Z", "event_title_missing"),
        ("UID:a\nSUMMARY:x", "event_time_unreadable"),
        ("UID:a\nSUMMARY:x\nDTSTART:morgen", "event_time_unreadable"),
        ("UID:a\nSUMMARY:x\nDTSTART:20261208T183000Z\nDTEND:later", "event_time_unreadable"),
        ("UID:a\nSUMMARY:x\nDTSTART:20261208T183000Z\nCLASS:PRIVATE", "event_private"),
        ("UID:a\nSUMMARY:Bel 111222333\nDTSTART:20261208T183000Z", "number_may_be_bsn"),
        (f"{WEEKLY}\nRRULE:FREQ=WEEKLY\nRRULE:FREQ=DAILY", "event_rule_not_taken"),
        (f"{WEEKLY}\nRRULE:FREQ=WEEKLY\nEXDATE:{','.join(['20261215T193000'] * 501)}", "event_too_many_dates"),
        (f"UID:a\nSUMMARY:{'x' * 121}\nDTSTART:20261208T183000Z", "event_text_too_long"),
    ],
)  # fmt: skip
def test_what_is_wrong_with_one_event_is_told_and_the_others_are_read(lines: str, wrong: str) -> None:
    first, second = read_calendar(file_of(lines, WEEKLY.replace("UID:a", "UID:b")))

    assert (first.wrong, second.wrong) == (wrong, "")


def test_the_place_of_one_date_holds_no_number_of_a_person() -> None:
    other = (
        "UID:a\nRECURRENCE-ID;TZID=Europe/Amsterdam:20261215T193000\nLOCATION:Bel 111222333\nDTSTART:20261216T183000Z"
    )

    assert one(f"{WEEKLY}\nRRULE:FREQ=WEEKLY", other).wrong == "number_may_be_bsn"


def test_a_change_of_one_date_and_all_after_it_is_not_guessed() -> None:
    other = "UID:a\nRECURRENCE-ID;RANGE=THISANDFUTURE;TZID=Europe/Amsterdam:20261229T193000\nDTSTART:20261230T183000Z"

    assert one(f"{WEEKLY}\nRRULE:FREQ=WEEKLY", other).wrong == "event_range_not_taken"


def test_who_organises_and_who_comes_is_not_read_and_html_is_no_text() -> None:
    found = one(
        f"{WEEKLY}\nORGANIZER;CN=Jan Voorbeeld:mailto:jan@venlo.example\nATTENDEE;CN=Piet:mailto:piet@venlo.example"
        "\nDESCRIPTION:<p>Kom <b>langs</b><br>Vrij &amp; blij</p>"
    )

    assert found.rest == {"says": "Kom langs\nVrij & blij"}
    assert "venlo.example" not in repr(found)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "calendar_unreadable"),
        (b"<html>Log in</html>", "calendar_unreadable"),
        (b"BEGIN:VCALENDAR\r\nonzin\r\nEND:VCALENDAR", "calendar_unreadable"),
        (b"BEGIN:VCALENDAR\r\nEND:VEVENT\r\nEND:VCALENDAR", "calendar_unreadable"),
        (b"BEGIN:VCALENDAR\r\nX:\xff\xfe\r\nEND:VCALENDAR", "calendar_unreadable"),
        (file_of(), "calendar_empty"),
        (file_of(WEEKLY)[:-20], "calendar_cut_off"),
        (b"BEGIN:VCALENDAR\r\n" + b"X" * MOST_BYTES, "calendar_too_large"),
        (file_of(*["UID:a\nSUMMARY:x"] * 2_001), "calendar_too_many"),
    ],
)
def test_a_file_that_is_no_whole_calendar_is_refused_as_a_whole(content: bytes, code: str) -> None:
    with pytest.raises(Refusal) as refused:
        read_calendar(content)

    assert refused.value.code == code


def test_a_mark_at_the_beginning_of_a_file_is_no_part_of_it() -> None:
    assert read_calendar(b"\xef\xbb\xbf" + file_of(WEEKLY))[0].title == "Taalcafé"


def test_a_full_file_is_read_within_seconds() -> None:
    filler = "DESCRIPTION:" + "x" * 2_300
    content = file_of(*(f"{WEEKLY}\n{filler}".replace("UID:a", f"UID:{number}") for number in range(2_000)))
    assert 4_500_000 < len(content) < MOST_BYTES

    begun = time.process_time()
    found = read_calendar(content)

    assert (len(found), found[0].is_cut) == (2_000, True)
    assert time.process_time() - begun < 20
