"""The nights behind an answer, on the page, in the letter and in the file: one sum, and nothing of elsewhere but numbers."""

import csv
import io
import re
from collections import Counter
from datetime import timedelta
from xml.etree import ElementTree

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone, translation
from pypdf import PdfReader

from thoes.register.public import Correction, Declared, Stay, check_in, check_out, correct_stay
from thoes.registration.explaining import change_of
from thoes.registration.models import Assessment
from thoes.registration.queries import worklist
from thoes.registration.reasons.kept_parameters import parameters_of
from thoes.registration.reasons.reading import reasons_of
from thoes.registration.reasons.strip import strip_of
from thoes.registration.services import assess_persons
from thoes.rules.night_evidence import Night
from thoes.rules.registration_duty import duty_parameters_on
from thoes.ui.charts import on_page, on_paper

pytestmark = pytest.mark.django_db


def text_of(pdf):
    return re.sub(r"\s+", " ", " ".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages))


def page_of(client, found):
    return client.get(reverse("registration:person", args=[found.person_id])).content.decode()


def letter_of(client, found, language="nl"):
    fields = {"person": f"{found.person_id}:", "language": language}
    return text_of(client.post(reverse("registration:letters"), fields).content)


@pytest.fixture
def mover(arrive, provider, venlo, weert, make_site, alice):
    """Slept 300 to 240 days ago in Venlo, then 40 nights in Weert, and from 190 days ago in Venlo again.

    60 + 40 nights, 10 of nothing, and the number is reached at the 22nd night of the second stay here.
    """
    today = timezone.localdate()
    first, away, now = make_site(provider, venlo), make_site(provider, weert), make_site(provider, venlo)
    found = arrive(first, "Testowska", nights_ago=300)

    def leave(days_ago):
        stay = Stay.objects.get(worker__person=found.person_id, known_until=None, departure=None)
        day = today - timedelta(days=days_ago)
        check_out(actor=alice, stay_ids=[stay.stay_id], departure=day, at=timezone.now(), nonce=None)
        return stay.worker_id

    for site, leaves, comes in ((away, 240, 240), (now, 200, 190)):
        worker = leave(leaves)
        again = Declared(site_id=site.pk, arrival=today - timedelta(days=comes), worker_id=worker)
        check_in(actor=alice, arrivals=[again], at=timezone.now(), nonce=None)
    return Assessment.objects.get(person=found.person_id), first, away, now


def strips_of(page: str) -> list[str]:
    return re.findall(r'<svg class="thoes-chart [^>]*role="img".*?</svg>\n', page.replace("</div>", "\n"), re.DOTALL)


def nights_in(strip: str) -> dict[str, int]:
    """How many nights a strip draws, of each look; all of them are as wide as the frames of the months."""
    nights: Counter[str] = Counter()
    for rect in ElementTree.fromstring(strip).iter("rect"):
        names = {"c-floor": "all", "c-main": "c-main", "c-half": "c-half", "c-ring": "c-ring"}
        if rect.get("class") in names:
            nights[names[rect.get("class")]] += round(31 * float(rect.get("width").rstrip("%")) / 100)
    return dict(nights)


def test_the_table_shows_how_the_number_was_reached_years_ago_and_adds_up(mover, bob) -> None:
    found, first, _away, now = mover

    reason = reasons_of(worklist(bob), actor=bob)[found.person_id]

    rows = [(reason.names.get(row.place, "elsewhere"), row.nights, row.total) for row in reason.decisive.rows]
    assert rows == [(first.name, 60, 60), ("elsewhere", 40, 100), (now.name, 22, 122)]
    assert reason.decisive.window.until == found.counted_from == found.on - timedelta(days=168)
    assert reason.present.total == found.nights_in_window == 183
    assert reason.adds_up


def test_the_page_has_the_strip_and_the_table_of_both_windows(mover, bob, logged_in) -> None:
    found, first, _away, now = mover

    page = page_of(logged_in(bob), found)

    assert [nights_in(strip) for strip in strips_of(page)] == [
        {"all": 183, "c-main": 82, "c-half": 40, "c-ring": 1},
        {"all": 183, "c-main": 183, "c-ring": 1},
    ]
    assert "Nachten in uw gemeente: 82. In andere gemeenten van Limburg: 40. Bij ons niet bekend: 61." in page
    assert "<strong>122</strong>" in page
    assert first.name in page
    assert now.name in page
    assert " style=" not in page


def test_nothing_of_elsewhere_but_the_number_leaves_for_the_desk(mover, bob, logged_in) -> None:
    found, _first, away, _now = mover
    client = logged_in(bob)

    shown = [page_of(client, found), letter_of(client, found)]

    for text in shown:
        assert away.name not in text
        assert "Weert" not in text
        assert "lders in Limburg" in text
    for days_ago in (200, 201):
        assert f'datetime="{(found.on - timedelta(days=days_ago)).isoformat()}"' not in shown[0]


@pytest.mark.parametrize("language", ["nl", "en", "pl", "ro", "bg", "de"])
def test_the_letter_shows_the_same_sum_and_a_strip_with_words(mover, bob, logged_in, language) -> None:
    found, first, _away, now = mover
    client = logged_in(bob)
    body = client.post(reverse("registration:letters"), {"person": f"{found.person_id}:", "language": language}).content

    text = text_of(body)

    assert re.search(rf"{first.name} .* 60 60 .* 40 100 {now.name} .* 22 122", text)
    assert b"/Alt" in body or "/Alt" in str(PdfReader(io.BytesIO(body)).trailer["/Root"]["/StructTreeRoot"])


