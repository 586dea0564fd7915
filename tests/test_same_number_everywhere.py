"""A number that stands in more than one place is the same in all of them: read off every page, file and list.

The world is small and nasty, and it is three o'clock at night. Who adds a place where such a number stands adds a line here.
"""

import csv
import io
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import openpyxl
import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader

from tests.reading_pages import cells_of, number_after, number_before, number_in, text_of
from thoes.accounts.public import Actor
from thoes.housing.models import Bed, Permit, Site
from thoes.monitor.models import Why
from thoes.monitor.publishing import publish
from thoes.occupancy.norms import sites_tonight, towns_tonight
from thoes.occupancy.public import people_in_night
from thoes.register.models import Stay, Worker
from thoes.register.public import (
    Declared,
    DeclaredWorker,
    check_in,
    merge_workers,
    move_workers,
    void_stay,
)
from thoes.registration.models import BrpRegistration
from thoes.registration.services import assess_persons, count_effect
from thoes.rules.norm_terms import NormOutcome

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

# Three o'clock at night: until six it is the night of the day before.
NIGHT = date(2026, 5, 14)
NOW = datetime(2026, 5, 15, 3, 0, tzinfo=ZoneInfo("Europe/Amsterdam"))
DAY = timedelta(days=1)


@dataclass
class World:
    """Two sites of one name in Venlo, `first` the crowded one and `second` without a permit."""

    first: Site
    second: Site
    open_as: Callable[[str], Client]
    actors: dict[str, Actor]

    def get(self, who: str, name: str, *args: Any, **query: Any) -> Any:
        answer = self.open_as(who).get(reverse(name, args=args), query)
        assert answer.status_code == 200, f"{name} answers {answer.status_code} to {who}"
        return answer


@pytest.fixture
def world(
    alice, charlie, vera, sofie, bob, paula, provider, other_provider, venlo, weert, make_site, logged_in, monkeypatch
):
    monkeypatch.setattr(timezone, "now", lambda: NOW)
    first, second = make_site(provider, venlo, rooms=7), make_site(provider, venlo)
    make_site(other_provider, venlo)
    make_site(other_provider, weert)
    Site.objects.filter(pk__in=[first.pk, second.pk]).update(name="Huize Voorbeeld", contact_phone="000")
    for capacity, ends in ((6, None), (4, NIGHT), (3, None)):
        Permit.objects.create(
            site=first, kind="letting", number=f"V-{capacity}", holder="Voorbeeld", capacity=capacity,
            valid_from=NIGHT + DAY if capacity == 3 else date(2020, 1, 1), valid_until=ends, recorded_at=NOW,
        )  # fmt: skip
    _fill(alice, first, second)
    _elsewhere(charlie, bob)
    clients: dict[str, Client] = {}
    actors = {"alice": alice, "vera": vera, "sofie": sofie, "bob": bob, "paula": paula}

    def open_as(who: str) -> Client:
        if who not in clients:
            clients[who] = logged_in(actors[who])
            clients[who].cookies["django_language"] = "nl"
        return clients[who]

    return World(Site.objects.get(pk=first.pk), Site.objects.get(pk=second.pk), open_as, actors)


