"""Extracts of the register of a quality label: messy files, matched by address, looked at first, taken in with a receipt."""

import io
from datetime import date

import pytest
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from thoes.housing.models import QualityLabel
from thoes.housing.queries import quality_label_on_day, terms_on
from thoes.housing.queries.cards import site_card
from thoes.housing.queries.norms import norms_of
from thoes.housing.queries.site_table import table_of_sites
from thoes.imports.label_extracts.addresses import address_of
from thoes.intake import background
from thoes.intake.models import RejectedLine, RunStatus
from thoes.intake.models import Run as QualityLabelExtract

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
HEADERS = ["Certificaatnummer", "Organisatie", "Straat", "Huisnr.", "Postcode", "Plaats", "Geldig vanaf", "Geldig tot"]


def workbook(*rows, headers=HEADERS, title="Register SNF") -> bytes:
    body = io.BytesIO()
    with xlsxwriter.Workbook(body, {"default_date_format": "dd-mm-yyyy"}) as book:
        sheet = book.add_worksheet()
        sheet.write(0, 0, title)
        for number, row in enumerate([headers, *rows], start=2):
            for column, cell in enumerate(row):
                if isinstance(cell, date):
                    sheet.write_datetime(number, column, cell)
                elif cell is not None:
                    sheet.write(number, column, cell)
    return body.getvalue()


def line(site, certificate="SNF-1", first=date(2026, 1, 1), last="31-12-2026", **other) -> list:
    street, number, postcode = site.street, site.house_number, site.postcode.replace(" ", "")
    given = {"street": street, "number": number, "postcode": postcode, "town": site.town} | other
    return [certificate, "Voorbeeld", given["street"], given["number"], given["postcode"], given["town"], first, last]


def newest() -> QualityLabelExtract:
    return QualityLabelExtract.objects.latest("uploaded_at")


def send(page, body, scheme="snf", name="snf.xlsx", as_of="2026-05-01") -> QualityLabelExtract:
    """The extract, read and tried out as the background does it."""
    form = {"scheme": scheme, "as_of": as_of, "file": SimpleUploadedFile(name, body)}
    page.post(reverse("label-extracts:runs"), form)
    background.check(newest().pk, at=timezone.now())
    return newest()


def take_in(page) -> QualityLabelExtract:
    """Take the last extract in and give it as it is then."""
    page.post(reverse("label-extracts:take-in", args=[newest().pk]))
    background.carry_on(newest().pk, at=timezone.now())
    return newest()


def problems() -> list[tuple[str, dict]]:
    lines = newest().rejected_lines.order_by("sheet", "line")
    return [(problem["code"], problem["facts"]) for line in lines for problem in line.problems]


def codes() -> list[str]:
    return [code for code, _facts in problems()]


def counts() -> tuple[int, ...]:
    """New, changed, unchanged, sent back, sent back for want of a site, and elsewhere in the country."""
    found = newest()
    unknown = codes().count("no_site_at_address")
    elsewhere = sum(n["facts"]["count"] for n in found.notices if n["code"] == "lines_elsewhere")
    return found.new, found.changed, found.unchanged, found.rejected - unknown, unknown, elsewhere


def test_a_look_changes_nothing_and_taking_in_does(vera, site, logged_in) -> None:
    page = logged_in(vera)
    send(page, workbook(line(site)))
    looked = QualityLabel.objects.count()

    take_in(page)

    found = QualityLabel.objects.get()
    assert looked == 0
    assert (found.certificate, found.valid_until, found.source) == ("SNF-1", date(2027, 1, 1), "extract")
    assert counts()[:1] == (1,)


def test_days_of_an_extract_are_read_in_one_order_and_what_fits_two_goes_back(vera, site, logged_in) -> None:
    page = logged_in(vera)

    send(page, workbook(line(site, first="01/05/2026", last="12/31/2026")))
    take_in(page)
    proven = QualityLabel.objects.get().valid_from
    send(
        page,
        workbook(line(site, first="05/13/2026", last="12/31/2026"), line(site, "SNF-2", "01/05/2026", "31/12/2026")),
    )

    assert proven == date(2026, 1, 5)
    assert codes() == ["date_order_unclear"]


