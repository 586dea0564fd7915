"""An event of an older version that cannot be worked out: its keeper is told and mends it, and nobody else meets it."""

import pytest
from django.test import Client
from django.urls import reverse

from thoes.events import ics
from thoes.events.domain.event import Text
from thoes.events.mending import mend
from thoes.events.models import Act, KeptEvent
from thoes.events.services import cancel_date, find_right, take_away, undo, write_text
from thoes.events.tests.conftest import NOW, TUESDAY
from thoes.events.tests.test_calendars import SERIES, taken_in
from thoes.events.tests.test_calendars import _own_folder as _own_folder
from thoes.events.tests.test_calendars import calendar as calendar
from thoes.events.tests.test_calendars import handed as handed
from thoes.events.tests.test_pages import filled, words
from thoes.kernel.refusals import Refusal

pytestmark = pytest.mark.django_db
_NEVER = "FREQ=DAILY;BYMONTHDAY=30;BYMONTH=2"


@pytest.fixture
def broken(make_event):
    """broken(**facts) -> an event in the table with these facts over its own, None leaving one out."""

    def make(**facts) -> KeptEvent:
        row = make_event("Kapot", price=None)
        own = {name: value for name, value in (row.own | facts).items() if value is not None}
        KeptEvent.objects.filter(pk=row.pk).update(own=own)
        row.refresh_from_db()
        return row

    return make


@pytest.mark.parametrize(
    ("facts", "says"),
    [
        ({"rule": _NEVER}, "hoe de activiteit zich herhaalt"),
        ({"changes": [{"at": "gisteren", "how": "moved"}]}, "de datums die vervallen of verzet zijn"),
        ({"price": "veel"}, "de kosten"),
        ({"place": {"straat": "x"}}, "het adres"),
        ({"link": "venlo"}, "de pagina waarop het staat"),
        ({"texts": {"nl": {"title": "Kapot"}, "pl": {"titel": "x"}}}, "de teksten in andere talen"),
        ({"sign_up": "misschien", "languages": 5}, "de gesproken talen"),
    ],
)
def test_what_is_in_the_way_is_said_and_left_out_in_one_press(broken, kees, logged_in, facts, says: str) -> None:
    row, client = broken(**facts), logged_in(kees)

    page = words(client.get(reverse("events:event", args=[row.pk])))
    assert "Wij kunnen deze activiteit niet meer lezen." in page
    assert says in page

    answer = client.post(reverse("events:leave-out", args=[row.pk]), follow=True)
    assert "Hersteld." in words(answer)
    row.refresh_from_db()
    assert (row.event.title, row.event.begins) == ("Kapot", TUESDAY)
    record = row.records.order_by("-pk")[0]
    assert (record.act, record.before["own"] == row.own) == (Act.MENDED, False)


@pytest.mark.parametrize("facts", [{"begins": "ooit"}, {"texts": None}, {"begins": None, "ends": None}, {"ends": 5}])
def test_one_without_its_day_or_title_is_filled_in_again(broken, kees, logged_in, facts) -> None:
    row, client = broken(**facts), logged_in(kees)

    assert "Vul de activiteit opnieuw in" in words(client.get(reverse("events:event", args=[row.pk])))
    change = reverse("events:change", args=[row.pk])
    assert 'value="Kapot"' in client.get(change).content.decode()
    client.post(change, filled(title="Weer heel", upon=str(row.version)))

    row.refresh_from_db()
    assert row.event.title == "Weer heel"
    with pytest.raises(Refusal):
        mend(actor=kees, event_id=row.pk, **NOW)


def test_one_of_a_calendar_is_mended_or_comes_again_with_it(handed, kees, logged_in) -> None:
    taken_in(handed(SERIES))
    row = KeptEvent.objects.get()
    KeptEvent.objects.update(source=row.source | {"rule": _NEVER}, own={"price": "veel"})
    client, address = logged_in(kees), reverse("events:event", args=[row.pk])

    page = words(client.get(address))
    assert "hoe de activiteit zich herhaalt" in page
    assert "de kosten" in page
    client.post(reverse("events:leave-out", args=[row.pk]))
    row.refresh_from_db()
    assert (row.event.rule, row.event.price) == ("", None)

    taken_in(handed(SERIES))
    row.refresh_from_db()
    assert row.event.rule.startswith("FREQ=WEEKLY")

    KeptEvent.objects.update(source=row.source | {"begins": "ooit"})
    assert "Lees de agenda nog een keer in" in words(client.get(address))
    assert client.get(reverse("events:change", args=[row.pk])).status_code == 404


def test_it_is_taken_away_and_put_back_without_being_read(broken, kees) -> None:
    row = broken(begins="ooit")

    record = take_away(actor=kees, event_id=row.pk, **NOW)
    row.refresh_from_db()
    assert row.gone_on == NOW["on"]

    undo(actor=kees, event_id=row.pk, record_id=record.pk, **NOW)
    row.refresh_from_db()
    assert (row.gone_on, row.own["begins"]) == (None, "ooit")


def test_nothing_else_is_done_about_it_and_no_page_breaks(broken, kees, logged_in) -> None:
    row, client = broken(rule=_NEVER), logged_in(kees)

    for act in (
        lambda: find_right(actor=kees, event_id=row.pk, **NOW),
        lambda: cancel_date(actor=kees, event_id=row.pk, of=TUESDAY, **NOW),
        lambda: write_text(
            actor=kees, event_id=row.pk, language="pl", text=Text("Zepsute"), is_read=True, upon=1, **NOW
        ),
    ):
        with pytest.raises(Refusal) as refused:
            act()
        assert refused.value.code == "event_not_worked_out"
    assert client.get(reverse("events:text", args=[row.pk, "pl"])).status_code == 404
    assert client.get(f"{reverse('events:move', args=[row.pk])}?at=2026-12-08T19:30").status_code == 404
    assert client.post(reverse("events:cancel-date", args=[row.pk]), {"at": "2026-12-08T19:30"}).status_code == 302


def test_everybody_else_meets_the_others_alone(broken, make_event) -> None:
    row, client = broken(rule=_NEVER), Client()
    make_event("Goed", rule="FREQ=WEEKLY")

    assert client.get(reverse("guide:event", args=["nl", row.pk])).status_code == 404
    assert client.get(reverse("guide:event-file", args=["nl", row.pk])).status_code == 404
    for name in ("events-in", "events-feed"):
        found = client.get(reverse(f"guide:{name}", args=["nl", "venlo"])).content.decode()
        assert ("Goed" in found, "Kapot" in found) == (True, False)
    assert "Kapot" not in client.get(reverse("guide:guide-search", args=["nl"]), {"q": "kapot"}).content.decode()


def test_an_event_whose_dates_break_takes_no_other_from_who_follows_the_calendar(make_event, monkeypatch) -> None:
    make_event("Goed")
    make_event("Breekt")

    def stub(entry):
        if entry.title == "Breekt":
            raise ValueError
        return _components(entry)

    _components = ics._components
    monkeypatch.setattr(ics, "_components", stub)

    found = Client().get(reverse("guide:events-feed", args=["nl", "venlo"])).content.decode()
    assert ("SUMMARY:Goed" in found, "SUMMARY:Breekt" in found) == (True, False)
