"""Extracts of the register of a mark: messy files, matched by address, looked at first, taken in with a receipt."""

import io
from datetime import date

import pytest
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from thoes.housing.models import Mark
from thoes.imports.extracts.addresses import address_of
from thoes.imports.models import MarkExtract

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


def send(page, body, scheme="snf", name="snf.xlsx"):
    form = {"scheme": scheme, "as_of": "2026-05-01", "file": SimpleUploadedFile(name, body)}
    return page.post(reverse("imports:extracts"), form)


def counts() -> tuple[int, ...]:
    found = MarkExtract.objects.order_by("-uploaded_at").first()
    return found.new, found.changed, found.unchanged, found.rejected, found.unknown_here, found.elsewhere


def test_a_look_changes_nothing_and_taking_in_does(vera, site, logged_in) -> None:
    page = logged_in(vera)
    send(page, workbook(line(site)))
    looked = Mark.objects.count()

    page.post(reverse("imports:take-in-extract", args=[MarkExtract.objects.get().pk]))

    found = Mark.objects.get()
    assert looked == 0
    assert (found.certificate, found.valid_until, found.source) == ("SNF-1", date(2027, 1, 1), "extract")
    assert counts()[:1] == (1,)


def test_the_same_extract_twice_changes_nothing(vera, site, logged_in) -> None:
    page = logged_in(vera)
    for _ in range(2):
        send(page, workbook(line(site)))
        newest = MarkExtract.objects.order_by("-uploaded_at").first()
        page.post(reverse("imports:take-in-extract", args=[newest.pk]))

    assert counts() == (0, 0, 1, 0, 0, 0)
    assert Mark.objects.count() == 1


def test_pressing_the_button_twice_gives_one_receipt(vera, site, logged_in) -> None:
    page = logged_in(vera)
    send(page, workbook(line(site)))
    url = reverse("imports:take-in-extract", args=[MarkExtract.objects.get().pk])

    page.post(url)
    number = MarkExtract.objects.get().receipt_number
    page.post(url)

    assert MarkExtract.objects.get().receipt_number == number
    assert Client().get(reverse("imports:verify-number", args=[number])).status_code == 200


def test_good_lines_go_in_and_the_others_come_back_with_the_reason(
    vera, site, venlo, houser, make_site, logged_in
) -> None:
    other, page = make_site(houser, venlo), logged_in(vera)
    twins = [make_site(houser, venlo) for _ in range(2)]
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
    page.post(reverse("imports:take-in-extract", args=[MarkExtract.objects.get().pk]))

    assert counts() == (1, 0, 0, 3, 1, 1)
    codes = {back["code"] for back in MarkExtract.objects.get().given_back}
    assert codes == {"date_impossible", "certificate_missing", "sites_at_one_address", "no_site_at_address"}
    assert page.get(reverse("imports:extract-lines", args=[MarkExtract.objects.get().pk])).status_code == 200


def test_lines_that_cannot_both_hold_are_found_in_the_look(vera, site, logged_in) -> None:
    send(logged_in(vera), workbook(line(site), line(site, certificate="SNF-2", first=date(2026, 6, 1))))

    assert counts() == (1, 0, 0, 1, 0, 0)


def test_a_renewed_certificate_is_brought_up_to_date_and_an_empty_day_takes_nothing_away(vera, site, logged_in) -> None:
    page = logged_in(vera)
    for last in ("31-12-2026", "31-12-2027", None):
        send(page, workbook(line(site, last=last)))
        page.post(reverse("imports:take-in-extract", args=[MarkExtract.objects.order_by("-uploaded_at").first().pk]))

    assert Mark.objects.get().valid_until == date(2028, 1, 1)
    assert counts() == (0, 0, 1, 0, 0, 0)


@pytest.mark.parametrize("body", [b"", b"\x00\x01", workbook(headers=["Naam", "Aankomst"])])
def test_a_file_that_is_no_extract_is_refused_with_a_sentence(body, vera, site, logged_in) -> None:
    answer = send(logged_in(vera), body)

    assert answer.context["form"].errors["file"]
    assert not MarkExtract.objects.exists()


def test_a_bsn_in_a_line_is_kept_nowhere(vera, site, logged_in) -> None:
    row = line(site, certificate="")
    row[1] = "111222333"

    send(logged_in(vera), workbook(row))

    assert "111222333" not in str(MarkExtract.objects.get().given_back)


@pytest.mark.parametrize("whole", ["Proefweg 7a, 5911 AB Venlo", "proefweg 7 A 5911ab VENLO", "Proefweg 7-a 5911 AB"])
def test_a_whole_address_is_taken_apart(whole) -> None:
    found = address_of(street="", number="", postcode="", whole=whole)

    assert (found.street, found.number, found.postcode) == ("proefweg", "7a", "5911ab")


def test_the_province_takes_in_marks_of_every_municipality_and_a_houser_only_its_own(
    paula, charlie, site, weert, other_houser, make_site, logged_in
) -> None:
    elsewhere = make_site(other_houser, weert)
    rows = workbook(line(site), line(elsewhere))

    send(logged_in(charlie), rows)
    of_charlie = counts()
    send(logged_in(paula), rows)

    assert (of_charlie[0], counts()[0]) == (1, 2)


def test_nobody_else_sees_an_extract(vera, wim, charlie, site, logged_in) -> None:
    send(logged_in(vera), workbook(line(site)))
    pk = MarkExtract.objects.get().pk

    for other in (wim, charlie):
        assert logged_in(other).get(reverse("imports:extract", args=[pk])).status_code == 404
        assert logged_in(other).post(reverse("imports:take-in-extract", args=[pk])).status_code == 404
    assert not Mark.objects.exists()


def test_a_visitor_is_sent_to_the_log_in_page_and_a_clerk_is_refused(bob, logged_in) -> None:
    assert Client().get(reverse("imports:extracts"))["Location"].startswith(reverse("accounts:login"))
    assert logged_in(bob).get(reverse("imports:extracts")).status_code == 403