def test_a_bsn_has_no_place_in_an_extract_and_its_cell_is_named(vera, site, logged_in) -> None:
    send(logged_in(vera), workbook([*line(site), "111222333"], line(site, "111222333")))

    assert problems() == [("bsn_in_cell", {"cell": "I4"}), ("bsn_not_allowed", {})]
    assert "111222333" not in str(list(RejectedLine.objects.values_list("cells", "problems")))


def test_the_same_extract_twice_changes_nothing(vera, site, logged_in) -> None:
    page = logged_in(vera)
    for _ in range(2):
        send(page, workbook(line(site)))
        take_in(page)

    assert counts() == (0, 0, 1, 0, 0, 0)
    assert QualityLabel.objects.count() == 1


def test_pressing_the_button_twice_gives_one_receipt(vera, site, logged_in) -> None:
    page = logged_in(vera)
    send(page, workbook(line(site)))

    number = take_in(page).receipt_number
    take_in(page)

    assert QualityLabelExtract.objects.get().receipt_number == number
    assert Client().get(reverse("receipts:verify-number", args=[number])).status_code == 200


def test_good_lines_go_in_and_the_others_come_back_with_the_reason(
    vera, site, venlo, provider, make_site, logged_in
) -> None:
    other, page = make_site(provider, venlo), logged_in(vera)
    twins = [make_site(provider, venlo) for _ in range(2)]
    for twin in twins:
        twin.house_number = "99"
        twin.save()
    rows = [
        line(site),
        line(other, first="31-02-2026"),
        line(other, certificate=""),
        line(twins[0]),
        line(site, number="500"),
        line(site, number="7", postcode="1234 ZZ", town="Groningen"),
    ]

    send(page, workbook(*rows))
    take_in(page)

    assert counts() == (1, 0, 0, 3, 1, 1)
    assert set(codes()) == {"date_impossible", "certificate_missing", "sites_at_one_address", "no_site_at_address"}
    assert page.get(reverse("label-extracts:mend", args=[QualityLabelExtract.objects.get().pk])).status_code == 200


def test_lines_that_cannot_both_hold_are_found_in_the_look(vera, site, logged_in) -> None:
    send(logged_in(vera), workbook(line(site), line(site, certificate="SNF-2", first=date(2026, 6, 1))))

    assert counts() == (1, 0, 0, 1, 0, 0)


def test_a_renewed_certificate_is_brought_up_to_date_and_an_empty_day_takes_nothing_away(vera, site, logged_in) -> None:
    page = logged_in(vera)
    for last in ("31-12-2026", "31-12-2027", None):
        send(page, workbook(line(site, last=last)))
        take_in(page)

    assert QualityLabel.objects.get().valid_until == date(2028, 1, 1)
    assert counts() == (0, 0, 1, 0, 0, 0)


def test_an_empty_extract_is_refused_at_the_door(vera, site, logged_in) -> None:
    form = {"scheme": "snf", "as_of": "2026-05-01", "file": SimpleUploadedFile("snf.csv", b"")}

    answer = logged_in(vera).post(reverse("label-extracts:runs"), form)

    assert answer.context["form"].errors["file"]
    assert not QualityLabelExtract.objects.exists()


@pytest.mark.parametrize("body", [b"\x00\x01", workbook(headers=["Naam", "Aankomst"])])
def test_a_file_that_is_no_extract_is_refused_with_a_sentence(body, vera, site, logged_in) -> None:
    page = logged_in(vera)

    found = send(page, body)

    assert found.status == RunStatus.FAILED
    assert 'role="alert"' in page.get(reverse("label-extracts:run", args=[found.pk])).content.decode()


def test_columns_that_are_none_of_an_extract_are_asked(vera, site, logged_in) -> None:
    assert send(logged_in(vera), workbook(["Jan", "1-5-2026"], headers=["Naam", "Aankomst"])).status == "columns"


def test_a_bsn_in_a_line_is_kept_nowhere(vera, site, logged_in) -> None:
    row = line(site, certificate="")
    row[1] = "111222333"

    send(logged_in(vera), workbook(row))

    assert codes()
    assert "111222333" not in str(list(RejectedLine.objects.values_list("cells", "problems")))


