"""Lists of sites: messy files, looked at first, good lines in and bad ones back, by a housing provider or for one."""

import io
from decimal import Decimal

import openpyxl
import pytest
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from thoes.housing.models import Bed, BedPrice, Site
from thoes.housing.public import RoomBlock, add_rooms
from thoes.imports.site_lists.columns import VOCABULARY, SiteColumn
from thoes.imports.site_lists.kinds import kind_of
from thoes.intake import background
from thoes.intake.kinds import kind_named
from thoes.intake.models import RejectedLine, RunStatus
from thoes.intake.models import Run as SiteList
from thoes.intake.reading.header import recognise
from thoes.intake.runs import file_of

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
HEADERS = ["Naam locatie", "Straat", "Huisnr.", "Toev.", "Postcode", "Plaats", "Gemeente", "Soort huisvesting",
           "Aantal kamers", "Aantal bedden", "m2 per kamer", "Oppervlakte", "Douches", "WC's", "Vergunde capaciteit",
           "Telefoon", "Huurprijs per week"]  # fmt: skip
GOOD = ["Proefhof", "Proefweg", 7, "a", "5911ab", "Blerick", "Venlo", "Hotel", 3, 7, "11,5", "90 m2", 2, "2", "7 personen",
        "077-0000000", "€ 110,- p.w."]  # fmt: skip


@pytest.fixture(autouse=True)
def _own_folder(settings, tmp_path) -> None:
    settings.MEDIA_ROOT = tmp_path


def workbook(*rows, headers=HEADERS, title: str | None = "Onze locaties 2026") -> bytes:
    body = io.BytesIO()
    with xlsxwriter.Workbook(body) as book:
        sheet = book.add_worksheet()
        lines = ([[title], []] if title else []) + [headers, *rows]
        for number, row in enumerate(lines):
            for column, cell in enumerate(row):
                if cell is not None:
                    sheet.write(number, column, cell)
    return body.getvalue()


def line(**other) -> list:
    at = {"name": 0, "street": 1, "number": 2, "addition": 3, "postcode": 4, "town": 5, "municipality": 6, "kind": 7,
          "rooms": 8, "beds": 9, "room_area": 10, "area": 11, "capacity": 14, "phone": 15, "price": 16}  # fmt: skip
    row = list(GOOD)
    for name, value in other.items():
        row[at[name]] = value
    return row


def send(client: Client, body: bytes, name: str = "locaties.xlsx") -> SiteList:
    client.post(reverse("site-lists:runs"), {"file": SimpleUploadedFile(name, body)})
    return check()


def newest() -> SiteList:
    return SiteList.objects.order_by("-uploaded_at").first()


def check() -> SiteList:
    """The newest list, read and tried out as the background does it."""
    if found := newest():
        background.check(found.pk, at=timezone.now())
    return newest()


def take_in(client: Client) -> SiteList:
    client.post(reverse("site-lists:take-in", args=[newest().pk]))
    background.carry_on(newest().pk, at=timezone.now())
    return newest()


def counts() -> tuple[int, int, int, int]:
    found = newest()
    return found.new, found.changed, found.unchanged, found.rejected


def problems() -> list[tuple[str, dict]]:
    lines = newest().rejected_lines.order_by("sheet", "line")
    return [(problem["code"], problem["facts"]) for line in lines for problem in line.problems]


def codes() -> list[str]:
    return [code for code, _facts in problems()]


def test_a_look_changes_nothing_and_taking_in_does(alice, venlo, logged_in, django_capture_on_commit_callbacks) -> None:
    client = logged_in(alice)
    send(client, workbook(line()))
    looked = Site.objects.count()
    with django_capture_on_commit_callbacks(execute=True):
        found = take_in(client)

    site = Site.objects.get()
    assert looked == 0
    assert (site.name, site.house_number, site.postcode, site.municipality_id) == (
        "Proefhof",
        "7a",
        "5911 AB",
        "GM0983",
    )
    assert (site.kind, site.living_area, site.permitted_capacity, site.provider_id) == (
        "hotel", Decimal("90.0"), 7, alice.organisation_id,
    )  # fmt: skip
    assert sorted(unit.beds.count() for unit in site.units.all()) == [2, 2, 3]
    assert {unit.bedroom_area for unit in site.units.all()} == {Decimal("11.5")}
    assert BedPrice.objects.get().per_week == Decimal("110.00")
    assert not file_of(found).exists()
    assert Client().get(reverse("receipts:verify-number", args=[found.receipt_number])).status_code == 200


