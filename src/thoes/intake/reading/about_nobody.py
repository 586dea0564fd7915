"""Cells that hold nothing, and lines of a list that are about nobody: totals, footnotes, signatures."""

import re
from collections.abc import Iterable
from functools import lru_cache

from anyascii import anyascii

from thoes.intake.reading.cells import PLACEHOLDERS, Row, is_blank
from thoes.intake.reading.dates import is_serial, looks_like_date

# "Nothing here", where it cannot be a mark that something happened.
_CROSSES = frozenset({"x", "xx", "xxx", "."})
_ONLY_SIGNS = re.compile(r"[\s\-‐-―_.?*/\\|~=]+")
# How people write that nobody sleeps in a bed, or may; and what stands beside it.
# fmt: off
_FREE = frozenset(
    {"vrij", "vrije", "leeg", "lege", "onbezet", "beschikbaar", "leegstand", "free", "empty", "available", "vacant",
     "unoccupied",
     "wolne", "wolny", "wolna", "puste", "pusty", "frei", "freies", "leer", "unbelegt", "liber", "libere", "liberi",
     "svobodno",
     "svobodna", "svobodni", "svoboden", "prazno", "prazna", "prazen", "szabad", "ures", "vilno", "vilne", "vilniy", "libre",
     "vacio", "gereserveerd", "reserve", "reserved", "reserviert", "zarezerwowane", "rezerwacja", "rezervat", "rezervirano",
     "geblokkeerd", "blocked", "gesperrt", "defect", "kapot", "schoonmaak", "cleaning", "nietbezet", "geenbewoner",
     "notoccupied", "nichtbelegt", "buitengebruik", "outofuse", "outoforder"}
)
_BESIDE_FREE = frozenset(
    {"bed", "bedden", "kamer", "plek", "plaats", "slaapplaats", "room", "place", "nog", "still", "lozko", "miejsce",
     "pokoj", "bett", "platz", "zimmer", "pat", "loc", "locuri", "leglo", "lizhko"}
)
_TWO_WORDS = re.compile(
    r"\b(?:niet bezet|geen bewoner|not occupied|nicht belegt|buiten gebruik|out of use|out of order)\b"
)
_SINCE = re.compile(r"\s(?:vanaf|per|tot|voor|since|from|until|for|od|do|ab|bis|la|ot|na)\b.*")
# fmt: on
_TOTAL = re.compile(
    r"(?:(?:eind|sub)?totaal|(?:grand |sub)?totals?|subtotal|suma|razem|lacznie|ogolem|summe|gesamt(?:zahl)?"
    r"|insgesamt|osszesen|som|sum|obshcho|vsichko|vsogo|razom|aantal(?: personen| bewoners| bedden| gasten)?"
    r"|in totaal|liczba(?: osob)?|anzahl|numar"
    r"|bezet(?:ting)?|occupied|occupancy|zajete|belegt)(?![a-z])"
)
_COUNT_OF_PEOPLE = re.compile(
    r"\d+\s+(?:personen|persoon|pers|people|persons?|bewoners?|gasten|guests?|osoby|osob|osoba|person|persoane|persoana"
    r"|dushi|osib|osobi|fo|personas?|bedden|beds|vrije? bedden|lozek|lozka|betten|paturi|legla|medewerkers|workers"
    r"|pracownikow|mieszkancow)\b.*"
)
_NOTE = re.compile(
    r"(?:let op|opmerking(?:en)?|toelichting|legenda|nb|n b|noot|voetnoot|bron|ps|note|notes|remarks?|legend|source|uwag[ai]"
    r"|uwagi|hinweis|anmerkung(?:en)?|nota|observatii|zabelezhk[ai]|primitk[ai]|megjegyzes"
    r"|handtekening|getekend|ondertekend|voor akkoord|paraf|signature|signed|podpis|unterschrift|semnatura|alairas|firma"
    r"|opgemaakt|opgesteld|gemaakt door|ingevuld door|gecontroleerd|bijgewerkt|laatst gewijzigd|laatste update|peildatum"
    r"|afgedrukt|geprint|uitgeprint|prepared by|made by|printed|last updated?|updated|as of|sporzadzil|sporzadzono|przygotowal"
    r"|met vriendelijke groet(?:en)?|vriendelijke groet(?:en)?|groet(?:en|jes)?|mvg|kind regards|best regards|regards"
    r"|pozdrawiam|z powazaniem|mit freundlichen grussen|viele grusse|cu stima|s uvazhenie|pozdravi|tel|telefoon|telefon"
    r"|wydruk|stan na|erstellt|stand|gedruckt|intocmit|izgotvil|keszitette|pagina|page|strona|seite|blad \d|datum)"
    r"(?![a-z])"
)
# Nobody is called so: a day may stand beside it.
_NO_NAME = re.compile(
    r"(?:datum|peildatum|date|data|afgedrukt|geprint|printed|gedruckt|wydruk|handtekening|ondertekend|getekend|signature|signed"
    r"|podpis|unterschrift|semnatura|totaal|eindtotaal|subtotaal|total|razem|summe)(?: (?:op|am|la|na|on|dnia|van))?"
)
_LONGEST_NAME_IN_WORDS = 6


