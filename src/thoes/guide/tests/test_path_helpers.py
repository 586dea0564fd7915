"""Whom an answer sends people to is one of the contacts, with its state: marked, or left out, and never of our own making."""

from datetime import date, timedelta
from html import unescape
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from thoes.contacts.models import Contact, How, Proposal
from thoes.contacts.seeding import Areas, ensure_queue, listing_in, seed
from thoes.guide import paths as paths_folder
from thoes.guide.frame import GUIDE_LANGUAGES
from thoes.guide.help import HELP
from thoes.guide.paths.helpers import CONTACTS, EMERGENCY
from thoes.guide.paths.texts_of_paths import PATH_TEXTS
from thoes.guide.web import path_tables
from thoes.places.public import ensure_limburg

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 29)


@pytest.fixture(autouse=True)
def queue(monkeypatch) -> None:
    ensure_limburg()
    ensure_queue(at=timezone.now())
    monkeypatch.setattr(path_tables, "localdate", lambda: TODAY)


def page(path: str = "agency", language: str = "nl") -> str:
    return unescape(Client().get(reverse("guide:path-tables", args=[language, path])).content.decode())


def checked(key: str, *, ago: int = 10, **parts: object) -> Contact:
    contact = Contact.objects.get(key=key)
    contact.checked_on, contact.checked_how, contact.checked_for = TODAY - timedelta(days=ago), How.PAGE, "Provincie"
    contact.facts = {**contact.facts, **parts}
    contact.save()
    Proposal.objects.filter(contact=contact).delete()
    return contact


def test_everybody_whom_a_path_names_is_a_contact_with_an_official_page() -> None:
    found = {each["key"]: listing_in(each, Areas()) for each in seed()}

    assert set(CONTACTS.values()) <= found.keys()
    assert [key for key in CONTACTS.values() if not found[key].source.may_be_shown] == []
    for language in GUIDE_LANGUAGES:
        assert PATH_TEXTS.wording(language)["helpers"].keys() == {*CONTACTS, EMERGENCY}


def test_no_address_and_no_name_of_a_helper_stands_in_the_paths_themselves() -> None:
    folder = Path(paths_folder.__path__[0])

    assert [file.name for file in folder.rglob("*.py") if "https://" in file.read_text()] == []
    assert list(folder.glob("*.yaml")) == []


@pytest.mark.parametrize("language", GUIDE_LANGUAGES)
def test_who_was_never_checked_has_a_name_an_official_page_and_a_mark_and_no_number(language) -> None:
    shown = page("hours", language)

    assert "Nederlandse Arbeidsinspectie" in shown
    assert "https://www.nllabourauthority.nl" in shown
    assert HELP.wording(language)["not_sure.contradicted"] in shown
    assert "CNV" in shown
    assert HELP.wording(language)["not_sure.unchecked"] in shown
    assert "tel:" not in shown


def test_who_was_checked_has_a_number_to_call_and_no_mark() -> None:
    checked("arbeidsinspectie")

    shown = page("hours")

    assert 'href="tel:08005151"' in shown
    assert HELP.wording("nl")["not_sure.contradicted"] not in shown.split("CNV")[0].split("Arbeidsinspectie")[-1]


def test_a_check_that_is_too_old_is_said_with_its_day() -> None:
    checked("cnv", ago=400)

    assert HELP.wording("nl").filled("not_sure.overdue", day="25 oktober 2025") in page("hours")


def test_who_is_gone_or_has_no_official_page_is_left_out() -> None:
    Contact.objects.filter(key="cnv").update(gone_on=TODAY)
    fairwork = Contact.objects.get(key="fairwork")
    fairwork.facts = {
        **fairwork.facts,
        "source": {"link": "https://elsewhere.example", "seen": "", "is_official": False},
    }
    fairwork.save()

    shown = page("hours")

    assert "CNV" not in shown
    assert "FairWork" not in shown


def test_the_emergency_number_stands_there_also_without_any_contact() -> None:
    Contact.objects.all().update(gone_on=TODAY)

    assert 'href="tel:112"' in page("job-ended")
