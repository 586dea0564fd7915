"""Lists of contacts as municipalities have them, and HSDS 3.0: into the queue, and back where a line is not understood."""

import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from thoes.contacts.contact_list import ContactList
from thoes.contacts.domain.hours_text import read_hours, read_other_days
from thoes.contacts.domain.listing import HelperKind, OnHolidays, Phone, Place
from thoes.contacts.hsds import page_of, service_of
from thoes.contacts.models import Contact, Origin, Proposal
from thoes.contacts.queries import public_contacts
from thoes.contacts.services import new_contact
from thoes.contacts.tests.conftest import AT, TODAY, listing
from thoes.intake import background, runs
from thoes.intake.models import Run, RunStatus
from thoes.intake.reading.cells import Limits
from thoes.intake.reading.json_tables import read_json_table
from thoes.kernel.refusals import Refusal

pytestmark = pytest.mark.django_db

HEADS = "naam;soort;telefoon;openingstijden;talen;gemeente;bron"


@pytest.fixture(autouse=True)
def _own_folder(settings, tmp_path) -> None:
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def handed(kees):
    """handed(text, actor=..., name="...") -> the run of a list, checked and not taken in yet."""

    def hand(text: str, *, actor=kees, name: str = "contacten.csv") -> Run:
        body = text.encode()
        asked, about = ContactList.said_beside({})
        run = runs.hand_in(
            ContactList, actor=actor, file_name=name, size=len(body), chunks=[body], asked=asked, about=about, at=AT
        )
        background.check(run.pk, at=AT)
        run.refresh_from_db()
        return run

    return hand


def taken_in(run: Run) -> Run:
    runs.set_going(run)
    run.save()
    background.carry_on(run.pk, at=AT)
    run.refresh_from_db()
    return run


def reasons(run: Run) -> list[tuple[str, str]]:
    return [(each["field"], each["code"]) for line in run.rejected_lines.order_by("line") for each in line.problems]


def test_a_new_contact_goes_into_the_queue_and_is_shown_to_nobody(handed) -> None:
    line = "Taalpunt Nieuw;taalpunt;077 000 00 00 / 077 000 00 01;ma-vr 9-17;Nederlands, Pools;;taalpunt.example/x"
    run = handed(f"{HEADS}\n{line}")

    assert (run.status, run.new, run.rejected) == (RunStatus.READ, 1, 0)
    taken_in(run)

    found = Contact.objects.get().listing
    assert (found.kind, found.municipality, found.languages) == (HelperKind.LANGUAGE, "GM0983", ("nl", "pl"))
    assert [each.number for each in found.phones] == ["077 000 00 00", "077 000 00 01"]
    assert found.hours == read_hours("ma-vr 09:00-17:00")
    assert (found.source.link, found.source.is_official) == ("https://taalpunt.example/x", False)
    assert public_contacts(on=TODAY) == []


def test_what_we_have_gets_a_proposal_and_an_empty_cell_takes_nothing_away(handed, make_contact) -> None:
    contact = make_contact(ago=5, email="taal@taalpunt.example")

    run = taken_in(handed("naam;telefoon;e-mail\ntaalpunt voorbeeld;088 000 00 77;"))

    proposal = Proposal.objects.get()
    assert (run.changed, proposal.origin, proposal.made_for) == (1, Origin.FILE, "Gemeente Venlo")
    assert proposal.listing.phones == (Phone("088 000 00 77"),)
    assert proposal.listing.email == "taal@taalpunt.example"
    assert proposal.listing.source == contact.listing.source
    contact.refresh_from_db()
    assert contact.listing.phones == (Phone("088 000 00 10"),)


def test_the_same_list_twice_changes_nothing(handed, make_contact) -> None:
    make_contact(ago=5)
    text = "naam;telefoon\nTaalpunt Voorbeeld;088 000 00 77"
    taken_in(handed(text))

    assert (handed(text).changed, handed(text).unchanged) == (0, 1)
    assert handed("naam;telefoon\nTaalpunt Voorbeeld;088 000 00 10").unchanged == 1


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (";taalpunt;077 000 00 00;;;;", ("name", "contact_name_missing")),
        ("Loket;;077 000 00 00;;;;", ("kind", "contact_kind_missing")),
        ("Loket;winkel;077 000 00 00;;;;", ("kind", "contact_kind_unknown")),
        ("Loket;taalpunt;bel maar;;;;", ("phones", "contact_part_unreadable")),
        ("Loket;taalpunt;;soms;;;", ("hours", "contact_part_unreadable")),
        ("Loket;taalpunt;077 000 00 00;;Klingon;;", ("languages", "contact_part_unreadable")),
        ("Loket;taalpunt;077 000 00 00;;;Utrecht;", ("municipality", "contact_municipality_unknown")),
        ("Loket;taalpunt;077 000 00 00;;;Weert;", ("municipality", "contact_of_another_municipality")),
        ("Loket;taalpunt;077 000 00 00;;;;zie site", ("source", "contact_part_unreadable")),
    ],
)
def test_a_line_that_is_not_understood_comes_back_with_the_reason_and_the_others_go_in(
    handed, weert, line, reason
) -> None:
    run = handed(f"{HEADS}\nGoed;taalpunt;077 000 00 09;;;;\n{line}")

    assert (run.new, run.rejected) == (1, 1)
    assert reasons(taken_in(run)) == [reason]
    assert Contact.objects.get().name == "Goed"