@lru_cache(maxsize=4096)
def says_nothing(text: str) -> bool:
    """Whether a text only says that there is nothing: "-", "n.v.t.", "onbekend", "x"; an empty one does too."""
    known = text.casefold().strip()
    if not known or known in PLACEHOLDERS or known in _CROSSES:
        return True
    return not known[0].isalnum() and _ONLY_SIGNS.fullmatch(known) is not None


@lru_cache(maxsize=4096)
def says_free(text: str) -> bool:
    """Whether the text is what stands instead of a name in an empty bed: "vrij", "free", "wolne"."""
    compared = _TWO_WORDS.sub(lambda found: found.group().replace(" ", ""), _compared(text))
    words = _SINCE.sub("", compared).split()
    return not _FREE.isdisjoint(words) and all(word in _FREE or word in _BESIDE_FREE for word in words)


def is_line_about_nobody(row: Row, days: Iterable[int]) -> bool:
    """Whether a line is one of totals, or a footnote or signature that stands alone; `days` are the columns of arrivals.

    Somebody may be called so; then there is a day as well.
    """
    filled = [cell for cell in row if not is_blank(cell)]
    if not filled or not isinstance(filled[0], str):
        return False
    first = filled[0]
    if len(filled) <= 2 and _is_no_name(first):
        return True
    if any(column < len(row) and (looks_like_date(row[column]) or is_serial(row[column])) for column in days):
        return False
    # Beside a word for the total stand counts; beside the name of somebody or something stand words too.
    only_counts = all(not isinstance(cell, str) or any(map(str.isdigit, cell)) for cell in filled[1:])
    return (only_counts and begins_a_total(first)) or (len(filled) == 1 and is_a_note(first))


@lru_cache(maxsize=4096)
def is_a_note(text: str) -> bool:
    """Whether a text that stands alone in its line is a footnote or a signature, and no name without its day."""
    stripped = text.strip()
    if not any(char.isalpha() for char in stripped):
        return True
    compared = _compared(stripped)
    return bool(
        _NOTE.match(compared)
        or stripped[0] in "*†‡¹²³()"
        or stripped.endswith(":")
        or len(compared.split()) > _LONGEST_NAME_IN_WORDS
    )


@lru_cache(maxsize=4096)
def begins_a_total(text: str) -> bool:
    """Whether a text is about all of a list: "Totaal bezet: 2", "12 personen"."""
    compared = _compared(text)
    return _TOTAL.match(compared) is not None or _COUNT_OF_PEOPLE.fullmatch(compared) is not None


@lru_cache(maxsize=4096)
def _is_no_name(text: str) -> bool:
    """Whether a text in front of its line can be nobody's name, also with a day beside it: "Datum:"."""
    return text.strip().endswith(":") or _NO_NAME.fullmatch(_compared(text)) is not None


def _compared(text: str) -> str:
    return " ".join(re.findall(r"[a-z0-9]+", anyascii(text).lower()))
