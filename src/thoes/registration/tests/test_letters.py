"""Letters: complete in every language, with the person's own days, readable, accessible, and nobody else's."""

import io
import re
import zipfile
from datetime import date, time
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar
from pypdf import PdfReader

from thoes.foundation.documents.paper import Heading, Picture, Said, Words, print_letters
from thoes.foundation.translated_texts import TranslationState
from thoes.kernel.nights import Span
from thoes.registration.letters.appointments import Appointment, calendar_code, calendar_file
from thoes.registration.letters.composing import (
    Recipient,
    Sender,
    duty_letter,
    information_sheet,
    invitation,
    message_text,
)
from thoes.registration.letters.texts import LETTERS, first_guess
from thoes.registration.models import DeskDetails
from thoes.rules.night_evidence import night_evidence, window_before
from thoes.rules.registration_duty import REASONS_OF_A_DUTY, duty_parameters_on

DAY = date(2026, 11, 24)
RULE = duty_parameters_on(DAY)
SENDER = Sender("Gemeente Voorbeeld", "Voorbeeld", ("Balie Burgerzaken", "Proefplein 1, 0000 AA Testdorp"))
APPOINTMENT = Appointment(uuid4(), "BRP – Testhoeve", "Testhoeve, Proefweg 1", date(2026, 12, 10), time(17, 10), 10)


def recipient(language, *, name="Zażółć Gęślą Știrbu Тестов", code="nights_counted"):
    return Recipient(
        name=name,
        address="Proefweg 1, 0000 AA Testdorp",
        language=language,
        code=code,
        nights=150,
        days={
            "counted_from": date(2026, 10, 27), "expected_from": None, "duty_from": date(2026, 10, 27),
            "register_by": date(2026, 11, 1), "approaching_on": None,
        },
        rule=RULE,
        nights_shown=night_evidence(
            window_before(date(2026, 10, 27), RULE.window_days),
            here={"1": [Span(date(2026, 7, 9), date(2026, 10, 27))]},
            elsewhere=[Span(date(2026, 5, 1), date(2026, 5, 13))],
        ),
        sites={"1": "Testhoeve"},
        rni_since=date(2026, 5, 2),
    )  # fmt: skip


def text_of(pdf):
    """What a reader gets out of the file, spaces and line ends made one."""
    return re.sub(r"\s+", " ", " ".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages))


def said(letter):
    """Every sentence of a letter, also what its pictures say."""
    cells = [block.cell for block in letter.blocks if isinstance(block, Words)]
    alts = [block.alt for block in letter.blocks if isinstance(block, Picture)]
    plain = [cell.words if isinstance(cell, Said) else cell for cell in cells]
    return [*(words if isinstance(words, str) else " ".join(words) for words in plain), *alts]


def strong(letter):
    cells = [block.cell for block in letter.blocks if isinstance(block, Words)]
    return [cell.words for cell in cells if isinstance(cell, Said)]


def why(letter):
    """What stands under the heading that gives the reason."""
    heading = Heading(LETTERS.wording(letter.language)["why"])
    return letter.blocks[letter.blocks.index(heading) + 1].cell


def test_the_strip_of_a_letter_says_of_which_year_it_is() -> None:
    letter = duty_letter(recipient("nl"), sender=SENDER, on=DAY)
    (picture,) = [block for block in letter.blocks if isinstance(block, Picture)]

    months = re.findall(r"<text[^>]*>([^<]*)</text>", picture.svg)

    assert months[:2] == ["apr 26", "mei"]


@pytest.mark.parametrize("language", [code for code in LETTERS.languages if code not in ("nl", "en")])
def test_a_machine_translation_says_so_until_somebody_reviewed_it(language) -> None:
    texts = LETTERS.wording(language)

    assert texts.state is TranslationState.UNREVIEWED
    assert texts.notice


@pytest.mark.parametrize("language", LETTERS.languages)
@pytest.mark.parametrize("code", list(LETTERS.wording("nl")["reason"]))
def test_every_reason_can_be_written_in_every_language(language, code) -> None:
    letter = duty_letter(recipient(language, code=code), sender=SENDER, on=DAY)

    assert why(letter)
    assert "{" not in " ".join(said(letter))
    assert (letter.subject == LETTERS.wording(language)["subject_notice"]) is (code in ("moved", "leaving"))


