"""Calendars in the dress of the programs that make them, and zones that would take long to work out."""

import io
import time
from datetime import datetime, timedelta

import pytest
from dateutil.tz import tzical

from thoes.events.calendar_reading import read_calendar
from thoes.events.ics import ZONE
from thoes.events.tests.test_calendar_reading import EXCHANGE, file_of
from thoes.kernel.refusals import Refusal

_RULED = """BEGIN:{kind}
{more}DTSTART:{start}
TZOFFSETFROM:{before}
TZOFFSETTO:{after}
TZNAME:{name}
RRULE:FREQ=YEARLY;BYMONTH={month};BYDAY=-1SU
END:{kind}
"""


def _zone(name: str, *parts: str, more: str = "") -> str:
    return f"BEGIN:VTIMEZONE\nTZID:{name}\n{more}{''.join(parts)}END:VTIMEZONE\n"


def _summer(start: str, **said: str) -> str:
    usual = {"kind": "DAYLIGHT", "before": "+0100", "after": "+0200", "name": "CEST", "month": "3", "more": ""}
    return _RULED.format(start=start, **usual | said)


def _winter(start: str, **said: str) -> str:
    usual = {"kind": "STANDARD", "before": "+0200", "after": "+0100", "name": "CET", "month": "10", "more": ""}
    return _RULED.format(start=start, **usual | said)


_ONCE = "BEGIN:{kind}\nTZOFFSETFROM:{before}\nTZOFFSETTO:{after}\nTZNAME:{name}\nDTSTART:{start}\nRDATE:{start}\nEND:{kind}\n"
_LONG_AGO = [
    _ONCE.format(kind="STANDARD", before="+001932", after="+001932", name="AMT", start="18350101T000000"),
    _ONCE.format(kind="DAYLIGHT", before="+001932", after="+011932", name="NST", start="19160501T000000"),
    _ONCE.format(kind="STANDARD", before="+0200", after="+0100", name="CET", start="19451101T030000"),
    "BEGIN:STANDARD\nTZOFFSETFROM:+0200\nTZOFFSETTO:+0100\nTZNAME:CET\nDTSTART:19770925T030000"
    "\nRRULE:FREQ=YEARLY;UNTIL=19951001T010000Z;BYMONTH=9;BYDAY=-1SU\nEND:STANDARD\n",
]
_EVENT = "SUMMARY:Taalcafé\nDTSTART;TZID={zone}:20260708T193000\nDTEND;TZID={zone}:20260708T213000\nRRULE:FREQ=WEEKLY;BYDAY=WE"

DRESSES = {
    "Google": (
        "CALSCALE:GREGORIAN\nMETHOD:PUBLISH\nX-WR-CALNAME:Agenda Voorbeeld\nX-WR-TIMEZONE:Europe/Amsterdam\n"
        + _zone(
            "Europe/Amsterdam",
            _summer("19700329T020000"),
            _winter("19701025T030000"),
            more="X-LIC-LOCATION:Europe/Amsterdam\n",
        ),
        _EVENT.format(zone="Europe/Amsterdam")
        + "\nUID:abc123@google.com\nCREATED:20260101T000000Z\nSEQUENCE:0\nSTATUS:CONFIRMED\nTRANSP:OPAQUE",
    ),
    "Outlook": (
        "METHOD:PUBLISH\nX-WR-CALNAME:Agenda\n"
        + _zone(
            "W. Europe Standard Time",
            _winter("16010101T030000").replace("MONTH=10;BYDAY=-1SU", "MONTH=10;BYDAY=-1SU;INTERVAL=1"),
            _summer("16010101T020000").replace("MONTH=3;BYDAY=-1SU", "MONTH=3;BYDAY=-1SU;INTERVAL=1"),
        ),
        _EVENT.format(zone="W. Europe Standard Time")
        + "\nUID:040000008200E00074C5B7101A82E008\nCLASS:PUBLIC\nPRIORITY:5\nX-MICROSOFT-CDO-BUSYSTATUS:BUSY"
        "\nX-MICROSOFT-DISALLOW-COUNTER:FALSE",
    ),
    "Outlook, with a name of its own": (
        _zone("(UTC+01:00) Amsterdam, Berlin", _winter("16010101T030000"), _summer("16010101T020000")),
        _EVENT.format(zone='"(UTC+01:00) Amsterdam, Berlin"') + "\nUID:0400AA",
    ),
    "Nextcloud": (
        "CALSCALE:GREGORIAN\nREFRESH-INTERVAL;VALUE=DURATION:PT4H\nX-PUBLISHED-TTL:PT4H\n"
        + _zone("Europe/Amsterdam", _summer("19700329T020000"), _winter("19701025T030000")),
        _EVENT.format(zone="Europe/Amsterdam") + "\nUID:1b4e28ba-2fa1-11d2-883f-0016d3cca427\nSTATUS:CONFIRMED",
    ),
    "Apple": (
        "CALSCALE:GREGORIAN\nX-APPLE-CALENDAR-COLOR:#1BADF8\n"
        + _zone("Europe/Amsterdam", *_LONG_AGO, _summer("19810329T020000"), _winter("19961027T030000")),
        _EVENT.format(zone="Europe/Amsterdam")
        + "\nUID:5D6F0A1C-7B1E-4C8A-9E3F-1A2B3C4D5E6F\nX-APPLE-TRAVEL-ADVISORY-BEHAVIOR:AUTOMATIC",
    ),
    "Apple, with a name of its own": (
        _zone("Amsterdam (Mac)", *_LONG_AGO, _summer("19810329T020000"), _winter("19961027T030000")),
        _EVENT.format(zone="Amsterdam (Mac)") + "\nUID:5D6F0A1D",
    ),
}