def test_the_export_has_the_same_numbers(mover, bob, logged_in) -> None:
    found, _first, _away, _now = mover

    body = logged_in(bob).get(reverse("registration:worklist"), {"file": "csv"}).content.decode("utf-8-sig")

    (row,) = list(csv.DictReader(io.StringIO(body), delimiter=";"))
    assert (row["Getelde nachten hier"], row["Getelde nachten elders in Limburg"]) == ("82", "40")
    assert row["Geteld tot"] == found.counted_from.isoformat()


def test_an_expectation_is_shown_with_its_days(arrive, site, bob, logged_in) -> None:
    found = arrive(site, "Testowska", nights_ago=3, expected_in=150)

    page = page_of(logged_in(bob), found)

    assert f"Verwacht op {site.name}: 153 nachten," in page


def test_an_expectation_of_after_the_number_was_reached_is_no_part_of_the_reason(
    arrive, site, alice, bob, logged_in
) -> None:
    found = arrive(site, "Testowska", nights_ago=150)
    stay = Stay.objects.get(worker__person=found.person_id, known_until=None)
    correction = Correction(
        stay.arrival, None, timezone.localdate() + timedelta(days=200), stay.bed_id, stay.employer_id
    )
    correct_stay(actor=alice, stay_id=stay.stay_id, correction=correction, at=timezone.now(), nonce=None)
    found.refresh_from_db()

    page = page_of(logged_in(bob), found)

    assert (found.code, found.expected_from) == ("nights_counted", timezone.localdate())
    assert "Verwacht op" not in page


def test_a_letter_and_the_page_use_the_parameters_kept_with_the_answer(arrive, site, bob, logged_in) -> None:
    found = arrive(site, "Testowska", nights_ago=150)
    facts = {**found.facts, "window_days": 90, "nights_needed": 60, "register_within_days": 8}
    Assessment.objects.filter(pk=found.pk).update(
        facts=facts, counted_from=found.on - timedelta(days=90), nights_in_window=90
    )
    client = logged_in(bob)

    text, page = letter_of(client, found), page_of(client, found)

    assert "minstens 60 van de 90 nachten" in text
    assert "binnen 8 dagen" in text
    assert [nights_in(strip)["all"] for strip in strips_of(page)] == [90, 90]
    assert "<strong>60</strong>" in page


def test_an_old_answer_without_parameters_takes_those_of_its_day(arrive, site) -> None:
    found = arrive(site, "Testowska", nights_ago=150)
    found.facts = {}

    assert parameters_of(found) == duty_parameters_on(found.on)


def test_an_answer_of_before_a_change_says_that_it_no_longer_adds_up(arrive, site, bob, logged_in) -> None:
    found = arrive(site, "Testowska", nights_ago=150)
    Assessment.objects.filter(pk=found.pk).update(nights_in_window=140)

    assert "kloppen de nachten hieronder niet met het antwoord" in page_of(logged_in(bob), found)
    assess_persons(persons=[found.person_id], on=found.on)
    assert "kloppen de nachten hieronder niet met het antwoord" not in page_of(logged_in(bob), found)


def test_the_nights_of_many_are_read_in_a_fixed_number_of_queries(arrive, provider, venlo, make_site, bob) -> None:
    large = make_site(provider, venlo, rooms=3, beds=4)
    counts = []
    for number in (1, 5):
        for n in range(number):
            arrive(large, f"Testowska{chr(97 + number)}{chr(97 + n)}", nights_ago=150)
        rows = list(worklist(bob))
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert len(reasons_of(rows, actor=bob)) == len(rows)
        counts.append(len(queries))

    assert counts[0] == counts[1]


def test_another_municipality_gets_no_reason(arrive, site, wim) -> None:
    found = arrive(site, "Testowska", nights_ago=150)

    assert reasons_of([found], actor=wim) == {}


def test_a_letter_draws_the_same_nights_with_its_own_colours(mover, bob) -> None:
    found = mover[0]
    evidence = reasons_of(worklist(bob), actor=bob)[found.person_id].decisive
    key = {Night.HERE: "hier", Night.ELSEWHERE: "<elders>"}
    strip = strip_of("n", evidence, reached_on=found.counted_from, language="nl", key=key, ring="nacht 122")

    paper = on_paper(strip, with_key=True)

    # The mark of each line of the key is drawn as a night as well, of the whole width of its own drawing.
    assert nights_in(on_page(strip, label="")) == {"all": 183, "c-main": 82, "c-half": 40, "c-ring": 1}
    assert "&lt;elders&gt;" in paper
    assert ".c-main{fill:#" in paper
    assert paper.count('<rect class="c-main"') == on_page(strip, label="").count('<rect class="c-main"') + 1


@pytest.mark.parametrize(("nights", "words"), [(121, "na nog 1 nacht."), (120, "na nog 2 nachten.")])
def test_one_night_is_no_nights(arrive, site, nights, words) -> None:
    found = arrive(site, "Testowska", nights_ago=nights)

    with translation.override("nl"):
        assert change_of(found).endswith(words)