@pytest.mark.parametrize("language", LETTERS.languages)
def test_a_letter_can_be_read_back_in_its_own_script(language) -> None:
    letter = duty_letter(recipient(language), sender=SENDER, on=DAY)

    pdf = print_letters([letter], title=letter.subject, made_at=timezone.now())

    text = text_of(pdf)
    for words in (
        letter.subject,
        letter.to[0],
        LETTERS.wording(language)["bring_title"],
        LETTERS.wording(language)["elsewhere"],
    ):
        assert words in text
    assert "Testhoeve" in text


def test_letters_in_two_languages_are_one_accessible_document() -> None:
    letters = [duty_letter(recipient(code), sender=SENDER, on=DAY) for code in ("pl", "bg")]

    pdf = print_letters(letters, title="Brieven", made_at=timezone.now())

    root = PdfReader(io.BytesIO(pdf)).trailer["/Root"]
    metadata = root["/Metadata"].get_data().decode()
    assert "pdfuaid:part>1<" in metadata
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "pl"
    assert b"(bg)" in PdfReader(io.BytesIO(pdf)).stream.getvalue() or "bg" in _languages(root["/StructTreeRoot"])


def _languages(node, depth=0):
    node = node.get_object() if hasattr(node, "get_object") else node
    if not isinstance(node, dict) or depth > 12:
        return set()
    found = {str(node["/Lang"])} if "/Lang" in node else set()
    kids = node.get("/K", [])
    for kid in kids if isinstance(kids, list) else [kids]:
        found |= _languages(kid, depth + 1)
    return found


@pytest.mark.parametrize("language", LETTERS.languages)
@pytest.mark.parametrize("code", list(LETTERS.wording("nl")["reason"]))
def test_who_stands_in_the_rni_is_told_that_it_is_no_registration_where_there_is_a_duty(language, code) -> None:
    letter = duty_letter(recipient(language, code=code), sender=SENDER, on=DAY)

    assert ("(RNI)" in why(letter)) is (code in REASONS_OF_A_DUTY)


@pytest.mark.parametrize("language", LETTERS.languages)
@pytest.mark.parametrize(
    ("duty_from", "last_day", "is_longer"),
    [
        (date(2026, 12, 4), date(2026, 12, 9), False),
        (date(2026, 12, 7), date(2026, 12, 14), True),
        (date(2026, 12, 2), date(2026, 12, 7), False),
    ],
)
def test_a_last_day_that_a_weekend_moved_is_explained_beside_the_days_of_the_law(
    language, duty_from, last_day, is_longer
) -> None:
    to = recipient(language)
    to.days.update(duty_from=duty_from, register_by=last_day)

    (deadline,) = strong(duty_letter(to, sender=SENDER, on=DAY))

    assert (LETTERS.wording(language).filled("by_later", days=5) in deadline) is is_longer


def test_the_deadline_is_put_differently_once_it_has_passed() -> None:
    ahead = duty_letter(recipient("en"), sender=SENDER, on=date(2026, 11, 1))
    past = duty_letter(recipient("en"), sender=SENDER, on=date(2026, 11, 2))

    assert strong(ahead) == ["Do this no later than 1 November 2026."]
    assert "longer" not in strong(past)[0]
    assert "should have been done" in strong(past)[0]


@pytest.mark.parametrize("language", LETTERS.languages)
def test_an_invitation_has_the_time_and_a_code_that_a_phone_understands(language) -> None:
    letter = invitation(recipient(language), appointment=APPOINTMENT, sender=SENDER, on=DAY)

    text = text_of(print_letters([letter], title=letter.subject, made_at=timezone.now()))

    assert "17:10" in text
    assert calendar_code(APPOINTMENT).startswith("<svg")


def test_no_name_stands_in_the_calendar_or_the_message() -> None:
    body = calendar_file([APPOINTMENT], made_at=timezone.now())
    event = Calendar.from_ical(body).walk("VEVENT")[0]

    assert str(event["SUMMARY"]) == "BRP – Testhoeve"
    assert event["DTSTART"].dt.strftime("%Y-%m-%d %H:%M %Z") == "2026-12-10 17:10 CET"
    assert (event["DTEND"].dt - event["DTSTART"].dt).total_seconds() == 600
    for language in LETTERS.languages:
        assert "Testhoeve" in message_text(language=language, appointment=APPOINTMENT, sender=SENDER)