@pytest.mark.parametrize("name", DRESSES)
def test_the_calendars_of_usual_programs_are_read(name: str) -> None:
    head, event = DRESSES[name]

    (found,) = read_calendar(file_of(event, head=head))

    assert (found.title, found.begins, found.ends) == ("Taalcafé", "2026-07-08T19:30", "2026-07-08T21:30")
    assert (found.rule, found.wrong, found.is_floating) == ("FREQ=WEEKLY;BYDAY=WE", "", False)


def _events(many: int) -> list[str]:
    return [
        f"UID:{number}\nSUMMARY:x\nDTSTART;TZID=Eigen tijd:20{26 + number % 70}{number % 12 + 1:02}"
        f"{number % 28 + 1:02}T{number % 24:02}{number % 60:02}00\nRRULE:FREQ=WEEKLY;COUNT=5"
        for number in range(many)
    ]


def test_a_full_calendar_of_exchange_takes_no_longer_for_its_zone() -> None:
    content = file_of(*_events(2_000), head=EXCHANGE)

    begun = time.process_time()
    found = read_calendar(content)

    assert {each.wrong for each in found} == {""}
    # It took nine seconds when each moment went through all changes since 1601; it takes one.
    assert time.process_time() - begun < 5


_HOSTILE = (
    "BEGIN:STANDARD\nDTSTART:{start}T030000\nTZOFFSETFROM:+0200\nTZOFFSETTO:+0100"
    "\nRRULE:FREQ=YEARLY;BYMONTH=10;{rule}\nEND:STANDARD\n"
)


@pytest.mark.parametrize(
    ("start", "rule"),
    [
        ("00010101", "BYMONTHDAY=25,26,27,28,29,30,31"),
        ("00010101", "BYDAY=SU"),
        ("00010101", "BYDAY=-1SU;UNTIL=20991231T000000Z"),
        ("00010101", "BYDAY=-1SU;COUNT=9999"),
        ("00040229", "BYDAY=-1SU"),
    ],
)
def test_a_zone_with_too_many_changes_is_refused_before_they_are_worked_out_and_that_is_said(start, rule) -> None:
    zone = _zone("Eigen tijd", _HOSTILE.format(start=start, rule=rule) * 58)

    begun = time.process_time()
    with pytest.raises(Refusal) as refused:
        read_calendar(file_of(*_events(200), head=zone))

    assert refused.value.code == "calendar_zone_unusual"
    assert time.process_time() - begun < 1


def test_many_zones_together_are_counted_as_one() -> None:
    zones = "".join(
        _zone(f"Zone {number}", _HOSTILE.format(start="19700101", rule="BYDAY=SU") * 5) for number in range(12)
    )

    with pytest.raises(Refusal) as refused:
        read_calendar(file_of(*_events(1), head=zones))

    assert refused.value.code == "calendar_zone_unusual"


@pytest.mark.parametrize(
    "head",
    [
        EXCHANGE,
        _zone("Eigen tijd", *_LONG_AGO, _summer("19810329T020000"), _winter("19961027T030000")),
        _zone("Eigen tijd", _summer("20300331T020000"), _winter("20101031T030000")),
        _zone("Eigen tijd", _summer("20300331T020000")),
    ],
)
def test_the_offsets_are_those_that_the_library_works_out(head: str) -> None:
    zone = tzical(io.StringIO(head)).get()
    moments = [datetime(2000, 1, 1, 12) + timedelta(days=97 * number, hours=number) for number in range(380)]
    moments += [datetime(2026, 3, 29, hour, 30) for hour in range(5)]
    moments += [datetime(2026, 10, 25, hour, 30) for hour in range(5)]
    lines = [f"UID:{n}\nSUMMARY:x\nDTSTART;TZID=Eigen tijd:{each:%Y%m%dT%H%M%S}" for n, each in enumerate(moments)]

    found = [each.begins for each in read_calendar(file_of(*lines, head=head))]

    amsterdam = [each.replace(tzinfo=zone).astimezone(ZONE).replace(tzinfo=None, fold=0) for each in moments]
    assert found == [each.isoformat(timespec="minutes") for each in amsterdam]