def test_a_list_that_waits_lies_on_the_disk_under_a_seal_and_can_still_be_read(
    alice, venlo, logged_in, settings
) -> None:
    client = logged_in(alice)
    send(client, b"naam;adres;gemeente;telefoon\nProefhof;Proefweg 7, 5911 AB Venlo;Venlo;077-0000000\n", "sites.csv")

    on_disk = [path.read_bytes() for path in settings.MEDIA_ROOT.rglob("*") if path.is_file()]
    take_in(client)

    assert on_disk
    assert not any(b"Proef" in body or b"077" in body for body in on_disk)
    assert Site.objects.get().street == "Proefweg"


def test_the_same_list_twice_changes_nothing(alice, venlo, logged_in) -> None:
    client = logged_in(alice)
    for _ in range(2):
        send(client, workbook(line(), line(name="Tweede", number=9)))
        take_in(client)

    assert counts() == (0, 0, 2, 0)
    assert (Site.objects.count(), Bed.objects.count(), BedPrice.objects.count()) == (2, 14, 2)


def test_an_empty_cell_takes_nothing_away_and_a_filled_one_corrects(alice, venlo, logged_in) -> None:
    client = logged_in(alice)
    send(client, workbook(line()))
    take_in(client)
    send(client, workbook(line(name="Nieuwe naam", phone=None, kind="", capacity="?", price=120)))
    take_in(client)

    site = Site.objects.get()
    assert counts() == (0, 1, 0, 0)
    assert [price.per_week for price in BedPrice.objects.filter(voided=False)] == [Decimal("120.00")]
    assert (site.name, site.contact_phone, site.kind, site.permitted_capacity) == (
        "Nieuwe naam",
        "077-0000000",
        "hotel",
        7,
    )


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"postcode": "59 AB"}, "postcode_unreadable"),
        ({"municipality": "Utopia"}, "municipality_unknown"),
        ({"kind": "ruimteschip"}, "kind_unknown"),
        ({"beds": "veel"}, "number_unreadable"),
        ({"beds": 2.5}, "number_not_whole"),
        ({"beds": 9999}, "number_unlikely"),
        ({"beds": None}, "rooms_or_beds_missing"),
        ({"beds": 2}, "fewer_beds_than_rooms"),
        ({"street": None}, "value_missing"),
        ({"area": "#VERW!"}, "formula_error"),
        ({"phone": "111222333"}, "bsn_not_allowed"),
        ({"name": "x" * 121}, "text_too_long"),
    ],
)
def test_a_bad_line_comes_back_with_its_reason_and_the_good_one_goes_in(wrong, code, alice, venlo, logged_in) -> None:
    client = logged_in(alice)
    send(client, workbook(line(**wrong), line(name="Goed", number=8)))
    take_in(client)

    assert codes() == [code]
    assert [site.name for site in Site.objects.all()] == ["Goed"]


def test_a_bsn_in_a_column_that_is_not_read_comes_back_with_its_cell_and_one_in_a_title_refuses_the_list(
    alice, venlo, logged_in
) -> None:
    client = logged_in(alice)

    send(client, workbook([*line(), "eigenaar 111222333"], line(name="Goed", number=8)))
    back, kept = problems(), str(list(RejectedLine.objects.values_list("cells", "problems")))
    titled = send(client, workbook(line(), title="Lijst van 111222333"))

    assert back == [("bsn_in_cell", {"cell": "R4"})]
    assert "111222333" not in kept
    assert "cel A1" in client.get(reverse("site-lists:run", args=[titled.pk])).content.decode()
    assert (titled.status, titled.lines_total) == (RunStatus.FAILED, 0)


@pytest.mark.parametrize(
    ("address", "street", "number", "postcode"),
    [
        ("Plein 1940 nr 5, 5911 ZY Venlo", "Plein 1940", "5", "5911 ZY"),
        ("Plein 1940 nr. 5a, 5911 ZY Venlo", "Plein 1940", "5a", "5911 ZY"),
        ("Proefweg 7, 5911 NR Venlo", "Proefweg", "7", "5911 NR"),
        ("Proefweg 12-A bis, 5911 ZY Venlo", "Proefweg", "12-A bis", "5911 ZY"),
        ("Fopplein 3-0072, 5911 ZY Venlo", "Fopplein", "3-0072", "5911 ZY"),
        ("Nepsteeg 1e verd. 9, 5911 ZY Venlo", "Nepsteeg", "9, 1e verdieping", "5911 ZY"),
        ("5911 ZY Venlo, Nepweg 7 a", "Nepweg", "7a", "5911 ZY"),
    ],
)
def test_a_number_in_the_name_of_a_street_is_no_postcode(
    address, street, number, postcode, alice, venlo, logged_in
) -> None:
    client = logged_in(alice)
    send(
        client,
        workbook(["Proefhof", address, "Venlo", 1, 2], headers=["Naam", "Adres", "Gemeente", "Kamers", "Bedden"]),
    )
    take_in(client)

    site = Site.objects.get()
    assert (site.street, site.house_number, site.postcode) == (street, number, postcode)


