"""Find the columns of an extract: its names differ per mark and per year, and titles may stand above them."""

from collections.abc import Sequence
from enum import StrEnum

from thoes.imports.reading.cells import Row, cell_text
from thoes.imports.reading.header import normalise

_ROWS_SEARCHED = 30


class Column(StrEnum):
    """What a column of an extract may hold."""

    SCHEME = "scheme"
    CERTIFICATE = "certificate"
    VALID_FROM = "valid_from"
    VALID_UNTIL = "last_day"
    STATUS = "status"
    IS_VALID = "is_valid"
    IS_SUSPENDED = "is_suspended"
    IS_WITHDRAWN = "is_withdrawn"
    TAKEN_AWAY = "ended_from"
    LAST_AUDIT = "last_audit"
    NEXT_AUDIT = "next_audit"
    ADDRESS = "address"
    STREET = "street"
    HOUSE_NUMBER = "house_number"
    ADDITION = "addition"
    POSTCODE = "postcode"
    TOWN = "town"


DATES = frozenset({Column.VALID_FROM, Column.VALID_UNTIL, Column.TAKEN_AWAY, Column.LAST_AUDIT, Column.NEXT_AUDIT})
# Columns that say what a certificate is worth, whatever its days say.
STATUS_COLUMNS = frozenset({Column.STATUS, Column.IS_VALID, Column.IS_SUSPENDED, Column.IS_WITHDRAWN})
_WORDS = {
    Column.SCHEME: "keurmerk;norm;quality mark;mark;schema;scheme;soort certificaat",
    Column.CERTIFICATE: "certificaatnummer;certificaat;certificaat nr;certificaatnr;cert nr;registratienummer;"
    "certificate;certificate number;nummer certificaat;certificaat nummer",
    Column.VALID_FROM: "geldig vanaf;geldig van;vanaf;ingangsdatum;datum afgifte;afgiftedatum;valid from;from;"
    "datum certificering;gecertificeerd sinds;startdatum;first day;eerste dag",
    Column.VALID_UNTIL: "geldig tot;geldig t m;geldig tot en met;tot en met;t m;einddatum;vervaldatum;verloopdatum;"
    "expires;valid until;valid to;until;last day;laatste dag;tot",
    Column.STATUS: "status;certificaatstatus;status certificaat;status certificering;status keurmerk;huidige status;"
    "certificate status;status of certificate;state;stand",
    Column.IS_VALID: "geldig;actief;gecertificeerd;is geldig;valid;active;certified",
    Column.IS_SUSPENDED: "geschorst;is geschorst;suspended",
    Column.IS_WITHDRAWN: "ingetrokken;is ingetrokken;withdrawn",
    Column.TAKEN_AWAY: "geschorst per;geschorst sinds;geschorst vanaf;ingetrokken per;ingetrokken op;ingetrokken sinds;"
    "datum schorsing;datum intrekking;beeindigd per;beeindigd op;datum beeindiging;suspended from;suspended since;"
    "withdrawn from;withdrawn on;ended on",
    Column.LAST_AUDIT: "laatste audit;laatste inspectie;datum audit;auditdatum;inspectiedatum;last audit;laatste controle",
    Column.NEXT_AUDIT: "volgende audit;volgende inspectie;next audit;volgende controle",
    Column.ADDRESS: "adres;address;locatieadres;adres locatie;bezoekadres;locatie adres;vestigingsadres",
    Column.STREET: "straat;straatnaam;street",
    Column.HOUSE_NUMBER: "huisnummer;huisnr;nr;house number;number;huis nr",
    Column.ADDITION: "toevoeging;huisnummertoevoeging;toev;addition;huisletter",
    Column.POSTCODE: "postcode;pc;postal code;zip;postcode locatie",
    Column.TOWN: "plaats;woonplaats;plaatsnaam;town;city;vestigingsplaats;locatie plaats;gemeente;municipality",
}
_COLUMN_OF = {normalise(word): column for column, words in _WORDS.items() for word in words.split(";")}


def find_columns(rows: Sequence[Row]) -> tuple[int, dict[int, Column]] | None:
    """The row of the column names (0 is the first) and what each column holds; None when this is no extract.

    An extract has at least a certificate and an address: a postcode, or a street or whole address.
    """
    best: tuple[int, dict[int, Column]] | None = None
    for index, row in enumerate(rows[:_ROWS_SEARCHED]):
        found: dict[int, Column] = {}
        for place, cell in enumerate(row):
            column = _COLUMN_OF.get(normalise(cell_text(cell))) if isinstance(cell, str) else None
            if column is not None and column not in found.values():
                found[place] = column
        if _is_enough(set(found.values())) and (best is None or len(found) > len(best[1])):
            best = index, found
    return best


def _is_enough(columns: set[Column]) -> bool:
    place = columns & {Column.POSTCODE, Column.STREET, Column.ADDRESS}
    return Column.CERTIFICATE in columns and Column.VALID_FROM in columns and bool(place)
