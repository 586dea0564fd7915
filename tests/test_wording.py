"""Faults in the Dutch of the pages, and in the letters, that come back by themselves: a machine can hold these."""

import re
from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
import yaml
from babel.messages.pofile import read_po
from django.utils.translation import override

from thoes.foundation.modules import modules
from thoes.foundation.translated_texts import LANGUAGES_OF_WORKERS
from thoes.registration.letters.composing import _short
from thoes.registration.letters.texts import LETTERS
from thoes.rights.documents.overview import OVERVIEW, _Days

SOURCE = Path(__file__).parents[1] / "src" / "thoes"
CATALOGUES = sorted(SOURCE.glob("*/locale/nl/LC_MESSAGES/django.po"))

# One word for one thing: what is not written, and what is.
INSTEAD = {
    r"aanwijzing": "indicatie (aanwijzing is an order in administrative law)",
    r"zitting": "sessie",
    r"rekenblad": "spreadsheet",
    r"hooguit|ten hoogste": "hoogstens",
    r"ten minste": "minstens",
    r"(?:geboorte|vertrek|aankomst)data": "datums",
    r"de kaart van een locatie": "locatieblad (kaart is a map)",
    r"mens bij de gemeente": "een medewerker van de gemeente",
    r"schrijft zich (?:binnen|in)": "moet zich inschrijven",
    r"[dh]e[t]? uwe": "die van u",
    r"niet zo:": "niet in orde",
    r"voorgoed": "definitief",
    r"op (?:een eigen|welke|deze) grond|zonder grond|de grond (?:in|waarop)": "grondslag",
    r"naast de normen?": "getoetst aan de norm",
    r"dit veld is verplicht": "what to fill in",
    r"inlever(?:en|t|de)|lever(?:t|en)?(?: \w+){1,3} in(?=[.:,])": "aanleveren, the word for every file that is handed over",
    r"bewaar opnieuw|bewaren en|verbetering bewaren": "opslaan",
}
# Before a number of these stands no limit or norm: there may be one, and then "1 nachten" is wrong.
NEVER_ONE = re.compile(
    r"capacity|days|homes|immigrants|least|lines|minutes|months|more|most|need|needed|nights_needed|places|special|window|window_days"
)
_PLURALS = (
    "nachten|dagen|weken|maanden|jaren|personen|mensen|kamers|bedden|verblijven|locaties|plekken|woningen|werknemers"
    "|regels"
)
# A number that was rounded to tens is never one either.
_MANY = re.compile(rf"(?<!ngeveer )%\((\w+)\)[sd] (?:{_PLURALS})\b")

# Sentences in the lists of refusals that ask nothing of the reader: what was noticed, what is known, an answer to choose.
_NOTICES = re.compile(
    r"answer_|known_by_|.*_becomes$|.*_read(?:_of)?$|.*_heading_repeated$|.*_left_out$|.*_differs_|understood_|dates_(?:month_first|in_two_orders)"
    r"|sheet_without_|bsn_column_ignored|lines_(?:elsewhere|without_room)|(?:employer|nationality)_unknown"
    r"|taken_as_somebody_else|status_not_stated|expected_departure_assumed|titles_not_understood_no|no_boundary_of_ours|missing_in_list"
    r"|empty_beds|names_family_first|lines_about_nobody|line_no_longer_registered|personal_number_dropped|brp_(?:suspended|elsewhere|day_unknown|in_doubt)"
    r"|durations_of_no_time|stays_(?:begun|ended|may_have)_|nobody_left|curve_(?:starts_late|ran_empty)"
)
_ASKS = re.compile(
    r"(?:^|[.?:;] |[,;] (?:of|en|dan|en dan)? ?|Dan |Dan eerst |Of )"
    r"(?:antwoord|beantwoord|begin|bekijk|controleer|deel|doe|ga|geef|gebruik|haal|handel|herstel|kies|kijk|kopieer|laad|laat|leg|lever|log"
    r"|maak|meld|neem|noem|open|probeer|rond|schrijf|selecteer|sla|splits|stel|stuur|trek|typ|upload|verbeter|vereenvoudig"
    r"|verhuis|verwijder|verplaats|vink|voeg|vraag|vul|wacht|wijzig|zeg|zet|zoek|zorg)\b",
    re.IGNORECASE,
)