@pytest.mark.parametrize(
    "address",
    [
        "Plein 1940 AB 5, 5911 ZY Venlo", "Nepweg 44 t/m 48, 5911 ZY Venlo", "Nepsteeg", "Postbus 12, 5911 ZY Venlo",
        "Proefweg 0, 5911 ZY Venlo", "p/a Proefweg 12, 5911 ZY Venlo",
    ],
)  # fmt: skip
def test_an_address_that_does_not_come_out_whole_is_rejected(address, alice, venlo, logged_in) -> None:
    headers = ["Naam", "Adres", "Gemeente", "Kamers", "Bedden"]

    send(logged_in(alice), workbook(["Proefhof", address, "Venlo", 1, 2], headers=headers))

    assert codes() == ["address_unreadable"]


@pytest.mark.parametrize(
    "address", ["Schijnstraße 12, 47533 Kleve", "Fopstraat 12 bus 3, 3600 Genk", "Nepowska 5, 45-064 Opole"]
)
def test_an_address_abroad_is_rejected_as_one(address, alice, venlo, logged_in) -> None:
    headers = ["Naam", "Adres", "Gemeente", "Kamers", "Bedden"]

    send(logged_in(alice), workbook(["Proefhof", address, "Venlo", 1, 2], headers=headers))

    assert codes() == ["address_abroad"]


def test_house_numbers_that_only_look_alike_are_two_houses_and_one_number_is_one_however_it_is_parted(
    alice, venlo, logged_in
) -> None:
    client = logged_in(alice)
    headers = ["Naam", "Straat", "Huisnummer", "Postcode", "Plaats", "Gemeente", "Kamers", "Bedden"]
    of = ["Proefweg", "5911 ZY", "Venlo", "Venlo", 1, 2]

    send(client, workbook(*[[f"Hof {n}", of[0], n, *of[1:]] for n in ("1-23", "12-3", "7 A")], headers=headers))
    take_in(client)
    send(client, workbook([None, of[0], "7a", *of[1:]], [None, of[0], "44 t/m 48", *of[1:]], headers=headers))

    assert Site.objects.count() == 3
    assert codes() == ["address_unreadable"]
    assert newest().new == 0


def test_the_file_to_mend_can_be_mended_and_handed_in_and_holds_no_bsn(alice, venlo, logged_in) -> None:
    client = logged_in(alice)
    send(client, workbook(line(phone="111222333")))
    found = take_in(client)
    body = client.get(reverse("site-lists:mend", args=[found.pk])).content
    book = openpyxl.load_workbook(io.BytesIO(body))
    sheet = book.active
    assert "111222333" not in str([[cell.value for cell in row] for row in sheet.iter_rows()])
    assert "BSN" in str(sheet.cell(2, sheet.max_column).value)
    sheet.cell(2, 16).value = "077 111"
    mended = io.BytesIO()
    book.save(mended)

    send(client, mended.getvalue())
    take_in(client)

    assert counts() == (1, 0, 0, 0)


def test_rooms_of_a_site_that_has_some_are_not_said_better_by_a_list(alice, venlo, logged_in) -> None:
    client = logged_in(alice)
    send(client, workbook(line()))
    take_in(client)
    add_rooms(actor=alice, site_id=Site.objects.get().pk, blocks=[RoomBlock(rooms=1, beds=1, prefix="Zolder")])
    send(client, workbook(line()))

    assert codes() == ["rooms_known_otherwise"]


def test_two_lines_about_one_site_do_not_overwrite_each_other(alice, venlo, logged_in) -> None:
    send(logged_in(alice), workbook(line(), line(name="Achterhuis")))

    assert (counts()[0], codes()) == (1, ["site_twice_in_list"])