def test_names_of_people_are_not_read_and_that_is_said(handed) -> None:
    run = handed("naam;soort;telefoon;contactpersoon\nLoket;rni;077 000 00 00;Anna Nepska")

    assert any(notice["code"] == "people_not_read" for notice in run.notices)
    assert "Nepska" not in json.dumps(run.sheets)
    taken_in(run)
    assert "Nepska" not in json.dumps(Contact.objects.get().facts)


def test_the_province_takes_in_contacts_of_every_municipality_and_of_none(handed, petra, venlo, weert) -> None:
    text = "naam;soort;telefoon;gemeente\nA;rni;0800-1111;Weert\nB;vakbond;0800-2222;\nC;vakbond;0800-3333;provincie"
    run = handed(text, actor=petra)

    taken_in(run)

    assert dict(Contact.objects.values_list("name", "municipality")) == {"A": "GM0988", "B": None, "C": None}


def test_a_list_without_names_or_a_way_to_reach_asks_for_its_columns(handed) -> None:
    assert handed("kleur;maat\nrood;3").status in (RunStatus.COLUMNS, RunStatus.FAILED)


def whole(name: str = "Taalpunt Voorbeeld"):
    return listing(
        name,
        says={"nl": "Nederlands oefenen"},
        phones=(Phone("088 000 00 10", "receptie"), Phone("0800-2000")),
        email="taal@taalpunt.example",
        website="https://www.taalpunt.example/",
        place=Place("Proefweg 7", "0000 AA", "Venlo"),
        hours=read_hours("ma-vr 09:00-17:00; za 00:00-24:00"),
        other_days=read_other_days("24-12-2026 dicht: kerstavond\n31-12-2026 10:00-12:00"),
        on_holidays=OnHolidays.CLOSED,
        only_by_appointment=True,
        languages=("nl", "pl"),
        serves=("GM0983",),
    )


def exported(*listings) -> str:
    services = [
        service_of(f"key-{place}", each, checked_on=TODAY, names={"GM0983": "Venlo"})
        for place, each in enumerate(listings)
    ]
    return json.dumps(page_of(services), ensure_ascii=False)


def test_what_was_exported_as_hsds_comes_back_as_it_was_but_for_the_check(handed, venlo) -> None:
    run = handed(exported(whole()), name="hsds.json")

    assert (run.new, run.rejected) == (1, 0), (run.status, run.refusal_code, reasons(run), run.sheets)
    taken_in(run)

    back, ours = Contact.objects.get().listing, whole()
    for part in ("name", "kind", "says", "phones", "email", "website", "place", "hours", "other_days", "on_holidays",
                 "only_by_appointment", "languages", "serves", "municipality"):  # fmt: skip
        assert getattr(back, part) == getattr(ours, part), part
    assert (back.source.link, back.source.is_official) == (ours.source.link, False)


def test_hsds_of_what_we_have_changes_nothing(handed, make_contact) -> None:
    contact = make_contact()
    contact.listing = whole()
    contact.save()

    assert handed(exported(whole()), name="hsds.json").unchanged == 1


@pytest.mark.parametrize(
    ("part", "value", "field"),
    [
        ("phones", [{"id": "x", "number": "bel maar"}], "phones"), ("phones", ["0800"], "phones"),
        ("schedules", [{"freq": "MONTHLY", "byday": "MO", "opens_at": "09:00", "closes_at": "17:00"}], "hours"),
        ("schedules", [{"freq": "WEEKLY", "byday": "XX", "opens_at": "09:00", "closes_at": "17:00"}], "hours"),
        ("schedules", [{"valid_from": "x", "valid_to": "y"}], "schedules"),
        ("service_at_locations", ["x"], "locations"),
    ],
)  # fmt: skip
def test_hsds_that_is_not_understood_comes_back_and_is_not_guessed(handed, part, value, field) -> None:
    service = {
        "name": "Loket",
        "url": "https://x.example/",
        "phones": [{"id": "a", "number": "0800-1111"}],
        part: value,
    }

    run = handed(json.dumps({"contents": [service]}), name="hsds.json")

    assert reasons(run) == [(field, "contact_part_unreadable")]


