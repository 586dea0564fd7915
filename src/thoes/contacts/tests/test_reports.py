"""What readers find wrong with a contact waits for who keeps it, until they looked at it."""

from datetime import timedelta

import pytest
from django.urls import reverse

from thoes.contacts.models import How, ReaderReport, Wrong
from thoes.contacts.reports import KEPT_DAYS, forget_old_reports, report_contact, reports_between
from thoes.contacts.services import find_right, say_gone
from thoes.contacts.tests.conftest import AT, TODAY
from thoes.privacy.public import as_tenant
from thoes.ui.todays_tasks import tasks_for

pytestmark = pytest.mark.django_db


def report(contact, wrong=Wrong.NUMBER, *, language="pl", on=TODAY) -> None:
    assert report_contact(contact.key, wrong, language=language, on=on)


def test_a_report_waits_in_the_list_of_who_keeps_the_contact_and_of_nobody_else(
    make_contact, kees, karin, logged_in
) -> None:
    contact = make_contact(ago=1)
    report(contact)
    report(contact, Wrong.HOURS)
    reported = reverse("contacts:queue") + "?part=reported"

    page = logged_in(kees).get(reported).content.decode()

    assert contact.name in page
    assert "2 lezers zeggen dat het niet klopt" in page
    assert contact.name not in logged_in(karin).get(reported).content.decode()
    today = tasks_for(kees, on=TODAY, as_tenant=as_tenant)
    assert [task.count for task in today if task.url == reported] == [1]


def test_the_page_of_a_contact_tells_what_is_wrong_how_often_and_in_which_languages(
    make_contact, kees, logged_in
) -> None:
    contact = make_contact(ago=1)
    for language in ("pl", "ro", "pl"):
        report(contact, Wrong.LANGUAGE, language=language)

    page = " ".join(logged_in(kees).get(reverse("contacts:contact", args=[contact.pk])).content.decode().split())

    assert "Niemand sprak de taal van de lezer" in page
    assert "3 keer, taal van de lezers: Pools, Roemeens" in page


def test_what_was_seen_is_settled_by_an_act_and_what_came_in_meanwhile_waits_on(make_contact, kees) -> None:
    contact = make_contact(ago=1)
    report(contact)
    seen = [ReaderReport.objects.get().pk]
    report(contact, Wrong.PLACE)

    find_right(actor=kees, contact_id=contact.pk, how=How.CALLED, seen=seen, on=TODAY, at=AT)

    assert ReaderReport.objects.get(settled_at=None).wrong == Wrong.PLACE
    say_gone(actor=kees, contact_id=contact.pk, seen=[ReaderReport.objects.get(settled_at=None).pk], on=TODAY, at=AT)
    assert not ReaderReport.objects.filter(settled_at=None).exists()


@pytest.mark.parametrize("act", ["right", "change"])
def test_the_pages_of_the_keeper_send_along_which_reports_stood_there(make_contact, kees, logged_in, act) -> None:
    contact = make_contact(ago=1)
    report(contact)
    address = (
        reverse("contacts:contact", args=[contact.pk])
        if act == "right"
        else reverse("contacts:change", args=[contact.pk])
    )

    assert f"{ReaderReport.objects.get().pk}" in logged_in(kees).get(address).content.decode()


@pytest.mark.parametrize("ago", [None, 1])
def test_only_a_contact_that_everybody_finds_can_be_reported(make_contact, ago) -> None:
    contact = make_contact(ago=ago)

    assert report_contact(contact.key, Wrong.NUMBER, language="nl", on=TODAY) is (ago is not None)
    assert not report_contact("bestaat-niet", Wrong.NUMBER, language="nl", on=TODAY)


@pytest.mark.parametrize(("days", "stays"), [(KEPT_DAYS - 1, True), (KEPT_DAYS, True), (KEPT_DAYS + 1, False)])
def test_what_was_found_wrong_longer_ago_than_a_year_goes(make_contact, days, stays) -> None:
    report(make_contact(ago=1), on=TODAY)

    forget_old_reports(on=TODAY + timedelta(days=days))

    assert ReaderReport.objects.exists() is stays


def test_reports_of_a_week_name_the_contact_and_its_municipality(make_contact) -> None:
    contact = make_contact(ago=1)
    for on in (TODAY - timedelta(days=7), TODAY - timedelta(days=6), TODAY, TODAY + timedelta(days=1)):
        report(contact, on=on)

    found = reports_between(TODAY - timedelta(days=6), TODAY)

    assert [each.said_on for each in found] == [TODAY - timedelta(days=6), TODAY]
    assert {(each.name, each.municipality) for each in found} == {(contact.name, "Venlo")}