@pytest.mark.parametrize("language", LETTERS.languages)
def test_the_information_sheet_is_about_nobody(language) -> None:
    sheet = information_sheet(language, sender=SENDER, rule=RULE, on=DAY)

    assert sheet.to == ()
    assert sheet.subject in text_of(print_letters([sheet], title=sheet.subject, made_at=timezone.now()))


@pytest.mark.parametrize(
    ("nationality", "language"), [("PL", "pl"), ("ro", "ro"), ("BG", "bg"), ("", "en"), ("ES", "en")]
)
def test_the_language_is_guessed_from_the_nationality(nationality, language) -> None:
    assert first_guess(nationality) == language


@pytest.mark.django_db
def test_everybody_ticked_gets_a_letter_in_the_own_language(arrive, provider, venlo, make_site, bob, logged_in) -> None:
    large = make_site(provider, venlo)
    people = [
        arrive(large, "Testowska", nights_ago=150, nationality="PL"),
        arrive(large, "Voorbeeldova", nights_ago=150, nationality="BG"),
    ]
    DeskDetails.objects.create(municipality=venlo, name="Balie Proef", phone="000-0000000")
    ticks = [f"{found.person_id}:" for found in people]

    answer = logged_in(bob).post(reverse("registration:letters"), {"person": ticks})
    zipped = logged_in(bob).post(
        reverse("registration:letters"), {"person": ticks, "do": "letters_one_each", "language": "de"}
    )

    text = text_of(answer.content)
    assert LETTERS.wording("pl")["subject_duty"] in text
    assert LETTERS.wording("bg")["subject_duty"] in text
    assert "Balie Proef" in text
    assert zipfile.ZipFile(io.BytesIO(zipped.content)).namelist() == ["0000.pdf", "0001-de.pdf", "0002-de.pdf"]
    whose = text_of(zipfile.ZipFile(io.BytesIO(zipped.content)).read("0000.pdf"))
    assert whose.index("0001") < whose.index("Testowska") < whose.index("0002") < whose.index("Voorbeeldova")
    first = text_of(answer.content).partition("000-0000000")[0]
    assert first.index("Testowska") < first.index("Voorbeeldova")


@pytest.mark.django_db
def test_nobody_of_another_municipality_gets_a_letter(arrive, site, wim, alice, logged_in) -> None:
    found = arrive(site, "Testowska", nights_ago=150)
    fields = {"person": f"{found.person_id}:"}

    assert logged_in(wim).post(reverse("registration:letters"), fields).status_code == 404
    assert logged_in(alice).post(reverse("registration:letters"), fields).status_code == 403
    assert Client().post(reverse("registration:letters"), fields).status_code == 302


@pytest.mark.django_db
def test_a_desk_fills_in_its_own_details_only(bob, wim, weert, alice, logged_in) -> None:
    logged_in(bob).post(reverse("registration:desk-details"), {"name": "Balie Venlo", "phone": "000"})

    assert "Balie Venlo" not in logged_in(wim).get(reverse("registration:desk-details")).content.decode()
    assert logged_in(alice).get(reverse("registration:desk-details")).status_code == 403
    assert Client().get(reverse("registration:desk-details")).status_code == 302


@pytest.mark.parametrize("language", LETTERS.languages)
@pytest.mark.parametrize("code", list(LETTERS.wording("nl")["reason"]))
def test_no_sentence_of_a_letter_ends_in_two_full_stops(language, code) -> None:
    for day in (date(2026, 11, 1), DAY):
        letter = duty_letter(recipient(language, code=code), sender=SENDER, on=day)

        assert ".." not in " ".join(said(letter))


@pytest.mark.parametrize("language", LETTERS.languages)
def test_who_is_in_the_rni_reads_that_it_is_no_registration(language) -> None:
    said = [
        LETTERS.wording(language).filled("rni", since="#").split("#")[1]
        in why(duty_letter(recipient(language, code=code), sender=SENDER, on=DAY))
        for code in ("nights_counted", "moved")
    ]

    assert said == [True, False]