def _fill(alice: Actor, first: Site, second: Site) -> None:
    """Ten people in thirteen beds of the first site, two in four of the second."""
    beds = list(Bed.objects.filter(unit__site=first).order_by("unit__position", "position"))
    Bed.objects.filter(pk=beds[-1].pk).update(out_of_use_from=NIGHT)
    Bed.objects.filter(pk=beds[-2].pk).update(out_of_use_from=NIGHT + DAY)

    def come(site: Site, name: str, arrival: date, **more: Any) -> Stay:
        line = Declared(site_id=site.pk, arrival=arrival, worker=DeclaredWorker(family_name=name), **more)
        _, (result,) = check_in(actor=alice, arrivals=[line], at=NOW, nonce=None)
        assert result.refusal is None, result.refusal
        return Stay.objects.get(stay_id=result.stay_id, known_until=None)

    long_ago = NIGHT - 200 * DAY
    for name in ("Testowska", "Próbny", "Nepski"):
        come(first, name, long_ago)
    come(first, "Zalegly", NIGHT - 30 * DAY, expected_departure=NIGHT - 2 * DAY)
    come(first, "Planowy", NIGHT - DAY + DAY, expected_departure=NIGHT + 20 * DAY)
    come(first, "Rano", NIGHT - 9 * DAY, departure=NIGHT + DAY)
    come(first, "Nocny", NIGHT)
    come(first, "Wczoraj", NIGHT - 9 * DAY, departure=NIGHT)
    come(first, "Jutro", NIGHT + DAY, bed_id=beds[-3].pk)
    mistake = come(first, "Pomylka", NIGHT - DAY)
    void_stay(actor=alice, stay_id=mistake.stay_id, at=NOW, nonce=None)
    mover = come(first, "Przenosi", NIGHT - 5 * DAY)
    bed = Bed.objects.filter(unit__site=second).first()
    move_workers(actor=alice, moves=[(mover.stay_id, bed.pk)], on=NIGHT, at=NOW, nonce=None)
    come(first, "Podwojna", long_ago)
    come(first, "Koniec", NIGHT - 3 * DAY, expected_departure=NIGHT)
    come(first, "Dawna", NIGHT - 80 * DAY, departure=NIGHT - 60 * DAY)
    come(first, "Ostatni", NIGHT - 40 * DAY)
    come(second, "Drugi", NIGHT - 40 * DAY)


def _elsewhere(charlie: Actor, bob: Actor) -> None:
    """Somebody at another housing provider in Venlo who is said to be one person with somebody of the first site: two beds."""
    site = Site.objects.get(provider=charlie.organisation_id, municipality="GM0983")
    line = Declared(site_id=site.pk, arrival=NIGHT - DAY, worker=DeclaredWorker(family_name="Podwojna"))
    check_in(actor=charlie, arrivals=[line], at=NOW, nonce=None)
    one, other = workers_called("Podwojna")
    merge_workers(actor=bob, first=one.pk, second=other.pk, at=NOW)


def workers_called(name: str) -> list[Worker]:
    """Names are encrypted: the database cannot look for one."""
    return [worker for worker in Worker.objects.all() if worker.family_name == name]


PEOPLE, BEDS, FREE, BOOKED, PERMITTED = 10, 13, 2, 1, 6
PEOPLE_IN_VENLO, BEDS_IN_VENLO = 10 + 2 + 1, 13 + 4 + 4


def sheet_of(answer: Any) -> list[tuple[Any, ...]]:
    return list(openpyxl.load_workbook(io.BytesIO(answer.content)).worksheets[0].values)


def csv_of(answer: Any) -> list[list[str]]:
    return list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))


def pdf_of(answer: Any) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(answer.content)).pages).split())


def in_file(rows: Any, world: World, heading: str) -> int:
    """The cell of the first site in a column of a file."""
    titles = list(rows[0])
    (row,) = [row for row in rows[1:] if world.first.code in row or world.first.address in row]
    return int(row[titles.index(heading)])


def one_night(world: World) -> dict[str, Any]:
    return {"site": world.first.pk, "first": NIGHT.isoformat(), "last": NIGHT.isoformat()}


def register_file(world: World, kind: str) -> Any:
    world.open_as("sofie").post(reverse("register:night-register-task"), {"reason": "visit", "reference": "T-1"})
    return world.get("sofie", "register:night-register-export", kind, **one_night(world))


def register_page(world: World) -> str:
    register_file(world, "csv")
    return text_of(world.get("sofie", "register:night-register-show", **one_night(world)))


def supervisors_list(world: World) -> str:
    register_file(world, "csv")
    return pdf_of(world.get("sofie", "register:night-register-tonight", world.first.pk))


def of_need(world: World, name: str, heading: str) -> int:
    answer = world.get("vera", "pipeline:need", file=name)
    rows = sheet_of(answer) if name == "xlsx" else csv_of(answer)
    (row,) = [row for row in rows if row[1] == "Venlo" and row[2] == "Totaal"]
    return int(row[list(rows[0]).index(heading)])