@pytest.mark.parametrize("text", ["{", "[1, 2]", "[" * 5_000, '{"a": 1}', "[{}"])
def test_json_that_holds_no_list_of_things_is_refused(tmp_path, text) -> None:
    path = tmp_path / "x.json"
    path.write_text(text)

    with pytest.raises(Refusal) as refused:
        read_json_table(path, Limits())

    assert refused.value.code in ("file_broken", "file_empty")


def test_json_has_a_column_for_each_property_and_a_row_for_each_thing(tmp_path) -> None:
    path = tmp_path / "x.json"
    path.write_text('{"total": 2, "contents": [{"name": "A", "o": {"name": "B"}, "l": [1]}, {"name": "C", "n": 1.5}]}')

    sheet = read_json_table(path, Limits())

    assert sheet.rows == [["name", "o name", "l", "n"], ["A", "B", "[1]", None], ["C", None, None, 1.5]]


@pytest.mark.parametrize(
    ("limits", "code"), [(Limits(rows=1), "too_many_rows"), (Limits(columns=1), "too_many_columns")]
)
def test_json_has_limits_too(tmp_path, limits, code) -> None:
    path = tmp_path / "x.json"
    path.write_text('[{"name": "A", "b": 1}, {"name": "B"}]')

    with pytest.raises(Refusal, match=code):
        read_json_table(path, limits)


def test_a_keeper_finds_the_page_of_lists_and_nobody_else_does(kees, alice, logged_in) -> None:
    address = reverse("contact-lists:runs")

    page = logged_in(kees).get(address).content.decode()

    assert "Lijst met contacten inlezen" in page
    assert "JSON" in page
    assert logged_in(alice).get(address).status_code == 403
    assert logged_in(kees).get(reverse("contact-lists:example")).status_code == 200


@pytest.mark.parametrize("sign", ["\0", "\ud800"], ids=["a zero", "half a sign"])
@pytest.mark.parametrize(
    "said",
    [
        {"name": "Taal{}punt"}, {"na{}me": "Taalpunt", "name": "Taalpunt"}, {"description": "Nederlands{} leren"},
        {"phones": [{"number": "088 000 00 10", "description": "bal{}ie"}]},
        {"schedules": [{"valid_from": "2026-12-24", "valid_to": "2026-12-24", "description": "kerst{}avond"}]},
        {"service_at_locations": [{"location": {"addresses": [{"address_1": "Weg{} 1", "city": "Venlo"}]}}]},
    ],
)  # fmt: skip
def test_a_sign_that_no_database_can_hold_stops_no_list(handed, venlo, said, sign) -> None:
    kind = {"attributes": [{"taxonomy_term": {"code": "language"}}], "url": "https://www.taalpunt.example/"}
    text = json.dumps({"contents": [{"name": "Taalpunt", **kind, **said}]}).replace("{}", json.dumps(sign)[1:-1])

    run = taken_in(handed(text, name="hsds.json"))

    assert (run.status, run.new) == (RunStatus.DONE, 1)
    assert Contact.objects.get().name == "Taalpunt"


def test_a_cell_with_json_is_read_without_such_signs_too(handed, venlo) -> None:
    cell = '"[{""number"": ""088 000 00 10"", ""description"": ""a\\u0000b""}]"'

    run = taken_in(handed(f"naam;soort;telefoon\nTaalpunt;taalpunt;{cell}"))

    assert (run.status, run.new) == (RunStatus.DONE, 1)
    assert Contact.objects.get().listing.phones == (Phone("088 000 00 10", "ab"),)


@pytest.mark.parametrize(
    "said",
    [
        {"phones": [{"number": "088 000 00 10"}] * 500}, {"url": "https://x.example/" + "a" * 6_000},
        {"service_at_locations": [{"location": {"addresses": [{"address_1": "W" * 6_000, "city": "Venlo"}]}}]},
    ],
)  # fmt: skip
def test_a_line_that_is_a_book_comes_back(handed, venlo, said) -> None:
    run = handed(json.dumps({"contents": [{"name": "Taalpunt", "url": "https://x.example/", **said}]}), name="x.json")

    assert reasons(run) == [("name", "text_too_long")]


def test_names_in_other_letters_ask_the_database_as_often_for_many_as_for_few(venlo) -> None:
    # Nothing of these is left in an address.
    for number in range(3):
        new_contact(listing(chr(0x4E00 + number)), at=AT)
    with CaptureQueriesContext(connection) as queries:
        made = new_contact(listing("\u4e8c\u4e09"), at=AT)

    assert made.key == "contact-4"
    assert len(queries) <= 3


@pytest.mark.parametrize("code", ["zz", "éé"])
def test_a_language_that_does_not_exist_comes_back_and_ends_no_page(handed, venlo, code) -> None:
    said = {"name": "Taalpunt", "url": "https://x.example/", "languages": [{"code": "nl"}, {"code": code}]}

    run = handed(json.dumps({"contents": [said]}), name="x.json")

    assert reasons(run) == [("languages", "contact_part_unreadable")]
