"""What there is to do, as everybody reads it: lists, one event, search, and calendars to take along."""

import gzip
import json
from collections.abc import Callable
from datetime import date, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.timezone import localdate, now
from icalendar import Calendar

from thoes.contacts.public import Place
from thoes.events.domain.event import Change, Event, Otherwise, SignUp, Text, as_facts
from thoes.events.models import KeptEvent
from thoes.guide.events import EVENTS
from thoes.guide.frame import FRAME, GUIDE_LANGUAGES
from thoes.guide.web.events import _until
from thoes.guide.web.pack import pack_of
from thoes.guide.web.pages import day_in_words

pytestmark = pytest.mark.django_db


def at(days: int, clock: str = "19:30") -> datetime:
    return datetime.fromisoformat(f"{localdate() + timedelta(days=days)}T{clock}")


@pytest.fixture
def make(venlo, weert) -> Callable[..., KeptEvent]:
    """make("title", days from today, municipality=..., ago=..., is_hidden=..., **parts) -> an event that everybody finds."""

    def made(
        title: str = "Taalcafé", days: int = 3, *, municipality="GM0983", ago=0, is_hidden=False, **said
    ) -> KeptEvent:
        begins = said.pop("begins", at(days))
        texts = said.pop("texts", {"nl": Text(title, "Praat Nederlands.")})
        event = Event(**{"begins": begins, "ends": begins + timedelta(hours=2), "texts": texts} | said)
        row = KeptEvent(municipality_id=municipality or None, changed_at=now(), made_at=now(), is_hidden=is_hidden)
        row.checked_on, row.checked_for = localdate() - timedelta(days=ago), "Gemeente Venlo"
        row.lay(own=as_facts(event))
        row.save()
        return row

    return made


def page(name: str, *parts: object, **asked: str) -> str:
    answer = Client().get(reverse(f"guide:{name}", args=parts), asked)
    assert answer.status_code == 200
    assert not answer.cookies
    return answer.content.decode()


@pytest.mark.parametrize("language", GUIDE_LANGUAGES)
def test_the_pages_are_there_in_every_language_without_a_script_and_weigh_little(make, language: str) -> None:
    row = make(
        rule="FREQ=DAILY", price=Decimal("2.50"), languages=("nl", "pl"), texts={"nl": Text("Café", "x", "Busje")}
    )
    for number in range(80):
        make(f"Activiteit {number}", rule="FREQ=WEEKLY")

    for found in (page("events", language), page("events-in", language, "venlo"), page("event", language, row.pk)):
        assert "<script" not in found
        assert len(found.encode()) < 100_000
        assert f'lang="{language}"' in found


def test_every_language_has_every_word() -> None:
    def keys(words, above="") -> set[str]:
        return {
            key
            for name, value in words.items()
            for key in (keys(value, f"{above}{name}.") if isinstance(value, dict) else {f"{above}{name}"})
        }

    source = EVENTS.wording("nl")
    for language in GUIDE_LANGUAGES:
        wording = EVENTS.wording(language)
        assert wording.language == language
        assert keys(wording.sentences) == keys(source.sentences)
        assert [wording.names_in(key) for key in keys(wording.sentences)] == [
            source.names_in(key) for key in keys(wording.sentences)
        ]


def test_the_next_date_of_each_event_stands_first_and_what_is_for_all_of_limburg_among_them(make) -> None:
    make("Later", 9)
    make("Overal", 5, municipality="")
    make("Elke week", 2, rule="FREQ=WEEKLY")
    make("Elders", 1, municipality="GM0988")
    make("Verborgen", 1, is_hidden=True)
    make("Voorbij", -3)

    found = page("events-in", "nl", "venlo")

    assert [found.index(title) for title in ("Elke week", "Overal", "Later")] == sorted(
        found.index(title) for title in ("Elke week", "Overal", "Later")
    )
    assert found.count("Elke week") == 1
    assert EVENTS.wording("nl")["more_dates"] in found
    assert not any(title in found for title in ("Elders", "Verborgen", "Voorbij"))


@pytest.mark.parametrize(
    ("asked", "titles"),
    [
        ({"when": "today"}, ["Vandaag"]),
        ({"speaks": "pl"}, ["Pools"]),
        ({"free": "1"}, ["Vandaag"]),
        ({"free": "1", "speaks": "pl"}, []),
        ({"when": "anders", "speaks": "../.."}, ["Vandaag", "Pools"]),
    ],
)
def test_a_list_is_narrowed_by_day_language_and_costs(make, asked, titles) -> None:
    make("Vandaag-feest", 0, price=Decimal(0))
    make("Pools-uur", 40, languages=("pl",))

    found = page("events-in", "nl", "venlo", **asked)

    assert [title for title in ("Vandaag", "Pools") if f"{title}-" in found] == titles
    assert (EVENTS.wording("nl")["none"] in found) is (not titles)