# Where it stands how many people sleep at the first site tonight.
TONIGHT: dict[str, Callable[[World], int]] = {
    "today": lambda w: number_in(cells_of(w.get("alice", "register:today"), w.first.address)["Vannacht"]),
    "board, beds with somebody": lambda w: text_of(w.get("alice", "register:board", w.first.pk)).count("sinds "),
    "tonight's list": lambda w: number_before(
        "mensen binnen vannacht", text_of(w.get("alice", "register:tonight", w.first.pk))
    ),
    "tonight's list, lines": lambda w: (
        text_of(w.get("alice", "register:tonight", w.first.pk)).count(" sinds ")
        + text_of(w.get("alice", "register:tonight", w.first.pk)).count("zou vertrekken op")
    ),
    "tonight's list, PDF": lambda w: number_before(
        "personen binnen", pdf_of(w.get("alice", "register:tonight-pdf", w.first.pk))
    ),
    "tonight's list of the supervisor": lambda w: number_before("personen binnen", supervisors_list(w)),
    "choosing page of the supervisor": lambda w: number_in(
        cells_of(w.get("sofie", "register:night-register"), w.first.address)["Vannacht"]
    ),
    "night register": lambda w: number_before("verblijven.", register_page(w)),
    "night register, xlsx": lambda w: len(sheet_of(register_file(w, "xlsx"))) - 1,
    "night register, csv": lambda w: len(csv_of(register_file(w, "csv"))) - 1,
    "night register, pdf": lambda w: number_before("verblijven", pdf_of(register_file(w, "pdf"))),
    "card, who is in": lambda w: number_before(
        "personen in 13 bedden", text_of(w.get("vera", "housing:card", w.first.pk))
    ),
    "card, norms": lambda w: number_in(
        text_of(w.get("vera", "housing:card", w.first.pk)).partition("Hier slapen vannacht")[2]
    ),
    "norms": lambda w: number_in(cells_of(w.get("vera", "occupancy:norms"), w.first.address)["Vannacht"]),
    "norms of the housing provider": lambda w: number_in(
        cells_of(w.get("alice", "occupancy:norms"), w.first.address)["Vannacht"]
    ),
    "norms, xlsx": lambda w: in_file(sheet_of(w.get("vera", "occupancy:norms", file="xlsx")), w, "Mensen vannacht"),
    "year of the site, last night of the chart": lambda w: (
        w.get("vera", "occupancy:site-year", w.first.pk).context["year"].people[-1]
    ),
    "who reaches the four months": lambda w: number_in(
        cells_of(w.get("alice", "registration:early-notices"), w.first.address)["Vannacht hier"]
    ),
    "the door for other modules": lambda w: (
        people_in_night(NIGHT, sites=[w.first], seen_as=w.actors["vera"])[w.first.pk].number or -1
    ),
}

# Where it stands how many people sleep in Venlo tonight; of a municipality only for itself exactly.
TONIGHT_IN_VENLO: dict[str, Callable[[World], int]] = {
    "choosing page of the supervisor": lambda w: number_after(
        "Mensen", text_of(w.get("sofie", "register:night-register"))
    ),
    "need": lambda w: number_in(cells_of(w.get("vera", "pipeline:need"), "Venlo")["Bezet"]),
    "need, xlsx": lambda w: of_need(w, "xlsx", "Bezet"),
    "need, csv": lambda w: of_need(w, "csv", "Bezet"),
    "need, beds less free": lambda w: (
        BEDS_IN_VENLO - number_in(cells_of(w.get("vera", "pipeline:need"), "Venlo")["Vrij"])
    ),
    "norms, all sites together": lambda w: sum(
        row.decision.people for row in sites_tonight(actor=w.actors["vera"], on=NIGHT)
    ),
}

