"""Cells that hold nothing, and lines of a list that are about nobody: totals, footnotes, signatures."""

import re
from functools import lru_cache

from anyascii import anyascii

from thoes.intake.reading.cells import PLACEHOLDERS

# "Nothing here", where it cannot be a mark that something happened.
_CROSSES = frozenset({"x", "xx", "xxx", "."})
_ONLY_SIGNS = re.compile(r"[\s\-‐-―_.?*/\\|~=]+")
# How people write that nobody sleeps in a bed, or may.
_FREE = re.compile(
    r"(?:bed |kamer |room |lozko |bett |pat |locuri? |legl[oa] |miejsce )?"
    r"(?:vrij|leeg|onbezet|beschikbaar|niet bezet|geen bewoner|leegstand|free|empty|available|vacant|unoccupied|not occupied"
    r"|wolne|wolny|wolna|puste|pusty|frei|leer|unbelegt|nicht belegt|libera?|liberi|gol|svobodn[oaiy]|prazn[oai]|szabad|ures"
    r"|viln[eiay]+|vilno|libre|vacio|gereserveerd|reserve|reserved|reserviert|zarezerwowane|rezerwacja|rezervat|rezervirano"
    r"|geblokkeerd|blocked|gesperrt|buiten gebruik|out of use|out of order|defect|kapot|schoonmaak|cleaning)"
    r"(?: bed| kamer| room| lozko| bett| pat| leglo| plek| plaats| miejsce)?"
    r"(?: (?:vanaf|per|tot|voor|since|from|until|for|od|do|ab|bis|de la|ot)\b.*)?"
)
_TOTAL = re.compile(
    r"(?:(?:eind|sub)?totaal|(?:grand |sub)?totals?|subtotal|suma|razem|lacznie|ogolem|summe|gesamt|insgesamt|osszesen|som|sum"
    r"|obshcho|vsichko|vsogo|razom|aantal(?: personen| bewoners| bedden| gasten)?|in totaal|liczba(?: osob)?|anzahl|numar"
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
    r"|wydruk|stan na|erstellt|stand|gedruckt|intocmit|izgotvil|keszitette|pagina|page|strona|seite|blad \d|datum)"
    r"(?![a-z])"
)
_LONGEST_NAME_IN_WORDS = 6


def says_nothing(text: str) -> bool:
    """Whether a text only says that there is nothing: "-", "n.v.t.", "onbekend", "x"; an empty one does too."""
    known = text.casefold().strip()
    if not known or known in PLACEHOLDERS or known in _CROSSES:
        return True
    return not known[0].isalnum() and _ONLY_SIGNS.fullmatch(known) is not None


@lru_cache(maxsize=4096)
def says_free(text: str) -> bool:
    """Whether the text is what stands instead of a name in an empty bed: "vrij", "free", "wolne"."""
    return _FREE.fullmatch(_compared(text)) is not None


@lru_cache(maxsize=4096)
def begins_a_total(text: str) -> bool:
    """Whether a line that begins with this text is one of totals; somebody may be called so, and then there is a day."""
    compared = _compared(text)
    return _TOTAL.match(compared) is not None or _COUNT_OF_PEOPLE.fullmatch(compared) is not None


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


def _compared(text: str) -> str:
    return " ".join(re.findall(r"[a-z0-9]+", anyascii(text).lower()))