@pytest.mark.parametrize(
    ("when", "today", "until"),
    [
        ("today", date(2026, 12, 31), date(2027, 1, 1)),
        ("week", date(2026, 11, 29), date(2026, 11, 30)),
        ("week", date(2026, 11, 30), date(2026, 12, 7)),
        ("month", date(2026, 12, 1), date(2027, 1, 1)),
        ("month", date(2026, 12, 31), date(2027, 1, 1)),
        ("month", date(2027, 2, 28), date(2027, 3, 1)),
    ],
)
def test_a_week_ends_on_sunday_and_a_month_on_its_last_day(when: str, today: date, until: date) -> None:
    assert _until(when, today) == until


def test_a_cancelled_date_says_so_in_the_list_and_on_the_page(make) -> None:
    row = make(rule="FREQ=WEEKLY", changes=(Change(at(3), Otherwise.CANCELLED),))

    assert "Odwołane" in page("events-in", "pl", "venlo")
    assert page("event", "pl", row.pk).count("Odwołane") == 1


def test_a_text_in_another_language_is_said_to_be_and_marked(make) -> None:
    row = make(texts={"nl": Text("Taalcafé"), "en": Text("Language café")})

    found = page("event", "pl", row.pk)

    assert FRAME.wording("pl").filled("notice.missing", language="English") in found
    assert '<h1 class="nl-heading nl-heading--level-1" lang="en" dir="ltr">Language café</h1>' in found


def test_a_translation_that_nobody_read_says_so_and_the_dutch_does_not(make) -> None:
    row = make(texts={"nl": Text("Taalcafé"), "pl": Text("Kawiarnia")})

    assert FRAME.wording("pl")["notice.unreviewed"] in page("event", "pl", row.pk)
    assert FRAME.wording("nl")["notice.unreviewed"] not in page("event", "nl", row.pk)


def test_what_nobody_checked_for_long_says_since_when(make) -> None:
    row = make(ago=200)

    day = day_in_words(localdate() - timedelta(days=200), "nl")
    assert EVENTS.wording("nl").filled("overdue", day=day) in page("event", "nl", row.pk)


def test_an_event_tells_costs_language_sign_up_transport_and_where_to_ask(make) -> None:
    row = make(
        texts={"nl": Text("Café", "Kom langs.", "Busje om 19.00 uur")}, price=Decimal("2.5"), languages=("nl", "pl"),
        sign_up=SignUp.NEEDED, sign_up_at="088 000 00 90", for_children=True, where="Bibliotheek",
        place=Place("Proefweg 1", "0000 AA", "Venlo"), link="https://www.cafe.example/",
    )  # fmt: skip

    found = page("event", "nl", row.pk)

    for words in (
        "2,50",
        "Nederlands en Pools",
        "Meld u eerst aan.",
        "Busje om 19.00 uur",
        "Ook voor kinderen",
        "Proefweg 1",
    ):
        assert words in found
    assert 'href="tel:0880000090"' in found
    assert f"{reverse('guide:help', args=['nl'])}?place=GM0983&amp;speaks=nl" in found


@pytest.mark.parametrize("hidden", [True, False])
def test_what_is_hidden_or_not_there_is_not_found(make, hidden: bool) -> None:
    row = make(is_hidden=hidden)
    key = row.pk if hidden else "6f9619ff-8b86-4d11-b42d-00c04fc964ff"

    assert Client().get(reverse("guide:event", args=["nl", key])).status_code == 404
    assert Client().get(reverse("guide:event-file", args=["nl", key])).status_code == 404


def test_a_municipality_or_language_that_is_not_there_is_not_found() -> None:
    for name, parts in (("events-in", ["nl", "nergens"]), ("events-feed", ["nl", "nergens"]), ("events", ["xx"])):
        assert Client().get(reverse(f"guide:{name}", args=parts)).status_code == 404


def test_what_somebody_wrote_is_no_html(make) -> None:
    row = make(texts={"nl": Text("<b>Café</b>", "<script>alert(1)</script>")}, where="<i>Zaal</i>")

    for found in (page("event", "nl", row.pk), page("events-in", "nl", "venlo")):
        assert not any(each in found for each in ("<b>Café", "<script", "<i>Zaal"))