def sentences() -> Iterator[tuple[str, str, str, bool]]:
    """Module, English and Dutch of each text, and whether it is the sentence for one of something."""
    for path in CATALOGUES:
        with path.open("rb") as file:
            for message in read_po(file, locale="nl"):
                if message.id and message.pluralizable:
                    yield path.parts[-5], message.id[0], message.string[0], True
                    yield path.parts[-5], message.id[1], message.string[1], False
                elif message.id:
                    yield path.parts[-5], message.id, message.string, not message.pluralizable


ALL = list(sentences())


def test_there_are_texts_to_read() -> None:
    assert len(ALL) > 2000


@pytest.mark.parametrize("wrong", INSTEAD)
def test_one_thing_has_one_word(wrong: str) -> None:
    found = re.compile(rf"\b(?:{wrong})(?!\w)", re.IGNORECASE)

    assert [text for _module, _english, text, _one in ALL if found.search(text)] == [], INSTEAD[wrong]


def test_saving_is_opslaan_and_bewaren_is_only_what_is_kept() -> None:
    saves, dutch = re.compile(r"\bsaved?\b", re.IGNORECASE), re.compile(r"opsla|opgeslagen|\bsla\b", re.IGNORECASE)

    assert [text for _module, english, text, _one in ALL if saves.search(english) and not dutch.search(text)] == []


def test_dutch_has_its_own_quotes_and_single_spaces() -> None:
    def is_wrong(text: str) -> bool:
        words = re.sub(r"<[^>]*>", "", text)
        return bool(re.search(r"[\"'‘]|\S  +\S|\s[.,;:?!](?:\s|$)", words)) or words != words.strip()

    assert [text for _module, _english, text, _one in ALL if is_wrong(text)] == []


def test_no_sentence_says_one_nights() -> None:
    wrong = [
        text
        for _module, _english, text, is_one in ALL
        # Where names are given there are several of them: one person has a sentence with the name alone.
        if is_one and "%(names)s" not in text and any(not NEVER_ONE.fullmatch(name) for name in _MANY.findall(text))
    ]

    assert wrong == []


@pytest.mark.parametrize("module", modules(), ids=lambda module: module.name)
def test_every_refusal_says_what_to_do(module) -> None:
    with override("nl"):
        # One that differs by number has no words until its facts are filled in.
        facts: dict[str, int] = defaultdict(lambda: 2)
        texts = {c: str(text) or str(text % facts) for c, text in module.refusals.items() if not _NOTICES.match(c)}

    # What is no sentence is an answer to choose, and a question asks already.
    errors = [text for text in texts.values() if text.endswith(".") and "?" not in text]
    assert [text for text in errors if not _ASKS.search(text)] == []


def test_the_reader_of_sentences_finds_what_is_wrong() -> None:
    assert _MANY.findall("Sliep %(count)s nachten") == ["count"]
    assert _ASKS.search("Dit veld is leeg. Vul het in.")
    assert not _ASKS.search("Dit veld is verplicht.")


@pytest.mark.parametrize("language", LANGUAGES_OF_WORKERS)
def test_a_paper_for_a_worker_writes_days_as_the_language_does(language: str) -> None:
    day = date(2026, 5, 28)

    said = {_Days(language).of_day(day.isoformat()), _short(day, LETTERS.wording(language))}

    assert said == {
        {
            "nl": "28 mei 2026",
            "en": "28 May 2026",
            "pl": "28 maj 2026",
            "ro": "28 mai 2026",
            "bg": "28.05.2026\u202fг.",
            "de": "28.05.2026",
        }[language]
    }


@pytest.mark.parametrize("texts", [LETTERS, OVERVIEW], ids=["letters", "overview"])
@pytest.mark.parametrize("language", LANGUAGES_OF_WORKERS)
def test_a_letter_addresses_a_worker_in_one_way(texts, language: str) -> None:
    said = yaml.safe_dump(dict(texts.wording(language).sentences), allow_unicode=True, width=10_000)
    other_ways = {
        "nl": r"\b(?:je|jij|jouw)\b",
        "pl": r"Państw|\bPani/Pan",
        "bg": r"\b(?:вас|ваш\w*)\b",
        "de": r"\b(?:du|dein\w*)\b|Unterkunftsgeber",
        "ro": r"\btu\b",
    }

    assert re.findall(other_ways.get(language, r"(?!)"), said) == []
    assert "  " not in said.replace("\n  ", "\n").replace("\n  ", "\n")
