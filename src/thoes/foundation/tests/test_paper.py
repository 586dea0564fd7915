"""Papers: every kind of block is drawn and can be read back, and nothing that was typed becomes markup."""

import io
import re
import zipfile
from datetime import UTC, datetime

import pytest
from pypdf import PdfReader

from thoes.foundation.documents.paper import (
    TICK,
    Bullets,
    Count,
    Facts,
    Frame,
    Heading,
    Letter,
    Look,
    Panel,
    Photo,
    Photos,
    Picture,
    Report,
    Said,
    Table,
    Words,
    print_letters,
    print_report,
    zip_letters,
)

NOW = datetime(2026, 11, 29, 12, 0, tzinfo=UTC)
DRAWING = '<svg xmlns="http://www.w3.org/2000/svg" width="20" height="10"><rect width="20" height="10"/></svg>'
PICTURE = Picture(DRAWING, "a black bar", width_mm=20)
BLOCKS = [
    (Heading("Testkop"), ["Testkop"]),
    (Words([Said("Eerste", Look.STRONG), "tweede"]), ["Eerste", "tweede"]),
    (Bullets(["een ding"]), ["een ding"]),
    (PICTURE, []),
    (Facts([("Adres", "Proefweg 1")], beside=PICTURE), ["Adres", "Proefweg 1"]),
    (
        Table(["Naam", "Nachten"], [["Nepski", ["12", "13"]], [TICK, ""]], (1, 0), numbers=(1,)),
        ["Naam", "Nepski", "13"],
    ),
    (Table(["Naam"], [], empty="Niemand."), ["Niemand."]),
    (Frame("Dit is een oefening"), ["Dit is een oefening"]),
    (Frame("Nog te doen", ["vraag het"]), ["Nog te doen", "vraag het"]),
    (Panel([Count("38", "mensen")], ["Testhoeve"], beside=PICTURE), ["38", "mensen", "Testhoeve"]),
    (Words(Said("https://thoes.example.nl/r", Look.LINK)), ["https://thoes.example.nl/r"]),
]


def text_of(pdf):
    return re.sub(r"\s+", " ", " ".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages))


def report(*blocks, **more):
    return print_report(Report("Verslag", "van een dag", blocks, **more), language="nl", made_at=NOW)


def letter(language, **more):
    return Letter(language, "Gemeente Voorbeeld", ["T. Nepski"], "29 nov", f"Brief {language}", [Words("Dag.")], **more)


@pytest.mark.parametrize(("block", "words"), BLOCKS, ids=lambda value: type(value).__name__)
def test_every_kind_of_block_can_be_read_back(block, words) -> None:
    text = text_of(report(block))

    assert all(each in text for each in ["Verslag", "van een dag", "Pagina 1 van 1", *words])


def test_a_photo_stands_on_paper_with_what_it_shows() -> None:
    photos = Report("Verslag", "", [Photos([Photo("bar.svg", alt="a bar", caption="Een balk")])])

    pdf = print_report(photos, language="nl", made_at=NOW, pictures={"bar.svg": DRAWING.encode()})

    assert "Een balk" in text_of(pdf)


@pytest.mark.parametrize("look", list(Look))
def test_every_look_leaves_the_words_as_they_were_typed(look) -> None:
    typed = "#let x = 1 *vet* $y$ <z>"

    assert look in (Look.TICK, Look.LINK) or typed in text_of(report(Words(Said(typed, look))))


def test_a_paper_in_a_language_without_pages_has_its_own_foot() -> None:
    text = text_of(report(foot="Niesprawdzone.", page="Strona {page} z {pages}"))

    assert "Strona 1 z 1" in text
    assert "Niesprawdzone." in text
    assert "Gemaakt op" not in text


def test_each_letter_begins_on_a_new_page_with_its_own_foot() -> None:
    letters = [letter("nl"), letter("pl", foot="Niesprawdzone.")]

    first, second = PdfReader(io.BytesIO(print_letters(letters, title="Brieven", made_at=NOW))).pages

    assert "Brief nl" in first.extract_text()
    assert "Niesprawdzone." not in first.extract_text()
    assert "Niesprawdzone." in second.extract_text()


def test_the_name_of_a_file_in_a_zip_names_nobody() -> None:
    zipped = zip_letters([letter("nl"), letter("pl")], made_at=NOW)

    assert zipfile.ZipFile(io.BytesIO(zipped)).namelist() == ["0001-nl.pdf", "0002-pl.pdf"]