def test_a_choice_of_municipality_leads_to_its_page(make) -> None:
    answer = Client().get(reverse("guide:events", args=["nl"]), {"place": "GM0983"})

    assert (answer.status_code, answer.headers["Location"]) == (302, reverse("guide:events-in", args=["nl", "venlo"]))


def entries(address: str) -> list:
    answer = Client().get(address)
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "text/calendar; charset=utf-8")
    return Calendar.from_ical(answer.content).walk("VEVENT")


def test_an_event_goes_into_a_calendar_with_its_rule_its_zone_and_its_other_dates(make) -> None:
    moved = Change(at(17), Otherwise.MOVED, at(18, "20:00"), at(18, "22:00"), "Zaal 2")
    changes = (Change(at(10), Otherwise.CANCELLED), moved, Change(at(24), Otherwise.DROPPED))
    until = f"{at(60):%Y%m%d}T235959"
    row = make(rule=f"FREQ=WEEKLY;UNTIL={until}", changes=changes)

    main, cancelled, elsewhere = entries(reverse("guide:event-file", args=["nl", row.pk]))

    assert main["DTSTART"].dt == at(3).replace(tzinfo=ZoneInfo("Europe/Amsterdam"))
    assert main["DTSTART"].params["TZID"] == "Europe/Amsterdam"
    assert main["RRULE"]["UNTIL"][0].utcoffset() == timedelta(0)
    assert [each.dt.replace(tzinfo=None) for each in main["EXDATE"].dts] == [at(24)]
    assert (cancelled["RECURRENCE-ID"].dt.replace(tzinfo=None), cancelled["STATUS"]) == (at(10), "CANCELLED")
    assert (elsewhere["DTSTART"].dt.replace(tzinfo=None), elsewhere["LOCATION"]) == (at(18, "20:00"), "Zaal 2")
    assert {main["UID"], cancelled["UID"], elsewhere["UID"]} == {f"{row.pk}@thoes"}


def test_whole_days_end_on_the_day_after_in_a_calendar(make) -> None:
    row = make(begins=at(3, "00:00"), ends=at(4, "00:00"), is_all_day=True)

    (main,) = entries(reverse("guide:event-file", args=["nl", row.pk]))

    assert (main["DTSTART"].dt, main["DTEND"].dt) == (at(3).date(), at(5).date())


def test_a_telephone_that_follows_a_municipality_gets_its_events_and_the_same_bytes_twice(make) -> None:
    make("Taalcafé")
    make("Overal", municipality="")
    make("Elders", municipality="GM0988")
    address = reverse("guide:events-feed", args=["nl", "venlo"])

    assert {str(each["SUMMARY"]) for each in entries(address)} == {"Taalcafé", "Overal"}
    assert Client().get(address).content == Client().get(address).content
    assert f'href="webcal://testserver{address}"' in page("events-in", "nl", "venlo")


@pytest.mark.parametrize(
    ("words", "is_found"), [("taalcafe", True), ("kawiarni", True), ("zwemmen", False), ("", False)]
)
def test_search_finds_an_event_by_a_word_in_any_language(make, words: str, is_found: bool) -> None:
    make(texts={"nl": Text("Taalcafé Voorbeeld"), "pl": Text("Kawiarnia językowa")})

    assert ("Taalcafé Voorbeeld" in page("guide-search", "nl", q=words)) is is_found


def test_a_kept_guide_has_the_coming_weeks_and_is_another_when_a_date_is_cancelled(make) -> None:
    row, far = make(rule="FREQ=WEEKLY"), make("Ver weg", 100)

    def pack():
        made = pack_of("nl", scheme="http", host="testserver", on=localdate())
        return made.version, json.loads(gzip.decompress(made.compressed))["pages"]

    version, pages = pack()
    town = pages[reverse("guide:events-in", args=["nl", "venlo"])]["body"]
    assert all(words in town for words in ("Taalcafé", "Ver weg"))
    assert not any(words in town for words in ("webcal:", "<form"))
    assert reverse("guide:event", args=["nl", row.pk]) in pages
    assert reverse("guide:event", args=["nl", far.pk]) not in pages

    row.lay(own={**row.own, "is_cancelled": True})
    row.changed_at = now()
    row.save()
    assert pack()[0] != version


def test_the_first_page_of_the_guide_leads_to_the_events() -> None:
    assert f'href="{reverse("guide:events", args=["ro"])}"' in page("guide", "ro")
