"""The columns of an extract; their names differ per quality label and per year."""

from enum import StrEnum
from typing import Any

from django.utils.translation import gettext_lazy as _

from thoes.intake.public import Vocabulary


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


DATES: frozenset[StrEnum] = frozenset(
    {Column.VALID_FROM, Column.VALID_UNTIL, Column.TAKEN_AWAY, Column.LAST_AUDIT, Column.NEXT_AUDIT}
)
# Columns that say what a certificate is worth, whatever its days say.
STATUS_COLUMNS: frozenset[StrEnum] = frozenset(
    {Column.STATUS, Column.IS_VALID, Column.IS_SUSPENDED, Column.IS_WITHDRAWN}
)
_WORDS: dict[StrEnum, str] = {
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
_NAMES: dict[StrEnum, Any] = {
    Column.SCHEME: _("Quality label"),
    Column.CERTIFICATE: _("Certificate number"),
    Column.VALID_FROM: _("First day"),
    Column.VALID_UNTIL: _("Last day"),
    Column.STATUS: _("Status of the certificate"),
    Column.IS_VALID: _("Valid: yes or no"),
    Column.IS_SUSPENDED: _("Suspended: yes or no"),
    Column.IS_WITHDRAWN: _("Withdrawn: yes or no"),
    Column.TAKEN_AWAY: _("Suspended, withdrawn or ended on"),
    Column.LAST_AUDIT: _("Last audit"),
    Column.NEXT_AUDIT: _("Next audit"),
    Column.ADDRESS: _("Whole address"),
    Column.STREET: _("Street"),
    Column.HOUSE_NUMBER: _("House number"),
    Column.ADDITION: _("Addition to the house number"),
    Column.POSTCODE: _("Postcode"),
    Column.TOWN: _("Town"),
}
VOCABULARY = Vocabulary(
    words=_WORDS, names=_NAMES, days=DATES, who_and_when=frozenset({Column.CERTIFICATE, Column.VALID_FROM})
)


def is_enough(columns: frozenset[StrEnum]) -> bool:
    """An extract has at least a certificate and an address: a postcode, or a street or whole address."""
    place = columns & {Column.POSTCODE, Column.STREET, Column.ADDRESS}
    return Column.CERTIFICATE in columns and Column.VALID_FROM in columns and bool(place)