@pytest.mark.parametrize("whole", ["Proefweg 7a, 5911 AB Venlo", "proefweg 7 A 5911ab VENLO", "Proefweg 7-a 5911 AB"])
def test_a_whole_address_is_taken_apart(whole) -> None:
    found = address_of(street="", number="", postcode="", whole=whole)

    assert (found.street, found.number, found.postcode) == ("proefweg", "7a", "5911ab")


def test_the_province_takes_in_quality_labels_of_every_municipality_and_a_provider_only_its_own(
    paula, charlie, site, weert, other_provider, make_site, logged_in
) -> None:
    elsewhere = make_site(other_provider, weert)
    rows = workbook(line(site), line(elsewhere))

    send(logged_in(charlie), rows)
    of_charlie = counts()
    send(logged_in(paula), rows)

    assert (of_charlie[0], counts()[0]) == (1, 2)


def test_nobody_else_sees_an_extract(vera, wim, charlie, site, logged_in) -> None:
    send(logged_in(vera), workbook(line(site)))
    pk = QualityLabelExtract.objects.get().pk

    for other in (wim, charlie):
        assert logged_in(other).get(reverse("label-extracts:run", args=[pk])).status_code == 404
        assert logged_in(other).post(reverse("label-extracts:take-in", args=[pk])).status_code == 404
    assert not QualityLabel.objects.exists()


def test_a_visitor_is_sent_to_the_log_in_page_and_a_clerk_is_refused(bob, logged_in) -> None:
    assert Client().get(reverse("label-extracts:runs"))["Location"].startswith(reverse("accounts:login"))
    assert logged_in(bob).get(reverse("label-extracts:runs")).status_code == 403


WITH_STATUS = [*HEADERS, "Status"]


def hand_in(page, *rows, headers=WITH_STATUS, as_of="2026-05-01", body=None) -> QualityLabelExtract:
    send(page, body or workbook(*rows, headers=headers), as_of=as_of)
    return take_in(page)


def stands(site, on=date(2026, 5, 1)) -> bool:
    """Whether the site has a quality label on a day, by what every page asks."""
    return bool(norms_of([site])[0].schemes_on(on))


@pytest.mark.parametrize(
    ("word", "status", "holds"),
    [
        ("Geldig", "valid", True),
        ("gecertificeerd", "valid", True),
        ("VALID", "valid", True),
        ("", "", True),
        ("Geschorst", "suspended", False),
        ("suspended", "suspended", False),
        ("ingetrokken", "withdrawn", False),
        ("Beëindigd", "ended", False),
        ("niet geldig", "ended", False),
        ("verlopen", "ended", False),
    ],
)
def test_a_quality_label_holds_only_when_its_status_says_so(word, status, holds, vera, site, logged_in) -> None:
    hand_in(logged_in(vera), [*line(site), word])

    quality_label = QualityLabel.objects.get()
    assert (quality_label.status, quality_label.ended_from) == (status, None if holds else date(2026, 5, 1))
    assert stands(site) is holds
    assert stands(site, date(2026, 4, 30))
    row = table_of_sites(vera, on=date(2026, 5, 1), terms=terms_on(date(2026, 5, 1))).get(pk=site.pk)
    card = site_card(actor=vera, site=site, on=date(2026, 5, 1))
    assert (row.has_quality_label, row.has_snf, card.valid_quality_label is not None) == (holds, holds, holds)


@pytest.mark.parametrize(
    ("word", "code"),
    [("in aanvraag", "only_applied_for"), ("onder voorbehoud", "status_unknown"), ("?", ""), ("12", "status_unknown")],
)
def test_a_word_that_is_not_known_is_a_question_and_never_valid(word, code, vera, site, logged_in) -> None:
    hand_in(logged_in(vera), [*line(site), word])

    assert codes() == ([code] if code else [])
    assert QualityLabel.objects.filter(status="valid").count() == 0
    assert QualityLabel.objects.count() == (0 if code else 1)