def test_two_buildings_at_one_address_are_told_apart_by_their_codes(alice, venlo, logged_in) -> None:
    client, headers = logged_in(alice), [*HEADERS, "Code"]
    rows = [[*line(name="Voorhuis"), "A-1"], [*line(name="Achterhuis"), "A-2"]]
    for _ in range(2):
        send(client, workbook(*rows, headers=headers))
        take_in(client)

    assert counts() == (0, 0, 2, 0)
    assert sorted(Site.objects.values_list("code", "name")) == [("A-1", "Voorhuis"), ("A-2", "Achterhuis")]


def test_totals_empty_lines_and_repeated_headers_are_left_alone(alice, venlo, logged_in) -> None:
    send(logged_in(alice), workbook(line(), [], HEADERS, ["Totaal", None, None, None, None, None, None, None, 3, 7]))

    assert counts() == (1, 0, 0, 0)


@pytest.mark.parametrize(
    "text",
    [
        "name;address;municipality\nProefhof;Proefweg 7a, 5911 AB Venlo;Venlo\n",
        "Locatie\tAdres\tPlaats\nProefhof\tProefweg 7 A 5911ab\tVenlo\n",
        'gemeente,naam,volledig adres\nGemeente Venlo,Proefhof,"Proefweg 7-a, 5911AB Venlo"\n',
    ],
)
def test_a_whole_address_is_taken_apart_in_csv_of_any_kind(text, alice, venlo, logged_in) -> None:
    client = logged_in(alice)
    send(client, text.encode(), "sites.csv")
    take_in(client)

    site = Site.objects.get()
    assert (site.street, site.postcode, site.town) == ("Proefweg", "5911 AB", "Venlo")
    assert site.house_number.lower().replace("-", "") == "7a"


def test_an_empty_file_is_refused_at_the_door(alice, venlo, logged_in, settings) -> None:
    page = logged_in(alice).post(reverse("site-lists:runs"), {"file": SimpleUploadedFile("leeg.csv", b"")})

    assert page.context["form"].errors["file"]
    assert not SiteList.objects.exists()
    assert not list(settings.MEDIA_ROOT.rglob("lists/*"))


@pytest.mark.parametrize("body", [b"\x00\x01", b"\x89PNG\r\n\x1a\n00", b"een\n", workbook(headers=[], title=None)])
def test_a_file_that_is_no_list_is_refused_with_a_sentence_and_not_kept(
    body, alice, venlo, logged_in, settings
) -> None:
    client = logged_in(alice)

    found = send(client, body)

    assert found.status == RunStatus.FAILED
    assert 'role="alert"' in client.get(reverse("site-lists:run", args=[found.pk])).content.decode()
    assert not list(settings.MEDIA_ROOT.rglob("lists/*"))


def test_columns_that_nobody_knows_are_explained_by_a_person(alice, venlo, logged_in) -> None:
    client = logged_in(alice)
    send(client, workbook(["Proefhof", "Proefweg", 7, "5911 AB", "Venlo"], headers=["aaa", "bbb", "ccc", "ddd", "eee"]))
    url = reverse("site-lists:columns", args=[newest().pk])
    status = newest().status
    chosen = ["name", "street", "house_number", "postcode", "town"]
    twice = client.post(url, {f"s0c{place}": "name" for place in range(5)})
    none = client.post(url, {"s0c0": "name"})
    client.post(url, {f"s0c{place}": column for place, column in enumerate(chosen)})
    check()
    take_in(client)

    assert status == RunStatus.COLUMNS
    assert twice.context["error"]
    assert none.context["error"]
    assert Site.objects.get().street == "Proefweg"


@pytest.mark.parametrize(
    ("header", "column"),
    [("Aantal slaapplaatsen*", SiteColumn.BEDS), ("Aantal slaaplaatsen", SiteColumn.BEDS), ("Number of rooms",
     SiteColumn.ROOMS), ("HUISNUMMER", SiteColumn.HOUSE_NUMBER), ("Opmerkingen", None), ("Thoes: wat te herstellen", None)],
)  # fmt: skip
def test_a_column_is_known_by_its_name_also_misspelt(header, column) -> None:
    found = recognise([[header, "Postcode", "Plaats"]], VOCABULARY)

    assert found.mapping.columns.get(0) is column


@pytest.mark.parametrize(("text", "kind"), [("Bungalowpark", "recreation"), ("Woning", "dwelling"), ("ufo", None)])
def test_a_kind_of_building_is_known_by_many_words(text, kind) -> None:
    assert kind_of(text) == kind