BEDS_IN_USE: dict[str, Callable[[World], int]] = {
    "today": lambda w: number_before(
        "Vrije bedden vannacht",
        cells_of(w.get("alice", "register:today"), w.first.address)["Vannacht"] + " Vrije bedden vannacht",
    ),
    "choosing page of the supervisor": lambda w: number_in(
        cells_of(w.get("sofie", "register:night-register"), w.first.address)["Bedden"]
    ),
    "own sites": lambda w: number_in(cells_of(w.get("alice", "housing:sites"), w.first.address)["Bedden in gebruik"]),
    "own site": lambda w: number_after("Bedden in gebruik", text_of(w.get("alice", "housing:site", w.first.pk))),
    "table of sites": lambda w: number_in(
        cells_of(w.get("vera", "housing:all-sites"), w.first.street + " " + w.first.house_number)["Bedden in gebruik"]
    ),
    "table of sites, xlsx": lambda w: in_file(
        sheet_of(w.get("vera", "housing:all-sites", file="xlsx")), w, "Bedden in gebruik"
    ),
    "table of sites, csv": lambda w: in_file(
        csv_of(w.get("vera", "housing:all-sites", file="csv")), w, "Bedden in gebruik"
    ),
    "card": lambda w: number_before("bedden in gebruik", text_of(w.get("vera", "housing:card", w.first.pk))),
    "board, beds that are shown": lambda w: w.get("alice", "register:board", w.first.pk).context["whole"].count("all"),
    "need, less the other sites": lambda w: of_need(w, "xlsx", "Bedden in gebruik") - 8,
}

FREE_TONIGHT: dict[str, Callable[[World], int]] = {
    "today": lambda w: number_in(cells_of(w.get("alice", "register:today"), w.first.address)["Vrije bedden vannacht"]),
    "board, filter": lambda w: _of_filter(w, "free"),
    "board, beds to check in to": lambda w: text_of(w.get("alice", "register:board", w.first.pk)).count(
        "Aanmelden in "
    ),
    "tonight's list": lambda w: number_before(
        "vrije bedden vannacht", text_of(w.get("alice", "register:tonight", w.first.pk))
    ),
}

BOOKED_LATER: dict[str, Callable[[World], int]] = {
    "today": lambda w: number_before(
        "gereserveerd voor later", cells_of(w.get("alice", "register:today"), w.first.address)["Vrije bedden vannacht"]
    ),
    "board": lambda w: text_of(w.get("alice", "register:board", w.first.pk)).count("gereserveerd vanaf"),
}

ALLOWED_BY_PERMITS: dict[str, Callable[[World], int]] = {
    "own sites": lambda w: number_in(cells_of(w.get("alice", "housing:sites"), w.first.address)["Vergunning voor"]),
    "table of sites": lambda w: number_in(
        cells_of(w.get("vera", "housing:all-sites"), w.first.street + " " + w.first.house_number)["Personen toegestaan"]
    ),
    "table of sites, csv": lambda w: in_file(
        csv_of(w.get("vera", "housing:all-sites", file="csv")), w, "Personen toegestaan volgens vergunningen"
    ),
    "card": lambda w: number_before("personen toegestaan", text_of(w.get("vera", "housing:card", w.first.pk))),
    "norms": lambda w: number_in(cells_of(w.get("vera", "occupancy:norms"), w.first.address)["Hoogstens"]),
    "norms, xlsx": lambda w: in_file(
        sheet_of(w.get("vera", "occupancy:norms", file="xlsx")), w, "Hoogstens, voor zover bekend"
    ),
    "year of the site": lambda w: w.get("vera", "occupancy:site-year", w.first.pk).context["year"].most[-1],
}


def _of_filter(world: World, wanted: str) -> int:
    filters = world.get("alice", "register:board", world.first.pk).context["filters"]
    return next(count for show, _label, count in filters if show == wanted)


@pytest.mark.parametrize(
    ("places", "number"),
    [
        (TONIGHT, PEOPLE),
        (TONIGHT_IN_VENLO, PEOPLE_IN_VENLO),
        (BEDS_IN_USE, BEDS),
        (FREE_TONIGHT, FREE),
        (BOOKED_LATER, BOOKED),
        (ALLOWED_BY_PERMITS, PERMITTED),
    ],
    ids=["tonight", "tonight in Venlo", "beds", "free", "booked", "permitted"],
)
def test_a_number_is_the_same_wherever_it_stands(places, number: int, world: World) -> None:
    found = {place: read(world) for place, read in places.items()}

    assert found == dict.fromkeys(places, number)