@pytest.mark.parametrize(
    ("heading", "cell", "holds"),
    [
        ("Geldig", "ja", True),
        ("Geldig", "nee", False),
        ("Geschorst", "ja", False),
        ("Geschorst", "nee", True),
        ("Ingetrokken", "x", False),
        ("Geschorst per", date(2026, 3, 1), False),
        ("Datum intrekking", None, True),
    ],
)
def test_yes_and_no_and_a_day_under_a_column_of_their_own_are_read_too(
    heading, cell, holds, vera, site, logged_in
) -> None:
    hand_in(logged_in(vera), [*line(site), cell], headers=[*HEADERS, heading])

    assert stands(site) is holds
    if heading == "Geschorst per":
        assert (stands(site, date(2026, 2, 28)), stands(site, date(2026, 3, 1))) == (True, False)


def test_valid_beside_a_day_on_which_it_was_taken_away_is_a_question(vera, site, logged_in) -> None:
    row = [*line(site), "geldig", date(2026, 3, 1)]

    hand_in(logged_in(vera), row, headers=[*WITH_STATUS, "Ingetrokken per"])

    assert codes() == ["status_contradicts"]
    assert QualityLabel.objects.count() == 0


def test_without_a_column_of_status_it_is_said_that_none_is_stated(vera, site, logged_in) -> None:
    page = logged_in(vera)
    page.cookies["django_language"] = "en"

    extract = hand_in(page, line(site), headers=HEADERS)

    shown = page.get(reverse("label-extracts:run", args=[extract.pk])).content.decode()
    card = page.get(reverse("housing:card", args=[site.pk])).content.decode()
    assert "This extract has no column with the status" in shown
    assert "the extract states no status" in card
    assert QualityLabel.objects.get().status == ""


def test_the_columns_that_nobody_read_are_named(vera, site, logged_in) -> None:
    page = logged_in(vera)

    extract = hand_in(page, [*line(site), "geldig", "let op", None], headers=[*WITH_STATUS, "Opmerking", "Leeg"])

    shown = page.get(reverse("label-extracts:run", args=[extract.pk])).content.decode()
    named = [n["facts"]["header"] for n in extract.notices if n["code"] == "column_not_understood"]
    assert "status_not_stated" not in {n["code"] for n in extract.notices}
    assert sorted(named) == ["Opmerking", "Organisatie"]
    assert all(f"“{name}”" in shown for name in named)


def test_a_suspension_ends_with_an_extract_that_says_valid_and_not_with_one_that_is_silent(
    vera, site, logged_in
) -> None:
    page = logged_in(vera)
    hand_in(page, [*line(site), "geschorst"], as_of="2026-05-01")
    hand_in(page, [*line(site), "geschorst"], as_of="2026-06-01")
    first = QualityLabel.objects.get().ended_from
    hand_in(page, line(site), headers=HEADERS, as_of="2026-07-01")
    silent = QualityLabel.objects.get().ended_from
    hand_in(page, [*line(site), "geldig"], as_of="2026-08-01")

    assert (first, silent, QualityLabel.objects.get().ended_from) == (date(2026, 5, 1), date(2026, 5, 1), None)
    assert stands(site, date(2026, 8, 1))


def test_an_older_extract_does_not_take_a_later_status_back(vera, site, logged_in) -> None:
    page = logged_in(vera)
    hand_in(page, [*line(site), "geldig"], as_of="2026-03-01")
    hand_in(page, [*line(site), "geldig"], as_of="2026-06-01")

    hand_in(page, [*line(site), "geschorst"], as_of="2026-05-01")

    assert codes() == ["status_older_than_known"]
    assert stands(site, date(2026, 6, 2))


def test_the_database_keeps_no_suspended_quality_label_without_an_end(vera, site, logged_in) -> None:
    hand_in(logged_in(vera), [*line(site, last=None), "geschorst"])

    with pytest.raises(IntegrityError, match="quality_label_status_known"), transaction.atomic():
        QualityLabel.objects.update(ended_from=None)


def test_a_suspended_quality_label_is_not_in_force_for_cards_and_the_public_register(vera, site, logged_in) -> None:
    hand_in(logged_in(vera), [*line(site), "geschorst"])
    terms = terms_on(date(2026, 5, 1))

    assert not quality_label_on_day(QualityLabel.objects.get(), on=date(2026, 5, 1), terms=terms).is_in_force