def test_a_provider_takes_in_no_site_of_another(alice, charlie, venlo, logged_in) -> None:
    headers = [*HEADERS, "Huisvester"]
    send(logged_in(alice), workbook([*line(), charlie.organisation_name], headers=headers))
    refused = codes()
    send(logged_in(alice), workbook([*line(), f"{alice.organisation_name} B.V."], headers=headers))

    assert refused == ["provider_not_own"]
    assert counts()[0] == 1


def test_a_municipality_takes_in_sites_for_providers_it_knows_in_its_own_area_and_fills_in_only(
    vera, alice, provider, venlo, weert, site, logged_in
) -> None:
    site.postcode, site.contact_phone = "5911 ZZ", "077-1"
    site.save()
    headers = [*HEADERS, "Huisvester"]
    rows = [
        [*line(), "huisvester voorbeeld bv"],
        [*line(number=8), "Onbekend B.V."],
        [*line(number=9), None],
        [*line(number=10, municipality="Weert"), provider.name],
        [
            *line(name="Anders", number=site.house_number, addition=None, postcode="5911ZZ", rooms=None, beds=None),
            provider.name,
        ],
    ]
    client = logged_in(vera)
    send(client, workbook(*rows, headers=headers))
    take_in(client)

    site.refresh_from_db()
    assert counts() == (1, 1, 0, 3)
    assert sorted(codes()) == ["provider_missing", "provider_unknown", "site_in_other_municipality"]
    assert (site.name, site.contact_phone, site.kind) == ("Testhoeve 1", "077-1", "hotel")
    assert not BedPrice.objects.exists()


def test_what_was_taken_in_stands_in_the_history_under_who_did_it(vera, alice, provider, venlo, logged_in) -> None:
    client = logged_in(vera)
    send(client, workbook([*line(), provider.name], headers=[*HEADERS, "Huisvester"]))
    take_in(client)

    page = logged_in(alice).get(reverse("housing:history", args=[Site.objects.get().pk])).content.decode()

    assert "Gemeente Venlo" in page


def test_nobody_else_hands_in_or_sees_a_list(alice, charlie, vera, wim, bob, sofie, paula, venlo, logged_in) -> None:
    send(logged_in(alice), workbook(line()))
    pk = newest().pk

    for other in (charlie, vera, wim):
        for name in ("run", "mend", "receipt", "progress"):
            assert logged_in(other).get(reverse(f"site-lists:{name}", args=[pk])).status_code == 404
        for name in ("take-in", "drop", "columns", "undo", "forget"):
            assert logged_in(other).post(reverse(f"site-lists:{name}", args=[pk])).status_code == 404
    for other in (bob, sofie, paula):
        assert logged_in(other).get(reverse("site-lists:runs")).status_code == 403
    assert Client().get(reverse("site-lists:runs"))["Location"].startswith(reverse("accounts:login"))
    assert not Site.objects.exists()


def test_a_list_that_is_thrown_away_leaves_no_file_and_an_old_one_goes_by_itself(
    alice, venlo, logged_in, settings, django_capture_on_commit_callbacks
) -> None:
    client = logged_in(alice)
    with django_capture_on_commit_callbacks(execute=True):
        send(client, workbook(line()))
        client.post(reverse("site-lists:drop", args=[newest().pk]))
        send(client, workbook(line()))
        kept = len(list(settings.MEDIA_ROOT.glob("lists/*")))
        background.clean_up(at=timezone.now() + kind_named("site-lists").waits * 2)

    # Of both the file itself, its sheets and its lines as they were understood: what was thrown away goes at the commit.
    assert kept == 6
    assert not SiteList.objects.exists()
    assert not list(settings.MEDIA_ROOT.glob("lists/*"))


def test_the_example_is_taken_in_as_it_is(alice, venlo, logged_in) -> None:
    client = logged_in(alice)
    body = client.get(reverse("site-lists:example"), headers={"accept-language": "en"}).content
    send(client, body)

    # The postcode of the example is made up on purpose and begins with a nought.
    assert newest().status == RunStatus.READ
    assert counts() == (2, 0, 0, 0)


def test_the_check_shows_each_address_as_it_was_understood(logged_in, alice, venlo) -> None:
    client = logged_in(alice)
    body = b"Naam;Adres;Gemeente\nProefhof;Schijnlaan 7 a, 6077 ZZ Sint Odilienberg;Venlo\n"

    run = send(client, body, "locaties.csv")
    shown = client.get(reverse("site-lists:run", args=[run.pk])).content.decode()

    assert "Schijnlaan 7a, 6077 ZZ Sint Odilienberg" in shown