def test_the_monitor_shows_everybody_of_venlo_what_the_need_shows_the_province(world: World) -> None:
    publish(night=NIGHT, at=NOW, why=Why.ASKED, months=0)
    everybody = Client()
    asked = {"area": "GM0983", "period": NIGHT.isoformat()}

    in_the_need = number_in(cells_of(world.get("paula", "pipeline:need"), "Venlo")["Bezet"])
    places = {
        "page": number_before(
            "Internationale werknemers die hier slapen",
            text_of(everybody.get(reverse("monitor:area", args=["GM0983"]))),
        ),
        "table": everybody.get(reverse("monitor:table"), asked).context["listing"].rows[0].number,
        "xlsx": sheet_of(everybody.get(reverse("monitor:table"), {**asked, "file": "xlsx"}))[1][2],
        "open data": next(
            row["number"]
            for row in everybody.get(reverse("monitor:json", args=["people"])).json()["numbers"]
            if (row["area_code"], row["split"]) == ("GM0983", "")
        ),
    }

    assert abs(in_the_need - PEOPLE_IN_VENLO) < 10
    assert places == dict.fromkeys(places, in_the_need)


def test_sites_and_people_above_a_norm_agree(world: World) -> None:
    over = [
        row for row in sites_tonight(actor=world.actors["vera"], on=NIGHT) if row.decision.outcome is NormOutcome.OVER
    ]
    (venlo, _weert) = sorted(towns_tonight(actor=world.actors["paula"], on=NIGHT), key=lambda town: -town.over)

    assert [row.decision.too_many for row in over] == [PEOPLE - PERMITTED]
    assert venlo.over == len(over)
    assert cells_of(world.get("paula", "occupancy:norms"), "Venlo")["Te veel"] == str(len(over))


def test_who_has_a_duty_and_who_is_registered_are_as_many_on_the_worklist_and_in_the_effect(
    world: World, venlo
) -> None:
    (registered,) = workers_called("Nepski")
    BrpRegistration.objects.create(
        person_id=registered.person_id, municipality=venlo, registered_on=NIGHT - 20 * DAY, recorded_at=NOW
    )
    assess_persons(persons=None, on=NIGHT)
    count_effect(on=NIGHT)

    effect = text_of(world.get("bob", "registration:effect"))
    parts = world.get("bob", "registration:worklist").context["listing"].counts

    assert number_before("Verplicht en niet ingeschreven", effect) == parts["overdue"] + parts["due"]
    assert "1 van 4 " in effect


def test_two_sites_of_one_name_are_told_apart_in_every_list(world: World) -> None:
    lists = [
        ("alice", "register:today"), ("alice", "housing:sites"), ("alice", "registration:early-notices"),
        ("alice", "occupancy:norms"), ("vera", "occupancy:norms"), ("vera", "housing:all-sites"),
        ("vera", "housing:permits"), ("sofie", "register:night-register"),
    ]  # fmt: skip

    for who, name in lists:
        page = text_of(world.get(who, name))
        assert f"{world.first.street} {world.first.house_number}" in page, name
    rows = csv_of(register_file(world, "csv"))
    assert rows[1][:2] == [world.first.name, world.first.address]


def test_a_night_has_one_predicate_also_where_it_is_asked_as_a_range_or_counted_over_a_year(world: World) -> None:
    from_database = people_in_night(NIGHT, sites=[world.first, world.second], seen_as=world.actors["alice"])

    assert [from_database[site.pk].number for site in (world.first, world.second)] == [PEOPLE, 2]


@pytest.mark.parametrize("who", ["alice", "vera", "sofie", "bob", "paula"])
def test_every_number_of_today_is_that_of_the_page_it_leads_to(world, who) -> None:
    assess_persons(persons=None, on=NOW.date())
    tasks = world.get(who, "register:today").context["tasks"]

    assert len(tasks) == 3
    assert {task.url: task.count for task in tasks} == {
        task.url: counted_on(world.open_as(who).get(task.url), task.url) for task in tasks
    }


def counted_on(answer: Any, url: str) -> int:
    """How many a page shows: the number of the tab we are at, the rows of today's sites, or all rows of its list."""
    here = re.search(r'aria-current="page">[^<]*<span class="thoes-tabs__count">(\d+)', answer.content.decode())
    if here:
        return int(here.group(1))
    if "?show=" in url:
        return sum(getattr(row, answer.context["show"]) for row in answer.context["counts"])
    return int(answer.context["page"].paginator.count)
