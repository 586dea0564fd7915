"""The registration desk: who stands on the worklist, why, and what only the own municipality may see."""

import io
from datetime import timedelta
from uuid import uuid4

import openpyxl
import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader

from thoes.privacy.models import ProcessingRecord
from thoes.register.public import Stay, check_out
from thoes.registration.models import BrpRegistration, FollowUp
from thoes.registration.queries import desk_numbers, worklist
from thoes.rules.registration_duty import duty_parameters_on, end_of_register_term

pytestmark = pytest.mark.django_db


def step_with(client, assessment, do, **fields):
    """Post a step with one person as the page does that was opened just now."""
    now = FollowUp.objects.filter(person=assessment.person_id, superseded_at=None).first()
    fields = {"batch": uuid4(), "person": f"{assessment.person_id}:{now.pk if now else ''}", "do": do, **fields}
    return client.post(reverse("registration:steps"), fields)


@pytest.mark.parametrize(("nights", "status"), [(121, "approaching"), (122, "duty_counted"), (123, "duty_counted")])
def test_the_duty_begins_on_the_hundred_and_twenty_second_night(arrive, site, nights, status) -> None:
    assert arrive(site, "Testowska", nights_ago=nights).status == status


def test_who_plans_to_stay_long_must_register_on_arrival(arrive, site) -> None:
    found = arrive(site, "Testowska", nights_ago=0, expected_in=122)

    # Five days, and on to a working day.
    until = end_of_register_term(found.on, duty_parameters_on(found.on)).last_day
    assert (found.status, found.register_by) == ("duty_expected", until)


def test_the_worklist_shows_name_site_and_reason_and_logs_the_look(arrive, site, bob, logged_in) -> None:
    found = arrive(site, "Testowska", nights_ago=150)

    page = logged_in(bob).get(reverse("registration:worklist")).content.decode()

    assert "Testowska" in page
    assert site.name in page
    assert list(ProcessingRecord.objects.filter(purpose="brp_registration").values_list("person_id", flat=True)) == [
        found.person_id
    ]


def test_another_municipality_sees_nothing_of_it(arrive, provider, weert, make_site, bob, logged_in) -> None:
    found = arrive(make_site(provider, weert), "Testowska", nights_ago=150)
    client = logged_in(bob)

    assert "Testowska" not in client.get(reverse("registration:worklist")).content.decode()
    assert client.get(reverse("registration:person", args=[found.person_id])).status_code == 404
    assert step_with(client, found, "registered", day_registered=found.on.isoformat()).status_code == 302
    assert not FollowUp.objects.exists()


def test_the_parts_of_the_worklist_add_up(arrive, provider, venlo, make_site, bob) -> None:
    large = make_site(provider, venlo, rooms=3, beds=4)
    for number, nights in enumerate((5, 100, 121, 122, 126, 150, 183)):
        arrive(large, f"Testowska{chr(97 + number)}", nights_ago=nights)

    rows = worklist(bob)

    assert desk_numbers(rows, actor=bob, on=timezone.localdate()).total == rows.count() == 7


def test_who_left_stands_apart_is_not_told_to_sleep_here_and_gets_no_letter(
    arrive, site, alice, bob, logged_in
) -> None:
    here, gone = arrive(site, "Testowska", nights_ago=150), arrive(site, "Voorbeeldova", nights_ago=150)
    stay = Stay.objects.get(worker__person=gone.person_id, known_until=None)
    today, client = timezone.localdate(), logged_in(bob)
    check_out(actor=alice, stay_ids=[stay.stay_id], departure=today - timedelta(days=1), at=timezone.now(), nonce=None)

    numbers = desk_numbers(worklist(bob), actor=bob, on=today)
    page = client.get(reverse("registration:person", args=[gone.person_id])).content.decode()
    both = client.post(reverse("registration:letters"), {"person": [f"{one.person_id}:" for one in (here, gone)]})
    told = client.get(reverse("registration:worklist"), {"tab": "gone"}).content.decode()
    none = client.post(reverse("registration:letters"), {"person": f"{gone.person_id}:"})

    assert (numbers.parts["gone"], numbers.parts["overdue"], numbers.to_do, numbers.total) == (1, 1, 1, 2)
    assert "Slaapt nu niet in een gemeld bed." in page
    assert "Waar inschrijven" not in page
    assert len(PdfReader(io.BytesIO(both.content)).pages) == 1
    assert "1 persoon slaapt nu niet in een gemeld bed en krijgt geen brief." in told
    assert "Voorbeeldova" in told
    assert none.status_code == 302


def test_who_is_registered_has_no_duty_and_it_can_be_taken_back(arrive, site, bob, logged_in) -> None:
    found = arrive(site, "Testowska", nights_ago=150)
    client = logged_in(bob)

    step_with(client, found, "registered", day_registered=found.on.isoformat())
    found.refresh_from_db()
    registered = found.status
    client.post(reverse("registration:withdraw", args=[BrpRegistration.objects.get().pk]))
    found.refresh_from_db()

    assert (registered, found.status) == ("registered", "duty_counted")


def test_nights_elsewhere_are_a_number_and_never_an_address(
    arrive, provider, site, weert, make_site, bob, logged_in
) -> None:
    found = arrive(site, "Testowska", nights_ago=150)

    page = logged_in(bob).get(reverse("registration:person", args=[found.person_id])).content.decode()

    assert site.address in page
    assert make_site(provider, weert).address not in page


def test_a_site_manager_and_a_visitor_do_not_get_the_worklist(alice, logged_in) -> None:
    assert logged_in(alice).get(reverse("registration:worklist")).status_code == 403
    assert Client().get(reverse("registration:worklist")).status_code == 302


@pytest.mark.parametrize("form", ["xlsx", "csv"])
def test_the_export_holds_the_same_people_and_no_formulas(arrive, site, bob, logged_in, form) -> None:
    arrive(site, "=Testowska", nights_ago=150)

    body = logged_in(bob).get(reverse("registration:worklist"), {"file": form}).content

    assert body[:2] == b"PK" if form == "xlsx" else b"'=Testowska" in body


def test_the_spreadsheet_holds_days_and_not_texts_that_look_like_them(arrive, site, bob, logged_in) -> None:
    found = arrive(site, "Testowska", nights_ago=150)

    body = logged_in(bob).get(reverse("registration:worklist") + "?file=xlsx").content
    headings, values = openpyxl.load_workbook(io.BytesIO(body)).active.iter_rows()
    cells = {heading.value: cell for heading, cell in zip(headings, values, strict=True)}

    assert cells["Laatste dag"].is_date
    assert cells["Laatste dag"].value.date() == found.register_by
    assert cells["Opnieuw kijken op"].value is None


def test_the_worklist_asks_as_often_for_many_as_for_few(
    arrive, provider, venlo, make_site, bob, logged_in, django_assert_max_num_queries
) -> None:
    large = make_site(provider, venlo, rooms=8, beds=4)
    for number in range(20):
        arrive(large, f"Testowska{chr(97 + number)}", nights_ago=130 + number)
    client = logged_in(bob)

    with django_assert_max_num_queries(22):
        client.get(reverse("registration:worklist"))
